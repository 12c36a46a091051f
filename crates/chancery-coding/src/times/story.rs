//! What has been told so far: the page's day, and the times that later words lean on.

use super::Precision;
use super::meaning::{Anchor, YearSaid};
use super::stretch::Stretch;
use jiff::civil::Date;

/// Sentences after which a time no longer holds what is told after it.
const HOLDS: usize = 4;

/// Sentences after which a report no longer speaks of the quarter that it named. Business reports name it once and
/// lean on it for long.
const QUARTER_HOLDS: usize = 8;

/// The times that relative words start from.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    /// The page's day, if it is known.
    pub(super) published: Option<Date>,
    /// The sentence that is being read.
    pub(super) sentence: usize,
    /// The last time told, for each precision at most one, with its sentence.
    told: Vec<(usize, Precision, (Date, Date))>,
    quarter: Option<(usize, i16, i8)>,
}

impl Story {
    /// Nothing told yet.
    pub(super) fn new(published: Option<Date>) -> Story {
        Story { published, ..Story::default() }
    }

    /// Remembers a time that was told.
    pub(super) fn tell(&mut self, stretch: &Stretch) {
        let Some(interval) = stretch.interval else { return };
        self.told.retain(|(_, precision, _)| *precision != stretch.precision);
        self.told.push((self.sentence, stretch.precision, interval));
    }

    /// Remembers the quarter that a report is about; one of an earlier year is only compared with it.
    pub(super) fn tell_quarter(&mut self, stretch: &Stretch, quarter: i8, said: Option<YearSaid>) {
        let Some((first, _)) = stretch.interval else { return };
        let own = match said {
            None => true,
            Some(YearSaid::Number(year)) => self.published.is_none_or(|page| page.year() <= year),
            Some(YearSaid::Counted(count, _)) => count >= 0,
        };
        if own || self.quarter.is_none() {
            self.quarter = Some((self.sentence, first.year(), quarter));
        }
    }

    /// The last time told, here or shortly before, that is at least so exact.
    pub(super) fn told_within(&self, precision: Precision) -> Option<(Date, Date)> {
        let fresh = self.told.iter().rev().filter(|(sentence, _, _)| self.sentence - sentence <= HOLDS);
        fresh.filter(|(_, told, _)| *told <= precision).map(|(_, _, interval)| *interval).next()
    }

    /// The quarter that the report speaks of.
    pub(super) fn quarter(&self) -> Option<(i16, i8)> {
        self.quarter
            .filter(|(told, _, _)| self.sentence - told <= QUARTER_HOLDS)
            .map(|(_, year, quarter)| (year, quarter))
    }

    /// A year as it is said.
    pub(super) fn year(&self, said: YearSaid) -> Option<i16> {
        let (count, base) = match said {
            YearSaid::Number(year) => return Some(year),
            YearSaid::Counted(count, Anchor::Story) => {
                let quarter = self.quarter().map(|(year, _)| year);
                let told = self.told_within(Precision::Year).map(|(first, _)| first.year());
                (count, told.or(quarter).or(self.published.map(Date::year))?)
            }
            YearSaid::Counted(count, _) => (count, self.published?.year()),
        };
        i16::try_from(count).ok().and_then(|count| base.checked_add(count))
    }
}
