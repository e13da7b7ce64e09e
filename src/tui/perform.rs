//! Doing what `update` asks for. What comes of it goes back as a message.

mod correction;
mod hand_over;
mod inbox;
mod plan;
mod training;
mod todo;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::training::{MaterialError, TrainingEnvironment, read_missed};
use super::effect::{Effect, Folder, SavedFormAction};
use super::message::Message;
use super::model::{CountedForms, CountedPicture, DraftCard, DraftStatus};
use crate::check::verified::VerifiedFlow;
use crate::draft::file::AppendOutcome;
use crate::draft::list::{DraftId, FoundDraft};
use crate::draft::words;
use crate::draft::writer::{Append, DraftWriter};
use crate::export::Format;
use crate::form::deidentified::DeidentifiedForm;
use crate::plans;
use crate::profile::Profile;
use crate::routines::{self, RoutineLoadFault};
use crate::saved_forms::apply_action;
use crate::spelling::Speller;
use crate::store::error::StoreError;
use crate::store::inbox::Inbox;
use crate::store::profile::{self as files, ProfileLayer};
use crate::store::trainings::TrainingLog;
use crate::store::{Store, dictionary, names, picture};
use crate::summary::ReportAuthor;
use crate::summary::read::CountingBasis;
use crate::workplace::{self, OpenProfile};

/// How many saved forms the page of them shows: more than anyone looks through, and few enough to be there at once.
const SHOWN: usize = 200;

/// The outside world as the interface sees it.
#[derive(Debug)]
pub struct Environment {
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
    pub keeper: DraftWriter,
    /// Whether the user knows that it cannot be kept.
    pub keeping: DraftStatus,
    /// What looks up how words are spelled, from the first walk on.
    pub speller: Speller,
}

