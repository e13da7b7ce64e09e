//! Counting: forms by month, and by what their counted fields say. Grows with what can be said, never with how many forms
//! say it; apart from that every form leaves its seal and the word of its own, so that it is counted once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::period::{Month, Span};
use super::read::{About, Basis, Choice, Counted, Field, Identity, Kind, LeftOut};

/// The forms that have been seen, so that each is counted once. A form of format 2 is known by its id: of its versions the
/// latest counts. One of format 1 is known by its seal, and by the word of its own that its file came with.
#[derive(Debug, Default)]
pub struct Seen {
    by_id: HashMap<String, (u32, Seal, PathBuf)>,
    seals: Seals,
}

/// How a form stands to those that were seen before it.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    New,
    /// It does not, for this reason.
    Left(LeftOut),
    /// It counts instead of the one in this file, which is left out for this reason.
    Instead(PathBuf, LeftOut),
}

/// The seals of the forms without an id, each with the words of their own that the forms came with. Forms that say the same
/// are one form, but where their words tell them apart: then they are as many cases.
#[derive(Debug, Default)]
struct Seals {
    first: HashMap<Seal, Option<Word>>,
    more: HashSet<(Seal, Word)>,
}

/// A form's seal: two forms with the same say the same.
type Seal = [u8; 32];

/// The word of its own that a form was saved with.
pub type Word = [u8; 6];

/// The trainings that were held, by month. They are about no case, and are shown as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    trainings: Series,
    participants: Series,
}

/// Counts by month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series(BTreeMap<Month, u64>);

/// The counts of one routine's forms, unprotected: those about persons, and those about things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Forms about persons.
    pub persons: Population,
    /// Forms about things found, that concern nobody.
    pub things: Population,
}

/// Forms that are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Population {
    /// Forms.
    pub(super) forms: Series,
    /// The counted fields, by their ids.
    variables: BTreeMap<String, Variable>,
}

/// What a counted field has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable {
    /// The first place it has had in a form.
    place: usize,
    pub(super) label: String,
    pub(super) kind: Kind,
    options: BTreeMap<String, Heard>,
}

/// What has been heard of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// The first place it has had in a form.
    place: usize,
    pub(super) text: String,
    pub(super) series: Series,
}

impl Seen {
    /// Takes in a form found in a file, and says how it stands. What comes of it does not hang on which comes first.
    pub fn take(&mut self, form: &Counted, word: Option<Word>, path: &Path) -> Standing {
        let Some(Identity { id, version }) = &form.identity else {
            let new = self.seals.is_new(form.seal, word);
            return if new { Standing::New } else { Standing::Left(LeftOut::Duplicate) };
        };
        let mine = (*version, form.seal, path.to_owned());
        match self.by_id.entry(id.clone()) {
            Entry::Vacant(place) => {
                place.insert(mine);
                Standing::New
            }
            Entry::Occupied(place) if (place.get().0, place.get().1) == (mine.0, mine.1) => {
                Standing::Left(LeftOut::Duplicate)
            }
            Entry::Occupied(mut place) => {
                let (version, seal, _) = place.get();
                let why = if *version == mine.0 { LeftOut::Clash } else { LeftOut::Corrected };
                if (version, seal) > (&mine.0, &mine.1) {
                    return Standing::Left(why);
                }
                let (_, _, earlier) = place.insert(mine);
                Standing::Instead(earlier, why)
            }
        }
    }
}

impl Seals {
    /// Whether a form is seen for the first time. One without a word of its own is taken for any that says the same, so
    /// that what is counted does not hang on which comes first.
    fn is_new(&mut self, seal: Seal, word: Option<Word>) -> bool {
        match (self.first.entry(seal), word) {
            (Entry::Vacant(first), word) => {
                first.insert(word);
                true
            }
            (Entry::Occupied(_), None) => false,
            (Entry::Occupied(mut first), Some(word)) => match *first.get() {
                Some(known) => known != word && self.more.insert((seal, word)),
                None => {
                    first.insert(Some(word));
                    false
                }
            },
        }
    }
}

