//! The quiz: made of the routine itself, the same for the same seed, and never with two right answers.

use stegvis::check::states::StateGraph;
use stegvis::clock;
use stegvis::flow::law;
use stegvis::flow::model::Flow;
use stegvis::quiz::{Question, QuestionKind, Quiz};

use crate::tui::stockholm;
use crate::world::TODAY;

fn quiz(seed: u64, most: usize) -> Quiz {
    Quiz::new(&stockholm(), clock::parse_day(TODAY).unwrap(), seed, most)
}

fn all() -> Vec<Question> {
    (0..4).flat_map(|seed| quiz(seed, usize::MAX).questions).collect()
}

#[test]
fn the_same_seed_gives_the_same_questions_and_another_gives_others() {
    assert_eq!(quiz(7, 8), quiz(7, 8));
    assert_ne!(quiz(7, 8), quiz(8, 8));
    let kinds: Vec<QuestionKind> = quiz(7, 6).questions.iter().map(|question| question.kind).collect();
    assert_eq!(
        kinds,
        [
            QuestionKind::Next,
            QuestionKind::Why,
            QuestionKind::Law,
            QuestionKind::Next,
            QuestionKind::Why,
            QuestionKind::Law
        ]
    );
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
fn every_option_stands_in_the_routine_and_only_the_right_one_is_the_steps_own() {
    let flow = stockholm();
    let flow: &Flow = flow.flow();
    let day = clock::parse_day(TODAY).unwrap();
    for question in all() {
        let step = flow.step(question.about);
        for (n, option) in question.options.iter().enumerate() {
            let (there, own) = match question.kind {
                QuestionKind::Next => {
                    (flow.steps.iter().any(|step| step.title == option.text), step.title == option.text)
                }
                QuestionKind::Why => {
                    let says = |why: &Option<String>| {
                        why.as_deref().and_then(|why| why.lines().next()).unwrap_or("").to_owned()
                    };
                    (
                        flow.steps.iter().any(|step| says(&step.why) == option.text),
                        says(&step.why) == option.text,
                    )
                }
                QuestionKind::Law => {
                    let cited = law::resolve_cited_laws(flow, &step.laws, day);
                    let named =
                        cited.iter().filter_map(|law| law.in_force).any(|law| law.full_name() == option.text);
                    (
                        flow.laws.iter().any(|law| law.full_name() == option.text && law.is_in_force_on(day)),
                        named,
                    )
                }
            };
            assert!(there, "{} is nowhere in the routine", option.text);
            assert_eq!(own, n == question.right, "{}: {}", question.asks, option.text);
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
        let walk = questions(flow, &question);
        assert!(walk.iter().all(|asked| question.told.iter().any(|(told, _)| told == asked)), "{walk:?}");
    }
}

/// The questions on the shortest walk to the step that is asked about.
fn questions(flow: &Flow, question: &Question) -> Vec<String> {
    let verified = stockholm();
    let space = StateGraph::explore(flow, verified.live()).unwrap();
    let state = (1..space.len()).find(|state| space.step_of(*state) == question.about).unwrap();
    let asked =
        space.trace_to(state).into_iter().map(|(at, _)| flow.step(at)).filter(|step| step.is_question());
    asked.map(|step| step.title.clone()).collect()
}
