//! `stegvis diff`: which walks become different from one version of a routine to the next.
//!
//! Exit 0 whether or not something differs: a difference is an answer, not a fault.
//!
//! JSON: `{"format": "stegvis-diff", "version": 1, "old": {"id", "version", "fingerprint"}, "new": {…}, "differences":
//! [{"kind", …, "example": {"answers": [{"step", "answers"}], "old": […], "new": […]}}]}`. `kind` is `end` (with `from`
//! and `to`), `act-gained`, `act-lost`, `question-gained` or `question-lost` (with `step`), `order` (with `first` and
//! `second`: the first came before the second, and now comes after), or `answer-gained` or `answer-lost` (with `step`
//! and `answer`). The example is a shortest walk: its answers, and the steps it passes in either version.

use serde_json::{Value, json};
use textwrap::{Options, WordSplitter};

use super::args::{DiffArguments, OutputFormat};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::check::diff::{self, Difference, DifferenceKind};
use crate::check::rules::loops;
use crate::check::verified;
use crate::clock;
use crate::flow::id::StepId;
use crate::flow::model::Flow;
use crate::prose::sanitize;
use crate::routines::{self, Routine, RoutineLoadFault, Unwalkable};

/// The version of the JSON shape.
const VERSION: u32 = 1;

pub(super) fn run_diff(arguments: &DiffArguments, console: &mut Console) -> Result<Exit, Failure> {
    let (old, new) = (read_flow(&arguments.old)?, read_flow(&arguments.new)?);
    let differences = diff::compare(&old, &new).map_err(Failure::Undecided)?;
    console.write_result(match arguments.output.format {
        OutputFormat::Text => diff_to_text(&old, &new, &differences),
        OutputFormat::Json => diff_to_json(&old, &new, &differences),
    })?;
    Ok(Exit::Done)
}

/// Reads a version. One that breaks its guarantees can be compared; one that walks may go round in cannot.
fn read_flow(name: &str) -> Result<Flow, Failure> {
    let Routine { files, flow, .. } = routines::read_routine(name).map_err(Failure::Load)?;
    let refuse =
        |findings| Failure::Load(RoutineLoadFault::Unwalkable(Box::new(Unwalkable { files, findings })));
    let flow = match flow {
        Ok(flow) => flow,
        Err(findings) => return Err(refuse(findings)),
    };
    let day = clock::read_today().map_err(Failure::Day)?;
    let mut findings = verified::examine_flow(&flow, day).findings;
    findings.retain(|finding| finding.code == loops::RULE.code);
    if findings.is_empty() { Ok(flow) } else { Err(refuse(findings)) }
}

fn diff_to_text(old: &Flow, new: &Flow, differences: &[Difference]) -> String {
    let version =
        |flow: &Flow| format!("{}, version {} ({})", flow.id, flow.version, flow.fingerprint.short_hex());
    let mut text = wrap_row(&format!("Jämförelse av {} och {}.", version(old), version(new)), "", "");
    let count = match differences.len() {
        0 => "Ingen väg blir annorlunda: samma svar ger samma frågor, samma åtgärder och samma slut."
            .to_owned(),
        1 => "En skillnad, med den kortaste vägen som visar den.".to_owned(),
        several => format!("{several} skillnader, var och en med den kortaste vägen som visar den."),
    };
    text.push_str(&wrap_row(&count, "", ""));
    text.push_str(&wrap_row("Alla vägar är jämförda. Texter, lagrum och blankett är inte det.", "", ""));
    for (n, difference) in differences.iter().enumerate() {
        text.push('\n');
        text.push_str(&wrap_row(
            &format!("{}. {}", n + 1, describe_change(old, new, &difference.what)),
            "",
            "   ",
        ));
        text.push_str(&wrap_row(&format!("Svar: {}", answer_words(difference)), "   ", "     "));
        text.push_str(&wrap_row(&format!("Förr: {}", step_path(&difference.old)), "   ", "     "));
        text.push_str(&wrap_row(&format!("Nu:   {}", step_path(&difference.new)), "   ", "     "));
    }
    text
}

