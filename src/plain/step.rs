//! One step: shown as lines, and a line taken as its answer.

use std::io;

use super::talk::Stop;
use super::{Heard, Session, words};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, StepIx};
use crate::flow::model::{Choice, Mark, Step, StepKind, Urgency};
use crate::prose;
use crate::session::answer;
use crate::session::event::Event;
use crate::session::replay::Visit;
use crate::session::walk::Walk;

impl Session<'_> {
    /// Asks the step the walk stands at, until it is answered or the walk has moved.
    pub(super) fn step(&mut self) -> Result<(), Stop> {
        let at = self.walk.position().at;
        self.talk.gap()?;
        self.progress(at)?;
        self.show(at)?;
        loop {
            let Heard::Line(line) = self.hear()? else { return Ok(()) };
            match event(&self.walk, at, &line) {
                Ok(event) => match self.walk.take(event) {
                    Ok(_) => return Ok(()),
                    Err(refusal) => self.talk.say(&refusal.to_string())?,
                },
                Err(why) => self.talk.say(&why)?,
            }
        }
    }

    /// The step with its text and what can be answered.
    pub(super) fn show(&mut self, at: StepIx) -> io::Result<()> {
        let flow = self.walk.verified().clone();
        let step = flow.flow().step(at);
        match &step.kind {
            StepKind::Act { urgency: Urgency::Now, .. } => self.talk.say("RING 112 NU.")?,
            StepKind::Act { urgency: Urgency::Promptly, .. } => self.talk.say("Gör det här genast.")?,
            StepKind::Act { urgency: Urgency::Normal, .. } => self.talk.say("Att göra:")?,
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => {}
        }
        self.talk.say(&prose::ended(&step.title))?;
        if let Some(text) = &step.text {
            self.talk.markdown(text)?;
        }
        for contact in &step.contacts {
            let contact = &flow.flow().contacts[contact.index()];
            self.talk.say(&format!("{}: {}", contact.label, contact.reach))?;
        }
        self.answers(at, step)
    }

    fn progress(&mut self, at: StepIx) -> io::Result<()> {
        if !self.walk.flow().step(at).is_question() {
            return Ok(());
        }
        let left = self.walk.remaining();
        let passed = self.walk.position().path.iter();
        let asked = passed.filter(|visit| self.walk.flow().step(visit.step).is_question()).count();
        let left = if left.fewest == left.most {
            format!("{} kvar med den här", left.most)
        } else {
            format!("{}–{} kvar med den här", left.fewest, left.most)
        };
        self.talk.say(&format!("Fråga {} ({left})", asked + 1))
    }

    fn answers(&mut self, at: StepIx, step: &Step) -> io::Result<()> {
        match &step.kind {
            StepKind::Ask { answers } => {
                for (n, answer) in answers.iter().enumerate() {
                    self.talk.number(n + 1, &answer.text)?;
                }
                self.talk.say("Skriv siffran för ditt svar.")
            }
            StepKind::Choose { options, at_least, .. } => {
                let offered = offered(&self.walk, at, options);
                for (n, (_, option)) in offered.iter().enumerate() {
                    let note = option.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
                    self.talk.number(n + 1, &format!("{}{note}", option.text))?;
                }
                self.talk.say(&match at_least {
                    0 => "Skriv en eller flera siffror, som 1 3. Skriv 0 för inget av dem.".to_owned(),
                    least => format!("Skriv minst {}, som 1 3.", words::count(*least, "siffra", "siffror")),
                })
            }
            StepKind::Act { .. } => {
                for (n, mark) in Mark::ALL.iter().enumerate() {
                    self.talk.number(n + 1, &words::capital(mark.label()))?;
                }
                self.talk.say("Skriv siffran för hur det är med åtgärden.")
            }
            StepKind::Tell { .. } => self.talk.say("Tryck Enter när du har läst."),
            StepKind::End => Ok(()),
        }
    }
}

/// A line as the answer to a step on the walk, whether it stands there or has passed it.
pub(super) fn event(walk: &Walk, at: StepIx, line: &str) -> Result<Event, String> {
    let step = walk.flow().step(at);
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => {
            let place = one_number(line, answers.len())?;
            let answer = answers.get(place).map(|answer| answer.id.clone());
            answer.map(|answer| Event::Answered { step: id, answer }).ok_or_else(|| range(answers.len()))
        }
        StepKind::Choose { options, .. } => {
            let offered = offered(walk, at, options);
            let chosen = numbers(line, offered.len())?;
            let chosen = chosen.iter().filter_map(|place| offered.get(*place));
            let options: Vec<AnswerId> = chosen.map(|(_, option)| option.id.clone()).collect();
            Ok(Event::Chose { step: id, options })
        }
        StepKind::Act { .. } => {
            let place = one_number(line, Mark::ALL.len())?;
            let mark = Mark::ALL.get(place).copied().unwrap_or(Mark::Todo);
            Ok(Event::Marked { step: id, mark })
        }
        StepKind::Tell { .. } | StepKind::End if line.is_empty() => Ok(Event::Read { step: id }),
        StepKind::Tell { .. } | StepKind::End => Err("Tryck bara Enter för att gå vidare.".to_owned()),
    }
}

/// One number from 1 to `most`, as a place from 0.
pub(super) fn one_number(line: &str, most: usize) -> Result<usize, String> {
    match line.trim_end_matches('.').parse::<usize>() {
        Ok(number) if (1..=most).contains(&number) => Ok(number - 1),
        Ok(_) | Err(_) => Err(range(most)),
    }
}

/// Numbers from 1 to `most` with blanks or commas between, as places from 0 in order; `0` alone is none.
pub(super) fn numbers(line: &str, most: usize) -> Result<Vec<usize>, String> {
    if line == "0" {
        return Ok(Vec::new());
    }
    let parts = line.split([' ', ',', ';']).filter(|part| !part.is_empty());
    let mut places = parts.map(|part| one_number(part, most)).collect::<Result<Vec<_>, _>>()?;
    if places.is_empty() {
        return Err(range(most));
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

fn range(most: usize) -> String {
    match most {
        0 => "Här finns inget att välja. Skriv 0.".to_owned(),
        1 => "Skriv siffran 1, eller ? för hjälp.".to_owned(),
        _ => format!("Skriv en siffra från 1 till {most}, eller ? för hjälp."),
    }
}

/// The options offered at a step, given what was decided before it.
fn offered<'w>(walk: &'w Walk, at: StepIx, options: &'w [Choice]) -> Vec<(AnswerIx, &'w Choice)> {
    let path = &walk.position().path;
    let before: &[Visit] =
        path.iter().position(|visit| visit.step == at).and_then(|end| path.get(..end)).unwrap_or(path);
    let earlier = |step: StepIx| -> Option<&Outcome> {
        before.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome)
    };
    answer::offers(options, &earlier)
}
