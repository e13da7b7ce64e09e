//! One field being edited, and a folder being named.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::form;
use super::overlay::yes_no_line;
use super::sheet::{PageSheet, SheetItem, TextBox, number_label, text_box_width};
use zeroize::Zeroizing;

use crate::deid::Finding;
use crate::flow::id::AnswerId;
use crate::flow::model::{FieldKind, FieldOption};
use crate::present::{FieldView, ask_to_keep, explain_keeping};
use crate::session::period::Period;
use crate::session::spoken_time::TimePrecision;
use crate::spelling::describe_words;
use crate::tui::editor::{Editor, ShownRow};
use crate::tui::model::{Edit, FieldPage, TextEdit, TextMode, WalkPage, WalkStage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// Rows given to a text that is short: it grows from there with what is typed.
const SHORT_ROWS: u16 = 5;

pub(super) fn render_field(
    walking: &WalkPage,
    page: &FieldPage,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let field = walking.flow().form.field(page.field);
    let view = FieldView::from_walk(&walking.walk, page.field, today);
    // A text, and what is found in it, needs all the room there is.
    let (before, after) = match page.edit {
        Edit::Text(_) => Default::default(),
        Edit::One { .. } | Edit::Any { .. } | Edit::Time { .. } => {
            form::render_group(walking, page.field, today, width, theme)
        }
    };
    let mut sheet = PageSheet { top: render_heading(&view, width, theme), ..PageSheet::default() };
    sheet.top.splice(0..0, before);
    match &page.edit {
        Edit::One { cursor } => {
            sheet.items = option_items(&view.options, None, width, theme);
            sheet.cursor = *cursor;
            let option = cursor.and_then(|at| view.options.get(at).copied());
            sheet.bottom = render_option_note(option, width, theme);
        }
        Edit::Any { cursor, chosen, .. } => {
            sheet.items = option_items(&view.options, Some(chosen), width, theme);
            sheet.cursor = *cursor;
            let option = cursor.and_then(|at| view.options.get(at).copied());
            sheet.bottom = render_option_note(option, width, theme);
        }
        Edit::Time { period, grain, typed, .. } => {
            sheet.top.extend(render_time(*period, *grain, width, theme));
            sheet.typed = Some(line_box(typed, width, theme));
        }
        Edit::Text(edit) => {
            let FieldKind::Text { max } = field.kind else { return sheet };
            add_text(&mut sheet, max, edit, width, theme);
        }
    }
    if !after.is_empty() {
        sheet.bottom.push(Line::default());
        sheet.bottom.extend(after);
    }
    sheet
}

pub(super) fn render_folder(input: &Editor, problem: &str, width: u16, theme: &Theme) -> PageSheet {
    let mut top =
        vec![Line::default(), Line::styled("Blanketten kunde inte sparas", theme.attention), Line::default()];
    top.extend(words::wrap_plain(problem, width, theme.text));
    top.push(Line::default());
    let advice = "Allt du har fyllt i finns kvar. Skriv en annan mapp att spara i, till exempel ett USB-minne \
                  eller en mapp i din hemkatalog. Esc går tillbaka till blanketten.";
    top.extend(words::wrap_plain(advice, width, theme.text));
    top.extend([Line::default(), Line::styled("Mapp:", theme.heading)]);
    PageSheet { top, typed: Some(line_box(input, width, theme)), ..PageSheet::default() }
}

fn render_heading(view: &FieldView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    lines.extend(words::wrap_plain(view.label, width, theme.heading));
    lines.extend(view.help.iter().flat_map(|help| words::wrap_markdown(help.source(), width, theme.quiet)));
    lines.push(Line::default());
    if let Some(said) = &view.said {
        let text = format!("{said} Svarade du fel på vägen? Esc och sedan F6, så kan svaret ändras.");
        lines.extend(words::wrap_plain(&text, width, theme.text));
        lines.push(Line::default());
    }
    lines
}

/// The text that is typed in a field of the form.
pub(super) fn typed_text(walking: &WalkPage) -> Option<&TextEdit> {
    match &walking.stage {
        WalkStage::Field(FieldPage { edit: Edit::Text(edit), .. }) => Some(edit),
        WalkStage::Field(_)
        | WalkStage::Step(_)
        | WalkStage::Form { .. }
        | WalkStage::Review { .. }
        | WalkStage::Folder { .. } => None,
    }
}

/// The question before a finding is kept as it stands, in the place it stands in.
pub(super) fn render_keep_question(
    edit: Option<&TextEdit>,
    place: &str,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let Some(edit) = edit else { return PageSheet::default() };
    let TextMode::Deciding(at) = edit.mode else { return PageSheet::default() };
    let Some(finding) = edit.findings.get(at) else { return PageSheet::default() };
    let text = edit.editor.text();
    let heading = ask_to_keep(text.get(finding.range.clone()).unwrap_or_default(), place);
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(&heading, width, theme.heading));
    top.push(Line::default());
    let counted = if place == "i blanketten" {
        " I blanketten står hur många fynd du har behållit, och av vilket slag."
    } else {
        ""
    };
    let why = format!("{}{counted}", explain_keeping(finding));
    top.extend(words::wrap_plain(&why, width, theme.text));
    let keys = yes_no_line("ja, behåll", "tillbaka till fynden", theme);
    top.extend([Line::default(), keys]);
    PageSheet { top, ..PageSheet::default() }
}

