//! Papers as bytes: the same frame as forms have, another content. One format, one file.

mod html;
mod md;

use super::{Purpose, RenderFault};
use crate::paper::{Paper, PaperKind};

/// The formats a paper can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// What is printed: tagged pages, PDF/UA-1 and PDF/A-2a.
    #[cfg(feature = "pdf")]
    Pdf,
    /// What is shown in a browser: one file that loads nothing.
    Html,
    /// What is pasted into other text.
    Md,
}

impl PaperFormat {
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
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

/// The paper as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render_paper(paper: &Paper, format: PaperFormat) -> Result<Vec<u8>, RenderFault> {
    let purpose = paper_purpose(paper);
    Ok(match format {
        #[cfg(feature = "pdf")]
        PaperFormat::Pdf => super::pdf::write_paper(paper, purpose)?,
        PaperFormat::Html => html::write(paper, purpose),
        PaperFormat::Md => md::write(paper, purpose),
    })
}

/// A printed example is an exercise, and says so on every page.
fn paper_purpose(paper: &Paper) -> Purpose {
    match paper.kind() {
        PaperKind::Handout => Purpose::Exercise,
        PaperKind::Proof | PaperKind::FollowUp => Purpose::Case,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::deid::Scanner;
    use crate::paper::{handout, proof};
    use crate::{routines, scenarios};

    fn test_day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    /// The handout of a scenario that is part of the program.
    pub(super) fn sample_handout(id: &str) -> Paper {
        let (flow, scanner) =
            (routines::load_routine(routines::DEFAULT, test_day()).unwrap(), Scanner::builtin());
        let scenario = scenarios::find_scenario(id).unwrap().read_scenario(&flow, &scanner).unwrap();
        handout::make_handout(&scenario, &scenario.walk_to_end(&scanner).unwrap(), test_day())
    }

    /// The proof sheet of the default routine.
    pub(super) fn sample_proof() -> Paper {
        proof::make_proof(&routines::load_routine(routines::DEFAULT, test_day()).unwrap(), test_day())
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn a_proof_sheet_is_two_pages_and_a_handout_keeps_the_answers_to_the_next_ones() {
        let pages = |paper: &Paper| {
            let bytes = render_paper(paper, PaperFormat::Pdf).unwrap();
            let text: String = bytes.into_iter().map(char::from).collect();
            text.matches("/Type/Page/").count().max(text.matches("/Type/Page\n").count())
        };
        assert_eq!(pages(&sample_proof()), 2);
        assert_eq!(pages(&sample_handout("fraga-om-symbol")), 3);
    }
}
