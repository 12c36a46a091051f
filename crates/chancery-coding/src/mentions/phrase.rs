//! What a noun phrase says by itself: name, state, sectors and role, composed from its words.

use crate::clause::Words;
use crate::mentions::code::{ActorKind, Basis, Sector};
use crate::mentions::dictionary::{Dictionary, Found, Usage, id};
use chancery_syntax::{Deprel, Upos};
use jiff::civil::Date;

/// What the words of one phrase say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) name: String,
    pub(crate) key: Option<String>,
    pub(crate) kind: ActorKind,
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
    pub(crate) wikidata: Option<String>,
    pub(crate) members: Vec<String>,
    pub(crate) basis: Basis,
    /// True where a name stands in it.
    pub(crate) named: bool,
}

impl Reading {
    /// Words of which nothing is known but what sort of actor they may be.
    pub(crate) fn bare(name: String, kind: ActorKind) -> Reading {
        Reading {
            name,
            key: None,
            kind,
            country: None,
            sectors: Vec::new(),
            role: None,
            wikidata: None,
            members: Vec::new(),
            basis: Basis::None,
            named: false,
        }
    }
}

/// Prepositions that bind a body or a person to its state: "president of", "police in", "a spokesman for".
const BELONGING: &[&str] = &["of", "in", "from", "for", "at", "to", "with"];

/// Roles that speak for a government where nothing says for whom else.
const OFFICIAL: &[&str] = &["spokesman", "spokeswoman", "spokesperson", "official", "representative", "negotiator"];

/// Reads the phrase `first..end` around `head`. `None` where it names nobody who could act.
pub(crate) fn read(
    dictionary: &Dictionary,
    words: &Words<'_>,
    found: &[Found],
    (first, end): (usize, usize),
    head: usize,
    date: Option<Date>,
) -> Option<Reading> {
    let inside: Vec<Found> = found.iter().copied().filter(|f| f.first >= first && f.end <= end).collect();
    // The name that holds the head; a name that the head's own apposed name holds serves as well.
    let at_head = inside.iter().find(|f| f.first <= head && head < f.end && !goes_on(dictionary, words, f));
    if let Some(hit) = at_head {
        // "Shin Bet Security Service": the name that opens the phrase says whose the general one is.
        let opening = inside.iter().find(|f| {
            f.end == hit.first
                && f.usage == Usage::Name
                && dictionary.entity(f.entity).kind == ActorKind::Organisation
                && dictionary.entity(hit.entity).kind == ActorKind::Organisation
        });
        let hit = opening.unwrap_or(hit);
        return entity_reading(dictionary, words, &inside, *hit, (first, end), date);
    }
    let person =
        inside.iter().find(|f| dictionary.entity(f.entity).kind == ActorKind::Person && !goes_on(dictionary, words, f));
    if let Some(person) = person {
        return entity_reading(dictionary, words, &inside, *person, (first, end), date);
    }
    // "neighbour Kyrgyzstan", "rival Iran": the name that follows its common noun.
    let after = inside.iter().find(|f| f.first == head + 1 && f.end == end && f.usage == Usage::Name);
    if let Some(name) = after {
        return entity_reading(dictionary, words, &inside, *name, (first, end), date);
    }
    let printed = words.span_of(first, end - 1).of(words.text).to_string();
    let owner = Owner::of(dictionary, words, found, &inside, head, date);
    if let Some((role_first, last, role)) = role_in(dictionary, words, first, end, head) {
        let role_words = words.span_of(role_first, last).of(words.text).to_lowercase();
        let name = proper_name(words, first, end, &inside, (role_first, last + 1));
        let mut sectors = role.sectors.clone();
        if (role.inherits || sectors.is_empty()) && !owner.sectors.is_empty() {
            sectors = owner.sectors.clone();
        } else if sectors.is_empty() {
            let is_official =
                OFFICIAL.iter().any(|word| role_words.ends_with(word) || role_words.ends_with(&format!("{word}s")));
            if owner.country.is_some() && is_official {
                sectors = Sector::parse("GOV").into_iter().collect();
            }
        }
        let former = is_former(words, first, end);
        if former {
            sectors = Sector::parse("ELI").into_iter().collect();
        }
        let kind = if name.is_some() { ActorKind::Person } else { role.kind };
        let basis = if owner.country.is_some() || !sectors.is_empty() { Basis::Words } else { Basis::None };
        let label = name.clone().unwrap_or_else(|| printed.clone());
        // "Russian and Syrian forces" are of both states, and of neither alone.
        let members = coordinated(dictionary, words, &inside, head);
        let country = owner.country.clone().filter(|_| members.is_empty());
        // A body or group without a name is one actor for each state: "Malian soldiers" is the same everywhere.
        let key = match (&name, &country) {
            (Some(name), country) => Some(id(country.as_deref(), ActorKind::Person, name)),
            (None, Some(country)) => Some(id(Some(country), kind, &role_words)),
            (None, None) if !members.is_empty() => Some(id(None, kind, &printed)),
            (None, None) => None,
        };
        return Some(Reading {
            name: label,
            key,
            kind,
            country,
            sectors,
            role: Some(if former { format!("former {role_words}") } else { role_words }),
            wikidata: None,
            members,
            basis,
            named: name.is_some(),
        });
    }
    if words.upos(head) == Upos::Propn {
        let name = proper_name(words, first, end, &inside, (end, end)).unwrap_or(printed);
        let key = Some(id(None, ActorKind::Unknown, &name));
        return Some(Reading { key, named: true, ..Reading::bare(name, ActorKind::Unknown) });
    }
    None
}

