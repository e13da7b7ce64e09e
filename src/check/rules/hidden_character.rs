//! No text has a character that is not seen, such as the soft hyphen of a word processor.

use crate::characters;
use crate::check::rule::{Facts, Rule};
use crate::diagnostic::Diagnostic;
use crate::flow::model::Remark;

/// The rule.
pub const RULE: Rule = Rule {
    code: "osynligt-tecken",
    doc: "Ingen text har tecken som inte syns.",
    why: "Ett tecken som inte syns kan få ett ord att se rätt ut fast det är ett annat, och en sökning att inte hitta det.",
    after: &[],
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let hidden = facts.flow.remarks.iter().filter_map(|remark| match remark {
        Remark::Hidden(character) => Some(character),
        Remark::Cut(_) => None,
    });
    hidden
        .map(|character| {
            let message =
                format!("Här står ett tecken som inte syns: {}.", characters::named(character.value));
            Diagnostic::warning(RULE.code, character.span, message).help(
                "Ta bort tecknet. Det kommer ofta med när text kopieras från en ordbehandlare eller PDF.",
            )
        })
        .collect()
}
