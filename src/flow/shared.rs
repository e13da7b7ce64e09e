//! Shared files: what routines take in by id, made one tree with what they say themselves. Which files there are is for
//! the edge to know; here they are values.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::fault;
use super::lower::suggested;
use super::shape::{FIELD_CHANGE, SHARED};
use super::tree::{Entry, Node, Value};
use super::yaml;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Span};

/// A shared file that was asked for by its id.
#[derive(Debug)]
pub struct Fetched {
    /// The id.
    pub id: String,
    /// The file, or why it is not there.
    pub file: Result<Arc<SharedFile>, Missing>,
}

/// A shared file with its tree, which is read when it is first asked for: several routines take in the same file.
#[derive(Debug)]
pub struct SharedFile {
    file: SourceFile,
    /// The tree, and which of a routine's files it was when it was read.
    tree: OnceLock<(FileId, Result<Node, Vec<Diagnostic>>)>,
}

/// Why a shared file is not there.
#[derive(Debug)]
pub enum Missing {
    /// There is none with this id. Holds the ids there are.
    Unknown(Vec<String>),
    /// It cannot be read. Holds why, as Swedish sentences.
    Unread(String),
}

/// A shared file as a tree.
#[derive(Debug)]
pub(super) struct Taken<'f> {
    /// Its id.
    pub(super) id: String,
    /// Its text.
    pub(super) file: &'f SourceFile,
    /// Which of the routine's files it is.
    pub(super) at: FileId,
    /// Its tree.
    pub(super) root: Cow<'f, Node>,
    /// Where the routine names it.
    pub(super) span: Span,
}

/// Another file of this program's, told by keys that no routine has at its top.
struct Other {
    keys: &'static [&'static str],
    what: &'static str,
    help: &'static str,
}

/// What may be taken for a routine by mistake. A scenario is also answers, and so stands before them.
const OTHERS: [Other; 5] = [
    Other {
        keys: &["shared"],
        what: "en gemensam fil",
        help: "Kontrollera en rutin som läser in den med `include`.",
    },
    Other {
        keys: &["content_sha256"],
        what: "en sparad blankett",
        help: "Läs den under Blanketter på startsidan.",
    },
    Other { keys: &["expect"], what: "ett scenario", help: "Prova det med `stegvis test FIL`." },
    Other { keys: &["answers"], what: "en svarsfil", help: "Gå den med `stegvis walk --answers FIL`." },
    Other {
        keys: &[
            "municipality",
            "administration",
            "unit",
            "activity",
            "role",
            "delegation",
            "intranet",
            "retention_days",
            "save_folder",
            "save_formats",
            "theme",
            "plain",
        ],
        what: "en lokal profil",
        help: "Kontrollera den med `stegvis profile check FIL`.",
    },
];

impl SharedFile {
    /// The file, its text not yet read.
    pub fn new(file: SourceFile) -> Self {
        Self { file, tree: OnceLock::new() }
    }

    /// The file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Its tree in a routine where it is the file `at`. Places name the file, so the tree that is kept serves only the
    /// routines that have it there; for others it is read anew.
    fn tree(&self, at: FileId) -> Result<Cow<'_, Node>, Vec<Diagnostic>> {
        match self.tree.get_or_init(|| (at, yaml::parse(&self.file, at))) {
            (kept, tree) if *kept == at => tree.as_ref().map(Cow::Borrowed).map_err(Clone::clone),
            _ => yaml::parse(&self.file, at).map(Cow::Owned),
        }
    }
}

/// Whether a text is that of a shared file, told by its key `shared` at the start of a line.
pub fn is_shared(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.starts_with("shared:") || text.contains("\nshared:")
}

