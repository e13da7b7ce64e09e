//! The proof sheet of a routine: what was proved of every way through it, how large it is, the map in short, and the laws.

use chrono::NaiveDate;

use super::{PROVED_MEANS, Paper, PaperKind, PaperOrigin};
use crate::check::cited_laws::rests_on;
use crate::check::figures::Figures;
use crate::check::states::StateGraph;
use crate::check::verified::VerifiedFlow;
use crate::document::{Block, Part, PartStart};
use crate::flow::graph;
use crate::flow::model::{Flow, Guarantee, Law, StepKind};
use crate::prose;

/// The proof sheet of a verified routine, with the laws as on `day`.
pub fn make_proof(verified: &VerifiedFlow, day: NaiveDate) -> Paper {
    let flow = verified.flow();
    let figures =
        StateGraph::explore(flow, verified.live()).ok().map(|space| Figures::from_states(flow, &space));
    let parts = [
        rows_part("Så stor är rutinen".to_owned(), figures.map(size_rows).unwrap_or_default()),
        rows_part(
            format!("Bevisat för varje väg: {}", count_guarantees(verified.proved_guarantees().len())),
            number_rows(guarantee_rows(verified)),
        ),
        rows_part("Kartan i ord".to_owned(), step_rows(flow)),
        rows_part(
            format!("Lagrummen, lagtexten {}", verified.laws_read_text()),
            rests_on(flow).map(|law| law_row(law, day)).collect(),
        ),
    ];
    Paper {
        kind: PaperKind::Proof,
        title: format!("Bevisblad: {}", flow.title),
        lead: format!(
            "{}. Stegvis har gått igenom varje väg som rutinen tillåter och prövat garantierna mot dem alla. \
             Bevisat betyder: {PROVED_MEANS}. Fingeravtrycket {} visar vilken fil det gäller.",
            flow.publisher,
            flow.fingerprint.short_hex()
        ),
        parts: parts.into_iter().filter(|part| !part.blocks.is_empty()).collect(),
        origin: PaperOrigin::from_flow(verified, day),
    }
}

fn count_guarantees(count: usize) -> String {
    if count == 1 { "1 garanti".to_owned() } else { format!("{count} garantier") }
}

fn rows_part(title: String, rows: Vec<(String, String)>) -> Part {
    let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Rows(rows)] };
    Part { title, starts: PartStart::Here, blocks }
}

fn size_rows(figures: Figures) -> Vec<(String, String)> {
    let Figures { steps, states, transitions, walks, questions } = figures;
    let row = |name: &str, size: String| (name.to_owned(), size);
    vec![
        row("Steg", steps.to_string()),
        row("Lägen", states.to_string()),
        row("Övergångar", transitions.to_string()),
        row("Vägar", walks.to_string()),
        row("Frågor", format!("{} som färst, {} som flest", questions.fewest, questions.most)),
    ]
}

/// The id of every proved guarantee, and what it promises; of one of the law, by which reading.
pub(super) fn guarantee_rows(verified: &VerifiedFlow) -> Vec<(String, String)> {
    let proved = |id| verified.proved_guarantees().contains(id);
    let promises = verified.flow().guarantees.iter().filter(|guarantee| proved(&guarantee.id));
    let of_law = format!("Enligt lagtexten {}.", verified.laws_read_text());
    let says = |guarantee: &Guarantee| {
        if guarantee.is_of_law() {
            format!("{} {of_law}", prose::with_full_stop(&guarantee.says))
        } else {
            guarantee.says.trim_end().to_owned()
        }
    };
    promises.map(|guarantee| (guarantee.id.to_string(), says(guarantee))).collect()
}

/// The rows by number in place of their ids, which are for whoever edits the routine.
pub(super) fn number_rows(rows: Vec<(String, String)>) -> Vec<(String, String)> {
    rows.into_iter().zip(1..).map(|((_, says), nth)| (format!("{nth}."), says)).collect()
}

/// Every step by its heading, and those that can come after it.
fn step_rows(flow: &Flow) -> Vec<(String, String)> {
    let row = |at| {
        let step = flow.step(at);
        let to: Vec<&str> =
            graph::links_from(flow, at).iter().map(|link| flow.step(link.to).title.as_str()).collect();
        let to = match step.kind {
            StepKind::End => "fylls i sist".to_owned(),
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } => {
                format!("leder till: {}", to.join("; "))
            }
        };
        (step.title.clone(), to)
    };
    graph::topological_order(flow).into_iter().map(row).collect()
}

/// A law as far as it was read: of a later day nothing is known but what its own dates say.
fn law_row(law: &Law, day: NaiveDate) -> (String, String) {
    let from = law.from.map(|from| format!("från {from}"));
    let until = law.until.map(|until| format!("till {until}"));
    let known = law.checked.map_or(day, |read| read.min(day));
    let in_force = if law.is_in_force_on(known) { "gäller" } else { "gäller inte" };
    let read = law.describe_reading().unwrap_or_else(|| "ingen läsdag".to_owned());
    let review = law.review.map(|review| format!("ändring aviserad {review}"));
    let told = [Some(in_force.to_owned()), from, until, Some(read), review];
    (law.cite.clone(), told.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
