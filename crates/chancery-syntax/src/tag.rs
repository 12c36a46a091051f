//! Parts of speech: one pair of UPOS and XPOS for each word, from left to right.

use crate::hash::feature;
use crate::tagset::{Upos, Xpos};
use crate::weights::{Reader, Scorer, WeightsError};
use crate::word::Word;

/// Stands where the sentence has no word, or the lexicon none of this form.
const NONE: u32 = 0;

/// Gives each word its pair of tags: an averaged perceptron (Collins 2002) over the word, its neighbours and the
/// two tags before it.
pub(crate) struct Tagger {
    /// The pair that each class stands for.
    pub(crate) pairs: Vec<(Upos, Xpos)>,
    /// The usual pairs of frequent words, sorted by key.
    pub(crate) lexicon: Vec<(u32, u32)>,
    scorer: Scorer,
}

impl Tagger {
    /// Reads what [`write_tagger`] wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Tagger, WeightsError> {
        let mut pairs = Vec::new();
        for _ in 0..reader.count("number of tag pairs")? {
            pairs.push((Upos::parse(reader.text("upos")?), Xpos::parse(reader.text("xpos")?)));
        }
        let mut lexicon = Vec::new();
        let mut key = 0u32;
        for _ in 0..reader.count("number of lexicon words")? {
            key = key.wrapping_add(reader.varint("lexicon key")?);
            lexicon.push((key, reader.varint("usual tags")?));
        }
        let scorer = Scorer::read(reader)?;
        if scorer.classes() != pairs.len() || pairs.is_empty() {
            return Err(reader.expected("one class for each tag pair"));
        }
        Ok(Tagger { pairs, lexicon, scorer })
    }

    /// One pair for each word.
    pub(crate) fn tag(&self, words: &[Word]) -> Vec<(Upos, Xpos)> {
        let context = Context::new(words, &self.lexicon);
        let mut classes: Vec<usize> = Vec::with_capacity(words.len());
        let mut features = Vec::new();
        let mut rows = Vec::new();
        let mut scores = Vec::new();
        for i in 0..words.len() {
            context.features(i, &classes, &mut features);
            self.scorer.score(&features, &mut rows, &mut scores);
            classes.push(best(&scores, |_| true));
        }
        classes.into_iter().map(|class| self.pairs[class]).collect()
    }
}

/// The class of the highest score among those allowed; the lowest number wins a tie, and 0 where none is allowed.
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best: Option<usize> = None;
    for class in 0..scores.len() {
        if allowed(class) && best.is_none_or(|best| scores[class] > scores[best]) {
            best = Some(class);
        }
    }
    best.unwrap_or(0)
}

/// What the tagger looks at in one sentence.
pub(crate) struct Context<'w> {
    words: &'w [Word],
    /// For each word its usual tags, or the shape of an unknown one.
    usual: Vec<u32>,
    /// True where most words are in capitals, as in headlines: then capitals mean nothing.
    shouting: bool,
}

impl<'w> Context<'w> {
    /// Looks the words up.
    pub(crate) fn new(words: &'w [Word], lexicon: &[(u32, u32)]) -> Context<'w> {
        let usual = words
            .iter()
            .map(|word| match lexicon.binary_search_by_key(&word.lower, |entry| entry.0) {
                Ok(at) => lexicon[at].1 + 1,
                Err(_) => feature(0, &[word.shape, word.suffixes[1]]),
            })
            .collect();
        let capitals = words.iter().filter(|word| word.capitals).count();
        Context { words, usual, shouting: capitals > 2 && capitals * 2 > words.len() }
    }

    /// The features of word `i`, given the classes of the words before it.
    pub(crate) fn features(&self, i: usize, classes: &[usize], out: &mut Vec<u32>) {
        const START: u32 = 1_000;
        let nothing = Word::default();
        let word = |offset: isize| i.checked_add_signed(offset).and_then(|at| self.words.get(at)).unwrap_or(&nothing);
        let usual = |offset: isize| i.checked_add_signed(offset).and_then(|at| self.usual.get(at)).map_or(NONE, |u| *u);
        let class = |back: usize| i.checked_sub(back).map_or(START, |at| classes[at] as u32 + 1);
        let (w, before, after) = (word(0), word(-1), word(1));
        let (tag, tag2) = (class(1), class(2));
        let first = u32::from(i == 0);
        let shouting = u32::from(self.shouting);
        out.clear();
        let mut template = 0;
        let mut add = |parts: &[u32]| {
            template += 1;
            out.push(feature(template, parts));
        };
        add(&[]);
        add(&[w.form]);
        add(&[w.lower]);
        add(&[w.lower, tag]);
        add(&[w.lower, usual(1)]);
        add(&[w.lower, after.lower]);
        add(&[w.lower, before.lower]);
        add(&[w.lower, u32::from(w.upper), first]);
        for suffix in w.suffixes {
            add(&[suffix]);
        }
        for prefix in w.prefixes {
            add(&[prefix]);
        }
        add(&[w.shape, first, shouting]);
        add(&[w.shape, w.suffixes[2], shouting]);
        add(&[w.shape, tag]);
        add(&[w.shape, after.shape, before.shape]);
        add(&[w.suffixes[1], tag]);
        add(&[w.suffixes[2], usual(1)]);
        add(&[w.suffixes[2], tag, usual(1)]);
        add(&[tag]);
        add(&[tag, tag2]);
        add(&[tag, tag2, usual(0)]);
        add(&[usual(0)]);
        add(&[usual(0), tag, usual(1)]);
        add(&[usual(0), usual(1), usual(2)]);
        add(&[usual(0), usual(1)]);
        add(&[usual(1), tag]);
        add(&[before.lower]);
        add(&[before.lower, tag2]);
        add(&[word(-2).lower]);
        add(&[after.lower]);
        add(&[after.lower, tag]);
        add(&[word(2).lower]);
        add(&[after.suffixes[2]]);
        add(&[before.suffixes[2]]);
        add(&[after.shape, u32::from(w.upper), u32::from(before.upper), first]);
        add(&[before.lower, after.lower]);
        add(&[word(-2).lower, before.lower]);
        add(&[after.lower, word(2).lower]);
    }
}

/// Writes a tagger: its pairs, its lexicon, its scorer's rows.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_tagger(
    writer: &mut crate::weights::Writer,
    pairs: &[(Upos, Xpos)],
    lexicon: &[(u32, u32)],
    rows: &[(u32, Vec<(u8, i16)>)],
) {
    writer.varint(pairs.len() as u32);
    for (upos, xpos) in pairs {
        writer.text(upos.as_str());
        writer.text(xpos.as_str());
    }
    writer.varint(lexicon.len() as u32);
    let mut last = 0;
    for (key, usual) in lexicon {
        writer.varint(key.wrapping_sub(last));
        writer.varint(*usual);
        last = *key;
    }
    crate::weights::write_scorer(writer, pairs.len(), rows);
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_first_of_equal_scores_wins() {
        assert_eq!(best(&[1, 5, 5], |_| true), 1);
        assert_eq!(best(&[1, 5, 5], |class| class != 1), 2);
        assert_eq!(best(&[], |_| true), 0);
    }
}
