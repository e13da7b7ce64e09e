//! The scenarios there are: those built into the program and those in the user's folder. Found, read, handed over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::routines;
use crate::scenario::{self, Opened, Scenario};
use crate::source::{FileId, SourceFile};
use crate::store::error::StoreError;
use crate::store::{folder as folders, read};

macro_rules! built_in {
    ($($id:literal),* $(,)?) => {
        /// The scenarios that are part of the program: id and text, in the order a group meets them.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../flows/scenarios/", $id, ".yaml")))),*];
    };
}

built_in! {
    "faltet-en-kvall",
    "bara-asikt",
    "klistermarken-pendeltag",
    "vanta-med-112",
    "fraga-om-symbol",
    "rykte-infor-kvallen",
    "banderollen",
    "klotter-och-kompisar",
    "gymnasiet-filmen",
    "sammankomst-i-parken",
    "hot-pa-natet",
    "nagot-kanns-fel",
    "anhorig-ringer",
    "lokalen",
    "vill-lamna",
    "ung-vill-lamna",
    "vagen-ut-oklar-alder",
    "vill-inte-sjalv",
    "barn-som-atervant",
    "vuxen-atervandare",
    "atervandare-oklart",
    "barnet-i-hallen",
    "halsningen",
    "systern-ringer",
    "bara-ett-nummer",
    "hot-i-receptionen",
    "biljetten",
    "den-som-utsattes",
    "kanske-nagon",
    "larmet-som-lugnade-sig",
    "tva-vagar",
    "hemma-igen",
    "lidingo-market-pa-jackan",
    "lidingo-klubblokalen",
    "lidingo-ung-pa-garden",
    "lidingo-vuxen-med-planer",
    "lidingo-larm-pa-torget",
    "lidingo-vart-vander-vi-oss",
    "lidingo-affischerna",
    "lidingo-klossarna",
    "lidingo-vid-hamtningen",
    "lidingo-orden-pa-skapet",
    "lidingo-gor-som-du-vill",
    "lidingo-insamlingen",
    "lidingo-den-som-stod-bakom",
    "lidingo-pa-biblioteket",
    "lidingo-tipset",
    "lidingo-vill-bort",
    "lidingo-resan",
    "lidingo-anhorig-fragar",
    "lidingo-kastade-stenar",
    "lidingo-fragan-gallde-nagon",
    "lidingo-kanske-nagon",
    "nationell-fraga-om-symbol",
    "nationell-allt-oklart",
    "nationell-boken-pa-bordet",
    "nationell-flygbladen",
    "nationell-spelningen",
    "nationell-roken-bakom-huset",
    "nationell-samma-lek",
    "nationell-ramsorna",
    "nationell-vannen-pa-natet",
    "nationell-traningskvallarna",
    "nationell-jackfickan",
    "nationell-efter-lektionen",
    "nationell-ovningen-i-skogen",
    "nationell-loftet",
    "nationell-tipset",
    "nationell-resan",
    "nationell-anhorig-fragar",
    "nationell-drabbad",
    "nationell-fragan-gallde-nagon",
    "nationell-kanske-nagon",
}

/// The most that is read of a scenario.
const LIMIT: u64 = 1 << 20;

/// Why a scenario cannot be used.
#[derive(Debug)]
pub enum LoadFault {
    /// There is no such scenario. Holds the name and the names there are.
    Unknown(String, Vec<String>),
    /// Its file cannot be read.
    File(StoreError),
    /// It has faults.
    Faulty(Box<Faulty>),
}

/// A scenario with faults.
#[derive(Debug)]
pub struct Faulty {
    /// Its text.
    pub file: SourceFile,
    /// Its faults.
    pub faults: Vec<Diagnostic>,
}

/// A scenario whose shape is right, with the text it was read from.
#[derive(Debug)]
pub struct Found {
    /// Its text.
    pub file: SourceFile,
    opened: Opened,
}

/// The names of every scenario: the ids of those built in, then the paths of those in the user's folder.
pub fn names() -> Vec<String> {
    let built_in = BUILT_IN.iter().map(|(id, _)| (*id).to_owned());
    built_in.chain(own().iter().map(|path| path.to_string_lossy().into_owned())).collect()
}

/// The names of the scenarios that are part of the program.
pub fn built_in() -> Vec<String> {
    BUILT_IN.iter().map(|(id, _)| (*id).to_owned()).collect()
}

/// The scenario files of a folder; `None` where the path is no folder.
///
/// # Errors
/// Why the folder cannot be read.
pub fn folder(path: &Path) -> Result<Option<Vec<PathBuf>>, StoreError> {
    routines::folder(path)
}

/// The scenario of that id or path, held against the table of keys. An id means the built-in one before one in the
/// user's folder.
///
/// # Errors
/// [`LoadFault`].
pub fn find(name: &str) -> Result<Found, LoadFault> {
    let file = source(name)?;
    match scenario::open(&file, FileId::default()) {
        Ok(opened) => Ok(Found { file, opened }),
        Err(faults) => Err(LoadFault::Faulty(Box::new(Faulty { file, faults }))),
    }
}

impl Found {
    /// The id of the routine it walks.
    pub fn flow(&self) -> &str {
        self.opened.flow()
    }

    /// Reads it against its routine.
    ///
    /// # Errors
    /// [`LoadFault::Faulty`].
    pub fn read(&self, flow: &Arc<VerifiedFlow>, scanner: &Scanner) -> Result<Scenario, LoadFault> {
        let faulty = |faults| LoadFault::Faulty(Box::new(Faulty { file: self.file.clone(), faults }));
        self.opened.read(flow, scanner).map_err(faulty)
    }
}

fn source(name: &str) -> Result<SourceFile, LoadFault> {
    if !routines::is_id(name) {
        return read::text(Path::new(name), LIMIT).map_err(LoadFault::File);
    }
    if let Some((id, text)) = BUILT_IN.iter().find(|(id, _)| *id == name) {
        return Ok(SourceFile::new(format!("inbyggt scenario: {id}"), text));
    }
    let mine = own().into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
    match mine {
        Some(path) => read::text(&path, LIMIT).map_err(LoadFault::File),
        None => Err(LoadFault::Unknown(name.to_owned(), known())),
    }
}

/// The scenario files in the user's folder; none where it cannot be read.
fn own() -> Vec<PathBuf> {
    let files = folders::scenarios().and_then(|folder| routines::folder(&folder));
    files.ok().flatten().unwrap_or_default()
}

/// What scenarios may be called by.
fn known() -> Vec<String> {
    let own =
        own().into_iter().filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    built_in().into_iter().chain(own).collect()
}