impl Held {
    /// Counts a training.
    pub fn add(&mut self, month: Month, participants: u32) {
        self.trainings.add(month, 1);
        self.participants.add(month, participants.into());
    }

    /// The months in which some were.
    pub(super) fn months(&self) -> impl Iterator<Item = Month> {
        self.trainings.0.keys().copied()
    }

    /// What it comes to, as rows: what each is called, and its counts. None where no training was held.
    pub fn rows(&self) -> Vec<(&'static str, &Series)> {
        let Self { trainings, participants } = self;
        if trainings.sum(Span::All) == 0 {
            return Vec::new();
        }
        vec![("Genomförda", trainings), ("Deltagare", participants)]
    }
}

impl Series {
    /// The sum over a stretch of time.
    pub fn sum(&self, span: Span) -> u64 {
        self.0.iter().filter(|(month, _)| span.holds(**month)).map(|(_, count)| count).sum()
    }

    /// The first and the last month.
    pub(super) fn ends(&self) -> Option<(Month, Month)> {
        Some((*self.0.keys().next()?, *self.0.keys().next_back()?))
    }

    /// Adds to a month.
    pub(super) fn add(&mut self, month: Month, count: u64) {
        *self.0.entry(month).or_insert(0) += count;
    }

    /// Takes one back from a month.
    fn take_away(&mut self, month: Month) {
        if let Some(count) = self.0.get_mut(&month) {
            *count = count.saturating_sub(1);
        }
    }

    fn join(&mut self, other: Self) {
        other.0.into_iter().for_each(|(month, count)| self.add(month, count));
    }

    /// What is left when another is taken away, month by month.
    pub(super) fn less(&self, other: &Self) -> Self {
        let left = self
            .0
            .iter()
            .map(|(month, count)| (*month, count.saturating_sub(other.0.get(month).copied().unwrap_or(0))));
        Self(left.collect())
    }
}

impl Tally {
    /// Counts a form.
    pub fn add(&mut self, form: Counted, basis: Basis) {
        let month = form.month(basis);
        self.of(form.about).add(month, form.fields);
    }

    /// Takes back a form that was counted, where another counts instead.
    pub fn take_away(&mut self, form: &Counted, basis: Basis) {
        let month = form.month(basis);
        self.of(form.about).take_away(month, &form.fields);
    }

    /// Lets the picture reach to a month, whether there are forms in it or not.
    pub fn reach(&mut self, month: Month) {
        self.persons.forms.add(month, 0);
        self.things.forms.add(month, 0);
    }

    /// How many forms there are of both kinds. Nothing that leaves the computer may show it.
    pub fn forms(&self) -> u64 {
        self.persons.forms.sum(Span::All) + self.things.forms.sum(Span::All)
    }

    /// From which month to which it tells.
    pub fn ends(&self) -> Option<(Month, Month)> {
        let ends = [self.persons.forms.ends(), self.things.forms.ends()];
        let firsts = ends.iter().flatten().map(|(first, _)| *first).min()?;
        Some((firsts, ends.iter().flatten().map(|(_, last)| *last).max()?))
    }

    /// Takes in what was counted elsewhere. The order does not matter.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self { persons: self.persons.joined(other.persons), things: self.things.joined(other.things) }
    }

    fn of(&mut self, about: About) -> &mut Population {
        match about {
            About::Persons => &mut self.persons,
            About::Things => &mut self.things,
        }
    }
}

impl Population {
    /// The counted fields in the order of the forms.
    pub(super) fn in_order(&self) -> Vec<(&str, &Variable)> {
        let mut all: Vec<_> = self.variables.iter().map(|(id, variable)| (id.as_str(), variable)).collect();
        all.sort_by_key(|(id, variable)| (variable.place, *id));
        all
    }

