//! Options that are chosen alone, and the one for who does not know: the same through every door, and in proofs.

use crate::world::World;

const NONE_OF_THEM: &str = include_str!("../fixtures/ingen-av-dem.yaml");

fn world() -> (World, String) {
    let world = World::new();
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
