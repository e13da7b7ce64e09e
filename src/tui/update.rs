//! What each message changes, and what it asks of the outside world. Never draws, never waits.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a page answers the commands of its own context and no others"
)]

mod correction;
pub mod count;
mod drafts;
mod field;
mod form;
mod forms;
mod inbox;
mod overlay;
mod picture;
mod plan;
mod profile;
mod prose;
mod review;
mod start;
mod step;
mod text;
pub mod todo;
pub mod training;
mod typing;

use ratatui::crossterm::event::KeyCode;
use zeroize::Zeroizing;

use super::effect::Effect;
use super::key::{HeldKey, KeyPress};
use super::keymap::{self, Context, DigitAction, KeyCommand};
use super::map::MapPage;
use super::message::{Message, Scroll};
use super::model::{
    Cover, Edit, Model, Overlay, Page, SaveLocation, SavedPage, TextEdit, WalkPage, WalkStage, is_too_small,
};
use super::scroll::scroll_to;
use super::start as rows;
use crate::draft::writer::Append;
use crate::present::{self, contacts_after, left_to_do};
use crate::session::walk::Walk;
use crate::todo::{ToDoItem, collect_left as left_over};

/// Takes one message. The effects are to be performed in order; what comes of them arrives as messages.
///
/// Whatever was decided is to be kept before anything else is done: no page has to think of it.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let place = |model: &Model| {
        let over = model.overlay.as_ref().map(std::mem::discriminant);
        (over, model.walking().map(WalkPage::shown_step))
    };
    let before = place(model);
    let mut effects = handle_message(model, message);
    if place(model) != before {
        model.dialog_scroll = 0;
    }
    let today = model.today;
    if let Page::Walk(walking) = &mut model.page
        && let Some(news) = Append::from_walk(&mut walking.walk, today)
    {
        effects.insert(0, Effect::Keep(news));
    }
    effects
}

fn handle_message(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Resized(width, height) => model.size = (width, height),
        Message::Opened(flow, scanner) => drafts::begin_walk(model, flow, scanner),
        Message::Mapped(flow) => model.overlay = Some(Overlay::Map(Box::new(MapPage::new(flow, None)))),
        Message::NotOpened(why) | Message::NotListed(why) | Message::Said(why) => {
            model.notice = Some(why);
        }
        Message::Profile(layered, scanner, said) => profile::set_profile(model, *layered, scanner, said),
        Message::Counted(counted) => picture::show_picture(model, *counted),
        Message::Reported(files) => picture::show_written(model, &files),
        Message::PlanOpened(open, scanner) => plan::show_plan(model, *open, scanner),
        Message::PlanNoted(open) => plan::set_noted(model, *open),
        Message::PlanNotNoted(why) => plan::warn_not_noted(model, why),
        Message::InboxOpened(open, scanner) => inbox::show_inbox(model, *open, scanner),
        Message::InboxNoted(open) => inbox::set_noted(model, *open),
        Message::InboxNotNoted(why) => inbox::warn_not_noted(model, why),
        Message::CorrectionOpened(open, scanner) => correction::show_form(model, *open, scanner),
        Message::Corrected(forms, retention, told) => {
            correction::show_saved(model, forms, retention, told);
            // What is left to do says what the form now says.
            return vec![Effect::FindToDo];
        }
        Message::NotCorrected(why) => correction::warn_not_saved(model, why),
        Message::FollowUpWritten(files, left_out) => plan::show_written(model, &files, &left_out),
        Message::Reminded(reminder) => model.reminder = reminder,
        Message::Listed(forms, retention, said) => forms::set_forms(model, forms, retention, said),
        Message::TakenUp(taken, scanner) => drafts::show_resumed(model, *taken, scanner),
        Message::NotKept(why) => drafts::warn_not_kept(model, why),
        Message::KeptAgain => drafts::note_kept_again(model),
        Message::Drafts(cards) => start::set_drafts(model, cards),
        Message::ToDo(items, said) => todo::set_to_do(model, items, said),
        Message::Saved(files) => {
            let left = collect_left(model, &files);
            show_saved(model, files);
            return vec![Effect::Discard, Effect::NoteToDo(left)];
        }
        Message::NotSaved(problem) => review::ask_other_folder(model, problem),
        Message::Pasted(_) | Message::Clicked(..) | Message::Scrolled(_) if model.cover == Cover::On => {}
        Message::Key(key) => return handle_key(model, key),
        Message::Pasted(text) => {
            model.notice = None;
            type_text(model, &text);
        }
        Message::Clicked(column, row) => return handle_click(model, column, row),
        Message::Scrolled(scroll) => {
            let command = match scroll {
                Scroll::Up => KeyCommand::Up,
                Scroll::Down => KeyCommand::Down,
            };
            return handle_command(model, command);
        }
    }
    Vec::new()
}

