//! What a changed answer discards: exactly the decisions that no longer lie on the path, or no longer fit there.

use super::replay::{Position, Visit};
use crate::flow::id::FieldIx;

/// The difference an event makes to what was already decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Passed steps that fall away, in the order they were passed.
    pub steps: Vec<Visit>,
    /// Fields set by hand that fall away.
    pub fields: Vec<FieldIx>,
}

impl Change {
    /// What stands decided in `before` and no longer in `after`. A step that is passed in both, with another outcome,
    /// has not fallen away.
    pub fn compare_positions(before: &Position, after: &Position) -> Self {
        let steps = before.path.iter().filter(|visit| after.outcome(visit.step).is_none()).cloned().collect();
        let fields =
            before.fields.keys().filter(|field| !after.fields.contains_key(field)).copied().collect();
        Self { steps, fields }
    }

    /// Whether nothing falls away.
    pub fn is_nothing(&self) -> bool {
        self.steps.is_empty() && self.fields.is_empty()
    }
}