impl Environment {
    /// Does one thing. `None` for training and leaving, which are the loop's to do.
    pub fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Keep(news) => self.append_draft(news),
            Effect::TakeUp(card) => Some(self.resume_draft(&card)),
            Effect::Discard => self.keeper.discard_draft().err().map(|fault| removal_failed(&fault)),
            Effect::Remove(id) => Some(match self.keeper.remove_draft(&id) {
                Ok(()) => Message::Drafts(self.find_drafts()),
                Err(fault) => removal_failed(&fault),
            }),
            Effect::FindDrafts => Some(Message::Drafts(self.find_drafts())),
            Effect::Open(name) => Some(self.open_routine(&name)),
            Effect::Map(name) => Some(self.read_routine(&name, Message::Mapped)),
            Effect::Save(form, folder) => Some(self.save_form(&form, folder)),
            Effect::List => Some(self.list_forms(None)),
            Effect::Shelve(form, shelving) => Some(self.change_saved_form(&form, shelving)),
            Effect::OpenCorrection(form) => Some(self.open_correction(&form)),
            Effect::SaveCorrection(open, earlier) => Some(self.save_correction(&open, earlier)),
            Effect::Profile => Some(self.read_profile(None)),
            Effect::SaveProfile(profile) => Some(self.save_profile(&profile)),
            Effect::Count(of) => Some(self.count_picture(of)),
            Effect::Report(report) => Some(match self.store.save_report_beside(&report, self.today) {
                Ok(files) => Message::Reported(files),
                Err(fault) => Message::NotListed(describe_store_error(&fault)),
            }),
            Effect::OpenPlan(name) => Some(plan::open_plan(name.as_deref(), self.today)),
            Effect::NotePlan(plan, entry) => Some(plan::note_plan(*plan, &entry, self.today)),
            Effect::ReportPlan(open, point) => {
                Some(plan::write_follow_up(&open, point, &self.store, self.today))
            }
            Effect::OpenInbox(named) => Some(inbox::open_inbox(&named, self.today)),
            Effect::NoteReceived(event) => Some(inbox::note_event(&event)),
            Effect::RemoveReceived(form) => Some(inbox::remove_form(&form)),
            Effect::FindToDo => Some(self.find_to_do(None)),
            Effect::NoteToDo(left) => Some(self.note_to_do(left)),
            Effect::CloseToDo(id, how) => Some(self.close_to_do(&id, &how)),
            Effect::SkipProfile => Some(skip_profile()),
            Effect::FindReminder => Some(Message::Reminded(plans::find_reminder(self.today))),
            Effect::HandOver(how, file) => Some(Message::Said(hand_over::hand_over(how, &file))),
            Effect::Train | Effect::Quit => None,
        }
    }

    /// The world as a training sees it.
    pub fn training_environment(&self) -> TrainingEnvironment {
        TrainingEnvironment { today: self.today, profile: self.profile.clone(), named: None }
    }

    /// Reads and proves a routine.
    pub fn open_routine(&mut self, name: &str) -> Message {
        self.keeper.release_draft();
        self.speller.begin_reading(dictionary::find_swedish);
        self.read_routine(name, start_walk)
    }

    fn read_routine(&self, name: &str, then: impl Fn(Arc<VerifiedFlow>) -> Message) -> Message {
        self.load_routine(name).map_or_else(|fault| Message::NotOpened(describe_load_fault(&fault)), then)
    }

    /// The walks that were interrupted, the latest first.
    pub fn find_drafts(&self) -> Vec<DraftCard> {
        let found = self.keeper.find_drafts();
        let mut flows = BTreeMap::new();
        for routine in found.iter().map(|found| &found.head.routine) {
            flows.entry(routine).or_insert_with(|| self.load_routine_by_id(routine).ok());
        }
        let flow = |found: &FoundDraft| flows.get(&found.head.routine)?.as_ref();
        let cards = found.iter().map(|found| self.draft_card(found, flow(found)));
        cards.chain(self.keeper.unreadable_drafts().into_iter().map(unreadable_card)).collect()
    }

    /// A draft as the start page tells it: with how far it had come, where its routine can be read.
    fn draft_card(&self, found: &FoundDraft, flow: Option<&Arc<VerifiedFlow>>) -> DraftCard {
        let routine = found.head.routine.clone();
        let reached = flow.and_then(|flow| self.keeper.read_progress(&found.id, flow));
        let title = flow.map_or_else(|| routine.clone(), |flow| flow.flow().title.clone());
        DraftCard {
            id: found.id.clone(),
            title,
            routine,
            says: words::describe_draft(found, reached.as_ref()),
            left: reached.map(|reached| reached.left).unwrap_or_default(),
        }
    }

    /// Weeds out walks long forgotten; what there is to say of it.
    pub fn remove_old_drafts(&self) -> Vec<String> {
        words::describe_swept(self.store.sweep_folder())
            .into_iter()
            .chain(self.keeper.remove_forgotten(self.today))
            .collect()
    }

    fn append_draft(&mut self, news: Append) -> Option<Message> {
        match (self.keeper.append(news), self.keeping) {
            (Ok(AppendOutcome::Appended), DraftStatus::Kept) | (Err(_), DraftStatus::NotKept) => None,
            (Ok(AppendOutcome::Anew), DraftStatus::Kept) => Some(Message::NotListed(words::ANEW.to_owned())),
            (Ok(_), DraftStatus::NotKept) => {
                self.keeping = DraftStatus::Kept;
                Some(Message::KeptAgain)
            }
            (Err(fault), DraftStatus::Kept) => {
                self.keeping = DraftStatus::NotKept;
                Some(Message::NotKept(describe_store_error(&fault)))
            }
        }
    }

    fn resume_draft(&mut self, card: &DraftCard) -> Message {
        if card.routine.is_empty() {
            return Message::NotOpened("Den går inte att läsa. x tar bort den.".to_owned());
        }
        let flow = match self.load_routine_by_id(&card.routine) {
            Ok(flow) => flow,
            Err(fault) => return Message::NotOpened(describe_load_fault(&fault)),
        };
        let taken = self.keeper.resume(&card.id, &flow, self.today);
        let both = taken.and_then(|taken| names::load_scanner().map(|scanner| (taken, scanner)));
        match both {
            Ok((taken, scanner)) => Message::TakenUp(Box::new(taken), scanner.warming_up()),
            Err(fault) => Message::NotOpened(describe_store_error(&fault)),
        }
    }

    fn load_routine(&self, name: &str) -> Result<Arc<VerifiedFlow>, RoutineLoadFault> {
        match &self.opened {
            Some((known, flow)) if known == name => Ok(Arc::clone(flow)),
            Some(_) | None => routines::load_local(name, self.today, &self.profile.local_values()),
        }
    }

    /// The routine with this id, whatever it is opened by.
    fn load_routine_by_id(&self, id: &str) -> Result<Arc<VerifiedFlow>, RoutineLoadFault> {
        let listed = routines::list_routines(self.today);
        let named = listed.into_iter().find(|row| row.state.as_ref().is_ok_and(|about| about.id == id));
        let opened = self.opened.as_ref().is_some_and(|(known, _)| known == id);
        match named {
            Some(row) if !opened => self.load_routine(&row.name),
            Some(_) | None => self.load_routine(id),
        }
    }

    fn list_forms(&self, said: Option<String>) -> Message {
        match self.store.folder_to_read().and_then(|_| self.store.newest_forms(SHOWN)) {
            Ok((forms, all)) => {
                let more = (all > forms.len()).then(|| {
                    format!("Här är de {} senaste av {all}. `stegvis forms` visar alla.", forms.len())
                });
                Message::Listed(forms, self.profile.retention(), said.or(more))
            }
            Err(fault) => Message::NotListed(describe_store_error(&fault)),
        }
    }

    fn change_saved_form(&self, form: &Path, shelving: SavedFormAction) -> Message {
        self.list_forms(Some(
            apply_action(form, shelving).unwrap_or_else(|fault| describe_store_error(&fault)),
        ))
    }

    /// Saves the user's own profile. What it fills into routines counts from the next walk.
    fn save_profile(&mut self, own: &Profile) -> Message {
        let saved = files::profile_paths().and_then(|places| files::write_profile(&places.own, own));
        let said = match (saved, files::find_profiles()) {
            (Ok(()), Ok(found)) => self.use_profile(found.layered().merge()),
            (Ok(()), Err(_)) => "Sparat.",
            (Err(fault), _) => return self.read_profile(Some(describe_store_error(&fault))),
        };
        self.read_profile(Some(said.to_owned()))
    }

    /// The profile, to be filled in; not where that would write over a file with faults in it.
    fn read_profile(&self, said: Option<String>) -> Message {
        let read = || {
            let found = files::find_profiles()?;
            let scanner = names::load_scanner()?;
            Ok((found, scanner))
        };
        match read() {
            Ok((
                files::FoundProfiles { own: ProfileLayer::Faulty(..) | ProfileLayer::Unreadable(_), .. },
                _,
            )) => Message::NotOpened(
                "Din profil har fel och kan inte ändras här. Se `stegvis profile check`.".to_owned(),
            ),
            Ok((found, scanner)) => {
                let open = OpenProfile::new(found.layered(), self.today);
                Message::Profile(Box::new(open), Arc::new(scanner), said)
            }
            Err(fault) => Message::NotOpened(describe_store_error(&fault)),
        }
    }

    /// Goes by another profile from now on, but for what was chosen for this run alone. Says what must wait.
    fn use_profile(&mut self, profile: Profile) -> &'static str {
        let before = std::mem::replace(&mut self.profile, profile);
        if self.store == Store::from_profile(&before) {
            self.store = Store::from_profile(&self.profile);
        }
        if self.formats == before.formats_or_one() {
            self.formats = self.profile.formats_or_one();
        }
        self.fill_in_anew();
        if (before.theme(), before.walk_style()) == (self.profile.theme(), self.profile.walk_style()) {
            "Sparat."
        } else {
            "Sparat. Det gäller när Stegvis öppnas igen."
        }
    }

    /// Fills the profile into the routine that is already proved, where the very same can be read again by its name.
    fn fill_in_anew(&mut self) {
        let Some((name, opened)) = &mut self.opened else { return };
        let anew = routines::load_local(name, self.today, &self.profile.local_values());
        if let Ok(flow) = anew
            && flow.flow().fingerprint == opened.flow().fingerprint
        {
            *opened = flow;
        }
    }

    fn count_picture(&self, of: CountedForms) -> Message {
        let basis = CountingBasis::default();
        let counted = match of {
            CountedForms::Saved => picture::count_own_forms(&self.store, basis, self.today),
            CountedForms::Received => Inbox::in_local_folder()
                .folder()
                .and_then(|folder| picture::count_if_there(folder, basis, self.today)),
        };
        let counted =
            counted.and_then(|count| count.with_trainings(&TrainingLog::in_local_folder(), self.today));
        match counted {
            Ok(count) => {
                let made = ReportAuthor {
                    office: workplace::describe_office(&self.profile, self.today),
                    day: Some(self.today),
                };
                let named = names::load_scanner().map(|scanner| count.left_out(None).names_to_tell(&scanner));
                let report =
                    count.report(None, None).made_by(made).with_left_out_names(named.unwrap_or_default());
                let (counts, left_out) = (count.counts(None), count.left_out(None).words());
                Message::Counted(Box::new(CountedPicture { of, report, counts, left_out }))
            }
            Err(fault) => Message::NotListed(describe_store_error(&fault)),
        }
    }

    fn save_form(&self, form: &DeidentifiedForm, folder: Folder) -> Message {
        let store = match folder {
            Folder::Usual => self.store.clone(),
            Folder::Named(path) => Store::in_folder(path),
        };
        match store.save_form(form, &self.formats) {
            Ok(files) => Message::Saved(files),
            Err(fault) => Message::NotSaved(describe_store_error(&fault)),
        }
    }
}

