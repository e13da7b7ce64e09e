//! The terminal user interface: a model, messages that change it, effects it asks for, and views that draw it.
//!
//! `update` never draws, `view` never changes the model, and neither waits. Only `perform` and `terminal` touch the
//! outside world.

mod context;
pub mod key;
pub mod model;
pub mod message;
pub mod effect;
pub mod keymap;
pub mod scroll;
pub mod start;
pub mod map;
pub mod training;
pub mod count;
pub mod editor;
pub mod update;
pub mod view;
pub mod theme;
pub mod words;
pub mod perform;
pub mod rest;
pub mod backend;
pub mod keyboard;
pub mod signal;
pub mod terminal;

mod rehearsal;

use std::io;
use std::path::PathBuf;

use ratatui::layout::Size;

use self::effect::Effect;
use self::keymap::Context;
use self::message::Message;
use self::model::{Model, Overlay, Page, RoutineCard, SavedPage};
use self::perform::{Environment, TrainingEnvironment};
use self::rest::{InputDelay, ScreenQuestion};
use self::terminal::{TerminalGuard, TerminalInput};
use self::theme::{ColorSupport, Theme};
use crate::draft::words::ELSEWHERE;
use crate::plans;
use crate::session::walk::Walk;
use crate::training::Material;

/// Where the interface opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpeningPage {
    /// On the start page.
    Start,
    /// In the routine that the world holds proved.
    Routine,
    /// In the latest walk of that routine that was interrupted; where there is none, as [`Routine`](Self::Routine).
    Interrupted,
    /// On the action plan of this id or path; where none is named, on the user's own.
    Plan(Option<String>),
    /// On the saved form in this file, to be corrected.
    Correction(PathBuf),
}

/// How a session ended in which something was saved.
#[derive(Debug)]
pub struct Closing {
    /// The walk that was saved last, without its form.
    pub walk: Walk,
    /// Every file that was saved, in order.
    pub files: Vec<PathBuf>,
}

/// Runs the interface until the user leaves, and says what was saved, if anything was. It begins with the notice.
///
/// # Errors
/// What the terminal said, where it could not be taken over, drawn on or listened to.
pub fn run_interface(
    world: &mut Environment,
    routines: Vec<RoutineCard>,
    opening: &OpeningPage,
    notice: Option<String>,
    theme: &Theme,
) -> io::Result<Option<Closing>> {
    let mut terminal = TerminalGuard::acquire()?;
    let size = terminal.screen.get_frame().area();
    let mut model = Model::new(world.today, (size.width, size.height), routines);
    open_first_page(&mut model, world, opening);
    model.notice = model.notice.or(notice);
    let mut closing: Option<Closing> = None;
    let mut rest = InputDelay::new(terminal::input_delay());
    loop {
        terminal.screen.draw(|frame| {
            // What is drawn on, and not what was last heard of: a key can come before the news of a change of size.
            let Size { width, height } = frame.area().as_size();
            update::update(&mut model, Message::Resized(width, height));
            view::draw_screen(frame, &model, theme);
        })?;
        rest.note_drawn(ScreenQuestion::from_model(&model), terminal::current_instant());
        let message = match terminal.wait_for_input()? {
            TerminalInput::Event(event) => Message::from_event(event),
            TerminalInput::Redraw => None,
            TerminalInput::End(signal) => {
                // Everything typed is wiped as it is dropped, and the terminal given back, before the program ends.
                drop((model, closing, terminal));
                return signal.raise_default().map(|()| None);
            }
        };
        let context = Context::from_model(&model);
        let too_early = |message: &Message| {
            rest.is_resting(terminal::current_instant()) && rest::is_answer(context, message)
        };
        let Some(message) = message.filter(|message| !too_early(message)) else { continue };
        match handle_message(&mut model, world, message) {
            LoopAction::Stay => {}
            LoopAction::Leave => return Ok(closing),
            LoopAction::Train => {
                train_from(&mut model, world, &mut terminal, theme)?;
                rest.begin_rest(terminal::current_instant());
            }
        }
        if let Page::Saved(page) = &model.page {
            note_saved(&mut closing, page);
        }
    }
}

