//! Drawing a training. Every page says that it is an exercise, in the header and in the words of the page's frame.

mod lesson;
mod lobby;
mod quiz;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Block;

use super::chrome::{self, PageFrame, SidePane};
use super::sheet::PageSheet;
use super::{large, map, measuring_theme, overlay};
use crate::export::Purpose;
use crate::quiz::round::QuestionStage;
use crate::training::missed::{MISSED_RULE, NOTHING_MISSED};
use crate::tui::layout::ScreenLayout;
use crate::tui::model::{Cover, is_too_small};
use crate::tui::theme::Theme;
use crate::tui::training::{Letters, TrainingModel, TrainingOverlay, TrainingPage};
use crate::tui::words;

/// Draws the whole screen, and says where things stand on it.
pub fn draw_training(frame: &mut Frame<'_>, training: &TrainingModel, theme: &Theme) -> ScreenLayout {
    super::paint_ground(frame, theme);
    let layout = match training.cover {
        Cover::On => chrome::draw_cover(frame, frame.area(), theme),
        Cover::Off if is_too_small(training.size) => {
            chrome::draw_too_small(frame, frame.area(), Purpose::Exercise, theme)
        }
        Cover::Off => draw_page(frame, training, theme),
    };
    super::sanitize_buffer(frame.buffer_mut());
    layout
}

/// Where things would stand on the screen if it were drawn now.
pub fn lay_out(training: &TrainingModel) -> ScreenLayout {
    let screen = Rect::new(0, 0, training.size.0, training.size.1);
    let parts =
        chrome::split_screen(screen, SidePane::Without, training.context(), training.notice.as_deref());
    let sheet = render_shown(training, parts.body, &measuring_theme());
    chrome::lay_out(&parts, &sheet, training.context())
}

fn draw_page(frame: &mut Frame<'_>, training: &TrainingModel, theme: &Theme) -> ScreenLayout {
    let screen = frame.area();
    let theme = &room_theme(training, theme);
    if training.letters == Letters::Large {
        frame.render_widget(Block::new().style(theme.text), screen);
    }
    let parts =
        chrome::split_screen(screen, SidePane::Without, training.context(), training.notice.as_deref());
    let sheet = render_shown(training, parts.body, theme);
    let around = PageFrame {
        owner: String::new(),
        title: page_title(training),
        right: position_text(training),
        notice: training.notice.as_deref(),
        context: training.context(),
        purpose: Purpose::Exercise,
    };
    chrome::draw_chrome(frame, &parts, sheet.digit_action(), &around, theme);
    sheet.draw_sheet(frame, parts.body, theme);
    chrome::lay_out(&parts, &sheet, training.context())
}

fn room_theme(training: &TrainingModel, theme: &Theme) -> Theme {
    match training.letters {
        Letters::Usual => *theme,
        Letters::Large => theme.for_a_room(),
    }
}

fn render_shown(training: &TrainingModel, body: Rect, theme: &Theme) -> PageSheet {
    let width = body.width;
    match (&training.overlay, &training.page) {
        (Some(TrainingOverlay::Map(page)), _) => map::render_map(page, body, theme),
        (Some(TrainingOverlay::Help { scroll }), _) => {
            overlay::render_keys(training.under_overlay(), ADVICE, *scroll, width, theme)
        }
        (Some(TrainingOverlay::Jump { cursor }), TrainingPage::Lesson(page)) => {
            lesson::render_jump(page, *cursor, width, theme)
        }
        (Some(TrainingOverlay::Otherwise { cursor }), TrainingPage::Lesson(page)) => {
            lesson::render_counterfactual(page, *cursor, width, theme)
        }
        (Some(TrainingOverlay::Questions { cursor }), _) => {
            lobby::render_filters(training, *cursor, width, theme)
        }
        (_, TrainingPage::Lobby { cursor }) => lobby::render_page(training, *cursor, width, theme),
        (_, TrainingPage::Points { scroll }) => render_points(training, *scroll, body, theme),
        (_, TrainingPage::Missed { scroll }) => render_missed(training, *scroll, body, theme),
        (_, TrainingPage::Present { number }) => quiz::render_present(training, *number, body, theme),
        (_, TrainingPage::Lesson(page)) => lesson::render_page(training, page, body, theme),
        (_, TrainingPage::Quiz(page)) => quiz::render_page(training, page, body, theme),
    }
}

