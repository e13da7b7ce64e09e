//! A law was held against its text within the last year.

use chrono::Months;

use crate::check::rule::{Facts, Rule};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-gammal",
    doc: "En lag har kontrollerats mot lagtexten det senaste året.",
    why: "Lagar ändras. Efter ett år utan kontroll kan ingen lita på att texten i rutinen är den som gäller.",
    find,
};

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let checked = facts.flow.laws.iter().filter_map(|law| Some((law, law.checked?)));
    let stale = checked
        .filter(|(_, day)| day.checked_add_months(Months::new(12)).is_some_and(|limit| limit < facts.on));
    stale
        .map(|(law, day)| {
            let message =
                format!("`{}` ({}) kontrollerades senast {day}, för mer än ett år sedan.", law.id, law.cite);
            Diagnostic::warning(RULE.code, law.span, message)
                .help("Läs lagtexten i konsoliderad form, och skriv dagens datum i `checked`.")
        })
        .collect()
}
