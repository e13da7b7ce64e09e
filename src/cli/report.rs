//! Where a failure becomes words: what happened and what to do, and what number that is to the shell.

use std::path::PathBuf;

use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::faults;
use super::settings::Settings;
use crate::check::bound::BoundExceeded;
use crate::diagnostic::Diagnostic;
use crate::flow::word::suggest_nearest;
use crate::routines::{RoutineLoadFault, Unwalkable};
use crate::saved_forms::form_name;
use crate::source::SourceFile;
use crate::store::error::StoreError;
use crate::{prose, scenarios};

/// Tells what happened and what to do, and what number that is to the shell.
pub(super) fn report_failure(failure: Failure, console: &mut Console) -> Exit {
    match failure {
        Failure::Pipe => return Exit::Done,
        Failure::Refusal(what, help, exit) => {
            write_message(console, &what, help);
            return exit;
        }
        Failure::Day(fault) => {
            console.write_fault(&format!("fel: {fault}\n"));
            return Exit::Usage;
        }
        Failure::Input(StoreError::NoForm(path)) => return report_unknown_form(path, console),
        Failure::Input(fault) => return report_usage(&fault.to_string(), fault.help(), console),
        Failure::Unasked => return report_usage(UNASKED, "Lägg till --yes.", console),
        Failure::Unavailable(what, help) => return report_usage(what, help, console),
        Failure::Ending(path, endings) => return report_wrong_ending(&path, &endings, console),
        Failure::Nothing(what, place) => return report_nothing_found(what, &place, console),
        Failure::Load(fault) => return report_load_fault(fault, console),
        Failure::Scenario(fault) => return report_scenario_fault(fault, console),
        Failure::NoScenario(names) => return report_unknown_scenario(&names, console),
        Failure::Output => write_message(console, UNWRITABLE, "Kontrollera att disken har plats."),
        Failure::Save(fault) => report_not_saved(&fault, console),
        Failure::Form(path, fault) => report_unusable_form(&path, &fault.to_string(), console),
        Failure::Profile(fault) => report_profile_not_written(&fault, console),
        Failure::Routine(fault) => report_not_written(&fault, console),
        Failure::Export(fault) => report_not_done("Dokumentet är inte skrivet.", &fault, console),
        #[cfg(feature = "svg")]
        Failure::TooWide(steps, most) => report_too_wide(steps, most, console),
        Failure::Plan(file, faults) => report_plan_faults(&file, &faults, console),
        Failure::Answers(file, faults) => report_answer_faults(&file, &faults, console),
        Failure::Undecided(bounded) => report_undecided(bounded, console),
        Failure::Gate(objections) => report_gate(objections, console),
        // Nobody is left to tell.
        Failure::Terminal if !console.is_interactive() => {}
        Failure::Terminal => write_message(console, NO_TERMINAL, LINE_BY_LINE),
    }
    Exit::Refused
}

/// A form that is not there, with the one whose name may have been meant.
fn report_unknown_form(path: PathBuf, console: &mut Console) -> Exit {
    let wanted = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let saved = Settings::read_settings().store().forms().unwrap_or_default();
    let names: Vec<String> = saved.iter().map(form_name).collect();
    let words = names.iter().flat_map(|name| [name.as_str(), name.rsplit('-').next().unwrap_or_default()]);
    let meant = suggest_nearest(&wanted, &words.collect::<Vec<_>>());
    let fault = StoreError::NoForm(path);
    let help = meant.map_or_else(|| fault.help().to_owned(), |meant| format!("{meant} {}", fault.help()));
    report_usage(&fault.to_string(), &help, console)
}

const UNASKED: &str = "Blanketten är inte borttagen: ingen kan svara på frågan.";
const UNWRITABLE: &str = "Resultatet gick inte att skriva ut.";
const NO_TERMINAL: &str = "Terminalen svarar inte som den ska.";
const LINE_BY_LINE: &str = "Skriv `stegvis walk --plain` för frågor rad för rad.";

fn report_usage(what: &str, help: &str, console: &mut Console) -> Exit {
    write_message(console, what, help);
    Exit::Usage
}

fn report_undecided(bounded: BoundExceeded, console: &mut Console) {
    let what = format!("Inte avgjort: {bounded}.");
    write_message(console, &what, "Jämför mindre delar av rutinerna för sig.");
}

fn report_plan_faults(file: &SourceFile, faults: &[Diagnostic], console: &mut Console) {
    console.write_fault(&faults::faults_to_text(file, faults, console.colour()));
}

/// A file that is no form, or a changed one.
fn report_unusable_form(path: &str, fault: &str, console: &mut Console) {
    let what = format!("{path} kan inte användas. {}", prose::sanitize(fault));
    write_message(console, &what, "Öppna den fil som Stegvis själv sparade, oförändrad.");
}

/// What the gate has against the form of an answers file.
fn report_gate(objections: impl IntoIterator<Item = impl std::fmt::Display>, console: &mut Console) {
    for objection in objections {
        console.write_fault(&format!("fel: {objection}\n"));
    }
    console.write_fault("hjälp: Skriv fältets värde under `form` i svarsfilen.\n");
}

/// The form was not saved.
fn report_not_saved(fault: &StoreError, console: &mut Console) {
    let help = format!("{} En annan mapp anges med --out MAPP.", fault.help());
    write_message(console, &format!("Blanketten är inte sparad. {fault}"), &help);
}

