//! The form as PDF: A4 pages, tagged, PDF/UA-1 and PDF/A-2a, with the letters embedded. The same form gives the same bytes.
//!
//! What stands where is decided in `pages` (the form) on `layout` (the paper); `paint` hands it to krilla. krilla's own
//! validators are always on: a document that would not conform is a fault and no file.

mod face;
mod item;
mod layout;
mod pages;
mod paint;
pub mod report;
mod tree;
mod value;

use chrono::{Datelike, NaiveDate};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::{Document, SerializeSettings};

use self::face::Faces;
use self::layout::Layout;
use super::sheet::EXERCISE;
use super::{Purpose, RenderFault};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::Form;

/// The language of the document and all that is in it.
const LANGUAGE: &str = "sv-SE";

/// The document.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not meet PDF/UA-1 and PDF/A-2a.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    let form = form.content();
    let faces = Faces::load().ok_or(RenderFault::Package)?;
    finish(&pages::set(form, purpose, &faces), metadata(form, purpose), &faces)
}

/// The pages as a document that conforms.
fn finish(pages: &Layout, metadata: Metadata, faces: &Faces) -> Result<Vec<u8>, RenderFault> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|_| RenderFault::Package)?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    paint::paint(&mut document, pages, faces);
    document.set_metadata(metadata);
    document.finish().map_err(|error| RenderFault::NotConforming(format!("{error:?}")))
}

fn metadata(form: &Form, purpose: Purpose) -> Metadata {
    let title = match purpose {
        Purpose::Case => form.title.clone(),
        Purpose::Exercise => format!("{EXERCISE}: {}", form.title),
    };
    about(title, form.tool.clone(), form.filled)
}

/// What a document says of itself. A day and nothing finer: krilla writes midnight for the hour that PDF/A asks for.
fn about(title: String, tool: String, made: NaiveDate) -> Metadata {
    let year = u16::try_from(made.year()).unwrap_or_default();
    let month = u8::try_from(made.month()).unwrap_or(1);
    let day = u8::try_from(made.day()).unwrap_or(1);
    Metadata::new()
        .title(title)
        .language(LANGUAGE.to_owned())
        .creator(tool)
        .producer("krilla".to_owned())
        .creation_date(DateTime::new(year).month(month).day(day))
        .text_direction(TextDirection::LeftToRight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_conforms_and_the_same_form_gives_the_same_bytes() {
        let bytes = write(&sample::form(), Purpose::Case).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(write(&sample::form(), Purpose::Case).unwrap(), bytes);
    }

    #[test]
    fn the_worst_form_flows_over_pages_that_an_exercise_marks() {
        let faces = Faces::load().unwrap();
        let worst = sample::worst();
        let pages = pages::set(worst.content(), Purpose::Exercise, &faces).pages.len();
        assert!(pages >= 3, "{pages}");
        let count = |purpose| {
            let bytes = write(&worst, purpose).unwrap();
            let text: String = bytes.into_iter().map(char::from).collect();
            text.matches("/Type/Page/").count().max(text.matches("/Type/Page\n").count())
        };
        assert_eq!((count(Purpose::Case), count(Purpose::Exercise)), (pages, pages));
    }

    #[test]
    fn an_ordinary_form_is_one_page() {
        let faces = Faces::load().unwrap();
        assert_eq!(pages::set(sample::form().content(), Purpose::Case, &faces).pages.len(), 1);
    }
}
