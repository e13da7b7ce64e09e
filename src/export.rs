//! Export: a de-identified form in, bytes out. One format, one file.
//!
//! The bytes hold no random number, time of day, user or path: the same answers give the same bytes.

pub mod json;
pub mod txt;

#[cfg(test)]
pub(crate) mod sample;

use crate::form::deidentified::DeidentifiedForm;

/// The formats a form can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// What is kept: everything in the form, with a seal that shows if it was edited.
    Json,
    /// What is read: headings, ticks and acts in 72 columns.
    Txt,
}

impl Format {
    /// Every format, in the order shown.
    pub const ALL: [Self; 2] = [Self::Json, Self::Txt];

    /// The id on the command line, which is also the file name's extension.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Txt => "txt",
        }
    }

    /// What it is, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "blanketten som data, för att sparas och läsas in igen",
            Self::Txt => "blanketten som text, för att läsas och skrivas ut",
        }
    }

    /// The format with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// The form as bytes.
pub fn render(form: &DeidentifiedForm, format: Format) -> Vec<u8> {
    match format {
        Format::Json => json::write(form),
        Format::Txt => txt::write(form),
    }
}
