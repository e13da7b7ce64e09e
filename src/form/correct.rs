//! Correcting a saved form: a new version of it, in which some fields say something else. It passes the gate anew.

use super::deidentified::{DeidentifiedForm, pass_gate};
use super::model::{ActState, Form, FormEntry, Persons, TickState};
use crate::calendar::PastDays;
use crate::deid::screened::Screened;
use crate::session::period::Period;

/// Something that is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// These options of a field are chosen, and no others.
    Choose {
        /// The field's id.
        field: String,
        /// The options' ids.
        options: Vec<String>,
    },
    /// It happened then.
    Period {
        /// The field's id.
        field: String,
        /// When.
        period: Period,
    },
    /// A field's free text, which has passed the gate.
    Text {
        /// The field's id.
        field: String,
        /// The text.
        text: Screened,
    },
    /// An act that was to be done is done.
    Done {
        /// The act's id.
        act: String,
    },
}

/// Why a form is not corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    /// The form has no such field.
    #[error("Blanketten har inget fält `{field}`. Fälten är: {known}.")]
    NoField {
        /// What was named.
        field: String,
        /// Those there are.
        known: String,
    },
    /// The field has no such option, or takes but one.
    #[error("Fältet `{field}` tar inte `{given}`. Alternativen är: {known}.")]
    NoOption {
        /// The field.
        field: String,
        /// What was given.
        given: String,
        /// Those there are.
        known: String,
    },
    /// The time cannot be true.
    #[error("Fältet `{field}` tar bara en tid {past}.")]
    NotPast {
        /// The field.
        field: String,
        /// The days it can lie in.
        past: PastDays,
    },
    /// A day, where the form has none: it could point somebody out.
    #[error(
        "Fältet `{0}` har ingen dag och får ingen: ange vecka eller månad. Ett exakt datum kan röja vem det gäller."
    )]
    Day(String),
    /// The field holds something of another kind.
    #[error("Fältet `{0}` kan inte rättas så: det är av ett annat slag.")]
    OtherKind(String),
    /// The form has no such act that is still to be done.
    #[error("Blanketten har ingen åtgärd `{act}` som ska göras. De som ska göras är: {known}.")]
    NoAct {
        /// What was named.
        act: String,
        /// Those there are.
        known: String,
    },
    /// The act is told discreetly, so the form never says whether it was done.
    #[error(
        "Åtgärden `{0}` redovisas utan att det sägs vad som gjorts, så att ingen pekas ut. Den märks inte."
    )]
    Discreet(String),
    /// Something required would be missing.
    #[error("{0}")]
    Gate(String),
}

/// The form with these corrections, where what has happened lies in `past`. Its id and version are for whoever saves it to set.
///
/// # Errors
/// The first correction that cannot be made, or what stands in its way.
pub fn correct_form(
    form: &DeidentifiedForm,
    corrections: Vec<Correction>,
    past: PastDays,
) -> Result<DeidentifiedForm, CorrectionRefusal> {
    let mut corrected = form.content().clone();
    for correction in corrections {
        apply_correction(&mut corrected, correction, past)?;
    }
    corrected.kind = form_kind(&corrected).unwrap_or(corrected.kind);
    pass_gate(corrected).map_err(|objections| {
        CorrectionRefusal::Gate(objections.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    })
}

fn apply_correction(
    form: &mut Form,
    correction: Correction,
    past: PastDays,
) -> Result<(), CorrectionRefusal> {
    match correction {
        Correction::Choose { field, options } => {
            // The saved form does not hold which answer says that nobody is concerned: from here on it may be somebody.
            form.persons = Persons::Perhaps;
            set_chosen(&field, find_entry(form, &field)?, &options)
        }
        Correction::Period { field, period } => match find_entry(form, &field)? {
            FormEntry::Period(_) if !period.when.can_have_been(past) => {
                Err(CorrectionRefusal::NotPast { field, past })
            }
            FormEntry::Period(there) | FormEntry::Planned(there) => {
                if period.when.is_day() && !there.is_some_and(|before| before.when.is_day()) {
                    return Err(CorrectionRefusal::Day(field));
                }
                *there = Some(period);
                Ok(())
            }
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Text(_)
            | FormEntry::Acts(_) => Err(CorrectionRefusal::OtherKind(field)),
        },
        Correction::Text { field, text } => match find_entry(form, &field)? {
            FormEntry::Text(there) => {
                *there = (!text.text().is_empty()).then_some(text);
                Ok(())
            }
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Acts(_) => Err(CorrectionRefusal::OtherKind(field)),
        },
        Correction::Done { act } => mark_act_done(form, &act),
    }
}

fn find_entry<'f>(form: &'f mut Form, field: &str) -> Result<&'f mut FormEntry, CorrectionRefusal> {
    let known = form.rows().map(|row| row.id.as_str()).collect::<Vec<_>>().join(", ");
    let rows = form.sections.iter_mut().flat_map(|section| &mut section.rows);
    let found = rows.into_iter().find(|row| row.id == field);
    found.map(|row| &mut row.entry).ok_or(CorrectionRefusal::NoField { field: field.to_owned(), known })
}

