//! Papers as bytes, laid out as forms are.

use super::{PageFormat, RenderFault, render_document, sheet};
use crate::paper::Paper;

/// The formats a paper can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// What is printed: tagged pages, PDF/UA-1 and PDF/A-2a.
    #[cfg(feature = "pdf")]
    Pdf,
    /// What is shown in a browser: one file that loads nothing.
    Html,
    /// What is worked on further.
    Docx,
    /// What is pasted into other text.
    Md,
    /// What is read anywhere.
    Txt,
}

impl PaperFormat {
    /// Every format, in the order shown.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Html,
        Self::Docx,
        Self::Md,
        Self::Txt,
    ];

    /// The id on the command line, which is also the file name's extension.
    pub fn id(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Md => "md",
            Self::Txt => "txt",
        }
    }

    /// The format with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }

    fn layout(self) -> PageFormat {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => PageFormat::Pdf,
            Self::Html => PageFormat::Html,
            Self::Docx => PageFormat::Docx,
            Self::Md => PageFormat::Md,
            Self::Txt => PageFormat::Txt,
        }
    }
}

/// The paper as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render_paper(paper: &Paper, format: PaperFormat) -> Result<Vec<u8>, RenderFault> {
    render_document(&sheet::document_of_paper(paper), format.layout())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::deid::Scanner;
    use crate::document::Block;
    use crate::export::markup::escape_markup;
    use crate::paper::{handout, proof};
    use crate::{routines, scenarios};

    fn test_day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    /// The handout of a scenario that is part of the program.
    fn sample_handout(id: &str) -> Paper {
        let (flow, scanner) =
            (routines::load_routine(routines::DEFAULT, test_day()).unwrap(), Scanner::builtin());
        let scenario = scenarios::find_scenario(id).unwrap().read_scenario(&flow, &scanner).unwrap();
        handout::make_handout(&scenario, &scenario.walk_to_end(&scanner).unwrap(), test_day())
    }

    /// The proof sheet of the default routine.
    fn sample_proof() -> Paper {
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
        assert_eq!(pages(&sample_handout("fraga-om-symbol")), 4);
    }

    fn render(paper: &Paper, format: PaperFormat) -> String {
        String::from_utf8(render_paper(paper, format).unwrap()).unwrap()
    }

    #[test]
    fn a_handout_in_html_says_that_it_is_an_exercise_and_loads_nothing() {
        let page = render(&sample_handout("vanta-med-112"), PaperFormat::Html);
        assert!(page.contains("<title>ÖVNING: Vi väntar och ser</title>"));
        assert!(page.contains("<div class=\"mark\" aria-hidden=\"true\">ÖVNING</div>"));
        assert!(
            ["<script", "<link", "<img", "src=", "href=", "url("].iter().all(|word| !page.contains(word))
        );
    }

    #[test]
    fn every_law_and_every_promise_stands_on_the_proof_sheet_in_html() {
        let page = render(&sample_proof(), PaperFormat::Html);
        for told in ["<b>19 kap. 1 § SoL</b> gäller, från 2025-07-01", "</b> leder till: Ring 112 nu; "] {
            assert!(page.contains(told), "{told}");
        }
        let flow = routines::load_routine(routines::DEFAULT, test_day()).unwrap();
        for promise in &flow.flow().guarantees {
            assert!(
                page.contains(&escape_markup(promise.says.trim_end().trim_end_matches('.'))),
                "{}",
                promise.id
            );
            assert!(!page.contains(&format!(">{}<", promise.id)), "{}", promise.id);
        }
        for step in &flow.flow().steps {
            assert!(page.contains(&escape_markup(&step.title)), "{}", step.id);
        }
        assert!(
            !page.contains("ring-112") && !page.contains("akut-forst"),
            "ids are for whoever edits the routine"
        );
    }

    #[test]
    fn a_handout_reads_as_a_page_in_markdown_and_in_text() {
        let paper = sample_handout("klistermarken-pendeltag");
        for format in [PaperFormat::Md, PaperFormat::Txt] {
            let text = render(&paper, format);
            assert_eq!(text.matches("ÖVNING").count(), 2);
            insta::assert_snapshot!(format!("a handout in {}", format.id()), text);
        }
    }

    #[test]
    fn a_proof_sheet_in_markdown_has_every_row() {
        let proof = sample_proof();
        let rows = |block: &Block| if let Block::Rows(rows) = block { rows.len() } else { 0 };
        let rows: usize = proof.parts().iter().flat_map(|part| &part.blocks).map(rows).sum();
        let text = render(&proof, PaperFormat::Md);
        assert!(!text.contains("ÖVNING"));
        assert_eq!(text.lines().filter(|line| line.starts_with("- **")).count(), rows);
    }
}
