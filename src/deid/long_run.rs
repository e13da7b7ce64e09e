//! Runs of characters without a blank that are too long for any word: one finding each, and nothing that patterns try.

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;

/// From how many bytes a run is taken whole; no word, address or number of anybody is as long.
const LONG: usize = 256;

/// Every long run of the text.
pub(super) fn find_long_runs(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, blank) in text.match_indices(char::is_whitespace).chain([(text.len(), "")]) {
        if at - start >= LONG {
            let web = text.get(start..at).is_some_and(|run| run.contains("://"));
            let (class, reason) = if web {
                (Class::Url, "Ser ut som en webbadress.")
            } else {
                (Class::Number, "En lång följd av tecken utan blanksteg.")
            };
            found.push(Candidate { range: start..at, class, reason: reason.into(), coarser: None });
        }
        start = at + blank.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::deid::Scanner;

    #[test]
    fn a_long_run_is_one_finding() {
        for unit in ["1", "A1", "１", "a."] {
            let run = unit.repeat(20_000);
            let found = Scanner::builtin().scan(&format!("nr {run} slut"));
            assert_eq!(found.len(), 1, "{unit}");
            assert_eq!(found[0].range, 3..3 + run.len());
        }
    }
}
