//! The verifier: a flow in, findings out. Rules report; they do not print, stop, or know each other.

pub mod bound;
pub mod cited_laws;
pub mod diff;
pub mod expr;
pub mod figures;
pub mod follow;
pub mod guarantee;
pub mod live;
pub mod rule;
pub mod rules;
pub mod guard_outcomes;
pub mod states;
pub mod trace;
pub mod verified;
