//! The names of persons in a profile: it tells of functions, so a name is a fault. The scanner for free text finds them.

use super::Profile;
use super::key::{Key, Takes};
use super::read::Read;
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;

/// The code of the fault.
pub const PERSON: &str = "person";

/// Whether a text for this key seems to name a person, or to hold an identity number.
pub fn seems_personal(scanner: &Scanner, key: &Key, text: &str) -> bool {
    match key.takes() {
        Takes::Line => names_somebody(&scanner.scan(text)),
        Takes::Mailbox => names_somebody(&scanner.scan(&spelled_out(text))),
        Takes::Id(_) | Takes::One(_) | Takes::Formats | Takes::Phone | Takes::Days | Takes::Folder => false,
    }
}

/// What to do where a name was found under this key.
pub fn help(key: &Key) -> &'static str {
    match key.takes() {
        Takes::Mailbox => {
            "Skriv en funktionsbrevlåda i stället, till exempel trygghet@forvaltning.example: den läses också när någon \
             är borta eller slutar."
        }
        Takes::Line
        | Takes::Id(_)
        | Takes::One(_)
        | Takes::Formats
        | Takes::Phone
        | Takes::Days
        | Takes::Folder => {
            "Skriv funktionen i stället, till exempel Lokal samordnare. Är det ingen person? Skriv ut förkortningar."
        }
    }
}

/// The keys whose value seems to point a person out, in the order of the file.
pub fn personal(scanner: &Scanner, profile: &Profile) -> Vec<Key> {
    let personal = profile.rows().filter(|(key, value)| seems_personal(scanner, key, value));
    personal.map(|(key, _)| key.clone()).collect()
}

/// A fault for every value that seems to name a person.
pub fn faults(scanner: &Scanner, read: &Read) -> Vec<Diagnostic> {
    let fault = |key: Key| {
        let at = read.places.get(&key).copied().unwrap_or_default();
        let message = format!("`{}` ser ut att peka ut en person.", key.name());
        Diagnostic::error(PERSON, at, message).help(help(&key))
    };
    personal(scanner, &read.profile).into_iter().map(fault).collect()
}

fn names_somebody(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        matches!(
            finding.class,
            Class::Person | Class::Personnummer | Class::Samordningsnummer | Class::Interimsnummer
        )
    })
}

/// What stands before the @, as words with capitals: that is how a name in it is seen.
fn spelled_out(mailbox: &str) -> String {
    let local = mailbox.split('@').next().unwrap_or_default();
    let words = local.split(['.', '_', '-', '+']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut rest = word.chars();
        rest.next().map(|first| first.to_uppercase().chain(rest).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::id::ContactId;
    use crate::profile::key::Part;

    fn samordnare(part: Part) -> Key {
        Key::Contact(ContactId::new("samordnare"), part)
    }

    #[test]
    fn functions_pass_and_persons_do_not() {
        let scanner = Scanner::builtin();
        let seems = |part, text| seems_personal(&scanner, &samordnare(part), text);
        for text in
            ["Lokal samordnare mot våldsbejakande extremism", "Mottagningsgruppen", "Fältgruppen Bromma"]
        {
            assert!(!seems(Part::Function, text), "{text}");
        }
        for text in ["Anna Svensson", "Samordnare Ali Hassan", "19811218-9876"] {
            assert!(seems(Part::Function, text), "{text}");
        }
        assert!(seems(Part::Mailbox, "anna.svensson@stad.example"));
        assert!(!seems(Part::Mailbox, "trygghet@forvaltning.example"));
        assert!(!seems(Part::Mailbox, "samordnare.extremism@stad.example"));
        assert!(!seems(Part::Phone, "08-465 004 00"));
    }
}
