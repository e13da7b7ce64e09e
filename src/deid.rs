//! De-identification: text in, findings out. A leaf that knows no other module.
//!
//! The scanner is an aid: it finds what looks identifying, and the worker decides. See [`Scanner`].

mod advice;
mod cache;
mod candidate;
mod check_digit;
mod detectors;
mod dial;
mod exempt;
mod finding;
mod lexicon;
mod list;
mod long_run;
mod marks;
mod mask;
mod minor;
mod normalize;
mod page;
mod parts;
mod pattern;
mod persons;
mod readings;
pub mod stack_residue;
pub mod screened;
mod segments;
mod tagger;
#[cfg(test)]
mod testing;
mod word;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, Once};
use std::thread;

use self::advice::AdviceSigns;
pub use self::cache::ScanCache;
use self::cache::{PartCache, TextPart};
use self::candidate::Candidate;
pub use self::dial::Dial;
pub use self::finding::{Advice, Category, Class, Detail, Finding, FindingDecision, MetDetail};
use self::lexicon::Lexicon;
pub use self::mask::apply_decisions;
pub use self::minor::tells_of_minor;
use self::page::TokenizedText;
use self::word::WordReader;

/// The trainer of the tagger.
#[cfg(feature = "train")]
pub mod train {
    pub use crate::deid::tagger::train::TrainedModel;
    use crate::deid::{detectors, tagger};

    /// Trains on files of marked sentences, one JSON object a line.
    pub fn train_tagger(files: &[&str], seed: u64) -> TrainedModel {
        tagger::train::train_tagger(files, seed, detectors::part_finder())
    }
}

/// A text that is about nobody, with something for most of what is looked for.
const SAMPLE: &str =
    "Anna, 14 år, född 2010-01-01: 070-123 45 67, a@b.se, Storgatan 12, 191212121212, klass 9B, @varg";

/// A text that is about nobody, with something for nearly all that is looked for.
const RARE: &str = "\
    Rektorn på Askebyskolan, hans bror och mamman till killen; mamma ringde. Elev på gymnasiet i åk 8, sexorna, nian, ies.\n\
    Den 14 november 2026, 3/11 kl 14.30, julafton i fjol, den första, natten till den 5:e, född nollnio, alla 15, 6 mån, ca 14 bast.\n\
    Konto bg 123-4567, SE45 5000 0000 0583 9825 7466, pass AB1234567, dnr SN 2026/123, orgnr 556036-0793, sista fyra 2384, pnr 8.\n\
    www.x.se/a punkt dot, 10.0.0.1 59.2741, 18.0330, reg ABC 123, polsk bil WX 4471G, Tensta 1:23, kv Björken 3, imei 35 209900.\n\
    Adress lgh 1201, box 12, 163 73, hörnet korsning, Storgatan elva, drottningholmsv 12, vårdcentralen i Tensta, mammas kille.\n\
    Han fyllde 15, på Nya gymnasiet, NA22, IM. Snap: varg88 insta heter varg_88 på telegram underscore snabel-a streck . # xx, a . b, w w w . x . nu, noll sju noll ett två.\n\
    A.K., AK och SL, initialerna a b c, A:s, K (14), A n n a, 0 7 0 1 2 3, XXXXXX-2384, 4 sista 1234, Adam Helge Kalle fyra noll.";

/// Finds identifying text.
///
/// Making one costs nothing; the shared tables are built at the first scan of the process, or by
/// [`Scanner::prepare_thread`]. Text is scanned as it stands: for files of any size, scan line by line.
#[derive(Debug)]
pub struct Scanner {
    lexicon: Lexicon,
    dial: Dial,
}

impl Scanner {
    /// A scanner with the built-in lists.
    pub fn builtin() -> Self {
        Self { lexicon: Lexicon::builtin(), dial: Dial::Normal }
    }

    /// A scanner that also knows `names`: one name per line, such as the city's copy of the register's
    /// list of names. Lists of 10^6 lines are fine: they are indexed at the first scan.
    pub fn with_names(names: &str) -> Self {
        Self { lexicon: Lexicon::with_names(names), dial: Dial::Normal }
    }

    /// The same scanner, more careful or more quiet about what only looks like a name.
    #[must_use]
    pub fn with_dial(self, dial: Dial) -> Self {
        Self { dial, ..self }
    }

