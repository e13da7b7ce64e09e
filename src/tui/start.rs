//! The rows of the start page, as data: walks that were interrupted, the routines, and under them what else can be
//! opened. One entry, one row.

use super::effect::Effect;
use super::model::{CountedForms, DraftCard, Model, Overlay, Page, RoutineCard};
use super::update::todo::open_to_do;
use crate::plans::PlanReminder;
use crate::todo::ToDoItem;

/// More interrupted walks than these stand under one row, so that they do not push everything else off the page.
const APART: usize = 2;

/// What else than a routine the start page opens, in the order shown.
pub const ENTRIES: &[StartEntry] = &[
    StartEntry {
        title: "Öva",
        lines: EntryInLines::Command(&["train", "--plain"]),
        says: "på påhittade händelser och frågor, ensam eller på ett möte",
        opens: |_| vec![Effect::Train],
    },
    StartEntry {
        title: "Karta",
        lines: EntryInLines::Map,
        says: "hela rutinen på en gång, att bläddra och söka i",
        opens: open_map,
    },
    StartEntry {
        title: "Blanketter",
        lines: EntryInLines::Command(&["forms", "--plain"]),
        says: "de sparade: läs, skriv ut, märk som skickade, ta bort",
        opens: |_| vec![Effect::List],
    },
    StartEntry {
        title: "Lägesbild",
        lines: EntryInLines::Picture,
        says: "de sparade i siffror, utan små tal",
        opens: |_| vec![Effect::Count(CountedForms::Saved)],
    },
    StartEntry {
        title: "Inkorg",
        lines: EntryInLines::Command(&["inbox", "--plain"]),
        says: "för den som tar emot blanketter: läs, märk, diarieför",
        opens: |_| vec![Effect::OpenInbox(Vec::new())],
    },
    StartEntry {
        title: "Profil",
        lines: EntryInLines::Profile,
        says: "vem man vänder sig till här, och vad som är förvalt",
        opens: |_| vec![Effect::Profile],
    },
];

/// What opens over lines for a row of the start page.
#[derive(Debug, Clone, Copy)]
pub enum EntryInLines {
    /// A command, which has lines of its own.
    Command(&'static [&'static str]),
    /// The map of the routine.
    Map,
    /// The local picture.
    Picture,
    /// The local profile.
    Profile,
}

/// A row of the start page that is no routine.
#[derive(Debug, Clone, Copy)]
pub struct StartEntry {
    /// Its name, in a word or two.
    pub title: &'static str,
    /// What does the same in lines.
    pub lines: EntryInLines,
    /// What it is for, on the same line.
    pub says: &'static str,
    /// What it opens: a page in the model, something the outside world is asked for, or both.
    pub opens: fn(&mut Model) -> Vec<Effect>,
}

/// A row of the start page.
#[derive(Debug, Clone, Copy)]
pub enum StartRow<'m> {
    /// What is left to do after saved forms.
    ToDo(&'m [ToDoItem]),
    /// A walk that was interrupted, to be taken up.
    Draft(&'m DraftCard),
    /// Several walks that were interrupted, to choose one of.
    Drafts(&'m [DraftCard]),
    /// A routine, to be walked.
    Routine(&'m RoutineCard),
    /// The other routines, to choose one of.
    Others(&'m [RoutineCard]),
    /// Something else.
    Entry(&'static StartEntry),
    /// The user's own action plan.
    Plan(&'m PlanReminder),
}

/// Every row, in the order shown.
pub fn start_rows(model: &Model) -> impl Iterator<Item = StartRow<'_>> {
    let (apart, together) = match model.drafts.len() {
        0..=APART => (model.drafts.as_slice(), None),
        _ => ([].as_slice(), Some(StartRow::Drafts(&model.drafts))),
    };
    let drafts = together.into_iter().chain(apart.iter().map(StartRow::Draft));
    let to_do = (!model.to_do.is_empty()).then_some(StartRow::ToDo(&model.to_do));
    let rows = drafts.chain(to_do).chain(routine_rows(&model.routines));
    rows.chain(ENTRIES.iter().map(StartRow::Entry)).chain(model.reminder.iter().map(StartRow::Plan))
}

/// The routine of the workplace, which stands first, and the others behind one row.
fn routine_rows(routines: &[RoutineCard]) -> impl Iterator<Item = StartRow<'_>> {
    let (first, others) = routines.split_at(routines.len().min(1));
    let others = (!others.is_empty()).then_some(StartRow::Others(others));
    first.iter().map(StartRow::Routine).chain(others)
}

/// How many rows there are of routines.
pub fn count_routine_rows(model: &Model) -> usize {
    routine_rows(&model.routines).count()
}

/// What the row of the other routines says: whose they are.
pub fn describe_others(others: &[RoutineCard]) -> String {
    let owners: Vec<&str> = others.iter().map(RoutineCard::owner_or_title).collect();
    owners.join(", ")
}

/// How many of the rows come and go, and have no digit: walks that were interrupted, and what is left to do.
pub fn count_passing_rows(model: &Model) -> usize {
    let drafts = if model.drafts.len() > APART { 1 } else { model.drafts.len() };
    drafts + usize::from(!model.to_do.is_empty())
}

/// The row that a digit opens. Rows that come and go have none, so that a digit always means the same.
pub fn row_for_digit(model: &Model, digit: usize) -> usize {
    count_passing_rows(model) + digit
}

/// The interrupted walk under the cursor.
pub fn selected_draft(model: &Model) -> Option<&DraftCard> {
    let Page::Start { cursor } = model.page else { return None };
    match start_rows(model).nth(cursor)? {
        StartRow::Draft(card) => Some(card),
        StartRow::ToDo(_)
        | StartRow::Drafts(_)
        | StartRow::Routine(_)
        | StartRow::Others(_)
        | StartRow::Entry(_)
        | StartRow::Plan(_) => None,
    }
}

/// What the row of the other routines is called.
pub const OTHERS: &str = "Andra rutiner";

/// Goes to a row by its place from the top, and opens it.
pub fn open_row(model: &mut Model, row: usize) -> Vec<Effect> {
    let is_known = row < start_rows(model).count();
    if let (Page::Start { cursor }, true) = (&mut model.page, is_known) {
        *cursor = row;
    }
    let row = start_rows(model).nth(row);
    match row {
        Some(StartRow::Draft(card)) => vec![Effect::TakeUp(Box::new(card.clone()))],
        Some(StartRow::Drafts(_)) => {
            model.overlay = Some(Overlay::Drafts { cursor: 0 });
            Vec::new()
        }
        Some(StartRow::ToDo(_)) => {
            open_to_do(model);
            Vec::new()
        }
        Some(StartRow::Routine(card)) => vec![Effect::Open(card.id.clone())],
        Some(StartRow::Others(_)) => {
            model.overlay = Some(Overlay::Routines { cursor: 0 });
            Vec::new()
        }
        Some(StartRow::Entry(entry)) => (entry.opens)(model),
        Some(StartRow::Plan(_)) => vec![Effect::OpenPlan(None)],
        None => Vec::new(),
    }
}

/// The map of the routine under the cursor, or where the cursor stands below them, of the first.
pub fn open_map(model: &mut Model) -> Vec<Effect> {
    let Page::Start { cursor } = model.page else { return Vec::new() };
    let below = cursor.checked_sub(count_passing_rows(model));
    let card = below.and_then(|row| model.routines.get(row)).or(model.routines.first());
    card.map(|card| Effect::Map(card.id.clone())).into_iter().collect()
}
