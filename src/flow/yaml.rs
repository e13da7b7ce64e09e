//! YAML in, a tree with places out. The only file that names the YAML crate; its words never reach a reader.

mod told;

use std::fmt;
use std::thread;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::granit_parser::{ErrorKind, ScanError};
use serde_yaml::localizer::ExternalMessageSource;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Options, Spanned, Tagged};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use self::told::{
    AFTER_QUOTE, BRACKET, CHARACTER, COLON, ESCAPE, INDENT, KEY, QUOTE_BEFORE, SYNTAX, TAB, Told,
    UNCLOSED_QUOTE,
};
use super::fault;
use super::tree::{Entry, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Place, SourceFile, Span};

/// How deep lists and maps may lie in each other. A flow needs about twelve; every level costs stack.
const MAX_DEPTH: usize = 64;

/// The stack the parser gets. Measured at [`MAX_DEPTH`]: under 4 MB without optimisation, under 0.5 MB with.
const STACK: usize = 8 << 20;

/// How large a file is read, in bytes: room for a generated flow of some hundred thousand steps.
const MAX_BYTES: usize = 96 << 20;

/// How many values a file may have.
const MAX_NODES: usize = 8_000_000;

/// Reads the text into a tree.
///
/// # Errors
/// Every fault of the text that could be told: one where the text is not YAML, all where it is YAML that flows do
/// not use.
pub fn parse(file: &SourceFile, id: FileId) -> Result<Node, Vec<Diagnostic>> {
    let whole = Span::new(id, 0, 0);
    if file.text().len() > MAX_BYTES {
        let message = format!("Filen är större än {} MB och läses inte.", MAX_BYTES >> 20);
        return Err(vec![Diagnostic::error(fault::YAML_SIZE, whole, message)]);
    }
    let reader = Reader { file, id };
    if reader.is_blank() {
        let fault = Diagnostic::error(fault::YAML_EMPTY, whole, "Filen är tom.");
        return Err(vec![fault.help("Ett flöde börjar med raden `format: 1`.")]);
    }
    reader.read()
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH + 1,
            max_nodes: MAX_NODES,
            max_events: MAX_NODES * 3,
            max_total_scalar_bytes: MAX_BYTES,
            max_aliases: 0,
            max_anchors: 0,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// A value as the parser hands it over, before words are taken from the text.
struct Raw {
    value: RawValue,
    start: u32,
    end: u32,
    tagged: bool,
}

enum RawValue {
    Null,
    /// A plain word the parser would have read as a number or a truth value: the text says what was written.
    Word,
    Text(Box<str>),
    Seq(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Tagged(Spanned { value, referenced, .. }, tag) =
            Tagged::<Spanned<RawValue>>::deserialize(deserializer)?;
        let start = referenced.span().byte_offset().unwrap_or(0);
        let end = start + referenced.span().byte_len().unwrap_or(0);
        let clamp = |at: u64| u32::try_from(at).unwrap_or(u32::MAX);
        Ok(Self { value, start: clamp(start), end: clamp(end), tagged: tag.is_some() })
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Word)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Word)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Word)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Word)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.into()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(RawValue::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawValue::Map(entries))
    }
}

/// The file being read, for places and for words as written.
struct Reader<'f> {
    file: &'f SourceFile,
    id: FileId,
}

