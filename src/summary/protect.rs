//! The protection of small numbers: the only maker of a [`Picture`].
//!
//! **What is promised** of forms about persons. No shown count is 1–4, and from everything that can be shown of a folder – all
//! tables, all totals, by month, tertial and year at once – no hidden count of 1–4 can be told from one of 5 or more. Nor can it
//! be told that everybody in a shown stretch of time gave one and the same answer. It does not matter which finenesses are
//! printed: they are views of one and the same protected picture.
//!
//! **Finds that concern no person** (klotter, klistermärken) are counted apart, in tables and totals of their own, by a lighter
//! rule: no shown count is 1–2, and that all of them are alike may be seen. Nobody is told of in them; what the rule guards is who
//! reported, and whose premises it was. They may stand beside the others since the two share no number: each form is in one of
//! the two, no total of both is ever shown, and so nothing can be subtracted. A form is counted as a find only where its own
//! field says that nobody is concerned (`nobody` in the flow); one that does not say is counted as about persons.
//!
//! **How.** Time is a tree: all, years, tertials, months. Going down it, two things are decided at each stretch of time
//! that is itself shown:
//!
//! 1. *Which of its parts are shown.* A part with 1–4 forms is not, and then at least one more is not, until those that are
//!    hidden have 5 forms or more together. Nothing of a hidden part is shown in any table.
//! 2. *Which options are shown, for all of its parts alike.* An option with 1–4 in any part – the hidden parts together
//!    count as one – is hidden in all of them, and then the smallest others, until the hidden options together have none
//!    or at least 5 in every part. What is hidden stays hidden further down.
//!
//! 3. *Whether everybody says the same.* Where all forms of a block of time have one answer, that option is hidden, and at least
//!    one more with forms in the stretch above, so that the sum of the hidden is shared by at least two; where there is none,
//!    the whole table is. A field left empty by everybody is no answer.
//!
//! A field with many answers is, for each option, two options: said, and not said; so neither those who have it nor
//! those who lack it are few.
//!
//! **Why it holds.** At each level the shown counts are those of a partition of the forms into blocks – shown options, and
//! the hidden ones together; shown parts, and the hidden ones together – and every block has none or at least 5. Each level
//! is coarser in options and finer in time than the one above and meets it only in sums of blocks. Such nested margins are
//! decomposable, and the sharpest bounds an onlooker can find for a count are Fréchet's, computed along the tree (Dobra and
//! Fienberg, PNAS 97:11885, 2000): at least `max(0, r + c − s)` and at most `min(r, c)`, for a block of options `r`, a block
//! of time `c` and both together `s`. Since `r`, `c`, `s − r` and `s − c` are blocks too, each none or at least 5, either
//! the count is itself a block, or its upper bound is at least 5 and its bounds are at least 5 apart. The tables share
//! nothing but the number of forms, so they can be filled in independently of each other. `tests/it/summary.rs` tries to
//! break this with linear programming over everything printed. With another limit than 5 the same holds for that limit.
//!
//! **What is not promised.** Where there are fewer than 5 forms in all, that much is told and nothing else. That a count is hidden tells that it, or one beside it, is small. Pictures of different
//! folders, or of one folder before and after forms were added, are not protected against each other: print a period when
//! it is over. Whoever holds the forms can count them.

use std::collections::{BTreeMap, BTreeSet};

use super::period::{Month, Span, months};
use super::picture::{Cell, Of, Picture, Row, Table};
use super::read::Kind;
use super::sheet::TOGETHER;
use super::tally::{Population, Series, Tally, Variable};

/// What may not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The smallest count that is shown, apart from none at all.
    pub limit: u64,
    /// Whether it may be told that everybody gave the same answer.
    pub alike: Alike,
}

/// Whether it may be told that everybody gave the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// It may not: it says so of each of them.
    Protected,
    /// It may.
    Shown,
}

impl Rule {
    /// For forms about persons.
    pub const PERSONS: Self = Self { limit: 5, alike: Alike::Protected };

    /// For finds that concern no person.
    pub const THINGS: Self = Self { limit: 3, alike: Alike::Shown };

    /// Whether a count may be shown.
    fn may_show(self, count: u64) -> bool {
        count == 0 || count >= self.limit
    }
}

/// Protects the counts: of forms about persons, and of finds. Both tell of the same months.
pub fn protect(tally: &Tally) -> (Picture, Picture) {
    let months = tally.ends().map(|(first, last)| months(first, last)).unwrap_or_default();
    (picture(&tally.persons, &months, Rule::PERSONS), picture(&tally.things, &months, Rule::THINGS))
}

