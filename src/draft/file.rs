//! A draft being written: one line appended, and flushed to the disk, for each thing decided; and reading it back.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads and writes drafts")]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::line::{self, DraftLine, VERSION};
use super::log::Record;
use crate::store::error::StoreError;
use crate::store::{disk, folder, name};

/// The ending of a draft's name.
pub(super) const ENDING: &str = "draft";

/// The most that is read of a draft, in bytes.
const LIMIT: u64 = 4 << 20;

/// What a draft is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHeader {
    /// The routine's id.
    pub routine: String,
    /// The fingerprint of the routine's text, in full.
    pub fingerprint: String,
    /// The day it was begun.
    pub day: NaiveDate,
}

/// An open draft, locked so that no other instance takes it up meanwhile. Dropping it leaves the draft where it is.
#[derive(Debug)]
pub struct DraftFile {
    path: PathBuf,
    file: File,
    word: String,
    /// How many lines lie whole on the disk, and their bytes.
    lines: u64,
    bytes: u64,
    /// What could not be written yet.
    late: Vec<DraftLine>,
    /// What lies on the disk, to be written anew where somebody takes it away meanwhile.
    kept: Vec<DraftLine>,
}

/// How it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppendOutcome {
    /// After what lay there.
    Appended,
    /// From the beginning: what lay there had been taken away.
    Anew,
}

/// What was read of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftContent {
    /// What it is of.
    pub head: DraftHeader,
    /// What was decided, oldest first.
    pub records: Vec<Record>,
    /// The latest day it was begun or taken up.
    pub last: NaiveDate,
    /// The day since then when the user was told that it will be removed.
    pub told: Option<NaiveDate>,
    /// How whole it was.
    pub state: Integrity,
}

/// How whole a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// Every line can be read.
    Whole,
    /// The last line was cut short, as by a power cut: what was being written is gone, and nothing before it.
    Torn,
    /// A line in the middle is damaged: what came after it is gone.
    Damaged,
}

impl DraftFile {
    /// Begins a draft in a folder, under a new random name.
    pub(super) fn begin_in(folder: &Path, head: &DraftHeader) -> Result<Self, StoreError> {
        let word = name::draw_word()?;
        let path = folder.join(format!("{word}.{ENDING}"));
        let fault = |error: &std::io::Error| StoreError::from_io(error, &path);
        let file = disk::create_file(&path).map_err(|error| fault(&error))?;
        lock_file(&file, &path)?;
        let DraftHeader { routine, fingerprint, day } = head.clone();
        let head = DraftLine::Draft { version: VERSION, routine, fingerprint, day };
        let mut draft = Self { path, file, word, lines: 0, bytes: 0, late: Vec::new(), kept: Vec::new() };
        let written = draft
            .write_lines(vec![head])
            .and_then(|_| disk::sync_folder(folder).map_err(|error| StoreError::from_io(&error, folder)));
        match written {
            Ok(()) => Ok(draft),
            Err(fault) => {
                draft.late.clear();
                // A draft of nothing is not left behind; what cannot be removed is one that cannot be read either.
                let _stays = disk::remove_file(&draft.path);
                Err(fault)
            }
        }
    }

