//! The keys of training. A presenter's remote sends Page Down and Page Up, so those turn pages wherever there are any.

use super::keys::{
    ALONG, ALONG_FEW, ALONG_TICKS, ALWAYS_TYPING, BACKSPACE, CHOOSE, CLOSE, CLOSE_LIST, DIGITS_ANSWER,
    DIGITS_OPEN, DIGITS_ROW, DOWN, ENTER, ESC, FIRST, GO_DOWN, GO_UP, HELP, HELP_TYPING, LAST, LEFT, MAP,
    NEXT_PAGE, PAGE_DOWN_KEY, PAGE_UP, PAGE_UP_KEY, RIGHT, TAB, UP,
};
use super::{Binding, KeyCode, KeyCommand, binding};
use crate::tui::key::KeyPress;

/// Where in training keys mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingContext {
    /// Where what to show is chosen.
    Lobby,
    /// What scenarios are searched for being typed.
    LobbySearch,
    /// Which questions to ask.
    Questions,
    /// How many are in the room being typed.
    Present,
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
    pub const ALL: [Self; 14] = [
        Self::Lobby,
        Self::LobbySearch,
        Self::Questions,
        Self::Present,
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

const ON: Binding =
    binding(&[ENTER, RIGHT, PAGE_DOWN_KEY, KeyPress::char(' ')], "Enter", "vidare", KeyCommand::Confirm);
const ANSWER: Binding =
    binding(&[ENTER, PAGE_DOWN_KEY, KeyPress::char(' ')], "Enter", "visa svaret", KeyCommand::Confirm);
const BACK: Binding = binding(&[LEFT, BACKSPACE, PAGE_UP_KEY], "←", "tillbaka", KeyCommand::Back);
const AGAIN: Binding = binding(&[KeyPress::char('y')], "y", "gör om frågorna", KeyCommand::Again);
const OTHERWISE: Binding = binding(&[KeyPress::char('ä')], "ä", "tänk om", KeyCommand::Otherwise);
const STEPS: Binding = binding(&[KeyPress::char('l')], "l", "gå till steg", KeyCommand::Steps);
const LARGE: Binding = binding(&[KeyPress::char('z')], "z", "stor text", KeyCommand::Large);
const NOTES: Binding = binding(&[KeyPress::char('d')], "d", "dina anteckningar", KeyCommand::Notes);
const LOBBY: Binding = binding(&[ESC], "Esc", "till listan", KeyCommand::Close);
const LEAVE: Binding =
    binding(&[ESC, KeyPress::char('q'), KeyPress::ctrl('c')], "q", "sluta öva", KeyCommand::Quit);
const QUIT_TRAINING: Binding =
    binding(&[KeyPress::char('q'), KeyPress::ctrl('c')], "q", "sluta öva", KeyCommand::Quit);
const TO_STEP: Binding = binding(&[ENTER, RIGHT], "Enter", "gå till steget", KeyCommand::Confirm);
const MORE: Binding = binding(&[RIGHT, KeyPress::char('+')], "→", "en hand till", KeyCommand::More);
const FEWER: Binding = binding(&[LEFT, KeyPress::char('-')], "←", "en färre", KeyCommand::Less);
/// Shown only: digits are typed, and make up the number.
const HANDS: Binding = binding(&[], "0–9", "antal händer", KeyCommand::Up);
const BACK_HANDS: Binding = binding(&[PAGE_UP_KEY], "PgUp", "tillbaka", KeyCommand::Back);
const NEXT_ROW: Binding = binding(&[DOWN, TAB], "↓", "nästa rad", KeyCommand::Down);
const ROW_BEFORE: Binding = binding(&[UP], "↑", "raden före", KeyCommand::Up);
const NOTE: Binding = binding(&[ENTER], "Enter", "vidare", KeyCommand::Confirm);
const WITHOUT: Binding =
    binding(&[ESC, KeyPress::ctrl('c')], "Esc", "sluta utan att notera", KeyCommand::Quit);
const DONE: Binding =
    binding(&[ENTER, ESC, KeyPress::char('q'), KeyPress::ctrl('c')], "Enter", "avsluta", KeyCommand::Quit);

const FIND: Binding =
    binding(&[KeyPress::char('/'), KeyPress::ctrl('f')], "/", "sök händelse", KeyCommand::Search);
const TICK_ROW: Binding = binding(&[ENTER, KeyPress::char(' ')], "Enter", "välj", KeyCommand::Toggle);
const SHOW_ALL: Binding = binding(&[ESC], "Esc", "visa alla", KeyCommand::Close);
const OPEN_FOUND: Binding = binding(&[ENTER], "Enter", "öppna", KeyCommand::Confirm);
/// Shown only: digits are typed, and make up the number.
const NUMBER: Binding = binding(&[], "0–9", "skriv antalet", KeyCommand::Up);
const COUNTED: Binding = binding(&[ENTER, PAGE_DOWN_KEY], "Enter", "till frågorna", KeyCommand::Confirm);
const FIRST_PAGE: Binding =
    binding(&[KeyPress::plain(KeyCode::Home)], "Home", "första sidan", KeyCommand::First);
const LAST_PAGE: Binding = binding(&[KeyPress::plain(KeyCode::End)], "End", "sista sidan", KeyCommand::Last);

/// To the ends of a list or a text.
const ENDS: &[Binding] = &[FIRST, LAST];

/// Back to the list, and out of the training.
const LEAVING: &[Binding] = &[LARGE, LOBBY, HELP, QUIT_TRAINING];

/// The keys of a place in sets, the most important first in each.
pub(super) fn training_keys(place: TrainingContext) -> &'static [&'static [Binding]] {
    match place {
        TrainingContext::Lobby => const { &[&[DIGITS_OPEN, CHOOSE, FIND, MAP, LARGE, HELP, LEAVE], ALONG] },
        TrainingContext::LobbySearch => {
            const { &[&[OPEN_FOUND, SHOW_ALL, GO_UP, GO_DOWN, PAGE_UP, NEXT_PAGE], ALWAYS_TYPING] }
        }
        TrainingContext::Questions => const { &[&[DIGITS_ROW, TICK_ROW, CLOSE_LIST], ALONG_TICKS] },
        TrainingContext::Present => const { &[&[NUMBER, COUNTED, LOBBY, HELP, QUIT_TRAINING]] },
        TrainingContext::Lesson => {
            const {
                &[
                    &[ON, DIGITS_ANSWER, BACK, OTHERWISE, STEPS, MAP, NOTES],
                    LEAVING,
                    ALONG_FEW,
                    &[FIRST_PAGE, LAST_PAGE],
                ]
            }
        }
        TrainingContext::Jump => const { &[&[TO_STEP, CLOSE_LIST, DIGITS_ROW], ALONG] },
        TrainingContext::Otherwise => const { &[&[CLOSE, DIGITS_ROW], ALONG] },
        TrainingContext::Asked => {
            const { &[&[DIGITS_ANSWER, CHOOSE, BACK], LEAVING, ALONG_FEW, ENDS, &[NEXT_PAGE]] }
        }
        TrainingContext::Hands => {
            const { &[&[HANDS, MORE, FEWER, ANSWER], ALONG_FEW, ENDS, LEAVING, &[BACK_HANDS]] }
        }
        TrainingContext::Points | TrainingContext::Shown => {
            const { &[&[ON, BACK], LEAVING, ALONG_FEW, ENDS] }
        }
        TrainingContext::Over => {
            const { &[&[AGAIN, LOBBY, BACK, HELP, QUIT_TRAINING], ALONG_FEW, ENDS, &[NEXT_PAGE]] }
        }
        TrainingContext::Count => const { &[&[NOTE, NEXT_ROW, ROW_BEFORE, WITHOUT, HELP_TYPING]] },
        TrainingContext::Counted => const { &[&[DONE]] },
    }
}
