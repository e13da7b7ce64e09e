//! The keys of training. A presenter's remote sends Page Down and Page Up, so those turn pages wherever there are any.

use super::{
    BACKSPACE, Binding, CHOOSE, CLOSE_LIST, Command, DIGITS_ANSWER, DIGITS_OPEN, DOWN, ENTER, ESC, GO_DOWN,
    GO_UP, HELP, HELP_TYPING, Key, KeyCode, LEFT, MAP, RIGHT, UP, row,
};

/// Where in training keys mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where what to show is chosen.
    Lobby,
    /// The points of a workplace meeting.
    Points,
    /// A page of a scenario.
    Lesson,
    /// The steps of a scenario, to jump to.
    Jump,
    /// Other answers than the one given.
    Otherwise,
    /// A question of the quiz, answered by one.
    Asked,
    /// A question of the quiz, answered by a room.
    Hands,
    /// The right answer.
    Shown,
    /// The end of the quiz.
    Over,
    /// The count of a training, being filled in.
    Count,
    /// The count is noted.
    Counted,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 11] = [
        Self::Lobby,
        Self::Points,
        Self::Lesson,
        Self::Jump,
        Self::Otherwise,
        Self::Asked,
        Self::Hands,
        Self::Shown,
        Self::Over,
        Self::Count,
        Self::Counted,
    ];
}

const PAGE_DOWN: Key = Key::plain(KeyCode::PageDown);
const PAGE_UP: Key = Key::plain(KeyCode::PageUp);

const AGAIN: Binding = row(&[Key::char('n')], "n", "ny genomgång", Command::Again);
const ON: Binding = row(&[ENTER, RIGHT, PAGE_DOWN, Key::char(' ')], "Enter", "vidare", Command::Confirm);
const ANSWER: Binding = row(&[ENTER, PAGE_DOWN, Key::char(' ')], "Enter", "visa svaret", Command::Confirm);
const BACK: Binding = row(&[LEFT, BACKSPACE, PAGE_UP], "←", "tillbaka", Command::Back);
const OTHERWISE: Binding = row(&[Key::char('t')], "t", "tänk om", Command::Otherwise);
const JUMP: Binding = row(&[Key::char('g')], "g", "gå till steg", Command::Jump);
const LARGE: Binding = row(&[Key::char('b')], "b", "stor text", Command::Large);
const LOBBY: Binding = row(&[ESC], "Esc", "till listan", Command::Close);
const LEAVE: Binding = row(&[ESC, Key::char('q'), Key::ctrl('c')], "q", "sluta öva", Command::Quit);
const QUIT_TRAINING: Binding = row(&[Key::char('q'), Key::ctrl('c')], "q", "sluta öva", Command::Quit);
const TO_STEP: Binding = row(&[ENTER, RIGHT], "Enter", "gå till steget", Command::Confirm);
const CLOSE: Binding = row(&[ESC, ENTER, LEFT, BACKSPACE, Key::char('q')], "Esc", "stäng", Command::Close);
const MORE: Binding = row(&[RIGHT, Key::char('+')], "→", "en hand till", Command::More);
const FEWER: Binding = row(&[LEFT, Key::char('-')], "←", "en färre", Command::Less);
/// Shown only: digits are typed, and make up the number.
const HANDS: Binding = row(&[], "0–9", "antal händer", Command::Up);
const BACK_HANDS: Binding = row(&[PAGE_UP], "PgUp", "tillbaka", Command::Back);
const NEXT_ROW: Binding = row(&[DOWN, Key::plain(KeyCode::Tab)], "↓", "nästa rad", Command::Down);
const ROW_BEFORE: Binding = row(&[UP], "↑", "raden före", Command::Up);
const NOTE: Binding = row(&[ENTER], "Enter", "vidare", Command::Confirm);
const WITHOUT: Binding = row(&[ESC, Key::ctrl('c')], "Esc", "sluta utan att notera", Command::Quit);
const DONE: Binding = row(&[ENTER, ESC, Key::char('q'), Key::ctrl('c')], "Enter", "avsluta", Command::Quit);

/// The keys of a place, the most important first.
pub(super) fn bindings(place: Place) -> &'static [Binding] {
    match place {
        Place::Lobby => const { &[DIGITS_OPEN, CHOOSE, GO_UP, GO_DOWN, MAP, LARGE, HELP, LEAVE] },
        Place::Lesson => LESSON,
        Place::Jump => const { &[TO_STEP, GO_UP, GO_DOWN, CLOSE_LIST] },
        Place::Otherwise => const { &[GO_UP, GO_DOWN, CLOSE] },
        Place::Asked => {
            const { &[DIGITS_ANSWER, CHOOSE, BACK, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] }
        }
        Place::Hands => {
            const { &[HANDS, MORE, FEWER, ANSWER, GO_UP, GO_DOWN, LARGE, LOBBY, HELP, QUIT_TRAINING, BACK_HANDS] }
        }
        Place::Points | Place::Shown => {
            const { &[ON, BACK, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] }
        }
        Place::Over => const { &[AGAIN, LOBBY, BACK, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] },
        Place::Count => const { &[NEXT_ROW, ROW_BEFORE, NOTE, WITHOUT, HELP_TYPING] },
        Place::Counted => const { &[DONE] },
    }
}

const LESSON: &[Binding] =
    &[ON, BACK, OTHERWISE, JUMP, MAP, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN];
