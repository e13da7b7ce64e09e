//! Saving whole or not at all: written beside its place, flushed to the disk, then given its name if that is free.

use std::io;
use std::path::{Path, PathBuf};

use super::atomic_file::UnnamedFile;
use super::error::StoreError;
use super::sweep::SaveMarker;
use super::{disk, folder, form_files, name};
use crate::export::{self, Format, Purpose, paper};
use crate::flow::RoutineText;
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::Identity;
use crate::page::RoutinePage;
use crate::paper::Paper;
use crate::plan::PlanText;
use crate::scenario::copy::ScenarioText;
use crate::summary::{self, Report};

/// How many names are tried before giving up.
const TRIES: usize = 8;

/// What the names of reports begin with.
pub(super) const REPORT: &str = "lagesbild-";

/// What the name of a follow-up begins with, which may lie beside them too.
pub const FOLLOW_UP: &str = "uppfoljning-";

/// How many reports of one day get names of their own.
const NAMES: usize = 99;

pub(super) fn save_form(
    folder: &Path,
    form: &DeidentifiedForm,
    formats: &[Format],
) -> Result<Vec<PathBuf>, StoreError> {
    for _ in 0..TRIES {
        let id = name::draw_form_id()?;
        let stem = name::form_stem(form.content(), &id);
        let form = form.clone().with_identity(Identity { id, version: 1 });
        match save_under(folder, &stem, &form, formats) {
            Err(StoreError::NameTaken(_)) => {}
            done => return done,
        }
    }
    Err(StoreError::NameTaken(folder.to_owned()))
}

/// What becomes of the version of a form that is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EarlierVersion {
    /// It is removed: the correction may be of what should never have been there.
    #[default]
    Removed,
    /// It is kept beside the correction.
    Kept,
}

pub(super) fn save_correction(
    earlier: &Path,
    corrected: &DeidentifiedForm,
    then: EarlierVersion,
) -> Result<Vec<PathBuf>, StoreError> {
    let before = form_files::form_files(earlier)?;
    let ending =
        |path: &PathBuf| path.extension().and_then(|ending| ending.to_str()).and_then(Format::from_id);
    let mut formats: Vec<Format> = before.iter().filter_map(ending).collect();
    formats.sort_unstable();
    let identity = next_identity(corrected.content().identity.clone())?;
    let stem = name::version_stem(corrected.content(), &identity);
    let folder = earlier.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let saved = save_under(folder, &stem, &corrected.clone().with_identity(identity), &formats)?;
    if then == EarlierVersion::Removed {
        form_files::delete_form(earlier)?;
    }
    Ok(saved)
}

/// Saves under one stem. Whatever got its name before something failed is taken away again.
pub(super) fn save_under(
    folder: &Path,
    stem: &str,
    form: &DeidentifiedForm,
    formats: &[Format],
) -> Result<Vec<PathBuf>, StoreError> {
    let made = formats.iter().map(|format| {
        let bytes = export::render_form(form, *format, Purpose::Case).map_err(StoreError::NotMade)?;
        Ok((folder.join(format!("{stem}.{}", format.id())), bytes))
    });
    write_all(folder, stem, &made.collect::<Result<Vec<_>, _>>()?)
}

/// Writes a report of protected counts in the formats a reader opens, under the first of the names that is free.
pub(super) fn save_report(folder: &Path, report: &Report, stem: &str) -> Result<Vec<PathBuf>, StoreError> {
    for nth in 1..=NAMES {
        let stem = if nth == 1 { stem.to_owned() } else { format!("{stem}-{nth}") };
        let made = summary::ReportFormat::FOR_READERS.iter().map(|format| {
            let bytes = summary::render_report(report, *format).map_err(StoreError::NotMade)?;
            Ok((folder.join(format!("{stem}.{}", format.id())), bytes))
        });
        match write_all(folder, &stem, &made.collect::<Result<Vec<_>, _>>()?) {
            Err(StoreError::NameTaken(_)) => {}
            done => return done,
        }
    }
    Err(StoreError::NameTaken(folder.join(stem)))
}

