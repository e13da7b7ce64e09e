//! A map with fixed keys, held against its shape: unknown, foreign, missing and doubled keys.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use super::Lowering;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::shape::{KeyNeed, Shape, ShapeKey};
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::word::{clip_word, explain_hidden, format_suggestion};
use crate::source::Span;

/// So few keys are quicker looked through than hashed.
const FEW: usize = 16;

/// What the whole file is called in messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileNoun {
    /// With its article: `flödet`.
    pub(crate) the: &'static str,
    /// As any of its kind: `Ett flöde`.
    pub(crate) any: &'static str,
}

impl FileNoun {
    /// A flow.
    pub(crate) const FLOW: Self = Self { the: "flödet", any: "Ett flöde" };

    /// What flows share.
    pub(super) const SHARED: Self = Self { the: "den gemensamma filen", any: "En gemensam fil" };
}

/// A value with the key it stands under.
#[derive(Clone, Copy)]
pub(crate) struct Slot<'t> {
    /// The key, for messages.
    pub(crate) key: &'t str,
    /// The value.
    pub(crate) node: &'t YamlNode,
    /// Where the key stands, or what else to point at where something is missing inside.
    pub(crate) owner: Span,
}

/// The entries of a map whose keys were held against a shape.
pub(crate) struct Fields<'t> {
    entries: &'t [YamlEntry],
    /// Where to point where something is missing.
    pub(crate) owner: Span,
}

impl<'t> Slot<'t> {
    /// The value of an entry.
    pub(crate) fn from_entry(entry: &'t YamlEntry) -> Self {
        Self { key: &entry.key, node: &entry.value, owner: entry.key_span }
    }

    /// An item of the list in this slot.
    pub(crate) fn with_item(self, node: &'t YamlNode) -> Self {
        Self { key: self.key, node, owner: node.span }
    }
}

