//! One voice: whatever the face, a step cites the same laws, contacts, words and texts.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::deid::screened::{Clearings, screen_text};
use stegvis::deid::{Advice, Finding, Scanner};
use stegvis::draft::list::Drafts;
use stegvis::draft::writer::DraftWriter;
use stegvis::export::paper::{PaperFormat, render_paper};
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::{AnswerIx, FieldId, FieldIx, LawIx, StepIx};
use stegvis::flow::model::{FieldKind, Mark, Step, StepKind, Urgency};
use stegvis::flow::{glossary, law};
use stegvis::form::model::FormEntry;
use stegvis::form::review::review_form;
use stegvis::form::{advice, deidentified, fill};
use stegvis::paper::handout::make_handout;
use stegvis::plain::{self, InterruptedWalk, LinePage, Setup};
use stegvis::present::act_confirmation;
use stegvis::routines;
use stegvis::session::answer;
use stegvis::session::event::FieldValue;
use stegvis::session::walk::Walk;
use stegvis::store::Store;
use stegvis::training::Material;
use stegvis::tui::key::KeyPress;
use stegvis::tui::lobby::LobbyRow;
use stegvis::tui::message::Message;
use stegvis::tui::model::{Model, WalkStage};
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::training::TrainingModel;
use stegvis::tui::{update, update_undrawn, view};

use crate::random::RandomSource;
use crate::told::lines_through_form;
use crate::training::material;
use crate::tui::{event, rows, walks_to_every_step};
use crate::world::{TODAY, TestEnvironment};

static SCANNER: LazyLock<Arc<Scanner>> = LazyLock::new(|| Arc::new(Scanner::builtin()));

/// Letters and digits alone: how a text is broken, marked and pointed is the face's own.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a step says, read from the routine itself and not from what the faces are given.
fn said(walk: &Walk, at: StepIx) -> Vec<String> {
    let (flow, step) = (walk.flow(), walk.flow().step(at));
    let mut said = vec![step.title.clone()];
    said.extend([&step.text, &step.why, &step.quote].into_iter().flatten().cloned());
    if step.quote.as_ref().is_some_and(|quote| quote.contains('[')) {
        said.push("Ord inom [hakparentes] är rekonstruerade ur figuren.".to_owned());
    }
    let laws = law::resolve_cited_laws(flow, &laws(walk, at), clock::parse_day(TODAY).unwrap());
    said.extend(laws.iter().flat_map(|shown| [shown.format_citation(), shown.effective_law().says.clone()]));
    said.extend(law::describe_read_days(&laws));
    for contact in &step.contacts {
        let contact = &flow.contacts[contact.index()];
        said.extend([contact.label.clone(), contact.reach.clone()]);
    }
    let terms = glossary::terms_of_step(flow, step);
    said.extend(terms.iter().flat_map(|term| [term.term.clone(), term.says.clone()]));
    said.extend(glossary::collect_sources(flow, &terms).into_iter().map(|source| source.text.clone()));
    said.extend(step.sources.iter().map(|source| flow.sources[source.index()].text.clone()));
    said
}

fn laws(walk: &Walk, at: StepIx) -> Vec<LawIx> {
    let step = walk.flow().step(at);
    let mut laws = step.laws.clone();
    if let StepKind::Choose { options, .. } = &step.kind {
        let offered = answer::offered_options(options, &|asked| walk.position().outcome(asked));
        laws.extend(offered.into_iter().flat_map(|(_, option)| &option.laws));
    }
    laws
}

