//! What each key changes in a training. Nothing here asks anything of the outside world but to leave.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a page answers the commands of its own context and no others"
)]

use ratatui::crossterm::event::KeyCode;

use super::typing::type_line;
use crate::flow::guard::Outcome;
use crate::flow::id::AnswerIx;
use crate::flow::model::StepKind;
use crate::quiz::round::{AnsweredBy, MOST, QuestionStage};
use crate::training::LessonStage;
use crate::tui::editor::Editor;
use crate::tui::key::{HeldKey, KeyPress};
use crate::tui::keymap::{self, KeyCommand};
use crate::tui::message::{Message, Scroll};
use crate::tui::model::{Cover, is_too_small};
use crate::tui::scroll::scroll_to;
use crate::tui::training::{LessonState, Letters, QuizPage, TrainingModel, TrainingOverlay, TrainingPage};
use crate::tui::words;

/// What there is to do after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingAction {
    /// To wait for the next one.
    Stay,
    /// To end the training.
    Leave,
}

/// Takes one message.
pub fn update(training: &mut TrainingModel, message: &Message) -> TrainingAction {
    match message {
        Message::Resized(width, height) => training.size = (*width, *height),
        Message::Key(key) => return handle_key(training, *key),
        Message::Clicked(..) | Message::Scrolled(_) if training.cover == Cover::On => {}
        Message::Clicked(column, row) => return handle_click(training, *column, *row),
        Message::Scrolled(Scroll::Up) => return handle_command(training, KeyCommand::Up),
        Message::Scrolled(Scroll::Down) => return handle_command(training, KeyCommand::Down),
        // What comes of effects, which a training has none of, and texts, which it takes none of.
        _ => {}
    }
    TrainingAction::Stay
}

fn handle_key(training: &mut TrainingModel, key: KeyPress) -> TrainingAction {
    if let Some(cover) = keymap::cover::cover_after(training.cover, key) {
        training.cover = cover;
        return TrainingAction::Stay;
    }
    training.notice = None;
    if is_too_small(training.size) {
        return if key == KeyPress::ctrl('c') { TrainingAction::Leave } else { TrainingAction::Stay };
    }
    match training.find_command(key) {
        Some(command) => handle_command(training, command),
        None => {
            type_key(training, key);
            TrainingAction::Stay
        }
    }
}

fn handle_click(training: &mut TrainingModel, column: u16, row: u16) -> TrainingAction {
    training.notice = None;
    if is_too_small(training.size) {
        return TrainingAction::Stay;
    }
    match (training.layout.item_at(column, row), training.layout.command_at(column, row)) {
        // A sign that there is more lies over the last row.
        (_, Some(command)) => handle_command(training, command),
        (Some(item), None) => click_item(training, item),
        (None, None) => TrainingAction::Stay,
    }
}

fn click_item(training: &mut TrainingModel, item: usize) -> TrainingAction {
    match &mut training.overlay {
        Some(TrainingOverlay::Map(page)) => {
            page.go_to_visible(training.layout.body.height, item);
            TrainingAction::Stay
        }
        Some(
            TrainingOverlay::Jump { cursor }
            | TrainingOverlay::Otherwise { cursor }
            | TrainingOverlay::Questions { cursor },
        ) => {
            *cursor = item;
            TrainingAction::Stay
        }
        Some(TrainingOverlay::Help { .. }) => TrainingAction::Stay,
        None => handle_command(training, KeyCommand::Pick(item)),
    }
}

fn handle_command(training: &mut TrainingModel, command: KeyCommand) -> TrainingAction {
    if training.overlay.is_some() && command != KeyCommand::Hide {
        handle_overlay_command(training, command);
        return TrainingAction::Stay;
    }
    match command {
        KeyCommand::Quit => return TrainingAction::Leave,
        KeyCommand::Hide => training.cover = Cover::On,
        KeyCommand::Help => training.overlay = Some(TrainingOverlay::Help { scroll: 0 }),
        KeyCommand::Map => training.open_map(),
        KeyCommand::Notes => training.toggle_notes(),
        KeyCommand::Large => {
            training.letters = match training.letters {
                Letters::Usual => Letters::Large,
                Letters::Large => Letters::Usual,
            };
        }
        KeyCommand::Close if training.wanted.is_some() && is_lobby(training) => training.wanted = None,
        KeyCommand::Close => training.close_page(),
        _ => handle_page_command(training, command),
    }
    TrainingAction::Stay
}

