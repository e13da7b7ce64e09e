//! Making the questions: those that are written, and what comes next on a given walk, where what is wrong cannot come at all.

use fastrand::Rng;

use super::selection::{QuestionAudience, QuestionLevel, QuizSelection};
use super::{Question, QuestionChoice, QuestionId, QuestionKind};
use crate::check::states::{StateGraph, StateIx};
use crate::check::verified::VerifiedFlow;
use crate::flow::graph::{links_from, topological_order};
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Step, StepKind};
use crate::map::words;
use crate::prose;

/// How many options beside the right one.
const WRONG: usize = 3;

/// How many written questions come for each that is made.
const WRITTEN_FOR_EACH: usize = 3;

/// The most answers on the way to a question that is not hard.
const FEW_ANSWERS: usize = 3;

/// The questions: those that are written, and between them those that are made of the routine's own ways and fit.
pub(super) fn make_questions(
    verified: &VerifiedFlow,
    written: Vec<Question>,
    seed: u64,
    selection: &QuizSelection,
) -> Vec<Question> {
    let mut maker = QuestionMaker {
        flow: verified.flow(),
        order: topological_order(verified.flow()),
        rng: Rng::with_seed(seed),
    };
    // What is written says itself what it is about.
    let written = written.into_iter().map(|question| Question { told: Vec::new(), ..question });
    let mut written: Vec<Question> = written.filter_map(|question| maker.shuffle_options(question)).collect();
    let mut made = maker.next_steps(verified);
    made.retain(|question| selection.fits(question));
    maker.rng.shuffle(&mut written);
    maker.rng.shuffle(&mut made);
    let (mut written, mut made) = (written.into_iter(), made.into_iter());
    let mut questions = Vec::new();
    for turn in 0..written.len() + made.len() {
        let is_made = turn % (WRITTEN_FOR_EACH + 1) == WRITTEN_FOR_EACH;
        let next = if is_made {
            made.next().or_else(|| written.next())
        } else {
            written.next().or_else(|| made.next())
        };
        questions.extend(next);
    }
    questions
}

struct QuestionMaker<'f> {
    flow: &'f Flow,
    /// The steps as the map shows them.
    order: Vec<StepIx>,
    rng: Rng,
}

impl QuestionMaker<'_> {
    /// For every step the shortest walk that comes to it: what comes next?
    fn next_steps(&mut self, verified: &VerifiedFlow) -> Vec<Question> {
        // A verified flow was explored whole within the bound.
        let Ok(space) = StateGraph::explore(verified.flow(), verified.live()) else { return Vec::new() };
        let first = |at: StepIx| (1..space.len()).find(|state| space.step_of(*state) == at);
        let states: Vec<StateIx> = self.order.iter().filter_map(|at| first(*at)).collect();
        states.into_iter().filter_map(|state| self.next_step(verified, &space, state)).collect()
    }

    fn next_step(&mut self, verified: &VerifiedFlow, space: &StateGraph, state: StateIx) -> Option<Question> {
        let right = space.step_of(state);
        let way = space.trace_to(state);
        let (before, _) = way.last()?;
        // After an act nobody can tell what it came to.
        if !self.flow.step(*before).is_question() {
            return None;
        }
        let known = |step: StepIx| way.iter().find(|(passed, _)| *passed == step).map(|(_, came)| came);
        let ahead = StateGraph::explore_from(verified.flow(), verified.live(), right, &known).ok()?;
        let ahead: Vec<StepIx> = (0..ahead.len()).map(|state| ahead.step_of(state)).collect();
        // What can come later could be taken for right.
        let wrong = self.nearby_steps(right, *before, |at| known(at).is_none() && !ahead.contains(&at));
        let explained = |at: StepIx| QuestionChoice {
            text: self.flow.step(at).title.clone(),
            explains: NEVER.to_owned(),
        };
        let wrong: Vec<QuestionChoice> = wrong.into_iter().map(explained).collect();
        let step = self.flow.step(right);
        let right_choice = QuestionChoice { text: step.title.clone(), explains: first_reason_line(step) };
        let told = self.describe_way(&way);
        let answers = way.iter().filter(|(at, _)| self.flow.step(*at).is_question()).count();
        let level = if answers > FEW_ANSWERS { QuestionLevel::Further } else { QuestionLevel::Basic };
        self.shuffle_options(Question {
            id: QuestionId::from_next_step(&step.id),
            audience: QuestionAudience::Everybody,
            level,
            kind: QuestionKind::Next,
            about: right,
            told,
            asks: "Vilket steg kommer nu?".to_owned(),
            options: std::iter::once(right_choice).chain(wrong).collect(),
            right: 0,
        })
    }

    /// A question whose right answer comes first, with its options in an order that gives nothing away; `None` where there is
    /// nothing to choose among.
    fn shuffle_options(&mut self, question: Question) -> Option<Question> {
        let mut choices = question.options.into_iter();
        let right = choices.next()?;
        let mut options: Vec<QuestionChoice> = Vec::new();
        for choice in choices {
            let known = choice.text == right.text || options.iter().any(|known| known.text == choice.text);
            if !known && options.len() < WRONG {
                options.push(choice);
            }
        }
        if options.is_empty() {
            return None;
        }
        let place = self.rng.usize(0..=options.len());
        self.rng.shuffle(&mut options);
        options.insert(place, right);
        Some(Question { options, right: place, ..question })
    }

    /// Steps that could be taken for this one: where the step before can lead instead, then those nearest on the map.
    fn nearby_steps(&self, at: StepIx, before: StepIx, fits: impl Fn(StepIx) -> bool) -> Vec<StepIx> {
        let instead = links_from(self.flow, before).into_iter().map(|link| link.to);
        let near = instead.chain(self.by_distance(at));
        let is_end = |at: StepIx| matches!(self.flow.step(at).kind, StepKind::End);
        near.filter(|other| *other != at && !is_end(*other) && fits(*other)).collect()
    }

    /// The other steps, the nearest on the map first.
    fn by_distance(&self, at: StepIx) -> Vec<StepIx> {
        let place = |step: StepIx| self.order.iter().position(|other| *other == step).unwrap_or(0);
        let here = place(at);
        let mut others: Vec<StepIx> = self.order.iter().copied().filter(|other| *other != at).collect();
        others.sort_by_key(|other| place(*other).abs_diff(here));
        others
    }

    /// Every question answered, since any of them can decide what comes next, and every act, so that none is thought forgotten.
    fn describe_way(&self, way: &[(StepIx, Outcome)]) -> Vec<(String, String)> {
        let decided = way.iter().filter(|(at, _)| match self.flow.step(*at).kind {
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Act { .. } => true,
            StepKind::Tell { .. } | StepKind::End => false,
        });
        let told = decided.map(|(at, outcome)| {
            let step = self.flow.step(*at);
            let asked = if step.is_question() { step.title.clone() } else { prose::with_colon(&step.title) };
            (asked, words::describe_outcome(step, outcome))
        });
        told.collect()
    }
}

/// Why a step is no right answer.
const NEVER: &str = "Dit leder inte de här svaren.";

/// The first line of a step's reason.
fn first_reason_line(step: &Step) -> String {
    strip_bold(step.why.as_deref().unwrap_or_default().lines().next().unwrap_or_default())
}

fn strip_bold(text: &str) -> String {
    text.replace("**", "")
}