fn handle_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    if let Some(cover) = keymap::cover::cover_after(model.cover, key) {
        model.cover = cover;
        return Vec::new();
    }
    model.notice = None;
    let context = Context::from_model(model);
    if begins_anew(model, context, key) {
        model.type_ahead.clear();
        return Vec::new();
    }
    let command = keymap::find_command(context, key);
    if prose::is_stray(model, context, key, command) {
        return Vec::new();
    }
    if is_too_small(model.size) {
        return if key == KeyPress::ctrl('c') { vec![Effect::Quit] } else { Vec::new() };
    }
    if key == KeyPress::ctrl('c') && matches!(model.overlay, Some(Overlay::Quit)) {
        return vec![Effect::Quit];
    }
    match command.filter(|_| !goes_on_with_letters(model, context, key)) {
        Some(command) if prose::holds_back(model, context, command) => model.type_ahead.clear(),
        Some(command) => {
            model.type_ahead.clear();
            return handle_command(model, command_in_list(model, command));
        }
        None => type_key(model, key),
    }
    Vec::new()
}

/// Whether a key only takes back the letters typed in a list, which is not left for it.
fn begins_anew(model: &Model, context: Context, key: KeyPress) -> bool {
    key.code == KeyCode::Backspace && context.is_list() && model.type_ahead.has_begun()
}

/// Whether a key goes on with the letters typed in a list: then neither a blank, a digit nor a sign asks for anything. After one
/// slip a digit chooses as it did before it.
fn goes_on_with_letters(model: &Model, context: Context, key: KeyPress) -> bool {
    let is_typed =
        matches!(key, KeyPress { code: KeyCode::Char(_), held: HeldKey::Neither | HeldKey::Shift });
    let is_digit = matches!(key.code, KeyCode::Char(c) if c.is_ascii_digit());
    let is_slip = model.type_ahead.is_astray() && !model.type_ahead.is_prose();
    is_typed && context.is_list() && model.type_ahead.has_begun() && !(is_digit && is_slip)
}

/// What a key asks for in the list on the page: where the answers are numbers themselves, a digit goes to the one it begins; where
/// what is chosen goes before everything, to the one it stands before.
fn command_in_list(model: &Model, command: KeyCommand) -> KeyCommand {
    let KeyCommand::Pick(row) = command else { return command };
    let answer = present::row_digit(row).and_then(|digit| model.layout.answers[digit]);
    match (model.layout.digits, answer) {
        (DigitAction::Choose(_), _) => command,
        (DigitAction::Select(items), _) if row < items => KeyCommand::GoTo(row),
        (DigitAction::Find(_), Some(answer)) => KeyCommand::GoTo(answer),
        // No answer begins with it, and no row is past them all.
        (DigitAction::Find(_), None) | (DigitAction::Select(_), _) => KeyCommand::Pick(usize::MAX),
    }
}

fn type_key(model: &mut Model, key: KeyPress) {
    // A letter with Ctrl is no letter in a list.
    if key.held == HeldKey::Control && Context::from_model(model).is_list() {
        return;
    }
    match model.overlay {
        Some(Overlay::Map(_)) => overlay::type_search(model, key),
        Some(_) => {}
        None => match &mut model.page {
            Page::Profile(_) => profile::type_key(model, key),
            Page::Plan(_) => plan::type_key(model, key),
            Page::Inbox(_) => inbox::type_key(model, key),
            Page::Correction(_) => correction::type_key(model, key),
            _ => form::type_key(model, key),
        },
    }
}

fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    if command == KeyCommand::Hide {
        model.cover = Cover::On;
        return Vec::new();
    }
    if model.overlay.is_some() {
        return overlay::handle_command(model, command);
    }
    if leaves_page(command) && step::settle_ticks(model) == step::Settled::No {
        return Vec::new();
    }
    match command {
        KeyCommand::Help => model.overlay = Some(Overlay::Help { scroll: 0 }),
        KeyCommand::Quit => return quit_or_ask(model),
        KeyCommand::Why => model.overlay = Some(Overlay::Why { scroll: 0 }),
        KeyCommand::Trail => open_trail(model),
        KeyCommand::Acts => open_acts(model),
        KeyCommand::Map => return open_map(model),
        KeyCommand::Undo | KeyCommand::Redo if !is_typing(model) => undo_or_redo(model, command),
        _ => return handle_page_command(model, command),
    }
    Vec::new()
}