impl<'t> Fields<'t> {
    /// The value under `key`, where it was written.
    pub(crate) fn get_slot(&self, key: &str) -> Option<Slot<'t>> {
        self.entries.iter().find(|entry| entry.key == key).map(Slot::from_entry)
    }

    /// The first entry under `key`.
    pub(crate) fn find_entry(&self, key: &str) -> Option<&'t YamlEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl<'t> Lowering<'t> {
    /// The map in a slot, held against its shape; `None` where it is no map.
    pub(crate) fn read_fields(&mut self, slot: Slot<'t>, shape: &'static Shape) -> Option<Fields<'t>> {
        self.read_fields_among(slot, shape, &[])
    }

    /// As [`fields`](Self::read_fields), where keys of the shape's siblings are told apart from unknown ones.
    pub(crate) fn read_fields_among(
        &mut self,
        slot: Slot<'t>,
        shape: &'static Shape,
        siblings: &[&'static Shape],
    ) -> Option<Fields<'t>> {
        let entries = self.read_entries(slot)?;
        let mut meant = Vec::new();
        for entry in entries.iter().filter(|entry| shape.find_key(&entry.key).is_none()) {
            meant.extend(self.report_strange_key(entry, shape, siblings));
        }
        // A misspelt key is told once, not also as missing.
        for key in shape.all_keys().filter(|key| key.need != KeyNeed::Optional && !meant.contains(&key.name))
        {
            if !entries.iter().any(|entry| entry.key == key.name) {
                self.report_missing_key(slot, key);
            }
        }
        Some(Fields { entries, owner: slot.owner })
    }

    /// The map in a slot whose kind is not known: its keys may be any of the shapes'. With it the keys that were
    /// probably meant by those that none of the shapes has.
    pub(crate) fn read_fields_of_any(
        &mut self,
        slot: Slot<'t>,
        shapes: &[&'static Shape],
    ) -> Option<(Fields<'t>, Vec<&'static str>)> {
        let entries = self.read_entries(slot)?;
        let known = list_key_names(shapes);
        let mut meant = Vec::new();
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            meant.extend(self.report_unknown_key(entry, &known));
        }
        Some((Fields { entries, owner: slot.owner }, meant))
    }

    /// The entries of a map, with doubled keys told; `None` where it is no map.
    pub(crate) fn read_entries(&mut self, slot: Slot<'t>) -> Option<&'t [YamlEntry]> {
        let YamlValue::Map(entries) = &slot.node.value else {
            self.report_wrong_type(slot, "en karta med nycklar");
            return None;
        };
        for (entry, first) in find_duplicate_keys(entries) {
            self.report_duplicate_key(entry, first);
        }
        Some(entries)
    }

    /// The items of a list with at least `least` of them; empty where it is no list.
    pub(crate) fn read_items(&mut self, slot: Slot<'t>, least: usize) -> &'t [YamlNode] {
        let YamlValue::Seq(items) = &slot.node.value else {
            self.report_wrong_type(slot, "en lista");
            return &[];
        };
        if items.len() < least {
            let at = if items.is_empty() { slot.owner } else { slot.node.span };
            let message = match least {
                1 => format!("Listan `{}` är tom.", slot.key),
                _ => format!("Listan `{}` ska ha minst {least} delar.", slot.key),
            };
            self.push_fault(Diagnostic::error(fault::EMPTY_LIST, at, message));
        }
        items
    }

    /// A value of the wrong type.
    pub(crate) fn report_wrong_type(&mut self, slot: Slot<'t>, wanted: &str) {
        let at = if slot.node.value == YamlValue::Null { slot.owner } else { slot.node.span };
        let (key, found) = (clip_word(slot.key), slot.node.kind_noun());
        let message = if slot.key == self.whole.the {
            format!("{} ska vara {wanted}, men här står {found}.", self.whole.any)
        } else {
            format!("`{key}` ska vara {wanted}, men här står {found}.")
        };
        let help = match slot.node.value {
            YamlValue::Null => Some("Är värdet på nästa rad? Dra in det längre än nyckeln.".to_owned()),
            YamlValue::Map(_) if wanted.starts_with("en text") => Some(
                "Har texten { } eller ett kolon följt av blanksteg? Sätt citattecken om hela texten."
                    .to_owned(),
            ),
            YamlValue::Text(_) if wanted.starts_with("en lista") => Some(format!("Skriv `{key}: [...]`.")),
            YamlValue::Text(_) | YamlValue::Seq(_) | YamlValue::Map(_) => None,
        };
        self.push_fault(Diagnostic::error(fault::WRONG_TYPE, at, message).with_optional_help(help));
    }

    /// Two places with the same key or id.
    pub(crate) fn report_duplicate_key(&mut self, entry: &YamlEntry, first: Span) {
        if first.file != entry.key_span.file {
            return self.report_duplicate_include(entry, first);
        }
        let message = format!("`{}` står två gånger här.", clip_word(&entry.key));
        let fault = Diagnostic::error(fault::DUPLICATE_KEY, entry.key_span, message);
        let fault = fault.with_remark("andra gången").with_place(first, "första gången");
        self.push_fault(fault.with_help("Ta bort den ena, eller ge den ett annat namn."));
    }

    /// A key or id that another of the files brings too.
    fn report_duplicate_include(&mut self, entry: &YamlEntry, first: Span) {
        let message = format!("`{}` står både här och i en fil som läses in.", clip_word(&entry.key));
        let fault = Diagnostic::error(fault::DUPLICATE_KEY, first, message);
        self.push_fault(
            fault
                .with_place(entry.key_span, "här också")
                .with_help("Ta bort den ena, eller byt namn på den."),
        );
    }

    /// Tells of a key that the shape does not have, and gives the key that was probably meant.
    fn report_strange_key(
        &mut self,
        entry: &YamlEntry,
        shape: &'static Shape,
        siblings: &[&'static Shape],
    ) -> Option<&'static str> {
        let owners: Vec<_> =
            siblings.iter().filter(|sibling| sibling.find_key(&entry.key).is_some()).collect();
        if owners.is_empty() {
            return self.report_unknown_key(entry, &list_key_names(&[shape]));
        }
        let owners: Vec<_> = owners.iter().map(|sibling| format!("`{}`", sibling.name)).collect();
        let message =
            format!("`{}` hör till {}, men det här är `{}`.", entry.key, owners.join(" och "), shape.name);
        let fault = Diagnostic::error(fault::FOREIGN_KEY, entry.key_span, message);
        self.push_fault(fault.with_help(format!("Ta bort `{}`, eller byt slag.", entry.key)));
        None
    }

    fn report_unknown_key(&mut self, entry: &YamlEntry, known: &[&'static str]) -> Option<&'static str> {
        let message = format!("Nyckeln `{}` finns inte här.", clip_word(&entry.key));
        let meant = self.find_nearest(&entry.key, known);
        let help = explain_hidden(&entry.key).or_else(|| format_suggestion(meant, known));
        self.push_fault(
            Diagnostic::error(fault::UNKNOWN_KEY, entry.key_span, message).with_optional_help(help),
        );
        meant
    }

    fn report_missing_key(&mut self, slot: Slot<'t>, key: &ShapeKey) {
        let message = if slot.key == self.whole.the {
            format!("`{}` saknas i {}.", key.name, self.whole.the)
        } else {
            format!("`{}` saknas i `{}`.", key.name, clip_word(slot.key))
        };
        let fault = Diagnostic::error(fault::MISSING_KEY, slot.owner, message);
        self.push_fault(fault.with_help(format!("Lägg till `{}`: {}", key.name, lower_first(key.doc))));
    }
}

/// The entries whose key stands earlier in the map too, with where it first does.
fn find_duplicate_keys(entries: &[YamlEntry]) -> Vec<(&YamlEntry, Span)> {
    if entries.len() <= FEW {
        let first = |entry: &YamlEntry| entries.iter().find(|other| other.key == entry.key);
        let again = |entry| first(entry).filter(|first| !std::ptr::eq(*first, entry));
        return entries.iter().filter_map(|entry| Some((entry, again(entry)?.key_span))).collect();
    }
    let mut first: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
    let again = entries.iter().filter_map(|entry| match first.entry(&entry.key) {
        Place::Occupied(first) => Some((entry, *first.get())),
        Place::Vacant(place) => {
            place.insert(entry.key_span);
            None
        }
    });
    again.collect()
}

fn list_key_names(shapes: &[&'static Shape]) -> Vec<&'static str> {
    let mut names: Vec<_> = shapes.iter().flat_map(|shape| shape.all_keys()).map(|key| key.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn lower_first(doc: &str) -> String {
    let mut rest = doc.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_key_written_again_is_told_with_its_first_place_among_few_keys_and_many() {
        for others in [0, FEW - 3, FEW - 2, 10 * FEW] {
            let keys = (0..others).map(|n| n.to_string());
            let keys = ["a".to_owned()].into_iter().chain(keys).chain(["a".to_owned(), "a".to_owned()]);
            let entries: Vec<YamlEntry> = keys.enumerate().map(|(n, key)| entry(key, n)).collect();
            let told = find_duplicate_keys(&entries).into_iter();
            let told: Vec<_> = told.map(|(entry, first)| (entry.key_span.start, first.start)).collect();
            assert_eq!(told, [(others + 1, 0), (others + 2, 0)], "{others}");
        }
    }

    fn entry(key: String, n: usize) -> YamlEntry {
        let span = Span::new(FileId::MAIN, n, n + 1);
        YamlEntry { key, key_span: span, value: YamlNode { value: YamlValue::Null, span } }
    }
}
