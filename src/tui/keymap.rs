//! Keys: which key does what on which page. The key bar and the help are made from the same table.

mod context;
mod correction;
pub mod cover;
mod digits;
mod field;
mod inbox;
mod map;
mod picture;
mod plan;
mod saved;
mod shelf;
mod step;
mod text;
pub mod training;

use ratatui::crossterm::event::KeyCode;

pub use self::context::{Context, FindingActions};
use self::correction::CORRECT;
pub use self::digits::{DigitAction, describe_action, describe_keys};
use self::field::{
    COARSENESS, COARSER, DAY_PART, DIGITS_HERE, EARLIER, FIELD_ANY, FIELD_ONE, LATER, NEXT_GROUP,
};
use self::saved::{COPY, FOLDER, OPEN, PRINT};
use self::shelf::{CLOSE_FORMATS, READ, REMOVE, SENT, WRITE};
use self::text::{FINDINGS, WRITING};
use super::message::KeyPress;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCommand {
    /// To the one before.
    Up,
    /// To the one after.
    Down,
    /// A page back.
    PageUp,
    /// A page on.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Coarser, or earlier.
    Less,
    /// Finer, or later.
    More,
    /// The `n`th, counted from zero.
    Pick(usize),
    /// To the `n`th, counted from zero: what a digit asks for in a list with more items than there are digits.
    GoTo(usize),
    /// Choose or unchoose.
    Toggle,
    /// Go on with what the cursor stands on.
    Confirm,
    /// To the page before.
    Back,
    /// To the page after, without changing anything.
    Forward,
    /// The reasons.
    Why,
    /// The answers given.
    Trail,
    /// The acts.
    Acts,
    /// The map of the routine.
    Map,
    /// Hide what is under the step.
    Fold,
    /// Show or hide what is under every step.
    FoldAll,
    /// To where the walk stands.
    Here,
    /// Type what to search for.
    Search,
    /// The next one found.
    Next,
    /// Correct a saved form.
    Correct,
    /// Show the whole numbers of a picture, or those that may leave the computer.
    WholeNumbers,
    /// Other answers than the one given.
    Otherwise,
    /// The steps, to go to one.
    Jump,
    /// Larger or smaller letters.
    Large,
    /// The notes of whoever leads, shown or hidden.
    Notes,
    /// Take the latest decision back.
    Undo,
    /// Take it again.
    Redo,
    /// Put a field back to what the walk says.
    Clear,
    /// To the next group of fields.
    NextGroup,
    /// Decide the findings in a text.
    Decide,
    /// Mask the finding under the cursor.
    Mask,
    /// Mask every finding.
    MaskAll,
    /// Say the finding under the cursor more coarsely.
    Coarsen,
    /// Keep the finding under the cursor: it points nobody out.
    Keep,
    /// The next part of the day.
    DayPart,
    /// The next coarseness.
    Coarseness,
    /// The form as it will be saved.
    Review,
    /// Save.
    Save,
    /// Begin again.
    Again,
    /// The saved forms.
    Forms,
    /// Open the saved file in the computer's own program.
    OpenFile,
    /// Open the folder of the saved file.
    OpenFolder,
    /// Copy the path of the saved file.
    CopyPath,
    /// Print the saved file.
    Print,
    /// The keys.
    Help,
    /// Write a saved form in another format, or the local picture to files.
    Write,
    /// Mark a saved form as sent, or as not sent.
    Sent,
    /// Delete a saved form.
    Delete,
    /// Close what lies over the page.
    Close,
    /// Leave, and keep nothing.
    Discard,
    /// Leave.
    Quit,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys.
    pub keys: &'static [KeyPress],
    /// How the keys are written.
    pub shown: &'static str,
    /// What they do, in a word or two.
    pub says: &'static str,
    /// What they ask for; `None` for digits, which are read as [`KeyCommand::Pick`].
    pub command: Option<KeyCommand>,
}

const UP: KeyPress = KeyPress::plain(KeyCode::Up);
const DOWN: KeyPress = KeyPress::plain(KeyCode::Down);
const LEFT: KeyPress = KeyPress::plain(KeyCode::Left);
const RIGHT: KeyPress = KeyPress::plain(KeyCode::Right);
const ENTER: KeyPress = KeyPress::plain(KeyCode::Enter);
const ESC: KeyPress = KeyPress::plain(KeyCode::Esc);
const BACKSPACE: KeyPress = KeyPress::plain(KeyCode::Backspace);
const DELETE: KeyPress = KeyPress::plain(KeyCode::Delete);
const TAB: KeyPress = KeyPress::plain(KeyCode::Tab);

