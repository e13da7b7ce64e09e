//! What can be said more coarsely where only a few people can be meant: each detail in words, with what doing it takes.

use chrono::NaiveDate;

use crate::flow::id::FieldIx;
use crate::form::coarsen::{self, Remedy};
use crate::form::fill;
use crate::session::event::{Event, FieldValue};
use crate::session::walk::Walk;

/// What is said first.
pub const COARSEN_HEADING: &str = "Vad kan bli grövre?";

/// What is said above the details.
pub const COARSEN_ADVICE: &str = "Välj det som kan göra att någon känns igen. Allt kan ångras.";

/// What is said where nothing more can be; of what was kept in a text too.
pub fn describe_nothing_coarser(walk: &Walk) -> &'static str {
    let is_kept = |value: &FieldValue| matches!(value, FieldValue::Text(text) if text.cleared().iter().any(|kept| *kept.1 > 0));
    if walk.position().fields.values().any(is_kept) {
        "Inget mer i blanketten kan bli grövre här. Det du har låtit stå kvar i en text kan du skriva om där."
    } else {
        "Inget mer i blanketten kan bli grövre här."
    }
}

/// A detail that can be said more coarsely.
#[derive(Debug, Clone)]
pub struct CoarserView {
    /// What stands there and what becomes of it, in a line.
    pub says: String,
    /// The field.
    pub field: FieldIx,
    /// What does it at once; `None` where the field is to be opened.
    pub event: Option<Event>,
}

/// The details of the form that can be said more coarsely.
pub fn coarser_details(walk: &Walk, today: NaiveDate) -> Vec<CoarserView> {
    let view = |detail: coarsen::FormDetail| {
        let label = &walk.flow().form.field(detail.field).label;
        let (becomes, event) = match detail.remedy {
            Remedy::Change(event, words) => (words, Some(event)),
            Remedy::Remove(event) => ("ta bort".to_owned(), Some(event)),
            Remedy::Shorten => ("korta texten".to_owned(), None),
        };
        let now: String = detail.now.chars().take(LONGEST).collect();
        let cut = if now.len() < detail.now.len() { "…" } else { "" };
        // Whoever makes a guess coarser says by it that it is so.
        let guessed = fill::guess_value(walk, detail.field, today).map_or("", |_| " (gissat: stämmer det?)");
        CoarserView {
            says: format!("{label}: {now}{cut}{guessed} → {becomes}"), field: detail.field, event
        }
    };
    coarsen::find_details(walk, today).into_iter().map(view).collect()
}

/// How much of what stands in a field is said, in characters.
const LONGEST: usize = 40;

/// Whether a field was answered so that something should be said more coarsely.
pub fn calls_for_coarser(walk: &Walk, at: FieldIx) -> bool {
    let field = walk.flow().form.field(at);
    let attests = field.attests.and_then(|option| field.kind.options().get(option.index()));
    let chosen = fill::chosen_options(walk, at);
    attests.is_some_and(|option| chosen.iter().any(|id| *id != option.id))
}
