//! Said: who said what, in whose words.

mod cues;
mod phrase;
mod marks;
mod speaker;
mod frame;
mod content;
mod setoff;
mod frames;
mod speech;
mod day;
mod signed;
mod found;
mod transcript;
mod gather;

use crate::mentions::Mention;
use crate::times::TimeExpression;
use chancery_syntax::Parse;
use chancery_text::Span;

pub use cues::Cues;

/// In whose words the content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// In quotation marks, whole.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

impl QuoteKind {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        }
    }
}

/// How the speaker stands to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Holds it to be so.
    Believes,
    /// Asks whether, or asks for it.
    Asks,
    /// Says that the speaker will do it.
    Promises,
}

impl Stance {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Believes => "believes",
            Stance::Asks => "asks",
            Stance::Promises => "promises",
        }
    }
}

/// How much weight the cue gives to what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// The cue only opens the words: "said".
    #[default]
    Plain,
    /// The speaker leaves no doubt: "insisted".
    Insists,
    /// The words go against the speaker's own interest: "admitted".
    Concedes,
    /// The cue leaves room: "hinted", "reportedly".
    Hedges,
}

impl Strength {
    /// The word in the lexicon and in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Plain => "plain",
            Strength::Insists => "insists",
            Strength::Concedes => "concedes",
            Strength::Hedges => "hedges",
        }
    }

    /// The strength of a word in the lexicon.
    fn parse(name: &str) -> Option<Strength> {
        [Strength::Plain, Strength::Insists, Strength::Concedes, Strength::Hedges]
            .into_iter()
            .find(|strength| strength.as_str() == name)
    }
}

/// Words that name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words.
    pub span: Span,
    /// Index of the mention they are, if they are one.
    pub mention: Option<usize>,
}

/// An attribution: source, cue and content in the terms of the PARC and PolNeAR guidelines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// In whose words.
    pub kind: QuoteKind,
    /// Who says it; empty where the text names nobody.
    pub speaker: Vec<Speaker>,
    /// The words that open it ("told", "according to").
    pub cue: Vec<Span>,
    /// What is said; several ranges where it is split.
    pub content: Vec<Span>,
    /// To whom.
    pub audience: Option<Span>,
    /// Where or through what.
    pub medium: Option<Span>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// How much weight the cue gives to it.
    pub strength: Strength,
    /// The quote that this one stands inside.
    pub parent: Option<usize>,
    /// Index of the expression of time that tells when it was said.
    pub time: Option<usize>,
    /// The sentence of the cue.
    pub sentence: usize,
}

