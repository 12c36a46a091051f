//! Which of the places with one name is meant: what the article's other places agree on.
//!
//! All sums are whole numbers, so that every platform chooses alike.

use crate::places::candidate::Candidate;
use crate::places::gazetteer::{Gazetteer, Sense};
use crate::places::place::PlaceForm;
use crate::places::store::Sort;
use std::collections::BTreeMap;

/// Senses of one name that are weighed against each other; the rest are villages.
const MOST_SENSES: usize = 24;
/// Names that are weighed against each other; later ones of a long article are weighed against these.
const MOST_NAMES: usize = 40;
/// What agreement with the article's states can add.
const STATE_WEIGHT: i64 = 70;
/// What agreement with the article's divisions can add.
const DIVISION_WEIGHT: i64 = 70;
/// What neighbours can add at most.
const NEAR_WEIGHT: i64 = 80;
/// What a name that is not the place's own costs.
const OTHER_NAME: i64 = 25;
/// How much a state outweighs a town of its name: a village in the state next door does not come up to it.
const STATE_PRIOR: i64 = 120;
/// How much a region that news names outweighs a town of its name: as one of a million people.
const REGION_PRIOR: i64 = 80;

/// States and divisions that an article speaks of, with how much.
#[derive(Debug, Clone, Default)]
pub(crate) struct Votes {
    states: BTreeMap<usize, i64>,
    divisions: BTreeMap<u16, i64>,
}

impl Votes {
    pub(crate) fn for_state(&mut self, state: usize, weight: i64) {
        *self.states.entry(state).or_default() += weight;
    }

    fn for_division(&mut self, division: u16, weight: i64) {
        *self.divisions.entry(division).or_default() += weight;
    }

    /// Votes of a sense: a division speaks for its state too.
    fn for_sense(&mut self, gazetteer: &Gazetteer, sense: Sense, weight: i64) {
        if let Some(state) = gazetteer.state(sense) {
            self.for_state(state, weight);
        }
        if let Some(division) = gazetteer.division(sense) {
            self.for_division(division, weight);
        }
    }

    fn share<K: Ord>(votes: &BTreeMap<K, i64>, key: &K, weight: i64) -> i64 {
        let total: i64 = votes.values().sum();
        // The constant keeps a single vote from deciding.
        weight * votes.get(key).copied().unwrap_or(0) / (total + 4)
    }

    fn agreement(&self, gazetteer: &Gazetteer, sense: Sense) -> i64 {
        let state = gazetteer.state(sense).map_or(0, |state| Self::share(&self.states, &state, STATE_WEIGHT));
        let division = gazetteer.division(sense);
        state + division.map_or(0, |division| Self::share(&self.divisions, &division, DIVISION_WEIGHT))
    }
}

/// One name of the article with its senses, the likeliest first.
struct Name {
    senses: Vec<(Sense, i64)>,
    mentions: i64,
}

/// For each accepted candidate, the sense that is meant; none where its name is not listed.
pub(crate) fn resolve(gazetteer: &Gazetteer, candidates: &[Candidate], mut votes: Votes) -> Vec<Option<Sense>> {
    let mut names: BTreeMap<&str, Name> = BTreeMap::new();
    for candidate in candidates {
        if let Some(name) = names.get_mut(candidate.name.as_str()) {
            name.mentions += 1;
            // A mention that says where it lies says it for all.
            if candidate.within.is_some() {
                name.senses = priors(gazetteer, candidate);
            }
            continue;
        }
        names.insert(&candidate.name, Name { senses: priors(gazetteer, candidate), mentions: 1 });
    }
    for candidate in candidates {
        let weight = match (candidate.within, candidate.form) {
            (Some(_), _) => 4,
            (None, PlaceForm::Adjective) => 1,
            _ => 2,
        };
        let name = &names[candidate.name.as_str()];
        if let [(only, _)] = name.senses[..] {
            votes.for_sense(gazetteer, only, weight);
        }
    }
    let list: Vec<(&str, &Name)> = names.iter().take(MOST_NAMES).map(|(name, senses)| (*name, senses)).collect();
    let mut near: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (name, senses) in &names {
        near.insert(name, neighbours(gazetteer, name, senses, &list));
    }
    // Twice: the second time with what the first has chosen.
    let mut chosen: BTreeMap<&str, Sense> = BTreeMap::new();
    for round in 0..2 {
        let mut next = BTreeMap::new();
        for (name, of_name) in &names {
            let best = of_name.senses.iter().zip(&near[name]).max_by_key(|((sense, prior), near)| {
                // Of equals, the one listed first.
                (prior + *near + votes.agreement(gazetteer, *sense), std::cmp::Reverse(*sense))
            });
            if let Some(((sense, _), _)) = best {
                next.insert(*name, *sense);
            }
        }
        if round == 0 {
            for (name, sense) in &next {
                if names[name].senses.len() > 1 {
                    votes.for_sense(gazetteer, *sense, names[name].mentions.min(3));
                }
            }
        }
        chosen = next;
    }
    let resolved = candidates.iter().map(|candidate| {
        // A mention with a container of its own keeps it, against the rest of the article.
        if candidate.within.is_some()
            && !candidate.senses.iter().any(|(sense, _)| Some(sense) == chosen.get(candidate.name.as_str()))
        {
            return likeliest(gazetteer, candidate);
        }
        chosen.get(candidate.name.as_str()).copied()
    });
    resolved.collect()
}

