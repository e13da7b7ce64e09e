//! What can be looked at from anywhere: why a step is there, where the walk is, and the commands.

use super::command::Command;
use super::talk::Stop;
use super::{Session, words};
use crate::flow::model::Flow;
use crate::map::{Map, text};
use crate::present::{StepView, left_to_do};
use crate::prose;

impl Session<'_> {
    /// Why the step is there: its reason, the law in force, the routine's own words, what its
    /// words mean, its sources.
    pub(super) fn why(&mut self) -> Result<(), Stop> {
        let walk = self.walk.clone();
        let view = StepView::of(&walk, walk.position().at, self.today);
        self.talk.gap()?;
        self.talk.say(&format!("Varför: {}", prose::ended(view.title)))?;
        match view.why {
            Some(why) => self.talk.markdown(why.source())?,
            None => self.talk.say("Rutinen säger inte mer om varför.")?,
        }
        Ok(self.talk.grounds(&view)?)
    }

    /// The answers so far, the acts with their marks, and what is left.
    pub(super) fn whereabouts(&mut self) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        self.talk.gap()?;
        let path = self.walk.position().path.clone();
        let questions: Vec<_> =
            path.iter().filter(|visit| flow.flow().step(visit.step).is_question()).collect();
        self.talk.say(if questions.is_empty() {
            "Du har inte svarat på något än."
        } else {
            "Dina svar:"
        })?;
        for visit in questions {
            self.talk.item(&words::visit(flow.flow(), visit))?;
        }
        self.acts(flow.flow())?;
        let left = self.walk.remaining();
        self.talk.say(&match (left.fewest, left.most) {
            (0, 0) => "Inga frågor återstår; blanketten är nästa.".to_owned(),
            (few, most) if few == most => format!("{} återstår.", words::count(few, "fråga", "frågor")),
            (few, most) => {
                format!("Minst {few} och högst {} återstår.", words::count(most, "fråga", "frågor"))
            }
        })?;
        Ok(())
    }

    /// The whole routine, and how the walk stands to every step of it.
    pub(super) fn map(&mut self) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        let map = Map::of(&flow, Some(self.walk.position()));
        self.talk.gap()?;
        let here = map.number(self.walk.position().at);
        let steps = flow.flow().steps.len();
        self.talk.say(&format!("Karta: rutinen har {steps} steg. Du är vid steg {here}."))?;
        Ok(self.talk.lines(&text::lines(&map, flow.flow()))?)
    }

    /// What is still to be done; nothing is said where nothing is.
    pub(super) fn left(&mut self) -> Result<(), Stop> {
        let titles: Vec<String> =
            left_to_do(&self.walk).iter().map(|act| act.title.trim_end_matches('.').to_owned()).collect();
        if titles.is_empty() {
            return Ok(());
        }
        Ok(self.talk.say(&format!("KVAR ATT GÖRA: {}. Skriv a när det är gjort.", titles.join("; ")))?)
    }

    /// The commands.
    pub(super) fn help(&mut self) -> Result<(), Stop> {
        self.talk.gap()?;
        self.talk.say("Svara med siffran framför ditt svar. Du kan också skriva:")?;
        for line in Command::table() {
            self.talk.item(&line)?;
        }
        Ok(())
    }

    fn acts(&mut self, flow: &Flow) -> Result<(), Stop> {
        let acts = self.walk.acts();
        if acts.is_empty() {
            return Ok(());
        }
        self.talk.say("Åtgärder hittills:")?;
        for (step, mark) in acts {
            let mark = mark.map_or("inte besvarad än", |mark| mark.label());
            self.talk.item(&format!(
                "{} {}",
                prose::ended(&flow.step(step).title),
                prose::ended(&words::capital(mark))
            ))?;
        }
        Ok(())
    }
}
