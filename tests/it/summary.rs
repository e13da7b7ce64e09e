//! The local picture: what is counted, what is left out, and how it is told. That nothing small can be worked out from it is
//! tried in `attacks`.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};
use stegvis::clock;
use stegvis::store::Store;
use stegvis::store::picture::count_forms;
use stegvis::summary::period::Granularity;
use stegvis::summary::read::CountingBasis;
use stegvis::summary::{ReportFormat, render_report};
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;
use stegvis::tui::model::{CountedForms, CountedPicture};

use crate::tui::{DAY, Screen};
use crate::world::{TestEnvironment, text};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/klotter.yaml");

// ── A folder of forms ────────────────────────────────────────────────────────────────────────────────────────────────

/// A world with one saved form in `forms`, from which others are made.
pub(crate) struct Forms {
    pub(crate) world: TestEnvironment,
    first: Value,
    count: usize,
}

impl Forms {
    fn new() -> Self {
        let world = TestEnvironment::new();
        let walk = world.run(&["walk", "--answers", CASE, "--save", "json", "--out", &world.arg("mall")]);
        let first = serde_json::from_str(&text(Path::new(walk.out.trim()))).unwrap();
        Self { world, first, count: 0 }
    }

    /// Saves a form that was filled in on this day and says this of the field.
    fn add(&mut self, day: &str, field: &str, option: &str) {
        let mut form = self.first["form"].clone();
        form["filled"] = day.into();
        form["id"] = format!("{:016}", self.count).into();
        form["persons"] = "perhaps".into();
        for row in form["sections"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .flat_map(|part| part["fields"].as_array_mut().unwrap())
        {
            if row["id"] == "beskrivning" {
                row["value"]["text"] = "Fri text".into();
            }
            if row["id"] == field {
                for mark in row["value"]["choice"].as_array_mut().unwrap() {
                    mark["ticked"] = (mark["id"] == option).into();
                }
            }
        }
        self.count += 1;
        self.write(&format!("{:04}.json", self.count), &sealed(&form).to_string());
    }

    fn write(&self, name: &str, text: &str) {
        self.world.write(&format!("forms/{name}"), text);
    }

    pub(crate) fn summary(&self, words: &[&str]) -> crate::world::Run {
        let folder = self.world.arg("forms");
        self.world.run(&[&["summary", &folder], words].concat())
    }

    pub(crate) fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.summary(&[&["--format", "json"], words].concat()).out).unwrap()
    }
}

pub(crate) fn sealed(form: &Value) -> Value {
    let digest = Sha256::digest(form.to_string().as_bytes());
    let seal: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    serde_json::json!({ "format": "stegvis-form", "version": 2, "content_sha256": seal.concat(), "form": form })
}

/// A city's year: mostly in spring, few in autumn.
pub(crate) fn year() -> Forms {
    let mut forms = Forms::new();
    for (day, place, count) in [
        ("2026-01-12", "torg", 9),
        ("2026-02-03", "skola", 6),
        ("2026-04-20", "torg", 3),
        ("2026-05-05", "park", 7),
        ("2026-08-30", "torg", 8),
        ("2026-11-20", "skola", 12),
    ] {
        (0..count).for_each(|_| forms.add(day, "plats", place));
    }
    forms
}

fn row<'v>(summary: &'v Value, table: &str, id: &str) -> &'v Value {
    let named =
        |list: &'v Value, id: &str| list.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap();
    &named(&named(&summary["tables"], table)["rows"], id)["cells"]
}

#[test]
fn forms_are_counted_by_tertial() {
    let summary = year().json(&["--by", "tertial"]);
    assert_eq!(summary["forms"], serde_json::json!([18, 15, 12, 45]));
    assert_eq!(row(&summary, "plats", "torg"), &serde_json::json!([12, 8, 0, 20]));
    assert_eq!(summary["columns"][2]["id"], "2026-T3");
}

