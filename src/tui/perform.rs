//! Doing what `update` asks for. What comes of it goes back as a message.

use std::sync::Arc;

use chrono::NaiveDate;

use super::effect::{Effect, Folder};
use super::message::Message;
use crate::check::verified::VerifiedFlow;
use crate::export::Format;
use crate::form::deidentified::DeidentifiedForm;
use crate::routines::{self, LoadFault};
use crate::store::{Store, names};

/// The outside world as the interface sees it.
#[derive(Debug)]
pub struct World {
    /// The day.
    pub today: NaiveDate,
    /// Where forms are saved when the user says nothing else.
    pub store: Store,
    /// The formats a form is saved in.
    pub formats: Vec<Format>,
    /// A routine that is already proved, under the name it is opened by.
    pub opened: Option<(String, Arc<VerifiedFlow>)>,
}

impl World {
    /// Does one thing. `None` for leaving, which is the loop's to do.
    pub fn perform(&self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Open(name) => Some(self.open(&name)),
            Effect::Save(form, folder) => Some(self.save(&form, folder)),
            Effect::Quit => None,
        }
    }

    /// Reads and proves a routine.
    pub fn open(&self, name: &str) -> Message {
        match &self.opened {
            Some((known, flow)) if known == name => walk(flow.clone()),
            Some(_) | None => match routines::load(name, self.today) {
                Ok(flow) => walk(flow),
                Err(fault) => Message::NotOpened(why_not(&fault)),
            },
        }
    }

    fn save(&self, form: &DeidentifiedForm, folder: Folder) -> Message {
        let store = match folder {
            Folder::Usual => self.store.clone(),
            Folder::Named(path) => Store::at(path),
        };
        match store.save(form, &self.formats) {
            Ok(files) => Message::Saved(files),
            Err(fault) => Message::NotSaved(format!("{fault} {}", fault.help())),
        }
    }
}

/// Ready to walk, unless the city's list of names is there and cannot be read: then less would be found than promised.
fn walk(flow: Arc<VerifiedFlow>) -> Message {
    match names::scanner() {
        Ok(scanner) => Message::Opened(flow, Box::new(scanner)),
        Err(fault) => Message::NotOpened(format!("{fault} {}", fault.help())),
    }
}

fn why_not(fault: &LoadFault) -> String {
    match fault {
        LoadFault::Unknown(name, _) => format!("Det finns ingen rutin som heter {name}."),
        LoadFault::File(fault) => format!("{fault} {}", fault.help()),
        LoadFault::Unwalkable(fault) => match fault.errors() {
            1 => "Rutinen har ett fel och går inte att gå. Se `stegvis check`.".to_owned(),
            faults => format!("Rutinen har {faults} fel och går inte att gå. Se `stegvis check`."),
        },
    }
}
