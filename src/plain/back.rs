//! Changing an earlier answer, with exactly what falls away said first; and undo and redo.

use super::step::Said;
use super::talk::Stop;
use super::{Answer, Session, step, words};
use crate::flow::id::StepIx;
use crate::flow::model::{Step, StepKind};
use crate::prose;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::replay::Visit;

impl Session<'_> {
    /// Lets the user choose an earlier answer and give another.
    pub(super) fn back(&mut self) -> Result<(), Stop> {
        let is_answer = |step: &Step| !matches!(step.kind, StepKind::Tell { .. } | StepKind::End);
        self.choose_again(is_answer, "Dina svar hittills:", "Det finns inget tidigare svar att ändra.")
    }

    /// Lets the user choose an act that was marked and mark it again.
    pub(super) fn acts_again(&mut self) -> Result<(), Stop> {
        self.choose_again(Step::is_act, "Åtgärder hittills:", "Ingen åtgärd är markerad än.")
    }

    fn choose_again(
        &mut self,
        which: impl Fn(&Step) -> bool,
        heading: &str,
        nothing: &str,
    ) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        let path = self.walk.position().path.iter();
        let answered: Vec<Visit> =
            path.filter(|visit| which(flow.flow().step(visit.step))).cloned().collect();
        if answered.is_empty() {
            return Ok(self.talk.say(nothing)?);
        }
        self.talk.say(heading)?;
        for (n, visit) in answered.iter().enumerate() {
            self.talk.number(n + 1, &words::visit(flow.flow(), visit))?;
        }
        self.talk.say("Skriv siffran för det du vill ändra, eller tryck Enter för att låta allt stå.")?;
        let Some(place) = self.place_or_nothing(answered.len())? else { return Ok(()) };
        match answered.get(place) {
            Some(visit) => self.answer_again(visit),
            None => Ok(()),
        }
    }

    /// Lets the user answer one passed question again.
    pub(super) fn ask_again(&mut self, step: StepIx) -> Result<(), Stop> {
        let visit = self.walk.position().path.iter().find(|visit| visit.step == step).cloned();
        visit.map_or(Ok(()), |visit| self.answer_again(&visit))
    }

    /// Takes the latest decision back.
    pub(super) fn undo(&mut self) -> Result<(), Stop> {
        let undone = self.walk.undo().cloned();
        self.tell(undone.as_ref(), "Ångrat: ", "Det finns inget att ångra.")
    }

    /// Takes the latest undone decision again.
    pub(super) fn redo(&mut self) -> Result<(), Stop> {
        let redone = self.walk.redo().cloned();
        self.tell(redone.as_ref(), "Gjort om: ", "Det finns inget att göra om.")
    }

    fn tell(&mut self, event: Option<&Event>, what: &str, nothing: &str) -> Result<(), Stop> {
        let text = match event {
            Some(event) => format!("{what}{}", prose::ended(&words::subject(self.walk.flow(), event))),
            None => nothing.to_owned(),
        };
        Ok(self.talk.say(&text)?)
    }

    fn place_or_nothing(&mut self, most: usize) -> Result<Option<usize>, Stop> {
        loop {
            let line = self.hear_only()?;
            if line.is_empty() {
                return Ok(None);
            }
            match step::one_number(&line, most) {
                Ok(place) => return Ok(Some(place)),
                Err(why) => self.talk.say(&why)?,
            }
        }
    }

    fn answer_again(&mut self, visit: &Visit) -> Result<(), Stop> {
        self.talk.gap()?;
        self.show(visit.step)?;
        let now = words::outcome(self.walk.flow().step(visit.step), &visit.outcome);
        self.talk.say(&format!("Ditt svar nu: {} Tryck Enter för att låta det stå.", prose::ended(&now)))?;
        loop {
            let line = self.hear_only()?;
            if line.is_empty() {
                return Ok(());
            }
            let event = match step::heard(&self.walk, visit.step, &line) {
                Ok(Said::Event(event)) => event,
                Ok(Said::Back(question)) => return self.ask_again(question),
                Err(why) => {
                    self.talk.say(&why)?;
                    continue;
                }
            };
            match self.walk.preview(&event) {
                Ok(change) => return self.change(event, &change),
                Err(refusal) => self.talk.say(&refusal.to_string())?,
            }
        }
    }

    fn change(&mut self, event: Event, change: &Change) -> Result<(), Stop> {
        if change.is_nothing() {
            self.talk.say("Inget annat svar påverkas.")?;
        } else {
            self.falls_away(change)?;
            if self.confirm("Vill du ändra ändå? Skriv ja eller nej.")? == Answer::No {
                return Ok(self.talk.say("Svaret står kvar som det var.")?);
            }
        }
        match self.walk.take(event) {
            Ok(_) => Ok(self.talk.say("Svaret är ändrat.")?),
            Err(refusal) => Ok(self.talk.say(&refusal.to_string())?),
        }
    }

    fn falls_away(&mut self, change: &Change) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        let gone = change.steps.len() + change.fields.len();
        let what = words::count(gone, "sak", "saker");
        self.talk.say(&format!("Om du ändrar faller {what} bort:"))?;
        for visit in &change.steps {
            self.talk.item(&words::visit(flow.flow(), visit))?;
        }
        for field in &change.fields {
            let label = &flow.flow().form.field(*field).label;
            self.talk.item(&format!("Det du skrev i fältet {label}."))?;
        }
        Ok(())
    }
}
