//! The protection of small numbers: the only maker of a [`Picture`].
//!
//! **What is promised.** No shown count is 1–4, and from everything that can be shown of a folder – all tables, all totals,
//! by month, tertial and year at once – no hidden count of 1–4 can be told from one of 5 or more. It does not matter which
//! finenesses are printed: they are views of one and the same protected picture.
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
//! break this with linear programming over everything printed.
//!
//! **What is not promised.** Where there are fewer than 5 forms in all, that much is told and nothing else. That a count is hidden tells that it, or one beside it, is small. Pictures of different
//! folders, or of one folder before and after forms were added, are not protected against each other: print a period when
//! it is over. Whoever holds the forms can count them.

use std::collections::{BTreeMap, BTreeSet};

use super::LIMIT;
use super::period::{Month, Span, months};
use super::picture::{Cell, Of, Picture, Row, Table};
use super::read::{COUNTED, Kind};
use super::sheet::TOGETHER;
use super::tally::{Series, Tally, Variable};

/// Protects the counts.
pub fn protect(tally: &Tally) -> Picture {
    let months = tally.forms.ends().map(|(first, last)| months(first, last)).unwrap_or_default();
    let time = Time::of(&tally.forms, &months);
    let tables = COUNTED.iter().zip(&tally.variables).filter_map(|(id, variable)| {
        variable.as_ref().map(|variable| table(id, variable, &tally.forms, &time))
    });
    Picture { tables: tables.collect(), forms: time.cells(&tally.forms), months }
}

/// Whether a count may be shown.
fn may_show(count: u64) -> bool {
    count == 0 || count >= LIMIT
}

/// The shown part of the tree of time.
struct Time {
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
    fn of(forms: &Series, months: &[Month]) -> Self {
        let mut time = Self { parts: BTreeMap::new() };
        if may_show(forms.sum(Span::All)) {
            time.descend(Span::All, forms, months);
        }
        time
    }

    fn descend(&mut self, span: Span, forms: &Series, months: &[Month]) {
        let parts = Parts::of(span.parts(months), forms);
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
    fn of(all: Vec<Span>, forms: &Series) -> Self {
        let (shown, hidden) = all.into_iter().partition(|part| may_show(forms.sum(*part)));
        let mut parts = Self { shown, hidden };
        let mut together: u64 = parts.hidden.iter().map(|part| forms.sum(*part)).sum();
        while !parts.hidden.is_empty() && (parts.hidden.len() < 2 || together < LIMIT) {
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
    time: &'t Time,
    cells: Vec<BTreeMap<Span, Cell>>,
    /// The hidden options together.
    together: BTreeMap<Span, Cell>,
}

impl<'t> Split<'t> {
    fn of(options: Vec<Series>, time: &'t Time) -> Self {
        let cells = vec![BTreeMap::new(); options.len()];
        let mut split = Self { options, time, cells, together: BTreeMap::new() };
        if time.parts.contains_key(&Span::All) {
            let hidden = split.hide(&BTreeSet::new(), &[vec![Span::All]]);
            split.show(Span::All, &hidden);
            split.descend(Span::All, &hidden);
        }
        split
    }

    fn descend(&mut self, span: Span, above: &BTreeSet<usize>) {
        let Some(parts) = self.time.parts.get(&span) else { return };
        let hidden = self.hide(above, &parts.blocks());
        for part in &parts.shown {
            self.show(*part, &hidden);
            self.descend(*part, &hidden);
        }
    }

    /// The options to hide in all of these blocks of time, those hidden above among them.
    fn hide(&self, above: &BTreeSet<usize>, blocks: &[Vec<Span>]) -> BTreeSet<usize> {
        let small = |at: usize| blocks.iter().any(|block| !may_show(self.count(at, block)));
        let mut hidden: BTreeSet<usize> = (0..self.options.len()).filter(|at| small(*at)).collect();
        hidden.extend(above);
        loop {
            let together = |block: &Vec<Span>| hidden.iter().map(|at| self.count(*at, block)).sum();
            if blocks.iter().all(|block| may_show(together(block))) {
                return hidden;
            }
            let all = |at: usize| blocks.iter().map(|block| self.count(at, block)).sum::<u64>();
            let left = (0..self.options.len()).filter(|at| !hidden.contains(at) && all(*at) > 0);
            match left.min_by_key(|at| (all(*at), *at)) {
                Some(next) => hidden.insert(next),
                None => return hidden,
            };
        }
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

fn table(id: &'static str, variable: &Variable, forms: &Series, time: &Time) -> Table {
    let rows = match variable.kind {
        Kind::One => exclusive(variable, forms, time),
        Kind::Any | Kind::Acts => independent(variable, forms, time),
    };
    Table { id, label: variable.label.clone(), kind: variable.kind, rows }
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
