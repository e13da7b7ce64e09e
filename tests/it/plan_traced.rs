//! Every number of a follow-up traced to where it comes from: the plan's file, the notes, the trainings, the picture, the routine.

use std::collections::BTreeSet;

use stegvis::library;

use crate::world::{TODAY, TestEnvironment, collect_run, text};

/// Where what is noted of plans lies in a test's home, and what is noted of trainings.
const NOTES: &str = ".local/share/stegvis/plans.jsonl";
const TRAININGS: &str = ".local/share/stegvis/trainings.jsonl";

/// A plan of the year of the tests, with days that are late, and one activity more than the blank one.
const ACTIVITY: &str = "      3:
        text: Delta i 4 av stadens 12 nätverksmöten.
        responsible: Förvaltningens samordnare
        due: 2026-10-01
        follow_up: [t2, vb]
        measure: Antal möten, av 12
";

/// The report as Markdown of a year in which things were noted, forms saved and trainings held.
fn report_of_a_year(world: &TestEnvironment) -> String {
    let plan = library::find_plan("plan-tom").unwrap().text().replace("2027", "2026");
    let plan = plan
        .replace("id: plan-tom", "id: plan-2026")
        .replace("  - title: Riktade", &format!("{ACTIVITY}  - title: Riktade"));
    world.write(".local/share/stegvis/flows/plan-2026.yaml", &plan);
    let answers = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");
    for _ in 0..7 {
        assert_eq!(world.run(&["walk", "--answers", answers, "--save", "json"]).code, 0);
    }
    let held = |day, persons| {
        format!(
            "{{\"format\":1,\"date\":\"{day}\",\"unit\":\"Fältgruppen\",\"participants\":{persons},\"scenarios\":[]}}\n"
        )
    };
    world
        .write(TRAININGS, &[held("2025-03-01", 90), held("2026-03-01", 14), held("2026-04-01", 17)].concat());
    for (day, activity, state, point, said) in [
        ("2026-08-20", "1", "inte-paborjad", "t2", "Börjar i höst, 3 enheter."),
        ("2026-08-21", "3", "pagar", "t2", ""),
        ("2026-11-20", "1", "klar", "vb", "Klart på 8 enheter."),
        ("2026-11-21", "3", "pagar", "vb", "2 möten."),
    ] {
        let words =
            ["plan", "status", "--activity", activity, "--state", state, "--point", point, "--text", said];
        let run = collect_run(&world.command(&words).env("STEGVIS_TODAY", day).output().unwrap());
        assert_eq!(run.code, 0, "{run:?}");
    }
    assert_eq!(world.run(&["plan", "status", "--course", "242/1000"]).code, 0);
    let report = world.run(&["plan", "report", "--point", "vb", "--format", "md", "-o", "-"]);
    assert_eq!(report.code, 0, "{}", report.err);
    report.out.replace('\\', "")
}

/// Every run of digits.
fn numbers(text: &str) -> BTreeSet<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect()
}

/// The lines of a part of the report.
fn part<'r>(report: &'r str, title: &str) -> Vec<&'r str> {
    let (_, rest) =
        report.split_once(&format!("## {title}\n")).unwrap_or_else(|| panic!("{title}: {report}"));
    rest.split("\n## ").next().unwrap().lines().filter(|line| !line.is_empty()).collect()
}

/// The numbers of these lines are all among those of the sources.
fn are_from(lines: &[&str], sources: &str) {
    // A fingerprint is no number, whatever digits it has.
    let lines: Vec<&str> = lines.iter().filter(|line| !line.contains("fingeravtryck")).copied().collect();
    let (said, known) = (numbers(&lines.join("\n")), numbers(sources));
    assert!(said.is_subset(&known), "{:?} i {lines:#?}", said.difference(&known).collect::<Vec<_>>());
}

