//! How a training is run: its loop, which is handed no store, and when it is over the page that can note a count of it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::count::TrainingRecordPage;
use super::keymap::Context;
use super::message::Message;
use super::perform::TrainingEnvironment;
use super::rest::{InputDelay, TrainingQuestion, is_answer};
use super::terminal::{self, TerminalGuard, TerminalInput};
use super::theme::Theme;
use super::training::{LobbyRow, TrainingActivity, TrainingModel};
use super::update::count::{self as counting, RecordAction};
use super::update::training::{self as training, TrainingAction};
use super::view;
use crate::store;
use crate::store::trainings::TrainingLog;
use crate::training::Material;

/// Runs a training, beginning with the scenario at that place where one was named, and then the page where it can be
/// noted. Says where it was.
pub(super) fn run_training(
    terminal: &mut TerminalGuard,
    studio: &TrainingEnvironment,
    (material, named): (Material, Option<usize>),
    theme: &Theme,
) -> io::Result<Option<PathBuf>> {
    let size = terminal.screen.get_frame().area();
    let mut training =
        TrainingModel::new(material.flow.current_date().effective_day(), (size.width, size.height), material);
    if let Some(nth) = named {
        training.open_row(LobbyRow::Lesson(nth));
    }
    // What opened the training may be pressed twice.
    let mut rest = InputDelay::new(terminal::input_delay());
    rest.begin_rest(terminal::current_instant());
    run_training_loop(terminal, &mut training, &mut rest, theme)?;
    match training.held {
        TrainingActivity::Something => record_training(terminal, studio, training, &mut rest, theme),
        TrainingActivity::Nothing => Ok(None),
    }
}

fn run_training_loop(
    terminal: &mut TerminalGuard,
    training: &mut TrainingModel,
    rest: &mut InputDelay<TrainingQuestion>,
    theme: &Theme,
) -> io::Result<()> {
    loop {
        terminal.screen.draw(|frame| {
            let Size { width, height } = frame.area().as_size();
            training::update(training, &Message::Resized(width, height));
            view::training::draw_training(frame, training, theme);
        })?;
        rest.note_drawn(TrainingQuestion::from_training(training), terminal::current_instant());
        let Some(message) = next_message(terminal, rest, training.context())? else { continue };
        if training::update(training, &message) == TrainingAction::Leave {
            return Ok(());
        }
    }
}

fn record_training(
    terminal: &mut TerminalGuard,
    studio: &TrainingEnvironment,
    training: TrainingModel,
    rest: &mut InputDelay<TrainingQuestion>,
    theme: &Theme,
) -> io::Result<Option<PathBuf>> {
    let scanner = Arc::new(studio.load_scanner());
    let mut count =
        TrainingRecordPage::new(training.size, training.today, studio.unit_name(), training.shown, scanner);
    let mut noted = None;
    loop {
        terminal.screen.draw(|frame| {
            let Size { width, height } = frame.area().as_size();
            counting::update(&mut count, &Message::Resized(width, height));
            view::count::draw_record(frame, &count, theme);
        })?;
        rest.note_drawn(TrainingQuestion::Record(count.noted.clone()), terminal::current_instant());
        let Some(message) = next_message(terminal, rest, counting::context(&count))? else { continue };
        match counting::update(&mut count, &message) {
            RecordAction::Nothing => {}
            RecordAction::Leave => return Ok(noted),
            RecordAction::Note(training) => match TrainingLog::in_local_folder().append_record(&training) {
                Ok(path) => {
                    count.noted = Some(store::display_path(&path));
                    noted = Some(path);
                }
                Err(fault) => count.problem = Some(format!("{fault} {}", fault.help())),
            },
        }
    }
}

/// The next message, unless it comes too early to be meant for what is on the screen. A signal to end is obeyed here: nothing in a
/// training is to be kept.
fn next_message(
    terminal: &mut TerminalGuard,
    rest: &InputDelay<TrainingQuestion>,
    context: Context,
) -> io::Result<Option<Message>> {
    match terminal.wait_for_input()? {
        TerminalInput::Event(event) => {
            let resting = rest.is_resting(terminal::current_instant());
            Ok(Message::from_event(event).filter(|message| !(resting && is_answer(context, message))))
        }
        TerminalInput::Redraw => Ok(None),
        TerminalInput::End(signal) => {
            terminal::restore_terminal();
            signal.raise_default().map(|()| None)
        }
    }
}
