//! The pack for a workplace meeting as pages to print, where the answers stand apart from the case, and the pieces that its slides
//! are made of too.

use chrono::NaiveDate;

use super::handout::{HandoutBuilder, LEAD};
use super::overview::overview_part;
use super::proof::{guarantee_rows, number_rows};
use super::questions::{question_part, solution_part};
use super::{PROVED_MEANS, Paper, PaperKind, PaperOrigin};
use crate::check::verified::VerifiedFlow;
use crate::document::{Block, FieldBlock, FieldContent, Part, PartStart};
use crate::flow::id::StepIx;
use crate::flow::model::Flow;
use crate::present::{Choices, StepView};
use crate::quiz::Question;
use crate::scenario::Scenario;
use crate::session::walk::Walk;

/// What a meeting goes through.
#[derive(Debug, Clone, Copy)]
pub struct MeetingPack<'p> {
    /// The routine.
    pub routine: &'p VerifiedFlow,
    /// The points the meeting takes up: heading, and what is said of it here.
    pub points: &'p [(String, String)],
    /// What is gone through.
    pub cases: &'p [MeetingCase<'p>],
    /// Questions on the routine.
    pub questions: &'p [Question],
    /// The day the laws are as of.
    pub day: NaiveDate,
}

/// A scenario that a meeting goes through.
#[derive(Debug, Clone)]
pub struct MeetingCase<'p> {
    /// The scenario.
    pub scenario: &'p Scenario,
    /// Its whole walk.
    pub walk: &'p Walk,
    /// The questions of the routine that are put to the room; what the others come to is told.
    pub asked: Vec<StepIx>,
}

/// What a time is rounded to, in half minutes.
const FIVE_MINUTES: usize = 10;

/// How many minutes a question of the case takes, in half minutes.
const CASE_QUESTION: usize = 3;

/// How many a question on the routine takes, in half minutes.
const ROUTINE_QUESTION: usize = 2;

/// How many all else takes: the points, the story, what there is to do, and what is talked about, in half minutes.
const ALL_ELSE: usize = 16;

/// The pages to print: what the group has first, and last, apart, what only whoever leads is to have.
pub fn make_meeting_pages(pack: &MeetingPack<'_>) -> Paper {
    let points = Part { starts: PartStart::Here, ..pack.points_part() };
    let cases = pack.cases.iter().flat_map(|case| case_parts(&pack.builder(case), &case.asked));
    // What is talked about can hint at an answer, so it comes after the questions.
    let talk = pack.builders().map(|case| talk_part(&case, pack.cases.len()));
    let routine = [overview_part(pack.routine), pack.proof_part(), attendance_part()];
    let shared = [points].into_iter().chain(cases).chain([question_part(pack.questions)]);
    let shared: Vec<Part> =
        shared.chain(talk).chain(routine).filter(|part| !part.blocks.is_empty()).collect();
    let leader = pack
        .builders()
        .flat_map(|case| [answer_part(&case), Part { starts: PartStart::Here, ..case.leader_part() }])
        .chain([solution_part(pack.questions, pack.flow())])
        .filter(|part| !part.blocks.is_empty());
    Paper {
        kind: PaperKind::Meeting,
        title: pack.title(),
        lead: LEAD.to_owned(),
        parts: [agenda_part(pack, &shared)].into_iter().chain(shared.clone()).chain(leader).collect(),
        origin: PaperOrigin::from_flow(pack.routine, pack.day),
    }
}

