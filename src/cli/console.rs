//! The console: results to stdout, faults to stderr, colours where they are wanted.
#![expect(clippy::disallowed_methods, reason = "this is the edge that asks the environment about colours")]

use std::io::{self, IsTerminal, Write};

use super::failure::Failure;
use super::faults::Colour;
use crate::plain::{Hiding, LinePage, TypedInput};
use crate::tui::terminal;
use crate::tui::theme::ColorSupport;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a terminal is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TerminalReport {
    /// Columns and rows; `None` where there is no terminal.
    pub(super) size: Option<(u16, u16)>,
    /// Whether it says that it can only write lines.
    pub(super) is_dumb: bool,
    /// Whether the letters of the language setting are UTF-8.
    pub(super) has_unicode: bool,
}

/// Where a command writes.
#[derive(Debug)]
pub(super) struct Console {
    colour: Colour,
    screen: ColorSupport,
    input: io::Stdin,
    output: io::Stdout,
    faults: io::Stderr,
}

impl Console {
    pub(super) fn new(when: ColorWhen) -> Self {
        let wanted = |on_terminal: bool| match when {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => on_terminal && !is_set("NO_COLOR") && !is_dumb() && !has_no_colours(),
        };
        Self {
            colour: if wanted(io::stderr().is_terminal()) { Colour::Always } else { Colour::Never },
            screen: match wanted(io::stdout().is_terminal()) {
                false => ColorSupport::None,
                true if has_many_colours() => ColorSupport::Many,
                true => ColorSupport::Sixteen,
            },
            input: io::stdin(),
            output: io::stdout(),
            faults: io::stderr(),
        }
    }

    /// The colours of the terminal interface.
    pub(super) fn screen_colours(&self) -> ColorSupport {
        self.screen
    }

    /// Whether faults are shown in colour.
    pub(super) fn colour(&self) -> Colour {
        self.colour
    }

    /// Whether a person sits at both ends.
    pub(super) fn is_interactive(&self) -> bool {
        self.input.is_terminal() && self.output.is_terminal() && !is_dumb()
    }

    /// What lines are written on: a window as wide as it is, and wiped to hide what stands there.
    pub(super) fn line_page(&self) -> LinePage {
        let typed = self.input.is_terminal().then(|| TypedInput {
            comes_within: terminal::input_comes_within,
            drop_unread: terminal::drop_unread_input,
            rest: terminal::input_delay(),
        });
        if self.output.is_terminal() && !is_dumb() {
            LinePage { columns: terminal::window_columns, hiding: Hiding::Wipe, typed }
        } else {
            LinePage { typed, ..LinePage::default() }
        }
    }

    /// What the terminal is like.
    pub(super) fn examine_terminal(&self) -> TerminalReport {
        let size = self.output.is_terminal().then(terminal::window_size).flatten();
        TerminalReport { size, is_dumb: is_dumb(), has_unicode: has_unicode() }
    }

    /// Whether a person types what is read, so that there is somebody to ask.
    pub(super) fn is_input_terminal(&self) -> bool {
        self.input.is_terminal()
    }

    /// Writes a result.
    pub(super) fn write_result(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
        let mut out = self.output.lock();
        out.write_all(bytes.as_ref())
            .and_then(|()| out.flush())
            .map_err(|error| Failure::from_output_error(&error))
    }

    /// Asks a question that is answered with ja or nej. Only where a person sits at both ends.
    pub(super) fn confirm(&mut self, question: &str) -> bool {
        self.write_fault(&format!("{question} Skriv ja eller nej: "));
        let mut answer = String::new();
        let read = self.input.read_line(&mut answer);
        read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "ja" | "j")
    }

    /// Writes a fault. Where not even that can be written, nobody is listening.
    pub(super) fn write_fault(&mut self, text: &str) {
        let mut out = self.faults.lock();
        let _unheard = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}

/// Whether everything is to be said line by line: the variable that other programs go by too.
pub(super) fn wants_lines() -> bool {
    std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Whether the terminal says that it has 256 colours or more, as every terminal on Windows does.
fn has_many_colours() -> bool {
    let says = |variable: &str, word: &str| {
        std::env::var_os(variable).is_some_and(|value| value.to_string_lossy().contains(word))
    };
    cfg!(windows) || is_set("COLORTERM") || says("TERM", "256color") || says("TERM", "direct")
}

/// Whether the terminal says that it has no colours: the old ones on paper and glass, and those told to do without.
fn has_no_colours() -> bool {
    std::env::var_os("TERM").is_some_and(|term| {
        let term = term.to_string_lossy();
        term.starts_with("vt") || term.ends_with("-mono") || term.ends_with("-m")
    })
}

/// Whether the language setting is UTF-8: the first of these variables that is set says so. Windows goes by no such setting.
fn has_unicode() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    let is_utf8 = |value: std::ffi::OsString| {
        let value = value.to_string_lossy().to_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    };
    cfg!(windows) || cfg!(target_os = "macos") || said.is_some_and(is_utf8)
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
