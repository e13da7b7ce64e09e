//! Counting: forms by month, and by what their counted fields say. Grows with what can be said, never with how many forms
//! say it; apart from that every form leaves its seal and the word of its own, so that it is counted once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::period::{Month, Span};
use super::read::{COUNTED, Choice, Counted, Field, Kind};

/// The seals of the forms that have been counted, each with the words of their own that the forms came with. Forms that
/// say the same are one form, but where their words tell them apart: then they are as many cases.
#[derive(Debug, Default)]
pub struct Seals {
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

/// The counts, unprotected: nothing can show them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Forms.
    pub(super) forms: Series,
    /// The counted fields, by their place in [`COUNTED`].
    pub(super) variables: [Option<Variable>; COUNTED.len()],
}

/// What a counted field has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable {
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

impl Seals {
    /// Whether a form is seen for the first time. One without a word of its own is taken for any that says the same, so
    /// that what is counted does not hang on which comes first.
    pub fn is_new(&mut self, seal: Seal, word: Option<Word>) -> bool {
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
    pub fn add(&mut self, form: Counted) {
        let Counted { month, fields, seal: _ } = form;
        self.forms.add(month, 1);
        for (at, field) in fields {
            if let Some(variable) = self.variables.get_mut(at) {
                variable.get_or_insert_with(|| Variable::of(&field)).add(month, field);
            }
        }
    }

    /// Lets the picture reach to a month, whether there are forms in it or not.
    pub fn reach(&mut self, month: Month) {
        self.forms.add(month, 0);
    }

    /// Takes in what was counted elsewhere. The order does not matter.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.forms.join(other.forms);
        for (mine, theirs) in self.variables.iter_mut().zip(other.variables) {
            match (mine.as_mut(), theirs) {
                (_, None) => {}
                (None, theirs) => *mine = theirs,
                (Some(mine), Some(theirs)) => mine.join(theirs),
            }
        }
        self
    }
}

impl Variable {
    fn of(field: &Field) -> Self {
        Self { label: field.label.clone(), kind: field.kind, options: BTreeMap::new() }
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

    fn join(&mut self, other: Self) {
        if other.kind != self.kind {
            return;
        }
        self.agree(&other.label);
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

    fn form(month: u32, said: &str) -> Counted {
        let option = |id: &str| Choice { id: id.to_owned(), text: id.to_uppercase(), said: id == said };
        let options = vec![option("b"), option("a")];
        let field = Field { label: "Gäller".to_owned(), kind: Kind::One, options };
        Counted { month: Month { year: 2026, month }, fields: vec![(0, field)], seal: [0; 32] }
    }

    #[test]
    fn the_order_of_forms_and_of_workers_does_not_matter() {
        let forms = [form(1, "a"), form(1, "b"), form(2, "b"), form(5, "")];
        let count = |forms: &[Counted]| {
            let mut tally = Tally::default();
            forms.iter().cloned().for_each(|form| tally.add(form));
            tally
        };
        let (whole, backwards) = (count(&forms), count(&forms.iter().rev().cloned().collect::<Vec<_>>()));
        assert_eq!(whole, backwards);
        assert_eq!(count(&forms[..1]).joined(count(&forms[1..])), whole);
        let variable = whole.variables[0].as_ref().unwrap();
        let ids: Vec<_> =
            variable.in_order().into_iter().map(|(id, heard)| (id, heard.series.sum(Span::All))).collect();
        assert_eq!(ids, [("b", 2), ("a", 1)]);
        assert_eq!(whole.forms.sum(Span::Tertial(2026, 1)), 3);
    }

    #[test]
    fn a_form_is_counted_once_and_alike_forms_with_words_of_their_own_each() {
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
