//! `stegvis apt`: the pack for a workplace meeting, as pages to print or as slides.

use std::sync::Arc;

use chrono::Datelike;

use super::args::MeetingArguments;
use super::console::Console;
use super::document_target::{choose_format, write_sheet};
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::train::read_selection;
use crate::clock;
use crate::export::paper::PaperFormat;
use crate::flow::id::AnswerId;
use crate::paper::meeting::{MeetingCase, MeetingPack, make_meeting_pages};
use crate::paper::slides::make_meeting_slides;
use crate::quiz::bank::QuestionBank;
use crate::quiz::selection::{QuizSelection, find_told_role};
use crate::training::{Lesson, LessonLength, Material};
use crate::tui::perform::TrainingEnvironment;

/// How many questions on the routine a meeting usually has.
const QUESTIONS: usize = 5;

pub(super) fn run_apt(arguments: &MeetingArguments, console: &mut Console) -> Result<Exit, Failure> {
    let (material, lessons) = read_lessons(&arguments.scenarios)?;
    let (length, usual) = fit_meeting(arguments.length);
    let lessons: Vec<Lesson> = lessons.into_iter().map(|lesson| lesson.in_length(length)).collect();
    let cases: Vec<MeetingCase<'_>> = lessons.iter().map(make_case).collect();
    let day = material.flow.current_date().effective_day();
    let asked_for = read_selection(&arguments.chosen, material.flow.flow())?;
    let selection = QuizSelection { role: asked_for.role.or_else(|| find_role(&lessons)), ..asked_for };
    let bank = QuestionBank::from_flow(material.flow.flow());
    // The same day gives the same pack, and another day other questions.
    let seed = u64::from(day.num_days_from_ce().unsigned_abs());
    let quiz = bank.draw_quiz(&material.flow, seed, arguments.questions.unwrap_or(usual), &selection);
    let pack = MeetingPack {
        routine: &material.flow,
        points: &material.points,
        cases: &cases,
        questions: &quiz.questions,
        day,
    };
    let paper = match choose_format(&arguments.sheet)? {
        PaperFormat::Html => make_meeting_slides(&pack),
        #[cfg(feature = "pdf")]
        PaperFormat::Pdf => make_meeting_pages(&pack),
        PaperFormat::Docx | PaperFormat::Md | PaperFormat::Txt => make_meeting_pages(&pack),
    };
    write_sheet(&paper, &format!("apt-{}", material.flow.flow().id), &arguments.sheet, console)
}

/// How much of a case a meeting of this length has time for, and how many questions on the routine beside it.
fn fit_meeting(length: LessonLength) -> (LessonLength, usize) {
    match length {
        LessonLength::Whole => (LessonLength::Whole, QUESTIONS),
        LessonLength::Short => (LessonLength::Key, QUESTIONS),
        LessonLength::Key => (LessonLength::Key, 0),
    }
}

fn make_case(lesson: &Lesson) -> MeetingCase<'_> {
    MeetingCase { scenario: lesson.scenario(), walk: lesson.walk(), asked: lesson.asked_questions() }
}

/// The role of whoever tells, where all the scenarios are told by one.
fn find_role(lessons: &[Lesson]) -> Option<AnswerId> {
    let mut roles = lessons.iter().map(|lesson| find_told_role(lesson.walk()));
    let first = roles.next()??;
    roles.all(|role| role.as_ref() == Some(&first)).then_some(first)
}

/// The scenarios that were named, or the shortest of the routine where it has any, with what else there is for a meeting.
fn read_lessons(named: &[String]) -> Result<(Material, Vec<Lesson>), Failure> {
    let (material, first) = read_material(named.first())?;
    // A routine without scenarios has a meeting all the same: its points, questions and what is proved.
    let mut lessons: Vec<Lesson> = first.or_else(|| find_shortest(&material)).into_iter().collect();
    for name in named.iter().skip(1) {
        let (other, lesson) = read_material(Some(name))?;
        if !Arc::ptr_eq(&other.flow, &material.flow) && other.flow.flow().id != material.flow.flow().id {
            let help = "Gör ett underlag för varje rutin.";
            return Err(Failure::Unavailable("Scenarierna hör till olika rutiner.", help));
        }
        lessons.extend(lesson);
    }
    Ok((material, lessons))
}

fn read_material(named: Option<&String>) -> Result<(Material, Option<Lesson>), Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let profile = Settings::read_settings().profile;
    let (material, place) = TrainingEnvironment { today, profile, named: named.cloned() }
        .read_material()
        .map_err(Failure::no_material)?;
    let lesson = place.and_then(|nth| material.lessons.get(nth).cloned());
    Ok((material, lesson))
}

fn find_shortest(material: &Material) -> Option<Lesson> {
    let own = |lesson: &&Lesson| lesson.flow().id == material.flow.flow().id;
    material.lessons.iter().filter(own).min_by_key(|lesson| lesson.page_number().1).cloned()
}
