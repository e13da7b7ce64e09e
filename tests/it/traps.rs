//! Traps of habit: what a hurried key, a number for a label, or a form with nothing in it must not come to.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;
use stegvis::answers;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::Scanner;
use stegvis::draft::log;
use stegvis::draft::progress::DraftProgress;
use stegvis::draft::writer::Resumed;
use stegvis::export::{self, Format, Purpose, json};
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::StepIx;
use stegvis::form::model::{FormId, Identity};
use stegvis::form::{deidentified, fill};
use stegvis::profile::{LayeredProfile, Profile};
use stegvis::routines;
use stegvis::session::event::FieldValue;
use stegvis::session::walk::Walk;
use stegvis::source::{FileId, SourceFile};
use stegvis::tui::effect::Effect;
use stegvis::tui::key::KeyPress;
use stegvis::tui::message::Message;
use stegvis::tui::model::{DraftCard, FirstRun};

use crate::interrupted::interrupted;
use crate::tui::{Screen, UNDER_18, stockholm};
use crate::world::{TODAY, TestEnvironment};

/// A question and a field whose labels are numbers, and a form that can say what and where.
const NUMBERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/siffror.yaml");

fn numbers() -> Screen {
    let mut screen = Screen::start();
    let flow: Arc<VerifiedFlow> = routines::load_routine(NUMBERS, clock::parse_day(TODAY).unwrap()).unwrap();
    screen.take(Message::Opened(flow, Arc::new(Scanner::builtin())));
    screen
}

pub(crate) fn chosen(walk: &Walk, field: &str) -> Option<String> {
    let at = walk.flow().form.find_field(field).unwrap();
    match walk.position().fields.get(&at) {
        Some(FieldValue::Option(id)) => Some(id.to_string()),
        _ => None,
    }
}

/// The form of the walk under 18, with the cursor on a field.
pub(crate) fn on_field(field: &str) -> Screen {
    let mut screen = Screen::walking();
    screen.keys(UNDER_18);
    go_to(&mut screen, field);
    screen
}

pub(crate) fn go_to(screen: &mut Screen, field: &str) {
    screen.keys("Home");
    for _ in 0..screen.row(field) {
        screen.keys("Down");
    }
}

#[test]
fn a_label_that_is_a_number_is_never_chosen_by_another_numbers_digit() {
    let mut screen = numbers();
    let asked = screen.keys("2").text();
    assert!(screen.walk().log().is_empty(), "a digit answered: {asked}");
    assert!(asked.contains("▸   2–4") && asked.contains("0–9 gå till svaret"), "{asked}");
    let last = screen.keys("5").text();
    assert!(last.contains("▸   5 eller fler") && !last.contains("1 1"), "{last}");
    screen.keys("Enter Home");
    go_to(&mut screen, "hur-manga");
    screen.keys("Enter 1");
    assert_eq!(chosen(screen.walk(), "hur-manga"), None);
    screen.keys("Enter");
    assert_eq!(chosen(screen.walk(), "hur-manga").as_deref(), Some("en"));
}

#[test]
fn a_hurried_enter_chooses_nothing_in_a_field_where_nothing_stands() {
    let mut screen = on_field("koppling");
    screen.keys("Enter Enter");
    assert_eq!(chosen(screen.walk(), "koppling"), None);
    let mut attested = on_field("kontroll");
    let page = attested.keys("Enter").text();
    assert!(!page.contains('▸'), "something is preselected: {page}");
    let refused = attested.keys("Enter").text();
    assert!(refused.contains("Inget är valt åt dig"), "{refused}");
    assert_eq!(chosen(attested.walk(), "kontroll"), None);
    attested.keys("Down Down Enter");
    assert_eq!(chosen(attested.walk(), "kontroll").as_deref(), Some("nej"));
}

#[test]
fn the_attestation_stands_last() {
    let form = stockholm();
    let fields = &form.flow().form.fields;
    assert_eq!(
        fields.last().map(|field| (field.id.as_str(), field.attests.is_some())),
        Some(("kontroll", true))
    );
}

#[test]
fn a_yes_leads_to_what_can_be_coarser_and_a_key_does_it() {
    let mut screen = on_field("nar");
    screen.keys("Enter Enter");
    go_to(&mut screen, "omrade");
    screen.keys("Enter 1");
    go_to(&mut screen, "kontroll");
    let asked = screen.keys("Enter 1").text();
    assert!(asked.contains("Vad kan bli grövre?") && asked.contains("november 2026"), "{asked}");
    assert!(asked.contains("Stadsdelsområde: Bromma → ta bort"), "{asked}");
    let coarser = screen.keys(&digit_before(&asked, "När:")).text();
    assert!(!coarser.contains("När:"), "{coarser}");
    screen.keys(&digit_before(&coarser, "Stadsdelsområde:"));
    assert_eq!(chosen(screen.walk(), "omrade"), None);
}

