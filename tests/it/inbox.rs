//! The inbox: every file is named for what it is, a form is kept once, and what is noted of it changes nothing in it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::world::{TestEnvironment, bytes, list, make, text, write};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

/// Saves one of the five cases in these formats, in a folder; the paths.
fn sent(world: &TestEnvironment, case: &str, formats: &str, folder: &str) -> Vec<String> {
    let answers = format!("{CASES}/{case}.yaml");
    let run = world.run(&["walk", "--answers", &answers, "--save", formats, "--out", &world.arg(folder)]);
    assert_eq!(run.code, 0, "{run:?}");
    run.out.lines().map(str::to_owned).collect()
}

fn json(world: &TestEnvironment, words: &[&str]) -> Value {
    let run = world.run(&[&["inbox", "--format", "json"], words].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn copy(from: &str, to: &Path) {
    make(to.parent().unwrap());
    #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
    std::fs::copy(from, to).unwrap();
}

/// What became of a file, by its name.
fn fate<'v>(all: &'v Value, name: &str) -> &'v str {
    let files = all["files"].as_array().unwrap();
    let found = files.iter().find(|file| file["path"].as_str().unwrap().ends_with(name));
    found.unwrap_or_else(|| panic!("{name}: {all:#}"))["fate"].as_str().unwrap()
}

