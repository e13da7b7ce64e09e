//! What stands around every page: the header, a line to the user, the acute line and the key bar.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Paragraph, Wrap};
use unicode_width::UnicodeWidthStr;

use super::sheet::{self, PageSheet};
use crate::export::Purpose;
use crate::present::{self, ACUTE};
use crate::todo;
use crate::tui::keymap::{self, Context, DigitAction, KeyCommand};
use crate::tui::layout::ScreenLayout;
use crate::tui::model::{Model, Overlay, Page, SMALLEST, WalkPage, WalkStage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// From this width on, the trail and the acts have a column of their own.
const WIDE: u16 = 110;

/// The column's width.
const SIDE: u16 = 36;

/// No line of running text is longer than this, however wide the terminal.
const LONGEST_LINE: u16 = 84;

/// What stands around a page.
pub(super) struct PageFrame<'m> {
    /// What the page belongs to.
    pub(super) title: String,
    /// Who answers for it: shown where there is room.
    pub(super) owner: String,
    /// How far the work has come.
    pub(super) right: String,
    /// A line to the user.
    pub(super) notice: Option<&'m str>,
    /// Whose keys are shown.
    pub(super) context: Context,
    /// Whether it is an exercise, which then stands first on the page.
    pub(super) purpose: Purpose,
}

/// Whether there is a column beside the page, where there is room for one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SidePane {
    With,
    Without,
}

/// What stands first on every page of an exercise.
const EXERCISE: &str = "ÖVNING";

/// Where the parts of the screen are.
pub(super) struct ScreenParts {
    header: Rect,
    /// What is still to be done.
    pub(super) left: Rect,
    pub(super) body: Rect,
    pub(super) side: Option<Rect>,
    notice: Rect,
    acute: Rect,
    keys: Rect,
}

/// Cut by hand: ratatui's constraint solver would take a fifth of the time to the first screen.
pub(super) fn split_screen(
    screen: Rect,
    side: SidePane,
    context: Context,
    notice: Option<&str>,
) -> ScreenParts {
    let (header, rest) = cut_top(screen, 2);
    let (rest, keys) = cut_bottom(rest, count_key_rows(context, screen));
    let (rest, acute) = cut_bottom(rest, 1);
    let (middle, notice) = cut_bottom(rest, count_notice_rows(notice, screen));
    let wide = screen.width >= WIDE && side == SidePane::With;
    let side = if wide { SIDE } else { 0 };
    let width = middle.width - side;
    let side = wide.then_some(Rect { x: middle.x + width, width: side, ..middle });
    let body = Rect { x: middle.x + 2, width: width.saturating_sub(4).min(LONGEST_LINE), ..middle };
    let left = Rect { height: 0, ..body };
    ScreenParts { header, left, body, side, notice: indent_area(notice), acute, keys }
}

/// The rows that a line to the user needs: one, though nothing is said, so that the page stands still.
fn count_notice_rows(notice: Option<&str>, screen: Rect) -> u16 {
    let width = indent_area(screen).width;
    let rows = notice.map_or(0, |says| words::wrap_plain(says, width, Style::default()).len());
    u16::try_from(rows).unwrap_or(MOST_NOTICE_ROWS).clamp(1, MOST_NOTICE_ROWS)
}

/// The most rows of a line to the user.
const MOST_NOTICE_ROWS: u16 = 5;

/// The rows that the key bar needs, whatever a digit does on the page.
fn count_key_rows(context: Context, screen: Rect) -> u16 {
    let widest = Rect { height: MOST_KEY_ROWS, width: screen.width.saturating_sub(DIGITS_DIFFER), ..screen };
    let rows = set_keys(context, DigitAction::Choose(keymap::DIGITS), widest).len();
    u16::try_from(rows).unwrap_or(MOST_KEY_ROWS)
}

/// The most rows of keys.
const MOST_KEY_ROWS: u16 = 2;

/// By how many columns what a digit does can be longer on one page than on another.
const DIGITS_DIFFER: u16 = 2;

impl ScreenParts {
    /// With so many rows of the page given to what is still to be done.
    pub(super) fn with_left(self, rows: u16) -> Self {
        let (left, body) = cut_top(self.body, rows);
        Self { left, body, ..self }
    }
}

fn cut_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let height = rows.min(area.height);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

