//! Attributions set off from what is said: "…, the minister said", "according to", "in the envoy's words", "reportedly".

use super::content::{is_clause, is_time};
use super::cues::{Cue, Cues, Kind, Sort};
use super::frame::{Frame, hearer, stance};
use super::phrase::Words;
use super::speaker::Source;
use chancery_syntax::{Deprel, Upos, Xpos};

/// "Rain is near, the minister said on Monday.": the cue and its subject close the sentence, and all before them is
/// said. Read by the words, since trees err on long sentences of this kind.
pub(super) fn closing_frame(words: Words, verb: usize, cue: &Cue, cue_words: &[usize]) -> Option<Frame> {
    /// Words of the longest subject and of the longest phrase after the verb.
    const PHRASE: usize = 9;
    if !cue.takes(Kind::Bare) || cue.sort != Sort::Speech || words.xpos(verb) == Xpos::Vbg {
        return None;
    }
    let comma = (1..verb).rev().take(PHRASE + 1).find(|word| words.is(*word, &[","]))?;
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    let part = |word: usize| {
        let fits = matches!(
            words.upos(word),
            Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Adp | Upos::Aux | Upos::Adv
        );
        let relative = matches!(words.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Ex);
        (nominal(word) || fits) && !relative && !words.is(word, &["as", "that"])
    };
    let before: Vec<usize> = (comma + 1..verb).collect();
    let subject: Vec<usize> =
        before.iter().copied().filter(|word| !matches!(words.upos(*word), Upos::Aux | Upos::Adv)).collect();
    let after: Vec<usize> =
        (cue_words.last()? + 1..words.parse.len()).filter(|word| !words.is_punctuation(*word)).collect();
    let circumstance = after.first().is_none_or(|word| {
        let told = cue.takes(Kind::Hearer) && nominal(*word);
        told || matches!(words.upos(*word), Upos::Adp | Upos::Adv) || is_time(words, *word)
    });
    let verbless = after.iter().all(|word| !matches!(words.upos(*word), Upos::Verb | Upos::Sconj | Upos::Cconj));
    let finite = (0..comma).any(|word| matches!(words.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    let opens =
        matches!(words.upos(0), Upos::Sconj) || words.is(0, &["as", "if", "when", "while", "although", "though"]);
    let starts = subject.first().is_some_and(|first| !matches!(words.upos(*first), Upos::Adp));
    let referent = subject
        .iter()
        .copied()
        .take_while(|word| words.upos(*word) != Upos::Adp)
        .filter(|word| nominal(*word))
        .last()?;
    let fits = before.iter().all(|word| part(*word)) && circumstance && verbless && after.len() <= PHRASE;
    if !(fits && starts && finite && !opens) {
        return None;
    }
    let content: Vec<usize> = (0..comma).collect();
    Some(Frame {
        cue: cue_words.to_vec(),
        speaker: Some(Source { words: subject, referent }),
        hearer: hearer(words, verb, cue, &content),
        stance: stance(words, verb, cue, true),
        sort: cue.sort,
        content,
        clause: true,
        whole: false,
    })
}

/// "Rain is near, said the minister.": the same with the subject after the cue.
pub(super) fn inverted_frame(words: Words, verb: usize, cue: &Cue, cue_words: &[usize]) -> Option<Frame> {
    /// Words of the longest subject, with where and when.
    const PHRASE: usize = 12;
    let comma = verb.checked_sub(1).filter(|comma| words.is(*comma, &[","]))?;
    let told = matches!(words.xpos(verb), Xpos::Vbd | Xpos::Vbz);
    if !cue.takes(Kind::Bare) || cue.sort != Sort::Speech || !told {
        return None;
    }
    let after: Vec<usize> =
        (cue_words.last()? + 1..words.parse.len()).filter(|word| !words.is_punctuation(*word)).collect();
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    let fits = |word: usize| {
        nominal(word) || matches!(words.upos(word), Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Adp)
    };
    let relative = |word: usize| matches!(words.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Ex);
    let starts = after.first().is_some_and(|first| words.upos(*first) != Upos::Adp && *first == verb + cue_words.len());
    let finite = (0..comma).any(|word| matches!(words.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    if !starts || !finite || after.len() > PHRASE || !after.iter().all(|word| fits(*word) && !relative(*word)) {
        return None;
    }
    // "Said the head of the bank on Monday": the day is no part of who speaks.
    let day =
        |word: &usize| words.upos(*word) == Upos::Adp && !words.is(*word, &["of", "for"]) || is_time(words, *word);
    let speaker: Vec<usize> = after.iter().copied().take_while(|word| !day(word)).collect();
    let referent = speaker
        .iter()
        .copied()
        .take_while(|word| words.upos(*word) != Upos::Adp)
        .filter(|word| nominal(*word))
        .last()?;
    Some(Frame {
        cue: cue_words.to_vec(),
        speaker: Some(Source { words: speaker, referent }),
        hearer: None,
        stance: stance(words, verb, cue, true),
        sort: cue.sort,
        content: (0..comma).collect(),
        clause: true,
        whole: false,
    })
}

/// "Over the years, the envoy said, letters have kept them close.": the cue and its subject stand between two commas,
/// and all about them is said. Read by the words, since trees take the words before for the cue's own.
pub(super) fn interrupting_frame(words: Words, verb: usize, cue: &Cue, cue_words: &[usize]) -> Option<Frame> {
    /// Words of the longest subject, and of the longest phrase between the verb and the second comma.
    const PHRASE: usize = 9;
    let finite = |word: usize| matches!(words.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    if !cue.takes(Kind::Bare) || cue.sort != Sort::Speech || !finite(verb) {
        return None;
    }
    let n_words = words.parse.len();
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    let part = |word: usize| {
        let fits = matches!(words.upos(word), Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Adp);
        let relative = matches!(words.xpos(word), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Ex);
        (nominal(word) || fits) && !relative && !words.is(word, &["as", "that"])
    };
    let first_comma = (1..verb).rev().take(PHRASE + 1).find(|word| words.is(*word, &[","]))?;
    // "A trader who, it says, paid": the clause begins inside another, and the tree knows where.
    let opens = matches!(words.xpos(first_comma - 1), Xpos::Wp | Xpos::Wdt | Xpos::Wrb)
        || words.upos(first_comma - 1) == Upos::Sconj
        || words.is(first_comma - 1, &["that"]);
    if opens {
        return None;
    }
    let from = cue_words.last()? + 1;
    let second_comma = (from..n_words.min(from + PHRASE + 1)).find(|word| words.is(*word, &[","]))?;
    let before: Vec<usize> = (first_comma + 1..verb).filter(|word| words.upos(*word) != Upos::Adv).collect();
    let after: Vec<usize> = (from..second_comma).collect();
    let subject = if before.is_empty() { &after } else { &before };
    let starts = subject.first().is_some_and(|first| words.upos(*first) != Upos::Adp);
    let circumstance = before.is_empty()
        || after
            .first()
            .is_none_or(|first| matches!(words.upos(*first), Upos::Adp | Upos::Adv) || is_time(words, *first));
    let still = after.iter().all(|word| !matches!(words.upos(*word), Upos::Verb | Upos::Aux | Upos::Sconj));
    let next = (second_comma + 1..n_words).find(|word| !words.is_punctuation(*word))?;
    let goes_on = !words.is(next, &["that", "as", "and", "who", "which", "adding"])
        && words.xpos(next) != Xpos::Vbg
        && (next..n_words).any(|word| finite(word) || words.xpos(word) == Xpos::Md);
    if !(starts && circumstance && still && goes_on && subject.iter().all(|word| part(*word))) {
        return None;
    }
    let head = subject.iter().copied().take_while(|word| words.upos(*word) != Upos::Adp);
    let referent = head.filter(|word| nominal(*word)).last()?;
    let content: Vec<usize> = (0..first_comma).chain(second_comma + 1..n_words).collect();
    Some(Frame {
        cue: cue_words.to_vec(),
        speaker: Some(Source { words: subject.clone(), referent }),
        hearer: None,
        stance: stance(words, verb, cue, true),
        sort: cue.sort,
        content,
        clause: true,
        whole: false,
    })
}

/// The attribution of a phrase that begins at this word: "according to", "in the envoy's words", "reportedly".
pub(super) fn phrase_frame(words: Words, cues: &Cues, first: usize) -> Option<Frame> {
    cues.phrases(&words.lower(first)).iter().find_map(|cue| {
        let (cue_words, anchor, source) = phrase_match(words, cue, first)?;
        // A phrase between commas or at the end speaks of the main clause, wherever the tree hangs it.
        let apart = first > 0 && words.is(first - 1, &[",", "—", "–", "-"]);
        let mut top = words.head(anchor)?;
        while !is_clause(words, top) || apart && matches!(words.deprel(top), Deprel::Advcl | Deprel::AclRelcl) {
            top = words.head(top)?;
        }
        let named: &[usize] = source.as_ref().map_or(&[], |source| &source.words);
        let mut content =
            words.subtree(top, |word| word == anchor || cue_words.contains(&word) || named.contains(&word));
        content.retain(|word| !cue_words.contains(word) && !named.contains(word));
        // "A did this, and B did that, according to C.": what closes the sentence speaks of all of it.
        let last = named.last().copied().unwrap_or(first).max(first);
        let finite = |word: usize| matches!(words.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let closes = apart && cue.takes(Kind::Complement) && !(last + 1..words.parse.len()).any(finite);
        if closes {
            let start = (0..first).rev().find(|word| words.is(*word, &[";"])).map_or(0, |sign| sign + 1);
            content = (start..first - 1).collect();
        }
        Some(Frame {
            cue: cue_words,
            speaker: source,
            content,
            hearer: None,
            stance: cue.stance,
            sort: cue.sort,
            clause: true,
            whole: closes,
        })
    })
}

/// Matches a phrase: its words, the word that hangs it on the clause, and the speaker that it names.
pub(super) fn phrase_match(words: Words, cue: &Cue, first: usize) -> Option<(Vec<usize>, usize, Option<Source>)> {
    let n_words = words.parse.len();
    if cue.takes(Kind::Adverb) {
        let whole = cue.words.len() == 1 && matches!(words.deprel(first), Deprel::Advmod | Deprel::Parataxis);
        return whole.then(|| (vec![first], first, None));
    }
    if cue.takes(Kind::Possessive) {
        let last_word = cue.words.last()?;
        // The possessor between is short: ten words are more than any title needs.
        let last = (first + 1..n_words.min(first + 12)).find(|word| words.is(*word, &[last_word]))?;
        let possessor = words.child(last, &[Deprel::NmodPoss]).filter(|word| *word > first)?;
        let phrase = words.noun_phrase(possessor).into_iter().filter(|word| words.xpos(*word) != Xpos::Pos).collect();
        return Some((vec![first, last], last, Some(Source { words: phrase, referent: possessor })));
    }
    let end = first + cue.words.len();
    let here = end < n_words && cue.words.iter().enumerate().all(|(i, part)| words.is(first + i, &[part]));
    // "In the opinion of" also says where something stands, as in "an error in the opinion of the court": such phrases
    // of common words attribute what they are set off from, at the start of a clause or after a sign.
    let starts = first
        .checked_sub(1)
        .is_none_or(|before| words.is_punctuation(before) || matches!(words.upos(before), Upos::Sconj | Upos::Cconj));
    if !here || cue.words.len() > 2 && !starts {
        return None;
    }
    // The complement by its surface: nouns and what belongs to them up to the first other word. Trees err here.
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let part = |word: usize| {
        let relative = matches!(words.xpos(word), Xpos::Wp | Xpos::Wdt) || words.is(word, &["that"]) && word > end;
        (nominal(word)
            || matches!(words.upos(word), Upos::Det | Upos::Adj | Upos::Part)
            || words.is(word, &["'s", "’s"]))
            && !relative
    };
    let stop = (end..n_words).find(|word| !part(*word)).unwrap_or(n_words);
    let head = (end..stop).rev().find(|word| nominal(*word))?;
    let inside = |word: usize| word >= first && word < stop;
    let anchor = (first..stop).find(|word| words.head(*word).is_some_and(|above| !inside(above))).unwrap_or(head);
    let mut phrase: Vec<usize> = words.noun_phrase(head).into_iter().filter(|word| *word >= end).collect();
    phrase.extend(end..=head);
    phrase.sort_unstable();
    phrase.dedup();
    Some(((first..end).collect(), anchor, Some(Source { words: phrase, referent: head })))
}