    /// Opens a draft to go on writing in it. What was cut short is cut away.
    pub(super) fn resume(path: &Path) -> Result<(Self, DraftContent), StoreError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|error| StoreError::from_io(&error, path))?;
        lock_file(&file, path)?;
        let word = word_of(path);
        let WholeLines { kept, lines, bytes } = read_lines(&mut file, path, &word)?;
        disk::truncate_file(&mut file, bytes).map_err(|error| StoreError::from_io(&error, path))?;
        let count = byte_count(lines.len());
        Ok((
            Self { path: path.to_owned(), file, word, lines: count, bytes, late: Vec::new(), kept: lines },
            kept,
        ))
    }

    /// Looks into a draft without taking it up.
    pub(super) fn peek(path: &Path) -> Result<DraftContent, StoreError> {
        let mut file = File::open(path).map_err(|error| StoreError::from_io(&error, path))?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(path.to_owned())),
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        read_lines(&mut file, path, &word_of(path)).map(|whole| whole.kept)
    }

    /// Appends what was decided and flushes it to the disk. What could not be written is tried again with the next, and a
    /// draft that somebody has taken away meanwhile is written anew.
    ///
    /// # Errors
    /// What happened. The draft then holds what it held before.
    pub fn append(&mut self, records: &[Record]) -> Result<AppendOutcome, StoreError> {
        self.write_lines(records.iter().map(line::record_to_line).collect())
    }

    /// Notes that the user was told, on this day, that the draft will be removed.
    pub(super) fn note_warned(&mut self, day: NaiveDate) -> Result<(), StoreError> {
        self.write_lines(vec![DraftLine::Told { day }]).map(drop)
    }

    /// Notes that the walk was taken up on this day: it is not forgotten.
    ///
    /// # Errors
    /// What happened. It is tried again with the next decision.
    pub fn note_resumed(&mut self, day: NaiveDate) -> Result<(), StoreError> {
        self.write_lines(vec![DraftLine::TakenUp { day }]).map(drop)
    }

    /// Removes the draft. On most disks what was there can still be found for a while by whoever looks for it.
    ///
    /// # Errors
    /// What happened; the draft is then still there.
    pub fn discard(mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.late.clear();
        // Some systems remove no file that is open.
        drop(self);
        match disk::remove_file(&path) {
            // What somebody else has taken away is gone, as was asked.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done.map_err(|error| StoreError::from_io(&error, &path)),
        }
    }

    fn write_lines(&mut self, lines: Vec<DraftLine>) -> Result<AppendOutcome, StoreError> {
        if self.lines > 0 && !disk::is_at(&self.file, &self.path) {
            self.late.extend(lines);
            return self.rewrite_all();
        }
        let failed_before = !self.late.is_empty();
        self.late.extend(lines);
        if failed_before {
            disk::truncate_file(&mut self.file, self.bytes)
                .map_err(|error| StoreError::from_io(&error, &self.path))?;
        }
        let sealed = (self.lines..).zip(&self.late).map(|(n, line)| line::seal_line(line, &self.word, n));
        let text: String = sealed.collect();
        let done =
            disk::write_all_bytes(&mut self.file, text.as_bytes()).and_then(|()| disk::sync_file(&self.file));
        match done {
            Ok(()) => {
                self.lines += byte_count(self.late.len());
                self.bytes += byte_count(text.len());
                self.kept.append(&mut self.late);
                Ok(AppendOutcome::Appended)
            }
            Err(error) => {
                // Where not even this can be done, the half line is cut away before the next, or when the draft is
                // taken up.
                let _stays = disk::truncate_file(&mut self.file, self.bytes);
                Err(StoreError::from_io(&error, &self.path))
            }
        }
    }
}

impl DraftFile {
    /// Writes all of it to a new file in its place.
    fn rewrite_all(&mut self) -> Result<AppendOutcome, StoreError> {
        if let Some(folder) = self.path.parent() {
            folder::create_private_folder(folder)?;
        }
        let file = disk::create_file(&self.path).map_err(|error| StoreError::from_io(&error, &self.path))?;
        lock_file(&file, &self.path)?;
        self.file = file;
        (self.lines, self.bytes) = (0, 0);
        self.late = std::mem::take(&mut self.kept).into_iter().chain(self.late.drain(..)).collect();
        self.write_lines(Vec::new()).map(|_| AppendOutcome::Anew)
    }
}

/// What could not be written is tried once more.
impl Drop for DraftFile {
    fn drop(&mut self) {
        if !self.late.is_empty() {
            let _told_before = self.write_lines(Vec::new());
        }
    }
}

fn lock_file(file: &File, path: &Path) -> Result<(), StoreError> {
    match file.try_lock() {
        // A file system without locks is used without them.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
    }
}

/// What stands whole in a draft.
struct WholeLines {
    kept: DraftContent,
    lines: Vec<DraftLine>,
    bytes: u64,
}