fn set_chosen(field: &str, entry: &mut FormEntry, options: &[String]) -> Result<(), CorrectionRefusal> {
    let (ticks, most) = match entry {
        FormEntry::One(ticks) => (ticks, 1),
        FormEntry::Any(ticks) => (ticks, usize::MAX),
        FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => {
            return Err(CorrectionRefusal::OtherKind(field.to_owned()));
        }
    };
    let unknown = |option: &&String| !ticks.iter().any(|tick| tick.id == **option);
    let over = options.get(most);
    if let Some(given) = options.iter().find(unknown).or(over) {
        let known = ticks.iter().map(|tick| tick.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(CorrectionRefusal::NoOption { field: field.to_owned(), given: given.clone(), known });
    }
    for tick in ticks {
        tick.state = if options.contains(&tick.id) { TickState::On } else { TickState::Off };
    }
    Ok(())
}

fn mark_act_done(form: &mut Form, id: &str) -> Result<(), CorrectionRefusal> {
    let mut acts: Vec<_> = form
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows)
        .flat_map(|row| match &mut row.entry {
            FormEntry::Acts(acts) => acts.iter_mut().collect(),
            FormEntry::One(_)
            | FormEntry::Any(_)
            | FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_) => Vec::new(),
        })
        .collect();
    let todo = acts.iter().filter(|act| act.state == ActState::Todo).map(|act| act.id.as_str());
    let known = todo.collect::<Vec<_>>().join(", ");
    let Some(act) = acts.iter_mut().find(|act| act.id == id) else {
        return Err(CorrectionRefusal::NoAct { act: id.to_owned(), known });
    };
    match act.state {
        ActState::Todo => act.state = ActState::Done,
        ActState::Handled | ActState::BeingHandled => return Err(CorrectionRefusal::Discreet(id.to_owned())),
        ActState::Done | ActState::NotRelevant => {
            return Err(CorrectionRefusal::NoAct { act: id.to_owned(), known });
        }
    }
    Ok(())
}

/// What the form is about: the answer to its first choice.
fn form_kind(form: &Form) -> Option<String> {
    let first = form.rows().find_map(|row| match &row.entry {
        FormEntry::One(ticks) => ticks.iter().find(|tick| tick.state == TickState::On),
        FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => None,
    })?;
    Some(first.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar;
    use crate::export::sample;

    fn test_past() -> PastDays {
        PastDays::until_tomorrow(calendar::parse_day("2026-11-21").unwrap())
    }

    fn done_correction(act: &str) -> Correction {
        Correction::Done { act: act.to_owned() }
    }

    fn choose_correction(field: &str, options: &[&str]) -> Correction {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Correction::Choose { field: field.to_owned(), options }
    }

    #[test]
    fn a_form_says_something_else_and_an_act_is_done() {
        let period = Correction::Period { field: "nar".to_owned(), period: "2026-11".parse().unwrap() };
        let form = correct_form(
            &sample::sample_form(),
            vec![choose_correction("galler", &["handelse"]), period, done_correction("samordnare")],
            test_past(),
        );
        let form = form.unwrap();
        assert_eq!(form.content().kind, "handelse");
        assert_eq!(form.content().period_of_event(), Some("2026-11".parse().unwrap()));
        let words: Vec<String> = form.content().rows().map(|row| row.entry.words()).collect();
        assert!(words[5].contains("vem det gäller: gjort"), "{words:?}");
    }

    #[test]
    fn what_cannot_be_corrected_says_why() {
        let refused = |correction| {
            correct_form(&sample::sample_form(), vec![correction], test_past()).unwrap_err().to_string()
        };
        assert!(refused(choose_correction("x", &[])).contains("galler, ifylld, nar"));
        assert!(refused(choose_correction("galler", &["oro", "handelse"])).contains("handelse, oro"));
        assert!(refused(choose_correction("galler", &[])).contains("Fyll i"));
        assert!(refused(choose_correction("nar", &["oro"])).contains("annat slag"));
        let period =
            |text: &str| Correction::Period { field: "nar".to_owned(), period: text.parse().unwrap() };
        assert!(refused(period("2062-11")).contains("från 2000-01-01 till 2026-11-22"));
        assert!(refused(period("2026-11-20")).contains("vecka eller månad"));
        assert!(refused(done_correction("chef")).contains("samordnare"));
        assert!(refused(done_correction("orosanmalan")).contains("ingen pekas ut"));
    }
}
