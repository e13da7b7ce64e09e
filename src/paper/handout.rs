//! The handout of a scenario: the story, questions to the room, the way with why and laws, and what to discuss.

use chrono::NaiveDate;

use super::{Paper, PaperKind, PaperOrigin, parse_blocks};
use crate::check::trace;
use crate::deid::screened::Screened;
use crate::document::{Block, Part, PartStart};
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Step, StepKind};
use crate::present::{Call, Choices, StepView, TermsView, lesson};
use crate::prose::{self, Markdown};
use crate::scenario::Scenario;
use crate::session::walk::Walk;

/// What stands under the title: nothing that gives an answer away.
pub(super) const LEAD: &str = "En påhittad händelse, att läsa och prata om tillsammans.";

/// How many lines are left to write on, for the answers and for what is talked about.
const ROOM: (usize, usize) = (10, 4);

/// The most laws that are named where there is little room.
const FEW_LAWS: usize = 3;

/// The handout of a scenario whose whole walk is `walk`, with the laws as on `day`.
pub fn make_handout(scenario: &Scenario, walk: &Walk, day: NaiveDate) -> Paper {
    let told = HandoutBuilder { scenario, walk, day };
    Paper {
        kind: PaperKind::Handout,
        title: scenario.title.text().to_owned(),
        lead: LEAD.to_owned(),
        parts: vec![
            told.story_part(),
            told.questions_part(),
            told.walk_part(),
            told.what_if(),
            told.discussion_part(),
            told.reference_part(),
            told.leader_part(),
        ]
        .into_iter()
        .filter(|part| !part.blocks.is_empty())
        .collect(),
        origin: PaperOrigin::from_flow(scenario.verified_flow(), day),
    }
}

/// A scenario while it is told on paper.
pub(super) struct HandoutBuilder<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) walk: &'s Walk,
    pub(super) day: NaiveDate,
}

