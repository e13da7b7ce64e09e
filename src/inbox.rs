//! The inbox of whoever receives forms, as every face shows it: what became of each file, the forms with what is noted of them, and
//! a receipt to answer with.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::export::{Purpose, txt};
use crate::form::model::{Form, FormId};
use crate::prose::sanitize;
use crate::store::display_path;
use crate::store::error::StoreError;
use crate::store::inbox::register::{InboxEvent, InboxState};
use crate::store::inbox::{Arrival, Inbox, ReceivedForm};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 600;

/// What a diarienummer is, where something else was written.
pub const DIARY_ADVICE: &str = "Här står bara diarienumret: siffror, och förkortningar med stora bokstäver, som KS 2026/17. Inget namn \
                                och inget personnummer får stå här.";

/// What is said where no other form has the name that was written.
pub const NO_OTHER: &str = "Ingen annan blankett i inkorgen heter så. Skriv dess ord eller diarienummer.";

/// The inbox as it was opened.
#[derive(Debug, Clone)]
pub struct OpenInbox {
    /// What became of every file that was looked at.
    pub arrivals: Vec<Arrival>,
    /// The received forms, the latest first.
    pub forms: Vec<ReceivedForm>,
    /// Where files can be put to be received.
    pub folder: PathBuf,
}

/// What is said of a received form among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRow {
    /// What it is called, how far it has come, and when it was filled in.
    pub head: String,
    /// What it is about.
    pub about: String,
    /// What is noted of it.
    pub note: Option<String>,
}

/// What can be done with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAction {
    /// Say how far it has come.
    State,
    /// Give it a number in the diary.
    Diary,
    /// Note something of it.
    Note,
    /// Say that it is about the same event as another.
    Link,
    /// Read a text to answer the sender with.
    Receipt,
    /// Remove it.
    Remove,
}

impl FormAction {
    /// All, in the order shown.
    pub const ALL: [Self; 6] =
        [Self::State, Self::Diary, Self::Note, Self::Link, Self::Receipt, Self::Remove];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "Ändra läget",
            Self::Diary => "Skriv diarienumret",
            Self::Note => "Skriv en kort anteckning",
            Self::Link => "Koppla till en annan blankett om samma händelse",
            Self::Receipt => "Läs ett kvitto att svara med",
            Self::Remove => "Ta bort ur inkorgen",
        }
    }
}

impl OpenInbox {
    /// Receives these files and folders, and what lies in the inbox, and reads what there is.
    ///
    /// # Errors
    /// Where the inbox cannot be read or written.
    pub fn receive_files(inbox: &Inbox, named: &[PathBuf], today: NaiveDate) -> Result<Self, StoreError> {
        let arrivals = inbox.receive_forms(named, today)?;
        Ok(Self { arrivals, forms: inbox.forms()?, folder: inbox.folder()? })
    }

    /// Notes something of a form, and reads what there then is.
    ///
    /// # Errors
    /// Where the inbox cannot be read or written.
    pub fn note_event(inbox: &Inbox, event: &InboxEvent) -> Result<Self, StoreError> {
        inbox.append_event(event)?;
        Ok(Self { arrivals: Vec::new(), forms: inbox.forms()?, folder: inbox.folder()? })
    }

    /// Removes a form for good, and reads what there then is.
    ///
    /// # Errors
    /// Where the inbox cannot be read or written.
    pub fn remove_form(inbox: &Inbox, form: &ReceivedForm) -> Result<Self, StoreError> {
        inbox.remove_form(form)?;
        Ok(Self { arrivals: Vec::new(), forms: inbox.forms()?, folder: inbox.folder()? })
    }

    /// The forms in this state, or in any, that hold these words in any case; every form holds none.
    pub fn find_forms<'i>(
        &'i self,
        state: Option<InboxState>,
        words: &str,
    ) -> impl Iterator<Item = &'i ReceivedForm> + use<'i> {
        let words = words.trim().to_lowercase();
        self.forms.iter().filter(move |form| {
            state.is_none_or(|state| form.note.state == state) && contains_words(form, &words)
        })
    }

    /// The one other form that a name means.
    pub fn find_other(&self, id: &FormId, name: &str) -> Option<FormId> {
        let mut found = self.forms.iter().filter(|form| form.note.id != *id && form.is_called(name));
        let only = found.next()?;
        found.next().is_none().then(|| only.note.id.clone())
    }

    /// What became of the files, in a line each: what was received, and of each other why not.
    pub fn describe_arrivals(&self) -> Vec<String> {
        self.arrivals.iter().map(describe_arrival).collect()
    }

    /// How many routines the forms come from: those of different ones are never added up.
    pub fn count_routines(&self) -> usize {
        let mut routines: Vec<String> = self.forms.iter().map(describe_routine).collect();
        routines.sort_unstable();
        routines.dedup();
        routines.len()
    }
}

