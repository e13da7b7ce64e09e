//! Correcting a saved form: a new version of it, in which some fields say something else. It passes the gate anew.

use super::deidentified::{DeidentifiedForm, gate};
use super::model::{ActState, Entry, Form, Persons, TickState};
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
pub enum Refusal {
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

/// The form with these corrections. Its id and version are for whoever saves it to set.
///
/// # Errors
/// The first correction that cannot be made, or what stands in its way.
pub fn correct(form: &DeidentifiedForm, corrections: Vec<Correction>) -> Result<DeidentifiedForm, Refusal> {
    let mut corrected = form.content().clone();
    for correction in corrections {
        one(&mut corrected, correction)?;
    }
    corrected.kind = kind(&corrected).unwrap_or(corrected.kind);
    gate(corrected).map_err(|objections| {
        Refusal::Gate(objections.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    })
}

fn one(form: &mut Form, correction: Correction) -> Result<(), Refusal> {
    match correction {
        Correction::Choose { field, options } => {
            // The saved form does not hold which answer says that nobody is concerned: from here on it may be somebody.
            form.persons = Persons::Perhaps;
            choose(&field, entry(form, &field)?, &options)
        }
        Correction::Period { field, period } => match entry(form, &field)? {
            Entry::Period(there) => {
                *there = Some(period);
                Ok(())
            }
            Entry::One(_) | Entry::Any(_) | Entry::Day(_) | Entry::Text(_) | Entry::Acts(_) => {
                Err(Refusal::OtherKind(field))
            }
        },
        Correction::Text { field, text } => match entry(form, &field)? {
            Entry::Text(there) => {
                *there = (!text.text().is_empty()).then_some(text);
                Ok(())
            }
            Entry::One(_) | Entry::Any(_) | Entry::Day(_) | Entry::Period(_) | Entry::Acts(_) => {
                Err(Refusal::OtherKind(field))
            }
        },
        Correction::Done { act } => done(form, &act),
    }
}

fn entry<'f>(form: &'f mut Form, field: &str) -> Result<&'f mut Entry, Refusal> {
    let known = form.rows().map(|row| row.id.as_str()).collect::<Vec<_>>().join(", ");
    let rows = form.sections.iter_mut().flat_map(|section| &mut section.rows);
    let found = rows.into_iter().find(|row| row.id == field);
    found.map(|row| &mut row.entry).ok_or(Refusal::NoField { field: field.to_owned(), known })
}

fn choose(field: &str, entry: &mut Entry, options: &[String]) -> Result<(), Refusal> {
    let (ticks, most) = match entry {
        Entry::One(ticks) => (ticks, 1),
        Entry::Any(ticks) => (ticks, usize::MAX),
        Entry::Day(_) | Entry::Period(_) | Entry::Text(_) | Entry::Acts(_) => {
            return Err(Refusal::OtherKind(field.to_owned()));
        }
    };
    let unknown = |option: &&String| !ticks.iter().any(|tick| tick.id == **option);
    let over = options.get(most);
    if let Some(given) = options.iter().find(unknown).or(over) {
        let known = ticks.iter().map(|tick| tick.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Refusal::NoOption { field: field.to_owned(), given: given.clone(), known });
    }
    for tick in ticks {
        tick.state = if options.contains(&tick.id) { TickState::On } else { TickState::Off };
    }
    Ok(())
}

fn done(form: &mut Form, id: &str) -> Result<(), Refusal> {
    let mut acts: Vec<_> = form
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows)
        .flat_map(|row| match &mut row.entry {
            Entry::Acts(acts) => acts.iter_mut().collect(),
            Entry::One(_) | Entry::Any(_) | Entry::Day(_) | Entry::Period(_) | Entry::Text(_) => Vec::new(),
        })
        .collect();
    let todo = acts.iter().filter(|act| act.state == ActState::Todo).map(|act| act.id.as_str());
    let known = todo.collect::<Vec<_>>().join(", ");
    let Some(act) = acts.iter_mut().find(|act| act.id == id) else {
        return Err(Refusal::NoAct { act: id.to_owned(), known });
    };
    match act.state {
        ActState::Todo => act.state = ActState::Done,
        ActState::Handled | ActState::BeingHandled => return Err(Refusal::Discreet(id.to_owned())),
        ActState::Done | ActState::NotRelevant => return Err(Refusal::NoAct { act: id.to_owned(), known }),
    }
    Ok(())
}

/// What the form is about: the answer to its first choice.
fn kind(form: &Form) -> Option<String> {
    let first = form.rows().find_map(|row| match &row.entry {
        Entry::One(ticks) => ticks.iter().find(|tick| tick.state == TickState::On),
        Entry::Any(_) | Entry::Day(_) | Entry::Period(_) | Entry::Text(_) | Entry::Acts(_) => None,
    })?;
    Some(first.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn done(act: &str) -> Correction {
        Correction::Done { act: act.to_owned() }
    }

    fn choose(field: &str, options: &[&str]) -> Correction {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Correction::Choose { field: field.to_owned(), options }
    }

    #[test]
    fn a_form_says_something_else_and_an_act_is_done() {
        let period = Correction::Period { field: "nar".to_owned(), period: "2026-11".parse().unwrap() };
        let form =
            correct(&sample::form(), vec![choose("galler", &["handelse"]), period, done("samordnare")]);
        let form = form.unwrap();
        assert_eq!(form.content().kind, "handelse");
        assert_eq!(form.content().happened(), Some("2026-11".parse().unwrap()));
        let words: Vec<String> = form.content().rows().map(|row| row.entry.words()).collect();
        assert!(words[5].contains("vem det gäller: gjort"), "{words:?}");
    }

    #[test]
    fn what_cannot_be_corrected_says_why() {
        let refused = |correction| correct(&sample::form(), vec![correction]).unwrap_err().to_string();
        assert!(refused(choose("x", &[])).contains("galler, ifylld, nar"));
        assert!(refused(choose("galler", &["oro", "handelse"])).contains("handelse, oro"));
        assert!(refused(choose("galler", &[])).contains("Fyll i"));
        assert!(refused(choose("nar", &["oro"])).contains("annat slag"));
        assert!(refused(done("chef")).contains("samordnare"));
        assert!(refused(done("orosanmalan")).contains("ingen pekas ut"));
    }
}