/// The states that joined adjectives or names before a common noun give it: none where fewer than two are joined.
fn coordinated(dictionary: &Dictionary, words: &Words<'_>, inside: &[Found], head: usize) -> Vec<String> {
    let state = |hit: &&Found| hit.end <= head && dictionary.entity(hit.entity).kind == ActorKind::Country;
    let states: Vec<&Found> = inside.iter().filter(state).collect();
    let holds = |hit: &Found, word: usize| hit.first <= word && word < hit.end;
    let joined = |a: &Found, b: &Found| {
        (b.first..b.end).any(|w| words.deprel(w) == Deprel::Conj && words.head(w).is_some_and(|h| holds(a, h)))
    };
    let in_run = |hit: &&&Found| states.iter().any(|other| joined(hit, other) || joined(other, hit));
    let mut keys: Vec<String> =
        states.iter().filter(in_run).map(|hit| dictionary.entity(hit.entity).key.clone()).collect();
    keys.dedup();
    keys
}

/// The reading of a phrase whose head is a name that the dictionary has.
fn entity_reading(
    dictionary: &Dictionary,
    words: &Words<'_>,
    inside: &[Found],
    hit: Found,
    (first, end): (usize, usize),
    date: Option<Date>,
) -> Option<Reading> {
    let entity = dictionary.entity(hit.entity);
    if entity.kind == ActorKind::Country && hit.end - hit.first == 1 && part_of_a_persons_name(words, hit) {
        return None;
    }
    let standing = entity.standing(date);
    if entity.kind == ActorKind::Country && hit.usage == Usage::Name {
        // "Western Australia" lies in Australia, and is not the state.
        if is_part(words, first, hit) {
            let name = words.span_of(hit.first - 1, hit.end - 1).of(words.text).to_string();
            let key = Some(id(standing.country.as_deref(), ActorKind::Unknown, &name));
            let bare = Reading::bare(name, ActorKind::Unknown);
            return Some(Reading { key, country: standing.country, basis: Basis::Words, named: true, ..bare });
        }
    }
    let mut reading = Reading {
        name: entity.name.clone(),
        key: Some(entity.key.clone()),
        kind: entity.kind,
        country: standing.country,
        sectors: standing.sectors,
        role: standing.role,
        wikidata: entity.wikidata.clone(),
        members: entity.members.clone(),
        // A new name for an actor of our tables is the overlay's; what it says of a time has told itself already.
        basis: if hit.overlay && !entity.is_told_by_overlay() { Basis::Overlay } else { standing.basis },
        named: true,
    };
    if hit.usage == Usage::Capital {
        // The capital that acts is the government that sits in it.
        reading.kind = ActorKind::Organisation;
        reading.key = Some(id(reading.country.as_deref(), ActorKind::Organisation, "government"));
        reading.sectors = Sector::parse("GOV").into_iter().collect();
        reading.name = words.span_of(hit.first, hit.end - 1).of(words.text).to_string();
    }
    if hit.usage == Usage::Demonym {
        let printed = words.span_of(first, end - 1).of(words.text).to_string();
        reading.kind = ActorKind::Group;
        reading.key = Some(id(reading.country.as_deref(), ActorKind::Group, words.form(hit.first)));
        reading.sectors = Sector::parse("CVL").into_iter().collect();
        reading.name = printed;
        reading.basis = Basis::Words;
    }
    if reading.kind == ActorKind::Person {
        if is_former(words, first, end) && reading.sectors.iter().all(|sector| sector.as_str() != "ELI") {
            reading.sectors = Sector::parse("ELI").into_iter().collect();
            reading.role = reading.role.map(|role| format!("former {role}"));
        }
        // The page may know an office that the dictionary does not.
        if reading.role.is_none()
            && let Some((role_first, last, role)) =
                role_in(dictionary, words, first, hit.first.max(first + 1), hit.first)
        {
            reading.role = Some(words.span_of(role_first, last).of(words.text).to_lowercase());
            reading.sectors = role.sectors.clone();
        }
    }
    let other = inside.iter().find(|f| f.entity != hit.entity && f.end <= hit.first);
    if reading.country.is_none()
        && reading.kind != ActorKind::Group
        && let Some(owner) = other
    {
        reading.country = dictionary.entity(owner.entity).standing(date).country;
    }
    Some(reading)
}

