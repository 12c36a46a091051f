//! What is kept: versioned records and their shapes.