fn picture(of: &Population, months: &[Month], rule: Rule) -> Picture {
    let time = Time::of(&of.forms, months, rule);
    let tables = of.in_order().into_iter().map(|(id, variable)| table(id, variable, &of.forms, &time));
    Picture { tables: tables.collect(), forms: time.cells(&of.forms), months: months.to_vec(), rule }
}

/// The shown part of the tree of time.
struct Time {
    rule: Rule,
    /// Each shown stretch that has parts, with them.
    parts: BTreeMap<Span, Parts>,
}

/// The parts of a shown stretch.
struct Parts {
    shown: Vec<Span>,
    /// Told only together, and only by what the others leave.
    hidden: Vec<Span>,
}

impl Time {
    fn of(forms: &Series, months: &[Month], rule: Rule) -> Self {
        let mut time = Self { rule, parts: BTreeMap::new() };
        if rule.may_show(forms.sum(Span::All)) {
            time.descend(Span::All, forms, months);
        }
        time
    }

    fn descend(&mut self, span: Span, forms: &Series, months: &[Month]) {
        let parts = Parts::of(span.parts(months), forms, self.rule);
        for part in &parts.shown {
            self.descend(*part, forms, months);
        }
        self.parts.insert(span, parts);
    }

    /// The number of forms in each shown stretch.
    fn cells(&self, forms: &Series) -> BTreeMap<Span, Cell> {
        self.parts.keys().map(|span| (*span, Cell::Count(forms.sum(*span)))).collect()
    }
}

impl Parts {
    fn of(all: Vec<Span>, forms: &Series, rule: Rule) -> Self {
        let (shown, hidden) = all.into_iter().partition(|part| rule.may_show(forms.sum(*part)));
        let mut parts = Self { shown, hidden };
        let mut together: u64 = parts.hidden.iter().map(|part| forms.sum(*part)).sum();
        while !parts.hidden.is_empty() && (parts.hidden.len() < 2 || together < rule.limit) {
            let next = parts.shown.iter().enumerate().filter(|(_, part)| forms.sum(**part) > 0);
            let Some((at, _)) = next.min_by_key(|(at, part)| (forms.sum(**part), *at)) else { break };
            let part = parts.shown.remove(at);
            together += forms.sum(part);
            parts.hidden.push(part);
        }
        parts.hidden.sort_unstable();
        parts
    }

    /// What is shown or can be worked out: each shown part, and the hidden ones together.
    fn blocks(&self) -> Vec<Vec<Span>> {
        let mut blocks: Vec<Vec<Span>> = self.shown.iter().map(|part| vec![*part]).collect();
        if !self.hidden.is_empty() {
            blocks.push(self.hidden.clone());
        }
        blocks
    }
}

/// Options that exclude each other, with their cells while these are decided.
struct Split<'t> {
    options: Vec<Series>,
    /// How many of them are answers: the last is that none was given.
    answers: usize,
    time: &'t Time,
    cells: Vec<BTreeMap<Span, Cell>>,
    /// The hidden options together.
    together: BTreeMap<Span, Cell>,
}

impl<'t> Split<'t> {
    fn of(options: Vec<Series>, time: &'t Time) -> Self {
        let cells = vec![BTreeMap::new(); options.len()];
        let answers = options.len().saturating_sub(1);
        let mut split = Self { options, answers, time, cells, together: BTreeMap::new() };
        if time.parts.contains_key(&Span::All) {
            let hidden = split.hide(&BTreeSet::new(), Span::All, &[vec![Span::All]]);
            split.show(Span::All, &hidden);
            split.descend(Span::All, &hidden);
        }
        split
    }

    fn descend(&mut self, span: Span, above: &BTreeSet<usize>) {
        let Some(parts) = self.time.parts.get(&span) else { return };
        let hidden = self.hide(above, span, &parts.blocks());
        for part in &parts.shown {
            self.show(*part, &hidden);
            self.descend(*part, &hidden);
        }
    }

    /// The options to hide in all of these blocks of time, which a stretch is made of; those hidden above among them.
    fn hide(&self, above: &BTreeSet<usize>, span: Span, blocks: &[Vec<Span>]) -> BTreeSet<usize> {
        let rule = self.time.rule;
        let small = |at: usize| blocks.iter().any(|block| !rule.may_show(self.count(at, block)));
        let mut hidden: BTreeSet<usize> = (0..self.options.len()).filter(|at| small(*at)).collect();
        hidden.extend(above);
        self.hide_alike(&mut hidden, above, span, blocks);
        loop {
            let together = |block: &Vec<Span>| hidden.iter().map(|at| self.count(*at, block)).sum();
            if blocks.iter().all(|block| rule.may_show(together(block))) {
                return hidden;
            }
            match self.smallest(&hidden, blocks) {
                Some(next) => hidden.insert(next),
                None => return hidden,
            };
        }
    }

