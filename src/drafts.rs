//! Walks kept as they go, and taken up again: where a walk meets its draft on disk. What a draft looks like is for
//! `store` to know, what its decisions mean for `session`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::profile::Retention;
use crate::session::journal::{self, Carried, Record};
use crate::session::walk::Walk;
use crate::store::drafts::{DraftId, Drafts, Found, KEPT_DAYS, Tidied};
use crate::store::error::StoreError;
use crate::store::journal::{Head, Journal, Kept, Wholeness, Wrote};

/// Keeps the draft of the walk in progress, one at a time.
#[derive(Debug)]
pub struct Keeper {
    drafts: Drafts,
    /// After how many days a forgotten draft goes.
    days: u64,
    journal: Option<Journal>,
    /// What was decided before a draft could be begun.
    unbegun: Vec<Record>,
}

/// What was decided in a walk, with what the walk is of: all that a draft is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// What the walk is of.
    pub head: Head,
    /// What was decided, oldest first.
    pub records: Vec<Record>,
}

/// A walk taken up from its draft.
#[derive(Debug)]
pub struct TakenUp {
    /// The walk.
    pub walk: Walk,
    /// What the user must be told about it, in words; nothing where it is exactly as it was left.
    pub told: Vec<String>,
}

/// How far an interrupted walk had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// How many answers stand: one that was changed counts once, and one that fell away not at all.
    pub answers: usize,
    /// The heading of the step it stands at.
    pub at: String,
}

impl Reached {
    /// How far the walk has come.
    pub fn of(walk: &Walk) -> Self {
        let (flow, position) = (walk.flow(), walk.position());
        let answered = position.path.iter().map(|visit| flow.step(visit.step));
        let answered = answered.filter(|step| step.is_question() || step.is_act()).count();
        let at = if position.in_form(flow) { &flow.form.title } else { &flow.step(position.at).title };
        Self { answers: answered + position.fields.len(), at: at.clone() }
    }
}

impl News {
    /// What was decided in the walk since this was last asked; `None` where nothing was.
    pub fn of(walk: &mut Walk, today: NaiveDate) -> Option<Self> {
        let entries = walk.news();
        let head = head(walk.flow(), today);
        (!entries.is_empty()).then(|| Self { head, records: journal::records(walk.flow(), entries) })
    }
}

impl Keeper {
    /// Nothing kept yet.
    pub fn new(drafts: Drafts) -> Self {
        Self { drafts, days: KEPT_DAYS, journal: None, unbegun: Vec::new() }
    }

    /// Keeps what was forgotten no longer than the workplace keeps its forms.
    #[must_use]
    pub fn no_longer_than(self, retention: Option<Retention>) -> Self {
        let days = retention.map_or(self.days, |retention| self.days.min(retention.count()));
        Self { days, ..self }
    }

    /// Whether a walk is in progress that lies on the disk.
    pub fn is_keeping(&self) -> bool {
        self.journal.is_some()
    }

    /// Leaves the draft in progress where it is, for another walk to begin.
    pub fn leave(&mut self) {
        self.journal = None;
        self.unbegun.clear();
    }

    /// Writes what was decided to the disk, in a draft that the first decision begins.
    ///
    /// # Errors
    /// Why it is not kept. It is tried again with the next decision.
    pub fn keep(&mut self, news: News) -> Result<Wrote, StoreError> {
        if let Some(journal) = &mut self.journal {
            return journal.append(&news.records);
        }
        self.unbegun.extend(news.records);
        let Some(mut journal) = self.drafts.begin(&news.head)? else {
            self.unbegun.clear();
            return Ok(Wrote::Appended);
        };
        let records = std::mem::take(&mut self.unbegun);
        // What cannot be written now is kept by the journal, and written with the next decision.
        let written = journal.append(&records);
        self.journal = Some(journal);
        written
    }

    /// The drafts that can be taken up, the latest first.
    pub fn found(&self) -> Vec<Found> {
        self.drafts.found().into_iter().filter(|found| found.decided > 0).collect()
    }

    /// The drafts that cannot be read, to be removed.
    pub fn unreadable(&self) -> Vec<DraftId> {
        self.drafts.unreadable()
    }

    /// Whether a walk is open in another window.
    pub fn is_open_elsewhere(&self) -> bool {
        self.drafts.is_open_elsewhere()
    }

    /// The drafts of one routine, the latest first.
    pub fn found_of(&self, flow: &Flow) -> Vec<Found> {
        self.found().into_iter().filter(|found| found.head.routine == flow.id.as_str()).collect()
    }