#[test]
fn the_attestation_is_not_asked_where_nobody_is_concerned_and_still_taken_from_a_file() {
    let walked = |form: &str| {
        let text =
            format!("answers: {{akut: nej, galler: fynd, person: nej, brott: nej}}\nform: {{{form}}}\n");
        let file = SourceFile::new("svar.yaml", &text);
        let read = answers::read_answers(&file, FileId::MAIN).unwrap();
        read.try_walk(&stockholm(), &Scanner::builtin())
    };
    let shows = |walk: &Walk| {
        let attests = walk.flow().form.find_field("kontroll").unwrap();
        let sections = &walk.flow().form.sections;
        sections.iter().any(|section| fill::visible_fields(walk, &section.fields).any(|at| at == attests))
    };
    let (walk, told) = walked("");
    assert!(told.iter().all(|fault| !fault.message.contains("kontroll")), "{told:?}");
    assert!(!shows(&walk));
    let (walk, told) = walked("kontroll: nej");
    assert!(told.iter().all(|fault| !fault.message.contains("kontroll")), "{told:?}");
    assert!(shows(&walk));
    assert!(shows(Screen::walking().keys(UNDER_18).walk()));
}

#[test]
fn a_form_with_nothing_in_it_is_questioned() {
    let mut screen = on_field("kontroll");
    screen.keys("Enter 2 ^S");
    let asked = screen.keys("Enter").text();
    assert!(asked.contains("Blanketten är nästan tom") && asked.contains("”Vad”"), "{asked}");
    assert!(screen.asked().iter().all(|effect| !matches!(effect, Effect::Save(..))));
    assert!(asked.contains("n gå till ”Stadsdelsområde” och fyll i"), "{asked}");
    let form = screen.keys("n").text();
    assert!(form.contains("▸ · Stadsdelsområde"), "{form}");
    screen.keys("^S Enter j");
    assert!(screen.asked().iter().any(|effect| matches!(effect, Effect::Save(..))));
}

#[test]
fn a_form_that_says_something_is_not_questioned() {
    let mut screen = on_field("omrade");
    screen.keys("Enter 1");
    go_to(&mut screen, "kontroll");
    screen.keys("Enter 2 ^S Enter");
    assert!(screen.asked().iter().any(|effect| matches!(effect, Effect::Save(..))));
}

#[test]
fn every_key_that_is_shown_can_be_clicked() {
    let mut screen = Screen::walking();
    let why = find(&screen.text(), "v varför");
    screen.take(Message::Clicked(why.0, why.1));
    let told = screen.text();
    assert!(told.contains("I en akut situation ska polisen kontaktas"), "{told}");
    let close = find(&told, "Esc stäng");
    screen.take(Message::Clicked(close.0, close.1));
    assert!(screen.text().contains("v varför"));
    screen.take(Message::Key(KeyPress::plain(KeyCode::F(1))));
    assert!(screen.keys("End").text().contains("Du kan klicka på"), "{}", screen.text());
}

/// The digit of the row that says this.
fn digit_before(screen: &str, says: &str) -> String {
    let row = screen.lines().find(|row| row.contains(says)).unwrap();
    row.split_whitespace().find(|word| word.chars().all(|c| c.is_ascii_digit())).unwrap().to_owned()
}

