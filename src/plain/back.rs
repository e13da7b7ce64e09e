//! Changing an earlier answer, with exactly what falls away said first; and undo and redo.

use super::step::StepInput;
use super::talk::StopReason;
use super::{Session, YesNo, numbers, step, words};
use crate::flow::id::StepIx;
use crate::flow::model::{Step, StepKind};
use crate::present;
use crate::prose;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::replay::Visit;

impl Session<'_> {
    /// Lets the user choose an earlier answer and give another.
    pub(super) fn choose_earlier_answer(&mut self) -> Result<(), StopReason> {
        let is_answer = |step: &Step| !matches!(step.kind, StepKind::Tell { .. } | StepKind::End);
        self.choose_again(is_answer, "Dina svar hittills:", "Det finns inget tidigare svar att ändra.")
    }

    /// Lets the user choose an act that was marked and mark it again.
    pub(super) fn choose_act_again(&mut self) -> Result<(), StopReason> {
        self.choose_again(Step::is_act, "Åtgärder hittills:", "Ingen åtgärd är markerad än.")
    }

    fn choose_again(
        &mut self,
        which: impl Fn(&Step) -> bool,
        heading: &str,
        nothing: &str,
    ) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        let path = self.walk.position().path.iter();
        let answered: Vec<Visit> =
            path.filter(|visit| which(flow.flow().step(visit.step))).cloned().collect();
        if answered.is_empty() {
            return Ok(self.talk.write_paragraph(nothing)?);
        }
        self.talk.write_paragraph(heading)?;
        for (n, visit) in answered.iter().enumerate() {
            self.talk.write_numbered(n + 1, &words::describe_visit(flow.flow(), visit))?;
        }
        self.talk.write_question(
            "Skriv siffran för det du vill ändra, eller tryck Enter för att låta allt stå.",
        )?;
        let Some(place) = self.place_or_nothing(answered.len())? else { return Ok(()) };
        match answered.get(place) {
            Some(visit) => self.answer_again(visit),
            None => Ok(()),
        }
    }

    /// Lets the user answer one passed question again.
    pub(super) fn ask_again(&mut self, step: StepIx) -> Result<(), StopReason> {
        let visit = self.walk.position().path.iter().find(|visit| visit.step == step).cloned();
        visit.map_or(Ok(()), |visit| self.answer_again(&visit))
    }

    /// Takes the latest decision back.
    pub(super) fn undo_decision(&mut self) -> Result<(), StopReason> {
        let undone = self.walk.undo().cloned();
        self.report_outcome(undone.as_ref(), "Ångrat: ", "Det finns inget att ångra.")
    }

    /// Takes the latest undone decision again.
    pub(super) fn redo_decision(&mut self) -> Result<(), StopReason> {
        let redone = self.walk.redo().cloned();
        self.report_outcome(redone.as_ref(), "Gjort om: ", "Det finns inget att göra om.")
    }

    fn report_outcome(&mut self, event: Option<&Event>, what: &str, nothing: &str) -> Result<(), StopReason> {
        let text = match event {
            Some(event) => {
                format!("{what}{}", prose::with_full_stop(&words::event_subject(self.walk.flow(), event)))
            }
            None => nothing.to_owned(),
        };
        Ok(self.talk.write_paragraph(&text)?)
    }

    /// The number written, as a place from 0; nothing where only Enter was pressed.
    pub(super) fn place_or_nothing(&mut self, most: usize) -> Result<Option<usize>, StopReason> {
        loop {
            let line = self.read_choice()?;
            if line.is_empty() {
                return Ok(None);
            }
            match numbers::parse_number(&line, most) {
                Ok(place) => return Ok(Some(place)),
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }

    fn answer_again(&mut self, visit: &Visit) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.show_step(visit.step)?;
        let now = words::describe_outcome(self.walk.flow().step(visit.step), &visit.outcome);
        self.talk.write_question(&format!(
            "Ditt svar nu: {} Tryck Enter för att låta det stå.",
            prose::with_full_stop(&now)
        ))?;
        loop {
            let line = self.read_choice()?;
            if line.is_empty() {
                return Ok(());
            }
            let event = match step::parse_step_input(&self.walk, visit.step, &line) {
                Ok(StepInput::Event(event)) => event,
                Ok(StepInput::Back(question)) => return self.ask_again(question),
                Err(why) => {
                    self.talk.refuse_line(&why)?;
                    continue;
                }
            };
            match self.walk.preview(&event) {
                Ok(change) => return self.apply_change(event, &change),
                Err(refusal) => {
                    self.talk.refuse_line(&present::describe_refusal(self.walk.flow(), &refusal))?;
                }
            }
        }
    }

    fn apply_change(&mut self, event: Event, change: &Change) -> Result<(), StopReason> {
        if change.is_nothing() && change.returned.is_empty() {
            self.talk.write_paragraph("Inget annat svar påverkas.")?;
        } else if !change.is_nothing() {
            self.list_affected(change)?;
            if self.ask_yes_no("Vill du ändra ändå? Skriv ja eller nej.")? == YesNo::No {
                return Ok(self.talk.write_paragraph("Svaret står kvar som det var.")?);
            }
        }
        let before = self.walk.position().path.clone();
        match self.walk.apply(event) {
            Ok(_) if self.walk.position().path == before => {
                Ok(self.talk.write_paragraph("Svaret står kvar som det var.")?)
            }
            Ok(change) => {
                self.talk.write_paragraph("Svaret är ändrat.")?;
                self.report_return(&change)
            }
            Err(refusal) => {
                Ok(self.talk.write_paragraph(&present::describe_refusal(self.walk.flow(), &refusal))?)
            }
        }
    }

    fn list_affected(&mut self, change: &Change) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        for part in present::describe_change(change) {
            self.talk.write_paragraph(&part.says)?;
            for visit in part.steps {
                self.talk.write_item(&words::describe_visit(flow.flow(), visit))?;
            }
            for field in part.fields {
                let label = &flow.flow().form.field(*field).label;
                self.talk.write_item(&format!("Det du skrev i fältet {label}."))?;
            }
        }
        Ok(())
    }
}
