//! One field being edited. Leaving without changing is always possible, whatever stands in it.

use ratatui::crossterm::event::KeyCode;

use super::{step, text};
use crate::characters;
use crate::flow::id::AnswerId;
use crate::flow::model::FieldOption;
use crate::session::event::{Event, Value};
use crate::session::period::{DayPart, Period, Way, When};
use crate::session::ticks;
use crate::tui::editor::{Editor, Pasted};
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::message::Key;
use crate::tui::model::{Edit, FieldPage, Grain, Model, Overlay, Stage, WalkPage};
use crate::tui::scroll::scroll;
use crate::tui::view;

/// How much is pasted on a line; the rest is left out.
const LONGEST_LINE: usize = 500;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some((field, options)) = page_with_options(model) else { return Vec::new() };
    let last = options.len().saturating_sub(1);
    match (&mut field.edit, command) {
        (Edit::Text(text), Command::Back) if text.is_changed() => model.overlay = Some(Overlay::LetGo),
        (_, Command::Back) => leave(model),
        (Edit::One { cursor }, Command::Pick(item)) if item <= last => {
            *cursor = item;
            confirm(model);
        }
        (Edit::Any { cursor, chosen }, Command::Pick(item)) if item <= last => {
            *cursor = item;
            toggle(chosen, &options, item);
        }
        (Edit::Any { cursor, chosen }, Command::Toggle) => toggle(chosen, &options, *cursor),
        (Edit::Time { period, grain, .. }, command) if command != Command::Confirm => {
            turn(period, *grain, command);
        }
        (Edit::Text(_), command) => text::update(model, command),
        (_, Command::Confirm | Command::Save) => confirm(model),
        (Edit::One { cursor } | Edit::Any { cursor, .. }, command) => scroll(cursor, command, last),
        _ => {}
    }
    Vec::new()
}

