//! A small form of every kind of entry, for the tests of the formats.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sheet::document_of_form;
use crate::deid::screened::Screened;
use crate::document::{Document, Purpose};
use crate::form::deidentified::{DeidentifiedForm, pass_gate};
use crate::form::model::{
    ActRow, ActState, Certainty, Counting, Form, FormEntry, FormId, FormRow, FormSection, Identity, Persons,
    Required, RoutineReference, Telling, Tick, TickState,
};

pub(crate) fn sample_form() -> DeidentifiedForm {
    let form = Form {
        identity: FormId::parse_id("7f3k2qhx5w2mzt4b").map(|id| Identity { id, version: 1 }),
        title: "Händelse/oro gällande våldsbejakande extremism".to_owned(),
        routine: RoutineReference {
            id: "stockholm-vbe".to_owned(),
            publisher: "Stockholms stad".to_owned(),
            title: "Rutin vid oro för våldsbejakande extremism".to_owned(),
            version: "2019".to_owned(),
            fingerprint: "0123456789abcdef".repeat(4),
            laws_read: "läst 2026-02-12".to_owned(),
        },
        tool: "stegvis 0.1.0".to_owned(),
        filled: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        kind: "oro".to_owned(),
        proved: vec!["akut-forst".to_owned()],
        steps: vec!["akut".to_owned(), "alder".to_owned()],
        cleared: BTreeMap::new(),
        persons: Persons::Perhaps,
        sections: vec![
            FormSection { title: "Om blanketten".to_owned(), rows: sample_rows() },
            FormSection { title: "Åtgärder".to_owned(), rows: sample_acts() },
        ],
    };
    pass_gate(form).unwrap()
}

/// The form as a document.
pub(crate) fn sample_document(purpose: Purpose) -> Document {
    document_of_form(&sample_form(), purpose)
}

/// A form with everything in it at its longest: long words, many options, many acts, letters of many kinds.
#[cfg(feature = "pdf")]
pub(crate) fn longest_form() -> DeidentifiedForm {
    let mut form = sample_form().content().clone();
    let long = |n: usize| "Långa ord, övergångsställesmarkeringar och annat som tar plats. ".repeat(n);
    let text = format!("{}\n{}\nŁódź Nguyễn Зоя Γη 漢字 ع \u{1b} {}", long(9), long(9), "x".repeat(300));
    let options = |n: usize| {
        (0..n).map(|at| ticked_option(&format!("val-{at}"), &format!("{at}: {}", long(2)))).collect()
    };
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
    form.sections.push(FormSection {
        title: long(2),
        rows: vec![
            sample_row("ett", &long(2), Required::Yes, FormEntry::One(options(6))),
            sample_row("flera", &long(2), Required::No, FormEntry::Any(options(20))),
            sample_row("fritt", "Fritt", Required::No, FormEntry::Text(Some(Screened::from_saved(text)))),
            sample_row("mycket", "Mycket", Required::No, FormEntry::Acts((0..24).map(act).collect())),
            sample_row("sedan", "Sedan", Required::No, FormEntry::Text(Some(Screened::from_saved(long(4))))),
        ],
    });
    pass_gate(form).unwrap()
}

fn sample_rows() -> Vec<FormRow> {
    vec![
        sample_row(
            "galler",
            "Gäller",
            Required::Yes,
            FormEntry::One(vec![unticked_option("handelse", "Händelse"), ticked_option("oro", "Oro")]),
        ),
        sample_row("ifylld", "Ifylld", Required::No, FormEntry::Day(NaiveDate::from_ymd_opt(2026, 11, 21))),
        sample_row("nar", "När", Required::No, FormEntry::Period(Some("2026-v47 kväll".parse().unwrap()))),
        sample_row(
            "vad",
            "Vad",
            Required::No,
            FormEntry::Any(vec![ticked_option("klotter", "Klotter"), ticked_option("hot", "Hot")]),
        ),
        sample_row("beskrivning", "Beskrivning", Required::No, FormEntry::Text(None)),
    ]
}

fn sample_acts() -> Vec<FormRow> {
    let act = |id: &str, text: &str, state| ActRow { id: id.to_owned(), text: text.to_owned(), state };
    let long = "Kontakta samordnaren och berätta vad som har hänt, utan att säga vem det gäller";
    let acts = vec![
        act("chef", "Informera din chef", ActState::Done),
        act("samordnare", long, ActState::Todo),
        act("polis", "Gör en polisanmälan", ActState::NotRelevant),
        act("orosanmalan", "Anmälan till socialtjänsten", ActState::BeingHandled),
    ];
    vec![sample_row("atgarder", "Åtgärder enligt rutinen", Required::No, FormEntry::Acts(acts))]
}

fn sample_row(id: &str, label: &str, required: Required, entry: FormEntry) -> FormRow {
    let counted = ["galler", "vad", "atgarder"].contains(&id);
    let counting = if counted { Counting::Counted } else { Counting::NotCounted };
    FormRow {
        tells: (id == "vad").then_some(Telling::What),
        id: id.to_owned(),
        label: label.to_owned(),
        required,
        counting,
        certainty: Certainty::Known,
        entry,
    }
}

fn ticked_option(id: &str, text: &str) -> Tick {
    Tick { id: id.to_owned(), text: text.to_owned(), state: TickState::On }
}

fn unticked_option(id: &str, text: &str) -> Tick {
    Tick { id: id.to_owned(), text: text.to_owned(), state: TickState::Off }
}
