//! Findings as a person reads them, with a picture of the line, and as a program reads them.

use std::fmt::Write as _;
mod walk;

use std::ops::Range;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Snippet};
use serde_json::{Value, json};

use crate::characters::{is_control, is_hard_space, shows_nothing};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{LineColumn, SourceFile, Span};

/// Whether the text may have colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Terminal colours beside the words and signs, which say everything on their own.
    Always,
    /// Plain text.
    Never,
}

/// The version of what [`faults_to_json()`] gives.
const JSON_VERSION: u32 = 1;

/// How many findings get a picture; a file with more is better mended from the top.
const PICTURES: usize = 1000;

/// How much of a line is shown: so many characters, the fault among them.
const SHOWN: usize = 120;

/// Where on a line a fault may start for the line to be shown from its beginning.
const FIRST: usize = 90;

/// How much of a line is shown before the fault where its beginning is left out.
const BEFORE: usize = 60;

/// The findings as text, each with its picture, and how many they were.
///
/// Nothing from the file or its name reaches the terminal as a control character: each is shown as a sign of its
/// own (`␛`) that takes one column.
pub fn faults_to_text(files: &impl AsRef<[SourceFile]>, faults: &[Diagnostic], colour: Colour) -> String {
    let files = files.as_ref();
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let mut text = String::new();
    for fault in faults.iter().take(PICTURES) {
        text.push_str(&draw_fault(files, fault, &renderer));
        text.push_str("\n\n");
    }
    if faults.len() > PICTURES {
        let _ = writeln!(text, "… och {} till, som inte visas här.\n", faults.len() - PICTURES);
    }
    text.push_str(&count_faults(files, faults));
    text.push('\n');
    text
}

/// The findings for a program.
///
/// ```json
/// {"version": 1, "file": "flow.yaml", "findings": [{
///   "code": "okant-steg", "severity": "error", "message": "…", "help": "…",
///   "walk": [{"step": "akut", "answers": ["ja"]}],
///   "file": "flow.yaml", "line": 12, "column": 9, "end_line": 12, "end_column": 13,
///   "related": [{"text": "…", "file": "shared.yaml", "line": 3, "column": 3, "end_line": 3, "end_column": 7}]
/// }]}
/// ```
///
/// `severity` is `error` or `warning`; `help` is null where there is none. Lines and columns count from one, columns
/// in characters, in the `file` beside them, which is another where the fault lies in what is taken in; the end is the place just after the last character. `walk` is a shortest walk that shows the fault:
/// its answered steps in order, each with the ids answered (the mark, for an act); empty where no walk is needed.
pub fn faults_to_json(files: &impl AsRef<[SourceFile]>, faults: &[Diagnostic]) -> Value {
    let files = files.as_ref();
    let findings: Vec<Value> = faults.iter().map(|fault| fault_to_json(files, fault)).collect();
    json!({"version": JSON_VERSION, "file": files.first().map(SourceFile::name), "findings": findings})
}

fn fault_to_json(files: &[SourceFile], fault: &Diagnostic) -> Value {
    let mut found = span_to_json(files, fault.span());
    let severity = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related: Vec<Value> = fault.labels.iter().skip(1).map(|label| label_to_json(files, label)).collect();
    if let Value::Object(fields) = &mut found {
        fields.insert("code".into(), fault.code.into());
        fields.insert("severity".into(), severity.into());
        fields.insert("message".into(), fault.message.clone().into());
        fields.insert("help".into(), fault.help.clone().into());
        fields.insert("related".into(), related.into());
        fields.insert("walk".into(), walk::trace_to_json(&fault.walk));
    }
    found
}

fn label_to_json(files: &[SourceFile], label: &Label) -> Value {
    let mut found = span_to_json(files, label.span);
    if let Value::Object(fields) = &mut found {
        fields.insert("text".into(), label.text.clone().into());
    }
    found
}