    /// Shares the scanner. A list of every name in the country is indexed at once, on a thread of its own; without one nothing
    /// is read before [`Scanner::prepare_thread`], so that the first page is not waited for.
    pub fn warming_up(self) -> Arc<Self> {
        let scanner = Arc::new(self);
        if scanner.lexicon.has_names() {
            let warmed = Arc::clone(&scanner);
            read_aside(move || warmed.scan(SAMPLE));
        }
        scanner
    }

    /// Makes what the first scan of a thread makes once and for all, of a text that is about nobody: it may hold some of what lay
    /// on the stack, and is there for as long as the program runs. What a text seldom asks for is made meanwhile, on another
    /// thread, so that no key waits for it.
    pub fn prepare_thread(&self) {
        static REST: Once = Once::new();
        REST.call_once(|| read_aside(|| Self::builtin().scan(RARE)));
        self.scan(SAMPLE);
        self.advise(SAMPLE);
    }

    /// What identifies somebody in `text`: sorted, not overlapping, on character boundaries.
    ///
    /// Masking every finding gives a text in which nothing more is found: what masking itself brings to
    /// light is found in the same call.
    pub fn scan(&self, text: &str) -> Vec<Finding> {
        find_in_text(text, &self.part_reader(None))
    }

    /// As [`Scanner::scan`], for a text that was looked through before by the same scanner: only the sentences and lines that
    /// have changed are read.
    pub fn scan_changes(&self, text: &str, cache: &mut ScanCache) -> Vec<Finding> {
        cache.found.begin_text();
        let found = find_in_text(text, &self.part_reader(Some(RefCell::new(&mut cache.found))));
        cache.found.end_text();
        found
    }

    fn part_reader<'c>(
        &'c self,
        cache: Option<RefCell<&'c mut PartCache<Vec<Candidate>>>>,
    ) -> PartReader<'c> {
        PartReader { words: WordReader::new(&self.lexicon, detectors::part_finder()), dial: self.dial, cache }
    }

    /// The details in `text` that, met with others, can point somebody out: one of each kind.
    pub fn find_details(&self, text: &str) -> Vec<MetDetail> {
        self.read_signs(text, &mut PartCache::default()).details()
    }

    /// Notes about `text` as a whole. They never stop anything.
    pub fn advise(&self, text: &str) -> Vec<Advice> {
        self.read_signs(text, &mut PartCache::default()).advise()
    }

    /// As [`Scanner::advise`], for a text that was looked through before by the same scanner.
    pub fn advise_on_changes(&self, text: &str, cache: &mut ScanCache) -> Vec<Advice> {
        cache.signs.begin_text();
        let advice = self.read_signs(text, &mut cache.signs).advise();
        cache.signs.end_text();
        advice
    }

    fn read_signs(&self, text: &str, cache: &mut PartCache<AdviceSigns>) -> AdviceSigns {
        let words = WordReader::new(&self.lexicon, detectors::part_finder());
        let pieces = segments::split_text(text, &[]).into_iter();
        pieces.filter_map(|piece| text.get(piece)).fold(AdviceSigns::default(), |signs, piece| {
            let part = TextPart { text: piece, masks: &[], mends: &[] };
            let read = || AdviceSigns::of_page(&TokenizedText::new(piece, &[], &words));
            signs.union(cache.find_or_read(part, read))
        })
    }
}

/// Reads on a thread of its own; without one, whoever needs what is read waits for it.
fn read_aside(read: impl FnOnce() -> Vec<Finding> + Send + 'static) {
    let _reading = thread::Builder::new().name("warming-up".to_owned()).spawn(read);
}

/// Reads the parts of a text, each once, as long as it is what it was.
struct PartReader<'c> {
    words: WordReader<'c>,
    dial: Dial,
    cache: Option<RefCell<&'c mut PartCache<Vec<Candidate>>>>,
}

impl PartReader<'_> {
    /// What `read` finds in the part, or what was found in it before.
    fn find_in_part(&self, part: TextPart<'_>, read: impl FnOnce() -> Vec<Candidate>) -> Vec<Candidate> {
        match &self.cache {
            Some(cache) => cache.borrow_mut().find_or_read(part, read),
            None => read(),
        }
    }

    /// What the detectors and the tagger find in a piece, as places in the text.
    fn find_in_piece(&self, text: &str, piece: &Range<usize>, masks: &[Range<usize>]) -> Vec<Candidate> {
        let part = TextPart { text: text.get(piece.clone()).unwrap_or_default(), masks, mends: &[] };
        let mut found = self.find_in_part(part, || {
            let page = TokenizedText::new(part.text, masks, &self.words);
            let mut found = detectors::detect_all(&page);
            found.extend(tagger::find_names(&page, self.dial.name_margin()));
            found
        });
        for candidate in &mut found {
            candidate.range = candidate.range.start + piece.start..candidate.range.end + piece.start;
        }
        found
    }
}

