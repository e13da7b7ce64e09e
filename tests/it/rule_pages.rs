//! A page for every rule, in `docs/rules`: what it holds, why, what breaks it and what does not, written of the rule table
//! and its fixtures. `STEGVIS_WRITE=1 cargo test --test it rule_pages` writes them anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use stegvis::check::rule::CheckCode;
use stegvis::check::rules;
use stegvis::cli::faults::{Colour, faults_to_text as picture};
use stegvis::source::SourceFile;

use crate::rules::{checked, fixtures};
use crate::world::{list, make, text, write};

/// The code whose fixtures are named after the kinds of guarantee.
const GUARANTEE: &str = "garanti-bruten";

/// Lines shown around those that differ.
const AROUND: usize = 2;

#[test]
fn every_rule_has_a_page_that_says_what_the_table_says() {
    let fixtures = fixtures();
    let pages = rules::all_codes().map(|code| (format!("{}.md", code.code), page(code, &fixtures)));
    for (name, page) in pages.chain([("README.md".to_owned(), index())]) {
        let path = folder().join(&name);
        if writes() {
            make(&folder());
            write(&path, &page);
        }
        assert!(path.is_file(), "docs/rules/{name} saknas: STEGVIS_WRITE=1 skriver den");
        let there = text(&path);
        assert_eq!(
            there, page,
            "docs/rules/{name} är inte det som regeltabellen säger: STEGVIS_WRITE=1 skriver den"
        );
    }
}

#[test]
fn every_page_is_of_a_rule() {
    let known: Vec<String> = rules::all_codes().map(|code| format!("{}.md", code.code)).collect();
    for page in list(&folder()) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(
            name == "README.md" || known.iter().any(|known| known == name),
            "ingen regel har sidan {name}"
        );
    }
}

fn index() -> String {
    let mut page =
        "# Reglerna\n\nVad `stegvis check` håller en rutin till, en sida för varje regel. Sidorna skrivs ur \
                    programmets egen regeltabell.\n\n| Regel | Håller |\n|---|---|\n"
            .to_owned();
    for CheckCode { code, doc, .. } in rules::all_codes() {
        writeln!(page, "| [`{code}`]({code}.md) | {doc} |").unwrap();
    }
    page
}

fn page(CheckCode { code, doc, why }: CheckCode, fixtures: &[(String, SourceFile)]) -> String {
    let mut page = format!("# `{code}`\n\n**Regeln.** {doc}\n\n**Varför.** {why}\n");
    for name in names(code, fixtures) {
        let file =
            |kind: &str| &fixtures.iter().find(|(known, _)| *known == format!("{name}.{kind}")).unwrap().1;
        let (bad, good) = (file("dalig"), file("god"));
        let of = if code == GUARANTEE {
            format!(": {}", name.trim_start_matches("garanti-"))
        } else {
            String::new()
        };
        let (wrong, right) = differing(bad.text(), good.text());
        let (_, findings) = checked(bad);
        let told = picture(bad, &findings, Colour::Never);
        write!(
            page,
            "\n## Fel{of}\n\n```yaml\n{wrong}```\n\n`stegvis check` säger:\n\n```text\n{}\n```\n\n## Rätt{of}\n\n```yaml\n{right}```\n\n\
             Hela filerna: [fel](../../tests/fixtures/rules/{name}.dalig.yaml) och \
             [rätt](../../tests/fixtures/rules/{name}.god.yaml).\n",
            told.trim_end()
        )
        .unwrap();
    }
    page
}

/// What the fixtures of a code are called, each once.
fn names(code: &str, fixtures: &[(String, SourceFile)]) -> Vec<String> {
    let bad = fixtures.iter().filter_map(|(name, _)| name.strip_suffix(".dalig"));
    let of_guarantee =
        |name: &&str| name.starts_with("garanti-") && rules::all_codes().all(|known| known.code != *name);
    let is_its = |name: &&str| if code == GUARANTEE { of_guarantee(name) } else { *name == code };
    bad.filter(is_its).map(str::to_owned).collect()
}

/// The lines in which two files differ, with some around them; what they share is `# …`.
fn differing(bad: &str, good: &str) -> (String, String) {
    let (bad, good): (Vec<&str>, Vec<&str>) = (bad.lines().skip(1).collect(), good.lines().skip(1).collect());
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = bad.iter().zip(&good).take_while(same).count();
    let shorter = bad.len().min(good.len()) - head;
    let tail = bad.iter().rev().zip(good.iter().rev()).take_while(same).count().min(shorter);
    let shown = |lines: &[&str]| {
        let (from, to) = (head.saturating_sub(AROUND), (lines.len() - tail + AROUND).min(lines.len()));
        let mut text = if from > 0 { "# …\n".to_owned() } else { String::new() };
        lines[from..to].iter().for_each(|line| writeln!(text, "{line}").unwrap());
        text + if to < lines.len() { "# …\n" } else { "" }
    };
    (shown(&bad), shown(&good))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

#[expect(clippy::disallowed_methods, reason = "whoever changes a rule says so")]
pub(crate) fn writes() -> bool {
    std::env::var_os("STEGVIS_WRITE").is_some()
}
