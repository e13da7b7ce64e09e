//! What is noted of received forms: one event a line, added to, and read back as what stands of each form now. Only a note or a
//! diarienummer that another has replaced is taken away.
//!
//! `{"format":1,"id":"7f3k2qhx5w2mzt4b","day":"2026-11-29","what":WHAT}` where `WHAT` has exactly one key:
//! `{"received":{"version":1,"seal":"…","file":"…"}}`, `{"state":"läst"}`, `{"diary":"KS 2026/17"}`, `{"note":"…"}` or
//! `{"link":"another id"}`. An empty `diary` or `note` takes the earlier away, and a `link` that is there is undone by another.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::diary::DiaryNumber;
use crate::deid::screened::Screened;
use crate::form::model::FormId;
use crate::store::error::StoreError;
use crate::store::{append_only, read};

/// The version of the shape of a line.
const FORMAT: u32 = 1;

/// The most that is read of the register.
const LIMIT: u64 = 64 << 20;

/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// How far a received form has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum InboxState {
    /// Nobody has said that it was read.
    #[default]
    New,
    /// It has been read.
    Read,
    /// Something has been done about it.
    Acted,
    /// Nothing is left to do.
    Closed,
}

impl InboxState {
    /// All, in the order they come.
    pub const ALL: [Self; 4] = [Self::New, Self::Read, Self::Acted, Self::Closed];

    /// The word shown, written and typed.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "ny",
            Self::Read => "läst",
            Self::Acted => "åtgärdad",
            Self::Closed => "avslutad",
        }
    }

    /// The state that a word means, with or without its dots and rings.
    pub fn find_state(word: &str) -> Option<Self> {
        let plain = |text: &str| text.to_lowercase().replace(['ä', 'å'], "a");
        Self::ALL.into_iter().find(|state| plain(state.label()) == plain(word))
    }
}

/// Something that happens to a form in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxEvent {
    /// The form.
    pub id: FormId,
    /// The day.
    pub day: NaiveDate,
    /// What happens.
    pub what: InboxChange,
}

/// What happens to a form in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InboxChange {
    /// A version of it is received.
    Received {
        /// The version.
        version: u32,
        /// Its seal: two with the same say the same.
        seal: String,
        /// The name of the file it is kept in.
        file: String,
    },
    /// It comes so far.
    State(InboxState),
    /// It gets this number in the diary; none where it is empty.
    Diary(DiaryNumber),
    /// This is noted of it; has passed the gate.
    Note(Screened),
    /// It is about the same event as another; where that was said before, it no longer is.
    Link(FormId),
}

/// What is noted of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// The form.
    pub id: FormId,
    /// Its version.
    pub version: u32,
    /// The day this version was received.
    pub received: NaiveDate,
    /// How far it has come.
    pub state: InboxState,
    /// Its number in the diary.
    pub diary: Option<String>,
    /// A short note.
    pub text: Option<Screened>,
    /// The forms about the same event.
    pub links: Vec<FormId>,
    pub(super) seal: String,
    pub(super) file: String,
}

