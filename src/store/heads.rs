//! The list of all saved forms, however many: of a few everything is read, of many the head of each, and none of it is kept but what
//! the list tells.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::error::StoreError;
use super::form_files::{FormState, SENT};
use super::list::{self, ENDINGS, Unreadable};
use super::{name, read};
use crate::export::carried;
use crate::export::json::head::FormHead;

/// How many forms are read whole.
const WHOLE: usize = 500;

/// How much of a form is read of how it begins: more than what stands before its first field.
const BEGINNING: usize = 8 << 10;

/// How much of it is read of how it ends: more than what stands after the last step.
const END: usize = 1 << 10;

/// The saved forms of a folder, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormList {
    /// The forms, those that cannot be read among them.
    pub forms: Vec<ListedForm>,
    /// How much of each was read.
    pub reading: FormReading,
}

/// How much is read of each form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormReading {
    /// All of it: whatever is damaged or was changed is told.
    Whole,
    /// How it begins and ends.
    Heads,
}

/// A saved form in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedForm {
    /// Its file.
    pub path: PathBuf,
    /// What the list tells of it, or why it cannot be read.
    pub head: Result<FormHead, Unreadable>,
    /// Whether it has been sent.
    pub state: FormState,
    /// When the file was written, where the computer stands.
    written: Option<NaiveDateTime>,
}

impl ListedForm {
    /// Whether the form was filled in more than so many days before `today`: then its weeding is due.
    pub fn is_older(&self, than: Days, today: NaiveDate) -> bool {
        let from = today.checked_sub_days(than).unwrap_or(NaiveDate::MIN);
        self.day().is_some_and(|day| day < from)
    }

    fn day(&self) -> Option<NaiveDate> {
        let filled = self.head.as_ref().ok().map(|head| head.filled);
        filled.or_else(|| name::parse_week(name::file_stem(&self.path)?))
    }
}

/// Lists the forms of a folder, by as many workers as the computer has.
pub(super) fn list_heads(folder: &Path) -> Result<FormList, StoreError> {
    let (paths, sent) = find_forms(folder)?;
    let reading = if paths.len() > WHOLE { FormReading::Heads } else { FormReading::Whole };
    let listed = |path: &PathBuf| ListedForm {
        head: read_head(path, reading),
        state: if sent.contains(&path.with_extension(SENT)) { FormState::Sent } else { FormState::NotSent },
        written: read::last_modified(path),
        path: path.clone(),
    };
    let mut forms = map_by_workers(&paths, listed);
    forms.sort_by_cached_key(|form| std::cmp::Reverse((form.day(), form.written, form.path.clone())));
    Ok(FormList { forms, reading })
}

/// What each path comes to, in their order, worked out by as many workers as the computer has.
fn map_by_workers<T: Send>(paths: &[PathBuf], work: impl Fn(&PathBuf) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(workers).max(1);
    let work = |share: &[PathBuf]| share.iter().map(&work).collect::<Vec<_>>();
    thread::scope(|scope| {
        let shares: Vec<_> = paths.chunks(share).map(|share| scope.spawn(move || work(share))).collect();
        let read = shares
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read.flatten().collect()
    })
}

/// The files that the forms of a folder are read from, and the marks of what has been sent.
fn find_forms(folder: &Path) -> Result<(Vec<PathBuf>, BTreeSet<PathBuf>), StoreError> {
    let mut paths = read::list_paths(folder, &[&ENDINGS[..], &[SENT]].concat())?;
    paths.retain(|path| name::is_ours(path));
    let (sent, mut paths): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|path| read::ends_in(path, &[SENT]));
    paths.sort();
    // The JSON of a form comes before the PDF of the same.
    paths.dedup_by(|later, earlier| later.file_stem() == earlier.file_stem());
    Ok((paths, sent.into_iter().collect()))
}

/// The head of a form; where only its ends are to be read and do not tell, the whole of it does.
fn read_head(path: &Path, reading: FormReading) -> Result<FormHead, Unreadable> {
    let head = match reading {
        FormReading::Heads => head_from_ends(path),
        FormReading::Whole => None,
    };
    head.map_or_else(|| list::open_form(path).map(|form| FormHead::from_form(form.content())), Ok)
}

fn head_from_ends(path: &Path) -> Option<FormHead> {
    if read::ends_in(path, &["pdf"]) {
        let bytes = read::read_bytes(path, read::FORM_LIMIT).ok()?;
        let data = carried::find_data(&bytes)?;
        return FormHead::from_ends(data, data);
    }
    let (beginning, end) = read::read_ends(path, BEGINNING, END).ok()?;
    // Either may be cut within a letter.
    let beginning = beginning.rsplitn(2, |byte| *byte == b'\n').last()?;
    let end = end.get(end.iter().position(|byte| *byte == b'\n')?..)?;
    FormHead::from_ends(std::str::from_utf8(beginning).ok()?, std::str::from_utf8(end).ok()?)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder")]

    use super::*;
    use crate::export::{Format, sample};
    use crate::store::Store;

    #[test]
    fn few_are_read_whole_and_many_by_their_heads_which_say_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path());
        let form = store.save_form(&sample::sample_form(), &[Format::Json]).unwrap().remove(0);
        std::fs::write(folder.path().join("2026-v47-oro-aaaaaa.sent"), "").unwrap();
        std::fs::copy(&form, folder.path().join("2026-v47-oro-aaaaaa.json")).unwrap();
        std::fs::write(folder.path().join("2026-v40-oro-bbbbbb.json"), "{\"form").unwrap();
        let few = list_heads(folder.path()).unwrap();
        assert_eq!((few.reading, few.forms.len()), (FormReading::Whole, 3));
        let letters = || 'a'..='z';
        let words = letters().flat_map(|first| letters().map(move |second| format!("zzzz{first}{second}")));
        for word in words.take(WHOLE) {
            std::fs::copy(&form, folder.path().join(format!("2026-v47-oro-{word}.json"))).unwrap();
        }
        let many = list_heads(folder.path()).unwrap();
        assert_eq!((many.reading, many.forms.len()), (FormReading::Heads, WHOLE + 3));
        for form in &few.forms {
            let again = many.forms.iter().find(|other| other.path == form.path).unwrap();
            assert_eq!((&again.head, again.state), (&form.head, form.state));
        }
        assert!(
            many.forms.last().unwrap().head.is_err(),
            "the damaged one stands last, by the week of its name"
        );
    }
}
