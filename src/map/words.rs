//! What pictures of the routine say of steps, ways and conditions, in words.

use crate::flow::graph::{BranchCondition, Link, LinkCondition, is_one_way};
use crate::flow::guard::{Guard, GuardTest, Outcome};
use crate::flow::id::AnswerIx;
use crate::flow::model::{Flow, Mark, Step, StepKind, Urgency};

/// How one test of a condition is said.
pub type DescribeTest = fn(&Flow, &GuardTest) -> String;

/// The ways along a link that share a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionGroup<'f> {
    /// The answers that take them; none where the step is no question with one answer.
    pub answers: Vec<AnswerIx>,
    /// Their condition.
    pub when: BranchCondition<'f>,
    /// Both in words; empty where every way on is this one.
    pub text: String,
}

/// The kind of a step, as a person reads it.
pub fn step_kind(step: &Step) -> &'static str {
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

/// What leads along a link, ways with the same condition taken together.
pub fn group_by_condition<'f>(flow: &Flow, link: &Link<'f>, say: DescribeTest) -> Vec<ConditionGroup<'f>> {
    let mut rows: Vec<ConditionGroup<'f>> = Vec::new();
    for LinkCondition { answer, when } in &link.ways {
        match rows.iter_mut().find(|row| row.when == *when) {
            Some(row) => row.answers.extend(*answer),
            None => rows.push(ConditionGroup {
                answers: answer.iter().copied().collect(),
                when: when.clone(),
                text: String::new(),
            }),
        }
    }
    if !is_one_way(flow, link) {
        for row in &mut rows {
            row.text = group_text(flow, link, row, say);
        }
    }
    rows
}

/// A condition in words; empty where there is none.
pub fn describe_condition(flow: &Flow, when: &BranchCondition<'_>, say: DescribeTest) -> String {
    match when {
        BranchCondition::Always => String::new(),
        BranchCondition::Holds(guard) => format!("om {}", guard_words(flow, guard, say)),
        BranchCondition::Otherwise => "annars".to_owned(),
    }
}

/// A test by the ids of the file, for those who edit it: `alder = under-18|vet-inte`.
pub fn by_id(flow: &Flow, test: &GuardTest) -> String {
    let step = flow.step(test.step);
    let ids = step.answer_ids();
    let answers: Vec<&str> = test.any_of.iter().filter_map(|at| ids.get(at.index()).copied()).collect();
    let unasked = match test.if_unasked {
        Some(true) => " (eller inte passerat)",
        Some(false) | None => "",
    };
    format!("{} = {}{unasked}", step.id, answers.join("|"))
}

/// A test in the routine's own words, for those who walk it: `svaret på ”Hur gammal är personen?” är ”Vet inte”`.
pub fn in_prose(flow: &Flow, test: &GuardTest) -> String {
    let step = flow.step(test.step);
    let answers: Vec<String> =
        test.any_of.iter().filter_map(|at| answer_text(step, *at)).map(|text| format!("”{text}”")).collect();
    let of = if step.is_act() { "åtgärden" } else { "svaret på" };
    let unasked = match test.if_unasked {
        Some(true) => " eller frågan inte ställdes",
        Some(false) | None => "",
    };
    format!("{of} ”{}” är {}{unasked}", step.title, answers.join(" eller "))
}

/// An answer of a step, as the user sees it.
pub fn answer_text(step: &Step, at: AnswerIx) -> Option<String> {
    match &step.kind {
        StepKind::Ask { answers } => answers.get(at.index()).map(|answer| answer.text.clone()),
        StepKind::Choose { options, .. } => options.get(at.index()).map(|option| option.text.clone()),
        StepKind::Act { .. } => Mark::ALL.get(at.index()).map(|mark| mark.label().to_owned()),
        StepKind::Tell { .. } | StepKind::End => None,
    }
}

/// What a step came to, in the words of its answers.
pub fn describe_outcome(step: &Step, outcome: &Outcome) -> String {
    match (&step.kind, outcome) {
        (StepKind::Ask { .. }, Outcome::One(at)) => answer_text(step, *at).unwrap_or_default(),
        (StepKind::Choose { .. }, Outcome::Many(chosen)) if chosen.is_empty() => "inget valt".to_owned(),
        (StepKind::Choose { .. }, Outcome::Many(chosen)) => {
            chosen.iter().filter_map(|at| answer_text(step, *at)).collect::<Vec<_>>().join("; ")
        }
        (StepKind::Act { .. }, _) => {
            Mark::from_outcome(outcome).map_or("inte markerad än", |mark| mark.label()).to_owned()
        }
        (StepKind::Tell { .. }, _) => "läst".to_owned(),
        (StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End, _) => String::new(),
    }
}

fn group_text(flow: &Flow, link: &Link<'_>, row: &ConditionGroup<'_>, say: DescribeTest) -> String {
    let step = flow.step(link.from);
    let when = describe_condition(flow, &row.when, say);
    let answers: Vec<String> = row.answers.iter().filter_map(|at| answer_text(step, *at)).collect();
    match (answers.is_empty(), when.is_empty()) {
        (true, _) => when,
        // A condition that is the same whatever is answered is said alone.
        (false, false) if answers.len() == step.all_targets().len() => when,
        (false, true) => answers.join(" / "),
        (false, false) => format!("{}, {when}", answers.join(" / ")),
    }
}

fn guard_words(flow: &Flow, guard: &Guard, say: DescribeTest) -> String {
    match guard {
        Guard::Is(test) => say(flow, test),
        Guard::All(parts) => join_guards(flow, parts, " och ", say),
        Guard::Any(parts) => join_guards(flow, parts, " eller ", say),
        Guard::Not(part) => format!("inte ({})", guard_words(flow, part, say)),
    }
}

fn join_guards(flow: &Flow, parts: &[Guard], word: &str, say: DescribeTest) -> String {
    let part = |part: &Guard| match part {
        Guard::All(inner) | Guard::Any(inner) if inner.len() > 1 => {
            format!("({})", guard_words(flow, part, say))
        }
        Guard::Is(_) | Guard::All(_) | Guard::Any(_) | Guard::Not(_) => guard_words(flow, part, say),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(word)
}
