//! One step: shown as lines, and a line taken as its answer.

use std::io;

use super::talk::Stop;
use super::{Answer, Heard, Session, words};
use crate::flow::id::StepIx;
use crate::flow::model::{Mark, StepKind, Urgency};
use crate::present::{self, Call, Choices, OptionView, StepView};
use crate::prose;
use crate::session::event::Event;
use crate::session::marks::{self, Saying};
use crate::session::walk::Walk;

impl Session<'_> {
    /// Asks the step the walk stands at, until it is answered or the walk has moved.
    pub(super) fn step(&mut self) -> Result<(), Stop> {
        let at = self.walk.position().at;
        self.talk.gap()?;
        self.left()?;
        self.progress(at)?;
        self.show(at)?;
        loop {
            let Heard::Line(line) = self.hear()? else { return Ok(()) };
            match heard(&self.walk, at, &line) {
                Ok(Said::Event(event)) => {
                    let event = self.asked_again(at, event)?;
                    match self.walk.take(event) {
                        Ok(_) => return Ok(()),
                        Err(refusal) => self.talk.say(&refusal.to_string())?,
                    }
                }
                Ok(Said::Back(question)) => return self.ask_again(question),
                Err(why) => self.talk.say(&why)?,
            }
        }
    }

    /// The decision, after one more question where an act that goes before everything would be left undone.
    fn asked_again(&mut self, at: StepIx, event: Event) -> Result<Event, Stop> {
        let Event::Marked { step, mark } = &event else { return Ok(event) };
        let Some(asks) = present::asked_again(self.walk.flow().step(at), *mark) else { return Ok(event) };
        let step = step.clone();
        match self.confirm(&format!("{asks} Skriv ja eller nej."))? {
            Answer::Yes => Ok(Event::Marked { step, mark: Mark::Done }),
            Answer::No => Ok(event),
        }
    }

    /// The step with its text and what can be answered.
    pub(super) fn show(&mut self, at: StepIx) -> io::Result<()> {
        let walk = self.walk.clone();
        let view = StepView::of(&walk, at, self.today);
        self.call(&view)?;
        self.talk.say(&prose::ended(view.title))?;
        if let Some(text) = view.text {
            self.talk.markdown(text.source())?;
        }
        self.talk.contacts(&view)?;
        self.choices(&view.choices)
    }

    /// What is said before the heading. What goes before everything is said once more than the rest.
    fn call(&mut self, view: &StepView<'_>) -> io::Result<()> {
        let Some(label) = view.call.label() else { return Ok(()) };
        match view.call {
            Call::Act(Urgency::Now) => {
                self.talk.say(&prose::ended(&format!("{label}: {}", view.title).to_uppercase()))
            }
            Call::Act(Urgency::Promptly | Urgency::Normal) => self.talk.say(&format!("{label}:")),
            Call::Answer | Call::Know | Call::Form => Ok(()),
        }
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

    fn choices(&mut self, choices: &Choices<'_>) -> io::Result<()> {
        match choices {
            Choices::One(options) => {
                self.numbered(options)?;
                self.talk.say("Skriv siffran för ditt svar.")
            }
            Choices::Any { options, at_least } => {
                self.numbered(options)?;
                self.talk.say(&match at_least {
                    0 => "Skriv en eller flera siffror, som 1 3. Skriv 0 för inget av dem.".to_owned(),
                    least => format!("Skriv minst {}, som 1 3.", words::count(*least, "siffra", "siffror")),
                })
            }
            Choices::Mark { bare, reasons } => {
                let bare = bare.iter().map(|mark| Saying::Mark(*mark));
                for (n, saying) in bare.chain(reasons.iter().copied()).enumerate() {
                    self.talk.number(n + 1, &words::saying(self.walk.flow(), saying))?;
                }
                self.talk.say("Skriv siffran för hur det är med åtgärden.")
            }
            Choices::Nothing => self.talk.say("Tryck Enter när du har läst."),
        }
    }

    fn numbered(&mut self, options: &[OptionView<'_>]) -> io::Result<()> {
        for (n, option) in options.iter().enumerate() {
            let note = option.note.map(|note| format!(" ({})", note.plain())).unwrap_or_default();
            self.talk.number(n + 1, &format!("{}{note}", option.text))?;
        }
        Ok(())
    }
}

/// What a line says at a step.
pub(super) enum Said {
    /// A decision.
    Event(Event),
    /// An earlier question was answered wrong.
    Back(StepIx),
}

/// A line as the answer to a step on the walk, whether it stands there or has passed it.
pub(super) fn heard(walk: &Walk, at: StepIx, line: &str) -> Result<Said, String> {
    let step = walk.flow().step(at);
    if !step.is_act() {
        return event(walk, at, line).map(Said::Event);
    }
    let sayings = marks::sayings(walk, at);
    let said = sayings.get(one_number(line, sayings.len())?).copied();
    match said.map(|saying| (saying, saying.event(step))) {
        Some((_, Some(event))) => Ok(Said::Event(event)),
        Some((Saying::Back(_, question), None)) => Ok(Said::Back(question)),
        Some((Saying::Mark(_) | Saying::Declined(_), None)) | None => Err(range(sayings.len())),
    }
}

fn event(walk: &Walk, at: StepIx, line: &str) -> Result<Event, String> {
    let step = walk.flow().step(at);
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => {
            let place = one_number(line, answers.len())?;
            let answer = answers.get(place).map(|answer| answer.id.clone());
            answer.map(|answer| Event::Answered { step: id, answer }).ok_or_else(|| range(answers.len()))
        }
        StepKind::Choose { options, .. } => {
            let choices = Choices::at(walk, at);
            let offered = choices.options();
            let chosen = numbers(line, offered.len())?.into_iter().filter_map(|place| offered.get(place));
            let chosen = chosen.filter_map(|offered| options.get(offered.at.index()));
            Ok(Event::Chose { step: id, options: chosen.map(|option| option.id.clone()).collect() })
        }
        StepKind::Tell { .. } | StepKind::End if line.is_empty() => Ok(Event::Read { step: id }),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
            Err("Tryck bara Enter för att gå vidare.".to_owned())
        }
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
