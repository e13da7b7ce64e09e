//! The keys of the inbox.

use super::keys::{ALONG, ALWAYS, BACK_FROM, BACK_TO_START, CHOOSE, DIGITS_ROW, OPEN_ROW, TAB, THROUGH};
use super::{Binding, KeyCommand, binding};

const OTHER_STATE: Binding = binding(&[TAB], "Tab", "visa ett läge", KeyCommand::Coarseness);

/// Of the received forms.
pub(super) const FORMS: &[&[Binding]] = &[&[OPEN_ROW, OTHER_STATE, BACK_TO_START], ALWAYS, ALONG];

/// Of one of them.
pub(super) const FORM: &[&[Binding]] = &[&[DIGITS_ROW, CHOOSE, BACK_FROM], ALWAYS, THROUGH];
