//! Moving along rows or lines: what the arrow and page keys do wherever there are more of them than one.

use super::keymap::KeyCommand;

/// Rows or lines a page key moves.
const PAGE: isize = 10;

/// Moves a cursor, or the first line shown, as a key asks for, and no further than `last`. Other keys leave it where it
/// is.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other command moves by rows, or not at all")]
pub fn scroll_to(at: &mut usize, command: KeyCommand, last: usize) {
    let to = match command {
        KeyCommand::GoTo(row) => row,
        command => at.saturating_add_signed(row_offset(command)),
    };
    *at = to.min(last);
}

/// Moves a cursor that may stand on nothing: onto the list at its nearer end.
pub fn scroll_choice(cursor: &mut Option<usize>, command: KeyCommand, last: usize) {
    let mut at = match (*cursor, command) {
        (Some(at), _) => at,
        (None, KeyCommand::Down) => return *cursor = Some(0),
        (None, KeyCommand::Up) => return *cursor = Some(last),
        (None, KeyCommand::GoTo(_)) => 0,
        (None, command) if row_offset(command) != 0 => 0,
        (None, _) => return,
    };
    scroll_to(&mut at, command, last);
    *cursor = Some(at);
}

/// How many rows a key moves, upwards if negative; none for a key that does something else.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other command does something else than move")]
pub fn row_offset(command: KeyCommand) -> isize {
    match command {
        KeyCommand::Up => -1,
        KeyCommand::Down => 1,
        KeyCommand::PageUp => -PAGE,
        KeyCommand::PageDown => PAGE,
        KeyCommand::First => isize::MIN,
        KeyCommand::Last => isize::MAX,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stays_within_its_rows_and_where_it_is_for_other_keys() {
        let mut at = 3;
        let mut after = |command| {
            scroll_to(&mut at, command, 15);
            at
        };
        let commands = [KeyCommand::Down, KeyCommand::PageDown, KeyCommand::PageDown, KeyCommand::Confirm];
        assert_eq!(commands.map(&mut after), [4, 14, 15, 15]);
        assert_eq!([KeyCommand::PageUp, KeyCommand::Up, KeyCommand::PageUp].map(&mut after), [5, 4, 0]);
        assert_eq!([KeyCommand::Last, KeyCommand::First].map(&mut after), [15, 0]);
        assert_eq!([KeyCommand::GoTo(8), KeyCommand::GoTo(99)].map(&mut after), [8, 15]);
    }
}
