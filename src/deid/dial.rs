//! How much is taken for a name on its looks alone. It turns the tagger, never the detectors, and never anything off.

/// Three settings between few false flags and few missed names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dial {
    /// Fewer flags: what looks like a name must do so clearly.
    Quiet,
    /// As measured: `tests/deid_score.rs` holds its figures.
    #[default]
    Normal,
    /// More flags: whatever looks more like a name than not.
    Careful,
}

impl Dial {
    /// Every setting, from the fewest flags to the most.
    pub const ALL: [Self; 3] = [Self::Quiet, Self::Normal, Self::Careful];

    /// Its name in the profile.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Normal => "normal",
            Self::Careful => "careful",
        }
    }

    /// By how much a word must look more like a name than not.
    pub(super) fn name_margin(self) -> i32 {
        match self {
            Self::Quiet => 120,
            Self::Normal => 40,
            Self::Careful => 1,
        }
    }
}
