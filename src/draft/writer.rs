//! Where a walk meets its draft: what was decided is written as it goes, and an interrupted walk is taken up again.

use std::sync::Arc;

use chrono::NaiveDate;

use super::file::{AppendOutcome, DraftContent, DraftFile, DraftHeader};
use super::list::{DraftId, Drafts, FoundDraft, KEPT_DAYS, TidyReport};
use super::log::{self, CarriedWalk, Record};
use super::progress::DraftProgress;
use super::words;
use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::profile::Retention;
use crate::session::walk::Walk;
use crate::store::error::StoreError;

/// Keeps the draft of the walk in progress, one at a time.
#[derive(Debug)]
pub struct DraftWriter {
    drafts: Drafts,
    /// After how many days a forgotten draft goes.
    days: u64,
    file: Option<DraftFile>,
    /// What was decided before a draft could be begun.
    unbegun: Vec<Record>,
}

/// What was decided in a walk, with what the walk is of: all that a draft is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// What the walk is of.
    pub head: DraftHeader,
    /// What was decided, oldest first.
    pub records: Vec<Record>,
}

/// A walk taken up from its draft.
#[derive(Debug)]
pub struct Resumed {
    /// The walk.
    pub walk: Walk,
    /// What the user must be told about it, in words; nothing where it is exactly as it was left.
    pub told: Vec<String>,
}

impl Append {
    /// What was decided in the walk since this was last asked; `None` where nothing was.
    pub fn from_walk(walk: &mut Walk, today: NaiveDate) -> Option<Self> {
        let entries = walk.take_entries();
        let head = make_header(walk.flow(), today);
        (!entries.is_empty()).then(|| Self { head, records: log::make_records(walk.flow(), entries) })
    }
}

impl DraftWriter {
    /// Nothing kept yet.
    pub fn new(drafts: Drafts) -> Self {
        Self { drafts, days: KEPT_DAYS, file: None, unbegun: Vec::new() }
    }

    /// Keeps what was forgotten no longer than the workplace keeps its forms.
    #[must_use]
    pub fn limit_retention(self, retention: Option<Retention>) -> Self {
        let days = retention.map_or(self.days, |retention| self.days.min(retention.count()));
        Self { days, ..self }
    }

    /// Whether a walk is in progress that lies on the disk.
    pub fn is_writing(&self) -> bool {
        self.file.is_some()
    }

    /// Leaves the draft in progress where it is, for another walk to begin.
    pub fn release_draft(&mut self) {
        self.file = None;
        self.unbegun.clear();
    }

    /// Writes what was decided to the disk, in a draft that the first decision begins.
    ///
    /// # Errors
    /// Why it is not kept. It is tried again with the next decision.
    pub fn append(&mut self, news: Append) -> Result<AppendOutcome, StoreError> {
        if let Some(file) = &mut self.file {
            return file.append(&news.records);
        }
        self.unbegun.extend(news.records);
        let Some(mut file) = self.drafts.begin_draft(&news.head)? else {
            self.unbegun.clear();
            return Ok(AppendOutcome::Appended);
        };
        let records = std::mem::take(&mut self.unbegun);
        // What cannot be written now is kept by the file, and written with the next decision.
        let written = file.append(&records);
        self.file = Some(file);
        written
    }

    /// The drafts that can be taken up, the latest first.
    pub fn find_drafts(&self) -> Vec<FoundDraft> {
        self.drafts.find_drafts().into_iter().filter(|found| found.decided > 0).collect()
    }

    /// The drafts that cannot be read, to be removed.
    pub fn unreadable_drafts(&self) -> Vec<DraftId> {
        self.drafts.unreadable_drafts()
    }

    /// Whether a walk is open in another window.
    pub fn is_open_elsewhere(&self) -> bool {
        self.drafts.is_open_elsewhere()
    }

    /// The drafts of one routine, the latest first.
    pub fn find_drafts_of(&self, flow: &Flow) -> Vec<FoundDraft> {
        self.find_drafts().into_iter().filter(|found| found.head.routine == flow.id.as_str()).collect()
    }

