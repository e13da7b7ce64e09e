//! The flow language as an author meets it: good files, bad files, hostile files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use stegvis::check::rules;
use stegvis::cli::faults::{Colour, faults_to_json, faults_to_text};
use stegvis::diagnostic::Diagnostic;
use stegvis::flow::fault::{self, CODES};
use stegvis::flow::guard::{Guard, GuardTest};
use stegvis::flow::id::AnswerIx;
use stegvis::flow::model::{Claim, FieldKind, Flow, InForm, StepKind, Urgency};
use stegvis::flow::shape::{self, Shape};
use stegvis::flow::shared::{FetchedFile, SharedFile};
use stegvis::flow::{not_text_fault, parse_flow};
use stegvis::routines;
use stegvis::scenario;
use stegvis::source::{FileId, SourceFile};

const MINIMAL: &str = include_str!("../fixtures/minimal.yaml");

/// Too large for a fixture; has a test of its own.
const WITHOUT_FIXTURE: [&str; 1] = [fault::YAML_SIZE];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A flow that may take in `gemensamt`, the shared file of the full flow.
pub(crate) fn read(file: &SourceFile) -> Result<Flow, Vec<Diagnostic>> {
    let shared = SourceFile::new("gemensamt.yaml", include_str!("../fixtures/gemensamt.yaml"));
    parse_flow(file)?.try_into_flow(&[FetchedFile {
        id: "gemensamt".to_owned(),
        file: Ok(SharedFile::new(shared).into()),
    }])
}

fn read_bytes(name: &str, bytes: &[u8]) -> (SourceFile, Result<Flow, Vec<Diagnostic>>) {
    match SourceFile::from_bytes(name, bytes) {
        Ok(file) => {
            let flow = read(&file);
            (file, flow)
        }
        Err(found) => {
            let fault = not_text_fault(&found, FileId::MAIN);
            (found.file, Err(vec![fault]))
        }
    }
}

/// A flow of the fixtures, with what lies beside it.
fn read_path(path: &Path) -> (SourceFile, Result<Flow, Vec<Diagnostic>>) {
    match routines::read_routine(path.to_str().unwrap()) {
        Ok(routine) => (routine.files.main_file().clone(), routine.flow),
        Err(_) => read_bytes("x", &bytes(path)),
    }
}

/// The faults of a text, as shown.
fn pictures(source: impl AsRef<[u8]>) -> String {
    let (file, flow) = read_bytes("prov.yaml", source.as_ref());
    match flow {
        Ok(_) => "Inga fel.".to_owned(),
        Err(faults) => faults_to_text(&file, &faults, Colour::Never),
    }
}

fn flow(source: impl AsRef<[u8]>) -> Flow {
    match read_bytes("prov.yaml", source.as_ref()) {
        (_, Ok(flow)) => flow,
        (file, Err(faults)) => panic!("{}", faults_to_text(&file, &faults, Colour::Never)),
    }
}

