//! `stegvis scan`: look for identifying text, line by line, in files of any size.
//!
//! JSON: `{"findings": [{"start", "end", "class", "reason"}]}` with UTF-8 byte offsets, end exclusive; with `--lines`
//! one such object for each line of the input, in order, its offsets counted from the start of the line. The text that
//! was found is never repeated.

mod blocks;

use std::io::BufRead;
use std::path::Path;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use self::blocks::{LineFinding, Lines, Rest};
use super::args::{OutputFormat, ScanArguments};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::deid::{Finding, Scanner};
use crate::store::{names, pieces};
use crate::wiping;

pub(super) fn run_scan(arguments: &ScanArguments, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    match arguments.file.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let mut input = pieces::open_input(path).map_err(Failure::Input)?;
            scan_input(&scanner, &mut input, &InputBlocks::of_file(path), told(arguments, console))
        }
        None => {
            let reading = InputBlocks::of_lines(Path::new("stdin"));
            scan_input(&scanner, &mut wiping::open_stdin(), &reading, told(arguments, console))
        }
    }
}

fn told<'c>(arguments: &ScanArguments, console: &'c mut Console) -> FindingWriter<'c> {
    FindingWriter { voice: ScanOutput::from_arguments(arguments), console, reader: ReaderState::Listens }
}

/// What is read, and how many of its lines at a time.
struct InputBlocks<'n> {
    name: &'n Path,
    /// Lines are gathered up to as many bytes, so that what runs over a line's end is seen.
    block: usize,
}

impl<'n> InputBlocks<'n> {
    fn of_file(name: &'n Path) -> Self {
        Self { name, block: blocks::BATCH }
    }

    /// Each line is answered as it comes: somebody may be typing.
    fn of_lines(name: &'n Path) -> Self {
        Self { name, block: 0 }
    }
}

/// How much of a line is kept for the piece that follows, so that what lies across the border is seen whole, with what
/// stands before it. No identity is longer.
const KEPT: usize = 1 << 12;

/// How far the input has been read.
#[derive(Default)]
struct ScanProgress {
    /// Lines before this one.
    lines: usize,
    /// Bytes before this line, in the whole input.
    bytes: usize,
    /// Bytes of the line that are no longer at hand, and its columns.
    dropped: usize,
    columns: usize,
    /// Bytes of the line that have been looked through to the end.
    done: usize,
    /// Findings so far, in the whole input.
    found: usize,
    /// Findings so far, in the line.
    found_in_line: usize,
}

fn scan_input(
    scanner: &Scanner,
    input: &mut dyn BufRead,
    reading: &InputBlocks<'_>,
    mut told: FindingWriter,
) -> Result<Exit, Failure> {
    let (mut place, mut line) = (ScanProgress::default(), Zeroizing::new(String::new()));
    let mut lines = Lines::default();
    told.write_text(told.voice.opening_text())?;
    while let Some(piece) =
        pieces::next_piece(input, reading.name).map_err(Failure::Input)?.map(Zeroizing::new)
    {
        let whole = piece.ends_with('\n') || piece.len() < pieces::LONGEST;
        if line.is_empty() && place.dropped == 0 && whole {
            lines.push(&piece);
            if lines.len() > reading.block {
                finish_lines(scanner, &mut place, &mut lines, Rest::Follows, &mut told)?;
            }
        } else {
            finish_lines(scanner, &mut place, &mut lines, Rest::Parted, &mut told)?;
            line.push_str(&piece);
            if piece.ends_with('\n') {
                let findings = scanner.scan(text_of_line(&line));
                finish_line(&findings, &mut place, &mut line, &mut told)?;
            } else {
                scan_part(scanner, &mut place, &mut line, &mut told)?;
            }
        }
        if told.reader == ReaderState::Gone && place.found > 0 {
            return Ok(Exit::Refused);
        }
    }
    finish_lines(scanner, &mut place, &mut lines, Rest::Parted, &mut told)?;
    if place.dropped + line.len() > 0 {
        let findings = scanner.scan(text_of_line(&line));
        finish_line(&findings, &mut place, &mut line, &mut told)?;
    }
    told.write_text(told.voice.closing_text())?;
    Ok(end_scan(&place, &mut told))
}

fn end_scan(place: &ScanProgress, told: &mut FindingWriter) -> Exit {
    if place.found > 0 {
        return Exit::Refused;
    }
    if told.voice == ScanOutput::Text {
        told.console.write_fault("Inget hittades. Granskningen är ett hjälpmedel: läs texten själv också.\n");
    }
    Exit::Done
}

/// Looks through the lines gathered, and tells of each in order. The last one is kept where more follows: what begins in it
/// may go on.
fn finish_lines(
    scanner: &Scanner,
    place: &mut ScanProgress,
    lines: &mut Lines,
    rest: Rest,
    told: &mut FindingWriter,
) -> Result<(), Failure> {
    for (line, mut findings) in lines.find_in_lines(scanner, rest) {
        let mut line = Zeroizing::new(line);
        if told.voice == ScanOutput::Lines {
            let end = text_of_line(&line).len();
            for finding in &mut findings {
                finding.range.end = finding.range.end.min(end);
            }
        } else {
            findings.retain(|finding| !finding.goes_on);
        }
        let findings: Vec<Finding> = findings.into_iter().map(LineFinding::into_finding).collect();
        finish_line(&findings, place, &mut line, told)?;
    }
    Ok(())
}