impl MeetingPack<'_> {
    pub(super) fn flow(&self) -> &Flow {
        self.routine.flow()
    }

    pub(super) fn title(&self) -> String {
        format!("Möte: {}", self.flow().title)
    }

    pub(super) fn builder<'c>(&self, case: &'c MeetingCase<'_>) -> HandoutBuilder<'c> {
        HandoutBuilder { scenario: case.scenario, walk: case.walk, day: self.day }
    }

    fn builders(&self) -> impl Iterator<Item = HandoutBuilder<'_>> {
        self.cases.iter().map(|case| self.builder(case))
    }

    /// How long the meeting may take, as a sentence: an estimate from how much is asked.
    pub(super) fn describe_time(&self) -> String {
        let asked: usize = self.cases.iter().map(|case| case.asked.len()).sum();
        let halves = asked * CASE_QUESTION + self.questions.len() * ROUTINE_QUESTION + ALL_ELSE;
        let minutes = (halves + FIVE_MINUTES / 2) / FIVE_MINUTES * 5;
        format!("Räkna med ungefär {minutes} minuter, om ni pratar en minut eller två om varje fråga.")
    }

    fn points_part(&self) -> Part {
        new_page("Det här tar mötet upp", point_blocks(self.points))
    }

    /// What is proved of the routine, in its own sentences.
    fn proof_part(&self) -> Part {
        let rows = number_rows(guarantee_rows(self.routine));
        let lead = format!(
            "Stegvis har gått igenom varje väg som rutinen tillåter. Bevisat betyder: {PROVED_MEANS}."
        );
        new_page("Det här är bevisat om rutinen", vec![Block::Text(lead), Block::Rows(rows)])
    }
}

pub(super) fn point_blocks(points: &[(String, String)]) -> Vec<Block> {
    let point = |(heading, says): &(String, String)| {
        let says = (!says.is_empty()).then(|| Block::Text(says.clone()));
        [Block::Heading(heading.clone())].into_iter().chain(says)
    };
    points.iter().flat_map(point).collect()
}

/// The case, and what the group is to answer: nothing of what the routine says.
fn case_parts(case: &HandoutBuilder<'_>, asked: &[StepIx]) -> [Part; 2] {
    let story = Part { title: case_title(case), starts: PartStart::OnNewPage, ..case.story_part() };
    let questions = asked.iter().filter_map(|at| {
        let view = StepView::from_walk(case.walk, *at, case.day);
        let label = view.title.to_owned();
        options_of(&view).map(|content| Block::Field(FieldBlock { label, content }))
    });
    let lead = Block::Text("Det här frågar rutinen. Kryssa det ni skulle svara.".to_owned());
    let questions = Part {
        title: "Vad skulle ni svara?".to_owned(),
        starts: PartStart::Here,
        blocks: std::iter::once(lead).chain(questions).collect(),
    };
    [story, questions]
}

/// What the group is to talk about, with whose it is where there are several.
fn talk_part(case: &HandoutBuilder<'_>, cases: usize) -> Part {
    let talk = case.discussion_part();
    if cases == 1 {
        return talk;
    }
    Part { title: format!("{}: {}", talk.title, case.scenario.title.text()), ..talk }
}

pub(super) fn case_title(case: &HandoutBuilder<'_>) -> String {
    format!("Händelsen: {}", case.scenario.title.text())
}

/// What the routine says, for whoever leads.
fn answer_part(case: &HandoutBuilder<'_>) -> Part {
    let title = format!("Svarsblad: {}", case.scenario.title.text());
    Part { title, starts: PartStart::OnNewPage, ..case.walk_part() }
}

/// The options of a question as boxes to tick; `None` of a step that asks nothing.
pub(super) fn options_of(view: &StepView<'_>) -> Option<FieldContent> {
    let (Choices::One(options) | Choices::Any { options, .. }) = &view.choices else { return None };
    Some(FieldContent::Options(options.iter().map(|option| option.text.to_owned()).collect()))
}

/// What the group meets, in order, and how long it may take.
fn agenda_part(pack: &MeetingPack<'_>, shared: &[Part]) -> Part {
    let titles = shared.iter().map(|part| part.title.clone()).collect();
    let blocks = vec![Block::Points(titles), Block::Text(pack.describe_time())];
    Part { title: "Dagordning".to_owned(), starts: PartStart::Here, blocks }
}

/// How many took part, and never who.
fn attendance_part() -> Part {
    let by_hand = ["Dag", "Enhet", "Antal deltagare"].map(Block::ByHand);
    let blocks = by_hand.into_iter().chain([after_meeting()]).collect();
    Part { title: "Efter mötet".to_owned(), starts: PartStart::Here, blocks }
}

pub(super) fn after_meeting() -> Block {
    let says =
        "Skriv bara hur många ni var, aldrig vilka. Övar ni på skärmen i Stegvis kan antalet noteras där.";
    Block::Text(says.to_owned())
}

pub(super) fn new_page(title: &str, blocks: Vec<Block>) -> Part {
    Part { title: title.to_owned(), starts: PartStart::OnNewPage, blocks }
}
