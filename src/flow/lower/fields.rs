//! A map with fixed keys, held against its shape: unknown, foreign, missing and doubled keys.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use super::Lowering;
use super::names::suggestion;
use super::scalar::{clipped, unseen};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::shape::{Key, Need, Shape};
use crate::flow::tree::{Entry, Node, Value};
use crate::source::Span;

/// So few keys are quicker looked through than hashed.
const FEW: usize = 16;

/// What the whole file is called in messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole {
    /// With its article: `flödet`.
    pub(crate) the: &'static str,
    /// As any of its kind: `Ett flöde`.
    pub(crate) any: &'static str,
}

impl Whole {
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
    pub(crate) node: &'t Node,
    /// Where the key stands, or what else to point at where something is missing inside.
    pub(crate) owner: Span,
}

/// The entries of a map whose keys were held against a shape.
pub(crate) struct Fields<'t> {
    entries: &'t [Entry],
    /// Where to point where something is missing.
    pub(crate) owner: Span,
}

impl<'t> Slot<'t> {
    /// The value of an entry.
    pub(crate) fn of(entry: &'t Entry) -> Self {
        Self { key: &entry.key, node: &entry.value, owner: entry.key_span }
    }

    /// An item of the list in this slot.
    pub(crate) fn item(self, node: &'t Node) -> Self {
        Self { key: self.key, node, owner: node.span }
    }
}

