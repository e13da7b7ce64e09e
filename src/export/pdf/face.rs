//! The letters: which glyph stands for which character, how wide a line is, and where it breaks.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use crate::prose;

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/noto-sans/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/noto-sans/NotoSans-Bold.ttf");

/// What sums of widths may miss by, in parts of the size of the letters.
const SLACK: f32 = 0.001;

/// Which of the two faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontWeight {
    Regular,
    Bold,
}

/// Both faces.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    /// The embedded faces; `None` only where the program was built with damaged ones.
    pub(super) fn load() -> Option<Self> {
        Some(Self { regular: Face::parse_face(REGULAR)?, bold: Face::parse_face(BOLD)? })
    }

    pub(super) fn face_of_weight(&self, weight: FontWeight) -> &Face {
        match weight {
            FontWeight::Regular => &self.regular,
            FontWeight::Bold => &self.bold,
        }
    }
}

/// One face.
pub(super) struct Face {
    font: Font,
    glyphs: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

/// A line of text, set: its glyphs, and its width in parts of the size of the letters.
#[derive(Debug, Clone)]
pub(super) struct GlyphLine {
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
    /// How many characters the face has no picture of.
    pub(super) missing: usize,
}

impl Face {
    fn parse_face(data: &'static [u8]) -> Option<Self> {
        let read = FontRef::new(data).ok()?;
        Some(Self {
            font: Font::new(data.into(), 0)?,
            glyphs: read.charmap(),
            widths: read.glyph_metrics(Size::unscaled(), LocationRef::default()),
        })
    }

    /// The face as krilla knows it.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The text on one line.
    pub(super) fn set_line(&self, text: &str) -> GlyphLine {
        let mut line = GlyphLine { text: String::new(), glyphs: Vec::new(), width: 0.0, missing: 0 };
        for c in prose::sanitize(text).nfc() {
            self.push_glyph(&mut line, c);
        }
        line
    }

    /// One glyph that stands for a whole text: a mark in a box, read as `[x]`.
    pub(super) fn set_mark(&self, shown: char, text: &str) -> GlyphLine {
        let mut line = self.set_line(&shown.to_string());
        text.clone_into(&mut line.text);
        for glyph in &mut line.glyphs {
            glyph.text_range = 0..text.len();
        }
        line
    }

    /// The text in lines no wider than `width`, in parts of the size of the letters. Broken between words, not between
    /// the digits of a number, and inside a word only where it alone is wider than a line. Every line but the last keeps its space, so that words stay
    /// apart for whoever hears them.
    pub(super) fn wrap_lines(&self, text: &str, width: f32) -> Vec<GlyphLine> {
        let mut lines: Vec<String> = vec![String::new()];
        let mut filled = 0.0;
        for word in prose::join_with_hard_spaces(text).split_inclusive(' ') {
            let wide = self.measure_width(word.trim_end());
            if filled > 0.0 && filled + wide > width + SLACK {
                lines.push(String::new());
                filled = 0.0;
            }
            if wide > width + SLACK {
                filled = self.break_word(word, width, &mut lines);
            } else {
                filled += self.measure_width(word);
                if let Some(last) = lines.last_mut() {
                    last.push_str(word);
                }
            }
        }
        lines.iter().map(|line| self.set_line(&prose::restore_spaces(line))).collect()
    }

    /// Puts a word that is wider than a line on as many lines as it needs; says how far the last is filled.
    fn break_word(&self, word: &str, width: f32, lines: &mut Vec<String>) -> f32 {
        let mut filled = 0.0;
        for c in word.chars() {
            let wide = self.measure_width(&c.to_string());
            if filled + wide > width + SLACK && c != ' ' {
                lines.push(String::new());
                filled = 0.0;
            }
            filled += wide;
            if let Some(last) = lines.last_mut() {
                last.push(c);
            }
        }
        filled
    }

    fn measure_width(&self, text: &str) -> f32 {
        self.set_line(text).width
    }

    fn push_glyph(&self, line: &mut GlyphLine, c: char) {
        let known = self.glyphs.map(c).filter(|_| !is_private(c));
        if known.is_none() {
            line.missing += 1;
        }
        // What the face has no picture of is seen as the replacement character, and read as what it is.
        let Some(glyph) = known.or_else(|| self.glyphs.map(char::REPLACEMENT_CHARACTER)) else { return };
        let start = line.text.len();
        line.text.push(if is_private(c) { char::REPLACEMENT_CHARACTER } else { c });
        let width = self.widths.advance_width(glyph).unwrap_or_default() / self.font.units_per_em();
        let id = GlyphId::new(glyph.to_u32());
        line.glyphs.push(KrillaGlyph::new(id, width, 0.0, 0.0, 0.0, start..line.text.len(), None));
        line.width += width;
    }
}

/// Characters without a meaning that others share: nothing a document may be kept with.
fn is_private(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff | 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_only_there_where_they_can() {
        let faces = Faces::load().unwrap();
        let face = faces.face_of_weight(FontWeight::Regular);
        let lines = face.wrap_lines("ett två tre fyra", face.measure_width("tre fyra"));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["ett två ", "tre fyra"]);
        let lines = face.wrap_lines("Ring 114 14", face.measure_width("Ring 114"));
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Ring ", "114 14"]);
        let long = "x".repeat(100);
        let lines = face.wrap_lines(&format!("ett {long} två"), 10.0);
        assert!(lines.iter().all(|line| line.width <= 10.5), "{lines:?}");
        let whole: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(whole, format!("ett {long} två"));
    }

    #[test]
    fn the_names_of_the_world_have_their_letters() {
        let faces = Faces::load().unwrap();
        let names =
            "Åsa Öberg Łukasz Đorđević Nguyễn Thị Şükrü İbrahim Ǩiurâl Ẹ̀kọ́ Γιώργος Зоя Ħal Þór Ģirts ŋ ǫ";
        assert_eq!(faces.face_of_weight(FontWeight::Regular).set_line(names).missing, 0);
        assert_eq!(faces.face_of_weight(FontWeight::Bold).set_line(names).missing, 0);
    }

    #[test]
    fn what_has_no_picture_is_seen_and_read() {
        let faces = Faces::load().unwrap();
        let line = faces.face_of_weight(FontWeight::Regular).set_line("a漢\u{e000}");
        assert_eq!((line.missing, line.text.as_str(), line.glyphs.len()), (2, "a漢\u{fffd}", 3));
        assert_eq!(line.glyphs[1].glyph_id, line.glyphs[2].glyph_id);
    }
}
