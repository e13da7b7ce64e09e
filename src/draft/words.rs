//! What is said of drafts, the same on the screen and over lines.

use super::file::Integrity;
use super::list::FoundDraft;
use super::progress::DraftProgress;
use crate::session::walk::Walk;

/// What to say where forms were found half-saved and taken away; nothing where none was.
pub fn describe_swept(forms: usize) -> Option<String> {
    let what = match forms {
        0 => return None,
        1 => "En blankett som bara hann sparas till hälften är borttagen.".to_owned(),
        forms => format!("{forms} blanketter som bara hann sparas till hälften är borttagna."),
    };
    Some(format!("{what} Genomgången finns kvar att fortsätta."))
}

/// What to say where a draft had been taken away while the walk went on.
pub const ANEW: &str = "Det sparade hade tagits bort medan du gick. Alla dina svar är sparade på nytt.";

/// What to say where the walk that was to be taken up is open elsewhere.
pub const ELSEWHERE: &str = "Genomgången är öppen i ett annat fönster. Fortsätt där, eller stäng det fönstret först. Här börjar en ny.";

/// A draft in a few words: when it was begun and last written, and how far it had come where that is known.
pub fn describe_draft(found: &FoundDraft, reached: Option<&DraftProgress>) -> String {
    let day = found.head.day;
    let last = match found.written {
        Some(last) if last.date() == day => last.format(", senast kl. %H.%M").to_string(),
        Some(last) => last.format(", senast %Y-%m-%d kl. %H.%M").to_string(),
        None => String::new(),
    };
    let answers = match reached.map_or(found.decided, |reached| reached.answers) {
        1 => "ett svar".to_owned(),
        answers => format!("{answers} svar"),
    };
    let at = reached.map(|reached| format!(", vid ”{}”", reached.at)).unwrap_or_default();
    format!("påbörjad {day}{last}, {answers}{at}")
}

pub(super) fn describe_changes(walk: &Walk, lost: &[String]) -> Vec<String> {
    let kept = match walk.log().len() {
        0 => "Inget svar står kvar.".to_owned(),
        1 => "Ett svar står kvar.".to_owned(),
        kept => format!("{kept} svar står kvar."),
    };
    let mut told = vec![format!("Rutinen har ändrats sedan du började. {kept}")];
    if !lost.is_empty() {
        told.push(format!("Svara igen på det som har ändrats: {}", lost.join(" · ")));
    }
    match walk.waiting_count() {
        0 => {}
        1 => told.push("Ett svar sätts in av sig självt när vägen kommer dit.".to_owned()),
        waiting => told.push(format!("{waiting} svar sätts in av sig själva när vägen kommer dit.")),
    }
    told
}

pub(super) fn describe_damage(state: Integrity) -> Option<String> {
    match state {
        Integrity::Whole => None,
        Integrity::Torn => Some("Det allra sista hann inte sparas innan det blev avbrott.".to_owned()),
        Integrity::Damaged => {
            Some("Det sparade var skadat: svaren efter skadan är borta. Gå igenom svaren.".to_owned())
        }
    }
}
