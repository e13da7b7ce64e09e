//! `stegvis doctor` on a set-up that is whole, and on broken ones: what is wrong and what to do, in words.

use crate::world::{Run, TestEnvironment};

fn doctor(lay_out: impl FnOnce(&TestEnvironment)) -> Run {
    let world = TestEnvironment::new();
    lay_out(&world);
    world.run(&["doctor"])
}

/// A set-up in which one thing is wrong says it, with what to do, and that it has to be mended.
#[track_caller]
fn is_bad(run: &Run, says: &str, help: &str) {
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(says) && words.contains(help), "{}", run.out);
    assert!(run.out.contains("  fel  ") && !run.out.contains("os error"), "{}", run.out);
}

#[test]
fn a_whole_set_up_has_nothing_to_mend() {
    let run = doctor(|_| {});
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for part in ["Programmet", "Terminalen", "Mapparna", "Profilen", "Klockan", "Rutinerna"] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    assert!(!run.out.contains("  fel  ") && run.out.contains("(görs när den behövs)"), "{}", run.out);
}

#[test]
fn a_file_where_a_folder_should_be_is_told() {
    let run = doctor(|world| drop(world.write(".local/share/stegvis/forms", "i vägen")));
    is_bad(&run, "Sparade blanketter", "Ange en mapp, eller flytta filen som ligger i vägen.");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_told() {
    let run = doctor(|world| {
        world.write(".local/share/stegvis/flows/x.txt", "");
        std::os::unix::fs::symlink("/tmp", world.path(".local/share/stegvis/drafts")).unwrap();
    });
    is_bad(&run, "Påbörjade genomgångar", "Ta bort länken");
}

#[test]
fn a_faulty_profile_a_faulty_list_of_names_and_a_faulty_routine_are_told() {
    let run = doctor(|world| drop(world.write(".config/stegvis/profil.yaml", "tema: mörkt")));
    is_bad(&run, "Profilen", "Kör `stegvis profile check`");
    let run = doctor(|world| drop(world.write(".local/share/stegvis/names.txt/x", "")));
    is_bad(&run, "names.txt", "→");
    let run = doctor(|world| drop(world.write(".local/share/stegvis/flows/egen.yaml", "format: 1")));
    is_bad(&run, "egen", "Kör `stegvis check`");
}

#[test]
fn a_clock_that_is_wrong_and_a_day_that_is_none_are_told() {
    let day = |day: &str| {
        let world = TestEnvironment::new();
        crate::world::collect_run(&world.command(&["doctor"]).env("STEGVIS_TODAY", day).output().unwrap())
    };
    is_bad(&day("2001-01-01"), "Datorns dag (2001-01-01) ser fel ut.", "Ställ datorns klocka.");
    is_bad(&day("igår"), "Klockan", "Ta bort STEGVIS_TODAY");
}

#[test]
fn a_computer_without_a_home_is_told() {
    let world = TestEnvironment::new();
    let run = world.command(&["doctor"]).env("HOME", world.path("ingen")).output().unwrap();
    is_bad(&crate::world::collect_run(&run), "Sparade blanketter", "→");
}