/// Where a text stands on the screen: its column and its row.
pub(crate) fn find(screen: &str, text: &str) -> (u16, u16) {
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let column = line.split(text).next().unwrap().chars().count();
    (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
}

#[test]
fn what_is_typed_on_a_row_of_text_begins_the_text_and_asks_for_nothing_else() {
    let mut screen = on_field("beskrivning");
    let before = screen.walk().log().to_vec();
    let text = screen.keys("K a r l 1 g").text();
    assert!(text.contains("Karl1g"), "{text}");
    assert_eq!(screen.walk().log(), before);
    let mut screen = on_field("beskrivning");
    screen.take(Message::Pasted("Tog a 1 med sig".to_owned()));
    assert!(screen.text().contains("Tog a 1 med sig"), "{}", screen.text());
    assert_eq!(screen.walk().log(), before);
}

#[test]
fn letters_typed_one_after_the_other_find_an_option_by_its_words() {
    for (typed, found) in
        [("k u n g", "kungsholmen"), ("s ö d", "sodermalm"), ("å r s t a", "enskede-arsta-vantor")]
    {
        let mut screen = on_field("omrade");
        screen.keys("Enter");
        screen.keys(typed).keys("Enter");
        assert_eq!(chosen(screen.walk(), "omrade").as_deref(), Some(found), "{typed}");
    }
    let mut screen = on_field("omrade");
    screen.keys("Enter h h").keys("Enter");
    assert_eq!(chosen(screen.walk(), "omrade").as_deref(), Some("hasselby-vallingby"));
}

#[test]
fn week_and_month_take_turns_around_the_same_day() {
    let mut screen = on_field("nar");
    let before = screen.keys("Enter").text();
    assert_ne!(screen.keys("Tab").text(), before);
    assert_eq!(screen.keys("Tab").text(), before);
}

/// A walk to the grounds, with the first and the third of them ticked.
const TICKED: &str = "2 3 1 3 2 1 2 1 1 2 1 Down Down Space";

#[test]
fn what_is_ticked_in_a_checklist_is_there_whoever_leaves_it_and_comes_back() {
    let mut screen = Screen::walking();
    let ticked = screen.keys(TICKED).text();
    assert_eq!(ticked.matches("[x]").count(), 2, "{ticked}");
    let again = screen.keys("Left Right").text();
    assert_eq!(again.matches("[x]").count(), 2, "{again}");
    let records = screen.kept();
    let walk = log::resume_walk(&stockholm(), &records).unwrap();
    let mut resumed = Screen::start();
    let taken = Resumed { walk, told: Vec::new() };
    resumed.take(Message::TakenUp(Box::new(taken), Arc::new(Scanner::builtin())));
    assert_eq!(resumed.text().matches("[x]").count(), 2, "{}", resumed.text());
    assert!(resumed.walk().position().outcome(grounds(&resumed)).is_none(), "nothing is decided");
}

#[test]
fn what_is_ticked_otherwise_in_an_answered_checklist_is_taken_wherever_it_is_left_for() {
    for way in ["Left", "t Esc", "q n", "a Esc", "k Esc"] {
        let mut screen = Screen::walking();
        screen.keys(TICKED).keys("Right Left").keys("4").keys(way);
        let chosen = screen.walk().position().outcome(grounds(&screen)).cloned();
        assert!(matches!(&chosen, Some(Outcome::Many(ticks)) if ticks.len() == 3), "{way}: {chosen:?}");
    }
}

fn grounds(screen: &Screen) -> StepIx {
    screen.walk().flow().find_step("grunder").unwrap()
}

#[test]
fn a_walk_is_never_removed_by_one_key() {
    let mut screen = Screen::walking();
    screen.keys("2 3 1 q x");
    assert!(screen.text().contains("Vill du ta bort genomgången?"), "{}", screen.text());
    assert!(screen.asked().is_empty());
    screen.keys("n");
    assert!(screen.asked().is_empty() && screen.text().contains("Hur gammal"), "{}", screen.text());
    screen.keys("q x j");
    assert!(matches!(screen.asked().as_slice(), [Effect::Discard, Effect::Quit]));
}

#[test]
fn who_leaves_before_112_is_marked_is_told_of_it_where_they_leave_and_where_they_come_back() {
    let mut screen = Screen::walking();
    let leaving = screen.keys("1 q").text();
    assert!(leaving.contains("KVAR ATT GÖRA: Ring 112"), "{leaving}");
    let progress = DraftProgress::from_walk(screen.walk());
    let (_folder, _keeper, other) = interrupted();
    let card = |left| DraftCard { left, ..other.clone() };
    let mut start = Screen::start();
    start.take(Message::Drafts(vec![card(progress.left.clone())]));
    assert!(start.text().contains("KVAR ATT GÖRA: Ring 112"), "{}", start.text());
    start.take(Message::Drafts(vec![card(progress.left), card(Vec::new()), card(Vec::new())]));
    assert!(start.text().contains("KVAR ATT GÖRA: Ring 112"), "{}", start.text());
}

#[test]
fn shift_and_tab_lead_back_a_group_at_a_time() {
    let mut screen = on_field("beskrivning");
    let at = |screen: &mut Screen| {
        let row = screen.text().lines().find(|row| row.contains('▸')).unwrap().to_owned();
        row.trim().to_owned()
    };
    screen.keys("Down Down BackTab");
    assert!(at(&mut screen).contains("Beskrivning"), "{}", screen.text());
    screen.keys("BackTab");
    assert!(at(&mut screen).contains("När"), "{}", screen.text());
    screen.keys("BackTab BackTab BackTab");
    assert!(at(&mut screen).contains("Gäller"), "{}", screen.text());
}

#[test]
fn what_the_signs_before_the_rows_mean_stands_on_the_page_while_something_is_guessed() {
    let page = on_field("galler").text();
    assert!(page.contains("? gissat: Enter visar"), "{page}");
}

#[test]
fn a_hurried_enter_chooses_nothing_in_the_first_question_of_the_profile() {
    let mut screen = Screen::start();
    screen.set_first_run(FirstRun::Asked);
    screen.keys("j");
    let layered = LayeredProfile { own: Profile::default(), system: Profile::default() };
    screen.take(Message::Profile(
        Box::new(crate::profile::open_profile(layered)),
        Arc::new(Scanner::builtin()),
        None,
    ));
    screen.asked();
    let page = screen.keys("Enter").text();
    assert!(screen.asked().is_empty() && !page.contains('▸'), "{page}");
    screen.keys("Down Enter");
    assert!(matches!(screen.asked().as_slice(), [Effect::SaveProfile(_)]));
}

#[test]
fn an_act_before_everything_that_was_marked_done_is_said_on_the_next_page() {
    let mut screen = Screen::walking();
    let text = screen.keys("1 1 Enter").text();
    assert!(text.contains("Märkt som gjort: ”Ring 112 nu”. u ångrar."), "{text}");
    let lines = TestEnvironment::new().run_with(&["walk", "--plain"], "ja\n1\nq\nnej\n");
    assert!(lines.out.contains("Märkt som gjort: ”Ring 112 nu”. u ångrar."), "{}", lines.out);
    assert!(
        !lines.out.contains("Skriv en siffra från 1 till 3"),
        "an answer can be written out: {}",
        lines.out
    );
}

#[test]
fn what_is_guessed_and_not_confirmed_is_said_at_the_review_and_in_every_format() {
    let mut screen = on_field("kontroll");
    let review = screen.keys("2 ^S").text();
    assert!(
        review.contains("Gissat, och inte bekräftat: När (vecka 47, 2026)")
            && !review.contains("2026-11-21 ("),
        "{review}"
    );
    let form = |screen: &Screen| {
        deidentified::pass_gate(fill::fill_form(screen.walk(), clock::parse_day(TODAY).unwrap())).unwrap()
    };
    let told = |screen: &Screen, format| {
        String::from_utf8_lossy(&export::render_form(&form(screen), format, Purpose::Case).unwrap())
            .matches("gissning, inte bekräftad")
            .count()
    };
    for format in [Format::Txt, Format::Html, Format::Md] {
        // The time, and the two options that the routine begins with.
        assert_eq!(told(&screen, format), 3, "{format:?}");
    }
    go_to(screen.keys("Esc"), "nar");
    screen.keys("Enter Enter");
    assert_eq!(told(&screen, Format::Txt), 2, "the time is confirmed");
    let identity = Identity { id: FormId::parse_id("7f3k2qhx5w2mzt4b").unwrap(), version: 1 };
    let saved = form(&screen).with_identity(identity);
    let text = String::from_utf8(json::write(&saved, Purpose::Case)).unwrap();
    assert_eq!(text.matches("\"guessed\": true").count(), 2, "{text}");
    assert_eq!(json::read_form(&text), Ok(saved));
}

#[test]
fn a_digit_leads_to_the_earlier_answer_that_it_stands_before() {
    let mut screen = on_field("kontroll");
    let trail = screen.keys("F6").text();
    assert!(trail.contains("0–9 gå till svaret"), "{trail}");
    assert!(screen.keys("2").text().contains("Vad gäller det?"), "{}", screen.text());
}

#[test]
fn a_name_that_is_kept_is_said_at_the_top_of_the_review() {
    let mut screen = on_field("beskrivning");
    screen.keys("Enter");
    screen.take(Message::Pasted("Kalle Karlsson ropade.".to_owned()));
    screen.keys("F4 3 j");
    screen.take(Message::Key(KeyPress::ctrl('s')));
    let text = screen.keys("^S").text();
    assert!(
        text.contains("Det här har du låtit stå kvar") && text.contains("”Kalle Karlsson” (person)"),
        "{text}"
    );
}

#[test]
fn the_sign_that_there_is_more_scrolls_and_answers_nothing() {
    let mut screen = Screen::sized(60, 20);
    screen.take(Screen::opened());
    screen.keys(UNDER_18);
    go_to(&mut screen, "omrade");
    screen.keys("Enter");
    let before = screen.walk().position().clone();
    let sign = find(&screen.text(), "↓ fler");
    screen.take(Message::Clicked(sign.0, sign.1));
    let scrolled = screen.text();
    assert_eq!(*screen.walk().position(), before, "{scrolled}");
    let up = find(&scrolled, "↑ fler");
    screen.take(Message::Clicked(up.0, up.1));
    assert!(!screen.text().contains("↑ fler"), "{}", screen.text());
    assert_eq!(*screen.walk().position(), before);
}

#[test]
fn a_click_answers_what_it_hits() {
    let mut screen = Screen::walking();
    let row = screen.text().lines().position(|line| line.contains("2 Nej")).unwrap();
    screen.take(Message::Clicked(8, u16::try_from(row).unwrap()));
    assert_eq!(screen.walk().flow().step(screen.walk().position().at).id.as_str(), "galler");
}