const fn binding(
    keys: &'static [KeyPress],
    shown: &'static str,
    says: &'static str,
    command: KeyCommand,
) -> Binding {
    Binding { keys, shown, says, command: Some(command) }
}

const DIGITS_ANSWER: Binding = Binding { keys: &[], shown: "1–9", says: "svara", command: None };
const DIGITS_CHANGE: Binding = Binding { keys: &[], shown: "1–9", says: "ändra", command: None };
const DIGITS_OPEN: Binding = Binding { keys: &[], shown: "1–9", says: "öppna", command: None };
const DIGITS_MARK: Binding = Binding { keys: &[], shown: "1–3", says: "markera", command: None };
const DIGITS_TOGGLE: Binding = Binding { keys: &[], shown: "1–9", says: "kryssa", command: None };
const DIGITS_ROW: Binding = Binding { keys: &[], shown: "1–9", says: "välj", command: None };
const TO_QUESTION: Binding = binding(&[KeyPress::char('g')], "g", "till frågan", KeyCommand::Jump);
const GO_UP: Binding = binding(&[UP, KeyPress::char('k')], "↑", "upp", KeyCommand::Up);
const GO_DOWN: Binding = binding(&[DOWN, KeyPress::char('j')], "↓", "ned", KeyCommand::Down);
const PAGE_UP: Binding = binding(&[KeyPress::plain(KeyCode::PageUp)], "PgUp", "sida upp", KeyCommand::PageUp);
const PAGE_DOWN: Binding = binding(
    &[KeyPress::plain(KeyCode::PageDown), KeyPress::char(' ')],
    "PgDn",
    "sida ned",
    KeyCommand::PageDown,
);
const FIRST: Binding = binding(&[KeyPress::plain(KeyCode::Home)], "Home", "först", KeyCommand::First);
const LAST: Binding = binding(&[KeyPress::plain(KeyCode::End)], "End", "sist", KeyCommand::Last);
const CHOOSE: Binding = binding(&[ENTER], "Enter", "välj", KeyCommand::Confirm);
const GO_ON: Binding = binding(&[ENTER, RIGHT], "Enter", "gå vidare", KeyCommand::Confirm);
const TOGGLE: Binding = binding(&[KeyPress::char(' ')], "Mellanslag", "kryssa", KeyCommand::Toggle);
const BACK: Binding = binding(&[LEFT, BACKSPACE], "←", "tillbaka", KeyCommand::Back);
const CANCEL: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "utan att ändra", KeyCommand::Back);
const ESCAPE: Binding = binding(&[ESC], "Esc", "utan att ändra", KeyCommand::Back);
const FORWARD: Binding = binding(&[RIGHT], "→", "framåt igen", KeyCommand::Forward);
const WHY: Binding = binding(&[KeyPress::char('v')], "v", "varför", KeyCommand::Why);
const TRAIL: Binding = binding(&[KeyPress::char('s')], "s", "svar", KeyCommand::Trail);
const ACTS: Binding = binding(&[KeyPress::char('a'), KeyPress::char('å')], "a", "åtgärder", KeyCommand::Acts);
const UNDO: Binding = binding(&[KeyPress::char('u'), KeyPress::ctrl('z')], "u", "ångra", KeyCommand::Undo);
const REDO: Binding = binding(&[KeyPress::char('U'), KeyPress::ctrl('y')], "U", "gör om", KeyCommand::Redo);
const HELP: Binding =
    binding(&[KeyPress::char('?'), KeyPress::plain(KeyCode::F(1))], "?", "hjälp", KeyCommand::Help);
