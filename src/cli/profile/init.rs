//! `stegvis profile init`: the profile filled in line by line, or a file to fill in where nobody is there to ask.

use std::io::{self, BufRead, Write};
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::deid::Scanner;
use crate::flow::model::FillIn;
use crate::profile::Profile;
use crate::profile::choice::ProfileChoice;
use crate::profile::key::{ContactPart, KeyKind, ProfileKey};
use crate::profile::names;
use crate::profile::offer::ProfileOffer;
use crate::store::error::StoreError;
use crate::store::{self, names as names_of_the_city, profile as files};
use crate::{clock, wiping, workplace};

pub(super) fn run_init(named: Option<&Path>, console: &mut Console) -> Result<Exit, Failure> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => files::profile_paths().map_err(Failure::Input)?.own,
    };
    // Said before anything is asked, and held to again when the file is written.
    if store::look::is_name_taken(&path) {
        return Err(Failure::Profile(StoreError::NameTaken(path)));
    }
    if !console.is_interactive() {
        files::write_template(&path).map_err(Failure::Profile)?;
        console.write_result(format!("{}\n", store::display_path(&path)))?;
        console.write_fault("Filen är en mall: ta bort # framför det som ska gälla.\n");
        return Ok(Exit::Done);
    }
    let scanner = names_of_the_city::load_scanner().map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let asked = ProfileDialog { input: &mut input, output: &mut output, scanner, today }.ask_all();
    let answered = asked.and_then(|profile| output.flush().map(|()| profile));
    match answered.map_err(|error| Failure::from_output_error(&error))? {
        Some(profile) => {
            files::write_new_profile(&path, &profile).map_err(Failure::Profile)?;
            let path = store::display_path(&path);
            console.write_result(format!(
                "\nSparad i {path}.\nÄndra i filen, eller under Profil på startsidan. Se allt med `stegvis profile`.\n"
            ))?;
            Ok(Exit::Done)
        }
        None => {
            console.write_fault("\nInget är sparat.\n");
            Ok(Exit::Refused)
        }
    }
}

/// The questions under way.
struct ProfileDialog<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    scanner: Scanner,
    /// The day, by which the routines are listed.
    today: NaiveDate,
}

/// What was said to a question.
enum Reply {
    /// A value, or nothing to skip it.
    Value(String),
    /// Nothing more is coming.
    Ended,
}

impl Reply {
    fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }
}

impl ProfileDialog<'_> {
    /// Asks everything; `None` where the one who answers left.
    fn ask_all(mut self) -> io::Result<Option<Profile>> {
        self.write_line("Lokal profil. Enter hoppar över en fråga, q avbryter utan att spara.")?;
        self.write_line("Skriv funktioner, aldrig namn på personer.")?;
        let mut profile = Profile::default();
        // The kommun says which routine it is, and the routine what else is asked.
        let kommun = workplace::read_offer(&profile, self.today);
        if !self.ask_question(&ProfileKey::Municipality, &kommun, &mut profile)?.is_value() {
            return Ok(None);
        }
        let offer = workplace::read_offer(&profile, self.today);
        for key in list_questions(&offer) {
            if !self.ask_question(&key, &offer, &mut profile)?.is_value() {
                return Ok(None);
            }
        }
        Ok(Some(profile))
    }

    /// Asks until the answer fits.
    fn ask_question(
        &mut self,
        key: &ProfileKey,
        offer: &ProfileOffer,
        profile: &mut Profile,
    ) -> io::Result<Reply> {
        let choices = offer.choices(key);
        self.write_line("")?;
        self.write_line(&offer.label(key))?;
        for (n, choice) in choices.iter().enumerate() {
            self.write_line(&format!("  {:>2}  {}", n + 1, choice.label))?;
        }
        loop {
            write!(self.output, "{} ", prompt(key))?;
            self.output.flush()?;
            let Reply::Value(typed) = self.read_reply()? else { return Ok(Reply::Ended) };
            let value = match parse_choice(&typed, choices) {
                Ok(value) => value,
                Err(why) => {
                    self.write_line(&why)?;
                    continue;
                }
            };
            if names::seems_personal(&self.scanner, key, &value) {
                self.write_line(&format!("Det ser ut att peka ut en person. {}", names::name_help(key)))?;
                continue;
            }
            match profile.set(key.clone(), &value) {
                Ok(()) => return Ok(Reply::Value(value)),
                Err(refusal) => self.write_line(&refusal.to_string())?,
            }
        }
    }

    fn read_reply(&mut self) -> io::Result<Reply> {
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        let typed = line.trim();
        Ok(if read == 0 || typed == "q" { Reply::Ended } else { Reply::Value(typed.to_owned()) })
    }

    fn write_line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{text}")
    }
}

