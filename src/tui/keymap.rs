//! Keys: which key does what on which page. The key bar and the help are made from the same table.

mod context;
pub mod cover;
mod map;
mod saved;
mod shelf;
pub mod training;

use ratatui::crossterm::event::KeyCode;

pub use self::context::{Context, Deciding};
use self::saved::{COPY, FOLDER, OPEN, PRINT};
use self::shelf::{CLOSE_FORMATS, READ, REMOVE, SENT, WRITE};
use super::message::Key;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
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
    /// Other answers than the one given.
    Otherwise,
    /// The steps, to go to one.
    Jump,
    /// Larger or smaller letters.
    Large,
    /// Take the latest decision back.
    Undo,
    /// Take it again.
    Redo,
    /// Put a field back to what the walk says.
    Clear,
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
    pub keys: &'static [Key],
    /// How the keys are written.
    pub shown: &'static str,
    /// What they do, in a word or two.
    pub says: &'static str,
    /// What they ask for; `None` for digits, which are read as [`Command::Pick`].
    pub command: Option<Command>,
}

const UP: Key = Key::plain(KeyCode::Up);
const DOWN: Key = Key::plain(KeyCode::Down);
const LEFT: Key = Key::plain(KeyCode::Left);
const RIGHT: Key = Key::plain(KeyCode::Right);
const ENTER: Key = Key::plain(KeyCode::Enter);
const ESC: Key = Key::plain(KeyCode::Esc);
const BACKSPACE: Key = Key::plain(KeyCode::Backspace);
const DELETE: Key = Key::plain(KeyCode::Delete);
const TAB: Key = Key::plain(KeyCode::Tab);

const fn row(keys: &'static [Key], shown: &'static str, says: &'static str, command: Command) -> Binding {
    Binding { keys, shown, says, command: Some(command) }
}

const DIGITS_ANSWER: Binding = Binding { keys: &[], shown: "1–9", says: "svara", command: None };
const DIGITS_CHANGE: Binding = Binding { keys: &[], shown: "1–9", says: "ändra", command: None };
const DIGITS_OPEN: Binding = Binding { keys: &[], shown: "1–9", says: "öppna", command: None };
const DIGITS_MARK: Binding = Binding { keys: &[], shown: "1–3", says: "markera", command: None };
const DIGITS_TOGGLE: Binding = Binding { keys: &[], shown: "1–9", says: "kryssa", command: None };
const DIGITS_ROW: Binding = Binding { keys: &[], shown: "1–9", says: "välj", command: None };
const TO_QUESTION: Binding = row(&[Key::char('g')], "g", "till frågan", Command::Jump);
const GO_UP: Binding = row(&[UP, Key::char('k')], "↑", "upp", Command::Up);
const GO_DOWN: Binding = row(&[DOWN, Key::char('j')], "↓", "ned", Command::Down);
const PAGE_UP: Binding = row(&[Key::plain(KeyCode::PageUp)], "PgUp", "sida upp", Command::PageUp);
const PAGE_DOWN: Binding =
    row(&[Key::plain(KeyCode::PageDown), Key::char(' ')], "PgDn", "sida ned", Command::PageDown);
