//! The profile held to the routines there are: which routine is walked, what the profile can be filled in with, whose a report
//! is, and what of the profile fits none of it.

use chrono::NaiveDate;

use crate::flow::model::Flow;
use crate::profile::choice::ProfileChoice;
use crate::profile::key::ProfileKey;
use crate::profile::offer::ProfileOffer;
use crate::profile::routine::find_wrong_options;
use crate::profile::{LayeredProfile, Profile};
use crate::routines::{self, ListedRoutine};

/// A profile to be filled in.
#[derive(Debug, Clone, Default)]
pub struct OpenProfile {
    /// What is filled in.
    pub layered: LayeredProfile,
    /// What it can be filled in with.
    pub offer: ProfileOffer,
    /// What of it the workplace's routine does not know.
    pub wrong: Vec<String>,
}

impl OpenProfile {
    /// The profile with what the routines offer to it.
    pub fn new(layered: LayeredProfile, today: NaiveDate) -> Self {
        let profile = layered.merge();
        let offer = read_offer(&profile, today);
        Self { layered, offer, wrong: list_wrong_values(&profile, today) }
    }
}

/// The routine that was named, or else that of the profile, or else that of its kommun, or else the usual one: what to type to
/// get it.
pub fn choose_routine(named: Option<&str>, profile: &Profile, today: NaiveDate) -> String {
    let wanted = named.or_else(|| profile.get(&ProfileKey::Routine).filter(|id| is_known(id)));
    routines::choose_routine(wanted, profile.get(&ProfileKey::Municipality), today)
}

/// What the profile says that leads to no routine, in words; `None` where it is all right. Nothing is read that a list of the
/// routines does not need.
pub fn describe_lost_choice(profile: &Profile, today: NaiveDate) -> Option<String> {
    let instead = |why: String| {
        let usual = choose_routine(None, profile, today);
        format!("{why} {usual} gäller i stället. Ändra under Profil, eller se `stegvis profile check`.")
    };
    match (profile.get(&ProfileKey::Routine), profile.get(&ProfileKey::Municipality)) {
        (Some(id), _) if is_known(id) => None,
        (Some(id), _) => Some(instead(format!("Profilens rutin `{id}` finns inte."))),
        (None, Some(kommun)) if routines::find_published(kommun, today).is_none() => {
            Some(instead(format!("Ingen rutin är för profilens kommun `{kommun}`.")))
        }
        (None, _) => None,
    }
}

/// Everything in the profile that leads nowhere: the choice of routine, and options that the routine's form does not have.
pub fn list_wrong_values(profile: &Profile, today: NaiveDate) -> Vec<String> {
    let lost = describe_lost_choice(profile, today);
    let flow = if lost.is_none() { read_own_routine(profile, today) } else { None };
    let options = flow.map(|flow| find_wrong_options(profile, &flow)).unwrap_or_default();
    let options = options.into_iter().map(|wrong| match wrong.help {
        Some(help) => format!("{} {help}", wrong.message),
        None => wrong.message,
    });
    lost.into_iter().chain(options).collect()
}

fn is_known(id: &str) -> bool {
    routines::routine_names().iter().any(|name| name.as_os_str() == id)
}

/// What the profile can be filled in with. Where there is no routine of its kommun, no form says which administrations there are.
pub fn read_offer(profile: &Profile, today: NaiveDate) -> ProfileOffer {
    let kommun = profile.get(&ProfileKey::Municipality);
    let is_known = kommun.is_none_or(|kommun| routines::find_published(kommun, today).is_some())
        || profile.get(&ProfileKey::Routine).is_some();
    let flow = if is_known { read_own_routine(profile, today) } else { None };
    let listed = routines::list_routines(today);
    let mut offer = flow.map(|flow| ProfileOffer::from_flow(&flow)).unwrap_or_default();
    offer.municipalities = list_municipalities(&listed);
    offer.routines = listed.iter().filter_map(routine_choice).collect();
    offer
}

/// The routine that is walked here where none is named; `None` where it cannot be read.
pub fn read_own_routine(profile: &Profile, today: NaiveDate) -> Option<Flow> {
    routines::read_routine(choose_routine(None, profile, today)).ok()?.flow.ok()
}

/// Whose a report is that is made here, the largest first: kommun, nämnd and administration, as they are called.
pub fn describe_office(profile: &Profile, today: NaiveDate) -> Vec<String> {
    let says = |key: ProfileKey| profile.get(&key).is_some();
    if !says(ProfileKey::Municipality) && !says(ProfileKey::Administration) {
        return ProfileOffer::default().office(profile);
    }
    read_offer(profile, today).office(profile)
}

/// The kommuner that there are routines for, each called by the publisher of the first of them.
fn list_municipalities(listed: &[ListedRoutine]) -> Vec<ProfileChoice> {
    let mut kommuner: Vec<ProfileChoice> = Vec::new();
    for about in listed.iter().filter_map(|row| row.state.as_ref().ok()) {
        if let Some(kommun) = &about.municipality
            && !kommuner.iter().any(|known| known.id == *kommun)
        {
            kommuner.push(ProfileChoice::new(kommun, owner_name(&about.publisher)));
        }
    }
    kommuner
}

fn routine_choice(row: &ListedRoutine) -> Option<ProfileChoice> {
    let about = row.state.as_ref().ok()?;
    let owner = owner_name(&about.publisher);
    Some(ProfileChoice::new(&row.name, &format!("{} ({owner})", about.title)))
}

/// A publisher without what stands in brackets, which is of the routine and not of the kommun.
fn owner_name(publisher: &str) -> &str {
    publisher.split(" (").next().unwrap_or(publisher)
}
