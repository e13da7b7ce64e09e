//! A saved form opened to be corrected, and the correction saved.

use std::path::Path;

use super::Environment;
use crate::corrections::{CorrectionFault, OpenCorrection};
use crate::store::save::EarlierVersion;
use crate::store::{display_path, names};
use crate::tui::message::Message;

impl Environment {
    /// Opens a saved form to be corrected.
    pub(super) fn open_correction(&self, form: &Path) -> Message {
        let opened = OpenCorrection::open_file(form, self.today);
        match opened.map(|open| (open, names::load_scanner())) {
            Ok((open, Ok(scanner))) => Message::CorrectionOpened(Box::new(open), scanner.warming_up()),
            Ok((_, Err(fault))) => Message::NotListed(super::describe_store_error(&fault)),
            Err(fault) => Message::NotListed(describe_fault(&fault)),
        }
    }

    /// Saves a correction, and lists the saved forms again.
    pub(super) fn save_correction(&self, open: &OpenCorrection, earlier: EarlierVersion) -> Message {
        let paths = match open.save(earlier) {
            Ok(paths) => paths,
            Err(fault) => return Message::NotCorrected(describe_fault(&fault)),
        };
        let told = paths.iter().map(|path| display_path(path)).chain([open.describe_sending().to_owned()]);
        let listed = self.list_forms(None);
        if let Message::Listed(forms, retention, _) = listed {
            Message::Corrected(forms, retention, told.collect())
        } else {
            listed
        }
    }
}

fn describe_fault(fault: &CorrectionFault) -> String {
    match fault {
        CorrectionFault::Save(fault) => super::describe_store_error(fault),
        CorrectionFault::Unreadable(_) | CorrectionFault::Refused(_) => fault.to_string(),
    }
}
