//! The house as ARCHITECTURE.md draws it: which module knows which, how long files are, who names what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The longest file, in lines.
const LONGEST: usize = 500;

/// Crates that one place alone names.
const NAMED_ONCE: [(&str, &str); 13] = [
    ("spellbook", "spelling"),
    ("serde_yaml", "flow/yaml"),
    ("directories::", "store/"),
    ("tempfile::", "store/"),
    ("getrandom::", "store/"),
    ("clap", "cli"),
    ("annotate_snippets", "cli"),
    ("ratatui", "tui"),
    ("krilla", "export/pdf"),
    ("skrifa", "export/pdf"),
    ("hayro_syntax", "export/carried"),
    ("zip::", "export/docx"),
    ("dagre", "cli/graph/svg"),
];

/// Where files, the clock, the environment and the terminal may be touched.
const EDGES: [&str; 6] = ["store", "draft/file.rs", "clock.rs", "cli", "tui/perform", "tui/terminal"];

/// A source file: its path under `src`, its lines, and its code without comments and tests.
struct Source {
    path: String,
    lines: usize,
    code: String,
}

#[test]
fn arrows_point_the_way_data_flows() {
    let arrows = arrows();
    let mut wrong = BTreeSet::new();
    for source in sources() {
        let home = module(&source.path);
        let Some(may) = arrows.get(&home) else {
            wrong.insert(format!("{}: `{home}` har ingen rad i tabellen", source.path));
            continue;
        };
        for named in paths(&source.code) {
            let own = named.split("::").next() == Some(home.as_str());
            let lets = |may: &String| named == *may || named.starts_with(&format!("{may}::"));
            if !own && !may.iter().any(lets) {
                wrong.insert(format!("{}: crate::{named}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let sources = sources();
    let all: BTreeSet<String> = sources.iter().map(|source| file_module(&source.path)).collect();
    let named = |source: &Source| (file_module(&source.path), named_files(source, &all));
    let round = find_circles(sources.iter().map(named).collect());
    assert!(round.is_empty(), "{round:#?}");
}

#[test]
fn the_page_names_every_module_and_nothing_that_is_not_there() {
    let page = page();
    let modules: BTreeSet<String> = sources().iter().map(|source| module(&source.path)).collect();
    assert_eq!(arrows().into_keys().collect::<BTreeSet<_>>(), modules);
    for name in modules {
        assert!(page.contains(&format!("  {name}.rs ")), "{name}.rs saknas i trädet");
    }
    for path in code_words(&page).filter(|word| word.contains('/')) {
        let there = [root(), root().join("..")].iter().any(|folder| folder.join(path).exists());
        assert!(there, "ARCHITECTURE.md nämner {path}, som inte finns");
    }
}

#[test]
fn the_tree_names_every_file_of_a_room() {
    let page = page();
    let tree: Vec<&str> = page.lines().collect();
    let mut missing = Vec::new();
    for source in sources() {
        let parts: Vec<&str> = source.path.trim_end_matches(".rs").split('/').collect();
        // Of the lines and the commands the tree says what one file is, and the file names tell the rest.
        let [room, file] = parts[..] else { continue };
        if ["plain", "cli"].contains(&room) {
            continue;
        }
        let at = tree.iter().position(|line| line.starts_with(&format!("  {room}.rs "))).unwrap();
        let rest = tree.iter().skip(at + 1).take_while(|line| line.starts_with("                  "));
        let told: String = tree.iter().skip(at).take(1).chain(rest).copied().collect();
        if !words(&told, file) {
            missing.push(source.path.clone());
        }
    }
    assert!(missing.is_empty(), "not in the tree of ARCHITECTURE.md: {missing:?}");
}

#[test]
fn every_claim_in_brackets_is_tried_and_every_trial_is_claimed() {
    let page = page();
    let claimed: BTreeSet<&str> =
        page.split("[`").skip(1).filter_map(|rest| rest.split_once("`]")).map(|(name, _)| name).collect();
    let source = read(&root().join("claims.rs"));
    let mut tried = BTreeSet::new();
    for (examples, name) in source.split(";\n\n").filter_map(|claim| claim.rsplit_once("\nstruct ")) {
        assert!(examples.contains("```compile_fail"), "{name}");
        tried.insert(name.trim_end_matches([';', '\n']));
    }
    assert_eq!(claimed, tried);
}

#[test]
fn no_module_reaches_out_by_super() {
    for source in sources() {
        let depth = source.path.matches('/').count();
        let most = (0..6).rev().find(|n| source.code.contains(&"super::".repeat(*n))).unwrap_or(0);
        assert!(most <= depth, "{}: {} `super` leder ut ur modulen", source.path, most);
    }
}

#[test]
fn what_a_call_says_is_never_dropped_unnamed() {
    for source in sources() {
        let dropped = source.code.lines().find(|line| {
            let inner = line.split_once(" drop(").map(|(_, inner)| inner.trim_end_matches([')', ';', ',']));
            inner.is_some_and(|inner| inner.contains('(') && !inner.starts_with('('))
        });
        assert_eq!(dropped, None, "{}: `let _why = …` säger varför det inte behövs", source.path);
    }
}

#[test]
fn files_are_short_enough_to_read() {
    let long = |source: &Source| source.lines > LONGEST;
    let long: Vec<String> = sources().into_iter().filter(long).map(|source| source.path).collect();
    assert!(long.is_empty(), "längre än {LONGEST} rader: {long:?}");
    let main = sources().into_iter().find(|source| source.path == "main.rs").unwrap();
    assert!(main.lines <= 15, "main.rs har {} rader", main.lines);
}

#[test]
fn every_crate_at_an_edge_is_named_in_one_place() {
    for source in sources() {
        for (name, place) in NAMED_ONCE {
            let names = words(&source.code, name);
            assert!(!names || source.path.starts_with(place), "{} nämner {name}", source.path);
        }
    }
}

#[test]
fn only_the_edges_touch_the_world() {
    for source in sources() {
        let touches = source.code.contains("clippy::disallowed_methods");
        let edge = EDGES.iter().any(|edge| source.path.starts_with(edge));
        assert!(!touches || edge, "{} rör filer, klocka eller miljö", source.path);
    }
}

#[test]
fn only_the_store_and_drafts_reach_the_disk() {
    for source in sources() {
        let reaches = paths(&source.code).iter().any(|path| path.starts_with("store::disk"));
        let may = ["store", "draft/"].iter().any(|room| source.path.starts_with(room));
        assert!(!reaches || may, "{} skriver förbi `store`", source.path);
    }
}

#[test]
fn one_reader_tells_every_fault_of_a_files_shape() {
    let codes = [
        "UNKNOWN_KEY",
        "MISSING_KEY",
        "WRONG_TYPE",
        "EMPTY_TEXT",
        "EMPTY_LIST",
        "SEVERAL_LINES",
        "BAD_DATE",
        "BAD_NUMBER",
        "BAD_ID",
    ];
    let words = ["okand-nyckel", "saknad-nyckel"];
    for source in sources().iter().filter(|source| !source.path.starts_with("flow/")) {
        let told = codes.iter().find(|code| source.code.contains(&format!("fault::{code}")));
        let written = words.iter().find(|word| source.code.contains(&format!("\"{word}\"")));
        assert_eq!((told, written), (None, None), "{} läser nycklar själv", source.path);
    }
}

#[test]
fn every_file_says_what_lives_there() {
    for path in files(&root()) {
        let text = read(&path);
        assert!(text.starts_with("//! "), "{} börjar inte med en mening om sig själv", path.display());
    }
}

#[test]
fn no_two_types_share_a_name() {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        for name in defined(&source.code, &["struct", "enum", "trait"]) {
            homes.entry(name).or_default().insert(source.path.clone());
        }
    }
    homes.retain(|_, files| files.len() > 1);
    assert!(homes.is_empty(), "ett namn, två slag: {homes:#?}");
}

#[test]
fn most_functions_say_what_they_do_to_what() {
    let names: Vec<String> = sources().iter().flat_map(|source| defined(&source.code, &["fn"])).collect();
    let short = names.iter().filter(|name| !name.contains('_')).count();
    assert!(short * 4 < names.len(), "{short} av {} funktioner heter ett enda ord", names.len());
}

#[test]
fn every_file_of_tests_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = read(&folder.join("main.rs"));
    let named = |path: &PathBuf| {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        (name != "main" && !main.contains(&format!("mod {name};\n"))).then_some(name)
    };
    let own = files(&folder).into_iter().filter(|path| path.parent() == Some(&folder));
    let forgotten: Vec<String> = own.filter_map(|path| named(&path)).collect();
    assert!(forgotten.is_empty(), "no `mod` in tests/it/main.rs: {forgotten:?}");
}

#[test]
fn every_source_file_is_part_of_the_program() {
    let sources = sources();
    let forgotten = |source: &&Source| {
        let module = file_module(&source.path);
        let (above, name) = module.rsplit_once("::").unwrap_or(("lib", &module));
        let home = sources.iter().find(|source| file_module(&source.path) == above);
        !["lib", "main"].contains(&name)
            && !home.is_some_and(|home| words(&home.code, &format!("mod {name}")))
    };
    let forgotten: Vec<&str> = sources.iter().filter(forgotten).map(|source| source.path.as_str()).collect();
    assert!(forgotten.is_empty(), "no `mod` names them: {forgotten:?}");
}

#[test]
fn every_expectation_has_its_reason_and_nothing_is_allowed() {
    for source in sources() {
        assert!(!source.code.contains("#[allow") && !source.code.contains("#![allow"), "{}", source.path);
    }
}

/// Which modules each module may name, besides its own, as the page's table of arrows has it.
fn arrows() -> BTreeMap<String, Vec<String>> {
    let page = page();
    let table = page.split("## Arrows").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut above: Vec<String> = Vec::new();
    let mut arrows = BTreeMap::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = row.trim_matches('|').split('|');
        let name = code_words(cells.next().unwrap()).next().unwrap().to_owned();
        let may = cells.next().unwrap();
        let named: Vec<String> = code_words(may).map(str::to_owned).collect();
        let may = match may.trim().strip_prefix("everything above") {
            Some(_) => above.iter().filter(|module| !named.contains(module)).cloned().collect(),
            None => named,
        };
        above.push(name.clone());
        arrows.insert(name, may);
    }
    arrows
}

/// What is left of the files when those that name none of the others, or are named by none of them, have been taken away again
/// and again.
fn find_circles(mut files: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let before = files.len();
        let there: BTreeSet<String> = files.keys().cloned().collect();
        for named in files.values_mut() {
            named.retain(|file| there.contains(file));
        }
        let targets: BTreeSet<String> = files.values().flatten().cloned().collect();
        files.retain(|file, named| !named.is_empty() && targets.contains(file));
        if files.len() == before {
            return files;
        }
    }
}

/// The files a source names, but those that lead down to it: a row may know its table.
fn named_files(source: &Source, all: &BTreeSet<String>) -> BTreeSet<String> {
    let own = file_module(&source.path);
    let of_own = |path: &String| format!("{own}::{path}");
    let mut named: BTreeSet<String> = paths(&source.code);
    named.extend(paths_from(&source.code, "self::").iter().map(of_own));
    for path in paths_from(&source.code, "super::") {
        let ups = path.split("::").take_while(|part| *part == "super").count();
        let above: Vec<&str> = own.split("::").collect();
        let above = above.get(..above.len().saturating_sub(ups + 1)).unwrap_or_default().iter().copied();
        let rest = path.split("::").skip(ups);
        named.insert(above.chain(rest).collect::<Vec<_>>().join("::"));
    }
    let rows = all.iter().filter_map(|file| file.strip_prefix(&format!("{own}::")).map(str::to_owned));
    named.extend(rows.filter(|row| words(&source.code, &format!("{row}::"))).map(|row| of_own(&row)));
    let file = |path: String| {
        let parts: Vec<&str> = path.split("::").collect();
        let longest = (1..=parts.len()).rev().filter_map(|n| Some(parts.get(..n)?.join("::")));
        longest.into_iter().find(|path| all.contains(path))
    };
    let leads_down = |file: &String| own == *file || own.starts_with(&format!("{file}::"));
    named.into_iter().filter_map(file).filter(|file| !leads_down(file)).collect()
}

/// The module of a file: `tui::view` of `tui/view.rs`.
fn file_module(path: &str) -> String {
    path.trim_end_matches(".rs").replace('/', "::")
}

fn page() -> String {
    read(&root().join("../ARCHITECTURE.md"))
}

/// What stands between backticks, on one line.
fn code_words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Every path under `crate::` that the code names, groups unfolded: `flow::id::StepIx`.
fn paths(code: &str) -> BTreeSet<String> {
    paths_from(code, "crate::")
}

/// Every path that begins so, without its beginning.
fn paths_from(code: &str, start: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices(start) {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        // `$crate::` is a macro's; `my_crate::` is another word; `super::` after another goes on from it.
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | ':')) {
            continue;
        }
        unfold(code.get(at + start.len()..).unwrap_or(""), "", &mut found);
    }
    found
}

