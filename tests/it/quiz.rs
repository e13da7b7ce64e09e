//! The quiz: written questions held against the routine, and questions made of its ways; never with two right answers.

use stegvis::check::states::StateGraph;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::flow::model::Flow;
use stegvis::library;
use stegvis::quiz::written::read_questions;
use stegvis::quiz::{Question, QuestionKind, Quiz};
use stegvis::source::SourceFile;

use crate::tui::stockholm;

fn quiz(seed: u64, most: usize) -> Quiz {
    Quiz::new(&stockholm(), seed, most)
}

fn all() -> Vec<Question> {
    (0..4).flat_map(|seed| quiz(seed, usize::MAX).questions).collect()
}

/// The questions as they are written, the right answer first.
fn written() -> Vec<Question> {
    let file = library::find_quiz("stockholm-vbe").unwrap();
    match read_questions(&file, stockholm().flow()) {
        Ok(questions) => questions,
        Err(faults) => panic!("{}", faults_to_text(&file, &faults, Colour::Never)),
    }
}

#[test]
fn the_same_seed_gives_the_same_questions_and_another_gives_others() {
    assert_eq!(quiz(7, 8), quiz(7, 8));
    assert_ne!(quiz(7, 8), quiz(8, 8));
    let kinds: Vec<QuestionKind> = quiz(7, 5).questions.iter().map(|question| question.kind).collect();
    let (next, written) = (QuestionKind::Next, QuestionKind::Written);
    assert_eq!(kinds, [written, written, written, next, written]);
}

#[test]
fn a_question_has_one_right_answer_and_no_two_options_alike() {
    for question in all() {
        let texts: Vec<&str> = question.options.iter().map(|option| option.text.as_str()).collect();
        assert!((2..=4).contains(&texts.len()), "{}", question.asks);
        assert!(question.right < texts.len());
        let mut alike = texts.clone();
        alike.sort_unstable();
        alike.dedup();
        assert_eq!(alike.len(), texts.len(), "{texts:?}");
    }
}

#[test]
fn every_written_question_is_proved_by_a_walk_or_cites_its_step() {
    let flow = stockholm();
    let questions = written();
    assert!(questions.len() >= 40, "{}", questions.len());
    let row = |question: &Question| {
        let step = &flow.flow().step(question.about).id;
        let proof = if question.told.is_empty() { "står i" } else { "gången väg till" };
        format!("{}\n    {}\n    {proof} {step}", question.asks, question.options[0].text)
    };
    insta::assert_snapshot!(questions.iter().map(row).collect::<Vec<_>>().join("\n"));
}

#[test]
fn whoever_picks_the_longest_answer_is_seldom_right() {
    let length = |text: &str| text.chars().count();
    let is_longest = |question: &&Question| {
        let (right, wrong) = question.options.split_first().unwrap();
        wrong.iter().all(|option| length(&option.text) < length(&right.text))
    };
    let (questions, longest) = (written().len(), written().iter().filter(is_longest).count());
    assert!(longest * 3 <= questions, "the right answer is the longest in {longest} of {questions}");
}

#[test]
fn questions_that_do_not_agree_with_the_routine_are_told_where() {
    let text = library::find_quiz("stockholm-vbe").unwrap().text().to_owned();
    let told: Vec<String> = [
        ("next: ring-112", "next: chef"),
        ("walk: {akut: vet-inte}", "walk: {akut: kanske}"),
        ("walk: {akut: vet-inte}", "walk: {galler: oro}"),
        ("about: akut", "about: akutt"),
        ("step: chef", "step: galler"),
        ("for: alla", "for: rektor"),
        ("level: grund", "level: svår"),
        ("right: Ringer 112.", "right: Frågar chefen först."),
        ("right: Ringer 112.", "right: Enligt 19 kap. 1 § ringer du."),
        ("Vad gör du?", "Ring."),
        ("right: Ringer 112.", "right: Ringer 112 och berättar så lugnt det går vad som händer och var, och kommer sedan tillbaka hit."),
    ]
    .iter()
    .map(|(from, to)| {
        assert!(text.contains(from), "{from}");
        let file = SourceFile::new("fragor.yaml", &text.replacen(from, to, 1));
        let faults = read_questions(&file, stockholm().flow()).unwrap_err();
        format!("── {to}\n{}", faults_to_text(&file, &faults, Colour::Never))
    })
    .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_is_made_has_no_wrong_option_that_could_come_later() {
    let flow = stockholm();
    let flow: &Flow = flow.flow();
    for question in all().into_iter().filter(|question| question.kind == QuestionKind::Next) {
        let step = flow.step(question.about);
        let way = walk_to(flow, &question);
        assert!(
            way.last().is_some_and(|step| flow.find_step(step).is_some_and(|at| flow.step(at).is_question()))
        );
        for (n, option) in question.options.iter().enumerate() {
            assert_eq!(step.title == option.text, n == question.right, "{}: {}", question.asks, option.text);
        }
    }
}

#[test]
fn wrong_answers_are_explained() {
    for question in all() {
        for (n, option) in question.options.iter().enumerate() {
            assert!(n == question.right || option.explains.len() > 20, "{}: {}", question.asks, option.text);
        }
    }
}

#[test]
fn a_question_about_the_next_step_tells_every_answer_that_led_there() {
    let flow = stockholm();
    let flow: &Flow = flow.flow();
    for question in all().into_iter().filter(|question| question.kind == QuestionKind::Next) {
        assert_eq!(question.told.first().map(|(asked, _)| asked), Some(&flow.step(flow.start).title));
        let asked = walk_to(flow, &question).into_iter().filter_map(|id| {
            let step = flow.step(flow.find_step(&id).unwrap());
            step.is_question().then(|| step.title.clone())
        });
        let asked: Vec<String> = asked.collect();
        assert!(asked.iter().all(|asked| question.told.iter().any(|(told, _)| told == asked)), "{asked:?}");
    }
}

/// The steps on the shortest walk to the one that is asked about.
fn walk_to(flow: &Flow, question: &Question) -> Vec<String> {
    let verified = stockholm();
    let space = StateGraph::explore(flow, verified.live()).unwrap();
    let state = (1..space.len()).find(|state| space.step_of(*state) == question.about).unwrap();
    space.trace_to(state).into_iter().map(|(at, _)| flow.step(at).id.to_string()).collect()
}
