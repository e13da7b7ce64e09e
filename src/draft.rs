//! A walk kept on the disk as it goes, and taken up again: the log of decisions, a line each in a file of its own.

pub mod file;
mod line;
pub mod list;
pub mod log;
pub mod progress;
pub mod words;
pub mod writer;
