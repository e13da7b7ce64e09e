//! Making the questions. Wrong options are other steps, reasons and laws of the same routine, never invented.

use chrono::NaiveDate;
use fastrand::Rng;

use super::{Question, QuestionChoice, QuestionKind};
use crate::check::states::{StateGraph, StateIx};
use crate::check::verified::VerifiedFlow;
use crate::flow::graph::{links_from, topological_order};
use crate::flow::guard::Outcome;
use crate::flow::id::StepIx;
use crate::flow::law;
use crate::flow::model::{Flow, Law, Step, StepKind};
use crate::map::words;

/// How many options beside the right one.
const WRONG: usize = 3;

/// The questions, the kinds in turn.
pub(super) fn make_questions(
    verified: &VerifiedFlow,
    today: NaiveDate,
    seed: u64,
    most: usize,
) -> Vec<Question> {
    let mut maker = QuestionMaker {
        flow: verified.flow(),
        today,
        order: topological_order(verified.flow()),
        rng: Rng::with_seed(seed),
    };
    let mut kinds = [maker.next_steps(verified), maker.reason_questions(), maker.law_questions()];
    for questions in &mut kinds {
        maker.rng.shuffle(questions);
    }
    let longest = kinds.iter().map(Vec::len).max().unwrap_or(0);
    let turns = (0..longest).flat_map(|n| kinds.iter().filter_map(move |questions| questions.get(n)));
    turns.take(most).cloned().collect()
}

struct QuestionMaker<'f> {
    flow: &'f Flow,
    today: NaiveDate,
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
        let known = |step: StepIx| way.iter().find(|(passed, _)| *passed == step).map(|(_, came)| came);
        let ahead = StateGraph::explore_from(verified.flow(), verified.live(), right, &known).ok()?;
        let ahead: Vec<StepIx> = (0..ahead.len()).map(|state| ahead.step_of(state)).collect();
        let wrong = self.nearby_steps(right, *before, |at| known(at).is_none());
        let explained = |at: StepIx| {
            let step = self.flow.step(at);
            let when = if ahead.contains(&at) { LATER } else { NEVER };
            QuestionChoice {
                text: step.title.clone(),
                explains: join_sentences(when, &first_reason_line(step)),
            }
        };
        let wrong: Vec<QuestionChoice> = wrong.into_iter().map(explained).collect();
        let step = self.flow.step(right);
        let right_choice = QuestionChoice { text: step.title.clone(), explains: first_reason_line(step) };
        let told = self.describe_answers(&way);
        self.make_question(
            QuestionKind::Next,
            right,
            told,
            "Vilket steg kommer nu?".to_owned(),
            right_choice,
            wrong,
        )
    }

    /// For every step with a reason: which reason is its own?
    fn reason_questions(&mut self) -> Vec<Question> {
        let steps: Vec<StepIx> = self.order.iter().copied().filter(|at| self.has_reason(*at)).collect();
        steps.iter().filter_map(|at| self.reason_for(*at)).collect()
    }

    fn reason_for(&mut self, at: StepIx) -> Option<Question> {
        let step = self.flow.step(at);
        let wrong = self.nearby_steps(at, at, |other| self.has_reason(other));
        let own = |at: StepIx| {
            let step = self.flow.step(at);
            QuestionChoice {
                text: first_reason_line(step),
                explains: format!("Det är skälet till ”{}”.", step.title),
            }
        };
        let wrong = wrong.into_iter().map(own).collect();
        let right = QuestionChoice { text: first_reason_line(step), explains: more_of_reason(step) };
        let asks = format!("Varför finns steget ”{}”?", step.title);
        self.make_question(QuestionKind::Why, at, Vec::new(), asks, right, wrong)
    }

    /// For every step that rests on law: on which?
    fn law_questions(&mut self) -> Vec<Question> {
        let steps: Vec<StepIx> = self.order.clone();
        steps.into_iter().filter_map(|at| self.law_for(at)).collect()
    }

    fn law_for(&mut self, at: StepIx) -> Option<Question> {
        let cited = self.in_force(at);
        let right = *cited.first()?;
        let mut wrong: Vec<(&Law, StepIx)> = Vec::new();
        for other in self.by_distance(at) {
            for law in self.in_force(other) {
                let known =
                    cited.iter().chain(wrong.iter().map(|(law, _)| law)).any(|known| known.id == law.id);
                if !known {
                    wrong.push((law, other));
                }
            }
        }
        let explained = |(law, step): (&Law, StepIx)| QuestionChoice {
            text: law.full_name(),
            explains: format!("{} Det gäller ”{}”.", law.says, self.flow.step(step).title),
        };
        let wrong = wrong.into_iter().map(explained).collect();
        let right = QuestionChoice { text: right.full_name(), explains: right.says.clone() };
        let asks = format!("Vilket lagrum vilar ”{}” på?", self.flow.step(at).title);
        self.make_question(QuestionKind::Law, at, Vec::new(), asks, right, wrong)
    }

    /// The question with its options in an order that gives nothing away; `None` where there is nothing to choose among.
    fn make_question(
        &mut self,
        kind: QuestionKind,
        about: StepIx,
        told: Vec<(String, String)>,
        asks: String,
        right: QuestionChoice,
        wrong: Vec<QuestionChoice>,
    ) -> Option<Question> {
        let mut options: Vec<QuestionChoice> = Vec::new();
        for choice in wrong {
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
        Some(Question { kind, about, told, asks, options, right: place })
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

    /// Every question answered, since any of them can decide what comes next, and what has been passed after the last.
    /// Whether an act was done does not matter to it.
    fn describe_answers(&self, way: &[(StepIx, Outcome)]) -> Vec<(String, String)> {
        let is_question = |at: StepIx| self.flow.step(at).is_question();
        let last = way.iter().rposition(|(at, _)| is_question(*at)).unwrap_or(0);
        let told = way.iter().enumerate().filter(|(n, (at, _))| is_question(*at) || *n > last);
        let told = told.map(|(_, (at, outcome))| {
            let step = self.flow.step(*at);
            let came =
                if step.is_act() { "avklarat".to_owned() } else { words::describe_outcome(step, outcome) };
            (step.title.clone(), came)
        });
        told.collect()
    }

    fn in_force(&self, at: StepIx) -> Vec<&Law> {
        let step = self.flow.step(at);
        law::resolve_cited_laws(self.flow, &step.laws, self.today)
            .into_iter()
            .filter_map(|shown| shown.in_force)
            .collect()
    }

    fn has_reason(&self, at: StepIx) -> bool {
        self.flow.step(at).why.is_some()
    }
}

const LATER: &str = "Det kan komma senare på den här vägen, men inte nu.";
const NEVER: &str = "Dit leder inte de här svaren.";

/// The first line of a step's reason.
fn first_reason_line(step: &Step) -> String {
    strip_bold(step.why.as_deref().unwrap_or_default().lines().next().unwrap_or_default())
}

/// What a step's reason says after its first line.
fn more_of_reason(step: &Step) -> String {
    let lines = step.why.as_deref().unwrap_or_default().trim().lines().skip(1);
    strip_bold(&lines.collect::<Vec<_>>().join("\n"))
}

fn strip_bold(text: &str) -> String {
    text.replace("**", "")
}

fn join_sentences(first: &str, then: &str) -> String {
    format!("{first} {then}").trim_end().to_owned()
}
