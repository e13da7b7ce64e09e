//! What stands on a page, before anything is painted: lines, boxes, bands and rules, each with its place in points from the
//! upper left corner.

use super::face::{FontWeight, GlyphLine};

/// A place on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A piece of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Something on a page.
#[derive(Debug)]
pub(super) enum PageItem {
    /// A line of text, its baseline starting at the spot.
    Text { at: Spot, line: GlyphLine, style: Style, part: ItemRole },
    /// A filled piece.
    Band(Extent, Ink),
    /// A piece with a line around it.
    Frame(Extent),
    /// Two lines from corner to corner.
    Cross(Extent),
    /// A line across, from the spot.
    Rule { at: Spot, length: f32, ink: Ink },
    /// A word across the whole page, behind everything.
    Watermark(GlyphLine),
}

impl PageItem {
    /// The same so much further down, or up where that is less than nothing.
    pub(super) fn moved_down(mut self, by: f32) -> Self {
        match &mut self {
            Self::Text { at, .. } | Self::Rule { at, .. } => at.y += by,
            Self::Band(extent, _) | Self::Frame(extent) | Self::Cross(extent) => extent.y += by,
            Self::Watermark(_) => {}
        }
        self
    }
}

/// What part an item has in the document.
#[derive(Debug, Clone, Copy)]
pub(super) enum ItemRole {
    /// Content: the slot of the tag tree that it fills.
    Content(usize),
    /// Repeated at the top of a page.
    Head,
    /// Repeated at the foot of a page.
    Foot,
}

/// How a line is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) weight: FontWeight,
    /// In points.
    pub(super) size: f32,
    /// From baseline to baseline, in points.
    pub(super) leading: f32,
    pub(super) ink: Ink,
}

/// The colours. Text on its ground is at least 4.5 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink {
    Text,
    Quiet,
    Band,
    Hair,
    Accent,
    Alarm,
    Paper,
    Faint,
}

impl Ink {
    /// Red, green and blue.
    pub(super) fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Text => (0x1b, 0x1b, 0x1b),
            Self::Quiet => (0x55, 0x55, 0x55),
            Self::Band => (0xe8, 0xee, 0xf4),
            Self::Hair => (0xb4, 0xbd, 0xc6),
            Self::Accent => (0x00, 0x5b, 0x9f),
            Self::Alarm => (0xa3, 0x17, 0x3a),
            Self::Paper => (0xff, 0xff, 0xff),
            Self::Faint => (0xf9, 0xe4, 0xe8),
        }
    }
}