impl ReceivedRow {
    /// What is said of a form.
    pub fn from_form(form: &ReceivedForm) -> Self {
        let note = &form.note;
        let name = format!("{}  v{}  {:<9}", note.id.short_word(), note.version, note.state.label());
        let Some(content) = form.content() else {
            let fault = form.form.as_ref().err().map(ToString::to_string).unwrap_or_default();
            let head = format!("{name}  går inte att läsa: {}", sanitize(&fault));
            return Self { head, about: String::new(), note: None };
        };
        let diary = note.diary.as_deref().map(|number| format!("  {number}")).unwrap_or_default();
        let links = if note.links.is_empty() {
            String::new()
        } else {
            format!("  samma som {}", join_links(&note.links))
        };
        let telling = content.telling_rows().map(|row| row.entry.words());
        let about: Vec<String> = telling.filter(|words| !words.is_empty()).collect();
        Self {
            head: sanitize(&format!(
                "{name}  ifylld {}  {}{diary}{links}",
                content.filled,
                content.describe_kind()
            )),
            about: sanitize(&about.join(" · ")),
            note: note.text.as_ref().map(|text| format!("Anteckning: {}", sanitize(text.text()))),
        }
    }
}

/// The row in lines.
impl std::fmt::Display for ReceivedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.head)?;
        [Some(&self.about), self.note.as_ref()]
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .try_for_each(|line| writeln!(f, "    {line}"))
    }
}

/// What became of a file, in two lines.
pub fn describe_arrival(arrival: &Arrival) -> String {
    let fate = if arrival.fate.is_accepted() { "mottagen" } else { "utelämnad" };
    format!("{fate}: {}\n    {}", display_path(&arrival.path), sanitize(&arrival.fate.describe_outcome()))
}

/// The routine a form comes from, and who answers for it.
pub fn describe_routine(form: &ReceivedForm) -> String {
    let Some(content) = form.content() else { return "Går inte att läsa".to_owned() };
    let routine = &content.routine;
    let by = if routine.publisher.is_empty() { "avsändaren okänd" } else { routine.publisher.as_str() };
    sanitize(&format!("{}, version {} ({by})", routine.title, routine.version))
}

/// What is noted of a form, a line each.
pub fn describe_notes(form: &ReceivedForm) -> Vec<String> {
    let note = &form.note;
    let mut lines = vec![
        format!("Blankett {}, version {}", note.id.as_str(), note.version),
        format!("Mottagen: {}", note.received),
        format!("Läge: {}", note.state.label()),
        format!("Diarienummer: {}", note.diary.as_deref().map_or_else(|| "inget".to_owned(), sanitize)),
    ];
    lines.extend(note.text.as_ref().map(|text| format!("Anteckning: {}", sanitize(text.text()))));
    if !note.links.is_empty() {
        lines.push(format!("Samma händelse som: {}", join_links(&note.links)));
    }
    lines.push(format!("Fil: {}", display_path(&form.path)));
    lines
}

/// The form itself as text; `None` where it cannot be read any more.
pub fn form_text(form: &ReceivedForm) -> Option<String> {
    let content = form.form.as_ref().ok()?;
    Some(String::from_utf8_lossy(&txt::write(content, Purpose::Case)).into_owned())
}

/// A text to answer the sender with: nothing of what the form says stands in it.
pub fn write_receipt(form: &ReceivedForm) -> String {
    let note = &form.note;
    let filled = form.content().map(|content| format!(", ifylld {}", content.filled)).unwrap_or_default();
    let diary = note.diary.as_deref().map(|number| format!("Diarienummer: {}.\n", sanitize(number)));
    format!(
        "Hej!\n\nBlanketten {} (version {}{filled}) är mottagen {}.\n{}Läge: {}.\n\nBehöver något rättas: öppna blanketten i \
         Stegvis, rätta den och skicka den nya filen. Den ersätter den förra.\nSkriv inget i svaret som kan peka ut någon. Blanketten \
         ersätter ingen anmälan: den görs alltid för sig.\n",
        note.id.short_word(),
        note.version,
        note.received,
        diary.unwrap_or_default(),
        note.state.label(),
    )
}

/// Whether these words, in lower case, stand in the form or in what is noted of it.
pub fn contains_words(form: &ReceivedForm, words: &str) -> bool {
    let note = &form.note;
    let noted = note.text.iter().map(|text| text.text().to_owned()).chain(note.diary.clone());
    let said = form.content().into_iter().flat_map(|content| content.rows().map(|row| row.entry.words()));
    let id = [note.id.as_str().to_owned()];
    let days = form.content().into_iter().flat_map(list_days);
    noted.chain(said).chain(id).chain(days).any(|text| text.to_lowercase().contains(words))
}

/// When it was filled in and when it happened, as `2026-11-21`: a year or a month finds it.
fn list_days(form: &Form) -> Vec<String> {
    let happened = form.period_of_event().and_then(|period| period.when.first_day());
    [Some(form.filled), happened].into_iter().flatten().map(|day| day.to_string()).collect()
}

fn join_links(links: &[FormId]) -> String {
    links.iter().map(FormId::short_word).collect::<Vec<_>>().join(", ")
}
