//! Colours and emphasis. Colour is never the only sign: every style here is told apart without it too.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the whole interface.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// The question or heading of a page.
    pub heading: Style,
    /// Secondary text: sources, hints, the trail.
    pub quiet: Style,
    /// What the cursor stands on.
    pub selected: Style,
    /// Keys in the key bar.
    pub key: Style,
    /// Acute danger.
    pub urgent: Style,
    /// Something that wants attention.
    pub attention: Style,
    /// Found to be identifying, in text being typed.
    pub found: Style,
}

/// Whether the terminal is to be given colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen colours every terminal has, as its owner has set them.
    Sixteen,
    /// None: bold, underline and reverse only.
    None,
}

impl Theme {
    /// The theme for a terminal.
    pub fn new(colours: Colours) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let mono = Self {
            text: plain,
            heading: bold,
            quiet: plain,
            selected: reversed,
            key: bold,
            urgent: reversed.add_modifier(Modifier::BOLD),
            attention: bold.add_modifier(Modifier::UNDERLINED),
            found: plain.add_modifier(Modifier::UNDERLINED),
        };
        match colours {
            Colours::None => mono,
            Colours::Sixteen => Self {
                key: bold.fg(Color::Cyan),
                urgent: bold.fg(Color::White).bg(Color::Red),
                attention: mono.attention.fg(Color::Yellow),
                found: mono.found.fg(Color::Yellow),
                ..mono
            },
        }
    }

    /// The same theme for the wall of a room: everything bold, and white on black where there are colours.
    #[must_use]
    pub fn for_a_room(self) -> Self {
        let colours = if self.key.fg.is_some() { Colours::Sixteen } else { Colours::None };
        let lit = |style: Style| match colours {
            Colours::Sixteen => style.add_modifier(Modifier::BOLD).fg(Color::White).bg(Color::Black),
            Colours::None => style.add_modifier(Modifier::BOLD),
        };
        Self {
            text: lit(self.text),
            heading: lit(self.heading),
            quiet: lit(self.quiet),
            selected: lit(self.selected),
            key: lit(self.key),
            urgent: self.urgent,
            attention: lit(self.attention),
            found: lit(self.found),
        }
    }
}
