//! The pack for a workplace meeting: pages to print, where the answers stand apart from the case, and slides for a room, where each
//! answer comes after its question. Both are made of the same pieces.

use chrono::NaiveDate;

use super::handout::{HandoutBuilder, LEAD, step_heading};
use super::overview::overview_part;
use super::proof::{guarantee_rows, number_rows};
use super::questions::{question_part, quiz_slides, solution_part};
use super::{PROVED_MEANS, Paper, PaperKind, PaperOrigin, parse_blocks};
use crate::check::verified::VerifiedFlow;
use crate::document::{Block, BoxState, CheckBox, FieldBlock, FieldContent, Part, PartStart};
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, StepKind};
use crate::present::{ACUTE, Choices, StepView};
use crate::quiz::Question;
use crate::scenario::Scenario;
use crate::session::walk::Walk;

/// What a meeting goes through.
#[derive(Debug, Clone, Copy)]
pub struct MeetingPack<'p> {
    /// The routine.
    pub routine: &'p VerifiedFlow,
    /// The points the meeting takes up: heading, and what is said of it here.
    pub points: &'p [(&'static str, String)],
    /// The scenarios, each with its whole walk.
    pub cases: &'p [(&'p Scenario, &'p Walk)],
    /// Questions on the routine.
    pub questions: &'p [Question],
    /// The day the laws are as of.
    pub day: NaiveDate,
}

/// The pages to print: what the group has first, and last, apart, what only whoever leads is to have.
pub fn make_meeting_pages(pack: &MeetingPack<'_>) -> Paper {
    let points = Part { starts: PartStart::Here, ..pack.points_part() };
    let shared = [points].into_iter().chain(pack.builders().flat_map(|case| case_parts(&case)));
    let routine =
        [question_part(pack.questions), overview_part(pack.routine), pack.proof_part(), attendance_part()];
    let shared: Vec<Part> = shared.chain(routine).filter(|part| !part.blocks.is_empty()).collect();
    let leader = pack
        .builders()
        .flat_map(|case| [answer_part(&case), Part { starts: PartStart::Here, ..case.leader_part() }])
        .chain([solution_part(pack.questions, pack.flow())])
        .filter(|part| !part.blocks.is_empty());
    Paper {
        kind: PaperKind::Meeting,
        title: pack.title(),
        lead: LEAD.to_owned(),
        parts: [agenda_part(&shared)].into_iter().chain(shared.clone()).chain(leader).collect(),
        origin: PaperOrigin::from_flow(pack.routine, pack.day),
    }
}

/// The slides: every question alone, then what the routine says.
pub fn make_meeting_slides(pack: &MeetingPack<'_>) -> Paper {
    let cases = pack.builders().flat_map(|case| case_slides(&case));
    let last =
        Part {
            title: "Efter mötet".to_owned(), starts: PartStart::OnNewPage, blocks: vec![after_meeting()]
        };
    let questions = quiz_slides(pack.questions, pack.flow());
    let parts = pack.point_slides().into_iter().chain(cases).chain(questions).chain([last]);
    Paper {
        kind: PaperKind::Slides { line: ACUTE },
        title: pack.title(),
        lead: LEAD.to_owned(),
        parts: parts.filter(|part| !part.blocks.is_empty()).collect(),
        origin: PaperOrigin::from_flow(pack.routine, pack.day),
    }
}

