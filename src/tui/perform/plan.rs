//! An action plan opened, noted and followed up.

use chrono::NaiveDate;

use super::describe_store_error;
use crate::plan::Plan;
use crate::plan::progress::PlanEntry;
use crate::plans::{self, FollowUpBasis, OpenPlan, PlanLoadFault};
use crate::store::{Store, names};
use crate::tui::message::Message;

/// Opens the plan of that id or path, or the user's own.
pub(super) fn open_plan(name: Option<&str>, today: NaiveDate) -> Message {
    let open = || {
        let scanner = names::load_scanner().map_err(PlanLoadFault::File)?;
        Ok((plans::open_plan(name, &scanner, today)?, scanner))
    };
    let opened: Result<_, PlanLoadFault> = open();
    match opened {
        Ok((open, scanner)) => Message::PlanOpened(Box::new(open), scanner.warming_up()),
        Err(fault) => Message::NotOpened(fault.to_string()),
    }
}

/// Notes something of the plan.
pub(super) fn note_plan(plan: Plan, entry: &PlanEntry, today: NaiveDate) -> Message {
    match plans::append_note(entry).and_then(|()| plans::read_notes(plan, today)) {
        Ok(open) => Message::PlanNoted(Box::new(open)),
        Err(fault) => Message::PlanNotNoted(describe_store_error(&fault)),
    }
}

/// Writes the follow-up at the point at this place, or of the whole plan.
pub(super) fn write_follow_up(open: &OpenPlan, point: usize, store: &Store, today: NaiveDate) -> Message {
    let basis = FollowUpBasis { store, forms: &[], routine: None, today };
    match plans::save_follow_up(open, open.plan.points.get(point), &basis) {
        Ok((files, left_out)) => Message::FollowUpWritten(files, left_out),
        Err(fault) => Message::Said(fault.to_string()),
    }
}