/// What stands whole in a draft.
fn read_lines(file: &mut File, path: &Path, word: &str) -> Result<WholeLines, StoreError> {
    let mut bytes = Vec::new();
    let fault = |error: &std::io::Error| StoreError::from_io(error, path);
    file.seek(SeekFrom::Start(0)).map_err(|error| fault(&error))?;
    file.take(LIMIT).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    parse_lines(&bytes, word).ok_or_else(|| StoreError::NotADraft(path.to_owned()))
}

fn parse_lines(bytes: &[u8], word: &str) -> Option<WholeLines> {
    let mut rows = (0..).zip(bytes.split_inclusive(|byte| *byte == b'\n'));
    let first = rows.next().and_then(|(n, row)| open_line(row, word, n))?;
    let head = match first.clone() {
        DraftLine::Draft { version: VERSION, routine, fingerprint, day } => {
            DraftHeader { routine, fingerprint, day }
        }
        DraftLine::Draft { .. }
        | DraftLine::Took { .. }
        | DraftLine::Undid
        | DraftLine::Redid
        | DraftLine::Waits { .. }
        | DraftLine::Ticked { .. }
        | DraftLine::Told { .. }
        | DraftLine::TakenUp { .. } => return None,
    };
    let last = head.day;
    let mut kept = DraftContent { head, records: Vec::new(), last, told: None, state: Integrity::Whole };
    let mut lines = vec![first];
    let mut length = bytes.split_inclusive(|byte| *byte == b'\n').next()?.len();
    for (n, row) in &mut rows {
        let Some(line) = open_line(row, word, n) else {
            let more = rows.any(|(n, row)| open_line(row, word, n).is_some());
            kept.state = if more { Integrity::Damaged } else { Integrity::Torn };
            break;
        };
        match &line {
            DraftLine::Told { day } => kept.told = Some(*day),
            DraftLine::TakenUp { day } => {
                kept.last = *day;
                kept.told = None;
            }
            DraftLine::Draft { .. }
            | DraftLine::Took { .. }
            | DraftLine::Undid
            | DraftLine::Redid
            | DraftLine::Waits { .. }
            | DraftLine::Ticked { .. } => {
                kept.records.push(line::line_to_record(line.clone())?);
            }
        }
        lines.push(line);
        length += row.len();
    }
    Some(WholeLines { kept, lines, bytes: byte_count(length) })
}

fn open_line(row: &[u8], word: &str, number: u64) -> Option<DraftLine> {
    line::open_line(row.strip_suffix(b"\n")?, word, number)
}

