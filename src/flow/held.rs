//! A tree held against a table of keys: every fault of its shape in one pass, for files that are no flows themselves.
//! What the words in it name is for their own readers to say.

use super::fault;
use super::shape::{KeyNeed, Shape, ShapeKey, ValueKind};
use super::tree::{YamlEntry, YamlNode, YamlValue};
use crate::characters::{self, HiddenCharacter};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

pub(crate) use super::lower::scalar::comment_after;
use super::word::{clip_word, suggest_nearest};

/// Every fault of a file's shape, in the order of the file. `name` is what the file is called: `scenariot`.
pub fn find_shape_faults(root: &YamlNode, shape: &'static Shape, name: &str) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let start = Span { end: root.span.start, ..root.span };
    validate_map(&KeyedNode { name, node: root, owner: start }, shape, &mut faults);
    faults.sort_by_key(Diagnostic::span);
    faults
}

/// A value with the key it stands under, and where to point where something is missing in it.
struct KeyedNode<'t> {
    name: &'t str,
    node: &'t YamlNode,
    owner: Span,
}

impl<'t> KeyedNode<'t> {
    fn from_entry(entry: &'t YamlEntry) -> Self {
        Self { name: &entry.key, node: &entry.value, owner: entry.key_span }
    }

    fn with_item(&self, node: &'t YamlNode) -> Self {
        Self { name: self.name, node, owner: node.span }
    }

    /// Where to point: what is not written is missed under its key.
    fn fault_span(&self) -> Span {
        if self.node.value == YamlValue::Null { self.owner } else { self.node.span }
    }
}

fn validate_value(held: &KeyedNode, kind: &'static ValueKind, faults: &mut Vec<Diagnostic>) {
    match kind {
        ValueKind::Map(shape) | ValueKind::OneKey(shape) => validate_map(held, shape, faults),
        ValueKind::IdMap(kind, least) => validate_id_map(held, kind, *least, faults),
        ValueKind::List(kind, least) => validate_list(held, kind, *least, faults),
        ValueKind::OneOrList(kind) if matches!(held.node.value, YamlValue::Seq(_)) => {
            validate_list(held, kind, 1, faults);
        }
        ValueKind::OneOrList(kind) => validate_value(held, kind, faults),
        ValueKind::Either(first, second) => {
            validate_value(held, if is_meant(second, held.node) { second } else { first }, faults);
        }
        ValueKind::Format => validate_word(held, &["1"], fault::BAD_FORMAT, faults),
        ValueKind::Word(words) => validate_word(held, words, fault::WRONG_VALUE, faults),
        ValueKind::Truth => validate_word(held, &["true", "false"], fault::WRONG_VALUE, faults),
        ValueKind::Line => validate_line(held, faults),
        ValueKind::Text | ValueKind::Id | ValueKind::Date | ValueKind::Count(_) => {
            validate_text(held, faults);
        }
        // Only flows have these, and they have a reader of their own.
        ValueKind::OneOf(..) | ValueKind::Guard | ValueKind::Target => {}
    }
}

fn validate_map(held: &KeyedNode, shape: &'static Shape, faults: &mut Vec<Diagnostic>) {
    let Some(entries) = validate_entries(held, faults) else { return };
    let known: Vec<&str> = shape.all_keys().map(|key| key.name).collect();
    let mut meant = Vec::new();
    for entry in entries {
        match shape.find_key(&entry.key) {
            Some(key) => validate_value(&KeyedNode::from_entry(entry), &key.value, faults),
            None => meant.extend(report_unknown_key(entry, &known, faults)),
        }
    }
    let absent = |key: &&ShapeKey| !entries.iter().any(|entry| entry.key == key.name);
    // A misspelt key is told once, not also as missing.
    let misspelt =
        |key: &ShapeKey| meant.iter().any(|help: &String| help.contains(&format!("`{}`", key.name)));
    for key in shape.all_keys().filter(|key| key.need == KeyNeed::Required).filter(absent) {
        if !misspelt(key) {
            let message = format!("`{}` saknas i `{}`.", key.name, clip_word(held.name));
            let hint = format!("Lägg till `{}`: {}", key.name, lower_first(key.doc));
            faults.push(Diagnostic::error(fault::MISSING_KEY, held.owner, message).with_help(hint));
        }
    }
}

fn report_unknown_key(entry: &YamlEntry, known: &[&str], faults: &mut Vec<Diagnostic>) -> Option<String> {
    let message = format!("Nyckeln `{}` finns inte här.", clip_word(&entry.key));
    let meant = suggest_nearest(&entry.key, known);
    let help = meant.clone().unwrap_or_else(|| format!("Här finns: {}.", known.join(", ")));
    faults.push(Diagnostic::error(fault::UNKNOWN_KEY, entry.key_span, message).with_help(help));
    meant
}

