//! Chores: train, tidy, evaluate.

fn main() {}
