//! A difference in words: what was expected, what came, and where the two part.

use unicode_width::UnicodeWidthStr;

use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::Flow;
use crate::prose::visible;
use crate::scenario::trial::{Difference, Otherwise};
use crate::session::walk::Walk;

/// How far in the lines under a scenario stand.
const INDENT: &str = "     ";

/// The difference as indented lines.
pub(super) fn difference(difference: &Difference, walk: &Walk) -> String {
    let flow = walk.flow();
    let lines = match difference {
        Difference::Way { expected, came } => way(flow, expected, came),
        Difference::Stopped(fault) => {
            let help = fault.help.iter().map(|help| format!("hjälp: {help}"));
            [fault.message.clone()].into_iter().chain(help).collect()
        }
        Difference::Passed(step) => {
            vec![format!("Vägen passerar `{}`, som inte skulle passeras.", id(flow, *step))]
        }
        Difference::Acts { expected, came } => {
            both("Åtgärderna på vägen är andra.", &ids(flow, expected), &ids(flow, came))
        }
        Difference::Law(law) => {
            let cite = flow.laws[law.index()].name();
            vec![format!("Vägen visar inte {cite} som gällande.")]
        }
        Difference::Offers { at, expected, came: Some(came) } => {
            let what = format!("`{}` erbjuder andra alternativ.", id(flow, *at));
            both(&what, &answers(flow, *at, expected), &answers(flow, *at, came))
        }
        Difference::Offers { at, expected: _, came: None } => {
            vec![format!("Vägen kommer aldrig till `{}`, så inga alternativ erbjuds.", id(flow, *at))]
        }
        Difference::Field { at, expected, came: Some(came) } => {
            let what = format!("Fältet `{}` har ett annat innehåll.", flow.form.field(*at).id);
            both(&what, &listed(expected), &listed(came))
        }
        Difference::Field { at, expected: _, came: None } => {
            vec![format!("Fältet `{}` finns inte i blanketten på den här vägen.", flow.form.field(*at).id)]
        }
        Difference::Present(at) => {
            vec![format!(
                "Fältet `{}` finns i blanketten, men skulle inte göra det.",
                flow.form.field(*at).id
            )]
        }
        Difference::Gate(objection) => vec![format!("Blanketten kan inte sparas. {objection}")],
        Difference::Untold(step) => {
            vec![format!(
                "En del av berättelsen, en anteckning eller ett ”tänk om” hör till `{}`, som vägen inte passerar.",
                id(flow, *step)
            )]
        }
        Difference::WhatIf { at, why } => what_if(flow, *at, why),
    };
    lines.iter().flat_map(|line| [INDENT.to_owned(), visible(line), "\n".to_owned()]).collect()
}

/// How many differences more there are.
pub(super) fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => format!("{INDENT}Sedan skiljer 1 sak till.\n"),
        more => format!("{INDENT}Sedan skiljer {more} saker till.\n"),
    }
}

/// The two ways side by side, with a mark on the lines that only one of them has.
fn way(flow: &Flow, expected: &[StepIx], came: &[StepIx]) -> Vec<String> {
    let wide = expected.iter().map(|step| id(flow, *step).width()).max().unwrap_or(0).max("VÄNTAT".width());
    let row = |mark: char, left: &str, right: &str| {
        let gap = " ".repeat(wide.saturating_sub(left.width()) + 3);
        format!("{mark} {left}{gap}{right}").trim_end().to_owned()
    };
    let mut lines = vec![parted(flow, expected, came), row(' ', "VÄNTAT", "KOM")];
    let (mut left, mut right) = (expected, came);
    loop {
        // A walk passes a step at most once, so a step that comes later on the other side stands there alone.
        match (left.split_first(), right.split_first()) {
            (Some((one, more)), Some((other, rest))) if one == other => {
                lines.push(row(' ', id(flow, *one), id(flow, *other)));
                (left, right) = (more, rest);
            }
            (Some((one, more)), _) if !right.contains(one) => {
                lines.push(row('>', id(flow, *one), ""));
                left = more;
            }
            (_, Some((other, rest))) => {
                lines.push(row('>', "", id(flow, *other)));
                right = rest;
            }
            (_, None) => return lines,
        }
    }
}

/// Where two ways part, in a sentence.
fn parted(flow: &Flow, expected: &[StepIx], came: &[StepIx]) -> String {
    let same = expected.iter().zip(came).take_while(|(expected, came)| expected == came).count();
    let at = |steps: &[StepIx]| steps.get(same).map(|step| format!("`{}`", id(flow, *step)));
    let after = same.checked_sub(1).and_then(|last| expected.get(last)).map(|step| id(flow, *step));
    let expected = at(expected).unwrap_or_else(|| "inget mer".to_owned());
    match (after, at(came)) {
        (Some(after), Some(came)) => {
            format!("Efter `{after}` väntades {expected}, men vägen går till {came}.")
        }
        (Some(after), None) => format!("Efter `{after}` väntades {expected}, men där slutar vägen."),
        (None, _) => "Vägen är en annan från början.".to_owned(),
    }
}

fn what_if(flow: &Flow, at: StepIx, why: &Otherwise) -> Vec<String> {
    let at = id(flow, at);
    match why {
        Otherwise::Refused(why) => vec![format!("Tänk om vid `{at}`: svaret går inte att ge. {why}")],
        Otherwise::Same => vec![format!("Tänk om vid `{at}`: det är samma svar som gavs.")],
        Otherwise::Loses { expected, came } => {
            let what = format!("Tänk om vid `{at}`: andra steg faller bort.");
            both(&what, &ids(flow, expected), &ids(flow, came))
        }
        Otherwise::Meets(expected, came) => {
            let what = format!("Tänk om vid `{at}`: ett annat steg kommer härnäst.");
            both(&what, id(flow, *expected), id(flow, *came))
        }
    }
}

fn both(what: &str, expected: &str, came: &str) -> Vec<String> {
    vec![what.to_owned(), format!("Väntat: {expected}"), format!("Kom:    {came}")]
}

fn id(flow: &Flow, step: StepIx) -> &str {
    flow.step(step).id.as_str()
}

fn ids(flow: &Flow, steps: &[StepIx]) -> String {
    listed(&steps.iter().map(|step| id(flow, *step)).collect::<Vec<_>>())
}

fn answers(flow: &Flow, at: StepIx, answers: &[AnswerIx]) -> String {
    let known = flow.step(at).answer_ids();
    listed(&answers.iter().filter_map(|answer| known.get(answer.index()).copied()).collect::<Vec<_>>())
}

fn listed<T: AsRef<str>>(words: &[T]) -> String {
    if words.is_empty() {
        return "(inget)".to_owned();
    }
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}
