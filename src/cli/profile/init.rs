//! `stegvis profile init`: the profile filled in line by line, or a file to fill in where nobody is there to ask.

use std::io::{self, BufRead, Write};
use std::path::Path;

use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::deid::Scanner;
use crate::flow::id::ContactId;
use crate::profile::Profile;
use crate::profile::key::{Key, Part, Takes};
use crate::profile::names;
use crate::profile::places::{Choice, STOCKHOLM};
use crate::store::error::StoreError;
use crate::store::{self, names as names_of_the_city, profile as files};

pub(super) fn run(named: Option<&Path>, console: &mut Console) -> Result<Exit, Failure> {
    let path = match named {
        Some(path) => path.to_owned(),
        None => files::places().map_err(Failure::Input)?.own,
    };
    // Said before anything is asked, and held to again when the file is written.
    if store::look::is_taken(&path) {
        return Err(Failure::Profile(StoreError::NameTaken(path)));
    }
    if !console.is_interactive() {
        files::write_template(&path).map_err(Failure::Profile)?;
        console.result(format!("{}\n", store::shown(&path)))?;
        console.fault("Filen är en mall: ta bort # framför det som ska gälla.\n");
        return Ok(Exit::Done);
    }
    let scanner = names_of_the_city::scanner().map_err(Failure::Input)?;
    let asked = Asking { input: &mut io::stdin().lock(), output: &mut io::stdout().lock(), scanner };
    match asked.all().map_err(|error| Failure::output(&error))? {
        Some(profile) => {
            files::write_new(&path, &profile).map_err(Failure::Profile)?;
            let path = store::shown(&path);
            console.result(format!(
                "\nSparad i {path}.\nÄndra i filen, eller under Profil på startsidan. Se allt med `stegvis profile`.\n"
            ))?;
            Ok(Exit::Done)
        }
        None => {
            console.fault("\nInget är sparat.\n");
            Ok(Exit::Refused)
        }
    }
}

/// The questions under way.
struct Asking<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    scanner: Scanner,
}

/// What was said to a question.
enum Said {
    /// A value, or nothing to skip it.
    Value(String),
    /// Nothing more is coming.
    Ended,
}

impl Asking<'_> {
    /// Asks everything; `None` where the one who answers left.
    fn all(mut self) -> io::Result<Option<Profile>> {
        self.say("Lokal profil. Enter hoppar över en fråga, q avbryter utan att spara.")?;
        self.say("Skriv funktioner, aldrig namn på personer.")?;
        let mut profile = Profile::default();
        for key in questions() {
            if key == Key::Administration && elsewhere(&profile) {
                continue;
            }
            match self.question(&key, &mut profile)? {
                Said::Value(_) => {}
                Said::Ended => return Ok(None),
            }
        }
        Ok(Some(profile))
    }

    /// Asks until the answer fits.
    fn question(&mut self, key: &Key, profile: &mut Profile) -> io::Result<Said> {
        let choices = key.choices();
        self.say("")?;
        self.say(&key.label())?;
        for (n, choice) in choices.iter().enumerate() {
            self.say(&format!("  {:>2}  {}", n + 1, choice.label))?;
        }
        loop {
            write!(self.output, "{} ", prompt(key))?;
            self.output.flush()?;
            let Said::Value(typed) = self.line()? else { return Ok(Said::Ended) };
            let value = match chosen(&typed, choices) {
                Ok(value) => value,
                Err(why) => {
                    self.say(&why)?;
                    continue;
                }
            };
            if names::seems_personal(&self.scanner, key, &value) {
                self.say(&format!("Det ser ut att peka ut en person. {}", names::help(key)))?;
                continue;
            }
            match profile.set(key.clone(), &value) {
                Ok(()) => return Ok(Said::Value(value)),
                Err(refusal) => self.say(&refusal.to_string())?,
            }
        }
    }

    fn line(&mut self) -> io::Result<Said> {
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        let typed = line.trim();
        Ok(if read == 0 || typed == "q" { Said::Ended } else { Said::Value(typed.to_owned()) })
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{text}")
    }
}

/// What a new user is asked; the rest has its place in the file and on the page.
fn questions() -> Vec<Key> {
    let contact = |id, part| Key::Contact(ContactId::new(id), part);
    vec![
        Key::Municipality,
        Key::Administration,
        Key::Unit,
        Key::Activity,
        Key::Role,
        contact("samordnare", Part::Function),
        contact("samordnare", Part::Phone),
        contact("samordnare", Part::Mailbox),
        contact("socialtjanst", Part::Phone),
        Key::Intranet,
        Key::Retention,
        Key::Plain,
    ]
}

/// Whether the kommun is one whose administrations are not known.
fn elsewhere(profile: &Profile) -> bool {
    profile.get(&Key::Municipality).is_some_and(|kommun| kommun != STOCKHOLM)
}

fn prompt(key: &Key) -> &'static str {
    match key.takes() {
        Takes::Id(_) | Takes::One(_) => "Nummer:",
        Takes::Days => "Antal dagar:",
        Takes::Phone => "Telefonnummer:",
        Takes::Mailbox => "Funktionsbrevlåda:",
        Takes::Line | Takes::Formats | Takes::Folder => "Text:",
    }
}

/// The value of what was typed: the number of a choice, or the words themselves where there is nothing to choose.
fn chosen(typed: &str, choices: &[Choice]) -> Result<String, String> {
    if choices.is_empty() || typed.is_empty() {
        return Ok(typed.to_owned());
    }
    let numbered = typed.parse::<usize>().ok().and_then(|n| choices.get(n.checked_sub(1)?));
    let named = choices
        .iter()
        .find(|choice| choice.id == typed || choice.label.to_lowercase() == typed.to_lowercase());
    match numbered.or(named) {
        Some(choice) => Ok(choice.id.to_owned()),
        None => {
            Err(format!("Skriv ett nummer mellan 1 och {}, eller Enter för att hoppa över.", choices.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(lines: &str) -> (Option<Profile>, String) {
        let mut output = Vec::new();
        let asking =
            Asking { input: &mut lines.as_bytes(), output: &mut output, scanner: Scanner::builtin() };
        let profile = asking.all().unwrap();
        (profile, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_new_user_answers_by_number_and_is_helped_past_slips() {
        let (profile, shown) = asked(
            "1\n1\nFältgruppen\n1\n1\nAnna Svensson\nLokal samordnare\n12\n08-465 004 00\n\n\n\n365\n9\n1\n",
        );
        insta::assert_snapshot!(crate::profile::write::text(&profile.unwrap()));
        assert!(shown.contains("Det ser ut att peka ut en person."));
        assert!(shown.contains("Skriv numret med siffror"));
        assert!(shown.contains("Skriv ett nummer mellan 1 och 2"));
    }

    #[test]
    fn another_kommun_is_not_asked_for_the_administrations_of_stockholm() {
        let (profile, shown) = asked("2\n\n\n\n\n\n\n\n\n\n\n");
        assert_eq!(profile.unwrap().get(&Key::Municipality), Some("lidingo"));
        assert!(!shown.contains("Bromma"));
    }

    #[test]
    fn whoever_leaves_half_way_saves_nothing() {
        assert_eq!(asked("1\n1\nq\n").0, None);
        assert_eq!(asked("1\n").0, None);
    }
}
