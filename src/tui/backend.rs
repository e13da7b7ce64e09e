//! What is drawn on: crossterm's terminal, but never cleared in one sweep. Where there is no screen of our own, many
//! terminals answer such a sweep by moving everything to what can be scrolled back to; rows emptied one by one stay gone.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::terminal::{self, Clear};
use ratatui::crossterm::{cursor, queue};
use ratatui::layout::{Position, Size};

use crate::wiping::{self, WipingWriter};

/// A terminal that is emptied row by row.
#[derive(Debug)]
pub struct RowByRow(CrosstermBackend<WipingWriter>);

impl RowByRow {
    /// The terminal on stdout.
    pub fn stdout() -> Self {
        Self(CrosstermBackend::new(wiping::open_stdout()))
    }
}

/// The columns and rows of the window. Asked of stdout, since opening the terminal anew at every key takes a part of what drawing does.
///
/// # Errors
/// What the terminal said.
pub fn read_size() -> io::Result<(u16, u16)> {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
        && size.ws_col > 0
        && size.ws_row > 0
    {
        return Ok((size.ws_col, size.ws_row));
    }
    terminal::size()
}

/// Empties every row, and puts the cursor in the first.
///
/// # Errors
/// What the terminal said.
pub fn empty_rows(out: &mut impl Write) -> io::Result<()> {
    let (_, height) = read_size()?;
    for row in 0..height {
        queue!(out, cursor::MoveTo(0, row), Clear(terminal::ClearType::CurrentLine))?;
    }
    queue!(out, cursor::MoveTo(0, 0))
}

impl Backend for RowByRow {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        empty_rows(&mut self.0)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        match region {
            ClearType::All => self.clear(),
            ClearType::AfterCursor
            | ClearType::BeforeCursor
            | ClearType::CurrentLine
            | ClearType::UntilNewLine => self.0.clear_region(region),
        }
    }

    fn size(&self) -> io::Result<Size> {
        read_size().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}
