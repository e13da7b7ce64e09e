//! A routine begun as a copy of another: its text with an id of its own and with what is left to do at its head. What it
//! takes in it goes on taking in by id.

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
    original: Flow,
    /// The text from its first key on, with the new id.
    body: String,
}

impl RoutineCopy {
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
        Ok(Self { id, original, body })
    }

    /// Returns the id of the routine it is a copy of.
    pub fn original_id(&self) -> &str {
        self.original.id.as_str()
    }

    fn copy_text(&self, name: &str) -> String {
        let Flow { id, version, publisher, .. } = &self.original;
        format!(
            "\
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
