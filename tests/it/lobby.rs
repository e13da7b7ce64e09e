//! Where what to train on is chosen: how long it is, what is searched for, which questions are asked and by how many, and going on
//! where a scenario was left.

use std::sync::Arc;
use std::time::Duration;

use stegvis::clock;
use stegvis::flow::id::StepIx;
use stegvis::flow::model::StepKind;
use stegvis::quiz::QuestionKind;
use stegvis::quiz::bank::QuestionBank;
use stegvis::quiz::round::QuestionStage;
use stegvis::quiz::selection::{QuestionLevel, QuizSelection};
use stegvis::summary::missed::MissedQuestion;
use stegvis::training::{Lesson, LessonLength, LessonStage};
use stegvis::tui::training::{TrainingModel, TrainingPage};

use crate::training::{TrainingScreen, material};
use crate::world::TODAY;

#[test]
fn a_short_training_asks_every_question_that_has_one_answer_and_loses_nothing_of_the_story() {
    let material = material();
    for lesson in &material.lessons {
        let id = &lesson.scenario().id;
        let short = lesson.clone().in_length(LessonLength::Short);
        let told = |lesson: &Lesson| {
            let mut lesson = lesson.clone();
            let (mut told, mut asked) = (Vec::new(), Vec::new());
            loop {
                let view = lesson.page_view(clock::parse_day(TODAY).unwrap());
                told.extend(view.told.iter().map(|part| part.source().to_owned()));
                if let LessonStage::Asked(at) = lesson.page() {
                    asked.push(at);
                }
                if !lesson.go_on() {
                    return (told, asked);
                }
            }
        };
        let ((whole_story, whole), (story, asked)) = (told(lesson), told(&short));
        assert_eq!(whole_story, story, "{id}");
        let is_question = |at: &StepIx| lesson.flow().step(*at).is_question();
        let questions: Vec<StepIx> = whole.into_iter().filter(is_question).collect();
        assert!(asked.iter().all(|at| questions.contains(at)), "{id}");
        for at in questions.iter().filter(|at| !asked.contains(at)) {
            let is_list = matches!(lesson.flow().step(*at).kind, StepKind::Choose { .. });
            assert!(is_list, "{id}: only a long list to tick among is told instead of asked");
        }
        assert!(short.page_number().1 < lesson.page_number().1, "{id}");
        let key = lesson.clone().in_length(LessonLength::Key);
        let (key_story, key_asked) = told(&key);
        assert_eq!(whole_story, key_story, "{id}");
        assert!(key_asked.iter().all(|at| asked.contains(at)), "{id}");
        assert!(key.page_number().1 <= short.page_number().1, "{id}");
    }
}

#[test]
fn a_scenario_that_is_left_goes_on_where_it_was() {
    let mut room = TrainingScreen::new();
    room.keys("8 Enter Right Right");
    let before = room.text();
    assert!(before.contains("sida 3 av"), "{before}");
    assert!(room.keys("Esc").text().contains("lämnad på sida 3"), "{}", room.text());
    let after = room.keys("Enter").text();
    assert!(after.contains("sida 3 av") && after.contains("fortsätter där ni var"), "{after}");
}

#[test]
fn the_length_is_changed_where_it_stands() {
    let mut room = TrainingScreen::new();
    let text = room.keys("7").text();
    assert!(text.contains("▸ 7 Längd: 20 minuter"), "{text}");
    assert!(room.keys("Enter").text().contains("▸ 7 Längd: 10 minuter"));
    assert!(room.keys("Enter").text().contains("▸ 7 Längd: 40 minuter"));
}

#[test]
fn scenarios_are_found_by_role_place_and_subject_as_they_are_typed() {
    let mut room = TrainingScreen::new();
    let all = room.training.material.lessons.len();
    let text = room.keys("/ t o r g Space f ä l t a s s").text();
    let found = room.training.rows().len();
    assert!(found > 0 && found < all, "{found} of {all}\n{text}");
    assert!(text.contains(&format!("{found} av {all} händelser.")), "{text}");
    assert!(text.contains("Fältassistent · Torg"), "{text}");
    assert!(room.keys("x x x").text().contains(&format!("Ingen av {all} händelser passar.")));
    assert!(room.keys("Esc").text().contains("Punkterna för mötet"));
    assert!(room.keys("/ m ä r k e t Space p å").text().contains("Händelser att gå igenom"));
    assert!(room.keys("Enter").text().contains("sida 1 av"));
    let back = room.keys("Esc").text();
    assert!(back.contains("Sök roll, plats, ämne: märket på"), "{back}");
}

#[test]
fn a_digit_answers_on_a_page_of_a_scenario_and_the_ends_are_one_key_away() {
    let mut room = TrainingScreen::new();
    room.keys("8");
    let pages = room.text();
    assert!(pages.contains("sida 1 av") && pages.contains("· 0 av 40 min"), "{pages}");
    let asked = room.keys("Enter").text();
    assert!(asked.contains("Vad skulle ni svara?") && asked.contains("1–3 svara"), "{asked}");
    let shown = room.keys("1").text();
    assert!(shown.contains("Ni svarade: ") && shown.contains("I berättelsen: "), "{shown}");
    assert!(room.keys("End").text().contains("Ta med er"));
    assert!(room.keys("Home").text().contains("sida 1 av"));
}

