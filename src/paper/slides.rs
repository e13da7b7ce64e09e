//! The pack for a workplace meeting as slides for a room: each question alone, its answer after it, and what there is to do as soon
//! as the routine says it.

use super::handout::{HandoutBuilder, LEAD, step_heading};
use super::meeting::{
    MeetingCase, MeetingPack, after_meeting, case_title, new_page, options_of, point_blocks,
};
use super::overview::overview_slides;
use super::questions::quiz_slides;
use super::{Paper, PaperKind, PaperOrigin, parse_blocks};
use crate::document::{Block, FieldBlock, Part, PartStart};
use crate::flow::id::StepIx;
use crate::flow::model::{Mark, StepKind};
use crate::present::{ACUTE, StepView, lesson};

/// How many points there is room for on a slide.
const POINTS_ON_SLIDE: usize = 3;

/// How the slides are turned.
const TURNING: &str = "Bläddra med piltangenterna eller länkarna längst ned. F11 ger hela skärmen.";

/// The slides: the points, each case, questions on the routine, and the routine in words.
pub fn make_meeting_slides(pack: &MeetingPack<'_>) -> Paper {
    let cases = pack.cases.iter().flat_map(|case| CaseSlides::new(pack, case).tell_case());
    let questions = quiz_slides(pack.questions, pack.flow());
    let last = new_page("Efter mötet", vec![after_meeting()]);
    let parts = point_slides(pack).into_iter().chain(cases).chain(questions);
    let parts = parts.chain(overview_slides(pack.routine)).chain([last]);
    Paper {
        kind: PaperKind::Slides { line: ACUTE },
        title: pack.title(),
        lead: [LEAD, &pack.describe_time(), TURNING].join("\n\n"),
        parts: parts.filter(|part| !part.blocks.is_empty()).collect(),
        origin: PaperOrigin::from_flow(pack.routine, pack.day),
    }
}

/// The points on as many slides as keep each of them within a window.
fn point_slides(pack: &MeetingPack<'_>) -> Vec<Part> {
    let slides = pack.points.chunks(POINTS_ON_SLIDE);
    slides.map(|points| new_page("Det här tar mötet upp", point_blocks(points))).collect()
}

/// The slides of a case, while they are made.
struct CaseSlides<'c> {
    case: HandoutBuilder<'c>,
    /// The questions that are put to the room.
    asked: &'c [StepIx],
    slides: Vec<Part>,
    /// What is told before the next question.
    told: Vec<Block>,
    /// All there is to do and to know, in order.
    deeds: Vec<String>,
    /// How many of them stand on a slide.
    shown: usize,
}

impl<'c> CaseSlides<'c> {
    fn new(pack: &MeetingPack<'_>, case: &'c MeetingCase<'_>) -> Self {
        let (slides, told, deeds) = (Vec::new(), Vec::new(), Vec::new());
        Self { case: pack.builder(case), asked: &case.asked, slides, told, deeds, shown: 0 }
    }

    fn tell_case(mut self) -> Vec<Part> {
        let opening = self.case.scenario.opening_parts().flat_map(|text| parse_blocks(text.text())).collect();
        self.slides.push(new_page(&case_title(&self.case), opening));
        let steps: Vec<StepIx> = self.case.steps().map(|(at, _)| at).collect();
        for at in steps {
            self.tell_step(at);
        }
        self.slides.push(new_page("Hela vägen i händelsen", vec![Block::Points(self.deeds)]));
        self.slides.push(Part { starts: PartStart::OnNewPage, ..self.case.discussion_part() });
        self.slides
    }

    fn tell_step(&mut self, at: StepIx) {
        let step = self.case.flow().step(at);
        if self.asked.contains(&at) {
            return self.ask_step(at);
        }
        let (title, came_to) = (step.title.clone(), lesson::describe_outcome(self.case.walk, at));
        self.told.extend(self.story_blocks(at));
        match step.kind {
            StepKind::Ask { .. } | StepKind::Choose { .. } => {
                self.told.push(Block::Text(format!("{title} {}.", came_to.unwrap_or_default())));
            }
            StepKind::Act { .. } => self.deeds.push(self.describe_deed(at, title)),
            StepKind::Tell { .. } => self.deeds.push(format!("Att veta: {title}")),
            StepKind::End => self.turn_slide_before(format!("Sist: {title}")),
        }
    }

    /// The story as it is told at a step, and the question on one slide; on the next the answer.
    fn ask_step(&mut self, at: StepIx) {
        self.turn_slide();
        let view = StepView::from_walk(self.case.walk, at, self.case.day);
        let text = view.text.iter().flat_map(|text| parse_blocks(text.source()));
        let label = "Vad svarar ni?".to_owned();
        let options = options_of(&view).map(|content| Block::Field(FieldBlock { label, content }));
        let asked = self.story_blocks(at).into_iter().chain(text).chain(options).collect();
        let answer = self.case.short_answer_blocks(&view, at);
        self.slides.push(new_page(step_heading(&view), asked));
        self.slides.push(new_page(&format!("Rutinen: {}", step_heading(&view)), answer));
    }

    fn story_blocks(&self, at: StepIx) -> Vec<Block> {
        self.case.scenario.story_at(at).flat_map(|text| parse_blocks(text.text())).collect()
    }

    /// What there is to do, and where the story did not do it that it did not.
    fn describe_deed(&self, at: StepIx, title: String) -> String {
        match self.case.walk.position().outcome(at).and_then(Mark::from_outcome) {
            Some(Mark::NotRelevant) => format!("{title} – i händelsen {}", Mark::NotRelevant.label()),
            Some(Mark::Done | Mark::Todo) | None => title,
        }
    }

    /// A slide of what has been told and of what there is to do since the last one.
    fn turn_slide(&mut self) {
        let deeds = self.deeds.get(self.shown..).unwrap_or_default().to_vec();
        let title =
            if deeds.is_empty() { "Så går det vidare" } else { "Det här säger rutinen att ni gör nu" };
        let deeds = (!deeds.is_empty()).then_some(Block::Points(deeds));
        let blocks: Vec<Block> = std::mem::take(&mut self.told).into_iter().chain(deeds).collect();
        if !blocks.is_empty() {
            self.slides.push(new_page(title, blocks));
        }
        self.shown = self.deeds.len();
    }

    /// The slide, and then what comes last of all.
    fn turn_slide_before(&mut self, last: String) {
        self.turn_slide();
        self.deeds.push(last);
        self.shown = self.deeds.len();
    }
}
