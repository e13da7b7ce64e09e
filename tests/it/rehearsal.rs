//! The whole training in a real terminal and over lines: nothing is opened for writing, and the count alone is written.

use std::path::{Path, PathBuf};

use crate::pty::{Terminal, command};
use crate::world::{TestEnvironment, list, text};

/// A training through every kind of page, and what each key brings up.
const WHOLE: [(&str, &str); 19] = [
    ("1", "Punkter att ta upp"),
    ("\u{1b}", "Påhittade händelser"),
    ("2", "Hela rutinen"),
    ("/112\r", "2 – Ring 112 nu"),
    ("\u{1b}", "Påhittade händelser"),
    ("3", "Hur många är ni?"),
    ("14\r", "fråga 1 av 8"),
    ("12\r", "RÄTT SVAR"),
    ("\u{1b}", "Påhittade händelser"),
    ("5", "Vilka frågor?"),
    ("\u{1b}", "Påhittade händelser"),
    ("6", "minst fem missade"),
    ("\u{1b}", "Påhittade händelser"),
    ("8", "sida 1 av"),
    ("\r\r", "I berättelsen"),
    ("ä", "Tänk om"),
    ("\u{1b}", "I berättelsen"),
    ("z", "Andra svar leder till"),
    ("\u{1b}", "Påhittade händelser"),
];

const STRACE: &str = "/usr/bin/strace";

fn files(folder: &Path) -> Vec<PathBuf> {
    list(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_whole_training_leaves_every_file_as_it_was() {
    let world = TestEnvironment::new();
    world.write("data/stegvis/forms/2026-v47-oro-abc234.json", "{}");
    let before = files(&world.path(""));
    let mut terminal = Terminal::of(command(&world, &["train"], &[]));
    terminal.until("Öva på rutinen").walk(&WHOLE).press("q").until("Vill du notera övningen?");
    assert_eq!(files(&world.path("")), before);
    assert_eq!(terminal.press("\u{1b}").end(), 0);
    assert_eq!(files(&world.path("")), before);
}

/// What a system call of a trace opens for writing, makes, moves or removes; nothing where it only reads.
fn writes(call: &str) -> bool {
    let opens = call.contains("openat(") || call.contains("open(");
    let for_writing =
        ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].iter().any(|flag| call.contains(flag));
    // The terminal itself is opened to be listened to, and failed calls change nothing.
    let changes = if opens { for_writing } else { call.contains('(') };
    changes
        && !call.contains("\"/dev/tty\"")
        && !call.contains(" = -1 ")
        && !call.contains("+++")
        && !call.contains("---")
}

#[test]
fn a_training_opens_nothing_for_writing() {
    if !Path::new(STRACE).exists() {
        crate::skip::skip("strace is not installed");
        return;
    }
    let world = TestEnvironment::new();
    let (trace, program) = (world.arg("trace"), env!("CARGO_BIN_EXE_stegvis"));
    let calls = "trace=openat,open,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,\
                 linkat,symlink,symlinkat,truncate,ftruncate,chmod,fchmod,fchmodat";
    let mut traced = command(&world, &[], &[]);
    *traced.get_argv_mut() =
        [STRACE, "-f", "-o", &trace, "-e", calls, program, "train"].map(Into::into).to_vec();
    let mut terminal = Terminal::of(traced);
    terminal.until("Öva på rutinen").walk(&WHOLE).press("q").until("Vill du notera övningen?");
    let told = text(Path::new(&trace));
    assert!(told.contains("libc.so"), "the trace saw nothing: {told}");
    let written: Vec<&str> = told.lines().filter(|call| writes(call)).collect();
    assert!(written.is_empty(), "{written:#?}");
    terminal.press("F").walk(&[("\t\t", "Antal deltagare"), ("\r", "Övningen är noterad")]).press("\r").end();
    let told = text(Path::new(&trace));
    let written: Vec<&str> = told.lines().filter(|call| call.contains("openat(") && writes(call)).collect();
    assert!(
        matches!(written[..], [one] if one.contains("trainings.jsonl") && one.contains("O_APPEND")),
        "{written:#?}"
    );
}

#[test]
fn the_trace_is_read_as_it_is_meant() {
    assert!(writes("12 openat(AT_FDCWD, \"/home/x\", O_WRONLY|O_CREAT, 0600) = 3"));
    assert!(writes("12 rename(\"a\", \"b\") = 0"));
    assert!(!writes("12 openat(AT_FDCWD, \"/etc/x\", O_RDONLY|O_CLOEXEC) = 3"));
    assert!(!writes("12 openat(AT_FDCWD, \"/dev/tty\", O_RDWR|O_CLOEXEC) = 3"));
    assert!(!writes("12 +++ exited with 0 +++"));
}

#[test]
fn a_training_from_the_start_page_comes_back_to_it_and_notes_a_line() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::of(command(&world, &[], &[]));
    let practise = terminal.until("q avsluta").digit_of("Öva");
    terminal.press(&practise).until("Påhittade händelser");
    terminal.walk(&[("9", "sida 1 av"), ("\r\r", "I berättelsen"), ("q", "Vill du notera övningen?")]);
    terminal.until("Händelse: ”");
    terminal
        .press("Fältgruppen\r\r")
        .walk(&[("14\r", "Övningen är noterad"), ("\r", "Rutinen, ett steg i taget")]);
    assert_eq!(terminal.press("q").end(), 0);
    insta::assert_snapshot!(
        text(&world.path("data/stegvis/trainings.jsonl")),
        @r#"{"format":1,"date":"2026-11-21","unit":"Fältgruppen","participants":14,"scenarios":["bara-asikt"]}"#
    );
}