/// The minimal flow with one piece of it replaced.
fn minimal_with(piece: &str, other: &str) -> String {
    assert!(MINIMAL.contains(piece), "the minimal flow has no {piece:?}");
    MINIMAL.replacen(piece, other, 1)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test lists its fixtures")]
fn every_fault_has_a_fixture_that_shows_it_and_nothing_else() {
    let mut shown = BTreeSet::new();
    for entry in fs::read_dir(fixtures().join("faults")).unwrap() {
        let path = entry.unwrap().path();
        let source = bytes(&path);
        let first = source.split(|byte| *byte == b'\n').next().unwrap();
        let first = String::from_utf8_lossy(first);
        // The others are what these take in.
        let Some(expected) = first.strip_prefix("# förväntat: ") else { continue };
        let (file, flow) = read_path(&path);
        let faults = flow.err().unwrap_or_default();
        let found: Vec<String> = faults
            .iter()
            .map(|fault| {
                let place = file.line_column(fault.span().start);
                format!("{} {}:{}", fault.code, place.line, place.column)
            })
            .collect();
        assert_eq!(found, [expected], "{}", path.display());
        let code = faults[0].code;
        assert_eq!(path.file_stem().unwrap().to_str(), Some(code));
        shown.insert(code);
    }
    let known: BTreeSet<&str> =
        CODES.iter().map(|code| code.code).filter(|code| !WITHOUT_FIXTURE.contains(code)).collect();
    assert_eq!(shown, known);
}

#[test]
fn codes_are_plain_words_and_stand_once() {
    let mut seen = BTreeSet::new();
    let of_text = CODES.iter().map(|code| (code.code, code.doc));
    for (code, doc) in of_text.chain(rules::all_codes().map(|code| (code.code, code.doc))) {
        assert!(
            code.split('-').all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
        assert!(doc.ends_with('.'), "{code}");
        assert!(seen.insert(code), "{code} twice");
    }
}

#[test]
fn the_readme_has_a_row_for_every_fault_and_a_section_for_every_key() {
    let readme =
        String::from_utf8(bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("flows/README.md"))).unwrap();
    let rows: BTreeSet<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(code, _)| code)
        .collect();
    let of_text = CODES.iter().map(|code| code.code);
    let codes: BTreeSet<&str> = of_text.chain(rules::all_codes().map(|code| code.code)).collect();
    assert_eq!(rows, codes);

    let sections: BTreeSet<&str> = readme.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let keys = keys();
    let missing: Vec<_> =
        keys.iter().filter(|(_, headings)| sections.iter().all(|at| !headings.contains(*at))).collect();
    assert!(missing.is_empty(), "no section for {missing:?}");
    let strange: Vec<_> =
        sections.iter().filter(|at| !keys.values().any(|names| names.contains(**at))).collect();
    assert!(strange.is_empty(), "sections for keys that are not there: {strange:?}");
}

/// Keys, each with the headings it may have.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Every key with the headings it may have: its own, or that of the family it shares the key with.
fn keys() -> Keys {
    fn walk(shape: &'static Shape, family: &str, keys: &mut Keys) {
        for key in shape.all_keys() {
            let name = format!("{}.{}", shape.name, key.name);
            let shared = if family.is_empty() { name.clone() } else { format!("{family}.{}", key.name) };
            let headings = keys.entry(name.clone()).or_default();
            headings.insert(name);
            if headings.insert(shared) || headings.len() == 1 {
                key.value.find_shapes().into_iter().for_each(|(family, shape)| walk(shape, family, keys));
            }
        }
    }
    let mut keys = Keys::new();
    walk(&shape::FLOW, "", &mut keys);
    walk(&shape::SHARED, "flow", &mut keys);
    walk(&shape::BRANCH, "", &mut keys);
    walk(&shape::TEST, "", &mut keys);
    walk(&scenario::shape::SCENARIO, "", &mut keys);
    let guard_words = ["guard.any", "guard.all", "guard.not"];
    keys.extend(guard_words.map(|name| (name.to_owned(), BTreeSet::from([name.to_owned()]))));
    keys
}