const ADVICE: &str =
    "Ingenting sparas under en övning. En fjärrkontroll för bildspel bläddrar fram och tillbaka.";

fn page_title(training: &TrainingModel) -> String {
    match &training.page {
        TrainingPage::Lobby { .. } => "Öva på rutinen".to_owned(),
        TrainingPage::Points { .. } => "Punkter för mötet".to_owned(),
        TrainingPage::Lesson(page) => page.lesson.scenario().title.text().to_owned(),
        TrainingPage::Missed { .. } => "Det vi borde ta upp igen".to_owned(),
        TrainingPage::Present { .. } | TrainingPage::Quiz(_) => "Frågor på rutinen".to_owned(),
    }
}

/// Which page it is of how many, and how long it has been.
fn position_text(training: &TrainingModel) -> String {
    let spent = training.meeting.spent_minutes();
    match &training.page {
        TrainingPage::Lobby { .. }
        | TrainingPage::Points { .. }
        | TrainingPage::Missed { .. }
        | TrainingPage::Present { .. } => String::new(),
        TrainingPage::Lesson(page) => {
            let ((page_number, pages), planned) = (page.lesson.page_number(), page.lesson.length().minutes());
            format!("sida {page_number} av {pages} · {spent} av {planned} min")
        }
        TrainingPage::Quiz(page) => match page.round.stage() {
            QuestionStage::Over => String::new(),
            QuestionStage::Asked | QuestionStage::Shown => {
                let (question, questions) = page.round.place();
                format!("fråga {question} av {questions} · {spent} min")
            }
        },
    }
}

fn render_points(training: &TrainingModel, scroll: usize, body: Rect, theme: &Theme) -> PageSheet {
    let mut top = render_heading(training, "Punkter att ta upp", body, 4, theme);
    for (n, (point, says)) in training.material.points.iter().enumerate() {
        top.push(Line::default());
        top.push(Line::styled(format!("{}. {point}", n + 1), theme.heading));
        top.extend(words::wrap_plain(says, body.width, theme.text));
    }
    PageSheet { top, scroll, ..PageSheet::default() }
}

fn render_missed(training: &TrainingModel, scroll: usize, body: Rect, theme: &Theme) -> PageSheet {
    let mut top = render_heading(training, "Det vi borde ta upp igen", body, 4, theme);
    top.push(Line::default());
    if training.topics.is_empty() {
        top.extend(words::wrap_plain(NOTHING_MISSED, body.width, theme.text));
    }
    for (n, topic) in training.topics.iter().enumerate() {
        top.extend(words::wrap_plain(&format!("{}. {}", n + 1, topic.asks), body.width, theme.heading));
        top.extend(words::wrap_plain(&format!("Rätt svar: {}", topic.right), body.width, theme.text));
        top.extend(words::wrap_plain(&topic.why, body.width, theme.text));
        top.extend(words::wrap_plain(&topic.describe(), body.width, theme.quiet));
        top.push(Line::default());
    }
    top.extend(words::wrap_plain(MISSED_RULE, body.width, theme.quiet));
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// A page's heading: in large letters where they are wanted and have room in so many rows, else in one or two lines.
fn render_heading(
    training: &TrainingModel,
    text: &str,
    body: Rect,
    rows: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let large = match training.letters {
        Letters::Large => large::render_text(text, body.width, rows, theme.heading),
        Letters::Usual => None,
    };
    large.unwrap_or_else(|| words::wrap_plain(text, body.width, theme.heading))
}

/// An empty line, where there is to be more air.
fn spacer_line(training: &TrainingModel) -> Option<Line<'static>> {
    (training.letters == Letters::Large).then(Line::default)
}
