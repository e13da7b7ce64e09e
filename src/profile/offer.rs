//! What a profile is offered to be filled in with: the kommuner and routines there are, and what the form and the contacts of
//! the workplace's routine ask for. Other words can be written where nothing is offered.

use std::collections::BTreeMap;

use super::choice::ProfileChoice;
use super::key::{ContactPart, KeyKind, ProfileKey};
use super::{LayeredProfile, Profile};
use crate::flow::id::ContactId;
use crate::flow::model::{Contact, FillIn, Flow, WorkplaceFact};

/// What there is to choose between, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProfileOffer {
    /// The kommuner that there are routines for.
    pub municipalities: Vec<ProfileChoice>,
    /// The routines.
    pub routines: Vec<ProfileChoice>,
    /// The options of the form's fields that the profile fills in.
    facts: BTreeMap<WorkplaceFact, Vec<ProfileChoice>>,
    /// The contacts that the routine has, those asked for first before the others.
    contacts: Vec<OfferedContact>,
}

/// A contact of the routine.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OfferedContact {
    id: ContactId,
    label: String,
    fill_in: Option<FillIn>,
}

impl ProfileOffer {
    /// What a routine offers. Where it marks no contact to be filled in, all are offered that it gives no number to.
    pub fn from_flow(flow: &Flow) -> Self {
        let mut facts = BTreeMap::new();
        for field in &flow.form.fields {
            if let Some(fact) = field.profile {
                let options = field.kind.options().iter();
                let choices = options.map(|option| ProfileChoice::new(option.id.as_str(), &option.text));
                facts.insert(fact, choices.collect());
            }
        }
        Self { facts, contacts: list_contacts(&flow.contacts), ..Self::default() }
    }

    /// What can be chosen under a key; none where text is typed.
    pub fn choices(&self, key: &ProfileKey) -> &[ProfileChoice] {
        match key.kind() {
            KeyKind::One(choices) => choices,
            KeyKind::Id if *key == ProfileKey::Municipality => &self.municipalities,
            KeyKind::Id if *key == ProfileKey::Routine => &self.routines,
            KeyKind::Id => self.find_fact(key).unwrap_or_default(),
            KeyKind::Line
            | KeyKind::Formats
            | KeyKind::Phone
            | KeyKind::Mailbox
            | KeyKind::Days
            | KeyKind::Folder => &[],
        }
    }

    /// What a key is called.
    pub fn label(&self, key: &ProfileKey) -> String {
        let ProfileKey::Contact(contact, part) = key else { return key.label() };
        let known = self.contacts.iter().find(|known| known.id == *contact);
        known.map_or_else(|| key.label(), |known| format!("{}: {}", known.label, part.label()))
    }

    /// A value as a reader sees it.
    pub fn display_value(&self, key: &ProfileKey, value: &str) -> String {
        let known = self.choices(key).iter().find(|choice| choice.id == value);
        known.map_or_else(|| value.to_owned(), |choice| choice.label.to_string())
    }

    /// The keys to show: those asked for here, and whatever else is filled in.
    pub fn keys(&self, layered: &LayeredProfile) -> Vec<ProfileKey> {
        let filled = layered.merge();
        let offered = self.contacts.iter().filter(|contact| contact.fill_in.is_some());
        let mut contacts: Vec<ContactId> = offered.map(|contact| contact.id.clone()).collect();
        for (key, _) in filled.rows() {
            if let ProfileKey::Contact(contact, _) = key
                && !contacts.contains(contact)
            {
                contacts.push(contact.clone());
            }
        }
        let mut keys = ProfileKey::list_keys(&contacts);
        keys.retain(|key| self.is_asked(key) || filled.get(key).is_some());
        keys
    }

    /// What whoever opens the program for the first time is asked, one by one: what a form begins with, and how whom the forms
    /// go to is reached.
    pub fn first_questions(&self) -> Vec<ProfileKey> {
        let facts = [ProfileKey::Administration, ProfileKey::Activity, ProfileKey::Role];
        let facts = facts.into_iter().filter(|key| self.is_asked(key));
        let reach = [ContactPart::Function, ContactPart::Phone, ContactPart::Mailbox];
        facts.chain(self.parts_of(FillIn::First, &reach)).collect()
    }

    /// How the contacts that are asked for so are reached.
    pub fn parts_of(&self, fill_in: FillIn, parts: &[ContactPart]) -> Vec<ProfileKey> {
        let asked = self.contacts.iter().filter(|contact| contact.fill_in == Some(fill_in));
        let keys = |contact: &OfferedContact| {
            parts.iter().map(|part| ProfileKey::Contact(contact.id.clone(), *part)).collect::<Vec<_>>()
        };
        asked.flat_map(keys).collect()
    }

    /// Whose a report is that is made here, the largest first: kommun, nämnd and förvaltning, as they are called.
    pub fn office(&self, profile: &Profile) -> Vec<String> {
        let keys = [ProfileKey::Municipality, ProfileKey::Board, ProfileKey::Administration];
        keys.iter().filter_map(|key| profile.get(key).map(|value| self.display_value(key, value))).collect()
    }

    /// Whether a key has a place here: a form that does not ask for the role needs none.
    pub fn is_asked(&self, key: &ProfileKey) -> bool {
        key.fact().is_none_or(|fact| self.facts.contains_key(&fact))
    }

    fn find_fact(&self, key: &ProfileKey) -> Option<&[ProfileChoice]> {
        self.facts.get(&key.fact()?).map(Vec::as_slice)
    }
}

/// The contacts, those that are asked for first before the others.
fn list_contacts(contacts: &[Contact]) -> Vec<OfferedContact> {
    let marked = contacts.iter().any(|contact| contact.fill_in.is_some());
    let offered = |contact: &Contact| OfferedContact {
        id: contact.id.clone(),
        label: contact.short_label().to_owned(),
        fill_in: match contact.fill_in {
            None if !marked && !crate::flow::local::has_number(&contact.reach) => Some(FillIn::Offered),
            fill_in => fill_in,
        },
    };
    let mut all: Vec<OfferedContact> = contacts.iter().map(offered).collect();
    all.sort_by_key(|contact| contact.fill_in != Some(FillIn::First));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn what_is_offered_is_what_the_routine_asks_for() {
        let offer = ProfileOffer::from_flow(&library::read_flow("stockholm-vbe").unwrap().unwrap());
        assert_eq!(offer.display_value(&ProfileKey::Administration, "bromma"), "Bromma stadsdelsförvaltning");
        let first: Vec<String> = offer.first_questions().iter().map(|key| offer.label(key)).collect();
        insta::assert_debug_snapshot!(first);
        let keys = offer.keys(&LayeredProfile::default());
        assert!(keys.contains(&ProfileKey::Contact(ContactId::new("socialjour"), ContactPart::Phone)));
        assert!(!keys.contains(&ProfileKey::Contact(ContactId::new("polis-112"), ContactPart::Phone)));
    }

    #[test]
    fn a_form_that_asks_for_no_administration_has_no_row_for_it_unless_it_is_filled_in() {
        let offer = ProfileOffer::from_flow(&library::read_flow("nationell-vbe").unwrap().unwrap());
        let mut layered = LayeredProfile::default();
        assert!(!offer.keys(&layered).contains(&ProfileKey::Administration));
        layered.own.set(ProfileKey::Administration, "social").unwrap();
        assert!(offer.keys(&layered).contains(&ProfileKey::Administration));
    }
}
