//! What lies over a page: reasons, answers given, acts, what a change discards, keys, and leaving.

use super::typing::type_line;
use super::{correction, drafts, field, form, forms, inbox, plan, review, step, text, undo_key};
use crate::export::Format;
use crate::flow::id::StepIx;
use crate::flow::model::Mark;
use crate::present::{Choices, act_confirmation, coarser_details, describe_refusal, done_confirmation};
use crate::session::event::Event;
use crate::session::walk::Walk;
use crate::tui::effect::{Effect, SavedFormAction};
use crate::tui::key::KeyPress;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Model, Overlay, Page, WalkStage};
use crate::tui::scroll::{scroll_choice, scroll_to};

/// What is said where a reason is to be given, and none is chosen.
const CHOOSE_REASON: &str = "Välj ett skäl med siffra eller ↓.";

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let furthest = model.layout.furthest;
    match (&mut model.overlay, command) {
        (Some(Overlay::Map(page)), command) if !page.leaves_map(command) => {
            model.notice = page.update(command, furthest).map(str::to_owned);
        }
        (Some(Overlay::AskedAgain { act, .. }), KeyCommand::Forward) => {
            let act = *act;
            model.overlay = None;
            step::mark_act(model, act, Mark::Todo);
        }
        (Some(Overlay::Blank), KeyCommand::Close | KeyCommand::Back) => {
            model.overlay = None;
            form::go_to_blank_field(model);
        }
        (_, KeyCommand::Close | KeyCommand::Back) => model.overlay = None,
        (_, KeyCommand::Confirm) => return confirm_overlay(model),
        (_, KeyCommand::Pick(item)) => return pick_item(model, item),
        (_, KeyCommand::Discard | KeyCommand::Delete) => ask_to_remove(model),
        (_, command) => move_cursor(model, command, furthest),
    }
    Vec::new()
}

/// Does what is asked about, or goes to what the cursor stands on.
fn confirm_overlay(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Quit) => return vec![Effect::Quit],
        Some(Overlay::RemoveWalk) => return vec![Effect::Discard, Effect::Quit],
        Some(Overlay::Delete) => return forms::change_form(model, SavedFormAction::Delete),
        Some(Overlay::Formats { cursor }) => return forms::write_form(model, *cursor),
        Some(Overlay::Drafts { cursor }) => return drafts::resume_listed(model, *cursor),
        Some(Overlay::Routines { cursor }) => return open_other(model, *cursor),
        Some(Overlay::TakeUp { card, .. }) => {
            let card = card.clone();
            model.overlay = None;
            return vec![Effect::TakeUp(Box::new(card))];
        }
        Some(Overlay::Remove(card)) => {
            let id = card.id.clone();
            model.overlay = None;
            return vec![Effect::Remove(id)];
        }
        Some(Overlay::Reasons { act, cursor }) => match (*act, *cursor) {
            (act, Some(nth)) => step::decline_act(model, act, nth),
            (_, None) => model.notice = Some(CHOOSE_REASON.to_owned()),
        },
        Some(Overlay::AskedAgain { act, .. }) => {
            let act = *act;
            model.overlay = None;
            step::mark_act(model, act, Mark::Done);
        }
        Some(Overlay::Trail { cursor }) => go_to_passed(model, *cursor),
        Some(Overlay::Acts { cursor }) => go_to_act(model, *cursor),
        Some(Overlay::Change { .. }) => apply_change(model),
        Some(Overlay::LetGo) => leave_unfinished(model),
        Some(Overlay::Coarsen { cursor: Some(cursor) }) => form::coarsen_detail(model, *cursor),
        // Nothing is chosen: it is coarse enough.
        Some(Overlay::Coarsen { cursor: None }) => model.overlay = None,
        Some(Overlay::Blank) => {
            model.overlay = None;
            return review::save_blank(model);
        }
        Some(Overlay::Keep) => {
            model.overlay = None;
            text::keep_finding(model);
        }
        Some(
            Overlay::Why { .. }
            | Overlay::Help { .. }
            | Overlay::Form { .. }
            | Overlay::Told { .. }
            | Overlay::Map(_),
        )
        | None => {}
    }
    Vec::new()
}

