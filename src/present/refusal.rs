//! Why a decision is refused, in the words of the routine: no ids, for one who answers by hand.

use crate::flow::model::Flow;
use crate::session::refusal::Refusal;

/// A refusal in words for one who sees titles and labels and no ids.
pub fn describe_refusal(flow: &Flow, refusal: &Refusal) -> String {
    let title =
        |id: &str| flow.find_step(id).map_or(String::new(), |at| format!("”{}”", flow.step(at).title));
    let label = |id: &str| {
        flow.form.find_field(id).map_or("Fältet".to_owned(), |at| format!("”{}”", flow.form.field(at).label))
    };
    let has_options =
        |id: &str| flow.form.find_field(id).is_some_and(|at| !flow.form.field(at).kind.options().is_empty());
    match refusal {
        Refusal::TooFew { at_least: 1, .. } => "Välj minst ett alternativ först.".to_owned(),
        Refusal::TooFew { at_least, .. } => format!("Välj minst {at_least} alternativ först."),
        Refusal::NotOffered { step, .. } => {
            format!("Alternativet finns inte att välja i {} med de svar som är givna.", title(step.as_str()))
        }
        Refusal::NotAlone { option, .. } => {
            format!("”{option}” väljs ensamt. Ta bort det, eller alla andra.")
        }
        Refusal::NeedsReason { step, .. } | Refusal::UnknownReason { step, .. } => {
            format!("{} märks inte ”inte aktuellt” utan ett av skälen.", title(step.as_str()))
        }
        Refusal::LeadsBack { text, .. } => {
            format!("”{text}” är ingen märkning: gå tillbaka och rätta svaret.")
        }
        Refusal::FieldNotInForm(field) => {
            format!("{} hör inte till blanketten efter de svar som är givna.", label(field))
        }
        Refusal::WrongValue { field, .. } if has_options(field) => {
            format!("{}: välj bland alternativen som visas.", label(field))
        }
        Refusal::WrongValue { field, why } => format!("{}: {why}", label(field)),
        Refusal::UnknownStep(_)
        | Refusal::UnknownAnswer { .. }
        | Refusal::NotOnPath(_)
        | Refusal::WrongKind(_)
        | Refusal::UnknownField(_) => "Det går inte att svara så här, med de svar som är givna.".to_owned(),
    }
}
