//! Documents as PDF: A4 pages, tagged, PDF/UA-1 and PDF/A-2a, with the letters embedded. A form carries its data with it and is
//! PDF/A-3a. The same form gives the same bytes.
//!
//! What stands where is decided in `pages`, by `block`, in the `frame` and on the `layout`; `paint` hands it to krilla. krilla's own
//! validators are always on: a document that would not conform is a fault and no file.

mod block;
mod close;
mod face;
mod field;
mod frame;
mod item;
mod layout;
mod pages;
mod paint;
mod table;
mod tree;
mod value;

use chrono::{Datelike, NaiveDate};
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata, TextDirection};

use self::face::Faces;
use self::layout::Layout;
use super::sheet::{self, EXERCISE};
use super::{Purpose, RenderFault, carried, json};
use crate::document::Document;
use crate::form::deidentified::DeidentifiedForm;

/// The language of the document and all that is in it.
const LANGUAGE: &str = "sv-SE";

/// The form as a document, with its data.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not meet PDF/UA-1 and PDF/A-3a.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    let data = AttachedContent::Data(json::write(form, purpose));
    let bytes = build_document(&sheet::document_of_form(form, purpose), &data)?;
    carried::seal_document(bytes).ok_or(RenderFault::Package)
}

/// The form as a document without its data.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not meet PDF/UA-1 and PDF/A-2a.
pub(super) fn without_data(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    build_document(&sheet::document_of_form(form, purpose), &AttachedContent::NoData)
}

/// A document that is no form.
///
/// # Errors
/// As [`write()`].
pub(super) fn render_document(document: &Document) -> Result<Vec<u8>, RenderFault> {
    build_document(document, &AttachedContent::Nothing)
}

/// What a document carries beside its pages.
enum AttachedContent {
    /// It is no form.
    Nothing,
    /// It is a form without its data.
    NoData,
    /// The data of the form it is.
    Data(Vec<u8>),
}

/// Spaces of several widths, none of which is seen: each makes other bytes of the same page.
const SPACES: [char; 6] = ['\u{2002}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2009}', '\u{200a}'];

/// A packed stream that happens to end as a line break begins is taken by some readers to be a byte shorter than it says. Such a
/// document is made again with a space in its foot, until none ends so.
fn build_document(document: &Document, carries: &AttachedContent) -> Result<Vec<u8>, RenderFault> {
    let faces = Faces::load().ok_or(RenderFault::Package)?;
    let mut bytes =
        serialize_document(document, carries, &pages::lay_out_document(document, &faces), &faces)?;
    for space in SPACES {
        if !is_in_doubt(&bytes) {
            break;
        }
        let mut layout = pages::lay_out_document(document, &faces);
        frame::draw_invisible_space(&mut layout, space);
        bytes = serialize_document(document, carries, &layout, &faces)?;
    }
    Ok(bytes)
}

/// Whether a stream ends so that its last byte can be taken for half a line break.
fn is_in_doubt(bytes: &[u8]) -> bool {
    let end = b"\r\nendstream";
    bytes.windows(end.len()).any(|part| part == end)
}

fn serialize_document(
    about: &Document,
    carries: &AttachedContent,
    layout: &Layout<'_>,
    faces: &Faces,
) -> Result<Vec<u8>, RenderFault> {
    let archival = match carries {
        AttachedContent::Nothing | AttachedContent::NoData => Archival::A2_A,
        AttachedContent::Data(_) => Archival::A3_A,
    };
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(archival)
        .finish()
        .map_err(|_| RenderFault::Package)?;
    let mut document =
        krilla::Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    paint::paint_pages(&mut document, layout, faces);
    document.set_metadata(document_metadata(about, carries));
    if let AttachedContent::Data(data) = carries {
        document.embed_file(attach_data(data.clone(), about.origin.day)).ok_or(RenderFault::Package)?;
    }
    document.finish().map_err(|error| RenderFault::NotConforming(format!("{error:?}")))
}

fn document_metadata(about: &Document, carries: &AttachedContent) -> Metadata {
    let title = match about.purpose {
        Purpose::Case => about.title.clone(),
        Purpose::Exercise => format!("{EXERCISE}: {}", about.title),
    };
    let made = Metadata::new()
        .title(title)
        .language(LANGUAGE.to_owned())
        .creator(about.origin.tool.clone())
        .producer("krilla".to_owned())
        .creation_date(pdf_date(about.origin.day))
        .text_direction(TextDirection::LeftToRight);
    match carries {
        AttachedContent::Nothing | AttachedContent::Data(_) => made,
        AttachedContent::NoData => made.keywords(vec![carried::WITHOUT_DATA.to_owned()]),
    }
}

