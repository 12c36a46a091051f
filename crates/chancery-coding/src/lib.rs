//! What was reported: when, where, said, who, what.