#[test]
fn the_full_flow_means_what_it_says() {
    let flow = flow(include_str!("../fixtures/full.yaml"));
    let at = |id: &str| flow.find_step(id).unwrap();
    let test = |step: &str, any_of: &[usize], if_unasked| {
        let any_of = any_of.iter().map(|answer| AnswerIx::nth(*answer)).collect();
        Guard::Is(GuardTest { step: at(step), any_of, if_unasked })
    };
    let StepKind::Act { urgency, in_form, covers, decline, to, .. } = &flow.step(at("anmalan")).kind else {
        panic!("not an act")
    };
    assert_eq!((urgency, in_form), (&Urgency::Promptly, &InForm::Discreet("Barnets situation".to_owned())));
    assert_eq!(covers, &[at("ring-112")]);
    let back: Vec<_> = decline.iter().map(|reason| (reason.id.as_str(), reason.back.clone())).collect();
    assert_eq!(back, [("redan", vec![]), ("svarade-fel", vec![at("akut"), at("alder")])]);
    assert_eq!(to.otherwise, at("grund"));
    let unsure = vec![test("alder", &[2], None), Guard::Not(Box::new(test("ring-112", &[2], None)))];
    let any = Guard::Any(vec![test("alder", &[0], None), Guard::All(unsure)]);
    assert_eq!(to.branches[0].when, Guard::All(vec![test("akut", &[0, 2], None), any]));
    let StepKind::Choose { options, at_least: 1, .. } = &flow.step(at("grund")).kind else {
        panic!("not a choice")
    };
    assert_eq!(options[0].when, Guard::always_true());
    assert_eq!(options[1].when, test("anmalan", &[0, 1], Some(false)));
    let field = |id: &str| &flow.form.field(flow.form.find_field(id).unwrap()).kind;
    let FieldKind::Choice { prefill, .. } = field("alder") else { panic!("not a choice") };
    let rows: Vec<_> = prefill.iter().map(|row| (row.when.clone(), row.set.index())).collect();
    assert_eq!(rows, [(test("alder", &[0], None), 0), (test("alder", &[1], None), 1)]);
    let FieldKind::Choices { prefill, .. } = field("vad") else { panic!("not choices") };
    assert_eq!(prefill[1].when, Guard::always_true());
    assert!(matches!(field("fritext"), FieldKind::Text { max: 500 }));
    assert_eq!(flow.step(at("akut")).text.as_deref(), Some("Tänk på **liv** och hälsa.\n\n- egendom också"));
    assert_eq!(flow.laws[0].replaced_by.map(|law| flow.laws[law.index()].id.as_str()), Some("sol-19-1"));
    assert!(matches!(&flow.guarantees[7].then, Claim::Monotone { order, .. } if order[0].index() == 1));
}

#[test]
fn words_that_yaml_could_read_as_something_else_stay_words() {
    let source = minimal_with("ja: {text: Ja, to: ring}", "no: {text: no, to: ring}")
        .replace("nej: {text: Nej", "2019: {text: 1_000")
        .replace("title: Minsta rutinen", "title: 2025-06-30")
        .replace("to: klart\n  klart", "to: [{when: {fraga: no}, go: klart}, {go: klart}]\n  klart");
    let flow = flow(&source);
    let StepKind::Ask { answers } = &flow.steps[0].kind else { panic!("not a question") };
    let seen: Vec<_> = answers.iter().map(|answer| (answer.id.as_str(), answer.text.as_str())).collect();
    assert_eq!(seen, [("no", "no"), ("2019", "1_000")]);
    assert_eq!(flow.title, "2025-06-30");
}

#[test]
fn bom_and_crlf_change_nothing() {
    let windows = format!("\u{feff}{}", MINIMAL.replace('\n', "\r\n"));
    assert_eq!(flow(&windows).fingerprint, flow(MINIMAL).fingerprint);
    assert_eq!(flow(&windows).title, "Minsta rutinen");
}

#[test]
fn decomposed_text_becomes_one_with_composed() {
    let source = minimal_with("  fraga:", "  fra\u{30a}ga:").replace("start: fraga", "start: fr\u{e5}ga");
    assert_eq!(flow(&source).steps[0].id.as_str(), "fr\u{e5}ga");
}

#[test]
fn hostile_files_get_one_clear_fault() {
    let bomb = (1..30)
        .map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(",")))
        .collect::<Vec<_>>()
        .concat();
    insta::assert_snapshot!("alias bomb", pictures(format!("a0: &a0 [x]\n{bomb}")));
    let deep = 100_000;
    insta::assert_snapshot!(
        "deep flow lists",
        pictures(format!("a: {}{}", "[".repeat(deep), "]".repeat(deep)))
    );
    insta::assert_snapshot!("deep flow maps", pictures(format!("a: {}", "{a: ".repeat(deep))));
    insta::assert_snapshot!("deep block lists", pictures("- ".repeat(deep)));
    insta::assert_snapshot!("deep keys", pictures("? ".repeat(deep)));
    let stairs = (0..3000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<Vec<_>>().concat();
    insta::assert_snapshot!("deep block maps", pictures(stairs));
    insta::assert_snapshot!(
        "binary",
        pictures([0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])
    );
    insta::assert_snapshot!("nul bytes", pictures([0; 10_000]));
    insta::assert_snapshot!("utf-16", pictures([0xff, 0xfe, b'f', 0, b'o', 0]));
    insta::assert_snapshot!("empty", pictures(""));
    insta::assert_snapshot!("escape sequence", pictures("format: \u{1b}[31m1\n"));
    insta::assert_snapshot!("a long line", pictures(format!("format: 1\nid: \"{}\n", "x".repeat(1_000_000))));
}

