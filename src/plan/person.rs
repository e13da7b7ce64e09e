//! Whether the words for who answers for an activity name a person, and not a function.

use crate::deid::{Class, Finding, Scanner};

/// What is read before the words: after it a name is a name, also one that is a word besides (Björn, Per, Stig).
const BEFORE: &str = "Samordnaren, ";

/// How words for functions and groups end. No name ends so.
const FUNCTIONS: [&str; 22] = [
    "chef",
    "chefen",
    "chefer",
    "cheferna",
    "strateg",
    "strateger",
    "samordnare",
    "samordnaren",
    "koordinator",
    "sekreterare",
    "handläggare",
    "ledare",
    "ledaren",
    "direktör",
    "rektor",
    "kurator",
    "polis",
    "polisen",
    "grupp",
    "gruppen",
    "team",
    "teamet",
];

/// What points a person out in the words for a function. A role at a named workplace is a function, and a school is a place.
pub(super) fn find_persons(scanner: &Scanner, words: &str) -> Vec<Finding> {
    let mut found = scanner.scan(words);
    found.retain(|finding| {
        let is_place = matches!(finding.class, Class::Role | Class::School | Class::SchoolClass);
        !is_place && !is_function(words, finding)
    });
    if found.is_empty() { find_names_in_place(scanner, words) } else { found }
}

/// The names that are seen as names only where one is expected.
fn find_names_in_place(scanner: &Scanner, words: &str) -> Vec<Finding> {
    let read = format!("{BEFORE}{words}");
    let mut found = scanner.scan(&read);
    found.retain(|finding| {
        finding.class == Class::Person && finding.range.start >= BEFORE.len() && !is_function(&read, finding)
    });
    found
}

/// Whether a finding begins with a word for a function, and so is none.
fn is_function(text: &str, finding: &Finding) -> bool {
    let found = text.get(finding.range.clone()).unwrap_or_default().to_lowercase();
    let first =
        found.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    finding.class == Class::Person && FUNCTIONS.iter().any(|end| first.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_person(words: &str) -> bool {
        !find_persons(&Scanner::builtin(), words).is_empty()
    }

    #[test]
    fn a_person_is_told_however_the_name_is_written() {
        for words in [
            "Anna Svensson",
            "anna svensson",
            "ANNA SVENSSON",
            "Svensson, Anna",
            "A. Svensson",
            "Anna S",
            "Axel B.",
            "Björn",
            "Per",
            "Stig",
            "My",
            "Björn (samordnare)",
            "Samordnare Karin",
            "samordnaren, Eva",
            "Enhetschef: Fatima Haddad",
            "Biträdande enhetschef Olsson",
            "Hr Andersson",
            "Anna på förvaltningen",
            "Per och Björn",
            "Wu Li",
            "annsve01",
            "anna.svensson@kommunen.se",
            "070-174 06 05",
        ] {
            assert!(is_person(words), "{words}");
        }
    }

    #[test]
    fn a_function_is_let_through_whatever_it_is_called() {
        for words in [
            "Förvaltningens samordnare mot våldsbejakande extremism",
            "Avdelningschef för socialtjänst och avdelningschef för samhällsutveckling",
            "Enhetschef och biträdande enhetschef för mottagning",
            "Föreningsbidragshandläggare, förvaltningsledning",
            "Förvaltningens samordnare i samråd med avdelningschef och/eller enhetschef",
            "Chefen för Bromma ungdomsmottagning",
            "Rektor vid Fruängens skola",
            "Preventionssamordnare",
            "Samhällsvägledare",
            "Fältassistenter",
            "Skolan",
            "Strateg",
            "HR-chef",
            "SSPF-koordinator",
            "Nämndsekreterare",
            "Kommunpolis",
            "Fältgruppen Vår",
            "Polisen i Skärholmen",
            "Lidingö stads trygghetssamordnare",
            "Sociala insatsgrupper (SIG)",
            "Kultur- och fritidsnämnden",
        ] {
            assert!(!is_person(words), "{words}");
        }
    }
}