const QUIT: Binding = binding(&[KeyPress::char('q'), KeyPress::ctrl('c')], "q", "avsluta", KeyCommand::Quit);
const QUIT_TYPING: Binding = binding(&[KeyPress::ctrl('c')], "Ctrl+C", "avsluta", KeyCommand::Quit);
const HELP_TYPING: Binding = binding(&[KeyPress::plain(KeyCode::F(1))], "F1", "hjälp", KeyCommand::Help);
const CLEAR: Binding = binding(&[DELETE, KeyPress::char('r')], "r", "återställ", KeyCommand::Clear);
const REVIEW: Binding = binding(&[KeyPress::char('g')], "g", "granska och spara", KeyCommand::Review);
const CLOSE: Binding =
    binding(&[ESC, ENTER, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);

const EDIT_FIELD: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra fältet", KeyCommand::Confirm);
const EDIT_VALUE: Binding = binding(&[ENTER, RIGHT], "Enter", "ändra", KeyCommand::Confirm);
const CLEAR_VALUE: Binding = binding(&[DELETE, KeyPress::char('r')], "r", "ta bort", KeyCommand::Clear);
const READY_TIME: Binding = binding(&[ENTER], "Enter", "klar", KeyCommand::Confirm);
const SAVE: Binding = binding(&[ENTER], "Enter", "spara", KeyCommand::Save);
const BACK_TO_FORM: Binding = binding(&[LEFT, BACKSPACE, ESC], "←", "ändra", KeyCommand::Back);
const SAVE_HERE: Binding = binding(&[ENTER], "Enter", "spara här", KeyCommand::Save);
const BACK_ESC: Binding = binding(&[ESC], "Esc", "tillbaka", KeyCommand::Back);
const TO_START: Binding = binding(&[ENTER, KeyPress::char('n')], "Enter", "startsidan", KeyCommand::Again);
const TO_FORMS: Binding = binding(&[KeyPress::char('b')], "b", "blanketter", KeyCommand::Forms);
const TO_ANSWER: Binding = binding(&[ENTER, RIGHT], "Enter", "gå till svaret", KeyCommand::Confirm);
const CLOSE_TRAIL: Binding = binding(
    &[ESC, LEFT, BACKSPACE, KeyPress::char('s'), KeyPress::char('q')],
    "Esc",
    "stäng",
    KeyCommand::Close,
);
const TO_STEP: Binding = binding(&[ENTER], "Enter", "gå till steget", KeyCommand::Confirm);
const CLOSE_ACTS: Binding = binding(
    &[ESC, LEFT, BACKSPACE, KeyPress::char('a'), KeyPress::char('å'), KeyPress::char('q')],
    "Esc",
    "stäng",
    KeyCommand::Close,
);
const MAP: Binding = binding(&[KeyPress::char('m')], "m", "karta", KeyCommand::Map);
const BACK_TO_START: Binding = binding(&[LEFT, BACKSPACE, ESC], "←", "startsidan", KeyCommand::Back);
const KEEP_IT: Binding = binding(&[ENTER], "Enter", "behåll", KeyCommand::Confirm);
const YES: Binding = binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "ja", KeyCommand::Confirm);
const NO: Binding =
    binding(&[KeyPress::char('n'), KeyPress::char('N'), ESC, LEFT, BACKSPACE], "n", "nej", KeyCommand::Close);

const SCROLL_UP: Binding = binding(&[UP], "↑", "upp", KeyCommand::Up);
const SCROLL_DOWN: Binding = binding(&[DOWN], "↓", "ned", KeyCommand::Down);
const IS_DONE: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "ja, det är gjort", KeyCommand::Confirm);
const NOT_YET: Binding = binding(
    &[KeyPress::char('n'), KeyPress::char('N')],
    "n",
    "inte än: gå vidare, och påminn mig",
    KeyCommand::Forward,
);
const STAY: Binding = binding(&[ESC, LEFT, BACKSPACE], "Esc", "inget markeras", KeyCommand::Close);

const GO_ON_WITH: Binding = binding(&[ENTER, RIGHT], "Enter", "fortsätt", KeyCommand::Confirm);
const CLOSE_LIST: Binding =
    binding(&[ESC, LEFT, BACKSPACE, KeyPress::char('q')], "Esc", "stäng", KeyCommand::Close);
const TAKE_UP: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J'), ENTER], "j", "fortsätt", KeyCommand::Confirm);
const BEGIN_ANEW: Binding =
    binding(&[KeyPress::char('n'), KeyPress::char('N'), ESC], "n", "börja en ny", KeyCommand::Close);