#[test]
fn a_training_over_lines_is_noted_as_on_the_screen_and_a_scenario_only_opened_is_not_counted() {
    let world = TestEnvironment::new();
    let opened = world.run_with(&["train", "--plain", "bara-asikt"], "q\nja\nFältgruppen\n\n9\n");
    assert!(opened.out.contains("Ingen händelse gicks igenom."), "{}", opened.out);
    let held = world.run_with(&["train", "--plain", "bara-asikt"], "\n\n\nq\nja\n\nFältgruppen\n\n0\n14\n");
    assert_eq!(held.code, 0, "{}", held.err);
    for words in
        ["Händelse: ”", "Vill du notera övningen", "Skriv enhetens namn", "Skriv hur många", "är noterad"]
    {
        assert!(held.out.contains(words), "{words}: {}", held.out);
    }
    assert!(!held.out.contains("bara-asikt"), "an id is shown: {}", held.out);
    insta::assert_snapshot!(text(&world.path(".local/share/stegvis/trainings.jsonl")), @r#"
    {"format":1,"date":"2026-11-21","unit":"Fältgruppen","participants":9,"scenarios":[]}
    {"format":1,"date":"2026-11-21","unit":"Fältgruppen","participants":14,"scenarios":["bara-asikt"]}
    "#);
    let left = world.run_with(&["train", "--plain", "bara-asikt"], "\n\n\nq\nnej\n");
    assert_eq!((left.code, left.out.contains("är noterad")), (0, false));
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let run = TestEnvironment::new().run(&["train"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @r"
    fel: Övningen behöver en terminal.
    hjälp: Skriv `stegvis train --plain` för att öva rad för rad.
    ");
}

#[test]
fn a_scenario_that_is_not_there_is_said_to_be() {
    let run = TestEnvironment::new().run(&["train", "--plain", "finns-inte"]);
    assert_eq!(run.out, "");
    assert!(run.code != 0 && run.err.contains("finns-inte"), "{run:?}");
}

#[test]
fn over_lines_the_answer_is_told_after_the_question_and_differences_after_another_answer() {
    let world = TestEnvironment::new();
    let run = world.run_with(&["train", "--plain", "faltet-en-kvall"], "\n\n\n\n\n\n\n2\n\nq\n");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
    assert!(files(&world.path("")).is_empty(), "{:?}", files(&world.path("")));
}

#[test]
fn over_lines_every_page_says_that_it_is_an_exercise_to_the_end() {
    let run = TestEnvironment::new().run_with(&["train", "--plain", "bara-asikt"], &"\n".repeat(200));
    let pages = run.out.matches(", sida ").count();
    assert!(pages > 10 && run.out.matches("ÖVNING, sida ").count() == pages, "{}", run.out);
    assert!(
        run.out.contains("Ta med er: ") && run.out.contains("Övningen är slut. Ingenting har sparats.\n"),
        "{}",
        run.out
    );
}

#[test]
fn over_lines_what_is_for_whoever_leads_is_told_only_when_asked_for() {
    let said = |line: &str| {
        let lines = line.repeat(60);
        TestEnvironment::new().run_with(&["train", "--plain", "anhorig-ringer"], &lines).out
    };
    assert!(!said("\n").contains("För dig som leder"));
    let asked = said("d\n\n");
    assert!(asked.contains("För dig som leder:") && asked.contains("Sidan har inga anteckningar"), "{asked}");
}

#[test]
fn whoever_leads_has_the_notes_page_by_page_on_a_terminal_beside() {
    let run = TestEnvironment::new().run_with(&["train", "--notes", "anhorig-ringer"], "\n\nt\n\nq\n");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
    assert_eq!(TestEnvironment::new().run(&["train", "--notes"]).code, 2);
}

#[test]
fn over_lines_one_can_jump_and_look_at_the_map() {
    let run =
        TestEnvironment::new().run_with(&["train", "--plain", "faltet-en-kvall"], "?\nx\nl\n4\nk\nt\nq\n");
    assert!(run.out.contains("l eller läget: stegen"), "{}", run.out);
    assert!(
        run.out.contains("13. Hur gammal är den yngsta du är orolig för? (fråga; du är här)"),
        "{}",
        run.out
    );
    assert!(run.out.contains("sida 8 av 33") && run.out.contains("sida 7 av 33"), "{}", run.out);
}

#[test]
fn over_lines_the_menu_leads_to_points_map_and_quiz() {
    let lines = format!("1\n2\n4\n{}99\nx\nq\n", "1\n".repeat(8));
    let run = TestEnvironment::new().run_with(&["train", "--plain"], &lines);
    assert_eq!(run.code, 0, "{}", run.err);
    for said in [
        "punkter att ta upp",
        "kartan över rutinen",
        "fråga 8 av 8",
        "Rätt svar: ",
        "Skriv en siffra från 1 till",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
}

#[test]
fn over_lines_no_question_gets_more_hands_than_there_are_people() {
    let lines = format!("3\n0\n12\n8\n9\n4\n\n\n{}q\n", "\n".repeat(40));
    let run = TestEnvironment::new().run_with(&["train", "--plain"], &lines);
    assert!(run.out.contains("Skriv hur många ni är, med siffror."), "{}", run.out);
    assert!(run.out.contains("Så många är ni inte. Skriv högst 4."), "{}", run.out);
    assert!(run.out.contains("I allt: händer 12, varav för rätt svar "), "{}", run.out);
}

#[test]
fn over_lines_events_are_found_and_questions_chosen() {
    let world = TestEnvironment::new();
    let run = world.run_with(&["train", "--plain", "--length", "10"], "torg fält\n\n5\n2\n13\n\nq\n");
    for said in ["Längd: 10 minuter", "Händelser som passar: ", "Fältassistent, lite mer ("] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    let none = world.run_with(&["train", "--plain"], "xyzzy\nq\n");
    assert!(none.out.contains("Ingen händelse passar det."), "{}", none.out);
}

#[test]
fn what_was_missed_is_told_from_the_count_alone_and_never_how_many() {
    let world = TestEnvironment::new();
    let nothing = world.run(&["train", "--missed"]);
    assert_eq!((nothing.code, nothing.err.as_str()), (0, ""));
    assert!(nothing.out.contains("Inga frågor har missats av minst fem på ett möte."), "{}", nothing.out);
    let line = |day: u32, missed: &str| {
        format!(
            "{{\"format\":1,\"date\":\"2026-11-{day}\",\"unit\":\"Fält\",\"participants\":14,\"scenarios\":[],\"missed\":[{missed}]}}\n"
        )
    };
    let log = [
        line(10, "\"stockholm-vbe/vem-fore-112\",\"stockholm-vbe/Anna Svensson\""),
        line(11, "\"stockholm-vbe/vem-fore-112\",\"stockholm-vbe/femton-ar\",\"lidingo-vbe/femton-ar\""),
    ];
    world.write(".local/share/stegvis/trainings.jsonl", &log.concat());
    let run = world.run(&["train", "--missed"]);
    insta::assert_snapshot!(run.out);
    for wrong in [["--missed", "--plain"], ["--missed", "--notes"]] {
        assert_eq!(world.run(&["train", wrong[0], wrong[1]]).code, 2);
    }
}

#[test]
fn a_role_a_level_or_a_length_that_is_none_is_refused_with_those_there_are() {
    let world = TestEnvironment::new();
    for (arguments, said) in [
        (
            ["train", "--plain", "--role", "rektor"],
            "Rutinen har ingen roll `rektor`. Rollerna är faltassistent, ",
        ),
        (["apt", "-o-", "--role", "rektor"], "Rutinen har ingen roll `rektor`."),
        (["train", "--plain", "--level", "svår"], "Svårigheten är grund eller mer."),
        (["train", "--plain", "--length", "15"], "Längden är 10, 20 eller 40 minuter."),
        (["apt", "-o-", "--questions", "fem"], "Skriv antalet frågor som ett heltal"),
    ] {
        let run = world.run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}\n{}", run.err);
    }
}

#[test]
fn over_lines_a_round_that_is_left_is_noted_with_how_many_there_were() {
    let world = TestEnvironment::new();
    let run = world.run_with(&["train", "--plain"], "3\n12\n6\n6\n\n\nq\nja\nFält\n\n11\n\n");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("Fler räckte upp handen på en fråga."), "{}", run.out);
    let noted = text(&world.path(".local/share/stegvis/trainings.jsonl"));
    assert!(noted.contains(r#""unit":"Fält","participants":12,"scenarios":[]"#), "{noted}");
    assert!(noted.matches("stockholm-vbe/").count() <= 1, "{noted}");
}
