//! People by name: given names, surnames, nicknames, kunyas, initials, in any case and spelling.
//!
//! Each word is judged alone (`verdict`), the context may raise a judgement (`context`), and neighbours are
//! joined into one finding here. Initials have a file of their own.

mod acting;
mod context;
mod cues;
mod initials;
mod verdict;

use std::ops::Range;

pub(super) use self::initials::is_acronym;
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::is_one_of;
use crate::deid::page::{TokenGap, TokenShape, TokenizedText};
use crate::deid::word::NameVerdict;

pub(in crate::deid) fn find_persons(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let verdicts = judge_words(page);
    let mut found: Vec<Candidate> = group_names(page, &verdicts)
        .into_iter()
        .filter_map(|range| page.make_candidate(&range, Class::Person, "Ser ut som ett namn på en person."))
        .collect();
    found.extend(initials::find_initials(page));
    found
}

/// True for a verb of what people do, in a tense.
pub(super) fn is_action_verb(key: &str) -> bool {
    cues::HUMAN_VERBS.contains(key)
}

/// Words that stand inside names without being names: al-, von, de la.
fn is_particle(key: &str) -> bool {
    cues::PARTICLES.contains(key)
}

fn judge_words(page: &TokenizedText<'_>) -> Vec<NameVerdict> {
    let mut verdicts: Vec<NameVerdict> =
        (0..page.words.len()).map(|index| verdict::judge_word(page, index)).collect();
    context::raise_verdicts(page, &mut verdicts);
    verdicts
}

/// Joins names and their neighbours into ranges.
fn group_names(page: &TokenizedText<'_>, verdicts: &[NameVerdict]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut next = 0;
    while next < verdicts.len() {
        if verdicts.get(next) != Some(&NameVerdict::Name) {
            next += 1;
            continue;
        }
        let first = extend_left(page, verdicts, next);
        let last = extend_right(page, verdicts, next);
        let last = given_after(page, verdicts, first, last).unwrap_or(last);
        let last = initial_after(page, last).unwrap_or(last);
        if let (Some(first), Some(last_word)) = (page.words.get(first), page.words.get(last)) {
            ranges.push(first.range.start..with_genitive(page, last, last_word.range.end));
        }
        next = last + 1;
    }
    with_nicknames(page, ranges)
}

/// "Lind, J": a surname, and then an initial and nothing that it begins.
fn initial_after(page: &TokenizedText<'_>, last: usize) -> Option<usize> {
    let (surname, initial) = (page.words.get(last)?, page.words.get(last + 1)?);
    let between = page.lower().get(surname.range.end..initial.range.start)?;
    let alone = page
        .words
        .get(last + 2)
        .is_none_or(|next| matches!(next.gap, TokenGap::Stop | TokenGap::Blank | TokenGap::Other));
    let surname =
        surname.shape == TokenShape::Capital && (surname.known.is_surname() || !surname.known.is_given());
    let initial = initial.shape == TokenShape::Letter && page.word_key(last + 1) != "i";
    (between == ", " && surname && initial && alone).then_some(last + 1)
}

/// `Ahmed "Abbe" Hassan`: one name, with what somebody is called in it.
fn with_nicknames(page: &TokenizedText<'_>, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.into_iter().fold(Vec::new(), |mut joined: Vec<Range<usize>>, next| {
        let between = |last: &Range<usize>| page.lower().get(last.end..next.start).unwrap_or_default();
        match joined.last_mut().filter(|last| matches!(between(last), " \"" | "\" " | " '" | "' ")) {
            Some(last) => last.end = next.end,
            None => joined.push(next),
        }
        joined
    })
}

/// "Ekström, Tova": a list by surname, where one name stands after the comma.
fn given_after(
    page: &TokenizedText<'_>,
    verdicts: &[NameVerdict],
    first: usize,
    last: usize,
) -> Option<usize> {
    let (surname, given) = (page.words.get(last)?, page.words.get(last + 1)?);
    let between = page.lower().get(surname.range.end..given.range.start)?;
    let named = verdicts.get(last + 1) == Some(&NameVerdict::Name)
        && given.known.is_given()
        && given.shape == surname.shape;
    let after = page.text_after(given.range.end, 8);
    let listed = [",", " och ", " o ", " & ", " samt "].iter().any(|more| after.starts_with(more));
    // "Hassan Ali, Sara Ek": two who are named whole.
    let whole = first < last && page.known(first).is_given();
    let alone = first == last && !surname.known.is_given() || surname.known.is_surname() && !listed && !whole;
    (between == ", " && named && alone).then(|| extend_right(page, verdicts, last + 1))
}

