//! YAML in, a tree with places out. The only place that names the YAML crate; its words never reach a reader.

mod told;

use std::borrow::Cow;

use serde_yaml::granit_parser::{self as parser, Event, Parser, ScalarStyle, ScanError};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use self::told::{
    anchor_fault, depth_fault, explain_fault, hard_space_fault, key_fault, quote_fault, several_documents,
    tab_fault, tag_fault,
};
use super::fault;
use super::tree::{YamlEntry, YamlNode, YamlValue};
use crate::characters::{is_hard_space, is_word_processor_quote};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, LineColumn, SourceFile, Span};

/// How deep lists and maps may lie in each other. A flow needs about twelve.
const MAX_DEPTH: usize = 64;

/// How large a file is read, in bytes: room for a generated flow of some hundred thousand steps.
const MAX_BYTES: usize = 96 << 20;

/// How many values a file may have.
const MAX_NODES: usize = 8_000_000;

/// The plain words that stand for nothing.
const NOTHING: &[&str] = &["", "~", "null", "Null", "NULL"];

/// Reads the text into a tree.
///
/// # Errors
/// Every fault of the text that could be told: those up to the place where the text stops being YAML, all where it is
/// YAML that flows do not use.
pub fn parse_yaml(file: &SourceFile, id: FileId) -> Result<YamlNode, Vec<Diagnostic>> {
    let whole = Span::new(id, 0, 0);
    if file.text().len() > MAX_BYTES {
        let message = format!("Filen är större än {} MB och läses inte.", MAX_BYTES >> 20);
        return Err(vec![Diagnostic::error(fault::YAML_SIZE, whole, message)]);
    }
    let mut tree = TreeBuilder { file, id, open: Vec::new(), values: 0, root: None, faults: Vec::new() };
    match tree.read_events() {
        Ok(()) if tree.faults.is_empty() => {
            tree.root.filter(|root| root.value != YamlValue::Null).ok_or_else(|| vec![empty_node(whole)])
        }
        Ok(()) => Err(tree.faults),
        // A character of a word processor may have been told where the text was read.
        Err(last) if tree.faults.contains(&last) => Err(tree.faults),
        Err(last) => {
            tree.faults.push(last);
            Err(tree.faults)
        }
    }
}

/// A tree that is being read, event by event.
struct TreeBuilder<'f> {
    file: &'f SourceFile,
    id: FileId,
    /// The lists and maps that have begun and not ended, outermost first.
    open: Vec<OpenCollection>,
    /// How many values there have been.
    values: usize,
    root: Option<YamlNode>,
    faults: Vec<Diagnostic>,
}

/// A list or a map that has begun, and where.
struct OpenCollection {
    span: Span,
    parts: CollectionParts,
}

/// What has been read of a list or a map.
enum CollectionParts {
    Seq(Vec<YamlNode>),
    /// The entries, and a key that waits for its value.
    Map(Vec<YamlEntry>, Option<(String, Span)>),
}

