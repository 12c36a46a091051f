//! From a fetched page to the article printed on it.
