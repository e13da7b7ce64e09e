//! Faults as plain data: what, where, and what to do. Turning them into words on a screen happens at the edge.

use crate::source::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The flow cannot be walked.
    Error,
    /// The flow can be walked, but someone should look.
    Warning,
}

/// One finding about a flow or another input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, such as `okand-nyckel`; documented in `flows/README.md`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One Swedish sentence: what happened.
    pub message: String,
    /// Where; the first label is the place of the fault itself.
    pub labels: Vec<Label>,
    /// One Swedish sentence: what to do, where there is something to do.
    pub help: Option<String>,
    /// The shortest walk that shows the fault, as answers that can be replayed; empty for faults of shape.
    pub walk: Vec<TraceStep>,
}

/// One answered step of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceStep {
    /// The step's id.
    pub step: String,
    /// What was told there.
    pub told: TraceKind,
    /// The ids answered: one for a question or a mark, any number for a choice.
    pub answers: Vec<String>,
}

/// What is told at a step of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TraceKind {
    /// One answer.
    Answer,
    /// Any number of options.
    Options,
    /// The mark of an act.
    Mark,
}

/// A place with a short Swedish remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place, in the file the diagnostic is about.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// An error at one place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::with_severity(Severity::Error, code, span, message)
    }

    /// A warning at one place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::with_severity(Severity::Warning, code, span, message)
    }

    /// With a remark at the place of the fault.
    #[must_use]
    pub fn with_remark(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// With a second place.
    #[must_use]
    pub fn with_place(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// With a word on what to do.
    #[must_use]
    pub fn with_help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// With a word on what to do, where there is one.
    #[must_use]
    pub fn with_optional_help(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// With the shortest walk that shows it.
    #[must_use]
    pub fn with_walk(mut self, walk: Vec<TraceStep>) -> Self {
        self.walk = walk;
        self
    }

    /// The place of the fault itself.
    pub fn span(&self) -> Span {
        self.labels.first().map_or_else(Span::default, |label| label.span)
    }

    fn with_severity(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Self { code, severity, message: message.into(), labels, help: None, walk: Vec::new() }
    }
}