/// Reads a path, or a group of paths in braces, from the start of `rest`; says how many bytes it read.
fn unfold(rest: &str, above: &str, found: &mut BTreeSet<String>) -> usize {
    if !rest.starts_with('{') {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let here = format!("{above}{}", rest.get(..word).unwrap_or(""));
        let after = rest.get(word..).unwrap_or("");
        if let Some(inner) = after.strip_prefix("::") {
            return word + 2 + unfold(inner, &format!("{here}::"), found);
        }
        found.insert(here);
        return word;
    }
    let mut at = 1;
    while let Some(next) = rest.get(at..).and_then(|rest| rest.chars().next()) {
        match next {
            '}' => return at + 1,
            c if c.is_alphanumeric() || c == '_' || c == '{' => {
                at += unfold(rest.get(at..).unwrap_or(""), above, found);
            }
            c => at += c.len_utf8(),
        }
    }
    at
}

fn words(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|after| after.chars().next());
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !part(before) && (word.ends_with(':') || !part(after) || word == "clap")
    })
}

/// The names that are defined by one of the keywords.
fn defined(code: &str, keywords: &[&str]) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for line in code.lines().map(str::trim_start) {
        for keyword in keywords {
            let Some((before, after)) = line.split_once(&format!("{keyword} ")) else { continue };
            let name: String = after.chars().take_while(|c| is_part(*c)).collect();
            if !before.contains(['"', '=', '(']) || before.starts_with("pub(") {
                names.push(name);
            }
        }
    }
    names
}

