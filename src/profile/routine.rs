//! A profile held against the routines it is filled into: words that none of them knows are warned of.

use super::key::ProfileKey;
use super::local::FIELDS;
use super::read::ParsedProfile;
use crate::diagnostic::Diagnostic;
use crate::flow::local::has_number;
use crate::flow::model::Flow;
use crate::flow::word::{find_nearest_word, format_suggestion};
use crate::source::Span;

/// The code of a contact that no routine has.
pub const UNKNOWN_CONTACT: &str = "okand-kontakt";

/// The code of a contact whose number the routine gives itself.
pub const FIXED_CONTACT: &str = "kontakt-fast";

/// The code of an option that no routine's form has.
pub const UNKNOWN_OPTION: &str = "okant-alternativ";

/// What in the profile reaches no routine. Only warnings: a routine may be on its way.
pub fn find_unused_values(read: &ParsedProfile, flows: &[&Flow]) -> Vec<Diagnostic> {
    let contacts = read.places.iter().filter_map(|(key, at)| check_contact(key, *at, flows));
    let options = FIELDS.iter().filter_map(|(field, key)| {
        let (option, at) = (read.profile.get(key)?, read.places.get(key)?);
        unknown_option(field, &key.label(), option, *at, flows)
    });
    contacts.chain(options).collect()
}

fn check_contact(key: &ProfileKey, at: Span, flows: &[&Flow]) -> Option<Diagnostic> {
    let ProfileKey::Contact(id, _) = key else { return None };
    let all = || flows.iter().flat_map(|flow| &flow.contacts);
    let mut same = all().filter(|contact| contact.id == *id).peekable();
    if same.peek().is_none() {
        let known: Vec<&str> = all().map(|contact| contact.id.as_str()).collect();
        let message = format!("Ingen rutin har kontakten `{id}`.");
        return Some(
            Diagnostic::warning(UNKNOWN_CONTACT, at, message)
                .with_optional_help(suggest_word(id.as_str(), &known)),
        );
    }
    same.all(|contact| has_number(&contact.reach)).then(|| {
        let message = format!("Rutinen ger själv numret till `{id}`, och det ändras aldrig av en profil.");
        Diagnostic::warning(FIXED_CONTACT, at, message).with_help("Ta bort raden.")
    })
}

fn unknown_option(field: &str, label: &str, option: &str, at: Span, flows: &[&Flow]) -> Option<Diagnostic> {
    let fields = flows.iter().filter_map(|flow| flow.form.find_field(field).map(|at| flow.form.field(at)));
    let known: Vec<&str> =
        fields.flat_map(|field| field.kind.options()).map(|option| option.id.as_str()).collect();
    if known.contains(&option) {
        return None;
    }
    let message = format!("{label} `{option}` finns inte i någon rutins blankett.");
    Some(Diagnostic::warning(UNKNOWN_OPTION, at, message).with_optional_help(suggest_word(option, &known)))
}

fn suggest_word(word: &str, known: &[&str]) -> Option<String> {
    format_suggestion(find_nearest_word(word, known, &mut known.len()), known)
}

#[cfg(feature = "cli")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::faults::{Colour, faults_to_text};
    use crate::profile::read::parse_profile;
    use crate::profile::write::EXAMPLE;
    use crate::routines;
    use crate::source::{FileId, SourceFile};

    fn render_warnings(profile: &str) -> String {
        let routine = routines::read_routine("stockholm-vbe").unwrap().flow.unwrap();
        let file = SourceFile::new("profil.yaml", profile);
        faults_to_text(
            &file,
            &find_unused_values(&parse_profile(&file, FileId::default()).unwrap(), &[&routine]),
            Colour::Never,
        )
    }

    #[test]
    fn words_that_no_routine_knows_are_warned_of() {
        insta::assert_snapshot!(render_warnings(
            "activity: fält\ncontacts: {samordare: {phone: 08-465 004 00}, polis-112: {phone: 08-465 004 00}}\n"
        ));
    }

    #[test]
    fn the_example_reaches_the_routine_of_stockholm() {
        assert_eq!(render_warnings(EXAMPLE), "Inga fel i profil.yaml.\n");
    }
}