impl HandoutBuilder<'_> {
    pub(super) fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    /// The steps of the walk, with what each came to; the end has none.
    pub(super) fn steps(&self) -> impl Iterator<Item = (StepIx, Option<&Outcome>)> {
        let position = self.walk.position();
        let passed = position.path.iter().map(|visit| (visit.step, Some(&visit.outcome)));
        passed.chain([(position.at, None)])
    }

    pub(super) fn story_part(&self) -> Part {
        let opening = self.scenario.opening_parts().flat_map(|text| parse_blocks(text.text()));
        let later = self.steps().flat_map(|(at, _)| self.scenario.story_at(at));
        let later = later.flat_map(|text| parse_blocks(text.text()));
        Part {
            title: "Berättelsen".to_owned(),
            starts: PartStart::Here,
            blocks: opening.chain(later).collect(),
        }
    }

    /// The questions the routine asks of this story, for the group to answer before the page is turned.
    fn questions_part(&self) -> Part {
        let asked = self.steps().map(|(at, _)| self.flow().step(at)).filter(|step| step.is_question());
        let asked = asked.map(|step| step.title.clone()).collect();
        let lead = Block::Text("Det här frågar rutinen. Svara tillsammans innan ni vänder blad.".to_owned());
        Part {
            title: "Vad skulle ni svara?".to_owned(),
            starts: PartStart::Here,
            blocks: vec![lead, Block::Points(asked), Block::Room(ROOM.0)],
        }
    }

    pub(super) fn walk_part(&self) -> Part {
        let steps = self.steps().enumerate();
        Part {
            title: "Vägen genom rutinen".to_owned(),
            starts: PartStart::OnNewPage,
            blocks: steps.flat_map(|(n, (at, _))| self.step_blocks(n + 1, at)).collect(),
        }
    }

    fn step_blocks(&self, number: usize, at: StepIx) -> Vec<Block> {
        let view = StepView::from_walk(self.walk, at, self.day);
        let heading = Block::Heading(format!("{number}. {}", step_heading(&view)));
        std::iter::once(heading).chain(self.answer_blocks(&view, at)).collect()
    }

    /// What a step came to in the story and why, as short as can be: many laws stand on the answer sheet.
    pub(super) fn short_answer_blocks(&self, view: &StepView<'_>, at: StepIx) -> Vec<Block> {
        let came_to = self.came_to(view, at).map(Block::Heading).into_iter();
        let laws = law_names(view).filter(|_| view.laws.len() <= FEW_LAWS);
        came_to.chain(why_blocks(view)).chain(laws).collect()
    }

    /// What a step came to in the story, and all that the routine says of it.
    fn answer_blocks(&self, view: &StepView<'_>, at: StepIx) -> Vec<Block> {
        let mut told: Vec<Block> = self.came_to(view, at).map(Block::Text).into_iter().collect();
        told.extend(view.text.iter().flat_map(|text| parse_blocks(text.source())));
        told.extend(view.duty.clone().map(Block::Text));
        told.extend(view.contacts.iter().map(|contact| {
            Block::Text(format!("Kontakt: {}: {}", contact.label, prose::with_full_stop(&contact.reach)))
        }));
        told.extend(why_blocks(view));
        told.extend(law_names(view));
        told.extend(view.laws_read.clone().map(Block::Text));
        if let Some(quote) = &view.quote {
            told.push(Block::Quote(quote.words.to_plain()));
            told.extend(quote.note.map(|note| Block::Text(note.to_owned())));
        }
        told
    }

    /// What a step came to in the story.
    fn came_to(&self, view: &StepView<'_>, at: StepIx) -> Option<String> {
        let lead = match (view.call, &view.choices) {
            (Call::Answer, Choices::Any { .. }) => "Kryssat",
            (Call::Answer, _) => "Svar",
            (Call::Act(_), _) => "I händelsen",
            (Call::Know | Call::Form, _) => return None,
        };
        Some(format!("{lead}: {}.", lesson::describe_outcome(self.walk, at)?))
    }

    /// What only whoever leads the meeting is to have, on a page of its own: what the group is to take with it, and the notes.
    pub(super) fn leader_part(&self) -> Part {
        let aim = Block::Text(format!("Det här ska gruppen ta med sig: {}", self.scenario.aim.text()));
        let notes = self.steps().enumerate().flat_map(|(n, (at, _))| self.leader_notes(n + 1, at));
        Part {
            title: "Till den som håller i utbildningen".to_owned(),
            starts: PartStart::OnNewPage,
            blocks: std::iter::once(aim).chain(notes).collect(),
        }
    }

    /// The notes at a step, under its number and heading; nothing where there are none.
    fn leader_notes(&self, number: usize, at: StepIx) -> Vec<Block> {
        let Some(note) = self.scenario.note_at(at) else { return Vec::new() };
        let view = StepView::from_walk(self.walk, at, self.day);
        let heading = Block::Heading(format!("{number}. {}", step_heading(&view)));
        let says = note.say.iter().map(|say: &Screened| Block::Text(say.text().to_owned()));
        let asked: Vec<String> = note.ask.iter().map(|ask| ask.text().to_owned()).collect();
        let asked = (!asked.is_empty()).then_some(Block::Points(asked));
        std::iter::once(heading).chain(says).chain(asked).collect()
    }

    /// What the way names, each once: what the laws say, how the functions are reached, what the words mean.
    fn reference_part(&self) -> Part {
        let views: Vec<StepView<'_>> =
            self.steps().map(|(at, _)| StepView::from_walk(self.walk, at, self.day)).collect();
        let laws = views.iter().flat_map(|view| &view.laws);
        let laws = laws.map(|law| (law.cite.clone(), law.says.to_plain()));
        let contacts = views.iter().flat_map(|view| &view.contacts);
        let contacts = contacts.map(|contact| (contact.label.clone(), contact.reach.clone()));
        let explained: Vec<TermsView<'_>> = views.iter().map(StepView::find_terms).collect();
        let terms = explained.iter().flat_map(|found| &found.terms);
        let terms = terms.map(|term| (term.term.clone(), Markdown::new(&term.says).to_plain()));
        let sources = views.iter().zip(&explained);
        let sources = sources.flat_map(|(view, found)| view.sources.iter().chain(&found.sources));
        let sources = each_once(sources.map(|source| (*source).to_owned()));
        let rows =
            [("Lagrum", each_once(laws)), ("Kontakter", each_once(contacts)), ("Ord", each_once(terms))];
        let rows = rows.into_iter().filter(|(_, rows)| !rows.is_empty());
        let rows = rows.flat_map(|(title, rows)| [Block::Heading(title.to_owned()), Block::Rows(rows)]);
        let sources = (!sources.is_empty())
            .then(|| [Block::Heading("Källor".to_owned()), Block::Points(sources)])
            .into_iter()
            .flatten();
        let blocks = rows.chain(sources).collect();
        Part { title: "Lagrum, kontakter och ord".to_owned(), starts: PartStart::Here, blocks }
    }

    fn what_if(&self) -> Part {
        let flow = self.flow();
        let other = |other: &crate::scenario::WhatIf| {
            let step = flow.step(other.at);
            let answer = trace::build_trace_step(flow, other.at, &other.outcome)
                .map(|turn| turn.answers)
                .unwrap_or_default();
            let texts: Vec<&str> = answer.iter().filter_map(|id| text_of(step, id)).collect();
            let heading = Block::Heading(format!("{} ”{}”", step.title, texts.join("”, ”")));
            let falls: Vec<&str> = other.loses.iter().map(|step| flow.step(*step).title.as_str()).collect();
            let falls = (!falls.is_empty())
                .then(|| Block::Text(format!("Faller bort: {}", prose::with_full_stop(&falls.join("; ")))));
            [heading, Block::Text(other.says.text().to_owned())].into_iter().chain(falls).collect::<Vec<_>>()
        };
        Part {
            title: "Tänk om svaret hade varit ett annat".to_owned(),
            starts: PartStart::Here,
            blocks: self.scenario.what_if.iter().flat_map(other).collect(),
        }
    }

    pub(super) fn discussion_part(&self) -> Part {
        let questions: Vec<String> =
            self.scenario.discuss.iter().map(|question| question.text().to_owned()).collect();
        let blocks = if questions.is_empty() {
            Vec::new()
        } else {
            vec![Block::Points(questions), Block::Room(ROOM.1)]
        };
        Part { title: "Att prata om".to_owned(), starts: PartStart::Here, blocks }
    }
}

