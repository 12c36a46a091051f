//! Heads and relations: at each state of a sentence the move that a trained scorer likes best.

use crate::tag::best;
use crate::tagset::{Deprel, Upos, Xpos};
use crate::transition::{Input, Move, State};
use crate::tree::Tree;
use crate::weights::{Reader, Scorer, WeightsError};
use crate::word::Word;

/// Builds trees greedily, in time linear in the sentence.
pub(crate) struct Attacher {
    /// The move that each class stands for.
    pub(crate) moves: Vec<Move>,
    scorer: Scorer,
}

impl Attacher {
    /// Reads what [`write_attacher`] wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Attacher, WeightsError> {
        let mut moves = Vec::new();
        for _ in 0..reader.count("number of moves")? {
            let kind = reader.byte("kind of move")?;
            let deprel = Deprel::parse(reader.text("relation")?);
            moves.push(match kind {
                0 => Move::Shift,
                1 => Move::Left(deprel),
                2 => Move::Right(deprel),
                _ => return Err(reader.expected("kind of move")),
            });
        }
        // With one of each kind there is a move for every state that is not final.
        let kinds = [
            moves.contains(&Move::Shift),
            moves.iter().any(|step| matches!(step, Move::Left(_))),
            moves.iter().any(|step| matches!(step, Move::Right(_))),
        ];
        let scorer = Scorer::read(reader)?;
        if kinds.contains(&false) || scorer.classes() != moves.len() {
            return Err(reader.expected("one class for each move, and moves of all three kinds"));
        }
        Ok(Attacher { moves, scorer })
    }

    /// The tree of a tagged sentence.
    pub(crate) fn tree(&self, words: &[Word], tags: &[(Upos, Xpos)]) -> Tree {
        let input = Input { words, tags };
        let mut state = State::new(words.len());
        let mut features = Vec::new();
        let mut rows = Vec::new();
        let mut scores = Vec::new();
        while !state.finished() {
            state.features(&input, &mut features);
            self.scorer.score(&features, &mut rows, &mut scores);
            let class = best(&scores, |class| state.allows(self.moves[class]));
            state.apply(self.moves[class]);
        }
        Tree::new(state.heads, state.deprels)
    }
}

/// Writes an attacher: its moves and its scorer's rows.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_attacher(writer: &mut crate::weights::Writer, moves: &[Move], rows: &[(u32, Vec<(u8, i16)>)]) {
    writer.varint(moves.len() as u32);
    for step in moves {
        let (kind, deprel) = match step {
            Move::Shift => (0, Deprel::Dep),
            Move::Left(deprel) => (1, *deprel),
            Move::Right(deprel) => (2, *deprel),
        };
        writer.byte(kind);
        writer.text(deprel.as_str());
    }
    crate::weights::write_scorer(writer, moves.len(), rows);
}
