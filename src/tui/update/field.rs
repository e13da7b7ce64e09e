//! One field being edited. Leaving without changing is always possible, whatever stands in it.

use chrono::NaiveDate;
use ratatui::crossterm::event::KeyCode;

use super::typing::{paste_line, type_line};
use super::{prose, text};
use crate::deid::screened::Screened;
use crate::flow::id::AnswerId;
use crate::flow::model::{FieldNeed, FieldOption};
use crate::form::fill;
use crate::present;
use crate::session::event::{Event, FieldValue};
use crate::session::period::{CalendarSpan, DayPart, Direction, NotAPeriod, Period};
use crate::session::spoken_time::TimePrecision;
use crate::session::ticks;
use crate::tui::effect::Effect;
use crate::tui::key::KeyPress;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{Edit, EnterInTicks, FieldPage, Model, Overlay, WalkPage, WalkStage};
use crate::tui::scroll::scroll_choice;

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Some((field, options)) = page_with_options(model) else { return Vec::new() };
    let last = options.len().saturating_sub(1);
    match (&mut field.edit, command) {
        (Edit::Text(text), KeyCommand::Back) if text.wanted.is_some() || text.editor.is_marking() => {
            text.wanted = None;
            text.editor.end_mark();
        }
        (Edit::Text(text), KeyCommand::Back) if text.is_changed() => model.overlay = Some(Overlay::LetGo),
        (Edit::Any { chosen, .. }, KeyCommand::Back) => {
            let chosen = chosen.clone();
            leave_ticks(model, &chosen);
        }
        (_, KeyCommand::Back) => leave_field(model),
        (Edit::One { cursor }, KeyCommand::Pick(item)) if item <= last => {
            *cursor = Some(item);
            confirm_value(model);
        }
        (edit @ Edit::Any { .. }, KeyCommand::Pick(item)) if item <= last => tick_row(edit, &options, item),
        (edit @ Edit::Any { .. }, KeyCommand::Toggle | KeyCommand::Confirm)
            if let Some(row) = row_to_tick(edit, command) =>
        {
            tick_row(edit, &options, row);
        }
        (Edit::One { .. } | Edit::Any { .. }, KeyCommand::NextGroup) => {
            let row = field.row;
            confirm_value(model);
            if let Some(walking) = model.walking_mut() {
                walking.leave_to_next_group(row);
            }
        }
        (Edit::Time { period, day, grain, .. }, command) if command != KeyCommand::Confirm => {
            turn_period(period, day, *grain, command);
        }
        (Edit::Text(_), command) => {
            if let Some(text) = text::handle_command(model, command) {
                accept_text(model, text);
            }
        }
        (_, KeyCommand::Confirm | KeyCommand::Save | KeyCommand::Forward) => confirm_value(model),
        (Edit::One { cursor }, command) => scroll_choice(cursor, command, last),
        (Edit::Any { cursor, enter, .. }, command) => {
            let before = *cursor;
            scroll_choice(cursor, command, last);
            if *cursor != before {
                *enter = EnterInTicks::TickRow;
            }
        }
        _ => {}
    }
    Vec::new()
}

/// A key that is no command: typed into the field, or into the folder.
pub(super) fn type_key(model: &mut Model, key: KeyPress) {
    let width = model.layout.text_width;
    if let KeyCode::Char(letter) = key.code
        && search_options(model, letter)
    {
        return;
    }
    let Some(walking) = model.walking_mut() else { return };
    match &mut walking.stage {
        WalkStage::Field(FieldPage { edit: Edit::Text(_), .. }) => text::handle_key(model, key, width),
        WalkStage::Field(FieldPage { edit: Edit::Time { typed, .. }, .. })
        | WalkStage::Folder { input: typed, .. } => {
            type_line(typed, key);
        }
        WalkStage::Field(_) | WalkStage::Step(_) | WalkStage::Form { .. } | WalkStage::Review { .. } => {}
    }
}

/// Goes to the option that the letters typed so far begin; whether there are options to go to.
fn search_options(model: &mut Model, letter: char) -> bool {
    let mut typed = std::mem::take(&mut model.type_ahead);
    let searched = match page_with_options(model) {
        Some((FieldPage { edit: edit @ (Edit::One { .. } | Edit::Any { .. }), .. }, options)) => {
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            go_to_typed(edit, |cursor| typed.type_letter(&texts, cursor, letter));
            true
        }
        Some(_) | None => false,
    };
    model.type_ahead = typed;
    if searched {
        prose::keep_prose(model);
    }
    searched
}

