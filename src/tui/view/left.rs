//! What is still to be done: it stands first on every page of a walk until it is marked.

use ratatui::text::Line;

use crate::flow::model::Urgency;
use crate::present::{ToDo, left_to_do};
use crate::session::walk::Walk;
use crate::tui::keymap::{self, Context, KeyCommand};
use crate::tui::theme::Theme;
use crate::tui::words;

/// The most rows it takes of a page. The most pressing stands first, so it is never what is cut.
const MOST: usize = 2;

/// The most rows it takes of the review, where all of it is read before the form is saved.
const MOST_AT_REVIEW: usize = 4;

/// The acts that are still to be done, on a row or two, and the key that leads to them where it does; nothing where none is.
pub(super) fn render_band(walk: &Walk, context: Context, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = render_lines(&left_to_do(walk), context, width, theme);
    let is_review = matches!(context, Context::Review | Context::ReviewStopped);
    let most = match (is_review, lines.len() > MOST_AT_REVIEW) {
        // All of it stands on the page itself, right below.
        (true, true) => 1,
        (true, false) => MOST_AT_REVIEW,
        (false, _) => MOST,
    };
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.pop().map(|last| words::with_ellipsis(last, width));
        lines.extend(last);
    }
    lines
}

/// All of them on the review, where the band has no room for them; else nothing.
pub(super) fn render_whole(left: &[ToDo<'_>], width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let lines = render_lines(left, Context::Review, width, theme);
    if lines.len() > MOST_AT_REVIEW { lines } else { Vec::new() }
}

fn render_lines(left: &[ToDo<'_>], context: Context, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let leads = keymap::bindings(context).find(|binding| binding.command == Some(KeyCommand::Acts));
    let key = leads.map(|binding| format!(" ({})", binding.shown)).unwrap_or_default();
    let Some(first) = left.first() else { return Vec::new() };
    let style = match first.urgency {
        Urgency::Now | Urgency::Promptly => theme.attention,
        Urgency::Normal => theme.key,
    };
    let titles: Vec<&str> = left.iter().map(|act| act.title).collect();
    words::wrap_plain(&format!("KVAR ATT GÖRA{key}: {}", titles.join(" · ")), width, style)
}