/// The ids of the files that a routine takes in, each once, as far as they are written as ids.
pub(super) fn ids(root: &Node) -> Vec<&str> {
    let mut ids = Vec::new();
    for (id, _) in words(root, "include") {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The shared files as trees, in the order fetched.
///
/// # Errors
/// Every fault of a file that is missing, is none to share, or is not YAML.
pub(super) fn take_in<'f>(root: &Node, fetched: &'f [Fetched]) -> Result<Vec<Taken<'f>>, Vec<Diagnostic>> {
    if let Some(fault) = not_a_flow(root) {
        return Err(vec![fault]);
    }
    let (mut taken, mut faults) = (Vec::new(), Vec::new());
    let mut next = FileId::MAIN;
    for (id, span) in words(root, "include") {
        let asked = fetched.iter().find(|fetched| fetched.id == id);
        match asked.map(|fetched| &fetched.file) {
            Some(Ok(file)) if !taken.iter().any(|taken: &Taken<'_>| taken.id == id) => {
                next = FileId(next.0.saturating_add(1));
                match file.tree(next) {
                    Ok(root) => {
                        taken.push(Taken { id: id.to_owned(), file: file.file(), at: next, root, span });
                    }
                    Err(found) => faults.extend(found),
                }
            }
            Some(Ok(_)) => {}
            Some(Err(missing)) => faults.push(not_there(id, span, missing)),
            None => faults.push(not_there(id, span, &Missing::Unknown(Vec::new()))),
        }
    }
    faults.extend(taken.iter().filter_map(not_to_share));
    if faults.is_empty() { Ok(taken) } else { Err(faults) }
}

/// That the file is something else than a routine, where that can be seen.
fn not_a_flow(root: &Node) -> Option<Diagnostic> {
    let has_steps = root.get("steps").is_some();
    for Other { keys, what, help } in OTHERS {
        let told =
            |entry: &&Entry| keys.contains(&entry.key.as_str()) && (entry.key == "shared" || !has_steps);
        if let Some(entry) = root.entries().iter().find(told) {
            let message = format!("Det här är {what}, ingen rutin.");
            return Some(Diagnostic::error(fault::NOT_A_FLOW, entry.key_span, message).help(help));
        }
    }
    match root.value {
        Value::Text(_) | Value::Seq(_) => {
            let message = format!("Det här är ingen rutin: filen är bara {}.", root.noun());
            let help = "En rutin består av nycklar med värden, som `title: Rutin vid oro`.";
            Some(Diagnostic::error(fault::NOT_A_FLOW, root.span, message).help(help))
        }
        Value::Null | Value::Map(_) => None,
    }
}

