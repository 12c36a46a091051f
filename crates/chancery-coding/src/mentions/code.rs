//! The codes of an actor: what sort, which sectors, how it is known.

/// What sort of actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorKind {
    /// A state as a whole.
    Country,
    /// One person.
    Person,
    /// A body with offices: a ministry, a party, an alliance.
    Organisation,
    /// People of a kind: soldiers, protesters, both sides.
    Group,
    /// Named, and nothing more is known.
    Unknown,
}

impl ActorKind {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::Country => "country",
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Group => "group",
            ActorKind::Unknown => "unknown",
        }
    }

    /// The kind of a name; `None` for any other text.
    pub fn parse(text: &str) -> Option<ActorKind> {
        use ActorKind::*;
        [Country, Person, Organisation, Group, Unknown].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How an actor's codes are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// An entry of the dictionaries.
    Dictionary,
    /// An entry of the user's own file.
    Overlay,
    /// Composed from the words of the phrase.
    Words,
    /// Through another mention of the same actor.
    Chain,
    /// Nothing is known but the name.
    None,
}

impl Basis {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Dictionary => "dictionary",
            Basis::Overlay => "overlay",
            Basis::Words => "words",
            Basis::Chain => "chain",
            Basis::None => "none",
        }
    }
}

/// PLOVER's sector codes (PLOVER 2.0 manual, chapter "Actors").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sector(&'static str);

impl Sector {
    /// All of them, primary sectors first.
    pub const ALL: [&'static str; 25] = [
        "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
        "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
    ];

    /// The sector of a code; `None` where PLOVER has no such code.
    pub fn parse(code: &str) -> Option<Sector> {
        Sector::ALL.into_iter().find(|known| *known == code).map(Sector)
    }

    /// PLOVER's code.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}
