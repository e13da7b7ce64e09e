//! The page where a training is counted: what is saved, and nothing else.

use ratatui::Frame;
use ratatui::text::Line;

use super::chrome::{self, PageFrame, SidePane};
use super::sheet::{PageSheet, SheetItem};
use crate::export::Purpose;
use crate::training::ScenarioCard;
use crate::tui::count::{TrainingRecordPage, TrainingRecordRow};
use crate::tui::model::Cover;
use crate::tui::theme::Theme;
use crate::tui::update::count::context;
use crate::tui::words;

/// Draws the whole screen.
pub fn draw_record(frame: &mut Frame<'_>, count: &TrainingRecordPage, theme: &Theme) {
    let screen = frame.area();
    if count.cover == Cover::On {
        chrome::draw_cover(frame, screen, theme);
        return;
    }
    let parts = chrome::split_screen(screen, SidePane::Without, context(count), count.problem.as_deref());
    let sheet = if count.noted.is_some() {
        render_noted(count, theme)
    } else {
        render_form(count, parts.body.width, theme)
    };
    let around = PageFrame {
        owner: String::new(),
        title: "Efter övningen".to_owned(),
        right: String::new(),
        notice: count.problem.as_deref(),
        context: context(count),
        purpose: Purpose::Case,
    };
    chrome::draw_chrome(frame, &parts, sheet.digit_action(), &around, theme);
    sheet.draw_sheet(frame, parts.body, theme);
}

fn render_form(count: &TrainingRecordPage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Vill du notera övningen?", theme.heading)];
    let why = "Till årets uppföljning: enhet, dag, hur många som var med och vilka händelser ni gick igenom, och vilka frågor \
               som minst fem missade. Aldrig vem. Inget annat sparas, och det stannar på den här datorn.";
    top.extend(words::wrap_plain(why, width, theme.text));
    top.push(Line::default());
    let items = TrainingRecordRow::ALL.iter().map(|row| {
        let caret = if *row == count.row { "▏" } else { "" };
        let value = format!("{}{caret}", count.typed[*row as usize].text());
        SheetItem { mark: format!("{:<16}", row.label()), lines: vec![Line::raw(value)], heading: None }
    });
    let mut bottom = vec![Line::default()];
    bottom.extend(words::wrap_plain(&ScenarioCard::describe_all(&count.held.scenarios), width, theme.quiet));
    bottom.extend(words::wrap_plain(&count.held.meeting.describe_totals(), width, theme.quiet));
    PageSheet {
        top,
        items: items.collect(),
        cursor: Some(count.row as usize),
        bottom,
        ..PageSheet::default()
    }
}

fn render_noted(count: &TrainingRecordPage, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Övningen är noterad", theme.heading), Line::default()];
    top.extend(count.noted.iter().map(|path| Line::styled(path.clone(), theme.text)));
    PageSheet { top, ..PageSheet::default() }
}