/// The routine's tree with everything that its shared files bring, as if it were written there: entries of registers
/// after its own, the form where it is, changed as the routine says.
pub(super) fn merged(mut root: Node, taken: &[Taken<'_>]) -> Node {
    for entry in taken.iter().flat_map(|taken| taken.root.entries()) {
        if entry.key != "format" && entry.key != "shared" && SHARED.find(&entry.key).is_some() {
            bring(&mut root, entry);
        }
    }
    if let Some(changes) = root.get("form_changes").cloned() {
        change(&mut root, &changes);
    }
    root
}

/// The ids of a form's fields, in order.
pub(super) fn field_ids(form: Option<&Node>) -> Vec<&str> {
    let Some(Value::Seq(sections)) = form.and_then(|form| form.get("sections")).map(|node| &node.value)
    else {
        return Vec::new();
    };
    let fields = sections.iter().filter_map(|section| section.get("fields")).flat_map(Node::entries);
    fields.map(|field| field.key.as_str()).collect()
}

/// The form as it is before the routine's changes; `None` where there is none, or nothing is changed.
pub(super) fn unchanged_form<'t>(root: &Node, taken: &'t [Taken<'_>]) -> Option<Cow<'t, Entry>> {
    root.get("form_changes")?;
    let form = |entry: &&Entry| entry.key == "form";
    match root.entries().iter().find(form) {
        Some(own) => Some(Cow::Owned(own.clone())),
        None => taken.iter().flat_map(|taken| taken.root.entries()).find(form).map(Cow::Borrowed),
    }
}

/// The words of a list under a key, with where they stand.
fn words<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = (&'n str, Span)> + use<'n> {
    let items = match node.get(key).map(|node| &node.value) {
        Some(Value::Seq(items)) => items.as_slice(),
        Some(Value::Null | Value::Text(_) | Value::Map(_)) | None => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::Text(word) => Some((word.trim(), item.span)),
        Value::Null | Value::Seq(_) | Value::Map(_) => None,
    })
}

fn not_there(id: &str, span: Span, missing: &Missing) -> Diagnostic {
    match missing {
        Missing::Unknown(known) => {
            let message = format!("Det finns ingen gemensam fil `{id}`.");
            let help = suggested(id, known).unwrap_or_else(|| {
                format!("Lägg filen `{id}.yaml` i samma mapp som rutinen, med `shared:` i början av en rad.")
            });
            let is_path = id.contains(['.', '/', '\\']);
            let help = if is_path {
                "Skriv filens id, aldrig en sökväg eller en ändelse.".to_owned()
            } else {
                help
            };
            Diagnostic::error(fault::UNKNOWN_SHARED, span, message).help(help)
        }
        Missing::Unread(why) => {
            let message = format!("Den gemensamma filen `{id}` går inte att läsa. {why}");
            Diagnostic::error(fault::UNREAD_SHARED, span, message)
        }
    }
}

fn not_to_share(taken: &Taken<'_>) -> Option<Diagnostic> {
    if taken.root.get("shared").is_some() {
        return None;
    }
    let message = format!("`{}` är ingen gemensam fil.", taken.id);
    let start = Span::new(taken.at, taken.root.span.start, taken.root.span.start);
    let fault = Diagnostic::error(fault::NOT_SHARED, taken.span, message).and_at(start, "`shared` saknas");
    Some(fault.help("Läs in en fil som börjar med `format: 1` och `shared: …`, eller ta bort id:t."))
}

/// Puts one entry of a shared file into the routine's tree.
fn bring(root: &mut Node, entry: &Entry) {
    let Value::Map(own) = &mut root.value else { return };
    match own.iter_mut().find(|mine| mine.key == entry.key && mine.key != "form") {
        None => own.push(entry.clone()),
        Some(mine) => {
            if let (Value::Map(mine), Value::Map(brought)) = (&mut mine.value.value, &entry.value.value) {
                mine.extend(brought.iter().cloned());
            }
        }
    }
}

fn change(root: &mut Node, changes: &Node) {
    let Some(Value::Map(form)) = part(root, "form").map(|form| &mut form.value) else { return };
    let of_all = |change: &&Entry| ["title", "after", "review"].contains(&change.key.as_str());
    for change in changes.entries().iter().filter(of_all) {
        replace(form, change);
    }
    let Some(sections) = form.iter_mut().find(|entry| entry.key == "sections") else { return };
    let Value::Seq(sections) = &mut sections.value.value else { return };
    let without: Vec<&str> = words(changes, "without").map(|(id, _)| id).collect();
    for section in sections.iter_mut() {
        let Some(Value::Map(fields)) = part(section, "fields").map(|fields| &mut fields.value) else {
            continue;
        };
        fields.retain(|field| !without.contains(&field.key.as_str()));
        for field in fields {
            change_field(field, changes.get("fields").and_then(|fields| fields.get(&field.key)));
        }
    }
    // A section that had only such fields goes with them.
    let emptied = |section: &Node| section.get("fields").is_some_and(|fields| fields.entries().is_empty());
    if !without.is_empty() {
        sections.retain(|section| !emptied(section));
    }
}

fn change_field(field: &mut Entry, changes: Option<&Node>) {
    let Value::Map(keys) = &mut field.value.value else { return };
    for change in changes.map(Node::entries).unwrap_or_default() {
        if FIELD_CHANGE.find(&change.key).is_some() {
            replace(keys, change);
        }
    }
}

/// Puts an entry in the place of the one with its key; last where there is none and there need not be one.
fn replace(entries: &mut Vec<Entry>, new: &Entry) {
    match entries.iter_mut().find(|entry| entry.key == new.key) {
        Some(entry) => *entry = new.clone(),
        None if ["title", "after", "label", "options"].contains(&new.key.as_str()) => {}
        None => entries.push(new.clone()),
    }
}

fn part<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut node.value else { return None };
    entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_kept_for_its_place_among_the_files_and_read_anew_for_another() {
        let shared = SharedFile::new(SourceFile::new("lagar.yaml", "format: 1\nshared: Lagar\n"));
        let [first, second] = [FileId(1), FileId(2)];
        assert!(matches!(shared.tree(first), Ok(Cow::Borrowed(tree)) if tree.span.file == first));
        assert!(matches!(shared.tree(second), Ok(Cow::Owned(tree)) if tree.span.file == second));
        assert!(matches!(shared.tree(first), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn a_shared_file_is_told_by_its_key_at_the_start_of_a_line() {
        for text in ["shared: a", "\u{feff}shared: a", "format: 1\r\nshared: a", "# Om\n\nshared:\n"] {
            assert!(is_shared(text), "{text}");
        }
        for text in ["", "# shared: a", "a:\n  shared: b", "format: 1\nshared\n", "unshared: a"] {
            assert!(!is_shared(text), "{text}");
        }
    }
}
