//! The command line as its users meet it: the built program, its output, its messages and its exit codes.

mod run;
mod contract;
mod actors;
mod bad_input;
mod output;
mod formats;
mod lines;
