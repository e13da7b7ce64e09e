//! A changed answer keeps every later answer that still fits, and asks again what was answered under another age.

use std::collections::BTreeSet;

use stegvis::clock;
use stegvis::flow::id::{AnswerId, ReasonId, StepId};
use stegvis::flow::model::{Mark, Step, StepKind};
use stegvis::present;
use stegvis::routines;
use stegvis::session::change::Change;
use stegvis::session::event::Event;
use stegvis::session::replay::Visit;
use stegvis::session::walk::Walk;

use crate::world::TODAY;

const ROUTINES: [&str; 3] = ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"];

const FIRST: [(&str, &str); 6] = [
    ("akut", "nej"),
    ("galler", "oro"),
    ("handling", "handling"),
    ("alder", "under-18"),
    ("brott", "nej"),
    ("roll", "faltassistent"),
];

fn answered(step: &str, answer: &str) -> Event {
    Event::Answered { step: StepId::new(step), answer: AnswerId::new(answer) }
}

/// A step as one passes it who knows no more than is given: acts are done, and consent was not asked for.
fn pass_step(step: &Step, given: &[(&str, &str)]) -> Event {
    let id = step.id.clone();
    let known = given.iter().find(|(step, _)| *step == id.as_str()).map(|(_, answer)| AnswerId::new(answer));
    match &step.kind {
        StepKind::Ask { answers } => {
            let answer = known.unwrap_or_else(|| answers.first().unwrap().id.clone());
            Event::Answered { step: id, answer }
        }
        StepKind::Choose { .. } => Event::Chose { step: id, options: Vec::new() },
        StepKind::Act { .. } => Event::Marked { step: id, mark: Mark::Done },
        StepKind::Tell { .. } | StepKind::End => Event::Read { step: id },
    }
}

fn begin(routine: &str) -> Walk {
    Walk::new(routines::load_routine(routine, clock::parse_day(TODAY).unwrap()).unwrap())
}

/// 112 not called, for this reason.
fn declined(reason: &str) -> Event {
    Event::Declined { step: StepId::new("ring-112"), reason: ReasonId::new(reason) }
}

fn marked(mark: Mark) -> Event {
    Event::Marked { step: StepId::new("ring-112"), mark }
}

fn walk_to_form(routine: &str) -> Walk {
    let mut walk = begin(routine);
    while !walk.position().in_form(walk.flow()) {
        let event = pass_step(walk.flow().step(walk.position().at), &FIRST);
        walk.apply(event).unwrap();
    }
    walk
}

fn ids(walk: &Walk, visits: &[Visit]) -> BTreeSet<String> {
    visits.iter().map(|visit| walk.flow().step(visit.step).id.to_string()).collect()
}

/// Goes on to the form, and says which steps were asked on the way.
fn go_on(walk: &mut Walk) -> Vec<String> {
    let mut asked = Vec::new();
    while !walk.position().in_form(walk.flow()) {
        let step = walk.flow().step(walk.position().at);
        asked.push(step.id.to_string());
        let event = match step.id.as_str() {
            "barn" => answered("barn", "nej"),
            _ => pass_step(step, &FIRST),
        };
        walk.apply(event).unwrap();
    }
    asked
}

#[test]
fn another_age_keeps_role_and_boss_and_asks_consent_and_grounds_again() {
    for routine in ROUTINES {
        let mut walk = walk_to_form(routine);
        let event = answered("alder", "18-20");
        let change: Change = walk.preview(&event).unwrap();
        let (falls, waits) = (ids(&walk, &change.steps), ids(&walk, &change.waiting));
        assert!(waits.is_superset(&["roll", "brott"].map(str::to_owned).into()), "{routine}: {waits:?}");
        assert!(
            falls.is_superset(&["samtycke", "grunder"].map(str::to_owned).into()),
            "{routine}: {falls:?}"
        );
        walk.apply(event).unwrap();
        let asked = go_on(&mut walk);
        assert!(asked.contains(&"samtycke".to_owned()) && asked.contains(&"grunder".to_owned()), "{asked:?}");
        assert_eq!(waits.contains("chef"), walk.flow().find_step("chef").is_some());
        for kept in ["brott", "roll", "chef", "sekretess"] {
            assert!(!asked.contains(&kept.to_owned()), "{routine}: {kept} is asked again: {asked:?}");
        }
    }
}

