//! Doing what `update` asks for. What comes of it goes back as a message.

mod hand_over;
mod studio;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::studio::{NoMaterial, Studio};
use super::effect::{Effect, Folder, Shelving};
use super::message::Message;
use super::model::{DraftCard, Keeping};
use crate::check::verified::VerifiedFlow;
use crate::drafts::{self, Keeper, News};
use crate::export::{Format, Purpose};
use crate::form::deidentified::DeidentifiedForm;
use crate::profile::Profile;
use crate::prose::visible;
use crate::routines::{self, LoadFault};
use crate::store::drafts::{DraftId, Found};
use crate::store::error::StoreError;
use crate::store::journal::Wrote;
use crate::store::profile::{self as files, Layer};
use crate::store::trainings::Trainings;
use crate::store::{Store, list, names, picture};
use crate::summary::Made;
use crate::summary::read::Basis;

/// How many saved forms the page of them shows: more than anyone looks through, and few enough to be there at once.
const SHOWN: usize = 200;

/// The outside world as the interface sees it.
#[derive(Debug)]
pub struct World {
    /// The day.
    pub today: NaiveDate,
    /// Where forms are saved when the user says nothing else.
    pub store: Store,
    /// The formats a form is saved in.
    pub formats: Vec<Format>,
    /// What the workplace has filled in.
    pub profile: Profile,
    /// A routine that is already proved, under the name it is opened by.
    pub opened: Option<(String, Arc<VerifiedFlow>)>,
    /// What keeps the walk in progress.
    pub keeper: Keeper,
    /// Whether the user knows that it cannot be kept.
    pub keeping: Keeping,
}

