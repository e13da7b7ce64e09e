//! The keys of training. A presenter's remote sends Page Down and Page Up, so those turn pages wherever there are any.

use super::{
    BACKSPACE, Binding, CHOOSE, CLOSE_LIST, DIGITS_ANSWER, DIGITS_OPEN, DOWN, ENTER, ESC, GO_DOWN, GO_UP,
    HELP, HELP_TYPING, KeyCode, KeyCommand, KeyPress, LEFT, MAP, RIGHT, UP, binding,
};

/// Where in training keys mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingContext {
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

impl TrainingContext {
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

const PAGE_DOWN: KeyPress = KeyPress::plain(KeyCode::PageDown);
const PAGE_UP: KeyPress = KeyPress::plain(KeyCode::PageUp);

const AGAIN: Binding = binding(&[KeyPress::char('n')], "n", "ny genomgång", KeyCommand::Again);
const ON: Binding =
    binding(&[ENTER, RIGHT, PAGE_DOWN, KeyPress::char(' ')], "Enter", "vidare", KeyCommand::Confirm);
const ANSWER: Binding =
    binding(&[ENTER, PAGE_DOWN, KeyPress::char(' ')], "Enter", "visa svaret", KeyCommand::Confirm);
const BACK: Binding = binding(&[LEFT, BACKSPACE, PAGE_UP], "←", "tillbaka", KeyCommand::Back);
const OTHERWISE: Binding = binding(&[KeyPress::char('t')], "t", "tänk om", KeyCommand::Otherwise);
const JUMP: Binding = binding(&[KeyPress::char('g')], "g", "gå till steg", KeyCommand::Jump);
const LARGE: Binding = binding(&[KeyPress::char('b')], "b", "stor text", KeyCommand::Large);
const NOTES: Binding = binding(&[KeyPress::char('a')], "a", "anteckningar", KeyCommand::Notes);
const LOBBY: Binding = binding(&[ESC], "Esc", "till listan", KeyCommand::Close);
const LEAVE: Binding =
    binding(&[ESC, KeyPress::char('q'), KeyPress::ctrl('c')], "q", "sluta öva", KeyCommand::Quit);
const QUIT_TRAINING: Binding =
    binding(&[KeyPress::char('q'), KeyPress::ctrl('c')], "q", "sluta öva", KeyCommand::Quit);
const TO_STEP: Binding = binding(&[ENTER, RIGHT], "Enter", "gå till steget", KeyCommand::Confirm);
const CLOSE: Binding =
    binding(&[ESC, ENTER, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);
const MORE: Binding = binding(&[RIGHT, KeyPress::char('+')], "→", "en hand till", KeyCommand::More);
const FEWER: Binding = binding(&[LEFT, KeyPress::char('-')], "←", "en färre", KeyCommand::Less);
/// Shown only: digits are typed, and make up the number.
const HANDS: Binding = binding(&[], "0–9", "antal händer", KeyCommand::Up);
const BACK_HANDS: Binding = binding(&[PAGE_UP], "PgUp", "tillbaka", KeyCommand::Back);
const NEXT_ROW: Binding = binding(&[DOWN, KeyPress::plain(KeyCode::Tab)], "↓", "nästa rad", KeyCommand::Down);
const ROW_BEFORE: Binding = binding(&[UP], "↑", "raden före", KeyCommand::Up);
const NOTE: Binding = binding(&[ENTER], "Enter", "vidare", KeyCommand::Confirm);
const WITHOUT: Binding =
    binding(&[ESC, KeyPress::ctrl('c')], "Esc", "sluta utan att notera", KeyCommand::Quit);
const DONE: Binding =
    binding(&[ENTER, ESC, KeyPress::char('q'), KeyPress::ctrl('c')], "Enter", "avsluta", KeyCommand::Quit);

/// The keys of a place, the most important first.
pub(super) fn training_bindings(place: TrainingContext) -> &'static [Binding] {
    match place {
        TrainingContext::Lobby => const { &[DIGITS_OPEN, CHOOSE, GO_UP, GO_DOWN, MAP, LARGE, HELP, LEAVE] },
        TrainingContext::Lesson => LESSON,
        TrainingContext::Jump => const { &[TO_STEP, GO_UP, GO_DOWN, CLOSE_LIST] },
        TrainingContext::Otherwise => const { &[GO_UP, GO_DOWN, CLOSE] },
        TrainingContext::Asked => {
            const { &[DIGITS_ANSWER, CHOOSE, BACK, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] }
        }
        TrainingContext::Hands => {
            const { &[HANDS, MORE, FEWER, ANSWER, GO_UP, GO_DOWN, LARGE, LOBBY, HELP, QUIT_TRAINING, BACK_HANDS] }
        }
        TrainingContext::Points | TrainingContext::Shown => {
            const { &[ON, BACK, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] }
        }
        TrainingContext::Over => const { &[AGAIN, LOBBY, BACK, HELP, QUIT_TRAINING, GO_UP, GO_DOWN] },
        TrainingContext::Count => const { &[NEXT_ROW, ROW_BEFORE, NOTE, WITHOUT, HELP_TYPING] },
        TrainingContext::Counted => const { &[DONE] },
    }
}

const LESSON: &[Binding] =
    &[ON, BACK, OTHERWISE, JUMP, MAP, NOTES, LARGE, LOBBY, HELP, QUIT_TRAINING, GO_UP, GO_DOWN];
