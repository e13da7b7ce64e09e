//! `stegvis correct`: a saved form is reopened, says something else, and is saved as a new version of itself.

use super::args::correct::Correct as Arguments;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::lines;
use super::settings::Settings;
use crate::deid::screened::{Clearings, screen};
use crate::deid::{Class, Scanner};
use crate::form::correct::{Correction, Refusal, correct};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::Entry;
use crate::prose;
use crate::store::list::{self, Unreadable};
use crate::store::{Store, names, shown};

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let path = Settings::read().store().find(&arguments.form).map_err(Failure::Input)?;
    let form = list::one(path.clone()).form.map_err(|fault| match fault {
        Unreadable::File(fault) => Failure::Input(fault),
        Unreadable::Content(fault) => Failure::Form(shown(&path), fault),
    })?;
    let scanner = names::scanner().map_err(Failure::Input)?;
    let set = arguments.set.iter().map(|(field, value)| correction(&form, field, value, &scanner));
    let done = arguments.done.iter().map(|act| Ok(Correction::Done { act: act.clone() }));
    let corrections = set.chain(done).collect::<Result<Vec<_>, Failure>>()?;
    if corrections.is_empty() {
        return Err(refused(&Refusal::Gate("Inget är angivet att rätta.".to_owned())));
    }
    let corrected = correct(&form, corrections).map_err(|refusal| refused(&refusal))?;
    let paths = Store::correct(&path, &corrected, arguments.earlier()).map_err(Failure::Save)?;
    console.result(lines(&paths))?;
    console.fault(
        "Har du skickat den förra: skicka den här i stället. Den ersätter den förra hos mottagaren.\n",
    );
    Ok(Exit::Done)
}

/// What a field is to say, read as the kind of field it is.
fn correction(
    form: &DeidentifiedForm,
    field: &str,
    value: &str,
    scanner: &Scanner,
) -> Result<Correction, Failure> {
    let (field, value) = (field.to_owned(), value.trim());
    let row = form.content().rows().find(|row| row.id == field);
    Ok(match row.map(|row| &row.entry) {
        Some(Entry::Text(_)) => {
            let text = screen(scanner, value, &Clearings::default()).map_err(|findings| {
                let what =
                    format!("Blanketten är inte rättad: i texten finns {}.", Class::counted(&findings));
                Failure::refused(what, "Skriv den utan det som kan peka ut någon.")
            })?;
            Correction::Text { field, text }
        }
        Some(Entry::Period(_)) => {
            let period = value.parse().map_err(|_| {
                let known = "en vecka, månad eller dag, till exempel 2026-v47 kväll".to_owned();
                refused(&Refusal::NoOption { field: field.clone(), given: value.to_owned(), known })
            })?;
            Correction::Period { field, period }
        }
        Some(Entry::One(_) | Entry::Any(_) | Entry::Day(_) | Entry::Acts(_)) | None => {
            let options = value.split(',').map(|option| option.trim().to_owned());
            Correction::Choose { field, options: options.filter(|option| !option.is_empty()).collect() }
        }
    })
}

fn refused(refusal: &Refusal) -> Failure {
    let what = format!("Blanketten är inte rättad. {}", prose::visible(&refusal.to_string()));
    Failure::refused(what, "Fälten sätts med --set FÄLT=VÄRDE, och en åtgärd med --done ÅTGÄRD.")
}
