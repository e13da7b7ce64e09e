//! Where what to show is chosen: what there is, the scenarios to search among, and which questions are asked.

use ratatui::text::Line;

use super::super::sheet::{PageSheet, SheetItem, number_label};
use crate::tui::keymap::{DIGITS, DigitAction};
use crate::tui::lobby::LobbyRow;
use crate::tui::theme::Theme;
use crate::tui::training::TrainingModel;
use crate::tui::words;

pub(super) fn render_page(training: &TrainingModel, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let rows = training.rows();
    let mut top = Vec::new();
    top.extend(words::wrap_plain("Påhittade händelser. Ingenting sparas under övningen.", width, theme.text));
    if training.material.faulty > 0 {
        let faulty = describe_faulty(training.material.faulty);
        top.extend(words::wrap_plain(&faulty, width, theme.attention));
    }
    if let Some(wanted) = &training.wanted {
        let found = format!("Sök roll, plats, ämne: {}_", wanted.text());
        let total = training.material.lessons.len();
        top.extend(words::wrap_plain(&found, width, theme.key));
        top.extend(words::wrap_plain(&describe_found(rows.len(), total), width, theme.quiet));
    }
    let before = std::iter::once(None).chain(rows.iter().copied().map(Some));
    let items = rows.iter().zip(before).enumerate();
    let items = items.map(|(n, (row, before))| render_row(training, (n, *row), before, width, theme));
    let aim = rows.get(cursor).and_then(|row| describe_lesson(training, *row));
    let foot = aim.map(|aim| words::wrap_plain(&aim, width, theme.quiet)).unwrap_or_default();
    let on_row = Some(DigitAction::Choose(rows.len().min(DIGITS)));
    PageSheet { top, items: items.collect(), cursor: Some(cursor), on_row, foot, ..PageSheet::default() }
}

fn describe_faulty(faulty: usize) -> String {
    match faulty {
        1 => "Ett scenario har fel och visas inte. Se `stegvis test`.".to_owned(),
        faulty => format!("{faulty} scenarier har fel och visas inte. Se `stegvis test`."),
    }
}

fn describe_found(found: usize, total: usize) -> String {
    match found {
        0 => format!("Ingen av {total} händelser passar. Esc visar alla."),
        found => format!("{found} av {total} händelser."),
    }
}

fn render_row(
    training: &TrainingModel,
    (n, row): (usize, LobbyRow),
    before: Option<LobbyRow>,
    width: u16,
    theme: &Theme,
) -> SheetItem {
    let heading = match (row, before) {
        (LobbyRow::Lesson(nth), Some(LobbyRow::Lesson(before))) => {
            training.material.heading(nth, Some(before))
        }
        (LobbyRow::Lesson(nth), _) => training.material.heading(nth, None),
        (
            LobbyRow::Points
            | LobbyRow::Map
            | LobbyRow::Room
            | LobbyRow::One
            | LobbyRow::Questions
            | LobbyRow::Missed
            | LobbyRow::Length,
            _,
        ) => None,
    };
    let name = words::cut_to_width(&name_row(training, row), usize::from(width.saturating_sub(7)));
    // While a word is searched for a digit belongs to it.
    let mark = if training.wanted.is_some() { " ".to_owned() } else { number_label(n) };
    SheetItem {
        mark,
        lines: vec![Line::styled(name, theme.text)],
        heading: heading.map(|says| Line::styled(says, theme.heading)),
    }
}

fn name_row(training: &TrainingModel, row: LobbyRow) -> String {
    match row {
        LobbyRow::Points => "Punkterna för mötet".to_owned(),
        LobbyRow::Map => "Kartan över rutinen".to_owned(),
        LobbyRow::Room => match training.meeting.present {
            Some(present) => format!("Frågor till rummet, med handuppräckning (ni är {present})"),
            None => "Frågor till rummet, med handuppräckning".to_owned(),
        },
        LobbyRow::One => "Frågor för en person".to_owned(),
        LobbyRow::Questions => {
            let (flow, selection) = (training.material.flow.flow(), &training.selection);
            let count = training.bank.count_fitting(selection);
            format!("Frågorna gäller: {} ({count} skrivna)", selection.describe(flow))
        }
        LobbyRow::Missed => match training.topics.len() {
            0 => "Det vi borde ta upp igen".to_owned(),
            topics => format!("Det vi borde ta upp igen ({topics})"),
        },
        LobbyRow::Length => training.length.label().to_owned(),
        LobbyRow::Lesson(nth) => {
            let lesson = training.material.lessons.get(nth);
            lesson.map(|lesson| lesson.scenario().title.text().to_owned()).unwrap_or_default()
        }
    }
}

/// What a scenario is for, how long it is and whether it was left before its end; `None` for every other row.
fn describe_lesson(training: &TrainingModel, row: LobbyRow) -> Option<String> {
    let LobbyRow::Lesson(nth) = row else { return None };
    let lesson = training.material.lessons.get(nth)?.clone().in_length(training.length);
    let left = training.left.get(&nth).map(|page| format!(", lämnad på sida {page}")).unwrap_or_default();
    let (size, topics) = (lesson.describe_size(), lesson.topics());
    // A routine need not say which of its questions tell what an event is about.
    let about = if topics.is_empty() { String::new() } else { format!(" {}.", topics.join(" · ")) };
    let (id, minutes) = (&lesson.scenario().id, training.length.minutes());
    let beside = format!("Egen skärm för dig som leder: stegvis train --notes {id} --length {minutes}");
    Some(format!("{size}{left}.{about} {} {beside}", lesson.scenario().aim.text()))
}

/// What the questions can be chosen by, each with how many are written for it together with what else is chosen.
pub(super) fn render_filters(
    training: &TrainingModel,
    cursor: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let count = training.bank.count_fitting(&training.selection);
    let mut top = vec![Line::styled("Vilka frågor?", theme.heading)];
    let says = format!("{count} skrivna frågor passar. Det som gäller alla är med för varje roll.");
    top.extend(words::wrap_plain(&says, width, theme.quiet));
    let items = training.filters().into_iter().enumerate().map(|(n, (filter, label))| {
        let chosen = filter.is_chosen(&training.selection);
        let fitting = training.bank.count_fitting(&filter.apply_to(training.selection.clone()));
        let sign = if chosen { "[x]" } else { "[ ]" };
        let text = if chosen { label } else { format!("{label}: {fitting}") };
        SheetItem {
            mark: format!("{} {sign}", number_label(n)),
            lines: vec![Line::styled(text, theme.text)],
            heading: None,
        }
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}