/// Whether a command can lead from a step to somewhere else, without going on from it.
fn leaves_page(command: KeyCommand) -> bool {
    matches!(
        command,
        KeyCommand::Quit
            | KeyCommand::Trail
            | KeyCommand::Acts
            | KeyCommand::Map
            | KeyCommand::Undo
            | KeyCommand::Redo
    )
}

fn handle_page_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    if model.shows_step() && matches!(command, KeyCommand::PageUp | KeyCommand::PageDown) {
        let furthest = model.layout.furthest;
        scroll_to(&mut model.dialog_scroll, command, furthest);
        return Vec::new();
    }
    match &model.page {
        Page::Start { .. } => start::handle_command(model, command),
        Page::Saved(_) => start::handle_saved_command(model, command),
        Page::Forms(_) => forms::handle_command(model, command),
        Page::ToDo(_) => todo::handle_command(model, command),
        Page::Profile(_) => profile::handle_command(model, command),
        Page::Picture(_) => picture::handle_command(model, command),
        Page::Plan(_) => plan::handle_command(model, command),
        Page::Inbox(_) => inbox::handle_command(model, command),
        Page::Correction(_) => correction::handle_command(model, command),
        Page::Walk(walking) => match walking.stage {
            WalkStage::Step(_) => step::handle_command(model, command),
            WalkStage::Form { .. } => form::handle_command(model, command),
            WalkStage::Field(_) => field::handle_command(model, command),
            WalkStage::Review { .. } | WalkStage::Folder { .. } => review::handle_command(model, command),
        },
    }
}

fn quit_or_ask(model: &mut Model) -> Vec<Effect> {
    // Nothing is lost by leaving where nothing is in progress.
    match &mut model.page {
        Page::Walk(walking) if !walking.walk.log().is_empty() => {
            model.overlay = Some(Overlay::Quit);
            Vec::new()
        }
        Page::Walk(_) => vec![Effect::Discard, Effect::Quit],
        Page::Plan(page) if page.text().is_some_and(TextEdit::is_changed) => {
            model.overlay = Some(Overlay::LetGo);
            Vec::new()
        }
        Page::Inbox(page) if page.text().is_some_and(TextEdit::is_changed) => {
            model.overlay = Some(Overlay::LetGo);
            Vec::new()
        }
        Page::Correction(page) if page.text().is_some_and(TextEdit::is_changed) => {
            model.overlay = Some(Overlay::LetGo);
            Vec::new()
        }
        Page::Correction(page) if page.is_changed() => correction::end_or_ask(page),
        Page::Start { .. }
        | Page::Saved(_)
        | Page::Forms(_)
        | Page::ToDo(_)
        | Page::Profile(_)
        | Page::Picture(_)
        | Page::Plan(_)
        | Page::Inbox(_)
        | Page::Correction(_) => vec![Effect::Quit],
    }
}

fn is_typing(model: &Model) -> bool {
    match &model.page {
        Page::Walk(walking) => {
            matches!(&walking.stage, WalkStage::Field(field) if matches!(field.edit, Edit::Text(_)))
        }
        Page::Plan(page) => page.text().is_some(),
        Page::Inbox(page) => page.text().is_some(),
        Page::Correction(page) => page.text().is_some(),
        _ => false,
    }
}

fn type_text(model: &mut Model, text: &str) {
    if model.overlay.is_none() && !is_too_small(model.size) {
        match &mut model.page {
            Page::Profile(_) => profile::paste_text(model, text),
            Page::Plan(_) => plan::paste_text(model, text),
            Page::Inbox(_) => inbox::paste_text(model, text),
            Page::Correction(_) => correction::paste_text(model, text),
            _ => form::paste_text(model, text),
        }
    }
}

fn open_trail(model: &mut Model) {
    let Some(walking) = model.walking() else { return };
    match walking.walk.position().path.len() {
        0 => model.notice = Some("Du har inte svarat på något än.".to_owned()),
        passed => model.overlay = Some(Overlay::Trail { cursor: passed - 1 }),
    }
}

fn open_acts(model: &mut Model) {
    let Some(walking) = model.walking() else { return };
    match walking.walk.acts().len() {
        0 => model.notice = Some("Rutinen har inte gett någon åtgärd än.".to_owned()),
        acts => {
            model.overlay = Some(Overlay::Acts { cursor: first_act_left(&walking.walk).unwrap_or(acts - 1) });
        }
    }
}

