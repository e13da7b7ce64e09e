//! The page where a training is counted: what is saved, and nothing else.

use ratatui::Frame;
use ratatui::text::Line;

use super::chrome::{self, Around, Side};
use super::sheet::{Item, Sheet};
use crate::export::Purpose;
use crate::tui::count::{Count, Row};
use crate::tui::model::Cover;
use crate::tui::theme::Theme;
use crate::tui::update::count::context;
use crate::tui::words;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, count: &Count, theme: &Theme) {
    let screen = frame.area();
    if count.cover == Cover::On {
        return chrome::cover(frame, screen, theme);
    }
    let parts = chrome::parts(screen, Side::Without);
    let sheet =
        if count.noted.is_some() { noted(count, theme) } else { asked(count, parts.body.width, theme) };
    let around = Around {
        title: "Efter övningen".to_owned(),
        right: String::new(),
        notice: count.problem.as_deref(),
        context: context(count),
        purpose: Purpose::Case,
    };
    chrome::draw(frame, &parts, sheet.numbered(), &around, theme);
    sheet.draw(frame, parts.body, theme);
}

fn asked(count: &Count, width: u16, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default(), Line::styled("Vill du notera övningen?", theme.heading)];
    let why = "Till årets uppföljning: enhet, dag, hur många som var med och vilka händelser ni gick igenom. Inget \
               annat sparas, och det stannar på den här datorn.";
    top.extend(words::plain(why, width, theme.text));
    top.push(Line::default());
    let items = Row::ALL.iter().map(|row| {
        let caret = if *row == count.row { "▏" } else { "" };
        let value = format!("{}{caret}", count.typed[*row as usize].text());
        Item { mark: format!("{:<16}", row.label()), lines: vec![Line::raw(value)], heading: None }
    });
    let mut bottom = vec![Line::default()];
    bottom.extend(words::plain(&shown(count), width, theme.quiet));
    Sheet { top, items: items.collect(), cursor: Some(count.row as usize), bottom, ..Sheet::default() }
}

fn shown(count: &Count) -> String {
    match count.scenarios.as_slice() {
        [] => "Ingen händelse gicks igenom.".to_owned(),
        [one] => format!("Händelse: {one}."),
        many => format!("Händelser: {}.", many.join(", ")),
    }
}

fn noted(count: &Count, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default(), Line::styled("Övningen är noterad", theme.heading), Line::default()];
    top.extend(count.noted.iter().map(|path| Line::styled(path.clone(), theme.text)));
    Sheet { top, ..Sheet::default() }
}
