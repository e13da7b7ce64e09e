//! A step fits on a screen of 80 columns and 24 rows, answers and all, so that nobody must scroll to see them.

use textwrap::{Options, WordSplitter, WrapAlgorithm};

use crate::check::rule::{Facts, ROUND, Rule};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::{Choice, Flow, Mark, Step, StepKind, Urgency};

/// The rule.
pub const RULE: Rule = Rule {
    code: "for-lang-text",
    doc: "Ett steg får plats på en skärm med 80 kolumner och 24 rader.",
    why: "Den som är stressad läser inte vidare utanför skärmen. Det som inte syns blir inte gjort.",
    after: ROUND,
    find,
};

/// Columns for running text on such a screen.
const WIDTH: usize = 76;

/// Columns for an answer, beside its number.
const ANSWER: usize = WIDTH - 8;

/// Rows for the page, between the header and the foot.
const ROWS: usize = 18;

/// Rows a heading may take.
const HEADING: usize = 2;

/// Rows the acute heading takes: large letters, and once more in words.
const URGENT: usize = 6;

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    facts.flow.places().flat_map(|at| at_step(facts, at)).collect()
}

fn at_step(facts: &Facts<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    if matches!(step.kind, StepKind::End) {
        return Vec::new();
    }
    let heading = rows(&step.title, WIDTH);
    let mut found = Vec::new();
    if heading > HEADING {
        let message =
            format!("Rubriken i `{}` tar {heading} rader på en smal skärm, fler än {HEADING}.", step.id);
        let fault = Diagnostic::warning(RULE.code, step.span, message);
        found.push(fault.help("Korta rubriken, och flytta resten till `text`."));
    }
    let page = page(facts, at, heading);
    if page > ROWS {
        let message = format!(
            "Steget `{}` tar {page} rader på en skärm med 80 × 24 tecken; {ROWS} får plats.",
            step.id
        );
        let fault = Diagnostic::warning(RULE.code, step.span, message);
        found.push(fault.help("Korta texten, flytta något till `why`, eller dela steget."));
    }
    found
}

/// The rows of the page as it is laid out: answers so far, heading, text, contacts, answers.
fn page(facts: &Facts<'_>, at: StepIx, heading: usize) -> usize {
    let step = facts.flow.step(at);
    let trail = 2;
    let heading = match &step.kind {
        StepKind::Act { urgency: Urgency::Now, .. } => URGENT,
        StepKind::Act { .. } | StepKind::Tell { .. } => 1 + heading,
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End => heading,
    };
    let text = step.text.as_ref().map_or(0, |text| 1 + markdown(text));
    trail + heading + text + contacts(facts.flow, step) + 1 + items(facts, at)
}

fn contacts(flow: &Flow, step: &Step) -> usize {
    if !step.is_act() {
        return 0;
    }
    let contacts = step.contacts.iter().map(|at| &flow.contacts[at.index()]);
    contacts.map(|contact| rows(&format!("→ {}: {}", contact.label, contact.reach), WIDTH)).sum()
}

fn items(facts: &Facts<'_>, at: StepIx) -> usize {
    match &facts.flow.step(at).kind {
        StepKind::Ask { answers } => answers.iter().map(|answer| rows(&answer.text, ANSWER)).sum(),
        StepKind::Choose { options, .. } => most_offered(facts, at, options),
        StepKind::Act { .. } => Mark::ALL.len(),
        StepKind::Tell { .. } | StepKind::End => 0,
    }
}

/// The rows of the options on the walk that is offered the most.
fn most_offered(facts: &Facts<'_>, at: StepIx, options: &[Choice]) -> usize {
    let tall: Vec<usize> = options
        .iter()
        .map(|option| rows(&option.text, ANSWER) + option.note.as_ref().map_or(0, |note| rows(note, ANSWER)))
        .collect();
    if tall.iter().sum::<usize>() <= HEADING {
        return tall.iter().sum();
    }
    let states = (0..facts.space.len()).filter(|state| facts.space.step(*state) == at);
    let offered = states.map(|state| {
        let bits = facts.space.bits(state);
        tall.iter().enumerate().filter(|(n, _)| facts.live.offers(at, *n, bits)).map(|(_, rows)| rows).sum()
    });
    offered.max().unwrap_or(0)
}

fn markdown(text: &str) -> usize {
    let line = |line: &str| match line.trim_start().strip_prefix("- ") {
        Some(item) => rows(&item.replace("**", ""), WIDTH - 2),
        None => rows(&line.replace("**", ""), WIDTH),
    };
    text.trim_end().lines().map(line).sum()
}

fn rows(text: &str, width: usize) -> usize {
    // No character takes more columns than bytes, so most texts need no wrapping.
    if text.len() <= width && !text.contains('\n') {
        return 1;
    }
    let options = Options::new(width)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation);
    text.trim_end().lines().map(|line| textwrap::wrap(line, options.clone()).len()).sum()
}
