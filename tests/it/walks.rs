//! Five public flows of GOV.UK, from the walks recorded of them (alphagov/smart-answers, test/data; MIT, Crown Copyright):
//! each recorded situation a step. The engine goes where the records say, and checking is quiet until a step is planted
//! that nothing leads to.
//!
//! The records are not part of the project: the test is skipped, and says so, where they are not.

#![expect(clippy::wildcard_enum_match_arm, reason = "only some kinds of step matter here")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use stegvis::check::verified::examine_flow;
use stegvis::diagnostic::Severity;
use stegvis::flow;
use stegvis::flow::id::{AnswerId, StepId};
use stegvis::flow::model::{Flow, StepKind};
use stegvis::session::event::Event;
use stegvis::session::replay::Position;
use stegvis::source::{FileId, SourceFile};

use crate::prove::day;

/// One recorded step: what was answered from the start, and where that led.
#[derive(Debug, Default, Clone)]
struct RecordedStep {
    at: String,
    answers: Vec<String>,
    next: String,
    is_outcome: bool,
}

/// Where the records are: in `$STEGVIS_SHARED`, or in `shared` beside the project's folder.
#[expect(clippy::disallowed_methods, reason = "a test finds and reads its data")]
fn recorded() -> Vec<(String, Vec<RecordedStep>)> {
    let beside = |up: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(up).join("shared");
    let places = std::env::var_os("STEGVIS_SHARED").map(PathBuf::from).into_iter();
    let mut places = places.chain([beside(".."), beside("../..")]).map(|place| place.join("data/walks"));
    let Some(folder) = places.find(|place| place.is_dir()) else { return Vec::new() };
    let ending = "-responses-and-expected-results.yml";
    let mut found = Vec::new();
    for row in std::fs::read_dir(folder).unwrap() {
        let path = row.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(ending) {
            found.push((name.to_owned(), records(&std::fs::read_to_string(&path).unwrap())));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn records(text: &str) -> Vec<RecordedStep> {
    let plain = |value: &str| value.trim().trim_matches('\'').trim_start_matches(':').to_owned();
    let mut found: Vec<RecordedStep> = Vec::new();
    for line in text.lines() {
        if let Some(at) = line.strip_prefix("- :current_node:") {
            found.push(RecordedStep { at: plain(at), ..RecordedStep::default() });
        }
        let Some(record) = found.last_mut() else { continue };
        if let Some(answer) = line.strip_prefix("  - ") {
            // A set of ticked boxes is recorded in the order ticked at first and in the alphabet's order after that.
            let mut ticked: Vec<String> = plain(answer).split(',').map(str::to_owned).collect();
            ticked.sort();
            record.answers.push(ticked.join(","));
        } else if let Some(next) = line.strip_prefix("  :next_node:") {
            record.next = plain(next);
        } else if let Some(outcome) = line.strip_prefix("  :outcome_node:") {
            record.is_outcome = plain(outcome) == "true";
        }
    }
    found
}

/// The records as a flow in the format: a step for every situation, an end for every outcome.
struct TranslatedWalk {
    text: String,
    /// The step after so many answers.
    steps: BTreeMap<Vec<String>, String>,
    /// The end of an outcome.
    ends: BTreeMap<String, String>,
}

fn translated(name: &str, records: &[RecordedStep]) -> TranslatedWalk {
    let mut steps = BTreeMap::new();
    let mut ends = BTreeMap::new();
    let mut asked: BTreeMap<Vec<String>, Vec<&RecordedStep>> = BTreeMap::new();
    for record in records {
        let (_, before) = record.answers.split_last().unwrap();
        let number = steps.len();
        steps.entry(before.to_vec()).or_insert_with(|| format!("s{number}"));
        asked.entry(before.to_vec()).or_default().push(record);
        if record.is_outcome {
            let number = ends.len();
            ends.entry(record.next.clone()).or_insert_with(|| format!("e{number}"));
        }
    }
    let mut text = format!(
        "format: 1\nid: {name}\ntitle: {name}\npublisher: GOV.UK\nversion: 1\nstart: {}\nsteps:\n",
        steps[&Vec::new()]
    );
    for (before, records) in &asked {
        let to = |record: &RecordedStep| {
            if record.is_outcome { ends[&record.next].clone() } else { steps[&record.answers].clone() }
        };
        let step = &steps[before];
        // A question with a single recorded answer is a choice of one, since an `ask` has two answers or more.
        if let [only] = records.as_slice() {
            let answer = only.answers.last().unwrap();
            write!(text, "  {step}:\n    choose: {:?}\n    at_least: 1\n    options: {{a0: {{text: {answer:?}}}}}\n    to: {}\n", only.at, to(only)).unwrap();
            continue;
        }
        write!(text, "  {step}:\n    ask: {:?}\n    answers:\n", records[0].at).unwrap();
        for (n, record) in records.iter().enumerate() {
            writeln!(text, "      a{n}: {{text: {:?}, to: {}}}", record.answers.last().unwrap(), to(record))
                .unwrap();
        }
    }
    for end in ends.values() {
        writeln!(text, "  {end}: {{end: blankett}}").unwrap();
    }
    text.push_str(
        "form: {title: B, after: T, sections: [{title: S, fields: {gjort: {label: G, kind: acts}}}]}\n",
    );
    TranslatedWalk { text, steps, ends }
}

fn read(text: &str) -> Flow {
    flow::read_flow(&SourceFile::new("x", text), FileId(0)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The event that gives an answer where a walk stands.
fn answered(flow: &Flow, position: &Position, text: &str) -> Event {
    let step = flow.step(position.at);
    match &step.kind {
        StepKind::Ask { answers } => {
            let answer = answers.iter().find(|answer| answer.text == text).unwrap();
            Event::Answered { step: step.id.clone(), answer: answer.id.clone() }
        }
        _ => Event::Chose { step: step.id.clone(), options: vec![AnswerId::new("a0")] },
    }
}

#[test]
fn recorded_public_flows_are_walked_as_recorded_and_a_planted_dead_step_is_found() {
    let recorded = recorded();
    if recorded.is_empty() {
        crate::skip::skip("the recorded walks are not on this computer (STEGVIS_SHARED)");
        return;
    }
    assert_eq!(recorded.len(), 5);
    for (name, records) in recorded {
        let translated = translated(&name, &records);
        let flow = read(&translated.text);
        let examined = examine_flow(&flow, day());
        let loud = examined.findings.iter().filter(|finding| {
            // Some questions have more answers than a screen has rows, and some lead nowhere else whatever is answered.
            finding.severity == Severity::Error
                || !["for-lang-text", "fraga-utan-verkan"].contains(&finding.code)
        });
        assert_eq!(loud.count(), 0, "{name}: {:?}", examined.findings);
        for record in &records {
            let mut position = Position::start(&flow);
            for answer in &record.answers {
                position = position.apply_event(&flow, &answered(&flow, &position, answer)).unwrap();
            }
            let expected = if record.is_outcome {
                &translated.ends[&record.next]
            } else {
                assert_eq!(flow.step(position.at).title, record.next, "{name}: {record:?}");
                &translated.steps[&record.answers]
            };
            assert_eq!(flow.step(position.at).id, StepId::new(expected), "{name}: {record:?}");
        }
        let planted =
            translated.text.replacen("steps:\n", "steps:\n  dod: {tell: Hit kommer ingen, to: e0}\n", 1);
        let dead: Vec<String> = examine_flow(&read(&planted), day())
            .findings
            .into_iter()
            .filter(|finding| !["for-lang-text", "fraga-utan-verkan"].contains(&finding.code))
            .map(|finding| format!("{}: {}", finding.code, finding.message))
            .collect();
        assert_eq!(dead, ["onabart-steg: Ingen väg kommer till steget `dod`."], "{name}");
        let figures = examined.flow_figures(&flow).unwrap();
        println!("{name}: {} poster, {} steg, {} vägar", records.len(), figures.steps, figures.walks);
    }
}
