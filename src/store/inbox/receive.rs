//! Receiving: every file is looked at, kept where it is a form that was not there, and named for what it is.
#![expect(clippy::disallowed_methods, reason = "this is the edge that looks at files")]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::register::{Event, Register, What};
use super::{Inbox, file_name, opened};
use crate::export::json::hexadecimal;
use crate::export::{Format, Purpose, render};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{FormId, Identity};
use crate::store::error::StoreError;
use crate::store::gather::{self, Named};
use crate::store::list::Unreadable;
use crate::store::{disk, name, save};

/// A file that was looked at, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is a form that was not there, and is kept.
    Taken(FormId),
    /// It is a correction of a form that was there, and is kept instead of it: the form, and the version it now has.
    Corrected(FormId, u32),
    /// It is the same as one that is there.
    Duplicate(FormId),
    /// A later version of it is there.
    Older(FormId, u32),
    /// It has the id and version of one that is there, and says something else.
    Clash(FormId),
    /// It is a form in another format beside the one that was looked at.
    Companion,
    /// It has a name that no form has.
    NoForm,
    /// It cannot be read as a form; why.
    Unreadable(Unreadable),
}

impl Fate {
    /// Whether the form is now in the inbox because of this file.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Taken(_) | Self::Corrected(..))
    }

    /// The id in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Taken(_) => "taken",
            Self::Corrected(..) => "corrected",
            Self::Duplicate(_) => "duplicate",
            Self::Older(..) => "older",
            Self::Clash(_) => "clash",
            Self::Companion => "companion",
            Self::NoForm => "foreign",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// What became of it, in a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Taken(id) => format!("Mottagen som {}.", id.word()),
            Self::Corrected(id, version) => {
                format!("En rättelse av {}: version {version} ersätter den tidigare.", id.word())
            }
            Self::Duplicate(id) => format!("Samma blankett som {}, som redan finns i inkorgen.", id.word()),
            Self::Older(id, version) => {
                format!("En äldre version av {}: version {version} finns redan i inkorgen.", id.word())
            }
            Self::Clash(id) => format!(
                "Samma id och version som {}, men annat innehåll. Den är inte mottagen: fråga avsändaren vilken som gäller.",
                id.word()
            ),
            Self::Companion => {
                "Samma blankett i ett annat format: PDF:en eller JSON-filen bredvid är den som läses."
                    .to_owned()
            }
            Self::NoForm => "Ingen blankett: en blankett är en PDF eller JSON-fil från Stegvis.".to_owned(),
            Self::Unreadable(fault) => fault.to_string(),
        }
    }
}

pub(super) fn receive(
    inbox: &Inbox,
    named: &[PathBuf],
    today: NaiveDate,
) -> Result<Vec<Arrival>, StoreError> {
    let folder = inbox.made()?;
    let mut register = inbox.register()?;
    let known = |path: &Path, register: &Register| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path.parent() == Some(folder.as_path()) && register.notes().any(|note| note.file == name)
    };
    let mut arrivals = Vec::new();
    for found in gather::files(&[named, std::slice::from_ref(&folder)].concat())? {
        let path = match found {
            Named::Form(path) => path,
            Named::Companion(path) => {
                arrivals.push(Arrival { path, fate: Fate::Companion });
                continue;
            }
            Named::NoForm(path) => {
                arrivals.push(Arrival { path, fate: Fate::NoForm });
                continue;
            }
        };
        if known(&path, &register) {
            continue;
        }
        let fate = one(&path, &folder, inbox, &mut register, today)?;
        // What was put into the inbox by hand and is kept under its own name there is not kept twice.
        if path.parent() == Some(folder.as_path()) && (fate.is_taken() || matches!(fate, Fate::Duplicate(_)))
        {
            disk::remove(&path).map_err(|error| StoreError::of(&error, &path))?;
        }
        arrivals.push(Arrival { path, fate });
    }
    Ok(arrivals)
}

fn one(
    path: &Path,
    folder: &Path,
    inbox: &Inbox,
    register: &mut Register,
    today: NaiveDate,
) -> Result<Fate, StoreError> {
    let (bytes, form) = match opened(path) {
        Ok(read) => read,
        Err(fault) => return Ok(Fate::Unreadable(fault)),
    };
    let seal = seal(&form);
    let Identity { id, version } = identity(&form, &seal, path);
    let earlier = register.get(&id).map(|note| (note.version, note.seal.clone(), note.file.clone()));
    if let Some((there, known, _)) = &earlier {
        match there.cmp(&version) {
            std::cmp::Ordering::Equal if *known == seal => return Ok(Fate::Duplicate(id)),
            std::cmp::Ordering::Equal => return Ok(Fate::Clash(id)),
            std::cmp::Ordering::Greater => return Ok(Fate::Older(id, *there)),
            std::cmp::Ordering::Less => {}
        }
    }
    let file = file_name(&id, version, path);
    save::bytes(&folder.join(&file), &bytes, save::Over::Replace)?;
    let event = Event { id: id.clone(), day: today, what: What::Received { version, seal, file } };
    inbox.note(&event)?;
    register.take(event);
    let Some((_, _, before)) = earlier else { return Ok(Fate::Taken(id)) };
    // The correction may be of a name: what it corrects is not kept.
    let before = folder.join(before);
    if before.is_file() {
        disk::remove(&before).map_err(|error| StoreError::of(&error, &before))?;
    }
    Ok(Fate::Corrected(id, version))
}

/// What tells what a form says apart from what others say.
fn seal(form: &DeidentifiedForm) -> String {
    let json = render(form, Format::Json, Purpose::Case).unwrap_or_default();
    hexadecimal(&Sha256::digest(json))
}

/// Which form it is. One of format 1 has no id: it is known by what it says, and by the word that its file is called by.
fn identity(form: &DeidentifiedForm, seal: &str, path: &Path) -> Identity {
    if let Some(identity) = &form.content().identity {
        return identity.clone();
    }
    let word = path.file_stem().and_then(|stem| stem.to_str()).and_then(name::own_word).unwrap_or_default();
    let digest = hexadecimal(&Sha256::new().chain_update(seal).chain_update(word).finalize());
    let id: String = digest.chars().take(FormId::LENGTH).collect();
    Identity { id: FormId::of_digest(&id), version: 1 }
}