#[test]
fn what_is_no_form_of_its_own_is_named_and_left_out() {
    let forms = year();
    let form = text(&forms.world.path("forms/0001.json"));
    forms.write("igen.json", &form);
    forms.write("halv.json", &form.chars().take(900).collect::<String>());
    forms.write("annat.json", "{\"namn\": 1}");
    forms.write("ovning.json", &form.replace("stegvis-form", "stegvis-ovning"));
    forms.write("anteckning.txt", "mitt");
    let run = forms.summary(&["--format", "json"]);
    for name in [
        "anteckning.txt (ingen blankett",
        "halv.json (skadad",
        "annat.json (ingen blankett",
        "ovning.json (ÖVNING",
        "(samma blankett en gång till)",
    ] {
        assert!(run.err.contains(name), "{name}: {}", run.err);
    }
    assert_eq!(run.err.lines().count(), 5, "{}", run.err);
    let summary: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(summary["forms"].as_array().unwrap().last().unwrap(), 45);
    assert_eq!((&summary["left_out"]["duplicate"], &summary["left_out"]["foreign"]), (&1.into(), &2.into()));
}

#[test]
fn two_cases_that_say_the_same_are_two_and_a_copy_of_one_is_none() {
    let forms = year();
    let form: Value = serde_json::from_str(&text(&forms.world.path("forms/0001.json"))).unwrap();
    let mut other = form["form"].clone();
    other["id"] = "abcdefghijkmnpqr".into();
    let other = sealed(&other).to_string();
    for name in ["2026-v03-oro-abcdef", "2026-v03-oro-abcdef (1)", "Kopia", "mapp/i/mapp/Kopia"] {
        forms.write(&format!("{name}.json"), &other);
    }
    let summary = forms.json(&["--by", "tertial"]);
    assert_eq!((&summary["forms"][3], &summary["left_out"]["duplicate"]), (&46.into(), &3.into()));
}

#[test]
fn of_a_corrected_form_the_correction_is_counted_whichever_is_read_first() {
    let forms = year();
    let form: Value = serde_json::from_str(&text(&forms.world.path("forms/0001.json"))).unwrap();
    for (version, day) in [(3, "2026-05-06"), (2, "2026-05-05")] {
        let mut later = form["form"].clone();
        later["version"] = version.into();
        later["filled"] = day.into();
        forms.write(&format!("{version}.json"), &sealed(&later).to_string());
    }
    let summary = forms.json(&["--by", "tertial"]);
    assert_eq!(summary["forms"], serde_json::json!([17, 16, 12, 45]));
    assert_eq!(summary["left_out"]["corrected"], 2);
}

#[test]
fn forms_of_another_routine_are_named_and_counted_only_when_asked_for() {
    let forms = year();
    let form: Value = serde_json::from_str(&text(&forms.world.path("forms/0001.json"))).unwrap();
    let mut other = form["form"].clone();
    other["routine"]["id"] = "lidingo-vbe".into();
    for n in 0..6 {
        other["id"] = format!("lidingo{n:09}").into();
        forms.write(&format!("annan-{n}.json"), &sealed(&other).to_string());
    }
    let run = forms.summary(&["--format", "json"]);
    assert_eq!(
        run.err.matches("(ur en annan rutin, räknas för sig med --routine)").count(),
        6,
        "{}",
        run.err
    );
    let summary: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&summary["routine"]["id"], &summary["left_out"]["other-routine"]),
        (&"stockholm-vbe".into(), &6.into())
    );
    let other = forms.json(&["--routine", "lidingo-vbe", "--by", "year"]);
    assert_eq!(
        (&other["forms"], &other["left_out"]["other-routine"]),
        (&serde_json::json!([6, 6]), &45.into())
    );
}

#[test]
fn finds_without_persons_are_counted_apart_by_a_lighter_rule() {
    let world = TestEnvironment::new();
    let walk = ["walk", "--answers", CASE, "--save", "pdf", "--out", &world.arg("inkomna")];
    (0..3).for_each(|_| assert_eq!(world.run(&walk).code, 0));
    let run = world.run(&["summary", &world.arg("inkomna"), "--format", "json"]);
    let summary: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&summary["finds"]["forms"], &summary["forms"]),
        (&serde_json::json!([3, 3]), &serde_json::json!([0, 0]))
    );
    assert_eq!(row(&summary["finds"], "vad", "klistermarken"), &serde_json::json!([3, 3]));
    let text = world.run(&["summary", &world.arg("inkomna")]).out;
    assert!(text.contains("3 fynd utan person.") && text.contains("läggs aldrig ihop"), "{text}");
}