/// What can be answered at a step, in words.
fn choices(walk: &Walk, at: StepIx) -> Vec<String> {
    let step = walk.flow().step(at);
    match &step.kind {
        StepKind::Ask { answers } => answers.iter().map(|answer| answer.text.clone()).collect(),
        StepKind::Choose { options, .. } => {
            let offered = answer::offered_options(options, &|asked| walk.position().outcome(asked));
            let texts = offered.into_iter().map(|(_, option)| option);
            texts.flat_map(|option| [Some(&option.text), option.note.as_ref()]).flatten().cloned().collect()
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
    }
}

fn assert_says(face: &str, shown: &str, said: &[String], step: &Step) {
    let shown = bare(shown);
    for text in said {
        // A list that a face sets on several lines, or together, is still all there, point by point.
        for line in text.lines() {
            assert!(shown.contains(&bare(line)), "{face}, steget {}, utelämnar: {line}", step.id);
        }
    }
}

/// Each passed step on the screen as the walk came to it, with its reasons over it, where everything has room.
fn on_screen(walk: &Walk) -> Vec<String> {
    let flow = Arc::clone(walk.verified());
    let mut model = Model::new(clock::parse_day(TODAY).unwrap(), (100, 200), Vec::new());
    update_undrawn(&mut model, Message::Opened(flow, SCANNER.clone()));
    let mut terminal = Terminal::new(TestBackend::new(100, 200)).unwrap();
    let mut shown = Vec::new();
    for event in walk.log() {
        let mut page = String::new();
        for key in [
            KeyPress::plain(KeyCode::Null),
            KeyPress::plain(KeyCode::Char('v')),
            KeyPress::plain(KeyCode::Esc),
        ] {
            update_undrawn(&mut model, Message::Key(key));
            terminal
                .draw(|frame| drop(view::draw_screen(frame, &model, &Theme::new(ColorSupport::None))))
                .unwrap();
            page.push_str(&rows(terminal.backend()));
        }
        shown.push(page);
        let walking = model.walking_mut().unwrap();
        walking.walk.apply(event.clone()).unwrap();
        walking.show_step(None);
    }
    shown
}

/// Each passed step line by line, and its reasons.
fn in_lines(walk: &Walk) -> Vec<String> {
    let lines = walk.position().path.iter().map(|visit| answer_line(walk, visit.step, &visit.outcome));
    let lines: String = lines.flat_map(|line| ["v\n".to_owned(), line]).collect();
    let mut output = Vec::new();
    plain::run_session(setup(walk, &TestEnvironment::new()), &mut lines.as_bytes(), &mut output).unwrap();
    let output = String::from_utf8(output).unwrap();
    // Before the first prompt of a step it is shown; before the second stand its reasons.
    let asked_again = |said: &&str| said.starts_with("Gör det här före allt annat");
    let said: Vec<&str> = output.split("> ").filter(|said| !asked_again(said)).collect();
    said.chunks(2).take(walk.position().path.len()).map(|said| said.join("\n")).collect()
}

fn setup(walk: &Walk, world: &TestEnvironment) -> Setup {
    Setup {
        flow: Arc::clone(walk.verified()),
        today: clock::parse_day(TODAY).unwrap(),
        store: Store::in_folder(world.path("out")),
        formats: Vec::new(),
        scanner: SCANNER.clone(),
        speller: stegvis::spelling::Speller::default(),
        keeper: DraftWriter::new(Drafts::in_no_folder()),
        interrupted: InterruptedWalk::Mention,
        page: LinePage::default(),
    }
}

/// What is written to come from a step to an outcome.
fn answer_line(walk: &Walk, at: StepIx, outcome: &Outcome) -> String {
    let offered = |answer: &AnswerIx| match &walk.flow().step(at).kind {
        StepKind::Choose { options, .. } => {
            let offered = answer::offered_options(options, &|asked| walk.position().outcome(asked));
            offered.iter().position(|(place, _)| place == answer).unwrap() + 1
        }
        StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
            answer.index() + 1
        }
    };
    let step = walk.flow().step(at);
    match outcome {
        Outcome::One(_)
            if Mark::from_outcome(outcome).is_some_and(|mark| act_confirmation(step, mark).is_some()) =>
        {
            "2\nnej\n".to_owned()
        }
        Outcome::One(answer) => format!("{}\n", offered(answer)),
        Outcome::Many(chosen) if chosen.is_empty() => "0\n".to_owned(),
        Outcome::Many(chosen) => {
            chosen.iter().map(|answer| offered(answer).to_string()).collect::<Vec<_>>().join(" ") + "\n"
        }
        Outcome::Passed => "\n".to_owned(),
    }
}

/// Screen and lines say at every step of the walk what the routine says there.
fn assert_faces_agree(walk: &Walk) {
    let faces = [("skärmen", on_screen(walk)), ("rader", in_lines(walk))];
    for (nth, visit) in walk.position().path.iter().enumerate() {
        let step = walk.flow().step(visit.step);
        let said: Vec<String> = said(walk, visit.step).into_iter().chain(choices(walk, visit.step)).collect();
        for (face, pages) in &faces {
            assert_says(face, &pages[nth], &said, step);
            assert!(!pages[nth].contains("**"), "{face}, steget {}: råa märken\n{}", step.id, pages[nth]);
        }
    }
}

