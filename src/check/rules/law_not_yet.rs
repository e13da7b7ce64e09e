//! A law that a step cites is in force already, or one that it replaced still is.

use crate::check::cited_laws::list_cited_laws;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::LawIx;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-inte-an",
    doc: "En lag som åberopas har börjat gälla den dagen.",
    why: "Den som hänvisar till en lag som ännu inte gäller kan handla utan stöd i lag.",
    after: &[],
    find: find_laws_not_yet_in_force,
};

fn find_laws_not_yet_in_force(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, step) in list_cited_laws(facts.flow) {
        let law = &facts.flow.laws[at.index()];
        let Some(from) = law.from.filter(|from| *from > facts.on) else { continue };
        if replaces_one_in_force(facts, at) {
            continue;
        }
        let message = format!("`{}` ({}) gäller först från {from}, inte {}.", law.id, law.cite, facts.on);
        let fault = Diagnostic::warning(RULE.code, law.span, message).with_remark("gäller inte än");
        found.push(
            fault
                .with_place(facts.flow.step(step).span, "åberopas här")
                .with_help("Lägg till lagen som gäller till dess, med `replaced_by` hit."),
        );
    }
    found
}

fn replaces_one_in_force(facts: &RuleContext<'_>, at: LawIx) -> bool {
    facts.flow.laws.iter().any(|law| law.replaced_by == Some(at) && law.is_in_force_on(facts.on))
}
