//! The form's fields: choosing one to change, putting one back, and going on to the review.

use chrono::NaiveDate;

use super::text;
use crate::flow::id::FieldIx;
use crate::flow::model::FieldKind;
use crate::form::fill;
use crate::form::model::{FormEntry, Tick, TickState};
use crate::session::event::{Event, FieldValue};
use crate::session::period::{CalendarSpan, Period};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Edit, FieldPage, Model, Overlay, TimePrecision, WalkPage, WalkStage};
use crate::tui::scroll::scroll_to;

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    // One past the last field is "review and save".
    let last = walking.fields().len();
    let WalkStage::Form { cursor } = &mut walking.stage else { return Vec::new() };
    let at = *cursor;
    match command {
        KeyCommand::Confirm => open_row(model, at),
        KeyCommand::Review => walking.stage = WalkStage::Review { scroll: 0 },
        KeyCommand::Clear => clear_field(model, at),
        KeyCommand::Back => leave_form(walking),
        _ => scroll_to(cursor, command, last),
    }
    Vec::new()
}

/// Opens the field on a row, or the review from the last row.
pub(super) fn open_row(model: &mut Model, row: usize) {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return };
    let Some(field) = walking.fields().get(row).copied() else {
        walking.stage = WalkStage::Review { scroll: 0 };
        return;
    };
    match edit_field(walking, field, today) {
        Some(edit) => {
            walking.stage = WalkStage::Field(FieldPage { field, row, edit });
            text::rescan_page(model);
        }
        None => {
            walking.stage = WalkStage::Form { cursor: row };
            model.overlay = Some(Overlay::Acts { cursor: 0 });
        }
    }
}

fn clear_field(model: &mut Model, row: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let Some(field) = walking.fields().get(row).copied() else { return };
    let id = walking.flow().form.field(field).id.clone();
    if walking.walk.position().fields.contains_key(&field)
        && walking.walk.apply(Event::Cleared { field: id }).is_ok()
    {
        model.notice = Some("Fältet är tillbaka till det som dina svar ger. u ångrar.".to_owned());
    }
}

fn leave_form(walking: &mut WalkPage) {
    let last = walking.walk.position().path.last().map(|visit| visit.step);
    if last.is_some() {
        walking.show_step(last);
    }
}

/// The editing of a field as it stands; `None` for the acts, which are marked in their own list.
fn edit_field(walking: &WalkPage, at: FieldIx, today: NaiveDate) -> Option<Edit> {
    let by_hand = walking.walk.position().fields.get(&at);
    Some(match (&walking.flow().form.field(at).kind, fill::fill_entry(&walking.walk, at, today)) {
        (_, FormEntry::One(ticks)) => Edit::One { cursor: ticks.iter().position(is_ticked).unwrap_or(0) },
        (FieldKind::Choices { .. }, FormEntry::Any(_)) => {
            Edit::Any { cursor: 0, chosen: fill::chosen_options(&walking.walk, at) }
        }
        (_, FormEntry::Day(day)) => {
            let day = day.unwrap_or(walking.walk.verified().current_date().effective_day());
            let period = Period { when: CalendarSpan::Day(day), part: None };
            Edit::Time { period, grain: TimePrecision::Day, typed: Editor::default() }
        }
        (FieldKind::Period { exact }, FormEntry::Period(period))
        | (FieldKind::Planned { exact }, FormEntry::Planned(period)) => {
            let earlier = |step| walking.walk.position().outcome(step);
            let grain = if exact.holds(&earlier) { TimePrecision::Any } else { TimePrecision::Coarse };
            let period = period
                .unwrap_or_else(|| Period::week_of(walking.walk.verified().current_date().effective_day()));
            Edit::Time { period, grain, typed: Editor::default() }
        }
        (_, FormEntry::Text(_)) => match by_hand {
            Some(FieldValue::Text(known)) => text::open_text(known.text()),
            _ => text::open_text(""),
        },
        (_, FormEntry::Any(_) | FormEntry::Period(_) | FormEntry::Planned(_) | FormEntry::Acts(_)) => {
            return None;
        }
    })
}

fn is_ticked(tick: &Tick) -> bool {
    tick.state == TickState::On
}
