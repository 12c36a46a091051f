//! The engine: the steps in order, on one screen.
