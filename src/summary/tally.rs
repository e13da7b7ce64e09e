//! Counting: forms by month, and by what their counted fields say. Grows with what can be said, never with how many forms
//! say it; apart from that every form leaves its seal and the word of its own, so that it is counted once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::period::{Month, TimeSpan};
use super::read::{
    CountedField, CountedForm, CountedIdentity, CountedKind, CountedOption, CountingBasis, FormSubject,
    LeftOut,
};

/// The forms that have been seen, so that each is counted once. A form of format 2 is known by its id: of its versions the
/// latest counts. One of format 1 is known by its seal, and by the word of its own that its file came with.
#[derive(Debug, Default)]
pub struct SeenForms {
    by_id: HashMap<String, (u32, Seal, PathBuf)>,
    seals: Seals,
}

/// How a form stands to those that were seen before it.
#[derive(Debug, PartialEq, Eq)]
pub enum FormStanding {
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
    first: HashMap<Seal, Option<FormWord>>,
    more: HashSet<(Seal, FormWord)>,
}

/// A form's seal: two forms with the same say the same.
type Seal = [u8; 32];

/// The word of its own that a form was saved with.
pub type FormWord = [u8; 6];

/// The trainings that were held, by month. They are about no case, and are shown as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrainingCounts {
    trainings: MonthCounts,
    participants: MonthCounts,
}

/// Counts by month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthCounts(BTreeMap<Month, u64>);

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
    pub(super) forms: MonthCounts,
    /// The counted fields, by their ids.
    variables: BTreeMap<String, FieldTally>,
}

/// What a counted field has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldTally {
    /// The first place it has had in a form.
    place: usize,
    pub(super) label: String,
    pub(super) kind: CountedKind,
    options: BTreeMap<String, OptionTally>,
}

/// What has been heard of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OptionTally {
    /// The first place it has had in a form.
    place: usize,
    pub(super) text: String,
    pub(super) series: MonthCounts,
}

impl SeenForms {
    /// Takes in a form found in a file, and says how it stands. What comes of it does not hang on which comes first.
    pub fn add_form(&mut self, form: &CountedForm, word: Option<FormWord>, path: &Path) -> FormStanding {
        let Some(CountedIdentity { id, version }) = &form.identity else {
            let new = self.seals.is_new(form.seal, word);
            return if new { FormStanding::New } else { FormStanding::Left(LeftOut::Duplicate) };
        };
        let mine = (*version, form.seal, path.to_owned());
        match self.by_id.entry(id.clone()) {
            Entry::Vacant(place) => {
                place.insert(mine);
                FormStanding::New
            }
            Entry::Occupied(place) if (place.get().0, place.get().1) == (mine.0, mine.1) => {
                FormStanding::Left(LeftOut::Duplicate)
            }
            Entry::Occupied(mut place) => {
                let (version, seal, _) = place.get();
                let why = if *version == mine.0 { LeftOut::Clash } else { LeftOut::Corrected };
                if (version, seal) > (&mine.0, &mine.1) {
                    return FormStanding::Left(why);
                }
                let (_, _, earlier) = place.insert(mine);
                FormStanding::Instead(earlier, why)
            }
        }
    }
}

