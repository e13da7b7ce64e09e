//! A bit for each test. Tests that never live at the same step share one, so that states stay small.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::facts::{PredicateIx, Predicates};
use crate::check::expr::{self, Switch};
use crate::flow::id::StepIx;

/// Where each fact has its bit, and which facts live where.
#[derive(Debug)]
pub(super) struct BitSlots {
    /// Per fact, its bit; `None` for facts that never matter.
    bits: Vec<Option<u32>>,
    /// Per step, the facts that matter on arrival, ascending.
    rows: Vec<Vec<PredicateIx>>,
    width: usize,
    /// Per step, `width` words: the bits of its row.
    masks: Vec<u64>,
}

impl BitSlots {
    pub(super) fn assign_bits(facts: &Predicates, rows: Vec<Vec<PredicateIx>>, order: &[StepIx]) -> Self {
        let bits = share_bits(&compute_live_spans(facts, &rows, order));
        let width = bits.iter().flatten().max().map_or(0, |most| *most as usize / 64 + 1);
        let mut masks = vec![0; rows.len() * width];
        for (step, row) in rows.iter().enumerate() {
            let mask = &mut masks[step * width..(step + 1) * width];
            for bit in row.iter().filter_map(|fact| bits[*fact as usize]) {
                expr::set_bit(mask, bit, Switch::On);
            }
        }
        Self { bits, rows, width, masks }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn has_bit(&self, fact: PredicateIx) -> bool {
        self.bits[fact as usize].is_some()
    }

    /// The fact's bit. Facts that never matter have none; theirs lies outside every row of words.
    pub(super) fn bit_of(&self, fact: PredicateIx) -> u32 {
        self.bits[fact as usize].unwrap_or(u32::MAX)
    }

    pub(super) fn live_at(&self, at: StepIx) -> &[PredicateIx] {
        &self.rows[at.index()]
    }

    pub(super) fn mask_at(&self, at: StepIx) -> &[u64] {
        &self.masks[at.index() * self.width..(at.index() + 1) * self.width]
    }
}

/// Per fact, the first and the last place in `order` where it matters, the step that sets it among them. At every place
/// in between the fact keeps its bit to itself.
fn compute_live_spans(
    facts: &Predicates,
    rows: &[Vec<PredicateIx>],
    order: &[StepIx],
) -> Vec<Option<(usize, usize)>> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; facts.len()];
    for (place, at) in order.iter().enumerate() {
        for fact in rows[at.index()].iter().copied().chain(facts.predicates_of(*at)) {
            let span = spans[fact as usize].get_or_insert((place, place));
            span.1 = place;
        }
    }
    spans
}

/// The fewest bits such that spans that overlap have different ones.
fn share_bits(spans: &[Option<(usize, usize)>]) -> Vec<Option<u32>> {
    let mut bits = vec![None; spans.len()];
    let mut by_start: Vec<(usize, usize, usize)> =
        spans.iter().enumerate().filter_map(|(fact, span)| span.map(|(from, to)| (from, to, fact))).collect();
    by_start.sort_unstable();
    let mut busy: BinaryHeap<Reverse<(usize, u32)>> = BinaryHeap::new();
    let mut next = 0;
    for (from, to, fact) in by_start {
        let bit = match busy.peek() {
            Some(Reverse((until, _))) if *until < from => busy.pop().map_or(next, |Reverse((_, bit))| bit),
            Some(_) | None => {
                next += 1;
                next - 1
            }
        };
        bits[fact] = Some(bit);
        busy.push(Reverse((to, bit)));
    }
    bits
}
