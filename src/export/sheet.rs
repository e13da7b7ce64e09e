//! What every format for people shows in common: the answers as they are set out, and the facts at the foot.

use std::collections::BTreeMap;

use crate::deid::Class;
use crate::form::model::{ActRow, Form, FormEntry, Identity, RoutineReference, Tick, TickState};
use crate::paper::{PROVED_MEANS, Paper, PaperOrigin};

/// What stands where a field was left empty.
pub(super) const EMPTY: &str = "(inte ifyllt)";

/// What every page of an exercise says.
pub(super) const EXERCISE: &str = "ÖVNING";

/// The same, as a sentence.
pub(super) const EXERCISE_TOLD: &str = "ÖVNING – påhittade uppgifter, ska inte skickas eller diarieföras";

/// The field that is left blank to be filled in by hand.
pub(super) const DIARY: &str = "Diarienummer";

/// The heading over the facts.
pub(super) const FOOT: &str = "Avidentifierad blankett";

/// What was proved, and what that means: never the one without the other.
pub(super) const PROVED: [&str; 2] = ["Bevisade garantier", "Bevisat betyder"];

/// The longest list of options that is shown whole, as on paper.
const SHORT: usize = 6;

/// How much of the routine's fingerprint is written: short enough to read aloud.
const FINGERPRINT: usize = 12;

/// An entry as it is set out.
pub(super) enum LaidOutAnswer<'f> {
    /// Boxes: all of a short list, ticked or not, and of a long list those that are ticked.
    Ticks(Vec<&'f Tick>),
    /// A table of acts with how far they have come.
    Acts(&'f [ActRow]),
    /// Lines of text.
    Lines(Vec<String>),
    /// Nothing.
    Empty,
}

/// How an entry is set out.
pub(super) fn lay_out_answer(entry: &FormEntry) -> LaidOutAnswer<'_> {
    match entry {
        FormEntry::One(ticks) | FormEntry::Any(ticks) if ticks.len() <= SHORT => {
            LaidOutAnswer::Ticks(ticks.iter().collect())
        }
        FormEntry::Acts(acts) if !acts.is_empty() => LaidOutAnswer::Acts(acts),
        entry @ (FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_))
            if entry.is_empty() =>
        {
            LaidOutAnswer::Empty
        }
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            LaidOutAnswer::Ticks(ticks.iter().filter(|tick| tick.state == TickState::On).collect())
        }
        entry @ (FormEntry::Day(_) | FormEntry::Period(_) | FormEntry::Text(_) | FormEntry::Acts(_)) => {
            LaidOutAnswer::Lines(entry.words().trim_end().lines().map(str::to_owned).collect())
        }
    }
}

/// One fact of where the form comes from.
pub(super) struct OriginFact {
    /// What it is.
    pub(super) label: &'static str,
    /// What it says.
    pub(super) value: String,
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
pub(super) fn of_paper(paper: &Paper) -> Vec<OriginFact> {
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
pub(super) fn short_fingerprint(form: &Form) -> String {
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
