//! Whether the clause of each word looks back or ahead, by the tense of its verb.

use super::words::{Sense, TimeWords};
use chancery_syntax::{Deprel, Parse, Upos, Xpos};

/// Where a clause places what it tells, seen from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Before it.
    Past,
    /// After it.
    Future,
    /// The words do not tell.
    Unknown,
}

/// For each word, the direction of the nearest verb above it that has one.
pub(super) fn directions(text: &str, parse: &Parse, words: &TimeWords) -> Vec<Direction> {
    let n = parse.len();
    let mut out = vec![Direction::Unknown; n];
    if n == 0 {
        return out;
    }
    let mut queue = vec![parse.tree.root()];
    let mut at = 0;
    while at < queue.len() {
        let word = queue[at];
        at += 1;
        let above = parse.tree.head(word).map_or(Direction::Unknown, |head| out[head]);
        out[word] = own(text, parse, words, word).unwrap_or(above);
        if out[word] == Direction::Unknown && parse.tree.head(word).is_some() && !clause(parse, word) {
            out[word] = above;
        }
        queue.extend(parse.tree.children(word));
    }
    out
}

/// True where a word heads a clause of its own.
fn clause(parse: &Parse, word: usize) -> bool {
    matches!(
        parse.tree.deprel(word),
        Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis | Deprel::Root | Deprel::Conj
    )
}

/// What a word says of direction by its form and its auxiliaries; nothing where it leaves that to the words above.
fn own(text: &str, parse: &Parse, words: &TimeWords, word: usize) -> Option<Direction> {
    let has = |word: usize, wanted: &[Sense]| {
        let lemma = words.senses(&parse.lemma(word).to_lowercase());
        let form = words.senses(&parse.form(text, word).to_lowercase());
        wanted.iter().any(|sense| lemma.contains(sense) || form.contains(sense))
    };
    let arranged = has(word, &[Sense::Arranged]);
    let verb = matches!(parse.tags[word].upos, Upos::Verb | Upos::Aux);
    let auxiliaries = Auxiliaries::of(parse, word);
    if !verb && !auxiliaries.any {
        return arranged.then_some(Direction::Future);
    }
    if auxiliaries.modal {
        return Some(if auxiliaries.have || auxiliaries.had { Direction::Past } else { Direction::Future });
    }
    match parse.tags[word].xpos {
        _ if auxiliaries.had => Some(Direction::Past),
        // `Is to meet`: an infinitive with its own `be`.
        Xpos::Vb if auxiliaries.any => Some(Direction::Future),
        Xpos::Vb => {
            let head = parse.tree.head(word).filter(|head| has(*head, &[Sense::Arranged, Sense::Planned]))?;
            Some(if Auxiliaries::of(parse, head).had { Direction::Past } else { Direction::Future })
        }
        _ if arranged => Some(Direction::Future),
        _ if auxiliaries.have || auxiliaries.past => Some(Direction::Past),
        Xpos::Vbn if auxiliaries.present => Some(Direction::Unknown),
        Xpos::Vbd | Xpos::Vbn => Some(Direction::Past),
        Xpos::Vbz | Xpos::Vbp if has(word, &[Sense::Reported]) => Some(Direction::Past),
        Xpos::Vbz | Xpos::Vbp => Some(Direction::Unknown),
        _ => auxiliaries.present.then_some(Direction::Unknown),
    }
}

/// What stands with a verb.
#[derive(Default)]
struct Auxiliaries {
    /// Any at all, the copula among them.
    any: bool,
    /// `Will`, `would`, `may`, …; `could` tells of the past as often as of what may come, and does not count.
    modal: bool,
    /// `Has` or `have`.
    have: bool,
    /// `Had`.
    had: bool,
    /// `Was`, `were`, `did`.
    past: bool,
    /// `Is`, `are`, `does`.
    present: bool,
}

impl Auxiliaries {
    /// Those of one word.
    fn of(parse: &Parse, word: usize) -> Auxiliaries {
        let mut out = Auxiliaries::default();
        for child in parse.tree.children(word) {
            if !matches!(parse.tree.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
                continue;
            }
            let (lemma, xpos) = (parse.lemma(child), parse.tags[child].xpos);
            let have = matches!(lemma, "have" | "'ve");
            out.any = true;
            out.modal |= xpos == Xpos::Md && !matches!(lemma, "could" | "can");
            out.had |= have && xpos == Xpos::Vbd;
            out.have |= have && xpos != Xpos::Vbd;
            out.past |= !have && xpos == Xpos::Vbd;
            out.present |= !have && matches!(xpos, Xpos::Vbz | Xpos::Vbp);
        }
        out
    }
}