#[test]
fn whole_numbers_go_to_a_screen_and_nowhere_else() {
    let forms = year();
    let run = forms.summary(&["--internal"]);
    assert!(run.code == 2 && run.out.is_empty() && run.err.contains("bara på skärmen"), "{run:?}");
    for more in [["-o", "ut.txt"], ["--format", "json"]] {
        assert_eq!(forms.summary(&[&["--internal"][..], &more].concat()).code, 2);
    }
}

#[test]
fn every_format_tells_the_same_and_no_free_text() {
    let forms = year();
    for format in ["text", "csv", "json", "svg", "html", "md"] {
        let run = forms.summary(&["--format", format, "--by", "tertial"]);
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        assert!(run.out.contains("Torg") && run.out.contains("45"), "{format}: {}", run.out);
        assert!(!run.out.contains("Fri text"), "{format}");
        let explains = run.out.contains("T3 (verksamhetsberättelsen) sep–dec");
        assert_eq!(explains, ["text", "html", "md"].contains(&format), "{format}: {}", run.out);
    }
    assert!(!forms.summary(&["--by", "year"]).out.contains("T3"));
    insta::assert_snapshot!(forms.summary(&["--by", "month"]).out);
}

#[test]
fn a_report_is_written_once_in_the_format_of_its_name() {
    let forms = year();
    let path = forms.world.arg("lage.html");
    assert_eq!(forms.summary(&["-o", &path]).code, 0);
    assert!(text(Path::new(&path)).starts_with("<!doctype html>"));
    assert_eq!(forms.summary(&["-o", &path]).code, 1);
}

#[test]
fn the_report_is_a_word_document_with_its_tables() {
    let forms = year();
    let path = forms.world.arg("lage.docx");
    let run = forms.summary(&["--by", "month", "-o", &path]);
    assert_eq!(run.code, 0, "{}", run.err);
    let package = String::from_utf8_lossy(&crate::world::bytes(Path::new(&path))).into_owned();
    assert!(package.starts_with("PK") && package.contains("<w:tblHeader/>") && package.contains("Torg"));
}

