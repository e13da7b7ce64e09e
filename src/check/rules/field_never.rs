//! A form field is part of the form after some walk.

use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "falt-aldrig",
    doc: "Varje fält finns i blanketten efter någon väg.",
    why: "Ett fält som aldrig visas kan ingen fylla i. Det som skulle stå där saknas i varje blankett.",
    after: CUT_OFF,
    find: find_fields_never_shown,
};

fn find_fields_never_shown(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let never = facts.flow.form.fields.iter().filter(|field| facts.can_happen(&field.when) == Some(false));
    never
        .map(|field| {
            let message = format!("Fältet `{}` finns inte i blanketten efter någon väg.", field.id);
            Diagnostic::error(RULE.code, field.span, message)
                .with_remark("visas aldrig")
                .with_help("Rätta villkoret `when`, eller ta bort fältet.")
        })
        .collect()
}
