//! A tree held against a table of keys: every fault of its shape in one pass, for files that are no flows themselves.
//! What the words in it name is for their own readers to say.

use super::fault;
use super::shape::{Key, Kind, Need, Shape};
use super::tree::{Entry, Node, Value};
use crate::characters::{self, Hidden};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

pub(crate) use super::lower::scalar::{clipped, is_id};

/// The longest word that is held against others, in characters.
const LONGEST: usize = 40;

/// Every fault of a file's shape, in the order of the file. `name` is what the file is called: `scenariot`.
pub fn faults(root: &Node, shape: &'static Shape, name: &str) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let start = Span { end: root.span.start, ..root.span };
    map(&Held { name, node: root, owner: start }, shape, &mut faults);
    faults.sort_by_key(Diagnostic::span);
    faults
}

/// `Menade du …?`, where one of the known words is near.
pub fn suggestion(word: &str, known: &[&str]) -> Option<String> {
    if word.chars().count() > LONGEST {
        return None;
    }
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(word, other), other));
    let (distance, nearest) = near.min_by_key(|(distance, _)| *distance)?;
    let room = (word.chars().count() / 3).max(1);
    (distance <= room).then(|| format!("Menade du `{nearest}`?"))
}

/// A value with the key it stands under, and where to point where something is missing in it.
struct Held<'t> {
    name: &'t str,
    node: &'t Node,
    owner: Span,
}

impl<'t> Held<'t> {
    fn under(entry: &'t Entry) -> Self {
        Self { name: &entry.key, node: &entry.value, owner: entry.key_span }
    }

    fn item(&self, node: &'t Node) -> Self {
        Self { name: self.name, node, owner: node.span }
    }

    /// Where to point: what is not written is missed under its key.
    fn place(&self) -> Span {
        if self.node.value == Value::Null { self.owner } else { self.node.span }
    }
}

fn value(held: &Held, kind: &'static Kind, faults: &mut Vec<Diagnostic>) {
    match kind {
        Kind::Map(shape) | Kind::OneKey(shape) => map(held, shape, faults),
        Kind::IdMap(kind, least) => id_map(held, kind, *least, faults),
        Kind::List(kind, least) => list(held, kind, *least, faults),
        Kind::OneOrList(kind) if matches!(held.node.value, Value::Seq(_)) => list(held, kind, 1, faults),
        Kind::OneOrList(kind) => value(held, kind, faults),
        Kind::Either(first, second) => {
            value(held, if is_meant(second, held.node) { second } else { first }, faults);
        }
        Kind::Format => word(held, &["1"], fault::BAD_FORMAT, faults),
        Kind::Word(words) => word(held, words, fault::WRONG_VALUE, faults),
        Kind::Truth => word(held, &["true", "false"], fault::WRONG_VALUE, faults),
        Kind::Line => line(held, faults),
        Kind::Text | Kind::Id | Kind::Date | Kind::Count(_) => {
            text(held, faults);
        }
        // Only flows have these, and they have a reader of their own.
        Kind::OneOf(..) | Kind::Guard | Kind::Target => {}
    }
}

fn map(held: &Held, shape: &'static Shape, faults: &mut Vec<Diagnostic>) {
    let Some(entries) = entries(held, faults) else { return };
    let known: Vec<&str> = shape.all().map(|key| key.name).collect();
    let mut meant = Vec::new();
    for entry in entries {
        match shape.find(&entry.key) {
            Some(key) => value(&Held::under(entry), &key.value, faults),
            None => meant.extend(unknown(entry, &known, faults)),
        }
    }
    let absent = |key: &&Key| !entries.iter().any(|entry| entry.key == key.name);
    // A misspelt key is told once, not also as missing.
    let misspelt = |key: &Key| meant.iter().any(|help: &String| help.contains(&format!("`{}`", key.name)));
    for key in shape.all().filter(|key| key.need == Need::Required).filter(absent) {
        if !misspelt(key) {
            let message = format!("`{}` saknas i `{}`.", key.name, clipped(held.name));
            let hint = format!("Lägg till `{}`: {}", key.name, lower_first(key.doc));
            faults.push(Diagnostic::error(fault::MISSING_KEY, held.owner, message).help(hint));
        }
    }
}

fn unknown(entry: &Entry, known: &[&str], faults: &mut Vec<Diagnostic>) -> Option<String> {
    let message = format!("Nyckeln `{}` finns inte här.", clipped(&entry.key));
    let meant = suggestion(&entry.key, known);
    let help = meant.clone().unwrap_or_else(|| format!("Här finns: {}.", known.join(", ")));
    faults.push(Diagnostic::error(fault::UNKNOWN_KEY, entry.key_span, message).help(help));
    meant
}

