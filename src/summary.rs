//! The local picture: what a folder of saved forms comes to, counted and then protected so that no small number can be
//! read or worked out.
//!
//! `read` takes from a form only what is counted, and never its free text; `tally` counts; `protect` is the only maker of
//! a [`Picture`](picture::Picture), which is all that can be shown. What is protected, and why it holds, stands in
//! [`protect`].

pub mod csv;
pub mod html;
pub mod json;
#[cfg(feature = "pdf")]
pub mod paper;
pub mod period;
pub mod picture;
pub mod protect;
pub mod read;
mod sheet;
pub mod svg;
pub mod tally;
pub mod text;

use self::period::{By, Span};
use self::picture::{Cell, Picture};
use self::read::LeftOut;
use self::tally::Held;
use crate::export::RenderFault;

/// The smallest count that is shown, apart from none at all.
pub const LIMIT: u64 = 5;

/// What stands where a count is not shown.
pub const HIDDEN: &str = "–";

/// What a reader is told of the small numbers.
pub const PROTECTION: &str = "Antal under 5 visas inte, och inte heller andra antal som de kunde räknas ut från: där står –. Noll visas. \
Dolda alternativ visas tillsammans när de är minst 5.";

/// A picture with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The picture.
    pub picture: Picture,
    /// How finely it tells of time.
    pub by: By,
    /// How many files were left out, and why.
    pub left_out: Vec<(LeftOut, usize)>,
    /// The trainings that were held.
    pub held: Held,
}

/// The formats a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For the terminal.
    Text,
    /// For spreadsheets.
    Csv,
    /// For other programs.
    Json,
    /// A drawing.
    Svg,
    /// For the nämnd, as a web page.
    Html,
    /// For the nämnd, as pages.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Report {
    /// What the names of the stretches of time mean, where some are shown that need it.
    pub fn explained(&self) -> Option<&'static str> {
        (self.is_shown() && self.by == By::Tertial)
            .then_some("T1 är jan–apr, T2 maj–aug och VB (verksamhetsberättelsen) sep–dec.")
    }

    /// What a reader is told before the tables.
    fn notes(&self) -> impl Iterator<Item = &'static str> {
        self.explained().into_iter().chain([PROTECTION])
    }

    /// Whether there are forms, and enough of them to be told of.
    fn is_shown(&self) -> bool {
        !self.picture.columns(self.by).is_empty() && self.picture.forms(Span::All) != Cell::Hidden
    }
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Csv,
        Self::Json,
        Self::Svg,
        Self::Html,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// Those that a reader opens: a table, a web page, and pages to print.
    pub const FOR_READERS: &[Self] = &[
        Self::Csv,
        Self::Html,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// The id on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
        }
    }

    /// The format that a file name ending means.
    pub fn of_ending(ending: &str) -> Option<Self> {
        if ending == "txt" { Some(Self::Text) } else { Self::find(ending) }
    }

    /// The format with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

/// The report as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render(report: &Report, format: Format) -> Result<Vec<u8>, RenderFault> {
    Ok(match format {
        Format::Text => text::write(report).into_bytes(),
        Format::Csv => csv::write(report).into_bytes(),
        Format::Json => format!("{:#}\n", json::write(report)).into_bytes(),
        Format::Svg => svg::write(&report.picture).into_bytes(),
        Format::Html => html::write(report).into_bytes(),
        #[cfg(feature = "pdf")]
        Format::Pdf => paper::write(report)?,
    })
}

/// A count as it is shown.
pub fn shown(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Hidden => HIDDEN.to_owned(),
    }
}