impl Seals {
    /// Whether a form is seen for the first time. One without a word of its own is taken for any that says the same, so
    /// that what is counted does not hang on which comes first.
    fn is_new(&mut self, seal: Seal, word: Option<FormWord>) -> bool {
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

impl TrainingCounts {
    /// Counts a training.
    pub fn add_training(&mut self, month: Month, participants: u32) {
        self.trainings.add_count(month, 1);
        self.participants.add_count(month, participants.into());
    }

    /// The months in which some were.
    pub(super) fn months(&self) -> impl Iterator<Item = Month> {
        self.trainings.0.keys().copied()
    }

    /// What it comes to, as rows: what each is called, and its counts. None where no training was held.
    pub fn labeled_rows(&self) -> Vec<(&'static str, &MonthCounts)> {
        let Self { trainings, participants } = self;
        if trainings.sum_over(TimeSpan::All) == 0 {
            return Vec::new();
        }
        vec![("Genomförda", trainings), ("Deltagare", participants)]
    }
}

impl MonthCounts {
    /// The sum over a stretch of time.
    pub fn sum_over(&self, span: TimeSpan) -> u64 {
        self.0.iter().filter(|(month, _)| span.contains_month(**month)).map(|(_, count)| count).sum()
    }

    /// The first and the last month.
    pub(super) fn month_range(&self) -> Option<(Month, Month)> {
        Some((*self.0.keys().next()?, *self.0.keys().next_back()?))
    }

    /// Adds to a month.
    pub(super) fn add_count(&mut self, month: Month, count: u64) {
        *self.0.entry(month).or_insert(0) += count;
    }

    /// Takes one back from a month.
    fn take_away(&mut self, month: Month) {
        if let Some(count) = self.0.get_mut(&month) {
            *count = count.saturating_sub(1);
        }
    }

    fn merge_counts(&mut self, other: Self) {
        other.0.into_iter().for_each(|(month, count)| self.add_count(month, count));
    }

    /// What is left when another is taken away, month by month.
    pub(super) fn subtract_counts(&self, other: &Self) -> Self {
        let left = self
            .0
            .iter()
            .map(|(month, count)| (*month, count.saturating_sub(other.0.get(month).copied().unwrap_or(0))));
        Self(left.collect())
    }
}

impl Tally {
    /// Counts a form.
    pub fn add_form(&mut self, form: CountedForm, basis: CountingBasis) {
        let month = form.counted_month(basis);
        self.population_about(form.about).add_form(month, form.fields);
    }

    /// Takes back a form that was counted, where another counts instead.
    pub fn take_away(&mut self, form: &CountedForm, basis: CountingBasis) {
        let month = form.counted_month(basis);
        self.population_about(form.about).take_away(month, &form.fields);
    }

    /// Lets the picture reach to a month, whether there are forms in it or not.
    pub fn extend_to(&mut self, month: Month) {
        self.persons.forms.add_count(month, 0);
        self.things.forms.add_count(month, 0);
    }

    /// How many forms there are of both kinds. Nothing that leaves the computer may show it.
    pub fn form_count(&self) -> u64 {
        self.persons.forms.sum_over(TimeSpan::All) + self.things.forms.sum_over(TimeSpan::All)
    }

    /// From which month to which it tells.
    pub fn month_range(&self) -> Option<(Month, Month)> {
        let ends = [self.persons.forms.month_range(), self.things.forms.month_range()];
        let firsts = ends.iter().flatten().map(|(first, _)| *first).min()?;
        Some((firsts, ends.iter().flatten().map(|(_, last)| *last).max()?))
    }

    /// Takes in what was counted elsewhere. The order does not matter.
    #[must_use]
    pub fn merged_with(self, other: Self) -> Self {
        Self {
            persons: self.persons.merged_with(other.persons),
            things: self.things.merged_with(other.things),
        }
    }

    fn population_about(&mut self, about: FormSubject) -> &mut Population {
        match about {
            FormSubject::Persons => &mut self.persons,
            FormSubject::Things => &mut self.things,
        }
    }
}

impl Population {
    /// The counted fields in the order of the forms.
    pub(super) fn in_order(&self) -> Vec<(&str, &FieldTally)> {
        let mut all: Vec<_> = self.variables.iter().map(|(id, variable)| (id.as_str(), variable)).collect();
        all.sort_by_key(|(id, variable)| (variable.place, *id));
        all
    }

    fn add_form(&mut self, month: Month, fields: Vec<CountedField>) {
        self.forms.add_count(month, 1);
        for (place, field) in fields.into_iter().enumerate() {
            let variable = self
                .variables
                .entry(field.id.clone())
                .or_insert_with(|| FieldTally::from_field(&field, place));
            variable.place = variable.place.min(place);
            variable.add_field(month, field);
        }
    }

    fn take_away(&mut self, month: Month, fields: &[CountedField]) {
        self.forms.take_away(month);
        for field in fields {
            if let Some(variable) = self.variables.get_mut(&field.id) {
                variable.take_away(month, field);
            }
        }
    }

    fn merged_with(mut self, other: Self) -> Self {
        self.forms.merge_counts(other.forms);
        for (id, theirs) in other.variables {
            match self.variables.get_mut(&id) {
                Some(mine) => mine.merge_tally(theirs),
                None => {
                    self.variables.insert(id, theirs);
                }
            }
        }
        self
    }
}

impl FieldTally {
    fn from_field(field: &CountedField, place: usize) -> Self {
        Self { place, label: field.label.clone(), kind: field.kind, options: BTreeMap::new() }
    }

    /// The options in the order of the forms.
    pub(super) fn in_order(&self) -> Vec<(&str, &OptionTally)> {
        let mut options: Vec<_> = self.options.iter().map(|(id, heard)| (id.as_str(), heard)).collect();
        options.sort_by_key(|(id, heard)| (heard.place, *id));
        options
    }

    fn add_field(&mut self, month: Month, field: CountedField) {
        // A field of another kind under the same id is another field.
        if field.kind != self.kind {
            return;
        }
        self.settle_label(&field.label);
        let mut answered = false;
        for (place, CountedOption { id, text, said }) in field.options.into_iter().enumerate() {
            let series = MonthCounts::default();
            let heard =
                self.options.entry(id).or_insert_with(|| OptionTally { place, text: text.clone(), series });
            heard.settle_text(place, text);
            if said && !(answered && self.kind == CountedKind::One) {
                answered = true;
                heard.series.add_count(month, 1);
            }
        }
    }

    fn take_away(&mut self, month: Month, field: &CountedField) {
        if field.kind != self.kind {
            return;
        }
        let said = field.options.iter().filter(|choice| choice.said);
        let most = if self.kind == CountedKind::One { 1 } else { usize::MAX };
        for choice in said.take(most) {
            if let Some(heard) = self.options.get_mut(&choice.id) {
                heard.series.take_away(month);
            }
        }
    }

    fn merge_tally(&mut self, other: Self) {
        if other.kind != self.kind {
            return;
        }
        self.settle_label(&other.label);
        self.place = self.place.min(other.place);
        for (id, theirs) in other.options {
            let OptionTally { place, text, series } = theirs;
            let mine = self.options.entry(id).or_insert_with(|| OptionTally {
                place,
                text: text.clone(),
                series: MonthCounts::default(),
            });
            mine.settle_text(place, text);
            mine.series.merge_counts(series);
        }
    }

    /// Of two labels the one that comes first in the alphabet, so that the order of the forms does not matter.
    fn settle_label(&mut self, label: &str) {
        if label < self.label.as_str() {
            label.clone_into(&mut self.label);
        }
    }
}

impl OptionTally {
    fn settle_text(&mut self, place: usize, text: String) {
        self.place = self.place.min(place);
        if text < self.text {
            self.text = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::read::RoutineOrigin;

    fn sample_form(month: u32, said: &str) -> CountedForm {
        let option =
            |id: &str| CountedOption { id: id.to_owned(), text: id.to_uppercase(), said: id == said };
        let options = vec![option("b"), option("a")];
        let (id, label) = ("galler".to_owned(), "Gäller".to_owned());
        let origin = RoutineOrigin {
            id: "r".to_owned(),
            publisher: None,
            title: "R".to_owned(),
            version: "1".to_owned(),
        };
        CountedForm {
            filled: Month { year: 2026, month },
            happened: Some(Month { year: 2025, month }),
            identity: None,
            routine: origin,
            about: FormSubject::Persons,
            fields: vec![CountedField { id, label, kind: CountedKind::One, options }],
            seal: [0; 32],
        }
    }

    fn identified_form(version: u32, seal: u8) -> CountedForm {
        let identity = Some(CountedIdentity { id: "x".to_owned(), version });
        CountedForm { identity, seal: [seal; 32], ..sample_form(1, "a") }
    }

    #[test]
    fn the_order_of_forms_and_of_workers_does_not_matter() {
        let forms = [sample_form(1, "a"), sample_form(1, "b"), sample_form(2, "b"), sample_form(5, "")];
        let count = |forms: &[CountedForm]| {
            let mut tally = Tally::default();
            forms.iter().cloned().for_each(|form| tally.add_form(form, CountingBasis::Filled));
            tally
        };
        let (whole, backwards) = (count(&forms), count(&forms.iter().rev().cloned().collect::<Vec<_>>()));
        assert_eq!(whole, backwards);
        assert_eq!(count(&forms[..1]).merged_with(count(&forms[1..])), whole);
        let (_, variable) = whole.persons.in_order()[0];
        let ids: Vec<_> = variable
            .in_order()
            .into_iter()
            .map(|(id, heard)| (id, heard.series.sum_over(TimeSpan::All)))
            .collect();
        assert_eq!(ids, [("b", 2), ("a", 1)]);
        assert_eq!(whole.persons.forms.sum_over(TimeSpan::Tertial(2026, 1)), 3);
    }

    #[test]
    fn a_form_counts_by_when_it_was_filled_or_happened_and_is_taken_back_whole() {
        let mut tally = Tally::default();
        tally.add_form(sample_form(1, "a"), CountingBasis::Happened);
        tally.add_form(sample_form(2, "b"), CountingBasis::Happened);
        assert_eq!(tally.persons.forms.sum_over(TimeSpan::Year(2025)), 2);
        tally.take_away(&sample_form(2, "b"), CountingBasis::Happened);
        assert_eq!(
            (
                tally.form_count(),
                tally.persons.in_order()[0].1.in_order()[0].1.series.sum_over(TimeSpan::All)
            ),
            (1, 0)
        );
    }

    #[test]
    fn of_the_versions_of_a_form_the_latest_counts_whichever_comes_first() {
        let take = |forms: &[CountedForm]| {
            let mut seen = SeenForms::default();
            let mut left = Vec::new();
            for (nth, form) in forms.iter().enumerate() {
                match seen.add_form(form, None, Path::new(&nth.to_string())) {
                    FormStanding::New => {}
                    FormStanding::Left(why) => left.push((form.seal[0], why)),
                    FormStanding::Instead(path, why) => {
                        let at: usize = path.to_str().unwrap().parse().unwrap();
                        left.push((forms[at].seal[0], why));
                    }
                }
            }
            left.sort_unstable();
            left
        };
        let forms = [identified_form(1, 1), identified_form(2, 2), identified_form(2, 2)];
        let expected = [(1, LeftOut::Corrected), (2, LeftOut::Duplicate)];
        assert_eq!(take(&forms), expected);
        assert_eq!(take(&forms.iter().rev().cloned().collect::<Vec<_>>()), expected);
        assert_eq!(take(&[identified_form(1, 1), identified_form(1, 9)]), [(1, LeftOut::Clash)]);
        assert_eq!(take(&[identified_form(1, 9), identified_form(1, 1)]), [(1, LeftOut::Clash)]);
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
