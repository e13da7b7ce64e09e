//! What is said of faults in the text itself: the parser's kinds of fault, in words that are ours.

use serde_yaml::granit_parser::ErrorKind;

use super::MAX_DEPTH;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::source::Span;

/// The parser's own kinds of fault, told so that a writer of routines can mend them.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add kinds; all it has are told somehow")]
pub(super) fn explain_fault(kind: &ErrorKind, at: Span) -> Diagnostic {
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
    Diagnostic::error(code, at, message).with_help(help)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the parser may add kinds; all it has are told somehow")]
fn explain_key_or_character(kind: &ErrorKind) -> FaultText {
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
        ErrorKind::CommentInterceptedScalar => COMMENT,
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

/// A tab where there should be spaces.
pub(super) fn tab_fault(at: Span) -> Diagnostic {
    explain_fault(&ErrorKind::TabInIndentation, at)
}

/// A hard space in the indent of a line.
pub(super) fn hard_space_fault(at: Span) -> Diagnostic {
    Diagnostic::error(fault::YAML_INDENT, at, "Raden börjar med ett hårt blanksteg, men indrag i YAML görs med vanliga blanksteg.")
        .with_remark("hårt blanksteg")
        .with_help("Byt de hårda blankstegen mot vanliga. De kommer ofta med när text kopieras från en webbsida eller ordbehandlare.")
}

/// A typographic quotation mark around a text.
pub(super) fn quote_fault(mark: char, at: Span) -> Diagnostic {
    let message = format!(
        "Texten börjar med ett typografiskt citattecken {mark} från en ordbehandlare, och det räknas inte som citattecken i YAML."
    );
    Diagnostic::error(fault::YAML_QUOTE, at, message)
        .with_remark("typografiskt citattecken")
        .with_help("Byt det och dess slut mot raka citattecken (\").")
}

/// A list or a map where there should be a key.
pub(super) fn key_fault(at: Span) -> Diagnostic {
    let message = "En nyckel måste vara ett ord; här står en lista eller en karta.";
    let fault = Diagnostic::error(fault::YAML_KEY, at, message);
    fault.with_help("Står { } eller [ ] kring en text? Sätt citattecken om texten.")
}

pub(super) fn tag_fault(at: Span) -> Diagnostic {
    Diagnostic::error(fault::YAML_TAG, at, "Här står en tagg (!), och sådana används inte i flöden.")
        .with_help("Ta bort taggen. Hör utropstecknet till texten? Sätt citattecken om texten.")
}

pub(super) fn anchor_fault(at: Span) -> Diagnostic {
    Diagnostic::error(
        fault::YAML_ANCHOR,
        at,
        "Här står ett ankare (&) eller alias (*), och sådana används inte i flöden.",
    )
    .with_help("Skriv ut det som aliaset står för. Hör tecknet till texten? Sätt citattecken om texten.")
}

pub(super) fn several_documents(at: Span) -> Diagnostic {
    Diagnostic::error(
        fault::YAML_DOCUMENTS,
        at,
        "Här börjar ett nytt dokument, men ett flöde är ett enda dokument.",
    )
    .with_help("Ta bort raden med `---`, eller lägg det andra dokumentet i en egen fil.")
}

pub(super) fn depth_fault(at: Span) -> Diagnostic {
    let message = format!("Listor och kartor ligger mer än {MAX_DEPTH} nivåer djupt i varandra.");
    Diagnostic::error(fault::YAML_DEPTH, at, message)
}

/// A code, what happened, and what to do.
type FaultText = (&'static str, &'static str, &'static str);

const TAB: FaultText = (
    fault::YAML_TAB,
    "Här står en tabb, men indrag i YAML görs med blanksteg.",
    "Byt tabben mot två blanksteg. Många redigeringsprogram kan göra det åt dig.",
);
const INDENT: FaultText = (
    fault::YAML_INDENT,
    "Raden är inte indragen så att det går att se vad den hör till.",
    "Dra in raden lika långt som raderna den hör ihop med, och längre än raden den hör under.",
);
const UNCLOSED_QUOTE: FaultText = (
    fault::YAML_QUOTE,
    "Texten börjar med ett citattecken som aldrig får sitt slut.",
    "Sätt ett citattecken där texten slutar.",
);
const QUOTE_BEFORE: FaultText = (
    fault::YAML_QUOTE,
    "En text som började med ett citattecken på en tidigare rad har inte fått sitt slut före den här raden.",
    "Sätt ett citattecken där texten slutar, eller dra in raden om den hör till texten.",
);
const AFTER_QUOTE: FaultText = (
    fault::YAML_QUOTE,
    "Efter det avslutande citattecknet står mer text.",
    "Sätt citattecken om hela texten, eller skriv texten utan yttre citattecken.",
);
const ESCAPE: FaultText = (
    fault::YAML_QUOTE,
    "Inom citattecknen står ett omvänt snedstreck (\\) med något efter sig som inte går att tyda.",
    "Skriv \\\\ för ett omvänt snedstreck, eller använd enkla citattecken (').",
);
const BRACKET: FaultText = (
    fault::YAML_BRACKET,
    "En lista [ ] eller karta { } är inte riktigt skriven här.",
    "Se efter att varje [ och { har sitt slut, att delarna skiljs med komma, och att texter med , : [ ] { } har citattecken.",
);
const COLON: FaultText = (
    fault::YAML_KEY,
    "Här står ett kolon där ingen nyckel får stå.",
    "Hör kolonet till texten? Sätt citattecken om hela texten. Annars: kontrollera indraget.",
);
const KEY: FaultText = (
    fault::YAML_KEY,
    "Här skulle en nyckel med kolon stå, men den går inte att läsa.",
    "Skriv `nyckel: värde`, med ett blanksteg efter kolonet och nyckeln på en rad.",
);
const CHARACTER: FaultText = (
    fault::YAML_CHARACTER,
    "Här står ett tecken som inte får stå på den platsen.",
    "Hör tecknet till texten? Sätt citattecken om hela texten.",
);
const COMMENT: FaultText = (
    fault::YAML_CHARACTER,
    "Här börjar en kommentar (#) mitt i en text som går vidare på nästa rad.",
    "Hör # till texten? Sätt citattecken om hela texten. Annars: flytta kommentaren till en egen rad.",
);
const SYNTAX: FaultText = (
    fault::YAML_SYNTAX,
    "Texten följer inte YAML här.",
    "Jämför med raderna omkring: indrag, kolon och citattecken.",
);
