//! `stegvis train`: a training in the terminal interface, or as lines. Given no store; only the count of it can be noted,
//! and only on a page of its own when the training is over.

use std::io;

use super::args::Train as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::lines;
use super::settings::Settings;
use crate::profile::Way;
use crate::tui::perform::Studio;
use crate::{clock, plain, tui};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::today().map_err(Failure::Day)?;
    let settings = Settings::read();
    let by_lines = arguments.plain || settings.profile.way() == Way::Lines;
    if !by_lines && !console.is_interactive() {
        let help = "Skriv `stegvis train --plain` för att öva rad för rad.";
        return Err(Failure::Unavailable("Övningen behöver en terminal.", help));
    }
    let studio = Studio { today, profile: settings.profile, named: arguments.scenario.clone() };
    let (material, chosen) = studio.material().map_err(Failure::material)?;
    if by_lines {
        let day = material.flow.now().day();
        let done =
            plain::training::run(material, chosen, day, &mut io::stdin().lock(), &mut io::stdout().lock());
        return match done {
            Ok(()) => Ok(Exit::Done),
            Err(error) => Err(Failure::output(&error)),
        };
    }
    let noted =
        tui::train(&studio, (material, chosen), console.screen_colours()).map_err(|_| Failure::Terminal)?;
    console.result(noted.map(|path| lines(&[path])).unwrap_or_default())?;
    Ok(Exit::Done)
}