fn built_in() -> Vec<Arc<VerifiedFlow>> {
    let day = clock::parse_day(TODAY).unwrap();
    ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"]
        .map(|id| routines::load_routine(id, day).unwrap())
        .to_vec()
}

/// The walk, gone on with at random to the form.
fn to_the_form(mut walk: Walk, chance: &mut RandomSource) -> Walk {
    loop {
        let at = walk.position().at;
        let outcome = match &walk.flow().step(at).kind {
            StepKind::Ask { answers } => Outcome::One(AnswerIx::nth(chance.below(answers.len()))),
            StepKind::Choose { options, .. } => {
                let offered = answer::offered_options(options, &|asked| walk.position().outcome(asked));
                Outcome::Many(vec![offered[chance.below(offered.len())].0])
            }
            // What goes before everything is asked about once more where it is not done, which is another page.
            StepKind::Act { urgency: Urgency::Now, .. } => Mark::Done.outcome(),
            StepKind::Act { .. } => [Mark::Done, Mark::Todo][chance.below(2)].outcome(),
            StepKind::Tell { .. } => Outcome::Passed,
            StepKind::End => return walk,
        };
        walk.apply(event(&walk, at, &outcome)).unwrap();
    }
}

#[test]
fn screen_and_lines_say_the_same_at_every_step_of_every_routine() {
    for flow in built_in() {
        let steps =
            flow.flow().step_indices().filter(|at| !matches!(flow.flow().step(*at).kind, StepKind::End));
        let mut unseen: BTreeSet<StepIx> = steps.collect();
        for walk in walks_to_every_step(&flow).into_iter().rev() {
            let walk = to_the_form(walk, &mut RandomSource(1));
            let new = walk.position().path.iter().filter(|visit| unseen.remove(&visit.step)).count();
            if new > 0 {
                assert_faces_agree(&walk);
            }
        }
        assert!(unseen.is_empty(), "{unseen:?}");
    }
}

#[test]
fn screen_and_lines_say_the_same_on_walks_at_random() {
    for flow in built_in() {
        for seed in 0..4 {
            assert_faces_agree(&to_the_form(Walk::new(Arc::clone(&flow)), &mut RandomSource(seed)));
        }
    }
}

#[test]
fn training_and_handout_say_what_the_steps_say() {
    let (material, day) = (material(), clock::parse_day(TODAY).unwrap());
    for (nth, lesson) in material.lessons.iter().enumerate() {
        let (walk, id) = (lesson.walk(), &lesson.scenario().id);
        let paper = make_handout(lesson.scenario(), walk, day);
        let paper = String::from_utf8(render_paper(&paper, PaperFormat::Md).unwrap()).unwrap();
        let pages = [
            ("bladet", paper),
            ("övning, rader", lesson_in_lines(&material, nth)),
            ("övning", lesson_on_screen(&material, nth)),
        ];
        for visit in &walk.position().path {
            let (said, step) = (said(walk, visit.step), walk.flow().step(visit.step));
            for (face, shown) in &pages {
                assert_says(&format!("{face} {id}"), shown, &said, step);
            }
        }
    }
}

fn lesson_in_lines(material: &Material, nth: usize) -> String {
    let (mut output, lines) = (Vec::new(), "\n".repeat(200));
    let today = clock::parse_day(TODAY).unwrap();
    plain::training::run_training(
        material.clone(),
        stegvis::training::TrainingStart { lesson: Some(nth), ..Default::default() },
        (today, &|| std::time::Duration::ZERO),
        &mut lines.as_bytes(),
        &mut output,
        LinePage::default(),
    )
    .unwrap();
    String::from_utf8(output).unwrap()
}

fn lesson_on_screen(material: &Material, nth: usize) -> String {
    let mut training = TrainingModel::new(clock::parse_day(TODAY).unwrap(), (100, 200), material.clone());
    training.open_row(LobbyRow::Lesson(nth));
    let mut terminal = Terminal::new(TestBackend::new(100, 200)).unwrap();
    let mut shown = String::new();
    while training.notice.is_none() {
        terminal
            .draw(|frame| {
                drop(view::training::draw_training(frame, &training, &Theme::new(ColorSupport::None)));
            })
            .unwrap();
        shown.push_str(&rows(terminal.backend()));
        training.layout = view::training::lay_out(&training);
        update::training::update(&mut training, &Message::Key(KeyPress::plain(KeyCode::Enter)));
    }
    shown
}

