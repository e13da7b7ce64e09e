//! No comment follows an unquoted text on its line: what was meant as text would be lost without a word.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::model::TextRemark;

/// The rule.
pub const RULE: Rule = Rule {
    code: "klippt-text",
    doc: "Ingen text klipps av en kommentar på samma rad.",
    why: "Den som går rutinen ser en halv mening, och ingen får veta att resten föll bort.",
    after: &[],
    find: find_cut_texts,
};

fn find_cut_texts(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let cut = facts.flow.remarks.iter().filter_map(|remark| match remark {
        TextRemark::Cut(comment) => Some(*comment),
        TextRemark::Hidden(_) => None,
    });
    cut.map(|comment| {
        let message = "Texten slutar före ` #`: resten av raden läses som en kommentar och visas inte.";
        Diagnostic::warning(RULE.code, comment, message).with_remark("visas inte").with_help(
            "Hör det till texten? Sätt citattecken om hela texten. Är det en kommentar? Flytta den till en egen rad.",
        )
    })
    .collect()
}
