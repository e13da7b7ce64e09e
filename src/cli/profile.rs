//! `stegvis profile`: the local profile shown, checked, or filled in for the first time.
//!
//! JSON of `show`: `{"format": "stegvis-profile", "version": 1, "files": {"own": FILE, "system": FILE}, "values": [VALUE]}`
//! where a `FILE` is `{"path", "state"}` with the state `missing`, `read`, `faulty` or `unreadable`, and a `VALUE` is
//! `{"key", "label", "value", "shown", "origin"}`; what is not filled in has `null` as value and `none` as origin.
//! JSON of `check`: `{"format": "stegvis-profile-check", "version": 1, "files": [{"file", "findings": […]}]}` with
//! findings as `stegvis check` has them.

mod check;
mod init;

use std::path::Path;

use serde_json::{Value, json};

use super::args::{OutputFormat, ProfileArguments as Arguments, ProfileCommand};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::clock;
use crate::profile::key::ProfileKey;
use crate::prose::sanitize;
use crate::store::display_path;
use crate::store::profile::{self as files, FoundProfiles, ProfileLayer};
use crate::workplace::OpenProfile;

/// The version of the JSON shapes.
const VERSION: u32 = 1;

pub(super) fn run_profile(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let named = arguments.file.as_deref();
    match arguments.what {
        ProfileCommand::Init => init::run_init(named, console),
        ProfileCommand::Show => show_profile(named, arguments.output.format, console),
        ProfileCommand::Check => check::run_profile_check(named, arguments.output.format, console),
    }
}

/// The files, with the named one as the user's own where one is named.
fn find_profiles(named: Option<&Path>) -> Result<FoundProfiles, Failure> {
    let mut found = files::find_profiles().map_err(Failure::Input)?;
    if let Some(path) = named {
        found.own = files::read_layer(path);
        path.clone_into(&mut found.places.own);
    }
    Ok(found)
}

fn show_profile(named: Option<&Path>, shape: OutputFormat, console: &mut Console) -> Result<Exit, Failure> {
    let found = find_profiles(named)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let open = OpenProfile::new(found.layered(), today);
    let keys = open.offer.keys(&open.layered);
    match shape {
        OutputFormat::Text => {
            console.write_result(profile_to_text(&found, &open, &keys))?;
            let notices = found.notice().into_iter().chain(open.wrong.iter().cloned());
            notices.for_each(|notice| console.write_fault(&format!("obs: {notice}\n")));
        }
        OutputFormat::Json => {
            console.write_result(format!("{:#}\n", profile_to_json(&found, &open, &keys)))?;
        }
    }
    Ok(Exit::Done)
}

fn profile_to_text(found: &FoundProfiles, open: &OpenProfile, keys: &[ProfileKey]) -> String {
    let OpenProfile { layered, offer, .. } = open;
    let joined = layered.merge();
    let mut rows = vec![
        format!("Din profil:      {}{}\n", display_path(&found.places.own), state_words(&found.own)),
        format!("Datorns profil:  {}{}\n\n", display_path(&found.places.system), state_words(&found.system)),
    ];
    for key in keys {
        let label = offer.label(key);
        rows.push(match joined.get(key) {
            Some(value) => {
                let value = sanitize(&offer.display_value(key, value));
                format!("{label:<36}  {value}  ({})\n", layered.origin(key).label())
            }
            None => format!("{label:<36}  –\n"),
        });
    }
    if joined.is_empty() {
        rows.push(
            "\nInget är ifyllt: rutinernas egna ord gäller. Fyll i med `stegvis profile init`.\n".to_owned(),
        );
    }
    rows.concat()
}

fn state_words(layer: &ProfileLayer) -> &'static str {
    match layer {
        ProfileLayer::Missing => " (finns inte)",
        ProfileLayer::Read(..) => "",
        ProfileLayer::Faulty(..) => " (har fel och används inte)",
        ProfileLayer::Unreadable(_) => " (går inte att läsa)",
    }
}

fn state_id(layer: &ProfileLayer) -> &'static str {
    match layer {
        ProfileLayer::Missing => "missing",
        ProfileLayer::Read(..) => "read",
        ProfileLayer::Faulty(..) => "faulty",
        ProfileLayer::Unreadable(_) => "unreadable",
    }
}

fn profile_to_json(found: &FoundProfiles, open: &OpenProfile, keys: &[ProfileKey]) -> Value {
    let OpenProfile { layered, offer, .. } = open;
    let joined = layered.merge();
    let value = |key: &ProfileKey| {
        let value = joined.get(key);
        json!({
            "key": key.name(),
            "label": offer.label(key),
            "value": value,
            "shown": value.map(|value| offer.display_value(key, value)),
            "origin": layered.origin(key).id(),
        })
    };
    json!({
        "format": "stegvis-profile",
        "version": VERSION,
        "files": {
            "own": { "path": display_path(&found.places.own), "state": state_id(&found.own) },
            "system": { "path": display_path(&found.places.system), "state": state_id(&found.system) },
        },
        "values": keys.iter().map(value).collect::<Vec<_>>(),
    })
}
