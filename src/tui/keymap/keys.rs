//! Keys that several pages share, each under what it does there.

use ratatui::crossterm::event::KeyCode;

use super::{Binding, KeyCommand};
use crate::tui::key::KeyPress;

pub(super) const UP: KeyPress = KeyPress::plain(KeyCode::Up);
pub(super) const DOWN: KeyPress = KeyPress::plain(KeyCode::Down);
pub(super) const LEFT: KeyPress = KeyPress::plain(KeyCode::Left);
pub(super) const RIGHT: KeyPress = KeyPress::plain(KeyCode::Right);
pub(super) const ENTER: KeyPress = KeyPress::plain(KeyCode::Enter);
pub(super) const ESC: KeyPress = KeyPress::plain(KeyCode::Esc);
pub(super) const BACKSPACE: KeyPress = KeyPress::plain(KeyCode::Backspace);
pub(super) const DELETE: KeyPress = KeyPress::plain(KeyCode::Delete);
pub(super) const TAB: KeyPress = KeyPress::plain(KeyCode::Tab);
pub(super) const BACK_TAB: KeyPress = KeyPress::plain(KeyCode::BackTab);
pub(super) const PAGE_DOWN_KEY: KeyPress = KeyPress::plain(KeyCode::PageDown);
pub(super) const PAGE_UP_KEY: KeyPress = KeyPress::plain(KeyCode::PageUp);

/// A row of the table.
pub const fn binding(
    keys: &'static [KeyPress],
    shown: &'static str,
    says: &'static str,
    command: KeyCommand,
) -> Binding {
    Binding { keys, shown, says, command: Some(command) }
}

/// Digits, which choose or go to an item.
pub(super) const fn digits(shown: &'static str, says: &'static str) -> Binding {
    Binding { keys: &[], shown, says, command: None }
}

/// Hides everything, on every page and while typing: no text is typed with it.
pub const HIDE: Binding =
    binding(&[KeyPress::ctrl('g'), KeyPress::plain(KeyCode::F(9))], "Ctrl+G", "göm", KeyCommand::Hide);

pub(super) const DIGITS_ANSWER: Binding = digits("1–9", "svara");
pub(super) const DIGITS_OPEN: Binding = digits("1–9", "öppna");
pub(super) const DIGITS_MARK: Binding = digits("1–3", "markera");
pub(super) const DIGITS_TOGGLE: Binding = digits("1–9", "kryssa");
pub(super) const DIGITS_ROW: Binding = digits("1–9", "välj");

pub(super) const GO_UP: Binding = binding(&[UP], "↑", "upp", KeyCommand::Up);
pub(super) const GO_DOWN: Binding = binding(&[DOWN], "↓", "ned", KeyCommand::Down);
pub(super) const PAGE_UP: Binding = binding(&[PAGE_UP_KEY], "PgUp", "sida upp", KeyCommand::PageUp);
pub(super) const PAGE_DOWN: Binding =
    binding(&[PAGE_DOWN_KEY, KeyPress::char(' ')], "PgDn", "sida ned", KeyCommand::PageDown);
/// A page on where the space bar ticks.
pub(super) const NEXT_PAGE: Binding = binding(&[PAGE_DOWN_KEY], "PgDn", "sida ned", KeyCommand::PageDown);
pub(super) const FIRST: Binding =
    binding(&[KeyPress::plain(KeyCode::Home)], "Home", "först", KeyCommand::First);
pub(super) const LAST: Binding = binding(&[KeyPress::plain(KeyCode::End)], "End", "sist", KeyCommand::Last);

pub(super) const CHOOSE: Binding = binding(&[ENTER], "Enter", "välj", KeyCommand::Confirm);
pub(super) const OPEN_ROW: Binding = binding(&[ENTER, RIGHT], "Enter", "öppna", KeyCommand::Confirm);
pub(super) const GO_ON: Binding = binding(&[ENTER, RIGHT], "Enter", "gå vidare", KeyCommand::Confirm);
pub(super) const READY: Binding = binding(&[ENTER], "Enter", "klar", KeyCommand::Confirm);
pub(super) const TOGGLE: Binding =
    binding(&[KeyPress::char(' ')], "Mellanslag", "kryssa", KeyCommand::Toggle);
/// Where the cursor was moved to a row of a list of ticks; else Enter goes on.
pub(super) const TICK_ROW: Binding = binding(&[ENTER], "Enter", "kryssa raden", KeyCommand::Confirm);
pub(super) const ENTER_ON: Binding = binding(&[ENTER], "Enter", "gå vidare", KeyCommand::Confirm);
pub(super) const ON_FROM_LIST: Binding = binding(&[RIGHT], "→", "gå vidare", KeyCommand::Forward);

