//! UD features of a tagged word, by table: <https://universaldependencies.org/en/feat/>.

use crate::tagset::{Upos, Xpos};

/// The features of a word with these tags, `Name=Value|Name=Value` in alphabetical order, or empty.
///
/// A participle is passive only by its tree: [`passive`] says what changes then.
pub(crate) fn feats(form: &str, lemma: &str, upos: Upos, xpos: Xpos) -> &'static str {
    let lower = if form.len() > 30 { String::new() } else { form.to_lowercase().replace('’', "'") };
    let lower = lower.as_str();
    match upos {
        Upos::Noun | Upos::Propn => match xpos {
            Xpos::Nns | Xpos::Nnps => "Number=Plur",
            Xpos::Nn | Xpos::Nnp => "Number=Sing",
            _ => "",
        },
        Upos::Verb | Upos::Aux => verb(lower, lemma, xpos),
        Upos::Adj | Upos::Adv => match xpos {
            Xpos::Jjr | Xpos::Rbr => "Degree=Cmp",
            Xpos::Jjs | Xpos::Rbs => "Degree=Sup",
            Xpos::Jj => match lower {
                "first" | "second" | "third" => "Degree=Pos|NumType=Ord",
                _ if ordinal(lower) => "Degree=Pos|NumType=Ord",
                _ => "Degree=Pos",
            },
            Xpos::Wrb => match lower {
                "how" | "when" | "where" | "why" => "PronType=Int",
                _ => "PronType=Rel",
            },
            Xpos::Rb => match lower {
                "not" | "n't" => "Polarity=Neg",
                "here" | "there" | "then" | "now" | "thus" | "so" => "PronType=Dem",
                "never" => "PronType=Neg",
                "always" | "everywhere" => "PronType=Tot",
                "somewhere" | "sometimes" | "somehow" => "PronType=Ind",
                "once" | "twice" => "NumType=Mult",
                _ => "",
            },
            _ => "",
        },
        Upos::Part => match lower {
            "not" | "n't" | "nt" => "Polarity=Neg",
            _ => "",
        },
        Upos::Intj => match lower {
            "no" | "nope" => "Polarity=Neg",
            "yes" | "yeah" | "yep" => "Polarity=Pos",
            _ => "",
        },
        Upos::Num => {
            if lower.starts_with(|first: char| first.is_ascii_digit()) {
                "NumForm=Digit|NumType=Card"
            } else {
                "NumForm=Word|NumType=Card"
            }
        }
        Upos::Det => determiner(lower, xpos),
        Upos::Pron => pronoun(lower, xpos),
        _ => "",
    }
}

/// What the features of a participle become where its tree makes it passive.
pub(crate) fn passive(feats: &'static str) -> &'static str {
    if feats == "Tense=Past|VerbForm=Part" { "Tense=Past|VerbForm=Part|Voice=Pass" } else { feats }
}

fn ordinal(lower: &str) -> bool {
    lower.starts_with(|first: char| first.is_ascii_digit()) && lower.ends_with(['t', 'd', 'h'])
        || lower.len() > 4 && lower.ends_with("th") && (lower.ends_with("enth") || lower.ends_with("ieth"))
        || matches!(lower, "fourth" | "fifth" | "sixth" | "eighth" | "ninth" | "twelfth" | "hundredth")
}

fn verb(lower: &str, lemma: &str, xpos: Xpos) -> &'static str {
    match xpos {
        Xpos::Vb => "VerbForm=Inf",
        Xpos::Vbd => match (lemma, lower) {
            ("be", "was") => "Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin",
            ("be", "were") => "Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin",
            _ => "Mood=Ind|Tense=Past|VerbForm=Fin",
        },
        Xpos::Vbg => "Tense=Pres|VerbForm=Part",
        Xpos::Vbn => "Tense=Past|VerbForm=Part",
        Xpos::Vbp => match lower {
            "am" | "'m" => "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin",
            _ => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        },
        Xpos::Vbz => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        Xpos::Md => "VerbForm=Fin",
        _ => "",
    }
}

fn determiner(lower: &str, xpos: Xpos) -> &'static str {
    match lower {
        "the" => "Definite=Def|PronType=Art",
        "a" | "an" => "Definite=Ind|PronType=Art",
        "this" | "that" => "Number=Sing|PronType=Dem",
        "these" | "those" => "Number=Plur|PronType=Dem",
        "no" | "neither" => "PronType=Neg",
        "all" | "every" | "each" | "both" => "PronType=Tot",
        "some" | "any" | "another" | "either" => "PronType=Ind",
        "which" | "what" | "whatever" | "whichever" => "PronType=Int",
        _ if xpos == Xpos::Wdt => "PronType=Int",
        _ => "",
    }
}

fn pronoun(lower: &str, xpos: Xpos) -> &'static str {
    let possessive = xpos == Xpos::PrpPoss;
    match lower {
        "i" => "Case=Nom|Number=Sing|Person=1|PronType=Prs",
        "me" => "Case=Acc|Number=Sing|Person=1|PronType=Prs",
        "we" => "Case=Nom|Number=Plur|Person=1|PronType=Prs",
        "us" | "'s" => "Case=Acc|Number=Plur|Person=1|PronType=Prs",
        "you" => "Person=2|PronType=Prs",
        "he" => "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
        "him" => "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
        "she" => "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
        "her" if !possessive => "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
        "it" => "Gender=Neut|Number=Sing|Person=3|PronType=Prs",
        "they" => "Case=Nom|Number=Plur|Person=3|PronType=Prs",
        "them" | "'em" => "Case=Acc|Number=Plur|Person=3|PronType=Prs",
        "my" => "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs",
        "our" => "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs",
        "your" => "Case=Gen|Person=2|Poss=Yes|PronType=Prs",
        "his" => "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "her" => "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "its" => "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        "their" => "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
        "myself" => "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes",
        "ourselves" => "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes",
        "yourself" => "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes",
        "himself" => "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
        "herself" => "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
        "itself" => "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes",
        "themselves" => "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes",
        "this" | "that" if xpos == Xpos::Dt => "Number=Sing|PronType=Dem",
        "these" | "those" => "Number=Plur|PronType=Dem",
        "who" | "whom" | "which" | "that" if matches!(xpos, Xpos::Wdt | Xpos::Wp) => "PronType=Rel",
        "whose" => "Poss=Yes|PronType=Rel",
        "what" => "PronType=Int",
        "nobody" | "nothing" | "none" => "Number=Sing|PronType=Neg",
        "everybody" | "everyone" | "everything" => "Number=Sing|PronType=Tot",
        "somebody" | "someone" | "something" | "anybody" | "anyone" | "anything" => "Number=Sing|PronType=Ind",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_have_their_features() {
        assert_eq!(feats("troops", "troops", Upos::Noun, Xpos::Nns), "Number=Plur");
        assert_eq!(feats("Her", "her", Upos::Pron, Xpos::PrpPoss), pronoun("her", Xpos::PrpPoss));
        assert_eq!(feats("21st", "21st", Upos::Adj, Xpos::Jj), "Degree=Pos|NumType=Ord");
        assert_eq!(feats("18", "18", Upos::Num, Xpos::Cd), "NumForm=Digit|NumType=Card");
        assert_eq!(passive(feats("hit", "hit", Upos::Verb, Xpos::Vbn)), "Tense=Past|VerbForm=Part|Voice=Pass");
    }
}
