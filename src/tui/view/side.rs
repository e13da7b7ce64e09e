//! The column beside the page on a wide terminal: the answers so far, and the acts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders};

use super::overlay::{answer_words, mark_words};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn draw_side(frame: &mut Frame<'_>, area: Rect, walking: &WalkPage, theme: &Theme) {
    let block = Block::new().borders(Borders::LEFT).border_style(theme.quiet);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let acts = render_acts(walking, inner.width, theme);
    let tall = u16::try_from(acts.len()).unwrap_or(u16::MAX).min(inner.height);
    let split = inner.height - tall;
    let trail = render_trail(walking, inner.width, theme);
    // The latest answers are the ones to see where not all fit.
    let skip = trail.len().saturating_sub(usize::from(split));
    let mut shown: Vec<Line<'static>> = trail.into_iter().skip(skip).collect();
    if let (1.., Some(first)) = (skip, shown.first_mut()) {
        *first = Line::styled("↑ fler svar: t", theme.key);
    }
    frame.render_widget(ratatui::text::Text::from(shown), Rect { height: split, ..inner });
    frame.render_widget(ratatui::text::Text::from(acts), Rect { y: inner.y + split, height: tall, ..inner });
}

fn render_trail(walking: &WalkPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled("Dina svar", theme.heading), Line::default()];
    for visit in &walking.walk.position().path {
        let step = walking.flow().step(visit.step);
        if step.is_question() {
            lines.extend(words::wrap_plain(&step.title, width, theme.quiet));
            lines.extend(words::wrap_hanging("  ", &answer_words(step, &visit.outcome), width, theme.text));
        }
    }
    lines
}

fn render_acts(walking: &WalkPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default(), Line::styled("Åtgärder", theme.heading), Line::default()];
    for (step, mark) in walking.walk.acts() {
        let mark = format!("{} ", mark_words(mark).0);
        lines.extend(words::wrap_hanging(&mark, &walking.flow().step(step).title, width, theme.text));
    }
    lines
}