fn describe_change(old: &Flow, new: &Flow, what: &DifferenceKind) -> String {
    let named = |id: &StepId| {
        let step = new.find_step(id.as_str()).map(|at| new.step(at));
        let step = step.or_else(|| old.find_step(id.as_str()).map(|at| old.step(at)));
        format!("{id} (”{}”)", step.map(|step| step.title.as_str()).unwrap_or_default())
    };
    match what {
        DifferenceKind::End { old, new } => format!("En väg som slutade i {old} slutar i {new}."),
        DifferenceKind::ActGained(id) => format!("Åtgärden {} kommer till på någon väg.", named(id)),
        DifferenceKind::ActLost(id) => format!("Åtgärden {} faller bort på någon väg.", named(id)),
        DifferenceKind::QuestionGained(id) => {
            format!("Frågan {} ställs på någon väg där den inte ställdes.", named(id))
        }
        DifferenceKind::QuestionLost(id) => {
            format!("Frågan {} ställs inte längre på någon väg där den ställdes.", named(id))
        }
        DifferenceKind::Order(first, second) => {
            format!("Åtgärden {} kom före {}, och kommer nu efter.", named(first), named(second))
        }
        DifferenceKind::AnswerGained(id, answer) => format!("Frågan {} får svaret {answer}.", named(id)),
        DifferenceKind::AnswerLost(id, answer) => {
            format!("Frågan {} har inte längre svaret {answer}.", named(id))
        }
    }
}

fn answer_words(difference: &Difference) -> String {
    let turn = |turn: &crate::diagnostic::TraceStep| match turn.answers.as_slice() {
        [] => format!("{}: inget valt", turn.step),
        chosen => format!("{}: {}", turn.step, chosen.join(" + ")),
    };
    let turns: Vec<String> = difference.answers.iter().map(turn).collect();
    if turns.is_empty() { "inga behövs".to_owned() } else { turns.join(", ") }
}

fn step_path(steps: &[StepId]) -> String {
    steps.iter().map(StepId::as_str).collect::<Vec<_>>().join(" → ")
}

fn wrap_row(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(80)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&sanitize(text), options).into_iter().flat_map(|row| [row, "\n".into()]).collect()
}

fn diff_to_json(old: &Flow, new: &Flow, differences: &[Difference]) -> String {
    let about = |flow: &Flow| json!({ "id": flow.id.as_str(), "version": flow.version, "fingerprint": flow.fingerprint.hex() });
    let all = json!({
        "format": "stegvis-diff",
        "version": VERSION,
        "old": about(old),
        "new": about(new),
        "differences": differences.iter().map(difference_to_json).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

fn difference_to_json(difference: &Difference) -> Value {
    let mut row = match &difference.what {
        DifferenceKind::End { old, new } => {
            json!({ "kind": "end", "from": old.as_str(), "to": new.as_str() })
        }
        DifferenceKind::ActGained(step) => json!({ "kind": "act-gained", "step": step.as_str() }),
        DifferenceKind::ActLost(step) => json!({ "kind": "act-lost", "step": step.as_str() }),
        DifferenceKind::QuestionGained(step) => json!({ "kind": "question-gained", "step": step.as_str() }),
        DifferenceKind::QuestionLost(step) => json!({ "kind": "question-lost", "step": step.as_str() }),
        DifferenceKind::Order(first, second) => {
            json!({ "kind": "order", "first": first.as_str(), "second": second.as_str() })
        }
        DifferenceKind::AnswerGained(step, answer) => {
            json!({ "kind": "answer-gained", "step": step.as_str(), "answer": answer })
        }
        DifferenceKind::AnswerLost(step, answer) => {
            json!({ "kind": "answer-lost", "step": step.as_str(), "answer": answer })
        }
    };
    let ids = |steps: &[StepId]| steps.iter().map(|step| json!(step.as_str())).collect::<Vec<_>>();
    let answers = difference.answers.iter().map(|turn| json!({ "step": turn.step, "answers": turn.answers }));
    row["example"] = json!({
        "answers": answers.collect::<Vec<_>>(),
        "old": ids(&difference.old),
        "new": ids(&difference.new),
    });
    row
}
