//! The rules about walks, one a file. Rules about the shape of the text live with the lowering.

pub mod dead_end;
pub mod loops;
pub mod unasked_guard;
pub mod unreachable;
