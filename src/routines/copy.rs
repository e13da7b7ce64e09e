//! A routine begun: blank, or as a copy of another, its text with an id of its own and with what is left to do at its head. What a
//! copy takes in it goes on taking in by id.

use std::path::Path;

use super::home::{RoutineHome, SharedFileCache};
use super::{Routine, RoutineLoadFault, Unwalkable, find_source};
use crate::flow::model::Flow;
use crate::flow::{self, RoutineText};
use crate::source::SourceFile;

/// A copy under way.
#[derive(Debug)]
pub struct RoutineCopy {
    /// Its id.
    pub id: String,
    /// What it is a copy of; `None` of a blank one.
    original: Option<Flow>,
    /// The text with the new id: of a copy from its first key on, of a blank one all of it.
    body: String,
}

/// A routine to fill in.
const BLANK: &str = include_str!("../../assets/ny-rutin.yaml");

/// The id that a blank routine has before it is given one.
const BLANK_ID: &str = "ny-rutin";

/// What tells an editor where the format is described.
const MODELINE: &str = "# yaml-language-server: $schema=flow.schema.json";

impl RoutineCopy {
    /// A blank routine, which can be checked and walked as it is.
    pub fn new_blank(id: Option<&str>) -> Self {
        let id = id.unwrap_or(BLANK_ID);
        let body = BLANK.replacen(&format!("\nid: {BLANK_ID}\n"), &format!("\nid: {id}\n"), 1);
        Self { id: id.to_owned(), original: None, body }
    }

    /// A copy of the routine of that id or path. Without an id of its own it is called after the original.
    ///
    /// # Errors
    /// [`RoutineLoadFault`], where the original cannot be read whole.
    pub fn read_original(name: &str, id: Option<&str>) -> Result<Self, RoutineLoadFault> {
        let (file, home) = find_source(name)?;
        let Routine { files, flow, .. } = home.read_routine(file.clone(), &SharedFileCache::default());
        let unreadable = |findings| RoutineLoadFault::Unwalkable(Box::new(Unwalkable { files, findings }));
        let original = flow.map_err(unreadable)?;
        let id = id.map_or_else(|| format!("egen-{}", original.id), str::to_owned);
        let body = strip_header(&file, &id);
        Ok(Self { id, original: Some(original), body })
    }

    /// Returns the id of the routine it is a copy of; `None` of a blank one.
    pub fn original_id(&self) -> Option<&str> {
        self.original.as_ref().map(|original| original.id.as_str())
    }

    fn copy_text(&self, name: &str) -> String {
        let Some(Flow { id, version, publisher, .. }) = &self.original else {
            return format!("{MODELINE}\n{}", self.body.replace("NAMN", name));
        };
        format!(
            "\
{MODELINE}
# En rutin gjord efter {id}, version {version} ({publisher}).
#
# Fyra steg återstår:
#   1. Ändra det som är ert eget: titel, utgivare, version, källor, kontakter, texter och garantier.
#   2. Kör `stegvis check {name}` tills alla garantier är bevisade.
#   3. Ändra scenarierna efter er rutin, tills `stegvis test {name}` går som väntat.
#   4. Gå den med `stegvis walk {name}`, och låt den som svarar för rutinen granska den innan den används.
#
# Det som står under `include` läses in ur programmet, om inte en fil med det namnet ligger i samma mapp som den här.
# Formatet beskrivs i flows/README.md, och `stegvis schema flow` ger det till redigeringsprogram.

{}",
            self.body
        )
    }

    /// Returns the text of the copy that is walked by typing `name`, where it reads as a routine from that path.
    ///
    /// # Errors
    /// The texts with every fault, where it does not.
    pub fn text_at(&self, path: &Path, name: &str) -> Result<RoutineText, Box<Unwalkable>> {
        RoutineHome::from_path(path)
            .check_text(SourceFile::new(crate::store::display_path(path), &self.copy_text(name)))
    }
}

/// The text without the comments at its head, which are about the original, and with another id.
fn strip_header(file: &SourceFile, id: &str) -> String {
    let place = flow::parse_flow(file).ok().and_then(|parsed| parsed.id_span()).unwrap_or_default();
    let text = file.text();
    let head = text.split_inclusive('\n').take_while(|line| line.trim().is_empty() || line.starts_with('#'));
    let start = head.map(str::len).sum::<usize>().min(place.start);
    let part = |from, to| text.get(from..to).unwrap_or("");
    format!("{}{id}{}", part(start, place.start), part(place.end, text.len()))
}
