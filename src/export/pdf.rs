//! Documents as PDF: A4 pages, tagged, PDF/UA-1 and PDF/A-2a, with the letters embedded. The same form gives
//! the same bytes.
//!
//! What stands where is decided in `pages` (the form) and `papers`, in the `frame` and on the `layout` they share; `paint` hands it to krilla. krilla's own
//! validators are always on: a document that would not conform is a fault and no file.

mod face;
mod frame;
mod item;
mod layout;
mod pages;
mod paint;
mod papers;
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
use crate::paper::Paper;

/// The language of the document and all that is in it.
const LANGUAGE: &str = "sv-SE";

/// The form as a document.
///
/// # Errors
/// [`RenderFault::NotConforming`] where it would not meet PDF/UA-1 and PDF/A-2a.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    let form = form.content();
    let about = About { title: &form.title, purpose, tool: &form.tool, day: form.filled };
    document(&about, |faces| pages::set(form, purpose, faces))
}

/// A paper as a document.
///
/// # Errors
/// As [`write`].
pub(super) fn paper(paper: &Paper, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    let origin = paper.origin();
    let about = About { title: paper.title(), purpose, tool: &origin.tool, day: origin.day };
    document(&about, |faces| papers::set(paper, purpose, faces))
}

/// What the document says of itself.
struct About<'a> {
    title: &'a str,
    purpose: Purpose,
    tool: &'a str,
    /// A day, and nothing finer.
    day: NaiveDate,
}

fn document(
    about: &About,
    set: impl for<'f> FnOnce(&'f Faces) -> Layout<'f>,
) -> Result<Vec<u8>, RenderFault> {
    let faces = Faces::load().ok_or(RenderFault::Package)?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|_| RenderFault::Package)?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    paint::paint(&mut document, &set(&faces), &faces);
    document.set_metadata(metadata(about));
    document.finish().map_err(|error| RenderFault::NotConforming(format!("{error:?}")))
}

fn metadata(about: &About) -> Metadata {
    let title = match about.purpose {
        Purpose::Case => about.title.to_owned(),
        Purpose::Exercise => format!("{EXERCISE}: {}", about.title),
    };
    // The day, and nothing finer: krilla writes midnight for the hour that PDF/A asks for.
    let year = u16::try_from(about.day.year()).unwrap_or_default();
    let month = u8::try_from(about.day.month()).unwrap_or(1);
    let day = u8::try_from(about.day.day()).unwrap_or(1);
    Metadata::new()
        .title(title)
        .language(LANGUAGE.to_owned())
        .creator(about.tool.to_owned())
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
