//! What a changed answer does to later ones, before it is taken: what falls away and what waits, under which heading.

use crate::flow::id::FieldIx;
use crate::session::change::Change;
use crate::session::replay::Visit;

/// Some of what was decided later, and what becomes of it.
#[derive(Debug, Clone)]
pub struct ChangePart<'c> {
    /// What becomes of it, as a sentence that ends in a colon.
    pub says: String,
    /// The steps.
    pub steps: &'c [Visit],
    /// The fields of the form.
    pub fields: &'c [FieldIx],
}

/// What becomes of what was decided later, what falls away first. Empty where nothing does.
pub fn describe_change(change: &Change) -> Vec<ChangePart<'_>> {
    let count = |parts: usize| format!("{parts} {}", if parts == 1 { "sak" } else { "saker" });
    let falls = ChangePart {
        says: format!("Om du ändrar faller {} bort:", count(change.count_lost())),
        steps: &change.steps,
        fields: &change.fields,
    };
    let waits = ChangePart {
        says: format!("{} står kvar om vägen kommer dit igen:", count(change.count_waiting())),
        steps: &change.waiting,
        fields: &change.waiting_fields,
    };
    [falls, waits].into_iter().filter(|part| !part.steps.is_empty() || !part.fields.is_empty()).collect()
}

/// What is said where a decision brought later ones back: how many stand again.
pub fn describe_return(steps: usize) -> Option<String> {
    match steps {
        0 => None,
        1 => Some("Ett senare svar står kvar som det var.".to_owned()),
        steps => Some(format!("{steps} senare svar står kvar som de var.")),
    }
}
