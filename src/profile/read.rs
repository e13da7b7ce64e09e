//! A profile file read: every fault at once, each with its place and what to do.

use std::collections::BTreeMap;

use super::Profile;
use super::key::{ContactPart, ProfileKey, ValueRefusal};
use super::shape::{CONTACT, DIALS, LOOKS, PROFILE};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::ContactId;
use crate::flow::lower::Lowering;
use crate::flow::lower::fields::{Fields, FileNoun, Slot};
use crate::flow::shape::ValueKind;
use crate::flow::yaml;
use crate::source::{FileId, SourceFile, Span};

/// What a profile file is called in messages.
const WHOLE: FileNoun = FileNoun { the: "profilen", any: "En profil" };

/// A profile with where its values stand in the file.
#[derive(Debug, Clone, Default)]
pub struct ParsedProfile {
    /// The profile.
    pub profile: Profile,
    /// Where each value stands.
    pub places: BTreeMap<ProfileKey, Span>,
}

/// Reads a profile file. One that says nothing is a profile with nothing in it.
///
/// # Errors
/// Every fault, in the order of the file.
pub fn parse_profile(file: &SourceFile, id: FileId) -> Result<ParsedProfile, Vec<Diagnostic>> {
    let tree = match yaml::parse_yaml(file, id) {
        Ok(tree) => tree,
        Err(faults) if faults.iter().all(|fault| fault.code == fault::YAML_EMPTY) => {
            return Ok(ParsedProfile::default());
        }
        Err(faults) => return Err(faults),
    };
    let mut reading =
        ProfileReader { lowering: Lowering::from_root(&tree, WHOLE), read: ParsedProfile::default() };
    let root = reading.lowering.root_slot(&tree);
    if let Some(fields) = reading.lowering.read_fields(root, &PROFILE) {
        reading.read_file(&fields);
    }
    reading.lowering.finish(Some(reading.read))
}

/// Reading under way.
struct ProfileReader<'t> {
    lowering: Lowering<'t>,
    read: ParsedProfile,
}

impl<'t> ProfileReader<'t> {
    fn read_file(&mut self, fields: &Fields<'t>) {
        if let Some(slot) = fields.get_slot("format") {
            self.lowering.check_format(slot);
        }
        for key in ProfileKey::list_keys(&[]) {
            if let Some(slot) = fields.get_slot(key.id()) {
                self.read_value(key, slot);
            }
        }
        for entry in self.lowering.read_register(fields.get_slot("contacts")) {
            if let Some(parts) = self.lowering.read_fields(Slot::from_entry(entry), &CONTACT) {
                for part in ContactPart::ALL {
                    if let Some(slot) = parts.get_slot(part.id()) {
                        self.read_value(ProfileKey::Contact(ContactId::new(&entry.key), part), slot);
                    }
                }
            }
        }
    }

    fn read_value(&mut self, key: ProfileKey, slot: Slot<'t>) {
        let text = match key {
            ProfileKey::Theme => self.lowering.one_of(slot, LOOKS).map(str::to_owned),
            ProfileKey::Scanner => self.lowering.one_of(slot, DIALS).map(str::to_owned),
            ProfileKey::Plain => Some(self.lowering.read_bool(slot).to_string()),
            ProfileKey::Retention => self.lowering.read_word(slot, &ValueKind::Count(1)).map(str::to_owned),
            ProfileKey::Formats => Some(self.read_formats(slot)),
            ProfileKey::Municipality
            | ProfileKey::Routine
            | ProfileKey::Administration
            | ProfileKey::Activity
            | ProfileKey::Role => self.lowering.read_word(slot, &ValueKind::Id).map(str::to_owned),
            ProfileKey::Board
            | ProfileKey::Unit
            | ProfileKey::Contact(..)
            | ProfileKey::Delegation
            | ProfileKey::Intranet
            | ProfileKey::Folder => Some(self.lowering.read_line(slot)),
        };
        let Some(text) = text else { return };
        match self.read.profile.set(key.clone(), &text) {
            Ok(()) => {
                self.read.places.insert(key, slot.node.span);
            }
            Err(ValueRefusal(why)) => self.report_refusal(&key, slot, &why),
        }
    }

    /// Tells why a value cannot stand there, unless that has been told.
    fn report_refusal(&mut self, key: &ProfileKey, slot: Slot<'t>, why: &str) {
        let at = slot.node.span;
        if !self.lowering.has_told(at) {
            let message = format!("Värdet under `{}` går inte att använda.", key.name());
            self.lowering.push_fault(Diagnostic::error(fault::WRONG_VALUE, at, message).with_help(why));
        }
    }

    fn read_formats(&mut self, slot: Slot<'t>) -> String {
        let words = super::shape::FORMATS;
        let items = self.lowering.read_items(slot, 1);
        let found: Vec<&str> =
            items.iter().filter_map(|item| self.lowering.one_of(slot.with_item(item), words)).collect();
        found.join(",")
    }
}

#[cfg(feature = "cli")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::faults::{Colour, faults_to_text};

    fn render_faults(source: &str) -> String {
        let file = SourceFile::new("profil.yaml", source);
        match parse_profile(&file, FileId::default()) {
            Ok(read) => {
                let row = |(key, value): (&ProfileKey, &str)| [&key.name(), " = ", value, "\n"].concat();
                read.profile.rows().map(row).collect()
            }
            Err(faults) => faults_to_text(&file, &faults, Colour::Never),
        }
    }

    #[test]
    fn every_key_is_read() {
        insta::assert_snapshot!(render_faults(include_str!("../../assets/profil-exempel.yaml")));
    }

    #[test]
    fn a_file_that_says_nothing_is_a_profile_with_nothing_in_it() {
        assert_eq!(render_faults("# inget\n"), "");
        assert_eq!(render_faults("format: 1\n"), "");
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_place() {
        let source = "adminstration: bromma\nrole: 7 x\ntheme: lila\nretention_days: 99999999999\nsave_formats: [pdf]\n\
                      contacts:\n  samordnare: {telefon: 1, phone: ring Anna}\nunit: \"a\\u0007b\"\n";
        insta::assert_snapshot!(render_faults(source));
    }
}
