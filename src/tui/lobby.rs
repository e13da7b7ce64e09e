//! The first page of a training as data: what can be opened, and which scenarios fit what is searched for.

use crate::training::Material;

/// A row of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LobbyRow {
    /// The points of a workplace meeting.
    Points,
    /// The map.
    Map,
    /// The quiz, by raised hands.
    Room,
    /// The quiz, by one.
    One,
    /// Which questions the quiz asks.
    Questions,
    /// What meetings have missed.
    Missed,
    /// How much of a scenario is shown.
    Length,
    /// A scenario, by its place.
    Lesson(usize),
}

impl LobbyRow {
    /// The rows before the scenarios.
    const FIRST: [Self; 7] =
        [Self::Points, Self::Map, Self::Room, Self::One, Self::Questions, Self::Missed, Self::Length];
}

/// The rows: all of them, or while something is searched for the scenarios that fit it.
pub fn list_rows(material: &Material, wanted: Option<&str>) -> Vec<LobbyRow> {
    let first: &[LobbyRow] = if wanted.is_some() { &[] } else { &LobbyRow::FIRST };
    let lessons = material.find_lessons(wanted.unwrap_or_default()).into_iter().map(LobbyRow::Lesson);
    first.iter().copied().chain(lessons).collect()
}