#[test]
fn a_report_for_another_child_is_none_for_whom_the_worry_is_about() {
    for routine in ROUTINES {
        let mut walk = begin(routine);
        while walk.flow().step(walk.position().at).id.as_str() != "orosanmalan" {
            let step = walk.flow().step(walk.position().at);
            let event = match step.id.as_str() {
                "alder" => answered("alder", "18-20"),
                "barn" => answered("barn", "ja"),
                _ => pass_step(step, &FIRST),
            };
            walk.apply(event).unwrap();
        }
        walk.apply(Event::Marked { step: StepId::new("orosanmalan"), mark: Mark::Done }).unwrap();
        let younger = answered("alder", "under-18");
        let falls = walk.preview(&younger).unwrap();
        assert!(ids(&walk, &falls.steps).contains("orosanmalan"), "{routine}: the dialog does not name it");
        walk.apply(younger).unwrap();
        let at = walk.flow().step(walk.position().at).id.as_str();
        assert_eq!(at, "orosanmalan", "{routine}: the mark for another child stands for this one");
        walk.apply(Event::Marked { step: StepId::new("orosanmalan"), mark: Mark::Done }).unwrap();
        walk.apply(answered("alder", "vet-inte")).unwrap();
        let at = walk.flow().step(walk.position().at).id.as_str();
        assert_ne!(at, "orosanmalan", "{routine}: it is about the same child still");
    }
}

#[test]
fn danger_that_comes_back_asks_for_112_again() {
    for routine in ROUTINES {
        for said in [declined("faran-over"), marked(Mark::Done)] {
            let mut walk = begin(routine);
            for event in
                [answered("akut", "ja"), said.clone(), answered("akut", "nej"), answered("akut", "ja")]
            {
                walk.apply(event).unwrap();
            }
            let at = walk.flow().step(walk.position().at);
            assert_eq!(at.id.as_str(), "ring-112", "{routine}: {said:?}");
        }
    }
}

#[test]
fn another_answer_about_danger_asks_again_for_112_unless_it_is_done() {
    for (said, asked) in
        [(declined("faran-over"), true), (marked(Mark::Todo), true), (marked(Mark::Done), false)]
    {
        let mut walk = begin("stockholm-vbe");
        walk.apply(answered("akut", "vet-inte")).unwrap();
        walk.apply(said).unwrap();
        let change = walk.apply(answered("akut", "ja")).unwrap();
        assert_eq!(ids(&walk, &change.steps).contains("ring-112"), asked);
        assert_eq!(walk.flow().step(walk.position().at).id.as_str() == "ring-112", asked);
    }
}

#[test]
fn an_age_on_the_same_side_of_eighteen_keeps_consent_and_grounds() {
    let mut walk = walk_to_form("stockholm-vbe");
    walk.apply(answered("alder", "18-20")).unwrap();
    go_on(&mut walk);
    walk.apply(answered("alder", "21-plus")).unwrap();
    assert_eq!(go_on(&mut walk), [""; 0]);
}