impl<'t> Fields<'t> {
    /// The value under `key`, where it was written.
    pub(crate) fn get(&self, key: &str) -> Option<Slot<'t>> {
        self.entries.iter().find(|entry| entry.key == key).map(Slot::of)
    }

    /// The first entry under `key`.
    pub(crate) fn entry(&self, key: &str) -> Option<&'t Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl<'t> Lowering<'t> {
    /// The map in a slot, held against its shape; `None` where it is no map.
    pub(crate) fn fields(&mut self, slot: Slot<'t>, shape: &'static Shape) -> Option<Fields<'t>> {
        self.fields_among(slot, shape, &[])
    }

    /// As [`fields`](Self::fields), where keys of the shape's siblings are told apart from unknown ones.
    pub(crate) fn fields_among(
        &mut self,
        slot: Slot<'t>,
        shape: &'static Shape,
        siblings: &[&'static Shape],
    ) -> Option<Fields<'t>> {
        let entries = self.entries(slot)?;
        let mut meant = Vec::new();
        for entry in entries.iter().filter(|entry| shape.find(&entry.key).is_none()) {
            meant.extend(self.strange_key(entry, shape, siblings));
        }
        // A misspelt key is told once, not also as missing.
        for key in shape.all().filter(|key| key.need != Need::Optional && !meant.contains(&key.name)) {
            if !entries.iter().any(|entry| entry.key == key.name) {
                self.missing_key(slot, key);
            }
        }
        Some(Fields { entries, owner: slot.owner })
    }

    /// The map in a slot whose kind is not known: its keys may be any of the shapes'. With it the keys that were
    /// probably meant by those that none of the shapes has.
    pub(crate) fn fields_of_any(
        &mut self,
        slot: Slot<'t>,
        shapes: &[&'static Shape],
    ) -> Option<(Fields<'t>, Vec<&'static str>)> {
        let entries = self.entries(slot)?;
        let known = names(shapes);
        let mut meant = Vec::new();
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            meant.extend(self.unknown_key(entry, &known));
        }
        Some((Fields { entries, owner: slot.owner }, meant))
    }

    /// The entries of a map, with doubled keys told; `None` where it is no map.
    pub(crate) fn entries(&mut self, slot: Slot<'t>) -> Option<&'t [Entry]> {
        let Value::Map(entries) = &slot.node.value else {
            self.wrong_type(slot, "en karta med nycklar");
            return None;
        };
        for (entry, first) in doubled(entries) {
            self.duplicate_key(entry, first);
        }
        Some(entries)
    }

    /// The items of a list with at least `least` of them; empty where it is no list.
    pub(crate) fn items(&mut self, slot: Slot<'t>, least: usize) -> &'t [Node] {
        let Value::Seq(items) = &slot.node.value else {
            self.wrong_type(slot, "en lista");
            return &[];
        };
        if items.len() < least {
            let at = if items.is_empty() { slot.owner } else { slot.node.span };
            let message = match least {
                1 => format!("Listan `{}` är tom.", slot.key),
                _ => format!("Listan `{}` ska ha minst {least} delar.", slot.key),
            };
            self.fault(Diagnostic::error(fault::EMPTY_LIST, at, message));
        }
        items
    }

    /// A value of the wrong type.
    pub(crate) fn wrong_type(&mut self, slot: Slot<'t>, wanted: &str) {
        let at = if slot.node.value == Value::Null { slot.owner } else { slot.node.span };
        let (key, found) = (clipped(slot.key), slot.node.noun());
        let message = if slot.key == self.whole.the {
            format!("{} ska vara {wanted}, men här står {found}.", self.whole.any)
        } else {
            format!("`{key}` ska vara {wanted}, men här står {found}.")
        };
        let help = match slot.node.value {
            Value::Null => Some("Är värdet på nästa rad? Dra in det längre än nyckeln.".to_owned()),
            Value::Map(_) if wanted.starts_with("en text") => Some(
                "Har texten { } eller ett kolon följt av blanksteg? Sätt citattecken om hela texten."
                    .to_owned(),
            ),
            Value::Text(_) if wanted.starts_with("en lista") => Some(format!("Skriv `{key}: [...]`.")),
            Value::Text(_) | Value::Seq(_) | Value::Map(_) => None,
        };
        self.fault(Diagnostic::error(fault::WRONG_TYPE, at, message).maybe_help(help));
    }

    /// Two places with the same key or id.
    pub(crate) fn duplicate_key(&mut self, entry: &Entry, first: Span) {
        if first.file != entry.key_span.file {
            return self.taken_in_too(entry, first);
        }
        let message = format!("`{}` står två gånger här.", clipped(&entry.key));
        let fault = Diagnostic::error(fault::DUPLICATE_KEY, entry.key_span, message);
        let fault = fault.remark("andra gången").and_at(first, "första gången");
        self.fault(fault.help("Ta bort den ena, eller ge den ett annat namn."));
    }

    /// A key or id that another of the files brings too.
    fn taken_in_too(&mut self, entry: &Entry, first: Span) {
        let message = format!("`{}` står både här och i en fil som läses in.", clipped(&entry.key));
        let fault = Diagnostic::error(fault::DUPLICATE_KEY, first, message);
        self.fault(fault.and_at(entry.key_span, "här också").help("Ta bort den ena, eller byt namn på den."));
    }

    /// Tells of a key that the shape does not have, and gives the key that was probably meant.
    fn strange_key(
        &mut self,
        entry: &Entry,
        shape: &'static Shape,
        siblings: &[&'static Shape],
    ) -> Option<&'static str> {
        let owners: Vec<_> = siblings.iter().filter(|sibling| sibling.find(&entry.key).is_some()).collect();
        if owners.is_empty() {
            return self.unknown_key(entry, &names(&[shape]));
        }
        let owners: Vec<_> = owners.iter().map(|sibling| format!("`{}`", sibling.name)).collect();
        let message =
            format!("`{}` hör till {}, men det här är `{}`.", entry.key, owners.join(" och "), shape.name);
        let fault = Diagnostic::error(fault::FOREIGN_KEY, entry.key_span, message);
        self.fault(fault.help(format!("Ta bort `{}`, eller byt slag.", entry.key)));
        None
    }

    fn unknown_key(&mut self, entry: &Entry, known: &[&'static str]) -> Option<&'static str> {
        let message = format!("Nyckeln `{}` finns inte här.", clipped(&entry.key));
        let meant = self.nearest(&entry.key, known);
        let help = unseen(&entry.key).or_else(|| suggestion(meant, known));
        self.fault(Diagnostic::error(fault::UNKNOWN_KEY, entry.key_span, message).maybe_help(help));
        meant
    }

    fn missing_key(&mut self, slot: Slot<'t>, key: &Key) {
        let message = if slot.key == self.whole.the {
            format!("`{}` saknas i {}.", key.name, self.whole.the)
        } else {
            format!("`{}` saknas i `{}`.", key.name, clipped(slot.key))
        };
        let fault = Diagnostic::error(fault::MISSING_KEY, slot.owner, message);
        self.fault(fault.help(format!("Lägg till `{}`: {}", key.name, lower_first(key.doc))));
    }
}

/// The entries whose key stands earlier in the map too, with where it first does.
fn doubled(entries: &[Entry]) -> Vec<(&Entry, Span)> {
    if entries.len() <= FEW {
        let first = |entry: &Entry| entries.iter().find(|other| other.key == entry.key);
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

fn names(shapes: &[&'static Shape]) -> Vec<&'static str> {
    let mut names: Vec<_> = shapes.iter().flat_map(|shape| shape.all()).map(|key| key.name).collect();
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
            let entries: Vec<Entry> = keys.enumerate().map(|(n, key)| entry(key, n)).collect();
            let told = doubled(&entries).into_iter();
            let told: Vec<_> = told.map(|(entry, first)| (entry.key_span.start, first.start)).collect();
            assert_eq!(told, [(others + 1, 0), (others + 2, 0)], "{others}");
        }
    }

    fn entry(key: String, n: usize) -> Entry {
        let span = Span::new(FileId::MAIN, n, n + 1);
        Entry { key, key_span: span, value: Node { value: Value::Null, span } }
    }
}
