//! Walks kept as they go, and taken up again: where a walk meets its draft on disk. What a draft looks like is for
//! `store` to know, what its decisions mean for `session`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::profile::Retention;
use crate::session::journal::{self, CarriedWalk, Record};
use crate::session::walk::Walk;
use crate::store::drafts::{DraftId, Drafts, FoundDraft, KEPT_DAYS, TidyReport};
use crate::store::error::StoreError;
use crate::store::journal::{AppendOutcome, DraftContent, DraftHeader, DraftJournal, Integrity};

/// Keeps the draft of the walk in progress, one at a time.
#[derive(Debug)]
pub struct DraftWriter {
    drafts: Drafts,
    /// After how many days a forgotten draft goes.
    days: u64,
    journal: Option<DraftJournal>,
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

/// How far an interrupted walk had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProgress {
    /// How many answers stand: one that was changed counts once, and one that fell away not at all.
    pub answers: usize,
    /// The heading of the step it stands at.
    pub at: String,
}

impl DraftProgress {
    /// How far the walk has come.
    pub fn from_walk(walk: &Walk) -> Self {
        let (flow, position) = (walk.flow(), walk.position());
        let answered = position.path.iter().map(|visit| flow.step(visit.step));
        let answered = answered.filter(|step| step.is_question() || step.is_act()).count();
        let at = if position.in_form(flow) { &flow.form.title } else { &flow.step(position.at).title };
        Self { answers: answered + position.fields.len(), at: at.clone() }
    }
}

impl Append {
    /// What was decided in the walk since this was last asked; `None` where nothing was.
    pub fn from_walk(walk: &mut Walk, today: NaiveDate) -> Option<Self> {
        let entries = walk.take_entries();
        let head = make_header(walk.flow(), today);
        (!entries.is_empty()).then(|| Self { head, records: journal::make_records(walk.flow(), entries) })
    }
}

impl DraftWriter {
    /// Nothing kept yet.
    pub fn new(drafts: Drafts) -> Self {
        Self { drafts, days: KEPT_DAYS, journal: None, unbegun: Vec::new() }
    }

    /// Keeps what was forgotten no longer than the workplace keeps its forms.
    #[must_use]
    pub fn limit_retention(self, retention: Option<Retention>) -> Self {
        let days = retention.map_or(self.days, |retention| self.days.min(retention.count()));
        Self { days, ..self }
    }

    /// Whether a walk is in progress that lies on the disk.
    pub fn is_writing(&self) -> bool {
        self.journal.is_some()
    }

    /// Leaves the draft in progress where it is, for another walk to begin.
    pub fn release_draft(&mut self) {
        self.journal = None;
        self.unbegun.clear();
    }

    /// Writes what was decided to the disk, in a draft that the first decision begins.
    ///
    /// # Errors
    /// Why it is not kept. It is tried again with the next decision.
    pub fn append(&mut self, news: Append) -> Result<AppendOutcome, StoreError> {
        if let Some(journal) = &mut self.journal {
            return journal.append(&news.records);
        }
        self.unbegun.extend(news.records);
        let Some(mut journal) = self.drafts.begin_draft(&news.head)? else {
            self.unbegun.clear();
            return Ok(AppendOutcome::Appended);
        };
        let records = std::mem::take(&mut self.unbegun);
        // What cannot be written now is kept by the journal, and written with the next decision.
        let written = journal.append(&records);
        self.journal = Some(journal);
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
        let records = journal::soften_records(flow.flow(), &kept.records);
        let walk = same.then(|| journal::resume_walk(flow, &records)).flatten();
        Some(DraftProgress::from_walk(&walk.unwrap_or_else(|| journal::carry_over(flow, &records).walk)))
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
        let (journal, mut kept) = self.drafts.resume(id)?;
        self.release_draft();
        let same = kept.head.fingerprint == flow.flow().fingerprint.hex();
        let read = std::mem::take(&mut kept.records);
        kept.records = journal::soften_records(flow.flow(), &read);
        let walk = same.then(|| journal::resume_walk(flow, &kept.records)).flatten();
        let mut taken = match walk {
            Some(walk) => {
                self.journal = Some(journal);
                Resumed {
                    walk: walk.begun_on(kept.head.day),
                    told: describe_damage(kept.state).into_iter().collect(),
                }
            }
            None => self.carry_over(journal, &kept, flow)?,
        };
        let again = journal::steps_to_repeat(&taken.walk, &read, &kept.records).into_iter();
        taken.told.extend(again.map(|title| {
            format!(
                "”{title}” är märkt ska göras: det går inte längre att märka det inte aktuellt utan ett skäl."
            )
        }));
        // What cannot be noted now is noted with the next decision, and told of then.
        let _noted = self.journal.as_mut().map(|journal| journal.note_resumed(today));
        Ok(taken)
    }

