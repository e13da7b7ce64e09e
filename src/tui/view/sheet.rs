//! A page as data: lines to read, items to choose among, a box to type in, and lines under them.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use unicode_width::UnicodeWidthStr;

use crate::present;
use crate::tui::keymap::{DIGITS, DigitAction};
use crate::tui::theme::Theme;
use crate::tui::words;

/// A page.
#[derive(Debug, Default)]
pub struct PageSheet {
    /// Lines at the top: the question, and what to read with it.
    pub top: Vec<Line<'static>>,
    /// How many of the top lines are scrolled out.
    pub scroll: usize,
    /// What can be chosen.
    pub items: Vec<SheetItem>,
    /// The item under the cursor.
    pub cursor: Option<usize>,
    /// A text being typed.
    pub typed: Option<TextBox>,
    /// Lines under it all, cut where there is no room, with a sign that they are.
    pub bottom: Vec<Line<'static>>,
    /// How many options of the row under the cursor a digit chooses, or goes to, where the digits are not for the rows.
    pub on_row: Option<DigitAction>,
    /// Lines that always show, after everything else: what a question can be answered with.
    pub foot: Vec<Line<'static>>,
}

/// Something that can be chosen.
#[derive(Debug, Clone)]
pub struct SheetItem {
    /// What stands before it: a digit, a box.
    pub mark: String,
    /// Its text, wrapped.
    pub lines: Vec<Line<'static>>,
    /// A heading set above it.
    pub heading: Option<Line<'static>>,
}

/// A text being typed, as rows with the cursor's place.
#[derive(Debug, Clone)]
pub struct TextBox {
    /// The rows.
    pub rows: Vec<Line<'static>>,
    /// The cursor's row among them, and its column.
    pub cursor: (usize, u16),
    /// How many rows it wants: it is given them as far as the page has room.
    pub height: u16,
}

/// Where the parts of a sheet are set.
struct SheetLayout {
    top: Rect,
    items: Vec<(usize, Rect)>,
    typed: Rect,
    bottom: Rect,
    foot: Rect,
}

/// The lines under it all that are worth more than air above them.
const UNDER: usize = 3;

/// The lines under a text being typed that it leaves room for.
const UNDER_TEXT: u16 = 4;

/// The columns of a sign that there are more items.
const SIGN_WIDTH: u16 = 8;

/// The fewest rows that a text being typed is given.
const FEWEST_ROWS: u16 = 3;

/// The digit before an item of a list, which chooses it; nothing where none does.
pub fn number_label(nth: usize) -> String {
    present::row_digit(nth).map_or_else(|| " ".to_owned(), |digit| digit.to_string())
}

/// How many columns a box in an area of this width has for text.
pub fn text_box_width(width: u16) -> u16 {
    width.saturating_sub(4)
}

impl SheetItem {
    /// The first line of its text.
    fn text(&self) -> String {
        self.lines.first().map(Line::to_string).unwrap_or_default()
    }

    fn height(&self) -> u16 {
        height_of(self.lines.len()).max(1) + u16::from(self.heading.is_some())
    }
}

impl PageSheet {
    /// Where the items that show stand in an area, by their place in the list.
    pub fn item_areas(&self, area: Rect) -> Vec<(usize, Rect)> {
        self.lay_out(area).items
    }

    /// What a digit does among the items that have a number: it chooses one, but where it would choose another than the one whose
    /// text begins with just that number.
    pub fn digit_action(&self) -> DigitAction {
        if let Some(action) = self.on_row {
            return action;
        }
        let has_number = |item: &SheetItem| item.mark.contains(|c: char| c.is_ascii_digit());
        let count = self.items.iter().filter(|item| has_number(item)).count();
        let numbered = self.items.iter().filter(|item| has_number(item));
        if present::digits_mislead(numbered.map(SheetItem::text)) {
            DigitAction::Find(count)
        } else {
            DigitAction::Choose(count)
        }
    }

    /// The item whose text begins with each digit, from 0.
    pub fn answers_by_digit(&self) -> [Option<usize>; DIGITS] {
        let begins = |digit| move |item: &SheetItem| present::leading_digit(&item.text()) == Some(digit);
        std::array::from_fn(|digit| self.items.iter().position(begins(digit)))
    }

