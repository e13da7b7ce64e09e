//! The protection of small numbers: the only maker of a [`Picture`].
//!
//! **What is promised** of forms about persons. No shown count is 1–4, and from everything that can be shown of a folder – all
//! tables, all totals, by month, tertial and year at once – no hidden count of 1–4 can be told from one of 5 or more. Nor can it
//! be told that everybody in a shown stretch of time gave one and the same answer. It does not matter which finenesses are
//! printed: they are views of one and the same protected picture.
//!
//! **Finds that concern no person** (something found, with nobody there) are counted apart, in tables and totals of their own, by a lighter
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

use super::period::{Month, TimeSpan, months_between};
use super::picture::{
    Cell, Picture, PictureRow, PictureTable, ProtectionRule, RowSubject, TOGETHER, Unanimity,
};
use super::read::CountedKind;
use super::tally::{FieldTally, MonthCounts, Population, Tally};

/// Protects the counts: of forms about persons, and of finds. Both tell of the same months.
pub fn protect_counts(tally: &Tally) -> (Picture, Picture) {
    let months = tally.month_range().map(|(first, last)| months_between(first, last)).unwrap_or_default();
    (
        protect_population(&tally.persons, &months, ProtectionRule::PERSONS),
        protect_population(&tally.things, &months, ProtectionRule::THINGS),
    )
}

fn protect_population(of: &Population, months: &[Month], rule: ProtectionRule) -> Picture {
    let time = ShownTime::from_counts(&of.forms, months, rule);
    let tables =
        of.in_order().into_iter().map(|(id, variable)| protect_table(id, variable, &of.forms, &time));
    Picture { tables: tables.collect(), forms: time.count_cells(&of.forms), months: months.to_vec(), rule }
}

/// The shown part of the tree of time.
struct ShownTime {
    rule: ProtectionRule,
    /// Each shown stretch that has parts, with them.
    parts: BTreeMap<TimeSpan, SpanParts>,
}

/// The parts of a shown stretch.
struct SpanParts {
    shown: Vec<TimeSpan>,
    /// Told only together, and only by what the others leave.
    hidden: Vec<TimeSpan>,
}

impl ShownTime {
    fn from_counts(forms: &MonthCounts, months: &[Month], rule: ProtectionRule) -> Self {
        let mut time = Self { rule, parts: BTreeMap::new() };
        if rule.may_show(forms.sum_over(TimeSpan::All)) {
            time.split_span(TimeSpan::All, forms, months);
        }
        time
    }

    fn split_span(&mut self, span: TimeSpan, forms: &MonthCounts, months: &[Month]) {
        let parts = SpanParts::partition_spans(span.split_parts(months), forms, self.rule);
        for part in &parts.shown {
            self.split_span(*part, forms, months);
        }
        self.parts.insert(span, parts);
    }

    /// The number of forms in each shown stretch.
    fn count_cells(&self, forms: &MonthCounts) -> BTreeMap<TimeSpan, Cell> {
        self.parts.keys().map(|span| (*span, Cell::Count(forms.sum_over(*span)))).collect()
    }
}

impl SpanParts {
    fn partition_spans(all: Vec<TimeSpan>, forms: &MonthCounts, rule: ProtectionRule) -> Self {
        let (shown, hidden) = all.into_iter().partition(|part| rule.may_show(forms.sum_over(*part)));
        let mut parts = Self { shown, hidden };
        let mut together: u64 = parts.hidden.iter().map(|part| forms.sum_over(*part)).sum();
        while !parts.hidden.is_empty() && (parts.hidden.len() < 2 || together < rule.limit) {
            let next = parts.shown.iter().enumerate().filter(|(_, part)| forms.sum_over(**part) > 0);
            let Some((at, _)) = next.min_by_key(|(at, part)| (forms.sum_over(**part), *at)) else { break };
            let part = parts.shown.remove(at);
            together += forms.sum_over(part);
            parts.hidden.push(part);
        }
        parts.hidden.sort_unstable();
        parts
    }

    /// What is shown or can be worked out: each shown part, and the hidden ones together.
    fn known_blocks(&self) -> Vec<Vec<TimeSpan>> {
        let mut blocks: Vec<Vec<TimeSpan>> = self.shown.iter().map(|part| vec![*part]).collect();
        if !self.hidden.is_empty() {
            blocks.push(self.hidden.clone());
        }
        blocks
    }
}

/// Options that exclude each other, with their cells while these are decided.
struct OptionSplit<'t> {
    options: Vec<MonthCounts>,
    /// How many of them are answers: the last is that none was given.
    answers: usize,
    time: &'t ShownTime,
    cells: Vec<BTreeMap<TimeSpan, Cell>>,
    /// The hidden options together.
    together: BTreeMap<TimeSpan, Cell>,
}

impl<'t> OptionSplit<'t> {
    fn over_time(options: Vec<MonthCounts>, time: &'t ShownTime) -> Self {
        let cells = vec![BTreeMap::new(); options.len()];
        let answers = options.len().saturating_sub(1);
        let mut split = Self { options, answers, time, cells, together: BTreeMap::new() };
        if time.parts.contains_key(&TimeSpan::All) {
            let hidden = split.hide_options(&BTreeSet::new(), TimeSpan::All, &[vec![TimeSpan::All]]);
            split.show_span(TimeSpan::All, &hidden);
            split.split_cells(TimeSpan::All, &hidden);
        }
        split
    }

    fn split_cells(&mut self, span: TimeSpan, above: &BTreeSet<usize>) {
        let Some(parts) = self.time.parts.get(&span) else { return };
        let hidden = self.hide_options(above, span, &parts.known_blocks());
        for part in &parts.shown {
            self.show_span(*part, &hidden);
            self.split_cells(*part, &hidden);
        }
    }

