//! What is asked of an act before it is left undone: whether it is done now, or the reason why it is not to be.

use ratatui::text::Line;

use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use super::step::render_urgent_heading;
use crate::flow::id::StepIx;
use crate::flow::model::Urgency;
use crate::present::{Choices, reason_text};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// The reasons not to do an act, in the author's words.
pub(super) fn render_reasons(
    walking: &WalkPage,
    act: StepIx,
    cursor: Option<usize>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(&walking.flow().step(act).title, width, theme.heading));
    top.extend([
        Line::default(),
        Line::styled("Varför är det inte aktuellt?", theme.text),
        Line::styled("Stämmer inget skäl: Esc, och inget är markerat.", theme.quiet),
        Line::default(),
    ]);
    let Choices::Mark { reasons, .. } = Choices::from_walk(&walking.walk, act) else {
        return PageSheet::default();
    };
    let items = reasons.into_iter().enumerate().map(|(n, saying)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(&reason_text(&walking.walk, saying), width.saturating_sub(8), theme.text),
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor, ..PageSheet::default() }
}

/// Whether an act that goes before everything is done now.
pub(super) fn render_act_confirmation(
    walking: &WalkPage,
    act: StepIx,
    asks: &str,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let step = walking.flow().step(act);
    let mut top = match step.urgency() {
        Some(Urgency::Now) => render_urgent_heading(&step.title, width, theme),
        Some(Urgency::Promptly | Urgency::Normal) | None => Vec::new(),
    };
    top.push(Line::default());
    top.extend(words::wrap_plain(asks, width, theme.heading));
    top.push(Line::default());
    let foot = vec![yes_no_line("ja, det är gjort", "inte än: gå vidare, och påminn mig", theme)];
    PageSheet { top, foot, ..PageSheet::default() }
}
