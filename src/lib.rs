//! Stegvis: a routine as a graph, proved, walked, and ended in a de-identified form.
//!
//! The modules stand in reading order, the order in which data flows.

pub mod source;
pub mod diagnostic;
pub mod prose;
pub mod flow;
pub mod check;
pub mod deid;
pub mod session;
pub mod map;
pub mod quiz;
pub mod form;
pub mod present;
pub mod answers;
pub mod scenario;
pub mod paper;
pub mod export;
pub mod profile;
pub mod training;
pub mod summary;
pub mod clock;
pub mod store;
pub mod drafts;
pub mod routines;
pub mod scenarios;
pub mod tui;
pub mod plain;
pub mod cli;
