//! What stands before the prompt: shown whole again when it has been hidden, and what is asked of it where a line was not taken.

/// What a paragraph before the prompt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// It is told once.
    Told,
    /// It is the question, one of its choices, or what can be written: it is repeated where a line was not taken.
    Asked,
}

/// Whether a line was heard since the last paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum QuestionState {
    #[default]
    Open,
    Heard,
}

/// What was written since the last line that was taken.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenQuestion {
    paragraphs: Vec<(RowKind, Vec<String>)>,
    state: QuestionState,
}

impl OpenQuestion {
    /// Notes a paragraph. The first after a line that was heard begins a new question.
    pub(super) fn push_rows(&mut self, kind: RowKind, rows: &[String]) {
        if self.state == QuestionState::Heard {
            self.paragraphs.clear();
            self.state = QuestionState::Open;
        }
        self.paragraphs.push((kind, rows.to_vec()));
    }

    /// Notes that a line was heard: what is written next is another question, unless this one is opened again.
    pub(super) fn note_heard(&mut self) {
        self.state = QuestionState::Heard;
    }

    /// The line that was heard was no answer: the question stands.
    pub(super) fn reopen(&mut self) {
        self.state = QuestionState::Open;
    }

    /// All that was written.
    pub(super) fn all_rows(&self) -> Vec<String> {
        self.paragraphs.iter().flat_map(|(_, rows)| rows).cloned().collect()
    }

    /// What is asked, and what can be written. Where nothing says which paragraphs those are, the last one is.
    pub(super) fn asked_rows(&self) -> Vec<String> {
        let asked = self.paragraphs.iter().filter(|(kind, _)| *kind == RowKind::Asked);
        let asked: Vec<String> = asked.flat_map(|(_, rows)| rows).cloned().collect();
        match (asked.is_empty(), self.paragraphs.last()) {
            (true, Some((_, rows))) => rows.clone(),
            (_, _) => asked,
        }
    }
}
