//! Lines that are looked through together: what runs over a line's end is found, by as many threads as there are cores.

use std::num::NonZero;
use std::ops::Range;
use std::panic;
use std::thread;

use zeroize::Zeroizing;

use crate::deid::{Finding, Scanner};

/// How many bytes of lines are gathered before they are looked through.
pub(super) const BATCH: usize = 1 << 19;

/// The most bytes that one thread takes at a time.
const SHARE: usize = 1 << 17;

/// Whether more lines follow those gathered, to which the last one may belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// The last line is kept for them.
    Follows,
    /// The input ends, or something else comes.
    Parted,
}

/// Lines that have been read and not yet told of.
#[derive(Default)]
pub(super) struct Lines {
    text: Zeroizing<String>,
}

/// What was found in a line, as places in it.
pub(super) struct LineFinding {
    /// Where; what runs over the line's end ends after it.
    pub(super) range: Range<usize>,
    /// Begun on a line before.
    pub(super) goes_on: bool,
    finding: Finding,
}

impl LineFinding {
    /// The finding, in its line.
    pub(super) fn into_finding(self) -> Finding {
        Finding { range: self.range, ..self.finding }
    }
}

impl Lines {
    /// Takes one more line, with its line's end.
    pub(super) fn push(&mut self, line: &str) {
        self.text.push_str(line);
    }

    /// How many bytes have been gathered.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Each line with what is found in it, in order; they are gathered no more.
    pub(super) fn find_in_lines(&mut self, scanner: &Scanner, rest: Rest) -> Vec<(String, Vec<LineFinding>)> {
        let kept = match rest {
            Rest::Follows => self.last_line(),
            Rest::Parted => self.text.len(),
        };
        // A single line is told of as it comes.
        let kept = if kept == 0 { self.text.len() } else { kept };
        let found = find_in_shares(scanner, &self.text);
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.get(..kept).unwrap_or_default().split_inclusive('\n') {
            let end = start + line.len();
            lines.push((line.to_owned(), in_line(&found, start..end)));
            start = end;
        }
        self.text = Zeroizing::new(self.text.get(kept..).unwrap_or_default().to_owned());
        lines
    }

    fn last_line(&self) -> usize {
        let text = self.text.strip_suffix('\n').unwrap_or(&self.text);
        text.rfind('\n').map_or(0, |end| end + 1)
    }
}

/// What of the findings lies in the line: those that begin there, and what goes on from a line before.
fn in_line(found: &[Finding], line: Range<usize>) -> Vec<LineFinding> {
    let first = found.partition_point(|finding| finding.range.end <= line.start);
    let within = found.iter().skip(first).take_while(|finding| finding.range.start < line.end);
    within
        .map(|finding| LineFinding {
            range: finding.range.start.saturating_sub(line.start)..finding.range.end - line.start,
            goes_on: finding.range.start < line.start,
            finding: finding.clone(),
        })
        .collect()
}

/// What is found in the text: its lines in shares, each with the line after it, looked through at once.
fn find_in_shares(scanner: &Scanner, text: &str) -> Vec<Finding> {
    let shares = shares(text);
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(shares.len().max(1));
    let find = |(share, seen): &(Range<usize>, Range<usize>)| {
        let mut found = scanner.scan(text.get(seen.clone()).unwrap_or_default());
        for finding in &mut found {
            finding.range = finding.range.start + seen.start..finding.range.end + seen.start;
        }
        found.retain(|finding| share.contains(&finding.range.start) && seen.start <= share.start);
        found
    };
    let each: Vec<Vec<Vec<Finding>>> = thread::scope(|scope| {
        let work = |core: usize| shares.iter().skip(core).step_by(cores).map(find).collect::<Vec<_>>();
        let running: Vec<_> = (1..cores).map(|core| scope.spawn(move || work(core))).collect();
        let own = work(0);
        let others = running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    });
    let mut found: Vec<Finding> = each.into_iter().flatten().flatten().collect();
    found.sort_by_key(|finding| finding.range.start);
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

/// Whole lines up to [`SHARE`] bytes together, and the same with a line before and after, which are seen and not told.
fn shares(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut shares: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match shares.last_mut().filter(|share| end - share.start <= SHARE) {
            Some(share) => share.end = end,
            None => shares.push(at..end),
        }
        at = end;
    }
    let before = |share: &Range<usize>| {
        let head = text.get(..share.start).and_then(|head| head.strip_suffix('\n')).unwrap_or_default();
        if share.start == 0 { 0 } else { head.rfind('\n').map_or(0, |end| end + 1) }
    };
    let after = |share: &Range<usize>| {
        text.get(share.end..).and_then(|tail| tail.find('\n')).map_or(text.len(), |end| share.end + end + 1)
    };
    shares.iter().map(|share| (share.clone(), before(share)..after(share))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_over_a_line_is_told_once_wherever_the_shares_meet() {
        let scanner = Scanner::builtin();
        for fill in [0, 200, 230, 400] {
            let text = "klotter i tunneln på lördagen med text som förr igen\n".repeat(fill)
                + "ring 070-174\n06 05 nu\nsen kom Fatima\n";
            let mut lines = Lines::default();
            lines.push(&text);
            let told = lines.find_in_lines(&scanner, Rest::Parted);
            assert_eq!(told.len(), fill + 3);
            let begun = told.iter().flat_map(|(_, found)| found).filter(|finding| !finding.goes_on);
            assert_eq!(begun.count(), 2);
            assert_eq!(told.iter().flat_map(|(_, found)| found).count(), 3);
        }
    }

    #[test]
    fn the_last_line_waits_for_what_follows() {
        let scanner = Scanner::builtin();
        let mut lines = Lines::default();
        lines.push("ingenting här\nring 070-174\n");
        assert_eq!(lines.find_in_lines(&scanner, Rest::Follows).len(), 1);
        lines.push("06 05 nu\n");
        let told = lines.find_in_lines(&scanner, Rest::Parted);
        assert_eq!(told.len(), 2);
        assert_eq!(told[0].1.len(), 1);
    }
}
