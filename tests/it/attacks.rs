//! Attacks on the local picture: whoever has everything printed of a folder tries to work out a small count. None can be.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use proptest::prelude::*;
use stegvis::summary::period::{Granularity, Month, TimeSpan};
use stegvis::summary::picture::Unanimity;
use stegvis::summary::picture::{Cell, Picture, RowSubject};
use stegvis::summary::protect::protect_counts;
use stegvis::summary::read::{
    CountedField, CountedForm, CountedKind, CountedOption, CountingBasis, FormSubject, RoutineOrigin,
};
use stegvis::summary::tally::Tally;

/// A made-up form: its month, what it says in two fields with one answer, and of three things that can all be said.
type SampleForm = (u32, usize, usize, [bool; 2]);

const FIRST: [&str; 3] = ["a", "b", "c"];
const SECOND: [&str; 2] = ["x", "y"];
const MANY: [&str; 2] = ["p", "q"];

fn counted((month, first, second, many): &SampleForm, about: FormSubject) -> CountedForm {
    let field = |id: &str, kind, ids: &[&str], said: &dyn Fn(usize) -> bool| CountedField {
        id: id.to_owned(),
        label: "F".to_owned(),
        kind,
        options: ids
            .iter()
            .enumerate()
            .map(|(at, id)| CountedOption { id: (*id).to_owned(), text: (*id).to_owned(), said: said(at) })
            .collect(),
    };
    let fields = vec![
        field("galler", CountedKind::One, &FIRST, &|at| at == *first),
        field("vad", CountedKind::Any, &MANY, &|at| many[at]),
        field("koppling", CountedKind::One, &SECOND, &|at| at == *second),
    ];
    let origin =
        RoutineOrigin { id: "r".to_owned(), publisher: None, title: "R".to_owned(), version: "1".to_owned() };
    CountedForm {
        filled: month_of(*month),
        happened: None,
        identity: None,
        routine: origin,
        about,
        fields,
        seal: [0; 32],
    }
}

/// Months of two years, so that every level of time has several parts.
fn month_of(number: u32) -> Month {
    Month { year: 2025 + i32::try_from(number / 12).unwrap(), month: number % 12 + 1 }
}

/// What somebody works with who has everything that can be printed of a folder, and wants one count.
struct Attack {
    problem: Problem,
    /// One unknown for each month and category of a field; fields first, then categories.
    unknown: Vec<Vec<Vec<Variable>>>,
    months: Vec<Month>,
}

/// The categories of each field, as they exclude each other.
fn categories(forms: &[SampleForm]) -> Vec<Vec<Vec<u64>>> {
    let months = months();
    let count = |says: &dyn Fn(&SampleForm) -> bool| {
        let of = |month: &Month| {
            forms.iter().filter(|form| month_of(form.0) == *month && says(form)).count() as u64
        };
        months.iter().map(of).collect::<Vec<u64>>()
    };
    let mut all: Vec<Vec<Vec<u64>>> = vec![
        (0..=FIRST.len()).map(|at| count(&|form: &SampleForm| form.1.min(FIRST.len()) == at)).collect(),
        (0..=SECOND.len()).map(|at| count(&|form: &SampleForm| form.2.min(SECOND.len()) == at)).collect(),
    ];
    for at in 0..MANY.len() {
        all.push(vec![count(&|form: &SampleForm| form.3[at]), count(&|form: &SampleForm| !form.3[at])]);
    }
    all
}

fn months() -> Vec<Month> {
    (0..24).map(month_of).collect()
}

/// The row of a category, where the picture has one.
fn shown(picture: &Picture, field: usize, category: usize) -> Option<&stegvis::summary::picture::PictureRow> {
    let (table, of) = match (field, category) {
        (0, at) => ("galler", FIRST.get(at)),
        (1, at) => ("koppling", SECOND.get(at)),
        (many, 0) => ("vad", MANY.get(many - 2)),
        (_, _) => return None,
    };
    let rows = &picture.tables().iter().find(|made| made.id == table)?.rows;
    let of = of.map_or(RowSubject::Unsaid, |id| RowSubject::Option((*id).to_owned()));
    rows.iter().find(|row| row.of == of)
}

