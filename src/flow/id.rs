//! Ids as newtypes: the words of a flow file, and the places of resolved things in a [`Flow`](super::model::Flow).

use std::fmt;
use std::sync::Arc;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Keeps the word as written; whether it is a well-formed id was decided when the file was read.
            pub fn new(word: &str) -> Self {
                Self(word.into())
            }

            /// The word.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The place as an index into the flow's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The place of the `index`th thing in the flow's list.
            pub fn nth(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    )*};
}

words! {
    /// A flow: `ekeby-hot`.
    FlowId,
    /// A step: `ring-112`.
    StepId,
    /// An answer, an option of a `choose` step or of a form field: `vet-inte`.
    AnswerId,
    /// A reason to decline an act: `redan-anmalt`.
    ReasonId,
    /// A law: `sol-19-1`.
    LawId,
    /// A shared file: `lagar`.
    SharedId,
    /// An entry of the glossary: `ia`.
    TermId,
    /// A source document: `plan-2019`.
    SourceId,
    /// A contact: `chef`.
    ContactId,
    /// A kommun: `ekeby`.
    MunicipalityId,
    /// A form field: `beskrivning`.
    FieldId,
    /// A guarantee: `akut-forst`.
    GuaranteeId,
}

places! {
    /// A step's place in [`Flow::steps`](super::model::Flow::steps).
    StepIx,
    /// An answer's place among its step's answers, options or marks.
    AnswerIx,
    /// A law's place in [`Flow::laws`](super::model::Flow::laws).
    LawIx,
    /// A source's place in [`Flow::sources`](super::model::Flow::sources).
    SourceIx,
    /// A contact's place in [`Flow::contacts`](super::model::Flow::contacts).
    ContactIx,
    /// A field's place in [`FormSpec::fields`](super::model::FormSpec::fields).
    FieldIx,
}