/// A draft that cannot be read, among the others: it can be removed, and nothing else.
fn unreadable_card(id: DraftId) -> DraftCard {
    DraftCard {
        id,
        routine: String::new(),
        title: "En genomgång som inte går att läsa".to_owned(),
        says: "skadad, eller från en nyare version; x tar bort den".to_owned(),
        left: Vec::new(),
    }
}

/// Notes that nothing is to be asked of the profile: an empty one is an answer too.
fn skip_profile() -> Message {
    let written = files::profile_paths().and_then(|places| files::write_template(&places.own));
    match written {
        Ok(()) | Err(StoreError::NameTaken(_)) => {
            Message::Said("Frågan kommer inte igen. Fyll i under Profil när du vill.".to_owned())
        }
        Err(fault) => Message::Said(describe_store_error(&fault)),
    }
}

/// Ready to walk, unless the city's list of names is there and cannot be read: then less would be found than promised.
fn start_walk(flow: Arc<VerifiedFlow>) -> Message {
    match names::load_scanner() {
        Ok(scanner) => Message::Opened(flow, scanner.warming_up()),
        Err(fault) => Message::NotOpened(describe_store_error(&fault)),
    }
}

fn removal_failed(fault: &StoreError) -> Message {
    Message::NotOpened(format!("Den påbörjade genomgången är inte borttagen. {fault}"))
}

