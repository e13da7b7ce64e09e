//! What can be looked at from anywhere: why a step is there, where the walk is, and the commands.

use super::command::Command;
use super::talk::Stop;
use super::{Session, words};
use crate::flow::glossary;
use crate::flow::id::LawIx;
use crate::flow::law;
use crate::flow::model::{Flow, Step, StepKind};
use crate::map::{Map, text};
use crate::prose;

impl Session<'_> {
    /// Why the step is there: its reason, the law in force, the routine's own words, what its
    /// words mean, its sources.
    pub(super) fn why(&mut self) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        let step = flow.flow().step(self.walk.position().at);
        self.talk.gap()?;
        self.talk.say(&format!("Varför: {}", prose::ended(&step.title)))?;
        match &step.why {
            Some(why) => self.talk.markdown(why)?,
            None => self.talk.say("Rutinen säger inte mer om varför.")?,
        }
        self.laws(flow.flow(), step)?;
        if let Some(quote) = &step.quote {
            self.talk.say(&format!("Rutinens ord: ”{}”", quote.trim()))?;
        }
        for term in glossary::of_step(flow.flow(), step) {
            self.talk.say(&format!("Ord: {} – {}", term.term, prose::ended(&term.says)))?;
        }
        for source in &step.sources {
            self.talk.say(&format!("Källa: {}", flow.flow().sources[source.index()].text))?;
        }
        Ok(())
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

    fn laws(&mut self, flow: &Flow, step: &Step) -> Result<(), Stop> {
        Ok(self.talk.laws(&law::shown(flow, &cited(step), self.today))?)
    }
}

/// The laws of the step, then those of its options.
fn cited(step: &Step) -> Vec<LawIx> {
    let mut cited = step.laws.clone();
    if let StepKind::Choose { options, .. } = &step.kind {
        cited.extend(options.iter().flat_map(|option| &option.laws));
    }
    cited
}
