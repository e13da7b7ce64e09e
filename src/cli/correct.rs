//! `stegvis correct`: a saved form is reopened, says something else, and is saved as a new version of itself.

use std::io::Write;

use super::args::correct::CorrectArguments as Arguments;
use super::console::{Console, wants_lines};
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::{TuiOptions, list_paths, open_tui};
use crate::corrections::{CorrectionFault, OpenCorrection};
use crate::deid::screened::{Clearings, screen_text};
use crate::deid::{Class, Scanner};
use crate::flow::model::Mark;
use crate::form::correct::{Correction, CorrectionRefusal};
use crate::form::model::FormEntry;
use crate::plain::correct::{CorrectionSetup, run_correction};
use crate::profile::WalkStyle;
use crate::session::period::NotAPeriod;
use crate::store::list::Unreadable;
use crate::store::names;
use crate::{clock, prose, tui, wiping};

/// How a correction is written.
const SETTING: &str =
    "Fälten sätts med --set FÄLT=VÄRDE, och åtgärder med --done ÅTGÄRD och --not-relevant ÅTGÄRD.";

pub(super) fn run_correct(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let settings = Settings::read_settings();
    let path = settings.store().find_form(&arguments.form).map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let mut open = OpenCorrection::open_file(&path, today).map_err(describe_fault)?;
    if !arguments.says_what() {
        return correct_by_hand(open, arguments, settings, console);
    }
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let mut clearings = Clearings::default();
    for (field, value) in &arguments.set {
        let correction = make_correction(&open, field, value, &scanner, &mut clearings)?;
        open.form.apply(correction).map_err(|refusal| describe_refusal(&refusal))?;
    }
    for (acts, mark) in [(&arguments.done, Mark::Done), (&arguments.not_relevant, Mark::NotRelevant)] {
        for act in acts {
            let correction = Correction::Mark { act: act.clone(), mark };
            open.form.apply(correction).map_err(|refusal| describe_refusal(&refusal))?;
        }
    }
    if open.form.list_changes().is_empty() {
        let what = "Blanketten är inte rättad: den säger redan det.".to_owned();
        return Err(Failure::from_refusal(
            what,
            "Kontrollera vad den säger: `stegvis export` skriver den på nytt.",
        ));
    }
    let paths = open.save(arguments.earlier_version()).map_err(describe_fault)?;
    console.write_result(list_paths(&paths))?;
    for remark in open.form.list_remarks(&clearings) {
        console.write_fault(&format!("Tänk på: {}\n", prose::sanitize(&remark)));
    }
    console.write_fault(&format!("{}\n", open.describe_sending()));
    Ok(Exit::Done)
}

/// On a page of its own, or line by line.
fn correct_by_hand(
    open: OpenCorrection,
    arguments: &Arguments,
    settings: Settings,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let by_lines = arguments.plain || wants_lines() || settings.profile.walk_style() == WalkStyle::Lines;
    if !by_lines && console.is_interactive() {
        let (store, formats) = (settings.store(), settings.formats());
        let opens = tui::OpeningPage::Correction(open.path);
        open_tui(TuiOptions { flow: None, opens, today, store, formats, settings }, console)?;
        return Ok(Exit::Done);
    }
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let setup = CorrectionSetup { open, scanner, page: console.line_page() };
    let ended = run_correction(setup, &mut input, &mut output);
    let saved = ended.and_then(|saved| output.flush().map(|()| saved));
    match saved.map_err(|error| Failure::from_output_error(&error))? {
        Some(_) => Ok(Exit::Done),
        None => Ok(Exit::Refused),
    }
}

/// What a field is to say, read as the kind of field it is.
fn make_correction(
    open: &OpenCorrection,
    field: &str,
    value: &str,
    scanner: &Scanner,
    clearings: &mut Clearings,
) -> Result<Correction, Failure> {
    let (field, value) = (field.to_owned(), value.trim());
    Ok(match open.form.find_row(&field).map(|row| &row.entry) {
        Some(FormEntry::Text(_)) => {
            clearings.enter_place(&field);
            let text = screen_text(scanner, value, clearings).map_err(|findings| {
                let what = format!(
                    "Blanketten är inte rättad: i texten finns {}.",
                    Class::describe_counts(&findings)
                );
                Failure::from_refusal(what, "Skriv den utan det som kan peka ut någon.")
            })?;
            Correction::Text { field, text }
        }
        Some(FormEntry::Period(_) | FormEntry::Planned(_)) => {
            let unread = || {
                let examples = open.time_precision(&field).examples();
                let what =
                    format!("Blanketten är inte rättad: fältet `{field}` är ingen tid. Skriv {examples}.");
                Failure::from_refusal(what, SETTING)
            };
            open.parse_time(&field, value).map_err(|NotAPeriod| unread())?
        }
        Some(FormEntry::One(_) | FormEntry::Any(_) | FormEntry::Day(_) | FormEntry::Acts(_)) | None => {
            let options = value.split(',').map(|option| option.trim().to_owned());
            Correction::Choose { field, options: options.filter(|option| !option.is_empty()).collect() }
        }
    })
}

fn describe_fault(fault: CorrectionFault) -> Failure {
    match fault {
        CorrectionFault::Unreadable(Unreadable::File(fault)) => Failure::Input(fault),
        CorrectionFault::Unreadable(Unreadable::Content(fault)) => {
            Failure::Form("Blanketten".to_owned(), fault)
        }
        CorrectionFault::Refused(refusal) => describe_refusal(&refusal),
        CorrectionFault::Save(fault) => Failure::Save(fault),
    }
}

fn describe_refusal(refusal: &CorrectionRefusal) -> Failure {
    let what = format!("Blanketten är inte rättad. {}", prose::sanitize(&refusal.to_string()));
    Failure::from_refusal(what, SETTING)
}
