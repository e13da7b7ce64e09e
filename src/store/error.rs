//! What can go wrong with files, as data: what happened, where, and what to do. Never the system's own words.

use std::io;
use std::path::{Path, PathBuf};

use super::display_path;
use crate::export::RenderFault;
use crate::source::NotText;

/// Why something could not be read or saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The user has no home folder to save in.
    #[error("Det finns ingen hemmapp att spara i.")]
    NoHome,
    /// The path is no folder.
    #[error("{} är inte en mapp.", display_path(.0))]
    NotAFolder(PathBuf),
    /// The path is a folder.
    #[error("{} är en mapp, inte en fil.", display_path(.0))]
    IsAFolder(PathBuf),
    /// The path is a pipe, a device or a socket.
    #[error("{} är ingen vanlig fil.", display_path(.0))]
    NotAFile(PathBuf),
    /// The user may not.
    #[error("Du har inte behörighet till {}.", display_path(.0))]
    Denied(PathBuf),
    /// The disk takes no writing.
    #[error("{} går bara att läsa, inte skriva i.", display_path(.0))]
    ReadOnly(PathBuf),
    /// The disk, or the user's share of it, is full.
    #[error("Disken är full: {} fick inte plats.", display_path(.0))]
    Full(PathBuf),
    /// Something with that name is already there.
    #[error("{} finns redan, och Stegvis skriver aldrig över en fil.", display_path(.0))]
    NameTaken(PathBuf),
    /// There is no such file or folder.
    #[error("{} finns inte.", display_path(.0))]
    Missing(PathBuf),
    /// The name is not one the system takes.
    #[error("{} är inte ett namn som datorn kan använda.", display_path(.0))]
    BadName(PathBuf),
    /// The file is larger than what is read.
    #[error("{} är större än {limit} MB och läses inte.", display_path(.path), limit = .limit >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// The file is not UTF-8 text.
    #[error("{} är inte text i UTF-8.", .0.file.name())]
    NotText(Box<NotText>),
    /// The system gives no random numbers to make a name of.
    #[error("Datorn gav inga slumptal till filens namn.")]
    NoRandomness,
    /// No saved form is called that.
    #[error("Det finns ingen sparad blankett som heter {}.", display_path(.0))]
    NoForm(PathBuf),
    /// No received form is called that.
    #[error("Det finns ingen mottagen blankett som heter {}.", display_path(.0))]
    NotReceived(PathBuf),
    /// More than one saved form is called that.
    #[error("Flera sparade blanketter heter {}.", display_path(.0))]
    ManyForms(PathBuf),
    /// The folder is a link to somewhere else, where what is kept could be shared or synchronised.
    #[error("{} är en länk till en annan plats, och där sparar Stegvis inget av sig självt.", display_path(.0))]
    IsALink(PathBuf),
    /// The folder belongs to another user.
    #[error("{} tillhör en annan användare.", display_path(.0))]
    NotYours(PathBuf),
    /// Another instance has it open.
    #[error("Genomgången är öppen i ett annat fönster.")]
    InUse(PathBuf),
    /// The file is no draft that this version reads.
    #[error("{} är ingen påbörjad genomgång som den här versionen av Stegvis kan läsa.", display_path(.0))]
    NotADraft(PathBuf),
    /// The form did not become a document.
    #[error("{0}")]
    NotMade(#[source] RenderFault),
    /// Something else, with the system's number for it.
    #[error("{} gick inte att använda{}.", display_path(.path), error_number(*.system))]
    Other {
        /// What it was about.
        path: PathBuf,
        /// The system's own number for the fault, where it gave one.
        system: Option<i32>,
    },
}

impl StoreError {
    /// What the system said about `path`, in our words.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the system has many faults; the last arm keeps its number"
    )]
    pub fn from_io(error: &io::Error, path: &Path) -> Self {
        use io::ErrorKind as Kind;
        let path = path.to_owned();
        match error.kind() {
            Kind::NotFound => Self::Missing(path),
            Kind::PermissionDenied => Self::Denied(path),
            Kind::AlreadyExists => Self::NameTaken(path),
            Kind::NotADirectory => Self::NotAFolder(path),
            Kind::IsADirectory => Self::IsAFolder(path),
            Kind::ReadOnlyFilesystem => Self::ReadOnly(path),
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full(path),
            Kind::InvalidFilename | Kind::InvalidInput => Self::BadName(path),
            _ => Self::Other { path, system: error.raw_os_error() },
        }
    }

    /// What to do about it, in one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoHome => "Välj en mapp att spara i.",
            Self::NotAFolder(_) => "Ange en mapp, eller flytta filen som ligger i vägen.",
            Self::IsAFolder(_) => "Ange en fil i mappen.",
            Self::NotAFile(_) => "Ta bort det som ligger i vägen, eller flytta det.",
            Self::Denied(_) => "Välj en mapp där du får spara, till exempel i din hemmapp.",
            Self::ReadOnly(_) => "Välj en mapp på en disk som går att skriva på.",
            Self::Full(_) => "Frigör plats och försök igen, eller välj en mapp på en annan disk.",
            Self::Missing(_) => "Kontrollera att namnet är rätt skrivet.",
            Self::BadName(_) => "Välj ett kortare namn utan specialtecken.",
            Self::TooLarge { .. } => "Kontrollera att det är rätt fil.",
            Self::NotText(_) => "Spara filen som UTF-8 och försök igen.",
            Self::NoRandomness => "Försök igen om en stund.",
            Self::NoForm(_) => "Se `stegvis forms` för de sparade blanketterna och deras namn.",
            Self::NotReceived(_) => "Se `stegvis inbox` för de mottagna blanketterna och vad de heter.",
            Self::ManyForms(_) => "Skriv hela namnet, eller sökvägen.",
            Self::IsALink(_) => "Ta bort länken, eller välj en annan mapp.",
            Self::NotYours(_) => {
                "Be den som sköter datorn att rätta mappens ägare, eller välj en annan mapp."
            }
            Self::InUse(_) => "Fortsätt där, eller stäng det fönstret först.",
            Self::NotADraft(_) => "Börja om från början.",
            Self::NotMade(_) => "Välj ett annat format, och meddela den som förvaltar Stegvis.",
            Self::NameTaken(_) | Self::Other { .. } => "Försök igen, eller välj en annan mapp.",
        }
    }
}

fn error_number(system: Option<i32>) -> String {
    system.map_or_else(String::new, |number| format!(" (datorns felnummer {number})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn system_faults_have_their_own_words() {
        let of = |number: i32| StoreError::from_io(&io::Error::from_raw_os_error(number), Path::new("/x"));
        let path = || PathBuf::from("/x");
        assert_eq!(of(28), StoreError::Full(path()));
        assert_eq!(of(122), StoreError::Full(path()));
        assert_eq!(of(30), StoreError::ReadOnly(path()));
        assert_eq!(of(13), StoreError::Denied(path()));
        assert_eq!(of(20), StoreError::NotAFolder(path()));
        assert_eq!(of(5).to_string(), "/x gick inte att använda (datorns felnummer 5).");
    }

    #[test]
    fn a_path_never_steers_the_screen() {
        assert_eq!(StoreError::Missing("a\u{1b}[2J".into()).to_string(), "a␛[2J finns inte.");
    }
}
