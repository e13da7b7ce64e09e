//! The page of saved forms, with real files under it: listed, read, written in another format, marked, deleted.

use std::path::PathBuf;

use stegvis::clock;
use stegvis::draft::list::Drafts;
use stegvis::draft::writer::DraftWriter;
use stegvis::export::Format;
use stegvis::profile::Profile;
use stegvis::profile::key::ProfileKey;
use stegvis::store::Store;
use stegvis::tui::effect::Effect;
use stegvis::tui::model::DraftStatus;
use stegvis::tui::perform;

use crate::tui::Screen;
use crate::world::{ROUTINE, TODAY, TestEnvironment, list, text, write};

const ANSWERS: &str = "flow: prov\nanswers: {akut: nej, alder: vuxen, grund: []}\n";

/// The page over a folder of two forms, and one that was cut off.
struct FormsPageTest {
    world: TestEnvironment,
    profile: Profile,
    screen: Screen,
}

impl FormsPageTest {
    fn new() -> Self {
        Self::with_profile(Profile::default())
    }

    fn with_profile(profile: Profile) -> Self {
        let world = TestEnvironment::new();
        let form = form(&world);
        for name in ["2026-v46-oro-aaaaaa.json", "2026-v47-oro-bbbbbb.json"] {
            world.write(&format!("skåp/{name}"), &form);
        }
        world.write("skåp/2026-v40-oro-cccccc.json", &form.chars().take(200).collect::<String>());
        let mut shelf = Self { world, profile, screen: Screen::sized(80, 24) };
        shelf.perform(vec![Effect::List]);
        shelf
    }

    /// Presses keys, and does what they ask for.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            let asked = self.screen.keys(key).asked();
            self.perform(asked);
        }
        self
    }

    fn perform(&mut self, asked: Vec<Effect>) {
        let today = clock::parse_day(TODAY).unwrap();
        let store = Store::in_folder(self.folder());
        let mut outside = perform::Environment {
            today,
            store,
            formats: Format::USUAL.to_vec(),
            profile: self.profile.clone(),
            opened: None,
            keeper: DraftWriter::new(Drafts::in_no_folder()),
            keeping: DraftStatus::Kept,
            speller: stegvis::spelling::Speller::default(),
        };
        for effect in asked {
            if let Some(message) = outside.perform(effect) {
                self.screen.take(message);
            }
        }
    }

    fn folder(&self) -> PathBuf {
        self.world.path("skåp")
    }

    fn files(&self) -> Vec<String> {
        let files = list(&self.folder());
        files.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    }
}

/// A saved form.
fn form(world: &TestEnvironment) -> String {
    let run = world.walk(ANSWERS);
    assert_eq!(run.code, 0, "{} {}", run.err, ROUTINE);
    world.saved_text("json")
}

#[test]
fn saved_forms_are_listed_and_the_damaged_one_says_why() {
    insta::assert_snapshot!(FormsPageTest::new().screen.text());
}

#[test]
fn a_form_is_read_as_it_was_saved() {
    let mut shelf = FormsPageTest::new();
    assert!(shelf.keys("Enter").screen.text().contains("Diarienummer: ...."), "{}", shelf.screen.text());
    assert!(shelf.keys("Esc").screen.text().contains("Sparade blanketter"));
    assert!(shelf.keys("3 Enter").screen.text().contains("kan inte läsas. Skälet står i listan."));
}

#[test]
fn a_form_is_written_in_another_format_beside_the_one_saved() {
    let mut shelf = FormsPageTest::new();
    insta::assert_snapshot!(shelf.keys("2 f").screen.text());
    let told = shelf.keys("6").screen.text();
    assert!(told.contains("Filen ligger bredvid blanketten: 2026-v46-oro-aaaaaa.md"), "{told}");
    let path = shelf.folder().join("2026-v46-oro-aaaaaa.md");
    assert!(text(&path).contains("Beskrivning"));
    write(&path, "mitt eget");
    let told = shelf.keys("f 6").screen.text();
    assert!(told.contains("Den finns redan bredvid blanketten"), "{told}");
    assert_eq!(text(&path), "mitt eget");
}

#[test]
fn a_form_is_marked_as_sent_and_back() {
    let mut shelf = FormsPageTest::new();
    assert!(shelf.keys("m").screen.text().contains("märkt: skickad"));
    assert!(shelf.files().contains(&"2026-v47-oro-bbbbbb.sent".to_owned()));
    assert!(shelf.keys("m").screen.text().contains("märkt: inte skickad"));
    assert_eq!(shelf.files().len(), 3);
}

#[test]
fn a_form_is_deleted_only_after_a_yes() {
    let mut shelf = FormsPageTest::new();
    insta::assert_snapshot!(shelf.keys("x").screen.text());
    shelf.keys("n");
    assert_eq!(shelf.files().len(), 3);
    let told = shelf.keys("x j").screen.text();
    assert!(told.contains("En fil är borttagen."), "{told}");
    assert_eq!(shelf.files(), ["2026-v40-oro-cccccc.json", "2026-v46-oro-aaaaaa.json"]);
}

#[test]
fn a_damaged_form_can_be_deleted_too_and_an_empty_shelf_says_so() {
    let mut shelf = FormsPageTest::new();
    let told = shelf.keys("x j x j x j").screen.text();
    assert!(told.contains("Det finns inga sparade blanketter än."), "{told}");
    assert_eq!(shelf.files(), [] as [&str; 0]);
    shelf.keys("Enter f m x");
    assert!(shelf.keys("Left").screen.text().contains("Rutinen, ett steg i taget"));
}

#[test]
fn the_page_is_reached_from_the_start_page() {
    let mut screen = Screen::sized(80, 24);
    let asked = screen.open("Blanketter").asked();
    assert!(matches!(asked[..], [Effect::List]), "{asked:?}");
}

#[test]
fn what_is_older_than_the_profile_says_is_pointed_out_and_stays() {
    let mut profile = Profile::default();
    profile.set(ProfileKey::Retention, "30").unwrap();
    let mut shelf = FormsPageTest::with_profile(profile);
    let told = shelf.screen.text();
    assert!(told.contains("2026-v40-oro-cccccc kan inte läsas  kan gallras"), "{told}");
    assert!(told.contains("En blankett är äldre än 30 dagar och kan gallras."), "{told}");
    assert_eq!(shelf.files().len(), 3);
}