fn span_to_json(files: &[SourceFile], span: Span) -> Value {
    let Some(file) = span.file.find_file(files) else { return json!({}) };
    let (start, end) = (file.line_column(span.start), file.line_column(span.end.max(span.start)));
    let name = file.name();
    json!({"file": name, "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column})
}

fn draw_fault(files: &[SourceFile], fault: &Diagnostic, renderer: &Renderer) -> String {
    let (level, name) = match fault.severity {
        Severity::Error => (Level::ERROR, "fel"),
        Severity::Warning => (Level::WARNING, "varning"),
    };
    let title = level.with_name(name).primary_title(escape_text(&fault.message)).id(fault.code);
    let mut group = Group::with_title(title);
    for (at, label) in fault.labels.iter().enumerate() {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        if let Some(file) = label.span.file.find_file(files) {
            group = group.elements(annotate_line(file, label, kind));
        }
    }
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.with_name("hjälp").message(escape_text(help)));
    }
    if !fault.walk.is_empty() {
        group = group.element(
            Level::NOTE.with_name("visas av").message(escape_text(&walk::trace_to_line(&fault.walk))),
        );
        group = group.element(
            Level::NOTE.with_name("svarsfil").message(escape_text(&walk::trace_to_snippet(&fault.walk))),
        );
    }
    let picture = renderer.render(&[group]);
    // After a place of our own the renderer starts a line with a mark for "another file" and nothing in it.
    let empty_mark =
        |line: &&str| !line.contains('|') && line.replace("\u{1b}[0m", "").trim_end().ends_with(":::");
    picture.lines().filter(|line| !empty_mark(line)).collect::<Vec<_>>().join("\n")
}

fn annotate_line<'a>(file: &SourceFile, label: &Label, kind: AnnotationKind) -> Vec<Element<'a>> {
    let place = file.line_column(label.span.start);
    let line = SourceExcerpt::around_span(file, label.span, place);
    let annotation = kind.span(line.mark);
    let annotation =
        if label.text.is_empty() { annotation } else { annotation.label(escape_text(&label.text)) };
    let snippet: Snippet<'a, Annotation<'a>> =
        Snippet::source(line.text).line_start(place.line).fold(false).annotation(annotation);
    if line.cut == 0 {
        return vec![snippet.path(escape_text(file.name())).into()];
    }
    // The renderer counts columns in what it is given, so where the start of a line is cut away we say the place.
    let origin = Origin::path(escape_text(file.name())).line(place.line).char_column(place.column);
    vec![origin.into(), snippet.into()]
}

/// The part of a line that is shown, and where in it the fault is, in bytes.
struct SourceExcerpt {
    text: String,
    mark: Range<usize>,
    /// How many characters were left out before it.
    cut: usize,
}

impl SourceExcerpt {
    fn around_span(file: &SourceFile, span: Span, place: LineColumn) -> Self {
        let before = file.text().get(..span.start).unwrap_or("");
        let from = place.column.saturating_sub(1);
        let kept = if from < FIRST { from } else { BEFORE };
        let start = before.char_indices().rev().take(kept).last().map_or(before.len(), |(at, _)| at);
        let window: String = file.text().get(start..).unwrap_or("").chars().take(SHOWN + 1).collect();
        let line = window.split('\n').next().unwrap_or("").trim_end_matches('\r');
        let mut shown = Self { text: String::new(), mark: 0..0, cut: from - kept };
        if shown.cut > 0 {
            shown.text.push('…');
        }
        for (at, character) in line.char_indices().take(SHOWN) {
            shown.text.push(escape_character(character));
            if start + at < span.start {
                shown.mark = shown.text.len()..shown.text.len();
            } else if start + at < span.end {
                shown.mark.end = shown.text.len();
            }
        }
        if line.chars().nth(SHOWN).is_some() {
            shown.text.push('…');
        }
        shown
    }
}

/// Text in which nothing steers the terminal.
fn escape_text(text: &str) -> String {
    text.chars().map(|character| if character == '\n' { ' ' } else { escape_character(character) }).collect()
}

/// A character as it is shown: control characters and marks that turn the direction of text as a sign of their own.
fn escape_character(character: char) -> char {
    match character {
        '\t' => '→',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        // A hard space and what shows nothing are shown, so that a fault about one points at something.
        hidden if is_control(hidden) || shows_nothing(hidden) => '\u{fffd}',
        hard if is_hard_space(hard) => '\u{2423}',
        other => other,
    }
}

