//! The table of rules about walks, one a file. Rules about the shape of the text live with the lowering.
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
pub mod limit_contradicts;
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

use super::rule::{CheckCode, Rule, RuleContext};
use crate::diagnostic::Diagnostic;

/// Every rule, in the order its findings are reported.
pub const ALL: &[Rule] = &[
    loops::RULE,
    unasked_guard::RULE,
    dead_end::RULE,
    unreachable::RULE,
    option_never::RULE,
    guard_never::RULE,
    guard_always::RULE,
    shadowed::RULE,
    field_never::RULE,
    prefill_never::RULE,
    law_expired::RULE,
    law_replaced::RULE,
    law_not_yet::RULE,
    law_review::RULE,
    law_stale::RULE,
    law_read_ahead::RULE,
    law_unused::RULE,
    contact_unused::RULE,
    source_unused::RULE,
    include_unused::RULE,
    term_unused::RULE,
    abbreviation_unknown::RULE,
    no_effect::RULE,
    no_unsure::RULE,
    limit_contradicts::RULE,
    look_alike::RULE,
    cut_text::RULE,
    hidden_character::RULE,
    too_long::RULE,
];

/// Every code that checking can give.
pub fn all_codes() -> impl Iterator<Item = CheckCode> {
    let code = |rule: &Rule| CheckCode { code: rule.code, doc: rule.doc, why: rule.why };
    ALL.iter().map(code).chain(promises::CODES.iter().copied())
}

/// What the rules find. A rule that an earlier finding has made meaningless is not asked.
pub fn run_rules(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for rule in ALL {
        if !found.iter().any(|earlier| rule.after.contains(&earlier.code)) {
            found.extend((rule.find)(facts));
        }
    }
    found
}