fn is_joined(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        !word.opens && matches!(word.gap, TokenGap::Blank | TokenGap::Hyphen | TokenGap::Apostrophe)
    })
}

fn extend_left(page: &TokenizedText<'_>, verdicts: &[NameVerdict], name: usize) -> usize {
    let mut first = name;
    while let Some(left) = first.checked_sub(1) {
        let Some(word) = page.words.get(left) else { break };
        let between =
            page.words.get(first).and_then(|next| page.lower().get(word.range.end..next.range.start));
        let written =
            word.shape == TokenShape::Letter && matches!(between, Some(".-" | ". " | ".")) && first > 0;
        let shortened =
            between == Some(":") && page.word_key(first) == "son" && word.shape == TokenShape::Letter;
        let son = page.word_key(left) == "son"
            && word.gap == TokenGap::Colon
            && page.word_before(left).is_some_and(|word| word.shape == TokenShape::Letter);
        let short = matches!(word.shape, TokenShape::Capital)
            && word.range.len() == 2
            && between == Some(". ")
            && !word.known.is_word();
        let apostrophed = page.has_gap(first, TokenGap::Apostrophe)
            && matches!(page.word_key(left), "d" | "o" | "n" | "m" | "l");
        let initial = written && (!word.opens || between == Some(".-"))
            || shortened
            || son
            || short
            || apostrophed
            || word.shape == TokenShape::Letter
                && page.words.get(first).is_some_and(|word| {
                    matches!(
                        word.gap,
                        TokenGap::Stop | TokenGap::Blank | TokenGap::Hyphen | TokenGap::Apostrophe
                    )
                })
                && !matches!(page.word_key(left), "i" | "å");
        let particle = is_particle(page.word_key(left))
            && is_joined(page, first)
            && !is_swedish_particle(page, left, first);
        let weak = verdicts.get(left) == Some(&NameVerdict::MaybeName)
            && is_joined(page, first)
            && goes_with(page, left, first);
        let before_particle = is_particle(page.word_key(first)) && page.has_gap(first + 1, TokenGap::Hyphen);
        let unknown = (first == name || before_particle)
            && verdicts.get(left) == Some(&NameVerdict::Unknown)
            && is_before_surname(page, left, first);
        let title = first == name && is_joined(page, first) && is_title(page.word_key(left));
        let hyphened = word.shape == TokenShape::Capital
            && word.range.len() > 1
            && page
                .words
                .get(first)
                .is_some_and(|word| word.gap == TokenGap::Hyphen && word.shape == TokenShape::Capital);
        let capital = first == name && is_capital_word(page, left) && is_joined(page, first);
        if !(initial || particle || weak || unknown || title || hyphened || capital) {
            break;
        }
        first = left;
    }
    first
}

/// An everyday word with a capital inside a sentence, right before a name: "Läste Ville Kettunens".
fn is_capital_word(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        word.shape == TokenShape::Capital && !word.opens && !word.known.is_quiet() && !page.shouted
    })
}

/// The title is masked with the name: "fru Alfredsson", "doktor Salem".
fn is_title(key: &str) -> bool {
    is_one_of(
        "fru|herr|hr|fröken|frk|doktor|dr|tant|farbror|shejk|sheikh|mulla|mullah|pastor|mr|mrs|sir|ustadh|ustad|\
         hoca|professor",
        key,
    )
}

/// An unknown word in lower case before a surname, or before the particle of one, is a given name.
fn is_before_surname(page: &TokenizedText<'_>, left: usize, right: usize) -> bool {
    let lower = |index: usize| {
        page.words.get(index).is_some_and(|word| word.shape == TokenShape::Lower && word.range.len() > 2)
    };
    let surname = is_particle(page.word_key(right))
        || page.words.get(right).is_some_and(|word| !word.known.is_given() && !word.known_stem.is_given());
    lower(left) && page.has_shape(right, TokenShape::Lower) && surname && is_joined(page, right)
}

