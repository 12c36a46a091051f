//! The finite verb that a sentence must have: a participle that can only be its predicate.

use crate::tagset::{Deprel, Upos, Xpos};
use crate::tree::Tree;

/// A word that was tagged as a past participle and must be the sentence's past tense.
///
/// A sentence that ends in a full stop has a finite verb. Where no word was tagged as one, the first participle that
/// follows a noun, and that no "by" makes a passive, is it: in "Soldiers attacked villagers." the form is both.
pub(crate) fn hidden_past(forms: &[&str], tags: &[(Upos, Xpos)], tree: &Tree) -> Option<usize> {
    let last = forms.last()?;
    let finite = |(_, xpos): &(Upos, Xpos)| matches!(xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    if !matches!(*last, "." | "!" | "?" | "\"" | "\u{201d}") || tags.iter().any(finite) {
        return None;
    }
    (1..forms.len()).find(|at| {
        let before = tags[at - 1].0;
        tags[*at].1 == Xpos::Vbn
            && matches!(before, Upos::Noun | Upos::Propn | Upos::Num)
            && matches!(tree.deprel(*at), Deprel::Acl | Deprel::Amod | Deprel::Root | Deprel::Conj | Deprel::Advcl)
            && !forms.get(at + 1).is_some_and(|next| next.eq_ignore_ascii_case("by"))
    })
}