/// What is found in a text that the reader reads the parts of.
fn find_in_text(text: &str, reader: &PartReader<'_>) -> Vec<Finding> {
    let candidates = find_candidates(text, reader);
    let masks = persons::assign_masks(text, &reader.words, &candidates);
    let finding = |(candidate, mask): (Candidate, String)| Finding {
        range: candidate.range,
        class: candidate.class,
        reason: candidate.reason.into_owned(),
        mask,
        coarser: candidate.coarser,
    };
    candidates.into_iter().zip(masks).map(finding).collect()
}

/// What is found, piece by piece, until masking it brings nothing more to light.
fn find_candidates(text: &str, reader: &PartReader<'_>) -> Vec<Candidate> {
    let mut found = long_run::find_long_runs(text);
    let mut last: Option<Round> = None;
    loop {
        let masked: Vec<Range<usize>> = found.iter().map(|candidate| candidate.range.clone()).collect();
        let pieces = segments::split_text(text, &masked);
        let mut more: Vec<Candidate> = Vec::new();
        for piece in &pieces {
            let inside = segments::masks_inside(piece, &masked);
            if last.as_ref().is_none_or(|last| !last.has_read(piece, &inside)) {
                more.extend(reader.find_in_piece(text, piece, &inside));
            }
        }
        let before = last.as_ref().map(|last| last.masked.as_slice());
        more.extend(readings::find_in_readings(text, &masked, before, reader));
        more = candidate::join_overlapping(more);
        more.retain(|candidate| !exempt::is_exempt(text, candidate));
        if more.is_empty() {
            return found;
        }
        found.extend(more);
        found = candidate::join_overlapping(found);
        last = Some(Round { pieces, masked });
    }
}

/// What was read, and what was masked in it.
struct Round {
    pieces: Vec<Range<usize>>,
    masked: Vec<Range<usize>>,
}

impl Round {
    /// Whether the piece was read with the same masks, so that nothing more is to be found in it.
    fn has_read(&self, piece: &Range<usize>, inside: &[Range<usize>]) -> bool {
        let known = self.pieces.binary_search_by_key(&piece.start, |known| known.start);
        known.is_ok_and(|at| self.pieces.get(at) == Some(piece))
            && segments::masks_inside(piece, &self.masked) == inside
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self::builtin()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::screened::{Clearings, Pending, screen_again};
    use super::*;

    fn every_finding(text: &str, decision: FindingDecision) -> Vec<(Finding, FindingDecision)> {
        Scanner::builtin().scan(text).into_iter().map(|finding| (finding, decision)).collect()
    }

    /// Text as it may be typed: words, names, figures, marks, disguises and anything else.
    fn any_notes() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "Anna", "anna", "FATIMA", "Şükriye", "Abdirahman", "björn", "Björn", "Lind", "al-", "von", "A.K.", "A n n a", "heter", "killen", "s",
                "mamman", "14 år", "070-123 45 67", "900101-2384", "Rinkebystråket 12", "9B", "2026-11-14", "14/11", "@varg", "på", "snap", "och",
                "polisen", "i", "Rinkeby", "[person]", "[", "person]", "a@b.se", "www.x.se", "\u{200b}", "А", "Ａ", "e\u{301}", "å", ".", ",", ":", "\n", "-",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec((piece, prop::sample::select(vec![" ", "", " ", "-"])), 0..14)
            .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
    }

