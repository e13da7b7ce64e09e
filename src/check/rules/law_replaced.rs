//! A step that cites a law which has been replaced cites what replaced it too.

use crate::check::cited_laws::list_citing_steps;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::law;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-ersatt",
    doc: "Ett steg som åberopar en lag som har ersatts åberopar också den som gäller.",
    why: "Rutinen får visa hur lagen löd när den skrevs. Den som handlar i dag ska se den som gäller.",
    after: &[],
    find: find_replaced_laws,
};

fn find_replaced_laws(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (step, laws) in list_citing_steps(facts.flow) {
        for at in &laws {
            let law = &facts.flow.laws[at.index()];
            let Some(until) = law.until.filter(|until| *until < facts.on) else { continue };
            let Some(now) = law::find_in_force(facts.flow, *at, facts.on) else { continue };
            if laws.iter().any(|other| facts.flow.laws[other.index()].id == now.id) {
                continue;
            }
            let here = facts.flow.step(step);
            let message = format!(
                "`{}` åberopar bara `{}`, som gällde till och med {until}. Nu gäller `{}`, {}.",
                here.id, law.id, now.id, now.cite
            );
            let fault = Diagnostic::warning(RULE.code, here.span, message);
            found.push(
                fault.with_place(law.span, "ersatt").with_help(format!("Lägg till `{}` i `laws`.", now.id)),
            );
        }
    }
    found
}