/// The question before a text that was typed is let go of.
pub(super) fn render_discard_question(width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![
        Line::default(),
        Line::styled("Vill du släppa det du har skrivit?", theme.heading),
        Line::default(),
    ];
    let text = "Det är inte taget än, och det sparas inte. Med n kommer du tillbaka till texten; Ctrl+S där tar den med.";
    top.extend(words::wrap_plain(text, width, theme.text));
    top.push(Line::default());
    PageSheet {
        top,
        foot: vec![yes_no_line("släpp texten", "tillbaka till texten", theme)],
        ..PageSheet::default()
    }
}

fn option_items(
    options: &[&FieldOption],
    chosen: Option<&Vec<AnswerId>>,
    width: u16,
    theme: &Theme,
) -> Vec<SheetItem> {
    let item = |(n, option): (usize, &&FieldOption)| {
        let digit = number_label(n);
        let mark = match chosen {
            Some(chosen) if chosen.contains(&option.id) => format!("[x] {digit}"),
            Some(_) => format!("[ ] {digit}"),
            None => digit,
        };
        SheetItem {
            mark,
            lines: words::wrap_plain(&option.text, width.saturating_sub(8), theme.text),
            heading: None,
        }
    };
    options.iter().enumerate().map(item).collect()
}

fn render_option_note(option: Option<&FieldOption>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let note = option.and_then(|option| option.note.as_ref());
    let lines = note.map(|note| words::wrap_markdown(note, width, theme.attention)).unwrap_or_default();
    std::iter::once(Line::default()).chain(lines).collect()
}

fn render_time(period: Period, grain: TimePrecision, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(period.words(), theme.selected), Line::default()];
    let why = match grain {
        TimePrecision::Day | TimePrecision::Any => "",
        TimePrecision::Coarse => " Ett exakt datum kan peka ut någon och går inte att ange här.",
    };
    let advice = format!("Ändra med pilarna, eller skriv {}.{why}", grain.examples());
    lines.extend(words::wrap_plain(&advice, width, theme.text));
    lines.push(Line::default());
    lines
}

/// What is typed on a line: as much of it as there is room for, with the cursor in sight.
pub(super) fn line_box(line: &Editor, width: u16, theme: &Theme) -> TextBox {
    let room = usize::from(text_box_width(width));
    let (rows, (_, column)) = line.shown_rows(u16::MAX);
    let mut hidden = 0;
    let is_hidden = |cluster: &&str| {
        let hides = usize::from(column) >= room + hidden;
        hidden += if hides { cluster.width() } else { 0 };
        hides
    };
    let text = rows.first().map_or("", |row| row.text.as_str());
    let shown: String = text.graphemes(true).skip_while(is_hidden).collect();
    let column = column.saturating_sub(u16::try_from(hidden).unwrap_or(column));
    TextBox { rows: vec![Line::styled(shown, theme.text)], cursor: (0, column), height: 1 }
}

/// A text being typed: what is found in it underlined, and listed under it with class and reason.
pub(super) fn add_text(sheet: &mut PageSheet, max: usize, edit: &TextEdit, width: u16, theme: &Theme) {
    sheet.typed = Some(text_box(edit, width, theme));
    let decided = match edit.mode {
        TextMode::Deciding(at) => Some(at),
        TextMode::Typing => None,
    };
    let item = |(n, finding): (usize, &Finding)| {
        let mut item = finding_item(finding, &edit.editor, width, theme);
        if decided == Some(n) {
            item.lines.extend(render_finding_choices(finding, &edit.editor, width, theme));
        }
        item
    };
    sheet.items = edit.findings.iter().enumerate().map(item).collect();
    if let (TextMode::Deciding(at), false) = (edit.mode, edit.findings.is_empty()) {
        sheet.cursor = Some(at);
    }
    sheet.bottom = text_notes(max, edit, width, theme);
}

/// A text being typed, with as many rows as it needs: it grows with what is typed, as far as the page has room.
fn text_box(edit: &TextEdit, width: u16, theme: &Theme) -> TextBox {
    let (rows, cursor) = edit.editor.shown_rows(text_box_width(width));
    let decided = match edit.mode {
        TextMode::Deciding(at) => edit.findings.get(at),
        TextMode::Typing => None,
    };
    let cursor = decided.map_or(cursor, |finding| row_and_column(&rows, finding.range.start));
    let rows: Vec<Line<'static>> = rows.iter().map(|row| style_row(row, edit, theme)).collect();
    let height = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX).max(SHORT_ROWS);
    TextBox { rows, cursor, height }
}

