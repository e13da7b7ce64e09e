//! The handout of a scenario: the story, questions to the room, the way with why and laws, and what to discuss.

use chrono::NaiveDate;

use super::{Block, Kind, Origin, Paper, Part, Starts, blocks};
use crate::check::rule;
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::law;
use crate::flow::model::{Flow, Mark, Step, StepKind};
use crate::prose;
use crate::scenario::Scenario;
use crate::session::walk::Walk;

/// How many lines are left to write on, for the answers and for what is talked about.
const ROOM: (usize, usize) = (10, 4);

/// The handout of a scenario whose whole walk is `walk`, with the laws as on `day`.
pub fn handout(scenario: &Scenario, walk: &Walk, day: NaiveDate) -> Paper {
    let told = Told { scenario, walk, day };
    Paper {
        kind: Kind::Handout,
        title: scenario.title.text().to_owned(),
        lead: scenario.aim.text().to_owned(),
        parts: vec![told.story(), told.questions(), told.way(), told.what_if(), told.discuss()]
            .into_iter()
            .filter(|part| !part.blocks.is_empty())
            .collect(),
        origin: Origin::of(scenario.verified(), day),
    }
}

/// A scenario while it is told on paper.
struct Told<'s> {
    scenario: &'s Scenario,
    walk: &'s Walk,
    day: NaiveDate,
}

impl Told<'_> {
    fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    /// The steps of the walk, with what each came to; the end has none.
    fn steps(&self) -> impl Iterator<Item = (StepIx, Option<&Outcome>)> {
        let position = self.walk.position();
        let passed = position.path.iter().map(|visit| (visit.step, Some(&visit.outcome)));
        passed.chain([(position.at, None)])
    }

    fn story(&self) -> Part {
        let opening = self.scenario.opening().flat_map(|text| blocks(text.text()));
        let later = self.steps().flat_map(|(at, _)| self.scenario.told_at(at));
        let later = later.flat_map(|text| blocks(text.text()));
        Part {
            title: "Berättelsen".to_owned(), starts: Starts::Here, blocks: opening.chain(later).collect()
        }
    }

    /// The questions the routine asks of this story, for the group to answer before the page is turned.
    fn questions(&self) -> Part {
        let asked = self.steps().map(|(at, _)| self.flow().step(at)).filter(|step| step.is_question());
        let asked = asked.map(|step| step.title.clone()).collect();
        let lead = Block::Text("Det här frågar rutinen. Svara tillsammans innan ni vänder blad.".to_owned());
        Part {
            title: "Vad skulle ni svara?".to_owned(),
            starts: Starts::Here,
            blocks: vec![lead, Block::Points(asked), Block::Room(ROOM.0)],
        }
    }

    fn way(&self) -> Part {
        let steps = self.steps().enumerate();
        Part {
            title: "Vägen genom rutinen".to_owned(),
            starts: Starts::OnNewPage,
            blocks: steps.flat_map(|(n, (at, outcome))| self.step(n + 1, at, outcome)).collect(),
        }
    }

    fn step(&self, number: usize, at: StepIx, outcome: Option<&Outcome>) -> Vec<Block> {
        let flow = self.flow();
        let step = flow.step(at);
        let mut told = vec![Block::Heading(format!("{number}. {}", heading(step)))];
        told.extend(outcome.and_then(|outcome| came_to(step, outcome)).map(Block::Text));
        told.extend(step.why.iter().flat_map(|why| blocks(why)));
        let laws: Vec<String> = law::shown(flow, &step.laws, self.day).iter().map(law::Shown::cite).collect();
        if !laws.is_empty() {
            told.push(Block::Text(format!("Lagrum: {}.", laws.join("; "))));
        }
        if let Some(note) = self.scenario.note_at(at) {
            told.extend(
                note.say
                    .iter()
                    .map(|say| Block::Quote(format!("Till den som håller i utbildningen: {}", say.text()))),
            );
            let asked: Vec<String> = note.ask.iter().map(|ask| ask.text().to_owned()).collect();
            told.extend((!asked.is_empty()).then_some(Block::Points(asked)));
        }
        told
    }

    fn what_if(&self) -> Part {
        let flow = self.flow();
        let other = |other: &crate::scenario::WhatIf| {
            let step = flow.step(other.at);
            let answer =
                rule::turn(flow, other.at, &other.outcome).map(|turn| turn.answers).unwrap_or_default();
            let texts: Vec<&str> = answer.iter().filter_map(|id| text_of(step, id)).collect();
            let heading = Block::Heading(format!("{} ”{}”", step.title, texts.join("”, ”")));
            let falls: Vec<&str> = other.loses.iter().map(|step| flow.step(*step).title.as_str()).collect();
            let falls = (!falls.is_empty())
                .then(|| Block::Text(format!("Faller bort: {}", prose::ended(&falls.join("; ")))));
            [heading, Block::Text(other.says.text().to_owned())].into_iter().chain(falls).collect::<Vec<_>>()
        };
        Part {
            title: "Tänk om svaret hade varit ett annat".to_owned(),
            starts: Starts::Here,
            blocks: self.scenario.what_if.iter().flat_map(other).collect(),
        }
    }

    fn discuss(&self) -> Part {
        let questions: Vec<String> =
            self.scenario.discuss.iter().map(|question| question.text().to_owned()).collect();
        let blocks = if questions.is_empty() {
            Vec::new()
        } else {
            vec![Block::Points(questions), Block::Room(ROOM.1)]
        };
        Part { title: "Att prata om".to_owned(), starts: Starts::Here, blocks }
    }
}

fn heading(step: &Step) -> &str {
    match step.kind {
        StepKind::End => "Blanketten",
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } => {
            &step.title
        }
    }
}

/// What a step came to, in words.
fn came_to(step: &Step, outcome: &Outcome) -> Option<String> {
    match (&step.kind, outcome) {
        (StepKind::Ask { answers }, Outcome::One(at)) => {
            answers.get(at.index()).map(|answer| format!("Svar: {}.", answer.text))
        }
        (StepKind::Choose { options, .. }, Outcome::Many(chosen)) => {
            let chosen: Vec<&str> = chosen
                .iter()
                .filter_map(|at| options.get(at.index()))
                .map(|option| option.text.as_str())
                .collect();
            let chosen = if chosen.is_empty() { "inget".to_owned() } else { chosen.join("; ") };
            Some(format!("Kryssat: {chosen}."))
        }
        (StepKind::Act { .. }, outcome) => Mark::of(outcome).map(|mark| format!("Märkt: {}.", mark.label())),
        (StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End, _) => None,
    }
}

fn text_of<'s>(step: &'s Step, id: &str) -> Option<&'s str> {
    match &step.kind {
        StepKind::Ask { answers } => {
            answers.iter().find(|answer| answer.id.as_str() == id).map(|answer| answer.text.as_str())
        }
        StepKind::Choose { options, .. } => {
            options.iter().find(|option| option.id.as_str() == id).map(|option| option.text.as_str())
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => None,
    }
}
