//! Answers, options and fields of one list are told apart by those who read them.

use crate::characters;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::model::{Field, Step, StepKind};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    code: "ser-lika-ut",
    doc: "Svar, alternativ och fält i samma lista går att skilja åt för den som läser.",
    why: "Den som ska svara måste kunna se vad som skiljer. Annars avgör slumpen vilken väg det blir.",
    after: &[],
    find: find_look_alikes,
};

/// One of a list: its id, what is read, and where it stands.
type ReadableItem<'f> = (&'f str, &'f str, Span);

fn find_look_alikes(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let in_steps = facts.flow.steps.iter().map(step_items);
    let form = &facts.flow.form;
    let in_fields = form.fields.iter().map(field_items);
    let sections = form.sections.iter().map(|section| {
        let fields = section.fields.iter().map(|at| form.field(*at));
        fields.map(|field| (field.id.as_str(), field.label.as_str(), field.span)).collect()
    });
    in_steps
        .chain(in_fields)
        .chain(sections)
        .flat_map(|rows: Vec<ReadableItem<'_>>| find_duplicates(&rows))
        .collect()
}

fn step_items(step: &Step) -> Vec<ReadableItem<'_>> {
    match &step.kind {
        StepKind::Ask { answers } => {
            answers.iter().map(|answer| (answer.id.as_str(), answer.text.as_str(), answer.span)).collect()
        }
        StepKind::Choose { options, .. } => {
            options.iter().map(|option| (option.id.as_str(), option.text.as_str(), option.span)).collect()
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
    }
}

fn field_items(field: &Field) -> Vec<ReadableItem<'_>> {
    let options = field.kind.options().iter();
    options.map(|option| (option.id.as_str(), option.text.as_str(), option.span)).collect()
}

/// Those of a list that are read as one above them.
fn find_duplicates(rows: &[ReadableItem<'_>]) -> Vec<Diagnostic> {
    let seen: Vec<String> = rows.iter().map(|(_, text, _)| characters::as_seen(text)).collect();
    let pairs = rows.iter().zip(&seen).enumerate().filter_map(|(n, (row, text))| {
        let first = seen.iter().take(n).position(|earlier| earlier == text)?;
        Some((rows[first], *row))
    });
    pairs
        .map(|((first, _, there), (second, text, here))| {
            let message =
                format!("`{second}` och `{first}` går inte att skilja åt för den som läser: ”{text}”.");
            Diagnostic::warning(RULE.code, here, message)
                .with_place(there, "läses likadant")
                .with_help("Skriv texterna så att skillnaden syns, eller ta bort den ena.")
        })
        .collect()
}
