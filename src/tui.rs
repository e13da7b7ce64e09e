//! The terminal user interface: a model, messages that change it, effects it asks for, and views that draw it.
//!
//! `update` never draws, `view` never changes the model, and neither waits. Only `perform` and `terminal` touch the
//! outside world.

mod context;
pub mod key;
pub mod layout;
pub mod model;
pub mod message;
pub mod effect;
pub mod keymap;
pub mod scroll;
pub mod stray_text;
pub mod type_ahead;
pub mod start;
pub mod map;
pub mod lobby;
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

mod event_loop;
mod training_loop;

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Size;

use self::effect::Effect;
use self::event_loop::{App, EventLoop, LoopEnd};
use self::keymap::Context;
use self::message::Message;
use self::model::{Model, Overlay, Page, RoutineCard, SavedPage};
use self::perform::{Environment, TrainingEnvironment};
use self::rest::ScreenQuestion;
use self::terminal::TerminalGuard;
use self::theme::{ColorSupport, Theme};
use crate::draft::words::ELSEWHERE;
use crate::plans;
use crate::session::walk::Walk;
use crate::training::{Material, TrainingStart};

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
    let Size { width, height } = terminal.screen.get_frame().area().as_size();
    let mut interface =
        Interface { model: Model::new(world.today, (width, height), routines), closing: None };
    open_first_page(&mut interface.model, world, opening);
    interface.model.notice = interface.model.notice.or(notice);
    let mut screen = EventLoop::new(&mut terminal, theme);
    loop {
        match screen.run(&mut interface, world)? {
            LoopEnd::Outcome(InterfaceOutcome::Leave) => return Ok(interface.closing),
            LoopEnd::Outcome(InterfaceOutcome::Train) => {
                train_from(&mut interface.model, world, screen.terminal, theme)?;
                screen.begin_rest();
            }
            LoopEnd::Signal(signal) => {
                // Everything typed is wiped as it is dropped, and the terminal given back, before the program ends.
                drop((interface, terminal));
                return signal.raise_default().map(|()| None);
            }
        }
    }
}

/// The interface while it runs.
struct Interface {
    model: Model,
    closing: Option<Closing>,
}

/// What the interface ends with.
#[derive(PartialEq, Eq)]
enum InterfaceOutcome {
    Leave,
    Train,
}

impl App for Interface {
    type World = Environment;
    type Question = ScreenQuestion;
    type Outcome = InterfaceOutcome;

    fn draw(&mut self, frame: &mut Frame<'_>, (width, height): (u16, u16), theme: &Theme) {
        update::update(&mut self.model, Message::Resized(width, height));
        self.model.layout = view::draw_screen(frame, &self.model, theme);
    }

    fn question(&self) -> ScreenQuestion {
        ScreenQuestion::from_model(&self.model)
    }

    fn context(&self) -> Context {
        Context::from_model(&self.model)
    }

    fn warn_early(&mut self, says: &str) {
        self.model.notice = Some(says.to_owned());
    }

    fn take(&mut self, message: Message, world: &mut Environment) -> ControlFlow<InterfaceOutcome> {
        let flow = handle_message(&mut self.model, world, message);
        if let Page::Saved(page) = &self.model.page {
            note_saved(&mut self.closing, page);
        }
        flow
    }
}

/// Takes a message on the screen as it would be drawn now: for whoever drives the interface without a terminal.
pub fn update_undrawn(model: &mut Model, message: Message) -> Vec<Effect> {
    model.layout = view::lay_out(model);
    update::update(model, message)
}

/// Runs a training, beginning with the scenario at that place where one was named. Says where it was noted, if it was.
///
/// # Errors
/// What the terminal said, where it could not be taken over, drawn on or listened to.
pub fn run_training(
    environment: &TrainingEnvironment,
    material: (Material, TrainingStart),
    colours: ColorSupport,
) -> io::Result<Option<PathBuf>> {
    training_loop::run_training(&mut TerminalGuard::acquire()?, environment, material, &Theme::new(colours))
}

/// A training from the start page, which is there again when it is over.
fn train_from(
    model: &mut Model,
    world: &mut Environment,
    terminal: &mut TerminalGuard,
    theme: &Theme,
) -> io::Result<()> {
    let environment = world.training_environment();
    match environment.read_material() {
        Ok((material, _)) => {
            let material = (material, TrainingStart::default());
            let _shown = training_loop::run_training(terminal, &environment, material, theme)?;
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
    perform_now(model, world, Effect::FindToDo);
    if let OpeningPage::Correction(form) = opening {
        return perform_now(model, world, Effect::OpenCorrection(form.clone()));
    }
    if let OpeningPage::Plan(name) = opening {
        return perform_now(model, world, Effect::OpenPlan(name.clone()));
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
            perform_now(model, world, Effect::TakeUp(Box::new(card)));
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
            let _stays = handle_message(model, world, message);
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

/// Asks something of the outside world before anything is shown, and takes what comes of it.
fn perform_now(model: &mut Model, world: &mut Environment, effect: Effect) {
    if let Some(message) = world.perform(effect) {
        let _stays = handle_message(model, world, message);
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

/// Takes a message and everything that follows from it.
fn handle_message(
    model: &mut Model,
    world: &mut Environment,
    message: Message,
) -> ControlFlow<InterfaceOutcome> {
    let mut messages = vec![message];
    while let Some(message) = messages.pop() {
        for effect in update::update(model, message) {
            if matches!(effect, Effect::Quit) {
                return ControlFlow::Break(InterfaceOutcome::Leave);
            }
            if matches!(effect, Effect::Train) {
                return ControlFlow::Break(InterfaceOutcome::Train);
            }
            messages.extend(world.perform(effect));
        }
    }
    ControlFlow::Continue(())
}