fn id_map(held: &Held, kind: &'static Kind, least: usize, faults: &mut Vec<Diagnostic>) {
    let Some(entries) = entries(held, faults) else { return };
    if entries.len() < least {
        faults.push(empty(held));
    }
    for entry in entries {
        value(&Held::under(entry), kind, faults);
    }
}

fn list(held: &Held, kind: &'static Kind, least: usize, faults: &mut Vec<Diagnostic>) {
    let Value::Seq(items) = &held.node.value else {
        let fault = wrong_type(held, "en lista");
        faults.push(fault.help(format!("Skriv `{}: [...]`.", clipped(held.name))));
        return;
    };
    if items.len() < least {
        faults.push(empty(held));
    }
    for item in items {
        value(&held.item(item), kind, faults);
    }
}

fn line(held: &Held, faults: &mut Vec<Diagnostic>) {
    if text(held, faults).is_some_and(|text| text.trim().contains('\n')) {
        let message = format!("`{}` visas på en rad, men texten har flera.", clipped(held.name));
        let fault = Diagnostic::error(fault::SEVERAL_LINES, held.node.span, message);
        faults.push(fault.help("Skriv texten på en rad, eller använd `>-` i stället för `|`."));
    }
}

fn word(held: &Held, words: &[&str], code: &'static str, faults: &mut Vec<Diagnostic>) {
    let Some(written) = text(held, faults).map(str::trim) else { return };
    if !words.contains(&written) {
        let message = format!("`{}` kan inte vara `{}`.", clipped(held.name), clipped(written));
        let hint = suggestion(written, words).unwrap_or_else(|| format!("Skriv {}.", words.join(", ")));
        faults.push(Diagnostic::error(code, held.node.span, message).help(hint));
    }
}

/// The text of a value; told and `None` where it is no text or an empty one.
fn text<'t>(held: &Held<'t>, faults: &mut Vec<Diagnostic>) -> Option<&'t str> {
    let Value::Text(text) = &held.node.value else {
        faults.push(wrong_type(held, "en text"));
        return None;
    };
    if text.trim().is_empty() {
        let message = format!("`{}` är tom.", clipped(held.name));
        let fault = Diagnostic::error(fault::EMPTY_TEXT, held.place(), message);
        faults.push(fault.help("Skriv en text, eller ta bort nyckeln om den inte behövs."));
        return None;
    }
    if let Some(Hidden { character, .. }) = characters::first_hidden(text) {
        let name = characters::named(character);
        let message = format!("`{}` har ett tecken som inte syns: {name}.", clipped(held.name));
        faults.push(
            Diagnostic::error(fault::CONTROL_CHARACTER, held.node.span, message).help("Ta bort tecknet."),
        );
    }
    Some(text)
}

/// The entries of a map, with doubled keys told; `None` where it is no map.
fn entries<'t>(held: &Held<'t>, faults: &mut Vec<Diagnostic>) -> Option<&'t [Entry]> {
    let Value::Map(entries) = &held.node.value else {
        faults.push(wrong_type(held, "en karta med nycklar"));
        return None;
    };
    for (n, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..n].iter().find(|earlier| earlier.key == entry.key) {
            let message = format!("`{}` står två gånger här.", clipped(&entry.key));
            let fault = Diagnostic::error(fault::DUPLICATE_KEY, entry.key_span, message);
            faults.push(fault.remark("andra gången").and_at(first.key_span, "första gången"));
        }
    }
    Some(entries)
}

fn wrong_type(held: &Held, wanted: &str) -> Diagnostic {
    let message = format!("`{}` ska vara {wanted}, men här står {}.", clipped(held.name), held.node.noun());
    Diagnostic::error(fault::WRONG_TYPE, held.place(), message)
}

fn empty(held: &Held) -> Diagnostic {
    Diagnostic::error(fault::EMPTY_LIST, held.place(), format!("`{}` är tom.", clipped(held.name)))
}

/// Whether a value written so is meant to be of this kind, rather than of another.
fn is_meant(kind: &Kind, node: &Node) -> bool {
    match node.value {
        Value::Seq(_) => matches!(kind, Kind::List(..)),
        Value::Map(_) => matches!(kind, Kind::Map(_)),
        Value::Null | Value::Text(_) => !matches!(kind, Kind::List(..) | Kind::Map(_)),
    }
}

fn lower_first(doc: &str) -> String {
    let mut rest = doc.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}
