//! What can be looked at from anywhere: why a step is there, where the walk is, and the commands.

use super::command::PlainCommand;
use super::talk::StopReason;
use super::{Session, words};
use crate::flow::model::{Flow, Urgency};
use crate::map::{Map, text};
use crate::present::{StepView, describe_remaining, left_to_do};
use crate::prose;

impl Session<'_> {
    /// Why the step is there: its reason, the law in force, the routine's own words, what its
    /// words mean, its sources.
    pub(super) fn show_reasons(&mut self) -> Result<(), StopReason> {
        let walk = self.walk.clone();
        let view = StepView::from_walk(&walk, walk.position().at, self.today);
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("Varför: {}", prose::with_full_stop(view.title)))?;
        match view.why {
            Some(why) => self.talk.write_markdown(why.source())?,
            None => self.talk.write_paragraph("Rutinen säger inte mer om varför.")?,
        }
        Ok(self.talk.write_grounds(&view)?)
    }

    /// The answers so far, the acts with their marks, and what is left.
    pub(super) fn show_progress(&mut self) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        self.talk.write_blank_line()?;
        let path = self.walk.position().path.clone();
        let questions: Vec<_> =
            path.iter().filter(|visit| flow.flow().step(visit.step).is_question()).collect();
        self.talk.write_paragraph(if questions.is_empty() {
            "Du har inte svarat på något än."
        } else {
            "Dina svar:"
        })?;
        for visit in questions {
            self.talk.write_item(&words::describe_visit(flow.flow(), visit))?;
        }
        self.show_acts(flow.flow())?;
        let left = describe_remaining(self.walk.remaining());
        Ok(self.talk.write_paragraph(&format!("Kvar: {left}."))?)
    }

    /// The whole routine, and how the walk stands to every step of it.
    pub(super) fn show_map(&mut self) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        let map = Map::from_flow(&flow, Some(self.walk.position()));
        self.talk.write_blank_line()?;
        let here = map.step_number(self.walk.position().at);
        let steps = flow.flow().steps.len();
        self.talk.write_paragraph(&format!("Karta: rutinen har {steps} steg. Du är vid steg {here}."))?;
        Ok(self.talk.write_lines(&text::map_lines(&map, flow.flow(), self.talk.width()))?)
    }

    /// What is still to be done, where it is something else than what was said last: heard again before every field, it would be
    /// heard no more. What goes before everything is said at every step.
    pub(super) fn show_left_to_do(&mut self) -> Result<(), StopReason> {
        let left = left_to_do(&self.walk);
        let is_urgent = left.iter().any(|act| act.urgency == Urgency::Now);
        let at_step = !self.walk.position().in_form(self.walk.flow());
        let titles: Vec<String> = left.iter().map(|act| act.title.trim_end_matches('.').to_owned()).collect();
        if titles == self.left_told && !(is_urgent && at_step) {
            return Ok(());
        }
        let says = match titles.as_slice() {
            // On the way more may come, and what fell away may come back.
            [] if at_step => None,
            [] => Some("Inget är kvar att göra.".to_owned()),
            titles => Some(format!("KVAR ATT GÖRA: {}. Skriv a när det är gjort.", titles.join("; "))),
        };
        self.left_told = titles;
        says.iter().try_for_each(|says| Ok(self.talk.write_paragraph(says)?))
    }

    /// The commands.
    pub(super) fn show_help(&mut self) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph("Svara med siffran framför ditt svar. Du kan också skriva:")?;
        for (heading, lines) in PlainCommand::help_groups() {
            self.talk.write_paragraph(&format!("{heading}:"))?;
            lines.iter().try_for_each(|line| self.talk.write_item(line))?;
        }
        Ok(())
    }

    fn show_acts(&mut self, flow: &Flow) -> Result<(), StopReason> {
        let acts = self.walk.acts();
        if acts.is_empty() {
            return Ok(());
        }
        self.talk.write_paragraph("Åtgärder hittills:")?;
        for (step, mark) in acts {
            let mark = mark.map_or("inte besvarad än", |mark| mark.label());
            self.talk.write_item(&format!(
                "{} {}",
                prose::with_full_stop(&flow.step(step).title),
                prose::with_full_stop(&words::capitalize(mark))
            ))?;
        }
        Ok(())
    }
}
