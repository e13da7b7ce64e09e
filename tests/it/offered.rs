//! An option of the form that the walk rules out is not there to choose: on no face, and through no door.

use std::sync::Arc;

use stegvis::answers;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::diagnostic::Diagnostic;
use stegvis::flow::id::{AnswerId, FieldId, FieldIx, StepId};
use stegvis::flow::model::{Mark, Step, StepKind};
use stegvis::form::fill;
use stegvis::form::model::FormEntry;
use stegvis::present::FieldView;
use stegvis::routines;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::walk::Walk;
use stegvis::source::{FileId, SourceFile};

use crate::world::TODAY;

const ROUTINES: [&str; 3] = ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"];

const ABOUT_A_PERSON: &str =
    "akut: nej, galler: oro, handling: handling, alder: \"21-plus\", barn: nej, brott: nej";

const ABOUT_NOBODY: &str = "akut: nej, galler: handelse, person: nej, brott: nej";

const OPINION_ALONE: &str = "akut: nej, galler: oro, handling: asikt";

fn routine(id: &str) -> Arc<VerifiedFlow> {
    routines::load_routine(id, clock::parse_day(TODAY).unwrap()).unwrap()
}

/// As far as the answers go, with what is said of them.
fn walked(routine: &Arc<VerifiedFlow>, given: &str, form: &str) -> (Walk, Vec<Diagnostic>) {
    let text = format!("answers: {{{given}}}\nform: {{{form}}}\n");
    let file = SourceFile::new("svar.yaml", &text);
    answers::read_answers(&file, FileId::MAIN).unwrap().try_walk(routine, &Scanner::builtin())
}

/// A walk to its end, with the questions after the given answers passed as they come.
fn to_the_form(routine: &Arc<VerifiedFlow>, given: &str) -> Walk {
    let (mut walk, _) = walked(routine, given, "");
    while !walk.position().in_form(walk.flow()) {
        let event = pass_step(walk.flow().step(walk.position().at));
        walk.apply(event).unwrap();
    }
    walk
}

/// Past a step: the last answer, no options, the act still to be done.
fn pass_step(step: &Step) -> Event {
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => Event::Answered { step: id, answer: answers.last().unwrap().id.clone() },
        StepKind::Choose { .. } => Event::Chose { step: id, options: Vec::new() },
        StepKind::Act { .. } => Event::Marked { step: id, mark: Mark::Todo },
        StepKind::Tell { .. } | StepKind::End => Event::Read { step: id },
    }
}

fn field(walk: &Walk, id: &str) -> Option<FieldIx> {
    let form = &walk.flow().form;
    let at = form.find_field(id)?;
    let mut visible = form.sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields));
    visible.any(|shown| shown == at).then_some(at)
}

/// What a reader can choose in the field: the same on every face and in the form that is saved.
fn offered(walk: &Walk, id: &str) -> Vec<String> {
    let day = clock::parse_day(TODAY).unwrap();
    let at = field(walk, id).unwrap();
    let shown: Vec<String> =
        FieldView::from_walk(walk, at, day).options.iter().map(|option| option.id.to_string()).collect();
    let FormEntry::One(ticks) = fill::fill_entry(walk, at, day) else { panic!("{id} has options") };
    assert_eq!(ticks.iter().map(|tick| tick.id.clone()).collect::<Vec<_>>(), shown);
    shown
}

fn chosen(walk: &Walk, id: &str) -> Vec<String> {
    fill::chosen_options(walk, field(walk, id).unwrap()).iter().map(ToString::to_string).collect()
}

#[test]
fn nobody_is_counted_only_where_nobody_is_concerned() {
    for id in ROUTINES {
        let routine = routine(id);
        let persons = to_the_form(&routine, ABOUT_A_PERSON);
        assert_eq!(offered(&persons, "antal"), ["en", "nagra", "manga", "okant"], "{id}");
        let place = to_the_form(&routine, ABOUT_NOBODY);
        assert_eq!(offered(&place, "antal")[0], "ingen", "{id}");
        assert_eq!(chosen(&place, "antal"), ["ingen"], "{id}");
    }
}

#[test]
fn the_milieu_is_unclear_where_there_is_but_an_opinion() {
    for id in ROUTINES {
        let opinion = to_the_form(&routine(id), OPINION_ALONE);
        assert_eq!(offered(&opinion, "miljo"), ["oklar"], "{id}");
        assert_eq!(chosen(&opinion, "miljo"), ["oklar"], "{id}");
        assert_eq!(field(&opinion, "antal"), None, "{id}");
    }
}

#[test]
fn what_is_not_offered_is_refused_and_falls_away_with_a_changed_answer() {
    let routine = routine("stockholm-vbe");
    let set = |id: &str, option: &str| {
        let value = FieldValue::Option(AnswerId::new(option));
        Event::Filled { field: FieldId::new(id), value }
    };
    let mut walk = to_the_form(&routine, ABOUT_A_PERSON);
    let refusal = walk.apply(set("antal", "ingen")).unwrap_err().to_string();
    assert!(refusal.contains("finns inte att välja"), "{refusal}");
    walk.apply(set("miljo", "vit-makt")).unwrap();
    let opinion = Event::Answered { step: StepId::new("handling"), answer: AnswerId::new("asikt") };
    walk.apply(opinion).unwrap();
    let at = walk.flow().form.find_field("miljo").unwrap();
    assert_eq!(walk.position().fields.get(&at), None, "the milieu fell away");
}

#[test]
fn an_answers_file_that_chooses_it_is_told_where() {
    let (_, faults) = walked(&routine("stockholm-vbe"), OPINION_ALONE, "miljo: autonom");
    let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert!(told.iter().any(|fault| fault.contains("miljo")), "{told:?}");
}