fn validate_id_map(held: &KeyedNode, kind: &'static ValueKind, least: usize, faults: &mut Vec<Diagnostic>) {
    let Some(entries) = validate_entries(held, faults) else { return };
    if entries.len() < least {
        faults.push(empty_fault(held));
    }
    for entry in entries {
        validate_value(&KeyedNode::from_entry(entry), kind, faults);
    }
}

fn validate_list(held: &KeyedNode, kind: &'static ValueKind, least: usize, faults: &mut Vec<Diagnostic>) {
    let YamlValue::Seq(items) = &held.node.value else {
        let fault = wrong_type_fault(held, "en lista");
        faults.push(fault.with_help(format!("Skriv `{}: [...]`.", clip_word(held.name))));
        return;
    };
    if items.len() < least {
        faults.push(empty_fault(held));
    }
    for item in items {
        validate_value(&held.with_item(item), kind, faults);
    }
}

fn validate_line(held: &KeyedNode, faults: &mut Vec<Diagnostic>) {
    if validate_text(held, faults).is_some_and(|text| text.trim().contains('\n')) {
        let message = format!("`{}` visas på en rad, men texten har flera.", clip_word(held.name));
        let fault = Diagnostic::error(fault::SEVERAL_LINES, held.node.span, message);
        faults.push(fault.with_help("Skriv texten på en rad, eller använd `>-` i stället för `|`."));
    }
}

fn validate_word(held: &KeyedNode, words: &[&str], code: &'static str, faults: &mut Vec<Diagnostic>) {
    let Some(written) = validate_text(held, faults).map(str::trim) else { return };
    if !words.contains(&written) {
        let message = format!("`{}` kan inte vara `{}`.", clip_word(held.name), clip_word(written));
        let hint = suggest_nearest(written, words).unwrap_or_else(|| format!("Skriv {}.", words.join(", ")));
        faults.push(Diagnostic::error(code, held.node.span, message).with_help(hint));
    }
}

/// The text of a value; told and `None` where it is no text or an empty one.
fn validate_text<'t>(held: &KeyedNode<'t>, faults: &mut Vec<Diagnostic>) -> Option<&'t str> {
    let YamlValue::Text(text) = &held.node.value else {
        faults.push(wrong_type_fault(held, "en text"));
        return None;
    };
    if text.trim().is_empty() {
        let message = format!("`{}` är tom.", clip_word(held.name));
        let fault = Diagnostic::error(fault::EMPTY_TEXT, held.fault_span(), message);
        faults.push(fault.with_help("Skriv en text, eller ta bort nyckeln om den inte behövs."));
        return None;
    }
    if let Some(HiddenCharacter { character, .. }) = characters::first_hidden(text) {
        let name = characters::describe_character(character);
        let message = format!("`{}` har ett tecken som inte syns: {name}.", clip_word(held.name));
        faults.push(
            Diagnostic::error(fault::CONTROL_CHARACTER, held.node.span, message)
                .with_help("Ta bort tecknet."),
        );
    }
    Some(text)
}

/// The entries of a map, with doubled keys told; `None` where it is no map.
fn validate_entries<'t>(held: &KeyedNode<'t>, faults: &mut Vec<Diagnostic>) -> Option<&'t [YamlEntry]> {
    let YamlValue::Map(entries) = &held.node.value else {
        faults.push(wrong_type_fault(held, "en karta med nycklar"));
        return None;
    };
    for (n, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..n].iter().find(|earlier| earlier.key == entry.key) {
            let message = format!("`{}` står två gånger här.", clip_word(&entry.key));
            let fault = Diagnostic::error(fault::DUPLICATE_KEY, entry.key_span, message);
            faults.push(fault.with_remark("andra gången").with_place(first.key_span, "första gången"));
        }
    }
    Some(entries)
}

fn wrong_type_fault(held: &KeyedNode, wanted: &str) -> Diagnostic {
    let message =
        format!("`{}` ska vara {wanted}, men här står {}.", clip_word(held.name), held.node.kind_noun());
    Diagnostic::error(fault::WRONG_TYPE, held.fault_span(), message)
}

fn empty_fault(held: &KeyedNode) -> Diagnostic {
    Diagnostic::error(fault::EMPTY_LIST, held.fault_span(), format!("`{}` är tom.", clip_word(held.name)))
}

/// Whether a value written so is meant to be of this kind, rather than of another.
fn is_meant(kind: &ValueKind, node: &YamlNode) -> bool {
    match node.value {
        YamlValue::Seq(_) => matches!(kind, ValueKind::List(..)),
        YamlValue::Map(_) => matches!(kind, ValueKind::Map(_)),
        YamlValue::Null | YamlValue::Text(_) => !matches!(kind, ValueKind::List(..) | ValueKind::Map(_)),
    }
}

fn lower_first(doc: &str) -> String {
    let mut rest = doc.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}
