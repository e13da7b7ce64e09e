//! The question before a finding is kept as it stands.

use crate::deid::Finding;

/// Why it is asked whether a finding is kept, and when it may be.
pub fn explain_keeping(finding: &Finding) -> String {
    format!("Det ser ut som {}. Behåll det bara om det inte pekar ut någon.", finding.class.label(1))
}

/// Why a finding cannot be kept.
pub const NEVER_KEPT: &str = "Ett helt personnummer eller samordningsnummer pekar alltid ut någon. Det kan bara maskeras, eller tas \
                              bort ur texten.";

/// What is asked before the words of a finding are kept in a place, as ”i blanketten”; nowhere where none is named.
pub fn ask_to_keep(words: &str, place: &str) -> String {
    let place = if place.is_empty() { String::new() } else { format!(" {place}") };
    format!("Ska ”{}” stå kvar{place}?", words.replace('\n', " "))
}
