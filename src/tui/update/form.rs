//! The form's fields: choosing one to change, putting one back, and going on to the review.

use chrono::NaiveDate;

use super::text;
use crate::flow::id::FieldIx;
use crate::flow::model::FieldKind;
use crate::form::fill;
use crate::form::model::{Entry, Tick, TickState};
use crate::session::event::{Event, Value};
use crate::session::period::{Period, When};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Edit, FieldPage, Grain, Model, Overlay, Stage, WalkPage};
use crate::tui::scroll::scroll;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    // One past the last field is "review and save".
    let last = walking.fields().len();
    let Stage::Form { cursor } = &mut walking.stage else { return Vec::new() };
    let at = *cursor;
    match command {
        Command::Confirm => open(model, at),
        Command::Review => walking.stage = Stage::Review { scroll: 0 },
        Command::Clear => clear(model, at),
        Command::Back => back(walking),
        _ => scroll(cursor, command, last),
    }
    Vec::new()
}

/// Opens the field on a row, or the review from the last row.
pub(super) fn open(model: &mut Model, row: usize) {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return };
    let Some(field) = walking.fields().get(row).copied() else {
        walking.stage = Stage::Review { scroll: 0 };
        return;
    };
    match edit(walking, field, today) {
        Some(edit) => {
            walking.stage = Stage::Field(FieldPage { field, row, edit });
            text::rescan(model);
        }
        None => {
            walking.stage = Stage::Form { cursor: row };
            model.overlay = Some(Overlay::Acts { cursor: 0 });
        }
    }
}

fn clear(model: &mut Model, row: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let Some(field) = walking.fields().get(row).copied() else { return };
    let id = walking.flow().form.field(field).id.clone();
    if walking.walk.position().fields.contains_key(&field)
        && walking.walk.take(Event::Cleared { field: id }).is_ok()
    {
        model.notice = Some("Fältet är tillbaka till det som dina svar ger. u ångrar.".to_owned());
    }
}

fn back(walking: &mut WalkPage) {
    let last = walking.walk.position().path.last().map(|visit| visit.step);
    if last.is_some() {
        walking.look_at(last);
    }
}

/// The editing of a field as it stands; `None` for the acts, which are marked in their own list.
fn edit(walking: &WalkPage, at: FieldIx, today: NaiveDate) -> Option<Edit> {
    let by_hand = walking.walk.position().fields.get(&at);
    Some(match (&walking.flow().form.field(at).kind, fill::entry(&walking.walk, at, today)) {
        (_, Entry::One(ticks)) => Edit::One { cursor: ticks.iter().position(is_on).unwrap_or(0) },
        (FieldKind::Choices { options, .. }, Entry::Any(ticks)) => {
            let on = options.iter().zip(&ticks).filter(|(_, tick)| is_on(tick));
            Edit::Any { cursor: 0, chosen: on.map(|(option, _)| option.id.clone()).collect() }
        }
        (_, Entry::Day(day)) => {
            let day = day.unwrap_or(walking.walk.verified().now().day());
            let period = Period { when: When::Day(day), part: None };
            Edit::Time { period, grain: Grain::Day, typed: Editor::default() }
        }
        (FieldKind::Period { exact }, Entry::Period(period)) => {
            let earlier = |step| walking.walk.position().outcome(step);
            let grain = if exact.holds(&earlier) { Grain::Any } else { Grain::Coarse };
            let period = period.unwrap_or_else(|| Period::week_of(walking.walk.verified().now().day()));
            Edit::Time { period, grain, typed: Editor::default() }
        }
        (_, Entry::Text(_)) => match by_hand {
            Some(Value::Text(known)) => text::open(known.text()),
            _ => text::open(""),
        },
        (_, Entry::Any(_) | Entry::Period(_) | Entry::Acts(_)) => return None,
    })
}

fn is_on(tick: &Tick) -> bool {
    tick.state == TickState::On
}
