//! The map: only the rows in sight, each with a sign, a number and a word for how the walk stands to it.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::overlay::{answer_words, render_keys};
use super::sheet::{PageSheet, SheetItem};
use crate::flow::id::StepIx;
use crate::map::browse::Fold;
use crate::map::{MapRow, MapTarget, SiblingOrder, WalkStanding, words as told};
use crate::tui::map::{MapMode, MapPage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// The most columns of the word at the end of a step's row.
const LAST_WORD: usize = 20;

pub(super) fn render_map(page: &MapPage, body: Rect, theme: &Theme) -> PageSheet {
    if let Some(scroll) = page.help {
        let advice = "Kartan ändrar inget: du kan se dig om och komma tillbaka dit du var.";
        return render_keys(page.mode.context(), advice, scroll, body.width, theme);
    }
    let rows = page.visible_rows(body.height);
    let cursor = rows.iter().position(|row| *row == page.browse.cursor());
    let room = usize::from(body.width);
    let items = rows.iter().filter_map(|at| page.browse.map.rows.get(*at));
    let items = items.map(|row| row_item(page, row, room, theme)).collect();
    PageSheet {
        top: vec![render_legend(page, theme), Line::default()],
        items,
        cursor,
        bottom: render_footer(page, body.width, theme),
        ..PageSheet::default()
    }
}

fn render_legend(page: &MapPage, theme: &Theme) -> Line<'static> {
    let (row, rows) = page.browse.cursor_place();
    if page.position.is_none() {
        let steps = page.flow().steps.len();
        return Line::styled(format!("Hela rutinen, {steps} steg   rad {row} av {rows}"), theme.quiet);
    }
    let standings = [WalkStanding::Passed, WalkStanding::Here, WalkStanding::Ahead, WalkStanding::Closed];
    let word =
        |standing: WalkStanding| format!("{} {}", standing.sign(), crate::map::text::step_words(standing));
    let legend = standings.map(word).join("   ");
    Line::styled(format!("{legend}   rad {row} av {rows}"), theme.quiet)
}

/// What is searched for, or the whole text of the row under the cursor where the row has no room for it.
fn render_footer(page: &MapPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    if page.mode == MapMode::Searching {
        lines.push(Line::styled(format!("Sök: {}▏", page.wanted.text()), theme.heading));
        return lines;
    }
    let Some(row) = page.browse.map.rows.get(page.browse.cursor()) else { return lines };
    let whole = match row.place {
        MapTarget::Step(_) => row.text.clone(),
        MapTarget::Way { to, .. } => branch_text(page, row, to),
    };
    let shown = row_item(page, row, usize::from(width), theme).lines;
    if !shown.iter().any(|line| line.to_string().contains(&whole)) {
        lines.extend(words::wrap_plain(&whole, width, theme.quiet));
    }
    lines
}

fn row_item(page: &MapPage, row: &MapRow, room: usize, theme: &Theme) -> SheetItem {
    match row.place {
        MapTarget::Step(at) => step_item(page, row, at, room, theme),
        MapTarget::Way { to, order, .. } => {
            let corner = if order == SiblingOrder::Last { "└" } else { "├" };
            let sign = match row.standing {
                WalkStanding::Passed => "✓",
                WalkStanding::Here | WalkStanding::Ahead => "─",
                WalkStanding::Closed => "×",
            };
            let text = branch_line(page, row, to, room.saturating_sub(count_digits(page) + 9));
            let line = Line::styled(text, standing_style(row.standing, theme));
            let indent = " ".repeat(count_digits(page) + 4);
            SheetItem { mark: format!("{indent}{corner}{sign}"), lines: vec![line], heading: None }
        }
    }
}

fn step_item(page: &MapPage, row: &MapRow, at: StepIx, room: usize, theme: &Theme) -> SheetItem {
    let fold = match page.browse.fold_of_step(at) {
        _ if page.flow().step(at).all_targets().is_empty() => " ",
        Fold::Folded => "+",
        Fold::Open => "–",
    };
    let sign = if page.position.is_some() { row.standing.sign() } else { " " };
    let mark =
        format!("{sign} {:>digits$} {fold}", page.browse.map.step_number(at), digits = count_digits(page));
    let last = words::cut_to_width(&status_word(page, row, at), LAST_WORD);
    let room = room.saturating_sub(mark.width() + 3);
    let title = words::cut_to_width(&row.text, room.saturating_sub(last.width() + 2));
    let gap = " ".repeat(room.saturating_sub(title.width() + last.width()));
    let line = Line::styled(format!("{title}{gap}{last}"), standing_style(row.standing, theme));
    SheetItem { mark, lines: vec![line], heading: None }
}

/// How many digits the highest number has.
fn count_digits(page: &MapPage) -> usize {
    page.flow().steps.len().to_string().len()
}

/// What was answered; that the walk stands here; that it can no longer come here; else what kind of step it is.
fn status_word(page: &MapPage, row: &MapRow, at: StepIx) -> String {
    let step = page.flow().step(at);
    let outcome = page.position.as_ref().and_then(|position| position.outcome(at));
    match (row.standing, outcome) {
        (WalkStanding::Passed, Some(outcome)) => answer_words(step, outcome),
        (WalkStanding::Here, _) => "DU ÄR HÄR".to_owned(),
        (WalkStanding::Closed, _) => "stängt".to_owned(),
        (WalkStanding::Passed | WalkStanding::Ahead, _) => told::step_kind(step).to_owned(),
    }
}

/// A way on one line: where it leads shows, however much is said of what leads there.
fn branch_line(page: &MapPage, row: &MapRow, to: StepIx, room: usize) -> String {
    let leads = format!("→ {} {}", page.browse.map.step_number(to), page.flow().step(to).title);
    if row.text.is_empty() {
        return words::cut_to_width(&leads, room);
    }
    let leads = words::cut_to_width(&leads, room.saturating_sub(row.text.width() + 1).max(room / 2));
    format!("{} {leads}", words::cut_to_width(&row.text, room.saturating_sub(leads.width() + 1)))
}

/// A way with the whole of what leads along it.
fn branch_text(page: &MapPage, row: &MapRow, to: StepIx) -> String {
    let lead = if row.text.is_empty() { String::new() } else { format!("{} ", row.text) };
    format!("{lead}→ {} {}", page.browse.map.step_number(to), page.flow().step(to).title)
}

fn standing_style(standing: WalkStanding, theme: &Theme) -> Style {
    match standing {
        WalkStanding::Here => theme.heading,
        WalkStanding::Passed | WalkStanding::Ahead => theme.text,
        WalkStanding::Closed => theme.quiet,
    }
}
