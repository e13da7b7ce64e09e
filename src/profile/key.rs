//! What can be filled in, in one table: the name in the file, what it is called, and which values it takes.

use super::ThemeSetting;
use super::choice::ProfileChoice;
use crate::characters;
use crate::deid::Dial;
use crate::export::Format;
use crate::flow::id::ContactId;
use crate::flow::model::WorkplaceFact;
use crate::flow::word::is_id;

/// The longest line: it fits on a screen of 80 columns with what stands before it.
pub const LONGEST: usize = 160;

/// The most days a saved form may be said to be kept.
const MOST_DAYS: u64 = 36_500;

/// One thing to fill in, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileKey {
    /// The kommun.
    Municipality,
    /// The routine that is walked where none is named.
    Routine,
    /// The administration: the same ids as the form's options.
    Administration,
    /// The nämnd whose reports are made here.
    Board,
    /// The unit.
    Unit,
    /// The operation: the same ids as the form's options.
    Activity,
    /// The role: the same ids as the form's options.
    Role,
    /// How a function is reached, under the id that the routine has for it.
    Contact(ContactId, ContactPart),
    /// What the delegationsordning says here.
    Delegation,
    /// What to search the intranet for.
    Intranet,
    /// How many days a saved form is kept before its weeding is brought to mind.
    Retention,
    /// The folder forms are saved in.
    Folder,
    /// The formats forms are saved in.
    Formats,
    /// The colours.
    Theme,
    /// Whether routines are walked line by line.
    Plain,
    /// How much in a text is taken for a name on its looks alone.
    Scanner,
}

/// A part of how a function is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactPart {
    /// What the function is called here.
    Function,
    /// Its telephone number.
    Phone,
    /// Its mailbox.
    Mailbox,
    /// What else to know.
    Note,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Text on one line.
    Line,
    /// An id: one of those offered, where some are.
    Id,
    /// One of these.
    One(&'static [ProfileChoice]),
    /// Any of the formats.
    Formats,
    /// A telephone number.
    Phone,
    /// An address of a mailbox.
    Mailbox,
    /// A number of days.
    Days,
    /// A folder.
    Folder,
}

/// Why a text cannot stand under a key: what is wrong and what to do, in Swedish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueRefusal(pub String);

const LOOKS: &[ProfileChoice] = &[
    ProfileChoice::new_static(ThemeSetting::Auto.id(), ThemeSetting::Auto.label()),
    ProfileChoice::new_static(ThemeSetting::Light.id(), ThemeSetting::Light.label()),
    ProfileChoice::new_static(ThemeSetting::Dark.id(), ThemeSetting::Dark.label()),
    ProfileChoice::new_static(ThemeSetting::HighContrast.id(), ThemeSetting::HighContrast.label()),
    ProfileChoice::new_static(ThemeSetting::Mono.id(), ThemeSetting::Mono.label()),
];

const YES_NO: &[ProfileChoice] =
    &[ProfileChoice::new_static("false", "Sida för sida"), ProfileChoice::new_static("true", "Rad för rad")];

const DIALS: &[ProfileChoice] = &[
    ProfileChoice::new_static(Dial::Quiet.id(), "Försiktigt med namn: färre frågor"),
    ProfileChoice::new_static(Dial::Normal.id(), "Som vanligt"),
    ProfileChoice::new_static(Dial::Careful.id(), "Noga: fler frågor, färre missade namn"),
];

impl ContactPart {
    /// Every part, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Function, Self::Phone, Self::Mailbox, Self::Note];

    /// Its key in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Phone => "phone",
            Self::Mailbox => "mailbox",
            Self::Note => "note",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Function => "funktion",
            Self::Phone => "telefon",
            Self::Mailbox => "brevlåda",
            Self::Note => "mer att veta",
        }
    }
}

impl ProfileKey {
    /// Every key of the table, with the parts of these contacts.
    pub fn list_keys(contacts: &[ContactId]) -> Vec<Self> {
        let of = |contact: &ContactId| ContactPart::ALL.map(|part| Self::Contact(contact.clone(), part));
        let before = [
            Self::Municipality,
            Self::Routine,
            Self::Administration,
            Self::Board,
            Self::Unit,
            Self::Activity,
            Self::Role,
        ];
        let after = [
            Self::Delegation,
            Self::Intranet,
            Self::Retention,
            Self::Folder,
            Self::Formats,
            Self::Theme,
            Self::Plain,
            Self::Scanner,
        ];
        before.into_iter().chain(contacts.iter().flat_map(of)).chain(after).collect()
    }