/// True where a person's name is the beginning of somebody else's longer one.
fn goes_on(dictionary: &Dictionary, words: &Words<'_>, hit: &Found) -> bool {
    dictionary.entity(hit.entity).kind == ActorKind::Person
        && hit.end < words.len()
        && words.upos(hit.end) == Upos::Propn
        && matches!(words.deprel(hit.end), Deprel::Flat | Deprel::Compound)
        && words.head(hit.end).is_some_and(|h| hit.first <= h && h < hit.end)
}

/// True where a capitalised word before a state's name makes it the name of a part: "Western Australia".
fn is_part(words: &Words<'_>, first: usize, hit: Found) -> bool {
    const PARTS: &[&str] = &["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central"];
    // At the start of a sentence every word has a capital.
    hit.first > first.max(1) && PARTS.contains(&words.form(hit.first - 1))
}

/// True where a state's name is a part of somebody's name: "Michael Jordan", "Chad Smith".
fn part_of_a_persons_name(words: &Words<'_>, hit: Found) -> bool {
    let word = hit.first;
    let flat_below = words.children(word).any(|c| words.deprel(c) == Deprel::Flat && words.upos(c) == Upos::Propn);
    let flat_above =
        words.deprel(word) == Deprel::Flat && words.head(word).is_some_and(|h| words.upos(h) == Upos::Propn);
    flat_below || flat_above
}

/// To whom a role belongs: the state, and where the role inherits it, the sector.
#[derive(Default)]
struct Owner {
    country: Option<String>,
    sectors: Vec<Sector>,
}