/// The identity of what corrects a form with this one.
fn next_identity(earlier: Option<Identity>) -> Result<Identity, StoreError> {
    Ok(match earlier {
        Some(Identity { id, version }) => Identity { id, version: version.saturating_add(1) },
        None => Identity { id: name::draw_form_id()?, version: 1 },
    })
}

/// New files with these bytes, under one stem: all of them, or none. A mark tells until then that they are not all there.
fn write_all(folder: &Path, stem: &str, files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<PathBuf>, StoreError> {
    let written = files.iter().map(|(path, bytes)| {
        write_beside(folder, bytes)
            .map(|file| (file, path.clone()))
            .map_err(|error| StoreError::from_io(&error, path))
    });
    let written = written.collect::<Result<Vec<_>, _>>()?;
    let saving = SaveMarker::mark_begun(folder, stem).map_err(|error| StoreError::from_io(&error, folder))?;
    let mut named = Vec::with_capacity(written.len());
    let done = name_all(folder, written, &mut named)
        .and_then(|()| saving.mark_done().map_err(|error| StoreError::from_io(&error, folder)));
    match done {
        Ok(()) => Ok(named),
        Err(fault) => {
            let fault = undo_save(&named, fault);
            // A mark that stays is swept away at the next start, with nothing under it.
            let _swept_later = saving.mark_done();
            Err(fault)
        }
    }
}

/// Gives the files their names, one after the other, and flushes the folder.
fn name_all(
    folder: &Path,
    written: Vec<(UnnamedFile, PathBuf)>,
    named: &mut Vec<PathBuf>,
) -> Result<(), StoreError> {
    for (file, path) in written {
        disk::name_file(file, &path).map_err(|error| StoreError::from_io(&error, &path))?;
        named.push(path);
    }
    disk::sync_folder(folder).map_err(|error| StoreError::from_io(&error, folder))
}

/// Saves in one format under a name of the user's own.
pub(super) fn export_form(
    form: &DeidentifiedForm,
    format: Format,
    purpose: Purpose,
    path: &Path,
) -> Result<PathBuf, StoreError> {
    write_new_file(&export::render_form(form, format, purpose).map_err(StoreError::NotMade)?, path)
}

/// Writes the form's document without its data, under a name of the user's own.
#[cfg(feature = "pdf")]
pub(super) fn export_without_data(
    form: &DeidentifiedForm,
    purpose: Purpose,
    path: &Path,
) -> Result<PathBuf, StoreError> {
    write_new_file(&export::without_data(form, purpose).map_err(StoreError::NotMade)?, path)
}

/// Writes a paper under a name of the user's own.
pub(super) fn save_paper(
    paper: &Paper,
    format: paper::PaperFormat,
    path: &Path,
) -> Result<PathBuf, StoreError> {
    write_new_file(&paper::render_paper(paper, format).map_err(StoreError::NotMade)?, path)
}

/// Writes the page of a routine under a name of the user's own.
pub(super) fn save_page(page: &RoutinePage, path: &Path) -> Result<PathBuf, StoreError> {
    write_new_file(page.to_html().as_bytes(), path)
}

/// A new file with these bytes, whole or not at all.
fn write_new_file(bytes: &[u8], path: &Path) -> Result<PathBuf, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let file = write_beside(folder, bytes).map_err(|error| StoreError::from_io(&error, folder))?;
    disk::name_file(file, path).map_err(|error| StoreError::from_io(&error, path))?;
    disk::sync_folder(folder)
        .map_err(|error| undo_save(&[path.to_owned()], StoreError::from_io(&error, folder)))?;
    Ok(path.to_owned())
}

/// Writes a routine of the user's own, and its scenarios in a folder of theirs; makes the folders where there are none. Never
/// over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn save_routine(
    path: &Path,
    text: &RoutineText,
    folder: &Path,
    scenarios: &[ScenarioText],
) -> Result<(), StoreError> {
    let own = scenarios.iter().map(|one| (folder.join(format!("{}.yaml", one.id())), one.as_str()));
    let files = [(path.to_owned(), text.as_str())].into_iter().chain(own);
    let mut written = Vec::new();
    for (path, text) in files {
        match write_own_file(&path, text) {
            Ok(path) => written.push(path),
            Err(fault) => return Err(undo_save(&written, fault)),
        }
    }
    Ok(())
}