    /// Removes the draft in progress: the walk is done, or is not to be kept.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn discard_draft(&mut self) -> Result<(), StoreError> {
        self.unbegun.clear();
        self.journal.take().map_or(Ok(()), DraftJournal::discard)
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
        old: DraftJournal,
        kept: &DraftContent,
        flow: &Arc<VerifiedFlow>,
    ) -> Result<Resumed, StoreError> {
        let CarriedWalk { mut walk, lost } = journal::carry_over(flow, &kept.records);
        let told = describe_changes(&walk, &lost).into_iter().chain(describe_damage(kept.state)).collect();
        if let Some(news) = Append::from_walk(&mut walk, kept.head.day) {
            self.append(news)?;
        }
        old.discard()?;
        Ok(Resumed { walk: walk.begun_on(kept.head.day), told })
    }
}

/// What to say where forms were found half-saved and taken away; nothing where none was.
pub fn describe_swept(forms: usize) -> Option<String> {
    let what = match forms {
        0 => return None,
        1 => "En blankett som bara hann sparas till hälften är borttagen.".to_owned(),
        forms => format!("{forms} blanketter som bara hann sparas till hälften är borttagna."),
    };
    Some(format!("{what} Genomgången finns kvar att fortsätta."))
}

/// What to say where a draft had been taken away while the walk went on.
pub const ANEW: &str = "Det sparade hade tagits bort medan du gick. Alla dina svar är sparade på nytt.";

/// What to say where the walk that was to be taken up is open elsewhere.
pub const ELSEWHERE: &str = "Genomgången är öppen i ett annat fönster. Fortsätt där, eller stäng det fönstret först. Här börjar en ny.";

/// A draft in a few words: when it was begun and last written, and how far it had come where that is known.
pub fn describe_draft(found: &FoundDraft, reached: Option<&DraftProgress>) -> String {
    let day = found.head.day;
    let last = match found.written {
        Some(last) if last.date() == day => last.format(", senast kl. %H.%M").to_string(),
        Some(last) => last.format(", senast %Y-%m-%d kl. %H.%M").to_string(),
        None => String::new(),
    };
    let answers = match reached.map_or(found.decided, |reached| reached.answers) {
        1 => "ett svar".to_owned(),
        answers => format!("{answers} svar"),
    };
    let at = reached.map(|reached| format!(", vid ”{}”", reached.at)).unwrap_or_default();
    format!("påbörjad {day}{last}, {answers}{at}")
}

fn make_header(flow: &Flow, today: NaiveDate) -> DraftHeader {
    DraftHeader { routine: flow.id.to_string(), fingerprint: flow.fingerprint.hex(), day: today }
}

fn describe_changes(walk: &Walk, lost: &[String]) -> Vec<String> {
    let kept = match walk.log().len() {
        0 => "Inget svar står kvar.".to_owned(),
        1 => "Ett svar står kvar.".to_owned(),
        kept => format!("{kept} svar står kvar."),
    };
    let mut told = vec![format!("Rutinen har ändrats sedan du började. {kept}")];
    if !lost.is_empty() {
        told.push(format!("Svara igen på det som har ändrats: {}", lost.join(" · ")));
    }
    match walk.waiting_count() {
        0 => {}
        1 => told.push("Ett svar sätts in av sig självt när vägen kommer dit.".to_owned()),
        waiting => told.push(format!("{waiting} svar sätts in av sig själva när vägen kommer dit.")),
    }
    told
}

fn describe_damage(state: Integrity) -> Option<String> {
    match state {
        Integrity::Whole => None,
        Integrity::Torn => Some("Det allra sista hann inte sparas innan det blev avbrott.".to_owned()),
        Integrity::Damaged => {
            Some("Det sparade var skadat: svaren efter skadan är borta. Gå igenom svaren.".to_owned())
        }
    }
}
