//! The tag tree of the PDF, read back from its bytes: headings, lists, tables, language, title, artifacts, bookmarks.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::ZlibDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::export::{exported, saved};
use crate::world::{TestEnvironment, bytes, text};

/// A PDF as its objects stand in it, by number. What is packed is left out: the tags never are.
struct Pdf {
    objects: BTreeMap<u32, String>,
}

impl Pdf {
    fn of(path: &str) -> Self {
        let text: String = bytes(Path::new(path)).into_iter().map(char::from).collect();
        let mut objects = BTreeMap::new();
        for part in text.split("\nendobj").filter_map(|part| part.rsplit_once(" 0 obj\n")) {
            let number = part.0.rsplit('\n').next().and_then(|number| number.parse().ok());
            objects.extend(number.map(|number| (number, part.1.to_owned())));
        }
        Self { objects }
    }

    /// The object of this kind, where there is but one.
    fn one(&self, kind: &str) -> &str {
        self.objects.values().find(|object| object.contains(kind)).unwrap_or_else(|| panic!("no {kind}"))
    }

    /// What is drawn on each page, unpacked.
    fn pages(&self) -> Vec<String> {
        let pages = self
            .objects
            .values()
            .filter(|object| object.contains("/Type/Page/") || object.contains("/Type/Page\n"));
        pages.map(|page| self.drawn(references(after(page, "/Contents "))[0])).collect()
    }

    fn drawn(&self, number: u32) -> String {
        let object = &self.objects[&number];
        let packed = after(object, "stream\n").trim_end_matches("\nendstream");
        let packed: Vec<u8> = packed.chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect();
        let mut drawn = Vec::new();
        ZlibDecoder::new(packed.as_slice()).read_to_end(&mut drawn).unwrap();
        drawn.into_iter().map(char::from).collect()
    }

    /// The tree from its root: every node's tag, the deeper the further in.
    fn outline(&self) -> Vec<(usize, String)> {
        let root = self.one("/StructTreeRoot/");
        let mut rows = Vec::new();
        self.walk(&references(after(root, "/K")), 0, &mut rows);
        rows
    }

    fn walk(&self, nodes: &[u32], depth: usize, rows: &mut Vec<(usize, String)>) {
        for node in nodes {
            let object = &self.objects[node];
            if object.contains("/Type/StructElem") {
                rows.push((depth, name(after(object, "/S/"))));
                self.walk(&references(after(object, "/K")), depth + 1, rows);
            }
        }
    }
}

fn after<'t>(text: &'t str, key: &str) -> &'t str {
    text.split_once(key).map_or("", |(_, after)| after)
}