const FIRST: Binding = row(&[Key::plain(KeyCode::Home)], "Home", "först", Command::First);
const LAST: Binding = row(&[Key::plain(KeyCode::End)], "End", "sist", Command::Last);
const CHOOSE: Binding = row(&[ENTER], "Enter", "välj", Command::Confirm);
const GO_ON: Binding = row(&[ENTER, RIGHT], "Enter", "gå vidare", Command::Confirm);
const TOGGLE: Binding = row(&[Key::char(' ')], "Mellanslag", "kryssa", Command::Toggle);
const BACK: Binding = row(&[LEFT, BACKSPACE], "←", "tillbaka", Command::Back);
const CANCEL: Binding = row(&[ESC, LEFT, BACKSPACE], "Esc", "utan att ändra", Command::Back);
const ESCAPE: Binding = row(&[ESC], "Esc", "utan att ändra", Command::Back);
const FORWARD: Binding = row(&[RIGHT], "→", "framåt igen", Command::Forward);
const WHY: Binding = row(&[Key::char('v')], "v", "varför", Command::Why);
const TRAIL: Binding = row(&[Key::char('s')], "s", "svar", Command::Trail);
const ACTS: Binding = row(&[Key::char('a'), Key::char('å')], "a", "åtgärder", Command::Acts);
const UNDO: Binding = row(&[Key::char('u'), Key::ctrl('z')], "u", "ångra", Command::Undo);
const REDO: Binding = row(&[Key::char('U'), Key::ctrl('y')], "U", "gör om", Command::Redo);
const HELP: Binding = row(&[Key::char('?'), Key::plain(KeyCode::F(1))], "?", "hjälp", Command::Help);
const QUIT: Binding = row(&[Key::char('q'), Key::ctrl('c')], "q", "avsluta", Command::Quit);
const QUIT_TYPING: Binding = row(&[Key::ctrl('c')], "Ctrl+C", "avsluta", Command::Quit);
const HELP_TYPING: Binding = row(&[Key::plain(KeyCode::F(1))], "F1", "hjälp", Command::Help);
const CLEAR: Binding = row(&[DELETE, Key::char('r')], "r", "återställ", Command::Clear);
const REVIEW: Binding = row(&[Key::char('g')], "g", "granska och spara", Command::Review);
const CLOSE: Binding = row(&[ESC, ENTER, LEFT, BACKSPACE, Key::char('q')], "Esc", "stäng", Command::Close);

const EDIT_FIELD: Binding = row(&[ENTER, RIGHT], "Enter", "ändra fältet", Command::Confirm);
const EDIT_VALUE: Binding = row(&[ENTER, RIGHT], "Enter", "ändra", Command::Confirm);
const CLEAR_VALUE: Binding = row(&[DELETE, Key::char('r')], "r", "ta bort", Command::Clear);
const FINENESS: Binding = row(&[TAB], "Tab", "månad, tertial, år", Command::Coarseness);
const REPORT: Binding = row(&[Key::char('f')], "f", "skriv till fil", Command::Write);
const READY: Binding = row(&[ENTER, RIGHT], "Enter", "klar", Command::Confirm);
const LATER: Binding = row(&[UP], "↑", "senare", Command::More);
const EARLIER: Binding = row(&[DOWN], "↓", "tidigare", Command::Less);
const COARSENESS: Binding = row(&[TAB], "Tab", "vecka, månad, dag", Command::Coarseness);
const DAY_PART: Binding = row(&[RIGHT], "→", "del av dygnet", Command::DayPart);
const READY_TIME: Binding = row(&[ENTER], "Enter", "klar", Command::Confirm);
const READY_TYPING: Binding =
    row(&[Key::ctrl('s'), Key::plain(KeyCode::F(2))], "Ctrl+S", "klar", Command::Save);
const DECIDE: Binding = row(&[Key::plain(KeyCode::F(4))], "F4", "avgör fynd", Command::Decide);
const MASK_ALL_TYPING: Binding = row(&[Key::plain(KeyCode::F(3))], "F3", "maskera alla", Command::MaskAll);
const MASK: Binding = row(&[Key::char('m')], "m", "maskera", Command::Mask);
const MASK_ALL: Binding =
    row(&[Key::char('a'), Key::plain(KeyCode::F(3))], "a", "maskera alla", Command::MaskAll);
