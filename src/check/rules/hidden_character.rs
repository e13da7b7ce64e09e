//! No text has a character that is not seen, such as the soft hyphen of a word processor.

use crate::characters;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::model::TextRemark;

/// The rule.
pub const RULE: Rule = Rule {
    code: "osynligt-tecken",
    doc: "Ingen text har tecken som inte syns.",
    why: "Ett tecken som inte syns kan få ett ord att se rätt ut fast det är ett annat, och en sökning att inte hitta det.",
    after: &[],
    find: find_hidden_characters,
};

fn find_hidden_characters(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let hidden = facts.flow.remarks.iter().filter_map(|remark| match remark {
        TextRemark::Hidden(character) => Some(character),
        TextRemark::Cut(_) => None,
    });
    hidden
        .map(|character| {
            let message = format!(
                "Här står ett tecken som inte syns: {}.",
                characters::describe_character(character.value)
            );
            Diagnostic::warning(RULE.code, character.span, message).with_help(
                "Ta bort tecknet. Det kommer ofta med när text kopieras från en ordbehandlare eller PDF.",
            )
        })
        .collect()
}
