//! The form's fields: choosing one to change, putting one back, and going on to the review.

use chrono::NaiveDate;
use ratatui::crossterm::event::KeyCode;

use super::{field, text};
use crate::flow::id::FieldIx;
use crate::flow::model::FieldKind;
use crate::form::model::{FormEntry, Tick, TickState};
use crate::form::{advice, fill};
use crate::present::{self, has_direct_keys};
use crate::session::event::{Event, FieldValue};
use crate::session::period::{CalendarSpan, Period};
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::key::{HeldKey, KeyPress};
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Edit, EnterInTicks, FieldPage, Model, Overlay, WalkPage, WalkStage};
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
        KeyCommand::Pick(item) => pick_option(model, at, item),
        KeyCommand::NextGroup => walking.leave_to_next_group(at),
        KeyCommand::PreviousGroup => {
            walking.stage = WalkStage::Form { cursor: walking.previous_group_row(at) };
        }
        KeyCommand::Clear => clear_field(model, at),
        KeyCommand::Back => leave_form(walking),
        _ => scroll_to(cursor, command, last),
    }
    Vec::new()
}

/// Chooses an option of the field on a row where it stands, or ticks it. A list whose digits do not stand there is opened, at the
/// answer that begins with the digit.
fn pick_option(model: &mut Model, row: usize, item: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let Some(at) = walking.fields().get(row).copied() else { return };
    let options: Vec<_> = fill::offered_options(&walking.walk, at).cloned().collect();
    if options.is_empty() {
        return type_digit(model, item);
    }
    if !has_direct_keys(&options) {
        open_row(model, row);
        let digit = present::row_digit(item);
        let answer = options.iter().position(|option| present::leading_digit(&option.text) == digit);
        if let Some(answer) = answer.filter(|_| digit.is_some()) {
            let _effects = field::handle_command(model, KeyCommand::GoTo(answer));
        }
        return;
    }
    let Some(option) = options.get(item) else { return };
    let many = matches!(walking.flow().form.field(at).kind, FieldKind::Choices { .. });
    let value = if many {
        FieldValue::Options(field::ticks_after(&fill::chosen_options(&walking.walk, at), &options, item))
    } else {
        FieldValue::Option(option.id.clone())
    };
    let event = Event::Filled { field: walking.flow().form.field(at).id.clone(), value };
    match walking.walk.apply(event) {
        Ok(_) if many => {}
        Ok(_) => go_on_from(model, row, at),
        Err(refusal) => model.notice = Some(present::describe_refusal(walking.flow(), &refusal)),
    }
}

/// A digit on a row without options begins its time.
fn type_digit(model: &mut Model, item: usize) {
    let digit = present::row_digit(item).and_then(|digit| u32::try_from(digit).ok());
    if let Some(digit) = digit.and_then(|digit| char::from_digit(digit, 10)) {
        type_key(model, KeyPress::char(digit));
    }
}

/// To the next field after one was filled in where it stands: what is to be said more coarsely first, and to the review where
/// it was the last.
fn go_on_from(model: &mut Model, row: usize, at: FieldIx) {
    let Some(walking) = model.walking_mut() else { return };
    let cursor = walking.next_open_row(row + 1);
    let over = cursor == walking.fields().len();
    let coarser = present::calls_for_coarser(&walking.walk, at);
    walking.stage =
        if over && !coarser { WalkStage::Review { scroll: 0 } } else { WalkStage::Form { cursor } };
    if coarser {
        model.overlay = Some(Overlay::Coarsen { cursor: None });
    }
}

/// To the first field that a form which says next to nothing has nothing in.
pub(super) fn go_to_blank_field(model: &mut Model) {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return };
    let blank = advice::find_blank_fields(&walking.walk, today);
    let row = walking.fields().iter().position(|at| blank.first() == Some(at));
    walking.stage = WalkStage::Form { cursor: row.unwrap_or_default() };
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

