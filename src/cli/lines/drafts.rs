//! Walks that are not done, on the start page line by line: a routine each, with what is left to do in them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::settings::Settings;
use crate::draft::list::{Drafts, FoundDraft};
use crate::draft::words::describe_draft;
use crate::draft::writer::DraftWriter;
use crate::present::describe_open_acts;
use crate::routines;

/// The walks of a routine that are not done.
pub(super) struct WaitingWalks {
    /// What its file or id is called.
    pub(super) routine: String,
    /// The routine's title.
    pub(super) title: String,
    /// How far they came, and what is left to do.
    pub(super) says: String,
    /// How many they are.
    pub(super) count: usize,
}

/// The walks that are not done, by their routines, the latest first.
pub(super) fn find_waiting(today: NaiveDate, settings: &Settings) -> Vec<WaitingWalks> {
    let keeper = DraftWriter::new(Drafts::in_local_folder()).limit_retention(settings.profile.retention());
    let found = keeper.find_drafts();
    let mut order: Vec<&str> = Vec::new();
    let mut by_routine: BTreeMap<&str, Vec<&FoundDraft>> = BTreeMap::new();
    for draft in &found {
        let routine = draft.head.routine.as_str();
        if !by_routine.contains_key(routine) {
            order.push(routine);
        }
        by_routine.entry(routine).or_default().push(draft);
    }
    let walks = order.into_iter().filter_map(|routine| Some((routine, by_routine.get(routine)?)));
    walks.map(|(routine, drafts)| describe_walks(&keeper, routine, drafts, (today, settings))).collect()
}

fn describe_walks(
    keeper: &DraftWriter,
    routine: &str,
    drafts: &[&FoundDraft],
    (today, settings): (NaiveDate, &Settings),
) -> WaitingWalks {
    let name = find_name(routine, today);
    let flow = routines::load_local(&name, today, &settings.profile.local_values()).ok();
    let told = drafts.iter().map(|draft| {
        let reached = flow.as_ref().and_then(|flow| keeper.read_progress(&draft.id, flow));
        let says = describe_draft(draft, reached.as_ref());
        let left = reached.and_then(|reached| describe_open_acts(&reached.left));
        format!(" {}.{}", says, left.map(|left| format!(" {left}.")).unwrap_or_default())
    });
    WaitingWalks {
        title: flow.as_ref().map_or_else(|| routine.to_owned(), |flow| flow.flow().title.clone()),
        says: told.collect(),
        routine: name,
        count: drafts.len(),
    }
}

/// What the routine with this id is opened by.
fn find_name(id: &str, today: NaiveDate) -> String {
    let listed = routines::list_routines(today).into_iter();
    let mut named = listed.filter(|row| row.state.as_ref().is_ok_and(|about| about.id == id));
    named.next().map_or_else(|| id.to_owned(), |row| row.name.clone())
}
