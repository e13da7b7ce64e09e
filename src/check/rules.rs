//! The rules about walks, one a file. Rules about the shape of the text live with the lowering.
//!
//! Two things need no rule. An answer of an `ask` can always be given, since it has no condition. Free text cannot reach
//! a form unscanned: a form holds only `Screened` text, which only the gate makes.

pub mod abbreviation_unknown;
pub mod contact_unused;
pub mod cut_text;
pub mod dead_end;
pub mod field_never;
pub mod guard_always;
pub mod guard_never;
pub mod hidden_character;
pub mod include_unused;
pub mod law_expired;
pub mod law_not_yet;
pub mod law_read_ahead;
pub mod law_replaced;
pub mod law_review;
pub mod law_stale;
pub mod law_unused;
pub mod loops;
pub mod look_alike;
pub mod no_effect;
pub mod no_unsure;
pub mod option_never;
pub mod prefill_never;
pub mod promises;
pub mod shadowed;
pub mod source_unused;
pub mod term_unused;
pub mod too_long;
pub mod unasked_guard;
pub mod unreachable;

/// The code of what was not decided within the bound.
pub const UNDECIDED: &str = "inte-avgjort";