#[test]
fn the_time_is_shown_beside_what_was_planned_and_stops_nobody() {
    let mut room = TrainingScreen::new();
    room.keys("7 8");
    let _next = room.training.meeting.set_clock(Duration::from_mins(61));
    let text = room.text();
    assert!(text.contains("· 61 av 20 min"), "{text}");
    assert!(room.keys("Enter").text().contains("sida 2 av"));
}

#[test]
fn hands_never_exceed_those_who_are_there_nor_does_the_count_fall_short_of_them() {
    let mut room = TrainingScreen::new();
    assert!(room.keys("3 Enter").text().contains("Skriv hur många ni är"));
    let asked = room.keys("1 2 Enter 8 Down 9").text();
    assert!(asked.contains("8 händer") && asked.contains("4 händer"), "{asked}");
    assert!(asked.contains("Ni är 12. Fler händer än så räknas inte."), "{asked}");
    assert!(room.keys("Right").text().contains("Ni är 12."));
    room.keys("Enter");
    room.training.take_round();
    assert_eq!((room.training.meeting.most_hands, room.training.meeting.asked_count()), (12, 1));
    let back = room.keys("PgUp PgUp").text();
    assert!(back.contains("Hur många är ni?") && back.contains("12_"), "{back}");
}

#[test]
fn the_questions_are_chosen_by_role_and_level_with_how_many_there_are() {
    let mut room = TrainingScreen::new();
    let all = room.training.bank.count_fitting(&room.training.selection);
    let text = room.keys("5").text();
    assert!(
        text.contains("Alla roller") && text.contains(&format!("{all} skrivna frågor passar.")),
        "{text}"
    );
    let text = room.keys("2 Enter").text();
    let role = room.training.bank.count_fitting(&room.training.selection);
    assert!(
        role < all && text.contains(&format!("{role} skrivna frågor passar.")),
        "{role} of {all}\n{text}"
    );
    room.keys("End Enter Esc");
    let further = room.training.bank.count_fitting(&room.training.selection);
    assert!(further > 0 && further < role, "{further} of {role}");
    assert!(room.text().contains(&format!("Fältassistent, lite mer ({further} skrivna)")), "{}", room.text());
    room.keys("4");
    let TrainingPage::Quiz(page) = &room.training.page else { panic!() };
    assert!(page.round.quiz.questions.iter().all(|question| question.level == QuestionLevel::Further));
}

#[test]
fn what_five_missed_is_taken_up_again_and_can_be_asked_again() {
    let mut material = material();
    let missed = |id: &str| MissedQuestion::from_hands("stockholm-vbe", id, 6, 8).unwrap();
    let flow = Arc::clone(&material.flow);
    let all = QuestionBank::from_flow(flow.flow()).draw_quiz(&flow, 1, usize::MAX, &QuizSelection::default());
    let made = all.questions.iter().find(|question| question.kind == QuestionKind::Next).unwrap();
    material.missed = vec![
        vec![missed("vem-fore-112"), missed("finns-inte-mer")],
        vec![missed("vem-fore-112"), missed(made.id.as_str())],
    ];
    let mut room = TrainingScreen::new();
    room.training = TrainingModel::new(clock::parse_day(TODAY).unwrap(), (80, 40), material);
    room.training.size = (80, 24);
    let text = room.keys("6").text();
    assert!(text.contains("1. Vem frågar du innan du ringer 112?"), "{text}");
    assert!(text.contains("Missades på två till fyra möten."), "{text}");
    assert!(text.contains("2. ") && text.contains("Vilket steg kommer nu?"), "{text}");
    room.keys("Esc 5 End Enter Esc 4");
    let TrainingPage::Quiz(page) = &room.training.page else { panic!() };
    let asked: Vec<&str> = page.round.quiz.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
}

#[test]
fn no_choice_is_below_the_fold_however_large_the_letters() {
    for seed in 0..12 {
        for large in [false, true] {
            let mut room = TrainingScreen::new();
            room.training.material.seed = seed;
            room.keys("3 1 4 Enter");
            if large {
                room.keys("z");
            }
            while let TrainingPage::Quiz(page) = &room.training.page {
                let Some(question) = page.round.question().cloned() else { break };
                for nth in 0..question.options.len() {
                    let text = room.text();
                    assert!(!text.contains("fler"), "{}\n{text}", question.asks);
                    assert_eq!(text.matches("0 händer").count(), question.options.len(), "{text}");
                    room.keys(if nth + 1 < question.options.len() { "Down" } else { "Home" });
                }
                room.keys("Enter");
                assert!(room.text().contains("RÄTT SVAR"));
                (0..9).for_each(|_| {
                    if matches!(&room.training.page, TrainingPage::Quiz(page) if page.round.stage() == QuestionStage::Shown) {
                        room.keys("Enter");
                    }
                });
            }
        }
    }
}

#[test]
fn a_short_training_names_the_laws_and_a_whole_one_tells_what_they_say() {
    let shown = |keys: &str| TrainingScreen::sized(100, 60).keys(keys).text();
    let (whole, short) = (shown("8 Enter Enter"), shown("7 8 Enter Enter"));
    assert!(whole.contains("Nöd ger frihet från ansvar") && whole.contains("Rutinens egna ord"), "{whole}");
    assert!(short.contains("Lagrum: 24 kap. 4 § BrB") && short.contains("Nästa steg: "), "{short}");
    assert!(!short.contains("Nöd ger frihet från ansvar") && !short.contains("Rutinens egna ord"), "{short}");
}