/// The quotes of a text, in the order of their first words.
///
/// Words in quotation marks are attributed first, by the cue beside the marks; then what the trees show of speech in
/// the reporter's words; then the marks that neither reached take the speaker before them. A quoted stretch that no
/// cue governs is no quote: titles and words held at arm's length are in marks too.
pub fn quotes(text: &str, parses: &[Parse], times: &[TimeExpression], mentions: &[Mention], cues: &Cues) -> Vec<Quote> {
    let paragraphs = marks::paragraphs(text);
    let quoted = marks::marks(text, &paragraphs);
    let page = speech::Page { text, parses, quoted: &quoted, cues };
    let found = found::nest(page, gather::gather(page, &paragraphs));
    found.into_iter().map(|found| found.quote(page, times, mentions)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_syntax::{Deprel, Parse, Sentence, Tag, Tree, Upos, Xpos, conllu};
    use proptest::prelude::*;

    /// One line for each quote of a sentence written as CoNLL-U: kind, stance, speaker, cue, content, audience, medium.
    fn check(lines: &str, expect: &[&str]) {
        let (text, parse) = conllu::parse_sentence(lines);
        let found = quotes(&text, &[parse], &[], &[], &cues::shipped());
        let told: Vec<String> = found.iter().map(|quote| line(&text, quote)).collect();
        assert_eq!(told, expect, "{text}");
    }

    /// A quote on one line.
    fn line(text: &str, quote: &Quote) -> String {
        let join = |spans: Vec<Span>| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let speaker = join(quote.speaker.iter().map(|speaker| speaker.span).collect());
        let mut out = format!(
            "{} {}: {speaker} | {} | {}",
            quote.kind.as_str(),
            quote.stance.as_str(),
            join(quote.cue.clone()),
            join(quote.content.clone())
        );
        for (name, span) in [("to", quote.audience), ("through", quote.medium)] {
            if let Some(span) = span {
                out.push_str(&format!(" | {name} {}", span.of(text)));
            }
        }
        out
    }

    #[test]
    fn words_in_marks_with_their_audience_and_medium() {
        check(
            "1 \" \" PUNCT `` 3 punct SpaceAfter=No
             2 They they PRON PRP 3 nsubj
             3 pull pull VERB VBP 13 ccomp
             4 us we PRON PRP 3 obj
             5 in in ADV RB 3 advmod SpaceAfter=No
             6 , , PUNCT , 3 punct SpaceAfter=No
             7 \" \" PUNCT '' 3 punct
             8 Kremlin Kremlin PROPN NNP 9 compound
             9 spokesman spokesman NOUN NN 13 nsubj
             10 Oleg Oleg PROPN NNP 9 flat
             11 Ivanov Ivanov PROPN NNP 9 flat
             12 later later ADV RB 13 advmod
             13 told tell VERB VBD 0 root
             14 reporters reporter NOUN NNS 13 iobj
             15 during during ADP IN 18 case
             16 a a DET DT 18 det
             17 daily daily ADJ JJ 18 amod
             18 briefing briefing NOUN NN 13 obl SpaceAfter=No
             19 . . PUNCT . 13 punct",
            &[
                "direct asserts: Kremlin spokesman Oleg Ivanov | told | \"They pull us in,\" | to reporters | through daily briefing",
            ],
        );
    }

    #[test]
    fn two_cues_with_one_subject_are_two_quotes() {
        check(
            "1 Ivanov Ivanov PROPN NNP 2 nsubj
             2 told tell VERB VBD 0 root
             3 Reuters Reuters PROPN NNP 2 iobj
             4 that that SCONJ IN 6 mark
             5 Armenia Armenia PROPN NNP 6 nsubj
             6 agreed agree VERB VBD 2 ccomp SpaceAfter=No
             7 , , PUNCT , 9 punct
             8 but but CCONJ CC 9 cc
             9 said say VERB VBD 2 conj
             10 Russia Russia PROPN NNP 12 nsubj
             11 \" \" PUNCT `` 12 punct SpaceAfter=No
             12 intends intend VERB VBZ 9 ccomp
             13 to to PART TO 14 mark
             14 stay stay VERB VB 12 xcomp SpaceAfter=No
             15 \" \" PUNCT '' 12 punct SpaceAfter=No
             16 . . PUNCT . 2 punct",
            &[
                "indirect asserts: Ivanov | told | that Armenia agreed | through Reuters",
                "mixed asserts: Ivanov | said | Russia \"intends to stay\"",
            ],
        );
    }

    #[test]
    fn a_cue_in_the_middle_splits_the_content() {
        check(
            "1 Rain rain NOUN NN 9 nsubj SpaceAfter=No
             2 , , PUNCT , 4 punct
             3 he he PRON PRP 4 nsubj
             4 added add VERB VBD 9 parataxis SpaceAfter=No
             5 , , PUNCT , 4 punct
             6 \" \" PUNCT `` 9 punct SpaceAfter=No
             7 has have AUX VBZ 9 aux
             8 never never ADV RB 9 advmod
             9 fallen fall VERB VBN 0 root SpaceAfter=No
             10 \" \" PUNCT '' 9 punct SpaceAfter=No
             11 . . PUNCT . 9 punct",
            &["mixed asserts: he | added | Rain … \"has never fallen\""],
        );
        check(
            "1 Ships ship NOUN NNS 8 nsubj SpaceAfter=No
             2 , , PUNCT , 6 punct
             3 according accord VERB VBG 6 case
             4 to to ADP IN 3 fixed
             5 the the DET DT 6 det
             6 navy navy NOUN NN 8 obl SpaceAfter=No
             7 , , PUNCT , 6 punct
             8 sank sink VERB VBD 0 root SpaceAfter=No
             9 . . PUNCT . 8 punct",
            &["indirect asserts: the navy | according to | Ships … sank"],
        );
    }

    #[test]
    fn titles_in_marks_are_no_speech() {
        check(
            "1 She she PRON PRP 2 nsubj
             2 sang sing VERB VBD 0 root
             3 \" \" PUNCT `` 4 punct SpaceAfter=No
             4 Kalinka Kalinka PROPN NNP 2 obj SpaceAfter=No
             5 \" \" PUNCT '' 4 punct
             6 twice twice ADV RB 2 advmod SpaceAfter=No
             7 . . PUNCT . 2 punct",
            &[],
        );
    }

    #[test]
    fn what_is_denied_asked_and_promised_has_its_stance() {
        check(
            "1 Kyiv Kyiv PROPN NNP 2 nsubj
             2 urged urge VERB VBD 0 root
             3 Berlin Berlin PROPN NNP 2 obj
             4 to to PART TO 5 mark
             5 help help VERB VB 2 xcomp SpaceAfter=No
             6 . . PUNCT . 2 punct",
            &["indirect asks: Kyiv | urged | Berlin to help"],
        );
        check(
            "1 They they PRON PRP 4 nsubj
             2 do do AUX VBP 4 aux
             3 not not PART RB 4 advmod
             4 believe believe VERB VB 0 root
             5 he he PRON PRP 6 nsubj
             6 lied lie VERB VBD 4 ccomp SpaceAfter=No
             7 . . PUNCT . 4 punct",
            &["indirect denies: They | believe | he lied"],
        );
        check(
            "1 The the DET DT 2 det
             2 king king NOUN NN 5 nmod:poss SpaceAfter=No
             3 's 's PART POS 2 case
             4 public public ADJ JJ 5 amod
             5 promise promise NOUN NN 8 nsubj:pass
             6 to to PART TO 7 mark
             7 go go VERB VB 5 acl
             8 broke break VERB VBD 0 root SpaceAfter=No
             9 . . PUNCT . 8 punct",
            &["indirect promises: The king | promise | to go"],
        );
    }

    /// A sentence of any words with any tags and any tree, at a place in a text.
    fn scrambled(start: usize, words: &[(String, usize, usize, usize, usize)]) -> (String, Parse) {
        let mut text = String::new();
        let mut tokens = Vec::new();
        let mut tags = Vec::new();
        let mut heads = Vec::new();
        let mut deprels = Vec::new();
        for (form, upos, xpos, head, deprel) in words {
            let at = start + text.len();
            tokens.push(Span::new(at, at + form.len()));
            text.push_str(form);
            text.push(' ');
            let (upos, xpos) = (Upos::ALL[upos % Upos::ALL.len()], Xpos::ALL[xpos % Xpos::ALL.len()]);
            tags.push(Tag { upos, xpos, feats: "", lemma: form.to_lowercase(), kind: None });
            heads.push((*head < words.len()).then_some(*head as u32));
            deprels.push(Deprel::ALL[deprel % Deprel::ALL.len()]);
        }
        let span = Span::new(start, start + text.trim_end().len());
        let parse =
            Parse { sentence: Sentence { span, tokens, multiword: Vec::new() }, tags, tree: Tree::new(heads, deprels) };
        (text, parse)
    }

    proptest! {
        #[test]
        fn any_tree_gives_quotes_with_addresses(
            sentences in prop::collection::vec(
                prop::collection::vec(
                    ("say|told|claim|that|to|according|in|words|\"|“|”|'|,|:|x’s|Who|é|as|CHAIR|called", 0usize..40, 0usize..60, 0usize..12, 0usize..80),
                    1..12,
                ),
                1..4,
            )
        ) {
            let mut text = String::new();
            let mut parses = Vec::new();
            for words in &sentences {
                let (sentence, parse) = scrambled(text.len(), words);
                text.push_str(&sentence);
                text.push_str("\n\n");
                parses.push(parse);
            }
            let found = quotes(&text, &parses, &[], &[], &cues::shipped());
            for (index, quote) in found.iter().enumerate() {
                prop_assert!(!quote.content.is_empty());
                prop_assert!(quote.parent.is_none_or(|parent| parent != index && parent < found.len()));
                for span in quote.content.iter().chain(&quote.cue).chain(&quote.audience).chain(&quote.medium) {
                    prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
                }
            }
        }
    }
}