const COARSEN: Binding = row(&[Key::char('g')], "g", "grövre", Command::Coarsen);
const KEEP: Binding = row(&[Key::char('b')], "b", "behåll", Command::Keep);
const TAKE_TEXT: Binding = row(&[ENTER, Key::ctrl('s')], "Enter", "klar", Command::Save);
const BACK_TO_TEXT: Binding = row(&[ESC, Key::plain(KeyCode::F(4))], "Esc", "till texten", Command::Decide);
const UNDO_TYPING: Binding = row(&[Key::ctrl('z')], "Ctrl+Z", "ångra", Command::Undo);
const REDO_TYPING: Binding = row(&[Key::ctrl('y')], "Ctrl+Y", "gör om", Command::Redo);
const SAVE: Binding = row(&[ENTER], "Enter", "spara", Command::Save);
const BACK_TO_FORM: Binding = row(&[LEFT, BACKSPACE, ESC], "←", "ändra", Command::Back);
const SAVE_HERE: Binding = row(&[ENTER], "Enter", "spara här", Command::Save);
const BACK_ESC: Binding = row(&[ESC], "Esc", "tillbaka", Command::Back);
const TO_START: Binding = row(&[ENTER, Key::char('n')], "Enter", "startsidan", Command::Again);
const TO_FORMS: Binding = row(&[Key::char('b')], "b", "blanketter", Command::Forms);
const TO_ANSWER: Binding = row(&[ENTER, RIGHT], "Enter", "gå till svaret", Command::Confirm);
const CLOSE_TRAIL: Binding =
    row(&[ESC, LEFT, BACKSPACE, Key::char('s'), Key::char('q')], "Esc", "stäng", Command::Close);
const TO_STEP: Binding = row(&[ENTER], "Enter", "gå till steget", Command::Confirm);
const CLOSE_ACTS: Binding = row(
    &[ESC, LEFT, BACKSPACE, Key::char('a'), Key::char('å'), Key::char('q')],
    "Esc",
    "stäng",
    Command::Close,
);
const MAP: Binding = row(&[Key::char('m')], "m", "karta", Command::Map);
const BACK_TO_START: Binding = row(&[LEFT, BACKSPACE, ESC], "←", "startsidan", Command::Back);
const KEEP_IT: Binding = row(&[ENTER], "Enter", "behåll", Command::Confirm);
const YES: Binding = row(&[Key::char('j'), Key::char('J')], "j", "ja", Command::Confirm);
const NO: Binding = row(&[Key::char('n'), Key::char('N'), ESC, LEFT, BACKSPACE], "n", "nej", Command::Close);

const SCROLL_UP: Binding = row(&[UP], "↑", "upp", Command::Up);
const SCROLL_DOWN: Binding = row(&[DOWN], "↓", "ned", Command::Down);
const IS_DONE: Binding = row(&[Key::char('j'), Key::char('J')], "j", "ja, det är gjort", Command::Confirm);
const NOT_YET: Binding =
    row(&[Key::char('n'), Key::char('N')], "n", "inte än: gå vidare, och påminn mig", Command::Forward);
const STAY: Binding = row(&[ESC, LEFT, BACKSPACE], "Esc", "inget markeras", Command::Close);

const GO_ON_WITH: Binding = row(&[ENTER, RIGHT], "Enter", "fortsätt", Command::Confirm);
const CLOSE_LIST: Binding = row(&[ESC, LEFT, BACKSPACE, Key::char('q')], "Esc", "stäng", Command::Close);
const TAKE_UP: Binding = row(&[Key::char('j'), Key::char('J'), ENTER], "j", "fortsätt", Command::Confirm);
const BEGIN_ANEW: Binding = row(&[Key::char('n'), Key::char('N'), ESC], "n", "börja en ny", Command::Close);
const REMOVE_IT: Binding =
    row(&[Key::char('t'), Key::char('T')], "t", "ta bort den och börja en ny", Command::Discard);
const LEAVE_IT: Binding = row(&[Key::char('j'), Key::char('J')], "j", "avsluta", Command::Confirm);
const LEAVE_NOTHING: Binding =
    row(&[Key::char('t'), Key::char('T')], "t", "avsluta och ta bort", Command::Discard);

