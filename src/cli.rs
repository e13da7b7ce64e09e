//! The command line: the outermost edge. Arguments in, an exit code out; one command, one file.
//!
//! Results go to stdout, faults to stderr. Exit codes: 0 done, 1 faults found or refused, 2 wrong use, 70 our bug.

pub mod faults;

mod args;
mod check;
mod console;
mod crash;
mod exit;
mod failure;
mod flows;
mod forms;
mod papers;
mod trace;
mod usage;
mod walk;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;

use self::args::Command;
use self::console::Console;
use self::exit::Exit;
use self::failure::Failure;
use crate::check::verified::VerifiedFlow;
use crate::export::Format;
use crate::session::walk::Walk;
use crate::store::Store;

/// The program: reads its arguments, does what they say, and tells how it went.
pub fn main() -> ExitCode {
    crash::caught(|| run(std::env::args_os())).into()
}

fn run(words: impl Iterator<Item = OsString>) -> Exit {
    let args = match args::read(words) {
        Ok(args) => args,
        Err(error) => return usage::tell(&error),
    };
    let mut console = Console::new(args.color);
    let done = match &args.command {
        None => start(&console),
        Some(Command::Walk(walk)) => walk::run(walk, &mut console),
        Some(Command::Check(check)) => check::run(check, &mut console),
        Some(Command::Flows) => flows::run(&mut console),
        Some(Command::Forms(forms)) => forms::run(forms, &mut console),
        Some(Command::Schema(schema)) => papers::schema(schema, &mut console),
        Some(Command::Completions(shell)) => papers::completions(shell, &mut console),
        Some(Command::Man) => papers::man(&mut console),
    };
    done.unwrap_or_else(|failure| failure.tell(&mut console))
}

/// What the terminal interface is opened with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The routine to walk; `None` opens the start page.
    pub flow: Option<Arc<VerifiedFlow>>,
    /// The day.
    pub today: NaiveDate,
    /// Where forms are saved.
    pub store: Store,
    /// In which formats.
    pub formats: Vec<Format>,
}

/// How a session in the terminal interface ended: with the walk and the files it saved, or with nothing saved.
pub type Closing = Option<(Walk, Vec<std::path::PathBuf>)>;

/// Opens the terminal interface. The one place where it is called.
fn open_tui(opening: Opening) -> Result<Closing, Failure> {
    drop(opening);
    Err(Failure::NoTui)
}

/// No command: the start page.
fn start(console: &Console) -> Result<Exit, Failure> {
    if !console.is_interactive() {
        return Err(Failure::NoTerminal);
    }
    let today = crate::clock::today().map_err(Failure::Day)?;
    open_tui(Opening { flow: None, today, store: Store::local(), formats: Format::ALL.to_vec() })?;
    Ok(Exit::Done)
}
