//! The command line: the outermost edge.

pub mod faults;
