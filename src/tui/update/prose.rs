//! Prose that was typed or pasted where something is chosen: nothing is chosen by it, it is kept to be pasted in a text, and it is
//! said where.

use std::mem::discriminant;

use ratatui::crossterm::event::KeyCode;
use zeroize::Zeroizing;

use crate::flow::model::FieldKind;
use crate::tui::key::{HeldKey, KeyPress};
use crate::tui::keymap::{Context, KeyCommand};
use crate::tui::model::{BeforeStray, Model, WalkPage, WalkStage};
use crate::tui::stray_text::TypedCharacter;

/// What is said first where prose is typed in a list.
const IN_LIST: &str = "Här väljer du ur en lista.";

/// Keeps what was typed in a list, where it is prose, and says what a list takes.
pub(super) fn keep_prose(model: &mut Model) {
    if model.type_ahead.is_prose() {
        let typed = Zeroizing::new(model.type_ahead.typed().to_owned());
        keep(model, typed, IN_LIST);
    } else if model.type_ahead.is_astray() {
        model.notice = Some("Inget val börjar så. Börja om, eller välj med pilarna och Enter.".to_owned());
    }
}

/// Keeps what was pasted in a list, and says what a list takes.
pub(super) fn keep_pasted(model: &mut Model, pasted: &str) {
    let lead = if Context::from_model(model).is_list() { IN_LIST } else { NO_TEXT };
    keep(model, Zeroizing::new(pasted.to_owned()), lead);
}

/// Whether a key that would choose comes straight after prose: then nothing is chosen, and it is said once more.
pub(super) fn holds_back(model: &mut Model, context: Context, command: KeyCommand) -> bool {
    let chooses = matches!(
        command,
        KeyCommand::Confirm | KeyCommand::Forward | KeyCommand::NextGroup | KeyCommand::Toggle
    );
    let holds = chooses && context.is_list() && model.type_ahead.is_prose();
    if holds {
        keep_prose(model);
    }
    holds
}

/// Whether a key does nothing, since it goes on with text that is typed where letters ask for things. One slip is no end to the digits,
/// and whatever else is pressed after a text only lets go of it.
pub(super) fn is_stray(
    model: &mut Model,
    context: Context,
    key: KeyPress,
    command: Option<KeyCommand>,
) -> bool {
    let letter = match key {
        KeyPress { code: KeyCode::Char(letter), held: HeldKey::Neither } => letter,
        KeyPress { .. } => return lets_go_of_stray(model, command),
    };
    if !context.has_letter_commands() {
        forget_stray(model);
        return false;
    }
    if letter.is_ascii_digit() && !model.stray.is_text() {
        // It chooses, but a text can begin with it too: then what it chose is taken back.
        model.before_stray = Some(note_before_stray(model));
        model.stray.begin_with_digit(letter);
        return false;
    }
    // A letter begins a sentence of its own, and what was chosen before it stands.
    if model.stray.is_lone_digit() && letter.is_alphabetic() {
        forget_stray(model);
    }
    if model.stray.is_empty() {
        model.before_stray = Some(note_before_stray(model));
    }
    let asks = model.stray.push_character(letter, command.map_or(TypedCharacter::Stray, weigh_command));
    if model.stray.is_text() {
        take_back_stray(model);
        let typed = Zeroizing::new(model.stray.typed().to_owned());
        keep(model, typed, NO_TEXT);
    }
    !asks
}

/// What a letter that asks for this is.
fn weigh_command(command: KeyCommand) -> TypedCharacter {
    use KeyCommand::{Acts, Down, First, Help, Last, Map, PageDown, PageUp, Redo, Trail, Undo, Up, Why};
    match command {
        Acts | Down | First | Help | Last | Map | PageDown | PageUp | Redo | Trail | Undo | Up | Why => {
            TypedCharacter::Looks
        }
        _ => TypedCharacter::Decides,
    }
}

/// What is said first where text is typed on a page that takes none.
const NO_TEXT: &str = "Här skrivs ingen text, och inget är valt.";

/// A key that is no character: where a text was typed it is let go of, and a key that would choose or leave does nothing more.
fn lets_go_of_stray(model: &mut Model, command: Option<KeyCommand>) -> bool {
    use KeyCommand::{Back, Close, Confirm, Forward, Save};
    let holds = model.stray.is_text() && matches!(command, Some(Confirm | Forward | Back | Close | Save));
    if holds {
        let typed = Zeroizing::new(model.stray.typed().to_owned());
        keep(model, typed, NO_TEXT);
    }
    forget_stray(model);
    holds
}

/// Forgets what was typed where letters ask for things.
pub(super) fn forget_stray(model: &mut Model) {
    model.stray.clear();
    model.before_stray = None;
}

fn note_before_stray(model: &Model) -> BeforeStray {
    BeforeStray {
        decided: model.walking().map_or(0, |walking| walking.walk.log().len()),
        step: model
            .walking()
            .filter(|page| matches!(page.stage, WalkStage::Step(_)))
            .map(WalkPage::shown_step),
        overlay: model.overlay.as_ref().map(discriminant),
    }
}

/// Takes back what the first letters of a text did: what they decided, took back or opened.
fn take_back_stray(model: &mut Model) {
    let Some(before) = model.before_stray else { return };
    if model.overlay.as_ref().map(discriminant) != before.overlay {
        model.overlay = None;
    }
    let Some(walking) = model.walking_mut().filter(|page| page.walk.log().len() != before.decided) else {
        return;
    };
    while walking.walk.log().len() > before.decided && walking.walk.undo().is_some() {}
    while walking.walk.log().len() < before.decided && walking.walk.redo().is_some() {}
    match before.step.filter(|step| *step != walking.walk.position().at) {
        Some(step) => walking.show_step(Some(step)),
        None => walking.show_current(),
    }
}

/// Keeps prose in the program's own buffer. What was cut or copied there is never lost for it.
fn keep(model: &mut Model, prose: Zeroizing<String>, lead: &str) {
    let is_free = model.clipboard.is_empty() || prose.starts_with(model.clipboard.as_str());
    model.notice = Some(match text_label(model).filter(|_| is_free) {
        Some(label) => {
            model.clipboard = prose;
            let again = if lead == NO_TEXT { " Esc börjar om." } else { "" };
            format!("{lead} Ctrl+V i ”{label}” klistrar in det du skrev.{again}")
        }
        None if lead == NO_TEXT => {
            format!("{lead} Esc börjar om. Välj sedan med siffra, eller pilarna och Enter.")
        }
        None => "Här väljer du ur en lista, med pilarna och Enter. Esc ändrar inget.".to_owned(),
    });
}

/// The first field of free text in the form.
fn text_label(model: &Model) -> Option<String> {
    let walking = model.walking()?;
    let form = &walking.flow().form;
    let mut fields = walking.fields().into_iter().map(|at| form.field(at));
    fields.find(|field| matches!(field.kind, FieldKind::Text { .. })).map(|field| field.label.clone())
}