fn is_lobby(training: &TrainingModel) -> bool {
    matches!(training.page, TrainingPage::Lobby { .. })
}

fn handle_page_command(training: &mut TrainingModel, command: KeyCommand) {
    let furthest = training.layout.furthest;
    match &mut training.page {
        TrainingPage::Lobby { .. } => handle_lobby_command(training, command),
        TrainingPage::Points { scroll } | TrainingPage::Missed { scroll } => {
            if !scroll_page(scroll, command, furthest) {
                training.close_page();
            }
        }
        TrainingPage::Present { .. } => handle_present_command(training, command),
        TrainingPage::Lesson(_) => handle_lesson_command(training, command, furthest),
        TrainingPage::Quiz(_) => handle_quiz_command(training, command, furthest),
    }
}

fn handle_lobby_command(training: &mut TrainingModel, command: KeyCommand) {
    let rows = training.rows();
    let TrainingPage::Lobby { cursor } = &mut training.page else { return };
    let picked = match command {
        KeyCommand::Search => return training.wanted = Some(Editor::default()),
        KeyCommand::Pick(row) => row,
        KeyCommand::Confirm => *cursor,
        _ => return scroll_to(cursor, command, rows.len().saturating_sub(1)),
    };
    if let Some(row) = rows.get(picked) {
        *cursor = picked;
        training.open_row(*row);
    }
}

/// Goes on to the questions once somebody has said how many are there.
fn handle_present_command(training: &mut TrainingModel, command: KeyCommand) {
    let TrainingPage::Present { number } = training.page else { return };
    match (command, number) {
        (KeyCommand::Confirm, 0) => {
            training.notice = Some("Skriv hur många ni är, med siffror.".to_owned());
        }
        (KeyCommand::Confirm, present) => {
            training.meeting.present = Some(present);
            training.open_quiz(AnsweredBy::Room);
        }
        _ => {}
    }
}

fn handle_lesson_command(training: &mut TrainingModel, command: KeyCommand, furthest: usize) {
    let TrainingPage::Lesson(page) = &mut training.page else { return };
    match command {
        KeyCommand::Steps => {
            training.overlay = Some(TrainingOverlay::Jump { cursor: current_step_index(page) });
        }
        KeyCommand::Otherwise if page.others.is_empty() => {
            let notice = "Tänk om finns där ett svar visas. Gå vidare med Enter.";
            training.notice = Some(notice.to_owned());
        }
        KeyCommand::Otherwise => {
            training.overlay = Some(TrainingOverlay::Otherwise { cursor: given_answer_index(page) });
        }
        KeyCommand::Back => turn_page(training, PageTurn::Back),
        KeyCommand::First | KeyCommand::Last => {
            let last = page.lesson.page_number().1;
            page.lesson.go_to_page(if command == KeyCommand::First { 1 } else { last });
            page.prepare_page();
        }
        KeyCommand::Pick(nth) => answer_page(training, nth),
        command => {
            if !scroll_page(&mut page.scroll, command, furthest) {
                turn_page(training, PageTurn::On);
            }
        }
    }
}

/// How many columns of an answer are repeated beside what is told of it.
const SAID_WIDTH: usize = 24;

/// Goes on from a question with what the room answered, which is told there beside the story's own.
fn answer_page(training: &mut TrainingModel, nth: usize) {
    let TrainingPage::Lesson(page) = &training.page else { return };
    let LessonStage::Asked(at) = page.lesson.page() else { return };
    let step = page.flow().step(at);
    let StepKind::Ask { answers } = &step.kind else { return };
    let Some(answer) = answers.get(nth) else { return };
    let same = page.lesson.outcome() == Some(&Outcome::One(AnswerIx::nth(nth)));
    let told = if same { "Det gjorde de i berättelsen också." } else { "ä visar vad det hade ändrat." };
    let notice = format!("Ni svarade: {}. {told}", words::cut_to_width(&answer.text, SAID_WIDTH));
    turn_page(training, PageTurn::On);
    training.notice = Some(notice);
}

#[derive(Clone, Copy)]
enum PageTurn {
    On,
    Back,
}