    /// The options to hide in all of these blocks of time, which a stretch is made of; those hidden above among them.
    fn hide_options(
        &self,
        above: &BTreeSet<usize>,
        span: TimeSpan,
        blocks: &[Vec<TimeSpan>],
    ) -> BTreeSet<usize> {
        let rule = self.time.rule;
        let small = |at: usize| blocks.iter().any(|block| !rule.may_show(self.count_block(at, block)));
        let mut hidden: BTreeSet<usize> = (0..self.options.len()).filter(|at| small(*at)).collect();
        hidden.extend(above);
        self.hide_alike(&mut hidden, above, span, blocks);
        loop {
            let together = |block: &Vec<TimeSpan>| hidden.iter().map(|at| self.count_block(*at, block)).sum();
            if blocks.iter().all(|block| rule.may_show(together(block))) {
                return hidden;
            }
            match self.smallest_option(&hidden, blocks) {
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
        span: TimeSpan,
        blocks: &[Vec<TimeSpan>],
    ) {
        let everybody = |at: usize, block: &Vec<TimeSpan>| {
            let count = self.count_block(at, block);
            count > 0
                && (0..self.options.len()).map(|other| self.count_block(other, block)).sum::<u64>() == count
        };
        let alike = (0..self.answers).filter(|at| blocks.iter().any(|block| everybody(*at, block)));
        let alike: Vec<usize> = alike.filter(|_| self.time.rule.alike == Unanimity::Protected).collect();
        for at in alike {
            hidden.insert(at);
            let could_be = |other: &usize| {
                *other != at && (above.contains(other) || self.count_block(*other, &[span]) > 0)
            };
            if hidden.iter().any(could_be) {
                continue;
            }
            match self.smallest_option(hidden, blocks) {
                Some(other) => {
                    hidden.insert(other);
                }
                None => hidden.extend(0..self.options.len()),
            }
        }
    }

    /// The smallest option that is shown so far and is not empty.
    fn smallest_option(&self, hidden: &BTreeSet<usize>, blocks: &[Vec<TimeSpan>]) -> Option<usize> {
        let all = |at: usize| blocks.iter().map(|block| self.count_block(at, block)).sum::<u64>();
        let left = (0..self.options.len()).filter(|at| !hidden.contains(at) && all(*at) > 0);
        left.min_by_key(|at| (all(*at), *at))
    }

    fn count_block(&self, at: usize, block: &[TimeSpan]) -> u64 {
        self.options.get(at).map_or(0, |series| block.iter().map(|span| series.sum_over(*span)).sum())
    }

    fn show_span(&mut self, span: TimeSpan, hidden: &BTreeSet<usize>) {
        let mut together = 0;
        for (at, (series, cells)) in self.options.iter().zip(&mut self.cells).enumerate() {
            let count = series.sum_over(span);
            let cell = if hidden.contains(&at) { Cell::Hidden } else { Cell::Count(count) };
            together += if hidden.contains(&at) { count } else { 0 };
            cells.insert(span, cell);
        }
        let none_hidden = hidden.is_empty();
        self.together.insert(span, Cell::Count(if none_hidden { 0 } else { together }));
    }
}

fn protect_table(id: &str, variable: &FieldTally, forms: &MonthCounts, time: &ShownTime) -> PictureTable {
    let rows = match variable.kind {
        CountedKind::One => exclusive_rows(variable, forms, time),
        CountedKind::Any | CountedKind::Acts => independent_rows(variable, forms, time),
    };
    PictureTable { id: id.to_owned(), label: variable.label.clone(), kind: variable.kind, rows }
}

/// The rows of a field with one answer: its options, those who said nothing, and the hidden ones together.
fn exclusive_rows(variable: &FieldTally, forms: &MonthCounts, time: &ShownTime) -> Vec<PictureRow> {
    let options = variable.in_order();
    let mut series: Vec<MonthCounts> = options.iter().map(|(_, heard)| heard.series.clone()).collect();
    let unsaid = series.iter().fold(forms.clone(), |left, said| left.subtract_counts(said));
    let anybody_silent = unsaid.sum_over(TimeSpan::All) > 0;
    series.push(unsaid);
    let OptionSplit { mut cells, together, .. } = OptionSplit::over_time(series, time);
    let unsaid = cells.pop().unwrap_or_default();
    let mut rows: Vec<PictureRow> = options
        .into_iter()
        .zip(cells)
        .map(|((id, heard), cells)| PictureRow {
            of: RowSubject::Option(id.to_owned()),
            label: heard.text.clone(),
            cells,
        })
        .collect();
    if anybody_silent {
        rows.push(PictureRow { of: RowSubject::Unsaid, label: "Inte ifyllt".to_owned(), cells: unsaid });
    }
    if together.values().any(|cell| *cell != Cell::Count(0)) {
        rows.push(PictureRow { of: RowSubject::Together, label: TOGETHER.to_owned(), cells: together });
    }
    rows
}

/// The rows of a field with many answers: each option by itself, against those who did not say it.
fn independent_rows(variable: &FieldTally, forms: &MonthCounts, time: &ShownTime) -> Vec<PictureRow> {
    let row = |(id, heard): (&str, &super::tally::OptionTally)| {
        let split =
            OptionSplit::over_time(vec![heard.series.clone(), forms.subtract_counts(&heard.series)], time);
        let cells = split.cells.into_iter().next().unwrap_or_default();
        PictureRow { of: RowSubject::Option(id.to_owned()), label: heard.text.clone(), cells }
    };
    variable.in_order().into_iter().map(row).collect()
}
