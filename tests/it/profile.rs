//! The local profile as the user, the samordnare and IT meet it.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::flow::id::ContactId;
use stegvis::flow::local::Localization;
use stegvis::profile::key::{ContactPart, ProfileKey};
use stegvis::profile::{LayeredProfile, Profile};
use stegvis::routines;
use stegvis::tui::effect::Effect;
use stegvis::tui::message::Message;
use stegvis::workplace::OpenProfile;

use crate::tui::{self, Screen};
use crate::world::{TestEnvironment, collect_run, text};

const OWN: &str = ".config/stegvis/profil.yaml";
const SYSTEM: &str = "etc/profil.yaml";
const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/vuxen-brott.yaml");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The value and the origin of a key, as `profile show` has them.
fn shown(world: &TestEnvironment, key: &str) -> (Value, String) {
    let all = json(&world.run(&["profile", "show", "--format", "json"]).out);
    let row = all["values"].as_array().unwrap().iter().find(|row| row["key"] == key).unwrap().clone();
    (row["value"].clone(), row["origin"].as_str().unwrap().to_owned())
}

#[test]
fn without_a_profile_all_is_well() {
    let world = TestEnvironment::new();
    let run = world.run(&["profile"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("rutinernas egna ord gäller"), "{}", run.out);
    assert_eq!(world.run(&["profile", "check"]).code, 0);
    assert_eq!(world.run(&["walk", "--answers", CASE]).code, 0);
}

#[test]
fn a_template_is_written_once_and_says_nothing_yet() {
    let world = TestEnvironment::new();
    let run = world.run(&["profile", "init"]);
    assert_eq!((run.code, run.out.trim().ends_with("profil.yaml")), (0, true), "{run:?}");
    assert_eq!(world.run(&["profile", "check"]).code, 0);
    assert_eq!(shown(&world, "contacts.samordnare.phone"), (Value::Null, "none".to_owned()));
    let again = world.run(&["profile", "init"]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("skriver aldrig över"), "{}", again.err);
}

#[test]
fn the_users_own_goes_before_the_computers_key_by_key() {
    let world = TestEnvironment::new();
    world.write(
        SYSTEM,
        "administration: bromma\ncontacts: {samordnare: {phone: 08-465 004 00}}\ntheme: dark\n",
    );
    world.write(OWN, "theme: light\n");
    assert_eq!(shown(&world, "theme"), ("light".into(), "own".to_owned()));
    assert_eq!(shown(&world, "administration"), ("bromma".into(), "system".to_owned()));
    assert_eq!(shown(&world, "contacts.samordnare.phone").1, "system");
}

#[test]
fn a_broken_profile_says_where_and_what_and_stops_no_walk() {
    let world = TestEnvironment::new();
    world.write(OWN, "administration: bromma\nthem: dark\nrole: \"a\\u001b[2J\"\n");
    let check = world.run(&["profile", "check"]);
    assert_eq!(check.code, 1);
    for told in ["fel[okand-nyckel]", "profil.yaml:2:1", "Menade du `theme`?", "profil.yaml:3:7"] {
        assert!(check.err.contains(told), "{told}: {}", check.err);
    }
    assert!(!check.err.contains('\u{1b}'));
    let walk = world.run(&["walk", "--answers", CASE]);
    assert_eq!(walk.code, 0, "{}", walk.err);
    assert!(walk.err.contains("har 2 fel och används inte"), "{}", walk.err);
    let found = json(&world.run(&["profile", "check", "--format", "json"]).out);
    assert_eq!(found["files"][0]["findings"][0]["code"], "okand-nyckel");
}

#[test]
fn a_number_of_days_without_end_is_told_with_its_limit() {
    let world = TestEnvironment::new();
    world.write(OWN, "retention_days: 99999999999\n");
    let run = world.run(&["profile", "check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("Skriv antalet dagar som ett heltal, 1–36500, till exempel 365."),
        "{}",
        run.err
    );
}

#[test]
fn a_name_of_a_person_is_a_fault() {
    let world = TestEnvironment::new();
    let file = world.write("p.yaml", "contacts: {samordnare: {function: Samordnare Ali Hassan}}\n");
    let check = world.run(&["profile", "check", &file]);
    assert_eq!(check.code, 1);
    assert!(check.err.contains("fel[person]"), "{}", check.err);
    let file = world.write("p.yaml", "contacts: {samordnare: {mailbox: ali.hassan@stad.example}}\n");
    let check = world.run(&["profile", "check", &file]);
    assert!(check.err.contains("Skriv en funktionsbrevlåda i stället"), "{}", check.err);
    assert!(world.run(&["profile", "check", &world.arg("ingen.yaml")]).code == 2);
}

#[test]
fn a_walk_saves_where_and_as_the_profile_says_with_the_forms_fields_filled_in() {
    let world = TestEnvironment::new();
    world.write(OWN, "administration: jarva\nsave_folder: ~/Blanketter\nsave_formats: [json]\n");
    let case = text(Path::new(CASE)).replace("  forvaltning: social\n", "");
    let walk = world.run(&["walk", "--answers", &world.write("svar.yaml", &case)]);
    let path = walk.out.trim();
    assert!(path.contains("Blanketter") && walk.out.lines().count() == 1, "{walk:?}");
    let form = json(&text(Path::new(path)));
    let ticked =
        form.to_string().contains(r#"{"id":"jarva","text":"Järva stadsdelsförvaltning","ticked":true}"#);
    assert!(ticked);
    assert_eq!(world.run(&["forms"]).out.lines().count(), 1);
}

#[test]
fn the_samordnare_is_named_where_the_routine_names_the_function_and_112_stays_112() {
    let world = TestEnvironment::new();
    world.write(
        OWN,
        "contacts:\n  samordnare: {phone: 08-465 004 00}\n  polis-112: {phone: 08-465 004 01}\nplain: true\n",
    );
    let run = world.run_with(&["walk", "--plain"], "1\n1\n1\n1\n1\n");
    assert!(run.out.contains("Ring 112."), "{}", run.out);
    assert!(!run.out.contains("004 01"), "{}", run.out);
    let check = world.run(&["profile", "check"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(check.err.contains("varning[kontakt-fast]"), "{}", check.err);
}

#[test]
fn forms_brings_weeding_to_mind_and_removes_nothing() {
    let world = TestEnvironment::new();
    world.write(OWN, "retention_days: 30\n");
    world.run(&["walk", "--answers", CASE]);
    assert!(!world.run(&["forms"]).err.contains("gallras"));
    let later = world.command(&["forms"]).env("STEGVIS_TODAY", "2027-01-15").output().unwrap();
    let later = collect_run(&later);
    assert!(later.err.contains("En blankett är äldre än 30 dagar och kan gallras"), "{}", later.err);
    assert_eq!(later.out.lines().count(), 1);
}

#[test]
fn the_profile_turns_the_scanner() {
    let world = TestEnvironment::new();
    let count = |dial: &str| {
        world.write(OWN, &format!("scanner: {dial}\n"));
        let text = "i går ringde žydrūnas igen\nsen kom mirvete och blerta hit\nvi såg tabrik där\nlastamin sa inget\n";
        json(&world.run_with(&["scan", "--format", "json"], text).out)["findings"].as_array().unwrap().len()
    };
    let (quiet, normal, careful) = (count("quiet"), count("normal"), count("careful"));
    assert!(quiet <= normal && normal <= careful && quiet < careful, "{quiet} {normal} {careful}");
    world.write(OWN, "scanner: tyst\n");
    let check = world.run(&["profile", "check"]);
    assert!(check.code == 1 && check.err.contains("quiet, normal"), "{}", check.err);
}

#[test]
fn the_schema_of_the_profile_is_one_schema() {
    let schema = json(&TestEnvironment::new().run(&["schema", "profile"]).out);
    assert_eq!(schema["additionalProperties"], false);
    assert!(schema["properties"]["contacts"].is_object());
}

// ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// A profile to be filled in, with what the routines there are offer to it.
pub(crate) fn open_profile(layered: LayeredProfile) -> OpenProfile {
    OpenProfile::new(layered, clock::parse_day(tui::DAY).unwrap())
}

/// The page over a computer's profile that names the administration.
fn page() -> Screen {
    let mut system = Profile::default();
    system.set(ProfileKey::Administration, "bromma").unwrap();
    let layered = LayeredProfile { own: Profile::default(), system };
    let mut screen = Screen::start();
    screen.take(Message::Profile(Box::new(open_profile(layered)), Arc::new(Scanner::builtin()), None));
    screen
}

/// The profile that the page asks to have saved.
fn saved(screen: &mut Screen) -> Profile {
    match screen.asked().pop() {
        Some(Effect::SaveProfile(profile)) => *profile,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_shows_what_applies_and_where_it_comes_from() {
    insta::assert_snapshot!(page().text());
}

#[test]
fn a_value_is_chosen_from_its_list() {
    let mut screen = page();
    insta::assert_snapshot!(screen.keys("Down Down Enter").text());
    screen.keys("6");
    assert_eq!(saved(&mut screen).get(&ProfileKey::Administration), Some("jarva"));
}

#[test]
fn a_value_is_typed_and_a_name_of_a_person_is_not_taken() {
    let mut screen = page();
    screen.keys("Down Down Down Down Down Down Down Enter A l i Space H a s s a n Enter");
    assert!(screen.text().contains("Det ser ut att peka ut en person."), "{}", screen.text());
    assert!(screen.asked().is_empty());
    screen.keys("Esc Down Enter 1 1 2 Enter");
    let phone = ProfileKey::Contact(ContactId::new("samordnare"), ContactPart::Phone);
    assert_eq!(saved(&mut screen).get(&phone), Some("112"));
}

#[test]
fn a_contact_told_at_length_leaves_room_for_the_key_to_the_reasons() {
    let reach = "Samordnaren mot våldsbejakande extremism på Enskede-Årsta-Vantörs stadsdelsförvaltning. Ring \
                 08-508 00 000. Brevlåda: samordnare.enskede@example.se. Nås vardagar 8–16. Andra tider ringer du \
                 socialjouren och ber att få bli uppringd av den som har beredskap för frågorna.";
    let local = Localization {
        contacts: [(ContactId::new("samordnare"), reach.into())].into(),
        ..Localization::default()
    };
    let flow = routines::load_local(routines::DEFAULT, clock::parse_day(tui::DAY).unwrap(), &local).unwrap();
    let mut screen = Screen::start();
    screen.take(Message::Opened(flow, Arc::new(Scanner::builtin())));
    let text = screen.keys("2 Down Down Down Down Down Down Down Down Down Down Down Enter 2").text();
    assert!(text.contains("har beredskap för frågorna.") && !text.contains("rader till"), "{text}");
    assert!(text.contains("  Varför (v visar allt)"), "{text}");
}

/// The page over a profile of the user's own with this under these keys.
fn page_over(own: &[(ProfileKey, &str)]) -> Screen {
    page_over_in(own, 24)
}

/// As [`page_over`], in a window this high.
fn page_over_in(own: &[(ProfileKey, &str)], height: u16) -> Screen {
    let mut screen = Screen::sized(80, height);
    let mut layered = LayeredProfile { own: Profile::default(), system: Profile::default() };
    for (key, value) in own {
        layered.own.set(key.clone(), value).unwrap();
    }
    screen.take(Message::Profile(Box::new(open_profile(layered)), Arc::new(Scanner::builtin()), None));
    screen
}

#[test]
fn what_is_not_there_is_not_taken_away_and_said_to_be_saved() {
    let mut screen = page();
    assert!(screen.keys("Del").text().contains("Det var redan tomt."), "{}", screen.text());
    assert!(screen.keys("Down Down Del").text().contains("Det står i datorns profil och inte i din."));
    assert!(screen.asked().is_empty());
    let mut screen = page_over(&[(ProfileKey::Municipality, "stockholm")]);
    screen.keys("Del");
    assert!(saved(&mut screen).is_empty());
}

#[test]
fn the_name_of_a_person_in_a_profile_is_told_on_its_page_with_what_to_do() {
    let text = page_over(&[(ProfileKey::Unit, "Anna Svensson")]).text();
    assert!(text.contains("”Enhet” ser ut att peka ut en person. Skriv funktionen i stället"), "{text}");
    let text = page_over(&[(ProfileKey::Unit, "Fältgruppen")]).text();
    assert!(!text.contains("ser ut att peka ut"), "{text}");
}

#[test]
fn a_sign_of_more_rows_hides_the_end_of_a_value_no_more_than_it_says() {
    let mailbox = ProfileKey::Contact(ContactId::new("socialtjanst"), ContactPart::Mailbox);
    let text = page_over_in(&[(mailbox, "jouren.for.hela.lanet@socialforvaltningen.example")], 25).text();
    let row = text.lines().find(|row| row.contains("Mottagningen: brevlåda")).unwrap();
    assert_eq!(row, "     Mottagningen: brevlåda      jouren.for.hela.lanet@social… (din pr… ↓ fler");
}

#[test]
fn leaving_a_value_changes_nothing() {
    let mut screen = page();
    screen.keys("Down Enter Down Esc Down Enter x Esc");
    assert!(screen.asked().is_empty());
    assert!(screen.keys("Left").text().contains("Rutinen, ett steg i taget"));
}

#[test]
fn the_kommun_of_the_profile_chooses_the_routine_where_none_is_named() {
    let world = TestEnvironment::new();
    let title = |words: &[&str]| world.run(words).out;
    let usual = title(&["proof", "--format", "md", "-o", "-"]);
    world.write(OWN, "municipality: lidingo\n");
    let own = title(&["proof", "--format", "md", "-o", "-"]);
    assert!(own.contains("Lidingö") && !usual.contains("Lidingö"), "{own}");
    assert_eq!(title(&["graph"]), title(&["graph", "lidingo-vbe"]));
    assert_eq!(title(&["export-page"]).trim(), "rutin-lidingo-vbe.html");
    assert_eq!(title(&["proof", "stockholm-vbe", "--format", "md", "-o", "-"]), usual);
    world.write(OWN, "municipality: ett-annat\n");
    assert_eq!(title(&["proof", "--format", "md", "-o", "-"]), usual);
}

#[test]
fn a_value_that_leads_nowhere_is_told_and_the_usual_routine_is_used() {
    let world = TestEnvironment::new();
    world.write(OWN, "municipality: ett-annat\n");
    let told = world.run(&["profile"]).err;
    assert!(
        told.contains("Ingen rutin är för profilens kommun `ett-annat`. stockholm-vbe gäller i stället."),
        "{told}"
    );
    world.write(OWN, "routine: finns-inte\nmunicipality: lidingo\n");
    let told = world.run(&["forms"]).err;
    assert!(
        told.contains("Profilens rutin `finns-inte` finns inte. lidingo-vbe gäller i stället."),
        "{told}"
    );
    world.write(OWN, "municipality: lidingo\nadministration: bromma\n");
    let told = world.run(&["profile"]).err;
    assert!(told.contains("Förvaltning `bromma` finns inte i blanketten för Lidingö stad"), "{told}");
    assert_eq!(world.run(&["profile", "check"]).code, 1);
}

#[test]
fn the_routine_of_the_profile_goes_before_that_of_its_kommun_and_an_own_one_is_found_by_it() {
    let world = TestEnvironment::new();
    world.write(OWN, "routine: nationell-vbe\nmunicipality: lidingo\n");
    assert_eq!(world.run(&["export-page"]).out.trim(), "rutin-nationell-vbe.html");
    let own = include_str!("../fixtures/minimal.yaml")
        .replace("version: 2019\n", "version: 2019\nmunicipality: ekeby\n");
    world.write(".local/share/stegvis/flows/minsta.yaml", &own);
    world.write(OWN, "municipality: ekeby\n");
    assert_eq!(world.run(&["export-page"]).out.trim(), "rutin-minsta.html");
}
