//! A step fits on a screen of 80 columns and 24 rows, answers and all, so that nobody must scroll to see them.

use textwrap::{Options, WordSplitter, WrapAlgorithm};

use crate::check::rule::{ROUND, Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::{Choice, Flow, Mark, Step, StepKind, Urgency};

/// The rule.
pub const RULE: Rule = Rule {
    code: "for-lang-text",
    doc: "Ett steg får plats på en skärm med 80 kolumner och 24 rader.",
    why: "Den som är stressad läser inte vidare utanför skärmen. Det som inte syns blir inte gjort.",
    after: ROUND,
    find: find_long_pages,
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

fn find_long_pages(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    facts.flow.step_indices().flat_map(|at| check_step(facts, at)).collect()
}

fn check_step(facts: &RuleContext<'_>, at: StepIx) -> Vec<Diagnostic> {
    let step = facts.flow.step(at);
    if matches!(step.kind, StepKind::End) {
        return Vec::new();
    }
    let heading = count_text_rows(&step.title, WIDTH);
    let mut found = Vec::new();
    if heading > HEADING {
        let message =
            format!("Rubriken i `{}` tar {heading} rader på en smal skärm, fler än {HEADING}.", step.id);
        let fault = Diagnostic::warning(RULE.code, step.span, message);
        found.push(fault.with_help("Korta rubriken, och flytta resten till `text`."));
    }
    let page = count_page_rows(facts, at, heading);
    if page > ROWS {
        let message = format!(
            "Steget `{}` tar {page} rader på en skärm med 80 × 24 tecken; {ROWS} får plats.",
            step.id
        );
        let fault = Diagnostic::warning(RULE.code, step.span, message);
        found.push(fault.with_help("Korta texten, flytta något till `why`, eller dela steget."));
    }
    found
}

/// The rows of the page as it is laid out: answers so far, heading, text, contacts, answers.
fn count_page_rows(facts: &RuleContext<'_>, at: StepIx, heading: usize) -> usize {
    let step = facts.flow.step(at);
    let trail = 2;
    let heading = match &step.kind {
        StepKind::Act { urgency: Urgency::Now, .. } => URGENT,
        StepKind::Act { .. } | StepKind::Tell { .. } => 1 + heading,
        StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End => heading,
    };
    let text = step.text.as_ref().map_or(0, |text| 1 + count_markdown_rows(text));
    trail + heading + text + count_contact_rows(facts.flow, step) + 1 + count_item_rows(facts, at)
}

fn count_contact_rows(flow: &Flow, step: &Step) -> usize {
    if !step.is_act() {
        return 0;
    }
    let who = step.duty().who.filter(|who| !step.contacts.contains(who));
    let contacts = who.iter().chain(&step.contacts).map(|at| &flow.contacts[at.index()]);
    let rows =
        contacts.map(|contact| count_text_rows(&format!("→ {}: {}", contact.label, contact.reach), WIDTH));
    usize::from(flow.describe_duty(step).is_some()) + rows.sum::<usize>()
}

fn count_item_rows(facts: &RuleContext<'_>, at: StepIx) -> usize {
    match &facts.flow.step(at).kind {
        StepKind::Ask { answers } => answers.iter().map(|answer| count_text_rows(&answer.text, ANSWER)).sum(),
        StepKind::Choose { options, .. } => count_most_offered(facts, at, options),
        StepKind::Act { .. } => Mark::ALL.len(),
        StepKind::Tell { .. } | StepKind::End => 0,
    }
}

/// The rows of the options on the walk that is offered the most.
fn count_most_offered(facts: &RuleContext<'_>, at: StepIx, options: &[Choice]) -> usize {
    let tall: Vec<usize> = options.iter().map(count_option_rows).collect();
    if tall.iter().sum::<usize>() <= HEADING {
        return tall.iter().sum();
    }
    let states = (0..facts.space.len()).filter(|state| facts.space.step_of(*state) == at);
    let offered = states.map(|state| {
        let bits = facts.space.state_bits(state);
        tall.iter()
            .enumerate()
            .filter(|(n, _)| facts.live.is_offered(at, *n, bits))
            .map(|(_, rows)| rows)
            .sum()
    });
    offered.max().unwrap_or(0)
}

fn count_option_rows(option: &Choice) -> usize {
    let note = option.note.as_ref().map_or(0, |note| count_text_rows(note, ANSWER));
    count_text_rows(&option.text, ANSWER) + note
}

fn count_markdown_rows(text: &str) -> usize {
    let line = |line: &str| match line.trim_start().strip_prefix("- ") {
        Some(item) => count_text_rows(&item.replace("**", ""), WIDTH - 2),
        None => count_text_rows(&line.replace("**", ""), WIDTH),
    };
    text.trim_end().lines().map(line).sum()
}

fn count_text_rows(text: &str, width: usize) -> usize {
    // No character takes more columns than bytes, so most texts need no wrapping.
    if text.len() <= width && !text.contains('\n') {
        return 1;
    }
    let options = Options::new(width)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation);
    text.trim_end().lines().map(|line| textwrap::wrap(line, options.clone()).len()).sum()
}
