//! How things stood before a text was typed where letters ask for things: what its first letters did is taken back to that.

use std::mem::Discriminant;

use super::Overlay;
use crate::flow::id::StepIx;

/// How things stood before anything was typed where letters ask for things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeStray {
    /// How much was decided in the walk.
    pub decided: usize,
    /// The step on the screen; `None` where none was.
    pub step: Option<StepIx>,
    /// What lay over the page.
    pub overlay: Option<Discriminant<Overlay>>,
}