fn turn_page(training: &mut TrainingModel, turning: PageTurn) {
    let TrainingPage::Lesson(page) = &mut training.page else { return };
    let answered = page.lesson.is_at_question().then(|| page.lesson.card());
    let (turned, notice) = match turning {
        PageTurn::On => (page.lesson.go_on(), "Det var sista sidan. Esc går till listan."),
        PageTurn::Back => (page.lesson.go_back(), "Det här är första sidan."),
    };
    if turned {
        page.prepare_page();
        if let (PageTurn::On, Some(card)) = (turning, answered) {
            training.count_scenario(card);
        }
    } else {
        training.notice = Some(notice.to_owned());
    }
}

/// Scrolls, where the command does. Going on shows what is left to read first; `false` means that nothing is, and that
/// the page is to be left.
fn scroll_page(at: &mut usize, command: KeyCommand, furthest: usize) -> bool {
    match command {
        KeyCommand::Confirm if *at < furthest => scroll_to(at, KeyCommand::PageDown, furthest),
        KeyCommand::Confirm | KeyCommand::Back => return false,
        _ => scroll_to(at, command, furthest),
    }
    true
}

/// The place of the lesson's step among its steps.
fn current_step_index(page: &LessonState) -> usize {
    let step = page.lesson.step();
    page.lesson.steps().iter().position(|at| Some(*at) == step).unwrap_or(0)
}

/// The place of the answer given among those to think of.
fn given_answer_index(page: &LessonState) -> usize {
    let given = page.lesson.outcome();
    page.others.iter().position(|(outcome, _)| Some(outcome) == given).unwrap_or(0)
}

fn handle_quiz_command(training: &mut TrainingModel, command: KeyCommand, furthest: usize) {
    let TrainingPage::Quiz(page) = &mut training.page else { return };
    match (page.round.stage(), command) {
        (QuestionStage::Asked, KeyCommand::Back)
            if page.round.by == AnsweredBy::Room && page.round.place().0 == 1 =>
        {
            let number = training.meeting.present.take().unwrap_or(0);
            training.page = TrainingPage::Present { number };
        }
        (_, KeyCommand::Back) => {
            page.round.go_back();
            (page.cursor, page.scroll) = (0, 0);
        }
        (QuestionStage::Asked, command) => {
            let taken = handle_question_command(page, command);
            warn_of_hands(training, taken);
        }
        (QuestionStage::Shown, command) => {
            if !scroll_page(&mut page.scroll, command, furthest) {
                page.round.go_on();
                (page.cursor, page.scroll) = (0, 0);
            }
        }
        (QuestionStage::Over, KeyCommand::Again) => {
            let by = page.round.by;
            training.open_quiz(by);
        }
        (QuestionStage::Over, command) => {
            scroll_page(&mut page.scroll, command, furthest);
        }
    }
}

/// What a key changes in a question.
fn handle_question_command(page: &mut QuizPage, command: KeyCommand) -> HandsTaken {
    let last = page.round.hand_counts().len().saturating_sub(1);
    let counted = page.round.hand_counts().get(page.cursor).copied().unwrap_or(0);
    match (command, page.round.by) {
        (KeyCommand::Pick(option), AnsweredBy::Room) => page.cursor = option.min(last),
        (KeyCommand::Pick(option), AnsweredBy::One) if option <= last => {
            page.cursor = option;
            page.round.choose_option(option);
        }
        (KeyCommand::Confirm, AnsweredBy::One) => page.round.choose_option(page.cursor),
        (KeyCommand::Confirm, AnsweredBy::Room) => page.round.show_answer(),
        (KeyCommand::More, AnsweredBy::Room) => return set_hands(page, counted.saturating_add(1)),
        (KeyCommand::Less, AnsweredBy::Room) => return set_hands(page, counted.saturating_sub(1)),
        _ => scroll_to(&mut page.cursor, command, last),
    }
    HandsTaken::All
}

/// Whether all the hands that were counted could be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HandsTaken {
    All,
    /// There are more hands than people.
    AsManyAsThereAre,
}

fn set_hands(page: &mut QuizPage, hands: u32) -> HandsTaken {
    if page.round.set_hands(page.cursor, hands) { HandsTaken::All } else { HandsTaken::AsManyAsThereAre }
}

fn warn_of_hands(training: &mut TrainingModel, taken: HandsTaken) {
    if let (HandsTaken::AsManyAsThereAre, Some(present)) = (taken, training.meeting.present) {
        training.notice = Some(format!("Ni är {present}. Fler händer än så räknas inte."));
    }
}

