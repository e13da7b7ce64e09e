//! What is left to do after saved forms: a line of JSON for each thing, in a file of its own. A line holds words of the routine and
//! a day. An act that the form names is tied to the form by its file's name; one that it keeps quiet about is tied to nothing.
//!
//! `todo.jsonl` in the platform's folder for local data, UTF-8, one object a line:
//! `{"format":1,"id":"7f3k2q9a","day":"2026-11-21","title":"Informera din chef","form":"2026-v47-hot-7f3k2q","act":"chef","reasons":[]}`; one
//! that is over has `"closed":{"day":"2026-11-23","reason":null}`, with the reason where it was not relevant. The file is written
//! whole each time, so that what is gone is gone.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::{append_only, folder, name, save};
use crate::calendar;
use crate::flow::model::Urgency;

/// The version of the shape of a line.
const FORMAT: u32 = 1;

/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// The most that is read of the file.
const LIMIT: u64 = 4 << 20;

/// How long an id is, in letters.
const ID: usize = 8;

/// Why something can be found not relevant where the routine has no reasons of its own.
pub const USUAL_REASONS: [&str; 3] =
    ["Någon annan har gjort det", "Det behövs inte längre", "Det är bestämt att det inte ska göras"];

/// Something that is left to do, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDoItem {
    /// Its id, which says nothing; empty until it is noted.
    pub id: String,
    /// The day the form was saved.
    pub day: NaiveDate,
    /// The heading of the act.
    pub title: String,
    /// How pressing it is.
    pub urgency: Urgency,
    /// The name of the form that names the act; `None` where the form keeps quiet about it.
    pub form: Option<String>,
    /// The id of the act in that form; `None` where no form names it.
    pub act: Option<String>,
    /// The reasons for which it may be found not relevant; none where it cannot.
    pub reasons: Vec<String>,
    /// How and when it was over; `None` while it is not.
    pub closed: Option<Closed>,
}

/// How something that was left to do is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The day.
    pub day: NaiveDate,
    /// Why it was not relevant; `None` where it was done.
    pub reason: Option<String>,
}

/// The file. It takes [`ToDoItem`]s and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToDoFile {
    chosen: Option<PathBuf>,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct ToDoLine {
    format: u32,
    id: String,
    day: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    urgency: Option<UrgencyWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<ClosedLine>,
}

/// How pressing something is, where it is more than usual.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UrgencyWord {
    Now,
    Promptly,
}

#[derive(Debug, Serialize, Deserialize)]
struct ClosedLine {
    day: String,
    reason: Option<String>,
}

impl ToDoFile {
    /// The file in the platform's folder for local data.
    pub fn in_local_folder() -> Self {
        Self { chosen: None }
    }

    /// Another file.
    pub fn at_path(path: impl Into<PathBuf>) -> Self {
        Self { chosen: Some(path.into()) }
    }

    /// Everything in it, in the order noted; nothing where there is no file. Lines of a later format are left out.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn read_all(&self) -> Result<Vec<ToDoItem>, StoreError> {
        append_only::read_lines(&self.path()?, LIMIT, parse_line)
    }

    /// Writes these in the place of everything in it, whole or not at all. Those without an id get one.
    ///
    /// # Errors
    /// What happened; the file is then as before.
    pub fn write_all(&self, items: Vec<ToDoItem>) -> Result<(), StoreError> {
        let path = self.path()?;
        path.parent().map_or(Ok(()), folder::create_private_folder)?;
        let lines: Vec<String> = items.into_iter().map(format_line).collect::<Result<_, _>>()?;
        save::write_bytes(&path, lines.concat().as_bytes(), save::OverwritePolicy::Replace)
    }

    fn path(&self) -> Result<PathBuf, StoreError> {
        self.chosen.clone().map_or_else(folder::todo_path, Ok)
    }
}

fn format_line(item: ToDoItem) -> Result<String, StoreError> {
    let ToDoItem { id, day, title, urgency, form, act, reasons, closed } = item;
    let id = if id.is_empty() { name::draw_letters(ID)? } else { id };
    let closed =
        closed.map(|closed| ClosedLine { day: closed.day.format(DAY).to_string(), reason: closed.reason });
    let day = day.format(DAY).to_string();
    let urgency = match urgency {
        Urgency::Now => Some(UrgencyWord::Now),
        Urgency::Promptly => Some(UrgencyWord::Promptly),
        Urgency::Normal => None,
    };
    let line = ToDoLine { format: FORMAT, id, day, title, urgency, form, act, reasons, closed };
    // A line of numbers and words always becomes JSON.
    Ok(serde_json::to_string(&line).map(|text| format!("{text}\n")).unwrap_or_default())
}

fn parse_line(line: &str) -> Option<ToDoItem> {
    let ToDoLine { format, id, day, title, urgency, form, act, reasons, closed } =
        serde_json::from_str(line).ok()?;
    let closed = match closed {
        Some(ClosedLine { day, reason }) => Some(Closed { day: calendar::parse_day(&day)?, reason }),
        None => None,
    };
    let day = calendar::parse_day(&day)?;
    let urgency = match urgency {
        Some(UrgencyWord::Now) => Urgency::Now,
        Some(UrgencyWord::Promptly) => Urgency::Promptly,
        None => Urgency::Normal,
    };
    (format == FORMAT).then_some(ToDoItem { id, day, title, urgency, form, act, reasons, closed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_for_the_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ny/todo.jsonl");
        let file = ToDoFile::at_path(&path);
        assert_eq!(file.read_all(), Ok(Vec::new()));
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let closed = Some(Closed { day, reason: Some("Behövs inte".to_owned()) });
        let item = |title: &str, form: Option<&str>, closed| ToDoItem {
            id: "abc".to_owned(),
            day,
            title: title.to_owned(),
            urgency: if form.is_some() { Urgency::Now } else { Urgency::Normal },
            form: form.map(str::to_owned),
            act: form.map(|_| "chef".to_owned()),
            reasons: vec!["Behövs inte".to_owned()],
            closed,
        };
        let items = vec![
            item("Informera \"chefen\"", Some("2026-v47-oro-7f3k2q"), closed),
            item("Anmäl", None, None),
        ];
        file.write_all(items.clone()).unwrap();
        assert_eq!(file.read_all(), Ok(items));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
        }
    }
}
