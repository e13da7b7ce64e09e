//! Correcting a saved form: it is reopened, some of its fields say something else, and it passes the gate anew.
//!
//! A saved form does not hold what the walk answered, only which questions it passed. So a correction is held against the
//! routine as far as that goes: a field that is bound to a question keeps what the answer said, or says less; a field that
//! another calls for comes and goes with it; and what the review would have told of the walk is told here too.

mod agree;
mod apply;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use self::agree::{find_contradiction, settle_fields, tell_remarks};
use self::apply::{apply_correction, form_kind};
use super::deidentified::{DeidentifiedForm, pass_gate};
use super::model::{Form, FormEntry, FormRow, Persons};
use crate::calendar::PastDays;
use crate::check::verified::VerifiedFlow;
use crate::deid::screened::{Clearings, Screened};
use crate::flow::model::{Flow, Mark};
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
    /// An act has come so far.
    Mark {
        /// The act's id.
        act: String,
        /// How far.
        mark: Mark,
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
    /// An option that is chosen alone stands beside another.
    #[error("”{0}” kan inte väljas tillsammans med något annat.")]
    NotAlone(String),
    /// The time cannot be true.
    #[error("Ange en tid {0}.")]
    NotPast(PastDays),
    /// A day, where the form has none: it could point somebody out.
    #[error("Ange vecka eller månad, ingen dag. Ett exakt datum kan röja vem det gäller.")]
    Day,
    /// The text is longer than the field takes.
    #[error("Texten är längre än {0} tecken. Korta den.")]
    TooLong(usize),
    /// The field holds something of another kind.
    #[error("Fältet `{0}` kan inte rättas så: det är av ett annat slag.")]
    OtherKind(String),
    /// The field says what a question was answered with.
    #[error("{0}")]
    Bound(String),
    /// The form has no such act, or it has come as far already.
    #[error("Blanketten har ingen åtgärd `{act}` som ska göras. De som ska göras är: {known}.")]
    NoAct {
        /// What was named.
        act: String,
        /// Those there are.
        known: String,
    },
    /// The act is told discreetly, so the form never says whether it was done.
    #[error(
        "Åtgärden redovisas utan att det sägs vad som gjorts, så att ingen pekas ut. Den märks inte här."
    )]
    Discreet,
    /// The act is declined only for a reason, which the form has no place for.
    #[error("Åtgärden kan bli inte aktuell bara av ett skäl som rutinen nämner. Gå en ny genomgång.")]
    NeedsReason,
    /// Something required would be missing.
    #[error("{0}")]
    Gate(String),
}

/// A saved form, opened to be corrected.
#[derive(Debug, Clone)]
pub struct ReopenedForm {
    before: DeidentifiedForm,
    form: Form,
    /// The routine it comes from, where it is still there.
    flow: Option<Arc<VerifiedFlow>>,
    past: PastDays,
    corrected: BTreeSet<String>,
    texts: BTreeMap<String, Screened>,
}

/// What a field or an act says instead of what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// What it is called.
    pub label: String,
    /// What it said; empty where it was not there or said nothing.
    pub before: String,
    /// What it says now.
    pub after: String,
}

/// The change in a line.
impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words =
            |says: &str| if says.is_empty() { "inte ifyllt".to_owned() } else { format!("”{says}”") };
        write!(f, "{}: {} blir {}", self.label, words(&self.before), words(&self.after))
    }
}

impl ReopenedForm {
    /// Opens a saved form, where what has happened lies in `past`. `flow` is the routine it comes from, where it is still there.
    pub fn open_form(before: DeidentifiedForm, flow: Option<Arc<VerifiedFlow>>, past: PastDays) -> Self {
        let form = before.content().clone();
        Self { before, form, flow, past, corrected: BTreeSet::new(), texts: BTreeMap::new() }
    }

    /// What stands in it now.
    pub fn content(&self) -> &Form {
        &self.form
    }

    /// The routine it comes from, where it is still there.
    pub fn flow(&self) -> Option<&Flow> {
        self.flow.as_ref().map(|flow| flow.flow())
    }

    /// The row of a field, as it stands now.
    pub fn find_row(&self, field: &str) -> Option<&FormRow> {
        self.form.rows().find(|row| row.id == field)
    }

    /// Takes in a correction.
    ///
    /// # Errors
    /// Why it cannot be made; nothing is then changed.
    pub fn apply(&mut self, correction: Correction) -> Result<(), CorrectionRefusal> {
        let mut form = self.form.clone();
        self.check_correction(&correction)?;
        apply_correction(&mut form, &correction, self.past)?;
        match (&correction, self.flow()) {
            (Correction::Choose { field, .. }, Some(flow)) => {
                if let Some(says) = find_contradiction(flow, self.before.content(), &form, field) {
                    return Err(CorrectionRefusal::Bound(says));
                }
                settle_fields(flow, &mut form);
            }
            // Without its routine nothing tells which answer says that nobody is concerned: it may be somebody.
            (Correction::Choose { .. }, None) => form.persons = Persons::Perhaps,
            (Correction::Period { .. } | Correction::Text { .. } | Correction::Mark { .. }, _) => {}
        }
        self.form = form;
        self.remember_corrected(correction);
        Ok(())
    }

