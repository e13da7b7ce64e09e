//! The quiz: written questions held against the routine, and questions made of its ways; never with two right answers.

use std::sync::Arc;

use stegvis::check::states::StateGraph;
use stegvis::check::verified::VerifiedFlow;
use stegvis::cli::faults::{Colour, faults_to_text};
use stegvis::flow::model::Flow;
use stegvis::library;
use stegvis::quiz::bank::QuestionBank;
use stegvis::quiz::selection::{QuestionAudience, QuizSelection, list_roles};
use stegvis::quiz::written::read_questions;
use stegvis::quiz::{Question, QuestionKind, Quiz};
use stegvis::source::SourceFile;
use stegvis::{clock, routines};

use crate::tui::stockholm;
use crate::world::TODAY;

fn quiz(seed: u64, most: usize) -> Quiz {
    let flow = stockholm();
    QuestionBank::from_flow(flow.flow()).draw_quiz(&flow, seed, most, &QuizSelection::default())
}

fn all() -> Vec<Question> {
    (0..4).flat_map(|seed| quiz(seed, usize::MAX).questions).collect()
}

/// The questions as they are written for a routine, the right answer first.
fn written_for(id: &str) -> (Arc<VerifiedFlow>, Vec<Question>) {
    let flow = routines::load_routine(id, clock::parse_day(TODAY).unwrap()).unwrap();
    let file = library::find_quiz(id).unwrap();
    match read_questions(&file, flow.flow()) {
        Ok(questions) => (flow, questions),
        Err(faults) => panic!("{}", faults_to_text(&file, &faults, Colour::Never)),
    }
}

/// Every routine that has written questions.
fn ids() -> impl Iterator<Item = &'static str> {
    library::QUIZZES.iter().map(|(id, _)| *id)
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
    let mut rows = Vec::new();
    for id in ids() {
        let (flow, questions) = written_for(id);
        assert!(questions.len() >= if id == "stockholm-vbe" { 40 } else { 30 }, "{id}: {}", questions.len());
        rows.push(format!("── {id}: {} frågor", questions.len()));
        rows.extend(questions.iter().map(|question| {
            let step = &flow.flow().step(question.about).id;
            let proof = if question.told.is_empty() { "står i" } else { "gången väg till" };
            let level = question.level.id();
            format!("{} ({level})\n    {}\n    {proof} {step}", question.asks, question.options[0].text)
        }));
    }
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn what_explains_a_right_answer_says_nothing_that_the_routine_does_not() {
    let shared: String = library::SHARED.iter().map(|(_, text)| *text).collect();
    for id in ids() {
        let said = format!("{} {shared}", library::find_flow(id).unwrap().text()).to_lowercase();
        for question in written_for(id).1 {
            let why = question.options[0].explains.to_lowercase();
            let words: Vec<&str> =
                why.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 6).collect();
            // Words are bent: what they begin with is what they are.
            let begins = |word: &str| word.chars().take(7).collect::<String>();
            let foreign: Vec<&&str> = words.iter().filter(|word| !said.contains(&begins(word))).collect();
            assert!(foreign.len() * 3 <= words.len(), "{id}: {}: {foreign:?}", question.asks);
        }
    }
}

#[test]
fn whoever_picks_the_longest_answer_is_seldom_right() {
    let length = |text: &str| text.chars().count();
    let is_longest = |question: &&Question| {
        let (right, wrong) = question.options.split_first().unwrap();
        wrong.iter().all(|option| length(&option.text) < length(&right.text))
    };
    for id in ids() {
        let (_, questions) = written_for(id);
        let longest = questions.iter().filter(is_longest).count();
        assert!(longest * 3 <= questions.len(), "{id}: the right answer is the longest in {longest}");
    }
}

#[test]
fn questions_for_a_role_come_with_those_for_everybody_and_for_no_other() {
    for id in ids() {
        let (flow, questions) = written_for(id);
        let roles = list_roles(flow.flow());
        let own = |question: &&Question| question.audience != QuestionAudience::Everybody;
        assert!(questions.iter().filter(own).count() >= 5 && roles.len() > 5, "{id}");
        for (role, _) in roles {
            let selection = QuizSelection { role: Some(role.clone()), ..QuizSelection::default() };
            for question in questions.iter().filter(|question| selection.fits(question)) {
                let fits = match &question.audience {
                    QuestionAudience::Everybody => true,
                    QuestionAudience::Roles(roles) => roles.contains(role),
                };
                assert!(fits, "{id} {role}: {}", question.asks);
            }
        }
    }
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

#[test]
fn the_program_lists_every_question_with_its_right_answer_and_how_it_is_known() {
    let world = crate::world::TestEnvironment::new();
    let run = world.run(&["test", "--questions"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for id in ids() {
        let (_, questions) = written_for(id);
        assert!(run.out.contains(&format!("{id}: {} frågor, ", questions.len())), "{}", run.out);
        for question in questions {
            assert!(
                run.out.contains(&format!("    Rätt: {}\n", question.options[0].text)),
                "{}",
                question.asks
            );
        }
    }
    let one = world.run(&["test", "--questions", "--flow", "lidingo-vbe"]);
    assert!(one.out.starts_with("lidingo-vbe: ") && !one.out.contains("stockholm-vbe"), "{}", one.out);
    assert_eq!(world.run(&["test", "--questions", "bara-asikt"]).code, 2);
}
