//! What a draft holds of a walk, entry by entry, and the walk made of it again: also in a routine that has changed.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::check::verified::VerifiedFlow;
use crate::flow::id::StepIx;
use crate::flow::model::{Field, Flow, Mark, Step, StepKind};
use crate::session::answer;
use crate::session::event::{Event, LogEntry, Subject};
use crate::session::refusal::Refusal;
use crate::session::walk::Walk;

/// What a decision answered, as it stood then: a short digest of the step's or the field's own words and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentHash(pub String);

/// An entry with the print of what it answered; none where it answers nothing, or something that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What happened.
    pub entry: LogEntry,
    /// What it answered.
    pub print: Option<ContentHash>,
}

/// What became of a log in a routine that has changed since.
#[derive(Debug)]
pub struct CarriedWalk {
    /// The walk, with every decision whose step is unchanged.
    pub walk: Walk,
    /// What must be answered again, once each: the heading as it stands now, or that it is gone.
    pub lost: Vec<String>,
}

/// Each entry with the print of what it answers in this routine.
pub fn make_records(flow: &Flow, entries: Vec<LogEntry>) -> Vec<Record> {
    let record =
        |entry| Record { print: answered_event(&entry).and_then(|event| content_hash(flow, event)), entry };
    entries.into_iter().map(record).collect()
}

/// The records, where a mark that the routine does not take is read as still to be done: an urgent act that was declined
/// without a reason, or for one that is gone.
pub fn soften_records(flow: &Flow, records: &[Record]) -> Vec<Record> {
    let soft = |event: &Event| match answer::resolve_event(flow, event) {
        Err(
            Refusal::NeedsReason { step, .. }
            | Refusal::UnknownReason { step, .. }
            | Refusal::LeadsBack { step, .. },
        ) => Event::Marked { step, mark: Mark::Todo },
        Ok(_) | Err(_) => event.clone(),
    };
    let entry = |entry: &LogEntry| match entry {
        LogEntry::Took(event) => LogEntry::Took(soft(event)),
        LogEntry::Waits(event) => LogEntry::Waits(soft(event)),
        LogEntry::Undid => LogEntry::Undid,
        LogEntry::Redid => LogEntry::Redid,
        LogEntry::Ticked { .. } => entry.clone(),
    };
    let record = |of: &Record| Record { entry: entry(&of.entry), print: of.print.clone() };
    records.iter().map(record).collect()
}

/// The headings of the acts on the walk that are to be done again since [`soften_records`] read their marks so.
pub fn steps_to_repeat(walk: &Walk, read: &[Record], softened: &[Record]) -> Vec<String> {
    let changed = read.iter().zip(softened).filter(|(before, after)| before.entry != after.entry);
    let mut steps: Vec<StepIx> = changed
        .filter_map(|(before, _)| match answered_event(&before.entry)?.subject() {
            Subject::Step(id) => walk.flow().find_step(id.as_str()),
            Subject::Field(_) => None,
        })
        .filter(|at| walk.position().outcome(*at).and_then(Mark::from_outcome) == Some(Mark::Todo))
        .collect();
    steps.dedup();
    steps.into_iter().map(|at| walk.flow().step(at).title.clone()).collect()
}

/// The walk exactly as it was left, in the routine it was walked in; `None` where the log is not of that routine.
pub fn resume_walk(flow: &Arc<VerifiedFlow>, records: &[Record]) -> Option<Walk> {
    let mut walk = Walk::new(Arc::clone(flow));
    records.iter().try_for_each(|record| walk.replay_entry(&record.entry))?;
    walk.take_entries();
    Some(walk)
}

/// The walk in a routine that has changed since. A decision stands where its step or field has the same words and the
/// same answers as then; where something new is to be answered first, it waits for the walk to come to it.
pub fn carry_over(flow: &Arc<VerifiedFlow>, records: &[Record]) -> CarriedWalk {
    let mut walk = Walk::new(Arc::clone(flow));
    let mut lost = Vec::new();
    for (event, then) in standing_events(records) {
        let now = content_hash(flow.flow(), &event);
        if now.is_none() || now.as_ref() != then.as_ref() {
            let name = subject_name(flow.flow(), &event);
            if !lost.contains(&name) {
                lost.push(name);
            }
        } else if walk.apply(event.clone()).is_err() {
            walk.wait_for(event);
        }
    }
    CarriedWalk { walk, lost }
}