    proptest! {
        #[test]
        fn findings_are_sorted_apart_and_on_boundaries(text in any_notes()) {
            let mut end = 0;
            for finding in Scanner::builtin().scan(&text) {
                prop_assert!(finding.range.start >= end && finding.range.start < finding.range.end);
                prop_assert!(text.get(finding.range.clone()).is_some());
                end = finding.range.end;
            }
        }

        #[test]
        fn a_masked_text_has_nothing_to_find(text in any_notes()) {
            let once = apply_decisions(&text, &every_finding(&text, FindingDecision::Mask));
            prop_assert_eq!(Scanner::builtin().scan(&once), vec![], "in {:?}", once);
            prop_assert_eq!(apply_decisions(&once, &every_finding(&once, FindingDecision::Mask)), once);
        }

        #[test]
        fn masked_one_at_a_time_in_any_order_nothing_found_at_first_is_left(
            text in any_notes(),
            order in prop::collection::vec(any::<prop::sample::Index>(), 64),
        ) {
            let (scanner, clearings) = (Scanner::builtin(), Clearings::default());
            let first: Vec<String> =
                scanner.scan(&text).iter().filter_map(|found| text.get(found.range.clone())).map(str::to_owned).collect();
            // What stands in a word, as the 9B of 9B900101-2384, is left alone when the rest of the word is masked.
            let standing =
                |words: &String| screened::count_words(&text, words).max(text.matches(words.as_str()).count());
            let never_found =
                |words: &String| standing(words).saturating_sub(first.iter().filter(|found| *found == words).count());
            let allowed: Vec<usize> = first.iter().map(never_found).collect();
            let (mut pending, mut text) = (Pending::default(), text);
            for next in order {
                let Err(found) = screen_again(&scanner, &text, &clearings, &pending) else { break };
                let at = next.index(found.len());
                pending.mark_decided(&text, &found, at);
                text = apply_decisions(&text, &[(found[at].clone(), FindingDecision::Mask)]);
            }
            prop_assert!(screen_again(&scanner, &text, &clearings, &pending).is_ok(), "in {:?}", text);
            let bare = Class::ALL.iter().fold(text, |text, class| text.replace(class.mask(), "\n"));
            let bare = ('A'..='Z').fold(bare, |text, letter| text.replace(&format!("[person {letter}]"), "\n"));
            for (words, allowed) in first.iter().zip(allowed) {
                prop_assert!(screened::count_words(&bare, words) <= allowed, "{:?} in {:?}", words, bare);
            }
        }

        #[test]
        fn what_is_kept_stays_and_what_is_masked_goes(text in any_notes(), kept in any::<u64>()) {
            let mut decided = every_finding(&text, FindingDecision::Mask);
            for (place, (_, decision)) in decided.iter_mut().enumerate() {
                if kept >> (place % 64) & 1 == 1 {
                    *decision = FindingDecision::Keep;
                }
            }
            let mut expected = String::new();
            let mut at = 0;
            for (finding, decision) in &decided {
                expected.push_str(text.get(at..finding.range.start).unwrap());
                expected.push_str(if *decision == FindingDecision::Keep { text.get(finding.range.clone()).unwrap() } else { &finding.mask });
                at = finding.range.end;
            }
            expected.push_str(text.get(at..).unwrap());
            prop_assert_eq!(apply_decisions(&text, &decided), expected);
        }
    }

    #[test]
    fn every_mask_is_quiet() {
        for class in Class::ALL {
            assert_eq!(
                Scanner::builtin().scan(&format!("Vi såg {} där.", class.mask())),
                [],
                "{}",
                class.mask()
            );
        }
    }

    #[test]
    fn a_reason_never_holds_the_text() {
        let text = "Fatima Haddad, 14 år, 070-123 45 67, bor på Rinkebystråket 12 och heter wolf88 på snap.";
        for finding in Scanner::builtin().scan(text) {
            assert!(!finding.reason.contains(text.get(finding.range.clone()).unwrap()), "{}", finding.reason);
        }
    }

    #[test]
    fn the_users_own_names_count_in_every_letter_case() {
        let scanner = Scanner::with_names("Klotterhus\n");
        for text in ["ett Klotterhus stod där", "ett klotterhus stod där", "ETT KLOTTERHUS STOD DÄR"] {
            assert_eq!(scanner.scan(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_word_that_is_no_name_is_quiet_until_somebody_lists_it() {
        assert_eq!(Scanner::builtin().scan("ett klotterhus stod där"), []);
    }

    #[test]
    fn names_in_no_list_are_found_in_every_letter_case() {
        for text in
            ["I går ringde Žydrūnas igen.", "i går ringde žydrūnas igen", "I GÅR RINGDE ŽYDRŪNAS IGEN"]
        {
            assert_eq!(Scanner::builtin().scan(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn the_dial_never_takes_away_what_the_lists_know() {
        for dial in [Dial::Quiet, Dial::Normal, Dial::Careful] {
            assert_eq!(Scanner::builtin().with_dial(dial).scan("fatima var här").len(), 1);
        }
    }
}
