//! Source text and places in it: files, byte spans, lines and columns. Knows nobody.

use std::ops::Range;
use std::sync::Arc;

/// One text that was read, with the name a person knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    line_starts: Vec<usize>,
    /// How many characters stand before every [`STRIDE`]th byte, so that columns on a very long line are cheap too.
    characters: Vec<usize>,
}

/// See [`SourceFile`].
const STRIDE: usize = 1024;

impl SourceFile {
    /// Keeps `text` under `name` (a path as the user wrote it, or `inbyggd: …`). A leading byte order mark is
    /// dropped, so that offsets count from the first real character.
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut characters = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for stretch in text.as_bytes().chunks(STRIDE) {
            characters.push(count);
            count += count_characters(stretch);
        }
        Self { name: name.into(), text: text.into(), line_starts, characters }
    }

    /// Keeps bytes that should be UTF-8 under `name`.
    ///
    /// # Errors
    /// Where the bytes are not UTF-8: the text up to there, with a little of what follows, and the place.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, NotText> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => {
                let at = error.valid_up_to();
                let shown = bytes.get(..bytes.len().min(at + NotText::SHOWN)).unwrap_or(bytes);
                let file = Self::new(name, &String::from_utf8_lossy(shown));
                Err(NotText {
                    file,
                    at,
                    utf16: bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff"),
                })
            }
        }
    }

    /// The name shown in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text a span covers, or `""` where the span lies outside this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte offset, both counted from one, the column in characters.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1;
        LineColumn { line: line.max(1), column }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let whole = offset / STRIDE;
        let rest = self.text.as_bytes().get(whole * STRIDE..offset).unwrap_or(&[]);
        self.characters.get(whole).map_or(0, |count| count + count_characters(rest))
    }

    /// The byte offset of a line and column (both from one), clamped to the text.
    pub fn byte_offset(&self, place: LineColumn) -> usize {
        let Some(start) = self.line_starts.get(place.line.saturating_sub(1)) else {
            return self.text.len();
        };
        let rest = self.text.get(*start..).unwrap_or("");
        rest.char_indices().nth(place.column.saturating_sub(1)).map_or(self.text.len(), |(at, _)| start + at)
    }
}

/// Bytes that are not text in UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotText {
    /// What could be read, for showing the place.
    pub file: SourceFile,
    /// The first byte that is not UTF-8.
    pub at: usize,
    /// Whether the file says of itself that it is UTF-16.
    pub utf16: bool,
}

impl NotText {
    /// How many bytes after the fault are kept for the picture.
    const SHOWN: usize = 60;
}

/// The files that make up one input: the one that was asked for first, then those it takes in. Never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources(Vec<SourceFile>);

impl Sources {
    /// The file that was asked for, and those it takes in, in the order of their [`FileId`]s.
    pub fn new(main: SourceFile, taken_in: impl IntoIterator<Item = SourceFile>) -> Self {
        Self(std::iter::once(main).chain(taken_in).collect())
    }

    /// The file that was asked for.
    pub fn main_file(&self) -> &SourceFile {
        &self.0[0]
    }
}

impl AsRef<[SourceFile]> for Sources {
    fn as_ref(&self) -> &[SourceFile] {
        &self.0
    }
}

impl AsRef<[SourceFile]> for SourceFile {
    fn as_ref(&self) -> &[SourceFile] {
        std::slice::from_ref(self)
    }
}

/// A line and a column, both counted from one; columns are characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
}

/// Which of the files that make up one input: the first is the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(pub u16);

impl FileId {
    /// The file that was asked for.
    pub const MAIN: Self = Self(0);

    /// The file among those that make up the input; the first where there is no such file.
    pub fn find_file(self, files: &[SourceFile]) -> Option<&SourceFile> {
        files.get(usize::from(self.0)).or_else(|| files.first())
    }
}

/// A stretch of a source text, in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span of `file` from `start` up to but not including `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start, end }
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// How many characters start among these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_far_into_a_line_count_every_character_once() {
        let text = "aåö".repeat(2000);
        let file = SourceFile::new("x", &text);
        for (column, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(file.line_column(at), LineColumn { line: 1, column: column + 1 });
        }
        assert_eq!(file.line_column(text.len()).column, 6001);
    }

    #[test]
    fn places_count_characters_and_survive_multibyte_text() {
        let file = SourceFile::new("x", "\u{feff}å: 1\nö: två\n");
        assert_eq!(file.line_column(0), LineColumn { line: 1, column: 1 });
        assert_eq!(file.line_column(2), LineColumn { line: 1, column: 2 });
        assert_eq!(file.line_column(6), LineColumn { line: 2, column: 1 });
        assert_eq!(file.byte_offset(LineColumn { line: 2, column: 2 }), 8);
        assert_eq!(file.byte_offset(LineColumn { line: 99, column: 1 }), file.text().len());
    }
}
