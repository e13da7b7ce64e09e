//! Shared files: what routines take in by id, made one tree with what they say themselves. Which files there are is for
//! the edge to know; here they are values.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::fault;
use super::rewrite;
use super::shape::SHARED;
use super::tree::{YamlEntry, YamlNode, YamlValue};
use super::word::suggest_id;
use super::yaml;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Span};

/// A shared file that was asked for by its id.
#[derive(Debug)]
pub struct FetchedFile {
    /// The id.
    pub id: String,
    /// The file, or why it is not there.
    pub file: Result<Arc<SharedFile>, MissingFile>,
}

/// A shared file with its tree, which is read when it is first asked for: several routines take in the same file.
#[derive(Debug)]
pub struct SharedFile {
    file: SourceFile,
    /// The tree, and which of a routine's files it was when it was read.
    tree: OnceLock<(FileId, Result<YamlNode, Vec<Diagnostic>>)>,
}

/// Why a shared file is not there.
#[derive(Debug)]
pub enum MissingFile {
    /// There is none with this id. Holds the ids there are.
    Unknown(Vec<String>),
    /// It cannot be read. Holds why, as Swedish sentences.
    Unread(String),
}

/// A shared file as a tree.
#[derive(Debug)]
pub(super) struct IncludedFile<'f> {
    /// Its id.
    pub(super) id: String,
    /// Its text.
    pub(super) file: &'f SourceFile,
    /// Which of the routine's files it is.
    pub(super) at: FileId,
    /// Its tree.
    pub(super) root: Cow<'f, YamlNode>,
    /// Where the routine names it.
    pub(super) span: Span,
}

/// Another file of this program's, told by keys that no routine has at its top.
struct ForeignFile {
    keys: &'static [&'static str],
    what: &'static str,
    help: &'static str,
}

/// What may be taken for a routine by mistake. A scenario is also answers, and so stands before them.
const OTHERS: [ForeignFile; 5] = [
    ForeignFile {
        keys: &["shared"],
        what: "en gemensam fil",
        help: "Kontrollera en rutin som läser in den med `include`.",
    },
    ForeignFile {
        keys: &["content_sha256"],
        what: "en sparad blankett",
        help: "Läs den under Blanketter på startsidan.",
    },
    ForeignFile { keys: &["expect"], what: "ett scenario", help: "Prova det med `stegvis test FIL`." },
    ForeignFile {
        keys: &["answers"], what: "en svarsfil", help: "Gå den med `stegvis walk --answers FIL`."
    },
    ForeignFile {
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
            "scanner",
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
    fn tree_at(&self, at: FileId) -> Result<Cow<'_, YamlNode>, Vec<Diagnostic>> {
        match self.tree.get_or_init(|| (at, yaml::parse_yaml(&self.file, at))) {
            (kept, tree) if *kept == at => tree.as_ref().map(Cow::Borrowed).map_err(Clone::clone),
            _ => yaml::parse_yaml(&self.file, at).map(Cow::Owned),
        }
    }
}

/// Whether a text is that of a shared file, told by its key `shared` at the start of a line.
pub fn is_shared(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.starts_with("shared:") || text.contains("\nshared:")
}

/// The ids of the files that a routine takes in, each once, as far as they are written as ids.
pub(super) fn include_ids(root: &YamlNode) -> Vec<&str> {
    let mut ids = Vec::new();
    for (id, _) in root.list_words("include") {
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
pub(super) fn load_includes<'f>(
    root: &YamlNode,
    fetched: &'f [FetchedFile],
) -> Result<Vec<IncludedFile<'f>>, Vec<Diagnostic>> {
    if let Some(fault) = not_a_flow_fault(root) {
        return Err(vec![fault]);
    }
    let (mut taken, mut faults) = (Vec::new(), Vec::new());
    let mut next = FileId::MAIN;
    for (id, span) in root.list_words("include") {
        let asked = fetched.iter().find(|fetched| fetched.id == id);
        match asked.map(|fetched| &fetched.file) {
            Some(Ok(file)) if !taken.iter().any(|taken: &IncludedFile<'_>| taken.id == id) => {
                next = FileId(next.0.saturating_add(1));
                match file.tree_at(next) {
                    Ok(root) => {
                        taken.push(IncludedFile {
                            id: id.to_owned(),
                            file: file.file(),
                            at: next,
                            root,
                            span,
                        });
                    }
                    Err(found) => faults.extend(found),
                }
            }
            Some(Ok(_)) => {}
            Some(Err(missing)) => faults.push(missing_fault(id, span, missing)),
            None => faults.push(missing_fault(id, span, &MissingFile::Unknown(Vec::new()))),
        }
    }
    faults.extend(taken.iter().filter_map(not_shared_fault));
    if faults.is_empty() { Ok(taken) } else { Err(faults) }
}

