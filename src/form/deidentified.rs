//! The gate between a filled form and everything that can be written.

use super::model::{Form, FormRow, Identity, Required};

/// A form that has passed the gate: nothing required is missing and no free text holds an undecided finding.
/// Made only here; the only thing that can be exported or saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeidentifiedForm {
    form: Form,
}

/// Why a form does not pass the gate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// A required field is empty.
    #[error("Fyll i ”{label}” innan blanketten sparas.")]
    Missing {
        /// The field's id.
        field: String,
        /// The field's label.
        label: String,
    },
}

/// Lets `form` through the gate, or says everything that stands in its way.
///
/// # Errors
/// Every [`Objection`].
pub fn pass_gate(form: Form) -> Result<DeidentifiedForm, Vec<Objection>> {
    let objections = find_objections(&form);
    if objections.is_empty() { Ok(DeidentifiedForm { form }) } else { Err(objections) }
}

/// Everything that stands between `form` and being saved.
pub fn find_objections(form: &Form) -> Vec<Objection> {
    form.rows().filter_map(missing_entry).collect()
}

fn missing_entry(row: &FormRow) -> Option<Objection> {
    match row.required {
        Required::Yes if row.entry.is_empty() => {
            Some(Objection::Missing { field: row.id.clone(), label: row.label.clone() })
        }
        Required::Yes | Required::No => None,
    }
}

impl DeidentifiedForm {
    /// The same form, told apart from all others.
    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.form.identity = Some(identity);
        self
    }

    /// What stands in the form.
    pub fn content(&self) -> &Form {
        &self.form
    }
}
