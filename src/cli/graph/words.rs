//! What pictures say of steps, ways and conditions, in words.

use crate::flow::graph::{Link, Way, When, is_one_way};
use crate::flow::guard::{Guard, Test};
use crate::flow::model::{Flow, Step, StepKind, Urgency};

/// The kind of a step, as a person reads it.
pub(super) fn kind(step: &Step) -> &'static str {
    match step.kind {
        StepKind::Ask { .. } => "fråga",
        StepKind::Choose { .. } => "fråga, flera svar",
        StepKind::Act { urgency: Urgency::Now, .. } => "att göra NU",
        StepKind::Act { urgency: Urgency::Promptly, .. } => "att göra genast",
        StepKind::Act { urgency: Urgency::Normal, .. } => "att göra",
        StepKind::Tell { .. } => "att veta",
        StepKind::End => "slut",
    }
}

/// What leads along a link; empty where everything does.
pub(super) fn ways(flow: &Flow, link: &Link<'_>) -> Vec<String> {
    if is_one_way(flow, link) {
        return Vec::new();
    }
    let mut rows: Vec<(Vec<String>, String)> = Vec::new();
    for way in &link.ways {
        let (answer, when) = (answer(flow, link, way), condition(flow, &way.when));
        match rows.iter_mut().find(|(_, known)| *known == when) {
            Some((answers, _)) => answers.extend(answer),
            None => rows.push((answer.into_iter().collect(), when)),
        }
    }
    let all = flow.step(link.from).targets().len();
    let row = |(answers, when): (Vec<String>, String)| match (answers.is_empty(), when.is_empty()) {
        (true, _) => when,
        // A condition that is the same whatever is answered is said alone.
        (false, false) if answers.len() == all => when,
        (false, true) => answers.join(" / "),
        (false, false) => format!("{}, {when}", answers.join(" / ")),
    };
    rows.into_iter().map(row).collect()
}

fn answer(flow: &Flow, link: &Link<'_>, way: &Way<'_>) -> Option<String> {
    let StepKind::Ask { answers } = &flow.step(link.from).kind else { return None };
    way.answer.and_then(|at| answers.get(at.index())).map(|answer| answer.text.clone())
}

/// A condition in words; empty where there is none.
pub(super) fn condition(flow: &Flow, when: &When<'_>) -> String {
    match when {
        When::Always => String::new(),
        When::Holds(guard) => format!("om {}", guard_words(flow, guard)),
        When::Otherwise => "annars".to_owned(),
    }
}

fn guard_words(flow: &Flow, guard: &Guard) -> String {
    match guard {
        Guard::Is(test) => test_words(flow, test),
        Guard::All(parts) => joined(flow, parts, " och "),
        Guard::Any(parts) => joined(flow, parts, " eller "),
        Guard::Not(part) => format!("inte ({})", guard_words(flow, part)),
    }
}

fn joined(flow: &Flow, parts: &[Guard], word: &str) -> String {
    let part = |part: &Guard| match part {
        Guard::All(inner) | Guard::Any(inner) if inner.len() > 1 => format!("({})", guard_words(flow, part)),
        Guard::Is(_) | Guard::All(_) | Guard::Any(_) | Guard::Not(_) => guard_words(flow, part),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(word)
}

fn test_words(flow: &Flow, test: &Test) -> String {
    let step = flow.step(test.step);
    let ids = step.answer_ids();
    let answers: Vec<&str> = test.any_of.iter().filter_map(|at| ids.get(at.index()).copied()).collect();
    let unasked = match test.if_unasked {
        Some(true) => " (eller inte passerat)",
        Some(false) | None => "",
    };
    format!("{} = {}{unasked}", step.id, answers.join("|"))
}
