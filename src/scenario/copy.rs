//! A scenario copied for another routine: its text with an id of its own.

use super::{OpenedScenario, open_scenario};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Span};

/// The text of a scenario that reads without a fault: the only text that is written as a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioText {
    id: String,
    text: String,
}

impl ScenarioText {
    /// Copies a scenario for the routine `flow`, under another id.
    ///
    /// # Errors
    /// Every fault of the original's shape, or of the copy's.
    pub fn copy_scenario(original: &SourceFile, id: &str, flow: &str) -> Result<Self, Vec<Diagnostic>> {
        let OpenedScenario { tree } = open_scenario(original, FileId::MAIN)?;
        let place = |key: &str| tree.get(key).map(|node| node.span).unwrap_or_default();
        let mut changes = [(place("id"), id), (place("flow"), flow)];
        changes.sort_by_key(|(at, _)| at.start);
        let text = replace_spans(original.text(), &changes);
        open_scenario(&SourceFile::new(original.name(), &text), FileId::MAIN)?;
        Ok(Self { id: id.to_owned(), text })
    }

    /// Returns the id, which its file is called by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// The text with other words in these places, which stand in order.
fn replace_spans(text: &str, changes: &[(Span, &str)]) -> String {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut copy = String::with_capacity(text.len());
    let mut from = 0;
    for (at, word) in changes {
        copy.push_str(part(from, at.start));
        copy.push_str(word);
        from = at.end;
    }
    copy + part(from, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn a_copy_says_the_same_of_another_routine_under_another_id() {
        let original = library::find_scenario("lidingo-klossarna").unwrap();
        let copy = ScenarioText::copy_scenario(&original, "ekeby-klossarna", "ekeby-vbe").unwrap();
        let read = open_scenario(&SourceFile::new("x", copy.as_str()), FileId::MAIN).unwrap();
        assert_eq!((copy.id(), read.flow_id()), ("ekeby-klossarna", "ekeby-vbe"));
        let back = copy.as_str().replace("id: ekeby-klossarna", "id: lidingo-klossarna");
        assert_eq!(back.replace("flow: ekeby-vbe", "flow: lidingo-vbe"), original.text());
    }

    #[test]
    fn an_id_that_is_none_is_refused() {
        let original = library::find_scenario("lokalen").unwrap();
        assert!(ScenarioText::copy_scenario(&original, "Ekeby lokal", "ekeby-vbe").is_err());
    }
}
