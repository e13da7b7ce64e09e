//! A walk of the verifier as answered steps, so that it can be read and walked again.

use crate::diagnostic::{TraceKind, TraceStep};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, Mark, Step, StepKind};

/// A walk as answered steps, those that are only passed left out.
pub fn build_trace(flow: &Flow, way: &[(StepIx, Outcome)]) -> Vec<TraceStep> {
    merge_late_choices(
        flow,
        way.iter().filter_map(|(step, outcome)| build_trace_step(flow, *step, outcome)).collect(),
    )
}

/// A walk in which every choice is told whole at its step, where options of it were decided later on the way.
pub fn merge_late_choices(flow: &Flow, told: Vec<TraceStep>) -> Vec<TraceStep> {
    let mut walk: Vec<TraceStep> = Vec::with_capacity(told.len());
    for turn in told {
        let before =
            walk.iter_mut().find(|before| turn.told == TraceKind::Options && before.step == turn.step);
        let Some(before) = before else {
            walk.push(turn);
            continue;
        };
        let ids = flow.find_step(&turn.step).map(|at| flow.step(at).answer_ids()).unwrap_or_default();
        let place = |id: &String| ids.iter().position(|known| known == id);
        before.answers.extend(turn.answers);
        before.answers.sort_by_key(place);
        before.answers.dedup();
    }
    walk
}

/// One outcome as an answered step; `None` for steps that are only passed.
pub fn build_trace_step(flow: &Flow, at: StepIx, outcome: &Outcome) -> Option<TraceStep> {
    let step = flow.step(at);
    let ids = step.answer_ids();
    let word = |answer: &AnswerIx| ids.get(answer.index()).map(|id| (*id).to_owned());
    let told = match step.kind {
        StepKind::Ask { .. } => TraceKind::Answer,
        StepKind::Choose { .. } => TraceKind::Options,
        StepKind::Act { .. } => TraceKind::Mark,
        StepKind::Tell { .. } | StepKind::End => return None,
    };
    let answers = match outcome {
        Outcome::One(answer) => word(answer).into_iter().chain(needed_reason(step, outcome)).collect(),
        Outcome::Many(answers) => answers.iter().filter_map(word).collect(),
        Outcome::Passed => return None,
    };
    Some(TraceStep { step: step.id.to_string(), told, answers })
}

/// The reason that must go with the mark of an act: the first there is.
fn needed_reason(step: &Step, outcome: &Outcome) -> Option<String> {
    let declined = step.is_act() && Mark::from_outcome(outcome) == Some(Mark::NotRelevant);
    let reason = step.decline_reasons().iter().find(|reason| declined && reason.is_mark())?;
    Some(reason.id.to_string())
}
