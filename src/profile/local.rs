//! What a profile fills into a routine: how functions are reached, and what the form begins with.

use super::Profile;
use super::key::{Key, Part};
use crate::flow::id::{ContactId, FieldId};
use crate::flow::local::Local;

/// The fields of a form that the profile fills in, by their ids.
pub(super) const FIELDS: [(&str, Key); 3] =
    [("forvaltning", Key::Administration), ("verksamhet", Key::Activity), ("roll", Key::Role)];

/// The function that the intranet is searched for.
const SAMORDNARE: &str = "samordnare";

impl Profile {
    /// What is filled into a routine.
    pub fn local(&self) -> Local {
        let mut local = Local { delegation: self.get(&Key::Delegation).map(sentence), ..Local::default() };
        for (key, _) in self.rows() {
            if let Key::Contact(id, _) = key {
                local.contacts.insert(id.clone(), self.reach(id));
            }
        }
        if let Some(word) = self.get(&Key::Intranet) {
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
    fn reach(&self, id: &ContactId) -> String {
        let part = |part| self.get(&Key::Contact(id.clone(), part));
        let words = [
            part(Part::Function).map(sentence),
            part(Part::Phone).map(|number| format!("Ring {number}.")),
            part(Part::Mailbox).map(|mailbox| format!("Brevlåda: {mailbox}.")),
            part(Part::Note).map(sentence),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn sentence(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', '…']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samordnare(part: Part) -> Key {
        Key::Contact(ContactId::new(SAMORDNARE), part)
    }

    #[test]
    fn a_function_is_reached_in_whole_sentences() {
        let mut profile = Profile::default();
        profile.set(samordnare(Part::Function), "Lokal samordnare").unwrap();
        profile.set(samordnare(Part::Phone), "08-465 004 00").unwrap();
        profile.set(Key::Intranet, "vbe").unwrap();
        let local = profile.local();
        assert_eq!(
            local.contacts[&ContactId::new(SAMORDNARE)],
            "Lokal samordnare. Ring 08-465 004 00. Sök på ”vbe” på intranätet."
        );
    }

    #[test]
    fn the_form_begins_with_what_the_profile_says() {
        let mut profile = Profile::default();
        profile.set(Key::Administration, "bromma").unwrap();
        assert_eq!(profile.local().options[&FieldId::new("forvaltning")], "bromma");
    }
}
