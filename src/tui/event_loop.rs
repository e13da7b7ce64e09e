//! The loop that whatever takes the whole screen runs in: drawn, then told what the user did.

use std::io;
use std::ops::ControlFlow;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Size;

use super::keymap::Context;
use super::message::Message;
use super::rest::{InputDelay, is_answer};
use super::signal::Signal;
use super::terminal::{self, TerminalGuard, TerminalInput};
use super::theme::Theme;
use crate::present;

/// What takes the whole screen.
pub(super) trait App {
    /// All that it can touch of the outside world: what is given nothing can write nothing.
    type World;
    /// What is on the screen to be answered.
    type Question: PartialEq;
    /// What it ends with.
    type Outcome;

    /// Notes how long it has been shown. Gives the time after which it is to be drawn again, if it shows any of it.
    fn note_time(&mut self, _shown: Duration) -> Option<Duration> {
        None
    }

    /// Draws the whole screen, of this width and height.
    fn draw(&mut self, frame: &mut Frame<'_>, size: (u16, u16), theme: &Theme);

    /// What it now shows to be answered.
    fn question(&self) -> Self::Question;

    /// Where keys mean the same, for what it now shows.
    fn context(&self) -> Context;

    /// Says that an answer came too early to be meant for what is shown, and was not taken.
    fn warn_early(&mut self, says: &str);

    /// Takes what happened, and says whether that ends it.
    fn take(&mut self, message: Message, world: &mut Self::World) -> ControlFlow<Self::Outcome>;
}

/// Why a loop ended.
pub(super) enum LoopEnd<T> {
    /// The user ended it so.
    Outcome(T),
    /// The program was told to end.
    Signal(Signal),
}

/// The screen, and how a loop waits for what happens on it.
pub(super) struct EventLoop<'t, Q> {
    pub(super) terminal: &'t mut TerminalGuard,
    pub(super) rest: InputDelay<Q>,
    pub(super) theme: &'t Theme,
}

impl<'t, Q: PartialEq> EventLoop<'t, Q> {
    pub(super) fn new(terminal: &'t mut TerminalGuard, theme: &'t Theme) -> Self {
        Self { terminal, rest: InputDelay::new(terminal::input_delay()), theme }
    }

    /// Rests now: what was pressed for something before is no answer to what comes.
    pub(super) fn begin_rest(&mut self) {
        self.rest.begin_rest(terminal::current_instant());
    }

    /// Runs until the user ends it, or the program is told to end.
    ///
    /// # Errors
    /// What the terminal said, where it could not be drawn on or listened to.
    pub(super) fn run<A: App<Question = Q>>(
        &mut self,
        app: &mut A,
        world: &mut A::World,
    ) -> io::Result<LoopEnd<A::Outcome>> {
        let begun = terminal::current_instant();
        loop {
            let now = terminal::current_instant();
            let again = app.note_time(now.saturating_duration_since(begun)).map(|after| now + after);
            self.terminal.screen.draw(|frame| {
                // What is drawn on, and not what was last heard of: a key can come before the news of a change of size.
                let Size { width, height } = frame.area().as_size();
                app.draw(frame, (width, height), self.theme);
            })?;
            self.rest.note_drawn(app.question(), terminal::current_instant());
            let message = match self.terminal.wait_for_input(again)? {
                TerminalInput::Event(event) => Message::from_event(event),
                TerminalInput::Redraw => None,
                TerminalInput::End(signal) => return Ok(LoopEnd::Signal(signal)),
            };
            let Some(message) = message else { continue };
            let digit = message.typed_digit();
            if self.rest.is_resting(terminal::current_instant(), digit) && is_answer(app.context(), &message)
            {
                // What follows an answer that was not taken was meant for the same page.
                self.begin_rest();
                app.warn_early(present::EARLY_KEY);
                continue;
            }
            self.rest.note_digit(digit);
            if let ControlFlow::Break(outcome) = app.take(message, world) {
                return Ok(LoopEnd::Outcome(outcome));
            }
        }
    }
}
