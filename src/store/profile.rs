//! The files of the local profile: the user's own and the computer's. Read, and the user's own written whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this is the edge that finds and writes the profile")]

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{folder, read, save};
use crate::diagnostic::Diagnostic;
use crate::profile::read::{Read, read as parse};
use crate::profile::{Layered, Profile, write};
use crate::source::{FileId, SourceFile};

/// The variable that names the user's own profile, where it is to be another than the usual.
const OWN: &str = "STEGVIS_PROFILE";

/// The variable that names the computer's profile, for packaging and for tests.
const SYSTEM: &str = "STEGVIS_SYSTEM_PROFILE";

/// The most that is read of a profile.
const LIMIT: u64 = 1 << 20;

/// The files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The user's own.
    pub own: PathBuf,
    /// The computer's.
    pub system: PathBuf,
}

/// One of the files, as it was found.
#[derive(Debug)]
pub enum Layer {
    /// There is none.
    Missing,
    /// It is there and says this.
    Read(SourceFile, Box<Read>),
    /// It has faults, and nothing of it is used.
    Faulty(SourceFile, Vec<Diagnostic>),
    /// It is there and cannot be read.
    Unreadable(StoreError),
}

/// Both files, as they were found.
#[derive(Debug)]
pub struct Found {
    /// Where they lie, or would lie.
    pub places: Places,
    /// The user's own.
    pub own: Layer,
    /// The computer's.
    pub system: Layer,
}

/// Where the files lie, whether they are there or not.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder and no variable names a file.
pub fn places() -> Result<Places, StoreError> {
    let named = |variable| std::env::var_os(variable).filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(Places {
        own: match named(OWN) {
            Some(path) => path,
            None => folder::config()?.join("profil.yaml"),
        },
        system: named(SYSTEM).unwrap_or_else(|| folder::system().join("profil.yaml")),
    })
}

/// Reads both files.
///
/// # Errors
/// As [`places`]; what is wrong with a file stands in its layer.
pub fn find() -> Result<Found, StoreError> {
    let places = places()?;
    Ok(Found { own: layer(&places.own), system: layer(&places.system), places })
}

/// Reads one file.
pub fn layer(path: &Path) -> Layer {
    match read::own(path, LIMIT) {
        Ok(file) => match parse(&file, FileId::default()) {
            Ok(read) => Layer::Read(file, Box::new(read)),
            Err(faults) => Layer::Faulty(file, faults),
        },
        Err(StoreError::Missing(_)) => Layer::Missing,
        Err(fault) => Layer::Unreadable(fault),
    }
}

/// Writes the user's own profile, whole or not at all, over the one that was there.
///
/// # Errors
/// What happened; the file is then as before.
pub fn write(path: &Path, profile: &Profile) -> Result<(), StoreError> {
    put(path, &write::text(profile), save::Over::Replace)
}

/// Writes the user's first profile. Never over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn write_new(path: &Path, profile: &Profile) -> Result<(), StoreError> {
    put(path, &write::text(profile), save::Over::Never)
}

/// Writes a profile to fill in, with every value commented out. Never over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn write_template(path: &Path) -> Result<(), StoreError> {
    put(path, &write::template(), save::Over::Never)
}

fn put(path: &Path, text: &str, over: save::Over) -> Result<(), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        folder::make(folder)?;
    }
    save::bytes(path, text.as_bytes(), over)
}

impl Layer {
    /// What it says; nothing where it is missing or faulty.
    pub fn profile(&self) -> Profile {
        match self {
            Self::Read(_, read) => read.profile.clone(),
            Self::Missing | Self::Faulty(..) | Self::Unreadable(_) => Profile::default(),
        }
    }

    /// What to tell someone who is about to walk: that the file is not used, and why in brief.
    fn notice(&self, path: &Path) -> Option<String> {
        let why = match self {
            Self::Missing | Self::Read(..) => return None,
            Self::Faulty(_, faults) if faults.len() == 1 => "har ett fel".to_owned(),
            Self::Faulty(_, faults) => format!("har {} fel", faults.len()),
            Self::Unreadable(_) => "går inte att läsa".to_owned(),
        };
        let path = super::shown(path);
        Some(format!("Profilen {path} {why} och används inte. Se `stegvis profile check`."))
    }
}

impl Found {
    /// The user's own over the computer's.
    pub fn layered(&self) -> Layered {
        Layered { own: self.own.profile(), system: self.system.profile() }
    }

    /// What to tell someone who is about to walk; `None` where all is well.
    pub fn notice(&self) -> Option<String> {
        self.own.notice(&self.places.own).or_else(|| self.system.notice(&self.places.system))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::key::Key;

    #[test]
    fn a_profile_is_written_over_itself_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ny/profil.yaml");
        let mut profile = Profile::default();
        for unit in ["Ett", "Två"] {
            profile.set(Key::Unit, unit).unwrap();
            write(&path, &profile).unwrap();
            assert_eq!(layer(&path).profile(), profile);
        }
        assert_eq!(write_template(&path), Err(StoreError::NameTaken(path.clone())));
        assert_eq!(layer(&path).profile(), profile);
    }

    #[test]
    fn a_faulty_profile_is_not_used_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("profil.yaml");
        std::fs::write(&own, "unit: A\nthem: dark\n").unwrap();
        let places = Places { own: own.clone(), system: folder.path().join("x") };
        let found = Found { own: layer(&own), system: layer(&places.system), places };
        assert!(found.layered().joined().is_empty());
        assert!(found.notice().unwrap().contains("har ett fel och används inte"));
    }
}
