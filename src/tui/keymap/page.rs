//! The keys of the other pages, and of what lies over a page.

use super::correction::CORRECT;
use super::field::LETTERS;
use super::keys::{
    ACTS, ALONG, ALONG_FEW, ALONG_TICKS, ALWAYS, ALWAYS_IN_LIST, ALWAYS_TYPING, BACK_TO_START, BACKSPACE,
    CANCEL, CHOOSE, CLOSE, CLOSE_LIST, DELETE, DIGITS_ANSWER, DIGITS_MARK, DIGITS_OPEN, DIGITS_ROW, ENTER,
    ESC, ESCAPE, FIRST, GO_DOWN, GO_UP, HELP, LAST, LEFT, MAP, QUIT, READY, REMOVE, RIGHT, THROUGH, digits,
};
use super::{Binding, KeyCommand, binding};
use crate::tui::key::KeyPress;

const GO_ON_WITH: Binding = binding(&[ENTER, RIGHT], "Enter", "fortsätt", KeyCommand::Confirm);
const FILL_IN: Binding = binding(&[KeyPress::char('j')], "j", "ja, fyll i", KeyCommand::FillIn);
const SKIP: Binding = binding(&[KeyPress::char('n')], "n", "nej, fråga inte", KeyCommand::Skip);

pub(super) const START: &[&[Binding]] = &[&[DIGITS_OPEN, CHOOSE, MAP, QUIT, HELP], ALONG_FEW];
pub(super) const START_FIRST: &[&[Binding]] =
    &[&[FILL_IN, SKIP, DIGITS_OPEN, QUIT, CHOOSE, MAP, HELP], ALONG_FEW];
pub(super) const START_DRAFT: &[&[Binding]] =
    &[&[GO_ON_WITH, REMOVE, DIGITS_OPEN, QUIT, MAP, HELP], ALONG_FEW];

const SAVE: Binding = binding(&[ENTER, KeyPress::char('s')], "Enter", "spara", KeyCommand::Save);
const SAVE_STOPPED: Binding =
    binding(&[ENTER, KeyPress::char('s')], "Enter", "vad som hindrar", KeyCommand::Save);
const BACK_TO_FORM: Binding = binding(&[LEFT, BACKSPACE, ESC], "←", "ändra", KeyCommand::Back);
const TO_QUESTION: Binding = binding(&[KeyPress::char('t')], "t", "tidigare svar", KeyCommand::Jump);
const SAVE_HERE: Binding = binding(&[ENTER], "Enter", "spara här", KeyCommand::Save);
const BACK_ESC: Binding = binding(&[ESC], "Esc", "tillbaka", KeyCommand::Back);

pub(super) const REVIEWING: &[&[Binding]] =
    &[&[SAVE, BACK_TO_FORM, ACTS, TO_QUESTION], THROUGH, ALWAYS, &[FIRST, LAST]];
pub(super) const REVIEWING_STOPPED: &[&[Binding]] =
    &[&[SAVE_STOPPED, BACK_TO_FORM, ACTS, TO_QUESTION], THROUGH, ALWAYS, &[FIRST, LAST]];
pub(super) const FOLDER: &[&[Binding]] = &[&[SAVE_HERE, BACK_ESC], ALWAYS_TYPING];

const TO_START: Binding = binding(&[ENTER], "Enter", "startsidan", KeyCommand::Again);
const OPEN: Binding = binding(&[KeyPress::char('o')], "o", "öppna filen", KeyCommand::OpenFile);
pub(super) const PRINT: Binding = binding(&[KeyPress::char('p')], "p", "skriv ut", KeyCommand::Print);
const FOLDER_OF: Binding = binding(&[KeyPress::char('i')], "i", "visa i mappen", KeyCommand::OpenFolder);
const COPY_PATH: Binding = binding(&[KeyPress::char('c')], "c", "kopiera sökvägen", KeyCommand::CopyPath);
const TO_FORMS: Binding = binding(&[KeyPress::char('b')], "b", "blanketter", KeyCommand::Forms);

pub(super) const SAVED: &[&[Binding]] =
    &[&[TO_START, OPEN, PRINT, FOLDER_OF, COPY_PATH, CORRECT, TO_FORMS], ALWAYS, THROUGH, &[FIRST, LAST]];

const DIGITS_ITEM: Binding = digits("1–9", "märk");
const MARK_ITEM: Binding = binding(&[ENTER], "Enter", "märk", KeyCommand::Confirm);

pub(super) const TO_DO: &[&[Binding]] = &[&[DIGITS_ITEM, MARK_ITEM, BACK_TO_START], ALWAYS, ALONG];