#[test]
fn common_slips_get_a_picture_and_a_way_out() {
    insta::assert_snapshot!("tab indent", pictures(minimal_with("    ask:", "\task:")));
    insta::assert_snapshot!("tab after spaces", pictures(minimal_with("    to: klart", "  \tto: klart")));
    insta::assert_snapshot!("unclosed quote", pictures(minimal_with("title: Minsta", "title: 'Minsta")));
    let thrice = minimal_with("start: fraga\n", "start: fraga\nid: andra\nid: tredje\n");
    insta::assert_snapshot!(
        "duplicate keys",
        pictures(thrice.replace("{text: Ja, to: ring}", "{text: Ja, to: ring, text: J}"))
    );
    let wrong = minimal_with("title: Händelsen", "title: {sv: Händelsen}")
        .replace("{text: Nej, to: klart}", "[Nej, klart]");
    insta::assert_snapshot!("wrong type deep inside", pictures(wrong.replace("kind: acts", "kind: [acts]")));
    let misspelt =
        minimal_with("answers:", "answer:").replace("publisher:", "utgivare:").replace("after:", "efter:");
    insta::assert_snapshot!("unknown key", pictures(misspelt));
    insta::assert_snapshot!(
        "many at once",
        pictures(minimal_with("to: ring}", "to: rnig}").replace("end: blankett", "End: blankett"))
    );
}

#[test]
fn the_depth_that_is_allowed_fits_on_a_small_stack() {
    let deep = format!("title: {}{}", "[".repeat(62), "]".repeat(62));
    let source = minimal_with("title: Minsta rutinen", &deep);
    let small = std::thread::Builder::new().stack_size(1 << 20).spawn(move || pictures(source)).unwrap();
    assert!(small.join().unwrap().contains("fel[fel-typ]"));
}

#[test]
fn a_file_beyond_reading_is_told_so() {
    let (_, flow) = read_bytes("x", "#\n".repeat((96 << 19) + 1).as_bytes());
    assert_eq!(flow.unwrap_err()[0].code, fault::YAML_SIZE);
}

fn nasty() -> impl Strategy<Value = String> {
    let pieces = [
        "\t",
        "\n",
        "\r",
        "\0",
        "\u{1b}[2J",
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!t ",
        "---\n",
        "|",
        ">-\n",
        "\"",
        "'",
        "#",
        "%",
        "@",
        ",",
        "å",
        "a\u{30a}",
        "\u{feff}",
        "\u{202e}",
        "null",
        "~",
        "true",
        "ja",
        "klart",
        "when: ",
        "any: ",
        "not: ",
        "from: ",
        "👩‍👩‍👧",
        "<<: ",
        "  ",
    ];
    prop_oneof![proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Whatever is done to a flow, reading it ends, and what is shown of it steers no terminal.
    #[test]
    fn no_text_upsets_reading(edits in proptest::collection::vec((0.0..1.0f64, 0..12_usize, nasty()), 1..6)) {
        let mut characters: Vec<char> = include_str!("../fixtures/full.yaml").chars().collect();
        for (place, cut, piece) in edits {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a short text")]
            let at = (place * characters.len() as f64) as usize;
            let end = (at + cut).min(characters.len());
            characters.splice(at..end, piece.chars());
        }
        let source: String = characters.into_iter().collect();
        let (file, flow) = read_bytes("x", source.as_bytes());
        if let Err(faults) = flow {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| CODES.iter().any(|code| code.code == fault.code)));
            let shown = faults_to_text(&file, &faults, Colour::Never);
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
            prop_assert_eq!(faults_to_json(&file, &faults)["findings"].as_array().map(Vec::len), Some(faults.len()));
        }
    }
}
