//! Which law is in force on a day, and what the routine's own wording was.

use chrono::NaiveDate;

use super::id::LawIx;
use super::model::{Flow, Law};

/// A law as it is shown on a day.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'f> {
    /// The law the step cites.
    pub cited: &'f Law,
    /// The law in force in its place; the cited one itself where it is in force, `None` where nothing is.
    pub in_force: Option<&'f Law>,
}

/// The laws a step cites, as they are on `day`, in the order cited and without saying one law twice.
pub fn shown<'f>(flow: &'f Flow, cited: &[LawIx], day: NaiveDate) -> Vec<Shown<'f>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for at in cited {
        let cited = &flow.laws[at.index()];
        let in_force = in_force(flow, *at, day);
        let key = in_force.unwrap_or(cited).id.as_str();
        if !seen.contains(&key) {
            seen.push(key);
            rows.push(Shown { cited, in_force });
        }
    }
    rows
}

/// The law in force on `day` in place of this one: itself, or the one that replaced it, or none.
pub fn in_force(flow: &Flow, at: LawIx, day: NaiveDate) -> Option<&Law> {
    let mut law = &flow.laws[at.index()];
    // A chain of replacements is never longer than the list of laws; a ring of them ends here too.
    for _ in 0..=flow.laws.len() {
        if law.in_force_on(day) {
            return Some(law);
        }
        law = &flow.laws[law.replaced_by?.index()];
    }
    None
}

impl Law {
    /// Chapter and section with the act they stand in; the act alone where it is cited whole.
    pub fn name(&self) -> String {
        if self.act.starts_with(&self.cite) {
            self.act.clone()
        } else {
            format!("{} ({})", self.cite, self.act)
        }
    }

    /// Whether the law is in force on `day`.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Shown<'_> {
    /// How the law is cited to a reader: the routine's own words first where the law now stands elsewhere.
    pub fn cite(&self) -> String {
        match self.in_force {
            Some(law) if law.id == self.cited.id => law.name(),
            Some(law) => format!("{} i rutinens ord, nu {}", self.cited.name(), law.name()),
            None => format!("{}, gäller inte i dag", self.cited.name()),
        }
    }
}
