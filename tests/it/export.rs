//! Saved forms in every format, as the command line gives them: nothing lost, nothing overwritten, nothing of the user's.

use std::path::Path;
#[cfg(feature = "pdf")]
use std::process::Command;

use stegvis::export::{Format, json};
use stegvis::form::model::{Form, FormEntry, TickState};

#[cfg(feature = "pdf")]
use crate::skip::skip;
use crate::world::{Run, TestEnvironment, bytes, list, text};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

/// Walks one of the five cases with the shipped routine; the path of the form it saved.
pub(crate) fn saved(world: &TestEnvironment, case: &str) -> String {
    let run = world.run(&["walk", "--answers", &format!("{CASES}/{case}.yaml"), "--save", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    run.out.trim_end().to_owned()
}

/// The saved form, exported; the path of the document.
pub(crate) fn exported(world: &TestEnvironment, form: &str, format: &str) -> String {
    let path = world.arg(&format!("ut.{format}"));
    let run = world.run(&["export", form, "-o", &path]);
    assert_eq!((run.code, run.out.trim_end()), (0, path.as_str()), "{run:?}");
    path
}

/// Everything a person reads in a form.
fn words(form: &Form) -> Vec<String> {
    let mut words = vec![form.title.clone()];
    for section in &form.sections {
        words.push(section.title.clone());
        for row in &section.rows {
            words.push(row.label.clone());
            match &row.entry {
                FormEntry::One(ticks) | FormEntry::Any(ticks) => {
                    let on = ticks.iter().filter(|tick| tick.state == TickState::On);
                    words.extend(on.map(|tick| tick.text.clone()));
                }
                FormEntry::Acts(acts) => {
                    words
                        .extend(acts.iter().flat_map(|act| [act.text.clone(), act.state.label().to_owned()]));
                }
                entry @ (FormEntry::Day(_)
                | FormEntry::Period(_)
                | FormEntry::Planned(_)
                | FormEntry::Text(_)) => {
                    words.extend(entry.words().lines().map(str::to_owned));
                }
            }
        }
    }
    words.extend([form.routine.title.clone(), form.tool.clone()]);
    words.push("Besvarade frågor".to_owned());
    // On paper, many guarantees are counted and not named; the fingerprint says which file lists them.
    words.push(format!("{} stycken, uppräknade i rutinens fil", form.proved.len()));
    words.push(form.routine.fingerprint.chars().take(12).collect());
    words
}

/// The text without what a format breaks lines and marks text with.
fn bare(text: &str) -> String {
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&").replace("&gt;", ">");
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn holds_all(form: &Form, text: &str, format: &str) {
    let text = bare(text);
    for words in words(form) {
        assert!(text.contains(&bare(&words)), "{format} saknar {words}");
    }
}

/// The formats whose text can be read where it stands: all but the data, and the PDF.
fn text_formats() -> impl Iterator<Item = &'static str> {
    Format::ALL.iter().map(|format| format.id()).filter(|id| !["json", "pdf"].contains(id))
}

#[test]
fn every_field_stands_in_every_text_format() {
    let world = TestEnvironment::new();
    for case in ["under-18", "akut", "klotter", "vuxen-brott", "asikt"] {
        let path = saved(&world, case);
        let form = json::read_form(&text(Path::new(&path))).unwrap();
        for format in text_formats() {
            let run = world.command(&["export", &path, "--format", format, "-o", "-"]).output().unwrap();
            assert!(run.status.success());
            // A document's parts are stored as they are, so its text can be read where it stands.
            holds_all(form.content(), &String::from_utf8_lossy(&run.stdout), format);
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn every_field_stands_in_the_pdf_in_reading_order() {
    let world = TestEnvironment::new();
    for case in ["under-18", "akut", "klotter", "vuxen-brott", "asikt"] {
        let path = saved(&world, case);
        let form = json::read_form(&text(Path::new(&path))).unwrap();
        let pdf = world.command(&["export", &path, "-o", "ut.pdf"]).output().unwrap();
        assert!(pdf.status.success());
        let read = Command::new("pdftotext").args([&world.arg("ut.pdf"), "-"]).output();
        #[expect(clippy::disallowed_methods, reason = "a test tidies up after itself")]
        std::fs::remove_file(world.path("ut.pdf")).unwrap();
        let Ok(read) = read else {
            skip("pdftotext is not installed (apt install poppler-utils)");
            return;
        };
        let text = String::from_utf8(read.stdout).unwrap();
        holds_all(form.content(), &text, "pdf");
        let places: Vec<usize> =
            form.content().sections.iter().map(|section| text.find(&section.title).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
    }
}

#[test]
fn an_export_goes_beside_its_reader_and_never_over_a_file() {
    let world = TestEnvironment::new();
    let form = saved(&world, "klotter");
    let stem = Path::new(&form).file_stem().unwrap().to_str().unwrap();
    let run = world.run(&["export", stem, "--format", "md"]);
    assert_eq!((run.code, run.out.as_str()), (0, format!("{stem}.md\n").as_str()), "{run:?}");
    let first = bytes(&world.path(&format!("{stem}.md")));
    let Run { code, err, .. } = world.run(&["export", stem, "--format", "md"]);
    assert_eq!(code, 1);
    assert!(err.contains("finns redan, och Stegvis skriver aldrig över en fil."), "{err}");
    assert_eq!(bytes(&world.path(&format!("{stem}.md"))), first);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = world.path(&format!("{stem}.md")).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let run = world.run(&["export", stem, "-o", &world.arg("finns/inte/ut.html")]);
    assert!(run.code == 1 && run.err.contains("Dokumentet är inte skrivet."), "{run:?}");
}

#[test]
fn the_same_form_gives_the_same_bytes_with_nothing_of_the_user() {
    let world = TestEnvironment::new();
    let form = saved(&world, "vuxen-brott");
    for format in Format::ALL {
        let words = ["export", &form, "--format", format.id(), "-o", "-"];
        let [one, two] = [(); 2].map(|()| world.command(&words).output().unwrap().stdout);
        assert!(one == two && !one.is_empty(), "{}", format.id());
        let home = world.arg("");
        let home = home.trim_end_matches('/').as_bytes();
        assert!(!one.windows(home.len()).any(|part| part == home), "{}", format.id());
    }
}

#[test]
fn an_exercise_says_so_in_every_format_and_is_no_form() {
    let world = TestEnvironment::new();
    let form = saved(&world, "akut");
    for format in text_formats() {
        let run =
            world.command(&["export", &form, "--exercise", "--format", format, "-o", "-"]).output().unwrap();
        assert!(String::from_utf8_lossy(&run.stdout).contains("ÖVNING"), "{format}");
    }
    assert_eq!(world.run(&["export", &form, "--exercise", "-o", &world.arg("o.json")]).code, 0);
    let run = world.run(&["export", &world.arg("o.json"), "--format", "txt", "-o", "-"]);
    assert!(run.code == 1 && run.err.contains("Filen är en ÖVNING"), "{run:?}");
}

#[test]
fn what_is_no_form_is_refused_with_place_and_reason() {
    let world = TestEnvironment::new();
    let form = saved(&world, "asikt");
    let whole = text(Path::new(&form));
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    for (name, content, says) in [
        ("kort.json", cut, "Filen är avkortad: den tar slut på rad"),
        ("rattad.json", whole.replacen("false", "true", 1), "stämmer inte med kontrollsumman"),
        ("nyare.json", whole.replace("\"version\": 2\n", "\"version\": 7\n"), "Blanketten har format 7."),
        ("annan.json", "{}".to_owned(), "Filen är ingen blankett från Stegvis."),
    ] {
        let path = world.write(name, &content);
        let run = world.run(&["export", &path, "--format", "txt", "-o", "-"]);
        assert!(run.code == 1 && run.err.contains(says) && run.err.contains(name), "{name}: {run:?}");
        assert!(run.out.is_empty());
    }
    let run = world.run(&["export", "okand"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Det finns ingen sparad blankett som heter okand."), "{}", run.err);
}

#[test]
fn forms_are_marked_deleted_and_weeded_out_only_when_asked() {
    let world = TestEnvironment::new();
    let answers = format!("{CASES}/klotter.yaml");
    for day in ["2026-11-21", "2024-01-05"] {
        let mut command = world.command(&["walk", "--answers", &answers]);
        assert!(command.env("STEGVIS_TODAY", day).output().unwrap().status.success());
    }
    let folder = world.path(".local/share/stegvis/forms");
    let before = list(&folder).len();
    let old = world.run(&["forms", "--older-than", "365"]);
    assert_eq!(old.out.lines().count(), 1, "{old:?}");
    assert!(old.out.starts_with("2024-01-05") && old.err.contains("Inget är borttaget"), "{old:?}");
    let path = old.out.split_whitespace().last().unwrap();
    let last = path.trim_end_matches(".json").rsplit('-').next().unwrap();
    assert!(world.run(&["forms", "--sent", last]).out.starts_with("skickad"));
    assert!(world.run(&["forms"]).out.lines().nth(1).unwrap().contains("  skickad  "));
    let all: serde_json::Value =
        serde_json::from_str(&world.run(&["forms", "--format", "json"]).out).unwrap();
    assert_eq!((&all["forms"][0]["sent"], &all["forms"][1]["sent"]), (&false.into(), &true.into()));
    let unasked = world.run(&["forms", "--delete", last]);
    assert!(unasked.code == 2 && unasked.err.contains("--yes"), "{unasked:?}");
    assert_eq!(list(&folder).len(), before + 1);
    let gone = world.run(&["forms", "--delete", last, "--yes"]);
    assert_eq!((gone.code, gone.out.lines().count()), (0, before / 2 + 1), "{gone:?}");
    assert_eq!(list(&folder).len(), before / 2);
    assert_eq!(world.run(&["forms", "--older-than", "365"]).out, "");
    assert_eq!(world.run(&["forms", "--yes"]).code, 2);
}
