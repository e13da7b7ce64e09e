//! The terminal: taken over at the start, and given back whole however the program ends.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge that waits for keys and counts the time between them"
)]

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event,
};
use ratatui::crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::crossterm::{cursor, execute, queue};

use super::backend::{self, RowByRow};
use super::keyboard::Keyboard;
pub use super::keyboard::{drop_unread_input, input_comes_within};
use super::rest::USUAL;
use super::signal::{Signal, SignalAction, Signals};
use crate::deid::stack_residue::wipe_stack;
use crate::prose;

/// How often signals are looked for while no key comes.
const TICK: Duration = Duration::from_millis(100);

/// The variable that sets how long a page rests before it can be answered, in milliseconds: for tests, which press faster
/// than anyone can.
const REST: &str = "STEGVIS_REST_MS";

/// Whether the terminal is ours right now; a panic hook cannot be handed anything else to look at.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct TerminalGuard {
    /// What is drawn on.
    pub screen: Terminal<RowByRow>,
    keyboard: Keyboard,
    signals: Signals,
}

/// How long a page rests before it can be answered.
pub fn input_delay() -> Duration {
    let said = std::env::var_os(REST).and_then(|set| set.to_str()?.parse().ok());
    said.map_or(USUAL, Duration::from_millis)
}

/// How many columns the window has now; those of a plain text where nobody knows.
pub fn window_columns() -> usize {
    backend::read_size().map_or(prose::WIDTH, |(columns, _)| usize::from(columns))
}

/// How many columns and rows the window has now; `None` where nobody knows.
pub fn window_size() -> Option<(u16, u16)> {
    backend::read_size().ok()
}

/// The moment it is, to count the time between keys by.
pub fn current_instant() -> Instant {
    Instant::now()
}

/// Whether the terminal is still there: one that is gone is none any more, whatever signals came or did not come.
pub fn is_terminal_alive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What is heard while waiting.
#[derive(Debug)]
pub enum TerminalInput {
    /// A key, a paste, the mouse, or a change of size.
    Event(Event),
    /// A signal to end.
    End(Signal),
    /// It is to be drawn anew: the terminal was another's for a while, or the moment has come.
    Redraw,
}

impl TerminalGuard {
    /// Takes the terminal over: raw keys, a screen of its own that leaves nothing in the scrollback, pastes and mouse.
    ///
    /// # Errors
    /// What the terminal said.
    pub fn acquire() -> io::Result<Self> {
        let (signals, keyboard) = (Signals::install()?, Keyboard::open()?);
        enter_screen()?;
        match Terminal::new(RowByRow::stdout()) {
            Ok(screen) => Ok(Self { screen, keyboard, signals }),
            Err(error) => {
                restore_terminal();
                Err(error)
            }
        }
    }

    /// Waits for what comes next, and no longer than to this moment.
    ///
    /// # Errors
    /// What the terminal said, unless a signal tells why.
    pub fn wait_for_input(&mut self, until: Option<Instant>) -> io::Result<TerminalInput> {
        // What was done for the latest key, and drawn of it, is over.
        wipe_stack();
        loop {
            match self.signals.next() {
                Some(SignalAction::End(signal)) => return Ok(TerminalInput::End(signal)),
                Some(SignalAction::Stop) => {
                    restore_terminal();
                    SignalAction::suspend()?;
                    self.signals.forget_going_on();
                    return self.reacquire();
                }
                Some(SignalAction::GoOn) => return self.reacquire(),
                None if until.is_some_and(|until| Instant::now() >= until) => {
                    return Ok(TerminalInput::Redraw);
                }
                None if !is_terminal_alive() => return Err(io::ErrorKind::NotConnected.into()),
                None => {}
            }
            match self.keyboard.read_event(TICK) {
                Ok(Some(event)) => {
                    panic_if_requested();
                    return Ok(TerminalInput::Event(event));
                }
                Ok(None) => {}
                Err(error) => match self.signals.next() {
                    Some(SignalAction::End(signal)) => return Ok(TerminalInput::End(signal)),
                    Some(SignalAction::Stop | SignalAction::GoOn) | None => return Err(error),
                },
            }
        }
    }

    /// Takes the terminal over once more, whatever was done to it meanwhile.
    fn reacquire(&mut self) -> io::Result<TerminalInput> {
        restore_terminal();
        enter_screen()?;
        // Not `clear`: that asks the terminal where its cursor stands, and waits for an answer.
        self.screen = Terminal::new(RowByRow::stdout())?;
        Ok(TerminalInput::Redraw)
    }
}

/// Falls at the first event where a test asks for it, in builds for development only: how else to see that the terminal
/// comes back whole?
#[cfg(debug_assertions)]
#[expect(clippy::disallowed_methods, reason = "falling, when asked to, is what it is for")]
fn panic_if_requested() {
    assert!(std::env::var_os("STEGVIS_FALL").is_none(), "asked to fall");
}

#[cfg(not(debug_assertions))]
fn panic_if_requested() {}

fn enter_screen() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture, cursor::Hide)?;
    backend::empty_rows(&mut out)?;
    out.flush()
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore_terminal();
    }
}

/// Gives the terminal back, if it is ours. Safe to call from a panic hook, and more than once.
pub fn restore_terminal() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // There is nothing to do about a terminal that is gone, and nobody left to tell. Keys go back before the screen does,
        // so that whoever sees the screen given back finds the keys given back too.
        let _ = terminal::disable_raw_mode();
        let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste);
        let _ = backend::empty_rows(&mut io::stdout());
        let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
    }
}