    /// What of the workplace it says, where that stands in forms.
    pub fn fact(&self) -> Option<WorkplaceFact> {
        match self {
            Self::Administration => Some(WorkplaceFact::Administration),
            Self::Activity => Some(WorkplaceFact::Activity),
            Self::Role => Some(WorkplaceFact::Role),
            Self::Municipality
            | Self::Routine
            | Self::Board
            | Self::Unit
            | Self::Contact(..)
            | Self::Delegation
            | Self::Intranet
            | Self::Retention
            | Self::Folder
            | Self::Formats
            | Self::Theme
            | Self::Plain
            | Self::Scanner => None,
        }
    }

    /// The name in the file; for a contact its path there.
    pub fn name(&self) -> String {
        match self {
            Self::Contact(contact, part) => format!("contacts.{contact}.{}", part.id()),
            Self::Municipality
            | Self::Routine
            | Self::Administration
            | Self::Board
            | Self::Unit
            | Self::Activity
            | Self::Role
            | Self::Delegation
            | Self::Intranet
            | Self::Retention
            | Self::Folder
            | Self::Formats
            | Self::Theme
            | Self::Plain
            | Self::Scanner => self.id().to_owned(),
        }
    }

    /// The key in the file; for a contact that of the map of contacts.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Routine => "routine",
            Self::Administration => "administration",
            Self::Board => "board",
            Self::Unit => "unit",
            Self::Activity => "activity",
            Self::Role => "role",
            Self::Contact(..) => "contacts",
            Self::Delegation => "delegation",
            Self::Intranet => "intranet",
            Self::Retention => "retention_days",
            Self::Folder => "save_folder",
            Self::Formats => "save_formats",
            Self::Theme => "theme",
            Self::Plain => "plain",
            Self::Scanner => "scanner",
        }
    }

    /// What a reader sees; of a contact no more than its id.
    pub(super) fn label(&self) -> String {
        let label = match self {
            Self::Municipality => "Kommun",
            Self::Routine => "Rutin",
            Self::Administration => "Förvaltning",
            Self::Board => "Nämnd",
            Self::Unit => "Enhet",
            Self::Activity => "Verksamhet",
            Self::Role => "Roll",
            Self::Contact(contact, part) => return format!("{contact}: {}", part.label()),
            Self::Delegation => "Delegationsordningen säger",
            Self::Intranet => "Sökord på intranätet",
            Self::Retention => "Gallring efter (dagar)",
            Self::Folder => "Mapp för blanketter",
            Self::Formats => "Format för blanketter",
            Self::Theme => "Färger",
            Self::Plain => "Rutiner visas",
            Self::Scanner => "Texter granskas",
        };
        label.to_owned()
    }

    /// What it takes.
    pub fn kind(&self) -> KeyKind {
        match self {
            Self::Municipality | Self::Routine | Self::Administration | Self::Activity | Self::Role => {
                KeyKind::Id
            }
            Self::Board
            | Self::Unit
            | Self::Delegation
            | Self::Intranet
            | Self::Contact(_, ContactPart::Function | ContactPart::Note) => KeyKind::Line,
            Self::Contact(_, ContactPart::Phone) => KeyKind::Phone,
            Self::Contact(_, ContactPart::Mailbox) => KeyKind::Mailbox,
            Self::Retention => KeyKind::Days,
            Self::Folder => KeyKind::Folder,
            Self::Formats => KeyKind::Formats,
            Self::Theme => KeyKind::One(LOOKS),
            Self::Plain => KeyKind::One(YES_NO),
            Self::Scanner => KeyKind::One(DIALS),
        }
    }

    /// The value that a text without blanks around it means.
    ///
    /// # Errors
    /// Why it cannot stand here.
    pub(super) fn parse_value(&self, text: &str) -> Result<String, ValueRefusal> {
        if text.contains('\n') || characters::first_hidden(text).is_some() {
            return refuse_value("Texten har ett tecken som inte syns. Skriv den på en rad utan styrtecken.");
        }
        if text.chars().count() > LONGEST {
            return refuse_value(&format!("Texten är längre än {LONGEST} tecken. Korta den."));
        }
        match self.kind() {
            KeyKind::Line => Ok(text.to_owned()),
            KeyKind::Id if is_id(text) => Ok(text.to_owned()),
            KeyKind::Id => refuse_value("Ett id är små bokstäver och siffror med bindestreck emellan."),
            KeyKind::One(choices) => parse_choice(text, choices),
            KeyKind::Formats => parse_formats(text),
            KeyKind::Phone => parse_phone(text),
            KeyKind::Mailbox => parse_mailbox(text),
            KeyKind::Days => parse_days(text),
            KeyKind::Folder => parse_folder(text),
        }
    }
}