fn describe_load_fault(fault: &RoutineLoadFault) -> String {
    match fault {
        RoutineLoadFault::Unknown(name, _) => format!("Det finns ingen rutin som heter {name}."),
        RoutineLoadFault::File(fault) => describe_store_error(fault),
        RoutineLoadFault::Unwalkable(fault) => match fault.errors() {
            1 => "Rutinen har ett fel och går inte att gå. Se `stegvis check`.".to_owned(),
            faults => format!("Rutinen har {faults} fel och går inte att gå. Se `stegvis check`."),
        },
    }
}

fn describe_store_error(fault: &StoreError) -> String {
    format!("{fault} {}", fault.help())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::list::Drafts;
    use crate::profile::key::ProfileKey;

    fn test_environment(store: Store) -> Environment {
        Environment {
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            store,
            formats: Format::TO_SEND.to_vec(),
            profile: Profile::default(),
            opened: None,
            keeper: DraftWriter::new(Drafts::in_no_folder()),
            keeping: DraftStatus::Kept,
            speller: Speller::default(),
        }
    }

    fn profile_with(key: ProfileKey, value: &str) -> Profile {
        let mut profile = Profile::default();
        profile.set(key, value).unwrap();
        profile
    }

    #[test]
    fn a_saved_profile_counts_at_once_but_for_what_is_chosen_for_this_run() {
        let mut usual = test_environment(Store::in_local_folder());
        assert_eq!(usual.use_profile(profile_with(ProfileKey::Folder, "/delad")), "Sparat.");
        assert_eq!(usual.store, Store::in_folder("/delad"));
        assert_eq!(usual.use_profile(profile_with(ProfileKey::Formats, "json")), "Sparat.");
        assert_eq!((&usual.store, &usual.formats), (&Store::in_local_folder(), &vec![Format::Json]));
        let flow = routines::load_routine(routines::DEFAULT, usual.today).unwrap();
        usual.opened = Some((routines::DEFAULT.to_owned(), flow));
        usual.use_profile(profile_with(ProfileKey::Intranet, "oro i Bromma"));
        let (_, flow) = usual.opened.unwrap();
        assert!(flow.flow().contacts.iter().any(|contact| contact.reach.contains("oro i Bromma")));
        let mut named = test_environment(Store::in_folder("/usb"));
        named.use_profile(profile_with(ProfileKey::Folder, "/delad"));
        assert_eq!(named.store, Store::in_folder("/usb"));
        let said = named.use_profile(profile_with(ProfileKey::Theme, "dark"));
        assert_eq!(said, "Sparat. Det gäller när Stegvis öppnas igen.");
    }
}
