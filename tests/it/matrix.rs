//! The secrecy matrix held against the routines cell by cell: which grounds a role is shown, by age, crime and consent.
//!
//! The table is written here and not read from the routines, so that neither can change without the other.

use stegvis::clock;
use stegvis::flow::model::{Flow, StepKind};
use stegvis::routines;
use stegvis::session::answer::offered_options;
use stegvis::session::event::Event;
use stegvis::session::replay::Position;

use crate::world::TODAY;

/// What makes a ground worth showing, besides the role.
#[derive(Clone, Copy)]
enum ShownWhen {
    Always,
    /// Where the person has consented.
    Consent,
    /// Where somebody may be under 21, whatever is said of crime: it is about risk.
    Under21,
    /// Where somebody may be under 18.
    Under18,
    /// Where a crime was committed, or is feared, or it is not known.
    Crime,
}

use ShownWhen::{Always, Consent, Crime, Under18, Under21};

/// The columns: social services, those outside it, health care. School, preschool and after-school care are outside it.
type Columns = [bool; 3];

/// A ground: when it is shown, and in which columns.
const GROUNDS: [(&str, ShownWhen, Columns); 13] = [
    ("samtycke", Consent, [true, true, true]),
    ("osl-10-2", Always, [true, true, true]),
    ("osl-10-15a", Always, [true, true, false]),
    ("osl-10-18a", Under21, [true, false, false]),
    ("osl-10-18b", Always, [true, false, true]),
    ("osl-10-20", Under18, [true, false, false]),
    ("osl-10-21", Crime, [true, false, true]),
    ("osl-10-22a", Crime, [true, false, true]),
    ("osl-10-23", Crime, [true, false, true]),
    ("osl-10-24", Crime, [false, true, false]),
    ("osl-10-27", Always, [false, true, false]),
    ("lag-2025-170", Always, [true, true, true]),
    ("oklart", Always, [true, true, true]),
];

/// The roles with the columns they may belong to: whoever may belong to two sees the grounds of both.
const ROLES: [(&str, Columns); 9] = [
    ("faltassistent", [true, false, false]),
    ("socialsekreterare", [true, false, false]),
    ("fritidsledare", [true, true, false]),
    ("samhallsvagledare", [true, true, false]),
    ("larare", [false, true, false]),
    ("forskola", [false, true, false]),
    ("fritidshem", [false, true, false]),
    ("vard", [false, false, true]),
    ("annan", [true, true, true]),
];

const AGES: [&str; 4] = ["under-18", "18-20", "21-plus", "vet-inte"];
const CRIMES: [&str; 4] = ["begatt", "befaras", "nej", "vet-inte"];
const CONSENTS: [&str; 4] = ["ja", "nej", "ej-fragat", "vet-inte"];

#[test]
fn every_role_is_shown_the_grounds_of_the_matrix_and_no_others() {
    for id in ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"] {
        let flow = routines::load_routine(id, clock::parse_day(TODAY).unwrap()).unwrap();
        for (role, columns) in ROLES {
            for age in AGES {
                for crime in CRIMES {
                    for consent in CONSENTS {
                        let answers =
                            [("alder", age), ("brott", crime), ("roll", role), ("samtycke", consent)];
                        let expected = expected(columns, age, crime, consent);
                        assert_eq!(offered(flow.flow(), &answers), expected, "{id} {answers:?}");
                    }
                }
            }
        }
    }
}

fn expected(columns: Columns, age: &str, crime: &str, consent: &str) -> Vec<&'static str> {
    let mine = |ground: &Columns| columns.iter().zip(ground).any(|(belongs, shown)| *belongs && *shown);
    let now = |shown: ShownWhen| match shown {
        Always => true,
        Consent => consent == "ja",
        Under21 => age != "21-plus",
        Under18 => age == "under-18" || age == "vet-inte",
        Crime => crime != "nej",
    };
    let shown = GROUNDS.iter().filter(|(_, shown, ground)| mine(ground) && now(*shown));
    shown.map(|(ground, ..)| *ground).collect()
}

/// What the routine offers where it asks for grounds, with the answers given and a plain concern besides.
fn offered(flow: &Flow, answers: &[(&str, &str)]) -> Vec<String> {
    let plain = [("akut", "nej"), ("galler", "oro"), ("handling", "handling"), ("barn", "nej")];
    let mut position = Position::start(flow);
    loop {
        let step = flow.step(position.at);
        let event = match &step.kind {
            StepKind::Ask { answers: known } => {
                let said = answers.iter().chain(&plain).find(|(id, _)| *id == step.id.as_str()).unwrap().1;
                let answer = known.iter().find(|answer| answer.id.as_str() == said).unwrap();
                Event::Answered { step: step.id.clone(), answer: answer.id.clone() }
            }
            StepKind::Act { .. } => {
                Event::Marked { step: step.id.clone(), mark: stegvis::flow::model::Mark::Done }
            }
            StepKind::Tell { .. } => Event::Read { step: step.id.clone() },
            StepKind::Choose { options, .. } => {
                let earlier = |at| position.outcome(at);
                return offered_options(options, &earlier)
                    .iter()
                    .map(|(_, option)| option.id.to_string())
                    .collect();
            }
            StepKind::End => panic!("no grounds were asked for"),
        };
        position = position.apply_event(flow, &event).unwrap();
    }
}
