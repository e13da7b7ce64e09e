//! Export: a de-identified form or a paper in, bytes out. One format, one file, whatever is laid out in it.
//!
//! The bytes hold no random number, time of day, user or path: the same answers give the same bytes.

pub mod carried;
pub mod csv;
pub(crate) mod hex;
mod docx;
pub(crate) mod html;
pub mod json;
mod md;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub(crate) mod txt;

pub(crate) mod markup;
mod sheet;
mod slides;

#[cfg(test)]
pub(crate) mod sample;

use self::json::ReadFault;
pub use crate::document::Purpose;
use crate::document::{Document, DocumentKind};
use crate::form::deidentified::DeidentifiedForm;

/// The formats a form can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// What is kept: everything in the form, with a seal that shows if it was edited.
    Json,
    /// What is read: headings, ticks and acts in 72 columns.
    Txt,
    /// What is sent, and is the form itself: tagged pages, PDF/UA-1 and PDF/A-3a, with what [`Json`](Self::Json) holds
    /// attached.
    #[cfg(feature = "pdf")]
    Pdf,
    /// What is worked on further: a text document with fields left to fill in.
    Docx,
    /// What is shown in a browser: one file that loads nothing.
    Html,
    /// What is pasted into other text.
    Md,
    /// What a spreadsheet opens.
    Csv,
}

impl Format {
    /// Every format, in the order shown.
    pub const ALL: &[Self] = &[
        Self::Json,
        Self::Txt,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Docx,
        Self::Html,
        Self::Md,
        Self::Csv,
    ];

    /// What a form is saved in where nobody is there to send it and nothing else is asked for: what other programs read,
    /// what is read, and what is sent.
    pub const USUAL: &[Self] = &[
        Self::Json,
        Self::Txt,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// What a person's form is saved in where nothing else is asked for: the one file to send.
    #[cfg(feature = "pdf")]
    pub const TO_SEND: &[Self] = &[Self::Pdf];
    /// What a person's form is saved in where nothing else is asked for: what can be read back, and the one file to send.
    #[cfg(not(feature = "pdf"))]
    pub const TO_SEND: &[Self] = &[Self::Json, Self::Docx];

    /// The format of the document that is sent, where nothing else is asked for.
    #[cfg(feature = "pdf")]
    pub const DOCUMENT: Self = Self::Pdf;
    /// The format of the document that is sent, where nothing else is asked for.
    #[cfg(not(feature = "pdf"))]
    pub const DOCUMENT: Self = Self::Docx;

    /// The id on the command line, which is also the file name's extension.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Txt => "txt",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Md => "md",
            Self::Csv => "csv",
        }
    }

    /// What it is, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "blanketten som data, för att sparas och läsas in igen",
            Self::Txt => "blanketten som text, för att läsas och skrivas ut",
            #[cfg(feature = "pdf")]
            Self::Pdf => "blanketten som tillgänglig PDF, för att skickas, läsas in och bevaras",
            Self::Docx => "blanketten som Word-dokument, för att arbeta vidare i",
            Self::Html => "blanketten som webbsida i en fil",
            Self::Md => "blanketten som Markdown, för att klistra in i annan text",
            Self::Csv => "blanketten som tabell, för kalkylprogram",
        }
    }

    /// The format with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

/// Why a form did not become a document. Our bug, and never a document that does not hold what it promises.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderFault {
    /// The PDF does not meet PDF/UA-1 and PDF/A.
    #[error("PDF:en uppfyller inte kraven på tillgänglighet och arkivering ({0}).")]
    NotConforming(String),
    /// The document's package could not be put together.
    #[error("Dokumentet gick inte att sätta samman.")]
    Package,
}

/// The form in a file's bytes: JSON, or the PDF that carries it.
///
/// # Errors
/// Why it is no whole, unchanged form; the place in a text is counted from its beginning.
pub fn read_form(bytes: &[u8]) -> Result<DeidentifiedForm, ReadFault> {
    if carried::is_pdf(bytes) {
        return json::read_form(&carried::read_attached_data(bytes).map_err(ReadFault::Pdf)?);
    }
    json::read_form(std::str::from_utf8(bytes).map_err(|_| ReadFault::Foreign)?)
}