/// The row and the column where a byte of the text is shown.
fn row_and_column(rows: &[ShownRow], offset: usize) -> (usize, u16) {
    let at = rows.iter().rposition(|row| row.start <= offset).unwrap_or(0);
    let before = rows.get(at).and_then(|row| row.text.get(..offset - row.start)).unwrap_or_default();
    (at, u16::try_from(before.width()).unwrap_or(0))
}

/// A row with what is marked in it, found in it and not in the dictionary, each in its style; the first goes before the
/// others.
fn style_row(row: &ShownRow, edit: &TextEdit, theme: &Theme) -> Line<'static> {
    let marked = edit.editor.marked();
    let style_at = |at: usize| {
        let at = row.start + at;
        let found = || edit.findings.iter().any(|finding| finding.range.contains(&at));
        let unknown = || edit.unknown.iter().any(|word| word.contains(&at));
        match () {
            () if marked.as_ref().is_some_and(|marked| marked.contains(&at)) => theme.selected,
            () if found() => theme.found,
            () if unknown() => theme.unknown,
            () => theme.text,
        }
    };
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (at, cluster) in row.text.grapheme_indices(true) {
        let style = style_at(at);
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(cluster),
            Some(_) | None => spans.push(Span::styled(cluster.to_owned(), style)),
        }
    }
    Line::from(spans)
}

fn finding_item(finding: &Finding, editor: &Editor, width: u16, theme: &Theme) -> SheetItem {
    let text = editor.text();
    let found = words::cut_to_width(text.get(finding.range.clone()).unwrap_or_default(), 28);
    let line = format!("**”{}”** {}. {}", found.replace('\n', " "), finding.class.label(1), finding.reason);
    SheetItem {
        mark: "!".to_owned(),
        lines: words::wrap_markdown(&line, width.saturating_sub(8), theme.text),
        heading: None,
    }
}

/// What can be done with a finding, each with the key that does it and what it would leave.
fn render_finding_choices(
    finding: &Finding,
    editor: &Editor,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let text = Zeroizing::new(editor.text());
    let found = text.get(finding.range.clone()).unwrap_or_default().replace('\n', " ");
    let coarser = finding.coarser.as_ref().map(|coarser| format!("2 gör grövre → ”{coarser}”"));
    let choices = [
        Some(format!("1 maskera → ”{}”", finding.mask)),
        coarser,
        (!finding.points_out(&found)).then(|| format!("3 behåll → ”{}”", words::cut_to_width(&found, 28))),
    ];
    let choices: Vec<String> =
        choices.into_iter().flatten().map(|choice| choice.replace(' ', "\u{a0}")).collect();
    words::wrap_plain(&choices.join("   "), width.saturating_sub(8), theme.key)
}

fn text_notes(max: usize, edit: &TextEdit, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let used = edit.editor.text().chars().count();
    let (left, style) = match max.checked_sub(used) {
        Some(left) => (format!("Kvar: {left} av högst {max} tecken."), theme.quiet),
        None => (format!("{} för mycket: högst {max} tecken.", used - max), theme.attention),
    };
    let mut lines = words::wrap_plain(&left, width, style);
    lines.extend(render_search(edit, width, theme));
    let left = match (edit.findings.len(), edit.mode) {
        (0, TextMode::Typing) => "Ctrl+S (eller F2) är klar.",
        (0, TextMode::Deciding(_)) => "Alla fynd är avgjorda. Enter tar med texten.",
        (_, _) => "Det understrukna kan peka ut någon och måste avgöras innan texten tas med.",
    };
    lines.extend(words::wrap_plain(left, width, theme.text));
    for advice in &edit.advice {
        lines.extend(words::wrap_plain(&advice.text(), width, theme.attention));
    }
    lines.extend(describe_unknown(edit).iter().flat_map(|says| words::wrap_plain(says, width, theme.text)));
    lines.extend(words::wrap_plain(
        "Granskningen är ett hjälpmedel. Du avgör om någon kan pekas ut.",
        width,
        theme.quiet,
    ));
    lines
}

/// What is searched for, while it is.
fn render_search(edit: &TextEdit, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let Some(wanted) = &edit.wanted else { return Vec::new() };
    words::wrap_plain(&format!("Sök i texten: {}_", wanted.text()), width, theme.key)
}

/// The words that the dictionary does not have; nothing without one.
fn describe_unknown(edit: &TextEdit) -> Option<String> {
    describe_words(&Zeroizing::new(edit.editor.text()), &edit.unknown)
}
