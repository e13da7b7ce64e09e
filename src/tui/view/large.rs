//! Letters four rows high, for what must be read from afar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use tui_big_text::{BigText, PixelSize};

/// Columns and rows of one letter.
const LETTER: (u16, u16) = (4, 4);

/// One line of letters, `width` columns wide; what has no room is cut.
pub(super) fn line(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let area = Rect::new(0, 0, width, LETTER.1);
    let mut buffer = Buffer::empty(area);
    buffer.set_style(area, style);
    let letters =
        BigText::builder().pixel_size(PixelSize::Quadrant).lines(vec![Line::raw(text.to_owned())]).build();
    letters.render(area, &mut buffer);
    let row = |y| {
        let cells = (0..width).filter_map(|x| buffer.cell((x, y)));
        cells.map(|cell| cell.symbol().to_owned()).collect::<String>()
    };
    (0..LETTER.1).map(|y| Line::from(Span::styled(row(y), style))).collect()
}

/// A text in large letters on at most so many rows of the screen, broken between words; `None` where it has no room.
pub(super) fn text(text: &str, width: u16, rows: u16, style: Style) -> Option<Vec<Line<'static>>> {
    let options = Options::new(usize::from(width / LETTER.0))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    // The letters have no other quotes and dashes than a typewriter's.
    let text = text.replace(['”', '“'], "\"").replace(['–', '—'], "-").replace('’', "'");
    let wrapped = textwrap::wrap(&text, options);
    let wide = |row: &str| row.chars().count() > usize::from(width / LETTER.0);
    let high = u16::try_from(wrapped.len()).map_or(u16::MAX, |lines| lines.saturating_mul(LETTER.1));
    if high > rows || wrapped.iter().any(|row| wide(row)) || !text.chars().all(is_there) {
        return None;
    }
    Some(wrapped.iter().flat_map(|row| line(row, width, style)).collect())
}

/// Whether there is a large letter for it.
fn is_there(c: char) -> bool {
    let drawn = line(&c.to_string(), LETTER.0, Style::new());
    c.is_whitespace() || drawn.iter().any(|row| !row.to_string().trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_are_there() {
        assert!("ÅÄÖåäöéÉüÜ0123456789.,:;?!/-()\"'".chars().all(is_there));
    }

    #[test]
    fn quotes_are_a_typewriters_and_a_letter_that_is_not_there_leaves_nothing_out() {
        let drawn = |words| text(words, 40, 4, Style::new()).map(|rows| rows.len());
        assert_eq!(drawn("”Ja” – så"), Some(4));
        assert_eq!(drawn("ja 日"), None);
    }

    #[test]
    fn what_has_no_room_is_not_drawn_at_all() {
        assert_eq!(text("Vad gäller det?", 76, 4, Style::new()).map(|rows| rows.len()), Some(4));
        assert_eq!(text("Vad bygger oron på i dag?", 76, 8, Style::new()).map(|rows| rows.len()), Some(8));
        assert_eq!(text("Vad bygger oron på i dag?", 76, 4, Style::new()), None);
        assert_eq!(text("Socialtjänstmottagning", 76, 8, Style::new()), None);
    }
}
