//! A profile held against the routines it is filled into: words that none of them knows are warned of.

use super::Profile;
use super::key::ProfileKey;
use super::offer::ProfileOffer;
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

/// The code of an option that the form of the workplace's routine does not have.
pub const UNKNOWN_OPTION: &str = "okant-alternativ";

/// What in the profile reaches no routine: contacts that none of `flows` has, which are only warned of, since a routine may be on
/// its way; and options that the form of the workplace's own routine does not have.
pub fn find_unused_values(read: &ParsedProfile, flows: &[&Flow], own: &Flow) -> Vec<Diagnostic> {
    let contacts = read.places.iter().filter_map(|(key, at)| check_contact(key, *at, flows));
    let wrong = find_wrong_options(&read.profile, own).into_iter().filter_map(|option| {
        let at = read.places.get(&option.key)?;
        let fault = Diagnostic::error(UNKNOWN_OPTION, *at, option.message);
        Some(fault.with_optional_help(option.help))
    });
    contacts.chain(wrong).collect()
}

/// A value that the form of the workplace's routine does not know, so that it fills in nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongOption {
    /// The key.
    pub key: ProfileKey,
    /// What is wrong.
    pub message: String,
    /// What may have been meant, or what there is.
    pub help: Option<String>,
}

/// The values that the form of a routine does not know.
pub fn find_wrong_options(profile: &Profile, flow: &Flow) -> Vec<WrongOption> {
    let offer = ProfileOffer::from_flow(flow);
    let keys = [ProfileKey::Administration, ProfileKey::Activity, ProfileKey::Role];
    let wrong = keys.into_iter().filter(|key| offer.is_asked(key)).filter_map(|key| {
        let value = profile.get(&key)?;
        let known: Vec<&str> = offer.choices(&key).iter().map(|choice| choice.id.as_ref()).collect();
        let message = format!("{} `{value}` finns inte i blanketten för {}.", key.label(), flow.publisher);
        let help = suggest_word(value, &known).or_else(|| Some(format!("Där finns: {}.", known.join(", "))));
        (!known.contains(&value)).then_some(WrongOption { key, message, help })
    });
    wrong.collect()
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
            &find_unused_values(&parse_profile(&file, FileId::default()).unwrap(), &[&routine], &routine),
            Colour::Never,
        )
    }

    #[test]
    fn words_that_no_routine_knows_are_warned_of() {
        insta::assert_snapshot!(render_warnings(
            "administration: broma\nactivity: fält\nrole: xyz\ncontacts: {samordare: {phone: 08-465 004 00}, polis-112: {phone: 08-465 004 00}}\n"
        ));
    }

    #[test]
    fn the_example_reaches_the_routine_of_stockholm() {
        assert_eq!(render_warnings(EXAMPLE), "Inga fel i profil.yaml.\n");
    }
}
