//! What each key changes in a training. Nothing here asks anything of the outside world but to leave.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a page answers the commands of its own context and no others"
)]

use ratatui::crossterm::event::KeyCode;

use super::field::type_line;
use crate::quiz::round::{By, Stage};
use crate::tui::keymap::{self, Command};
use crate::tui::message::{Control, Key, Message, Scroll};
use crate::tui::model::Cover;
use crate::tui::scroll::scroll;
use crate::tui::training::{LessonState, Letters, Overlay, Page, QuizPage, Training};
use crate::tui::view::training as view;

/// What there is to do after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To wait for the next one.
    Stay,
    /// To end the training.
    Leave,
}

/// Takes one message.
pub fn update(training: &mut Training, message: &Message) -> Next {
    match message {
        Message::Resized(width, height) => training.size = (*width, *height),
        Message::Key(key) => return pressed(training, *key),
        Message::Clicked(..) | Message::Scrolled(_) if training.cover == Cover::On => {}
        Message::Clicked(column, row) => return clicked(training, *column, *row),
        Message::Scrolled(Scroll::Up) => return given(training, Command::Up),
        Message::Scrolled(Scroll::Down) => return given(training, Command::Down),
        // What comes of effects, which a training has none of, and texts, which it takes none of.
        _ => {}
    }
    Next::Stay
}

fn pressed(training: &mut Training, key: Key) -> Next {
    if let Some(cover) = keymap::cover::after(training.cover, key) {
        training.cover = cover;
        return Next::Stay;
    }
    training.notice = None;
    if training.too_small() {
        return if key == Key::ctrl('c') { Next::Leave } else { Next::Stay };
    }
    match training.command(key) {
        Some(command) => given(training, command),
        None => {
            typed(training, key);
            Next::Stay
        }
    }
}

fn clicked(training: &mut Training, column: u16, row: u16) -> Next {
    training.notice = None;
    match view::item_at(training, column, row) {
        Some(item) if !training.too_small() => click(training, item),
        Some(_) | None => Next::Stay,
    }
}

fn click(training: &mut Training, item: usize) -> Next {
    let row = view::map_row_at(training, item);
    match &mut training.overlay {
        Some(Overlay::Map(page)) => {
            if let Some(row) = row {
                page.browse.move_to(row);
            }
            Next::Stay
        }
        Some(Overlay::Jump { cursor } | Overlay::Otherwise { cursor }) => {
            *cursor = item;
            Next::Stay
        }
        Some(Overlay::Help { .. }) => Next::Stay,
        None => given(training, Command::Pick(item)),
    }
}

fn given(training: &mut Training, command: Command) -> Next {
    if training.overlay.is_some() {
        overlay(training, command);
        return Next::Stay;
    }
    match command {
        Command::Quit => return Next::Leave,
        Command::Help => training.overlay = Some(Overlay::Help { scroll: 0 }),
        Command::Map => training.open_map(),
        Command::Large => {
            training.letters = match training.letters {
                Letters::Usual => Letters::Large,
                Letters::Large => Letters::Usual,
            };
        }
        Command::Close => training.page = Page::Lobby { cursor: 0 },
        _ => page(training, command),
    }
    Next::Stay
}

fn page(training: &mut Training, command: Command) {
    let furthest = view::furthest(training);
    match &mut training.page {
        Page::Lobby { .. } => lobby(training, command),
        Page::Points { scroll } => {
            if !scrolled(scroll, command, furthest) {
                training.page = Page::Lobby { cursor: 0 };
            }
        }
        Page::Lesson(_) => lesson(training, command, furthest),
        Page::Quiz(_) => quiz(training, command, furthest),
    }
}

fn lobby(training: &mut Training, command: Command) {
    let rows = training.rows();
    let Page::Lobby { cursor } = &mut training.page else { return };
    let picked = match command {
        Command::Pick(row) => row,
        Command::Confirm => *cursor,
        _ => return scroll(cursor, command, rows.len().saturating_sub(1)),
    };
    if let Some(row) = rows.get(picked) {
        training.open(*row);
    }
}

