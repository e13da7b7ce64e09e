//! What a digit does in a list, and how that is said in the key bar and the help: it chooses the row that it stands before, and where
//! the answers are numbers themselves none stands before any.

use super::Binding;

/// What a digit does in the list on a page, and among how many items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitAction {
    /// It chooses the item that it stands before.
    Choose(usize),
    /// It goes to the item that it stands before, which Enter then chooses: on what is not to be done by a key pressed twice.
    Select(usize),
    /// It goes to the item whose text begins with it.
    Find(usize),
}

impl DigitAction {
    /// How many items a digit reaches.
    pub fn items(self) -> usize {
        let (Self::Choose(items) | Self::Select(items) | Self::Find(items)) = self;
        items
    }
}

/// What a binding's keys do on a page where digits do this.
pub fn describe_action(binding: &Binding, digits: DigitAction) -> &'static str {
    match (binding.command, digits) {
        (None, DigitAction::Find(_)) => "gå till svaret",
        (None, DigitAction::Select(_)) => "till rad",
        (None, DigitAction::Choose(_)) | (Some(_), _) => binding.says,
    }
}

/// How a binding's keys are written on a page where digits do this.
pub fn describe_keys(binding: &Binding, digits: DigitAction) -> String {
    match (binding.command, digits) {
        (None, DigitAction::Choose(1) | DigitAction::Select(1)) => "1".to_owned(),
        (None, DigitAction::Choose(items @ 2..=9) | DigitAction::Select(items @ 2..=9)) => {
            format!("1–{items}")
        }
        (None, DigitAction::Choose(10..) | DigitAction::Select(10..) | DigitAction::Find(_)) => {
            "0–9".to_owned()
        }
        (_, _) => binding.shown.to_owned(),
    }
}