impl TreeBuilder<'_> {
    /// Reads every event.
    ///
    /// Errors: the fault that nothing can be read after.
    fn read_events(&mut self) -> Result<(), Diagnostic> {
        let options = parser::options! {
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1,
            emit_comments: false,
        };
        let file = self.file;
        for event in Parser::new_from_str_with_options(file.text(), options) {
            let (event, span) = event.map_err(|error| self.unreadable_fault(&error))?;
            self.handle_event(event, span)?;
        }
        Ok(())
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser may add kinds of remarks; values it cannot"
    )]
    fn handle_event(&mut self, event: Event<'_>, span: parser::Span) -> Result<(), Diagnostic> {
        let at = self.to_span(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), at)?;
                if style == ScalarStyle::Plain {
                    self.note_word_processor(at);
                }
                let is_nothing = style == ScalarStyle::Plain && NOTHING.contains(&text.as_ref());
                let value = if is_nothing { YamlValue::Null } else { YamlValue::Text(normalize_nfc(text)) };
                self.place_node(YamlNode { value, span: at })
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), at)?;
                self.begin_collection(at, CollectionParts::Seq(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), at)?;
                self.begin_collection(at, CollectionParts::Map(Vec::new(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.place_node(open.into_node()),
                None => Ok(()),
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(anchor_fault(at)),
            Event::DocumentStart(..) if self.root.is_some() => Err(several_documents(at)),
            // Where documents and the stream begin and end says nothing of a value.
            _ => Ok(()),
        }
    }

    /// Anchors and tags are no part of the flow language. Nothing is read after an anchor, which much may hang on.
    fn check_properties(&mut self, anchor: usize, is_tagged: bool, at: Span) -> Result<(), Diagnostic> {
        if is_tagged {
            self.faults.push(tag_fault(at));
        }
        if anchor == 0 { Ok(()) } else { Err(anchor_fault(at)) }
    }

    fn begin_collection(&mut self, span: Span, parts: CollectionParts) -> Result<(), Diagnostic> {
        if self.open.len() == MAX_DEPTH {
            return Err(depth_fault(span));
        }
        self.open.push(OpenCollection { span, parts });
        Ok(())
    }

    /// Puts a value where it belongs: in the innermost list or map, or at the root.
    fn place_node(&mut self, node: YamlNode) -> Result<(), Diagnostic> {
        self.values += 1;
        if self.values > MAX_NODES {
            let message = "Filen har fler värden än vad som läses.";
            return Err(Diagnostic::error(fault::YAML_SIZE, node.span, message));
        }
        match self.open.last_mut().map(|open| &mut open.parts) {
            None => self.root = Some(node),
            Some(CollectionParts::Seq(items)) => items.push(node),
            Some(CollectionParts::Map(entries, key)) => match key.take() {
                Some((key, key_span)) => entries.push(YamlEntry { key, key_span, value: node }),
                None => {
                    *key = Some((key_text(node.value, self.file, node.span, &mut self.faults), node.span));
                }
            },
        }
        Ok(())
    }

    fn to_span(&self, span: parser::Span) -> Span {
        let [start, end] = [span.start, span.end].map(|mark| mark.byte_offset().unwrap_or(0));
        Span::new(self.id, start, end.max(start))
    }

    fn unreadable_fault(&self, error: &ScanError) -> Diagnostic {
        let at = self.one_character(error.marker().index());
        let named = self.find_tab_near(at).map(tab_fault).or_else(|| self.find_word_processor_fault(at));
        named.unwrap_or_else(|| explain_fault(error.kind(), at))
    }

    /// A character of a word processor near the line at fault: whatever the parser stumbled over, that is what to mend.
    fn find_word_processor_fault(&self, at: Span) -> Option<Diagnostic> {
        let line = self.file.line_column(at.start).line;
        let lines = [line, line.saturating_sub(1), line.saturating_sub(2), line + 1];
        let spaced = lines.into_iter().find_map(|line| self.find_hard_indent(self.line_start(line)));
        spaced.map(hard_space_fault).or_else(|| {
            let start = self.line_start(line);
            let text = self.file.text().get(start..)?.lines().next()?;
            let value = text.find(": ").map(|colon| colon + 2)?;
            let (blanks, mark) = text.get(value..)?.char_indices().find(|(_, c)| *c != ' ')?;
            let at = start + value + blanks;
            is_word_processor_quote(mark)
                .then(|| quote_fault(mark, Span::new(self.id, at, at + mark.len_utf8())))
        })
    }

    /// An unquoted text that a word processor had its hand in: it begins with a quotation mark that never gets its end, or a
    /// line of it begins with a hard space.
    fn note_word_processor(&mut self, at: Span) {
        let written = self.file.slice(at);
        if written.is_ascii() {
            return;
        }
        let marks = written.chars().filter(|c| is_word_processor_quote(*c)).count();
        if let Some(mark) = written.chars().next().filter(|c| is_word_processor_quote(*c))
            && marks % 2 == 1
        {
            self.faults.push(quote_fault(mark, Span::new(self.id, at.start, at.start + mark.len_utf8())));
        }
        let own_line = written.starts_with(is_hard_space).then(|| self.file.line_column(at.start).line);
        let first = own_line.map(|line| self.line_start(line));
        let later = written.match_indices('\n').map(|(end, _)| at.start + end + 1);
        let hard = first.into_iter().chain(later).find_map(|start| self.find_hard_indent(start));
        self.faults.extend(hard.map(hard_space_fault));
    }

    /// The hard spaces in the indent of the line that starts at this byte.
    fn find_hard_indent(&self, start: usize) -> Option<Span> {
        let rest = self.file.text().get(start..)?;
        let (from, _) = rest.char_indices().find(|(_, c)| *c != ' ').filter(|(_, c)| is_hard_space(*c))?;
        let hard = rest.get(from..)?;
        let end = hard.find(|c| !is_hard_space(c) && c != ' ').unwrap_or(hard.len());
        Some(Span::new(self.id, start + from, start + from + end))
    }

    fn line_start(&self, line: usize) -> usize {
        self.file.byte_offset(LineColumn { line, column: 1 })
    }

    /// A tab in the indent of the line at fault or of a line beside it: whatever the parser stumbled over, that is
    /// what to mend.
    fn find_tab_near(&self, at: Span) -> Option<Span> {
        let line = self.file.line_column(at.start).line;
        [line, line.saturating_sub(1), line + 1].into_iter().find_map(|line| {
            let start = self.line_start(line);
            let rest = self.file.text().get(start..)?;
            let (indent, first) = rest.char_indices().find(|(_, character)| *character != ' ')?;
            (first == '\t').then(|| Span::new(self.id, start + indent, start + indent + 1))
        })
    }

    /// The place of the `index`th character, kept inside the text: a fault at the end of the file is shown at its
    /// last character.
    fn one_character(&self, index: usize) -> Span {
        let text = self.file.text();
        let last = text.trim_end().char_indices().next_back();
        let (start, character) = text
            .char_indices()
            .nth(index)
            .filter(|(at, _)| Some(*at) <= last.map(|(at, _)| at))
            .or(last)
            .unwrap_or((0, ' '));
        Span::new(self.id, start, start + character.len_utf8())
    }
}

impl OpenCollection {
    /// The list or map, now that it has ended: it reaches as far as its last part.
    fn into_node(self) -> YamlNode {
        let Self { mut span, parts } = self;
        let (value, last) = match parts {
            CollectionParts::Seq(items) => {
                let last = items.last().map(|item| item.span.end);
                (YamlValue::Seq(items), last)
            }
            CollectionParts::Map(entries, _) => {
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                (YamlValue::Map(entries), last)
            }
        };
        span.end = span.end.max(last.unwrap_or(0));
        YamlNode { value, span }
    }
}

/// A value as a key. An unquoted `null` is as good a word as `no`.
fn key_text(value: YamlValue, file: &SourceFile, span: Span, faults: &mut Vec<Diagnostic>) -> String {
    match value {
        YamlValue::Text(text) => text,
        YamlValue::Null => file.slice(span).trim().to_owned(),
        YamlValue::Seq(_) | YamlValue::Map(_) => {
            faults.push(key_fault(span));
            String::new()
        }
    }
}

fn normalize_nfc(text: Cow<'_, str>) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.into_owned();
    }
    text.nfc().collect()
}

fn empty_node(at: Span) -> Diagnostic {
    Diagnostic::error(fault::YAML_EMPTY, at, "Filen är tom.").with_help("Filen börjar med raden `format: 1`.")
}
