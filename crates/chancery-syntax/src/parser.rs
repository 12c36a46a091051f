//! The whole room in one value: text in, parses out.

use crate::feats::{feats, passive};
use crate::lemma::Lemmatizer;
use crate::network::Network;
use crate::parse::{Parse, Tag};
use crate::segment::segment;
use crate::tagset::{Deprel, Xpos};
use crate::tree::Tree;
use crate::weights::{Reader, WeightsError};
use chancery_text::Span;

/// Reads English sentences. It holds only its weights: one value serves any number of threads.
pub struct Parser {
    network: Network,
    lemmatizer: Lemmatizer,
}

impl Parser {
    /// Loads a weights file, as `cargo xtask train` writes it.
    ///
    /// # Errors
    ///
    /// When the bytes are not such a file, are damaged, or were written for another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Parser, WeightsError> {
        let mut reader = Reader::open(bytes)?;
        let network = Network::read(&mut reader)?;
        let lemmatizer = Lemmatizer::read(&mut reader)?;
        reader.close()?;
        Ok(Parser { network, lemmatizer })
    }

    /// All sentences of a text, in order. No sentence leaves its paragraph; where no paragraphs are given, blank lines
    /// divide the text.
    pub fn parse(&self, text: &str, paragraphs: &[Span]) -> Vec<Parse> {
        let sentences = segment(text, paragraphs);
        let mut parses = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let forms: Vec<&str> = sentence.tokens.iter().map(|token| token.of(text)).collect();
            let (tags, tree) = self.analyse(&forms);
            parses.push(Parse { sentence, tags, tree });
        }
        parses
    }

    /// The tags and the tree of one sentence whose words are given.
    pub fn analyse(&self, forms: &[&str]) -> (Vec<Tag>, Tree) {
        let reading = self.network.read_sentence(forms);
        let tree = Tree::new(reading.heads, reading.deprels);
        let rarity = |word: &str| self.network.lookup.rarity(word);
        let mut tags = Vec::with_capacity(forms.len());
        for (i, (form, (upos, xpos))) in forms.iter().zip(reading.tags).enumerate() {
            let lemma = self.lemmatizer.lemma(form, upos, xpos, rarity);
            let mut feats = feats(form, &lemma, upos, xpos);
            let reduced = tree.deprel(i) == Deprel::Acl;
            if xpos == Xpos::Vbn && (reduced || tree.children_by(i, Deprel::AuxPass).next().is_some()) {
                feats = passive(feats);
            }
            tags.push(Tag { upos, xpos, feats, lemma, kind: reading.kinds[i] });
        }
        (tags, tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;
    use proptest::prelude::*;

    fn parser() -> Parser {
        Parser::from_bytes(chancery_data::SYNTAX_WEIGHTS).unwrap()
    }

    #[test]
    fn damaged_weights_are_refused() {
        let bytes = chancery_data::SYNTAX_WEIGHTS;
        assert!(matches!(Parser::from_bytes(&bytes[1..]), Err(WeightsError::Magic)));
        assert!(matches!(Parser::from_bytes(&bytes[..bytes.len() / 2]), Err(WeightsError::Hash)));
    }

    #[test]
    fn one_parser_serves_many_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&parser());
    }

    #[test]
    fn long_input_is_read_in_one_go() {
        let parser = parser();
        for text in ["a".repeat(200_000), "word ".repeat(20_000), ".-'@a".repeat(20_000), "(((\"".repeat(20_000)] {
            let parses = parser.parse(&text, &[]);
            assert!(parses.iter().all(|parse| parse.tree.len() == parse.len()));
            assert!(!parses.is_empty());
        }
    }

    #[test]
    fn any_text_gets_whole_parses() {
        let parser = parser();
        proptest!(|(text in "\\PC{0,60}|[A-Za-z.!?\"'’ \n@-]{0,80}")| {
            for parse in parser.parse(&text, &[]) {
                prop_assert_eq!(parse.tags.len(), parse.sentence.tokens.len());
                prop_assert_eq!(parse.tree.len(), parse.sentence.tokens.len());
                for word in 0..parse.len() {
                    prop_assert!(!parse.form(&text, word).is_empty());
                    prop_assert!(word == parse.tree.root() || parse.tree.ancestors(word).any(|at| at == parse.tree.root()));
                }
            }
        });
    }

    #[test]
    fn what_is_written_is_read_again() {
        let parser = parser();
        proptest!(|(text in "\\PC{0,60}|[A-Za-z.!?\"'’ \n@-]{0,80}")| {
            let parses = parser.parse(&text, &[]);
            let written = conllu::write_document("d", &text, &[], &parses);
            let (document, errors) = conllu::read_document(&written);
            prop_assert_eq!(errors, vec![]);
            prop_assert_eq!(document.parses.len(), parses.len());
            for (read, parse) in document.parses.iter().zip(&parses) {
                prop_assert_eq!(&read.tree, &parse.tree);
                prop_assert_eq!(&read.sentence.multiword, &parse.sentence.multiword);
                for word in 0..parse.len() {
                    prop_assert_eq!(read.form(&document.text, word), parse.form(&text, word));
                    prop_assert_eq!(read.tags[word].upos, parse.tags[word].upos);
                }
            }
        });
    }

    #[test]
    fn given_words_keep_their_lines() {
        let given = "# sent_id = x\n1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tdid\t_\t_\t_\t_\t_\t_\t5:aux\tA=1\n2\tn't\n";
        let (annotated, errors) = conllu::annotate(&parser(), given);
        assert_eq!(errors.len(), 1);
        let lines: Vec<&str> = annotated.lines().collect();
        assert_eq!(lines[..2], given.lines().collect::<Vec<_>>()[..2]);
        assert!(lines[2].starts_with("1\tdid\tdo\tAUX\tVBD\t") && lines[2].ends_with("\t5:aux\tA=1"));
        assert!(lines[3].starts_with("2\tn't\tnot\tPART\tRB\tPolarity=Neg\t"));
    }
}