const REMOVE_IT: Binding = binding(
    &[KeyPress::char('t'), KeyPress::char('T')],
    "t",
    "ta bort den och börja en ny",
    KeyCommand::Discard,
);
const LEAVE_IT: Binding =
    binding(&[KeyPress::char('j'), KeyPress::char('J')], "j", "avsluta", KeyCommand::Confirm);
const LEAVE_NOTHING: Binding =
    binding(&[KeyPress::char('t'), KeyPress::char('T')], "t", "avsluta och ta bort", KeyCommand::Discard);

const FORM: &[Binding] = &[
    EDIT_FIELD,
    DIGITS_HERE,
    NEXT_GROUP,
    REVIEW,
    CLEAR,
    BACK,
    TRAIL,
    ACTS,
    MAP,
    UNDO,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    REDO,
];
const FORMS: &[Binding] = &[
    READ,
    CORRECT,
    WRITE,
    SENT,
    REMOVE,
    BACK_TO_START,
    DIGITS_ROW,
    HELP,
    QUIT,
    GO_UP,
    GO_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
];
const PROFILE: &[Binding] =
    &[EDIT_VALUE, CLEAR_VALUE, BACK_TO_START, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST];
const REVIEWING: &[Binding] =
    &[SAVE, BACK_TO_FORM, ACTS, TO_QUESTION, GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, HELP, QUIT, FIRST, LAST];
const TAKING_UP: &[Binding] = &[TAKE_UP, BEGIN_ANEW, REMOVE_IT, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP];
const LEAVING: &[Binding] = &[LEAVE_IT, NO, LEAVE_NOTHING, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP];

/// The keys of a context, the most important first.
pub fn bindings(context: Context) -> &'static [Binding] {
    match context {
        Context::Start => &[DIGITS_OPEN, CHOOSE, GO_UP, GO_DOWN, MAP, HELP, QUIT],
        Context::StartDraft => const { &[DIGITS_OPEN, GO_ON_WITH, REMOVE, GO_UP, GO_DOWN, MAP, HELP, QUIT] },
        Context::Ask => step::ASKING,
        Context::AskedBefore => step::ASKED_BEFORE,
        Context::Choose => step::CHOOSING,
        Context::Act => step::ACTING,
        Context::ActedBefore => step::ACTED_BEFORE,
        Context::Tell => step::TELLING,
        Context::Form => FORM,
        Context::FieldOne => FIELD_ONE,
        Context::FieldAny => FIELD_ANY,
        Context::FieldTime => {
            const { &[LATER, EARLIER, COARSENESS, DAY_PART, READY_TIME, ESCAPE, HELP_TYPING, QUIT_TYPING] }
        }
        Context::FieldText => WRITING,
        Context::Findings(_) => FINDINGS,
        Context::Review => REVIEWING,
        Context::Folder => const { &[SAVE_HERE, BACK_ESC, HELP_TYPING, QUIT_TYPING] },
        Context::Saved => {
            const {
                &[
                    TO_START, OPEN, PRINT, FOLDER, COPY, CORRECT, TO_FORMS, QUIT, HELP, GO_UP, GO_DOWN,
                    PAGE_DOWN, PAGE_UP, FIRST, LAST,
                ]
            }
        }
        Context::Forms => FORMS,
        Context::Profile => PROFILE,
        Context::ProfileChoice => {
            const { &[DIGITS_ANSWER, CHOOSE, CANCEL, GO_UP, GO_DOWN, FIRST, LAST, HELP, QUIT] }
        }
        Context::ProfileLine => const { &[READY_TIME, ESCAPE, HELP_TYPING, QUIT_TYPING] },
        Context::Picture => picture::SHOWN,
        Context::Plan => plan::ACTIVITIES,
        Context::PlanState => plan::STATES,
        Context::Inbox => inbox::FORMS,
        Context::InboxForm => inbox::FORM,
        Context::Correction => correction::ROWS,
        Context::CorrectionChoice => correction::CHOICE,
        Context::Formats => const { &[DIGITS_ROW, CHOOSE, GO_UP, GO_DOWN, CLOSE_FORMATS] },
        Context::Coarsen => COARSER,
        Context::Reader => &[GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, CLOSE, FIRST, LAST],
        Context::Trail => const { &[TO_ANSWER, GO_UP, GO_DOWN, CLOSE_TRAIL] },
        Context::Acts => const { &[DIGITS_MARK, GO_UP, GO_DOWN, TO_STEP, CLOSE_ACTS] },
        Context::Reasons => const { &[DIGITS_ROW, CHOOSE, CLOSE_LIST, GO_UP, GO_DOWN] },
        Context::AskedAgain => const { &[IS_DONE, NOT_YET, STAY] },
        Context::Map => map::MOVING,
        Context::Training(place) => training::training_bindings(place),
        Context::MapSearch => map::SEARCHING,
        Context::Dialog => const { &[YES, NO, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP] },
        Context::Keep => const { &[KEEP_IT, NO] },
        Context::Drafts => const { &[DIGITS_OPEN, GO_ON_WITH, REMOVE, GO_UP, GO_DOWN, CLOSE_LIST] },
        Context::TakeUp => TAKING_UP,
        Context::Leave => LEAVING,
    }
}