#[test]
fn every_number_of_the_report_is_traced_to_its_source() {
    let world = TestEnvironment::new();
    let report = report_of_a_year(&world);

    // Counted from the notes: 1 is done and 3 goes on at the end of the year, 2 has no note; 3 was due in October.
    assert_eq!(part(&report, "I korthet"), ["3 aktiviteter: 1 pågår, 1 klar, 1 utan läge. 1 är sen."]);
    assert_eq!(part(&report, "Det som är sent"), ["- Aktivitet 3 skulle ha varit klar 2026-10-01."]);
    let changed = "- Aktivitet 1: från inte påbörjad (2026-08-20) till klar (2026-11-20).";
    assert_eq!(part(&report, "Ändrat sedan sist"), [changed]);

    activities_are_from_their_own_lines(&world, &report);

    // Trainings of the year, of which one in the year before is none; the course as it was noted.
    let course = format!("242 personer av 1000 anställda, 24 procent, noterat {TODAY}");
    assert_eq!(
        part(&report, "Utbildning"),
        [
            "- Tillfällen i övningsläge 2026: 2",
            "- Deltaganden (samma person kan ha varit med flera gånger): 31",
            &format!("- Webbutbildningen, påbörjad eller genomförd: {course}"),
        ]
    );

    picture_is_that_of_the_summary(&world, &report);

    // The foot: the routine's version, its fingerprint and the day its laws were read, the program and the day.
    let foot: Vec<&str> =
        report.lines().rev().take_while(|line| !line.starts_with("##") && *line != "---").collect();
    let routine = library::FLOWS.iter().find(|(id, _)| *id == "stockholm-vbe").unwrap().1;
    let laws: String = library::SHARED.iter().map(|(_, text)| *text).collect();
    let version = env!("CARGO_PKG_VERSION");
    let proved = world.run(&["check", "stockholm-vbe"]).out;
    are_from(&foot, &format!("{routine} {laws} {proved} {version} {}", form_of_the_routine(&world)));
    let foot = foot.join("\n");
    assert!(foot.contains("version 2019") && foot.contains("läst 2026-02-"), "{foot}");
}

/// Each activity has the numbers of its own lines of the plan, and of its own notes.
fn activities_are_from_their_own_lines(world: &TestEnvironment, report: &str) {
    let plan = text(&world.path(".local/share/stegvis/flows/plan-2026.yaml"));
    let notes = text(&world.path(NOTES));
    let areas = [("Förebyggande arbete", ["1", "3"].as_slice()), ("Riktade sociala insatser", &["2"])];
    for (area, activities) in areas {
        let lines = part(report, area);
        for activity in activities {
            let at = lines.iter().position(|line| line.starts_with(&format!("### {activity}. "))).unwrap();
            let end = lines.iter().skip(at + 1).position(|line| line.starts_with("###"));
            let own = &lines[at..end.map_or(lines.len(), |end| at + 1 + end)];
            let in_plan = plan.split(&format!("\n      {activity}:\n")).nth(1).unwrap();
            let in_plan = in_plan.split("\n      3:\n").next().unwrap().split("  - title").next().unwrap();
            let is_own = |line: &&str| line.contains(&format!("\"activity\":\"{activity}\""));
            let in_notes: String = notes.lines().filter(is_own).collect();
            // A point is called by the plan: Tertialrapport 2.
            are_from(own, &format!("{activity} {in_plan} {in_notes} Tertialrapport 2"));
        }
    }
    let before = "Tidigare noterat: 2026-08-20, Tertialrapport 2: inte påbörjad. Börjar i höst, 3 enheter.";
    assert!(part(report, "Förebyggande arbete").join("\n").contains(before), "{report}");
}

/// The picture is that of `stegvis summary`, cell by cell.
fn picture_is_that_of_the_summary(world: &TestEnvironment, report: &str) {
    let picture = world.run(&["summary", "--format", "csv"]).out;
    let is_in = |label: &str, span: &str, count: &str| {
        picture.lines().any(|line| {
            let fields: Vec<&str> = line.split(';').map(|field| field.trim_matches('"')).collect();
            fields.get(2..5) == Some(&[label, span, count][..])
        })
    };
    let lines = part(report, "Den lokala lägesbilden");
    let (mut heads, mut cells) = (Vec::new(), 0);
    for line in lines.iter().filter(|line| line.starts_with('|') && !line.contains("---")) {
        let fields: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (label, shown) = fields.split_first().unwrap();
        if label.is_empty() {
            heads = shown
                .iter()
                .map(|head| head.replace("VB", "T3").replace(' ', "-").replace("Totalt", "total"))
                .collect();
            continue;
        }
        for (span, shown) in heads.iter().zip(shown) {
            let count = if shown.chars().all(|c| c.is_ascii_digit()) { shown } else { "" };
            let label = if *label == "Alla" { "Blanketter" } else { label };
            assert!(is_in(label, span, count), "{label}, {span}: {shown}\n{picture}");
            cells += 1;
        }
    }
    assert!(cells > 20 && lines.iter().any(|line| line.contains("| 7 |")), "{lines:#?}");
}

/// A form of the routine, which has its fingerprint.
fn form_of_the_routine(world: &TestEnvironment) -> String {
    let forms = crate::world::list(&world.path(".local/share/stegvis/forms"));
    text(forms.iter().find(|path| path.extension().is_some_and(|ending| ending == "json")).unwrap())
}
