//! What a profile fills into a routine: how functions are reached, and what the form begins with.

use super::Profile;
use super::key::{ContactPart, ProfileKey};
use crate::flow::id::ContactId;
use crate::flow::local::Localization;

impl Profile {
    /// What is filled into a routine.
    pub fn local_values(&self) -> Localization {
        let mut local = Localization {
            delegation: self.get(&ProfileKey::Delegation).map(end_sentence),
            search: self.get(&ProfileKey::Intranet).map(str::to_owned),
            ..Localization::default()
        };
        for (key, _) in self.rows() {
            if let ProfileKey::Contact(id, _) = key {
                local.contacts.insert(id.clone(), self.describe_contact(id));
            }
        }
        for key in [ProfileKey::Administration, ProfileKey::Activity, ProfileKey::Role] {
            if let (Some(fact), Some(option)) = (key.fact(), self.get(&key)) {
                local.facts.insert(fact, option.to_owned());
            }
        }
        local
    }

    /// How a function is reached, in words: `Jourgruppen. Ring 08-465 004 01. Vardagar 8–16.`
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
    use crate::flow::model::WorkplaceFact;
    use crate::library;

    fn profile(rows: &[(ProfileKey, &str)]) -> Profile {
        let mut profile = Profile::default();
        for (key, value) in rows {
            profile.set(key.clone(), value).unwrap();
        }
        profile
    }

    #[test]
    fn a_function_is_reached_in_whole_sentences() {
        let key = |part| ProfileKey::Contact(ContactId::new("samordnare"), part);
        let local = profile(&[
            (key(ContactPart::Function), "Lokal samordnare"),
            (key(ContactPart::Phone), "08-465 004 00"),
            (ProfileKey::Intranet, "vbe"),
        ])
        .local_values();
        let flow = library::read_flow("stockholm-vbe").unwrap().unwrap().localize(&local);
        let reach =
            |id: &str| flow.contacts.iter().find(|contact| contact.id.as_str() == id).unwrap().reach.clone();
        assert_eq!(reach("samordnare"), "Lokal samordnare. Ring 08-465 004 00. Sök på ”vbe” på intranätet.");
        assert_eq!(reach("polis-112"), "Ring 112.");
    }

    #[test]
    fn the_form_begins_with_what_the_profile_says() {
        let local = profile(&[(ProfileKey::Administration, "bromma")]).local_values();
        assert_eq!(local.facts[&WorkplaceFact::Administration], "bromma");
    }
}
