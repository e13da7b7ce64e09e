//! Options that are chosen alone, and the one for who does not know: the same through every door, and in proofs.

use crate::world::TestEnvironment;

const NONE_OF_THEM: &str = include_str!("../fixtures/ingen-av-dem.yaml");

fn world() -> (TestEnvironment, String) {
    let world = TestEnvironment::new();
    let flow = world.write("exkl.yaml", NONE_OF_THEM);
    (world, flow)
}

/// The fixture with one more guarantee.
fn with_guarantee(then: &str) -> String {
    format!("{NONE_OF_THEM}  - {{id: ny, says: Ny., then: {then}}}\n")
}

#[test]
fn what_cannot_be_chosen_together_is_never_tried_together() {
    let (world, flow) = world();
    let run = world.run(&["check", &flow]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("2 av 2 garantier bevisade"), "{}", run.out);
    let together = NONE_OF_THEM.replace(", alone: true", "");
    let run = world.run(&["check", &world.write("ihop.yaml", &together)]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("garanti-bruten"), "{}", run.err);
}

#[test]
fn answers_that_name_both_are_refused_in_words() {
    let (world, flow) = world();
    for (answers, form) in [("[ingen, lag]", "[lag]"), ("[lag]", "[vet-inte, lag]")] {
        let text = format!("flow: exkl\nanswers: {{grund: {answers}}}\nform: {{grund: {form}}}\n");
        let run = world.run(&["walk", &flow, "--answers", &world.write("svar.yaml", &text)]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("väljs ensamt i `grund`. Ta bort det, eller alla andra."), "{}", run.err);
    }
}

#[test]
fn one_that_is_chosen_alone_is_enough_and_fills_the_form() {
    let (world, _) = world();
    let flow = world.write("tva.yaml", &NONE_OF_THEM.replace("at_least: 1", "at_least: 2"));
    let answers = world.write("svar.yaml", "answers: {grund: ingen}\n");
    let run = world.run(&["walk", &flow, "--answers", &answers, "--trace"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("fraga-jurist"), "{}", run.out);
    let few = world.write("fa.yaml", "answers: {grund: lag}\n");
    assert!(world.run(&["walk", &flow, "--answers", &few]).err.contains("Välj minst 2"));
}

#[test]
fn a_choice_by_who_does_not_know_is_held_against_every_choice_by_who_does() {
    let (world, _) = world();
    let broken = world.run(&["check", &world.write("a.yaml", &with_guarantee("{unsure_is_safe: [grund]}"))]);
    assert!(
        broken.err.contains("i `grund` leder `samtycke` alltid till `lamna`, men `vet-inte` kan leda förbi"),
        "{}",
        broken.err
    );
    let safe = with_guarantee("{unsure_is_safe: [grund]}")
        .replace("{grund: [ingen, vet-inte]}, go: fraga-jurist", "{grund: ingen}, go: fraga-jurist")
        .replace("lamna: {act: Lämna uppgiften", "lamna: {covers: [fraga-jurist], act: Lämna uppgiften");
    let run = world.run(&["check", &world.write("b.yaml", &safe)]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("3 av 3 garantier bevisade"), "{}", run.out);
}

#[test]
fn an_order_of_options_compares_choices_alike_in_the_rest() {
    let (world, _) = world();
    let rising = with_guarantee("{monotone: {step: grund, order: [samtycke, lag]}}");
    assert_eq!(world.run(&["check", &world.write("a.yaml", &rising)]).code, 0);
    let falling = with_guarantee("{monotone: {step: grund, order: [lag, ingen]}}");
    let run = world.run(&["check", &world.write("b.yaml", &falling)]);
    assert!(run.err.contains("leder `lag` alltid till `lamna`, men `ingen` kan leda förbi"), "{}", run.err);
}

/// A checklist in which every thing has a step of its own, passed where it was chosen.
fn checklist(things: usize, at_least: usize) -> String {
    let options = (0..things).map(|n| format!("      o{n}: {{text: Sak {n}}}\n"));
    let target = |from: usize| {
        let rows = (from..things).map(|n| format!("      - {{when: {{vad: o{n}}}, go: s{n}}}\n"));
        rows.chain(["      - {go: klart}\n".to_owned()]).collect::<String>()
    };
    let steps = (0..things).map(|n| {
        if n + 1 == things {
            format!("  s{n}: {{act: Gör sak {n}, to: klart}}\n")
        } else {
            format!("  s{n}:\n    act: Gör sak {n}\n    to:\n{}", target(n + 1))
        }
    });
    format!(
        "format: 1\nid: lista\ntitle: Lista\npublisher: P\nversion: 1\nstart: vad\nsteps:\n  vad:\n    choose: Vad gäller \
         det?\n    at_least: {at_least}\n    options:\n{}      vet-inte: {{text: Vet inte, alone: true, unsure: true}}\n    \
         to:\n{}{}  klart: {{end: blankett}}\nform: {{title: B, after: T, sections: [{{title: x, fields: {{h: {{label: y, \
         kind: acts}}, vad: {{label: Vad, kind: choices, options: {{o0: Noll, o1: Ett}}, prefill: {{from: vad}}}}}}}}]}}\n\
         guarantees:\n",
        options.collect::<String>(),
        target(0),
        steps.collect::<String>(),
    )
}

#[test]
fn a_checklist_of_forty_things_with_steps_of_their_own_is_decided() {
    let world = TestEnvironment::new();
    for at_least in [0, 1] {
        let proved = "  - {id: a, says: A., given: {vad: o39}, then: {visits: s39}}\n  - {id: b, says: B., given: {vad: [o3, \
                      o17]}, then: {includes_act: [s3, s17]}}\n  - {id: c, says: C., then: {before: [s3, s17]}}\n";
        let flow = world.write("lista.yaml", &(checklist(40, at_least) + proved));
        let run = world.run(&["check", &flow]);
        assert!(run.out.contains("2 av 3 garantier bevisade"), "{}\n{}", run.out, run.err);
        assert!(run.out.contains(&format!("{} vägar", 1_u64 << 40)), "{}", run.out);
        assert!(run.err.contains("vägen kommer till `s17` utan att ha passerat `s3`"), "{}", run.err);
        assert!(run.err.contains("{answers: {vad: [o17]}}"), "{}", run.err);
    }
    // What shows it is walked.
    let proved = "  - {id: a, says: A., given: {vad: o39}, then: {visits: s39}}\n";
    let flow = world.write("lista.yaml", &(checklist(40, 0) + proved));
    let answers = world.write("svar.yaml", "{answers: {vad: [o17]}}");
    let run = world.run(&["walk", &flow, "--answers", &answers, "--out", &world.arg("out"), "--trace"]);
    assert!(run.out.contains(r#""step":"s17""#) && !run.out.contains(r#""step":"s3""#), "{run:?}");
}

#[test]
fn whole_choices_of_many_options_are_not_compared_and_that_is_said() {
    let world = TestEnvironment::new();
    let compared = "  - {id: a, says: A., then: {unsure_is_safe: [vad]}}\n";
    let run = world.run(&["check", &world.write("lista.yaml", &(checklist(40, 1) + compared))]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("inte-avgjort") && run.err.contains("fler än 16 av alternativen"),
        "{}",
        run.err
    );
}