const EDIT_VALUE: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra", KeyCommand::Confirm);
const CLEAR_VALUE: Binding = binding(&[DELETE], "Del", "återställ", KeyCommand::Clear);

pub(super) const PROFILE: &[&[Binding]] =
    &[&[EDIT_VALUE, CLEAR_VALUE, BACK_TO_START], ALWAYS_IN_LIST, ALONG_TICKS];
pub(super) const PROFILE_CHOICE: &[&[Binding]] =
    &[&[DIGITS_ANSWER, CHOOSE, CANCEL, LETTERS], ALONG_FEW, &[FIRST, LAST], ALWAYS_IN_LIST];
pub(super) const PROFILE_LINE: &[&[Binding]] = &[&[READY, ESCAPE], ALWAYS_TYPING];

pub(super) const READER: &[&[Binding]] = &[&[CLOSE], THROUGH, &[FIRST, LAST]];

const TO_ANSWER: Binding = binding(&[ENTER, RIGHT], "Enter", "gå till svaret", KeyCommand::Confirm);
const DIGITS_ANSWERED: Binding = digits("1–9", "gå till svaret");
const CLOSE_TRAIL: Binding = binding(
    &[ESC, LEFT, BACKSPACE, KeyPress::char('t'), KeyPress::char('q')],
    "Esc",
    "stäng",
    KeyCommand::Close,
);
const TO_STEP: Binding = binding(&[ENTER], "Enter", "gå till steget", KeyCommand::Confirm);
const CLOSE_ACTS: Binding = binding(
    &[ESC, LEFT, BACKSPACE, KeyPress::char('a'), KeyPress::char('q')],
    "Esc",
    "stäng",
    KeyCommand::Close,
);

pub(super) const TRAIL_LIST: &[&[Binding]] = &[&[DIGITS_ANSWERED, TO_ANSWER, CLOSE_TRAIL], ALONG];
pub(super) const ACTS_LIST: &[&[Binding]] = &[&[DIGITS_MARK, TO_STEP, CLOSE_ACTS], ALONG_FEW];
pub(super) const REASONS: &[&[Binding]] = &[&[DIGITS_ROW, CHOOSE, CLOSE_LIST], ALONG_FEW];

const IS_DONE: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "ja, det är gjort", KeyCommand::Confirm);
const NOT_YET: Binding = binding(
    &[KeyPress::char('n'), KeyPress::char('N')],
    "n",
    "inte än: gå vidare, och påminn mig",
    KeyCommand::Forward,
);
const STAY: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "inget markeras", KeyCommand::Close);

pub(super) const ASKED_AGAIN: &[&[Binding]] = &[&[IS_DONE, NOT_YET, STAY]];

const KEEP_IT: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "ja, behåll", KeyCommand::Confirm);
const YES: Binding = binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "ja", KeyCommand::Confirm);
const NO: Binding =
    binding(&[KeyPress::char('n'), KeyPress::char('N'), ESC, LEFT, BACKSPACE], "n", "nej", KeyCommand::Close);

pub(super) const DIALOG: &[&[Binding]] = &[&[YES, NO], THROUGH];
pub(super) const KEEPING: &[&[Binding]] = &[&[KEEP_IT, NO]];

const TAKE_UP: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J'), ENTER], "j", "fortsätt", KeyCommand::Confirm);
const BEGIN_ANEW: Binding =
    binding(&[KeyPress::char('n'), KeyPress::char('N'), ESC], "n", "börja en ny", KeyCommand::Close);
const REMOVE_IT: Binding = binding(
    &[KeyPress::char('x'), KeyPress::char('X')],
    "x",
    "ta bort den och börja en ny",
    KeyCommand::Discard,
);
const LEAVE_IT: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "avsluta", KeyCommand::Confirm);
const LEAVE_NOTHING: Binding =
    binding(&[KeyPress::char('x'), KeyPress::char('X')], "x", "avsluta och ta bort", KeyCommand::Discard);

pub(super) const DRAFTS: &[&[Binding]] = &[&[DIGITS_OPEN, GO_ON_WITH, REMOVE, CLOSE_LIST], &[GO_UP, GO_DOWN]];
pub(super) const ROUTINES: &[&[Binding]] = &[&[DIGITS_OPEN, CHOOSE, CLOSE_LIST], &[GO_UP, GO_DOWN]];
pub(super) const TAKING_UP: &[&[Binding]] = &[&[TAKE_UP, BEGIN_ANEW, REMOVE_IT], THROUGH];
pub(super) const LEAVING: &[&[Binding]] = &[&[LEAVE_IT, NO, LEAVE_NOTHING], THROUGH];
