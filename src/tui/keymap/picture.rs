//! The keys of the local picture.

use super::keys::{ALONG, ALWAYS, BACK_TO_START, TAB, TO_FILE};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const FINENESS: Binding = binding(&[TAB], "Tab", "månad, tertial, år", KeyCommand::Coarseness);
const WHOLE_NUMBERS: Binding = binding(&[KeyPress::char('h')], "h", "hela tal", KeyCommand::WholeNumbers);

/// Of the picture.
pub(super) const SHOWN: &[&[Binding]] = &[&[FINENESS, TO_FILE, WHOLE_NUMBERS, BACK_TO_START], ALWAYS, ALONG];
