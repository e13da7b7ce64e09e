//! Keys: which key does what on which page. The key bar and the help are made from the same table.

mod context;
mod correction;
pub mod cover;
mod digits;
mod field;
pub mod groups;
mod inbox;
mod keys;
#[cfg(test)]
mod letters;
mod map;
mod page;
mod picture;
mod plan;
mod shelf;
mod step;
mod text;
pub mod training;

use ratatui::crossterm::event::KeyCode;

pub use self::context::{Context, FindingActions};
pub use self::digits::{DigitAction, describe_action, describe_keys};
pub use self::keys::{HIDE, binding};
use super::key::{HeldKey, KeyPress};
use crate::present;

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
    /// To the `n`th, counted from zero: what a digit asks for where it begins that item's text.
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
    /// To the earlier answer that does not agree.
    Jump,
    /// The steps, to go to one.
    Steps,
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
    /// To the group of fields before.
    PreviousGroup,
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
    /// Begin to mark text at the cursor, or stop.
    MarkText,
    /// Put the marked text in the program's own buffer.
    CopyText,
    /// Put the marked text in the program's own buffer, and take it out of the text.
    CutText,
    /// Put in what lies in the program's own buffer.
    PasteText,
    /// Fill in what is the same every time.
    FillIn,
    /// Never ask about it again.
    Skip,
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
    /// Hide everything from whoever looks over the shoulder.
    Hide,
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

/// The keys of a context in sets, those of the page itself first, and the most important first in each.
fn key_sets(context: Context) -> &'static [&'static [Binding]] {
    match context {
        Context::Start => page::START,
        Context::StartFirst => page::START_FIRST,
        Context::StartDraft => page::START_DRAFT,
        Context::Ask => step::ASKING,
        Context::AskedBefore => step::ASKED_BEFORE,
        Context::Choose => step::CHOOSING,
        Context::ChooseRow => step::CHOOSING_ROW,
        Context::Act => step::ACTING,
        Context::ActedBefore => step::ACTED_BEFORE,
        Context::Tell => step::TELLING,
        Context::Form => field::FORM,
        Context::FormText => field::FORM_TEXT,
        Context::FieldOne => field::ONE,
        Context::FieldAny => field::ANY,
        Context::FieldAnyRow => field::ANY_ROW,
        Context::FieldTime => field::TIME,
        Context::FieldText => text::WRITING,
        Context::TextSearch => text::SEEKING,
        Context::Findings(_) => text::FINDINGS,
        Context::Review => page::REVIEWING,
        Context::ReviewStopped => page::REVIEWING_STOPPED,
        Context::Folder => page::FOLDER,
        Context::Saved => page::SAVED,
        Context::Forms => shelf::FORMS,
        Context::ToDo => page::TO_DO,
        Context::Profile => page::PROFILE,
        Context::ProfileChoice => page::PROFILE_CHOICE,
        Context::ProfileLine => page::PROFILE_LINE,
        Context::Picture => picture::SHOWN,
        Context::Plan => plan::ACTIVITIES,
        Context::PlanState => plan::STATES,
        Context::Inbox => inbox::FORMS,
        Context::InboxForm => inbox::FORM,
        Context::Correction => correction::ROWS,
        Context::CorrectionChoice => correction::CHOICE,
        Context::Formats => shelf::FORMATS,
        Context::Coarsen => field::COARSER,
        Context::CoarsenRow => field::COARSER_ROW,
        Context::Reader => page::READER,
        Context::Trail => page::TRAIL_LIST,
        Context::Acts => page::ACTS_LIST,
        Context::Reasons => page::REASONS,
        Context::AskedAgain => page::ASKED_AGAIN,
        Context::Map => map::MOVING,
        Context::MapSearch => map::SEARCHING,
        Context::Training(place) => training::training_keys(place),
        Context::Dialog => page::DIALOG,
        Context::Keep => page::KEEPING,
        Context::Drafts => page::DRAFTS,
        Context::Routines => page::ROUTINES,
        Context::TakeUp => page::TAKING_UP,
        Context::Leave => page::LEAVING,
    }
}

/// The keys of a context, the most important first. Those that hide everything are among them everywhere.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    key_sets(context).iter().copied().flatten().chain(std::iter::once(&HIDE))
}

