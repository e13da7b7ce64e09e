//! Every guarantee holds, and says something.

use crate::check::bound::UNDECIDED;
use crate::check::guarantee::GuaranteeVerdict;
use crate::check::rule::CheckCode;
use crate::diagnostic::Diagnostic;
use crate::flow::model::{Flow, Guarantee};

/// The code of a guarantee that some walk breaks.
pub const BROKEN: &str = "garanti-bruten";

/// The code of a guarantee about walks that there are none of.
pub const VACUOUS: &str = "garanti-utan-fall";

/// The codes of guarantees, with what each means.
pub const CODES: &[CheckCode] = &[
    CheckCode {
        code: BROKEN,
        doc: "Varje garanti håller på varje väg.",
        why: "En garanti är vad rutinen lovar den som går den. Den kortaste vägen som bryter löftet visas, svar för svar.",
    },
    CheckCode {
        code: VACUOUS,
        doc: "Varje garanti gäller någon väg.",
        why: "En garanti om vägar som inte finns lovar ingenting, men ser ut att göra det.",
    },
    CheckCode {
        code: UNDECIDED,
        doc: "Det går att avgöra inom gränserna vad flödet gör.",
        why: "Det som inte är avgjort är inte bevisat. Stegvis säger det hellre än att gissa.",
    },
];

/// What is to be told of the verdicts.
pub fn report_verdicts(flow: &Flow, verdicts: &[GuaranteeVerdict]) -> Vec<Diagnostic> {
    flow.guarantees
        .iter()
        .zip(verdicts)
        .filter_map(|(guarantee, verdict)| report_verdict(guarantee, verdict))
        .collect()
}

fn report_verdict(guarantee: &Guarantee, verdict: &GuaranteeVerdict) -> Option<Diagnostic> {
    let id = &guarantee.id;
    let says = guarantee.says.trim_end();
    match verdict {
        GuaranteeVerdict::Proved => None,
        GuaranteeVerdict::Broken { walk, words } => {
            let message = format!("Garantin `{id}` håller inte: {words}.");
            Some(
                Diagnostic::error(BROKEN, guarantee.span, message)
                    .with_remark(says)
                    .with_help("Rätta vägen, eller garantera mindre.")
                    .with_walk(walk.clone()),
            )
        }
        GuaranteeVerdict::Vacuous => {
            let message = format!("Garantin `{id}` säger ingenting: ingen väg är sådan som `given` säger.");
            Some(
                Diagnostic::error(VACUOUS, guarantee.span, message)
                    .with_remark(says)
                    .with_help("Rätta `given`, eller ta bort garantin."),
            )
        }
        GuaranteeVerdict::Undecided(bounded) => {
            let message = format!("Inte avgjort om garantin `{id}` håller: {bounded}.");
            Some(
                Diagnostic::error(UNDECIDED, guarantee.span, message)
                    .with_remark(says)
                    .with_help("Låt `given` pröva färre svar, eller dela garantin i flera."),
            )
        }
    }
}
