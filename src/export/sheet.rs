//! Forms and papers as documents: what every format for people lays out, and the facts at the foot.

use std::collections::BTreeMap;

use crate::deid::Class;
use crate::document::{
    ActLine, ActMark, ActTable, Block, BoxState, CheckBox, Document, DocumentKind, FieldBlock, FieldContent,
    Origin, OriginFact, Part, PartStart, Purpose,
};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{
    ActRow, ActState, Certainty, Form, FormEntry, FormRow, FormSection, Identity, RoutineReference, Tick,
    TickState,
};
use crate::paper::{PROVED_MEANS, Paper, PaperKind, PaperOrigin};

/// What stands where a field was left empty.
pub(super) const EMPTY: &str = "(inte ifyllt)";

/// What every page of an exercise says.
pub(super) const EXERCISE: &str = "ÖVNING";

/// The same, as a sentence.
pub(super) const EXERCISE_TOLD: &str = "ÖVNING – påhittade uppgifter, ska inte skickas eller diarieföras";

/// The field that is left blank to be filled in by hand.
pub(super) const DIARY: &str = "Diarienummer";

/// The heading over the facts of a form.
const FOOT: &str = "Avidentifierad blankett";

/// What was proved, and what that means: never the one without the other.
const PROVED: [&str; 2] = ["Bevisade garantier", "Bevisat betyder"];

/// The longest list of options that is shown whole, as on paper.
const SHORT: usize = 6;

/// How much of the routine's fingerprint is written: short enough to read aloud.
const FINGERPRINT: usize = 12;

/// A form as a document.
pub(super) fn document_of_form(form: &DeidentifiedForm, purpose: Purpose) -> Document {
    let form = form.content();
    Document {
        kind: DocumentKind::Form,
        title: form.title.clone(),
        purpose,
        lead: vec![Block::ByHand(DIARY)],
        parts: form.sections.iter().map(lay_out_section).collect(),
        origin: origin_of_form(form),
    }
}

fn origin_of_form(form: &Form) -> Origin {
    let routine = &form.routine;
    Origin {
        heading: FOOT,
        facts: origin_facts(form),
        short: [
            format!("{}, version {}", routine.title, routine.version),
            format!("fingeravtryck {} · {}", short_fingerprint(form), form.tool),
        ],
        tool: form.tool.clone(),
        day: form.filled,
    }
}

/// A paper as a document. A printed example is an exercise, and says so on every page.
pub(super) fn document_of_paper(paper: &Paper) -> Document {
    let purpose = match paper.kind() {
        PaperKind::Handout | PaperKind::Meeting | PaperKind::Slides { .. } => Purpose::Exercise,
        PaperKind::Proof | PaperKind::FollowUp => Purpose::Case,
    };
    let facts = of_paper(paper);
    // What is proved is told in the proof sheet itself, with what it means; on a line of its own it would say too much.
    let short = facts.iter().filter(|fact| !PROVED.contains(&fact.label));
    let short: Vec<String> = short.map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    let short = [short.first().cloned().unwrap_or_default(), short.get(1..).unwrap_or_default().join(" · ")];
    let PaperOrigin { tool, day, .. } = paper.origin();
    Document {
        kind: match paper.kind() {
            PaperKind::Slides { line } => DocumentKind::Slides { line },
            PaperKind::Handout | PaperKind::Meeting | PaperKind::Proof | PaperKind::FollowUp => {
                DocumentKind::Sheet
            }
        },
        title: paper.title().to_owned(),
        purpose,
        lead: vec![Block::Text(paper.lead().to_owned())],
        parts: paper.parts().to_vec(),
        origin: Origin { heading: "Om bladet", facts, short, tool: tool.clone(), day: *day },
    }
}

fn lay_out_section(section: &FormSection) -> Part {
    let blocks = section.rows.iter().flat_map(lay_out_row).collect();
    Part { title: section.title.clone(), starts: PartStart::Here, blocks }
}

fn lay_out_row(row: &FormRow) -> Vec<Block> {
    let label = row.label.clone();
    let field = |content| Block::Field(FieldBlock { label: label.clone(), content });
    let laid_out = match &row.entry {
        FormEntry::One(ticks) | FormEntry::Any(ticks) if ticks.len() <= SHORT => {
            field(FieldContent::Boxes(ticks.iter().map(|tick| check_box(tick, row.certainty)).collect()))
        }
        entry @ (FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_))
            if entry.is_empty() =>
        {
            field(FieldContent::Empty)
        }
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            let ticked = ticks.iter().filter(|tick| tick.state == TickState::On);
            field(FieldContent::Boxes(ticked.map(|tick| check_box(tick, row.certainty)).collect()))
        }
        FormEntry::Acts(acts) => {
            Block::Acts(ActTable { caption: label.clone(), rows: acts.iter().map(act_line).collect() })
        }
        FormEntry::Day(_) | FormEntry::Period(_) | FormEntry::Planned(_) | FormEntry::Text(_) => {
            field(FieldContent::Lines(row.words().trim_end().lines().map(str::to_owned).collect()))
        }
    };
    let note = row.entry.note().map(|note| Block::Note(note.to_owned()));
    [laid_out].into_iter().chain(note).collect()
}