fn spans(picture: &Picture) -> Vec<TimeSpan> {
    let mut spans: Vec<TimeSpan> = Granularity::ALL.into_iter().flat_map(|by| picture.columns(by)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

impl Attack {
    /// Everything printed, as equations over the unknown counts of each month.
    fn on(
        picture: &Picture,
        shape: &[Vec<Vec<u64>>],
        goal: (usize, usize, TimeSpan),
        way: OptimizationDirection,
    ) -> Self {
        let mut problem = Problem::new(way);
        let months = months();
        let mut unknown: Vec<Vec<Vec<Variable>>> = Vec::new();
        for (field, categories) in shape.iter().enumerate() {
            unknown.push(Vec::new());
            for category in 0..categories.len() {
                let wanted =
                    |month: &Month| goal.0 == field && goal.1 == category && goal.2.contains_month(*month);
                let made = months.iter().map(|month| {
                    problem.add_var(if wanted(month) { 1.0 } else { 0.0 }, (0.0, f64::INFINITY))
                });
                unknown[field].push(made.collect());
            }
        }
        let mut attack = Self { problem, unknown, months };
        attack.forms(picture);
        for (field, categories) in shape.iter().enumerate() {
            for category in 0..categories.len() {
                if let Some(row) = shown(picture, field, category) {
                    for span in spans(picture) {
                        attack.known(&[(field, category)], span, row.cell(span));
                    }
                }
            }
            attack.together(picture, field);
        }
        attack
    }

    /// Every field is said, or not, by as many forms as there are.
    fn forms(&mut self, picture: &Picture) {
        for span in spans(picture) {
            for field in 0..self.unknown.len() {
                let all: Vec<(usize, usize)> = (0..self.unknown[field].len()).map(|at| (field, at)).collect();
                self.known(&all, span, picture.form_count(span));
            }
        }
        // No form is older than the first column, or newer than the last.
        let told = picture.columns(Granularity::Month);
        for (at, month) in self.months.clone().into_iter().enumerate() {
            if !told.contains(&TimeSpan::Month(month)) {
                let none: Vec<(Variable, f64)> = self.unknown[0].iter().map(|of| (of[at], 1.0)).collect();
                self.problem.add_constraint(none, ComparisonOp::Eq, 0.0);
            }
        }
        // And each month has the same number of forms in every field, whether it is printed or not.
        for month in 0..self.months.len() {
            for field in 1..self.unknown.len() {
                let mine = self.unknown[field].iter().map(|of| (of[month], 1.0));
                let first = self.unknown[0].iter().map(|of| (of[month], -1.0));
                let both: Vec<(Variable, f64)> = mine.chain(first).collect();
                self.problem.add_constraint(both, ComparisonOp::Eq, 0.0);
            }
        }
    }

    /// The row of those that are hidden tells their sum.
    fn together(&mut self, picture: &Picture, field: usize) {
        let table = match field {
            0 => "galler",
            1 => "koppling",
            _ => return,
        };
        let Some(rows) = picture.tables().iter().find(|made| made.id == table).map(|made| made.rows.clone())
        else {
            return;
        };
        let Some(sum) = rows.iter().find(|row| row.of == RowSubject::Together) else { return };
        for span in spans(picture) {
            let hidden: Vec<(usize, usize)> = (0..self.unknown[field].len())
                .filter(|at| shown(picture, field, *at).is_some_and(|row| row.cell(span) == Cell::Hidden))
                .map(|at| (field, at))
                .collect();
            if !hidden.is_empty() {
                self.known(&hidden, span, sum.cell(span));
            }
        }
    }

    fn known(&mut self, of: &[(usize, usize)], span: TimeSpan, cell: Cell) {
        let Cell::Count(count) = cell else { return };
        let mut sum: Vec<(Variable, f64)> = Vec::new();
        for (field, category) in of {
            for (month, variable) in self.months.iter().zip(&self.unknown[*field][*category]) {
                if span.contains_month(*month) {
                    sum.push((*variable, 1.0));
                }
            }
        }
        self.problem.add_constraint(sum, ComparisonOp::Eq, f64::from(u32::try_from(count).unwrap()));
    }

    fn bound(self) -> f64 {
        match self.problem.solve() {
            Ok(SolveOutcome::Solution(solution)) => solution.objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            other => panic!("{other:?}"),
        }
    }
}

/// What may be shown of forms about this, beside forms about the other that say the same the other way round.
fn pictured(forms: &[SampleForm], about: FormSubject) -> Picture {
    let mut tally = Tally::default();
    for form in forms {
        tally.add_form(counted(form, about), CountingBasis::Filled);
    }
    let (persons, finds) = protect_counts(&tally);
    match about {
        FormSubject::Persons => persons,
        FormSubject::Things => finds,
    }
}

/// Tries to work out every small count that is not shown, of forms about persons.
fn attacked(forms: &[SampleForm]) {
    attacked_as(forms, FormSubject::Persons);
}

fn attacked_as(forms: &[SampleForm], about: FormSubject) {
    let picture = pictured(forms, about);
    let (limit, alike) = (picture.rule().limit, picture.rule().alike);
    let number = |count: u64| f64::from(u32::try_from(count).unwrap());
    let shape = categories(forms);
    for (field, of) in shape.iter().enumerate() {
        for (category, by_month) in of.iter().enumerate() {
            for span in spans(&picture) {
                let truth = held_in(by_month, span);
                let cell = shown(&picture, field, category).map_or(Cell::Hidden, |row| row.cell(span));
                assert!(cell == Cell::Hidden || cell == Cell::Count(truth), "a wrong count is shown");
                let all: u64 = of.iter().map(|by_month| held_in(by_month, span)).sum();
                let answer = shown(&picture, field, category).is_some_and(|row| row.of != RowSubject::Unsaid);
                if alike == Unanimity::Protected && answer && truth > 0 && truth == all {
                    let goal = (field, category, span);
                    let least = Attack::on(&picture, &shape, goal, OptimizationDirection::Minimize).bound();
                    assert!(
                        least + 1.0 <= number(truth) + 1e-6,
                        "everybody is known to say: {goal:?} = {truth}"
                    );
                }
                if !(1..limit).contains(&truth) {
                    continue;
                }
                assert_eq!(cell, Cell::Hidden, "a small count is shown: {field} {category} {span} = {truth}");
                let goal = (field, category, span);
                let least = Attack::on(&picture, &shape, goal, OptimizationDirection::Minimize).bound();
                let most = Attack::on(&picture, &shape, goal, OptimizationDirection::Maximize).bound();
                assert!(
                    most + 1e-6 >= number(limit),
                    "known to be small: {field} {category} {span} = {truth} ≤ {most}"
                );
                assert!(
                    most - least + 1e-6 >= number(limit),
                    "too well known: {field} {category} {span} = {truth} in {least}..{most}"
                );
            }
        }
    }
}

/// How many of these there are in a stretch of time.
fn held_in(by_month: &[u64], span: TimeSpan) -> u64 {
    let held = months().into_iter().zip(by_month).filter(|(month, _)| span.contains_month(*month));
    held.map(|(_, count)| count).sum()
}

fn made() -> impl Strategy<Value = Vec<SampleForm>> {
    // Months that crowd together, answers that are rare: where small numbers are.
    let month = prop_oneof![4 => Just(0_u32), 3 => 0_u32..4, 2 => 4_u32..12, 1 => 12_u32..24];
    let first = prop_oneof![6 => Just(0_usize), 2 => Just(1), 1 => Just(2), 1 => Just(3)];
    let second = prop_oneof![5 => Just(0_usize), 2 => Just(1), 1 => Just(2)];
    let form = (month, first, second, prop::array::uniform2(prop::bool::weighted(0.3)));
    prop::collection::vec(form, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_small_can_be_worked_out_by_linear_programming(forms in made()) {
        attacked(&forms);
    }

    #[test]
    fn nothing_small_can_be_worked_out_of_finds_either(forms in made()) {
        attacked_as(&forms, FormSubject::Things);
    }
}

#[test]
fn the_attack_finds_what_an_unprotected_table_gives_away() {
    // Three in one tertial and thirty in all: with the parts shown, the small one is a subtraction away.
    let forms: Vec<SampleForm> =
        (0..33).map(|n| (if n < 3 { 0 } else { 4 }, usize::from(n % 11 == 0), 0, [false, false])).collect();
    attacked(&forms);
    let picture = pictured(&forms, FormSubject::Persons);
    let shape = categories(&forms);
    let goal = (0, 1, TimeSpan::Tertial(2025, 1));
    let bound = |told: bool, way| {
        let mut attack = Attack::on(&picture, &shape, goal, way);
        if told {
            attack.known(&[(0, 1)], TimeSpan::All, Cell::Count(3));
            attack.known(&[(0, 1)], TimeSpan::Tertial(2025, 2), Cell::Count(2));
        }
        attack.bound()
    };
    assert!(
        (bound(true, OptimizationDirection::Maximize) - bound(true, OptimizationDirection::Minimize)).abs()
            < 1e-6
    );
    assert!(bound(false, OptimizationDirection::Maximize) >= 5.0 - 1e-6);
}

#[test]
fn every_small_table_of_one_tertial_is_safe() {
    // Every way to spread what two options have over two months, up to seven of each.
    for a in 0..8_usize {
        for b in (0..8_usize).step_by(2) {
            for c in (0..8_usize).step_by(3) {
                let mut forms: Vec<SampleForm> = Vec::new();
                for (month, first, count) in [(0, 0, a), (0, 1, b), (1, 0, c), (1, 1, 6)] {
                    forms.extend((0..count).map(|_| (month, first, 0, [false, first == 1])));
                }
                attacked(&forms);
            }
        }
    }
}

#[test]
fn what_everybody_says_is_not_told() {
    // All nine of a month say the same; the rest of the year does not.
    let forms: Vec<SampleForm> = (0..40)
        .map(|n| if n < 9 { (2, 0, 0, [true, false]) } else { (5, n % 2, n % 3, [n % 2 == 0, false]) })
        .collect();
    attacked(&forms);
    let all_alike: Vec<SampleForm> = (0..20).map(|n| (n % 6, 0, 0, [true, true])).collect();
    attacked(&all_alike);
    let picture = pictured(&all_alike, FormSubject::Persons);
    assert_eq!(shown(&picture, 0, 0).unwrap().cell(TimeSpan::All), Cell::Hidden);
    assert_eq!(
        shown(&pictured(&all_alike, FormSubject::Things), 0, 0).unwrap().cell(TimeSpan::All),
        Cell::Count(20)
    );
}

#[test]
fn forms_about_persons_and_finds_are_told_apart_and_share_no_number() {
    let mut tally = Tally::default();
    (0..20).for_each(|n| {
        tally.add_form(counted(&(n % 4, 0, 0, [false, false]), FormSubject::Things), CountingBasis::Filled);
    });
    (0..3).for_each(|_| {
        tally.add_form(counted(&(1, 1, 1, [true, false]), FormSubject::Persons), CountingBasis::Filled);
    });
    let (persons, finds) = protect_counts(&tally);
    assert_eq!(
        (persons.form_count(TimeSpan::All), finds.form_count(TimeSpan::All)),
        (Cell::Hidden, Cell::Count(20))
    );
}
