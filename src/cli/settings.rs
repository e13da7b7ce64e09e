//! What the workplace has filled in, as the commands use it. A profile that is missing or faulty never stops anything.

use chrono::NaiveDate;

use super::console::Console;
use crate::clock;
use crate::export::Format;
use crate::profile::Profile;
use crate::store::Store;
use crate::store::profile as files;
use crate::summary::ReportAuthor;
use crate::workplace;

/// The profile, and what to tell of it.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The user's own profile over the computer's.
    pub(super) profile: Profile,
    /// That a profile has faults and is not used, where it has.
    pub(super) notice: Option<String>,
}

impl Settings {
    /// Reads the profiles. A user without a home folder has none.
    pub(super) fn read_settings() -> Self {
        let Ok(found) = files::find_profiles() else { return Self::default() };
        let profile = found.layered().merge();
        let lost = || workplace::describe_lost_choice(&profile, clock::read_today().ok()?);
        let notice = found.notice().or_else(lost);
        Self { profile, notice }
    }

    /// Tells of a faulty profile.
    pub(super) fn write_notice(&self, console: &mut Console) {
        if let Some(notice) = &self.notice {
            console.write_fault(&format!("obs: {notice}\n"));
        }
    }

    /// Whose a report is that is made here today.
    pub(super) fn maker(&self, today: NaiveDate) -> ReportAuthor {
        ReportAuthor { office: workplace::describe_office(&self.profile, today), day: Some(today) }
    }

    /// The routine that was named, or else that of the workplace, or else the usual one.
    pub(super) fn choose_routine(&self, named: Option<&str>, today: NaiveDate) -> String {
        workplace::choose_routine(named, &self.profile, today)
    }

    /// Where forms are saved when nothing else is said.
    pub(super) fn store(&self) -> Store {
        Store::from_profile(&self.profile)
    }

    /// What a person's form is saved in when nothing else is said.
    pub(super) fn formats(&self) -> Vec<Format> {
        self.profile.formats_or_one()
    }

    /// What a form is saved in when nobody is there and nothing else is said.
    pub(super) fn formats_unattended(&self) -> Vec<Format> {
        self.profile.formats_or_usual()
    }
}