impl Reader<'_> {
    /// Whether the text says nothing: only blank lines, comments and document marks.
    fn is_blank(&self) -> bool {
        let mut lines = self.file.text().lines().map(str::trim);
        lines.all(|line| line.is_empty() || line.starts_with('#') || line == "---" || line == "...")
    }

    /// Parses on a thread with a stack of known size, since how deep the parser may go must not depend on who calls.
    fn read(&self) -> Result<Node, Vec<Diagnostic>> {
        thread::scope(|scope| {
            let Ok(parser) = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || self.tree())
            else {
                let start = Span::new(self.id, 0, 0);
                let fault = Diagnostic::error(
                    fault::YAML_SIZE,
                    start,
                    "Datorns minne räcker inte för att läsa filen.",
                );
                return Err(vec![fault.help("Stäng andra program och försök igen.")]);
            };
            parser.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    fn tree(&self) -> Result<Node, Vec<Diagnostic>> {
        let raw: Raw = serde_yaml::from_str_with_options(self.file.text(), options())
            .map_err(|error| vec![self.fault(error.without_snippet())])?;
        let mut faults = Vec::new();
        let node = self.node(raw, &mut faults);
        if faults.is_empty() { Ok(node) } else { Err(faults) }
    }

    fn node(&self, raw: Raw, faults: &mut Vec<Diagnostic>) -> Node {
        let mut span = Span::new(self.id, raw.start as usize, raw.end.max(raw.start) as usize);
        if raw.tagged {
            faults.push(tag_fault(span));
        }
        let value = match raw.value {
            RawValue::Null => Value::Null,
            RawValue::Word => Value::Text(nfc(self.file.slice(span).trim().to_owned())),
            RawValue::Text(text) => Value::Text(nfc(text.into())),
            RawValue::Seq(items) => {
                Value::Seq(items.into_iter().map(|item| self.node(item, faults)).collect())
            }
            RawValue::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, value)| self.entry(key, value, faults)).collect())
            }
        };
        let last = match &value {
            Value::Seq(items) => items.last().map(|item| item.span.end),
            Value::Map(entries) => entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end)),
            Value::Null | Value::Text(_) => None,
        };
        span.end = span.end.max(last.unwrap_or(0));
        Node { value, span }
    }

    fn entry(&self, key: Raw, value: Raw, faults: &mut Vec<Diagnostic>) -> Entry {
        let key = self.node(key, faults);
        let text = match key.value {
            Value::Text(text) => text,
            // An unquoted `null` is as good a word as `no`.
            Value::Null => nfc(self.file.slice(key.span).trim().to_owned()),
            Value::Seq(_) | Value::Map(_) => {
                let message = "En nyckel måste vara ett ord; här står en lista eller en karta.";
                let fault = Diagnostic::error(fault::YAML_KEY, key.span, message);
                faults.push(fault.help("Står { } eller [ ] kring en text? Sätt citattecken om texten."));
                String::new()
            }
        };
        Entry { key: text, key_span: key.span, value: self.node(value, faults) }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser may add kinds; all it has are told somehow"
    )]
    fn fault(&self, error: &Error) -> Diagnostic {
        if let Error::ExternalMessage { source, .. } = error
            && let ExternalMessageSource::Parser(error) = source.as_ref()
        {
            return self.scan_fault(error);
        }
        let at = self.place(error.location());
        match error {
            Error::Budget { breach, .. } => budget_fault(breach, at),
            Error::MultipleDocuments { .. } => several_documents(at),
            Error::UnknownAnchor { .. } | Error::AliasError { .. } => anchor_fault(at),
            Error::Eof { .. } => Diagnostic::error(fault::YAML_EMPTY, at, "Filen är tom."),
            Error::InvalidScalar { .. }
            | Error::InvalidBooleanStrict { .. }
            | Error::InvalidBinaryBase64 { .. }
            | Error::BinaryNotUtf8 { .. }
            | Error::TaggedScalarCannotDeserializeIntoString { .. } => tag_fault(at),
            Error::FoldedBlockScalarMustIndentContent { .. } => {
                explain(&ErrorKind::InvalidBlockScalarIndent, at)
            }
            _ => Diagnostic::error(fault::YAML_SYNTAX, at, "Texten följer inte YAML här."),
        }
    }

    fn scan_fault(&self, error: &ScanError) -> Diagnostic {
        let at = self.one_character(error.marker().index());
        match self.tab_near(at) {
            Some(tab) => explain(&ErrorKind::TabInIndentation, tab),
            None => explain(error.kind(), at),
        }
    }

    /// A tab in the indent of the line at fault or of a line beside it: whatever the parser stumbled over, that is
    /// what to mend.
    fn tab_near(&self, at: Span) -> Option<Span> {
        let line = self.file.place(at.start).line;
        [line, line.saturating_sub(1), line + 1].into_iter().find_map(|line| {
            let start = self.file.offset(Place { line, column: 1 });
            let rest = self.file.text().get(start..)?;
            let (indent, first) = rest.char_indices().find(|(_, character)| *character != ' ')?;
            (first == '\t').then(|| Span::new(self.id, start + indent, start + indent + 1))
        })
    }

    fn place(&self, location: Option<Location>) -> Span {
        let Some(span) = location.map(|location| location.span()) else {
            return Span::new(self.id, 0, 0);
        };
        match (span.byte_offset(), span.byte_len()) {
            (Some(start), Some(len)) => {
                let [start, len] = [start, len].map(|n| usize::try_from(n).unwrap_or(0));
                Span::new(self.id, start, start + len)
            }
            _ => self.one_character(usize::try_from(span.offset()).unwrap_or(0)),
        }
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

fn nfc(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

fn tag_fault(at: Span) -> Diagnostic {
    Diagnostic::error(fault::YAML_TAG, at, "Här står en tagg (!), och sådana används inte i flöden.")
        .help("Ta bort taggen. Hör utropstecknet till texten? Sätt citattecken om texten.")
}

fn anchor_fault(at: Span) -> Diagnostic {
    Diagnostic::error(
        fault::YAML_ANCHOR,
        at,
        "Här står ett ankare (&) eller alias (*), och sådana används inte i flöden.",
    )
    .help("Skriv ut det som aliaset står för. Hör tecknet till texten? Sätt citattecken om texten.")
}

fn several_documents(at: Span) -> Diagnostic {
    Diagnostic::error(
        fault::YAML_DOCUMENTS,
        at,
        "Här börjar ett nytt dokument, men ett flöde är ett enda dokument.",
    )
    .help("Ta bort raden med `---`, eller lägg det andra dokumentet i en egen fil.")
}

fn depth_fault(at: Span) -> Diagnostic {
    let message = format!("Listor och kartor ligger mer än {MAX_DEPTH} nivåer djupt i varandra.");
    Diagnostic::error(fault::YAML_DEPTH, at, message)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add kinds; all it has are told somehow")]
fn budget_fault(breach: &BudgetBreach, at: Span) -> Diagnostic {
    match breach {
        BudgetBreach::Depth { .. } => depth_fault(at),
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::AliasAnchorRatio { .. } => anchor_fault(at),
        BudgetBreach::Documents { .. } => several_documents(at),
        _ => Diagnostic::error(fault::YAML_SIZE, at, "Filen har fler värden än vad som läses."),
    }
}

/// The parser's own kinds of fault, told so that a writer of routines can mend them.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add kinds; all it has are told somehow")]
fn explain(kind: &ErrorKind, at: Span) -> Diagnostic {
    let (code, message, help) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => TAB,
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence => INDENT,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => UNCLOSED_QUOTE,
        ErrorKind::InvalidQuotedScalarIndent => QUOTE_BEFORE,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            AFTER_QUOTE
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => ESCAPE,
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => BRACKET,
        ErrorKind::RecursionLimitExceeded => return depth_fault(at),
        ErrorKind::UnknownAnchor | ErrorKind::AnchorCountOverflow | ErrorKind::MissingAnchorOrAliasName => {
            return anchor_fault(at);
        }
        ErrorKind::MultipleDocumentsUnsupported
        | ErrorKind::InvalidDocumentEnd
        | ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::ExpectedDocumentStart => return several_documents(at),
        kind if is_tag(kind) => return tag_fault(at),
        kind => explain_key_or_character(kind),
    };
    Diagnostic::error(code, at, message).help(help)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add kinds; all it has are told somehow")]
fn explain_key_or_character(kind: &ErrorKind) -> Told {
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => COLON,
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::FlowMappingValueAdjacentCollection => KEY,
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::BomInsideDocument
        | ErrorKind::CommentNotSeparated => CHARACTER,
        _ => SYNTAX,
    }
}

fn is_tag(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ExpectedTagBang
            | ErrorKind::ExpectedTagDirectiveBang
            | ErrorKind::InvalidGlobalTagCharacter
            | ErrorKind::InvalidTagDirectiveTerminator
            | ErrorKind::InvalidTagTerminator
            | ErrorKind::MissingTagUri
            | ErrorKind::UnclosedVerbatimTag
            | ErrorKind::InvalidTagEscape
            | ErrorKind::InvalidTagUtf8LeadingByte
            | ErrorKind::InvalidTagUtf8TrailingByte
            | ErrorKind::InvalidTagUtf8
            | ErrorKind::UndeclaredTagHandle
            | ErrorKind::DuplicateTagDirective
            | ErrorKind::DuplicateVersionDirective
            | ErrorKind::UnsupportedYamlMajorVersion
            | ErrorKind::InvalidDirectiveTerminator
            | ErrorKind::MissingYamlVersionSeparator
            | ErrorKind::MissingDirectiveName
            | ErrorKind::InvalidDirectiveName
            | ErrorKind::DirectiveByteLimitExceeded { .. }
            | ErrorKind::TooManyReservedDirectiveParams { .. }
            | ErrorKind::YamlVersionTooLong
            | ErrorKind::MissingYamlVersion
    )
}
