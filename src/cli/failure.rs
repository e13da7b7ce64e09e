//! Why a command stopped, as data; `report` makes words of it.

use std::io;

use super::exit::Exit;
use crate::check::bound::BoundExceeded;
use crate::clock::NotADay;
use crate::diagnostic::Diagnostic;
use crate::export::json::ReadFault;
use crate::form::deidentified::Objection;
use crate::routines::RoutineLoadFault;
use crate::scenarios;
use crate::source::SourceFile;
use crate::store::error::StoreError;
use crate::tui::perform::MaterialError;

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever read our output has gone.
    Pipe,
    /// The output cannot be written.
    Output,
    /// The day in the environment is no day.
    Day(NotADay),
    /// An input file cannot be read.
    Input(StoreError),
    /// The form cannot be saved.
    Save(StoreError),
    /// A saved form cannot be used: its path, and why.
    Form(String, ReadFault),
    /// The profile cannot be written.
    Profile(StoreError),
    /// The routine cannot be written.
    Routine(StoreError),
    /// The document cannot be written.
    Export(StoreError),
    /// What was asked for was refused: what happened, what to do, and what number that is to the shell.
    Refusal(String, &'static str, Exit),
    /// A file's name ends in another format than it would be written in: the file, and the endings it can have.
    Ending(String, Vec<&'static str>),
    /// There is nothing to do anything with: what was looked for, and where.
    Nothing(&'static str, String),
    /// A routine has too many steps to be drawn: how many, and how many can be.
    #[cfg(feature = "svg")]
    TooWide(usize, usize),
    /// Something would be deleted, and nobody is there to ask.
    Unasked,
    /// The routine cannot be loaded.
    Load(RoutineLoadFault),
    /// A scenario cannot be loaded.
    Scenario(scenarios::ScenarioLoadFault),
    /// An action plan has faults.
    Plan(Box<SourceFile>, Vec<Diagnostic>),
    /// No scenario was named. Holds the names there are.
    NoScenario(Vec<String>),
    /// The answers do not make a walk. Shown without the lines themselves, which may hold free text.
    Answers(Box<SourceFile>, Vec<Diagnostic>),
    /// Two routines are too large to compare.
    Undecided(BoundExceeded),
    /// The form does not pass the gate.
    Gate(Vec<Objection>),
    /// What was asked for needs something that is not here, as a terminal: what it is, and what can be done without.
    Unavailable(&'static str, &'static str),
    /// The terminal could not be taken over, drawn on or listened to.
    Terminal,
}

impl Failure {
    /// Why there is nothing to train on.
    pub(super) fn no_material(why: MaterialError) -> Self {
        match why {
            MaterialError::Scenario(fault) => Self::Scenario(fault),
            MaterialError::Routine(fault) => Self::Load(fault),
        }
    }

    /// Something that was refused, and what to do about it.
    pub(super) fn from_refusal(what: String, help: &'static str) -> Self {
        Self::Refusal(what, help, Exit::Refused)
    }

    /// A fault in writing the output.
    pub(super) fn from_output_error(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Output }
    }
}
