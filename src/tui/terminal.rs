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
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event,
};
use ratatui::crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::crossterm::{cursor, execute, queue};

use super::backend::{self, RowByRow};
use super::rest::USUAL;
use super::signal::{Heard, Signal, Signals};

/// How often signals are looked for while no key comes.
const TICK: Duration = Duration::from_millis(100);

/// The variable that sets how long a page rests before it can be answered, in milliseconds: for tests, which press faster
/// than anyone can.
const REST: &str = "STEGVIS_REST_MS";

/// Whether the terminal is ours right now; a panic hook cannot be handed anything else to look at.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Taken {
    /// What is drawn on.
    pub screen: Terminal<RowByRow>,
    signals: Signals,
}

/// How long a page rests before it can be answered.
pub fn rest() -> Duration {
    let said = std::env::var_os(REST).and_then(|set| set.to_str()?.parse().ok());
    said.map_or(USUAL, Duration::from_millis)
}

/// The moment it is, to count the time between keys by.
pub fn now() -> Instant {
    Instant::now()
}

/// Whether the terminal is still there: one that is gone is none any more, whatever signals came or did not come.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What is heard while waiting.
#[derive(Debug)]
pub enum Input {
    /// A key, a paste, the mouse, or a change of size.
    Event(Event),
    /// A signal to end.
    End(Signal),
    /// The terminal was another's for a while, and must be drawn anew.
    Redraw,
}

impl Taken {
    /// Takes the terminal over: raw keys, a screen of its own that leaves nothing in the scrollback, pastes and mouse.
    ///
    /// # Errors
    /// What the terminal said.
    pub fn take() -> io::Result<Self> {
        let signals = Signals::listen()?;
        claim()?;
        match Terminal::new(RowByRow::stdout()) {
            Ok(screen) => Ok(Self { screen, signals }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Waits for what comes next.
    ///
    /// # Errors
    /// What the terminal said, unless a signal tells why.
    pub fn listen(&mut self) -> io::Result<Input> {
        loop {
            match self.signals.next() {
                Some(Heard::End(signal)) => return Ok(Input::End(signal)),
                Some(Heard::Stop) => {
                    give_back();
                    Heard::stop()?;
                    return self.take_again();
                }
                Some(Heard::GoOn) => return self.take_again(),
                None if !is_there() => return Err(io::ErrorKind::NotConnected.into()),
                None => {}
            }
            match event::poll(TICK).and_then(|ready| if ready { event::read().map(Some) } else { Ok(None) }) {
                Ok(Some(event)) => {
                    fall_if_asked();
                    return Ok(Input::Event(event));
                }
                Ok(None) => {}
                Err(error) => match self.signals.next() {
                    Some(Heard::End(signal)) => return Ok(Input::End(signal)),
                    Some(Heard::Stop | Heard::GoOn) | None => return Err(error),
                },
            }
        }
    }

    /// Takes the terminal over once more, whatever was done to it meanwhile.
    fn take_again(&mut self) -> io::Result<Input> {
        give_back();
        claim()?;
        // Not `clear`: that asks the terminal where its cursor stands, and waits for an answer.
        self.screen = Terminal::new(RowByRow::stdout())?;
        Ok(Input::Redraw)
    }
}

/// Falls at the first event where a test asks for it, in builds for development only: how else to see that the terminal
/// comes back whole?
#[cfg(debug_assertions)]
#[expect(clippy::disallowed_methods, reason = "falling, when asked to, is what it is for")]
fn fall_if_asked() {
    assert!(std::env::var_os("STEGVIS_FALL").is_none(), "asked to fall");
}

#[cfg(not(debug_assertions))]
fn fall_if_asked() {}

fn claim() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture, cursor::Hide)?;
    backend::empty(&mut out)?;
    out.flush()
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, if it is ours. Safe to call from a panic hook, and more than once.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // There is nothing to do about a terminal that is gone, and nobody left to tell. Keys go back before the screen does,
        // so that whoever sees the screen given back finds the keys given back too.
        let _ = terminal::disable_raw_mode();
        let _ = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste);
        let _ = backend::empty(&mut io::stdout());
        let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
    }
}
