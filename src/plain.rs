//! The same session as numbered lines, for screen readers, dumb terminals and pipes: lines in, sentences out.
//!
//! No boxes, no colours, no cursor. Every message makes sense on its own, and no field holds anyone back: what is
//! missing is named at the review, and every answer can be changed from everywhere.

pub mod attendance;
mod back;
mod command;
pub mod correct;
mod drafts;
mod fields;
pub mod forms;
mod gate;
pub mod inbox;
mod look;
pub mod notes;
mod numbers;
pub mod plan;
mod question;
mod quiz;
mod review;
mod step;
mod talk;
pub mod todo;
pub mod training;
mod training_line;
mod typing;
mod words;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use self::command::PlainCommand;
use self::drafts::DraftSaving;
use self::fields::FormStage;
pub use self::talk::{Conversation, Hiding, LinePage, StopReason};
use self::talk::{HELP_NUMBER, HELP_YES_NO};
pub use self::typing::TypedInput;
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::draft::writer::DraftWriter;
use crate::export::Format;
use crate::present::{self, FormOrder};
use crate::session::walk::Walk;
use crate::spelling::Speller;
use crate::store::Store;

/// What a session needs.
#[derive(Debug)]
pub struct Setup {
    /// The routine.
    pub flow: Arc<VerifiedFlow>,
    /// The day it is walked.
    pub today: NaiveDate,
    /// Where the form is saved.
    pub store: Store,
    /// In which formats.
    pub formats: Vec<Format>,
    /// What finds identifying text.
    pub scanner: Arc<Scanner>,
    /// What looks up how words are spelled.
    pub speller: Speller,
    /// What keeps the walk as it goes.
    pub keeper: DraftWriter,
    /// What is done about a walk that was interrupted.
    pub interrupted: InterruptedWalk,
    /// What the lines are written on.
    pub page: LinePage,
}

/// What is done about a walk that was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterruptedWalk {
    /// The user is asked whether to take it up.
    Ask,
    /// It is taken up.
    TakeUp,
    /// The user is told of it, and a new one begins: nobody is there to answer.
    Mention,
}

/// How a session ended.
#[derive(Debug)]
pub enum SessionEnd {
    /// With a saved form.
    Saved {
        /// The files.
        paths: Vec<PathBuf>,
        /// The walk that led there.
        walk: Box<Walk>,
    },
    /// The user left. Nothing is saved.
    Left,
    /// The input ended first. Nothing is saved.
    InputEnded,
}

/// Walks the routine over lines, to a saved form or to where the user or the input ends it.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_session(setup: Setup, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<SessionEnd> {
    let mut session = {
        let talk = Conversation::new(input, output).on_page(setup.page);
        Session::new(setup, talk)
    };
    match session.run_to_end() {
        Ok(paths) => Ok(SessionEnd::Saved { paths, walk: Box::new(session.walk) }),
        Err(StopReason::Left) => {
            session.say_unsaved_farewell()?;
            Ok(SessionEnd::Left)
        }
        Err(StopReason::InputEnded) => {
            session.talk.write_blank_line()?;
            session.say_input_ended()?;
            Ok(SessionEnd::InputEnded)
        }
        Err(StopReason::Broken(error)) => Err(error),
    }
}

/// A session under way.
struct Session<'t> {
    talk: Conversation<'t>,
    walk: Walk,
    today: NaiveDate,
    store: Store,
    formats: Vec<Format>,
    /// How far the form has been gone through.
    order: FormOrder,
    /// What was said last to be left to do.
    left_told: Vec<String>,
    scanner: Arc<Scanner>,
    speller: Speller,
    clearings: Clearings,
    keeper: DraftWriter,
    keeping: DraftSaving,
    interrupted: InterruptedWalk,
}

/// What was heard where an answer was waited for.
enum WalkInput {
    /// A line that is no command.
    Line(String),
    /// A command that only shows something, now obeyed.
    Looked,
    /// A command, now obeyed. It may have moved the walk, and what it said stands between the question and its
    /// answer: whoever waited starts over from where the walk now stands.
    Command,
}

impl<'t> Session<'t> {
    fn new(setup: Setup, talk: Conversation<'t>) -> Self {
        let Setup { flow, today, store, formats, scanner, speller, keeper, interrupted, page: _ } = setup;
        Self {
            talk,
            walk: Walk::new(flow),
            today,
            store,
            formats,
            order: FormOrder::default(),
            left_told: Vec::new(),
            scanner,
            speller,
            clearings: Clearings::default(),
            keeper,
            keeping: DraftSaving::Kept,
            interrupted,
        }
    }

    fn run_to_end(&mut self) -> Result<Vec<PathBuf>, StopReason> {
        self.show_welcome()?;
        self.offer_drafts()?;
        loop {
            if !self.walk.position().in_form(self.walk.flow()) {
                self.ask_step()?;
            } else if self.ask_form()? == FormStage::Over
                && let Some(paths) = self.review_form()?
            {
                return Ok(paths);
            }
        }
    }

