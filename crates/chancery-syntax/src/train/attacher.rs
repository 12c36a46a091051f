//! Trains the moves: greedy, with a dynamic oracle and exploration (Goldberg and Nivre 2013).

use super::perceptron::{Perceptron, Random};
use super::treebank::Gold;
use crate::attach::write_attacher;
use crate::tag::best;
use crate::tagset::{Deprel, Upos, Xpos};
use crate::transition::{Input, Move, State};
use crate::weights::Writer;
use std::collections::BTreeSet;

/// Times that the training sentences are gone through.
const ROUNDS: usize = 10;
/// The first round follows the gold moves only; later ones follow the model's own, so that it learns to go on from
/// its mistakes.
const GOLD_ROUNDS: usize = 1;
/// Of a hundred steps, those on which a later round follows the model.
const EXPLORE: usize = 90;
/// Units to 1 in which the averaged weights are kept.
const SCALE: i64 = 4;
/// Corrections that a feature needs to be kept.
const LEAST_UPDATES: u32 = 7;
/// Units that a weight needs to be kept.
const LEAST_WEIGHT: i64 = 2;

/// Trains on these sentences with these tags, and writes the result.
pub(crate) fn train(sentences: &[Gold], tags: &[Vec<(Upos, Xpos)>], seed: u64, writer: &mut Writer) {
    let (moves, perceptron) = learn(sentences, tags, seed);
    let least_updates = if sentences.len() < super::FEW { 1 } else { LEAST_UPDATES };
    write_attacher(writer, &moves, &perceptron.rows(SCALE, least_updates, LEAST_WEIGHT));
}

/// The moves that these sentences need, and what was learnt of them.
fn learn(sentences: &[Gold], tags: &[Vec<(Upos, Xpos)>], seed: u64) -> (Vec<Move>, Perceptron) {
    let trees: Vec<Goal> = sentences.iter().map(Goal::new).collect();
    let moves = moves(&trees);
    let words: Vec<_> = sentences.iter().map(Gold::words).collect();
    let mut perceptron = Perceptron::new(moves.len());
    let mut random = Random(seed);
    let mut features = Vec::new();
    let mut scores = Vec::new();
    for round in 0..ROUNDS {
        for at in random.order(sentences.len()) {
            let input = Input { words: &words[at], tags: &tags[at] };
            let mut state = State::new(words[at].len());
            while !state.finished() {
                state.features(&input, &mut features);
                perceptron.score(&features, &mut scores);
                let costs = trees[at].costs(&state);
                let least = moves.iter().filter(|step| state.allows(**step)).map(|step| costs.of(*step)).min();
                let guess = best(&scores, |class| state.allows(moves[class]));
                let truth = best(&scores, |class| state.allows(moves[class]) && Some(costs.of(moves[class])) == least);
                if guess != truth {
                    perceptron.update(&features, truth, guess);
                }
                let explore = round >= GOLD_ROUNDS && random.below(100) < EXPLORE;
                state.apply(moves[if explore { guess } else { truth }]);
            }
        }
    }
    (moves, perceptron)
}

/// The moves that the trees need.
fn moves(trees: &[Goal]) -> Vec<Move> {
    let mut moves = BTreeSet::from([Move::Shift]);
    for tree in trees {
        for (word, head) in tree.heads.iter().enumerate() {
            if let Some(head) = head {
                let deprel = tree.deprels[word];
                moves.insert(if *head as usize > word { Move::Left(deprel) } else { Move::Right(deprel) });
            }
        }
    }
    // An attacher needs one of each kind, whatever it was trained on.
    moves.extend([Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)]);
    moves.into_iter().collect()
}

/// The tree that a parse should reach, without crossing arcs.
struct Goal {
    heads: Vec<Option<u32>>,
    deprels: Vec<Deprel>,
    children: Vec<Vec<usize>>,
}

/// How many arcs of the goal each kind of move would put out of reach, and the relation that the new arc should have.
struct Costs {
    shift: u32,
    left: u32,
    right: u32,
    left_deprel: Option<Deprel>,
    right_deprel: Option<Deprel>,
}

impl Costs {
    fn of(&self, step: Move) -> u32 {
        let wrong = |deprel: Deprel, wanted: Option<Deprel>| u32::from(wanted.is_some_and(|wanted| wanted != deprel));
        match step {
            Move::Shift => self.shift,
            Move::Left(deprel) => self.left + wrong(deprel, self.left_deprel),
            Move::Right(deprel) => self.right + wrong(deprel, self.right_deprel),
        }
    }
}