/// What a candidate stands for most likely, whatever the article says.
pub(crate) fn likeliest(gazetteer: &Gazetteer, candidate: &Candidate) -> Option<Sense> {
    priors(gazetteer, candidate).first().map(|(sense, _)| *sense)
}

/// The senses of a candidate with what speaks for each whatever the article says, the likeliest first.
fn priors(gazetteer: &Gazetteer, candidate: &Candidate) -> Vec<(Sense, i64)> {
    let mut out: Vec<(Sense, i64)> = candidate
        .senses
        .iter()
        .map(|(sense, own)| {
            let prior = match sense {
                Sense::Country(_) if candidate.is_capital => 0,
                Sense::Country(_) => STATE_PRIOR,
                Sense::Region(_) => REGION_PRIOR,
                Sense::Listed(row) => {
                    let row = gazetteer.store.row(*row);
                    let extra = match row.sort {
                        Sort::Capital => 12,
                        // A division bears the name of its town more often than it is meant by it.
                        Sort::Province if is_named_after_town(gazetteer, candidate, *sense) => -20,
                        Sort::Province | Sort::Country => 2,
                        // A district is called by the name of its town; the town is what is meant.
                        Sort::County if !row.name.contains(' ') => -20,
                        Sort::County | Sort::City => 0,
                    };
                    i64::from(row.size) / 2
                        + extra
                        + if candidate.is_capital && row.sort == Sort::Capital { 12 } else { 0 }
                }
            };
            (*sense, if *own { prior } else { prior - OTHER_NAME })
        })
        .collect();
    // A region of our own table and the town at the same spot are one place, and the town has the id.
    let towns: Vec<(Sense, (i32, i32))> = out
        .iter()
        .filter(|(sense, _)| matches!(sense, Sense::Listed(_)))
        .filter_map(|(sense, _)| Some((*sense, gazetteer.at(*sense)?)))
        .collect();
    let mut raised: Vec<Sense> = Vec::new();
    out.retain(|(sense, _)| {
        let Sense::Region(_) = sense else { return true };
        let Some(at) = gazetteer.at(*sense) else { return true };
        let close = towns.iter().filter(|(_, town)| kilometres(at, *town) < 60).map(|(town, _)| *town);
        let before = raised.len();
        raised.extend(close);
        raised.len() == before
    });
    for (sense, prior) in &mut out {
        if raised.contains(sense) {
            *prior += 40;
        }
    }
    out.sort_by_key(|(sense, prior)| (std::cmp::Reverse(*prior), *sense));
    out.truncate(MOST_SENSES);
    out
}

/// True for a division among whose candidate's senses is a town of its own: Santa Ana in Santa Ana.
fn is_named_after_town(gazetteer: &Gazetteer, candidate: &Candidate, division: Sense) -> bool {
    let town = |sense: Sense| match sense {
        Sense::Listed(row) => matches!(gazetteer.store.row(row).sort, Sort::City | Sort::Capital),
        _ => false,
    };
    candidate
        .senses
        .iter()
        .any(|(sense, own)| *own && town(*sense) && gazetteer.division(*sense) == gazetteer.division(division))
}