/// The row of the act that is most pressing of those still to be done.
fn first_act_left(walk: &Walk) -> Option<usize> {
    let first = left_to_do(walk).first()?.at;
    walk.acts().iter().position(|(at, _)| *at == first)
}

fn open_map(model: &mut Model) -> Vec<Effect> {
    let Some(walking) = model.walking() else { return rows::open_map(model) };
    let position = walking.walk.position().clone();
    let page = MapPage::new(walking.walk.verified().clone(), Some(position));
    model.overlay = Some(Overlay::Map(Box::new(page)));
    Vec::new()
}

fn undo_or_redo(model: &mut Model, command: KeyCommand) {
    let Some(walking) = model.walking_mut() else { return };
    let done = match command {
        KeyCommand::Undo => walking.walk.undo().is_some(),
        _ => walking.walk.redo().is_some(),
    };
    if done {
        walking.show_current();
    }
    let notice = match (command, done) {
        (KeyCommand::Undo, true) => format!("Ångrat. {} gör om.", redo_key(model)),
        (KeyCommand::Undo, false) => "Det finns inget att ångra.".to_owned(),
        (_, true) => "Gjort igen.".to_owned(),
        (_, false) => "Det finns inget att göra om.".to_owned(),
    };
    model.notice = Some(notice);
}

/// The key that takes the latest decision back on the page: no letter where letters are typed.
fn undo_key(model: &Model) -> &'static str {
    shown_key(model, KeyCommand::Undo).unwrap_or("Ctrl+Z")
}

/// The key that takes it again.
fn redo_key(model: &Model) -> &'static str {
    shown_key(model, KeyCommand::Redo).unwrap_or("Ctrl+Y")
}

fn shown_key(model: &Model, command: KeyCommand) -> Option<&'static str> {
    let mut keys = keymap::bindings(Context::from_model(model));
    keys.find(|binding| binding.command == Some(command)).map(|binding| binding.shown)
}

fn handle_click(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    model.notice = None;
    model.type_ahead.clear();
    prose::forget_stray(model);
    if is_too_small(model.size) {
        return Vec::new();
    }
    match (model.layout.item_at(column, row), model.layout.command_at(column, row)) {
        // A sign that there is more lies over the last row.
        (_, Some(command)) => handle_command(model, command),
        (Some(item), None) => click_item(model, item),
        (None, None) => Vec::new(),
    }
}

fn click_item(model: &mut Model, item: usize) -> Vec<Effect> {
    if matches!(Context::from_model(model), Context::Acts | Context::Map | Context::MapSearch) {
        overlay::move_to(model, item);
        return Vec::new();
    }
    if model.overlay.is_some() {
        overlay::move_to(model, item);
        return overlay::handle_command(model, KeyCommand::Confirm);
    }
    match Context::from_model(model) {
        Context::Form | Context::FormText => form::open_row(model, item),
        Context::Start | Context::StartDraft => return rows::open_row(model, item),
        Context::Plan => return plan::open_at(model, item),
        Context::Inbox => return inbox::open_at(model, item),
        Context::Correction => return correction::open_at(model, item),
        _ => return handle_command(model, KeyCommand::Pick(item)),
    }
    Vec::new()
}

/// What the walk in progress leaves to do whose form was saved in these files.
fn collect_left(model: &Model, files: &[std::path::PathBuf]) -> Vec<ToDoItem> {
    model.walking().map(|walking| left_over(&walking.walk, files, model.today)).unwrap_or_default()
}

fn show_saved(model: &mut Model, files: Vec<std::path::PathBuf>) {
    let Some(walking) = model.walking() else { return };
    let flow = walking.flow();
    let shelf = match walking.stage {
        WalkStage::Folder { .. } => SaveLocation::Elsewhere,
        WalkStage::Step(_) | WalkStage::Form { .. } | WalkStage::Field(_) | WalkStage::Review { .. } => {
            SaveLocation::Listed
        }
    };
    let todo = left_to_do(&walking.walk).into_iter().map(|act| act.title.to_owned()).collect();
    let contacts = contacts_after(&walking.walk).into_iter();
    let contacts = contacts.map(|contact| (contact.label.clone(), contact.reach.clone())).collect();
    let after = flow.form.after.clone();
    model.page = Page::Saved(Box::new(SavedPage {
        walk: walking.walk.clone(),
        files,
        shelf,
        after,
        contacts,
        todo,
        scroll: 0,
    }));
    model.overlay = None;
    model.clipboard = Zeroizing::default();
}