/// The form as a document without its data, to be handed out.
///
/// # Errors
/// As [`render_form`].
#[cfg(feature = "pdf")]
pub fn without_data(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    pdf::without_data(form, purpose)
}

/// The form as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render_form(
    form: &DeidentifiedForm,
    format: Format,
    purpose: Purpose,
) -> Result<Vec<u8>, RenderFault> {
    let document = || sheet::document_of_form(form, purpose);
    match format {
        Format::Json => Ok(json::write(form, purpose)),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::write(form, purpose),
        Format::Csv => Ok(csv::write(form, purpose)),
        Format::Txt => Ok(txt::write(form, purpose)),
        Format::Docx => render_document(&document(), PageFormat::Docx),
        Format::Html => render_document(&document(), PageFormat::Html),
        Format::Md => render_document(&document(), PageFormat::Md),
    }
}

/// The formats that a document is laid out in, each by one renderer, whatever the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageFormat {
    Txt,
    #[cfg(feature = "pdf")]
    Pdf,
    Docx,
    Html,
    Md,
}

/// A document as bytes.
///
/// # Errors
/// Where it would not be what it says it is.
pub(crate) fn render_document(document: &Document, format: PageFormat) -> Result<Vec<u8>, RenderFault> {
    match format {
        PageFormat::Txt => Ok(txt::render_document(document)),
        #[cfg(feature = "pdf")]
        PageFormat::Pdf => pdf::render_document(document),
        PageFormat::Docx => docx::render_document(document),
        PageFormat::Html => Ok(match document.kind {
            DocumentKind::Slides { line } => slides::render_slides(document, line),
            DocumentKind::Form | DocumentKind::Sheet => html::render_document(document),
        }),
        PageFormat::Md => Ok(md::render_document(document)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{
        ActLine, ActMark, ActTable, Block, BoxState, CheckBox, FieldBlock, FieldContent, NumberTable,
    };

    const MARKS: &str = "<i a=\"b\">&'";

    /// Every kind of block, with marks wherever a text stands.
    fn every_block() -> Vec<Block> {
        let marks = || MARKS.to_owned();
        let field = |content| Block::Field(FieldBlock { label: marks(), content });
        let act = ActLine { text: marks(), state: "gjort", mark: ActMark::Ticked };
        let rows = vec![(marks(), vec![marks(), "3".to_owned()])];
        vec![
            Block::Heading(marks()),
            Block::Text(marks()),
            Block::Quote(marks()),
            Block::Note(marks()),
            Block::Points(vec![marks()]),
            Block::Rows(vec![(marks(), marks())]),
            Block::ByHand("Diarienummer"),
            Block::Room(2),
            field(FieldContent::Boxes(vec![CheckBox { text: marks(), state: BoxState::Ticked }])),
            field(FieldContent::Options(vec![marks()])),
            field(FieldContent::Lines(vec![marks()])),
            field(FieldContent::Empty),
            Block::Acts(ActTable { caption: marks(), rows: vec![act] }),
            Block::Numbers(NumberTable { caption: marks(), heads: vec![marks(), marks()], rows }),
        ]
    }

    fn marked_document() -> Document {
        let mut document = sample::sample_document(Purpose::Exercise);
        document.title = MARKS.to_owned();
        document.lead = every_block();
        for part in &mut document.parts {
            part.title = MARKS.to_owned();
            part.blocks = every_block();
        }
        document
    }

    #[test]
    fn no_text_in_any_block_is_read_as_a_mark() {
        let document = marked_document();
        for format in [PageFormat::Html, PageFormat::Docx, PageFormat::Md] {
            let bytes = render_document(&document, format).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let marks = text.replace("\\<", "").matches("<i a").count();
            assert_eq!(marks, 0, "{format:?}");
        }
    }

    #[test]
    fn every_format_lays_out_every_block() {
        let document = marked_document();
        let text = String::from_utf8(render_document(&document, PageFormat::Txt).unwrap()).unwrap();
        assert_eq!(text.matches(MARKS).count(), 66, "{text}");
        #[cfg(feature = "pdf")]
        assert!(render_document(&document, PageFormat::Pdf).unwrap().starts_with(b"%PDF-1.7"));
    }
}
