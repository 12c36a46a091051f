//! When something was said: the expression of time that belongs to the cue.

use super::phrase::Words;
use crate::times::{TimeExpression, TimeType};
use chancery_syntax::Upos;
use chancery_text::Span;

/// Index of the time that tells when the words of a cue were said: a day that hangs from the cue, or that follows it
/// with no other verb between them, and that is no part of what is said.
pub(super) fn said_on(
    words: Words,
    sentence: usize,
    cue: &[usize],
    content: &[Span],
    times: &[TimeExpression],
) -> Option<usize> {
    let (first, last) = (*cue.first()?, *cue.last()?);
    let start = times.partition_point(|time| time.sentence < sentence);
    let here = times.iter().enumerate().skip(start).take_while(|(_, time)| time.sentence == sentence);
    here.filter(|(_, time)| {
        time.interval.is_some()
            && matches!(time.kind, TimeType::Date | TimeType::Time)
            && !content.iter().any(|said| said.overlaps(time.span))
    })
    .find(|(_, time)| {
        let Some(word) = (0..words.parse.len()).rev().find(|word| time.span.contains(words.parse.span(*word))) else {
            return false;
        };
        let is_verb = |word: usize| matches!(words.upos(word), Upos::Verb | Upos::Aux);
        let above = words.parse.tree.ancestors(word).find(|above| *above == first || is_verb(*above));
        above == Some(first) || word > last && !(last + 1..word).any(is_verb)
    })
    .map(|(index, _)| index)
}
