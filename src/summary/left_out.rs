//! Why a file is not counted: each reason has an id for programs and words for people.

use crate::export::carried::PdfFault;

/// Why a file is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// The same form has been counted already.
    Duplicate,
    /// No form of ours.
    Foreign,
    /// A form that is cut off, edited, or otherwise not as it was saved.
    Damaged,
    /// A form that was written in training.
    Exercise,
    /// A form of a later version of the program.
    Newer,
    /// A form that has been corrected: the correction is counted.
    Corrected,
    /// A form with the id and version of another that says something else.
    Clash,
    /// A form of another routine, or of another kommun's, than the one that is counted.
    OtherRoutine,
    /// A PDF whose data is not to be had: reprinted, or written without it.
    NoData,
    /// A file that needs a password.
    Locked,
    /// A form with a day that cannot have been.
    Undated,
}

impl LeftOut {
    /// Every reason, in the order told.
    pub const ALL: [Self; 11] = [
        Self::Duplicate,
        Self::Foreign,
        Self::Damaged,
        Self::Exercise,
        Self::Newer,
        Self::Corrected,
        Self::Clash,
        Self::OtherRoutine,
        Self::NoData,
        Self::Locked,
        Self::Undated,
    ];

    /// The id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Foreign => "foreign",
            Self::Damaged => "damaged",
            Self::Exercise => "exercise",
            Self::Newer => "newer",
            Self::Corrected => "corrected",
            Self::Clash => "clash",
            Self::OtherRoutine => "other-routine",
            Self::NoData => "no-data",
            Self::Locked => "locked",
            Self::Undated => "undated",
        }
    }

    /// What a reader sees of one file.
    pub fn label(self) -> &'static str {
        match self {
            Self::Duplicate => "samma blankett en gång till",
            Self::Foreign => "ingen blankett från Stegvis",
            Self::Damaged => "skadad eller ändrad sedan den sparades",
            Self::Exercise => "ÖVNING",
            Self::Newer => "sparad av en nyare version av Stegvis",
            Self::Corrected => "rättad: en senare version räknas",
            Self::Clash => "samma id och version som en annan blankett, men annat innehåll",
            Self::OtherRoutine => "ur en annan rutin, räknas för sig med --routine",
            Self::NoData => "PDF utan uppgifter: utskriven på nytt, eller skriven för utlämnande",
            Self::Locked => "låst med lösenord",
            Self::Undated => "har en dag som inte kan stämma",
        }
    }

    /// Why a PDF is left out.
    pub(super) fn of_pdf(fault: PdfFault) -> Self {
        match fault {
            PdfFault::Damaged | PdfFault::Altered | PdfFault::TooLarge => Self::Damaged,
            PdfFault::Locked => Self::Locked,
            PdfFault::WithoutData | PdfFault::Reprinted => Self::NoData,
            PdfFault::Foreign => Self::Foreign,
        }
    }
}