fn go_to_typed(edit: &mut Edit, find: impl FnOnce(Option<usize>) -> Option<usize>) {
    match edit {
        Edit::One { cursor } => *cursor = find(*cursor),
        Edit::Any { cursor, enter, .. } => {
            let before = *cursor;
            *cursor = find(before);
            if *cursor != before {
                *enter = EnterInTicks::TickRow;
            }
        }
        Edit::Time { .. } | Edit::Text(_) => {}
    }
}

/// Text that was pasted, wherever text is typed.
pub(super) fn paste_text(model: &mut Model, text: &str) {
    let Some(walking) = model.walking_mut() else { return };
    match &mut walking.stage {
        WalkStage::Field(FieldPage { edit: Edit::Text(_), .. }) => text::paste_text(model, text),
        WalkStage::Field(FieldPage { edit: Edit::Time { typed, .. }, .. })
        | WalkStage::Folder { input: typed, .. } => {
            paste_line(typed, text);
        }
        WalkStage::Field(_) | WalkStage::Step(_) => prose::keep_pasted(model, text),
        WalkStage::Form { .. } | WalkStage::Review { .. } => {}
    }
}

fn page_with_options(model: &mut Model) -> Option<(&mut FieldPage, Vec<FieldOption>)> {
    let walking = model.walking_mut()?;
    let WalkStage::Field(page) = &walking.stage else { return None };
    let options = fill::offered_options(&walking.walk, page.field).cloned().collect();
    match &mut walking.stage {
        WalkStage::Field(page) => Some((page, options)),
        WalkStage::Step(_) | WalkStage::Form { .. } | WalkStage::Review { .. } | WalkStage::Folder { .. } => {
            None
        }
    }
}

/// Leaves a list of ticks as it stood, and says so where something else was ticked.
fn leave_ticks(model: &mut Model, chosen: &[AnswerId]) {
    let stands = model.walking().and_then(|walking| {
        let field = walking.shown_field()?;
        Some(fill::chosen_options(&walking.walk, field))
    });
    leave_field(model);
    if stands.is_some_and(|stands| stands != chosen) {
        model.notice = Some("Kryssen är som de var förut. Enter eller → tar med nya.".to_owned());
    }
}

/// The row that a key ticks: the one under the cursor, which Enter ticks only where it was moved there since the last tick.
fn row_to_tick(edit: &Edit, command: KeyCommand) -> Option<usize> {
    match edit {
        Edit::Any { enter: EnterInTicks::GoOn, .. } if command == KeyCommand::Confirm => None,
        Edit::Any { cursor, .. } => *cursor,
        Edit::One { .. } | Edit::Time { .. } | Edit::Text(_) => None,
    }
}

/// Ticks a row or takes its tick away, and leaves the cursor there: Enter then goes on.
fn tick_row(edit: &mut Edit, options: &[FieldOption], row: usize) {
    if let Edit::Any { cursor, chosen, enter } = edit {
        *chosen = ticks_after(chosen, options, row);
        (*cursor, *enter) = (Some(row), EnterInTicks::GoOn);
    }
}

/// The options ticked after one more was ticked or unticked, in the field's order.
pub(super) fn ticks_after(chosen: &[AnswerId], options: &[FieldOption], item: usize) -> Vec<AnswerId> {
    let Some(option) = options.get(item) else { return chosen.to_vec() };
    let is_alone = |id: &AnswerId| options.iter().any(|option| option.alone && option.id == *id);
    let ticked = ticks::toggle_tick(chosen, &option.id, is_alone);
    options.iter().map(|option| &option.id).filter(|id| ticked.contains(id)).cloned().collect()
}

fn turn_period(period: &mut Period, day: &mut NaiveDate, grain: TimePrecision, command: KeyCommand) {
    match command {
        KeyCommand::More => shift_period(period, day, Direction::Later),
        KeyCommand::Less => shift_period(period, day, Direction::Earlier),
        KeyCommand::Coarseness => period.when = next_coarseness(period.when, *day, grain),
        KeyCommand::DayPart if grain != TimePrecision::Day => period.part = next_part(period.part),
        _ => {}
    }
}