/// Runs a training, beginning with the scenario at that place where one was named. Says where it was noted, if it was.
///
/// # Errors
/// What the terminal said, where it could not be taken over, drawn on or listened to.
pub fn run_training(
    studio: &TrainingEnvironment,
    material: (Material, Option<usize>),
    colours: ColorSupport,
) -> io::Result<Option<PathBuf>> {
    rehearsal::run_training(&mut TerminalGuard::acquire()?, studio, material, &Theme::new(colours))
}

/// A training from the start page, which is there again when it is over.
fn train_from(
    model: &mut Model,
    world: &mut Environment,
    terminal: &mut TerminalGuard,
    theme: &Theme,
) -> io::Result<()> {
    let studio = world.training_environment();
    match studio.read_material() {
        Ok(material) => {
            let _shown = rehearsal::run_training(terminal, &studio, material, theme)?;
        }
        Err(why) => model.notice = Some(why.to_string()),
    }
    Ok(())
}

/// Shows the first page, with what there is to say about walks that were interrupted.
fn open_first_page(model: &mut Model, world: &mut Environment, opening: &OpeningPage) {
    let mut told = world.remove_old_drafts();
    model.drafts = world.find_drafts();
    model.reminder = plans::find_reminder(model.today);
    model.first_run = world.find_first_run();
    model.speller = world.speller.clone();
    let left = world.perform(Effect::FindToDo);
    left.map(|message| handle_message(model, world, message));
    if let OpeningPage::Correction(form) = opening {
        let opened = world.perform(Effect::OpenCorrection(form.clone()));
        opened.map(|message| handle_message(model, world, message));
        return;
    }
    if let OpeningPage::Plan(name) = opening {
        let opened = world.perform(Effect::OpenPlan(name.clone()));
        opened.map(|message| handle_message(model, world, message));
        return;
    }
    let named =
        world.opened.as_ref().map(|(name, _)| name.clone()).filter(|_| *opening != OpeningPage::Start);
    let Some(name) = named else {
        model.overlay = news_overlay(told);
        return;
    };
    let card = model.drafts.iter().find(|card| card.routine == name).cloned();
    match (card, opening) {
        (Some(card), OpeningPage::Interrupted) => {
            let taken = world.perform(Effect::TakeUp(Box::new(card)));
            taken.map(|message| handle_message(model, world, message));
        }
        (
            card,
            OpeningPage::Start
            | OpeningPage::Routine
            | OpeningPage::Interrupted
            | OpeningPage::Plan(_)
            | OpeningPage::Correction(_),
        ) => {
            let message = world.open_routine(&name);
            handle_message(model, world, message);
            if card.is_none() && *opening == OpeningPage::Interrupted && world.keeper.is_open_elsewhere() {
                told.push(ELSEWHERE.to_owned());
            }
            let warned = model.overlay.take();
            model.overlay = match card {
                Some(card) => Some(Overlay::TakeUp { card, text: told }),
                None => news_overlay(told).or(warned),
            };
        }
    }
}

fn news_overlay(text: Vec<String>) -> Option<Overlay> {
    (!text.is_empty()).then_some(Overlay::Told { heading: "Påbörjade genomgångar", text })
}

fn note_saved(closing: &mut Option<Closing>, page: &SavedPage) {
    let files = closing.take().map(|closing| closing.files).unwrap_or_default();
    let new = page.files.iter().filter(|file| !files.contains(file)).cloned().collect::<Vec<_>>();
    *closing = Some(Closing { walk: page.walk.without_form(), files: [files, new].concat() });
}

#[derive(PartialEq, Eq)]
enum LoopAction {
    Stay,
    Leave,
    Train,
}

/// Takes a message and everything that follows from it.
fn handle_message(model: &mut Model, world: &mut Environment, message: Message) -> LoopAction {
    let mut messages = vec![message];
    while let Some(message) = messages.pop() {
        for effect in update::update(model, message) {
            if matches!(effect, Effect::Quit) {
                return LoopAction::Leave;
            }
            if matches!(effect, Effect::Train) {
                return LoopAction::Train;
            }
            messages.extend(world.perform(effect));
        }
    }
    LoopAction::Stay
}
