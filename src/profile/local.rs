//! What a profile fills into a routine: how functions are reached, and what the form begins with.

use super::Profile;
use super::key::{ContactPart, ProfileKey};
use crate::flow::id::{ContactId, FieldId};
use crate::flow::local::Localization;

/// The fields of a form that the profile fills in, by their ids.
pub(super) const FIELDS: [(&str, ProfileKey); 3] = [
    ("forvaltning", ProfileKey::Administration),
    ("verksamhet", ProfileKey::Activity),
    ("roll", ProfileKey::Role),
];

/// The function that the intranet is searched for.
const SAMORDNARE: &str = "samordnare";

impl Profile {
    /// What is filled into a routine.
    pub fn local_values(&self) -> Localization {
        let mut local = Localization {
            delegation: self.get(&ProfileKey::Delegation).map(end_sentence),
            ..Localization::default()
        };
        for (key, _) in self.rows() {
            if let ProfileKey::Contact(id, _) = key {
                local.contacts.insert(id.clone(), self.describe_contact(id));
            }
        }
        if let Some(word) = self.get(&ProfileKey::Intranet) {
            let search = format!("Sök på ”{word}” på intranätet.");
            let known = local.contacts.entry(ContactId::new(SAMORDNARE)).or_default();
            if !known.is_empty() {
                known.push(' ');
            }
            known.push_str(&search);
        }
        for (field, key) in FIELDS {
            if let Some(option) = self.get(&key) {
                local.options.insert(FieldId::new(field), option.to_owned());
            }
        }
        local
    }

    /// How a function is reached, in words: `Mottagningsgruppen. Ring 08-465 004 01. Vardagar 8–16.`
    fn describe_contact(&self, id: &ContactId) -> String {
        let part = |part| self.get(&ProfileKey::Contact(id.clone(), part));
        let words = [
            part(ContactPart::Function).map(end_sentence),
            part(ContactPart::Phone).map(|number| format!("Ring {number}.")),
            part(ContactPart::Mailbox).map(|mailbox| format!("Brevlåda: {mailbox}.")),
            part(ContactPart::Note).map(end_sentence),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn end_sentence(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', '…']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coordinator_key(part: ContactPart) -> ProfileKey {
        ProfileKey::Contact(ContactId::new(SAMORDNARE), part)
    }

    #[test]
    fn a_function_is_reached_in_whole_sentences() {
        let mut profile = Profile::default();
        profile.set(coordinator_key(ContactPart::Function), "Lokal samordnare").unwrap();
        profile.set(coordinator_key(ContactPart::Phone), "08-465 004 00").unwrap();
        profile.set(ProfileKey::Intranet, "vbe").unwrap();
        let local = profile.local_values();
        assert_eq!(
            local.contacts[&ContactId::new(SAMORDNARE)],
            "Lokal samordnare. Ring 08-465 004 00. Sök på ”vbe” på intranätet."
        );
    }

    #[test]
    fn the_form_begins_with_what_the_profile_says() {
        let mut profile = Profile::default();
        profile.set(ProfileKey::Administration, "bromma").unwrap();
        assert_eq!(profile.local_values().options[&FieldId::new("forvaltning")], "bromma");
    }
}