fn name(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The numbers of the objects that a value refers to: `[1 0 R 2 0 R]`, or `1 0 R`.
fn references(text: &str) -> Vec<u32> {
    let end = if text.starts_with('[') { text.find(']') } else { text.find('R').map(|at| at + 1) };
    let value = text.get(..end.unwrap_or(0)).unwrap_or("").trim_start_matches('[');
    let words: Vec<&str> = value.split_whitespace().collect();
    words.windows(3).filter(|w| w[1] == "0" && w[2] == "R").filter_map(|w| w[0].parse().ok()).collect()
}

#[test]
fn the_tag_tree_of_the_five_cases_is_whole() {
    let world = TestEnvironment::new();
    for case in ["under-18", "akut", "klotter", "vuxen-brott", "asikt"] {
        let form = saved(&world, case);
        let path = exported(&world, &form, "pdf");
        assert_whole(&Pdf::of(&path), case);
        #[expect(clippy::disallowed_methods, reason = "a test tidies up after itself")]
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
fn the_tag_tree_of_a_form_of_many_pages_is_whole_and_every_page_has_its_foot() {
    let world = TestEnvironment::new();
    let form = at_its_longest(&world, &saved(&world, "akut"));
    let path = exported(&world, &form, "pdf");
    let pdf = Pdf::of(&path);
    assert_whole(&pdf, "many pages");
    let pages = pdf.pages();
    assert!(pages.len() >= 3, "{}", pages.len());
    for page in &pages {
        // The foot and the lines drawn are no part of what is read.
        assert!(page.contains("/Artifact") && page.contains("/P") && page.contains("BDC"), "{page}");
        assert_eq!(page.matches("BDC").count() + page.matches("BMC").count(), page.matches("EMC").count());
    }
}

#[test]
fn the_tag_tree_of_papers_is_whole_and_every_page_of_a_handout_is_marked() {
    let world = TestEnvironment::new();
    for words in [["proof", "stockholm-vbe"], ["handout", "vanta-med-112"], ["apt", "vanta-med-112"]] {
        let run = world.run(&words);
        assert_eq!(run.code, 0, "{run:?}");
        let pdf = Pdf::of(&world.arg(run.out.trim()));
        let tree = pdf.outline();
        let count = |tag: &str| tree.iter().filter(|(_, name)| name == tag).count();
        assert_eq!((tree[0].clone(), count("H1")), ((0, "Document".to_owned()), 1), "{words:?}");
        assert!(count("H2") >= 4 && count("Sect") == count("H2"), "{words:?}: {tree:?}");
        assert!(count("LI") > 5 && count("LI") == count("LBody") && count("LI") == count("Lbl"), "{words:?}");
        let handout = words[0] != "proof";
        assert_eq!((count("BlockQuote") > 0, count("H3") > 10), (handout, handout), "{words:?}");
        let marked = pdf.pages().iter().filter(|page| page.contains("/Watermark")).count();
        assert_eq!(marked, if handout { pdf.pages().len() } else { 0 }, "{words:?}");
    }
}

fn assert_whole(pdf: &Pdf, case: &str) {
    let tree = pdf.outline();
    let count = |tag: &str| tree.iter().filter(|(_, name)| name == tag).count();
    assert_eq!((tree[0].clone(), count("H1")), ((0, "Document".to_owned()), 1), "{case}: {tree:?}");
    assert!(count("H2") >= 5 && count("Sect") == count("H2"), "{case}: {tree:?}");
    assert_eq!((count("Table"), count("Caption"), count("THead"), count("TBody")), (1, 1, 1, 1), "{case}");
    let rows = count("TR") - 1;
    assert_eq!((count("TH"), count("TD")), (2 + rows, rows), "{case}: {tree:?}");
    assert!(count("L") > 5 && count("LI") == count("LBody") && count("LI") == count("Lbl"), "{case}");
}

/// The saved form with every box ticked and far more text than any field takes, sealed anew.
fn at_its_longest(world: &TestEnvironment, form: &str) -> String {
    let mut saved: Value = serde_json::from_str(&text(Path::new(form))).unwrap();
    for section in saved["form"]["sections"].as_array_mut().unwrap() {
        for field in section["fields"].as_array_mut().unwrap() {
            let value = field["value"].as_object_mut().unwrap();
            if value.contains_key("text") {
                value.insert(
                    "text".to_owned(),
                    "Klotter och dekaler satt kvar i tunneln. ".repeat(120).trim().into(),
                );
            }
            for option in value.get_mut("choices").and_then(Value::as_array_mut).into_iter().flatten() {
                option["ticked"] = true.into();
            }
        }
    }
    let seal = Sha256::digest(saved["form"].to_string());
    let hexadecimal =
        |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap());
    saved["content_sha256"] = seal.iter().flat_map(hexadecimal).collect::<String>().into();
    world.write("2026-v47-oro-aaaaaa.json", &saved.to_string())
}

#[test]
fn the_document_says_its_language_its_title_and_what_it_conforms_to() {
    let world = TestEnvironment::new();
    let form = saved(&world, "under-18");
    let path = exported(&world, &form, "pdf");
    let pdf = Pdf::of(&path);
    let catalog = pdf.one("/Type/Catalog");
    for part in ["/Lang(sv-SE)", "/DisplayDocTitle true", "/Marked true", "/StructTreeRoot", "/Outlines"] {
        assert!(catalog.contains(part), "{part}: {catalog}");
    }
    let whole: String = bytes(Path::new(&path)).into_iter().map(char::from).collect();
    for part in ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<"] {
        assert!(whole.contains(part), "{part}");
    }
    assert!(whole.contains("/Scope/Column") && whole.contains("/Scope/Row"));
    assert!(whole.contains("/ActualText(Ikryssat)"));
    // The day the form was filled in; the format asks for an hour, which is the first for everyone.
    let days: Vec<&str> = whole.split("(D:").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(!days.is_empty() && days.iter().all(|day| *day == "20261121000000Z"), "{days:?}");
    let bookmarks =
        pdf.objects.values().filter(|object| object.contains("/Title") && object.contains("/Dest"));
    assert!(bookmarks.count() >= 5);
}
