//! Drawing. Every page is a `Sheet` made from the model alone, set in the same frame of header, notice,
//! acute line and key bar; so what is drawn and what a click hits can never differ.

mod act;
mod chrome;
pub mod count;
mod drafts;
mod field;
mod form;
mod forms;
mod large;
mod left;
mod map;
mod overlay;
mod picture;
mod profile;
pub mod sheet;
mod side;
mod start;
mod step;
pub mod training;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use self::chrome::{Parts, Side};
use self::sheet::Sheet;
use super::keymap::Context;
use super::model::{Cover, Model, Overlay, Page, Stage, WalkPage};
use super::theme::Theme;
use super::update::too_small;
use crate::export::Purpose;
use crate::prose;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, model: &Model, theme: &Theme) {
    let screen = frame.area();
    ground(frame, theme);
    match model.cover {
        Cover::On => chrome::cover(frame, screen, theme),
        Cover::Off if too_small(model) => chrome::too_small(frame, screen, Purpose::Case, theme),
        Cover::Off => page(frame, screen, model, theme),
    }
    tame(frame.buffer_mut());
}

/// Paints the whole screen in the theme's own colours, where it has any.
fn ground(frame: &mut Frame<'_>, theme: &Theme) {
    let screen = frame.area();
    frame.buffer_mut().set_style(screen, theme.ground);
}

/// The one door to the terminal: whatever a routine, a profile, a file name or a paste holds, nothing that steers the
/// screen goes through it.
fn tame(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if prose::steers(cell.symbol()) {
            let shown = prose::visible(cell.symbol());
            cell.set_symbol(&shown);
        }
    }
}

fn page(frame: &mut Frame<'_>, screen: Rect, model: &Model, theme: &Theme) {
    let parts = parts(screen, model);
    let sheet = shown(model, parts.body, theme);
    frame.render_widget(Text::from(left_to_do(model, parts.left.width, theme)), parts.left);
    chrome::draw(frame, &parts, sheet.numbered(), &chrome::around(model), theme);
    if let (Some(area), Some(walking)) = (parts.side, model.walking()) {
        side::draw(frame, area, walking, theme);
    }
    sheet.draw(frame, parts.body, theme);
}

/// The item at a place on the screen: an answer, an option, a row.
pub fn item_at(model: &Model, column: u16, row: u16) -> Option<usize> {
    let body = body(model);
    shown(model, body, &plain()).item_at(body, column, row)
}

/// How many items a digit is read among on the page.
pub fn numbered(model: &Model) -> usize {
    shown(model, body(model), &plain()).numbered()
}

/// The row of the map that stands at an item on the screen.
pub fn map_row_at(model: &Model, item: usize) -> Option<usize> {
    let Some(Overlay::Map(page)) = &model.overlay else { return None };
    map::row_at(page, body(model), item)
}

/// How many columns a text being typed has.
pub fn text_width(model: &Model) -> u16 {
    sheet::box_width(body(model).width)
}

/// The furthest the page on the screen can be scrolled.
pub fn furthest(model: &Model) -> usize {
    let body = body(model);
    shown(model, body, &plain()).furthest(body)
}

fn body(model: &Model) -> Rect {
    parts(Rect::new(0, 0, model.size.0, model.size.1), model).body
}

/// Where the parts of the screen are: what is left to do takes its rows from the page.
fn parts(screen: Rect, model: &Model) -> Parts {
    let parts = chrome::parts(screen, side(model));
    let left = left_to_do(model, parts.body.width, &plain()).len();
    parts.with_left(u16::try_from(left).unwrap_or(0))
}

fn left_to_do(model: &Model, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let band = |walking: &WalkPage| left::band(&walking.walk, Context::of(model), width, theme);
    model.walking().map(band).unwrap_or_default()
}

fn side(model: &Model) -> Side {
    if model.walking().is_some() { Side::With } else { Side::Without }
}

/// A theme for measuring, where styles do not matter.
fn plain() -> Theme {
    Theme::new(super::theme::Colours::None)
}

fn shown(model: &Model, body: Rect, theme: &Theme) -> Sheet {
    let mut sheet = content(model, body, theme);
    if model.overlay.as_ref().is_some_and(Overlay::is_dialog) {
        sheet.scroll = model.dialog_scroll;
    }
    sheet
}

fn content(model: &Model, body: Rect, theme: &Theme) -> Sheet {
    let width = body.width;
    match (&model.overlay, &model.page) {
        (Some(Overlay::Help { scroll }), _) => overlay::help(model, *scroll, width, theme),
        (Some(Overlay::Quit), _) => drafts::quit(model, width, theme),
        (Some(Overlay::Told { heading, text }), _) => drafts::told(heading, text, width, theme),
        (Some(Overlay::TakeUp { card, text }), _) => drafts::take_up(card, text, width, theme),
        (Some(Overlay::Drafts { cursor }), _) => drafts::list(model, *cursor, width, theme),
        (Some(Overlay::Remove(card)), _) => drafts::remove(card, width, theme),
        (Some(Overlay::Map(page)), _) => map::map(page, body, theme),
        (Some(Overlay::Why { scroll }), Page::Walk(walking)) => {
            overlay::why(walking, model.today, *scroll, width, theme)
        }
        (Some(Overlay::Trail { cursor }), Page::Walk(walking)) => {
            overlay::trail(walking, *cursor, width, theme)
        }
        (Some(Overlay::Acts { cursor }), Page::Walk(walking)) => {
            overlay::acts(walking, *cursor, width, theme)
        }
        (Some(Overlay::Reasons { act, cursor }), Page::Walk(walking)) => {
            act::reasons(walking, *act, *cursor, width, theme)
        }
        (Some(Overlay::AskedAgain { act, asks }), Page::Walk(walking)) => {
            act::asked_again(walking, *act, asks, width, theme)
        }
        (Some(Overlay::Change { event, change }), Page::Walk(walking)) => {
            overlay::change(walking, event, change, width, theme)
        }
        (Some(Overlay::Form { scroll }), Page::Forms(page)) => forms::form(page, *scroll, theme),
        (Some(Overlay::Formats { cursor }), Page::Forms(_)) => forms::formats(*cursor, width, theme),
        (Some(Overlay::LetGo), _) => field::let_go(width, theme),
        (Some(Overlay::Keep), Page::Walk(walking)) => field::keep(walking, width, theme),
        (Some(Overlay::Delete), Page::Forms(page)) => forms::delete(page, width, theme),
        (_, Page::Profile(page)) => profile::profile(page, width, theme),
        (_, Page::Picture(page)) => picture::picture(page, width, theme),
        (_, Page::Forms(page)) => forms::list(page, model.today, width, theme),
        (_, Page::Start { cursor }) => start::start(model, *cursor, width, theme),
        (_, Page::Saved(page)) => start::saved(page, width, theme),
        (_, Page::Walk(walking)) => match &walking.stage {
            Stage::Step(page) => step::step(walking, page, model.today, body, theme),
            Stage::Form { cursor } => form::form(walking, *cursor, model.today, width, theme),
            Stage::Field(page) => field::field(walking, page, model.today, width, theme),
            Stage::Review { scroll } => form::review(walking, model.today, *scroll, width, theme),
            Stage::Folder { input, problem } => field::folder(input, problem, width, theme),
        },
    }
}
