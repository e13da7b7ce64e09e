//! The files of the local profile: the user's own and the computer's. Read, and the user's own written whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this is the edge that finds and writes the profile")]

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{folder, read, save};
use crate::diagnostic::Diagnostic;
use crate::profile::read::{ParsedProfile, parse_profile as parse};
use crate::profile::{LayeredProfile, Profile, write};
use crate::source::{FileId, SourceFile};

/// The variable that names the user's own profile, where it is to be another than the usual.
const OWN: &str = "STEGVIS_PROFILE";

/// The variable that names the computer's profile, for packaging and for tests.
const SYSTEM: &str = "STEGVIS_SYSTEM_PROFILE";

/// The most that is read of a profile.
const LIMIT: u64 = 1 << 20;

/// The files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfilePaths {
    /// The user's own.
    pub own: PathBuf,
    /// The computer's.
    pub system: PathBuf,
}

/// One of the files, as it was found.
#[derive(Debug)]
pub enum ProfileLayer {
    /// There is none.
    Missing,
    /// It is there and says this.
    Read(SourceFile, Box<ParsedProfile>),
    /// It has faults, and nothing of it is used.
    Faulty(SourceFile, Vec<Diagnostic>),
    /// It is there and cannot be read.
    Unreadable(StoreError),
}

/// Both files, as they were found.
#[derive(Debug)]
pub struct FoundProfiles {
    /// Where they lie, or would lie.
    pub places: ProfilePaths,
    /// The user's own.
    pub own: ProfileLayer,
    /// The computer's.
    pub system: ProfileLayer,
}

/// Where the files lie, whether they are there or not.
///
/// # Errors
/// [`StoreError::NoHome`] where the user has no home folder and no variable names a file.
pub fn profile_paths() -> Result<ProfilePaths, StoreError> {
    let named = |variable| std::env::var_os(variable).filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(ProfilePaths {
        own: match named(OWN) {
            Some(path) => path,
            None => folder::config_folder()?.join("profil.yaml"),
        },
        system: named(SYSTEM).unwrap_or_else(|| folder::system_folder().join("profil.yaml")),
    })
}

/// Reads both files.
///
/// # Errors
/// As [`profile_paths`]; what is wrong with a file stands in its layer.
pub fn find_profiles() -> Result<FoundProfiles, StoreError> {
    let places = profile_paths()?;
    Ok(FoundProfiles { own: read_layer(&places.own), system: read_layer(&places.system), places })
}

/// Reads one file.
pub fn read_layer(path: &Path) -> ProfileLayer {
    match read::read_own_file(path, LIMIT) {
        Ok(file) => match parse(&file, FileId::default()) {
            Ok(read) => ProfileLayer::Read(file, Box::new(read)),
            Err(faults) => ProfileLayer::Faulty(file, faults),
        },
        Err(StoreError::Missing(_)) => ProfileLayer::Missing,
        Err(fault) => ProfileLayer::Unreadable(fault),
    }
}

/// Writes the user's own profile, whole or not at all, over the one that was there.
///
/// # Errors
/// What happened; the file is then as before.
pub fn write_profile(path: &Path, profile: &Profile) -> Result<(), StoreError> {
    write_text(path, &write::profile_to_yaml(profile), save::OverwritePolicy::Replace)
}

/// Writes the user's first profile. Never over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn write_new_profile(path: &Path, profile: &Profile) -> Result<(), StoreError> {
    write_text(path, &write::profile_to_yaml(profile), save::OverwritePolicy::Never)
}

/// Writes a profile to fill in, with every value commented out. Never over a file.
///
/// # Errors
/// What happened; nothing is then left behind.
pub fn write_template(path: &Path) -> Result<(), StoreError> {
    write_text(path, &write::profile_template(), save::OverwritePolicy::Never)
}

fn write_text(path: &Path, text: &str, over: save::OverwritePolicy) -> Result<(), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        folder::create_folder(folder)?;
    }
    save::write_bytes(path, text.as_bytes(), over)
}

impl ProfileLayer {
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
        let path = super::display_path(path);
        Some(format!("Profilen {path} {why} och används inte. Se `stegvis profile check`."))
    }
}

impl FoundProfiles {
    /// The user's own over the computer's.
    pub fn layered(&self) -> LayeredProfile {
        LayeredProfile { own: self.own.profile(), system: self.system.profile() }
    }

    /// What to tell someone who is about to walk; `None` where all is well.
    pub fn notice(&self) -> Option<String> {
        self.own.notice(&self.places.own).or_else(|| self.system.notice(&self.places.system))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::key::ProfileKey;

    #[test]
    fn a_profile_is_written_over_itself_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ny/profil.yaml");
        let mut profile = Profile::default();
        for unit in ["Ett", "Två"] {
            profile.set(ProfileKey::Unit, unit).unwrap();
            write_profile(&path, &profile).unwrap();
            assert_eq!(read_layer(&path).profile(), profile);
        }
        assert_eq!(write_template(&path), Err(StoreError::NameTaken(path.clone())));
        assert_eq!(read_layer(&path).profile(), profile);
    }

    #[test]
    fn a_faulty_profile_is_not_used_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("profil.yaml");
        std::fs::write(&own, "unit: A\nthem: dark\n").unwrap();
        let places = ProfilePaths { own: own.clone(), system: folder.path().join("x") };
        let found = FoundProfiles { own: read_layer(&own), system: read_layer(&places.system), places };
        assert!(found.layered().merge().is_empty());
        assert!(found.notice().unwrap().contains("har ett fel och används inte"));
    }
}
