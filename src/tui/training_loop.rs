//! How a training is run, which is handed nothing of the outside world, and when it is over the page that can note a count of it.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Size;

use super::count::TrainingRecordPage;
use super::event_loop::{App, EventLoop, LoopEnd};
use super::keymap::Context;
use super::lobby::LobbyRow;
use super::message::Message;
use super::perform::TrainingEnvironment;
use super::rest::TrainingQuestion;
use super::terminal::{self, TerminalGuard};
use super::theme::Theme;
use super::training::{TrainingActivity, TrainingModel};
use super::update::count::{self as counting, RecordAction};
use super::update::training::{self as training, TrainingAction};
use super::view;
use crate::store;
use crate::store::trainings::TrainingLog;
use crate::training::meeting::HeldMeeting;
use crate::training::{Material, TrainingStart};

/// Runs a training, beginning with the scenario at that place where one was named, and then the page where it can be
/// noted. Says where it was.
pub(super) fn run_training(
    terminal: &mut TerminalGuard,
    environment: &TrainingEnvironment,
    (material, start): (Material, TrainingStart),
    theme: &Theme,
) -> io::Result<Option<PathBuf>> {
    let Size { width, height } = terminal.screen.get_frame().area().as_size();
    let today = material.flow.current_date().effective_day();
    let mut training = TrainingModel::new(today, (width, height), material);
    (training.length, training.selection) = (start.length, start.selection);
    if let Some(nth) = start.lesson {
        training.open_row(LobbyRow::Lesson(nth));
    }
    let mut screen = EventLoop::new(terminal, theme);
    // What opened the training may be pressed twice.
    screen.begin_rest();
    end_by_signal(&screen.run(&mut training, &mut ())?)?;
    training.take_round();
    if training.held == TrainingActivity::Nothing {
        return Ok(None);
    }
    let scanner = Arc::new(environment.load_scanner());
    let size = training.size;
    let held = HeldMeeting { scenarios: training.shown, meeting: training.meeting };
    let mut record = TrainingRecordPage::new(size, today, environment.unit_name(), held, scanner);
    let mut world = RecordWorld { log: TrainingLog::in_local_folder(), noted: None };
    end_by_signal(&screen.run(&mut record, &mut world)?)?;
    Ok(world.noted)
}

/// Ends the program where it was told to: nothing in a training is to be kept.
fn end_by_signal(end: &LoopEnd<()>) -> io::Result<()> {
    match end {
        LoopEnd::Outcome(()) => Ok(()),
        LoopEnd::Signal(signal) => {
            terminal::restore_terminal();
            signal.raise_default()
        }
    }
}

impl App for TrainingModel {
    type World = ();
    type Question = TrainingQuestion;
    type Outcome = ();

    fn note_time(&mut self, shown: Duration) -> Option<Duration> {
        Some(self.meeting.set_clock(shown))
    }

    fn draw(&mut self, frame: &mut Frame<'_>, size: (u16, u16), theme: &Theme) {
        self.size = size;
        self.layout = view::training::draw_training(frame, self, theme);
    }

    fn question(&self) -> TrainingQuestion {
        TrainingQuestion::from_training(self)
    }

    fn context(&self) -> Context {
        self.context()
    }

    fn warn_early(&mut self, says: &str) {
        self.notice = Some(says.to_owned());
    }

    fn take(&mut self, message: Message, (): &mut ()) -> ControlFlow<()> {
        match training::update(self, &message) {
            TrainingAction::Stay => ControlFlow::Continue(()),
            TrainingAction::Leave => ControlFlow::Break(()),
        }
    }
}

/// What the page where a training is noted can touch: the log of them, and no more.
pub(super) struct RecordWorld {
    log: TrainingLog,
    noted: Option<PathBuf>,
}

impl App for TrainingRecordPage {
    type World = RecordWorld;
    type Question = TrainingQuestion;
    type Outcome = ();

    fn draw(&mut self, frame: &mut Frame<'_>, size: (u16, u16), theme: &Theme) {
        self.size = size;
        view::count::draw_record(frame, self, theme);
    }

    fn question(&self) -> TrainingQuestion {
        TrainingQuestion::Record(self.noted.clone())
    }

    fn context(&self) -> Context {
        counting::context(self)
    }

    fn warn_early(&mut self, says: &str) {
        self.problem = Some(says.to_owned());
    }

    fn take(&mut self, message: Message, world: &mut RecordWorld) -> ControlFlow<()> {
        match counting::update(self, &message) {
            RecordAction::Nothing => {}
            RecordAction::Leave => return ControlFlow::Break(()),
            RecordAction::Note(training) => match world.log.append_record(&training) {
                Ok(path) => {
                    self.noted = Some(store::display_path(&path));
                    world.noted = Some(path);
                }
                Err(fault) => self.problem = Some(format!("{fault} {}", fault.help())),
            },
        }
        ControlFlow::Continue(())
    }
}