/// A key that is no command: what is typed on a row begins its text or its time, or goes to an option in its list.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    if let KeyPress { code: KeyCode::Char(_), held: HeldKey::Neither | HeldKey::Shift } = key {
        open_typed_row(model);
    }
    let opened = model.walking().is_some_and(|walking| matches!(walking.stage, WalkStage::Field(_)));
    let is_only_opened = key.code == KeyCode::Char(' ') && !is_written(model);
    if !(opened && is_only_opened && !model.type_ahead.has_begun()) {
        field::type_key(model, key);
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste_text(model: &mut Model, text: &str) {
    open_typed_row(model);
    field::paste_text(model, text);
}

/// Opens the field on the row under the cursor, where what is typed can go into it; else says what the row takes.
fn open_typed_row(model: &mut Model) {
    let Some(walking) = model.walking() else { return };
    let WalkStage::Form { cursor } = walking.stage else { return };
    match walking.fields().get(cursor) {
        Some(at) if !matches!(walking.flow().form.field(*at).kind, FieldKind::Acts) => {
            open_row(model, cursor);
        }
        Some(_) => model.notice = Some("Här skrivs ingen text. Enter visar åtgärderna.".to_owned()),
        None => model.notice = Some("Här skrivs ingen text. Enter går till granskningen.".to_owned()),
    }
}

/// Whether what is typed in the open field is written in it, and not looked for in a list.
fn is_written(model: &Model) -> bool {
    let edit = model.walking().map(|walking| &walking.stage);
    matches!(edit, Some(WalkStage::Field(FieldPage { edit: Edit::Text(_) | Edit::Time { .. }, .. })))
}

/// Says a detail more coarsely, or opens its field where that takes a choice. The list stays open while there is more.
pub(super) fn coarsen_detail(model: &mut Model, nth: usize) {
    let today = model.today;
    let Some(walking) = model.walking_mut() else { return };
    let Some(detail) = present::coarser_details(&walking.walk, today).into_iter().nth(nth) else {
        model.overlay = None;
        return;
    };
    match detail.event.map(|event| walking.walk.apply(event)) {
        Some(Ok(_)) => {
            let left = present::coarser_details(&walking.walk, today).len();
            model.overlay = (left > 0).then_some(Overlay::Coarsen { cursor: None });
            model.notice = Some("Grövre nu. Ctrl+Z ångrar.".to_owned());
        }
        Some(Err(refusal)) => model.notice = Some(present::describe_refusal(walking.flow(), &refusal)),
        None => {
            let row = walking.fields().iter().position(|at| *at == detail.field);
            model.overlay = None;
            if let Some(row) = row {
                open_row(model, row);
            }
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
        model.notice = Some("Fältet är tillbaka till det som dina svar ger. Ctrl+Z ångrar.".to_owned());
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
        (_, FormEntry::One(ticks)) => Edit::One { cursor: ticks.iter().position(is_ticked) },
        (FieldKind::Choices { .. }, FormEntry::Any(_)) => {
            let chosen = fill::chosen_options(&walking.walk, at);
            Edit::Any { cursor: None, chosen, enter: EnterInTicks::GoOn }
        }
        (_, FormEntry::Day(day)) => {
            let day = day.unwrap_or(walking.walk.verified().current_date().effective_day());
            let period = Period { when: CalendarSpan::Day(day), part: None };
            Edit::Time {
                period,
                day,
                grain: fill::time_precision(&walking.walk, at),
                typed: Editor::default(),
            }
        }
        (_, FormEntry::Period(period) | FormEntry::Planned(period)) => {
            let grain = fill::time_precision(&walking.walk, at);
            let period = period
                .unwrap_or_else(|| Period::week_of(walking.walk.verified().current_date().effective_day()));
            let day = period.when.first_day().unwrap_or(today);
            Edit::Time { period, day, grain, typed: Editor::default() }
        }
        (_, FormEntry::Text(_)) => match by_hand {
            Some(FieldValue::Text(known)) => text::open_text(known.text()),
            _ => text::open_text(""),
        },
        (_, FormEntry::Any(_) | FormEntry::Acts(_)) => return None,
    })
}

fn is_ticked(tick: &Tick) -> bool {
    tick.state == TickState::On
}
