//! One step: shown as lines, and a line taken as its answer.

use std::io;

use super::numbers::{describe_range, parse_number, parse_numbers};
use super::talk::StopReason;
use super::typing::is_prose;
use super::{Session, WalkInput, YesNo, words};
use crate::flow::id::StepIx;
use crate::flow::model::{Answer, Mark, StepKind, Urgency};
use crate::present::{self, Call, Choices, OptionView, StepView};
use crate::prose;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::marks::{self, ActOption};
use crate::session::walk::Walk;

/// What is said where a text is written at a step.
const NO_TEXT: &str =
    "Här skrivs ingen text, och inget är valt: det du vill berätta skriver du i blanketten.";

impl Session<'_> {
    /// Asks the step the walk stands at, until it is answered or the walk has moved.
    pub(super) fn ask_step(&mut self) -> Result<(), StopReason> {
        let at = self.walk.position().at;
        self.talk.write_blank_line()?;
        self.show_left_to_do()?;
        self.show_progress_line(at)?;
        self.show_step(at)?;
        self.show_acute(at)?;
        loop {
            let WalkInput::Line(line) = self.read_line_or_command()? else { return Ok(()) };
            match parse_step_input(&self.walk, at, &line) {
                Ok(StepInput::Event(event)) => {
                    let event = self.confirm_urgent_act(at, event)?;
                    let marked = present::describe_urgent_mark(self.walk.flow(), &event);
                    match self.walk.apply(event) {
                        Ok(change) => {
                            let says = marked.map(|says| format!("{says} u ångrar."));
                            says.iter().try_for_each(|says| self.talk.write_paragraph(says))?;
                            return self.report_return(&change);
                        }
                        Err(refusal) => {
                            let why = present::describe_refusal(self.walk.flow(), &refusal);
                            self.refuse_answer(at, &why)?;
                        }
                    }
                }
                Ok(StepInput::Back(question)) => return self.ask_again(question),
                Err(why) if is_prose(&line) => self.refuse_answer(at, &format!("{NO_TEXT} {why}"))?,
                Err(why) => self.refuse_answer(at, &why)?,
            }
        }
    }

    /// Why a line was not taken, and the question once more with what can be answered, and 112.
    fn refuse_answer(&mut self, at: StepIx, why: &str) -> Result<(), StopReason> {
        self.talk.refuse_line(why)?;
        // Where the walk begins it stands before the question, and is no part of it.
        if at == self.walk.flow().start { Ok(self.talk.write_aside(present::ACUTE)?) } else { Ok(()) }
    }

    /// Says that later answers stand again, where the walk went on over them.
    pub(super) fn report_return(&mut self, change: &Change) -> Result<(), StopReason> {
        let says = present::describe_return(self.walk.flow(), change);
        Ok(says.iter().try_for_each(|says| self.talk.write_paragraph(says))?)
    }

    /// The decision, after one more question where an act that goes before everything would be left undone.
    fn confirm_urgent_act(&mut self, at: StepIx, event: Event) -> Result<Event, StopReason> {
        let Event::Marked { step, mark } = &event else { return Ok(event) };
        let Some(asks) = present::act_confirmation(self.walk.flow().step(at), *mark) else {
            return Ok(event);
        };
        let step = step.clone();
        match self.ask_yes_no(&format!("{asks} Skriv ja eller nej."))? {
            YesNo::Yes => Ok(Event::Marked { step, mark: Mark::Done }),
            YesNo::No => Ok(event),
        }
    }

    /// The step with its text and what can be answered.
    pub(super) fn show_step(&mut self, at: StepIx) -> io::Result<()> {
        let walk = self.walk.clone();
        let view = StepView::from_walk(&walk, at, self.today);
        self.show_call(&view)?;
        self.talk.write_question(&prose::with_full_stop(view.title))?;
        if let Some(text) = view.text {
            self.talk.write_markdown(text.source())?;
        }
        self.talk.write_contacts(&view)?;
        self.show_choices(&view.choices)
    }

    /// What is said before the heading. What goes before everything is said once more than the rest.
    fn show_call(&mut self, view: &StepView<'_>) -> io::Result<()> {
        let Some(label) = view.call.label() else { return Ok(()) };
        match view.call {
            Call::Act(Urgency::Now) => self
                .talk
                .write_paragraph(&prose::with_full_stop(&format!("{label}: {}", view.title).to_uppercase())),
            Call::Act(Urgency::Promptly | Urgency::Normal) => self.talk.write_paragraph(&format!("{label}:")),
            Call::Answer | Call::Know | Call::Form => Ok(()),
        }
    }

    /// That 112 goes before everything, after every step but the first, which has just been preceded by it.
    fn show_acute(&mut self, at: StepIx) -> io::Result<()> {
        if at == self.walk.flow().start { Ok(()) } else { self.talk.write_question(present::ACUTE) }
    }

    fn show_progress_line(&mut self, at: StepIx) -> io::Result<()> {
        if !self.walk.flow().step(at).is_question() {
            return Ok(());
        }
        let left = self.walk.remaining();
        let passed = self.walk.position().path.iter();
        let asked = passed.filter(|visit| self.walk.flow().step(visit.step).is_question()).count();
        let left = present::describe_remaining(left);
        self.talk.write_paragraph(&format!("Fråga {}. Kvar med den här: {left}.", asked + 1))
    }

    fn show_choices(&mut self, choices: &Choices<'_>) -> io::Result<()> {
        match choices {
            Choices::One(options) => {
                self.show_numbered(options)?;
                self.talk.write_question("Skriv siffran för ditt svar.")
            }
            Choices::Any { options, at_least } => {
                self.show_numbered(options)?;
                self.talk.write_question(&match at_least {
                    0 => "Skriv en eller flera siffror, som 1 3. Skriv 0 för inget av dem.".to_owned(),
                    least => {
                        format!("Skriv minst {}, som 1 3.", words::count_noun(*least, "siffra", "siffror"))
                    }
                })
            }
            Choices::Mark { bare, reasons } => {
                let bare = bare.iter().map(|mark| ActOption::Mark(*mark));
                for (n, saying) in bare.chain(reasons.iter().copied()).enumerate() {
                    self.talk.write_numbered(n + 1, &words::saying_text(self.walk.flow(), saying))?;
                }
                self.talk.write_question("Skriv siffran för hur det är med åtgärden.")
            }
            Choices::Nothing => self.talk.write_question("Tryck Enter när du har läst."),
        }
    }

    fn show_numbered(&mut self, options: &[OptionView<'_>]) -> io::Result<()> {
        for (n, option) in options.iter().enumerate() {
            let note = option.note.map(|note| format!(" ({})", note.to_plain())).unwrap_or_default();
            self.talk.write_numbered(n + 1, &format!("{}{note}", option.text))?;
        }
        Ok(())
    }
}