    /// The signs that not all items show, and the item that a click on each goes to: one that does not show.
    pub fn more_signs(&self, area: Rect) -> Vec<(usize, Rect)> {
        let shown = self.lay_out(area).items;
        let (Some((first, top)), Some((last, bottom))) = (shown.first(), shown.last()) else {
            return Vec::new();
        };
        let end = |row: Rect| {
            let width = SIGN_WIDTH.min(row.width);
            Rect { x: row.right() - width, width, height: 1, ..row }
        };
        let above = (*first > 0).then(|| (first.saturating_sub(shown.len()), end(*top)));
        let below = (last + 1 < self.items.len()).then(|| {
            let row = Rect { y: bottom.bottom() - 1, ..*bottom };
            ((last + shown.len()).min(self.items.len() - 1), end(row))
        });
        above.into_iter().chain(below).collect()
    }

    /// Whether everything to read and to choose shows in an area.
    pub fn fits(&self, area: Rect) -> bool {
        let items: usize = self.items.iter().map(|item| usize::from(item.height())).sum();
        self.top.len() + items <= usize::from(area.height)
    }

    /// The furthest the top lines can be scrolled.
    pub fn max_scroll(&self, area: Rect) -> usize {
        self.top.len().saturating_sub(usize::from(self.lay_out(area).top.height))
    }

    /// Draws the sheet.
    pub fn draw_sheet(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        let placed = self.lay_out(area);
        let scroll = self.scroll.min(self.max_scroll(area));
        let shown: Vec<Line<'static>> = self.top.iter().skip(scroll).cloned().collect();
        frame.render_widget(Text::from(shown), placed.top);
        self.draw_more(frame, placed.top, scroll, theme);
        for (item, rect) in &placed.items {
            self.draw_item(frame, *item, *rect, theme);
        }
        self.draw_hidden(frame, &placed.items, theme);
        self.draw_typed(frame, placed.typed, theme);
        frame.render_widget(Text::from(self.fit_footer(placed.bottom)), placed.bottom);
        frame.render_widget(Text::from(self.foot.clone()), placed.foot);
    }

    /// Without as many of the empty lines at the top as push the first of the lines under it all out of the area.
    #[must_use]
    pub fn tighten_top(mut self, area: Rect) -> Self {
        let items: usize = self.items.iter().map(|item| usize::from(item.height())).sum();
        let under = self.bottom.len().clamp(1, UNDER);
        let over = |top: usize| top + items + under > usize::from(area.height);
        while let (true, Some(empty)) =
            (over(self.top.len()), self.top.iter().position(|line| line.width() == 0))
        {
            self.top.remove(empty);
        }
        self
    }

