//! The tag tree of the PDF, read back from its bytes: headings, lists, tables, language, title, artifacts, bookmarks.

use std::collections::BTreeMap;
use std::path::Path;

use crate::export::{exported, saved};
use crate::world::{World, bytes};

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
    let world = World::new();
    for case in ["under-18", "akut", "klotter", "vuxen-brott", "asikt"] {
        let form = saved(&world, case);
        let path = exported(&world, &form, "pdf");
        let pdf = Pdf::of(&path);
        #[expect(clippy::disallowed_methods, reason = "a test tidies up after itself")]
        std::fs::remove_file(&path).unwrap();
        let tree = pdf.outline();
        let count = |tag: &str| tree.iter().filter(|(_, name)| name == tag).count();
        assert_eq!((tree[0].clone(), count("H1")), ((0, "Document".to_owned()), 1), "{case}: {tree:?}");
        assert!(count("H2") >= 5 && count("Sect") == count("H2"), "{case}: {tree:?}");
        assert_eq!(
            (count("Table"), count("Caption"), count("THead"), count("TBody")),
            (1, 1, 1, 1),
            "{case}"
        );
        let rows = count("TR") - 1;
        assert_eq!((count("TH"), count("TD")), (2 + rows, rows), "{case}: {tree:?}");
        assert!(count("L") > 5 && count("LI") == count("LBody") && count("LI") == count("Lbl"), "{case}");
    }
}

#[test]
fn the_document_says_its_language_its_title_and_what_it_conforms_to() {
    let world = World::new();
    let form = saved(&world, "under-18");
    let path = exported(&world, &form, "pdf");
    let pdf = Pdf::of(&path);
    let catalog = pdf.one("/Type/Catalog");
    for part in ["/Lang(sv-SE)", "/DisplayDocTitle true", "/Marked true", "/StructTreeRoot", "/Outlines"] {
        assert!(catalog.contains(part), "{part}: {catalog}");
    }
    let whole: String = bytes(Path::new(&path)).into_iter().map(char::from).collect();
    for part in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"] {
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
