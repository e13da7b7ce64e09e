//! No comment follows an unquoted text on its line: what was meant as text would be lost without a word.

use crate::check::rule::{Facts, Rule};
use crate::diagnostic::Diagnostic;
use crate::flow::model::Remark;

/// The rule.
pub const RULE: Rule = Rule {
    code: "klippt-text",
    doc: "Ingen text klipps av en kommentar på samma rad.",
    why: "Den som går rutinen ser en halv mening, och ingen får veta att resten föll bort.",
    after: &[],
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let cut = facts.flow.remarks.iter().filter_map(|remark| match remark {
        Remark::Cut(comment) => Some(*comment),
        Remark::Hidden(_) => None,
    });
    cut.map(|comment| {
        let message = "Texten slutar före ` #`: resten av raden läses som en kommentar och visas inte.";
        Diagnostic::warning(RULE.code, comment, message).remark("visas inte").help(
            "Hör det till texten? Sätt citattecken om hela texten. Är det en kommentar? Flytta den till en egen rad.",
        )
    })
    .collect()
}