impl MeetingPack<'_> {
    fn flow(&self) -> &Flow {
        self.routine.flow()
    }

    fn title(&self) -> String {
        format!("Möte: {}", self.flow().title)
    }

    fn builders(&self) -> impl Iterator<Item = HandoutBuilder<'_>> {
        self.cases.iter().map(|(scenario, walk)| HandoutBuilder { scenario, walk, day: self.day })
    }

    fn points_part(&self) -> Part {
        new_page("Det här tar mötet upp", point_blocks(self.points))
    }

    /// The points on as many slides as keep each of them within a window.
    fn point_slides(&self) -> Vec<Part> {
        let slides = self.points.chunks(POINTS_ON_SLIDE);
        slides.map(|points| new_page("Det här tar mötet upp", point_blocks(points))).collect()
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

/// How many points there is room for on a slide.
const POINTS_ON_SLIDE: usize = 3;

fn point_blocks(points: &[(&'static str, String)]) -> Vec<Block> {
    let point = |(heading, says): &(&'static str, String)| {
        [Block::Heading((*heading).to_owned()), Block::Text(says.clone())]
    };
    points.iter().flat_map(point).collect()
}

/// The case, what the group is to answer and what it is to talk about: nothing of what the routine says.
fn case_parts(case: &HandoutBuilder<'_>) -> Vec<Part> {
    let story = Part { title: case_title(case), starts: PartStart::OnNewPage, ..case.story_part() };
    let questions = asked_steps(case).into_iter().filter_map(|at| {
        let view = StepView::from_walk(case.walk, at, case.day);
        let label = view.title.to_owned();
        options_of(&view).map(|content| Block::Field(FieldBlock { label, content }))
    });
    let lead = Block::Text("Det här frågar rutinen. Kryssa det ni skulle svara.".to_owned());
    let questions = Part {
        title: "Vad skulle ni svara?".to_owned(),
        starts: PartStart::Here,
        blocks: std::iter::once(lead).chain(questions).collect(),
    };
    vec![story, questions, case.discussion_part()]
}

fn case_title(case: &HandoutBuilder<'_>) -> String {
    format!("Händelsen: {}", case.scenario.title.text())
}

/// What the routine says, for whoever leads.
fn answer_part(case: &HandoutBuilder<'_>) -> Part {
    let title = format!("Svarsblad: {}", case.scenario.title.text());
    Part { title, starts: PartStart::OnNewPage, ..case.walk_part() }
}

/// The story, then every question followed by its answer, what there was to do, and what to talk about.
fn case_slides(case: &HandoutBuilder<'_>) -> Vec<Part> {
    let opening = case.scenario.opening_parts().flat_map(|text| parse_blocks(text.text())).collect();
    let mut slides = vec![new_page(&case_title(case), opening)];
    let mut acts = Vec::new();
    for at in case.steps().map(|(at, _)| at) {
        let told: Vec<Block> =
            case.scenario.story_at(at).flat_map(|text| parse_blocks(text.text())).collect();
        slides.push(new_page("Så här går det vidare", told));
        let view = StepView::from_walk(case.walk, at, case.day);
        match case.flow().step(at).kind {
            StepKind::Ask { .. } | StepKind::Choose { .. } => slides.extend(question_slides(case, &view, at)),
            StepKind::Act { .. } => acts.push(view.title.to_owned()),
            StepKind::Tell { .. } | StepKind::End => {}
        }
    }
    let acts = if acts.is_empty() { Vec::new() } else { vec![Block::Points(acts)] };
    slides.push(new_page("Det här säger rutinen att ni gör", acts));
    slides.push(Part { starts: PartStart::OnNewPage, ..case.discussion_part() });
    slides
}

fn question_slides(case: &HandoutBuilder<'_>, view: &StepView<'_>, at: StepIx) -> [Part; 2] {
    let text = view.text.iter().flat_map(|text| parse_blocks(text.source()));
    let label = "Vad svarar ni?".to_owned();
    let options = options_of(view).map(|content| Block::Field(FieldBlock { label, content }));
    let asked = new_page(step_heading(view), text.chain(options).collect());
    let answer = case.short_answer_blocks(view, at);
    [asked, new_page(&format!("Rutinen: {}", step_heading(view)), answer)]
}

/// The options of a question as boxes to tick; `None` of a step that asks nothing.
fn options_of(view: &StepView<'_>) -> Option<FieldContent> {
    let (Choices::One(options) | Choices::Any { options, .. }) = &view.choices else { return None };
    let blank = |text: &str| CheckBox { text: text.to_owned(), state: BoxState::Blank };
    Some(FieldContent::Boxes(options.iter().map(|option| blank(option.text)).collect()))
}

fn asked_steps(case: &HandoutBuilder<'_>) -> Vec<StepIx> {
    let steps = case.steps().map(|(at, _)| at);
    steps.filter(|at| case.flow().step(*at).is_question()).collect()
}

/// What the group meets, in order.
fn agenda_part(shared: &[Part]) -> Part {
    let titles = shared.iter().map(|part| part.title.clone()).collect();
    Part { title: "Dagordning".to_owned(), starts: PartStart::Here, blocks: vec![Block::Points(titles)] }
}

/// How many took part, and never who.
fn attendance_part() -> Part {
    let by_hand = ["Dag", "Enhet", "Antal deltagare"].map(Block::ByHand);
    let blocks = by_hand.into_iter().chain([after_meeting()]).collect();
    Part { title: "Efter mötet".to_owned(), starts: PartStart::Here, blocks }
}

fn after_meeting() -> Block {
    let says =
        "Skriv bara hur många ni var, aldrig vilka. Efter en övning på skärmen kan Stegvis notera antalet.";
    Block::Text(says.to_owned())
}

fn new_page(title: &str, blocks: Vec<Block>) -> Part {
    Part { title: title.to_owned(), starts: PartStart::OnNewPage, blocks }
}
