//! Reading a tree: who is the subject, what is the object, what do prepositions bring, is it negated.
//!
//! Everything here follows arcs of one sentence, so that what a clause is given is bound to it by syntax:
//! its own dependents, and what it shares by coordination, control, participles and relative clauses.

use chancery_syntax::{Deprel, Parse, Upos, Xpos};
use chancery_text::Span;

/// One sentence with its text: the view in which clauses are read.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) parse: &'a Parse,
}

/// Steps that a search along shared arguments may take; sentences with longer chains are not news.
const MAX_SHARING: usize = 6;

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str, parse: &'a Parse) -> Words<'a> {
        Words { text, parse }
    }

    pub(crate) fn len(&self) -> usize {
        self.parse.len()
    }

    pub(crate) fn form(&self, word: usize) -> &'a str {
        self.parse.form(self.text, word)
    }

    pub(crate) fn lower(&self, word: usize) -> String {
        self.form(word).to_lowercase()
    }

    pub(crate) fn lemma(&self, word: usize) -> &'a str {
        self.parse.lemma(word)
    }

    pub(crate) fn upos(&self, word: usize) -> Upos {
        self.parse.tags[word].upos
    }

    pub(crate) fn xpos(&self, word: usize) -> Xpos {
        self.parse.tags[word].xpos
    }

    pub(crate) fn head(&self, word: usize) -> Option<usize> {
        self.parse.tree.head(word)
    }

    pub(crate) fn deprel(&self, word: usize) -> Deprel {
        self.parse.tree.deprel(word)
    }

    pub(crate) fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.parse.tree.children(word)
    }

    pub(crate) fn children_by(&self, word: usize, deprels: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        let tree = &self.parse.tree;
        tree.children(word).filter(move |child| deprels.contains(&tree.deprel(*child)))
    }

    pub(crate) fn root(&self) -> usize {
        self.parse.tree.root()
    }

    pub(crate) fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + 'a {
        self.parse.tree.ancestors(word)
    }

    pub(crate) fn has(&self, word: usize, deprel: Deprel) -> bool {
        self.parse.tree.children_by(word, deprel).next().is_some()
    }

    pub(crate) fn span(&self, word: usize) -> Span {
        self.parse.span(word)
    }

    /// From the first word to the last of a range of words.
    pub(crate) fn span_of(&self, first: usize, last: usize) -> Span {
        self.span(first).cover(self.span(last))
    }

    pub(crate) fn is_noun(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    pub(crate) fn is_verb(&self, word: usize) -> bool {
        self.upos(word) == Upos::Verb
    }

    /// The word and its conjuncts, itself first.
    pub(crate) fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut out = vec![word];
        out.extend(self.children_by(word, &[Deprel::Conj]).filter(|c| self.is_noun(*c) == self.is_noun(word)));
        out
    }

    /// The preposition that marks a noun, in lower case; several words are joined by a blank ("because of").
    pub(crate) fn case(&self, word: usize) -> Option<String> {
        let cases: Vec<usize> =
            self.children_by(word, &[Deprel::Case]).filter(|c| *c < word && self.xpos(*c) != Xpos::Pos).collect();
        let first = *cases.first()?;
        let mut out = self.lower(first);
        // "because of" is one preposition, marked so or not.
        let rest =
            self.children_by(first, &[Deprel::Fixed]).chain(cases[1..].iter().copied().take_while(|c| *c == first + 1));
        for next in rest {
            out.push(' ');
            out.push_str(&self.lower(next));
        }
        Some(out)
    }

    /// True where the predicate is passive: "was attacked", "the village attacked by rebels".
    pub(crate) fn passive(&self, word: usize) -> bool {
        if self.xpos(word) == Xpos::Vbn && self.deprel(word) == Deprel::Amod {
            return true;
        }
        if self.has(word, Deprel::AuxPass) || self.has(word, Deprel::NsubjPass) {
            return true;
        }
        // "cut aid by half": what has an object is active.
        if self.has(word, Deprel::OblAgent) && !self.has(word, Deprel::Obj) {
            return true;
        }
        self.xpos(word) == Xpos::Vbn
            && (self.deprel(word) == Deprel::Acl
                || (self.deprel(word) == Deprel::Conj
                    && !self.has(word, Deprel::Aux)
                    && !self.has(word, Deprel::Obj)
                    && self.head(word).is_some_and(|h| self.has(h, Deprel::AuxPass))))
    }

    /// Nouns brought by a preposition, hanging from the word: "with Armenia" for `with`.
    pub(crate) fn prepositional(&self, word: usize, preposition: &str) -> Vec<usize> {
        self.children(word)
            .filter(|c| matches!(self.deprel(*c).base(), "obl" | "nmod" | "advcl" | "acl") && !self.is_verb(*c))
            .filter(|c| self.case(*c).as_deref() == Some(preposition))
            .collect()
    }

    /// The possessor of a noun: "Moscow" in "Moscow's war".
    pub(crate) fn possessors(&self, word: usize) -> Vec<usize> {
        self.children_by(word, &[Deprel::NmodPoss]).flat_map(|c| self.conjuncts(c)).collect()
    }

    /// The noun that a relative pronoun of this clause stands for, where `word` is the clause's predicate.
    fn antecedent(&self, word: usize) -> Option<usize> {
        matches!(self.deprel(word), Deprel::AclRelcl | Deprel::Acl | Deprel::Amod).then(|| self.head(word)).flatten()
    }

    fn is_relative_pronoun(&self, word: usize) -> bool {
        matches!(self.xpos(word), Xpos::Wdt | Xpos::Wp)
            || (self.upos(word) == Upos::Pron && matches!(self.lower(word).as_str(), "that" | "which" | "who" | "whom"))
    }

    /// Puts the antecedent in the place of a relative pronoun.
    fn deref(&self, argument: usize, predicate: usize) -> usize {
        if !self.is_relative_pronoun(argument) {
            return argument;
        }
        let clause = std::iter::successors(Some(predicate), |at| self.head(*at))
            .take(MAX_SHARING)
            .find(|at| self.deprel(*at) == Deprel::AclRelcl);
        clause.and_then(|at| self.head(at)).unwrap_or(argument)
    }

    /// The surface subjects of a predicate, found in its own clause or through what binds it to another:
    /// coordination, control and raising, participles, relative clauses, copulas.
    pub(crate) fn surface_subjects(&self, word: usize) -> Vec<usize> {
        self.subjects_within(word, MAX_SHARING)
    }

    fn subjects_within(&self, word: usize, steps: usize) -> Vec<usize> {
        const SUBJECT: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
        let own: Vec<usize> = self
            .children_by(word, SUBJECT)
            .flat_map(|c| self.conjuncts(self.deref(c, word)))
            .filter(|c| *c != word)
            .collect();
        if !own.is_empty() || steps == 0 {
            return own;
        }
        let Some(head) = self.head(word) else { return own };
        match self.deprel(word) {
            Deprel::Conj if self.is_verb(head) || self.has(head, Deprel::Cop) => self.subjects_within(head, steps - 1),
            Deprel::Xcomp => self.controllers(head, steps),
            // A participle or an infinitive that hangs from a noun: "soldiers attacking", "plan to attack".
            Deprel::Acl if self.xpos(word) == Xpos::Vbg && MESSAGES.contains(&self.lemma(head)) => {
                self.holders(head, steps - 1)
            }
            Deprel::Acl if self.xpos(word) == Xpos::Vbg => self.conjuncts(head),
            Deprel::Acl if self.xpos(word) == Xpos::Vbn => self.conjuncts(head),
            Deprel::Acl => self.holders(head, steps - 1),
            Deprel::AclRelcl if !self.children(word).any(|c| self.deprel(c).base() == "obj") => self.conjuncts(head),
            Deprel::Advcl | Deprel::Parataxis if self.xpos(word) != Xpos::Vbd => self.subjects_within(head, steps - 1),
            // "demanded that the state end its war": a bare verb that was taken for a noun has its subject before it.
            Deprel::Ccomp if self.has(word, Deprel::Mark) && !self.is_verb(word) && !self.has(word, Deprel::Cop) => {
                self.children_by(word, &[Deprel::Compound, Deprel::NmodDesc]).filter(|c| self.is_noun(*c)).collect()
            }
            Deprel::Ccomp if self.has(word, Deprel::Mark) && self.xpos(word) == Xpos::Vb => {
                self.controllers(head, steps)
            }
            _ => own,
        }
    }

    /// Who does what an open complement says: the object of the verb above, else its subject.
    fn controllers(&self, head: usize, steps: usize) -> Vec<usize> {
        let objects: Vec<usize> = self
            .children_by(head, &[Deprel::Obj, Deprel::Iobj])
            .flat_map(|c| self.conjuncts(self.deref(c, head)))
            .collect();
        if !objects.is_empty() && !PROMISES.contains(&self.lemma(head)) {
            return objects;
        }
        self.subjects_within(head, steps - 1)
    }

    /// Whose a noun is: its possessor, or the subject of the verb that it is an object of ("X has a plan to").
    fn holders(&self, noun: usize, steps: usize) -> Vec<usize> {
        let possessors = self.possessors(noun);
        if !possessors.is_empty() || steps == 0 {
            return possessors;
        }
        match (self.deprel(noun), self.head(noun)) {
            (Deprel::Obj | Deprel::Obl | Deprel::Nmod, Some(head)) if self.is_verb(head) => self.subjects(head),
            _ => possessors,
        }
    }

    /// Who does it: the surface subject, or the agent of a passive.
    pub(crate) fn subjects(&self, word: usize) -> Vec<usize> {
        if self.passive(word) {
            return self.agents(word);
        }
        self.surface_subjects(word)
    }

    /// The agents of a passive: "by rebels".
    pub(crate) fn agents(&self, word: usize) -> Vec<usize> {
        if self.deprel(word) == Deprel::Amod {
            // "Iranian-backed fighters": who backs them stands before the participle.
            let before = self.children(word).filter(|c| *c < word && self.case(*c).is_none());
            return before.filter(|c| matches!(self.upos(*c), Upos::Propn | Upos::Noun | Upos::Adj)).collect();
        }
        self.children(word)
            .filter(|c| {
                self.deprel(*c) == Deprel::OblAgent
                    || (self.deprel(*c).base() == "obl"
                        && self.case(*c).as_deref() == Some("by")
                        && self.upos(*c) != Upos::Num)
            })
            .flat_map(|c| self.conjuncts(c))
            .collect()
    }

    /// To whom it is done: the object, the subject of a passive, or the noun that an object relative clause hangs from.
    pub(crate) fn objects(&self, word: usize) -> Vec<usize> {
        if self.passive(word) {
            if matches!(self.deprel(word), Deprel::Acl | Deprel::Amod) {
                return self.antecedent(word).into_iter().flat_map(|n| self.conjuncts(n)).collect();
            }
            return self.surface_subjects(word);
        }
        let own: Vec<usize> =
            self.children_by(word, &[Deprel::Obj]).flat_map(|c| self.conjuncts(self.deref(c, word))).collect();
        if !own.is_empty() {
            return own;
        }
        // "accused Mali of bombing villages": who is told, given or charged, where no other object stands.
        let receivers: Vec<usize> =
            self.children_by(word, &[Deprel::Iobj]).flat_map(|c| self.conjuncts(self.deref(c, word))).collect();
        if !receivers.is_empty() {
            return receivers;
        }
        // An oblique noun that no preposition marks is an object: times, which need none, have a relation of their own.
        let unmarked = self
            .children_by(word, &[Deprel::Obl])
            .find(|c| *c > word && self.is_noun(*c) && self.case(*c).is_none() && !self.has(*c, Deprel::Mark));
        if let Some(unmarked) = unmarked {
            return self.conjuncts(unmarked);
        }
        if self.deprel(word) == Deprel::AclRelcl && self.has(word, Deprel::Nsubj) {
            let subject_is_relative = self.children_by(word, &[Deprel::Nsubj]).any(|c| self.is_relative_pronoun(c));
            if !subject_is_relative {
                return self.antecedent(word).into_iter().collect();
            }
        }
        // "attacked and killed civilians": the object of a later conjunct serves the earlier one too.
        let mut later = self.children_by(word, &[Deprel::Conj]).filter(|c| self.is_verb(*c));
        match later.next() {
            Some(conjunct) if !self.has(conjunct, Deprel::Nsubj) && !self.passive(conjunct) => self
                .children_by(conjunct, &[Deprel::Obj])
                .filter(|_| self.children(word).all(|c| !matches!(self.deprel(c).base(), "obl" | "xcomp" | "ccomp")))
                .collect(),
            _ => own,
        }
    }

    /// Auxiliaries and negation words of a predicate; of the copula's clause for a noun or adjective.
    pub(crate) fn auxiliaries(&self, word: usize) -> Vec<usize> {
        self.children_by(word, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).collect()
    }

    /// True where the word is negated: "not", "never", "no longer", "no" before a noun.
    pub(crate) fn negated(&self, word: usize) -> bool {
        self.children(word).any(|c| {
            let form = self.lower(c);
            match self.deprel(c).base() {
                "advmod" => {
                    matches!(form.as_str(), "not" | "n't" | "never" | "neither" | "nor" | "hardly")
                        || (form == "longer" && c > 0 && self.lower(c - 1) == "no")
                }
                "det" | "cc" => matches!(form.as_str(), "no" | "neither"),
                _ => false,
            }
        })
    }

    /// The words of a noun phrase without what follows its name: modifiers on the left, the head, the rest of a
    /// name, and "of" phrases. First and one past the last word; a leading article is left out.
    pub(crate) fn noun_phrase(&self, head: usize) -> (usize, usize) {
        let mut first = head;
        for child in self.children(head).rev() {
            if child >= head {
                continue;
            }
            match self.deprel(child).base() {
                "amod" | "compound" | "nummod" | "nmod" | "flat" | "det" | "advmod" | "goeswith" => {
                    let left = self.leftmost(child);
                    // The modifiers of a phrase are one run of words; a comma or a bracket ends it.
                    if !self.breaks(left, first) {
                        first = left.min(first);
                    }
                }
                _ => {}
            }
        }
        while first < head
            && (self.upos(first) == Upos::Det || self.upos(first) == Upos::Adp || self.upos(first) == Upos::Punct)
        {
            first += 1;
        }
        (first, self.phrase_end(head, 3))
    }

    fn phrase_end(&self, head: usize, depth: usize) -> usize {
        let mut end = head + 1;
        for child in self.children(head).filter(|c| *c > head) {
            let joins = match self.deprel(child).base() {
                "flat" | "compound" | "goeswith" | "nummod" => true,
                "nmod" => depth > 0 && child > end && self.case(child).as_deref() == Some("of"),

                _ => false,
            };
            if joins && !self.breaks(end, child) {
                end = end.max(self.phrase_end(child, depth.saturating_sub(1)));
            }
        }
        end
    }

    fn leftmost(&self, word: usize) -> usize {
        self.parse.tree.subtree(word).first().copied().unwrap_or(word)
    }

    /// True where a comma, bracket, dash or quotation mark that parts phrases stands between two words.
    fn breaks(&self, from: usize, to: usize) -> bool {
        (from..to).any(|w| matches!(self.form(w), "," | ";" | ":" | "(" | ")" | "–" | "—" | "--"))
    }
}

/// Verbs whose infinitive belongs to their subject even where they have an object ("promised Kyiv to help").
const PROMISES: &[&str] = &["promise", "vow", "pledge", "threaten", "use"];

/// Nouns that say something for whoever made them: in "issued a statement calling for talks" the issuer calls.
const MESSAGES: &[&str] = &[
    "statement",
    "letter",
    "message",
    "resolution",
    "report",
    "declaration",
    "decree",
    "order",
    "bill",
    "law",
    "tweet",
    "note",
    "communique",
    "petition",
    "speech",
    "video",
    "post",
    "article",
    "document",
];
