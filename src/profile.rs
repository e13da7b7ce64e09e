//! The local profile: what a workplace fills in once, so that a routine knows whom to turn to and a form where it comes
//! from. Text in, a [`Profile`] or faults out; where the file lies is the store's to know.

pub mod choice;
pub mod key;
pub mod local;
pub mod names;
pub mod offer;
pub mod read;
pub mod routine;
pub mod shape;
pub mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use chrono::Days;

use self::key::{ProfileKey, ValueRefusal};
use crate::deid::Dial;
use crate::export::Format;

/// What is filled in. A key that is not there is not filled in, and the routine's own words stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    values: BTreeMap<ProfileKey, String>,
}

/// How the terminal interface is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeSetting {
    /// As the terminal is.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As much contrast as there is.
    HighContrast,
    /// No colours.
    Mono,
}

/// How a routine is walked where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WalkStyle {
    /// Page by page in the terminal interface.
    #[default]
    Pages,
    /// As numbered lines.
    Lines,
}

/// How many days a saved form is kept before its weeding is brought to mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention(u64);

/// Which file a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueOrigin {
    /// The user's own profile.
    Own,
    /// The one IT has placed for the whole computer.
    System,
    /// Neither: nothing is filled in.
    Nowhere,
}

/// The user's own profile over the one for the whole computer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayeredProfile {
    /// The user's own.
    pub own: Profile,
    /// The computer's.
    pub system: Profile,
}

impl Profile {
    /// What is filled in under a key, as text.
    pub fn get(&self, key: &ProfileKey) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// The keys that are filled in with their values, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = (&ProfileKey, &str)> {
        self.values.iter().map(|(key, value)| (key, value.as_str()))
    }

    /// Whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Fills in a key. Nothing but blanks takes away what stood there.
    ///
    /// # Errors
    /// Why the text cannot stand under the key; the profile is then as before.
    pub fn set(&mut self, key: ProfileKey, text: &str) -> Result<(), ValueRefusal> {
        let text = text.trim();
        if text.is_empty() {
            self.values.remove(&key);
            return Ok(());
        }
        let value = key.parse_value(text)?;
        self.values.insert(key, value);
        Ok(())
    }

    /// How the terminal interface is coloured.
    pub fn theme(&self) -> ThemeSetting {
        let named = self.get(&ProfileKey::Theme);
        ThemeSetting::ALL.into_iter().find(|look| Some(look.id()) == named).unwrap_or_default()
    }

    /// How a routine is walked.
    pub fn walk_style(&self) -> WalkStyle {
        if self.get(&ProfileKey::Plain) == Some("true") { WalkStyle::Lines } else { WalkStyle::Pages }
    }

    /// How much in a text is taken for a name on its looks alone.
    pub fn dial(&self) -> Dial {
        let named = self.get(&ProfileKey::Scanner);
        Dial::ALL.into_iter().find(|dial| Some(dial.id()) == named).unwrap_or_default()
    }

    /// The folder forms are saved in; `~/` stands for the user's home.
    pub fn folder(&self) -> Option<PathBuf> {
        self.get(&ProfileKey::Folder).map(PathBuf::from)
    }

    /// The formats a form is saved in.
    pub fn formats(&self) -> Option<Vec<Format>> {
        let ids = self.get(&ProfileKey::Formats)?.split(", ");
        Some(ids.filter_map(Format::from_id).collect())
    }

    /// The formats a person's form is saved in where nothing else is said: the one file to send.
    pub fn formats_or_one(&self) -> Vec<Format> {
        self.formats().unwrap_or_else(|| Format::TO_SEND.to_vec())
    }

    /// The formats a form is saved in where nobody is there and nothing else is said: what scripts rely on.
    pub fn formats_or_usual(&self) -> Vec<Format> {
        self.formats().unwrap_or_else(|| Format::USUAL.to_vec())
    }

    /// How old a saved form may be before its weeding is brought to mind.
    pub fn retention(&self) -> Option<Retention> {
        self.get(&ProfileKey::Retention)?.parse().ok().map(Retention)
    }
}

impl Retention {
    /// How many days.
    pub fn count(self) -> u64 {
        self.0
    }

    /// The days.
    pub fn days(self) -> Days {
        Days::new(self.0)
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "dag" } else { "dagar" })
    }
}

impl LayeredProfile {
    /// Both as one: where both say something, the user's own.
    pub fn merge(&self) -> Profile {
        let Self { own, system } = self;
        let mut values = system.values.clone();
        values.extend(own.values.clone());
        Profile { values }
    }

    /// Where the value under a key comes from.
    pub fn origin(&self, key: &ProfileKey) -> ValueOrigin {
        match (self.own.get(key), self.system.get(key)) {
            (Some(_), _) => ValueOrigin::Own,
            (None, Some(_)) => ValueOrigin::System,
            (None, None) => ValueOrigin::Nowhere,
        }
    }
}

impl ThemeSetting {
    /// Every look, in the order offered.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Light, Self::Dark, Self::HighContrast, Self::Mono];

    /// The id in the profile.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Auto => "Som terminalen",
            Self::Light => "Ljust",
            Self::Dark => "Mörkt",
            Self::HighContrast => "Hög kontrast",
            Self::Mono => "Utan färger",
        }
    }
}

impl ValueOrigin {
    /// The id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::System => "system",
            Self::Nowhere => "none",
        }
    }

    /// What a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Own => "din profil",
            Self::System => "datorns profil",
            Self::Nowhere => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(rows: &[(ProfileKey, &str)]) -> Profile {
        let mut profile = Profile::default();
        for (key, value) in rows {
            profile.set(key.clone(), value).unwrap();
        }
        profile
    }

    #[test]
    fn the_users_own_goes_before_the_computers_key_by_key() {
        let system = profile(&[(ProfileKey::Administration, "bromma"), (ProfileKey::Theme, "dark")]);
        let own = profile(&[(ProfileKey::Theme, "light"), (ProfileKey::Retention, "30")]);
        let layered = LayeredProfile { own, system };
        let joined = layered.merge();
        assert_eq!(joined.get(&ProfileKey::Administration), Some("bromma"));
        assert_eq!((joined.theme(), joined.retention()), (ThemeSetting::Light, Some(Retention(30))));
        assert_eq!(layered.origin(&ProfileKey::Theme), ValueOrigin::Own);
        assert_eq!(layered.origin(&ProfileKey::Administration), ValueOrigin::System);
        assert_eq!(layered.origin(&ProfileKey::Unit), ValueOrigin::Nowhere);
    }

    #[test]
    fn without_a_profile_everything_is_as_the_program_has_it() {
        let none = Profile::default();
        assert_eq!(
            (none.theme(), none.walk_style(), none.formats(), none.folder()),
            (ThemeSetting::Auto, WalkStyle::Pages, None, None)
        );
    }

    #[test]
    fn a_blank_takes_a_value_away_and_a_refused_one_changes_nothing() {
        let mut profile = profile(&[(ProfileKey::Theme, "dark")]);
        assert!(profile.set(ProfileKey::Theme, "lila").is_err());
        assert_eq!(profile.theme(), ThemeSetting::Dark);
        profile.set(ProfileKey::Theme, " ").unwrap();
        assert!(profile.is_empty());
    }
}