/// A key that is no command: typed into the field, or into the folder.
pub(super) fn key(model: &mut Model, key: Key) {
    let width = view::text_width(model);
    let Some(walking) = model.walking_mut() else { return };
    match &mut walking.stage {
        Stage::Field(FieldPage { edit: Edit::Text(_), .. }) => text::key(model, key, width),
        Stage::Field(FieldPage { edit: Edit::Time { typed, .. }, .. })
        | Stage::Folder { input: typed, .. } => {
            type_line(typed, key);
        }
        Stage::Field(_) | Stage::Step(_) | Stage::Form { .. } | Stage::Review { .. } => {}
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste(model: &mut Model, text: &str) {
    let Some(walking) = model.walking_mut() else { return };
    let pasted = match &mut walking.stage {
        Stage::Field(FieldPage { edit: Edit::Text(_), .. }) => text::paste(model, text),
        Stage::Field(FieldPage { edit: Edit::Time { typed, .. }, .. })
        | Stage::Folder { input: typed, .. } => {
            paste_line(typed, text);
            Pasted::Whole
        }
        Stage::Field(_) | Stage::Step(_) | Stage::Form { .. } | Stage::Review { .. } => return,
    };
    if pasted == Pasted::Cut {
        model.notice = Some("Texten var för lång att klistra in. Bara början kom med.".to_owned());
    }
}

fn page_with_options(model: &mut Model) -> Option<(&mut FieldPage, Vec<FieldOption>)> {
    let walking = model.walking_mut()?;
    let Stage::Field(page) = &walking.stage else { return None };
    let options = walking.flow().form.field(page.field).kind.options().to_vec();
    match &mut walking.stage {
        Stage::Field(page) => Some((page, options)),
        Stage::Step(_) | Stage::Form { .. } | Stage::Review { .. } | Stage::Folder { .. } => None,
    }
}

fn toggle(chosen: &mut Vec<AnswerId>, options: &[FieldOption], item: usize) {
    let Some(option) = options.get(item) else { return };
    let is_alone = |id: &AnswerId| options.iter().any(|option| option.alone && option.id == *id);
    *chosen = ticks::ticked(chosen, &option.id, is_alone);
}

fn turn(period: &mut Period, grain: Grain, command: Command) {
    match command {
        Command::More => period.when = period.when.step(Way::Later),
        Command::Less => period.when = period.when.step(Way::Earlier),
        Command::Coarseness => period.when = next_coarseness(period.when, grain),
        Command::DayPart if grain != Grain::Day => period.part = next_part(period.part),
        _ => {}
    }
}

fn next_coarseness(when: When, grain: Grain) -> When {
    let Some(day) = when.first_day() else { return when };
    match (grain, when) {
        (Grain::Day, _) => when,
        (Grain::Coarse, When::Week { .. }) | (Grain::Any, When::Week { .. }) => When::month_of(day),
        (Grain::Any, When::Month { .. }) => When::Day(day),
        (Grain::Coarse, When::Month { .. } | When::Day(_)) | (Grain::Any, When::Day(_)) => When::week_of(day),
    }
}

fn next_part(part: Option<DayPart>) -> Option<DayPart> {
    match part {
        None => DayPart::ALL.first().copied(),
        Some(part) => DayPart::ALL.into_iter().skip_while(|known| *known != part).nth(1),
    }
}

fn confirm(model: &mut Model) {
    match value(model) {
        Ok(Some(event)) => accept(model, event),
        Ok(None) => leave(model),
        Err(why) => model.notice = Some(why),
    }
}

pub(super) fn accept(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.take(event) {
        Ok(_) => leave_to_next(walking),
        Err(refusal) => model.notice = Some(step::why_not(&refusal)),
    }
}

/// The value as it stands, as a decision; `None` where nothing was changed; what to do where it is not a value.
fn value(model: &Model) -> Result<Option<Event>, String> {
    let Some(WalkPage { walk, stage: Stage::Field(page), .. }) = model.walking() else { return Ok(None) };
    let field = walk.flow().form.field(page.field);
    let options = field.kind.options();
    let value = match &page.edit {
        Edit::One { cursor } => match options.get(*cursor) {
            Some(option) => Value::Option(option.id.clone()),
            None => return Ok(None),
        },
        Edit::Any { chosen, .. } => {
            let known = options.iter().map(|option| &option.id);
            Value::Options(known.filter(|id| chosen.contains(id)).cloned().collect())
        }
        Edit::Time { period, grain, typed } => time(*period, *grain, typed)?,
        // Text goes through the gate, and has its own way out.
        Edit::Text(_) => return Ok(None),
    };
    Ok(Some(Event::Filled { field: field.id.clone(), value }))
}

fn time(period: Period, grain: Grain, typed: &Editor) -> Result<Value, String> {
    let period = match typed.text().trim() {
        "" => period,
        text => text.parse::<Period>().map_err(|why| why.to_string())?,
    };
    match (grain, period.when) {
        (Grain::Day, When::Day(day)) => Ok(Value::Day(day)),
        (Grain::Day, When::Week { .. } | When::Month { .. }) => {
            Err("Skriv ett datum, som 2026-11-21.".to_owned())
        }
        (Grain::Coarse | Grain::Any, _) => Ok(Value::Period(period)),
    }
}

pub(super) fn leave(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    if let Stage::Field(page) = &walking.stage {
        walking.stage = Stage::Form { cursor: page.row };
    }
}

fn leave_to_next(walking: &mut WalkPage) {
    let Stage::Field(page) = &walking.stage else { return };
    let cursor = (page.row + 1).min(walking.fields().len());
    walking.stage = Stage::Form { cursor };
}

/// Text that was pasted on a line, which stays one.
pub(super) fn paste_line(line: &mut Editor, pasted: &str) {
    let kept: String = pasted.chars().filter(|c| !characters::steers(*c)).take(LONGEST_LINE).collect();
    let _whole = line.paste(&kept);
}

/// A key that is typed on a line, which stays one.
pub(super) fn type_line(line: &mut Editor, key: Key) {
    if !matches!(key.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down) {
        text::type_key(line, key, u16::MAX);
    }
}