fn refuse_value<T>(why: &str) -> Result<T, ValueRefusal> {
    Err(ValueRefusal(why.to_owned()))
}

fn parse_choice(text: &str, choices: &[ProfileChoice]) -> Result<String, ValueRefusal> {
    if choices.iter().any(|choice| choice.id == text) {
        return Ok(text.to_owned());
    }
    let known: Vec<&str> = choices.iter().map(|choice| choice.id.as_ref()).collect();
    refuse_value(&format!("Välj ett av {}.", known.join(", ")))
}

fn parse_formats(text: &str) -> Result<String, ValueRefusal> {
    let mut found = Vec::new();
    for id in text.split([',', ' ']).filter(|id| !id.is_empty()) {
        let Some(format) = Format::from_id(id) else {
            let known: Vec<&str> = Format::ALL.iter().map(|format| format.id()).collect();
            return refuse_value(&format!("Formaten är {}.", known.join(", ")));
        };
        found.push(format);
    }
    found.sort_unstable();
    found.dedup();
    if !found.contains(&Format::Json) {
        return refuse_value("Ta med json: det är den fil som kan läsas igen, exporteras och räknas.");
    }
    Ok(found.iter().map(|format| format.id()).collect::<Vec<_>>().join(", "))
}

fn parse_phone(text: &str) -> Result<String, ValueRefusal> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let shaped = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    if shaped && (3..=15).contains(&digits) {
        return Ok(text.to_owned());
    }
    refuse_value("Skriv numret med siffror, blanksteg och bindestreck, till exempel 08-465 004 00.")
}

fn parse_mailbox(text: &str) -> Result<String, ValueRefusal> {
    let parts: Vec<&str> = text.split('@').collect();
    let fits = |part: &&str| !part.is_empty() && !part.contains(char::is_whitespace);
    if parts.len() == 2 && parts.iter().all(fits) && parts.last().is_some_and(|host| host.contains('.')) {
        return Ok(text.to_owned());
    }
    refuse_value("Skriv funktionsbrevlådans adress, till exempel trygghet@kommunen.example.")
}

fn parse_days(text: &str) -> Result<String, ValueRefusal> {
    match text.parse::<u64>() {
        Ok(days @ 1..=MOST_DAYS) => Ok(days.to_string()),
        Ok(_) | Err(_) => {
            refuse_value(&format!("Skriv antalet dagar som ett heltal, 1–{MOST_DAYS}, till exempel 365."))
        }
    }
}

fn parse_folder(text: &str) -> Result<String, ValueRefusal> {
    if text.starts_with("~/") || std::path::Path::new(text).is_absolute() {
        return Ok(text.to_owned());
    }
    refuse_value("Skriv hela sökvägen till mappen, eller börja med ~/ för din hemmapp.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coordinator_key(part: ContactPart) -> ProfileKey {
        ProfileKey::Contact(ContactId::new("samordnare"), part)
    }

    #[test]
    fn values_are_put_in_one_spelling() {
        assert_eq!(ProfileKey::Formats.parse_value("pdf,json  txt,pdf"), Ok("json, txt, pdf".to_owned()));
        assert_eq!(ProfileKey::Retention.parse_value("0365"), Ok("365".to_owned()));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (key, text) in [
            (ProfileKey::Formats, "pdf"),
            (ProfileKey::Formats, "json, word"),
            (ProfileKey::Retention, "0"),
            (ProfileKey::Retention, "ett år"),
            (ProfileKey::Folder, "blanketter"),
            (ProfileKey::Administration, "Bromma stadsdelsförvaltning"),
            (ProfileKey::Unit, "a\u{1b}[2J"),
            (ProfileKey::Unit, &"x".repeat(LONGEST + 1)),
            (coordinator_key(ContactPart::Phone), "ring Anna"),
            (coordinator_key(ContactPart::Phone), "12"),
            (coordinator_key(ContactPart::Mailbox), "samordnaren"),
            (coordinator_key(ContactPart::Mailbox), "a@b@c.se"),
        ] {
            assert!(key.parse_value(text).is_err(), "{key:?} {text}");
        }
    }

    #[test]
    fn every_key_has_a_name_of_its_own() {
        let keys = ProfileKey::list_keys(&["chef", "jurist"].map(ContactId::new));
        let names: std::collections::BTreeSet<String> = keys.iter().map(ProfileKey::name).collect();
        assert_eq!(names.len(), keys.len());
        assert!(keys.is_sorted());
    }
}