    /// Hides what everybody in a block says, together with something else that they could have said.
    fn hide_alike(
        &self,
        hidden: &mut BTreeSet<usize>,
        above: &BTreeSet<usize>,
        span: Span,
        blocks: &[Vec<Span>],
    ) {
        let everybody = |at: usize, block: &Vec<Span>| {
            let count = self.count(at, block);
            count > 0 && (0..self.options.len()).map(|other| self.count(other, block)).sum::<u64>() == count
        };
        let alike = (0..self.answers).filter(|at| blocks.iter().any(|block| everybody(*at, block)));
        let alike: Vec<usize> = alike.filter(|_| self.time.rule.alike == Alike::Protected).collect();
        for at in alike {
            hidden.insert(at);
            let could_be =
                |other: &usize| *other != at && (above.contains(other) || self.count(*other, &[span]) > 0);
            if hidden.iter().any(could_be) {
                continue;
            }
            match self.smallest(hidden, blocks) {
                Some(other) => {
                    hidden.insert(other);
                }
                None => hidden.extend(0..self.options.len()),
            }
        }
    }

    /// The smallest option that is shown so far and is not empty.
    fn smallest(&self, hidden: &BTreeSet<usize>, blocks: &[Vec<Span>]) -> Option<usize> {
        let all = |at: usize| blocks.iter().map(|block| self.count(at, block)).sum::<u64>();
        let left = (0..self.options.len()).filter(|at| !hidden.contains(at) && all(*at) > 0);
        left.min_by_key(|at| (all(*at), *at))
    }

    fn count(&self, at: usize, block: &[Span]) -> u64 {
        self.options.get(at).map_or(0, |series| block.iter().map(|span| series.sum(*span)).sum())
    }

    fn show(&mut self, span: Span, hidden: &BTreeSet<usize>) {
        let mut together = 0;
        for (at, (series, cells)) in self.options.iter().zip(&mut self.cells).enumerate() {
            let count = series.sum(span);
            let cell = if hidden.contains(&at) { Cell::Hidden } else { Cell::Count(count) };
            together += if hidden.contains(&at) { count } else { 0 };
            cells.insert(span, cell);
        }
        let none_hidden = hidden.is_empty();
        self.together.insert(span, Cell::Count(if none_hidden { 0 } else { together }));
    }
}

fn table(id: &str, variable: &Variable, forms: &Series, time: &Time) -> Table {
    let rows = match variable.kind {
        Kind::One => exclusive(variable, forms, time),
        Kind::Any | Kind::Acts => independent(variable, forms, time),
    };
    Table { id: id.to_owned(), label: variable.label.clone(), kind: variable.kind, rows }
}

/// The rows of a field with one answer: its options, those who said nothing, and the hidden ones together.
fn exclusive(variable: &Variable, forms: &Series, time: &Time) -> Vec<Row> {
    let options = variable.in_order();
    let mut series: Vec<Series> = options.iter().map(|(_, heard)| heard.series.clone()).collect();
    let unsaid = series.iter().fold(forms.clone(), |left, said| left.less(said));
    let anybody_silent = unsaid.sum(Span::All) > 0;
    series.push(unsaid);
    let Split { mut cells, together, .. } = Split::of(series, time);
    let unsaid = cells.pop().unwrap_or_default();
    let mut rows: Vec<Row> = options
        .into_iter()
        .zip(cells)
        .map(|((id, heard), cells)| Row { of: Of::Option(id.to_owned()), label: heard.text.clone(), cells })
        .collect();
    if anybody_silent {
        rows.push(Row { of: Of::Unsaid, label: "Inte ifyllt".to_owned(), cells: unsaid });
    }
    if together.values().any(|cell| *cell != Cell::Count(0)) {
        rows.push(Row { of: Of::Together, label: TOGETHER.to_owned(), cells: together });
    }
    rows
}

/// The rows of a field with many answers: each option by itself, against those who did not say it.
fn independent(variable: &Variable, forms: &Series, time: &Time) -> Vec<Row> {
    let row = |(id, heard): (&str, &super::tally::Heard)| {
        let split = Split::of(vec![heard.series.clone(), forms.less(&heard.series)], time);
        let cells = split.cells.into_iter().next().unwrap_or_default();
        Row { of: Of::Option(id.to_owned()), label: heard.text.clone(), cells }
    };
    variable.in_order().into_iter().map(row).collect()
}
