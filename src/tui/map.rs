//! The map as a page: the rows of the library's map, looked at and searched. Made over a walk, or over the whole routine.

use std::sync::Arc;

use super::editor::Editor;
use super::keymap::{Command, Context};
use super::scroll;
use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::map::Map;
use crate::map::browse::{Browse, From};
use crate::session::replay::Position;

/// The map on the screen.
#[derive(Debug)]
pub struct MapPage {
    /// The rows and the cursor.
    pub browse: Browse,
    /// Where the walk stands; `None` where the routine is looked at and not walked.
    pub position: Option<Position>,
    /// What is searched for.
    pub wanted: Editor,
    /// What the keys do.
    pub mode: Mode,
    /// The first line shown of the help over the map, while that is open.
    pub help: Option<usize>,
    flow: Arc<VerifiedFlow>,
}

/// What keys do to the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They move about on it.
    Moving,
    /// They type what is searched for.
    Searching,
}

impl Mode {
    /// Where keys mean the same.
    pub fn context(self) -> Context {
        match self {
            Self::Moving => Context::Map,
            Self::Searching => Context::MapSearch,
        }
    }
}

impl MapPage {
    /// The map of a routine, and of where a walk through it stands.
    pub fn new(flow: Arc<VerifiedFlow>, position: Option<Position>) -> Self {
        let browse = Browse::new(Map::of(&flow, position.as_ref()));
        Self { browse, position, wanted: Editor::default(), mode: Mode::Moving, help: None, flow }
    }

    /// The routine.
    pub fn flow(&self) -> &Flow {
        self.flow.flow()
    }

    /// Where keys mean the same.
    pub fn context(&self) -> Context {
        match (self.help, self.mode) {
            (Some(_), _) => Context::Reader,
            (None, mode) => mode.context(),
        }
    }

    /// Whether the key leaves the map, and not only what lies over it.
    pub fn leaves(&self, command: Command) -> bool {
        command == Command::Close && self.help.is_none()
    }

    /// Whether letters are typed on it.
    pub fn takes_text(&self) -> bool {
        self.mode == Mode::Searching && self.help.is_none()
    }

    /// Does what a key asks for, on a page that can be scrolled so far. Says what there is to say of it.
    pub fn update(&mut self, command: Command, furthest: usize) -> Option<&'static str> {
        match (&mut self.help, command) {
            (Some(_), Command::Close) => self.help = None,
            (Some(at), _) => scroll::scroll(at, command, furthest),
            (None, Command::Help) => self.help = Some(0),
            (None, _) => return self.used(command),
        }
        None
    }

    fn used(&mut self, command: Command) -> Option<&'static str> {
        match self.mode {
            Mode::Moving => self.moved(command),
            Mode::Searching => self.searched(command),
        }
    }

    /// Looks for what has been typed so far.
    pub fn typed(&mut self) -> Option<&'static str> {
        self.seek(From::Cursor)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the map answers the commands of its own context")]
    fn moved(&mut self, command: Command) -> Option<&'static str> {
        match command {
            Command::Confirm => self.browse.act(),
            Command::Fold => self.browse.close(),
            Command::FoldAll => self.browse.toggle_all(),
            Command::Here if self.position.is_none() => {
                return Some("Du går ingen rutin nu: det här är hela kartan.");
            }
            Command::Here => self.browse.go_here(),
            Command::Search => self.mode = Mode::Searching,
            Command::Next => return self.seek(From::Next),
            command => self.browse.move_by(scroll::rows(command)),
        }
        None
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the map answers the commands of its own context")]
    fn searched(&mut self, command: Command) -> Option<&'static str> {
        match command {
            Command::Confirm => self.mode = Mode::Moving,
            Command::Back => {
                self.mode = Mode::Moving;
                self.wanted = Editor::default();
            }
            Command::Next => return self.seek(From::Next),
            _ => {}
        }
        None
    }

    fn seek(&mut self, from: From) -> Option<&'static str> {
        let wanted = self.wanted.text();
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Some("Tryck / och skriv vad du söker.").filter(|_| self.mode == Mode::Moving);
        }
        (!self.browse.seek(wanted, from)).then_some("Det finns inte på kartan.")
    }
}
