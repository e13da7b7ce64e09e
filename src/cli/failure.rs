//! Why a command stopped, and the one place where that becomes words.

use std::io;

use super::console::Console;
use super::exit::Exit;
use super::faults;
use crate::check::states::Bounded;
use crate::clock::NotADay;
use crate::diagnostic::Diagnostic;
use crate::export::json::ReadFault;
use crate::flow::held;
use crate::form::deidentified::Objection;
use crate::routines::{LoadFault, Unwalkable};
use crate::source::SourceFile;
use crate::store::error::StoreError;
use crate::tui::perform::NoMaterial;
use crate::{prose, scenarios};

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever read our output has gone.
    Pipe,
    /// The output cannot be written.
    Output,
    /// The day in the environment is no day.
    Day(NotADay),
    /// An input file cannot be read.
    Input(StoreError),
    /// The form cannot be saved.
    Save(StoreError),
    /// A saved form cannot be used: its path, and why.
    Form(String, ReadFault),
    /// The profile cannot be written.
    Profile(StoreError),
    /// The routine cannot be written.
    Routine(StoreError),
    /// The document cannot be written.
    Export(StoreError),
    /// What was asked for was refused: what happened, what to do, and what number that is to the shell.
    Refusal(String, &'static str, Exit),
    /// A file's name ends in another format than it would be written in: the file, and the endings it can have.
    Ending(String, Vec<&'static str>),
    /// There is nothing to do anything with: what was looked for, and where.
    Nothing(&'static str, String),
    /// A routine has too many steps to be drawn: how many, and how many can be.
    #[cfg(feature = "svg")]
    TooWide(usize, usize),
    /// Something would be deleted, and nobody is there to ask.
    Unasked,
    /// The routine cannot be loaded.
    Load(LoadFault),
    /// A scenario cannot be loaded.
    Scenario(scenarios::LoadFault),
    /// No scenario was named. Holds the names there are.
    NoScenario(Vec<String>),
    /// The answers do not make a walk. Shown without the lines themselves, which may hold free text.
    Answers(Box<SourceFile>, Vec<Diagnostic>),
    /// Two routines are too large to compare.
    Undecided(Bounded),
    /// The form does not pass the gate.
    Gate(Vec<Objection>),
    /// What was asked for needs something that is not here, as a terminal: what it is, and what can be done without.
    Unavailable(&'static str, &'static str),
    /// The terminal could not be taken over, drawn on or listened to.
    Terminal,
}

impl Failure {
    /// Why there is nothing to train on.
    pub(super) fn material(why: NoMaterial) -> Self {
        match why {
            NoMaterial::Scenario(fault) => Self::Scenario(fault),
            NoMaterial::Routine(fault) => Self::Load(fault),
        }
    }

    /// Something that was refused, and what to do about it.
    pub(super) fn refused(what: String, help: &'static str) -> Self {
        Self::Refusal(what, help, Exit::Refused)
    }

    /// A fault in writing the output.
    pub(super) fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Output }
    }

    /// Tells what happened and what to do, and what number that is to the shell.
    pub(super) fn tell(self, console: &mut Console) -> Exit {
        match self {
            Self::Pipe => return Exit::Done,
            Self::Output => {
                line(console, "Resultatet gick inte att skriva ut.", "Kontrollera att disken har plats.");
            }
            Self::Day(fault) => {
                console.fault(&format!("fel: {fault}\n"));
                return Exit::Usage;
            }
            Self::Input(fault) => {
                line(console, &fault.to_string(), fault.help());
                return Exit::Usage;
            }
            Self::Save(fault) => not_saved(&fault, console),
            Self::Form(path, fault) => {
                let what = format!("{path} kan inte användas. {}", prose::visible(&fault.to_string()));
                line(console, &what, "Öppna den fil som Stegvis själv sparade, oförändrad.");
            }
            Self::Profile(fault) => profile(&fault, console),
            Self::Routine(fault) => not_written(&fault, console),
            Self::Export(fault) => not_done("Dokumentet är inte skrivet.", &fault, console),
            Self::Refusal(what, help, exit) => {
                line(console, &what, help);
                return exit;
            }
            Self::Ending(path, endings) => return ending(&path, &endings, console),
            Self::Nothing(what, place) => return nothing(what, &place, console),
            #[cfg(feature = "svg")]
            Self::TooWide(steps, most) => too_wide(steps, most, console),
            Self::Unasked => {
                line(console, "Blanketten är inte borttagen: ingen kan svara på frågan.", "Lägg till --yes.");
                return Exit::Usage;
            }
            Self::Load(fault) => return load(fault, console),
            Self::Scenario(fault) => return scenario(fault, console),
            Self::NoScenario(names) => return no_scenario(&names, console),
            Self::Answers(file, faults) => answers(&file, &faults, console),
            Self::Undecided(bounded) => line(
                console,
                &format!("Inte avgjort: {bounded}."),
                "Jämför mindre delar av rutinerna för sig.",
            ),
            Self::Gate(objections) => {
                for objection in objections {
                    console.fault(&format!("fel: {objection}\n"));
                }
                console.fault("hjälp: Skriv fältets värde under `form` i svarsfilen.\n");
            }
            Self::Unavailable(what, help) => {
                line(console, what, help);
                return Exit::Usage;
            }
            // Nobody is left to tell.
            Self::Terminal if !console.is_interactive() => {}
            Self::Terminal => {
                let help = "Skriv `stegvis walk --plain` för frågor rad för rad.";
                line(console, "Terminalen svarar inte som den ska.", help);
            }
        }
        Exit::Refused
    }
}

