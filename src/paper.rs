//! Papers without personal text: the handout of a scenario, the pack for a meeting, the proof sheet of a routine, the follow-up of
//! a plan. Content only; how it looks is
//! for `export` to say.

pub mod follow_up;
pub mod handout;
pub mod meeting;
mod overview;
pub mod proof;
mod questions;
pub mod slides;

use chrono::NaiveDate;

use crate::check::verified::VerifiedFlow;
use crate::document::{Block, Part};

/// What it means that a guarantee is proved: said wherever they are counted.
pub const PROVED_MEANS: &str = "filen gör vad den säger; det är ingen juridisk granskning";

/// A paper to print, pin up or put in the diary. Its fields are private and it is made only from a routine, a scenario, or
/// a plan with its notes, which have passed the gate, and the rows of the picture that its caller gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    kind: PaperKind,
    title: String,
    lead: String,
    parts: Vec<Part>,
    origin: PaperOrigin,
}

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// A printed example: an exercise, and every page says so.
    Handout,
    /// What was proved of a routine.
    Proof,
    /// How far an action plan has come.
    FollowUp,
    /// What a workplace meeting goes through, on pages.
    Meeting,
    /// The same to be shown to the room.
    Slides {
        /// What stands at the foot of every slide.
        line: &'static str,
    },
}

/// Where a paper comes from. Never a time of day, a user, a computer or a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperOrigin {
    /// The routine's title and version.
    pub routine: String,
    /// SHA-256 of the routine's text, as much of it as is written.
    pub fingerprint: String,
    /// The version of this program.
    pub tool: String,
    /// How many guarantees were proved of the routine.
    pub proved: usize,
    /// The day the paper was made, which says nothing of the law of that day.
    pub day: NaiveDate,
    /// When the laws it rests on were read; nothing is known of a later day.
    pub read: String,
}

impl Paper {
    /// What it is.
    pub fn kind(&self) -> PaperKind {
        self.kind
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands right under the title.
    pub fn lead(&self) -> &str {
        &self.lead
    }

    /// Its parts, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Where it comes from.
    pub fn origin(&self) -> &PaperOrigin {
        &self.origin
    }
}

impl PaperOrigin {
    fn from_flow(verified: &VerifiedFlow, day: NaiveDate) -> Self {
        let flow = verified.flow();
        Self {
            routine: format!("{}, version {}", flow.title, flow.version),
            fingerprint: flow.fingerprint.short_hex(),
            tool: format!("stegvis {}", env!("CARGO_PKG_VERSION")),
            proved: verified.proved_guarantees().len(),
            day,
            read: verified.laws_read_text(),
        }
    }
}

/// Small Markdown as blocks of its own: paragraphs, and lists as points. Bold marks are left out.
pub(crate) fn parse_blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.replace("**", "").lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let point = line.trim_start().strip_prefix("- ").map(str::to_owned);
        match (point, blocks.last_mut()) {
            (Some(point), Some(Block::Points(points))) => points.push(point),
            (Some(point), _) => blocks.push(Block::Points(vec![point])),
            (None, _) => blocks.push(Block::Text(line.to_owned())),
        }
    }
    blocks
}
