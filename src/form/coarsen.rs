//! What in a form can be said more coarsely, where only a few people can be meant: each detail with the way to do it.

use chrono::NaiveDate;

use super::fill;
use super::model::{FormEntry, TickState};
use crate::flow::id::{AnswerIx, FieldIx};
use crate::flow::model::Field;
use crate::session::event::{Event, FieldValue};
use crate::session::period::{CalendarSpan, Period};
use crate::session::walk::Walk;

/// A detail that can be said more coarsely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDetail {
    /// The field it stands in.
    pub field: FieldIx,
    /// What stands there, in words.
    pub now: String,
    /// How it is said more coarsely.
    pub remedy: Remedy,
}

/// How a detail is said more coarsely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// By this, which says so much instead.
    Change(Event, String),
    /// By leaving it out.
    Remove(Event),
    /// By writing less.
    Shorten,
}

/// The details of the walk's form that can be said more coarsely, as it stands on the day, in the order of the form.
pub fn find_details(walk: &Walk, today: NaiveDate) -> Vec<FormDetail> {
    let sections = walk.flow().form.sections.iter();
    let fields = sections.flat_map(|section| fill::visible_fields(walk, &section.fields));
    fields
        .filter_map(|at| {
            let entry = fill::fill_entry(walk, at, today);
            let remedy = find_remedy(walk, at, &entry)?;
            Some(FormDetail { field: at, now: entry.words().replace('\n', " "), remedy })
        })
        .collect()
}

fn find_remedy(walk: &Walk, at: FieldIx, entry: &FormEntry) -> Option<Remedy> {
    let field = walk.flow().form.field(at);
    let id = || field.id.clone();
    match entry {
        FormEntry::Period(Some(period)) | FormEntry::Planned(Some(period)) => {
            let month = coarser_period(*period).filter(|month| month != period)?;
            let event = Event::Filled { field: id(), value: FieldValue::Period(month) };
            Some(Remedy::Change(event, month.words()))
        }
        FormEntry::Text(Some(text)) if !text.text().trim().is_empty() => Some(Remedy::Shorten),
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            let on = ticks.iter().filter(|tick| tick.state == TickState::On);
            let points = on.into_iter().any(|tick| points_out(field, &tick.id));
            // What the answers on the way say stands there until they are changed: anything else would be false.
            (points && !fill::is_prefilled(walk, at)).then(|| Remedy::Remove(Event::Cleared { field: id() }))
        }
        FormEntry::Period(None)
        | FormEntry::Planned(None)
        | FormEntry::Text(_)
        | FormEntry::Day(_)
        | FormEntry::Acts(_) => None,
    }
}

/// The month, without the part of the day.
fn coarser_period(period: Period) -> Option<Period> {
    let day = period.when.first_day()?;
    Some(Period { when: CalendarSpan::month_of(day), part: None })
}

/// Whether an option of the field tells a detail that can point a person out together with others.
pub(super) fn points_out(field: &Field, option: &str) -> bool {
    let options = field.kind.options();
    let is_option = |at: &AnswerIx| options.get(at.index()).is_some_and(|known| known.id.as_str() == option);
    field.points.as_ref().is_some_and(|points| points.by.is_empty() || points.by.iter().any(is_option))
}