impl World {
    /// Does one thing. `None` for training and leaving, which are the loop's to do.
    pub fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Keep(news) => self.keep(news),
            Effect::TakeUp(card) => Some(self.take_up(&card)),
            Effect::Discard => self.keeper.discard().err().map(|fault| not_removed(&fault)),
            Effect::Remove(id) => Some(match self.keeper.remove(&id) {
                Ok(()) => Message::Drafts(self.drafts()),
                Err(fault) => not_removed(&fault),
            }),
            Effect::FindDrafts => Some(Message::Drafts(self.drafts())),
            Effect::Open(name) => Some(self.open(&name)),
            Effect::Map(name) => Some(self.read(&name, Message::Mapped)),
            Effect::Save(form, folder) => Some(self.save(&form, folder)),
            Effect::List => Some(self.list(None)),
            Effect::Shelve(form, shelving) => Some(self.shelve(&form, shelving)),
            Effect::Profile => Some(profile(None)),
            Effect::SaveProfile(profile) => Some(self.save_profile(&profile)),
            Effect::Count => Some(self.count()),
            Effect::Report(report) => Some(match self.store.report_beside(&report, self.today) {
                Ok(files) => Message::Reported(files),
                Err(fault) => Message::NotListed(told(&fault)),
            }),
            Effect::HandOver(how, file) => Some(Message::Said(hand_over::hand_over(how, &file))),
            Effect::Train | Effect::Quit => None,
        }
    }

    /// The world as a training sees it.
    pub fn studio(&self) -> Studio {
        Studio { today: self.today, profile: self.profile.clone(), named: None }
    }

    /// Reads and proves a routine.
    pub fn open(&mut self, name: &str) -> Message {
        self.keeper.leave();
        self.read(name, walk)
    }

    fn read(&self, name: &str, then: impl Fn(Arc<VerifiedFlow>) -> Message) -> Message {
        self.load(name).map_or_else(|fault| Message::NotOpened(why_not(&fault)), then)
    }

    /// The walks that were interrupted, the latest first.
    pub fn drafts(&self) -> Vec<DraftCard> {
        let found = self.keeper.found();
        let mut flows = BTreeMap::new();
        for routine in found.iter().map(|found| &found.head.routine) {
            flows.entry(routine).or_insert_with(|| self.load_by_id(routine).ok());
        }
        let flow = |found: &Found| flows.get(&found.head.routine)?.as_ref();
        let cards = found.iter().map(|found| self.card(found, flow(found)));
        cards.chain(self.keeper.unreadable().into_iter().map(unreadable)).collect()
    }

    /// A draft as the start page tells it: with how far it had come, where its routine can be read.
    fn card(&self, found: &Found, flow: Option<&Arc<VerifiedFlow>>) -> DraftCard {
        let routine = found.head.routine.clone();
        let reached = flow.and_then(|flow| self.keeper.reached(&found.id, flow));
        let title = flow.map_or_else(|| routine.clone(), |flow| flow.flow().title.clone());
        DraftCard { id: found.id.clone(), title, routine, says: drafts::summary(found, reached.as_ref()) }
    }

    /// Weeds out walks long forgotten; what there is to say of it.
    pub fn tidy(&self) -> Vec<String> {
        drafts::swept(self.store.sweep()).into_iter().chain(self.keeper.tidy(self.today)).collect()
    }

    fn keep(&mut self, news: News) -> Option<Message> {
        match (self.keeper.keep(news), self.keeping) {
            (Ok(Wrote::Appended), Keeping::Kept) | (Err(_), Keeping::NotKept) => None,
            (Ok(Wrote::Anew), Keeping::Kept) => Some(Message::NotListed(drafts::ANEW.to_owned())),
            (Ok(_), Keeping::NotKept) => {
                self.keeping = Keeping::Kept;
                Some(Message::KeptAgain)
            }
            (Err(fault), Keeping::Kept) => {
                self.keeping = Keeping::NotKept;
                Some(Message::NotKept(told(&fault)))
            }
        }
    }

    fn take_up(&mut self, card: &DraftCard) -> Message {
        if card.routine.is_empty() {
            return Message::NotOpened("Den går inte att läsa. t tar bort den.".to_owned());
        }
        let flow = match self.load_by_id(&card.routine) {
            Ok(flow) => flow,
            Err(fault) => return Message::NotOpened(why_not(&fault)),
        };
        let taken = self.keeper.take_up(&card.id, &flow, self.today);
        let both = taken.and_then(|taken| names::scanner().map(|scanner| (taken, scanner)));
        match both {
            Ok((taken, scanner)) => Message::TakenUp(Box::new(taken), scanner.warming_up()),
            Err(fault) => Message::NotOpened(told(&fault)),
        }
    }

    fn load(&self, name: &str) -> Result<Arc<VerifiedFlow>, LoadFault> {
        match &self.opened {
            Some((known, flow)) if known == name => Ok(Arc::clone(flow)),
            Some(_) | None => routines::load_local(name, self.today, &self.profile.local()),
        }
    }

    /// The routine with this id, whatever it is opened by.
    fn load_by_id(&self, id: &str) -> Result<Arc<VerifiedFlow>, LoadFault> {
        let listed = routines::list(self.today);
        let named = listed.into_iter().find(|row| row.state.as_ref().is_ok_and(|about| about.id == id));
        let opened = self.opened.as_ref().is_some_and(|(known, _)| known == id);
        match named {
            Some(row) if !opened => self.load(&row.name),
            Some(_) | None => self.load(id),
        }
    }

    fn list(&self, said: Option<String>) -> Message {
        match self.store.folder_to_read().and_then(|_| self.store.newest(SHOWN)) {
            Ok((forms, all)) => {
                let more = (all > forms.len()).then(|| {
                    format!("Här är de {} senaste av {all}. `stegvis forms` visar alla.", forms.len())
                });
                Message::Listed(forms, self.profile.retention(), said.or(more))
            }
            Err(fault) => Message::NotListed(told(&fault)),
        }
    }

    fn shelve(&self, form: &Path, shelving: Shelving) -> Message {
        self.list(Some(shelved(form, shelving).unwrap_or_else(|fault| told(&fault))))
    }

    /// Saves the user's own profile. What it fills into routines counts from the next walk.
    fn save_profile(&mut self, own: &Profile) -> Message {
        let saved = files::places().and_then(|places| files::write(&places.own, own));
        let said = match (saved, files::find()) {
            (Ok(()), Ok(found)) => self.use_profile(found.layered().joined()),
            (Ok(()), Err(_)) => "Sparat.",
            (Err(fault), _) => return profile(Some(told(&fault))),
        };
        profile(Some(said.to_owned()))
    }

    /// Goes by another profile from now on, but for what was chosen for this run alone. Says what must wait.
    fn use_profile(&mut self, profile: Profile) -> &'static str {
        let before = std::mem::replace(&mut self.profile, profile);
        if self.store == Store::of(&before) {
            self.store = Store::of(&self.profile);
        }
        if self.formats == before.formats_or_one() {
            self.formats = self.profile.formats_or_one();
        }
        self.fill_in_anew();
        if (before.look(), before.way()) == (self.profile.look(), self.profile.way()) {
            "Sparat."
        } else {
            "Sparat. Det gäller när Stegvis öppnas igen."
        }
    }

    /// Fills the profile into the routine that is already proved, where the very same can be read again by its name.
    fn fill_in_anew(&mut self) {
        let Some((name, opened)) = &mut self.opened else { return };
        let anew = routines::load_local(name, self.today, &self.profile.local());
        if let Ok(flow) = anew
            && flow.flow().fingerprint == opened.flow().fingerprint
        {
            *opened = flow;
        }
    }

    fn count(&self) -> Message {
        let counted = picture::count_own(&self.store, Basis::default(), self.today)
            .and_then(|count| count.with_trainings(&Trainings::local(), self.today));
        match counted {
            Ok(count) => {
                let made = Made { office: self.profile.office(), day: Some(self.today) };
                let report = count.report(None, None).made_by(made);
                Message::Counted(Box::new(report), count.left_out(None).words())
            }
            Err(fault) => Message::NotListed(told(&fault)),
        }
    }

    fn save(&self, form: &DeidentifiedForm, folder: Folder) -> Message {
        let store = match folder {
            Folder::Usual => self.store.clone(),
            Folder::Named(path) => Store::at(path),
        };
        match store.save(form, &self.formats) {
            Ok(files) => Message::Saved(files),
            Err(fault) => Message::NotSaved(told(&fault)),
        }
    }
}

