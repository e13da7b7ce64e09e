//! Saved forms reopened: corrected, or an act of theirs marked, and saved as the next version of themselves. Every face does it by
//! this.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::calendar::PastDays;
use crate::flow::model::{Mark, Step, Urgency};
use crate::form::correct::{Correction, CorrectionRefusal, ReopenedForm};
use crate::form::model::{ActRow, ActState, Form, FormEntry, FormRow};
use crate::routines;
use crate::session::period::{NotAPeriod, Period};
use crate::session::spoken_time::TimePrecision;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::form_files::FormState;
use crate::store::list::{self, Unreadable};
use crate::store::save::EarlierVersion;
use crate::store::todo::{Closed, ToDoFile, ToDoItem, USUAL_REASONS};

/// Why something is not relevant that a form says is not.
const IN_FORM: &str = "Märkt så i blanketten";

/// A saved form that is open to be corrected.
#[derive(Debug, Clone)]
pub struct OpenCorrection {
    /// Its file.
    pub path: PathBuf,
    /// Whether it has been sent.
    pub state: FormState,
    /// The form.
    pub form: ReopenedForm,
    /// The day it is opened.
    today: NaiveDate,
    /// What is left to do after saved forms, which follows what the form says.
    to_do: ToDoFile,
}

/// Why a form is not corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionFault {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(Unreadable),
    /// What it would say cannot stand.
    #[error("{0}")]
    Refused(CorrectionRefusal),
    /// It cannot be saved.
    #[error("{0}")]
    Save(StoreError),
}

impl OpenCorrection {
    /// Opens the saved form in a file, as on the day `today`.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open_file(path: &Path, today: NaiveDate) -> Result<Self, CorrectionFault> {
        let saved = list::open_saved(path.to_owned());
        let form = saved.form.map_err(CorrectionFault::Unreadable)?;
        // Where the routine is not here any more, or has faults, the form is corrected without it.
        let flow = routines::load_routine(&form.content().routine.id, today).ok();
        let form = ReopenedForm::open_form(form, flow, PastDays::until_tomorrow(today));
        Ok(Self::new(saved.path, saved.state, form, today))
    }

    /// How exact the time in a field may be: a day stands only where one stood.
    pub fn time_precision(&self, field: &str) -> TimePrecision {
        match self.form.find_row(field).map(|row| &row.entry) {
            Some(FormEntry::Period(Some(before)) | FormEntry::Planned(Some(before)))
                if before.when.is_day() =>
            {
                TimePrecision::Any
            }
            Some(_) | None => TimePrecision::Coarse,
        }
    }

    /// The correction that a time makes which is written as it is said.
    ///
    /// # Errors
    /// [`NotAPeriod`]
    pub fn parse_time(&self, field: &str, text: &str) -> Result<Correction, NotAPeriod> {
        let period = Period::parse_said(text, self.today)?;
        Ok(Correction::Period { field: field.to_owned(), period })
    }

    /// A form from this file that is open on the day `today`.
    pub fn new(path: PathBuf, state: FormState, form: ReopenedForm, today: NaiveDate) -> Self {
        Self { path, state, form, today, to_do: ToDoFile::in_local_folder() }
    }

    /// The same, with what is left to do in another file.
    #[must_use]
    pub fn followed_in(self, to_do: ToDoFile) -> Self {
        Self { to_do, ..self }
    }

    /// Marks an act, and saves the form as the next version of itself. The version before it is removed: it says what is no longer
    /// so.
    ///
    /// # Errors
    /// Why it cannot be marked; nothing is then changed.
    pub fn mark_act(&mut self, act: &str, mark: Mark) -> Result<Vec<PathBuf>, CorrectionFault> {
        let correction = Correction::Mark { act: act.to_owned(), mark };
        self.form.apply(correction).map_err(CorrectionFault::Refused)?;
        self.save(EarlierVersion::Removed)
    }

    /// Saves it as the next version of itself, in the formats it is saved in.
    ///
    /// # Errors
    /// What stands in its way, or what happened; the earlier version is then still there.
    pub fn save(&self, earlier: EarlierVersion) -> Result<Vec<PathBuf>, CorrectionFault> {
        let corrected = self.form.finish().map_err(CorrectionFault::Refused)?;
        let saved = Store::save_correction(&self.path, &corrected, earlier).map_err(CorrectionFault::Save)?;
        // The form is saved whether or not the list can follow it: the list says of which form it speaks.
        let _follows = self.follow_in_to_do(&saved);
        Ok(saved)
    }

    /// Lets what is left to do say what the saved form says, and call it by its new name.
    fn follow_in_to_do(&self, saved: &[PathBuf]) -> Result<(), StoreError> {
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let (before, after) = (stem(&self.path), saved.first().and_then(|path| stem(path)));
        let mut items = self.to_do.read_all()?;
        for item in items.iter_mut().filter(|item| item.form.is_some() && item.form == before) {
            item.form.clone_from(&after);
            item.closed = self.closing_of(item);
        }
        let is_listed =
            |act: &&ActRow| items.iter().any(|item| item.form == after && item.act.as_ref() == Some(&act.id));
        let unlisted: Vec<&ActRow> =
            list_acts_left(self.form.content()).into_iter().filter(|act| !is_listed(act)).collect();
        let reopened: Vec<ToDoItem> =
            unlisted.into_iter().map(|act| self.left_item(act, after.clone())).collect();
        if reopened.is_empty() && items.iter().all(|item| item.form != after) {
            return Ok(());
        }
        self.to_do.write_all(items.into_iter().chain(reopened).collect())
    }

    /// How something is over that the form says is; `None` where it is still to be done.
    fn closing_of(&self, item: &ToDoItem) -> Option<Closed> {
        let mut acts = self.form.content().rows().flat_map(|row| row.entry.acts());
        let Some(act) = acts.find(|act| Some(&act.id) == item.act.as_ref()) else {
            return item.closed.clone();
        };
        let reason = match act.state {
            ActState::Done => None,
            ActState::NotRelevant => Some(IN_FORM.to_owned()),
            ActState::Todo | ActState::Handled | ActState::BeingHandled => return None,
        };
        let known = item.closed.clone().filter(|known| known.reason.is_some() == reason.is_some());
        Some(known.unwrap_or(Closed { day: self.today, reason }))
    }

    /// An act that the form says is to be done after all.
    fn left_item(&self, act: &ActRow, form: Option<String>) -> ToDoItem {
        let step = self.form.flow().and_then(|flow| Some(flow.step(flow.find_step(&act.id)?)));
        let own: Vec<String> = step
            .map(|step| step.decline_reasons().iter().filter(|reason| reason.is_mark()))
            .map(|reasons| reasons.map(|reason| reason.text.clone()).collect())
            .unwrap_or_default();
        let reasons = if own.is_empty() { USUAL_REASONS.map(str::to_owned).to_vec() } else { own };
        let urgency = step.and_then(Step::urgency).unwrap_or(Urgency::Normal);
        let (id, title, day) = (String::new(), act.text.clone(), self.today);
        ToDoItem { id, day, title, urgency, act: Some(act.id.clone()), form, reasons, closed: None }
    }

    /// What to do with a corrected form, in a sentence.
    pub fn describe_sending(&self) -> &'static str {
        match self.state {
            FormState::Sent => {
                "Den förra är märkt som skickad. Skicka den här till samma mottagare: den ersätter den förra."
            }
            FormState::NotSent => {
                "Har du skickat den förra: skicka den här i stället. Den ersätter den förra hos mottagaren."
            }
        }
    }
}

