//! Keys and pasted text in an editor, whatever it is for: a text of several lines, or one line.

use ratatui::crossterm::event::KeyCode;

use crate::characters;
use crate::tui::editor::{CursorTarget, Editor};
use crate::tui::key::{HeldKey, KeyPress};

/// How much is pasted on a line; the rest is left out.
const LONGEST_LINE: usize = 500;

/// Text that was pasted on a line, which stays one.
pub(super) fn paste_line(line: &mut Editor, pasted: &str) {
    let kept: String = pasted.chars().filter(|c| !characters::is_control(*c)).take(LONGEST_LINE).collect();
    let _whole = line.insert_text(&kept);
}

/// A key that is typed on a line, which stays one.
pub(super) fn type_line(line: &mut Editor, key: KeyPress) {
    if !matches!(key.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down) {
        type_key(line, key, u16::MAX);
    }
}

/// A key that is typed in a text of several lines, which is `width` columns wide.
pub(super) fn type_key(editor: &mut Editor, key: KeyPress, width: u16) {
    if key.held == HeldKey::Shift {
        editor.begin_mark_with_shift();
    } else if replaces_marked(editor, key) {
        editor.take_marked();
        if matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
            return;
        }
    } else {
        editor.release_shift();
    }
    match (key.held, key.code) {
        (HeldKey::Neither, KeyCode::Char(c)) => editor.type_char(c),
        (HeldKey::Neither, KeyCode::Enter) => editor.insert_newline(),
        (HeldKey::Neither, KeyCode::Backspace) => editor.delete_before(),
        (HeldKey::Control, KeyCode::Char('w') | KeyCode::Backspace) => editor.delete_word(),
        (HeldKey::Control, KeyCode::Char('u')) => editor.delete_to_start(),
        (_, KeyCode::Delete) => editor.delete_after(),
        (_, KeyCode::Left) => editor.move_cursor(CursorTarget::Left, width),
        (_, KeyCode::Right) => editor.move_cursor(CursorTarget::Right, width),
        (_, KeyCode::Up) => editor.move_cursor(CursorTarget::Up, width),
        (_, KeyCode::Down) => editor.move_cursor(CursorTarget::Down, width),
        (_, KeyCode::Home) | (HeldKey::Control, KeyCode::Char('a')) => {
            editor.move_cursor(CursorTarget::Home, width);
        }
        (_, KeyCode::End) | (HeldKey::Control, KeyCode::Char('e')) => {
            editor.move_cursor(CursorTarget::End, width);
        }
        _ => {}
    }
}

/// Whether a key puts something in the place of the text that is marked, or takes it out.
fn replaces_marked(editor: &Editor, key: KeyPress) -> bool {
    let writes = matches!(
        (key.held, key.code),
        (HeldKey::Neither, KeyCode::Char(_) | KeyCode::Enter) | (_, KeyCode::Backspace | KeyCode::Delete)
    );
    writes && editor.marked().is_some()
}
