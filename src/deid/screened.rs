//! The gate for free text: what has passed it is the only free text a log, a form or a file can hold.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use zeroize::{Zeroize, Zeroizing};

use super::{Class, Finding, ScanCache, Scanner, stack_residue};

/// Free text in which every finding has been decided. The fields are private and [`screen_again`] and [`screen_changes`] are the
/// only makers, apart from reading back what was saved, so raw text cannot be put where this is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Screened {
    text: String,
    cleared: BTreeMap<Class, usize>,
}

/// Findings that the worker has looked at and cleared as pointing nobody out. Remembered for the session only, and
/// wiped with it.
#[derive(Default)]
pub struct Clearings {
    known: Vec<Cleared>,
    /// Where the text that is looked at stands: what is cleared there is cleared nowhere else.
    place: String,
    met_age_under_18: bool,
}

/// A finding that was cleared: where, of which class, and its words.
struct Cleared {
    place: String,
    class: Class,
    words: Zeroizing<String>,
}

/// Findings that stood undecided when another was decided. They stay to be decided for as long as their words stand in
/// the text, also where the scanner no longer sees them: an age whose name has been masked. Wiped with the text.
#[derive(Debug, Default)]
pub struct Pending {
    left: Vec<Undecided>,
}

struct Undecided {
    finding: Finding,
    words: Zeroizing<String>,
}

/// Lets `text` through, or hands back the findings that are still to be decided. Whatever was masked or made coarser
/// is no longer in the text; what stays must be among `clearings`.
///
/// # Errors
/// Every undecided finding, in order.
pub fn screen_text(scanner: &Scanner, text: &str, clearings: &Clearings) -> Result<Screened, Vec<Finding>> {
    screen_again(scanner, text, clearings, &Pending::default())
}

/// As [`screen_text`], for a text of which some findings have been decided before.
///
/// # Errors
/// Every undecided finding, in order, those that are `pending` among them.
pub fn screen_again(
    scanner: &Scanner,
    text: &str,
    clearings: &Clearings,
    pending: &Pending,
) -> Result<Screened, Vec<Finding>> {
    screen_found(text, scanner.scan(text), clearings, pending)
}

/// As [`screen_again`], for a text that is being typed: what has not changed since it was last screened with `cache` is not
/// read anew.
///
/// # Errors
/// Every undecided finding, in order, those that are `pending` among them.
pub fn screen_changes(
    scanner: &Scanner,
    text: &str,
    cache: &mut ScanCache,
    clearings: &Clearings,
    pending: &Pending,
) -> Result<Screened, Vec<Finding>> {
    screen_found(text, scanner.scan_changes(text, cache), clearings, pending)
}

fn screen_found(
    text: &str,
    found: Vec<Finding>,
    clearings: &Clearings,
    pending: &Pending,
) -> Result<Screened, Vec<Finding>> {
    let found = pending.merge_pending(text, found);
    stack_residue::wipe_stack();
    let (cleared, undecided): (Vec<Finding>, Vec<Finding>) =
        found.into_iter().partition(|finding| clearings.is_cleared(text, finding));
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
    /// Goes to the text in another place: what was cleared elsewhere is to be decided there.
    pub fn enter_place(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    /// Clears one finding of `text`, here and wherever the same words are found again in the same place. What is never kept is not
    /// cleared.
    pub fn clear_finding(&mut self, text: &str, finding: &Finding) {
        if let Some(found) = text.get(finding.range.clone())
            && !finding.is_never_kept(text)
            && !self.is_cleared(text, finding)
        {
            let (place, words) = (self.place.clone(), Zeroizing::new(found.to_owned()));
            self.known.push(Cleared { place, class: finding.class, words });
        }
    }

    /// Remembers what kind of findings have been met in `text`, whatever is decided of them: never their words.
    pub fn record_classes(&mut self, text: &str, found: &[Finding]) {
        self.met_age_under_18 |= found.iter().any(|finding| finding.is_age_under_18(text));
    }

    /// Whether an age in years under 18 has been met.
    pub fn met_age_under_18(&self) -> bool {
        self.met_age_under_18
    }

    /// Takes every clearing in the place back: its findings are to be decided again.
    pub fn take_back_all(&mut self) {
        let place = &self.place;
        self.known.retain(|known| known.place != *place);
    }

    /// Takes the latest clearing back: its finding is to be decided again.
    pub fn take_back(&mut self) {
        self.known.pop();
    }

    fn is_cleared(&self, text: &str, finding: &Finding) -> bool {
        let found = text.get(finding.range.clone());
        let is = |known: &Cleared| {
            known.place == self.place && known.class == finding.class && Some(known.words.as_str()) == found
        };
        self.known.iter().any(is)
    }
}

impl Pending {
    /// Remembers that the finding at place `at` of those `found` in `text` is decided, and the others are not.
    pub fn mark_decided(&mut self, text: &str, found: &[Finding], at: usize) {
        let words = |finding: &Finding| text.get(finding.range.clone()).unwrap_or_default().to_owned();
        if let Some(decided) = found.get(at) {
            let words = Zeroizing::new(words(decided));
            self.left.retain(|left| left.words != words);
        }
        let others = found.iter().enumerate().filter(|(place, _)| *place != at);
        self.left.extend(others.map(|(_, finding)| Undecided {
            finding: finding.clone(),
            words: Zeroizing::new(words(finding)),
        }));
    }

    /// Whoever had a letter keeps it, also when others have been masked.
    fn keep_letters(&self, text: &str, found: &mut [Finding]) {
        for finding in found.iter_mut().filter(|finding| finding.class == Class::Person) {
            let words = text.get(finding.range.clone());
            let known = self.left.iter().find(|left| Some(left.words.as_str()) == words);
            if let Some(known) = known.filter(|known| known.finding.class == Class::Person) {
                finding.mask.clone_from(&known.finding.mask);
            }
        }
    }

    /// What was found in `text` with what is pending in it, in order.
    fn merge_pending(&self, text: &str, mut found: Vec<Finding>) -> Vec<Finding> {
        self.keep_letters(text, &mut found);
        for Undecided { finding, words } in &self.left {
            for range in find_words(text, words) {
                let known = |found: &Finding| found.range.start < range.end && range.start < found.range.end;
                let mask =
                    Class::ALL.iter().any(|class| class.mask().trim_matches(['[', ']']) == words.as_str());
                if !mask && !found.iter().any(known) {
                    found.push(Finding { range, ..finding.clone() });
                }
            }
        }
        found.sort_by_key(|finding| finding.range.start);
        found
    }
}

/// Where the words stand in the text, cutting no word in two.
fn find_words<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let found = text.match_indices(words).map(|(start, words)| start..start + words.len());
    found.filter(move |range| !range.is_empty() && is_whole(text, range))
}