#[cfg(feature = "pdf")]
#[test]
fn every_file_of_a_mixed_folder_is_named_for_what_it_is() {
    let world = TestEnvironment::new();
    let pdf = sent(&world, "under-18", "pdf", "post")[0].clone();
    let _ = sent(&world, "under-18", "pdf", "post/mapp");
    let both = sent(&world, "klotter", "json,txt,pdf", "post");
    copy(&pdf, &world.path("post/kopia av den.pdf"));
    let whole = bytes(Path::new(&pdf));
    let damaged: Vec<u8> = whole[..whole.len() / 2].to_vec();
    for (name, content) in [
        ("skadad.pdf", damaged),
        ("brev.docx", b"PK".to_vec()),
        ("annat.json", b"{}".to_vec()),
        ("utskrift.pdf", b"%PDF-1.4\n%%EOF\n".to_vec()),
    ] {
        #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
        std::fs::write(world.path(&format!("post/{name}")), content).unwrap();
    }
    let exercise = world.arg("post/ovning.pdf");
    assert_eq!(world.run(&["export", &pdf, "--exercise", "-o", &exercise]).code, 0);
    let bare = world.arg("post/utan.pdf");
    assert_eq!(world.run(&["export", &pdf, "--no-data", "-o", &bare]).code, 0);

    let all = json(&world, &[&world.arg("post")]);
    for (name, expected) in [
        ("skadad.pdf", "unreadable"),
        ("brev.docx", "foreign"),
        ("annat.json", "unreadable"),
        ("utskrift.pdf", "unreadable"),
        ("ovning.pdf", "unreadable"),
        ("utan.pdf", "unreadable"),
    ] {
        assert_eq!(fate(&all, name), expected, "{name}");
    }
    let fates =
        [fate(&all, "kopia av den.pdf"), fate(&all, Path::new(&pdf).file_name().unwrap().to_str().unwrap())];
    assert!(fates.contains(&"taken") && fates.contains(&"duplicate"), "{fates:?}");
    assert_eq!((fate(&all, ".txt"), fate(&all, &both[0])), ("companion", "taken"));
    assert_eq!(all["forms"].as_array().unwrap().len(), 3, "{all:#}");
    let says = all.to_string();
    for words in
        ["ÖVNING", "skadad eller avkortad", "skriven utan data", "Ingen blankett", "i ett annat format"]
    {
        assert!(says.contains(words), "{words}: {all:#}");
    }
    // The second time everything is there already.
    let again = json(&world, &[&world.arg("post")]);
    assert!(again["files"].as_array().unwrap().iter().all(|file| file["fate"] != "taken"), "{again:#}");
    let counted = world.run(&["summary", "--inbox", "--format", "json"]);
    let counted: Value = serde_json::from_str(&counted.out).unwrap();
    assert_eq!(counted["left_out"]["duplicate"], 0, "{counted:#}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_that_is_named_is_received_and_counted_whatever_lies_beside_it() {
    let world = TestEnvironment::new();
    let both = sent(&world, "klotter", "json,txt,pdf", "post");
    let named = |ending: &str| both.iter().find(|path| path.ends_with(ending)).unwrap().as_str();
    let received = json(&world, &[named(".pdf")]);
    assert_eq!(fate(&received, ".pdf"), "taken", "{received:#}");
    let summary = |words: &[&str]| {
        let run = world.run(&[&["summary", "--format", "json"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        serde_json::from_str::<Value>(&run.out).unwrap()
    };
    let alone = summary(&[named(".pdf")]);
    assert_eq!(alone, summary(&[named(".json")]), "the PDF is the form");
    // In a folder, and where both are named, it is still one form.
    assert_eq!(summary(&[&world.arg("post")])["finds"], alone["finds"]);
    assert_eq!(summary(&[named(".pdf"), named(".json")])["finds"], alone["finds"]);
}

#[cfg(feature = "pdf")]
#[test]
fn the_attachment_is_the_json_byte_for_byte_also_to_another_tool() {
    let world = TestEnvironment::new();
    let saved = sent(&world, "under-18", "json,pdf", "ut");
    let (form, pdf) = (bytes(Path::new(&saved[0])), &saved[1]);
    assert_eq!(
        stegvis::export::carried::read_attached_data(&bytes(Path::new(pdf))).unwrap().into_bytes(),
        form
    );
    let out = world.arg("ur.json");
    match Command::new("pdfdetach").args(["-save", "1", "-o", &out, pdf]).output() {
        Ok(run) => {
            assert!(run.status.success(), "{run:?}");
            assert_eq!(bytes(Path::new(&out)), form);
        }
        Err(_) => println!("skipped: pdfdetach is not installed"),
    }
    // A page of another form with the data of this: a changed byte is enough.
    let mut changed = bytes(Path::new(pdf));
    let at = changed.len() / 3;
    changed[at] = changed[at].wrapping_add(1);
    #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
    std::fs::write(world.path("andrad.pdf"), changed).unwrap();
    let run = world.run(&["export", &world.arg("andrad.pdf"), "--format", "txt", "-o", "-"]);
    assert!(run.code == 1 && run.err.contains("har ändrats sedan Stegvis skrev den"), "{run:?}");
    let run = world.run(&["export", pdf, "--format", "json", "--no-data"]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn what_is_noted_of_a_form_is_kept_for_its_owner_alone_and_changes_nothing_in_it() {
    let world = TestEnvironment::new();
    let one = sent(&world, "under-18", "json", "post")[0].clone();
    let _ = sent(&world, "klotter", "json", "post");
    let all = json(&world, &[&world.arg("post")]);
    let ids: Vec<String> =
        all["forms"].as_array().unwrap().iter().map(|form| form["id"].as_str().unwrap().to_owned()).collect();
    let first = text(Path::new(&one));
    let id = ids.iter().find(|id| first.contains(id.as_str())).unwrap();
    let other = ids.iter().find(|other| *other != id).unwrap();
    let done = |words: &[&str]| {
        let run = world.run(&[&["inbox"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    done(&["state", id, "last"]);
    done(&["diary", id, "KS 2026/17"]);
    done(&["note", id, "Återkoppling ges på nästa möte"]);
    done(&["link", id, other]);
    let refused = world.run(&["inbox", "note", id, "Ring Kalle Karlsson på Storgatan 1"]);
    assert!(
        refused.code == 1 && refused.err.contains("1 person") && !refused.err.contains("Kalle"),
        "{refused:?}"
    );
    assert_eq!(world.run(&["inbox", "diary", id, "Kalle Karlsson"]).code, 2);
    let shown = done(&["show", "KS 2026/17"]);
    for words in ["Läge: läst", "Diarienummer: KS 2026/17", "Anteckning: Återkoppling", "Samma händelse som"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let receipt = done(&["receipt", id]);
    assert!(receipt.contains("KS 2026/17") && receipt.contains("ersätter den förra"), "{receipt}");
    let found = |words: &[&str]| json(&world, words)["forms"].as_array().unwrap().len();
    assert_eq!((found(&["--state", "läst"]), found(&["--state", "ny"])), (1, 1));
    assert_eq!((found(&["--search", "återkoppling ges"]), found(&["--kind", "oro"])), (1, 1));
    assert_eq!((found(&["--period", "2026-T3"]), found(&["--period", "2025"])), (2, 0));
    assert_eq!(found(&["--older-than", "1"]), 0);
    let folder = world.path(".local/share/stegvis/inbox");
    let kept = list(&folder).into_iter().find(|path| text(path).contains(id.as_str())).unwrap();
    assert_eq!(text(&kept), first);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&kept)), (0o700, 0o600));
        assert_eq!(mode(&folder.with_extension("jsonl")), 0o600);
    }
    let lines = done(&["export"]);
    assert_eq!(lines.lines().count(), 2);
    let described = "beskrivning";
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["fields"].get(described).is_none() && !line["fields"]["galler"].is_null(), "{line}");
    }
    assert!(!lines.contains("Återkoppling ges"));
    assert_eq!(world.run(&["inbox", "delete", id]).code, 2);
    done(&["delete", id, "--yes"]);
    assert!(!kept.exists() && !text(&folder.with_extension("jsonl")).contains(id.as_str()));
}

#[test]
fn a_file_put_in_the_folder_is_received_and_a_later_version_replaces_it() {
    let world = TestEnvironment::new();
    let form = sent(&world, "under-18", "json", "ut")[0].clone();
    let folder = world.path(".local/share/stegvis/inbox");
    copy(&form, &folder.join("inlagd.json"));
    let all = json(&world, &[]);
    assert_eq!(fate(&all, "inlagd.json"), "taken");
    assert_eq!(list(&folder).len(), 1);
    let id = all["forms"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(world.run(&["inbox", "state", &id, "avslutad"]).code, 0);
    let mut later: Value = serde_json::from_str(&text(Path::new(&form))).unwrap();
    later["form"]["version"] = 2.into();
    let rewritten = crate::summary::sealed(&later["form"]).to_string();
    write(&world.path("rattad.json"), &rewritten);
    let all = json(&world, &[&world.arg("rattad.json")]);
    assert_eq!(fate(&all, "rattad.json"), "corrected");
    assert_eq!(all["files"].as_array().unwrap().len(), 1, "what it replaces is no file of its own: {all:#}");
    let forms = all["forms"].as_array().unwrap();
    assert_eq!((forms.len(), &forms[0]["version"], &forms[0]["state"]), (1, &2.into(), &"ny".into()));
    assert_eq!(list(&folder).len(), 1);
    let again = json(&world, &[&form]);
    assert_eq!(fate(&again, Path::new(&form).file_name().unwrap().to_str().unwrap()), "older");
    // What a correction replaces is kept where that is asked for, and goes with the form.
    later["form"]["version"] = 3.into();
    write(&world.path("rattad.json"), &crate::summary::sealed(&later["form"]).to_string());
    let all = json(&world, &["--keep", &world.arg("rattad.json")]);
    let kept = world.path(".local/share/stegvis/inbox-tidigare");
    assert_eq!((fate(&all, "rattad.json"), list(&kept).len(), list(&folder).len()), ("corrected", 1, 1));
    assert!(json(&world, &[])["files"].as_array().unwrap().is_empty());
    assert_eq!(world.run(&["inbox", "delete", &id, "--yes"]).code, 0);
    assert!(list(&kept).is_empty());
}

#[test]
fn a_form_is_corrected_and_received_again_as_one() {
    let world = TestEnvironment::new();
    let answers = format!("{CASES}/under-18.yaml");
    let run = world.run(&["walk", "--answers", &answers]);
    let called =
        run.out.lines().next().unwrap().trim_end_matches(".json").rsplit('-').next().unwrap().to_owned();
    let formats = run.out.lines().count();
    let first = json(&world, &[&world.arg(".local/share/stegvis/forms")]);
    assert_eq!(first["forms"][0]["version"], 1);
    let refused = world.run(&["correct", &called, "--set", "beskrivning=Kalle Karlsson gjorde det"]);
    assert!(refused.code == 1 && !refused.err.contains("Kalle"), "{refused:?}");
    assert_eq!(world.run(&["correct", &called]).code, 1);
    assert_eq!(world.run(&["correct", &called, "--done", "orosanmalan"]).code, 1);
    let run = world.run(&["correct", &called, "--set", "plats=torg", "--set", "nar=2026-11"]);
    assert_eq!((run.code, run.out.lines().count()), (0, formats), "{run:?}");
    assert!(run.out.contains(&format!("-v2-{called}.")) && run.err.contains("ersätter den förra"), "{run:?}");
    assert_eq!(list(&world.path(".local/share/stegvis/forms")).len(), formats);
    let again = json(&world, &[&world.arg(".local/share/stegvis/forms")]);
    let forms = again["forms"].as_array().unwrap();
    assert_eq!((forms.len(), &forms[0]["version"], &forms[0]["period"]), (1, &2.into(), &"2026-11".into()));
    assert_eq!(world.run(&["correct", &called, "--set", "plats=park", "--keep"]).code, 0);
    assert_eq!(list(&world.path(".local/share/stegvis/forms")).len(), 2 * formats);
    let counted = world.run(&["summary", "--format", "json"]);
    let counted: Value = serde_json::from_str(&counted.out).unwrap();
    assert_eq!(counted["left_out"]["corrected"], 1, "{counted:#}");
}

#[test]
fn the_inbox_is_read_and_noted_over_lines() {
    let world = TestEnvironment::new();
    let _ = sent(&world, "under-18", "json", "post");
    let _ = sent(&world, "klotter", "json", "post");
    world.write("post/brev.docx", "PK");
    let lines = |words: &[&str], lines: &str| {
        let run = world.run_with(&[&["inbox", "--plain"], words].concat(), lines);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    let first = lines(&[&world.arg("post")], "sluta\n");
    for words in ["mottagen:", "utelämnad:", "brev.docx", "Ingen blankett", "Mottagna blanketter: 2."] {
        assert!(first.contains(words), "{words}: {first}");
    }
    // The row of the form about a person begins with its number, however it is wrapped.
    let before = first.split("Oro för individ").next().unwrap().lines();
    let row = before.rev().find(|line| line.starts_with(|c: char| c.is_ascii_digit())).unwrap();
    let person = row.split('.').next().unwrap().to_owned();
    let noted = lines(
        &[],
        &format!(
            "{person}\n1\n2\n2\nKalle Karlsson\nKS 2026/17 Kalle\nja\n3\nKalle Karlsson har svarat\nm\n5\n\nläge\n2\nläge\n\nsök\nKS 2026/17\nsluta\n"
        ),
    );
    for words in [
        "Diarienummer: ....",
        "Läge: läst",
        "Inget namn och inget personnummer",
        "Ska bara ”KS 2026/17” stå där?",
        "Diarienummer: KS 2026/17",
        "kan peka ut någon: person",
        "Behöver något rättas",
        "Mottagna blanketter: 2. 1 visas.",
    ] {
        assert!(noted.contains(words), "{words}: {noted}");
    }
    assert!(!text(&world.path(".local/share/stegvis/inbox.jsonl")).contains("Kalle"));
    let linked = lines(&[], "1\n4\nfinns-inte\n\n\nhämta\nfinns/inte\nhämta\n\nlista\nx\nsluta\n");
    assert!(linked.contains("Ingen annan blankett") && linked.contains("ingen sådan blankett"), "{linked}");
    let removed = lines(&[], "1\n6\nnej\n6\nja\nsluta\n");
    assert!(removed.contains("Mottagna blanketter: 1."), "{removed}");
}
