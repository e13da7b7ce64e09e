//! A row of prefilling sets its option after some walk.

use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::model::{Field, Prefill};

/// The rule.
pub const RULE: Rule = Rule {
    code: "forval-aldrig",
    doc: "Varje förval gäller efter någon väg.",
    why: "Ett förval som aldrig gäller fyller inte i något. Ofta är ett tidigare förval för brett.",
    after: CUT_OFF,
    find: find_prefills_never_used,
};

fn find_prefills_never_used(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let fields = facts.flow.form.fields.iter().filter(|field| facts.can_happen(&field.when) != Some(false));
    fields.flat_map(|field| check_field(facts, field)).collect()
}

fn check_field(facts: &RuleContext<'_>, field: &Field) -> Vec<Diagnostic> {
    let never = field.kind.prefill_rows().iter().filter(|row| {
        let option = field.kind.options().get(row.set.index()).map(|option| &option.when);
        let conditional = [Some(&field.when), option, Some(&row.when)].into_iter().flatten();
        let mut guards: Vec<Guard> =
            conditional.filter(|guard| **guard != Guard::always_true()).cloned().collect();
        let all = if guards.len() == 1 { guards.remove(0) } else { Guard::All(guards) };
        facts.can_happen(&all) == Some(false)
    });
    never.map(|row| prefill_fault(field, row)).collect()
}

fn prefill_fault(field: &Field, row: &Prefill) -> Diagnostic {
    let option = field.kind.options().get(row.set.index());
    let name = option.map(|option| option.id.as_str()).unwrap_or_default();
    let span = option.map_or(field.span, |option| option.span);
    let message = format!("Förvalet som sätter `{name}` i `{}` gäller inte efter någon väg.", field.id);
    Diagnostic::error(RULE.code, span, message)
        .with_remark("sätts aldrig så")
        .with_help("Rätta förvalets villkor, eller ta bort raden.")
}
