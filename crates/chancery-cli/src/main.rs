//! Door: the command line.

fn main() {}
