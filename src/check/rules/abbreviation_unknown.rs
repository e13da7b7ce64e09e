//! Every abbreviation in the texts is explained, in routines that have a glossary. One without is not held to this.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "forkortning-okand",
    doc: "Varje förkortning i texterna finns i ordlistan.",
    why: "Den som inte känner en förkortning kan missförstå en plikt. Ordlistan visar vad den betyder vid steget där den står.",
    after: &[],
    find: find_unknown_abbreviations,
};

fn find_unknown_abbreviations(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let glossary = &facts.flow.glossary;
    if glossary.is_empty() {
        return Vec::new();
    }
    let unknown = facts.flow.abbreviations.iter().filter(|word| {
        // A word is itself a text in which some term may stand.
        !glossary.iter().any(|term| term.stands_in(&word.value))
    });
    unknown
        .map(|word| {
            let message = format!("Förkortningen ”{}” finns inte i ordlistan.", word.value);
            Diagnostic::warning(RULE.code, word.span, message)
                .with_help("Förklara den under `glossary`, eller skriv ut den.")
        })
        .collect()
}
