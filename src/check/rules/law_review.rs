//! No law a flow rests on has a change that was announced and has come since its text was read.

use crate::check::cited_laws::rests_on;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-andras",
    doc: "Ingen aviserad ändring av en lag har börjat gälla sedan lagtexten lästes.",
    why: "Den dagen kan lagen säga något annat än rutinen. Då måste någon läsa texten som den är nu.",
    after: &[],
    find: find_laws_to_review,
};

fn find_laws_to_review(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let due = rests_on(facts.flow).filter_map(|law| Some((law, law.review?)));
    let due =
        due.filter(|(law, review)| *review <= facts.on && law.checked.is_none_or(|read| read < *review));
    due.map(|(law, review)| {
        let reading =
            law.describe_reading().map(|reading| format!(" Texten är {reading}.")).unwrap_or_default();
        let message = format!("`{}` ({}) skulle ändras {review}.{reading}", law.id, law.cite);
        let help =
            "Läs lagtexten som den är nu, skriv dagen i `checked`, och ta bort eller flytta fram `review`.";
        Diagnostic::warning(RULE.code, law.span, message).with_remark("kan ha ändrats").with_help(help)
    })
    .collect()
}