/// What a line says at a step.
pub(super) enum StepInput {
    /// A decision.
    Event(Event),
    /// An earlier question was answered wrong.
    Back(StepIx),
}

/// A line as the answer to a step on the walk, whether it stands there or has passed it.
pub(super) fn parse_step_input(walk: &Walk, at: StepIx, line: &str) -> Result<StepInput, String> {
    let step = walk.flow().step(at);
    if !step.is_act() {
        return parse_event(walk, at, line).map(StepInput::Event);
    }
    let sayings = marks::find_act_options(walk, at);
    let said = sayings.get(parse_number(line, sayings.len())?).copied();
    match said.map(|saying| (saying, saying.to_event(step))) {
        Some((_, Some(event))) => Ok(StepInput::Event(event)),
        Some((ActOption::Back(_, question), None)) => Ok(StepInput::Back(question)),
        Some((ActOption::Mark(_) | ActOption::Declined(_), None)) | None => {
            Err(describe_range(sayings.len()))
        }
    }
}

fn parse_event(walk: &Walk, at: StepIx, line: &str) -> Result<Event, String> {
    let step = walk.flow().step(at);
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => {
            let is_said = |answer: &Answer| answer.text.to_lowercase() == line.to_lowercase();
            let place = match answers.iter().position(is_said) {
                Some(place) => place,
                None => parse_number(line, answers.len())?,
            };
            let answer = answers.get(place).map(|answer| answer.id.clone());
            answer
                .map(|answer| Event::Answered { step: id, answer })
                .ok_or_else(|| describe_range(answers.len()))
        }
        StepKind::Choose { options, .. } => {
            let choices = Choices::from_walk(walk, at);
            let offered = choices.options();
            let chosen =
                parse_numbers(line, offered.len())?.into_iter().filter_map(|place| offered.get(place));
            let chosen = chosen.filter_map(|offered| options.get(offered.at.index()));
            Ok(Event::Chose { step: id, options: chosen.map(|option| option.id.clone()).collect() })
        }
        StepKind::Tell { .. } | StepKind::End if line.is_empty() => Ok(Event::Read { step: id }),
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
            Err("Tryck bara Enter för att gå vidare.".to_owned())
        }
    }
}
