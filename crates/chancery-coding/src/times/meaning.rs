//! What the words of time say before they are set against a calendar.

/// A unit that times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Sixtieth of a minute.
    Second,
    /// Sixtieth of an hour.
    Minute,
    /// Sixtieth of a day.
    Hour,
    /// A day of the calendar.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Seven days; on the calendar, ISO 8601's, from Monday.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months of a year.
    Quarter,
    /// A business period: the quarter that is spoken of, or else the year.
    Period,
    /// A year of the calendar.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// A whole number.
    Count(i64),
    /// A whole number and a half.
    Half(i64),
    /// More than one, not told how many.
    Some,
}

/// One of a kind of day, month, week or year, counted from the page's day or from the day that is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// The one before the page's: `last`.
    Last,
    /// The latest one that is over: `this past`, `past`.
    Past,
    /// The page's own.
    This,
    /// The one after the page's.
    Next,
    /// The first that is still to come: `this coming`, `upcoming`.
    Coming,
    /// The one before that which is spoken of.
    Previous,
    /// The one after that which is spoken of.
    Following,
    /// The one that is spoken of.
    That,
}

impl Shift {
    /// How many units away, and from where.
    pub(super) fn count(self) -> (i64, Anchor) {
        match self {
            Shift::Last | Shift::Past => (-1, Anchor::Page),
            Shift::This => (0, Anchor::Page),
            Shift::Next | Shift::Coming => (1, Anchor::Page),
            Shift::Previous => (-1, Anchor::Story),
            Shift::Following => (1, Anchor::Story),
            Shift::That => (0, Anchor::Story),
        }
    }
}

/// Where a count starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The day of the page.
    Page,
    /// The day of the page, in the kind of time that the report speaks of: `a year ago` of a quarter is a quarter.
    Ago,
    /// The time that was told last.
    Story,
}

/// The year of a date, as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearSaid {
    /// By its number.
    Number(i16),
    /// Counted from another.
    Counted(i64, Anchor),
}

/// Fields of the calendar; what is not said is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fields {
    /// The year.
    pub(super) year: Option<YearSaid>,
    /// 1 to 4.
    pub(super) quarter: Option<i8>,
    /// 1 or 2.
    pub(super) half: Option<i8>,
    /// TIMEX3's code of a season: `SP`, `SU`, `FA`, `WI`.
    pub(super) season: Option<&'static str>,
    /// 1 to 12.
    pub(super) month: Option<i8>,
    /// 1 to 31.
    pub(super) day: Option<i8>,
    /// 1 to 7, from Monday.
    pub(super) weekday: Option<i8>,
    /// `last Tuesday`, `next March`.
    pub(super) shift: Option<Shift>,
    /// The week that the day lies in is meant, not the day.
    pub(super) week_of: bool,
}

/// A day that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// One day of history.
    Once(i16, i8, i8),
    /// Month, which one (-1 the last), weekday from Monday 1, days after it.
    Nth(i8, i8, i8, i8),
    /// Days after Western Easter.
    Easter(i16),
    /// Fixed by the moon or by another church's calendar: not reckoned here.
    Movable,
}

/// What kind of time the words tell, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A date by the fields of the calendar.
    Fields(Fields),
    /// Units counted from an anchor.
    Offset {
        /// What is counted.
        unit: Unit,
        /// How many; below zero is before.
        count: i64,
        /// From where.
        from: Anchor,
    },
    /// A named day, of a year or shifted.
    Holiday(Holiday, Option<YearSaid>, Option<Shift>),
    /// A decade or a century by its first year and TIMEX3's digits of it.
    Years {
        /// First year.
        first: i16,
        /// 2 for a century, 3 for a decade.
        digits: usize,
    },
    /// The quarter that the report speaks of, in this year; or the year.
    PeriodOf(i16),
    /// A length of time; a side where it ends or begins with the page's day.
    Length {
        /// Units and how many of them.
        parts: Vec<(Unit, Amount)>,
        /// Past or coming.
        side: Option<Side>,
    },
    /// A frequency, by TIMEX3's value.
    Repeated(String),
    /// One of TIMEX3's vague points: `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A time of day alone: its day is that which is spoken of.
    TimeOnly,
}

/// On which side of the page's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it.
    Past,
    /// After it.
    Future,
}

/// A time within a day, as TIMEX3 writes it after the `T`: `16:30`, `NI`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    /// Hour (0 to 24), minute, and second if told.
    Clock(i8, Option<i8>, Option<i8>),
    /// `MO`, `AF`, `EV`, `NI`.
    Part(&'static str),
}

/// Words that were understood: all but what only the calendar and the story can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// One past the last atom.
    pub(super) end: usize,
    /// What they mean.
    pub(super) meaning: Meaning,
    /// The time of that day.
    pub(super) time: Option<TimeOfDay>,
    /// TIMEX3's mod.
    pub(super) modifier: Option<&'static str>,
}

impl Reading {
    /// A reading without a time of day and without a modifier.
    pub(super) fn new(end: usize, meaning: Meaning) -> Reading {
        Reading { end, meaning, time: None, modifier: None }
    }

    /// A reading of calendar fields.
    pub(super) fn fields(end: usize, fields: Fields) -> Reading {
        Reading::new(end, Meaning::Fields(fields))
    }

    /// True where the words tell one day, to which a time of day may be added.
    pub(super) fn is_day(&self) -> bool {
        match &self.meaning {
            Meaning::Fields(fields) => (fields.weekday.is_some() || fields.day.is_some()) && !fields.week_of,
            Meaning::Offset { unit, .. } => *unit == Unit::Day,
            Meaning::Holiday(..) => true,
            _ => false,
        }
    }

    /// True where the words tell a point, which can have a beginning and an end.
    pub(super) fn is_point(&self) -> bool {
        matches!(
            self.meaning,
            Meaning::Fields(_) | Meaning::Offset { .. } | Meaning::Holiday(..) | Meaning::Years { .. }
        ) || self.time.is_some()
    }
}