/// The decisions that stand at the end of a log, those that wait last.
fn standing_events(records: &[Record]) -> Vec<(Event, Option<ContentHash>)> {
    let (mut log, mut undone, mut waiting) =
        (Vec::new(), Vec::new(), Vec::<(Event, Option<ContentHash>)>::new());
    for Record { entry, print } in records {
        match entry {
            LogEntry::Took(event) => {
                waiting.retain(|(other, _)| other.subject() != event.subject());
                log.push((event.clone(), print.clone()));
                undone.clear();
            }
            LogEntry::Undid => undone.extend(log.pop()),
            LogEntry::Redid => log.extend(undone.pop()),
            LogEntry::Waits(event) => waiting.push((event.clone(), print.clone())),
            // What is not decided says nothing of a routine that has changed.
            LogEntry::Ticked { .. } => {}
        }
    }
    log.extend(waiting);
    log
}

fn answered_event(entry: &LogEntry) -> Option<&Event> {
    match entry {
        LogEntry::Took(event) | LogEntry::Waits(event) => Some(event),
        LogEntry::Undid | LogEntry::Redid | LogEntry::Ticked { .. } => None,
    }
}

/// What the event answers in this routine: its heading as it stands there, else that it is gone.
fn subject_name(flow: &Flow, event: &Event) -> String {
    match event.subject() {
        Subject::Step(id) => flow.find_step(id.as_str()).map(|at| flow.step(at).title.clone()),
        Subject::Field(id) => flow.form.find_field(id.as_str()).map(|at| flow.form.field(at).label.clone()),
    }
    .unwrap_or_else(|| "en fråga som inte finns längre".to_owned())
}

fn content_hash(flow: &Flow, event: &Event) -> Option<ContentHash> {
    let words = match event.subject() {
        Subject::Step(id) => step_words(flow.step(flow.find_step(id.as_str())?)),
        Subject::Field(id) => field_words(flow.form.field(flow.form.find_field(id.as_str())?)),
    };
    // Lengths go along, so that no two lists of words read the same.
    let digest = words.iter().fold(Sha256::new(), |hash, word| {
        hash.chain_update(word.len().to_le_bytes()).chain_update(word.as_bytes())
    });
    let short = digest.finalize().iter().take(8).fold(0_u64, |short, byte| short << 8 | u64::from(*byte));
    Some(ContentHash(format!("{short:016x}")))
}

/// What a person answers who answers the step; not where the walk goes from there, nor the reasons.
fn step_words(step: &Step) -> Vec<&str> {
    let own = [step.title.as_str(), step.text.as_deref().unwrap_or_default()];
    let rest: Vec<&str> = match &step.kind {
        StepKind::Ask { answers } => answers.iter().flat_map(|one| [one.id.as_str(), &one.text]).collect(),
        StepKind::Choose { options, .. } => {
            options.iter().flat_map(|one| [one.id.as_str(), &one.text]).collect()
        }
        StepKind::Act { .. } => vec!["act"],
        StepKind::Tell { .. } => vec!["tell"],
        StepKind::End => vec!["end"],
    };
    own.into_iter().chain(rest).collect()
}

