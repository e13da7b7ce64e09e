//! The gate for free text: what has passed it is the only free text a log, a form or a file can hold.

use std::collections::BTreeMap;
use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::{Class, Finding, Scanner};

/// Free text in which every finding has been decided. The fields are private and [`screen`] is the only maker, apart
/// from reading back what was saved, so raw text cannot be put where this is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Screened {
    text: String,
    cleared: BTreeMap<Class, usize>,
}

/// Findings that the worker has looked at and cleared as pointing nobody out. Remembered for the session only, and
/// wiped with it.
#[derive(Default)]
pub struct Clearings {
    known: Vec<(Class, Zeroizing<String>)>,
}

/// Lets `text` through, or hands back the findings that are still to be decided. Whatever was masked or made coarser
/// is no longer in the text; what stays must be among `clearings`.
///
/// # Errors
/// Every undecided finding, in order.
pub fn screen(scanner: &Scanner, text: &str, clearings: &Clearings) -> Result<Screened, Vec<Finding>> {
    let found = scanner.scan(text);
    let (cleared, undecided): (Vec<Finding>, Vec<Finding>) =
        found.into_iter().partition(|finding| clearings.clear(text, finding));
    if !undecided.is_empty() {
        return Err(undecided);
    }
    let mut counts = BTreeMap::new();
    for finding in cleared {
        *counts.entry(finding.class).or_insert(0) += 1;
    }
    Ok(Screened { text: text.to_owned(), cleared: counts })
}

impl Clearings {
    /// Clears one finding of `text`, here and wherever the same words are found again in this session.
    pub fn add(&mut self, text: &str, finding: &Finding) {
        if let Some(found) = text.get(finding.range.clone())
            && !self.clear(text, finding)
        {
            self.known.push((finding.class, Zeroizing::new(found.to_owned())));
        }
    }

    fn clear(&self, text: &str, finding: &Finding) -> bool {
        let found = text.get(finding.range.clone());
        self.known.iter().any(|(class, known)| *class == finding.class && Some(known.as_str()) == found)
    }
}

impl Screened {
    /// The text of a saved form, which passed the gate before it was saved.
    pub fn reopened(text: String) -> Self {
        Self { text, cleared: BTreeMap::new() }
    }

    /// The text of a draft, which passed the gate before it was kept, with what was cleared in it then.
    pub fn taken_up(text: String, cleared: BTreeMap<Class, usize>) -> Self {
        Self { text, cleared }
    }

    /// The text, as it may be kept and shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many findings of each class the worker cleared.
    pub fn cleared(&self) -> &BTreeMap<Class, usize> {
        &self.cleared
    }
}

impl fmt::Debug for Screened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Screened({} bytes)", self.text.len())
    }
}

impl fmt::Debug for Clearings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clearings({})", self.known.len())
    }
}

impl Drop for Screened {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_undecided_passes() {
        let scanner = Scanner::builtin();
        let mut clearings = Clearings::default();
        let text = "Fatima Haddad ropade.";
        let undecided = screen(&scanner, text, &clearings).unwrap_err();
        assert_eq!(undecided.len(), 1);
        clearings.add(text, &undecided[0]);
        let screened = screen(&scanner, text, &clearings).unwrap();
        assert_eq!(screened.cleared().values().sum::<usize>(), 1);
        assert!(screen(&scanner, "Mehmet Yılmaz ropade.", &clearings).is_err());
    }

    #[test]
    fn the_text_never_shows_where_things_are_logged() {
        let clean = screen(&Scanner::builtin(), "Klotter på väggen.", &Clearings::default()).unwrap();
        assert_eq!(format!("{clean:?}"), "Screened(20 bytes)");
    }
}