/// That the file is something else than a routine, where that can be seen.
fn not_a_flow_fault(root: &YamlNode) -> Option<Diagnostic> {
    let has_steps = root.get("steps").is_some();
    for ForeignFile { keys, what, help } in OTHERS {
        let told =
            |entry: &&YamlEntry| keys.contains(&entry.key.as_str()) && (entry.key == "shared" || !has_steps);
        if let Some(entry) = root.entries().iter().find(told) {
            let message = format!("Det här är {what}, ingen rutin.");
            return Some(Diagnostic::error(fault::NOT_A_FLOW, entry.key_span, message).with_help(help));
        }
    }
    match root.value {
        YamlValue::Text(_) | YamlValue::Seq(_) => {
            let message = format!("Det här är ingen rutin: filen är bara {}.", root.kind_noun());
            let help = "En rutin består av nycklar med värden, som `title: Rutin vid hot`.";
            Some(Diagnostic::error(fault::NOT_A_FLOW, root.span, message).with_help(help))
        }
        YamlValue::Null | YamlValue::Map(_) => None,
    }
}

/// The routine's tree with everything that its shared files bring, as if it were written there: entries of registers
/// after its own, the form where it is, changed as the routine says.
pub(super) fn merge_includes(mut root: YamlNode, taken: &[IncludedFile<'_>]) -> YamlNode {
    for entry in taken.iter().flat_map(|taken| taken.root.entries()) {
        if entry.key != "format" && entry.key != "shared" && SHARED.find_key(&entry.key).is_some() {
            merge_entry(&mut root, entry);
        }
    }
    if let Some(changes) = root.get("form_changes").cloned() {
        rewrite::apply_form_changes(&mut root, &changes);
    }
    root
}

/// The ids of a form's fields, in order.
pub(super) fn field_ids(form: Option<&YamlNode>) -> Vec<&str> {
    let Some(YamlValue::Seq(sections)) = form.and_then(|form| form.get("sections")).map(|node| &node.value)
    else {
        return Vec::new();
    };
    let fields = sections.iter().filter_map(|section| section.get("fields")).flat_map(YamlNode::entries);
    fields.map(|field| field.key.as_str()).collect()
}

/// The form as it is before the routine's changes; `None` where there is none, or nothing is changed.
pub(super) fn unchanged_form<'t>(
    root: &YamlNode,
    taken: &'t [IncludedFile<'_>],
) -> Option<Cow<'t, YamlEntry>> {
    root.get("form_changes")?;
    let form = |entry: &&YamlEntry| entry.key == "form";
    match root.entries().iter().find(form) {
        Some(own) => Some(Cow::Owned(own.clone())),
        None => taken.iter().flat_map(|taken| taken.root.entries()).find(form).map(Cow::Borrowed),
    }
}

fn missing_fault(id: &str, span: Span, missing: &MissingFile) -> Diagnostic {
    match missing {
        MissingFile::Unknown(known) => {
            let message = format!("Det finns ingen gemensam fil `{id}`.");
            let help = match suggest_id(id, known) {
                _ if id.contains(['.', '/', '\\']) => {
                    "Skriv filens id, aldrig en sökväg eller en ändelse.".to_owned()
                }
                Some(meant) => meant,
                None => format!(
                    "Lägg filen `{id}.yaml` i samma mapp som rutinen, med `shared:` i början av en rad."
                ),
            };
            Diagnostic::error(fault::UNKNOWN_SHARED, span, message).with_help(help)
        }
        MissingFile::Unread(why) => {
            let message = format!("Den gemensamma filen `{id}` går inte att läsa. {why}");
            Diagnostic::error(fault::UNREAD_SHARED, span, message)
        }
    }
}

fn not_shared_fault(taken: &IncludedFile<'_>) -> Option<Diagnostic> {
    if taken.root.get("shared").is_some() {
        return None;
    }
    let message = format!("`{}` är ingen gemensam fil.", taken.id);
    let start = Span::new(taken.at, taken.root.span.start, taken.root.span.start);
    let fault =
        Diagnostic::error(fault::NOT_SHARED, taken.span, message).with_place(start, "`shared` saknas");
    Some(fault.with_help("Läs in en fil som börjar med `format: 1` och `shared: …`, eller ta bort id:t."))
}

/// Puts one entry of a shared file into the routine's tree.
fn merge_entry(root: &mut YamlNode, entry: &YamlEntry) {
    let YamlValue::Map(own) = &mut root.value else { return };
    match own.iter_mut().find(|mine| mine.key == entry.key && mine.key != "form") {
        None => own.push(entry.clone()),
        Some(mine) => {
            if let (YamlValue::Map(mine), YamlValue::Map(brought)) =
                (&mut mine.value.value, &entry.value.value)
            {
                mine.extend(brought.iter().cloned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_kept_for_its_place_among_the_files_and_read_anew_for_another() {
        let shared = SharedFile::new(SourceFile::new("lagar.yaml", "format: 1\nshared: Lagar\n"));
        let [first, second] = [FileId(1), FileId(2)];
        assert!(matches!(shared.tree_at(first), Ok(Cow::Borrowed(tree)) if tree.span.file == first));
        assert!(matches!(shared.tree_at(second), Ok(Cow::Owned(tree)) if tree.span.file == second));
        assert!(matches!(shared.tree_at(first), Ok(Cow::Borrowed(_))));
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