/// The form was not saved.
fn not_saved(fault: &StoreError, console: &mut Console) {
    let help = format!("{} En annan mapp anges med --out MAPP.", fault.help());
    line(console, &format!("Blanketten är inte sparad. {fault}"), &help);
}

/// There is nothing where it was looked for.
fn nothing(what: &str, place: &str, console: &mut Console) -> Exit {
    line(console, &format!("Det finns {what} {place}."), "Kontrollera mappen eller rutinen.");
    Exit::Usage
}

/// A routine has more steps than can be drawn.
#[cfg(feature = "svg")]
fn too_wide(steps: usize, most: usize, console: &mut Console) {
    let what = format!("Rutinen har {steps} steg. Som svg ritas högst {most}.");
    line(console, &what, "Skriv --format text, mermaid, dot eller json i stället.");
}

/// A file's name says another format than the file would have.
fn ending(path: &str, endings: &[&str], console: &mut Console) -> Exit {
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    let help = format!("Låt namnet sluta på {}.", endings.join(", "));
    line(console, &format!("Filnamnet {path} passar inte formatet. Inget är skrivet."), &help);
    Exit::Usage
}

fn not_done(what: &str, fault: &StoreError, console: &mut Console) {
    line(console, &format!("{what} {fault}"), fault.help());
}

fn line(console: &mut Console, what: &str, help: &str) {
    console.fault(&format!("fel: {what}\nhjälp: {help}\n"));
}

/// A profile was not written; one that is there is changed, not made anew.
fn profile(fault: &StoreError, console: &mut Console) {
    let taken = matches!(fault, StoreError::NameTaken(_));
    let other = "Ändra den på sidan Profil i Stegvis, eller öppna filen i ett redigeringsprogram.";
    let help = if taken { other } else { fault.help() };
    line(console, &format!("Profilen är inte sparad. {fault}"), help);
}

/// A routine of the user's own was not written.
fn not_written(fault: &StoreError, console: &mut Console) {
    let taken = matches!(fault, StoreError::NameTaken(_));
    let other = "Välj ett annat id med --id, eller en annan fil med -o.";
    let help = if taken { other } else { fault.help() };
    line(console, &format!("Rutinen är inte skriven. {fault}"), help);
}

fn load(fault: LoadFault, console: &mut Console) -> Exit {
    match fault {
        LoadFault::Unknown(name, known) => {
            let name = prose::visible(&name);
            let what = format!("Det finns ingen rutin `{name}`.");
            line(
                console,
                &what,
                &format!("Rutinerna är: {}. En fil anges med sin sökväg.", known.join(", ")),
            );
            Exit::Usage
        }
        LoadFault::File(fault) => {
            line(console, &fault.to_string(), fault.help());
            Exit::Usage
        }
        LoadFault::Unwalkable(unwalkable) => {
            let Unwalkable { files, findings } = *unwalkable;
            console.fault(&faults::text(&files, &findings, console.colour()));
            line(
                console,
                "Rutinen kan inte användas förrän felen är rättade.",
                "Kör `stegvis check` efter rättning.",
            );
            Exit::Refused
        }
    }
}

fn no_scenario(names: &[String], console: &mut Console) -> Exit {
    let names = names.iter().map(|name| prose::visible(name)).collect::<Vec<_>>().join("\n  ");
    console.fault(&format!(
        "fel: `<SCENARIO>` måste anges. Scenarierna är:\n  {names}\nhjälp: Skriv till exempel `stegvis handout lokalen`. En \
         fil anges med sin sökväg.\n"
    ));
    Exit::Usage
}

fn scenario(fault: scenarios::LoadFault, console: &mut Console) -> Exit {
    match fault {
        scenarios::LoadFault::Unknown(name, known) => {
            let what = format!("Det finns inget scenario `{}`.", prose::visible(&name));
            let words: Vec<&str> = known.iter().map(String::as_str).collect();
            let there = || format!("Scenarierna är: {}. En fil anges med sin sökväg.", words.join(", "));
            line(console, &what, &held::suggestion(&name, &words).unwrap_or_else(there));
            Exit::Usage
        }
        scenarios::LoadFault::File(fault) => {
            line(console, &fault.to_string(), fault.help());
            Exit::Usage
        }
        scenarios::LoadFault::Faulty(faulty) => {
            answers(&faulty.file, &faulty.faults, console);
            line(
                console,
                "Scenariot kan inte användas förrän felen är rättade.",
                "Kör `stegvis test` efter rättning.",
            );
            Exit::Refused
        }
    }
}

fn answers(file: &SourceFile, faults: &[Diagnostic], console: &mut Console) {
    for fault in faults {
        let place = file.place(fault.span().start);
        let at = format!("{}:{}:{}", prose::visible(file.name()), place.line, place.column);
        console.fault(&format!("fel[{}]: {}\n  --> {at}\n", fault.code, prose::visible(&fault.message)));
        if let Some(help) = &fault.help {
            console.fault(&format!("  hjälp: {}\n", prose::visible(help)));
        }
    }
}