#[cfg(feature = "pdf")]
#[test]
fn the_report_on_paper_conforms() {
    let forms = year();
    let path = forms.world.arg("lage.pdf");
    let run = forms.summary(&["--by", "month", "-o", &path]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(crate::world::bytes(Path::new(&path)).starts_with(b"%PDF-1.7"));
}

#[test]
fn no_forms_is_a_picture_too() {
    let world = TestEnvironment::new();
    let run = world.run(&["summary"]);
    assert_eq!((run.code, run.out.as_str()), (0, "Lokal lägesbild: inga blanketter\n"));
    assert_ne!(world.run(&["summary", "finns-inte"]).code, 0);
}

#[test]
fn trainings_stand_beside_the_forms() {
    let forms = year();
    let held = |month| clock::parse_day(&format!("2026-{month}-10")).unwrap();
    let counted =
        count_forms(&[forms.world.path("forms")], CountingBasis::Filled, clock::parse_day(DAY).unwrap())
            .unwrap();
    let counted = counted.with_training(held("02"), 14).with_training(held("12"), 9);
    let report = counted.report(Some(Granularity::Tertial), None);
    let text = |format| String::from_utf8(render_report(&report, format).unwrap()).unwrap();
    assert!(
        text(ReportFormat::Text).contains("Deltagare                          14        0        9       23"),
        "{}",
        text(ReportFormat::Text)
    );
    let json: Value = serde_json::from_str(&text(ReportFormat::Json)).unwrap();
    assert_eq!(json["trainings"][0]["cells"], serde_json::json!([1, 0, 1, 2]));
    assert!(text(ReportFormat::Csv).contains("\"utbildningar\";\"\";\"Genomförda\";\"total\";2;0"));
}

#[test]
fn the_trainings_noted_on_this_computer_are_counted_by_the_command() {
    let forms = year();
    let noted = r#"{"format":1,"date":"2026-03-02","unit":"Öst","participants":12,"scenarios":[]}"#;
    forms.world.write(".local/share/stegvis/trainings.jsonl", &format!("{noted}\n"));
    assert_eq!(forms.json(&["--by", "tertial"])["trainings"][1]["cells"], serde_json::json!([12, 0, 0, 12]));
}

#[test]
fn a_report_says_whose_it_is_by_the_profile() {
    let forms = year();
    forms.world.write(
        ".config/stegvis/profil.yaml",
        "municipality: stockholm\nadministration: bromma\nboard: Bromma stadsdelsnämnd\n",
    );
    let whose = ["Stockholms stad", "Bromma stadsdelsnämnd", "Bromma stadsdelsförvaltning"];
    assert_eq!(forms.json(&[])["made"]["office"], serde_json::json!(whose));
    for format in ["txt", "md", "html"] {
        let file = forms.world.arg(&format!("lage.{format}"));
        forms.world.run(&["summary", &forms.world.arg("forms"), "-o", &file]);
        let report = text(Path::new(&file)).replace('\n', " ");
        assert!(report.contains(&format!("{}. Framtagen", whose.join(", "))), "{format}: {report}");
    }
}

#[test]
fn the_page_draws_the_same_numbers_by_month_tertial_and_year() {
    let forms = year();
    let counted =
        count_forms(&[forms.world.path("forms")], CountingBasis::Filled, clock::parse_day(DAY).unwrap())
            .unwrap();
    let mut screen = Screen::start();
    screen.take(Message::Counted(Box::new(CountedPicture {
        of: CountedForms::Saved,
        report: counted.report(Some(Granularity::Tertial), None),
        counts: counted.counts(None),
        left_out: counted.left_out(None).words(),
    })));
    insta::assert_snapshot!(screen.text());
    assert!(
        matches!(screen.keys("f").asked().as_slice(), [Effect::Report(report)] if report.by == Granularity::Tertial)
    );
    let whole = screen.keys("h").text();
    assert!(whole.contains("ARBETSMATERIAL") && !whole.contains('–'), "{whole}");
    assert!(
        matches!(screen.keys("f").asked().as_slice(), [Effect::Report(_)]),
        "what is written is the protected picture"
    );
    assert!(!screen.keys("h").text().contains("ARBETSMATERIAL"));
    assert!(screen.keys("Tab").text().contains("per år"));
    assert!(
        screen.keys("Tab").text().contains("2026-02  –") || screen.text().contains("2026-02   –"),
        "{}",
        screen.text()
    );
}

#[test]
fn the_page_is_written_to_files_of_new_names_that_are_not_counted_themselves() {
    let forms = year();
    let folder = forms.world.path("forms");
    let counted =
        count_forms(std::slice::from_ref(&folder), CountingBasis::Filled, clock::parse_day(DAY).unwrap())
            .unwrap();
    let report = counted.report(Some(Granularity::Year), None);
    let store = Store::in_folder(&folder);
    let today = clock::parse_day(DAY).unwrap();
    let first = store.save_report_beside(&report, today).unwrap();
    let second = store.save_report_beside(&report, today).unwrap();
    assert_eq!(first[0], folder.join("lagesbild-2026-11-21.csv"));
    assert_eq!(second[1], folder.join("lagesbild-2026-11-21-2.html"));
    assert_eq!(text(&first[0]).as_bytes(), render_report(&report, ReportFormat::Csv).unwrap());
    assert_eq!(
        count_forms(&[folder], CountingBasis::Filled, clock::parse_day(DAY).unwrap())
            .unwrap()
            .report(Some(Granularity::Year), None),
        report
    );
    let mut screen = Screen::start();
    screen.take(Message::Reported(first));
    assert!(screen.text().contains("Lägesbilden är skriven till filer"), "{}", screen.text());
    assert!(screen.text().contains("lagesbild-2026-11-21.csv"), "{}", screen.text());
}
