//! Letters four rows high, for what must be read from afar.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use textwrap::{Options, WordSplitter, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;

/// Columns and rows of one letter.
const LETTER: (u16, u16) = (4, 4);

/// A cell of two dots by two, by which of them are set: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
const CELLS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// One line of letters, `width` columns wide; what has no room is cut.
pub(super) fn render_line(text: &str, width: u16, style: Style) -> Vec<Line<'static>> {
    let letters = text.graphemes(true).filter_map(|cluster| cluster.chars().next());
    let glyphs: Vec<[u8; 8]> = letters.map(|letter| find_glyph(letter).unwrap_or_default()).collect();
    let row = |y: usize| -> String {
        let cells = glyphs.iter().flat_map(|glyph| glyph_cells(*glyph, y));
        cells.chain(std::iter::repeat(' ')).take(usize::from(width)).collect()
    };
    (0..usize::from(LETTER.1)).map(|y| Line::from(Span::styled(row(y), style))).collect()
}

/// A text in large letters on at most so many rows of the screen, broken between words; `None` where it has no room.
pub(super) fn render_text(text: &str, width: u16, rows: u16, style: Style) -> Option<Vec<Line<'static>>> {
    let options = Options::new(usize::from(width / LETTER.0))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    // The letters have no other quotes and dashes than a typewriter's.
    let text = text.replace(['”', '“'], "\"").replace(['–', '—'], "-").replace('’', "'");
    let wrapped = textwrap::wrap(&text, options);
    let wide = |row: &str| row.chars().count() > usize::from(width / LETTER.0);
    let high = u16::try_from(wrapped.len()).map_or(u16::MAX, |lines| lines.saturating_mul(LETTER.1));
    if high > rows || wrapped.iter().any(|row| wide(row)) || !text.chars().all(has_glyph) {
        return None;
    }
    Some(wrapped.iter().flat_map(|row| render_line(row, width, style)).collect())
}

/// Whether there is a large letter for it.
fn has_glyph(c: char) -> bool {
    c.is_whitespace() || find_glyph(c).is_some_and(|dots| dots != [0; 8])
}

/// The dots of a letter: eight rows of eight, the lowest bit to the left.
fn find_glyph(letter: char) -> Option<[u8; 8]> {
    BASIC_FONTS.get(letter).or_else(|| LATIN_FONTS.get(letter))
}

/// One row of the cells of a letter: two rows of its dots.
fn glyph_cells(glyph: [u8; 8], row: usize) -> [char; 4] {
    let [upper, lower] = [glyph[2 * row], glyph[2 * row + 1]];
    [0, 2, 4, 6].map(|at| CELLS[usize::from((upper >> at & 3) | (lower >> at & 3) << 2)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_are_there() {
        assert!("ÅÄÖåäöéÉüÜ0123456789.,:;?!/-()\"'".chars().all(has_glyph));
    }

    #[test]
    fn a_letter_is_drawn_dot_by_dot() {
        let rows = render_line("Å", 5, Style::new());
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(rows.join("|\n"));
    }

    #[test]
    fn quotes_are_a_typewriters_and_a_letter_that_is_not_there_leaves_nothing_out() {
        let drawn = |words| render_text(words, 40, 4, Style::new()).map(|rows| rows.len());
        assert_eq!(drawn("”Ja” – så"), Some(4));
        assert_eq!(drawn("ja 日"), None);
    }

    #[test]
    fn what_has_no_room_is_not_drawn_at_all() {
        assert_eq!(render_text("Vad gäller det?", 76, 4, Style::new()).map(|rows| rows.len()), Some(4));
        assert_eq!(
            render_text("Vad bygger oron på i dag?", 76, 8, Style::new()).map(|rows| rows.len()),
            Some(8)
        );
        assert_eq!(render_text("Vad bygger oron på i dag?", 76, 4, Style::new()), None);
        assert_eq!(render_text("Socialtjänstmottagning", 76, 8, Style::new()), None);
    }
}