/// A row of a form that can be corrected: a field, or one of its acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// What it is.
    pub of: CorrectionSubject,
    /// What it is called.
    pub label: String,
    /// What it says now, in words.
    pub says: String,
}

/// What can be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectionSubject {
    /// The field with this id.
    Field(String),
    /// The act with this id.
    Act(String),
}

/// What of a form can be corrected, in its order. The day it was filled in stands, and so does what is told discreetly.
pub fn list_rows(form: &Form) -> Vec<CorrectionRow> {
    form.rows().flat_map(rows_of).collect()
}

fn rows_of(row: &FormRow) -> Vec<CorrectionRow> {
    match &row.entry {
        FormEntry::Day(_) => Vec::new(),
        FormEntry::Acts(acts) => acts.iter().filter_map(act_row).collect(),
        FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_) => {
            let words = row.words().replace('\n', " ");
            let says = if words.is_empty() { "inte ifyllt".to_owned() } else { words };
            let of = CorrectionSubject::Field(row.id.clone());
            vec![CorrectionRow { of, label: row.label.clone(), says }]
        }
    }
}

fn act_row(act: &ActRow) -> Option<CorrectionRow> {
    match act.state {
        ActState::Done | ActState::Todo | ActState::NotRelevant => Some(CorrectionRow {
            of: CorrectionSubject::Act(act.id.clone()),
            label: act.text.clone(),
            says: act.state.label().to_owned(),
        }),
        ActState::Handled | ActState::BeingHandled => None,
    }
}

/// The acts of a form that are still to be done. What is told discreetly is not among them: no form says whether it is done.
pub fn list_acts_left(form: &Form) -> Vec<&ActRow> {
    form.rows().flat_map(|row| row.entry.acts()).filter(|act| act.state == ActState::Todo).collect()
}
