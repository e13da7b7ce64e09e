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

use super::args::{Profile as Arguments, ProfileDeed, Shape};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::profile::Layered;
use crate::profile::key::Key;
use crate::prose::visible;
use crate::store::profile::{self as files, Found, Layer};
use crate::store::shown;

/// The version of the JSON shapes.
const VERSION: u32 = 1;

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let named = arguments.file.as_deref();
    match arguments.what {
        ProfileDeed::Init => init::run(named, console),
        ProfileDeed::Show => show(named, arguments.output.format, console),
        ProfileDeed::Check => check::run(named, arguments.output.format, console),
    }
}

/// The files, with the named one as the user's own where one is named.
fn found(named: Option<&Path>) -> Result<Found, Failure> {
    let mut found = files::find().map_err(Failure::Input)?;
    if let Some(path) = named {
        found.own = files::layer(path);
        path.clone_into(&mut found.places.own);
    }
    Ok(found)
}

fn show(named: Option<&Path>, shape: Shape, console: &mut Console) -> Result<Exit, Failure> {
    let found = found(named)?;
    let layered = found.layered();
    let keys = layered.keys();
    match shape {
        Shape::Text => {
            console.result(text(&found, &layered, &keys))?;
            found.notice().iter().for_each(|notice| console.fault(&format!("obs: {notice}\n")));
        }
        Shape::Json => console.result(format!("{:#}\n", values(&found, &layered, &keys)))?,
    }
    Ok(Exit::Done)
}

fn text(found: &Found, layered: &Layered, keys: &[Key]) -> String {
    let joined = layered.joined();
    let mut rows = vec![
        format!("Din profil:      {}{}\n", shown(&found.places.own), state_words(&found.own)),
        format!("Datorns profil:  {}{}\n\n", shown(&found.places.system), state_words(&found.system)),
    ];
    for key in keys {
        let label = key.label();
        rows.push(match joined.get(key) {
            Some(value) => {
                let value = visible(&key.shown(value));
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

fn state_words(layer: &Layer) -> &'static str {
    match layer {
        Layer::Missing => " (finns inte)",
        Layer::Read(..) => "",
        Layer::Faulty(..) => " (har fel och används inte)",
        Layer::Unreadable(_) => " (går inte att läsa)",
    }
}

fn state_id(layer: &Layer) -> &'static str {
    match layer {
        Layer::Missing => "missing",
        Layer::Read(..) => "read",
        Layer::Faulty(..) => "faulty",
        Layer::Unreadable(_) => "unreadable",
    }
}

fn values(found: &Found, layered: &Layered, keys: &[Key]) -> Value {
    let joined = layered.joined();
    let value = |key: &Key| {
        let value = joined.get(key);
        json!({
            "key": key.name(),
            "label": key.label(),
            "value": value,
            "shown": value.map(|value| key.shown(value)),
            "origin": layered.origin(key).id(),
        })
    };
    json!({
        "format": "stegvis-profile",
        "version": VERSION,
        "files": {
            "own": { "path": shown(&found.places.own), "state": state_id(&found.own) },
            "system": { "path": shown(&found.places.system), "state": state_id(&found.system) },
        },
        "values": keys.iter().map(value).collect::<Vec<_>>(),
    })
}