fn module(path: &str) -> String {
    let first = path.split('/').next().unwrap_or(path);
    let name = first.trim_end_matches(".rs");
    // The binary is a door to the library, and the library a list of modules.
    if name == "main" { "lib".to_owned() } else { name.to_owned() }
}

fn sources() -> Vec<Source> {
    let root = root();
    let one = |path: PathBuf| {
        let text = read(&path);
        let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, lines: text.lines().count(), code: code(&text) }
    };
    files(&root).into_iter().map(one).collect()
}

/// The text without comments, and without the tests at its end.
fn code(text: &str) -> String {
    let body = text.split("\nmod tests {").next().unwrap_or(text);
    let is_comment = |line: &str| line.trim_start().starts_with("//");
    let line = |line| if is_comment(line) { "\n".to_owned() } else { format!("{line}\n") };
    body.lines().map(line).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[expect(clippy::disallowed_methods, reason = "a test reads the source it is about")]
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for row in std::fs::read_dir(folder).unwrap() {
        let path = row.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "a test reads the source it is about")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_reader_of_paths_unfolds_groups() {
    let named =
        paths("use crate::{answers, form::{fill, model::Form}};\nlet x = crate::clock::day(1); $crate::y;");
    let expected = ["answers", "clock::day", "form::fill", "form::model::Form"];
    assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn files_that_name_each_other_are_found() {
    let source = |path: &str, code: &str| Source { path: path.to_owned(), lines: 1, code: code.to_owned() };
    let files = [
        source("tui.rs", "mod view; use self::view::draw;"),
        source("tui/view.rs", "mod chrome; use super::model::Model; chrome::draw()"),
        source("tui/view/chrome.rs", "use super::super::map;"),
        source("tui/model.rs", "let x = super::map::Map;"),
        source("tui/map.rs", "use crate::tui::{key, model::{Model, Page}};"),
        source("tui/key.rs", ""),
    ];
    let all: BTreeSet<String> = files.iter().map(|file| file_module(&file.path)).collect();
    let named = files.iter().map(|file| (file_module(&file.path), named_files(file, &all))).collect();
    let round: Vec<String> = find_circles(named).into_keys().collect();
    assert_eq!(round, ["tui::map", "tui::model"]);
}
