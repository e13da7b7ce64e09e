//! Stegvis: a routine as a graph, proved, walked, and ended in a de-identified form.
//!
//! The modules stand in reading order, the order in which data flows.

pub mod source;
pub mod diagnostic;
pub mod flow;
pub mod deid;
pub mod cli;