fn field_words(field: &Field) -> Vec<&str> {
    let own = [field.label.as_str(), field.help.as_deref().unwrap_or_default()];
    let options = field.kind.options().iter().flat_map(|one| [one.id.as_str(), &one.text]);
    own.into_iter().chain(options).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::verified;
    use crate::flow;
    use crate::flow::id::{AnswerId, StepId};
    use crate::source::{FileId, SourceFile};

    const ROUTINE: &str = include_str!("../../tests/fixtures/walkable.yaml");

    fn parse_routine(text: &str) -> Arc<VerifiedFlow> {
        let file = SourceFile::new("prov.yaml", text);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        Arc::new(verified::verify_flow(flow::read_flow(&file, FileId(0)).unwrap(), day).unwrap())
    }

    fn answer_event(step: &str, answer: &str) -> Event {
        Event::Answered { step: StepId::new(step), answer: AnswerId::new(answer) }
    }

    /// A walk of a few decisions, one of them taken back, with its log.
    fn make_walk() -> (Walk, Vec<Record>) {
        let mut walk = Walk::new(parse_routine(ROUTINE));
        walk.apply(answer_event("akut", "ja")).unwrap();
        walk.apply(Event::Marked { step: StepId::new("ring-112"), mark: Mark::Todo }).unwrap();
        walk.undo();
        let news = walk.take_entries();
        let records = make_records(walk.flow(), news);
        (walk, records)
    }

    #[test]
    fn a_walk_is_taken_up_as_it_was_with_what_could_be_done_again() {
        let (mut left, records) = make_walk();
        let mut walk = resume_walk(&parse_routine(ROUTINE), &records).unwrap();
        assert_eq!((walk.log(), walk.position()), (left.log(), left.position()));
        assert!(walk.take_entries().is_empty());
        assert_eq!(walk.redo(), left.redo());
    }

    #[test]
    fn in_a_changed_routine_only_what_was_reworded_is_asked_again() {
        let (_, mut records) = make_walk();
        records.push(Record { entry: LogEntry::Redid, print: None });
        let same = carry_over(&parse_routine(&ROUTINE.replace("version: ", "version: 2-")), &records);
        assert_eq!((same.walk.log().len(), same.lost.len()), (2, 0));
        let title = same.walk.flow().step(same.walk.flow().find_step("ring-112").unwrap()).title.clone();
        let changed = carry_over(&parse_routine(&ROUTINE.replace(&title, "Gör på ett nytt sätt")), &records);
        assert_eq!((changed.walk.log().len(), changed.lost), (1, vec!["Gör på ett nytt sätt".to_owned()]));
    }

    #[test]
    fn a_bare_mark_from_before_on_an_urgent_act_is_read_as_still_to_be_done() {
        let flow = parse_routine(ROUTINE);
        let mark = |mark| LogEntry::Took(Event::Marked { step: StepId::new("ring-112"), mark });
        let entries = vec![LogEntry::Took(answer_event("akut", "ja")), mark(Mark::NotRelevant)];
        let read = make_records(flow.flow(), entries);
        assert!(resume_walk(&flow, &read).is_none());
        let soft = soften_records(flow.flow(), &read);
        let walk = resume_walk(&flow, &soft).unwrap();
        let ring = flow.flow().find_step("ring-112").unwrap();
        assert_eq!(walk.position().outcome(ring), Some(&Mark::Todo.outcome()));
        assert_eq!(steps_to_repeat(&walk, &read, &soft), [flow.flow().step(ring).title.clone()]);
        let done = [read, make_records(flow.flow(), vec![mark(Mark::Done)])].concat();
        let soft = soften_records(flow.flow(), &done);
        assert!(steps_to_repeat(&resume_walk(&flow, &soft).unwrap(), &done, &soft).is_empty());
    }

    #[test]
    fn what_comes_after_a_reworded_question_waits_for_it() {
        let (left, records) = make_walk();
        let mut records = records;
        records.push(Record { entry: LogEntry::Redid, print: None });
        let title = left.flow().step(left.flow().start).title.clone();
        let flow = parse_routine(&ROUTINE.replace(&title, "Är någon i fara just nu, eller snart?"));
        let CarriedWalk { mut walk, lost } = carry_over(&flow, &records);
        assert_eq!((walk.log().len(), walk.waiting_count(), lost.len()), (0, 1, 1));
        let news = walk.take_entries();
        walk.apply(answer_event("akut", "ja")).unwrap();
        assert_eq!((walk.log().len(), walk.waiting_count()), (2, 0));
        // The log of it all gives the same walk once more.
        let all = [news, walk.take_entries()].concat();
        let again = resume_walk(&flow, &make_records(flow.flow(), all)).unwrap();
        assert_eq!((again.log(), again.waiting_count()), (walk.log(), 0));
    }
}