/// What is noted of all forms.
#[derive(Debug, Default)]
pub struct Register {
    notes: BTreeMap<FormId, RegisterEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RegisterLine {
    format: u32,
    id: String,
    day: String,
    what: InboxEventDto,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum InboxEventDto {
    Received { version: u32, seal: String, file: String },
    State(String),
    Diary(String),
    Note(String),
    Link(String),
}

impl Register {
    /// What the lines of a register come to. Lines of a later format, or that are damaged, are passed over.
    pub(super) fn parse_register(text: &str) -> Self {
        let mut register = Self::default();
        text.lines().filter_map(parse_event).for_each(|event| register.apply_event(event));
        register
    }

    /// What is noted of each form.
    pub(super) fn notes(&self) -> impl Iterator<Item = &RegisterEntry> {
        self.notes.values()
    }

    /// What is noted of a form.
    pub(super) fn get(&self, id: &FormId) -> Option<&RegisterEntry> {
        self.notes.get(id)
    }

    /// Takes in an event.
    pub(super) fn apply_event(&mut self, event: InboxEvent) {
        let InboxEvent { id, day, what } = event;
        if let InboxChange::Received { version, seal, file } = what {
            let (state, diary, text, links) = match self.notes.remove(&id) {
                // What was noted stays; but a new version is to be read again.
                Some(RegisterEntry { diary, text, links, .. }) => (InboxState::New, diary, text, links),
                None => (InboxState::New, None, None, Vec::new()),
            };
            let note = RegisterEntry {
                id: id.clone(),
                version,
                received: day,
                state,
                diary,
                text,
                links,
                seal,
                file,
            };
            self.notes.insert(id, note);
            return;
        }
        if let InboxChange::Link(other) = &what {
            self.toggle_link(&id, other);
            self.toggle_link(other, &id);
            return;
        }
        let Some(note) = self.notes.get_mut(&id) else { return };
        match what {
            InboxChange::State(state) => note.state = state,
            InboxChange::Diary(number) => {
                note.diary = Some(number.as_str().to_owned()).filter(|number| !number.is_empty());
            }
            InboxChange::Note(text) => note.text = (!text.text().is_empty()).then_some(text),
            InboxChange::Received { .. } | InboxChange::Link(_) => {}
        }
    }

    fn toggle_link(&mut self, from: &FormId, to: &FormId) {
        let Some(note) = self.notes.get_mut(from) else { return };
        match note.links.iter().position(|link| link == to) {
            Some(at) => {
                note.links.remove(at);
            }
            None => note.links.push(to.clone()),
        }
    }
}

/// The text of a register; empty where there is none.
pub(super) fn read_register_text(path: &Path) -> Result<String, StoreError> {
    match read::read_own_file(path, LIMIT) {
        Ok(file) => Ok(file.text().to_owned()),
        Err(StoreError::Missing(_)) => Ok(String::new()),
        Err(fault) => Err(fault),
    }
}

/// Adds an event. Readable by the user alone (0600), and on the disk before this returns.
pub(super) fn append_event(path: &Path, event: &InboxEvent) -> Result<(), StoreError> {
    append_only::append_line(path, &format_event(event))
}

/// The text of a register without what is said of a form.
pub(super) fn remove_form(text: &str, id: &FormId) -> String {
    let about = |line: &&str| {
        let of = parse_event(line);
        let links = |event: &InboxEvent| matches!(&event.what, InboxChange::Link(other) if other == id);
        !of.is_some_and(|event| event.id == *id || links(&event))
    };
    text.lines().filter(about).flat_map(|line| [line, "\n"]).collect()
}

/// The text of a register without the notes or the diarienummer that the latest event replaces; `None` where it replaces none.
pub(super) fn remove_replaced(text: &str, by: &InboxEvent) -> Option<String> {
    let is_same_kind = |what: &InboxChange| match (what, &by.what) {
        (InboxChange::Note(_), InboxChange::Note(_)) | (InboxChange::Diary(_), InboxChange::Diary(_)) => true,
        (
            InboxChange::Received { .. }
            | InboxChange::State(_)
            | InboxChange::Link(_)
            | InboxChange::Note(_)
            | InboxChange::Diary(_),
            _,
        ) => false,
    };
    let is_about =
        |line: &str| parse_event(line).is_some_and(|event| event.id == by.id && is_same_kind(&event.what));
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.iter().rposition(|line| is_about(line))?;
    let left = lines.iter().enumerate().filter(|(nth, line)| *nth == last || !is_about(line));
    let left: Vec<&str> = left.map(|(_, line)| *line).collect();
    (left.len() < lines.len()).then(|| left.into_iter().flat_map(|line| [line, "\n"]).collect())
}

fn format_event(event: &InboxEvent) -> String {
    let InboxEvent { id, day, what } = event;
    let what = match what {
        InboxChange::Received { version, seal, file } => {
            InboxEventDto::Received { version: *version, seal: seal.clone(), file: file.clone() }
        }
        InboxChange::State(state) => InboxEventDto::State(state.label().to_owned()),
        InboxChange::Diary(number) => InboxEventDto::Diary(number.as_str().to_owned()),
        InboxChange::Note(text) => InboxEventDto::Note(text.text().to_owned()),
        InboxChange::Link(other) => InboxEventDto::Link(other.as_str().to_owned()),
    };
    let line =
        RegisterLine { format: FORMAT, id: id.as_str().to_owned(), day: day.format(DAY).to_string(), what };
    serde_json::to_string(&line).map(|text| format!("{text}\n")).unwrap_or_default()
}

fn parse_event(line: &str) -> Option<InboxEvent> {
    let RegisterLine { format, id, day, what } = serde_json::from_str(line).ok()?;
    let what = match what {
        // A file lies in the inbox's own folder, and nowhere else.
        InboxEventDto::Received { file, .. } if file.contains(['/', '\\']) || file.starts_with('.') => {
            return None;
        }
        InboxEventDto::Received { version, seal, file } => InboxChange::Received { version, seal, file },
        InboxEventDto::State(word) => InboxChange::State(InboxState::find_state(&word)?),
        InboxEventDto::Diary(number) => InboxChange::Diary(DiaryNumber::from_register(&number)?),
        InboxEventDto::Note(text) => InboxChange::Note(Screened::from_saved(text)),
        InboxEventDto::Link(other) => InboxChange::Link(FormId::parse_id(&other)?),
    };
    let day = NaiveDate::parse_from_str(&day, DAY).ok()?;
    (format == FORMAT).then_some(InboxEvent { id: FormId::parse_id(&id)?, day, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form_id(letter: char) -> FormId {
        FormId::parse_id(&letter.to_string().repeat(16)).unwrap()
    }

    fn event_about(letter: char, what: InboxChange) -> InboxEvent {
        InboxEvent { id: form_id(letter), day: NaiveDate::from_ymd_opt(2026, 11, 29).unwrap(), what }
    }

    fn received_version(version: u32) -> InboxChange {
        InboxChange::Received { version, seal: "s".to_owned(), file: format!("x-{version}.pdf") }
    }

    #[test]
    fn a_note_that_another_replaces_is_gone_and_nothing_else_is() {
        let note = |text: &str| InboxChange::Note(Screened::from_saved(text.to_owned()));
        let events = [
            event_about('a', received_version(1)),
            event_about('a', note("Talat med Anna")),
            event_about('b', note("Ringt")),
            event_about('a', InboxChange::State(InboxState::Acted)),
            event_about('a', note("")),
        ];
        let text: String = events.iter().map(format_event).collect();
        let left = remove_replaced(&format!("skräp\n{text}"), &events[4]).unwrap();
        let kept: String = [&events[0], &events[2], &events[3], &events[4]].map(format_event).concat();
        assert_eq!(left, format!("skräp\n{kept}"));
        assert_eq!(remove_replaced(&text, &events[3]), None, "a state is no text");
    }

    #[test]
    fn what_is_noted_is_read_back_and_a_new_version_is_to_be_read_again() {
        let events = [
            event_about('a', received_version(1)),
            event_about('b', received_version(1)),
            event_about('a', InboxChange::State(InboxState::Acted)),
            event_about('a', InboxChange::Diary(DiaryNumber::parse_number("KS 2026/17").unwrap())),
            event_about('a', InboxChange::Note(Screened::from_saved("Ringt tillbaka".to_owned()))),
            event_about('a', InboxChange::Link(form_id('b'))),
            event_about('a', received_version(2)),
        ];
        let text: String = events.iter().map(format_event).collect();
        let register = Register::parse_register(&format!("skräp\n{text}{{\"format\":9}}\n"));
        let note = register.get(&form_id('a')).unwrap();
        assert_eq!(
            (note.version, note.state, note.diary.as_deref()),
            (2, InboxState::New, Some("KS 2026/17"))
        );
        assert_eq!(note.links, [form_id('b')]);
        assert_eq!(register.get(&form_id('b')).unwrap().links, [form_id('a')]);
        let left = Register::parse_register(&remove_form(&text, &form_id('b')));
        assert_eq!(left.get(&form_id('a')).unwrap().links, []);
        assert!(left.get(&form_id('b')).is_none());
        insta::assert_snapshot!(text.lines().nth(2).unwrap(), @r#"{"format":1,"id":"aaaaaaaaaaaaaaaa","day":"2026-11-29","what":{"state":"åtgärdad"}}"#);
    }

    #[test]
    fn a_register_never_leads_out_of_its_folder() {
        let out = format_event(&event_about(
            'a',
            InboxChange::Received { version: 1, seal: String::new(), file: "../x.pdf".to_owned() },
        ));
        assert!(Register::parse_register(&out).get(&form_id('a')).is_none());
    }
}
