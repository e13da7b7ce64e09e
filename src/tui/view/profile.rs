//! The local profile as a list of what is filled in and where it comes from, and one value being filled in.

use ratatui::text::{Line, Span};

use super::field::line_box;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::profile::key::{KeyKind, ProfileKey};
use crate::profile::names;
use crate::prose::sanitize;
use crate::tui::editor::Editor;
use crate::tui::model::{ProfileEdit, ProfileOrder, ProfilePage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// How wide a label is, in columns.
const LABEL: usize = 28;

pub(super) fn render_profile(page: &ProfilePage, width: u16, theme: &Theme) -> PageSheet {
    match &page.filling {
        ProfileEdit::Nothing => render_list(page, width, theme),
        ProfileEdit::Choosing { cursor } => render_choices(page, *cursor, width, theme),
        ProfileEdit::Typing { input, problem } => render_input(page, input, problem.as_deref(), width, theme),
    }
}

fn render_list(page: &ProfilePage, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Lokal profil", theme.heading)];
    let says = "Det som är lika varje gång. Skriv funktioner, aldrig namn på personer. Det du inte fyller i säger rutinen själv.";
    top.extend(words::wrap_plain(says, width, theme.text));
    if let Some(key) = page.personal.first() {
        let labels: Vec<String> =
            page.personal.iter().map(|key| format!("”{}”", page.open.offer.label(key))).collect();
        let told =
            format!("{} ser ut att peka ut en person. {}", labels.join(" och "), names::name_help(key));
        top.extend(words::wrap_plain(&told, width, theme.attention));
    }
    top.extend(page.open.wrong.iter().flat_map(|wrong| words::wrap_plain(wrong, width, theme.attention)));
    top.push(Line::default());
    let items = page.keys.iter().map(|key| key_item(page, key, width, theme)).collect();
    PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() }
}

fn key_item(page: &ProfilePage, key: &ProfileKey, width: u16, theme: &Theme) -> SheetItem {
    let joined = page.open.layered.merge();
    let room = usize::from(width).saturating_sub(LABEL + 6);
    let value = match joined.get(key) {
        Some(value) => {
            let origin = format!(" ({})", page.open.layered.origin(key).label());
            let value = words::cut_to_width(
                &sanitize(&page.open.offer.display_value(key, value)),
                room.saturating_sub(origin.chars().count()),
            );
            Span::styled(value + &origin, theme.text)
        }
        None => Span::styled("–", theme.quiet),
    };
    let label = Span::styled(
        format!("{:<LABEL$}", words::cut_to_width(&page.open.offer.label(key), LABEL - 1)),
        theme.heading,
    );
    SheetItem { mark: String::new(), lines: vec![Line::from(vec![label, value])], heading: None }
}

fn render_choices(page: &ProfilePage, cursor: Option<usize>, width: u16, theme: &Theme) -> PageSheet {
    let items = page.choices().iter().enumerate().map(|(n, choice)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(&choice.label, width.saturating_sub(6), theme.text),
        heading: None,
    });
    PageSheet { top: render_title(page, theme), items: items.collect(), cursor, ..PageSheet::default() }
}

fn render_input(
    page: &ProfilePage,
    input: &Editor,
    problem: Option<&str>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = render_title(page, theme);
    let hint = match page.key().map(ProfileKey::kind) {
        Some(KeyKind::Formats) => "Formaten med komma emellan: json, txt, pdf, docx, html, md, csv.",
        Some(KeyKind::Folder) => {
            "Hela sökvägen, eller ~/ först för din hemmapp. Välj ingen mapp som synkroniseras."
        }
        Some(KeyKind::Phone) => "Numret till funktionen.",
        Some(KeyKind::Mailbox) => "Funktionsbrevlådan, inte någons egen adress.",
        Some(KeyKind::Days) => "Antalet dagar. Inget tas bort av sig självt.",
        Some(KeyKind::Line) => "På en rad. Skriv funktioner, aldrig namn på personer.",
        Some(KeyKind::Id) => "Ett id: små bokstäver och siffror med bindestreck emellan.",
        Some(KeyKind::One(_)) | None => "",
    };
    top.extend(words::wrap_plain(hint, width, theme.quiet));
    let mut bottom = vec![Line::default()];
    bottom.extend(problem.map(|why| words::wrap_plain(why, width, theme.attention)).unwrap_or_default());
    bottom.extend(words::wrap_plain("En tom rad tar bort det som står i din profil.", width, theme.quiet));
    PageSheet { top, typed: Some(line_box(input, width, theme)), bottom, ..PageSheet::default() }
}

fn render_title(page: &ProfilePage, theme: &Theme) -> Vec<Line<'static>> {
    let label = page.key().map(|key| page.open.offer.label(key)).unwrap_or_default();
    let skips = match page.order {
        ProfileOrder::List => Line::default(),
        ProfileOrder::OneByOne => Line::styled("Esc hoppar över frågan.", theme.quiet),
    };
    vec![Line::default(), Line::styled(label, theme.heading), skips]
}
