//! The keys of a page in groups, as the help shows them.

use super::{Binding, Context, KeyCommand, active_bindings};

/// What a key is for, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyGroup {
    /// To answer, choose, fill in and save.
    Do,
    /// To look at something else, and come back.
    Look,
    /// To move along the page, and between pages.
    Move,
    /// To take back what was done.
    TakeBack,
    /// What works everywhere.
    Everywhere,
}

impl KeyGroup {
    /// Every group, in order.
    pub const ALL: [Self; 5] = [Self::Do, Self::Look, Self::Move, Self::TakeBack, Self::Everywhere];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Do => "Svara och välj",
            Self::Look => "Se efter",
            Self::Move => "Flytta dig",
            Self::TakeBack => "Ångra",
            Self::Everywhere => "Alltid",
        }
    }

    /// The group of what a key asks for; digits choose.
    pub fn from_command(command: Option<KeyCommand>) -> Self {
        command.map_or(Self::Do, Self::of_command)
    }

    #[rustfmt::skip]
    fn of_command(command: KeyCommand) -> Self {
        use KeyCommand as K;
        match command {
            K::Pick(_) | K::Toggle | K::Confirm | K::Less | K::More | K::Clear | K::Decide | K::Mask | K::MaskAll
            | K::Coarsen | K::Keep | K::DayPart | K::Coarseness | K::Review | K::Save | K::MarkText | K::CopyText
            | K::CutText | K::PasteText | K::FillIn | K::Skip | K::OpenFile | K::OpenFolder | K::CopyPath | K::Print
            | K::Correct
            | K::Write | K::Sent | K::Delete | K::Discard => Self::Do,
            K::Why | K::Trail | K::Acts | K::Map | K::Fold | K::FoldAll | K::Here | K::Search | K::Next
            | K::WholeNumbers | K::Otherwise | K::Jump | K::Steps | K::Large | K::Notes | K::Forms => Self::Look,
            K::Up | K::Down | K::PageUp | K::PageDown | K::First | K::Last | K::GoTo(_) | K::Back | K::Forward
            | K::NextGroup | K::PreviousGroup | K::Again | K::Close => Self::Move,
            K::Undo | K::Redo => Self::TakeBack,
            K::Help | K::Hide | K::Quit => Self::Everywhere,
        }
    }

    /// The keys of a page that belong to the group, the most important first.
    pub fn bindings(self, context: Context) -> impl Iterator<Item = &'static Binding> {
        active_bindings(context).filter(move |binding| Self::from_command(binding.command) == self)
    }
}