#[test]
fn an_answer_that_is_changed_back_brings_back_what_waited_and_nothing_that_fell_away() {
    let mut walk = walk_to_form("stockholm-vbe");
    let before = walk.position().path.clone();
    let change = walk.apply(answered("alder", "21-plus")).unwrap();
    let (fell, waits) = (ids(&walk, &change.steps), ids(&walk, &change.waiting));
    walk.apply(answered("alder", "under-18")).unwrap();
    let asked: BTreeSet<String> = go_on(&mut walk).into_iter().collect();
    assert_eq!(walk.position().path, before);
    assert_eq!(asked, fell, "what fell away is asked anew, and nothing else");
    assert!(waits.contains("roll") && waits.is_disjoint(&asked), "{waits:?}");
    let replayed = Walk::resume(walk.verified().clone(), walk.log().to_vec()).unwrap();
    assert_eq!(replayed.position(), walk.position());
}

#[test]
fn a_report_that_fell_away_is_asked_for_anew_where_the_way_comes_to_it_again() {
    for routine in ROUTINES {
        let mut walk = begin(routine);
        let given = [FIRST[0], FIRST[1], FIRST[2], ("alder", "21-plus"), ("barn", "ja")];
        let report = walk.flow().find_step("orosanmalan").unwrap();
        while walk.position().outcome(report).is_none() {
            let event = pass_step(walk.flow().step(walk.position().at), &given);
            walk.apply(event).unwrap();
        }
        let change = walk.apply(answered("barn", "nej")).unwrap();
        assert!(ids(&walk, &change.steps).contains("orosanmalan"), "{routine}");
        walk.apply(answered("alder", "under-18")).unwrap();
        assert_eq!(walk.position().at, report, "{routine}: it stands as done and was never asked for");
    }
}

#[test]
fn no_act_comes_back_as_marked_without_being_named() {
    for routine in ROUTINES {
        for age in ["18-20", "21-plus", "vet-inte"] {
            let mut walk = walk_to_form(routine);
            for answer in [age, "under-18"] {
                let before = walk.position().clone();
                let change = walk.apply(answered("alder", answer)).unwrap();
                let said = present::describe_return(walk.flow(), &change).unwrap_or_default();
                let acts = walk.position().path.iter().filter(|visit| {
                    walk.flow().step(visit.step).is_act() && before.outcome(visit.step).is_none()
                });
                for act in acts {
                    let title = &walk.flow().step(act.step).title;
                    assert!(said.contains(title) || said.contains("till."), "{routine}: {title}: {said}");
                }
            }
        }
    }
}

#[test]
fn whether_to_tell_the_police_is_asked_anew_where_the_answer_about_crime_is_another() {
    let chosen = |options: &[&str]| Event::Chose {
        step: StepId::new("grunder"),
        options: options.iter().map(|option| AnswerId::new(option)).collect(),
    };
    for routine in ROUTINES {
        let mut walk = walk_to_form(routine);
        let police = walk.flow().find_step("polis-forebygg").unwrap();
        walk.apply(chosen(&["osl-10-18a"])).unwrap();
        assert_eq!(walk.position().at, police, "{routine}");
        walk.apply(Event::Marked { step: StepId::new("polis-forebygg"), mark: Mark::NotRelevant }).unwrap();
        go_on(&mut walk);
        let change = walk.apply(chosen(&[])).unwrap();
        assert!(ids(&walk, &change.steps).contains("polis-forebygg"), "{routine}");
        walk.apply(answered("brott", "vet-inte")).unwrap();
        assert!(go_on(&mut walk).contains(&"polis-forebygg".to_owned()), "{routine}");
    }
}

#[test]
fn what_is_answered_anew_stands_over_what_was_set_aside() {
    let mut walk = walk_to_form("stockholm-vbe");
    walk.apply(answered("roll", "larare")).unwrap();
    walk.apply(answered("alder", "21-plus")).unwrap();
    go_on(&mut walk);
    let role = walk.flow().find_step("roll").unwrap();
    let said = walk.position().outcome(role).cloned();
    assert_eq!(
        walk.undo().cloned().map(|event| event.subject() != answered("roll", "x").subject()),
        Some(true)
    );
    walk.redo();
    assert_eq!(walk.position().outcome(role).cloned(), said);
}