/// Leaves what is being typed without keeping it.
fn leave_unfinished(model: &mut Model) {
    model.overlay = None;
    match &mut model.page {
        Page::Plan(page) => plan::leave_text(page),
        Page::Inbox(page) => inbox::leave_text(page),
        Page::Correction(page) => correction::leave_row(page),
        _ => field::leave_field(model),
    }
}

/// Opens one of the other routines, by its place among them.
fn open_other(model: &mut Model, nth: usize) -> Vec<Effect> {
    let Some(card) = model.routines.get(nth + 1) else { return Vec::new() };
    let opens = vec![Effect::Open(card.id.clone())];
    model.overlay = None;
    opens
}

fn pick_item(model: &mut Model, item: usize) -> Vec<Effect> {
    match model.overlay {
        Some(Overlay::Formats { .. }) => return forms::write_form(model, item),
        Some(Overlay::Drafts { .. }) => return drafts::resume_listed(model, item),
        Some(Overlay::Routines { .. }) => return open_other(model, item),
        Some(Overlay::Acts { cursor }) => mark_act(model, cursor, item),
        Some(Overlay::Reasons { act, .. }) => step::decline_act(model, act, item),
        Some(Overlay::Coarsen { .. }) => form::coarsen_detail(model, item),
        Some(Overlay::Trail { .. }) if item < last_item(model) => go_to_passed(model, item),
        _ => {}
    }
    Vec::new()
}

/// Asks once more before a walk is removed: it cannot be undone.
fn ask_to_remove(model: &mut Model) {
    match &model.overlay {
        Some(Overlay::Quit) => model.overlay = Some(Overlay::RemoveWalk),
        Some(Overlay::TakeUp { card, .. }) => model.overlay = Some(Overlay::Remove(card.clone())),
        Some(Overlay::Drafts { cursor }) => {
            model.overlay = model.drafts.get(*cursor).cloned().map(Overlay::Remove);
        }
        _ => {}
    }
}

/// Scrolls a text, or moves the cursor of a list.
fn move_cursor(model: &mut Model, command: KeyCommand, furthest: usize) {
    let last = last_item(model);
    if model.overlay.as_ref().is_some_and(Overlay::is_dialog) {
        return scroll_to(&mut model.dialog_scroll, command, furthest);
    }
    match &mut model.overlay {
        Some(Overlay::Reasons { cursor, .. } | Overlay::Coarsen { cursor }) => {
            scroll_choice(cursor, command, last);
        }
        Some(Overlay::Why { scroll: at } | Overlay::Help { scroll: at } | Overlay::Form { scroll: at }) => {
            scroll_to(at, command, furthest);
        }
        overlay => {
            if let Some(cursor) = list_cursor(overlay) {
                scroll_to(cursor, command, last);
            }
        }
    }
}

/// The cursor of a list that lies over the page.
fn list_cursor(overlay: &mut Option<Overlay>) -> Option<&mut usize> {
    match overlay {
        Some(
            Overlay::Trail { cursor }
            | Overlay::Acts { cursor }
            | Overlay::Formats { cursor }
            | Overlay::Routines { cursor }
            | Overlay::Drafts { cursor },
        ) => Some(cursor),
        _ => None,
    }
}

/// Types what is searched for on the map.
pub(super) fn type_search(model: &mut Model, key: KeyPress) {
    if let Some(Overlay::Map(page)) = &mut model.overlay
        && page.takes_text()
    {
        type_line(&mut page.wanted, key);
        model.notice = page.search_typed().map(str::to_owned);
    }
}

/// Moves the cursor of a list to an item.
pub(super) fn move_to(model: &mut Model, item: usize) {
    let last = last_item(model);
    if let Some(Overlay::Map(page)) = &mut model.overlay {
        page.go_to_visible(model.layout.body.height, item);
    }
    if let Some(Overlay::Reasons { cursor, .. } | Overlay::Coarsen { cursor }) = &mut model.overlay {
        *cursor = Some(item.min(last));
    } else if let Some(cursor) = list_cursor(&mut model.overlay) {
        *cursor = item.min(last);
    }
}