/// There is nothing where it was looked for.
fn report_nothing_found(what: &str, place: &str, console: &mut Console) -> Exit {
    write_message(console, &format!("Det finns {what} {place}."), "Kontrollera mappen eller rutinen.");
    Exit::Usage
}

/// A routine has more steps than can be drawn.
#[cfg(feature = "svg")]
fn report_too_wide(steps: usize, most: usize, console: &mut Console) {
    let what = format!("Rutinen har {steps} steg. Som svg ritas högst {most}.");
    write_message(console, &what, "Skriv --format text, mermaid, dot eller json i stället.");
}

/// A file's name says another format than the file would have.
fn report_wrong_ending(path: &str, endings: &[&str], console: &mut Console) -> Exit {
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    let help = format!("Låt namnet sluta på {}.", endings.join(", "));
    write_message(console, &format!("Filnamnet {path} passar inte formatet. Inget är skrivet."), &help);
    Exit::Usage
}

fn report_not_done(what: &str, fault: &StoreError, console: &mut Console) {
    write_message(console, &format!("{what} {fault}"), fault.help());
}

fn write_message(console: &mut Console, what: &str, help: &str) {
    console.write_fault(&format!("fel: {what}\nhjälp: {help}\n"));
}

/// A profile was not written; one that is there is changed, not made anew.
fn report_profile_not_written(fault: &StoreError, console: &mut Console) {
    let taken = matches!(fault, StoreError::NameTaken(_));
    let other = "Ändra den på sidan Profil i Stegvis, eller öppna filen i ett redigeringsprogram.";
    let help = if taken { other } else { fault.help() };
    write_message(console, &format!("Profilen är inte sparad. {fault}"), help);
}

/// A routine of the user's own was not written.
fn report_not_written(fault: &StoreError, console: &mut Console) {
    let taken = matches!(fault, StoreError::NameTaken(_));
    let other = "Välj ett annat id med --id, eller en annan fil med -o.";
    let help = if taken { other } else { fault.help() };
    write_message(console, &format!("Rutinen är inte skriven. {fault}"), help);
}

fn report_load_fault(fault: RoutineLoadFault, console: &mut Console) -> Exit {
    match fault {
        RoutineLoadFault::Unknown(name, known) => {
            let name = prose::sanitize(&name);
            let what = format!("Det finns ingen rutin `{name}`.");
            write_message(
                console,
                &what,
                &format!("Rutinerna är: {}. En fil anges med sin sökväg.", known.join(", ")),
            );
            Exit::Usage
        }
        RoutineLoadFault::File(fault) => {
            write_message(console, &fault.to_string(), fault.help());
            Exit::Usage
        }
        RoutineLoadFault::Unwalkable(unwalkable) => {
            let Unwalkable { files, findings } = *unwalkable;
            console.write_fault(&faults::faults_to_text(&files, &findings, console.colour()));
            write_message(
                console,
                "Rutinen kan inte användas förrän felen är rättade.",
                "Kör `stegvis check` efter rättning.",
            );
            Exit::Refused
        }
    }
}

fn report_unknown_scenario(names: &[String], console: &mut Console) -> Exit {
    let first = names.first().map(|name| prose::sanitize(name)).unwrap_or_default();
    let names = names.iter().map(|name| prose::sanitize(name)).collect::<Vec<_>>().join("\n  ");
    console.write_fault(&format!(
        "fel: `<SCENARIO>` måste anges. Scenarierna är:\n  {names}\nhjälp: Skriv ett av dem, som \
         `stegvis handout {first}`. En fil anges med sin sökväg.\n"
    ));
    Exit::Usage
}

fn report_scenario_fault(fault: scenarios::ScenarioLoadFault, console: &mut Console) -> Exit {
    match fault {
        scenarios::ScenarioLoadFault::Unknown(name, known) => {
            let what = format!("Det finns inget scenario `{}`.", prose::sanitize(&name));
            let words: Vec<&str> = known.iter().map(String::as_str).collect();
            let there = || format!("Scenarierna är: {}. En fil anges med sin sökväg.", words.join(", "));
            write_message(console, &what, &suggest_nearest(&name, &words).unwrap_or_else(there));
            Exit::Usage
        }
        scenarios::ScenarioLoadFault::File(fault) => {
            write_message(console, &fault.to_string(), fault.help());
            Exit::Usage
        }
        scenarios::ScenarioLoadFault::Faulty(faulty) => {
            report_answer_faults(&faulty.file, &faulty.faults, console);
            write_message(
                console,
                "Scenariot kan inte användas förrän felen är rättade.",
                "Kör `stegvis test` efter rättning.",
            );
            Exit::Refused
        }
    }
}

fn report_answer_faults(file: &SourceFile, faults: &[Diagnostic], console: &mut Console) {
    for fault in faults {
        let place = file.line_column(fault.span().start);
        let at = format!("{}:{}:{}", prose::sanitize(file.name()), place.line, place.column);
        console.write_fault(&format!(
            "fel[{}]: {}\n  --> {at}\n",
            fault.code,
            prose::sanitize(&fault.message)
        ));
        if let Some(help) = &fault.help {
            console.write_fault(&format!("  hjälp: {}\n", prose::sanitize(help)));
        }
    }
}
