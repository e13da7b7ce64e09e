//! Drawing. Every page is a `PageSheet` made from the model alone, set in the same frame of header, notice,
//! acute line and key bar; so what is drawn and what a click hits can never differ.

mod act;
mod chrome;
mod correction;
pub mod count;
mod drafts;
mod field;
mod form;
mod forms;
mod large;
mod inbox;
mod left;
mod map;
mod overlay;
mod picture;
mod plan;
mod profile;
pub mod sheet;
mod side;
mod start;
mod step;
mod todo;
pub mod training;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use self::chrome::{ScreenParts, SidePane};
use self::sheet::PageSheet;
use super::keymap::Context;
use super::layout::ScreenLayout;
use super::model::{Cover, Model, Overlay, Page, WalkPage, WalkStage, is_too_small};
use super::theme::Theme;
use crate::export::Purpose;
use crate::prose;

/// Draws the whole screen, and says where things stand on it.
pub fn draw_screen(frame: &mut Frame<'_>, model: &Model, theme: &Theme) -> ScreenLayout {
    let screen = frame.area();
    paint_ground(frame, theme);
    let layout = match model.cover {
        Cover::On => chrome::draw_cover(frame, screen, theme),
        Cover::Off if is_too_small(model.size) => chrome::draw_too_small(frame, screen, Purpose::Case, theme),
        Cover::Off => draw_page(frame, screen, model, theme),
    };
    sanitize_buffer(frame.buffer_mut());
    layout
}

/// Where things would stand on the screen if it were drawn now.
pub fn lay_out(model: &Model) -> ScreenLayout {
    let parts = screen_parts(Rect::new(0, 0, model.size.0, model.size.1), model);
    let sheet = render_shown(model, parts.body, &measuring_theme());
    chrome::lay_out(&parts, &sheet, Context::from_model(model))
}

/// Paints the whole screen in the theme's own colours, where it has any.
fn paint_ground(frame: &mut Frame<'_>, theme: &Theme) {
    let screen = frame.area();
    frame.buffer_mut().set_style(screen, theme.ground);
}

/// The one door to the terminal: whatever a routine, a profile, a file name or a paste holds, nothing that steers the
/// screen goes through it.
fn sanitize_buffer(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if prose::has_control(cell.symbol()) {
            let shown = prose::sanitize(cell.symbol());
            cell.set_symbol(&shown);
        }
    }
}

fn draw_page(frame: &mut Frame<'_>, screen: Rect, model: &Model, theme: &Theme) -> ScreenLayout {
    let parts = screen_parts(screen, model);
    let sheet = render_shown(model, parts.body, theme);
    frame.render_widget(Text::from(render_left_to_do(model, parts.left.width, theme)), parts.left);
    chrome::draw_chrome(frame, &parts, sheet.digit_action(), &chrome::page_frame(model), theme);
    if let (Some(area), Some(walking)) = (parts.side, model.walking()) {
        side::draw_side(frame, area, walking, theme);
    }
    sheet.draw_sheet(frame, parts.body, theme);
    chrome::lay_out(&parts, &sheet, Context::from_model(model))
}

/// Where the parts of the screen are: what is left to do takes its rows from the page.
fn screen_parts(screen: Rect, model: &Model) -> ScreenParts {
    let notice = model.notice.as_deref();
    let parts = chrome::split_screen(screen, side_pane(model), Context::from_model(model), notice);
    let left = render_left_to_do(model, parts.body.width, &measuring_theme()).len();
    parts.with_left(u16::try_from(left).unwrap_or(0))
}

fn render_left_to_do(model: &Model, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let band =
        |walking: &WalkPage| left::render_band(&walking.walk, Context::from_model(model), width, theme);
    model.walking().map(band).unwrap_or_default()
}

fn side_pane(model: &Model) -> SidePane {
    if model.walking().is_some() { SidePane::With } else { SidePane::Without }
}

/// A theme for measuring, where styles do not matter.
fn measuring_theme() -> Theme {
    Theme::new(super::theme::ColorSupport::None)
}

fn render_shown(model: &Model, body: Rect, theme: &Theme) -> PageSheet {
    let mut sheet = render_page(model, body, theme);
    if model.shows_step() || model.overlay.as_ref().is_some_and(Overlay::is_dialog) {
        sheet.scroll = model.dialog_scroll;
    }
    sheet
}

fn render_page(model: &Model, body: Rect, theme: &Theme) -> PageSheet {
    let overlay = model.overlay.as_ref().and_then(|overlay| render_overlay(model, overlay, body, theme));
    overlay.unwrap_or_else(|| render_under_overlay(model, body, theme))
}