const CHOOSING: &[Binding] =
    &[DIGITS_TOGGLE, GO_ON, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, TOGGLE, GO_UP, GO_DOWN, REDO];
const ASKED_BEFORE: &[Binding] =
    &[FORWARD, DIGITS_CHANGE, CHOOSE, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, GO_UP, GO_DOWN, REDO];
const ACTED_BEFORE: &[Binding] =
    &[FORWARD, DIGITS_MARK, CHOOSE, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, GO_UP, GO_DOWN, REDO];
const FORM: &[Binding] = &[
    EDIT_FIELD, REVIEW, CLEAR, BACK, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, GO_UP, GO_DOWN, PAGE_UP, PAGE_DOWN,
    FIRST, LAST, REDO,
];
const WRITING: &[Binding] =
    &[READY_TYPING, DECIDE, MASK_ALL_TYPING, ESCAPE, UNDO_TYPING, REDO_TYPING, HELP_TYPING, QUIT_TYPING];
const FORMS: &[Binding] = &[
    READ,
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
const PICTURE: &[Binding] =
    &[FINENESS, REPORT, GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, BACK_TO_START, HELP, QUIT, FIRST, LAST];
const FINDINGS: &[Binding] =
    &[MASK, COARSEN, KEEP, MASK_ALL, TAKE_TEXT, BACK_TO_TEXT, GO_UP, GO_DOWN, UNDO_TYPING, HELP, QUIT];

const REVIEWING: &[Binding] =
    &[SAVE, BACK_TO_FORM, ACTS, TO_QUESTION, GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, HELP, QUIT, FIRST, LAST];
const TAKING_UP: &[Binding] = &[TAKE_UP, BEGIN_ANEW, REMOVE_IT, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP];
const LEAVING: &[Binding] = &[LEAVE_IT, NO, LEAVE_NOTHING, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP];

/// The keys of a context, the most important first.
pub fn bindings(context: Context) -> &'static [Binding] {
    match context {
        Context::Start => &[DIGITS_OPEN, CHOOSE, GO_UP, GO_DOWN, MAP, HELP, QUIT],
        Context::StartDraft => const { &[DIGITS_OPEN, GO_ON_WITH, REMOVE, GO_UP, GO_DOWN, MAP, HELP, QUIT] },
        Context::Ask => {
            &[DIGITS_ANSWER, CHOOSE, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, GO_UP, GO_DOWN, REDO]
        }
        Context::AskedBefore => ASKED_BEFORE,
        Context::Choose => CHOOSING,
        Context::Act => {
            &[DIGITS_MARK, CHOOSE, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, GO_UP, GO_DOWN, REDO]
        }
        Context::ActedBefore => ACTED_BEFORE,
        Context::Tell => &[GO_ON, BACK, WHY, TRAIL, ACTS, MAP, UNDO, HELP, QUIT, REDO],
        Context::Form => FORM,
        Context::FieldOne => &[DIGITS_ANSWER, CHOOSE, CANCEL, GO_UP, GO_DOWN, HELP, QUIT],
        Context::FieldAny => const { &[DIGITS_TOGGLE, TOGGLE, READY, CANCEL, GO_UP, GO_DOWN, HELP, QUIT] },
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
                    TO_START, OPEN, PRINT, FOLDER, COPY, TO_FORMS, QUIT, HELP, GO_UP, GO_DOWN, PAGE_DOWN,
                    PAGE_UP, FIRST, LAST,
                ]
            }
        }
        Context::Forms => FORMS,
        Context::Profile => PROFILE,
        Context::ProfileLine => const { &[READY_TIME, ESCAPE, HELP_TYPING, QUIT_TYPING] },
        Context::Picture => PICTURE,
        Context::Formats => const { &[DIGITS_ROW, CHOOSE, GO_UP, GO_DOWN, CLOSE_FORMATS] },
        Context::Reader => &[GO_UP, GO_DOWN, PAGE_DOWN, PAGE_UP, CLOSE, FIRST, LAST],
        Context::Trail => const { &[TO_ANSWER, GO_UP, GO_DOWN, CLOSE_TRAIL] },
        Context::Acts => const { &[DIGITS_MARK, GO_UP, GO_DOWN, TO_STEP, CLOSE_ACTS] },
        Context::Reasons => const { &[DIGITS_ROW, CHOOSE, CLOSE_LIST, GO_UP, GO_DOWN] },
        Context::AskedAgain => const { &[IS_DONE, NOT_YET, STAY] },
        Context::Map => map::MOVING,
        Context::Training(place) => training::bindings(place),
        Context::MapSearch => map::SEARCHING,
        Context::Dialog => const { &[YES, NO, SCROLL_UP, SCROLL_DOWN, PAGE_DOWN, PAGE_UP] },
        Context::Keep => const { &[KEEP_IT, NO] },
        Context::Drafts => const { &[DIGITS_OPEN, GO_ON_WITH, REMOVE, GO_UP, GO_DOWN, CLOSE_LIST] },
        Context::TakeUp => TAKING_UP,
        Context::Leave => LEAVING,
    }
}