/// Looks through a part of a line so long that it comes in several, but for its end, which the next part belongs to.
fn scan_part(
    scanner: &Scanner,
    place: &mut ScanProgress,
    line: &mut Zeroizing<String>,
    told: &mut FindingWriter,
) -> Result<(), Failure> {
    let findings = scanner.scan(line);
    let end = line.floor_char_boundary(line.len().saturating_sub(KEPT));
    let across = findings.iter().find(|finding| finding.range.start < end && end < finding.range.end);
    let end = across.map_or(end, |finding| finding.range.start);
    let whole = findings.iter().filter(|finding| finding.range.end <= end);
    report_findings(&whole.cloned().collect::<Vec<_>>(), place, line, told)?;
    place.done = place.done.max(place.dropped + end);
    let begins = line.floor_char_boundary(end.saturating_sub(KEPT));
    place.dropped += begins;
    place.columns += line.get(..begins).map_or(0, |gone| gone.chars().count());
    **line = line.split_off(begins);
    Ok(())
}

fn text_of_line(line: &str) -> &str {
    let text = line.strip_suffix('\n').unwrap_or(line);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Tells what was found in a line, and goes on to the next.
fn finish_line(
    findings: &[Finding],
    place: &mut ScanProgress,
    line: &mut Zeroizing<String>,
    told: &mut FindingWriter,
) -> Result<(), Failure> {
    report_findings(findings, place, text_of_line(line), told)?;
    if place.found_in_line == 0 {
        told.write_text(told.voice.line_opening())?;
    }
    told.write_text(told.voice.line_closing())?;
    let length = place.dropped + line.len();
    *place = ScanProgress {
        lines: place.lines + 1,
        bytes: place.bytes + length,
        found: place.found,
        ..ScanProgress::default()
    };
    line.clear();
    Ok(())
}

/// Tells the findings that have not been told: those in what has not been looked through before.
fn report_findings(
    findings: &[Finding],
    place: &mut ScanProgress,
    line: &str,
    told: &mut FindingWriter,
) -> Result<(), Failure> {
    for finding in findings.iter().filter(|finding| place.dropped + finding.range.start >= place.done) {
        told.write_text(&told.voice.format_finding(place, line, finding))?;
        place.found += 1;
        place.found_in_line += 1;
    }
    Ok(())
}

/// Who the findings are told to.
struct FindingWriter<'c> {
    voice: ScanOutput,
    console: &'c mut Console,
    reader: ReaderState,
}

/// Whether somebody still reads what is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReaderState {
    Listens,
    Gone,
}

impl FindingWriter<'_> {
    /// Says it, as long as somebody reads it: what was found counts also where nobody does.
    fn write_text(&mut self, text: &str) -> Result<(), Failure> {
        if text.is_empty() || self.reader == ReaderState::Gone {
            return Ok(());
        }
        match self.console.write_result(text) {
            Err(Failure::Pipe) => self.reader = ReaderState::Gone,
            done => done?,
        }
        Ok(())
    }
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScanOutput {
    /// A sentence for each.
    Text,
    /// One object for the whole input.
    Whole,
    /// One object for each line.
    Lines,
}

impl ScanOutput {
    fn from_arguments(arguments: &ScanArguments) -> Self {
        match (arguments.output.format, arguments.lines) {
            (_, true) => Self::Lines,
            (OutputFormat::Text, false) => Self::Text,
            (OutputFormat::Json, false) => Self::Whole,
        }
    }

    fn opening_text(self) -> &'static str {
        match self {
            Self::Whole => "{\"findings\":[",
            Self::Text | Self::Lines => "",
        }
    }

    fn closing_text(self) -> &'static str {
        match self {
            Self::Whole => "]}\n",
            Self::Text | Self::Lines => "",
        }
    }

    fn line_closing(self) -> &'static str {
        match self {
            Self::Lines => "]}\n",
            Self::Text | Self::Whole => "",
        }
    }

    fn line_opening(self) -> &'static str {
        match self {
            Self::Lines => "{\"findings\":[",
            Self::Text | Self::Whole => "",
        }
    }

    fn format_finding(self, place: &ScanProgress, line: &str, finding: &Finding) -> String {
        let comma = |told: usize| if told > 0 { "," } else { "" };
        match self {
            Self::Text => finding_sentence(place, line, finding),
            Self::Whole => {
                format!("{}{}", comma(place.found), finding_to_json(finding, place.bytes + place.dropped))
            }
            Self::Lines => {
                let begins = if place.found_in_line == 0 { self.line_opening() } else { "," };
                format!("{begins}{}", finding_to_json(finding, place.dropped))
            }
        }
    }
}

fn finding_sentence(place: &ScanProgress, line: &str, finding: &Finding) -> String {
    let column =
        place.columns + line.get(..finding.range.start).map_or(1, |before| before.chars().count() + 1);
    format!("{}:{column}: {}. {}\n", place.lines + 1, finding.class.label(1), finding.reason)
}

fn finding_to_json(finding: &Finding, before: usize) -> Value {
    json!({
        "start": before + finding.range.start,
        "end": before + finding.range.end,
        "class": finding.class.id(),
        "reason": finding.reason,
    })
}
