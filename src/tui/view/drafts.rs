//! What is asked and told about walks that are kept: leaving one, taking one up, removing one.

use ratatui::text::{Line, Span};

use super::overlay::yes_no;
use super::sheet::{Item, Sheet};
use crate::tui::keymap::{self, Context};
use crate::tui::model::{DraftCard, Model};
use crate::tui::scroll::rows;
use crate::tui::theme::Theme;
use crate::tui::words;

/// Leaving a walk before its form is saved.
pub(super) fn quit(model: &Model, width: u16, theme: &Theme) -> Sheet {
    if !model.is_kept() {
        let text = "Blanketten är inte sparad. Avslutar du nu behålls inget av det du har svarat.";
        let answers = yes_no("avsluta utan att spara", "fortsätt", theme);
        return sheet("Vill du avsluta?", &[text.to_owned()], vec![answers], width, theme);
    }
    let text = [
        "Blanketten är inte sparad. Det du har svarat finns kvar på den här datorn, och du kan fortsätta där du är \
         nu nästa gång du startar Stegvis. Det du håller på att skriva i ett fält behålls inte.",
        "Tar du bort genomgången går den inte att få tillbaka här. På de flesta diskar kan den som letar ändå hitta \
         spår av den en tid.",
    ];
    sheet("Vill du avsluta?", &text.map(str::to_owned), keys(Context::Leave, theme), width, theme)
}

/// Something to read.
pub(super) fn told(heading: &'static str, text: &[String], width: u16, theme: &Theme) -> Sheet {
    sheet(heading, text, Vec::new(), width, theme)
}

/// Whether to take up a walk that was interrupted.
pub(super) fn take_up(card: &DraftCard, text: &[String], width: u16, theme: &Theme) -> Sheet {
    let first = format!("{}, {}.", card.title, card.says);
    let text: Vec<String> = std::iter::once(first).chain(text.iter().cloned()).collect();
    sheet("Det finns en påbörjad genomgång", &text, keys(Context::TakeUp, theme), width, theme)
}

/// The walks that were interrupted, to take one up.
pub(super) fn list(model: &Model, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let top = vec![Line::default(), Line::styled("Påbörjade genomgångar", theme.heading), Line::default()];
    let items = model.drafts.iter().enumerate().map(|(n, card)| Item {
        mark: if n < 9 { (n + 1).to_string() } else { " ".to_owned() },
        lines: draft(&card.title, card, width, theme),
        heading: None,
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

/// A walk as a row: its title, and how far it had come.
pub(super) fn draft(title: &str, card: &DraftCard, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let room = width.saturating_sub(6);
    let mut lines = words::plain(title, room, theme.heading);
    lines.extend(words::plain(&card.says, room, theme.quiet));
    lines
}

/// Whether to remove one.
pub(super) fn remove(card: &DraftCard, width: u16, theme: &Theme) -> Sheet {
    let text = [
        format!("{}, {}.", card.title, card.says),
        "Den går inte att få tillbaka här. På de flesta diskar kan den som letar ändå hitta spår av den en tid."
            .to_owned(),
    ];
    let answers = vec![yes_no("ta bort", "behåll", theme)];
    sheet("Vill du ta bort den påbörjade genomgången?", &text, answers, width, theme)
}

fn sheet(
    heading: &'static str,
    text: &[String],
    answers: Vec<Line<'static>>,
    width: u16,
    theme: &Theme,
) -> Sheet {
    let mut top = vec![Line::default(), Line::styled(heading, theme.heading)];
    for paragraph in text {
        top.push(Line::default());
        top.extend(words::plain(paragraph, width, theme.text));
    }
    top.push(Line::default());
    Sheet { top, foot: answers, ..Sheet::default() }
}

/// The keys of a question, one on each line.
fn keys(context: Context, theme: &Theme) -> Vec<Line<'static>> {
    let line = |binding: &keymap::Binding| {
        let says = Span::styled(format!(" {}", binding.says), theme.text);
        Line::from(vec![Span::styled(binding.shown, theme.key), says])
    };
    let moves = |binding: &&keymap::Binding| binding.command.is_some_and(|command| rows(command) != 0);
    keymap::bindings(context).iter().filter(|binding| !moves(binding)).map(line).collect()
}