pub(super) fn step_heading<'f>(view: &StepView<'f>) -> &'f str {
    match view.call {
        Call::Form => "Blanketten",
        Call::Answer | Call::Act(_) | Call::Know => view.title,
    }
}

/// Why a step is there. After an answer it says whose why it is: of the question, and not of the answer.
fn why_blocks(view: &StepView<'_>) -> Vec<Block> {
    let why = view.why.iter().flat_map(|why| parse_blocks(why.source()));
    let lead = (view.call == Call::Answer && view.why.is_some())
        .then(|| Block::Text("Därför frågar rutinen:".to_owned()));
    lead.into_iter().chain(why).collect()
}

/// The laws of a step in one line; nothing where there are none.
fn law_names(view: &StepView<'_>) -> Option<Block> {
    let laws: Vec<&str> = view.laws.iter().map(|law| law.cite.as_str()).collect();
    names_block("Lagrum", &laws)
}

/// Names in one line after what they are; nothing where there are none.
fn names_block(what: &str, names: &[&str]) -> Option<Block> {
    (!names.is_empty()).then(|| Block::Text(format!("{what}: {}", prose::with_full_stop(&names.join("; ")))))
}

fn each_once<T: PartialEq>(rows: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for row in rows {
        if !once.contains(&row) {
            once.push(row);
        }
    }
    once
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