/// Writes a plan of the user's own, and makes its folder where there is none. Never over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn save_plan(path: &Path, text: &PlanText) -> Result<PathBuf, StoreError> {
    write_own_file(path, text.as_str())
}

fn write_own_file(path: &Path, text: &str) -> Result<PathBuf, StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        folder::create_folder(folder)?;
    }
    write_new_file(text.as_bytes(), path)
}

/// Whether a file that is there may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OverwritePolicy {
    /// It may: it is the same thing anew.
    Replace,
    /// Never.
    Never,
}

/// Writes bytes to a file, whole or not at all.
pub(super) fn write_bytes(path: &Path, bytes: &[u8], over: OverwritePolicy) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let named = match over {
        OverwritePolicy::Replace => replace_file(folder, bytes, path),
        OverwritePolicy::Never => write_beside(folder, bytes).and_then(|file| disk::name_file(file, path)),
    };
    named.map_err(|error| StoreError::from_io(&error, path))?;
    disk::sync_folder(folder).map_err(|error| StoreError::from_io(&error, folder))
}

/// The bytes in a nameless neighbour, flushed to the disk.
fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<UnnamedFile> {
    let mut file = disk::create_nameless(folder)?;
    disk::write_all_bytes(file.file(), bytes)?;
    disk::sync_file(file.file())?;
    Ok(file)
}

/// The bytes in the place of another file.
fn replace_file(folder: &Path, bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut file = disk::create_hidden(folder)?;
    disk::write_all_bytes(file.as_file_mut(), bytes)?;
    disk::sync_file(file.as_file())?;
    disk::replace_file(file, path)
}

fn undo_save(named: &[PathBuf], fault: StoreError) -> StoreError {
    // What cannot be removed stays: the fault that led here is the one to tell.
    for path in named {
        let _stays = disk::remove_file(path);
    }
    fault
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder and looks into it")]

    use std::fs::File;
    use std::io::Write;

    use super::*;
    use crate::export::sample;
    use crate::store::disk::faults::{failing_at, killed_at};

    #[test]
    fn a_taken_name_is_never_written_over_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("x.txt");
        std::fs::write(&taken, "mitt").unwrap();
        let fault = save_under(folder.path(), "x", &sample::sample_form(), Format::ALL);
        assert_eq!(fault, Err(StoreError::NameTaken(taken.clone())));
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "mitt");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn whatever_fails_nothing_is_left_behind() {
        for at in 0..24 {
            let folder = tempfile::tempdir().unwrap();
            let (saved, steps) =
                failing_at(at, || save_form(folder.path(), &sample::sample_form(), Format::USUAL));
            if steps.len() <= at {
                assert!(saved.is_ok() && at > 0);
                return;
            }
            assert!(matches!(saved, Err(StoreError::Full(_))), "{steps:?}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{steps:?}");
        }
        unreachable!("saving never succeeded");
    }

    /// Killed, not failing: nothing is undone, as when the power is cut before each thing that is done to the disk.
    #[test]
    fn killed_anywhere_the_next_start_leaves_a_whole_form_or_nothing() {
        for at in 0..24 {
            let folder = tempfile::tempdir().unwrap();
            let (saved, steps) =
                killed_at(at, || save_form(folder.path(), &sample::sample_form(), Format::USUAL).is_ok());
            let swept = crate::store::sweep::sweep_folder(folder.path());
            let left = std::fs::read_dir(folder.path()).unwrap().count();
            if steps.len() <= at {
                assert!(saved && (swept, left) == (0, Format::USUAL.len()));
                return;
            }
            assert!(!saved && left == 0, "{steps:?}: {left}");
        }
        unreachable!("saving never succeeded");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_has_its_own_words() {
        let mut full = File::options().write(true).open("/dev/full").unwrap();
        let error = full.write_all(b"x").unwrap_err();
        assert_eq!(StoreError::from_io(&error, Path::new("/x")), StoreError::Full("/x".into()));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_a_form() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        for path in save_form(folder.path(), &sample::sample_form(), Format::ALL).unwrap() {
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{path:?}");
        }
    }
}