/// The keys of a context that can do something there, the most important first. The others are still answered.
pub fn listed(context: Context) -> impl Iterator<Item = &'static Binding> {
    bindings(context).iter().filter(move |binding| match (context, binding.command) {
        (Context::Findings(Deciding::Plainly), command) => command != Some(Command::Coarsen),
        (Context::Findings(Deciding::Over), command) => !command.is_some_and(needs_finding),
        _ => true,
    })
}

/// Whether a command is to decide a finding, or to go to another.
fn needs_finding(command: Command) -> bool {
    use Command::{Coarsen, Down, Keep, Mask, MaskAll, Up};
    matches!(command, Mask | MaskAll | Coarsen | Keep | Up | Down)
}

/// The most items that a digit chooses among. In a longer list it moves the cursor, so that no key means two things.
pub const DIGITS: usize = 9;

/// What a binding's keys do on a page where digits are read among this many items.
pub fn says(binding: &Binding, items: usize) -> &'static str {
    match binding.command {
        None if items > DIGITS => "gå dit",
        None | Some(_) => binding.says,
    }
}

/// How a binding's keys are written on a page where digits choose among this many items.
pub fn shown(binding: &Binding, items: usize) -> String {
    match (binding.command, items) {
        (None, 1) => "1".to_owned(),
        (None, 2..=8) => format!("1–{items}"),
        (_, _) => binding.shown.to_owned(),
    }
}

/// What a key asks for in a context.
pub fn command(context: Context, key: Key) -> Option<Command> {
    let bindings = bindings(context);
    if let Some(binding) = bindings.iter().find(|binding| binding.keys.contains(&key)) {
        return binding.command;
    }
    let digits = bindings.iter().any(|binding| binding.command.is_none());
    match key {
        Key { code: KeyCode::Char(c @ '1'..='9'), .. } if digits => {
            Some(Command::Pick(c as usize - '1' as usize))
        }
        Key { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Context; 34] = [
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
        Context::Findings(Deciding::Coarsely),
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
        let training = training::Place::ALL.map(Context::Training);
        for context in ALL.into_iter().chain(training) {
            let keys: Vec<Key> = bindings(context).iter().flat_map(|binding| binding.keys).copied().collect();
            for (n, key) in keys.iter().enumerate() {
                assert!(!keys[n + 1..].contains(key), "{context:?}: {key:?}");
            }
        }
    }

    #[test]
    fn where_text_is_typed_no_letter_is_a_command() {
        let training = training::Place::ALL.map(Context::Training);
        for context in ALL.into_iter().chain(training).filter(|context| context.types()) {
            for c in "abcåäöqQ?19 ".chars() {
                assert_eq!(command(context, Key::char(c)), None, "{context:?} {c}");
            }
        }
    }
}
