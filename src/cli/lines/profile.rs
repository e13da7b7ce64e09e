//! The local profile line by line: a value is chosen by its number and filled in; and what is asked the first time.

use super::talk::{LineTalk, PageEnd};
use crate::clock;
use crate::profile::key::ProfileKey;
use crate::profile::offer::ProfileOffer;
use crate::profile::{LayeredProfile, Profile, names};
use crate::prose::sanitize;
use crate::store::error::StoreError;
use crate::store::names as names_of_the_city;
use crate::store::profile::{self as files, ProfileLayer};
use crate::workplace::OpenProfile;

/// Whether nobody has a profile, nor said that none is wanted.
pub(super) fn is_first_run() -> bool {
    files::find_profiles()
        .is_ok_and(|found| matches!(found.own, ProfileLayer::Missing) && found.layered().merge().is_empty())
}

/// What is asked the first time.
pub(super) const FIRST_RUN: &str = "Första gången: vill du fylla i var du arbetar och vem du vänder dig till, en gång för \
                                    alla? Skriv ja, eller nej så kommer frågan inte igen.";

/// Asks what is the same every time, one question at a time.
pub(super) fn ask_questions(talk: &mut LineTalk<'_>) -> Result<(), PageEnd> {
    let Some(OpenProfile { offer, .. }) = read_profile(talk)? else { return Ok(()) };
    let questions = offer.first_questions();
    for (n, key) in questions.iter().enumerate() {
        let is_free = offer.choices(key).is_empty();
        let free = if is_free { " Skriv en funktion, aldrig ett namn på en person." } else { "" };
        talk.say("")?;
        talk.say(&format!("Fråga {} av {}: {}.{free}", n + 1, questions.len(), offer.label(key)))?;
        fill_key(talk, &offer, key)?;
    }
    skip_questions(talk)
}

/// Notes that the questions are not to be asked again: an empty profile is an answer too.
pub(super) fn skip_questions(talk: &mut LineTalk<'_>) -> Result<(), PageEnd> {
    match files::profile_paths().and_then(|places| files::write_template(&places.own)) {
        Ok(()) | Err(StoreError::NameTaken(_)) => Ok(talk.say("Du kan ändra det under Profil när du vill.")?),
        Err(fault) => Ok(talk.say(&format!("{fault} {}", fault.help()))?),
    }
}

const HELP_VALUE: &str = "Skriv en funktion eller ett nummer till en funktion, aldrig ett namn på en person. Enter eller q låter det stå, - \
                          tar bort det. göm gömmer allt genast.";

pub(super) fn walk_profile(talk: &mut LineTalk<'_>) -> Result<(), PageEnd> {
    loop {
        let Some(open) = read_profile(talk)? else { return Ok(()) };
        let keys = open.offer.keys(&open.layered);
        let rows: Vec<String> = keys.iter().map(|key| describe_key(&open, key)).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        talk.say("")?;
        talk.say("Lokal profil. Skriv funktioner, aldrig namn på personer.")?;
        for wrong in &open.wrong {
            talk.say(wrong)?;
        }
        let asks = "Skriv siffran för det du vill ändra. Enter går tillbaka.";
        let Some(key) = talk.choose(&rows, asks)?.and_then(|nth| keys.get(nth)) else { return Ok(()) };
        fill_key(talk, &open.offer, key)?;
    }
}

/// The profile as it now is, with what can be filled in; `None`, and why, where it cannot be changed here.
fn read_profile(talk: &mut LineTalk<'_>) -> Result<Option<OpenProfile>, PageEnd> {
    let today = match clock::read_today() {
        Ok(today) => today,
        Err(fault) => {
            talk.say(&fault.to_string())?;
            return Ok(None);
        }
    };
    Ok(read_layers(talk)?.map(|layered| OpenProfile::new(layered, today)))
}

/// The profile as it now is; `None`, and why, where it cannot be changed here.
fn read_layers(talk: &mut LineTalk<'_>) -> Result<Option<LayeredProfile>, PageEnd> {
    match files::find_profiles() {
        Ok(found) if matches!(found.own, ProfileLayer::Faulty(..) | ProfileLayer::Unreadable(_)) => {
            talk.say("Din profil har fel och kan inte ändras här. Se `stegvis profile check`.")?;
            Ok(None)
        }
        Ok(found) => Ok(Some(found.layered())),
        Err(fault) => {
            talk.say(&format!("{fault} {}", fault.help()))?;
            Ok(None)
        }
    }
}

fn describe_key(open: &OpenProfile, key: &ProfileKey) -> String {
    let label = open.offer.label(key);
    match open.layered.merge().get(key) {
        Some(value) => {
            let value = sanitize(&open.offer.display_value(key, value));
            format!("{label}: {value} ({})", open.layered.origin(key).label())
        }
        None => format!("{label}: –"),
    }
}

/// Takes a value for a key, until one fits or the user goes on without.
fn fill_key(talk: &mut LineTalk<'_>, offer: &ProfileOffer, key: &ProfileKey) -> Result<(), PageEnd> {
    let mut value = ask_value(talk, offer, key)?;
    while let Some(given) = value {
        let Some(LayeredProfile { mut own, .. }) = read_layers(talk)? else { return Ok(()) };
        match check_value(key, &given, &mut own) {
            Ok(()) => return save_profile(talk, &own),
            Err(why) => talk.refuse(&why)?,
        }
        value = talk.ask_words_again(HELP_VALUE)?.map(to_value);
    }
    Ok(())
}

/// The value that was chosen or written; `None` where it is left as it is, and empty where it is to be taken away.
fn ask_value(
    talk: &mut LineTalk<'_>,
    offer: &ProfileOffer,
    key: &ProfileKey,
) -> Result<Option<String>, PageEnd> {
    let (choices, label) = (offer.choices(key), offer.label(key));
    if choices.is_empty() {
        let asks = format!("{label}: skriv det på en rad. Enter låter det stå, - tar bort det.");
        return Ok(talk.ask_words(&asks, HELP_VALUE)?.map(to_value));
    }
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_ref()).collect();
    let asks = format!("{label}: skriv siffran. Enter låter det stå.");
    let chosen = talk.choose(&labels, &asks)?;
    Ok(chosen.and_then(|nth| choices.get(nth)).map(|choice| choice.id.to_string()))
}

/// What a line makes of the value: a single `-` takes it away.
fn to_value(line: String) -> String {
    if line == "-" { String::new() } else { line }
}

fn check_value(key: &ProfileKey, value: &str, own: &mut Profile) -> Result<(), String> {
    let scanner = names_of_the_city::load_scanner().map_err(|fault| fault.to_string())?;
    if names::seems_personal(&scanner, key, value) {
        return Err(format!("Det ser ut att peka ut en person. {}", names::name_help(key)));
    }
    own.set(key.clone(), value).map_err(|refusal| refusal.to_string())
}

fn save_profile(talk: &mut LineTalk<'_>, own: &Profile) -> Result<(), PageEnd> {
    let saved = files::profile_paths().and_then(|places| files::write_profile(&places.own, own));
    match saved {
        Ok(()) => Ok(talk.say("Sparat.")?),
        Err(fault) => Ok(talk.say(&format!("{fault} {}", fault.help()))?),
    }
}
