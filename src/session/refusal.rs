//! Why an event of a walk is refused, as sentences.

use crate::flow::id::{AnswerId, StepId};

/// Why an event is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The flow has no such step.
    #[error("Rutinen har inget steg `{0}`.")]
    UnknownStep(String),
    /// The step has no such answer.
    #[error("Steget `{step}` har inget svar `{answer}`. Svaren är: {known}.")]
    UnknownAnswer {
        /// The step.
        step: StepId,
        /// What was answered.
        answer: String,
        /// What could have been.
        known: String,
    },
    /// The walk does not pass the step.
    #[error("Vägen passerar inte steget `{0}` med de svar som getts.")]
    NotOnPath(StepId),
    /// The step takes another kind of answer.
    #[error("Steget `{0}` besvaras på ett annat sätt.")]
    WrongKind(StepId),
    /// The option is not offered on this walk.
    #[error("Alternativet `{option}` erbjuds inte i steget `{step}` med de svar som getts.")]
    NotOffered {
        /// The step.
        step: StepId,
        /// The option.
        option: AnswerId,
    },
    /// Too few options were chosen.
    #[error("Välj minst {at_least} i steget `{step}`.")]
    TooFew {
        /// The step.
        step: StepId,
        /// How few may be chosen.
        at_least: usize,
    },
    /// The act is not marked not relevant without a reason.
    #[error("`{step}` märks inte ”inte aktuellt” utan ett skäl. {known}")]
    NeedsReason {
        /// The step.
        step: StepId,
        /// The reasons there are, in a sentence.
        known: String,
    },
    /// The act has no such reason.
    #[error("`{step}` kan inte avböjas av skälet `{reason}`. {known}")]
    UnknownReason {
        /// The step.
        step: StepId,
        /// What was given as a reason.
        reason: String,
        /// The reasons there are, in a sentence.
        known: String,
    },
    /// The reason says that a question was answered wrong: it is no mark.
    #[error("Skälet ”{text}” är ingen märkning: rätta svaret på {questions}.")]
    LeadsBack {
        /// The step.
        step: StepId,
        /// The reason's words.
        text: String,
        /// The ids of the questions.
        questions: String,
    },
    /// An option that is chosen alone stands beside others.
    #[error("”{option}” väljs ensamt i `{of}`. Ta bort det, eller alla andra.")]
    NotAlone {
        /// The step or the field.
        of: String,
        /// The option's words.
        option: String,
    },
    /// The form has no such field.
    #[error("Blanketten har inget fält `{0}`.")]
    UnknownField(String),
    /// The field is not part of the form on this walk, or the walk has not come to the form.
    #[error("Fältet `{0}` hör inte till blanketten på den här vägen.")]
    FieldNotInForm(String),
    /// The field takes another kind of value.
    #[error("Fältet `{field}`: {why}")]
    WrongValue {
        /// The field.
        field: String,
        /// What it takes.
        why: String,
    },
}