    /// The lines under it all that there is room for: the last says that there is more, where there is.
    fn fit_footer(&self, area: Rect) -> Vec<Line<'static>> {
        let room = usize::from(area.height);
        // On a row or two words are worth more than air.
        let air = if room <= 2 { self.bottom.iter().take_while(|line| line.width() == 0).count() } else { 0 };
        let mut shown: Vec<Line<'static>> = self.bottom.iter().skip(air).take(room).cloned().collect();
        if let (true, Some(last)) = (air + room < self.bottom.len(), shown.last_mut()) {
            *last = words::with_ellipsis(std::mem::take(last), area.width);
        }
        shown
    }

    /// Says that there is more to read, where top lines do not all show.
    fn draw_more(&self, frame: &mut Frame<'_>, top: Rect, scroll: usize, theme: &Theme) {
        let below = self.top.len().saturating_sub(scroll + usize::from(top.height));
        if below > 0 && top.height > 0 {
            let line = Rect { y: top.bottom() - 1, height: 1, ..top };
            let more = format!("↓ {} rader till", below + 1);
            frame.render_widget(ratatui::widgets::Clear, line);
            frame.buffer_mut().set_style(line, theme.ground);
            frame.render_widget(Line::styled(more, theme.key), line);
        }
    }

    /// Says at the edge that there are more items, where not all show.
    fn draw_hidden(&self, frame: &mut Frame<'_>, shown: &[(usize, Rect)], theme: &Theme) {
        let (Some((first, top)), Some((last, bottom))) = (shown.first(), shown.last()) else { return };
        if *first > 0 {
            draw_sign(frame, Rect { height: 1, ..*top }, "↑ fler", theme);
        }
        if last + 1 < self.items.len() {
            draw_sign(frame, Rect { y: bottom.bottom() - 1, height: 1, ..*bottom }, "↓ fler", theme);
        }
    }

    fn draw_item(&self, frame: &mut Frame<'_>, item: usize, rect: Rect, theme: &Theme) {
        let Some(content) = self.items.get(item) else { return };
        let mark = match self.digit_action() {
            DigitAction::Find(_) => content.mark.replace(|c: char| c.is_ascii_digit(), " "),
            DigitAction::Choose(_) | DigitAction::Select(_) => content.mark.clone(),
        };
        let here = self.cursor == Some(item);
        let style = if here { theme.selected } else { theme.text };
        let mut lines: Vec<Line<'static>> = content.heading.iter().cloned().collect();
        if here && self.typed.is_none() {
            // Magnifiers and screen readers follow the terminal's own cursor.
            let y = (rect.y + height_of(lines.len())).min(rect.bottom().saturating_sub(1));
            frame.set_cursor_position(Position::new(rect.x, y));
        }
        for (n, line) in content.lines.iter().enumerate() {
            let lead = match (n, here) {
                (0, true) => format!("▸ {mark} "),
                (0, false) => format!("  {mark} "),
                (_, true | false) => " ".repeat(mark.width() + 3),
            };
            let mut spans = vec![Span::styled(lead, style)];
            spans.extend(
                line.spans
                    .iter()
                    .map(|span| Span::styled(span.content.clone(), merge_styles(style, span.style, here))),
            );
            lines.push(Line::from(spans));
        }
        frame.render_widget(Text::from(lines), rect);
    }

    fn draw_typed(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        let Some(typed) = &self.typed else { return };
        let block = ratatui::widgets::Block::bordered().border_style(theme.quiet);
        let inner = block.inner(area);
        frame.render_widget(block, area);
        if inner.height == 0 {
            return;
        }
        let (row, column) = typed.cursor;
        let first = row.saturating_sub(usize::from(inner.height) - 1);
        let rows: Vec<Line<'static>> = typed.rows.iter().skip(first).cloned().collect();
        frame.render_widget(
            Text::from(rows),
            Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner },
        );
        let x = (inner.x + 1 + column).min(inner.right());
        frame.set_cursor_position(Position::new(x, inner.y + height_of(row - first)));
    }

    fn lay_out(&self, whole: Rect) -> SheetLayout {
        let foot = height_of(self.foot.len()).min(whole.height);
        let area = Rect { height: whole.height - foot, ..whole };
        let items: u16 = self.items.iter().map(SheetItem::height).sum();
        let typed = self.typed_height(area, items);
        // Items keep at least half of the page, or what they need; the top gets the rest, and is scrolled in it.
        let kept = items
            .min(area.height / 2)
            .max(items.min(area.height.saturating_sub(height_of(self.top.len()) + typed)));
        let top = height_of(self.top.len()).min(area.height.saturating_sub(kept + typed));
        let room = area.height.saturating_sub(top + typed);
        let typed_at = Rect { y: area.y + top, height: typed.min(area.height - top), ..area };
        let mut y = typed_at.bottom();
        let mut placed = Vec::new();
        for item in self.first_shown_item(room)..self.items.len() {
            let mut tall = self.items[item].height();
            if y + tall > area.bottom() {
                // One that is taller than all the room there is shows as much as it can.
                tall = area.bottom().saturating_sub(y);
                if !placed.is_empty() || tall == 0 {
                    break;
                }
            }
            placed.push((item, Rect { y, height: tall, ..area }));
            y += tall;
        }
        SheetLayout {
            top: Rect { height: top, ..area },
            items: placed,
            typed: typed_at,
            bottom: Rect { y, height: area.bottom() - y, ..area },
            foot: Rect { y: (y + height_of(self.bottom.len())).min(area.bottom()), height: foot, ..whole },
        }
    }

    /// The rows of a text being typed with its frame: what it wants, as far as the page has room; half of that where there are
    /// items under it. A line keeps its row whatever the page.
    fn typed_height(&self, area: Rect, items: u16) -> u16 {
        let Some(typed) = &self.typed else { return 0 };
        let round = height_of(self.top.len()) + height_of(self.bottom.len()).min(UNDER_TEXT);
        let free = area.height.saturating_sub(round);
        let free = if items > 0 { free / 2 } else { free };
        (typed.height + 2).min(free.max(typed.height.min(FEWEST_ROWS) + 2))
    }

    /// The first item shown, so that the one under the cursor is.
    fn first_shown_item(&self, room: u16) -> usize {
        let cursor = self.cursor.unwrap_or(0);
        let mut used = 0;
        let mut first = cursor;
        for (n, item) in self.items.iter().enumerate().take(cursor + 1).rev() {
            used += item.height();
            if used > room {
                break;
            }
            first = n;
        }
        first
    }
}