/// The box of an option; a tick that nobody has confirmed says so.
fn check_box(tick: &Tick, certainty: Certainty) -> CheckBox {
    match tick.state {
        TickState::On => {
            CheckBox { text: certainty.describe_words(tick.text.clone()), state: BoxState::Ticked }
        }
        TickState::Off => CheckBox { text: tick.text.clone(), state: BoxState::Blank },
    }
}

fn act_line(act: &ActRow) -> ActLine {
    let mark = match act.state {
        ActState::Done => ActMark::Ticked,
        ActState::Todo => ActMark::Open,
        ActState::NotRelevant => ActMark::Dashed,
        // No box: neither ticked nor waiting to be.
        ActState::Handled | ActState::BeingHandled => ActMark::Bare,
    };
    ActLine { text: act.text.clone(), state: act.state.label(), mark }
}

/// From so many on, guarantees are counted and not named.
const MANY: usize = 13;

/// Where the form comes from. Never a time of day, a user, a computer or a path.
pub(super) fn origin_facts(form: &Form) -> Vec<OriginFact> {
    let Form { identity, title: _, routine, tool, filled: _, kind: _, .. } = form;
    let Form { proved, steps, cleared, persons: _, sections: _, .. } = form;
    let fact = |label, value| OriginFact { label, value };
    let RoutineReference { id, publisher, title, version, fingerprint: _, laws_read } = routine;
    let by = if publisher.is_empty() { String::new() } else { format!(", {publisher}") };
    let mut facts = Vec::new();
    if let Some(Identity { id, version }) = identity {
        facts.push(fact("Blankettens id", format!("{}, version {version}", id.as_str())));
    }
    facts.extend([
        fact("Rutin", format!("{title}, version {version}{by}, {id}")),
        fact("Rutinens fingeravtryck", short_fingerprint(form)),
        fact("Verktyg", tool.clone()),
        fact(PROVED[0], named_or_counted(proved)),
        fact(PROVED[1], PROVED_MEANS.to_owned()),
    ]);
    if !laws_read.is_empty() {
        facts.push(fact("Lagtexten", laws_read.clone()));
    }
    facts.push(fact("Besvarade frågor", steps.len().to_string()));
    facts.extend(describe_kept_findings(cleared).map(|kept| fact("Fri text", kept)));
    facts
}

/// How many findings the user has kept, and of which classes; never the words.
pub(super) fn describe_kept_findings(cleared: &BTreeMap<String, usize>) -> Option<String> {
    let all: usize = cleared.values().sum();
    let class = |id: &str| Class::ALL.iter().find(|class| class.id() == id);
    let classes: Vec<String> = cleared
        .iter()
        .map(|(id, count)| {
            let label = class(id).map_or(id.as_str(), |class| class.label(*count));
            format!("{count} {label}")
        })
        .collect();
    (all > 0).then(|| format!("{all} fynd behållna av den som fyllt i: {}", classes.join(", ")))
}

/// Where a paper comes from.
fn of_paper(paper: &Paper) -> Vec<OriginFact> {
    let PaperOrigin { routine, fingerprint, tool, proved, day: _, read } = paper.origin();
    let fact = |label, value: &dyn ToString| OriginFact { label, value: value.to_string() };
    vec![
        fact("Rutin", routine),
        fact("Rutinens fingeravtryck", fingerprint),
        fact("Verktyg", tool),
        fact(PROVED[0], proved),
        fact(PROVED[1], &PROVED_MEANS),
        fact("Lagtexten", read),
    ]
}

/// The routine's fingerprint, as much of it as is written.
fn short_fingerprint(form: &Form) -> String {
    form.routine.fingerprint.chars().take(FINGERPRINT).collect()
}

/// The ids where a reader can take them in; else how many, and where they stand. The fingerprint says which file.
fn named_or_counted(ids: &[String]) -> String {
    match ids.len() {
        many @ MANY.. => format!("{many} stycken, uppräknade i rutinens fil med fingeravtrycket ovan"),
        _ => join_ids(ids),
    }
}

fn join_ids(ids: &[String]) -> String {
    if ids.is_empty() { "inga".to_owned() } else { ids.join(", ") }
}