    fn add(&mut self, month: Month, fields: Vec<Field>) {
        self.forms.add(month, 1);
        for (place, field) in fields.into_iter().enumerate() {
            let variable =
                self.variables.entry(field.id.clone()).or_insert_with(|| Variable::of(&field, place));
            variable.place = variable.place.min(place);
            variable.add(month, field);
        }
    }

    fn take_away(&mut self, month: Month, fields: &[Field]) {
        self.forms.take_away(month);
        for field in fields {
            if let Some(variable) = self.variables.get_mut(&field.id) {
                variable.take_away(month, field);
            }
        }
    }

    fn joined(mut self, other: Self) -> Self {
        self.forms.join(other.forms);
        for (id, theirs) in other.variables {
            match self.variables.get_mut(&id) {
                Some(mine) => mine.join(theirs),
                None => {
                    self.variables.insert(id, theirs);
                }
            }
        }
        self
    }
}

impl Variable {
    fn of(field: &Field, place: usize) -> Self {
        Self { place, label: field.label.clone(), kind: field.kind, options: BTreeMap::new() }
    }

    /// The options in the order of the forms.
    pub(super) fn in_order(&self) -> Vec<(&str, &Heard)> {
        let mut options: Vec<_> = self.options.iter().map(|(id, heard)| (id.as_str(), heard)).collect();
        options.sort_by_key(|(id, heard)| (heard.place, *id));
        options
    }

    fn add(&mut self, month: Month, field: Field) {
        // A field of another kind under the same id is another field.
        if field.kind != self.kind {
            return;
        }
        self.agree(&field.label);
        let mut answered = false;
        for (place, Choice { id, text, said }) in field.options.into_iter().enumerate() {
            let series = Series::default();
            let heard = self.options.entry(id).or_insert_with(|| Heard { place, text: text.clone(), series });
            heard.meet(place, text);
            if said && !(answered && self.kind == Kind::One) {
                answered = true;
                heard.series.add(month, 1);
            }
        }
    }

    fn take_away(&mut self, month: Month, field: &Field) {
        if field.kind != self.kind {
            return;
        }
        let said = field.options.iter().filter(|choice| choice.said);
        let most = if self.kind == Kind::One { 1 } else { usize::MAX };
        for choice in said.take(most) {
            if let Some(heard) = self.options.get_mut(&choice.id) {
                heard.series.take_away(month);
            }
        }
    }

    fn join(&mut self, other: Self) {
        if other.kind != self.kind {
            return;
        }
        self.agree(&other.label);
        self.place = self.place.min(other.place);
        for (id, theirs) in other.options {
            let Heard { place, text, series } = theirs;
            let mine = self.options.entry(id).or_insert_with(|| Heard {
                place,
                text: text.clone(),
                series: Series::default(),
            });
            mine.meet(place, text);
            mine.series.join(series);
        }
    }

    /// Of two labels the one that comes first in the alphabet, so that the order of the forms does not matter.
    fn agree(&mut self, label: &str) {
        if label < self.label.as_str() {
            label.clone_into(&mut self.label);
        }
    }
}