/// What a new user is asked after the kommun; the rest has its place in the file and on the page.
fn list_questions(offer: &ProfileOffer) -> Vec<ProfileKey> {
    let place = [
        ProfileKey::Administration,
        ProfileKey::Board,
        ProfileKey::Unit,
        ProfileKey::Activity,
        ProfileKey::Role,
    ];
    let reach = [ContactPart::Function, ContactPart::Phone, ContactPart::Mailbox];
    let first = offer.parts_of(FillIn::First, &reach);
    let intranet = (!first.is_empty()).then_some(ProfileKey::Intranet);
    place
        .into_iter()
        .filter(|key| offer.is_asked(key))
        .chain(first)
        .chain(offer.parts_of(FillIn::Offered, &[ContactPart::Phone]))
        .chain(intranet)
        .chain([ProfileKey::Retention, ProfileKey::Plain])
        .collect()
}

fn prompt(key: &ProfileKey) -> &'static str {
    match key.kind() {
        KeyKind::Id | KeyKind::One(_) => "Nummer:",
        KeyKind::Days => "Antal dagar:",
        KeyKind::Phone => "Telefonnummer:",
        KeyKind::Mailbox => "Funktionsbrevlåda:",
        KeyKind::Line | KeyKind::Formats | KeyKind::Folder => "Text:",
    }
}

/// The value of what was typed: the number of a choice, or the words themselves where there is nothing to choose.
fn parse_choice(typed: &str, choices: &[ProfileChoice]) -> Result<String, String> {
    if choices.is_empty() || typed.is_empty() {
        return Ok(typed.to_owned());
    }
    let numbered = typed.parse::<usize>().ok().and_then(|n| choices.get(n.checked_sub(1)?));
    let named = choices
        .iter()
        .find(|choice| choice.id == typed || choice.label.to_lowercase() == typed.to_lowercase());
    match numbered.or(named) {
        Some(choice) => Ok(choice.id.to_string()),
        None => {
            Err(format!("Skriv ett nummer mellan 1 och {}, eller Enter för att hoppa över.", choices.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer_dialog(lines: &str) -> (Option<Profile>, String) {
        let mut output = Vec::new();
        let asking = ProfileDialog {
            input: &mut lines.as_bytes(),
            output: &mut output,
            scanner: Scanner::builtin(),
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        };
        let profile = asking.ask_all().unwrap();
        (profile, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_new_user_answers_by_number_and_is_helped_past_slips() {
        let (profile, shown) = answer_dialog(
            "1\n1\nBromma stadsdelsnämnd\nFältgruppen\n1\n1\nAnna Svensson\nLokal samordnare\n12\n08-465 004 00\n\n\n\n\n365\n9\n1\n",
        );
        insta::assert_snapshot!(crate::profile::write::profile_to_yaml(&profile.unwrap()));
        assert!(shown.contains("Det ser ut att peka ut en person."));
        assert!(shown.contains("Skriv numret med siffror"));
        assert!(shown.contains("Skriv ett nummer mellan 1 och 2"));
    }

    #[test]
    fn another_kommun_is_asked_for_what_its_own_routine_has() {
        let (profile, shown) = answer_dialog(&["2\n", &"\n".repeat(20)].concat());
        assert_eq!(profile.unwrap().get(&ProfileKey::Municipality), Some("lidingo"));
        assert!(!shown.contains("Bromma") && shown.contains("Omsorgs- och socialförvaltningen"), "{shown}");
    }

    #[test]
    fn whoever_leaves_half_way_saves_nothing() {
        assert_eq!(answer_dialog("1\n1\nq\n").0, None);
        assert_eq!(answer_dialog("1\n").0, None);
    }
}
