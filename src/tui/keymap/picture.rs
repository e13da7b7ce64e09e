//! The keys of the local picture.

use super::{
    BACK_TO_START, Binding, FIRST, GO_DOWN, GO_UP, HELP, KeyCommand, LAST, PAGE_DOWN, PAGE_UP, QUIT, TAB,
    binding,
};
use crate::tui::message::KeyPress;

const FINENESS: Binding = binding(&[TAB], "Tab", "månad, tertial, år", KeyCommand::Coarseness);
const REPORT: Binding = binding(&[KeyPress::char('f')], "f", "skriv till fil", KeyCommand::Write);
const WHOLE_NUMBERS: Binding = binding(&[KeyPress::char('h')], "h", "hela tal", KeyCommand::WholeNumbers);

/// Of the picture.
pub(super) const SHOWN: &[Binding] = &[
    FINENESS,
    REPORT,
    WHOLE_NUMBERS,
    GO_UP,
    GO_DOWN,
    PAGE_DOWN,
    PAGE_UP,
    BACK_TO_START,
    HELP,
    QUIT,
    FIRST,
    LAST,
];
