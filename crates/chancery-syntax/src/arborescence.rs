//! The best tree over scored arcs: the maximum spanning arborescence of Chu and Liu (1965) and Edmonds (1967).

/// No arc may score lower; what must not be chosen gets it.
const NEVER: i64 = i64::MIN / 1_000_000;

/// Roots that are tried one after the other where the best heads leave several; the best-scored come first.
const ROOTS_TRIED: usize = 4;

/// Scores of all arcs over `n` words: `score(head, word)`, where head `n` stands for the root.
pub(crate) struct Arcs {
    n: usize,
    scores: Vec<i64>,
}

impl Arcs {
    /// Arcs over so many words, scored by a function of head and word.
    pub(crate) fn new(n: usize, mut score: impl FnMut(usize, usize) -> i32) -> Arcs {
        let mut scores = vec![NEVER; (n + 1) * n];
        for head in 0..=n {
            for word in 0..n {
                if head != word {
                    scores[head * n + word] = i64::from(score(head, word));
                }
            }
        }
        Arcs { n, scores }
    }

    /// The heads of the best tree with exactly one root, `None` for the root. Equal scores go to the lower number.
    pub(crate) fn best_tree(mut self) -> Vec<Option<u32>> {
        let n = self.n;
        if n == 0 {
            return Vec::new();
        }
        let heads = self.arborescence();
        let mut roots: Vec<usize> = (0..n).filter(|word| heads[*word] == n).collect();
        if roots.len() > 1 {
            roots.sort_by_key(|word| (-self.scores[n * n + word], *word));
            roots.truncate(ROOTS_TRIED);
        }
        let mut best: Option<(i64, Vec<usize>)> = None;
        if roots.len() == 1 {
            best = Some((0, heads));
        } else {
            let from_root = self.scores[n * n..].to_vec();
            for root in roots {
                for (word, score) in from_root.iter().enumerate() {
                    self.scores[n * n + word] = if word == root { *score } else { NEVER };
                }
                let heads = self.arborescence();
                let total: i64 = heads.iter().enumerate().map(|(word, head)| self.scores[head * n + word]).sum();
                if best.as_ref().is_none_or(|(most, _)| total > *most) {
                    best = Some((total, heads));
                }
            }
        }
        let heads = best.map_or_else(Vec::new, |(_, heads)| heads);
        heads.into_iter().map(|head| (head < n).then_some(head as u32)).collect()
    }

    /// The heads of the best tree, `n` for each word that hangs from the root.
    fn arborescence(&self) -> Vec<usize> {
        let n = self.n;
        let heads: Vec<usize> = (0..n).map(|word| self.best_head(word)).collect();
        let Some(cycle) = cycle(&heads) else { return heads };
        // The cycle becomes one node, the last word of a smaller problem.
        let inside: Vec<bool> = {
            let mut inside = vec![false; n + 1];
            cycle.iter().for_each(|word| inside[*word] = true);
            inside
        };
        let outside: Vec<usize> = (0..n).filter(|word| !inside[*word]).collect();
        let m = outside.len() + 1;
        let contracted = m - 1;
        let mut smaller = Arcs { n: m, scores: vec![NEVER; (m + 1) * m] };
        // Which word of the cycle an arc into it or out of it belongs to.
        let mut enters = vec![cycle[0]; m + 1];
        let mut leaves = vec![cycle[0]; m];
        let score = |head: usize, word: usize| self.scores[head * n + word];
        for (small, word) in outside.iter().enumerate() {
            for (small_head, head) in outside.iter().chain([&n]).enumerate() {
                let small_head = if *head == n { m } else { small_head };
                if head != word {
                    smaller.scores[small_head * m + small] = score(*head, *word);
                }
            }
            let from = best_of(&cycle, |at| score(at, *word));
            smaller.scores[contracted * m + small] = score(from, *word);
            leaves[small] = from;
        }
        for (small_head, head) in outside.iter().chain([&n]).enumerate() {
            let small_head = if *head == n { m } else { small_head };
            let gain = |at: usize| score(*head, at) - score(heads[at], at);
            let into = best_of(&cycle, gain);
            smaller.scores[small_head * m + contracted] = gain(into).max(NEVER);
            enters[small_head] = into;
        }
        let small_heads = smaller.arborescence();
        let mut out = heads;
        for (small, word) in outside.iter().enumerate() {
            out[*word] = match small_heads[small] {
                head if head == contracted => leaves[small],
                head if head == m => n,
                head => outside[head],
            };
        }
        let head = small_heads[contracted];
        out[enters[head]] = if head == m { n } else { outside[head] };
        out
    }

    fn best_head(&self, word: usize) -> usize {
        let mut best = self.n;
        for head in 0..self.n {
            if self.scores[head * self.n + word] > self.scores[best * self.n + word] {
                best = head;
            }
        }
        best
    }
}

/// The first of the words with the highest value.
fn best_of(words: &[usize], value: impl Fn(usize) -> i64) -> usize {
    let mut best = words[0];
    for word in &words[1..] {
        if value(*word) > value(best) {
            best = *word;
        }
    }
    best
}

/// The words of one cycle, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let n = heads.len();
    // The walk in which a word was last met, counted from 1.
    let mut walk = vec![0usize; n];
    for start in 0..n {
        let mut word = start;
        while word < n && walk[word] == 0 {
            walk[word] = start + 1;
            word = heads[word];
        }
        if word < n && walk[word] == start + 1 {
            let mut words = vec![word];
            let mut at = heads[word];
            while at != word {
                words.push(at);
                at = heads[at];
            }
            words.sort_unstable();
            return Some(words);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best total over all trees of one root, by trying all.
    fn best_by_trial(n: usize, score: &[i32]) -> i64 {
        let mut best = i64::MIN;
        let choices = n + 1;
        for code in 0..choices.pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|word| code / choices.pow(word as u32) % choices).collect();
            let one_root = heads.iter().filter(|head| **head == n).count() == 1;
            let loops = heads.iter().enumerate().any(|(word, head)| word == *head);
            if one_root && !loops && cycle(&heads).is_none() {
                best = best.max(heads.iter().enumerate().map(|(word, head)| i64::from(score[head * n + word])).sum());
            }
        }
        best
    }

    #[test]
    fn the_best_tree_is_found() {
        proptest!(|(n in 1usize..5, score in prop::collection::vec(-50i32..50, 30))| {
            let heads = Arcs::new(n, |head, word| score[head * n + word]).best_tree();
            prop_assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
            let whole: Vec<usize> = heads.iter().map(|head| head.map_or(n, |head| head as usize)).collect();
            prop_assert_eq!(cycle(&whole), None);
            let total: i64 = whole.iter().enumerate().map(|(word, head)| i64::from(score[head * n + word])).sum();
            prop_assert_eq!(total, best_by_trial(n, &score));
        });
    }

    #[test]
    fn equal_arcs_still_give_a_tree() {
        let heads = Arcs::new(40, |_, _| 0).best_tree();
        assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
        assert!(Arcs::new(0, |_, _| 0).best_tree().is_empty());
    }
}
