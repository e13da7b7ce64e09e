//! Which law is in force on a day, as far as its text was read, and what the routine's own wording was.

use chrono::NaiveDate;

use super::id::LawIx;
use super::model::{Flow, Law, ReadingExtent};

/// A law as it is shown on a day.
#[derive(Debug, Clone, Copy)]
pub struct CitedLaw<'f> {
    /// The law the step cites.
    pub cited: &'f Law,
    /// The law in force in its place; the cited one itself where it is in force, `None` where nothing is.
    pub in_force: Option<&'f Law>,
}

/// The laws a step cites, as they are on `day`, in the order cited and without saying one law twice.
pub fn resolve_cited_laws<'f>(flow: &'f Flow, cited: &[LawIx], day: NaiveDate) -> Vec<CitedLaw<'f>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for at in cited {
        let cited = &flow.laws[at.index()];
        let in_force = find_in_force(flow, *at, day);
        let key = in_force.unwrap_or(cited).id.as_str();
        if !seen.contains(&key) {
            seen.push(key);
            rows.push(CitedLaw { cited, in_force });
        }
    }
    rows
}

/// When the texts of the laws that are told were read, as a sentence: `Lagtexten läst 2026-02-12.`
pub fn describe_read_days(shown: &[CitedLaw<'_>]) -> Option<String> {
    ReadDays::from_laws(shown.iter().map(CitedLaw::effective_law))
        .map(|days| format!("Lagtexten {}.", days.to_words()))
}

/// The law in force on `day` in place of this one: itself, or the one that replaced it, or none.
pub fn find_in_force(flow: &Flow, at: LawIx, day: NaiveDate) -> Option<&Law> {
    let mut law = &flow.laws[at.index()];
    // A chain of replacements is never longer than the list of laws; a ring of them ends here too.
    for _ in 0..=flow.laws.len() {
        if law.is_in_force_on(day) {
            return Some(law);
        }
        law = &flow.laws[law.replaced_by?.index()];
    }
    None
}

/// The first and the last day that the texts of some laws were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDays {
    /// The first.
    pub first: NaiveDate,
    /// The last: of a later day nothing is known.
    pub last: NaiveDate,
}

impl ReadDays {
    /// Those of these laws; `None` where no day is written for any of them.
    pub fn from_laws<'l>(laws: impl IntoIterator<Item = &'l Law>) -> Option<Self> {
        let mut days: Vec<NaiveDate> = laws.into_iter().filter_map(|law| law.checked).collect();
        days.sort_unstable();
        Some(Self { first: *days.first()?, last: *days.last()? })
    }

    /// In words that follow `Lagtexten`: `läst 2026-02-12`, or the first and the last.
    pub fn to_words(self) -> String {
        let Self { first, last } = self;
        if first == last { format!("läst {first}") } else { format!("läst {first} till {last}") }
    }
}

impl Law {
    /// How much of its text was read, and when, in words that follow `Lagtexten`: `delvis läst 2026-02-12`. `None` where
    /// there is nothing to say.
    pub fn describe_reading(&self) -> Option<String> {
        match (self.read, self.checked) {
            (ReadingExtent::Whole, Some(day)) => Some(format!("läst {day}")),
            (ReadingExtent::Partly, Some(day)) => Some(format!("delvis läst {day}")),
            (ReadingExtent::Partly, None) => Some("delvis läst".to_owned()),
            (ReadingExtent::Whole, None) => None,
        }
    }

    /// Chapter and section with the act they stand in; the act alone where it is cited whole.
    pub fn full_name(&self) -> String {
        if self.act.starts_with(&self.cite) {
            self.act.clone()
        } else {
            format!("{} ({})", self.cite, self.act)
        }
    }

    /// Whether the law is in force on `day`.
    pub fn is_in_force_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl<'f> CitedLaw<'f> {
    /// How the law is cited to a reader: the routine's own words first where the law now stands elsewhere, and that its
    /// text was read only partly.
    pub fn format_citation(&self) -> String {
        let name = match self.in_force {
            Some(law) if law.id == self.cited.id => law.full_name(),
            Some(law) => format!("{} i rutinens ord, nu {}", self.cited.full_name(), law.full_name()),
            None => format!("{}, gäller inte", self.cited.full_name()),
        };
        match (self.effective_law().read, self.effective_law().describe_reading()) {
            (ReadingExtent::Partly, Some(reading)) => format!("{name} ({reading})"),
            (ReadingExtent::Partly | ReadingExtent::Whole, _) => name,
        }
    }

    /// The law that is told: the one in force, else the one cited.
    pub fn effective_law(&self) -> &'f Law {
        self.in_force.unwrap_or(self.cited)
    }
}
