//! Drawing a training. Every page says that it is an exercise, in the header and in the words of the page's frame.

mod lesson;
mod quiz;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Block;

use super::chrome::{self, Around, Side};
use super::sheet::{Item, Sheet};
use super::{large, map, overlay, plain};
use crate::export::Purpose;
use crate::quiz::round::Stage;
use crate::tui::model::Cover;
use crate::tui::theme::Theme;
use crate::tui::training::{Letters, Overlay, Page, Row, Training};
use crate::tui::words;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, training: &Training, theme: &Theme) {
    super::ground(frame, theme);
    match training.cover {
        Cover::On => chrome::cover(frame, frame.area(), theme),
        Cover::Off if training.too_small() => {
            chrome::too_small(frame, frame.area(), Purpose::Exercise, theme);
        }
        Cover::Off => page(frame, training, theme),
    }
    super::tame(frame.buffer_mut());
}

fn page(frame: &mut Frame<'_>, training: &Training, theme: &Theme) {
    let screen = frame.area();
    let theme = &lettered(training, theme);
    if training.letters == Letters::Large {
        frame.render_widget(Block::new().style(theme.text), screen);
    }
    let parts = chrome::parts(screen, Side::Without);
    let sheet = shown(training, parts.body, theme);
    let around = Around {
        title: title(training),
        right: right(training),
        notice: training.notice.as_deref(),
        context: training.context(),
        purpose: Purpose::Exercise,
    };
    chrome::draw(frame, &parts, sheet.numbered(), &around, theme);
    sheet.draw(frame, parts.body, theme);
}

/// The item at a place on the screen.
pub fn item_at(training: &Training, column: u16, row: u16) -> Option<usize> {
    let body = body(training);
    shown(training, body, &plain()).item_at(body, column, row)
}

/// The row of the map that stands at an item on the screen.
pub fn map_row_at(training: &Training, item: usize) -> Option<usize> {
    let Some(Overlay::Map(page)) = &training.overlay else { return None };
    map::row_at(page, body(training), item)
}

/// The furthest the page on the screen can be scrolled.
pub fn furthest(training: &Training) -> usize {
    let body = body(training);
    shown(training, body, &plain()).furthest(body)
}

fn body(training: &Training) -> Rect {
    let screen = Rect::new(0, 0, training.size.0, training.size.1);
    chrome::parts(screen, Side::Without).body
}

fn lettered(training: &Training, theme: &Theme) -> Theme {
    match training.letters {
        Letters::Usual => *theme,
        Letters::Large => theme.for_a_room(),
    }
}

fn shown(training: &Training, body: Rect, theme: &Theme) -> Sheet {
    let width = body.width;
    match (&training.overlay, &training.page) {
        (Some(Overlay::Map(page)), _) => map::map(page, body, theme),
        (Some(Overlay::Help { scroll }), _) => {
            overlay::keys(training.under_overlay(), ADVICE, *scroll, width, theme)
        }
        (Some(Overlay::Jump { cursor }), Page::Lesson(page)) => lesson::jump(page, *cursor, width, theme),
        (Some(Overlay::Otherwise { cursor }), Page::Lesson(page)) => {
            lesson::otherwise(page, *cursor, width, theme)
        }
        (_, Page::Lobby { cursor }) => lobby(training, *cursor, width, theme),
        (_, Page::Points { scroll }) => points(training, *scroll, body, theme),
        (_, Page::Lesson(page)) => lesson::page(training, page, body, theme),
        (_, Page::Quiz(page)) => quiz::page(training, page, body, theme),
    }
}

const ADVICE: &str =
    "Ingenting sparas under en övning. En fjärrkontroll för bildspel bläddrar fram och tillbaka.";

fn title(training: &Training) -> String {
    match &training.page {
        Page::Lobby { .. } => "Öva på rutinen".to_owned(),
        Page::Points { .. } => "Fem punkter för mötet".to_owned(),
        Page::Lesson(page) => page.lesson.scenario().title.text().to_owned(),
        Page::Quiz(_) => "Frågor på rutinen".to_owned(),
    }
}

fn right(training: &Training) -> String {
    match &training.page {
        Page::Lobby { .. } | Page::Points { .. } => String::new(),
        Page::Lesson(page) => {
            let (page_number, pages) = page.lesson.place();
            format!("sida {page_number} av {pages}")
        }
        Page::Quiz(page) => match page.round.stage() {
            Stage::Over => String::new(),
            Stage::Asked | Stage::Shown => {
                let (question, questions) = page.round.place();
                format!("fråga {question} av {questions}")
            }
        },
    }
}

fn lobby(training: &Training, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let mut top = Vec::new();
    top.extend(words::plain("Påhittade händelser. Ingenting sparas under övningen.", width, theme.text));
    if training.material.faulty > 0 {
        let faulty = match training.material.faulty {
            1 => "Ett scenario har fel och visas inte. Se `stegvis test`.".to_owned(),
            faulty => format!("{faulty} scenarier har fel och visas inte. Se `stegvis test`."),
        };
        top.extend(words::plain(&faulty, width, theme.attention));
    }
    let items = training.rows().into_iter().enumerate().map(|(n, row)| {
        let (name, heading) = match row {
            Row::Points => ("De fem punkterna för mötet".to_owned(), None),
            Row::Map => ("Kartan över rutinen".to_owned(), None),
            Row::Room => ("Frågor till rummet, med handuppräckning".to_owned(), None),
            Row::One => ("Frågor för en person".to_owned(), None),
            Row::Lesson(nth) => {
                let heading = training.material.heading(nth).map(|says| Line::styled(says, theme.heading));
                let lesson = training.material.lessons.get(nth);
                (lesson.map(|lesson| lesson.scenario().title.text().to_owned()).unwrap_or_default(), heading)
            }
        };
        let lines = vec![Line::styled(words::cut(&name, usize::from(width.saturating_sub(7))), theme.text)];
        Item { mark: format!("{:>2}", n + 1), lines, heading }
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

fn points(training: &Training, scroll: usize, body: Rect, theme: &Theme) -> Sheet {
    let mut top = heading(training, "Fem punkter att ta upp", body, 4, theme);
    for (n, (point, says)) in training.material.points.iter().enumerate() {
        top.push(Line::default());
        top.push(Line::styled(format!("{}. {point}", n + 1), theme.heading));
        top.extend(words::plain(says, body.width, theme.text));
    }
    Sheet { top, scroll, ..Sheet::default() }
}

/// A page's heading: in large letters where they are wanted and have room in so many rows, else in one or two lines.
fn heading(training: &Training, text: &str, body: Rect, rows: u16, theme: &Theme) -> Vec<Line<'static>> {
    let large = match training.letters {
        Letters::Large => large::text(text, body.width, rows, theme.heading),
        Letters::Usual => None,
    };
    large.unwrap_or_else(|| words::plain(text, body.width, theme.heading))
}

/// An empty line, where there is to be more air.
fn air(training: &Training) -> Option<Line<'static>> {
    (training.letters == Letters::Large).then(Line::default)
}
