//! The map: only the rows in sight, each with a sign, a number and a word for how the walk stands to it.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::overlay::{answer_words, keys};
use super::sheet::{Item, Sheet};
use crate::flow::id::StepIx;
use crate::map::browse::Fold;
use crate::map::{Order, Place, Row, Standing, words as told};
use crate::tui::map::{MapPage, Mode};
use crate::tui::theme::Theme;
use crate::tui::words;

/// Lines above the rows, and under them.
const ABOVE: u16 = 2;
const UNDER: u16 = 3;

/// The most columns of the word at the end of a step's row.
const LAST_WORD: usize = 20;

pub(super) fn map(page: &MapPage, body: Rect, theme: &Theme) -> Sheet {
    if let Some(scroll) = page.help {
        let advice = "Kartan ändrar inget: du kan se dig om och komma tillbaka dit du var.";
        return keys(page.mode.context(), advice, scroll, body.width, theme);
    }
    let rows = in_sight(page, body);
    let cursor = rows.iter().position(|row| *row == page.browse.cursor());
    let room = usize::from(body.width);
    let items = rows.iter().filter_map(|at| page.browse.map.rows.get(*at));
    let items = items.map(|row| item(page, row, room, theme)).collect();
    Sheet {
        top: vec![legend(page, theme), Line::default()],
        items,
        cursor,
        bottom: under(page, body.width, theme),
        ..Sheet::default()
    }
}

/// The row of the map that stands at an item of the sheet.
pub(in crate::tui) fn row_at(page: &MapPage, body: Rect, item: usize) -> Option<usize> {
    in_sight(page, body).get(item).copied()
}

fn in_sight(page: &MapPage, body: Rect) -> Vec<usize> {
    page.browse.in_sight(usize::from(body.height.saturating_sub(ABOVE + UNDER)))
}

fn legend(page: &MapPage, theme: &Theme) -> Line<'static> {
    let (row, rows) = page.browse.place();
    if page.position.is_none() {
        let steps = page.flow().steps.len();
        return Line::styled(format!("Hela rutinen, {steps} steg   rad {row} av {rows}"), theme.quiet);
    }
    let standings = [Standing::Passed, Standing::Here, Standing::Ahead, Standing::Closed];
    let word = |standing: Standing| format!("{} {}", standing.sign(), crate::map::text::step_words(standing));
    let legend = standings.map(word).join("   ");
    Line::styled(format!("{legend}   rad {row} av {rows}"), theme.quiet)
}

/// What is searched for, or the whole text of the row under the cursor where the row has no room for it.
fn under(page: &MapPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    if page.mode == Mode::Searching {
        lines.push(Line::styled(format!("Sök: {}▏", page.wanted.text()), theme.heading));
        return lines;
    }
    let Some(row) = page.browse.map.rows.get(page.browse.cursor()) else { return lines };
    let whole = match row.place {
        Place::Step(_) => row.text.clone(),
        Place::Way { to, .. } => way_text(page, row, to),
    };
    let shown = item(page, row, usize::from(width), theme).lines;
    if !shown.iter().any(|line| line.to_string().contains(&whole)) {
        lines.extend(words::plain(&whole, width, theme.quiet));
    }
    lines
}

fn item(page: &MapPage, row: &Row, room: usize, theme: &Theme) -> Item {
    match row.place {
        Place::Step(at) => step(page, row, at, room, theme),
        Place::Way { to, order, .. } => {
            let corner = if order == Order::Last { "└" } else { "├" };
            let sign = match row.standing {
                Standing::Passed => "✓",
                Standing::Here | Standing::Ahead => "─",
                Standing::Closed => "×",
            };
            let text = way(page, row, to, room.saturating_sub(digits(page) + 9));
            let line = Line::styled(text, style(row.standing, theme));
            let indent = " ".repeat(digits(page) + 4);
            Item { mark: format!("{indent}{corner}{sign}"), lines: vec![line], heading: None }
        }
    }
}

fn step(page: &MapPage, row: &Row, at: StepIx, room: usize, theme: &Theme) -> Item {
    let fold = match page.browse.fold(at) {
        _ if page.flow().step(at).targets().is_empty() => " ",
        Fold::Folded => "+",
        Fold::Open => "–",
    };
    let sign = if page.position.is_some() { row.standing.sign() } else { " " };
    let mark = format!("{sign} {:>digits$} {fold}", page.browse.map.number(at), digits = digits(page));
    let last = words::cut(&last_word(page, row, at), LAST_WORD);
    let room = room.saturating_sub(mark.width() + 3);
    let title = words::cut(&row.text, room.saturating_sub(last.width() + 2));
    let gap = " ".repeat(room.saturating_sub(title.width() + last.width()));
    let line = Line::styled(format!("{title}{gap}{last}"), style(row.standing, theme));
    Item { mark, lines: vec![line], heading: None }
}

/// How many digits the highest number has.
fn digits(page: &MapPage) -> usize {
    page.flow().steps.len().to_string().len()
}

/// What was answered; that the walk stands here; that it can no longer come here; else what kind of step it is.
fn last_word(page: &MapPage, row: &Row, at: StepIx) -> String {
    let step = page.flow().step(at);
    let outcome = page.position.as_ref().and_then(|position| position.outcome(at));
    match (row.standing, outcome) {
        (Standing::Passed, Some(outcome)) => answer_words(step, outcome),
        (Standing::Here, _) => "DU ÄR HÄR".to_owned(),
        (Standing::Closed, _) => "stängt".to_owned(),
        (Standing::Passed | Standing::Ahead, _) => told::kind(step).to_owned(),
    }
}

/// A way on one line: where it leads shows, however much is said of what leads there.
fn way(page: &MapPage, row: &Row, to: StepIx, room: usize) -> String {
    let leads = format!("→ {} {}", page.browse.map.number(to), page.flow().step(to).title);
    if row.text.is_empty() {
        return words::cut(&leads, room);
    }
    let leads = words::cut(&leads, room.saturating_sub(row.text.width() + 1).max(room / 2));
    format!("{} {leads}", words::cut(&row.text, room.saturating_sub(leads.width() + 1)))
}

/// A way with the whole of what leads along it.
fn way_text(page: &MapPage, row: &Row, to: StepIx) -> String {
    let lead = if row.text.is_empty() { String::new() } else { format!("{} ", row.text) };
    format!("{lead}→ {} {}", page.browse.map.number(to), page.flow().step(to).title)
}

fn style(standing: Standing, theme: &Theme) -> Style {
    match standing {
        Standing::Here => theme.heading,
        Standing::Passed | Standing::Ahead => theme.text,
        Standing::Closed => theme.quiet,
    }
}
