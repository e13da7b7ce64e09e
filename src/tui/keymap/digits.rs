//! What a digit does in a list, and how that is said in the key bar and the help.

use super::Binding;

/// What a digit does in the list on a page, and among how many items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitAction {
    /// It chooses the item with that number.
    Choose(usize),
    /// It moves the cursor there.
    Move(usize),
}

impl DigitAction {
    /// How many items a digit reaches.
    pub fn items(self) -> usize {
        let (Self::Choose(items) | Self::Move(items)) = self;
        items
    }
}

/// What a binding's keys do on a page where digits do this.
pub fn describe_action(binding: &Binding, digits: DigitAction) -> &'static str {
    match (binding.command, digits) {
        (None, DigitAction::Move(_)) => "gå dit",
        (None, DigitAction::Choose(_)) | (Some(_), _) => binding.says,
    }
}

/// How a binding's keys are written on a page where digits do this.
pub fn describe_keys(binding: &Binding, digits: DigitAction) -> String {
    match (binding.command, digits.items()) {
        (None, 1) => "1".to_owned(),
        (None, items @ 2..=9) => format!("1–{items}"),
        (_, _) => binding.shown.to_owned(),
    }
}
