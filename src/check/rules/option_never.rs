//! An option, of a step or of a field of the form, is offered on some walk. (An answer of an `ask` always is: it has no
//! condition.)

use crate::check::rule::{CUT_OFF, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Guard;
use crate::flow::id::StepIx;
use crate::flow::model::{Field, FieldOption, StepKind};

/// The rule.
pub const RULE: Rule = Rule {
    code: "alternativ-aldrig",
    doc: "Varje alternativ erbjuds på någon väg.",
    why: "Ett alternativ som aldrig erbjuds kan ingen välja, så det som det leder till händer aldrig.",
    after: CUT_OFF,
    find: find_options_never_offered,
};

fn find_options_never_offered(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let fields = facts.flow.form.fields.iter().filter(|field| facts.can_happen(&field.when) != Some(false));
    let in_form = fields.flat_map(|field| check_field(facts, field));
    facts.flow.step_indices().flat_map(|at| check_step(facts, at)).chain(in_form).collect()
}

fn check_field(facts: &RuleContext<'_>, field: &Field) -> Vec<Diagnostic> {
    let conditional = field.kind.options().iter().filter(|option| option.when != Guard::always_true());
    let never = conditional.filter(|option| {
        facts.can_happen(&Guard::All(vec![field.when.clone(), option.when.clone()])) == Some(false)
    });
    let fault = |option: &FieldOption| {
        let message =
            format!("Alternativet `{}` i fältet `{}` finns inte efter någon väg.", option.id, field.id);
        Diagnostic::error(RULE.code, option.span, message)
            .with_remark("kan aldrig väljas")
            .with_help("Rätta villkoret i `offer`, eller ta bort alternativet.")
    };
    never.map(fault).collect()
}

fn check_step(facts: &RuleContext<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    let StepKind::Choose { options, .. } = &step.kind else { return Vec::new() };
    let rows = options.iter().zip(facts.seen.offer_outcomes(at)).filter(|(_, came)| came.is_never_true());
    rows.map(|(option, _)| {
        let message = format!("Alternativet `{}` erbjuds inte på någon väg till `{}`.", option.id, step.id);
        Diagnostic::error(RULE.code, option.span, message)
            .with_remark("kan aldrig väljas")
            .with_help("Rätta villkoret, eller ta bort alternativet.")
    })
    .collect()
}
