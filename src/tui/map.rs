//! The map as a page: the rows of the library's map, looked at and searched. Made over a walk, or over the whole routine.

use std::sync::Arc;

use super::editor::Editor;
use super::keymap::{Context, KeyCommand};
use super::scroll;
use crate::check::verified::VerifiedFlow;
use crate::flow::model::Flow;
use crate::map::Map;
use crate::map::browse::{MapBrowser, SearchStart};
use crate::session::replay::Position;

/// The map on the screen.
#[derive(Debug)]
pub struct MapPage {
    /// The rows and the cursor.
    pub browse: MapBrowser,
    /// Where the walk stands; `None` where the routine is looked at and not walked.
    pub position: Option<Position>,
    /// What is searched for.
    pub wanted: Editor,
    /// What the keys do.
    pub mode: MapMode,
    /// The first line shown of the help over the map, while that is open.
    pub help: Option<usize>,
    flow: Arc<VerifiedFlow>,
}

/// The lines above the rows and under them.
const AROUND: u16 = 5;

/// What keys do to the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapMode {
    /// They move about on it.
    Moving,
    /// They type what is searched for.
    Searching,
}

impl MapMode {
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
        let browse = MapBrowser::new(Map::from_flow(&flow, position.as_ref()));
        Self { browse, position, wanted: Editor::default(), mode: MapMode::Moving, help: None, flow }
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

    /// The rows that show on a page of so many lines, the first of them first.
    pub fn visible_rows(&self, height: u16) -> Vec<usize> {
        self.browse.in_sight(usize::from(height.saturating_sub(AROUND)))
    }

    /// Moves the cursor to one of the rows that show on a page of so many lines.
    pub fn go_to_visible(&mut self, height: u16, nth: usize) {
        if let Some(row) = self.visible_rows(height).get(nth) {
            self.browse.move_to(*row);
        }
    }

    /// Whether the key leaves the map, and not only what lies over it.
    pub fn leaves_map(&self, command: KeyCommand) -> bool {
        command == KeyCommand::Close && self.help.is_none()
    }

    /// Whether letters are typed on it.
    pub fn takes_text(&self) -> bool {
        self.mode == MapMode::Searching && self.help.is_none()
    }

    /// Does what a key asks for, on a page that can be scrolled so far. Says what there is to say of it.
    pub fn update(&mut self, command: KeyCommand, furthest: usize) -> Option<&'static str> {
        match (&mut self.help, command) {
            (Some(_), KeyCommand::Close) => self.help = None,
            (Some(at), _) => scroll::scroll_to(at, command, furthest),
            (None, KeyCommand::Help) => self.help = Some(0),
            (None, _) => return self.handle_command(command),
        }
        None
    }

    fn handle_command(&mut self, command: KeyCommand) -> Option<&'static str> {
        match self.mode {
            MapMode::Moving => self.move_cursor(command),
            MapMode::Searching => self.handle_search(command),
        }
    }

    /// Looks for what has been typed so far.
    pub fn search_typed(&mut self) -> Option<&'static str> {
        self.find_match(SearchStart::Cursor)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the map answers the commands of its own context")]
    fn move_cursor(&mut self, command: KeyCommand) -> Option<&'static str> {
        match command {
            KeyCommand::Confirm => self.browse.activate_row(),
            KeyCommand::Fold => self.browse.close_step(),
            KeyCommand::FoldAll => self.browse.toggle_all(),
            KeyCommand::Here if self.position.is_none() => {
                return Some("Du går ingen rutin nu: det här är hela kartan.");
            }
            KeyCommand::Here => self.browse.go_here(),
            KeyCommand::Search => self.mode = MapMode::Searching,
            KeyCommand::Next => return self.find_match(SearchStart::Next),
            command => self.browse.move_by(scroll::row_offset(command)),
        }
        None
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the map answers the commands of its own context")]
    fn handle_search(&mut self, command: KeyCommand) -> Option<&'static str> {
        match command {
            KeyCommand::Confirm => self.mode = MapMode::Moving,
            KeyCommand::Back => {
                self.mode = MapMode::Moving;
                self.wanted = Editor::default();
            }
            KeyCommand::Next => return self.find_match(SearchStart::Next),
            _ => {}
        }
        None
    }

    fn find_match(&mut self, from: SearchStart) -> Option<&'static str> {
        let wanted = self.wanted.text();
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Some("Tryck / och skriv vad du söker.").filter(|_| self.mode == MapMode::Moving);
        }
        (!self.browse.seek_text(wanted, from)).then_some("Det finns inte på kartan.")
    }
}