fn last_item(model: &Model) -> usize {
    let passed = |count: fn(&Walk) -> usize| model.walking().map_or(0, |walking| count(&walking.walk));
    let items = match model.overlay {
        Some(Overlay::Trail { .. }) => passed(|walk| walk.position().path.len()),
        Some(Overlay::Acts { .. }) => passed(|walk| walk.acts().len()),
        Some(Overlay::Reasons { act, .. }) => passed_reasons(model, act),
        Some(Overlay::Formats { .. }) => Format::ALL.len(),
        Some(Overlay::Drafts { .. }) => model.drafts.len(),
        Some(Overlay::Routines { .. }) => model.routines.len().saturating_sub(1),
        Some(Overlay::Coarsen { .. }) => {
            model.walking().map_or(0, |walking| coarser_details(&walking.walk, model.today).len())
        }
        Some(
            Overlay::Why { .. }
            | Overlay::Map(_)
            | Overlay::AskedAgain { .. }
            | Overlay::Change { .. }
            | Overlay::Help { .. }
            | Overlay::Told { .. }
            | Overlay::TakeUp { .. }
            | Overlay::Remove(_)
            | Overlay::Form { .. }
            | Overlay::Delete
            | Overlay::LetGo
            | Overlay::Blank
            | Overlay::Keep
            | Overlay::Quit
            | Overlay::RemoveWalk,
        )
        | None => 0,
    };
    items.saturating_sub(1)
}

fn passed_reasons(model: &Model, act: StepIx) -> usize {
    match model.walking().map(|walking| Choices::from_walk(&walking.walk, act)) {
        Some(Choices::Mark { reasons, .. }) => reasons.len(),
        Some(Choices::One(_) | Choices::Any { .. } | Choices::Nothing) | None => 0,
    }
}

fn go_to_passed(model: &mut Model, row: usize) {
    model.overlay = None;
    let Some(walking) = model.walking_mut() else { return };
    if let Some(visit) = walking.walk.position().path.get(row) {
        let step = visit.step;
        walking.show_step(Some(step));
    }
}

fn go_to_act(model: &mut Model, row: usize) {
    model.overlay = None;
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.acts().get(row) {
        Some((step, Some(_))) => walking.show_step(Some(*step)),
        Some((_, None)) => walking.show_step(None),
        None => {}
    }
}

/// Marks an act from the list. The list stays open, and so does the page under it.
fn mark_act(model: &mut Model, row: usize, mark: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let acts = walking.walk.acts();
    let (Some((step, _)), Some(mark)) = (acts.get(row), Mark::ALL.get(mark)) else { return };
    if let Choices::Mark { bare, reasons } = Choices::from_walk(&walking.walk, *step)
        && !bare.contains(mark)
    {
        let act = *step;
        if reasons.is_empty() {
            model.notice = Some("Det kan inte sättas till inte aktuellt: gjort eller ska göras.".to_owned());
        } else {
            model.overlay = Some(Overlay::Reasons { act, cursor: None });
        }
        return;
    }
    let is_new = walking.walk.position().outcome(*step) != Some(&mark.outcome());
    let act = walking.flow().step(*step);
    let asks = act_confirmation(act, *mark).or_else(|| done_confirmation(act, *mark));
    if let Some(asks) = asks.filter(|_| is_new) {
        model.overlay = Some(Overlay::AskedAgain { act: *step, asks });
        return;
    }
    let event = Event::Marked { step: walking.flow().step(*step).id.clone(), mark: *mark };
    match walking.walk.preview(&event) {
        Ok(change) if change.is_nothing() => {
            let before = walking.walk.position().at;
            // The preview held, so this does too.
            let _ = walking.walk.apply(event);
            if walking.walk.position().at != before {
                walking.show_current();
            } else if let WalkStage::Step(_) = walking.stage {
                walking.remaining = walking.walk.remaining();
            }
        }
        Ok(change) => model.overlay = Some(Overlay::Change { event, change }),
        Err(refusal) => model.notice = Some(describe_refusal(walking.flow(), &refusal)),
    }
}

fn apply_change(model: &mut Model) {
    if let Some(Overlay::Change { event, .. }) = model.overlay.take() {
        step::apply_decision(model, event);
        let returned = model.notice.take().map(|said| format!(" {said}")).unwrap_or_default();
        model.notice = Some(format!("Ändrat. {} ångrar.{returned}", undo_key(model)));
    }
}