impl Goal {
    /// The gold tree; words whose arc crosses another are lifted to their head's head until none does.
    fn new(gold: &Gold) -> Goal {
        let n = gold.len();
        let mut heads = gold.heads.clone();
        for head in &mut heads {
            *head = head.filter(|head| (*head as usize) < n);
        }
        // Each lift brings a word nearer to the root, so this ends; the bound guards against files with cycles.
        for _ in 0..n * n {
            let Some(word) = crossing(&heads) else { break };
            heads[word] = heads[word].and_then(|head| heads[head as usize]);
        }
        let mut children = vec![Vec::new(); n];
        for (word, head) in heads.iter().enumerate() {
            if let Some(head) = head {
                children[*head as usize].push(word);
            }
        }
        Goal { heads, deprels: gold.deprels.clone(), children }
    }

    fn costs(&self, state: &State) -> Costs {
        let next = state.next;
        let head = |word: usize| self.heads[word].map(|head| head as usize);
        let waiting = |word: usize| self.children[word].iter().filter(|child| **child >= next).count() as u32;
        let mut costs = Costs { shift: 0, left: 0, right: 0, left_deprel: None, right_deprel: None };
        if next < state.len {
            let below = &state.stack[..state.stack.len().saturating_sub(1)];
            let lost = state.stack.iter().filter(|word| head(**word) == Some(next)).count() as u32;
            let head_lost = match head(next) {
                Some(head) => head < next && below.contains(&head),
                None => !state.stack.is_empty(),
            };
            costs.shift = lost + u32::from(head_lost);
        }
        if let Some(top) = state.stack.last().copied() {
            let under = state.stack.len().checked_sub(2).map(|at| state.stack[at]);
            let dependents = waiting(top);
            let wanted = head(top);
            let later = wanted.is_some_and(|head| head > next);
            let root = wanted.is_none() && under.is_none();
            let is_under = under.is_some() && wanted == under;
            let is_next = next < state.len && wanted == Some(next);
            costs.left = dependents + u32::from(later || root || is_under);
            costs.right = dependents + u32::from(later || is_next);
            costs.left_deprel = is_next.then(|| self.deprels[top]);
            costs.right_deprel = is_under.then(|| self.deprels[top]);
        }
        costs
    }
}

/// The word with the shortest arc that reaches over a word which does not hang from its head, or none.
fn crossing(heads: &[Option<u32>]) -> Option<usize> {
    let mut found: Option<(usize, usize)> = None;
    for (word, head) in heads.iter().enumerate() {
        let Some(head) = head.map(|head| head as usize) else { continue };
        let (start, end) = (word.min(head), word.max(head));
        let shorter = found.is_none_or(|(length, _)| end - start < length);
        if shorter && (start + 1..end).any(|inside| !hangs_from(heads, inside, head)) {
            found = Some((end - start, word));
        }
    }
    found.map(|(_, word)| word)
}

/// True where the chain of heads leads from `word` to `ancestor`; a chain in a circle leads nowhere.
fn hangs_from(heads: &[Option<u32>], word: usize, ancestor: usize) -> bool {
    let mut at = word;
    for _ in 0..heads.len() {
        match heads[at].map(|head| head as usize) {
            Some(head) if head == ancestor => return true,
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(heads: &[Option<u32>]) -> Goal {
        let n = heads.len();
        Goal::new(&Gold {
            sent_id: String::new(),
            forms: vec![String::new(); n],
            lemmas: vec![String::new(); n],
            tags: vec![(Upos::X, Xpos::Fw); n],
            heads: heads.to_vec(),
            deprels: vec![Deprel::Dep; n],
        })
    }

    /// Follows moves of least cost to the end and gives the heads they make.
    fn follow(goal: &Goal) -> (u32, Vec<Option<u32>>) {
        let mut state = State::new(goal.heads.len());
        let mut cost = 0;
        while !state.finished() {
            let costs = goal.costs(&state);
            let steps = [Move::Shift, Move::Left(Deprel::Dep), Move::Right(Deprel::Dep)];
            let step = steps.into_iter().filter(|step| state.allows(*step)).min_by_key(|step| costs.of(*step)).unwrap();
            cost += costs.of(step);
            state.apply(step);
        }
        (cost, state.heads)
    }

    #[test]
    fn a_tree_without_crossings_is_reached_at_no_cost() {
        let heads = [Some(1), Some(3), Some(3), None, Some(6), Some(6), Some(3)];
        assert_eq!(follow(&goal(&heads)), (0, heads.to_vec()));
    }

    #[test]
    fn a_crossing_arc_is_lifted() {
        let goal = goal(&[Some(2), Some(3), None, Some(2)]);
        assert_eq!(crossing(&goal.heads), None);
        assert_eq!(follow(&goal).0, 0);
    }
}