    /// What the routine says of a correction before it is made.
    fn check_correction(&self, correction: &Correction) -> Result<(), CorrectionRefusal> {
        match (correction, self.flow()) {
            (Correction::Text { field, text }, Some(flow)) => agree::check_length(flow, field, text),
            (Correction::Choose { field, options }, Some(flow)) => agree::check_alone(flow, field, options),
            (Correction::Mark { act, mark: Mark::NotRelevant }, flow) => {
                agree::check_declined(flow, &self.form, act)
            }
            (
                Correction::Text { .. }
                | Correction::Choose { .. }
                | Correction::Period { .. }
                | Correction::Mark { mark: Mark::Done | Mark::Todo, .. },
                _,
            ) => Ok(()),
        }
    }

    fn remember_corrected(&mut self, correction: Correction) {
        let field = match correction {
            Correction::Text { field, text } => {
                self.texts.insert(field.clone(), text);
                field
            }
            Correction::Choose { field, .. } | Correction::Period { field, .. } => field,
            Correction::Mark { act, .. } => act,
        };
        self.corrected.insert(field);
    }

    /// What says something else than before, in order.
    pub fn list_changes(&self) -> Vec<FieldChange> {
        let (before, after) = (list_words(self.before.content()), list_words(&self.form));
        let said = |list: &[(String, String)], label: &str| {
            list.iter().find(|(known, _)| known == label).map(|(_, words)| words.clone()).unwrap_or_default()
        };
        let gone = before.iter().filter(|(label, _)| !after.iter().any(|(known, _)| known == label));
        let all = after.iter().chain(gone).map(|(label, _)| FieldChange {
            label: label.clone(),
            before: said(&before, label),
            after: said(&after, label),
        });
        all.filter(|change| change.before != change.after).collect()
    }

    /// What there is to think of before the correction is saved, as at the review of a walk. `clearings` know what the gate has met
    /// in this sitting.
    pub fn list_remarks(&self, clearings: &Clearings) -> Vec<String> {
        match self.flow() {
            Some(flow) => tell_remarks(flow, &self.form, &self.corrected, clearings),
            None if self.corrected.is_empty() => Vec::new(),
            None => vec![
                "Rutinen som blanketten kommer ur finns inte här, så rättelsen är inte jämförd med den. Gäller den ett svar \
                 på vägen: gå en ny genomgång."
                    .to_owned(),
            ],
        }
    }

    /// The corrected form. Its id and version are for whoever saves it to set.
    ///
    /// # Errors
    /// What stands in its way.
    pub fn finish(&self) -> Result<DeidentifiedForm, CorrectionRefusal> {
        let mut form = self.form.clone();
        form.kind = form_kind(&form).unwrap_or(form.kind);
        form.cleared = self.count_kept();
        pass_gate(form).map_err(|objections| {
            CorrectionRefusal::Gate(objections.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        })
    }

    /// How many findings are kept, by class. A saved form does not say in which text: what was kept stays counted until every text has
    /// been written anew.
    fn count_kept(&self) -> BTreeMap<String, usize> {
        let is_old = |row: &FormRow| {
            matches!(row.entry, FormEntry::Text(Some(_))) && !self.texts.contains_key(&row.id)
        };
        let unchanged = self.texts.is_empty() || self.form.rows().any(is_old);
        let mut counts = if unchanged { self.form.cleared.clone() } else { BTreeMap::new() };
        for (class, count) in self.texts.values().flat_map(Screened::cleared) {
            *counts.entry(class.id().to_owned()).or_insert(0) += count;
        }
        counts
    }
}

fn is_choice(entry: &FormEntry) -> bool {
    match entry {
        FormEntry::One(_) | FormEntry::Any(_) => true,
        FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => false,
    }
}

/// Every field and every act with what it says.
fn list_words(form: &Form) -> Vec<(String, String)> {
    let words = |row: &FormRow| match &row.entry {
        FormEntry::Acts(acts) => {
            acts.iter().map(|act| (act.text.clone(), act.state.label().to_owned())).collect()
        }
        FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_) => vec![(row.label.clone(), row.words())],
    };
    form.rows().flat_map(words).collect()
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
        Correction::Mark { act: act.to_owned(), mark: Mark::Done }
    }

    fn correct_form(corrections: Vec<Correction>) -> Result<DeidentifiedForm, CorrectionRefusal> {
        let mut open = ReopenedForm::open_form(sample::sample_form(), None, test_past());
        corrections.into_iter().try_for_each(|correction| open.apply(correction))?;
        open.finish()
    }

    fn choose_correction(field: &str, options: &[&str]) -> Correction {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Correction::Choose { field: field.to_owned(), options }
    }

    #[test]
    fn a_form_says_something_else_and_an_act_is_done() {
        let period = Correction::Period { field: "nar".to_owned(), period: "2026-11".parse().unwrap() };
        let form = correct_form(vec![
            choose_correction("galler", &["handelse"]),
            period,
            done_correction("samordnare"),
        ]);
        let form = form.unwrap();
        assert_eq!(form.content().kind, "handelse");
        assert_eq!(form.content().period_of_event(), Some("2026-11".parse().unwrap()));
        let words: Vec<String> = form.content().rows().map(|row| row.entry.words()).collect();
        assert!(words[5].contains("vem det gäller: gjort"), "{words:?}");
    }

    #[test]
    fn what_cannot_be_corrected_says_why() {
        let refused = |correction| correct_form(vec![correction]).unwrap_err().to_string();
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