fn cut_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    let height = area.height.saturating_sub(rows);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

pub(super) fn draw_chrome(
    frame: &mut Frame<'_>,
    parts: &ScreenParts,
    digits: DigitAction,
    around: &PageFrame<'_>,
    theme: &Theme,
) {
    draw_header(frame, parts.header, around, theme);
    if let Some(notice) = around.notice {
        let rows = words::wrap_plain(notice, parts.notice.width, theme.attention);
        frame.render_widget(Text::from(rows), parts.notice);
    }
    frame.render_widget(Line::styled(format!("  {ACUTE}"), theme.heading), parts.acute);
    frame.render_widget(Text::from(render_key_bar(around.context, digits, parts.keys, theme)), parts.keys);
}

/// What is shown instead of everything, to whoever looks over the shoulder: nothing about what this is.
pub(super) fn draw_cover(frame: &mut Frame<'_>, screen: Rect, theme: &Theme) -> ScreenLayout {
    let text = "\n  Paus. Mellanslag fortsätter.";
    frame.render_widget(Paragraph::new(text).style(theme.text), screen);
    ScreenLayout::default()
}

/// What stands around a page of the interface itself.
pub(super) fn page_frame(model: &Model) -> PageFrame<'_> {
    let right = match &model.page {
        Page::Walk(walking) => describe_progress(walking),
        Page::Forms(page) => match page.forms.len() {
            1 => "1 blankett".to_owned(),
            forms => format!("{forms} blanketter"),
        },
        Page::Picture(page) => page.counted.report.by.label().to_owned(),
        Page::Inbox(page) => page.state.map_or("inkorgen", |state| state.label()).to_owned(),
        Page::Correction(_) => "rättelse".to_owned(),
        Page::Plan(page) => format!("handlingsplanen {}", page.open.plan.year),
        Page::Profile(page) => page.describe_place(),
        Page::ToDo(page) => todo::count_things(page.items.len()),
        Page::Start { .. } | Page::Saved(_) => String::new(),
    };
    let title = match (model.walking(), &model.overlay) {
        (Some(walking), _) => walking.flow().title.clone(),
        (None, Some(Overlay::Map(map))) => map.flow().title.clone(),
        (None, _) => "Stegvis".to_owned(),
    };
    let owner = model.walking().map(|walking| walking.flow().publisher.clone()).unwrap_or_default();
    let notice = model.notice.as_deref();
    PageFrame { title, owner, right, notice, context: Context::from_model(model), purpose: Purpose::Case }
}

/// What is shown instead of a page where none fits. Nothing is lost: the page comes back with the room.
pub(super) fn draw_too_small(
    frame: &mut Frame<'_>,
    screen: Rect,
    purpose: Purpose,
    theme: &Theme,
) -> ScreenLayout {
    let (before, command) = match purpose {
        Purpose::Case => (String::new(), "walk"),
        Purpose::Exercise => (format!("{EXERCISE}. "), "train"),
    };
    let text = format!(
        "{before}Fönstret är för litet ({}×{}). Gör det minst {}×{}, så kommer sidan tillbaka. Inget är förlorat.\n\
         Går det inte: Ctrl+C avslutar, och `stegvis {command} --plain` fungerar i alla fönster.\n\n{ACUTE}",
        screen.width, screen.height, SMALLEST.0, SMALLEST.1
    );
    frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: true }).style(theme.text), screen);
    ScreenLayout::default()
}

/// How much of the title is always shown, in columns.
const LEAST_TITLE: usize = 8;

fn draw_header(frame: &mut Frame<'_>, area: Rect, around: &PageFrame<'_>, theme: &Theme) {
    let mark = match around.purpose {
        Purpose::Case => Span::raw(""),
        Purpose::Exercise => Span::styled(format!(" {EXERCISE} "), theme.selected),
    };
    let block = Block::new().borders(Borders::BOTTOM).border_style(theme.quiet);
    let inner = indent_area(block.inner(area));
    let lead = if mark.width() == 0 { "" } else { "  " };
    let room = usize::from(inner.width).saturating_sub(around.right.width() + mark.width() + lead.len() + 2);
    // Whose routine it is stands there whatever is cut: two of them may be called the same.
    let owner = if around.owner.is_empty() { String::new() } else { format!(" · {}", around.owner) };
    let owner = if owner.width() + LEAST_TITLE <= room { owner } else { String::new() };
    let title = words::cut_to_width(&around.title, room - owner.width());
    let title = Span::styled(format!("{lead}{title}"), theme.heading);
    let owner = Span::styled(owner, theme.quiet);
    frame.render_widget(block, area);
    frame.render_widget(Line::from(vec![mark, title, owner]), inner);
    frame.render_widget(Line::styled(around.right.clone(), theme.quiet).alignment(Alignment::Right), inner);
}

