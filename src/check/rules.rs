//! The rules about walks, one a file. Rules about the shape of the text live with the lowering.

pub mod dead_end;
pub mod loops;
pub mod promises;
pub mod unasked_guard;
pub mod unreachable;

/// The code of what was not decided within the bound.
pub const UNDECIDED: &str = "inte-avgjort";
