//! Receiving: every file is looked at, kept where it is a form that was not there, and named for what it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::register::{InboxChange, InboxEvent, Register};
use super::{Inbox, file_name, open_file};
use crate::export::hex::encode_hex;
use crate::export::{Format, Purpose, render_form};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{FormId, Identity};
use crate::store::error::StoreError;
use crate::store::gather::{self, NamedFile};
use crate::store::list::Unreadable;
use crate::store::{disk, name, save};

/// A file that was looked at, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub fate: ArrivalOutcome,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArrivalOutcome {
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

impl ArrivalOutcome {
    /// Whether the form is now in the inbox because of this file.
    pub fn is_accepted(&self) -> bool {
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
    pub fn describe_outcome(&self) -> String {
        match self {
            Self::Taken(id) => format!("Mottagen som {}.", id.short_word()),
            Self::Corrected(id, version) => {
                format!("En rättelse av {}: version {version} ersätter den tidigare.", id.short_word())
            }
            Self::Duplicate(id) => {
                format!("Samma blankett som {}, som redan finns i inkorgen.", id.short_word())
            }
            Self::Older(id, version) => {
                format!("En äldre version av {}: version {version} finns redan i inkorgen.", id.short_word())
            }
            Self::Clash(id) => format!(
                "Samma id och version som {}, men annat innehåll. Den är inte mottagen: fråga avsändaren vilken som gäller.",
                id.short_word()
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

pub(super) fn receive_files(
    inbox: &Inbox,
    named: &[PathBuf],
    today: NaiveDate,
) -> Result<Vec<Arrival>, StoreError> {
    let folder = inbox.create_folder()?;
    let mut register = inbox.read_register()?;
    // What was kept there when this began is looked at no more, also where a correction replaces it meanwhile.
    let kept: BTreeSet<String> = register.notes().map(|note| note.file.clone()).collect();
    let known = |path: &Path, register: &Register| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_kept = kept.contains(name) || register.notes().any(|note| note.file == name);
        path.parent() == Some(folder.as_path()) && is_kept
    };
    let mut arrivals = Vec::new();
    for found in gather::find_files(&[named, std::slice::from_ref(&folder)].concat())? {
        let path = match found {
            NamedFile::Form(path) => path,
            NamedFile::Companion(path) => {
                arrivals.push(Arrival { path, fate: ArrivalOutcome::Companion });
                continue;
            }
            NamedFile::NoForm(path) => {
                arrivals.push(Arrival { path, fate: ArrivalOutcome::NoForm });
                continue;
            }
        };
        if known(&path, &register) {
            continue;
        }
        let fate = receive_file(&path, &folder, inbox, &mut register, today)?;
        // What was put into the inbox by hand and is kept under its own name there is not kept twice.
        if path.parent() == Some(folder.as_path())
            && (fate.is_accepted() || matches!(fate, ArrivalOutcome::Duplicate(_)))
        {
            disk::remove_file(&path).map_err(|error| StoreError::from_io(&error, &path))?;
        }
        arrivals.push(Arrival { path, fate });
    }
    Ok(arrivals)
}

fn receive_file(
    path: &Path,
    folder: &Path,
    inbox: &Inbox,
    register: &mut Register,
    today: NaiveDate,
) -> Result<ArrivalOutcome, StoreError> {
    let (bytes, form) = match open_file(path) {
        Ok(read) => read,
        Err(fault) => return Ok(ArrivalOutcome::Unreadable(fault)),
    };
    let seal = form_seal(&form);
    let Identity { id, version } = form_identity(&form, &seal, path);
    let earlier = register.get(&id).map(|note| (note.version, note.seal.clone(), note.file.clone()));
    if let Some((there, known, _)) = &earlier {
        match there.cmp(&version) {
            std::cmp::Ordering::Equal if *known == seal => return Ok(ArrivalOutcome::Duplicate(id)),
            std::cmp::Ordering::Equal => return Ok(ArrivalOutcome::Clash(id)),
            std::cmp::Ordering::Greater => return Ok(ArrivalOutcome::Older(id, *there)),
            std::cmp::Ordering::Less => {}
        }
    }
    let file = file_name(&id, version, path);
    save::write_bytes(&folder.join(&file), &bytes, save::OverwritePolicy::Replace)?;
    let event =
        InboxEvent { id: id.clone(), day: today, what: InboxChange::Received { version, seal, file } };
    inbox.append_event(&event)?;
    register.apply_event(event);
    let Some((_, _, before)) = earlier else { return Ok(ArrivalOutcome::Taken(id)) };
    inbox.retire_version(&folder.join(before))?;
    Ok(ArrivalOutcome::Corrected(id, version))
}

/// What tells what a form says apart from what others say.
fn form_seal(form: &DeidentifiedForm) -> String {
    let json = render_form(form, Format::Json, Purpose::Case).unwrap_or_default();
    encode_hex(&Sha256::digest(json))
}

/// Which form it is. One of format 1 has no id: it is known by what it says, and by the word that its file is called by.
fn form_identity(form: &DeidentifiedForm, seal: &str, path: &Path) -> Identity {
    if let Some(identity) = &form.content().identity {
        return identity.clone();
    }
    let word =
        path.file_stem().and_then(|stem| stem.to_str()).and_then(name::find_own_word).unwrap_or_default();
    let digest = encode_hex(&Sha256::new().chain_update(seal).chain_update(word).finalize());
    let id: String = digest.chars().take(FormId::LENGTH).collect();
    Identity { id: FormId::of_digest(&id), version: 1 }
}