fn describe_progress(walking: &WalkPage) -> String {
    match &walking.stage {
        WalkStage::Step(page) if page.focus.is_some() => "tidigare svar".to_owned(),
        WalkStage::Step(_) => present::describe_remaining(walking.remaining),
        WalkStage::Form { cursor } => describe_place(walking, *cursor),
        WalkStage::Field(page) => describe_place(walking, page.row),
        WalkStage::Review { .. } => "granska".to_owned(),
        WalkStage::Folder { .. } => "inte sparad".to_owned(),
    }
}

/// Which field of how many; past the last one the form as a whole.
fn describe_place(walking: &WalkPage, row: usize) -> String {
    let fields = walking.fields().len();
    if row < fields {
        present::describe_place(row + 1, fields, walking.open_fields())
    } else {
        "blanketten".to_owned()
    }
}

/// The keys of the bar, as many as fit, the most important first.
fn render_key_bar(context: Context, digits: DigitAction, area: Rect, theme: &Theme) -> Vec<Line<'static>> {
    let rows = set_keys(context, digits, area).into_iter();
    let span = |key: ShownKey| [Span::styled(key.keys, theme.key), Span::styled(key.says, theme.quiet)];
    rows.map(|row| std::iter::once(Span::raw("  ")).chain(row.into_iter().flat_map(span)).collect()).collect()
}

/// A key of the key bar as it is shown.
struct ShownKey {
    keys: String,
    says: String,
    command: Option<KeyCommand>,
}

/// The keys of the bar set in rows.
fn set_keys(context: Context, digits: DigitAction, area: Rect) -> Vec<Vec<ShownKey>> {
    let width = usize::from(area.width).saturating_sub(4);
    let mut rows = vec![Vec::new()];
    let mut used = 0;
    for binding in keymap::bar_bindings(context, digits) {
        let keys = keymap::describe_keys(binding, digits);
        let says = format!(" {}   ", keymap::describe_action(binding, digits));
        let wide = keys.width() + says.width();
        if used + wide > width + 3 {
            if rows.len() == usize::from(area.height) {
                break;
            }
            rows.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push(ShownKey { keys, says, command: binding.command });
        }
    }
    rows
}

/// Where things stand on a screen of these parts with this page on it.
pub(super) fn lay_out(parts: &ScreenParts, sheet: &PageSheet, context: Context) -> ScreenLayout {
    let digits = sheet.digit_action();
    ScreenLayout {
        body: parts.body,
        items: sheet.item_areas(parts.body),
        keys: place_more(sheet, parts.body).chain(place_keys(context, digits, parts.keys)).collect(),
        digits,
        answers: sheet.answers_by_digit(),
        furthest: sheet.max_scroll(parts.body),
        text_width: sheet::text_box_width(parts.body.width),
    }
}

/// The signs that there are more items, and what each asks for.
fn place_more(sheet: &PageSheet, body: Rect) -> impl Iterator<Item = (KeyCommand, Rect)> {
    sheet.more_signs(body).into_iter().map(|(item, sign)| (KeyCommand::GoTo(item), sign))
}

/// The keys of the bar that ask for something, and where each stands.
fn place_keys(context: Context, digits: DigitAction, bar: Rect) -> Vec<(KeyCommand, Rect)> {
    let mut placed = Vec::new();
    for (y, row) in (bar.y..).zip(set_keys(context, digits, bar)) {
        let mut x = bar.x + 2;
        for key in row {
            let width = u16::try_from(key.keys.width() + key.says.width()).unwrap_or(u16::MAX);
            placed.extend(key.command.map(|command| (command, Rect { x, y, width, height: 1 })));
            x = x.saturating_add(width);
        }
    }
    placed
}

fn indent_area(area: Rect) -> Rect {
    Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area }
}