impl Heard {
    fn meet(&mut self, place: usize, text: String) {
        self.place = self.place.min(place);
        if text < self.text {
            self.text = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::read::Origin;

    fn form(month: u32, said: &str) -> Counted {
        let option = |id: &str| Choice { id: id.to_owned(), text: id.to_uppercase(), said: id == said };
        let options = vec![option("b"), option("a")];
        let (id, label) = ("galler".to_owned(), "Gäller".to_owned());
        let origin =
            Origin { id: "r".to_owned(), publisher: None, title: "R".to_owned(), version: "1".to_owned() };
        Counted {
            filled: Month { year: 2026, month },
            happened: Some(Month { year: 2025, month }),
            identity: None,
            routine: origin,
            about: About::Persons,
            fields: vec![Field { id, label, kind: Kind::One, options }],
            seal: [0; 32],
        }
    }

    fn known(version: u32, seal: u8) -> Counted {
        let identity = Some(Identity { id: "x".to_owned(), version });
        Counted { identity, seal: [seal; 32], ..form(1, "a") }
    }

    #[test]
    fn the_order_of_forms_and_of_workers_does_not_matter() {
        let forms = [form(1, "a"), form(1, "b"), form(2, "b"), form(5, "")];
        let count = |forms: &[Counted]| {
            let mut tally = Tally::default();
            forms.iter().cloned().for_each(|form| tally.add(form, Basis::Filled));
            tally
        };
        let (whole, backwards) = (count(&forms), count(&forms.iter().rev().cloned().collect::<Vec<_>>()));
        assert_eq!(whole, backwards);
        assert_eq!(count(&forms[..1]).joined(count(&forms[1..])), whole);
        let (_, variable) = whole.persons.in_order()[0];
        let ids: Vec<_> =
            variable.in_order().into_iter().map(|(id, heard)| (id, heard.series.sum(Span::All))).collect();
        assert_eq!(ids, [("b", 2), ("a", 1)]);
        assert_eq!(whole.persons.forms.sum(Span::Tertial(2026, 1)), 3);
    }

    #[test]
    fn a_form_counts_by_when_it_was_filled_or_happened_and_is_taken_back_whole() {
        let mut tally = Tally::default();
        tally.add(form(1, "a"), Basis::Happened);
        tally.add(form(2, "b"), Basis::Happened);
        assert_eq!(tally.persons.forms.sum(Span::Year(2025)), 2);
        tally.take_away(&form(2, "b"), Basis::Happened);
        assert_eq!(
            (tally.forms(), tally.persons.in_order()[0].1.in_order()[0].1.series.sum(Span::All)),
            (1, 0)
        );
    }

    #[test]
    fn of_the_versions_of_a_form_the_latest_counts_whichever_comes_first() {
        let take = |forms: &[Counted]| {
            let mut seen = Seen::default();
            let mut left = Vec::new();
            for (nth, form) in forms.iter().enumerate() {
                match seen.take(form, None, Path::new(&nth.to_string())) {
                    Standing::New => {}
                    Standing::Left(why) => left.push((form.seal[0], why)),
                    Standing::Instead(path, why) => {
                        let at: usize = path.to_str().unwrap().parse().unwrap();
                        left.push((forms[at].seal[0], why));
                    }
                }
            }
            left.sort_unstable();
            left
        };
        let forms = [known(1, 1), known(2, 2), known(2, 2)];
        let expected = [(1, LeftOut::Corrected), (2, LeftOut::Duplicate)];
        assert_eq!(take(&forms), expected);
        assert_eq!(take(&forms.iter().rev().cloned().collect::<Vec<_>>()), expected);
        assert_eq!(take(&[known(1, 1), known(1, 9)]), [(1, LeftOut::Clash)]);
        assert_eq!(take(&[known(1, 9), known(1, 1)]), [(1, LeftOut::Clash)]);
    }

    #[test]
    fn a_form_without_an_id_is_counted_once_and_alike_forms_with_words_of_their_own_each() {
        let (one, other) = (Some(*b"aaaaaa"), Some(*b"bbbbbb"));
        // Whichever comes first: two words are two forms, and no word is no form more.
        for words in
            [[None, one, other, one, None], [one, None, one, other, other], [other, one, None, other, one]]
        {
            let mut seals = Seals::default();
            let counted = words.into_iter().filter(|word| seals.is_new([1; 32], *word)).count();
            assert_eq!(counted, 2, "{words:?}");
        }
        let mut seals = Seals::default();
        assert!(seals.is_new([1; 32], None) && !seals.is_new([1; 32], None) && seals.is_new([2; 32], None));
    }
}