/// What lies over the page; `None` where it has nothing of its own to show there.
fn render_overlay(model: &Model, overlay: &Overlay, body: Rect, theme: &Theme) -> Option<PageSheet> {
    let (width, today) = (body.width, model.today);
    Some(match (overlay, &model.page) {
        (Overlay::Help { scroll }, _) => overlay::render_help(model, *scroll, width, theme),
        (Overlay::Quit, _) => drafts::render_quit(model, width, theme),
        (Overlay::RemoveWalk, _) => drafts::render_walk_removal(width, theme),
        (Overlay::Told { heading, text }, _) => drafts::render_message(heading, text, width, theme),
        (Overlay::TakeUp { card, text }, _) => drafts::render_resume(card, text, width, theme),
        (Overlay::Routines { cursor }, _) => start::render_others(model, *cursor, width, theme),
        (Overlay::Drafts { cursor }, _) => drafts::render_list(model, *cursor, width, theme),
        (Overlay::Remove(card), _) => drafts::render_removal(card, width, theme),
        (Overlay::Map(page), _) => map::render_map(page, body, theme),
        (Overlay::Why { scroll }, Page::Walk(walking)) => {
            overlay::render_why(walking, today, *scroll, width, theme)
        }
        (Overlay::Trail { cursor }, Page::Walk(walking)) => {
            overlay::render_trail(walking, *cursor, width, theme)
        }
        (Overlay::Acts { cursor }, Page::Walk(walking)) => {
            overlay::render_acts(walking, *cursor, width, theme)
        }
        (Overlay::Reasons { act, cursor }, Page::Walk(walking)) => {
            act::render_reasons(walking, *act, *cursor, width, theme)
        }
        (Overlay::AskedAgain { act, asks }, Page::Walk(walking)) => {
            act::render_act_confirmation(walking, *act, asks, width, theme)
        }
        (Overlay::Change { event, change }, Page::Walk(walking)) => {
            overlay::render_change(walking, event, change, width, theme)
        }
        (Overlay::Form { scroll }, Page::Forms(page)) => forms::render_form(page, *scroll, theme),
        (Overlay::Formats { cursor }, Page::Forms(_)) => forms::render_formats(*cursor, width, theme),
        (Overlay::Coarsen { cursor }, Page::Walk(walking)) => {
            form::render_coarser(walking, *cursor, today, width, theme)
        }
        (Overlay::Blank, Page::Walk(walking)) => form::render_blank_question(walking, today, width, theme),
        (Overlay::LetGo, _) => field::render_discard_question(width, theme),
        (Overlay::Keep, Page::Walk(walking)) => {
            field::render_keep_question(field::typed_text(walking), "i blanketten", width, theme)
        }
        (Overlay::Keep, Page::Plan(page)) => {
            field::render_keep_question(page.text(), "i uppföljningen", width, theme)
        }
        (Overlay::Keep, Page::Inbox(page)) => {
            field::render_keep_question(page.text(), "i anteckningen", width, theme)
        }
        (Overlay::Keep, Page::Correction(page)) => {
            field::render_keep_question(page.text(), "i blanketten", width, theme)
        }
        (Overlay::Delete, Page::Forms(page)) => forms::render_deletion(page, width, theme),
        (_, _) => return None,
    })
}

fn render_under_overlay(model: &Model, body: Rect, theme: &Theme) -> PageSheet {
    let (width, today) = (body.width, model.today);
    match &model.page {
        Page::Profile(page) => profile::render_profile(page, width, theme),
        Page::Picture(page) => picture::render_picture(page, width, theme),
        Page::Plan(page) => plan::render_plan(page, today, width, theme),
        Page::Inbox(page) => inbox::render_inbox(page, width, theme),
        Page::Correction(page) => correction::render_correction(page, width, theme),
        Page::Forms(page) => forms::render_list(page, today, width, theme),
        Page::Start { cursor } => start::render_start(model, *cursor, body, theme),
        Page::ToDo(page) => todo::render_to_do(page, width, theme),
        Page::Saved(page) => start::render_saved(page, width, theme),
        Page::Walk(walking) => render_stage(walking, today, body, theme),
    }
}

fn render_stage(walking: &WalkPage, today: NaiveDate, body: Rect, theme: &Theme) -> PageSheet {
    let width = body.width;
    match &walking.stage {
        WalkStage::Step(page) => step::render_step(walking, page, today, body, theme),
        WalkStage::Form { cursor } => form::render_form(walking, *cursor, today, width, theme),
        WalkStage::Field(page) => field::render_field(walking, page, today, width, theme),
        WalkStage::Review { scroll } => form::render_review(walking, today, *scroll, width, theme),
        WalkStage::Folder { input, problem } => field::render_folder(input, problem, width, theme),
    }
}
