//! The same session as numbered lines, for screen readers, dumb terminals and pipes: lines in, sentences out.
//!
//! No boxes, no colours, no cursor. Every message makes sense on its own, and no field holds anyone back: what is
//! missing is named at the review, and every answer can be changed from everywhere.

mod back;
mod command;
mod drafts;
mod fields;
mod gate;
mod look;
mod review;
mod step;
mod talk;
pub mod training;
mod words;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use self::command::Command;
use self::drafts::Keeping;
use self::talk::{Stop, Talk};
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::drafts::Keeper;
use crate::export::Format;
use crate::flow::id::FieldIx;
use crate::session::walk::Walk;
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
    /// What keeps the walk as it goes.
    pub keeper: Keeper,
    /// What is done about a walk that was interrupted.
    pub interrupted: Interrupted,
}

/// What is done about a walk that was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupted {
    /// The user is asked whether to take it up.
    Ask,
    /// It is taken up.
    TakeUp,
    /// The user is told of it, and a new one begins: nobody is there to answer.
    Mention,
}

/// How a session ended.
#[derive(Debug)]
pub enum Ended {
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
pub fn run(setup: Setup, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Ended> {
    let mut session = Session::new(setup, Talk::new(input, output));
    match session.run() {
        Ok(paths) => Ok(Ended::Saved { paths, walk: Box::new(session.walk) }),
        Err(Stop::Left) => {
            session.farewell_unsaved()?;
            Ok(Ended::Left)
        }
        Err(Stop::InputEnded) => {
            session.talk.gap()?;
            session.input_ended()?;
            Ok(Ended::InputEnded)
        }
        Err(Stop::Broken(error)) => Err(error),
    }
}

/// A session under way.
struct Session<'t> {
    talk: Talk<'t>,
    walk: Walk,
    today: NaiveDate,
    store: Store,
    formats: Vec<Format>,
    /// The fields that were gone through, so that the review comes when all were.
    seen: Vec<FieldIx>,
    scanner: Arc<Scanner>,
    clearings: Clearings,
    keeper: Keeper,
    keeping: Keeping,
    interrupted: Interrupted,
}

/// What was heard where an answer was waited for.
enum Heard {
    /// A line that is no command.
    Line(String),
    /// A command, now obeyed. It may have moved the walk, and what it said stands between the question and its
    /// answer: whoever waited starts over from where the walk now stands.
    Command,
}

impl<'t> Session<'t> {
    fn new(setup: Setup, talk: Talk<'t>) -> Self {
        let Setup { flow, today, store, formats, scanner, keeper, interrupted } = setup;
        Self {
            talk,
            walk: Walk::new(flow),
            today,
            store,
            formats,
            seen: Vec::new(),
            scanner,
            clearings: Clearings::default(),
            keeper,
            keeping: Keeping::Kept,
            interrupted,
        }
    }

    fn run(&mut self) -> Result<Vec<PathBuf>, Stop> {
        self.welcome()?;
        self.look_for_drafts()?;
        loop {
            if !self.walk.position().in_form(self.walk.flow()) {
                self.step()?;
            } else if let Some(field) = self.next_field() {
                self.go_through(field)?;
            } else if let Some(paths) = self.review()? {
                return Ok(paths);
            }
        }
    }

    fn welcome(&mut self) -> Result<(), Stop> {
        let title = format!("{}, version {}", self.walk.flow().title, self.walk.flow().version);
        self.talk.say(&title)?;
        if let Some(notice) = self.walk.flow().notice.clone() {
            self.talk.say(&notice)?;
        }
        self.talk.say("Akut fara för liv, hälsa eller egendom: ring 112.")?;
        if let Some(warning) = self.walk.verified().now().warning() {
            self.talk.say(&warning)?;
        }
        self.talk.say(
            "Svara med siffror. Skriv ? för hjälp, t för att ändra ett tidigare svar, q för att avsluta.",
        )?;
        Ok(())
    }

    /// Waits for a line. Before anything more is shown to be decided, what was decided is kept.
    fn listen(&mut self) -> Result<String, Stop> {
        self.keep()?;
        self.talk.ask()
    }

    /// The next line, or a command that works everywhere, already obeyed.
    fn hear(&mut self) -> Result<Heard, Stop> {
        let line = self.listen()?;
        match Command::of(&line) {
            None => return Ok(Heard::Line(line)),
            Some(Command::Back) => self.back()?,
            Some(Command::Acts) => self.acts_again()?,
            Some(Command::Undo) => self.undo()?,
            Some(Command::Redo) => self.redo()?,
            Some(Command::Why) => self.why()?,
            Some(Command::Where) => self.whereabouts()?,
            Some(Command::Map) => self.map()?,
            Some(Command::Help) => self.help()?,
            Some(Command::Quit) => self.leave()?,
        }
        Ok(Heard::Command)
    }

    /// A line where only a choice at hand is asked for; other commands wait.
    fn hear_only(&mut self) -> Result<String, Stop> {
        loop {
            let line = self.listen()?;
            match Command::of(&line) {
                None => return Ok(line),
                Some(Command::Quit) => self.leave()?,
                Some(
                    Command::Back
                    | Command::Acts
                    | Command::Undo
                    | Command::Redo
                    | Command::Why
                    | Command::Where
                    | Command::Map
                    | Command::Help,
                ) => {
                    self.talk.say("Svara först på frågan ovan. Skriv q för att avsluta.")?;
                }
            }
        }
    }

    fn confirm(&mut self, question: &str) -> Result<Answer, Stop> {
        self.talk.say(question)?;
        loop {
            let line = self.listen()?;
            match line.to_lowercase().as_str() {
                "ja" | "j" => return Ok(Answer::Yes),
                "nej" | "n" => return Ok(Answer::No),
                _ => self.talk.say("Skriv ja eller nej.")?,
            }
        }
    }
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
}
