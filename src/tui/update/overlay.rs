//! What lies over a page: reasons, answers given, acts, what a change discards, keys, and leaving.

use super::{drafts, field, forms, step};
use crate::export::Format;
use crate::flow::model::Mark;
use crate::session::event::Event;
use crate::session::walk::Walk;
use crate::tui::effect::{Effect, Shelving};
use crate::tui::keymap::Command;
use crate::tui::map::Mode;
use crate::tui::message::Key;
use crate::tui::model::{Model, Overlay, Stage};
use crate::tui::scroll::scroll;
use crate::tui::view;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let last = last_item(model);
    let furthest = view::furthest(model);
    let Some(overlay) = &mut model.overlay else { return Vec::new() };
    match (overlay, command) {
        (Overlay::Map(page), command) if command != Command::Close => {
            model.notice = page.update(command).map(str::to_owned);
        }
        (_, Command::Close | Command::Back) => model.overlay = None,
        (Overlay::Quit, Command::Confirm) => return vec![Effect::Quit],
        (Overlay::Quit, Command::Discard) => return vec![Effect::Discard, Effect::Quit],
        (Overlay::TakeUp { card, .. }, command) => {
            let card = card.clone();
            return drafts::asked(model, &card, command);
        }
        (Overlay::Remove(card), Command::Confirm) => {
            let id = card.id.clone();
            model.overlay = None;
            return vec![Effect::Remove(id)];
        }
        (Overlay::LetGo, Command::Confirm) => {
            model.overlay = None;
            field::leave(model);
        }
        (Overlay::Delete, Command::Confirm) => return forms::shelve(model, Shelving::Delete),
        (Overlay::Formats { cursor }, Command::Confirm) => {
            let nth = *cursor;
            return forms::write(model, nth);
        }
        (Overlay::Formats { .. }, Command::Pick(nth)) => return forms::write(model, nth),
        (Overlay::Why { scroll: at } | Overlay::Help { scroll: at } | Overlay::Form { scroll: at }, _) => {
            scroll(at, command, furthest);
        }
        (Overlay::Trail { cursor }, Command::Confirm) => {
            let row = *cursor;
            go_to_passed(model, row);
        }
        (Overlay::Acts { cursor }, Command::Confirm) => {
            let row = *cursor;
            go_to_act(model, row);
        }
        (Overlay::Acts { cursor }, Command::Pick(mark)) => {
            let row = *cursor;
            mark_act(model, row, mark);
        }
        (Overlay::Trail { cursor } | Overlay::Acts { cursor } | Overlay::Formats { cursor }, _) => {
            scroll(cursor, command, last);
        }
        (Overlay::Change { .. }, Command::Confirm) => change(model),
        (
            Overlay::Map(_)
            | Overlay::Change { .. }
            | Overlay::Told { .. }
            | Overlay::Remove(_)
            | Overlay::Quit
            | Overlay::Delete
            | Overlay::LetGo,
            _,
        ) => {}
    }
    Vec::new()
}

/// Types what is searched for on the map.
pub(super) fn search(model: &mut Model, key: Key) {
    if let Some(Overlay::Map(page)) = &mut model.overlay
        && page.mode == Mode::Searching
    {
        field::type_line(&mut page.wanted, key);
        model.notice = page.typed().map(str::to_owned);
    }
}

/// Moves the cursor of a list to an item.
pub(super) fn move_to(model: &mut Model, item: usize) {
    let last = last_item(model);
    let row = view::map_row_at(model, item);
    if let (Some(Overlay::Map(page)), Some(row)) = (&mut model.overlay, row) {
        page.browse.move_to(row);
    }
    if let Some(Overlay::Trail { cursor } | Overlay::Acts { cursor } | Overlay::Formats { cursor }) =
        &mut model.overlay
    {
        *cursor = item.min(last);
    }
}

fn last_item(model: &Model) -> usize {
    let passed = |count: fn(&Walk) -> usize| model.walking().map_or(0, |walking| count(&walking.walk));
    let items = match model.overlay {
        Some(Overlay::Trail { .. }) => passed(|walk| walk.position().path.len()),
        Some(Overlay::Acts { .. }) => passed(|walk| walk.acts().len()),
        Some(Overlay::Formats { .. }) => Format::ALL.len(),
        Some(
            Overlay::Why { .. }
            | Overlay::Map(_)
            | Overlay::Change { .. }
            | Overlay::Help { .. }
            | Overlay::Told { .. }
            | Overlay::TakeUp { .. }
            | Overlay::Remove(_)
            | Overlay::Form { .. }
            | Overlay::Delete
            | Overlay::LetGo
            | Overlay::Quit,
        )
        | None => 0,
    };
    items.saturating_sub(1)
}

fn go_to_passed(model: &mut Model, row: usize) {
    model.overlay = None;
    let Some(walking) = model.walking_mut() else { return };
    if let Some(visit) = walking.walk.position().path.get(row) {
        let step = visit.step;
        walking.look_at(Some(step));
    }
}

fn go_to_act(model: &mut Model, row: usize) {
    model.overlay = None;
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.acts().get(row) {
        Some((step, Some(_))) => walking.look_at(Some(*step)),
        Some((_, None)) => walking.look_at(None),
        None => {}
    }
}

/// Marks an act from the list. The list stays open, and so does the page under it.
fn mark_act(model: &mut Model, row: usize, mark: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let acts = walking.walk.acts();
    let (Some((step, _)), Some(mark)) = (acts.get(row), Mark::ALL.get(mark)) else { return };
    let event = Event::Marked { step: walking.flow().step(*step).id.clone(), mark: *mark };
    match walking.walk.preview(&event) {
        Ok(change) if change.is_nothing() => {
            let before = walking.walk.position().at;
            // The preview held, so this does too.
            let _ = walking.walk.take(event);
            if walking.walk.position().at != before {
                walking.settle();
            } else if let Stage::Step(_) = walking.stage {
                walking.remaining = walking.walk.remaining();
            }
        }
        Ok(change) => model.overlay = Some(Overlay::Change { event, change }),
        Err(refusal) => model.notice = Some(step::why_not(&refusal)),
    }
}

fn change(model: &mut Model) {
    if let Some(Overlay::Change { event, .. }) = model.overlay.take() {
        step::take(model, event);
        model.notice = Some("Ändrat. u ångrar.".to_owned());
    }
}
