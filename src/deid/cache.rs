//! What was found in the parts of a text when it was last looked through, so that a text that is being typed is read anew
//! only where it changed. It is wiped with the field that is typed in.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use zeroize::Zeroizing;

use crate::deid::advice::AdviceSigns;
use crate::deid::candidate::Candidate;

/// What one scanner has found in the parts of one text. What is found with it is what would be found without it.
#[derive(Default)]
pub struct ScanCache {
    pub(super) found: PartCache<Vec<Candidate>>,
    pub(super) signs: PartCache<AdviceSigns>,
}

/// A part of a text with all that decides what is found in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct TextPart<'t> {
    pub(super) text: &'t str,
    /// What is masked in it.
    pub(super) masks: &'t [Range<usize>],
    /// The places in it that are read otherwise, and how.
    pub(super) mends: &'t [PartMend],
}

/// A place that is read otherwise than it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct PartMend {
    pub(super) range: Range<usize>,
    pub(super) glue: &'static str,
    pub(super) sure: bool,
    pub(super) parted: bool,
}

/// What came of the parts of a text: of those it has now, and of those it had when it was last looked through.
pub(super) struct PartCache<V> {
    now: HashMap<u64, CachedPart<V>>,
    last: HashMap<u64, CachedPart<V>>,
}

struct CachedPart<V> {
    text: Zeroizing<String>,
    masks: Vec<Range<usize>>,
    mends: Vec<PartMend>,
    value: V,
}

impl<V> CachedPart<V> {
    fn new(part: TextPart<'_>, value: V) -> Self {
        let text = Zeroizing::new(part.text.to_owned());
        Self { text, masks: part.masks.to_vec(), mends: part.mends.to_vec(), value }
    }

    fn is_of(&self, part: TextPart<'_>) -> bool {
        part == TextPart { text: &self.text, masks: &self.masks, mends: &self.mends }
    }
}

impl<V: Clone> PartCache<V> {
    /// What came of the part before, or else what `read` says comes of it.
    pub(super) fn find_or_read(&mut self, part: TextPart<'_>, read: impl FnOnce() -> V) -> V {
        let mut hasher = DefaultHasher::new();
        part.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(known) = self.now.get(&hash).filter(|known| known.is_of(part)) {
            return known.value.clone();
        }
        let known = self.last.remove(&hash).filter(|known| known.is_of(part));
        let known = known.unwrap_or_else(|| CachedPart::new(part, read()));
        let value = known.value.clone();
        self.now.insert(hash, known);
        value
    }

    /// Begins to look through the text anew.
    pub(super) fn begin_text(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }

    /// The text has been looked through: what it no longer holds is wiped.
    pub(super) fn end_text(&mut self) {
        self.last.clear();
    }
}

impl<V> Default for PartCache<V> {
    fn default() -> Self {
        Self { now: HashMap::new(), last: HashMap::new() }
    }
}

impl std::fmt::Debug for ScanCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ScanCache({} parts)", self.found.now.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::deid::{ScanCache, Scanner};

    /// Sentences of the development set.
    fn sentences() -> Vec<String> {
        let text = |line: &str| {
            let sentence: serde_json::Value = serde_json::from_str(line).unwrap();
            sentence["text"].as_str().unwrap().to_owned()
        };
        include_str!("../../tests/fixtures/deid/dev.jsonl").lines().step_by(7).map(text).collect()
    }

    /// What is typed at once: a key, a word, a line's end, a whole sentence, or nothing but what is taken away.
    fn typed() -> impl Strategy<Value = String> {
        let keys = vec![
            "a",
            "B",
            "å",
            "1",
            " ",
            ".",
            "-",
            "\n",
            ". Han ",
            "-\n",
            "",
            "070-123 45 67",
            "Fatima",
            "[",
            "!",
        ];
        prop_oneof![
            5 => prop::sample::select(keys).prop_map(str::to_owned),
            1 => prop::sample::select(sentences()),
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_found_with_a_cache_is_what_is_found_without(
            start in prop::collection::vec(prop::sample::select(sentences()), 0..5),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, typed()), 1..12),
            joined in prop::sample::select(vec![" ", "\n", ".\n", "\n\n"]),
        ) {
            let (scanner, mut cache) = (Scanner::builtin(), ScanCache::default());
            let mut text = start.join(joined);
            for (at, taken, put) in edits {
                let from = text.floor_char_boundary(at.index(text.len() + 1));
                let to = text.ceil_char_boundary((from + taken).min(text.len()));
                text.replace_range(from..to, &put);
                prop_assert_eq!(scanner.scan_changes(&text, &mut cache), scanner.scan(&text), "in {:?}", text);
                prop_assert_eq!(scanner.advise_on_changes(&text, &mut cache), scanner.advise(&text), "in {:?}", text);
            }
        }
    }

    #[test]
    fn only_the_parts_that_the_text_has_are_kept() {
        let (scanner, mut cache) = (Scanner::builtin(), ScanCache::default());
        scanner.scan_changes("Fatima kom hit. Mehmet gick hem.\nSedan var det tyst.", &mut cache);
        scanner.scan_changes("Ingen kom hit.", &mut cache);
        let texts = |cache: &ScanCache| {
            cache.found.now.values().map(|part| part.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&cache), ["Ingen kom hit."]);
        assert!(cache.found.last.is_empty(), "what was there before is gone");
    }
}