fn count_faults(files: &[SourceFile], faults: &[Diagnostic]) -> String {
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    let warnings = faults.len() - errors;
    let name = escape_text(files.first().map_or("", SourceFile::name));
    let warned = if warnings == 1 { "1 varning".to_owned() } else { format!("{warnings} varningar") };
    match (errors, warnings) {
        (0, 0) => format!("Inga fel i {name}."),
        (_, 0) => format!("{errors} fel i {name}."),
        (0, _) => format!("{warned} i {name}."),
        (_, _) => format!("{errors} fel och {warned} i {name}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn render_fault(text_of_file: &str, at: Range<usize>) -> String {
        let file = SourceFile::new("a\u{1b}[2Jb.yaml", text_of_file);
        let fault =
            Diagnostic::error("prov", Span::new(FileId(0), at.start, at.end), "Prov \u{1b}]0;x\u{7}.")
                .with_help("Hjälp \u{9b}31m.");
        faults_to_text(&file, &[fault], Colour::Never)
    }

    #[test]
    fn control_characters_are_shown_and_never_sent() {
        insta::assert_snapshot!(render_fault("å: \u{1b}[31mröd\ttext\u{7}\n", 6..9), @r"
        fel[prov]: Prov ␛]0;x␇.
         --> a␛[2Jb.yaml:1:6
          |
        1 | å: ␛[31mröd→text␇
          |      ^^^
          |
          = hjälp: Hjälp �31m.

        1 fel i a␛[2Jb.yaml.
        ");
    }

    #[test]
    fn long_lines_are_cut_around_the_fault() {
        insta::assert_snapshot!(render_fault(&format!("{}FEL{}", "x".repeat(5000), "y".repeat(5000)), 5000..5003), @r"
        fel[prov]: Prov ␛]0;x␇.
         --> a␛[2Jb.yaml:1:5001
          |
        1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxFELyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
          |                                                              ^^^
          |
          = hjälp: Hjälp �31m.

        1 fel i a␛[2Jb.yaml.
        ");
    }

    #[test]
    fn a_fault_at_the_end_or_over_several_lines_is_shown_on_its_first_line() {
        insta::assert_snapshot!(render_fault("ett:\n  två\n", 0..10), @r"
        fel[prov]: Prov ␛]0;x␇.
         --> a␛[2Jb.yaml:1:1
          |
        1 | ett:
          | ^^^^
          |
          = hjälp: Hjälp �31m.

        1 fel i a␛[2Jb.yaml.
        ");
        insta::assert_snapshot!(render_fault("ett", 3..3), @r"
        fel[prov]: Prov ␛]0;x␇.
         --> a␛[2Jb.yaml:1:4
          |
        1 | ett
          |    ^
          |
          = hjälp: Hjälp �31m.

        1 fel i a␛[2Jb.yaml.
        ");
    }

    #[test]
    fn json_has_places_in_characters() {
        let file = SourceFile::new("f.yaml", "å: x\n");
        let fault =
            Diagnostic::error("prov", Span::new(FileId(0), 4, 5), "M").with_place(Span::default(), "här");
        insta::assert_snapshot!(faults_to_json(&file, &[fault]), @r#"{"file":"f.yaml","findings":[{"code":"prov","column":4,"end_column":5,"end_line":1,"file":"f.yaml","help":null,"line":1,"message":"M","related":[{"column":1,"end_column":1,"end_line":1,"file":"f.yaml","line":1,"text":"här"}],"severity":"error","walk":[]}],"version":1}"#);
    }

    #[test]
    fn colour_is_only_there_when_asked_for() {
        let file = SourceFile::new("f.yaml", "x\n");
        let faults = [Diagnostic::warning("prov", Span::new(FileId(0), 0, 1), "M")];
        assert!(faults_to_text(&file, &faults, Colour::Always).contains('\u{1b}'));
        assert!(!faults_to_text(&file, &faults, Colour::Never).contains('\u{1b}'));
    }
}
