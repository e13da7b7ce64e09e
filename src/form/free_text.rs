//! The one way for free text into a walk: whoever takes text from a person or a file asks here.

use crate::deid::screened::Screened;

/// Why free text is not let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// There is no gate yet that could find identifying text, so none is kept.
    #[error(
        "Fri text kan inte sparas ännu, eftersom den inte kan granskas efter uppgifter om enskilda. Fältet lämnas tomt."
    )]
    NoGate,
}

/// Lets `text` into the log of a walk, or says why not.
///
/// # Errors
/// [`NotAdmitted`], always, until the gate of de-identification exists.
pub fn admit(text: &str) -> Result<Screened, NotAdmitted> {
    let _ = text;
    Err(NotAdmitted::NoGate)
}