fn word_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn byte_count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::event::LogEntry;
    use crate::store::disk::faults::failing_at;

    fn head() -> DraftHeader {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        DraftHeader { routine: "prov".to_owned(), fingerprint: "ab".repeat(32), day }
    }

    fn undid() -> Vec<Record> {
        vec![Record { entry: LogEntry::Undid, print: None }]
    }

    /// A draft of `records` single records, closed again.
    fn write_draft(folder: &Path, records: usize) -> PathBuf {
        let mut draft = DraftFile::begin_in(folder, &head()).unwrap();
        (0..records).for_each(|_| assert_eq!(draft.append(&undid()), Ok(AppendOutcome::Appended)));
        draft.path.clone()
    }

    #[test]
    fn what_was_appended_is_read_back_and_gone_on_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_draft(folder.path(), 2);
        let (mut draft, kept) = DraftFile::resume(&path).unwrap();
        assert_eq!((kept.head, kept.records.len(), kept.state), (head(), 2, Integrity::Whole));
        draft.append(&undid()).unwrap();
        drop(draft);
        assert_eq!(DraftFile::peek(&path).unwrap().records.len(), 3);
    }

    #[test]
    fn one_instance_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_draft(folder.path(), 1);
        let (draft, _) = DraftFile::resume(&path).unwrap();
        assert_eq!(DraftFile::resume(&path).unwrap_err(), StoreError::InUse(path.clone()));
        assert_eq!(DraftFile::peek(&path).unwrap_err(), StoreError::InUse(path.clone()));
        draft.discard().unwrap();
        assert_eq!(DraftFile::peek(&path).unwrap_err(), StoreError::Missing(path));
    }

    #[test]
    fn a_draft_cut_at_any_byte_loses_its_last_line_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_draft(folder.path(), 3);
        let bytes = std::fs::read(&path).unwrap();
        let ends: Vec<usize> = (1..=bytes.len()).filter(|end| bytes[end - 1] == b'\n').collect();
        for length in ends[0]..bytes.len() {
            let WholeLines { kept, lines, bytes: whole } =
                parse_lines(&bytes[..length], &word_of(&path)).unwrap();
            let expected = ends.iter().filter(|end| **end <= length).count();
            assert_eq!((kept.records.len() + 1, lines.len()), (expected, expected), "{length}");
            assert_eq!(kept.state == Integrity::Whole, ends.contains(&length));
            assert_eq!(whole, byte_count(ends[expected - 1]));
        }
    }

    #[test]
    fn damage_in_the_middle_is_told_apart_from_a_torn_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_draft(folder.path(), 3);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 3;
        bytes[middle] ^= 1;
        let WholeLines { kept, lines, .. } = parse_lines(&bytes, &word_of(&path)).unwrap();
        assert_eq!((kept.state, kept.records.len(), lines.len()), (Integrity::Damaged, 0, 1));
        let end = bytes.len() - 4;
        bytes[middle] ^= 1;
        bytes[end] = 0;
        let WholeLines { kept, .. } = parse_lines(&bytes, &word_of(&path)).unwrap();
        assert_eq!((kept.state, kept.records.len()), (Integrity::Torn, 2));
    }

    #[test]
    fn whatever_fails_what_was_kept_is_kept_and_the_rest_follows_later() {
        for at in 0..3 {
            let folder = tempfile::tempdir().unwrap();
            let mut draft = DraftFile::begin_in(folder.path(), &head()).unwrap();
            draft.append(&undid()).unwrap();
            let (failed, steps) = failing_at(at, || draft.append(&undid()));
            if failed.is_ok() {
                assert!(steps.len() <= at);
                continue;
            }
            assert_eq!(failed, Err(StoreError::Full(draft.path.clone())), "{steps:?}");
            draft.append(&undid()).unwrap();
            let path = draft.path.clone();
            drop(draft);
            let kept = DraftFile::peek(&path).unwrap();
            assert_eq!((kept.records.len(), kept.state), (3, Integrity::Whole), "{steps:?}");
        }
    }

    #[test]
    fn a_draft_that_is_taken_away_meanwhile_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = folder.path().join("stegvis").join("drafts");
        folder::create_private_folder(&drafts).unwrap();
        let (mut draft, _) = DraftFile::resume(&write_draft(&drafts, 2)).unwrap();
        assert_eq!(draft.append(&undid()), Ok(AppendOutcome::Appended));
        std::fs::remove_dir_all(folder.path().join("stegvis")).unwrap();
        let (failed, _) = failing_at(1, || draft.append(&undid()));
        assert!(failed.is_err());
        assert_eq!(draft.append(&undid()), Ok(AppendOutcome::Appended));
        std::fs::remove_file(&draft.path).unwrap();
        assert_eq!(draft.append(&undid()), Ok(AppendOutcome::Anew));
        let path = draft.path.clone();
        drop(draft);
        let kept = DraftFile::peek(&path).unwrap();
        assert_eq!((kept.records.len(), kept.state), (6, Integrity::Whole));
    }

    #[test]
    fn a_draft_that_cannot_be_begun_leaves_nothing() {
        for at in 0..4 {
            let folder = tempfile::tempdir().unwrap();
            let (begun, steps) = failing_at(at, || DraftFile::begin_in(folder.path(), &head()));
            assert!(matches!(begun, Err(StoreError::Full(_))), "{steps:?}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{steps:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_a_draft() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = write_draft(folder.path(), 1).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