/// "den", "du", "de" and "an" in lower case before a name are Swedish unless a hyphen joins them.
fn is_swedish_particle(page: &TokenizedText<'_>, left: usize, right: usize) -> bool {
    let hyphen =
        page.words.get(right).is_some_and(|word| matches!(word.gap, TokenGap::Hyphen | TokenGap::Apostrophe));
    let lower = page.words.get(left).is_some_and(|word| word.shape == TokenShape::Lower || word.opens);
    let after_particle = left.checked_sub(1).is_some_and(|before| {
        matches!(
            (page.word_key(before), page.word_key(left)),
            ("de", "la" | "los" | "las") | ("van" | "von", "de" | "der" | "den")
        )
    });
    let before_particle = matches!((page.word_key(left), page.word_key(right)), ("de", "la"));
    let swedish = !after_particle
        && !before_particle
        && is_one_of(
            "den|du|de|an|at|da|as|ar|o|d|ad|di|la|san|y|do|st|le|ur|ten|der|das|az|ul|ud",
            page.word_key(left),
        );
    swedish && lower && !hyphen
}

/// Two words written alike may be one name; a capital after a lower-case word begins a new one.
fn goes_with(page: &TokenizedText<'_>, left: usize, right: usize) -> bool {
    let shape = |index: usize| page.words.get(index).map(|word| word.shape);
    let hyphen = page.has_gap(right, TokenGap::Hyphen);
    hyphen || (shape(left) == Some(TokenShape::Lower)) == (shape(right) == Some(TokenShape::Lower))
}

fn extend_right(page: &TokenizedText<'_>, verdicts: &[NameVerdict], name: usize) -> usize {
    let mut last = name;
    let mut at = name + 1;
    while at < verdicts.len() && is_linked(page, at) {
        // "malte o viggo": two, not one.
        let and = page.word_key(at) == "o" && page.has_gap(at + 1, TokenGap::Blank);
        if continues_name(page, verdicts, last, at) {
            last = at;
        } else if and || !(is_particle(page.word_key(at)) && is_joined(page, at)) {
            break;
        }
        at += 1;
    }
    last
}

/// Joined, or after the full stop of an initial: "A. Svensson".
fn is_linked(page: &TokenizedText<'_>, at: usize) -> bool {
    let after_initial = page.word_before(at).is_some_and(|word| word.shape == TokenShape::Letter);
    is_joined(page, at)
        || (after_initial && page.words.get(at).is_some_and(|word| word.gap == TokenGap::Stop && !word.opens))
}

fn continues_name(page: &TokenizedText<'_>, verdicts: &[NameVerdict], last: usize, at: usize) -> bool {
    let (Some(word), Some(verdict)) = (page.words.get(at), verdicts.get(at)) else { return false };
    let hyphen = word.gap == TokenGap::Hyphen;
    match verdict {
        NameVerdict::Name => {
            goes_with(page, last, at)
                || word.shape != TokenShape::Lower
                || page.shouted
                || is_single(page, at)
        }
        NameVerdict::MaybeName => goes_with(page, last, at),
        NameVerdict::Unknown => match word.shape {
            TokenShape::Capital | TokenShape::Camel | TokenShape::Upper => true,
            TokenShape::Lower => goes_with(page, last, at) && !hyphen && word.range.len() > 2,
            TokenShape::Letter => !matches!(page.word_key(at), "i"),
            TokenShape::Digits => false,
        },
        NameVerdict::Not => {
            let capital = word.shape == TokenShape::Capital && !page.shouted && is_given(page, last);
            (capital || is_initial(page, last, at)) && !hyphen
        }
    }
}

/// "kalle b": a letter that stands for no word, after a given name.
fn is_initial(page: &TokenizedText<'_>, last: usize, at: usize) -> bool {
    const WORDS: &str = "adeikmnostvåäö";
    let given = page.known(last).is_given();
    let mut letters = page.word_key(at).chars();
    given && letters.next().is_some_and(|letter| !WORDS.contains(letter)) && letters.next().is_none()
}

fn is_given(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| word.known.is_given() && word.shape == TokenShape::Capital)
}

