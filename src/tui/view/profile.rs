//! The local profile as a list of what is filled in and where it comes from, and one value being filled in.

use ratatui::text::{Line, Span};

use super::field::one_line;
use super::sheet::{Item, Sheet};
use crate::profile::key::{Key, Takes};
use crate::profile::names;
use crate::prose::visible;
use crate::tui::editor::Editor;
use crate::tui::model::{Filling, ProfilePage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// How wide a label is, in columns.
const LABEL: usize = 28;

pub(super) fn profile(page: &ProfilePage, width: u16, theme: &Theme) -> Sheet {
    match &page.filling {
        Filling::Nothing => list(page, width, theme),
        Filling::Choosing { cursor } => choices(page, *cursor, width, theme),
        Filling::Typing { input, problem } => line(page, input, problem.as_deref(), width, theme),
    }
}

fn list(page: &ProfilePage, width: u16, theme: &Theme) -> Sheet {
    let mut top = vec![Line::default(), Line::styled("Lokal profil", theme.heading)];
    let says = "Det som är lika varje gång. Skriv funktioner, aldrig namn på personer. Det du inte fyller i säger rutinen själv.";
    top.extend(words::plain(says, width, theme.text));
    if let Some(key) = page.personal.first() {
        let labels: Vec<String> = page.personal.iter().map(|key| format!("”{}”", key.label())).collect();
        let told = format!("{} ser ut att peka ut en person. {}", labels.join(" och "), names::help(key));
        top.extend(words::plain(&told, width, theme.attention));
    }
    top.push(Line::default());
    let items = page.keys.iter().map(|key| row(page, key, width, theme)).collect();
    Sheet { top, items, cursor: Some(page.cursor), ..Sheet::default() }
}

fn row(page: &ProfilePage, key: &Key, width: u16, theme: &Theme) -> Item {
    let joined = page.layered.joined();
    let room = usize::from(width).saturating_sub(LABEL + 6);
    let value = match joined.get(key) {
        Some(value) => {
            let origin = format!(" ({})", page.layered.origin(key).label());
            let value = words::cut(&visible(&key.shown(value)), room.saturating_sub(origin.chars().count()));
            Span::styled(value + &origin, theme.text)
        }
        None => Span::styled("–", theme.quiet),
    };
    let label = Span::styled(format!("{:<LABEL$}", key.label()), theme.heading);
    Item { mark: String::new(), lines: vec![Line::from(vec![label, value])], heading: None }
}

fn choices(page: &ProfilePage, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let choices = page.key().map(Key::choices).unwrap_or_default();
    let items = choices.iter().enumerate().map(|(n, choice)| Item {
        mark: if n < 9 { (n + 1).to_string() } else { " ".to_owned() },
        lines: words::plain(choice.label, width.saturating_sub(6), theme.text),
        heading: None,
    });
    Sheet { top: headed(page, theme), items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

fn line(page: &ProfilePage, input: &Editor, problem: Option<&str>, width: u16, theme: &Theme) -> Sheet {
    let mut top = headed(page, theme);
    let hint = match page.key().map(Key::takes) {
        Some(Takes::Formats) => "Formaten med komma emellan: json, txt, pdf, docx, html, md, csv.",
        Some(Takes::Folder) => {
            "Hela sökvägen, eller ~/ först för din hemmapp. Välj ingen mapp som synkroniseras."
        }
        Some(Takes::Phone) => "Numret till funktionen.",
        Some(Takes::Mailbox) => "Funktionsbrevlådan, inte någons egen adress.",
        Some(Takes::Days) => "Antalet dagar. Inget tas bort av sig självt.",
        Some(Takes::Line) => "På en rad. Skriv funktioner, aldrig namn på personer.",
        Some(Takes::Id(_) | Takes::One(_)) | None => "",
    };
    top.extend(words::plain(hint, width, theme.quiet));
    let mut bottom = vec![Line::default()];
    bottom.extend(problem.map(|why| words::plain(why, width, theme.attention)).unwrap_or_default());
    bottom.extend(words::plain("En tom rad tar bort det som står i din profil.", width, theme.quiet));
    Sheet { top, typed: Some(one_line(input, width, theme)), bottom, ..Sheet::default() }
}

fn headed(page: &ProfilePage, theme: &Theme) -> Vec<Line<'static>> {
    let label = page.key().map(Key::label).unwrap_or_default();
    vec![Line::default(), Line::styled(label, theme.heading), Line::default()]
}