    /// How far a draft of this routine, or of an earlier version of it, had come; `None` where it cannot be read.
    pub fn read_progress(&self, id: &DraftId, flow: &Arc<VerifiedFlow>) -> Option<DraftProgress> {
        let kept = self.drafts.peek(id).ok()?;
        let same = kept.head.fingerprint == flow.flow().fingerprint.hex();
        let records = log::soften_records(flow.flow(), &kept.records);
        let walk = same.then(|| log::resume_walk(flow, &records)).flatten();
        Some(DraftProgress::from_walk(&walk.unwrap_or_else(|| log::carry_over(flow, &records).walk)))
    }

    /// Takes up a draft of this routine, or of an earlier version of it, and goes on keeping it.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read or written.
    pub fn resume(
        &mut self,
        id: &DraftId,
        flow: &Arc<VerifiedFlow>,
        today: NaiveDate,
    ) -> Result<Resumed, StoreError> {
        let (file, mut kept) = self.drafts.resume(id)?;
        self.release_draft();
        let same = kept.head.fingerprint == flow.flow().fingerprint.hex();
        let read = std::mem::take(&mut kept.records);
        kept.records = log::soften_records(flow.flow(), &read);
        let walk = same.then(|| log::resume_walk(flow, &kept.records)).flatten();
        let mut taken = match walk {
            Some(walk) => {
                self.file = Some(file);
                Resumed {
                    walk: walk.begun_on(kept.head.day),
                    told: words::describe_damage(kept.state).into_iter().collect(),
                }
            }
            None => self.carry_over(file, &kept, flow)?,
        };
        let again = log::steps_to_repeat(&taken.walk, &read, &kept.records).into_iter();
        taken.told.extend(again.map(|title| {
            format!(
                "”{title}” är märkt ska göras: det går inte längre att märka det inte aktuellt utan ett skäl."
            )
        }));
        // What cannot be noted now is noted with the next decision, and told of then.
        let _noted = self.file.as_mut().map(|file| file.note_resumed(today));
        Ok(taken)
    }

    /// Removes the draft in progress: the walk is done, or is not to be kept.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn discard_draft(&mut self) -> Result<(), StoreError> {
        self.unbegun.clear();
        self.file.take().map_or(Ok(()), DraftFile::discard)
    }

    /// Removes a draft that is not in progress.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn remove_draft(&self, id: &DraftId) -> Result<(), StoreError> {
        self.drafts.remove_draft(id)
    }

    /// Weeds out what was forgotten; the words to tell the user, one sentence for each draft.
    pub fn remove_forgotten(&self, today: NaiveDate) -> Vec<String> {
        let TidyReport { removed, leaving } = self.drafts.remove_forgotten(today, self.days);
        let days = self.days;
        let removed = removed.iter().map(|day| {
            format!("Den påbörjade genomgången från {day} är borttagen: den var äldre än {days} dagar.")
        });
        let leaving = leaving.iter().map(|(day, gone)| {
            format!("Den påbörjade genomgången från {day} tas bort {gone}, om du inte fortsätter den.")
        });
        removed.chain(leaving).collect()
    }

    /// The walk in a routine that has changed, in a draft of its own; the old one goes when the new one is whole.
    fn carry_over(
        &mut self,
        old: DraftFile,
        kept: &DraftContent,
        flow: &Arc<VerifiedFlow>,
    ) -> Result<Resumed, StoreError> {
        let CarriedWalk { mut walk, lost } = log::carry_over(flow, &kept.records);
        let told = words::describe_changes(&walk, &lost)
            .into_iter()
            .chain(words::describe_damage(kept.state))
            .collect();
        if let Some(news) = Append::from_walk(&mut walk, kept.head.day) {
            self.append(news)?;
        }
        old.discard()?;
        Ok(Resumed { walk: walk.begun_on(kept.head.day), told })
    }
}

fn make_header(flow: &Flow, today: NaiveDate) -> DraftHeader {
    DraftHeader { routine: flow.id.to_string(), fingerprint: flow.fingerprint.hex(), day: today }
}
