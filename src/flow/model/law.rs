//! A law as the flow file tells it: its dates, and how far its text was read.

use chrono::NaiveDate;

use crate::flow::id::{LawId, LawIx};
use crate::source::Span;

/// A law with its dates of validity.
#[derive(Debug, Clone)]
pub struct Law {
    /// Its id in the file.
    pub id: LawId,
    /// Chapter and section as shown: `14 kap. 1 § SoL`.
    pub cite: String,
    /// The act with its SFS number: `arbetsmiljölagen (1977:1160)`.
    pub act: String,
    /// What it says, in one line.
    pub says: String,
    /// First day in force; `None` when it is in force since before the routine.
    pub from: Option<NaiveDate>,
    /// Last day in force; `None` while no end is known.
    pub until: Option<NaiveDate>,
    /// The law that took its place.
    pub replaced_by: Option<LawIx>,
    /// The day its text was read, in consolidated form. Nothing is known of a later day.
    pub checked: Option<NaiveDate>,
    /// How much of its text was read that day.
    pub read: ReadingExtent,
    /// The day from which it must be read again, since a change is announced.
    pub review: Option<NaiveDate>,
    /// Where it stands in the file.
    pub span: Span,
}

/// How much of a law's text was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingExtent {
    /// All of it.
    Whole,
    /// Not all of it, so that its bounds may be others.
    Partly,
}
