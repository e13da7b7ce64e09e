//! How a training is run: its loop, which is handed no store, and when it is over the page that can note a count of it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::count::Count;
use super::message::Message;
use super::perform::Studio;
use super::terminal::{self, Input, Taken};
use super::theme::Theme;
use super::training::{Held, Row, Training};
use super::update::count::{self as counting, Asks};
use super::update::training::{self as training, Next};
use super::view;
use crate::store;
use crate::store::trainings::Trainings;
use crate::training::Material;

/// Runs a training, beginning with the scenario at that place where one was named, and then the page where it can be
/// noted. Says where it was.
pub(super) fn run(
    terminal: &mut Taken,
    studio: &Studio,
    (material, named): (Material, Option<usize>),
    theme: &Theme,
) -> io::Result<Option<PathBuf>> {
    let size = terminal.screen.get_frame().area();
    let mut training = Training::new(material.flow.now().day(), (size.width, size.height), material);
    if let Some(nth) = named {
        training.open(Row::Lesson(nth));
    }
    rehearse(terminal, &mut training, theme)?;
    match training.held {
        Held::Something => note(terminal, studio, &Trainings::local(), training, theme),
        Held::Nothing => Ok(None),
    }
}

fn rehearse(terminal: &mut Taken, training: &mut Training, theme: &Theme) -> io::Result<()> {
    loop {
        terminal.screen.draw(|frame| {
            let Size { width, height } = frame.area().as_size();
            training::update(training, &Message::Resized(width, height));
            view::training::draw(frame, training, theme);
        })?;
        let Some(message) = next(terminal)? else { continue };
        if training::update(training, &message) == Next::Leave {
            return Ok(());
        }
    }
}

fn note(
    terminal: &mut Taken,
    studio: &Studio,
    trainings: &Trainings,
    training: Training,
    theme: &Theme,
) -> io::Result<Option<PathBuf>> {
    let scanner = Arc::new(studio.scanner());
    let mut count = Count::new(training.size, training.today, studio.unit(), training.shown, scanner);
    let mut noted = None;
    loop {
        terminal.screen.draw(|frame| {
            let Size { width, height } = frame.area().as_size();
            counting::update(&mut count, &Message::Resized(width, height));
            view::count::draw(frame, &count, theme);
        })?;
        let Some(message) = next(terminal)? else { continue };
        match counting::update(&mut count, &message) {
            Asks::Nothing => {}
            Asks::Leave => return Ok(noted),
            Asks::Note(training) => match trainings.add(&training) {
                Ok(path) => {
                    count.noted = Some(store::shown(&path));
                    noted = Some(path);
                }
                Err(fault) => count.problem = Some(format!("{fault} {}", fault.help())),
            },
        }
    }
}

/// The next message. A signal to end is obeyed here: nothing in a training is to be kept.
fn next(terminal: &mut Taken) -> io::Result<Option<Message>> {
    match terminal.listen()? {
        Input::Event(event) => Ok(Message::of(event)),
        Input::Redraw => Ok(None),
        Input::End(signal) => {
            terminal::give_back();
            signal.obey().map(|()| None)
        }
    }
}
