//! A profile file read: every fault at once, each with its place and what to do.

use std::collections::BTreeMap;

use super::Profile;
use super::key::{Key, Part, Refusal};
use super::places::{ADMINISTRATIONS, STOCKHOLM};
use super::shape::{CONTACT, LOOKS, PROFILE};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::ContactId;
use crate::flow::lower::Lowering;
use crate::flow::lower::fields::{Fields, Slot, Whole};
use crate::flow::shape::Kind;
use crate::flow::yaml;
use crate::source::{FileId, SourceFile, Span};

/// What a profile file is called in messages.
const WHOLE: Whole = Whole { the: "profilen", any: "En profil" };

/// A profile with where its values stand in the file.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The profile.
    pub profile: Profile,
    /// Where each value stands.
    pub places: BTreeMap<Key, Span>,
}

/// Reads a profile file. One that says nothing is a profile with nothing in it.
///
/// # Errors
/// Every fault, in the order of the file.
pub fn read(file: &SourceFile, id: FileId) -> Result<Read, Vec<Diagnostic>> {
    let tree = match yaml::parse(file, id) {
        Ok(tree) => tree,
        Err(faults) if faults.iter().all(|fault| fault.code == fault::YAML_EMPTY) => {
            return Ok(Read::default());
        }
        Err(faults) => return Err(faults),
    };
    let mut reading = Reading { lowering: Lowering::of(&tree, WHOLE), read: Read::default() };
    let root = reading.lowering.root(&tree);
    if let Some(fields) = reading.lowering.fields(root, &PROFILE) {
        reading.file(&fields);
    }
    reading.lowering.done(Some(reading.read))
}

/// Reading under way.
struct Reading<'t> {
    lowering: Lowering<'t>,
    read: Read,
}

impl<'t> Reading<'t> {
    fn file(&mut self, fields: &Fields<'t>) {
        if let Some(slot) = fields.get("format") {
            self.lowering.format(slot);
        }
        for key in Key::asked(&[]) {
            if let Some(slot) = fields.get(key.id()) {
                self.value(key, slot);
            }
        }
        for entry in self.lowering.register(fields.get("contacts")) {
            if let Some(parts) = self.lowering.fields(Slot::of(entry), &CONTACT) {
                for part in Part::ALL {
                    if let Some(slot) = parts.get(part.id()) {
                        self.value(Key::Contact(ContactId::new(&entry.key), part), slot);
                    }
                }
            }
        }
        self.administration(fields);
    }

    fn value(&mut self, key: Key, slot: Slot<'t>) {
        let text = match key {
            Key::Theme => self.lowering.one_of(slot, LOOKS).map(str::to_owned),
            Key::Plain => Some(self.lowering.truth(slot).to_string()),
            Key::Retention => self.lowering.word(slot, &Kind::Count(1)).map(str::to_owned),
            Key::Formats => Some(self.formats(slot)),
            Key::Municipality | Key::Administration | Key::Activity | Key::Role => {
                self.lowering.word(slot, &Kind::Id).map(str::to_owned)
            }
            Key::Unit | Key::Contact(..) | Key::Delegation | Key::Intranet | Key::Folder => {
                Some(self.lowering.line(slot))
            }
        };
        let Some(text) = text else { return };
        match self.read.profile.set(key.clone(), &text) {
            Ok(()) => {
                self.read.places.insert(key, slot.node.span);
            }
            Err(Refusal(why)) => self.refused(&key, slot, &why),
        }
    }

    /// Tells why a value cannot stand there, unless that has been told.
    fn refused(&mut self, key: &Key, slot: Slot<'t>, why: &str) {
        let at = slot.node.span;
        if !self.lowering.has_told(at) {
            let message = format!("Värdet under `{}` går inte att använda.", key.name());
            self.lowering.fault(Diagnostic::error(fault::WRONG_VALUE, at, message).help(why));
        }
    }

    fn formats(&mut self, slot: Slot<'t>) -> String {
        let words = super::shape::FORMATS;
        let items = self.lowering.items(slot, 1);
        let found: Vec<&str> =
            items.iter().filter_map(|item| self.lowering.one_of(slot.item(item), words)).collect();
        found.join(",")
    }

    /// Stockholm's administrations are known: another word is a slip.
    fn administration(&mut self, fields: &Fields<'t>) {
        let profile = &self.read.profile;
        let Some(named) = profile.get(&Key::Administration) else { return };
        let elsewhere = profile.get(&Key::Municipality).is_some_and(|kommun| kommun != STOCKHOLM);
        if elsewhere || ADMINISTRATIONS.iter().any(|known| known.id == named) {
            return;
        }
        let Some(slot) = fields.get(Key::Administration.id()) else { return };
        let known: Vec<&str> = ADMINISTRATIONS.iter().map(|known| known.id).collect();
        let message = format!("Stockholms stad har ingen förvaltning `{named}`.");
        let help = self.lowering.suggest(named, &known);
        let help = help.unwrap_or_else(|| {
            format!("Förvaltningarna är: {}. En annan kommun anges med `municipality`.", known.join(", "))
        });
        self.lowering.fault(Diagnostic::error(fault::WRONG_VALUE, slot.node.span, message).help(help));
    }
}

#[cfg(feature = "cli")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::faults::{Colour, text};

    fn shown(source: &str) -> String {
        let file = SourceFile::new("profil.yaml", source);
        match read(&file, FileId::default()) {
            Ok(read) => {
                let row = |(key, value): (&Key, &str)| [&key.name(), " = ", value, "\n"].concat();
                read.profile.rows().map(row).collect()
            }
            Err(faults) => text(&file, &faults, Colour::Never),
        }
    }

    #[test]
    fn every_key_is_read() {
        insta::assert_snapshot!(shown(include_str!("../../assets/profil-exempel.yaml")));
    }

    #[test]
    fn a_file_that_says_nothing_is_a_profile_with_nothing_in_it() {
        assert_eq!(shown("# inget\n"), "");
        assert_eq!(shown("format: 1\n"), "");
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_place() {
        let source = "adminstration: bromma\nrole: 7 x\ntheme: lila\nretention_days: 99999999999\nsave_formats: [pdf]\n\
                      contacts:\n  samordnare: {telefon: 1, phone: ring Anna}\nunit: \"a\\u0007b\"\n";
        insta::assert_snapshot!(shown(source));
    }

    #[test]
    fn an_unknown_administration_of_stockholm_is_a_slip() {
        insta::assert_snapshot!(shown("administration: broma\n"));
        assert_eq!(
            shown("municipality: lidingo\nadministration: omsorg\n"),
            "municipality = lidingo\nadministration = omsorg\n"
        );
    }
}
