//! The dependency tree: heads and relations, checked once.

use crate::tagset::Deprel;

/// A dependency tree over the words of one sentence.
///
/// Holds for every value: exactly one root, whose relation is `root`; every other word has a head; no cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    heads: Vec<Option<u32>>,
    deprels: Vec<Deprel>,
    children: Vec<Vec<u32>>,
    root: usize,
}

impl Tree {
    /// A tree of these heads (`None` for the root) and relations. What is not a tree is mended, never refused:
    /// a second root hangs from the first, a head out of range or in a cycle becomes the root.
    pub fn new(mut heads: Vec<Option<u32>>, mut deprels: Vec<Deprel>) -> Tree {
        let n = heads.len();
        deprels.resize(n, Deprel::Dep);
        for (i, head) in heads.iter_mut().enumerate() {
            if head.is_some_and(|h| h as usize >= n || h as usize == i) {
                *head = None;
            }
        }
        let root = heads.iter().position(Option::is_none).unwrap_or(0);
        if n > 0 {
            heads[root] = None;
        }
        for i in 0..n {
            if i != root && (heads[i].is_none() || !reaches(&heads, i, root)) {
                heads[i] = Some(root as u32);
            }
        }
        let mut children = vec![Vec::new(); n];
        for i in 0..n {
            match heads[i] {
                Some(head) => {
                    children[head as usize].push(i as u32);
                    if deprels[i] == Deprel::Root {
                        deprels[i] = Deprel::Dep;
                    }
                }
                None => deprels[i] = Deprel::Root,
            }
        }
        Tree { heads, deprels, children, root }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// True for a sentence of no words.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The word that has no head; 0 in an empty tree.
    pub fn root(&self) -> usize {
        self.root
    }

    /// The head of a word, counted from 0; `None` for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.heads[word].map(|head| head as usize)
    }

    /// The relation of a word to its head.
    pub fn deprel(&self, word: usize) -> Deprel {
        self.deprels[word]
    }

    /// The words that hang from this one, from left to right.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[word].iter().map(|child| *child as usize)
    }

    /// The children in the given relation.
    pub fn children_by(&self, word: usize, deprel: Deprel) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(word).filter(move |child| self.deprel(*child) == deprel)
    }

    /// The word and all that hangs from it, in order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut out = vec![word];
        let mut at = 0;
        while at < out.len() {
            out.extend(self.children(out[at]));
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// The word's heads, from the nearest to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |at| self.head(*at))
    }
}

/// Follows heads from `word`; false where they run into a cycle before the root. A word already seen to
/// reach the root is not remembered: sentences are short, and mending is rare.
fn reaches(heads: &[Option<u32>], word: usize, root: usize) -> bool {
    let mut at = word;
    for _ in 0..=heads.len() {
        if at == root {
            return true;
        }
        match heads[at] {
            Some(head) => at = head as usize,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_tree_is_mended() {
        let tree = Tree::new(vec![Some(1), Some(0), Some(9), None], vec![Deprel::Nsubj; 4]);
        assert_eq!(tree.root(), 2);
        assert_eq!(tree.deprel(2), Deprel::Root);
        assert_eq!(tree.head(3), Some(2));
        assert_eq!(tree.head(0), Some(2));
        assert_eq!(tree.head(1), Some(0));
    }

    proptest! {
        #[test]
        fn any_heads_give_one_root_and_no_cycle(heads in prop::collection::vec(prop::option::of(0u32..12), 0..12)) {
            let n = heads.len();
            let tree = Tree::new(heads, vec![Deprel::Root; n]);
            prop_assert_eq!(tree.len(), n);
            let roots = (0..n).filter(|word| tree.head(*word).is_none()).count();
            prop_assert_eq!(roots, n.min(1));
            for word in 0..n {
                prop_assert_eq!(tree.deprel(word) == Deprel::Root, word == tree.root());
                prop_assert!(word == tree.root() || tree.ancestors(word).take(n).any(|at| at == tree.root()));
                prop_assert!(tree.head(word).is_none_or(|head| tree.children(head).any(|child| child == word)));
            }
            prop_assert_eq!(if n == 0 { 0 } else { tree.subtree(tree.root()).len() }, n);
        }
    }
}
