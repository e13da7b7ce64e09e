//! `stegvis scan`: look for identifying text, line by line, in files of any size.
//!
//! JSON: `{"findings": [{"start", "end", "class", "reason"}]}` with UTF-8 byte offsets, end exclusive; with `--lines`
//! one such object for each line of the input, in order, its offsets counted from the start of the line. The text that
//! was found is never repeated.

use std::io::{self, BufRead};
use std::path::Path;

use serde_json::{Value, json};

use super::args::{Scan, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::deid::{Finding, Scanner};
use crate::store::{names, pieces};

pub(super) fn run(arguments: &Scan, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::scanner().map_err(Failure::Input)?;
    match arguments.file.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let mut input = pieces::open(path).map_err(Failure::Input)?;
            scan(arguments, &scanner, &mut input, path, console)
        }
        None => scan(arguments, &scanner, &mut io::stdin().lock(), Path::new("stdin"), console),
    }
}

/// How far the input has been read.
#[derive(Default)]
struct Place {
    /// Lines before this one.
    lines: usize,
    /// Bytes before this piece, in the whole input.
    bytes: usize,
    /// Bytes before this piece, in its line.
    in_line: usize,
    /// Findings so far, in the whole input.
    found: usize,
    /// Findings so far, in the line.
    found_in_line: usize,
}

fn scan(
    arguments: &Scan,
    scanner: &Scanner,
    input: &mut dyn BufRead,
    name: &Path,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let mut place = Place::default();
    let voice = Voice::of(arguments);
    console.result(voice.before())?;
    while let Some(piece) = pieces::next(input, name).map_err(Failure::Input)? {
        let line = piece.strip_suffix('\n').unwrap_or(&piece);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let findings = scanner.scan(line);
        console.result(voice.piece(&place, line, &findings))?;
        place.found += findings.len();
        place.found_in_line += findings.len();
        place.bytes += piece.len();
        place.in_line += piece.len();
        if piece.ends_with('\n') {
            console.result(voice.line_end())?;
            place.lines += 1;
            place.in_line = 0;
            place.found_in_line = 0;
        }
    }
    if place.in_line > 0 {
        console.result(voice.line_end())?;
    }
    console.result(voice.after())?;
    if place.found > 0 {
        return Ok(Exit::Refused);
    }
    if arguments.output.format == Shape::Text {
        console.fault("Inget hittades. Granskningen är ett hjälpmedel: läs texten själv också.\n");
    }
    Ok(Exit::Done)
}

/// How findings are told.
#[derive(Clone, Copy)]
enum Voice {
    /// A sentence for each.
    Text,
    /// One object for the whole input.
    Whole,
    /// One object for each line.
    Lines,
}

impl Voice {
    fn of(arguments: &Scan) -> Self {
        match (arguments.output.format, arguments.lines) {
            (Shape::Text, _) => Self::Text,
            (Shape::Json, false) => Self::Whole,
            (Shape::Json, true) => Self::Lines,
        }
    }

    fn before(self) -> &'static str {
        match self {
            Self::Whole => "{\"findings\":[",
            Self::Text | Self::Lines => "",
        }
    }

    fn after(self) -> &'static str {
        match self {
            Self::Whole => "]}\n",
            Self::Text | Self::Lines => "",
        }
    }

    fn line_end(self) -> &'static str {
        match self {
            Self::Lines => "]}\n",
            Self::Text | Self::Whole => "",
        }
    }

    fn piece(self, place: &Place, line: &str, findings: &[Finding]) -> String {
        match self {
            Self::Text => findings.iter().flat_map(|finding| [sentence(place, line, finding)]).collect(),
            Self::Whole => rows(findings, place.bytes, place.found),
            Self::Lines if place.in_line == 0 => format!("{{\"findings\":[{}", rows(findings, 0, 0)),
            // A line so long that it comes in pieces is told as one.
            Self::Lines => rows(findings, place.in_line, place.found_in_line),
        }
    }
}

fn sentence(place: &Place, line: &str, finding: &Finding) -> String {
    let column = line.get(..finding.range.start).map_or(1, |before| before.chars().count() + 1);
    format!("{}:{column}: {}. {}\n", place.lines + 1, finding.class.label(1), finding.reason)
}

/// The findings as JSON with commas between them, and before the first where others were `told`.
fn rows(findings: &[Finding], before: usize, told: usize) -> String {
    let rows = findings.iter().enumerate().flat_map(|(n, finding)| {
        let comma = if told + n > 0 { "," } else { "" };
        [comma.to_owned(), row(finding, before).to_string()]
    });
    rows.collect()
}

fn row(finding: &Finding, before: usize) -> Value {
    json!({
        "start": before + finding.range.start,
        "end": before + finding.range.end,
        "class": finding.class.id(),
        "reason": finding.reason,
    })
}
