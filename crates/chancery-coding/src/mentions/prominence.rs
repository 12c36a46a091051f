//! Offices whose holders the press calls by their surnames alone.

/// True for a role whose holder a bare surname may mean.
pub(crate) fn is_prominent(role: &str) -> bool {
    const PROMINENT: &[&str] = &[
        "president",
        "prime minister",
        "chancellor",
        "king",
        "queen",
        "foreign minister",
        "supreme leader",
        "secretary",
        "premier",
        "secretary-general",
        "pope",
        "spokesman",
    ];
    PROMINENT.iter().any(|word| role.contains(word))
}