/// A lower-case name right after a capitalised one still belongs to it: "Anna svensson".
fn is_single(page: &TokenizedText<'_>, at: usize) -> bool {
    page.has_gap(at, TokenGap::Blank)
}

/// "Ali:s" and "Ali's" end after the s.
fn with_genitive(page: &TokenizedText<'_>, last: usize, end: usize) -> usize {
    let next = page.words.get(last + 1).filter(|word| {
        matches!(word.gap, TokenGap::Colon | TokenGap::Apostrophe) && page.word_key(last + 1) == "s"
    });
    let initial = page.has_shape(last, TokenShape::Letter);
    match next {
        Some(word) => word.range.end,
        None if initial && page.text_after(end, 1) == "." => end + 1,
        None => end,
    }
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn names_in_any_case_and_spelling() {
        for name in [
            "Fatima Haddad",
            "fatima haddad",
            "FATIMA HADDAD",
            "Şükriye",
            "Abdirahman Warsame",
            "Anna-Lena",
            "anna-lena svensson",
            "Abu Yusuf",
            "abu yusuf",
            "Nguyen Thi Lan",
            "Björn Svensson",
            "Per-Olof",
            "Ali K",
            "kalle b",
            "A. Svensson",
            "Mohammed al-Rashid",
            "Petrović",
            "Anna von Essen",
            "Ekström, Tova",
            "M. Söderlind",
            "Portén",
        ] {
            let line = format!("igår såg vi {name} där");
            assert_eq!(found_texts(&line), [name], "{name}");
        }
    }

    #[test]
    fn names_as_they_are_shortened_and_nicknamed() {
        for (text, found) in [
            ("träffade J:son Berg igår", "J:son Berg"),
            ("K.-Å. Lind och en till", "K.-Å. Lind"),
            ("Th. Larsson kom sedan", "Th. Larsson"),
            ("Berglund, K kom sent", "Berglund, K"),
            ("Lindqvist, K. ringde", "Lindqvist, K."),
            ("såg d'Artagnan där", "d'Artagnan"),
            ("vi såg Ahmed \"Abbe\" Hassan där", "Ahmed \"Abbe\" Hassan"),
            ("killen \"Räven\" sprang", "Räven"),
            ("Pratade med AW (16)", "AW"),
            ("saga slog till honom", "saga"),
            ("igår sa sten att det var över", "sten"),
        ] {
            let first = found_texts(text).first().map(|found| found.trim_end_matches('.').to_owned());
            assert_eq!(first.as_deref(), Some(found.trim_end_matches('.')), "{text}");
        }
        assert_eq!(found_texts("SL och KB bråkade"), ["SL", "KB"]);
    }

    #[test]
    fn who_is_listed_with_names_is_one_in_any_letter_case() {
        assert_eq!(found_texts("malte o viggo slogs"), ["malte", "viggo"]);
        assert_eq!(found_texts("leo, omar och tom satt där"), ["leo", "omar", "tom"]);
        assert_eq!(found_texts("PATRIK OCH LEO SATT DÄR"), ["PATRIK", "LEO"]);
        assert_eq!(found_texts("LEO SLOG HONOM IGEN"), ["LEO"]);
    }

    #[test]
    fn genitives_and_sentence_beginnings() {
        assert_eq!(found_texts("fatimas väska"), ["fatimas"]);
        assert_eq!(found_texts("Hodan kom sent."), ["Hodan"]);
        assert_eq!(found_texts("Ali:s mobil"), ["Ali:s"]);
    }

    #[test]
    fn unknown_names_are_found_by_capital_and_context() {
        assert_eq!(found_texts("vi såg Gebrezgiabiher där"), ["Gebrezgiabiher"]);
        assert_eq!(found_texts("han heter qvortrix"), ["qvortrix"]);
    }

    #[test]
    fn nouns_places_and_authorities_are_quiet() {
        for text in [
            "en björn av sten låg på lo",
            "ta ett kliv på stigen",
            "en rosa banderoll",
            "Polisen kom till Rinkeby",
            "Fältgruppen i Skärholmen",
            "Socialtjänsten och Säpo",
            "my lite",
            "ett samarbete med Nora kommun",
            "Man kan inte veta",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
