//! Compiled lexicons and weights: bytes, no logic.