fn lesson(training: &mut Training, command: Command, furthest: usize) {
    let Page::Lesson(page) = &mut training.page else { return };
    match command {
        Command::Jump => training.overlay = Some(Overlay::Jump { cursor: here(page) }),
        Command::Otherwise if page.others.is_empty() => {
            let notice = "Tänk om finns där ett svar visas. Gå vidare med Enter.";
            training.notice = Some(notice.to_owned());
        }
        Command::Otherwise => training.overlay = Some(Overlay::Otherwise { cursor: given_one(page) }),
        Command::Back => turn(training, Turning::Back),
        command => {
            if !scrolled(&mut page.scroll, command, furthest) {
                turn(training, Turning::On);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Turning {
    On,
    Back,
}

fn turn(training: &mut Training, turning: Turning) {
    let Page::Lesson(page) = &mut training.page else { return };
    let (turned, notice) = match turning {
        Turning::On => (page.lesson.go_on(), "Det var sista sidan. Esc går till listan."),
        Turning::Back => (page.lesson.go_back(), "Det här är första sidan."),
    };
    if turned {
        page.settle();
    } else {
        training.notice = Some(notice.to_owned());
    }
}

/// Scrolls, where the command does. Going on shows what is left to read first; `false` means that nothing is, and that
/// the page is to be left.
fn scrolled(at: &mut usize, command: Command, furthest: usize) -> bool {
    match command {
        Command::Confirm if *at < furthest => scroll(at, Command::PageDown, furthest),
        Command::Confirm | Command::Back => return false,
        _ => scroll(at, command, furthest),
    }
    true
}

/// The place of the lesson's step among its steps.
fn here(page: &LessonState) -> usize {
    let step = page.lesson.step();
    page.lesson.steps().iter().position(|at| Some(*at) == step).unwrap_or(0)
}

/// The place of the answer given among those to think of.
fn given_one(page: &LessonState) -> usize {
    let given = page.lesson.outcome();
    page.others.iter().position(|(outcome, _)| Some(outcome) == given).unwrap_or(0)
}

fn quiz(training: &mut Training, command: Command, furthest: usize) {
    let Page::Quiz(page) = &mut training.page else { return };
    match (page.round.stage(), command) {
        (_, Command::Back) => {
            page.round.go_back();
            (page.cursor, page.scroll) = (0, 0);
        }
        (Stage::Asked, command) => asked(page, command),
        (Stage::Shown, command) => {
            if !scrolled(&mut page.scroll, command, furthest) {
                page.round.go_on();
                (page.cursor, page.scroll) = (0, 0);
            }
        }
        (Stage::Over, Command::Again) => {
            let by = page.round.by;
            training.open_quiz(by);
        }
        (Stage::Over, command) => {
            scrolled(&mut page.scroll, command, furthest);
        }
    }
}

fn asked(page: &mut QuizPage, command: Command) {
    let last = page.round.hands().len().saturating_sub(1);
    let counted = page.round.hands().get(page.cursor).copied().unwrap_or(0);
    match (command, page.round.by) {
        (Command::Pick(option), By::Room) => page.cursor = option.min(last),
        (Command::Pick(option), By::One) if option <= last => {
            page.cursor = option;
            page.round.choose(option);
        }
        (Command::Confirm, By::One) => page.round.choose(page.cursor),
        (Command::Confirm, By::Room) => page.round.show(),
        (Command::More, By::Room) => page.round.count(page.cursor, counted.saturating_add(1)),
        (Command::Less, By::Room) => page.round.count(page.cursor, counted.saturating_sub(1)),
        _ => scroll(&mut page.cursor, command, last),
    }
}

/// Digits make up the number of hands; letters what is searched for on the map.
fn typed(training: &mut Training, key: Key) {
    match (&mut training.overlay, &mut training.page) {
        (Some(Overlay::Map(map)), _) if map.takes_text() => {
            type_line(&mut map.wanted, key);
            training.notice = map.typed().map(str::to_owned);
        }
        (None, Page::Quiz(page)) if page.round.by == By::Room => hands(page, key),
        _ => {}
    }
}

fn hands(page: &mut QuizPage, key: Key) {
    let counted = page.round.hands().get(page.cursor).copied().unwrap_or(0);
    let number = match (key.control, key.code) {
        (Control::Free, KeyCode::Char(c)) => {
            c.to_digit(10).map(|digit| counted.saturating_mul(10).saturating_add(digit))
        }
        (_, KeyCode::Backspace) => Some(counted / 10),
        _ => None,
    };
    if let Some(number) = number {
        page.round.count(page.cursor, number);
    }
}

fn overlay(training: &mut Training, command: Command) {
    let furthest = view::furthest(training);
    let (steps, others) = match &training.page {
        Page::Lesson(page) => (page.lesson.steps().len(), page.others.len()),
        Page::Lobby { .. } | Page::Points { .. } | Page::Quiz(_) => (0, 0),
    };
    let Some(overlay) = &mut training.overlay else { return };
    match (overlay, command) {
        (Overlay::Map(page), command) if !page.leaves(command) => {
            training.notice = page.update(command, furthest).map(str::to_owned);
        }
        (_, Command::Close) => training.overlay = None,
        (Overlay::Map(_), _) => {}
        (Overlay::Jump { cursor }, Command::Confirm) => {
            let row = *cursor;
            jump(training, row);
        }
        (Overlay::Help { scroll }, command) => {
            scrolled(scroll, command, furthest);
        }
        (Overlay::Jump { cursor }, command) => scroll(cursor, command, steps.saturating_sub(1)),
        (Overlay::Otherwise { cursor }, command) => scroll(cursor, command, others.saturating_sub(1)),
    }
}

fn jump(training: &mut Training, row: usize) {
    training.overlay = None;
    let Page::Lesson(page) = &mut training.page else { return };
    if let Some(step) = page.lesson.steps().get(row) {
        page.lesson.jump(*step);
        page.settle();
    }
}
