//! Where what to train on is chosen: how long it is, and going on where a scenario was left.

use stegvis::clock;
use stegvis::flow::id::StepIx;
use stegvis::training::{Lesson, LessonLength, LessonStage};

use crate::training::{TrainingScreen, material};
use crate::world::TODAY;

#[test]
fn a_short_training_asks_every_question_and_loses_nothing_of_the_story() {
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
        assert_eq!(whole.into_iter().filter(is_question).collect::<Vec<_>>(), asked, "{id}");
        assert!(short.page_number().1 < lesson.page_number().1, "{id}");
    }
}

#[test]
fn a_scenario_that_is_left_goes_on_where_it_was() {
    let mut room = TrainingScreen::new();
    room.keys("6 Enter Right Right");
    let before = room.text();
    assert!(before.contains("sida 3 av"), "{before}");
    assert!(room.keys("Esc").text().contains("lämnad på sida 3"), "{}", room.text());
    let after = room.keys("Enter").text();
    assert!(after.contains("sida 3 av") && after.contains("fortsätter där ni var"), "{after}");
}

#[test]
fn the_length_is_changed_where_it_stands() {
    let mut room = TrainingScreen::new();
    let text = room.keys("5").text();
    assert!(text.contains("▸  5 Längd: kort"), "{text}");
    assert!(room.keys("Enter").text().contains("▸  5 Längd: hela händelsen"));
}
