//! A difference in words: what was expected, what came, and where the two part.

use unicode_width::UnicodeWidthStr;

use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::Flow;
use crate::prose::sanitize;
use crate::scenario::trial::{CounterfactualMismatch, Mismatch};
use crate::session::walk::Walk;

/// How far in the lines under a scenario stand.
const INDENT: &str = "     ";

/// The difference as indented lines.
pub(super) fn describe_difference(difference: &Mismatch, walk: &Walk) -> String {
    let flow = walk.flow();
    let lines = match difference {
        Mismatch::Way { expected, came } => compare_paths(flow, expected, came),
        Mismatch::Stopped(fault) => {
            let help = fault.help.iter().map(|help| format!("hjälp: {help}"));
            [fault.message.clone()].into_iter().chain(help).collect()
        }
        Mismatch::Passed(step) => {
            vec![format!("Vägen passerar `{}`, som inte skulle passeras.", step_id(flow, *step))]
        }
        Mismatch::Acts { expected, came } => {
            compare_values("Åtgärderna på vägen är andra.", &step_ids(flow, expected), &step_ids(flow, came))
        }
        Mismatch::Law(law) => {
            let cite = flow.laws[law.index()].full_name();
            vec![format!("Vägen visar inte {cite} som gällande.")]
        }
        Mismatch::Offers { at, expected, came: Some(came) } => {
            let what = format!("`{}` erbjuder andra alternativ.", step_id(flow, *at));
            compare_values(&what, &answer_ids(flow, *at, expected), &answer_ids(flow, *at, came))
        }
        Mismatch::Offers { at, expected: _, came: None } => {
            vec![format!("Vägen kommer aldrig till `{}`, så inga alternativ erbjuds.", step_id(flow, *at))]
        }
        Mismatch::Field { at, expected, came: Some(came) } => {
            let what = format!("Fältet `{}` har ett annat innehåll.", flow.form.field(*at).id);
            compare_values(&what, &join_words(expected), &join_words(came))
        }
        Mismatch::Field { at, expected: _, came: None } => {
            vec![format!("Fältet `{}` finns inte i blanketten på den här vägen.", flow.form.field(*at).id)]
        }
        Mismatch::Present(at) => {
            vec![format!(
                "Fältet `{}` finns i blanketten, men skulle inte göra det.",
                flow.form.field(*at).id
            )]
        }
        Mismatch::Gate(objection) => vec![format!("Blanketten kan inte sparas. {objection}")],
        Mismatch::Untold(step) => {
            vec![format!(
                "En del av berättelsen, en anteckning eller ett ”tänk om” hör till `{}`, som vägen inte passerar.",
                step_id(flow, *step)
            )]
        }
        Mismatch::WhatIf { at, why } => describe_counterfactual(flow, *at, why),
    };
    lines.iter().flat_map(|line| [INDENT.to_owned(), sanitize(line), "\n".to_owned()]).collect()
}

/// How many differences more there are.
pub(super) fn describe_others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => format!("{INDENT}Sedan skiljer 1 sak till.\n"),
        more => format!("{INDENT}Sedan skiljer {more} saker till.\n"),
    }
}

/// The two ways side by side, with a mark on the lines that only one of them has.
fn compare_paths(flow: &Flow, expected: &[StepIx], came: &[StepIx]) -> Vec<String> {
    let wide =
        expected.iter().map(|step| step_id(flow, *step).width()).max().unwrap_or(0).max("VÄNTAT".width());
    let row = |mark: char, left: &str, right: &str| {
        let gap = " ".repeat(wide.saturating_sub(left.width()) + 3);
        format!("{mark} {left}{gap}{right}").trim_end().to_owned()
    };
    let mut lines = vec![describe_fork(flow, expected, came), row(' ', "VÄNTAT", "KOM")];
    let (mut left, mut right) = (expected, came);
    loop {
        // A walk passes a step at most once, so a step that comes later on the other side stands there alone.
        match (left.split_first(), right.split_first()) {
            (Some((one, more)), Some((other, rest))) if one == other => {
                lines.push(row(' ', step_id(flow, *one), step_id(flow, *other)));
                (left, right) = (more, rest);
            }
            (Some((one, more)), _) if !right.contains(one) => {
                lines.push(row('>', step_id(flow, *one), ""));
                left = more;
            }
            (_, Some((other, rest))) => {
                lines.push(row('>', "", step_id(flow, *other)));
                right = rest;
            }
            (_, None) => return lines,
        }
    }
}

/// Where two ways part, in a sentence.
fn describe_fork(flow: &Flow, expected: &[StepIx], came: &[StepIx]) -> String {
    let same = expected.iter().zip(came).take_while(|(expected, came)| expected == came).count();
    let at = |steps: &[StepIx]| steps.get(same).map(|step| format!("`{}`", step_id(flow, *step)));
    let after = same.checked_sub(1).and_then(|last| expected.get(last)).map(|step| step_id(flow, *step));
    let expected = at(expected).unwrap_or_else(|| "inget mer".to_owned());
    match (after, at(came)) {
        (Some(after), Some(came)) => {
            format!("Efter `{after}` väntades {expected}, men vägen går till {came}.")
        }
        (Some(after), None) => format!("Efter `{after}` väntades {expected}, men där slutar vägen."),
        (None, _) => "Vägen är en annan från början.".to_owned(),
    }
}

fn describe_counterfactual(flow: &Flow, at: StepIx, why: &CounterfactualMismatch) -> Vec<String> {
    let at = step_id(flow, at);
    match why {
        CounterfactualMismatch::Refused(why) => {
            vec![format!("Tänk om vid `{at}`: svaret går inte att ge. {why}")]
        }
        CounterfactualMismatch::Same => vec![format!("Tänk om vid `{at}`: det är samma svar som gavs.")],
        CounterfactualMismatch::Loses { expected, came } => {
            let what = format!("Tänk om vid `{at}`: andra steg faller bort.");
            compare_values(&what, &step_ids(flow, expected), &step_ids(flow, came))
        }
        CounterfactualMismatch::Meets(expected, came) => {
            let what = format!("Tänk om vid `{at}`: ett annat steg kommer härnäst.");
            compare_values(&what, step_id(flow, *expected), step_id(flow, *came))
        }
    }
}

fn compare_values(what: &str, expected: &str, came: &str) -> Vec<String> {
    vec![what.to_owned(), format!("Väntat: {expected}"), format!("Kom:    {came}")]
}

fn step_id(flow: &Flow, step: StepIx) -> &str {
    flow.step(step).id.as_str()
}

fn step_ids(flow: &Flow, steps: &[StepIx]) -> String {
    join_words(&steps.iter().map(|step| step_id(flow, *step)).collect::<Vec<_>>())
}

fn answer_ids(flow: &Flow, at: StepIx, answers: &[AnswerIx]) -> String {
    let known = flow.step(at).answer_ids();
    join_words(&answers.iter().filter_map(|answer| known.get(answer.index()).copied()).collect::<Vec<_>>())
}

fn join_words<T: AsRef<str>>(words: &[T]) -> String {
    if words.is_empty() {
        return "(inget)".to_owned();
    }
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}