/// A sign at the end of a row; where it hides the end of the row's text, it says so.
fn draw_sign(frame: &mut Frame<'_>, row: Rect, text: &'static str, theme: &Theme) {
    let end = |columns: usize| {
        let width = u16::try_from(columns).unwrap_or(u16::MAX).min(row.width);
        Rect { x: row.right() - width, width, ..row }
    };
    let is_free = |at| frame.buffer_mut().cell(at).is_none_or(|cell| cell.symbol() == " ");
    let hides = !end(text.width() + 1).positions().all(is_free);
    let text = if hides { format!("… {text}") } else { text.to_owned() };
    let place = end(text.width());
    frame.render_widget(Line::styled(text, theme.key), place);
}

fn merge_styles(row: Style, own: Style, here: bool) -> Style {
    if here { row } else { row.patch(own) }
}

fn height_of(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test_item(lines: usize) -> SheetItem {
        SheetItem { mark: String::new(), lines: vec![Line::default(); lines], heading: None }
    }

    #[test]
    fn an_item_taller_than_the_page_shows_as_much_as_it_can() {
        let area = Rect::new(0, 0, 40, 6);
        let sheet = PageSheet {
            items: vec![test_item(1), test_item(9), test_item(1)],
            cursor: Some(1),
            ..PageSheet::default()
        };
        assert_eq!(sheet.item_areas(area), [(1, area)]);
        let sheet = PageSheet { cursor: Some(0), ..sheet };
        assert_eq!(sheet.item_areas(area), [(0, Rect { height: 1, ..area })]);
    }

    #[test]
    fn lines_that_are_cut_say_so_and_the_last_row_is_for_words() {
        let bottom = ["", "Varför", "det är så", "och så"].map(Line::from).to_vec();
        let sheet = PageSheet { bottom, ..PageSheet::default() };
        let shown = |height| {
            let lines = sheet.fit_footer(Rect::new(0, 0, 10, height));
            lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
        };
        assert_eq!(shown(4), "|Varför|det är så|och så");
        assert_eq!(shown(3), "|Varför|det är …");
        assert_eq!(shown(2), "Varför|det är …");
        assert_eq!((shown(1), shown(0)), ("Varför …".into(), String::new()));
    }

    #[test]
    fn what_a_question_is_answered_with_shows_however_long_the_question_is() {
        let top = vec![Line::default(); 30];
        let sheet = PageSheet { top, foot: vec!["j ja".into()], ..PageSheet::default() };
        let area = Rect::new(0, 0, 10, 6);
        assert_eq!((sheet.lay_out(area).foot.y, sheet.max_scroll(area)), (5, 25));
        let short = PageSheet { top: vec![Line::default(); 2], ..sheet };
        assert_eq!((short.lay_out(area).foot.y, short.max_scroll(area)), (2, 0));
    }

    #[test]
    fn air_gives_way_before_the_lines_under_it_all_do() {
        let rows = |height| {
            let top = ["", "Fråga", "", "Text", ""].map(Line::from).to_vec();
            let sheet = PageSheet { top, items: vec![test_item(1)], ..PageSheet::default() };
            sheet.tighten_top(Rect::new(0, 0, 10, height)).top.len()
        };
        assert_eq!([7, 5, 2].map(rows), [5, 3, 2]);
    }
}
