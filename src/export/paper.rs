//! Papers as bytes: the same frame as forms have, another content. One format, one file.

mod html;
mod md;

use super::{Purpose, RenderFault};
use crate::paper::{Kind, Paper};

/// The formats a paper can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What is printed: tagged pages, PDF/UA-1 and PDF/A-2a.
    #[cfg(feature = "pdf")]
    Pdf,
    /// What is shown in a browser: one file that loads nothing.
    Html,
    /// What is pasted into other text.
    Md,
}

impl Format {
    /// Every format, in the order shown.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Html,
        Self::Md,
    ];

    /// The id on the command line, which is also the file name's extension.
    pub fn id(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Md => "md",
        }
    }

    /// The format with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

/// The paper as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render(paper: &Paper, format: Format) -> Result<Vec<u8>, RenderFault> {
    let purpose = purpose(paper);
    Ok(match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => super::pdf::paper(paper, purpose)?,
        Format::Html => html::write(paper, purpose),
        Format::Md => md::write(paper, purpose),
    })
}

/// A printed example is an exercise, and says so on every page.
fn purpose(paper: &Paper) -> Purpose {
    match paper.kind() {
        Kind::Handout => Purpose::Exercise,
        Kind::Proof => Purpose::Case,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::deid::Scanner;
    use crate::paper::{handout, proof};
    use crate::{routines, scenarios};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    /// The handout of a scenario that is part of the program.
    pub(super) fn handout(id: &str) -> Paper {
        let (flow, scanner) = (routines::load(routines::DEFAULT, day()).unwrap(), Scanner::builtin());
        let scenario = scenarios::find(id).unwrap().read(&flow, &scanner).unwrap();
        handout::handout(&scenario, &scenario.walk(&scanner).unwrap(), day())
    }

    /// The proof sheet of the default routine.
    pub(super) fn proof() -> Paper {
        proof::proof(&routines::load(routines::DEFAULT, day()).unwrap(), day())
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn a_proof_sheet_is_two_pages_and_a_handout_keeps_the_answers_to_the_next_ones() {
        let pages = |paper: &Paper| {
            let bytes = render(paper, Format::Pdf).unwrap();
            let text: String = bytes.into_iter().map(char::from).collect();
            text.matches("/Type/Page/").count().max(text.matches("/Type/Page\n").count())
        };
        assert_eq!(pages(&proof()), 2);
        assert_eq!(pages(&handout("fraga-om-symbol")), 3);
    }
}
