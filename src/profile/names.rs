//! The names of persons in a profile: it tells of functions, so a name is a fault. The scanner for free text finds them.

use super::Profile;
use super::key::{KeyKind, ProfileKey};
use super::read::ParsedProfile;
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;

/// The code of the fault.
pub const PERSON: &str = "person";

/// Whether a text for this key seems to name a person, or to hold an identity number.
pub fn seems_personal(scanner: &Scanner, key: &ProfileKey, text: &str) -> bool {
    match key.kind() {
        KeyKind::Line => has_person(&scanner.scan(text)),
        KeyKind::Mailbox => has_person(&scanner.scan(&spell_out_mailbox(text))),
        KeyKind::Id
        | KeyKind::One(_)
        | KeyKind::Formats
        | KeyKind::Phone
        | KeyKind::Days
        | KeyKind::Folder => false,
    }
}

/// What to do where a name was found under this key.
pub fn name_help(key: &ProfileKey) -> &'static str {
    match key.kind() {
        KeyKind::Mailbox => {
            "Skriv en funktionsbrevlåda i stället, till exempel trygghet@kommunen.example: den läses också när någon \
             är borta eller slutar."
        }
        KeyKind::Line
        | KeyKind::Id
        | KeyKind::One(_)
        | KeyKind::Formats
        | KeyKind::Phone
        | KeyKind::Days
        | KeyKind::Folder => {
            "Skriv funktionen i stället, till exempel Enhetschefen. Är det ingen person? Skriv ut förkortningar."
        }
    }
}

/// The keys whose value seems to point a person out, in the order of the file.
pub fn find_personal_keys(scanner: &Scanner, profile: &Profile) -> Vec<ProfileKey> {
    let personal = profile.rows().filter(|(key, value)| seems_personal(scanner, key, value));
    personal.map(|(key, _)| key.clone()).collect()
}

/// A fault for every value that seems to name a person.
pub fn find_personal_names(scanner: &Scanner, read: &ParsedProfile) -> Vec<Diagnostic> {
    let fault = |key: ProfileKey| {
        let at = read.places.get(&key).copied().unwrap_or_default();
        let message = format!("`{}` ser ut att peka ut en person.", key.name());
        Diagnostic::error(PERSON, at, message).with_help(name_help(&key))
    };
    find_personal_keys(scanner, &read.profile).into_iter().map(fault).collect()
}

fn has_person(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        matches!(
            finding.class,
            Class::Person | Class::Personnummer | Class::Samordningsnummer | Class::Interimsnummer
        )
    })
}

/// What stands before the @, as words with capitals: that is how a name in it is seen.
fn spell_out_mailbox(mailbox: &str) -> String {
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
    use crate::profile::key::ContactPart;

    fn coordinator_key(part: ContactPart) -> ProfileKey {
        ProfileKey::Contact(ContactId::new("samordnare"), part)
    }

    #[test]
    fn functions_pass_and_persons_do_not() {
        let scanner = Scanner::builtin();
        let seems = |part, text| seems_personal(&scanner, &coordinator_key(part), text);
        for text in
            ["Lokal samordnare mot våldsbejakande extremism", "Mottagningsgruppen", "Fältgruppen Bromma"]
        {
            assert!(!seems(ContactPart::Function, text), "{text}");
        }
        for text in ["Anna Svensson", "Samordnare Ali Hassan", "19811218-9876"] {
            assert!(seems(ContactPart::Function, text), "{text}");
        }
        for board in [
            "Bromma stadsdelsnämnd",
            "Hägersten-Älvsjö stadsdelsnämnd",
            "Socialnämnden",
            "Kultur- och fritidsnämnden",
            "Kommunstyrelsen",
        ] {
            assert!(!seems_personal(&scanner, &ProfileKey::Board, board), "{board}");
        }
        assert!(seems(ContactPart::Mailbox, "anna.svensson@stad.example"));
        assert!(!seems(ContactPart::Mailbox, "trygghet@forvaltning.example"));
        assert!(!seems(ContactPart::Mailbox, "samordnare.extremism@stad.example"));
        assert!(!seems(ContactPart::Phone, "08-465 004 00"));
    }
}