fn shift_period(period: &mut Period, day: &mut NaiveDate, towards: Direction) {
    period.when = period.when.shift(towards);
    *day = period.when.first_day().unwrap_or(*day);
}

/// The next of week, month and day that holds the day.
fn next_coarseness(when: CalendarSpan, day: NaiveDate, grain: TimePrecision) -> CalendarSpan {
    match (grain, when) {
        (TimePrecision::Day, _) => when,
        (TimePrecision::Coarse, CalendarSpan::Week { .. })
        | (TimePrecision::Any, CalendarSpan::Week { .. }) => CalendarSpan::month_of(day),
        (TimePrecision::Any, CalendarSpan::Month { .. }) => CalendarSpan::Day(day),
        (TimePrecision::Coarse, CalendarSpan::Month { .. } | CalendarSpan::Day(_))
        | (TimePrecision::Any, CalendarSpan::Day(_)) => CalendarSpan::week_of(day),
    }
}

fn next_part(part: Option<DayPart>) -> Option<DayPart> {
    match part {
        None => DayPart::ALL.first().copied(),
        Some(part) => DayPart::ALL.into_iter().skip_while(|known| *known != part).nth(1),
    }
}

fn confirm_value(model: &mut Model) {
    match current_event(model) {
        Ok(Some(event)) => accept_event(model, event),
        Ok(None) => {
            if let Some(walking) = model.walking_mut() {
                leave_to_next(walking);
            }
        }
        Err(why) => model.notice = Some(why),
    }
}

/// Takes a text that has passed the gate; an empty one leaves the field as the walk gives it.
fn accept_text(model: &mut Model, text: Screened) {
    let Some(walking) = model.walking() else { return };
    let Some(field) = walking.shown_field().map(|at| walking.flow().form.field(at).id.clone()) else {
        return;
    };
    let event = if text.text().trim().is_empty() {
        Event::Cleared { field }
    } else {
        Event::Filled { field, value: FieldValue::Text(text) }
    };
    accept_event(model, event);
}

fn accept_event(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.apply(event) {
        Ok(_) => {
            let field = walking.shown_field();
            leave_to_next(walking);
            if field.is_some_and(|at| present::calls_for_coarser(&walking.walk, at)) {
                model.overlay = Some(Overlay::Coarsen { cursor: None });
            }
        }
        Err(refusal) => model.notice = Some(present::describe_refusal(walking.flow(), &refusal)),
    }
}

/// The value as it stands, as a decision; `None` where nothing was changed; what to do where it is not a value.
fn current_event(model: &Model) -> Result<Option<Event>, String> {
    let Some(WalkPage { walk, stage: WalkStage::Field(page), .. }) = model.walking() else { return Ok(None) };
    let field = walk.flow().form.field(page.field);
    let options: Vec<_> = fill::offered_options(walk, page.field).collect();
    let value = match &page.edit {
        Edit::One { cursor: None } if field.need == FieldNeed::Required => {
            return Err("Välj ett svar: siffran, eller pilarna och Enter. Inget är valt åt dig.".to_owned());
        }
        Edit::One { cursor } => match cursor.and_then(|at| options.get(at)) {
            Some(option) => FieldValue::Option(option.id.clone()),
            None => return Ok(None),
        },
        Edit::Any { chosen, .. } => {
            let known = options.iter().map(|option| &option.id);
            FieldValue::Options(known.filter(|id| chosen.contains(id)).cloned().collect())
        }
        Edit::Time { period, grain, typed, .. } => {
            let value = match typed.text().trim() {
                "" => grain.to_value(*period),
                text => grain.parse_value(text, model.today),
            };
            value.map_err(|NotAPeriod| grain.describe_unread())?
        }
        // Text goes through the gate, and has its own way out.
        Edit::Text(_) => return Ok(None),
    };
    Ok(Some(Event::Filled { field: field.id.clone(), value }))
}

pub(super) fn leave_field(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    if let WalkStage::Field(page) = &walking.stage {
        walking.stage = WalkStage::Form { cursor: page.row };
    }
}

fn leave_to_next(walking: &mut WalkPage) {
    let WalkStage::Field(page) = &walking.stage else { return };
    let cursor = walking.next_open_row(page.row + 1);
    walking.stage = WalkStage::Form { cursor };
}