    fn show_welcome(&mut self) -> Result<(), StopReason> {
        let title = format!("{}, version {}", self.walk.flow().title, self.walk.flow().version);
        self.talk.write_paragraph(&title)?;
        if let Some(notice) = self.walk.flow().notice.clone() {
            self.talk.write_paragraph(&notice)?;
        }
        self.talk.write_paragraph(present::ACUTE)?;
        if let Some(warning) = self.walk.verified().current_date().clock_warning() {
            self.talk.write_paragraph(&warning)?;
        }
        self.talk.write_paragraph(
            "Svara med siffror. Skriv ? för hjälp, t för att ändra ett tidigare svar, göm för att gömma allt, q för att avsluta.",
        )?;
        Ok(())
    }

    /// Waits for a line. Before anything more is shown to be decided, what was decided is kept.
    fn wait_for_line(&mut self) -> Result<String, StopReason> {
        self.save_draft()?;
        self.talk.ask_bare_line()
    }

    /// Waits for a line where only what is asked can be answered. Whoever asks for help is told this, and asked again.
    fn wait_for_helped_line(&mut self, help: &str) -> Result<String, StopReason> {
        loop {
            let line = self.wait_for_line()?;
            if !PlainCommand::is_help(&line) {
                return Ok(line);
            }
            self.talk.refuse_line(help)?;
        }
    }

    /// The next line, or a command that works everywhere, already obeyed.
    fn read_line_or_command(&mut self) -> Result<WalkInput, StopReason> {
        let line = self.wait_for_line()?;
        self.obey_command(line)
    }

    /// The next line of the form, or a text however many lines it was pasted in, or a command that works everywhere, already obeyed.
    /// Whoever asks for help is told this, and stays where the question is.
    fn read_form_input(&mut self, takes: FormInput, help: &str) -> Result<WalkInput, StopReason> {
        loop {
            self.save_draft()?;
            let line = match takes {
                FormInput::Line => self.talk.ask_bare_line()?,
                FormInput::Text => self.talk.ask_text()?,
            };
            if !PlainCommand::is_help(&line) {
                return self.obey_command(line);
            }
            self.talk.refuse_line(help)?;
        }
    }

    fn obey_command(&mut self, line: String) -> Result<WalkInput, StopReason> {
        match PlainCommand::parse_line(&line) {
            None => return Ok(WalkInput::Line(line)),
            Some(PlainCommand::Back) => self.choose_earlier_answer()?,
            Some(PlainCommand::Acts) => self.choose_act_again()?,
            Some(PlainCommand::Undo) => self.undo_decision()?,
            Some(PlainCommand::Redo) => self.redo_decision()?,
            Some(PlainCommand::Why) => return self.show_reasons().map(|()| WalkInput::Looked),
            Some(PlainCommand::Where) => return self.show_progress().map(|()| WalkInput::Looked),
            Some(PlainCommand::Map) => return self.show_map().map(|()| WalkInput::Looked),
            Some(PlainCommand::Help) => return self.show_help().map(|()| WalkInput::Looked),
            Some(PlainCommand::Quit) => self.confirm_leaving()?,
        }
        Ok(WalkInput::Command)
    }

    /// A line where only a choice at hand is asked for; other commands wait.
    fn read_choice(&mut self) -> Result<String, StopReason> {
        loop {
            let line = self.wait_for_helped_line(HELP_NUMBER)?;
            match PlainCommand::parse_line(&line) {
                None => return Ok(line),
                Some(PlainCommand::Quit) => {
                    let question = self.talk.question();
                    self.confirm_leaving()?;
                    self.talk.restore_question(question)?;
                }
                Some(
                    PlainCommand::Back
                    | PlainCommand::Acts
                    | PlainCommand::Undo
                    | PlainCommand::Redo
                    | PlainCommand::Why
                    | PlainCommand::Where
                    | PlainCommand::Map
                    | PlainCommand::Help,
                ) => {
                    self.talk.refuse_line("Svara först på frågan. Skriv q för att avsluta.")?;
                }
            }
        }
    }

    fn ask_yes_no(&mut self, question: &str) -> Result<YesNo, StopReason> {
        self.talk.write_question(question)?;
        loop {
            let line = self.wait_for_helped_line(HELP_YES_NO)?;
            match line.to_lowercase().as_str() {
                "ja" | "j" => return Ok(YesNo::Yes),
                "nej" | "n" => return Ok(YesNo::No),
                _ => self.talk.refuse_line("Skriv ja eller nej.")?,
            }
        }
    }
}

/// How what is written in the form comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormInput {
    /// One line.
    Line,
    /// Lines that are pasted are one text.
    Text,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YesNo {
    Yes,
    No,
}