    /// How far a draft of this routine, or of an earlier version of it, had come; `None` where it cannot be read.
    pub fn reached(&self, id: &DraftId, flow: &Arc<VerifiedFlow>) -> Option<Reached> {
        let kept = self.drafts.look(id).ok()?;
        let same = kept.head.fingerprint == flow.flow().fingerprint.hex();
        let records = journal::softened(flow.flow(), &kept.records);
        let walk = same.then(|| journal::resume(flow, &records)).flatten();
        Some(Reached::of(&walk.unwrap_or_else(|| journal::carry(flow, &records).walk)))
    }

    /// Takes up a draft of this routine, or of an earlier version of it, and goes on keeping it.
    ///
    /// # Errors
    /// That it is gone, open elsewhere, or cannot be read or written.
    pub fn take_up(
        &mut self,
        id: &DraftId,
        flow: &Arc<VerifiedFlow>,
        today: NaiveDate,
    ) -> Result<TakenUp, StoreError> {
        let (journal, mut kept) = self.drafts.take_up(id)?;
        self.leave();
        let same = kept.head.fingerprint == flow.flow().fingerprint.hex();
        let read = std::mem::take(&mut kept.records);
        kept.records = journal::softened(flow.flow(), &read);
        let walk = same.then(|| journal::resume(flow, &kept.records)).flatten();
        let mut taken = match walk {
            Some(walk) => {
                self.journal = Some(journal);
                TakenUp { walk: walk.begun_on(kept.head.day), told: torn(kept.state).into_iter().collect() }
            }
            None => self.carry_over(journal, &kept, flow)?,
        };
        let again = journal::to_be_done_again(&taken.walk, &read, &kept.records).into_iter();
        taken.told.extend(again.map(|title| {
            format!(
                "”{title}” är märkt ska göras: det går inte längre att märka det inte aktuellt utan ett skäl."
            )
        }));
        // What cannot be noted now is noted with the next decision, and told of then.
        let _noted = self.journal.as_mut().map(|journal| journal.note_taken_up(today));
        Ok(taken)
    }

    /// Removes the draft in progress: the walk is done, or is not to be kept.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn discard(&mut self) -> Result<(), StoreError> {
        self.unbegun.clear();
        self.journal.take().map_or(Ok(()), Journal::discard)
    }

    /// Removes a draft that is not in progress.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn remove(&self, id: &DraftId) -> Result<(), StoreError> {
        self.drafts.remove(id)
    }

    /// Weeds out what was forgotten; the words to tell the user, one sentence for each draft.
    pub fn tidy(&self, today: NaiveDate) -> Vec<String> {
        let Tidied { removed, leaving } = self.drafts.tidy(today, self.days);
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
        old: Journal,
        kept: &Kept,
        flow: &Arc<VerifiedFlow>,
    ) -> Result<TakenUp, StoreError> {
        let Carried { mut walk, lost } = journal::carry(flow, &kept.records);
        let told = changed(&walk, &lost).into_iter().chain(torn(kept.state)).collect();
        if let Some(news) = News::of(&mut walk, kept.head.day) {
            self.keep(news)?;
        }
        old.discard()?;
        Ok(TakenUp { walk: walk.begun_on(kept.head.day), told })
    }
}

/// What to say where forms were found half-saved and taken away; nothing where none was.
pub fn swept(forms: usize) -> Option<String> {
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
pub fn summary(found: &Found, reached: Option<&Reached>) -> String {
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

fn head(flow: &Flow, today: NaiveDate) -> Head {
    Head { routine: flow.id.to_string(), fingerprint: flow.fingerprint.hex(), day: today }
}

fn changed(walk: &Walk, lost: &[String]) -> Vec<String> {
    let kept = match walk.log().len() {
        0 => "Inget svar står kvar.".to_owned(),
        1 => "Ett svar står kvar.".to_owned(),
        kept => format!("{kept} svar står kvar."),
    };
    let mut told = vec![format!("Rutinen har ändrats sedan du började. {kept}")];
    if !lost.is_empty() {
        told.push(format!("Svara igen på det som har ändrats: {}", lost.join(" · ")));
    }
    match walk.waiting() {
        0 => {}
        1 => told.push("Ett svar sätts in av sig självt när vägen kommer dit.".to_owned()),
        waiting => told.push(format!("{waiting} svar sätts in av sig själva när vägen kommer dit.")),
    }
    told
}

fn torn(state: Wholeness) -> Option<String> {
    match state {
        Wholeness::Whole => None,
        Wholeness::Torn => Some("Det allra sista hann inte sparas innan det blev avbrott.".to_owned()),
        Wholeness::Damaged => {
            Some("Det sparade var skadat: svaren efter skadan är borta. Gå igenom svaren.".to_owned())
        }
    }
}
