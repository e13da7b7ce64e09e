//! `stegvis doctor`: what the terminal, the folders, the profile, the clock and the routines are like, and what to do where
//! something is wrong.

use super::console::{Console, TerminalReport};
use super::exit::Exit;
use super::failure::Failure;
use crate::prose::{self, sanitize};
use crate::routines::{self, RoutineLoadFault};
use crate::store::health::{self, FolderContent, FolderHealth, FolderState};
use crate::store::names;
use crate::tui::model::{SMALLEST, is_too_small};
use crate::{clock, store};

/// One thing that was looked at.
struct Diagnosis {
    verdict: Verdict,
    says: String,
    /// What to do, where something is to be done.
    help: Option<String>,
}

/// What came of looking.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    Remark,
    Bad,
}

/// Exit 1 where something has to be mended before forms can be saved as they should.
pub(super) fn run_doctor(console: &mut Console) -> Result<Exit, Failure> {
    let parts = [
        ("Programmet", vec![good(format!("Stegvis {}", env!("CARGO_PKG_VERSION")))]),
        ("Terminalen", examine_terminal(console.examine_terminal())),
        ("Mapparna", health::examine_folders().iter().map(diagnose_folder).collect()),
        ("Profilen", examine_profile()),
        ("Klockan", examine_clock()),
        ("Rutinerna", examine_routines()),
    ];
    for (title, found) in &parts {
        console.write_result(format!("{title}\n{}", found.iter().map(describe).collect::<String>()))?;
    }
    let bad = parts.iter().flat_map(|(_, found)| found).any(|one| one.verdict == Verdict::Bad);
    Ok(if bad { Exit::Refused } else { Exit::Done })
}

fn describe(one: &Diagnosis) -> String {
    let mark = match one.verdict {
        Verdict::Good => "  ok   ",
        Verdict::Remark => "  obs  ",
        Verdict::Bad => "  fel  ",
    };
    let help = one.help.iter().flat_map(|help| prose::wrap_lines(&sanitize(help), "       → ", "         "));
    let lines = prose::wrap_lines(&sanitize(&one.says), mark, "       ").into_iter().chain(help);
    lines.map(|line| line + "\n").collect()
}

fn good(says: String) -> Diagnosis {
    Diagnosis { verdict: Verdict::Good, says, help: None }
}

fn remark(says: &str, help: &str) -> Diagnosis {
    Diagnosis { verdict: Verdict::Remark, says: says.to_owned(), help: Some(help.to_owned()) }
}

fn bad(says: String, help: &str) -> Diagnosis {
    Diagnosis { verdict: Verdict::Bad, says, help: Some(help.to_owned()) }
}

fn examine_terminal(found: TerminalReport) -> Vec<Diagnosis> {
    const LINES: &str = "Skriv `stegvis walk --plain`: då går allt rad för rad.";
    let Some(size) = found.size else {
        return vec![remark("Det här är ingen terminal att rita i.", LINES)];
    };
    let (columns, rows) = size;
    let mut told = vec![good(format!("{columns} tecken bred, {rows} rader hög"))];
    if is_too_small(size) {
        let (least, low) = SMALLEST;
        let help = format!("Gör fönstret minst {least} tecken brett och {low} rader högt. {LINES}");
        told.push(remark("Fönstret är för litet för sidorna.", &help));
    }
    if found.is_dumb {
        told.push(remark("Terminalen säger att den bara kan skriva rader (TERM=dumb).", LINES));
    }
    if !found.has_unicode {
        let help = "Sätt LANG till en språkinställning som slutar på UTF-8, till exempel sv_SE.UTF-8.";
        told.push(remark("Språkinställningen är inte UTF-8: å, ä och ö kan se fel ut.", help));
    }
    told
}

fn diagnose_folder(folder: &FolderHealth) -> Diagnosis {
    let holds = match folder.holds {
        FolderContent::Forms => "Sparade blanketter",
        FolderContent::Drafts => "Påbörjade genomgångar",
        FolderContent::Inbox => "Inkorgen",
        FolderContent::Flows => "Egna rutiner",
        FolderContent::Settings => "Inställningar",
    };
    let at =
        folder.path.as_deref().map(|path| format!(": {}", store::display_path(path))).unwrap_or_default();
    match &folder.state {
        Ok(FolderState::Ready) => good(format!("{holds}{at}")),
        Ok(FolderState::NotMade) => good(format!("{holds}{at} (görs när den behövs)")),
        Err(fault) => bad(format!("{holds}{at}. {fault}"), fault.help()),
    }
}

fn examine_profile() -> Vec<Diagnosis> {
    let mut told: Vec<Diagnosis> = health::profile_faults()
        .into_iter()
        .map(|fault| bad(fault, "Kör `stegvis profile check` och rätta det som sägs där."))
        .collect();
    if told.is_empty() {
        told.push(good("Inga fel".to_owned()));
    }
    if let Err(fault) = names::load_scanner() {
        told.push(bad(format!("Listan med egna namn (names.txt) läses inte. {fault}"), fault.help()));
    }
    told
}

fn examine_clock() -> Vec<Diagnosis> {
    let today = match clock::read_today() {
        Ok(today) => today,
        Err(fault) => {
            return vec![bad(fault.to_string(), "Ta bort STEGVIS_TODAY, eller skriv en dag i den.")];
        }
    };
    let warning = routines::load_routine(routines::DEFAULT, today).ok();
    let warning = warning.and_then(|flow| flow.current_date().clock_warning());
    match warning {
        Some(warning) => vec![bad(warning, "Ställ datorns klocka.")],
        None => vec![good(format!("{today}"))],
    }
}

fn examine_routines() -> Vec<Diagnosis> {
    let Ok(today) = clock::read_today() else { return Vec::new() };
    let listed = routines::list_routines(today);
    let told = listed.iter().map(|one| match &one.state {
        Ok(about) => good(format!("{}, version {}", about.title, about.version)),
        Err(RoutineLoadFault::File(fault)) => bad(format!("{}: {fault}", one.name), fault.help()),
        Err(RoutineLoadFault::Unknown(..) | RoutineLoadFault::Unwalkable(_)) => bad(
            format!("{} har fel och kan inte gås.", one.name),
            "Kör `stegvis check` och rätta det som sägs där.",
        ),
    });
    told.collect()
}