impl Owner {
    fn of(
        dictionary: &Dictionary,
        words: &Words<'_>,
        found: &[Found],
        inside: &[Found],
        head: usize,
        date: Option<Date>,
    ) -> Owner {
        let mut owner = Owner::default();
        // The nearest modifier on the left first: in "US-backed Syrian rebels" the rebels are Syrian.
        for hit in inside.iter().rev() {
            owner.take(dictionary, *hit, date);
        }
        if owner.country.is_none() || owner.sectors.is_empty() {
            for child in words.children(head).filter(|c| *c > head && words.deprel(*c) == Deprel::Nmod) {
                let case = words.case(child);
                if !case.as_deref().is_some_and(|case| BELONGING.contains(&case)) {
                    continue;
                }
                let (low, high) = words.noun_phrase(child);
                for hit in found.iter().filter(|f| f.first >= low && f.end <= high) {
                    owner.take(dictionary, *hit, date);
                }
                // "a spokesman for the Syrian defence ministry": the ministry's own sector.
                if owner.sectors.is_empty()
                    && let Some((_, _, role)) = role_in(dictionary, words, low, high, child)
                {
                    owner.sectors = role.sectors.clone();
                }
            }
        }
        if owner.sectors.is_empty() {
            // "a police spokesman", "the foreign ministry's spokeswoman".
            let (first, _) = words.noun_phrase(head);
            for word in (first..head).rev() {
                if let Some((_, role)) = dictionary.roles.ending_at(words, first, word) {
                    owner.sectors = role.sectors.clone();
                    break;
                }
            }
        }
        owner
    }

    fn take(&mut self, dictionary: &Dictionary, hit: Found, date: Option<Date>) {
        let standing = dictionary.entity(hit.entity).standing(date);
        if self.country.is_none() {
            self.country = standing.country;
        }
        if self.sectors.is_empty() {
            self.sectors = standing.sectors;
        }
    }
}

/// The role phrase of a noun phrase: the one that ends at the head, or the last before its name.
fn role_in<'d>(
    dictionary: &'d Dictionary,
    words: &Words<'_>,
    first: usize,
    end: usize,
    head: usize,
) -> Option<(usize, usize, &'d crate::mentions::roles::Role)> {
    let at_head =
        if head < end { dictionary.roles.ending_at(words, first, head).map(|(f, r)| (f, head, r)) } else { None };
    at_head.or_else(|| {
        let is_name = head < words.len() && words.upos(head) == Upos::Propn;
        let range = if is_name { first..end } else { first..first };
        range.rev().find_map(|last| dictionary.roles.ending_at(words, first, last).map(|(f, r)| (f, last, r)))
    })
}

/// The run of proper names in a phrase that no other part of it has claimed: the person's own name.
fn proper_name(words: &Words<'_>, first: usize, end: usize, inside: &[Found], role: (usize, usize)) -> Option<String> {
    let free = |word: &usize| {
        words.upos(*word) == Upos::Propn
            && !inside.iter().any(|f| f.first <= *word && *word < f.end)
            && !(role.0 <= *word && *word < role.1)
    };
    let last = (first..end).rev().find(free)?;
    // A name stands after the role, not among the words before it ("Defence Ministry spokesman").
    if role.1 < end && last < role.0 {
        return None;
    }
    if last < role.0 && role.0 < end {
        return None;
    }
    let begin = (first..=last).rev().take_while(|w| free(w)).last()?;
    // "Director of the Iodine Study": what stands under a preposition of the role is no name of its holder.
    let top = (begin..=last).find(|word| words.head(*word).is_none_or(|head| head < begin || head > last));
    if role.1 <= begin && role.1 < end && top.is_some_and(|top| words.case(top).is_some()) {
        return None;
    }
    Some(words.span_of(begin, last).of(words.text).to_string())
}

fn is_former(words: &Words<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|w| {
        let form = words.lower(w);
        matches!(form.as_str(), "former" | "ex" | "ousted" | "deposed" | "late") || form.starts_with("ex-")
    })
}