/// How many times the words stand in the text.
#[cfg(test)]
pub(super) fn count_words(text: &str, words: &str) -> usize {
    find_words(text, words).count()
}

/// Whether neither end of the range stands inside a word.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let ends = |at: usize| {
        let left = text.get(..at).and_then(|text| text.chars().next_back());
        let right = text.get(at..).and_then(|text| text.chars().next());
        !(left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric))
    };
    ends(range.start) && ends(range.end)
}

impl Screened {
    /// The text of a saved form, which passed the gate before it was saved.
    pub(crate) fn from_saved(text: String) -> Self {
        Self { text, cleared: BTreeMap::new() }
    }

    /// The text of a draft, which passed the gate before it was kept, with what was cleared in it then.
    #[cfg(any(test, feature = "cli"))]
    pub(crate) fn from_draft(text: String, cleared: BTreeMap<Class, usize>) -> Self {
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

impl fmt::Debug for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Undecided({})", self.finding.class.id())
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
        let undecided = screen_text(&scanner, text, &clearings).unwrap_err();
        assert_eq!(undecided.len(), 1);
        clearings.clear_finding(text, &undecided[0]);
        let screened = screen_text(&scanner, text, &clearings).unwrap();
        assert_eq!(screened.cleared().values().sum::<usize>(), 1);
        assert!(screen_text(&scanner, "Mehmet Yılmaz ropade.", &clearings).is_err());
    }

    #[test]
    fn what_stands_undecided_stays_so_when_its_name_is_masked() {
        let (scanner, clearings) = (Scanner::builtin(), Clearings::default());
        let mut pending = Pending::default();
        let mut text = "Pratade med Abdirahman (16) och Sofia, 15, hemma.".to_owned();
        while let Err(found) = screen_again(&scanner, &text, &clearings, &pending) {
            pending.mark_decided(&text, &found, 0);
            text = crate::deid::apply_decisions(
                &text,
                &[(found[0].clone(), crate::deid::FindingDecision::Mask)],
            );
        }
        assert_eq!(text, "Pratade med [person A] ([ålder]) och [person B], [ålder], hemma.");
    }

    #[test]
    fn what_is_pending_is_asked_of_also_where_the_scanner_is_quiet() {
        let (scanner, mut pending) = (Scanner::builtin(), Pending::default());
        let text = "Fatima Haddad kom. Klotter igen.";
        let name = scanner.scan(text)[0].clone();
        let word = Finding { range: 19..26, ..name.clone() };
        pending.mark_decided(text, &[name, word], 0);
        let mut clearings = Clearings::default();
        let text = "[person] kom. Klotter igen.";
        let left = screen_again(&scanner, text, &clearings, &pending).unwrap_err();
        assert_eq!(
            left.iter().map(|finding| text.get(finding.range.clone())).collect::<Vec<_>>(),
            [Some("Klotter")]
        );
        clearings.clear_finding(text, &left[0]);
        assert!(screen_again(&scanner, text, &clearings, &pending).is_ok());
        assert!(screen_again(&scanner, "[person] kom.", &Clearings::default(), &pending).is_ok());
    }

    #[test]
    fn an_age_under_18_is_remembered_without_its_words() {
        let scanner = Scanner::builtin();
        for (text, is_under) in [
            ("Hen är 15 år.", true),
            ("En sjuttonåring stod där, sjutton år.", true),
            ("Hen är 34 år.", false),
            ("Mehmet Yılmaz ropade.", false),
        ] {
            let mut clearings = Clearings::default();
            let found = screen_text(&scanner, text, &clearings).unwrap_err();
            clearings.record_classes(text, &found);
            assert_eq!(clearings.met_age_under_18(), is_under, "{text}");
        }
    }

    #[test]
    fn the_text_never_shows_where_things_are_logged() {
        let clean = screen_text(&Scanner::builtin(), "Klotter på väggen.", &Clearings::default()).unwrap();
        assert_eq!(format!("{clean:?}"), "Screened(20 bytes)");
    }
}
