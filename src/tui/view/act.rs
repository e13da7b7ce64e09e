//! What is asked of an act before it is left undone: whether it is done now, or the reason why it is not to be.

use ratatui::text::Line;

use super::overlay::yes_no;
use super::sheet::{Item, Sheet, number};
use super::step::urgent;
use crate::flow::id::StepIx;
use crate::present::{Choices, reason};
use crate::tui::model::WalkPage;
use crate::tui::theme::Theme;
use crate::tui::words;

/// The reasons not to do an act, in the author's words.
pub(super) fn reasons(walking: &WalkPage, act: StepIx, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default()];
    top.extend(words::plain(&walking.flow().step(act).title, width, theme.heading));
    top.extend([
        Line::default(),
        Line::styled("Varför är det inte aktuellt?", theme.text),
        Line::styled("Stämmer inget skäl: Esc, och inget är markerat.", theme.quiet),
        Line::default(),
    ]);
    let Choices::Mark { reasons, .. } = Choices::at(&walking.walk, act) else { return Sheet::default() };
    let items = reasons.into_iter().enumerate().map(|(n, saying)| Item {
        mark: number(n),
        lines: words::plain(&reason(&walking.walk, saying), width.saturating_sub(8), theme.text),
        heading: None,
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

/// Whether an act that goes before everything is done now.
pub(super) fn asked_again(walking: &WalkPage, act: StepIx, asks: &str, width: u16, theme: &Theme) -> Sheet {
    let mut top = urgent(&walking.flow().step(act).title, width, theme);
    top.push(Line::default());
    top.extend(words::plain(asks, width, theme.heading));
    top.push(Line::default());
    let foot = vec![yes_no("ja, det är gjort", "inte än: gå vidare, och påminn mig", theme)];
    Sheet { top, foot, ..Sheet::default() }
}