#[test]
fn screen_and_lines_say_the_same_of_every_field() {
    for flow in built_in() {
        let walk = to_the_form(Walk::new(Arc::clone(&flow)), &mut RandomSource(2));
        let lines = form_in_lines(&walk);
        for (row, at) in fields(&walk).into_iter().enumerate() {
            let field = flow.flow().form.field(at);
            let walked = fill::said_by_walk(&walk, at).into_iter().map(|option| option.text.clone());
            let said: Vec<String> =
                [field.label.clone()].into_iter().chain(field.help.clone()).chain(walked).collect();
            for (face, shown) in [("skärmen", field_on_screen(&walk, row)), ("rader", lines.clone())] {
                for text in &said {
                    assert!(
                        bare(&shown).contains(&bare(text)),
                        "{face}, fältet {}, utelämnar: {text}",
                        field.id
                    );
                }
            }
        }
    }
}

fn fields(walk: &Walk) -> Vec<FieldIx> {
    let sections = &walk.flow().form.sections;
    sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields)).collect()
}

fn field_on_screen(walk: &Walk, row: usize) -> String {
    let mut model = Model::new(clock::parse_day(TODAY).unwrap(), (100, 100), Vec::new());
    update_undrawn(&mut model, Message::Opened(Arc::clone(walk.verified()), SCANNER.clone()));
    let walking = model.walking_mut().unwrap();
    walking.walk = walk.clone();
    walking.stage = WalkStage::Form { cursor: row };
    let mut terminal = Terminal::new(TestBackend::new(100, 100)).unwrap();
    let mut shown = String::new();
    for key in [KeyCode::Null, KeyCode::Enter] {
        update_undrawn(&mut model, Message::Key(KeyPress::plain(key)));
        terminal
            .draw(|frame| drop(view::draw_screen(frame, &model, &Theme::new(ColorSupport::None))))
            .unwrap();
        shown.push_str(&rows(terminal.backend()));
    }
    shown
}

