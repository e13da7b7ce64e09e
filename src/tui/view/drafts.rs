//! What is asked and told about walks that are kept: leaving one, taking one up, removing one.

use ratatui::text::{Line, Span};

use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::present;
use crate::tui::keymap::{self, Context};
use crate::tui::model::{DraftCard, Model};
use crate::tui::scroll::row_offset;
use crate::tui::theme::Theme;
use crate::tui::words;

/// What it means to remove a walk.
const GONE: &str =
    "Den går inte att få tillbaka här. På de flesta diskar kan den som letar ändå hitta spår av den en tid.";

/// Leaving a walk before its form is saved.
pub(super) fn render_quit(model: &Model, width: u16, theme: &Theme) -> PageSheet {
    if !model.is_kept() {
        let text = "Blanketten är inte sparad. Avslutar du nu behålls inget av det du har svarat.";
        let answers = yes_no_line("avsluta utan att spara", "fortsätt", theme);
        return render_question("Vill du avsluta?", &[text.to_owned()], vec![answers], width, theme);
    }
    let text = "Blanketten är inte sparad. Det du har svarat finns kvar på den här datorn, och du kan fortsätta där du är \
                nu nästa gång du startar Stegvis. Det du håller på att skriva i ett fält behålls inte.";
    let text: Vec<String> = describe_unmarked(model).into_iter().chain([text.to_owned()]).collect();
    render_question("Vill du avsluta?", &text, render_keys(Context::Leave, theme), width, theme)
}

/// What is left to do, where the act that the walk stands at is part of it: of the others the band above tells.
fn describe_unmarked(model: &Model) -> Option<String> {
    let walk = &model.walking()?.walk;
    let open = present::open_act_titles(walk);
    (open.len() > present::left_to_do(walk).len()).then(|| present::describe_open_acts(&open)).flatten()
}

/// Removing the walk in progress and leaving.
pub(super) fn render_walk_removal(width: u16, theme: &Theme) -> PageSheet {
    let text = format!("Allt du har svarat i den här genomgången tas bort. {GONE}");
    let answers = vec![yes_no_line("ta bort och avsluta", "behåll, och gå vidare där du var", theme)];
    render_question("Vill du ta bort genomgången?", &[text], answers, width, theme)
}

/// Something to read.
pub(super) fn render_message(heading: &'static str, text: &[String], width: u16, theme: &Theme) -> PageSheet {
    render_question(heading, text, Vec::new(), width, theme)
}

/// Whether to take up a walk that was interrupted.
pub(super) fn render_resume(card: &DraftCard, text: &[String], width: u16, theme: &Theme) -> PageSheet {
    let first = format!("{}, {}.", card.title, card.says);
    let left = present::describe_open_acts(&card.left);
    let text: Vec<String> = std::iter::once(first).chain(left).chain(text.iter().cloned()).collect();
    render_question(
        "Det finns en påbörjad genomgång",
        &text,
        render_keys(Context::TakeUp, theme),
        width,
        theme,
    )
}

/// The walks that were interrupted, to take one up.
pub(super) fn render_list(model: &Model, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let top = vec![Line::default(), Line::styled("Påbörjade genomgångar", theme.heading), Line::default()];
    let items = model.drafts.iter().enumerate().map(|(n, card)| SheetItem {
        mark: number_label(n),
        lines: render_draft(&card.title, card, width, theme),
        heading: None,
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

/// A walk as a row: its title, and how far it had come.
pub(super) fn render_draft(title: &str, card: &DraftCard, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let room = width.saturating_sub(6);
    let mut lines = words::wrap_plain(title, room, theme.heading);
    lines.extend(words::wrap_plain(&card.says, room, theme.quiet));
    let left = present::describe_open_acts(&card.left);
    lines.extend(left.iter().flat_map(|left| words::wrap_plain(left, room, theme.attention)));
    lines
}

/// Whether to remove one.
pub(super) fn render_removal(card: &DraftCard, width: u16, theme: &Theme) -> PageSheet {
    let left = present::describe_open_acts(&card.left).map(|left| format!("{left}."));
    let text: Vec<String> = [format!("{}, {}.", card.title, card.says)]
        .into_iter()
        .chain(left)
        .chain([GONE.to_owned()])
        .collect();
    let answers = vec![yes_no_line("ta bort", "behåll", theme)];
    render_question("Vill du ta bort den påbörjade genomgången?", &text, answers, width, theme)
}

fn render_question(
    heading: &'static str,
    text: &[String],
    answers: Vec<Line<'static>>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled(heading, theme.heading)];
    for paragraph in text {
        top.push(Line::default());
        top.extend(words::wrap_plain(paragraph, width, theme.text));
    }
    top.push(Line::default());
    PageSheet { top, foot: answers, ..PageSheet::default() }
}

/// The keys of a question, one on each line.
fn render_keys(context: Context, theme: &Theme) -> Vec<Line<'static>> {
    let line = |binding: &keymap::Binding| {
        let says = Span::styled(format!(" {}", binding.says), theme.text);
        Line::from(vec![Span::styled(binding.shown, theme.key), says])
    };
    let moves = |binding: &&keymap::Binding| binding.command.is_some_and(|command| row_offset(command) != 0);
    let hides = |binding: &&keymap::Binding| binding.command == Some(keymap::KeyCommand::Hide);
    keymap::bindings(context).filter(|binding| !moves(binding) && !hides(binding)).map(line).collect()
}
