//! A small form of every kind of entry, for the tests of the formats.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::deid::screened::Screened;
use crate::form::deidentified::{DeidentifiedForm, gate};
use crate::form::model::{
    ActRow, ActState, Counting, Entry, Form, FormId, Identity, Persons, Required, Routine, Row, Section,
    Tick, TickState,
};

pub(crate) fn form() -> DeidentifiedForm {
    let form = Form {
        identity: FormId::read("7f3k2qhx5w2mzt4b").map(|id| Identity { id, version: 1 }),
        title: "Händelse/oro gällande våldsbejakande extremism".to_owned(),
        routine: Routine {
            id: "stockholm-vbe".to_owned(),
            publisher: "Stockholms stad".to_owned(),
            title: "Rutin vid oro för våldsbejakande extremism".to_owned(),
            version: "2019".to_owned(),
            fingerprint: "0123456789abcdef".repeat(4),
        },
        tool: "stegvis 0.1.0".to_owned(),
        filled: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        kind: "oro".to_owned(),
        proved: vec!["akut-forst".to_owned()],
        steps: vec!["akut".to_owned(), "alder".to_owned()],
        cleared: BTreeMap::new(),
        persons: Persons::Perhaps,
        sections: vec![
            Section { title: "Om blanketten".to_owned(), rows: about() },
            Section { title: "Åtgärder".to_owned(), rows: acts() },
        ],
    };
    gate(form).unwrap()
}

/// A form with everything in it at its longest: long words, many options, many acts, letters of many kinds.
#[cfg(feature = "pdf")]
pub(crate) fn worst() -> DeidentifiedForm {
    let mut form = form().content().clone();
    let long = |n: usize| "Långa ord, övergångsställesmarkeringar och annat som tar plats. ".repeat(n);
    let text = format!("{}\n{}\nŁódź Nguyễn Зоя Γη 漢字 ع \u{1b} {}", long(9), long(9), "x".repeat(300));
    let options =
        |n: usize| (0..n).map(|at| on(&format!("val-{at}"), &format!("{at}: {}", long(2)))).collect();
    let act = |at: usize| ActRow {
        id: format!("steg-{at}"),
        text: format!("{at}. {}", long(3)),
        state: ActState::ALL[at % 5],
    };
    form.title = long(2).trim_end().to_owned();
    form.routine.title = long(3);
    form.steps = (0..60).map(|at| format!("fragan-om-det-{at}")).collect();
    form.proved = (0..30).map(|at| format!("garantin-om-det-{at}")).collect();
    form.cleared = BTreeMap::from([("person".to_owned(), 3)]);
    form.sections.push(Section {
        title: long(2),
        rows: vec![
            row("ett", &long(2), Required::Yes, Entry::One(options(6))),
            row("flera", &long(2), Required::No, Entry::Any(options(20))),
            row("fritt", "Fritt", Required::No, Entry::Text(Some(Screened::reopened(text)))),
            row("mycket", "Mycket", Required::No, Entry::Acts((0..24).map(act).collect())),
            row("sedan", "Sedan", Required::No, Entry::Text(Some(Screened::reopened(long(4))))),
        ],
    });
    gate(form).unwrap()
}

fn about() -> Vec<Row> {
    vec![
        row(
            "galler",
            "Gäller",
            Required::Yes,
            Entry::One(vec![off("handelse", "Händelse"), on("oro", "Oro")]),
        ),
        row("ifylld", "Ifylld", Required::No, Entry::Day(NaiveDate::from_ymd_opt(2026, 11, 21))),
        row("nar", "När", Required::No, Entry::Period(Some("2026-v47 kväll".parse().unwrap()))),
        row("vad", "Vad", Required::No, Entry::Any(vec![on("klotter", "Klotter"), on("hot", "Hot")])),
        row("beskrivning", "Beskrivning", Required::No, Entry::Text(None)),
    ]
}

fn acts() -> Vec<Row> {
    let act = |id: &str, text: &str, state| ActRow { id: id.to_owned(), text: text.to_owned(), state };
    let long = "Kontakta samordnaren och berätta vad som har hänt, utan att säga vem det gäller";
    let acts = vec![
        act("chef", "Informera din chef", ActState::Done),
        act("samordnare", long, ActState::Todo),
        act("polis", "Gör en polisanmälan", ActState::NotRelevant),
        act("orosanmalan", "Anmälan till socialtjänsten", ActState::BeingHandled),
    ];
    vec![row("atgarder", "Åtgärder enligt rutinen", Required::No, Entry::Acts(acts))]
}

fn row(id: &str, label: &str, required: Required, entry: Entry) -> Row {
    let counted = ["galler", "vad", "atgarder"].contains(&id);
    let counting = if counted { Counting::Counted } else { Counting::NotCounted };
    Row { id: id.to_owned(), label: label.to_owned(), required, counting, entry }
}

fn on(id: &str, text: &str) -> Tick {
    Tick { id: id.to_owned(), text: text.to_owned(), state: TickState::On }
}

fn off(id: &str, text: &str) -> Tick {
    Tick { id: id.to_owned(), text: text.to_owned(), state: TickState::Off }
}