/// Digits make up the number of hands or of people; letters what is searched for.
fn type_key(training: &mut TrainingModel, key: KeyPress) {
    match (&mut training.overlay, &mut training.page, &mut training.wanted) {
        (Some(TrainingOverlay::Map(map)), _, _) if map.takes_text() => {
            type_line(&mut map.wanted, key);
            training.notice = map.search_typed().map(str::to_owned);
        }
        (None, TrainingPage::Lobby { cursor }, Some(wanted)) => {
            type_line(wanted, key);
            *cursor = 0;
        }
        (None, TrainingPage::Present { number }, _) => {
            *number = type_number(*number, key).unwrap_or(*number).min(MOST);
        }
        (None, TrainingPage::Quiz(page), _) if page.round.by == AnsweredBy::Room => {
            let counted = page.round.hand_counts().get(page.cursor).copied().unwrap_or(0);
            let typed = type_number(counted, key);
            // A digit that would make more hands than people begins a number anew.
            let most = training.meeting.present.unwrap_or(MOST);
            let anew = typed.filter(|hands| *hands > most).and_then(|_| type_number(0, key));
            let taken = anew.or(typed).map_or(HandsTaken::All, |hands| set_hands(page, hands));
            warn_of_hands(training, taken);
        }
        _ => {}
    }
}

/// A number with a digit more, or less; `None` where the key is for neither.
fn type_number(number: u32, key: KeyPress) -> Option<u32> {
    match (key.held, key.code) {
        (HeldKey::Neither, KeyCode::Char(c)) => {
            c.to_digit(10).map(|digit| number.saturating_mul(10).saturating_add(digit))
        }
        (_, KeyCode::Backspace) => Some(number / 10),
        _ => None,
    }
}

fn handle_overlay_command(training: &mut TrainingModel, command: KeyCommand) {
    let furthest = training.layout.furthest;
    let (steps, others) = match &training.page {
        TrainingPage::Lesson(page) => (page.lesson.steps().len(), page.others.len()),
        TrainingPage::Lobby { .. }
        | TrainingPage::Points { .. }
        | TrainingPage::Missed { .. }
        | TrainingPage::Present { .. }
        | TrainingPage::Quiz(_) => (0, 0),
    };
    let filters = training.filters();
    let Some(overlay) = &mut training.overlay else { return };
    match (overlay, command) {
        (TrainingOverlay::Map(page), command) if !page.leaves_map(command) => {
            training.notice = page.update(command, furthest).map(str::to_owned);
        }
        (_, KeyCommand::Close) => training.overlay = None,
        (TrainingOverlay::Map(_), _) => {}
        (TrainingOverlay::Jump { cursor }, KeyCommand::Confirm) => {
            let row = *cursor;
            jump_to_row(training, row);
        }
        (TrainingOverlay::Questions { cursor }, KeyCommand::Toggle | KeyCommand::Pick(_)) => {
            if let KeyCommand::Pick(row) = command {
                *cursor = row.min(filters.len().saturating_sub(1));
            }
            if let Some((filter, _)) = filters.get(*cursor) {
                training.selection = filter.apply_to(std::mem::take(&mut training.selection));
            }
        }
        (TrainingOverlay::Questions { cursor }, command) => {
            scroll_to(cursor, pick_to_go(command), filters.len().saturating_sub(1));
        }
        (TrainingOverlay::Help { scroll }, command) => {
            scroll_page(scroll, command, furthest);
        }
        (TrainingOverlay::Jump { cursor }, command) => {
            scroll_to(cursor, pick_to_go(command), steps.saturating_sub(1));
        }
        (TrainingOverlay::Otherwise { cursor }, command) => {
            scroll_to(cursor, pick_to_go(command), others.saturating_sub(1));
        }
    }
}

/// What a key asks for in a list that a digit only moves in.
fn pick_to_go(command: KeyCommand) -> KeyCommand {
    match command {
        KeyCommand::Pick(row) => KeyCommand::GoTo(row),
        command => command,
    }
}

fn jump_to_row(training: &mut TrainingModel, row: usize) {
    training.overlay = None;
    let TrainingPage::Lesson(page) = &mut training.page else { return };
    if let Some(step) = page.lesson.steps().get(row) {
        page.lesson.go_to_step(*step);
        page.prepare_page();
    }
}