/// For each sense of a name, what the article's other names say by lying near.
fn neighbours(gazetteer: &Gazetteer, own: &str, name: &Name, others: &[(&str, &Name)]) -> Vec<i64> {
    let at = |sense: Sense| (!gazetteer.is_wide(sense)).then(|| gazetteer.at(sense)).flatten();
    let sum = |sense: Sense| {
        let Some(here) = at(sense) else { return 0 };
        let mut sum = 0;
        for (_, other) in others.iter().filter(|(name, _)| *name != own) {
            let mut best = 0;
            for (rank, (sense, _)) in other.senses.iter().enumerate() {
                let Some(there) = at(*sense) else { continue };
                let closeness = match kilometres(here, there) {
                    0..30 => 6,
                    30..80 => 4,
                    80..160 => 2,
                    160..400 => 1,
                    _ => 0,
                };
                let plausible = match (other.senses.len(), rank) {
                    (1, _) => 8,
                    (_, 0) => 5,
                    (_, 1) => 4,
                    (_, 2..6) => 3,
                    _ => 2,
                };
                best = best.max(closeness * plausible);
            }
            sum += best;
        }
        sum.min(NEAR_WEIGHT)
    };
    if name.senses.len() < 2 {
        return vec![0; name.senses.len()];
    }
    name.senses.iter().map(|(sense, _)| sum(*sense)).collect()
}

/// True where one sense lies in the other: a town in its division or state, or near the middle of its county.
pub(crate) fn lies_in(gazetteer: &Gazetteer, inner: Sense, outer: Sense) -> bool {
    if inner == outer || matches!(inner, Sense::Country(_)) {
        return false;
    }
    match outer {
        Sense::Country(state) => gazetteer.state(inner) == Some(state),
        Sense::Listed(row) => match gazetteer.store.row(row).sort {
            Sort::Province => {
                gazetteer.division(inner).is_some() && gazetteer.division(inner) == gazetteer.division(outer)
            }
            Sort::County => {
                close(gazetteer, inner, outer, 60) && gazetteer.division(inner) == gazetteer.division(outer)
            }
            _ => close(gazetteer, inner, outer, 30) && gazetteer.state(inner) == gazetteer.state(outer),
        },
        Sense::Region(region) => match gazetteer.regions[region].state {
            Some(state) => gazetteer.state(inner) == Some(state) && close(gazetteer, inner, outer, 300),
            None => close(gazetteer, inner, outer, 300),
        },
    }
}

fn close(gazetteer: &Gazetteer, one: Sense, other: Sense, within: i64) -> bool {
    match (gazetteer.at(one), gazetteer.at(other)) {
        (Some(one), Some(other)) => kilometres(one, other) < within,
        _ => false,
    }
}

/// Cosines of whole degrees from 0 to 90, in thousandths.
const COSINES: [i64; 91] = [
    1000, 1000, 999, 999, 998, 996, 995, 993, 990, 988, 985, 982, 978, 974, 970, 966, 961, 956, 951, 946, 940, 934,
    927, 921, 914, 906, 899, 891, 883, 875, 866, 857, 848, 839, 829, 819, 809, 799, 788, 777, 766, 755, 743, 731, 719,
    707, 695, 682, 669, 656, 643, 629, 616, 602, 588, 574, 559, 545, 530, 515, 500, 485, 469, 454, 438, 423, 407, 391,
    375, 358, 342, 326, 309, 292, 276, 259, 242, 225, 208, 191, 174, 156, 139, 122, 105, 87, 70, 52, 35, 17, 0,
];

/// The distance between two points in ten-thousandths of a degree, on a plane at their middle: right enough to tell
/// near from far, and the same on every platform.
pub(crate) fn kilometres(one: (i32, i32), other: (i32, i32)) -> i64 {
    let (north, mut east) = (i64::from(one.0 - other.0), i64::from(one.1 - other.1).abs());
    if east > 1_800_000 {
        east = 3_600_000 - east;
    }
    let middle = ((i64::from(one.0) + i64::from(other.0)) / 20_000).unsigned_abs().min(90);
    // Below 91 by the line above.
    let east = east * COSINES[middle as usize] / 1000;
    // A degree is 111 kilometres: ten thousand parts of it, squared, fit easily.
    (north * north + east * east).isqrt() * 111 / 10_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_about_right() {
        let (yerevan, tbilisi) = ((401_811, 445_136), (416_941, 448_337));
        assert!((165..175).contains(&kilometres(yerevan, tbilisi)));
        assert!(kilometres((0, 1_799_000), (0, -1_799_000)) < 30, "across the date line");
    }
}