/// The day, and nothing finer: krilla writes midnight for the hour that PDF/A asks for.
fn pdf_date(day: NaiveDate) -> DateTime {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, day) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
    DateTime::new(year).month(month).day(day)
}

/// The form's data as an attached file, as it is: what is read back need not be unpacked.
fn attach_data(data: Vec<u8>, day: NaiveDate) -> EmbeddedFile {
    EmbeddedFile {
        path: carried::NAME.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(carried::attachment_description()),
        association_kind: AssociationKind::Data,
        data: data.into(),
        modification_date: Some(pdf_date(day)),
        compress: Some(false),
        location: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::carried::PdfFault;
    use crate::export::sample;

    #[test]
    fn a_form_conforms_and_the_same_form_gives_the_same_bytes() {
        let bytes = write(&sample::sample_form(), Purpose::Case).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(write(&sample::sample_form(), Purpose::Case).unwrap(), bytes);
    }

    #[test]
    fn the_document_carries_its_data_byte_for_byte_and_any_change_is_seen() {
        let form = sample::sample_form();
        let bytes = write(&form, Purpose::Case).unwrap();
        assert_eq!(
            carried::read_attached_data(&bytes).unwrap().into_bytes(),
            json::write(&form, Purpose::Case)
        );
        for at in (0..bytes.len()).step_by(97) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(carried::read_attached_data(&changed).is_err(), "{at}");
        }
        for keep in [0, 9, bytes.len() / 2, bytes.len() - 8] {
            assert_eq!(carried::read_attached_data(&bytes[..keep]), Err(PdfFault::Damaged), "{keep}");
        }
    }

    #[test]
    fn a_document_that_carries_nothing_is_named_for_what_it_is() {
        let form = sample::sample_form();
        let bare = without_data(&form, Purpose::Case).unwrap();
        assert_eq!(carried::read_attached_data(&bare), Err(PdfFault::WithoutData));
        let text: Vec<u8> =
            bare.windows(9).map(|part| if part == b"utan-data" { b'X' } else { part[0] }).collect();
        let again: Vec<u8> = text.into_iter().chain(bare[bare.len() - 8..].iter().copied()).collect();
        assert_eq!(carried::read_attached_data(&again), Err(PdfFault::Reprinted));
        let mut sheet = sample::sample_document(Purpose::Case);
        sheet.title = "Annat".to_owned();
        sheet.origin.tool = "annat".to_owned();
        assert_eq!(carried::read_attached_data(&render_document(&sheet).unwrap()), Err(PdfFault::Foreign));
        assert_eq!(carried::read_attached_data(b"%PDF-1.7 hej %%EOF"), Err(PdfFault::Damaged));
    }

    #[test]
    fn the_worst_form_flows_over_pages_that_an_exercise_marks() {
        let faces = Faces::load().unwrap();
        let worst = sample::longest_form();
        let pages =
            pages::lay_out_document(&sheet::document_of_form(&worst, Purpose::Exercise), &faces).pages.len();
        assert!(pages >= 3, "{pages}");
        let count = |purpose| {
            let bytes = write(&worst, purpose).unwrap();
            let text: String = bytes.into_iter().map(char::from).collect();
            text.matches("/Type/Page/").count().max(text.matches("/Type/Page\n").count())
        };
        assert_eq!((count(Purpose::Case), count(Purpose::Exercise)), (pages, pages));
    }

    #[test]
    fn no_stream_ends_in_half_a_line_break() {
        // Titles of other letters are other fonts; of a few dozen one or two would end so.
        for n in 0..60_u32 {
            let mut form = sample::sample_form().content().clone();
            form.title = (0..6).filter_map(|k| char::from_u32(0x61 + (n * 7 + k * 5) % 200)).collect();
            let form = crate::form::deidentified::pass_gate(form).unwrap();
            assert!(!is_in_doubt(&write(&form, Purpose::Case).unwrap()), "{n}");
        }
    }

    #[test]
    fn an_ordinary_form_is_one_page() {
        let faces = Faces::load().unwrap();
        assert_eq!(pages::lay_out_document(&sample::sample_document(Purpose::Case), &faces).pages.len(), 1);
    }
}