/// A draft that cannot be read, among the others: it can be removed, and nothing else.
fn unreadable(id: DraftId) -> DraftCard {
    DraftCard {
        id,
        routine: String::new(),
        title: "En genomgång som inte går att läsa".to_owned(),
        says: "skadad, eller från en nyare version; t tar bort den".to_owned(),
    }
}

/// What was done, in words; or why it was not, and what to do.
fn shelved(form: &Path, shelving: Shelving) -> Result<String, StoreError> {
    match shelving {
        Shelving::Mark(state) => {
            Store::mark(form, state).map(|()| format!("Blanketten är märkt: {}.", state.label()))
        }
        Shelving::Write(format) => {
            let saved = list::one(form.to_owned()).form.map_err(|_| StoreError::NoForm(form.to_owned()))?;
            let path = form.with_extension(format.id());
            let name = visible(&path.file_name().unwrap_or_default().to_string_lossy());
            match Store::export(&saved, format, Purpose::Case, &path) {
                Ok(_) => Ok(format!("Filen ligger bredvid blanketten: {name}")),
                Err(StoreError::NameTaken(_)) => Ok(format!("Den finns redan bredvid blanketten: {name}")),
                Err(fault) => Err(fault),
            }
        }
        Shelving::Delete => Store::delete(form).map(|gone| match gone.len() {
            1 => "En fil är borttagen.".to_owned(),
            files => format!("{files} filer är borttagna."),
        }),
    }
}

/// The profile, to be filled in; not where that would write over a file with faults in it.
fn profile(said: Option<String>) -> Message {
    let read = || {
        let found = files::find()?;
        let scanner = names::scanner()?;
        Ok((found, scanner))
    };
    match read() {
        Ok((files::Found { own: Layer::Faulty(..) | Layer::Unreadable(_), .. }, _)) => Message::NotOpened(
            "Din profil har fel och kan inte ändras här. Se `stegvis profile check`.".to_owned(),
        ),
        Ok((found, scanner)) => Message::Profile(Box::new(found.layered()), Arc::new(scanner), said),
        Err(fault) => Message::NotOpened(told(&fault)),
    }
}

/// Ready to walk, unless the city's list of names is there and cannot be read: then less would be found than promised.
fn walk(flow: Arc<VerifiedFlow>) -> Message {
    match names::scanner() {
        Ok(scanner) => Message::Opened(flow, scanner.warming_up()),
        Err(fault) => Message::NotOpened(told(&fault)),
    }
}

fn not_removed(fault: &StoreError) -> Message {
    Message::NotOpened(format!("Den påbörjade genomgången är inte borttagen. {fault}"))
}

fn why_not(fault: &LoadFault) -> String {
    match fault {
        LoadFault::Unknown(name, _) => format!("Det finns ingen rutin som heter {name}."),
        LoadFault::File(fault) => told(fault),
        LoadFault::Unwalkable(fault) => match fault.errors() {
            1 => "Rutinen har ett fel och går inte att gå. Se `stegvis check`.".to_owned(),
            faults => format!("Rutinen har {faults} fel och går inte att gå. Se `stegvis check`."),
        },
    }
}

fn told(fault: &StoreError) -> String {
    format!("{fault} {}", fault.help())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::key::Key;
    use crate::store::drafts::Drafts;

    fn world(store: Store) -> World {
        World {
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            store,
            formats: Format::TO_SEND.to_vec(),
            profile: Profile::default(),
            opened: None,
            keeper: Keeper::new(Drafts::nowhere()),
            keeping: Keeping::Kept,
        }
    }

    fn profile(key: Key, value: &str) -> Profile {
        let mut profile = Profile::default();
        profile.set(key, value).unwrap();
        profile
    }

    #[test]
    fn a_saved_profile_counts_at_once_but_for_what_is_chosen_for_this_run() {
        let mut usual = world(Store::local());
        assert_eq!(usual.use_profile(profile(Key::Folder, "/delad")), "Sparat.");
        assert_eq!(usual.store, Store::at("/delad"));
        assert_eq!(usual.use_profile(profile(Key::Formats, "json")), "Sparat.");
        assert_eq!((&usual.store, &usual.formats), (&Store::local(), &vec![Format::Json]));
        let flow = routines::load(routines::DEFAULT, usual.today).unwrap();
        usual.opened = Some((routines::DEFAULT.to_owned(), flow));
        usual.use_profile(profile(Key::Intranet, "oro i Bromma"));
        let (_, flow) = usual.opened.unwrap();
        assert!(flow.flow().contacts.iter().any(|contact| contact.reach.contains("oro i Bromma")));
        let mut named = world(Store::at("/usb"));
        named.use_profile(profile(Key::Folder, "/delad"));
        assert_eq!(named.store, Store::at("/usb"));
        let said = named.use_profile(profile(Key::Theme, "dark"));
        assert_eq!(said, "Sparat. Det gäller när Stegvis öppnas igen.");
    }
}
