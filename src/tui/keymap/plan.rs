//! The keys of an action plan.

use super::keys::{
    ALONG, ALWAYS, BACK_FROM, BACK_TO_START, CHOOSE, DIGITS_ROW, OPEN_ROW, TAB, THROUGH, TO_FILE,
};
use super::{Binding, KeyCommand, binding};

const OTHER_POINT: Binding = binding(&[TAB], "Tab", "annat tillfälle", KeyCommand::Coarseness);

/// Of its activities: the file that is written is the follow-up.
pub(super) const ACTIVITIES: &[&[Binding]] = &[&[OPEN_ROW, TO_FILE, BACK_TO_START], ALWAYS, ALONG];

/// Of how far one of them has come.
pub(super) const STATES: &[&[Binding]] = &[&[DIGITS_ROW, CHOOSE, OTHER_POINT, BACK_FROM], ALWAYS, THROUGH];