/// The keys of a context that can do something there, the most important first. The others are still answered.
pub fn active_bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    bindings(context).filter(move |binding| match (context, binding.command) {
        (Context::Findings(FindingActions::Plainly), command) => command != Some(KeyCommand::Coarsen),
        (Context::Findings(FindingActions::Over), command) => !command.is_some_and(needs_finding),
        _ => true,
    })
}

/// The keys that the key bar shows: the four that matter most on the page, the one that tells of the rest, and the one that
/// hides everything. A digit that reaches nothing is not among them.
pub fn bar_bindings(context: Context, digits: DigitAction) -> impl Iterator<Item = &'static Binding> {
    let is_for_the_end =
        |binding: &&Binding| matches!(binding.command, Some(KeyCommand::Help | KeyCommand::Hide));
    let reaches = move |binding: &&Binding| binding.command.is_some() || digits.items() > 0;
    let own = active_bindings(context).filter(reaches).filter(move |binding| !is_for_the_end(binding));
    let help = bindings(context).filter(|binding| binding.command == Some(KeyCommand::Help));
    own.take(IN_BAR).chain(help).chain(std::iter::once(&HIDE))
}

/// How many keys of the page itself the key bar shows.
const IN_BAR: usize = 4;

/// Whether a command is to decide a finding, or to go to another.
fn needs_finding(command: KeyCommand) -> bool {
    use KeyCommand::{Coarsen, Down, Keep, Mask, MaskAll, Up};
    matches!(command, Mask | MaskAll | Coarsen | Keep | Up | Down)
}

/// The most items that a digit chooses among: those that it stands before.
pub const DIGITS: usize = present::number::DIRECT_KEYS;

/// What a key asks for in a context.
pub fn find_command(context: Context, key: KeyPress) -> Option<KeyCommand> {
    if let Some(binding) = bindings(context).find(|binding| binding.keys.contains(&key)) {
        return binding.command;
    }
    let digits = bindings(context).any(|binding| binding.command.is_none());
    match key {
        KeyPress { code: KeyCode::Char('0'), .. } if digits => Some(KeyCommand::Pick(9)),
        KeyPress { code: KeyCode::Char(c @ '1'..='9'), .. } if digits => {
            Some(KeyCommand::Pick(c as usize - '1' as usize))
        }
        // Held Shift means something only while text is typed.
        KeyPress { code, held: HeldKey::Shift } if !context.is_typing() => {
            find_command(context, KeyPress::plain(code))
        }
        KeyPress { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_on_one_page() {
        for context in Context::every() {
            let keys: Vec<KeyPress> = bindings(context).flat_map(|binding| binding.keys).copied().collect();
            for (n, key) in keys.iter().enumerate() {
                assert!(!keys[n + 1..].contains(key), "{context:?}: {key:?}");
            }
        }
    }

    #[test]
    fn where_text_is_typed_no_letter_is_a_command() {
        for context in Context::every().filter(|context| context.is_typing()) {
            for c in "abcåäöqQ?19 ".chars() {
                assert_eq!(find_command(context, KeyPress::char(c)), None, "{context:?} {c}");
            }
        }
    }

    #[test]
    fn where_a_field_is_chosen_no_letter_and_no_blank_asks_for_anything_but_to_tick() {
        let rows = [Context::Form, Context::Profile, Context::Correction];
        for context in Context::every().filter(|context| context.is_list() || rows.contains(context)) {
            for c in ('a'..='ö').chain('A'..='Ö').chain([' ']).filter(|c| c.is_alphabetic() || *c == ' ') {
                let asks = find_command(context, KeyPress::char(c));
                assert!(matches!(asks, None | Some(KeyCommand::Toggle)), "{context:?} {c}: {asks:?}");
            }
        }
    }

    #[test]
    fn the_bar_shows_four_keys_the_help_and_always_the_one_that_hides() {
        for context in Context::every() {
            let shown: Vec<&Binding> = bar_bindings(context, DigitAction::Choose(DIGITS)).collect();
            assert!(shown.len() <= IN_BAR + 2, "{context:?}");
            assert_eq!(
                shown.last().and_then(|binding| binding.command),
                Some(KeyCommand::Hide),
                "{context:?}"
            );
        }
    }
}