pub(super) const BACK: Binding = binding(&[LEFT, BACKSPACE], "←", "tillbaka", KeyCommand::Back);
pub(super) const BACK_FROM: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "tillbaka", KeyCommand::Back);
pub(super) const BACK_TO_START: Binding =
    binding(&[LEFT, BACKSPACE, ESC], "←", "startsidan", KeyCommand::Back);
pub(super) const CANCEL: Binding =
    binding(&[ESC, LEFT, BACKSPACE], "Esc", "utan att ändra", KeyCommand::Back);
pub(super) const ESCAPE: Binding = binding(&[ESC], "Esc", "utan att ändra", KeyCommand::Back);
pub(super) const FORWARD: Binding = binding(&[RIGHT], "→", "framåt igen", KeyCommand::Forward);
pub(super) const CLOSE: Binding =
    binding(&[ESC, ENTER, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);
pub(super) const CLOSE_LIST: Binding =
    binding(&[ESC, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);

pub(super) const WHY: Binding = binding(&[KeyPress::char('v')], "v", "varför", KeyCommand::Why);
pub(super) const TRAIL: Binding =
    binding(&[KeyPress::char('t'), KeyPress::plain(KeyCode::F(6))], "t", "tidigare svar", KeyCommand::Trail);
pub(super) const ACTS: Binding =
    binding(&[KeyPress::char('a'), KeyPress::plain(KeyCode::F(7))], "a", "åtgärder", KeyCommand::Acts);
pub(super) const MAP: Binding =
    binding(&[KeyPress::char('k'), KeyPress::plain(KeyCode::F(8))], "k", "karta", KeyCommand::Map);
/// Where letters are typed.
pub(super) const TRAIL_TYPING: Binding =
    binding(&[KeyPress::plain(KeyCode::F(6))], "F6", "tidigare svar", KeyCommand::Trail);
pub(super) const ACTS_TYPING: Binding =
    binding(&[KeyPress::plain(KeyCode::F(7))], "F7", "åtgärder", KeyCommand::Acts);
pub(super) const MAP_TYPING: Binding =
    binding(&[KeyPress::plain(KeyCode::F(8))], "F8", "karta", KeyCommand::Map);
pub(super) const UNDO_TYPING: Binding = binding(&[KeyPress::ctrl('z')], "Ctrl+Z", "ångra", KeyCommand::Undo);
pub(super) const REDO_TYPING: Binding = binding(&[KeyPress::ctrl('y')], "Ctrl+Y", "gör om", KeyCommand::Redo);
pub(super) const UNDO: Binding =
    binding(&[KeyPress::char('u'), KeyPress::ctrl('z')], "u", "ångra", KeyCommand::Undo);
pub(super) const REDO: Binding =
    binding(&[KeyPress::char('y'), KeyPress::ctrl('y')], "y", "gör om", KeyCommand::Redo);
pub(super) const TO_FILE: Binding = binding(&[KeyPress::char('f')], "f", "skriv till fil", KeyCommand::Write);
pub(super) const REMOVE: Binding =
    binding(&[DELETE, KeyPress::char('x')], "x", "ta bort", KeyCommand::Delete);

pub(super) const HELP: Binding =
    binding(&[KeyPress::char('?'), KeyPress::plain(KeyCode::F(1))], "?", "hjälp", KeyCommand::Help);
pub(super) const HELP_TYPING: Binding =
    binding(&[KeyPress::plain(KeyCode::F(1))], "F1", "hjälp", KeyCommand::Help);
pub(super) const QUIT: Binding =
    binding(&[KeyPress::char('q'), KeyPress::ctrl('c')], "q", "avsluta", KeyCommand::Quit);
pub(super) const QUIT_TYPING: Binding =
    binding(&[KeyPress::ctrl('c')], "Ctrl+C", "avsluta", KeyCommand::Quit);

/// Of every page that is no text and no dialog.
pub(super) const ALWAYS: &[Binding] = &[HELP, QUIT];

/// Where letters go to a row of a list.
pub(super) const ALWAYS_IN_LIST: &[Binding] = &[HELP, QUIT_TYPING];

/// Where something is typed on a line.
pub(super) const ALWAYS_TYPING: &[Binding] = &[HELP_TYPING, QUIT_TYPING];

/// Along a list, with room for more than a page of it.
pub(super) const ALONG: &[Binding] = &[GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];

/// Along a list of which the space bar ticks a row.
pub(super) const ALONG_TICKS: &[Binding] = &[GO_UP, GO_DOWN, PAGE_UP, NEXT_PAGE, FIRST, LAST];

/// Along a short list.
pub(super) const ALONG_FEW: &[Binding] = &[GO_UP, GO_DOWN];

/// Through a text that may be longer than the page.
pub(super) const THROUGH: &[Binding] = &[GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP];
