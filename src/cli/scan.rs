//! `stegvis scan`: look for identifying text, line by line, in files of any size.
//!
//! JSON: `{"findings": [{"start", "end", "class", "reason"}]}` with UTF-8 byte offsets, end exclusive; with `--lines`
//! one such object for each line of the input, in order, its offsets counted from the start of the line. The text that
//! was found is never repeated.

use std::io::BufRead;
use std::path::Path;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::args::{Scan, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::typed;
use crate::deid::{Finding, Scanner};
use crate::store::{names, pieces};

pub(super) fn run(arguments: &Scan, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::scanner().map_err(Failure::Input)?;
    match arguments.file.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let mut input = pieces::open(path).map_err(Failure::Input)?;
            scan(arguments, &scanner, &mut input, path, console)
        }
        None => scan(arguments, &scanner, &mut typed::lines(), Path::new("stdin"), console),
    }
}

/// How much of a line is kept for the piece that follows, so that what lies across the border is seen whole, with what
/// stands before it. No identity is longer.
const KEPT: usize = 1 << 12;

/// How far the input has been read.
#[derive(Default)]
struct Place {
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

fn scan(
    arguments: &Scan,
    scanner: &Scanner,
    input: &mut dyn BufRead,
    name: &Path,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let (mut place, mut line) = (Place::default(), Zeroizing::new(String::new()));
    let mut told = Told { voice: Voice::of(arguments), console, reader: Reader::Listens };
    told.say(told.voice.before())?;
    while let Some(piece) = pieces::next(input, name).map_err(Failure::Input)?.map(Zeroizing::new) {
        line.push_str(&piece);
        if piece.ends_with('\n') {
            end_line(scanner, &mut place, &mut line, &mut told)?;
        } else {
            part(scanner, &mut place, &mut line, &mut told)?;
        }
        if told.reader == Reader::Gone && place.found > 0 {
            return Ok(Exit::Refused);
        }
    }
    if place.dropped + line.len() > 0 {
        end_line(scanner, &mut place, &mut line, &mut told)?;
    }
    told.say(told.voice.after())?;
    if place.found > 0 {
        return Ok(Exit::Refused);
    }
    if told.voice == Voice::Text {
        console.fault("Inget hittades. Granskningen är ett hjälpmedel: läs texten själv också.\n");
    }
    Ok(Exit::Done)
}

/// Looks through a part of a line so long that it comes in several, but for its end, which the next part belongs to.
fn part(
    scanner: &Scanner,
    place: &mut Place,
    line: &mut Zeroizing<String>,
    told: &mut Told,
) -> Result<(), Failure> {
    let findings = scanner.scan(line);
    let end = line.floor_char_boundary(line.len().saturating_sub(KEPT));
    let across = findings.iter().find(|finding| finding.range.start < end && end < finding.range.end);
    let end = across.map_or(end, |finding| finding.range.start);
    let whole = findings.iter().filter(|finding| finding.range.end <= end);
    tell(&whole.cloned().collect::<Vec<_>>(), place, line, told)?;
    place.done = place.done.max(place.dropped + end);
    let begins = line.floor_char_boundary(end.saturating_sub(KEPT));
    place.dropped += begins;
    place.columns += line.get(..begins).map_or(0, |gone| gone.chars().count());
    **line = line.split_off(begins);
    Ok(())
}

/// Looks through a line to its end, and goes on to the next.
fn end_line(
    scanner: &Scanner,
    place: &mut Place,
    line: &mut Zeroizing<String>,
    told: &mut Told,
) -> Result<(), Failure> {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let text = text.strip_suffix('\r').unwrap_or(text);
    tell(&scanner.scan(text), place, text, told)?;
    if place.found_in_line == 0 {
        told.say(told.voice.line_begins())?;
    }
    told.say(told.voice.line_end())?;
    let length = place.dropped + line.len();
    *place =
        Place { lines: place.lines + 1, bytes: place.bytes + length, found: place.found, ..Place::default() };
    line.clear();
    Ok(())
}

/// Tells the findings that have not been told: those in what has not been looked through before.
fn tell(findings: &[Finding], place: &mut Place, line: &str, told: &mut Told) -> Result<(), Failure> {
    for finding in findings.iter().filter(|finding| place.dropped + finding.range.start >= place.done) {
        told.say(&told.voice.finding(place, line, finding))?;
        place.found += 1;
        place.found_in_line += 1;
    }
    Ok(())
}

/// Who the findings are told to.
struct Told<'c> {
    voice: Voice,
    console: &'c mut Console,
    reader: Reader,
}

/// Whether somebody still reads what is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Listens,
    Gone,
}

impl Told<'_> {
    /// Says it, as long as somebody reads it: what was found counts also where nobody does.
    fn say(&mut self, text: &str) -> Result<(), Failure> {
        if text.is_empty() || self.reader == Reader::Gone {
            return Ok(());
        }
        match self.console.result(text) {
            Err(Failure::Pipe) => self.reader = Reader::Gone,
            done => done?,
        }
        Ok(())
    }
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq)]
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
            (_, true) => Self::Lines,
            (Shape::Text, false) => Self::Text,
            (Shape::Json, false) => Self::Whole,
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

    fn line_begins(self) -> &'static str {
        match self {
            Self::Lines => "{\"findings\":[",
            Self::Text | Self::Whole => "",
        }
    }

    fn finding(self, place: &Place, line: &str, finding: &Finding) -> String {
        let comma = |told: usize| if told > 0 { "," } else { "" };
        match self {
            Self::Text => sentence(place, line, finding),
            Self::Whole => format!("{}{}", comma(place.found), row(finding, place.bytes + place.dropped)),
            Self::Lines => {
                let begins = if place.found_in_line == 0 { self.line_begins() } else { "," };
                format!("{begins}{}", row(finding, place.dropped))
            }
        }
    }
}

fn sentence(place: &Place, line: &str, finding: &Finding) -> String {
    let column =
        place.columns + line.get(..finding.range.start).map_or(1, |before| before.chars().count() + 1);
    format!("{}:{column}: {}. {}\n", place.lines + 1, finding.class.label(1), finding.reason)
}

fn row(finding: &Finding, before: usize) -> Value {
    json!({
        "start": before + finding.range.start,
        "end": before + finding.range.end,
        "class": finding.class.id(),
        "reason": finding.reason,
    })
}