/// Every field line by line, as the walk has filled it.
fn form_in_lines(walk: &Walk) -> String {
    let steps = walk.position().path.iter().map(|visit| answer_line(walk, visit.step, &visit.outcome));
    // Every field is looked at, and left as it is.
    let through = lines_through_form(&mut walk.clone(), |_, _| Some(("\n".to_owned(), None)));
    let lines: String = steps.chain([through]).collect();
    let mut output = Vec::new();
    plain::run_session(setup(walk, &TestEnvironment::new()), &mut lines.as_bytes(), &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

/// What the review says, read from the form and the walk and not from what the faces are given.
fn review_says(walk: &Walk, clearings: &Clearings) -> Vec<String> {
    let day = clock::parse_day(TODAY).unwrap();
    let form = fill::fill_form(walk, day);
    let mut said = vec![form.routine.title.clone(), form.routine.fingerprint.chars().take(12).collect()];
    for section in &form.sections {
        for row in section.rows.iter().filter(|row| !row.entry.is_empty()) {
            said.extend([section.title.clone(), row.label.clone()]);
            said.extend(row.entry.words().lines().map(str::to_owned));
            said.extend(row.entry.note().map(str::to_owned));
            said.extend(kept_in(&row.entry));
        }
    }
    said.extend(advice::advise_on_form(walk, day, &SCANNER).iter().map(Advice::text));
    said.extend(advice::describe_guesses(walk, day).into_iter().chain(advice::form_notes(walk, day)));
    for remark in review_form(walk, clearings) {
        said.push(remark.says);
        said.extend(remark.back.map(|at| walk.flow().step(at).title.clone()));
    }
    said.extend(deidentified::find_objections(&form).iter().map(ToString::to_string));
    let left = walk.acts().into_iter().filter(|(_, mark)| *mark == Some(Mark::Todo));
    said.extend(left.map(|(at, _)| walk.flow().step(at).title.clone()));
    said
}

fn kept_in(entry: &FormEntry) -> Vec<String> {
    let FormEntry::Text(Some(text)) = entry else { return Vec::new() };
    let told =
        |finding: Finding| format!("{} {}", text.text().get(finding.range).unwrap(), finding.class.label(1));
    SCANNER.scan(text.text()).into_iter().map(told).collect()
}

/// A form filled at random: the walk with it, what was met on the way, and the lines that fill it so.
struct RandomForm {
    walk: Walk,
    clearings: Clearings,
    lines: String,
}

impl RandomForm {
    fn new(walk: Walk, chance: &mut RandomSource) -> Self {
        let (mut walk, mut clearings) = (walk, Clearings::default());
        let lines = lines_through_form(&mut walk, |walk, at| fill_randomly(walk, at, &mut clearings, chance));
        Self { walk, clearings, lines }
    }

    fn review_in_lines(&self) -> String {
        let path = &self.walk.position().path;
        let steps = path.iter().map(|visit| answer_line(&self.walk, visit.step, &visit.outcome));
        let lines: String = steps.chain([self.lines.clone()]).collect();
        let mut output = Vec::new();
        let setup = setup(&self.walk, &TestEnvironment::new());
        plain::run_session(setup, &mut lines.as_bytes(), &mut output).unwrap();
        let output = String::from_utf8(output).unwrap();
        let review = output.split("> ").find(|said| said.contains("Granska blanketten:"));
        review.unwrap_or_else(|| panic!("no review\n{output}")).to_owned()
    }

    fn review_on_screen(self) -> String {
        let mut model = Model::new(clock::parse_day(TODAY).unwrap(), (100, 200), Vec::new());
        update_undrawn(&mut model, Message::Opened(Arc::clone(self.walk.verified()), SCANNER.clone()));
        let walking = model.walking_mut().unwrap();
        (walking.walk, walking.clearings) = (self.walk, self.clearings);
        walking.stage = WalkStage::Review { scroll: 0 };
        let mut terminal = Terminal::new(TestBackend::new(100, 200)).unwrap();
        terminal
            .draw(|frame| drop(view::draw_screen(frame, &model, &Theme::new(ColorSupport::None))))
            .unwrap();
        rows(terminal.backend())
    }
}

/// What is written in a field, and what then stands there.
fn fill_randomly(
    walk: &Walk,
    at: FieldIx,
    clearings: &mut Clearings,
    chance: &mut RandomSource,
) -> Option<(String, Option<FieldValue>)> {
    let field = walk.flow().form.field(at);
    let options: Vec<_> = fill::offered_options(walk, at).cloned().collect();
    let nth = chance.below(options.len() + 1).checked_sub(1);
    match (&field.kind, nth) {
        (FieldKind::Text { .. }, _) if chance.one_in(2) => {
            Some(("Yusuf talade om islam.\nb\nja\n".to_owned(), Some(keep_finding(&field.id, clearings))))
        }
        (FieldKind::Choice { .. }, Some(nth)) => {
            Some((format!("{}\n", nth + 1), Some(FieldValue::Option(options[nth].id.clone()))))
        }
        (FieldKind::Choices { .. }, Some(nth)) => {
            Some((format!("{}\n", nth + 1), Some(FieldValue::Options(vec![options[nth].id.clone()]))))
        }
        (_, _) => None,
    }
}

/// A text with a name in it that is kept.
fn keep_finding(field: &FieldId, clearings: &mut Clearings) -> FieldValue {
    let text = "Yusuf talade om islam.";
    clearings.enter_place(field.as_str());
    let found = screen_text(&SCANNER, text, clearings).unwrap_err();
    clearings.record_classes(text, &found);
    clearings.clear_finding(text, &found[0]);
    FieldValue::Text(screen_text(&SCANNER, text, clearings).unwrap())
}

#[test]
fn screen_and_lines_say_the_same_at_the_review_of_forms_at_random() {
    for flow in built_in() {
        for seed in 0..24 {
            let chance = &mut RandomSource(seed);
            let form = RandomForm::new(to_the_form(Walk::new(Arc::clone(&flow)), chance), chance);
            let said = review_says(&form.walk, &form.clearings);
            let end = flow.flow().step(form.walk.position().at);
            assert_says(&format!("rader, {seed}"), &form.review_in_lines(), &said, end);
            assert_says(&format!("skärmen, {seed}"), &form.review_on_screen(), &said, end);
        }
    }
}