/// The keys of a context that can do something there, the most important first. The others are still answered.
pub fn active_bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    bindings(context).iter().filter(move |binding| match (context, binding.command) {
        (Context::Findings(FindingActions::Plainly), command) => command != Some(KeyCommand::Coarsen),
        (Context::Findings(FindingActions::Over), command) => !command.is_some_and(needs_finding),
        _ => true,
    })
}

/// Whether a command is to decide a finding, or to go to another.
fn needs_finding(command: KeyCommand) -> bool {
    use KeyCommand::{Coarsen, Down, Keep, Mask, MaskAll, Up};
    matches!(command, Mask | MaskAll | Coarsen | Keep | Up | Down)
}

/// The most items that a digit chooses among. In a longer list it moves the cursor, so that no key means two things.
pub const DIGITS: usize = 9;

/// What a key asks for in a context.
pub fn find_command(context: Context, key: KeyPress) -> Option<KeyCommand> {
    let bindings = bindings(context);
    if let Some(binding) = bindings.iter().find(|binding| binding.keys.contains(&key)) {
        return binding.command;
    }
    let digits = bindings.iter().any(|binding| binding.command.is_none());
    match key {
        KeyPress { code: KeyCode::Char('0'), .. } if context == Context::Form => Some(KeyCommand::Pick(9)),
        KeyPress { code: KeyCode::Char(c @ '1'..='9'), .. } if digits => {
            Some(KeyCommand::Pick(c as usize - '1' as usize))
        }
        KeyPress { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Context; 42] = [
        Context::ProfileChoice,
        Context::Inbox,
        Context::InboxForm,
        Context::Correction,
        Context::CorrectionChoice,
        Context::Plan,
        Context::PlanState,
        Context::Coarsen,
        Context::Reasons,
        Context::AskedAgain,
        Context::Keep,
        Context::AskedBefore,
        Context::ActedBefore,
        Context::Drafts,
        Context::Profile,
        Context::ProfileLine,
        Context::Picture,
        Context::Map,
        Context::MapSearch,
        Context::Forms,
        Context::Formats,
        Context::StartDraft,
        Context::TakeUp,
        Context::Leave,
        Context::Findings(FindingActions::Coarsely),
        Context::Start,
        Context::Ask,
        Context::Choose,
        Context::Act,
        Context::Tell,
        Context::Form,
        Context::FieldOne,
        Context::FieldAny,
        Context::FieldTime,
        Context::FieldText,
        Context::Review,
        Context::Folder,
        Context::Saved,
        Context::Reader,
        Context::Trail,
        Context::Acts,
        Context::Dialog,
    ];

    #[test]
    fn no_key_means_two_things_on_one_page() {
        let training = training::TrainingContext::ALL.map(Context::Training);
        for context in ALL.into_iter().chain(training) {
            let keys: Vec<KeyPress> =
                bindings(context).iter().flat_map(|binding| binding.keys).copied().collect();
            for (n, key) in keys.iter().enumerate() {
                assert!(!keys[n + 1..].contains(key), "{context:?}: {key:?}");
            }
        }
    }

    #[test]
    fn where_text_is_typed_no_letter_is_a_command() {
        let training = training::TrainingContext::ALL.map(Context::Training);
        for context in ALL.into_iter().chain(training).filter(|context| context.is_typing()) {
            for c in "abcåäöqQ?19 ".chars() {
                assert_eq!(find_command(context, KeyPress::char(c)), None, "{context:?} {c}");
            }
        }
    }
}
