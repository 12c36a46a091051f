//! What a form or a sentence must be whatever the tagger says: no verb ends in "-men", and a sentence has a finite verb.

use crate::tagset::{Deprel, Upos, Xpos};
use crate::tree::Tree;

/// Tags words in "-men" as the plural nouns they are: rare ones ("gunmen") look like verbs to a tagger.
pub(crate) fn plural_men(forms: &[&str], tags: &mut [(Upos, Xpos)]) {
    for (form, tag) in forms.iter().zip(tags) {
        if tag.0 == Upos::Verb && form.len() > 4 && form.ends_with("men") {
            *tag = (Upos::Noun, Xpos::Nns);
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags of `Soldiers attacked villagers .` as a tagger gives them that takes the past for a participle.
    fn misread() -> (Vec<&'static str>, Vec<(Upos, Xpos)>, Tree) {
        let forms = vec!["Soldiers", "attacked", "villagers", "."];
        let tags =
            vec![(Upos::Noun, Xpos::Nns), (Upos::Verb, Xpos::Vbn), (Upos::Noun, Xpos::Nns), (Upos::Punct, Xpos::Stop)];
        let deprels = vec![Deprel::Root, Deprel::Acl, Deprel::Obj, Deprel::Punct];
        (forms, tags, Tree::new(vec![None, Some(0), Some(1), Some(0)], deprels))
    }

    #[test]
    fn a_sentence_without_a_finite_verb_has_a_hidden_one() {
        let (forms, tags, tree) = misread();
        assert_eq!(hidden_past(&forms, &tags, &tree), Some(1));
    }

    #[test]
    fn a_headline_and_a_passive_keep_their_participle() {
        let (mut forms, mut tags, tree) = misread();
        forms[3] = "today";
        assert_eq!(hidden_past(&forms, &tags, &tree), None);
        forms[3] = ".";
        forms[2] = "by";
        tags[2] = (Upos::Adp, Xpos::In);
        assert_eq!(hidden_past(&forms, &tags, &tree), None);
    }

    #[test]
    fn gunmen_are_nouns() {
        let mut tags = vec![(Upos::Verb, Xpos::Vbn), (Upos::Verb, Xpos::Vbd)];
        plural_men(&["gunmen", "fired"], &mut tags);
        assert_eq!(tags, [(Upos::Noun, Xpos::Nns), (Upos::Verb, Xpos::Vbd)]);
    }
}
