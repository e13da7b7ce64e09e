//! `stegvis correct`: a saved form is reopened, says something else, and is saved as a new version of itself.

use super::args::correct::CorrectArguments as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::list_paths;
use super::settings::Settings;
use crate::calendar::PastDays;
use crate::deid::screened::{Clearings, screen_text};
use crate::deid::{Class, Scanner};
use crate::form::correct::{Correction, CorrectionRefusal, correct_form};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::FormEntry;
use crate::store::list::{self, Unreadable};
use crate::store::{Store, display_path, names};
use crate::{clock, prose};

pub(super) fn run_correct(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let path = Settings::read_settings().store().find_form(&arguments.form).map_err(Failure::Input)?;
    let form = list::open_saved(path.clone()).form.map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault),
        Unreadable::Content(fault) => Failure::Form(display_path(&path), fault),
    })?;
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let set = arguments.set.iter().map(|(field, value)| make_correction(&form, field, value, &scanner));
    let done = arguments.done.iter().map(|act| Ok(Correction::Done { act: act.clone() }));
    let corrections = set.chain(done).collect::<Result<Vec<_>, Failure>>()?;
    if corrections.is_empty() {
        return Err(describe_refusal(&CorrectionRefusal::Gate("Inget är angivet att rätta.".to_owned())));
    }
    let past = PastDays::until_tomorrow(clock::read_today().map_err(Failure::Day)?);
    let corrected = correct_form(&form, corrections, past).map_err(|refusal| describe_refusal(&refusal))?;
    let paths =
        Store::save_correction(&path, &corrected, arguments.earlier_version()).map_err(Failure::Save)?;
    console.write_result(list_paths(&paths))?;
    console.write_fault(
        "Har du skickat den förra: skicka den här i stället. Den ersätter den förra hos mottagaren.\n",
    );
    Ok(Exit::Done)
}

/// What a field is to say, read as the kind of field it is.
fn make_correction(
    form: &DeidentifiedForm,
    field: &str,
    value: &str,
    scanner: &Scanner,
) -> Result<Correction, Failure> {
    let (field, value) = (field.to_owned(), value.trim());
    let row = form.content().rows().find(|row| row.id == field);
    Ok(match row.map(|row| &row.entry) {
        Some(FormEntry::Text(_)) => {
            let text = screen_text(scanner, value, &Clearings::default()).map_err(|findings| {
                let what = format!(
                    "Blanketten är inte rättad: i texten finns {}.",
                    Class::describe_counts(&findings)
                );
                Failure::from_refusal(what, "Skriv den utan det som kan peka ut någon.")
            })?;
            Correction::Text { field, text }
        }
        Some(FormEntry::Period(_) | FormEntry::Planned(_)) => {
            let period = value.parse().map_err(|_| {
                let known = "en vecka, månad eller dag, till exempel 2026-v47 kväll".to_owned();
                describe_refusal(&CorrectionRefusal::NoOption {
                    field: field.clone(),
                    given: value.to_owned(),
                    known,
                })
            })?;
            Correction::Period { field, period }
        }
        Some(FormEntry::One(_) | FormEntry::Any(_) | FormEntry::Day(_) | FormEntry::Acts(_)) | None => {
            let options = value.split(',').map(|option| option.trim().to_owned());
            Correction::Choose { field, options: options.filter(|option| !option.is_empty()).collect() }
        }
    })
}

fn describe_refusal(refusal: &CorrectionRefusal) -> Failure {
    let what = format!("Blanketten är inte rättad. {}", prose::sanitize(&refusal.to_string()));
    Failure::from_refusal(what, "Fälten sätts med --set FÄLT=VÄRDE, och en åtgärd med --done ÅTGÄRD.")
}
