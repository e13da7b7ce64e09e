//! Telephone numbers, Swedish and foreign, in figures or words (PTS numbering plan; ITU-T E.164).

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{Token, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// Digits with thin separators, perhaps with a plus or 00 in front.
static FIGURES: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"(?:\+ ?|00 ?)?\(?[0-9](?:[ ./()_*~|·•#-]{0,3}[0-9]){5,15}"));

/// More figures than any one number has: two written together, or the number of a card.
static LONG: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"[0-9](?:[ .-]?[0-9]){16,}"));

/// Half-disguised figures: 07O-123 45 67, 070-12x xx 67.
static PARTIAL: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(r"(?:\+46 ?\(?0?\)?7|[0o]7)[0-9o]?[ -]{0,3}[0-9oxil*](?:[ -]{0,2}[0-9oxil*]){4,7}")
});

const NUMBER_WORD: &str = concat!(
    "(?:noll|nolla|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton",
    "|(?:tjugo|tjuge|tretti|trettio|förti|fyrti|fyrtio|femti|femtio|sexti|sextio|sjutti|sjuttio|åtti|åttio|nitti|nittio) ?(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|nie)?",
    "|noll(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|[0-9]{1,3})|hundra|plus|[0-9]{1,3})"
);

/// Six number words or more in a row, or four that begin with a zero or plus.
static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:noll|nolla|plus)(?:[0-9]{{0,2}}[ ,.-]{{0,3}}(?:och |streck |bindestreck )?{NUMBER_WORD})+|{NUMBER_WORD}(?:[ ,.-]{{1,3}}(?:och |streck |bindestreck )?{NUMBER_WORD})+)"
    ))
});

static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:tel|telefon|telefonnr|telefonnummer|telefonnumret|tfn|tlf|mob|mobil|mobilnr|mobilnummer|mobilen|nummer|numret|nr|nås på|ring|ringde|ringer|sms|smsade|whatsapp|viber|signal)",
        r"(?: är| till| på| från)?[.: ]{1,3}(\+?[0-9][0-9 ./()-]{4,16}[0-9])"
    ))
});

/// Numbers that the routine itself gives out, and public service numbers.
const PUBLIC: [&str; 14] = split_list(
    "085274429|0852744290|020100200|112|11414|1177|11313|116111|116000|90101|0771793336|020505050|0200239500|11818",
);

pub(in crate::deid) fn find_phone_numbers(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.marks.digits >= 6, &FIGURES)
        .filter_map(|groups| phone_in_figures(page, groups.first()?.as_ref()?))
        .collect();
    found.extend(page.matches_if(page.marks.digits >= 17, &LONG).filter_map(|groups| {
        let range = groups.first()?.as_ref()?;
        let text = page.lower().get(range.clone())?;
        let several = text.contains(" 0") || is_years(text) || is_thousands(text) || is_date(text);
        (!several).then(|| {
            page.make_candidate(range, Class::Number, "Ett långt nummer som kan höra till en person.")
        })?
    }));
    found.extend(page.matches_if(page.marks.digits >= 4, &PARTIAL).filter_map(|groups| {
        page.make_candidate(groups.first()?.as_ref()?, Class::Phone, "Ser ut som ett telefonnummer.")
    }));
    found.extend(
        page.matches_if(page.has_number_word() && may_be_said(page), &WORDS)
            .filter_map(|groups| phone_in_words(page, groups.first()?.as_ref()?)),
    );
    found.extend(
        page.matches_if(page.marks.digits >= 6, &LABELLED)
            .filter_map(|groups| labeled_phone(page, groups.get(1)?.as_ref()?)),
    );
    found
}

/// Three numbers or more, or a beginning that only telephone numbers have.
fn may_be_said(page: &TokenizedText<'_>) -> bool {
    let number = |word: &&Token| {
        let parts = word.facts.parts;
        word.shape == TokenShape::Digits
            || parts.holds(WordPart::NumberWord)
            || parts.holds(WordPart::Counting)
    };
    let one = |index: &usize| matches!(page.word_key(*index), "en" | "nie");
    let ones = (0..page.words.len()).filter(one).count();
    page.has(WordPart::Nought) || page.words.iter().filter(number).count() + ones > 2
}

fn phone_in_figures(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    let range = with_plus(page, range);
    let text = page.lower().get(range.clone())?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if PUBLIC.contains(&digits.as_str()) || is_hours(text) {
        return None;
    }
    let foreign = text.starts_with('+') || (digits.starts_with("00") && !digits.starts_with("000"));
    let national = digits.starts_with('0') && !digits.starts_with("00") && (7..=13).contains(&digits.len());
    let swedish = digits.starts_with("467") && digits.len() == 11;
    let mobile =
        digits.len() == 9 && digits.starts_with('7') && is_mobile_prefix(&digits) && !is_thousands(text);
    if (foreign && (8..=17).contains(&digits.len())) || (national && !is_date(text)) || swedish || mobile {
        return page.make_candidate(&range, Class::Phone, "Ser ut som ett telefonnummer.");
    }
    long_number(page, &range, text, digits.len())
}

/// A long run of figures that is no amount: whatever it is, it points at something.
fn long_number(
    page: &TokenizedText<'_>,
    range: &Range<usize>,
    text: &str,
    digits: usize,
) -> Option<Candidate> {
    let unbroken = text.bytes().all(|b| b.is_ascii_digit());
    let long = digits >= if unbroken { 7 } else { 9 };
    (long && !is_thousands(text) && !is_date(text) && !is_years(text))
        .then(|| page.make_candidate(range, Class::Number, "Ett långt nummer som kan höra till en person."))?
}

fn phone_in_words(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    let text = page.lower().get(range.clone())?;
    let said = |part: &&str| !part.is_empty() && !matches!(*part, "och" | "streck" | "bindestreck");
    let parts: Vec<&str> = text.split([' ', ',', '.', '-']).filter(said).collect();
    let written = parts.iter().filter(|part| part.starts_with(char::is_alphabetic)).count();
    let opens = ["noll", "plus"].iter().any(|word| text.starts_with(word));
    let enough = parts.len() >= if opens { 4 } else { 6 } || (opens && text.len() > 20);
    if enough && written >= if opens { 1 } else { 3 } {
        return page.make_candidate(range, Class::Phone, "Ser ut som ett telefonnummer skrivet med ord.");
    }
    let named = parts.len() > 2
        && written > 2
        && (is_named(page, range) || parts.len() > 3 && is_placed(page, range));
    named.then(|| page.make_candidate(range, Class::Number, "Ser ut som ett nummer skrivet med ord."))?
}

/// "bankgirot är femtiotvå noll sju": some number is spoken of.
fn is_named(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    const NUMBERS: [&str; 8] = ["giro", "konto", "swish", "nummer", "numret", "lgh", "lägenhet", "portkod"];
    NUMBERS.iter().any(|word| page.text_before(range.start, 40).contains(word))
}

/// "tre nio två trettiosju Kalmar": a place follows, as after a postcode.
fn is_placed(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let after = page.normalized.text.get(range.end..).and_then(|text| text.strip_prefix(' '));
    after.is_some_and(|text| text.starts_with(char::is_uppercase))
}

fn labeled_phone(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    let text = page.lower().get(range.clone())?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let quiet = PUBLIC.contains(&digits.as_str()) || digits.len() < 6 || is_date(text) || is_years(text);
    (!quiet)
        .then(|| page.make_candidate(range, Class::Phone, "Ett nummer som texten kallar telefonnummer."))?
}

/// The match may have begun after its plus sign or parenthesis.
fn with_plus(page: &TokenizedText<'_>, range: &Range<usize>) -> Range<usize> {
    let before = page.text_before(range.start, 2);
    let taken = usize::from(before.ends_with(['+', '(']));
    range.start - taken..range.end
}

fn is_mobile_prefix(digits: &str) -> bool {
    ["70", "72", "73", "76", "79"].iter().any(|prefix| digits.starts_with(prefix))
}

/// 1 000 000 or 12.500.000.
fn is_thousands(text: &str) -> bool {
    let mut groups = text.split([' ', '.']);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))
        && groups.clone().next().is_some()
        && groups.all(|group| group.len() == 3)
}

/// 2026-11-14, 14/11/2026, 2026-11-14 08.30.
fn is_date(text: &str) -> bool {
    let groups: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let number =
        |index: usize| groups.get(index).and_then(|group| group.parse::<u16>().ok()).unwrap_or_default();
    let year = |n: u16| (1900..2100).contains(&n);
    groups.len() >= 3
        && groups.iter().take(3).all(|group| matches!(group.len(), 1 | 2 | 4))
        && ((year(number(0)) && (1..=12).contains(&number(1)) && (1..=31).contains(&number(2)))
            || (year(number(2)) && (1..=31).contains(&number(0)) && (1..=12).contains(&number(1))))
}

/// 08.00-17.00.
fn is_hours(text: &str) -> bool {
    let hour = |text: &str| {
        if let [b'0'..=b'2', _, b'0'..=b'5', _] = text.trim().as_bytes() {
            return true;
        }
        let mut parts = text.trim().split(['.', ':']).map(str::parse::<u8>);
        matches!((parts.next(), parts.next(), parts.next()), (Some(Ok(0..=24)), Some(Ok(0..=59)), None))
    };
    text.split_once('-').is_some_and(|(from, to)| hour(from) && hour(to))
}

/// 2015-2019, 2024/2025.
fn is_years(text: &str) -> bool {
    let mut groups = text.split(['-', '/', ' ']).filter(|group| !group.is_empty());
    groups.all(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn figures_in_many_forms() {
        for text in [
            "070-123 45 67",
            "0701234567",
            "+46 70 123 45 67",
            "+46 (0)70-123 45 67",
            "0046701234567",
            "08-12 34 56",
            "070 - 123 45 67",
            "070.123.45.67",
            "0 7 0 1 2 3 4 5 6 7",
            "+252 61 5551234",
            "070/1234567",
            "(070) 123 45 67",
            "+47 900 12 345",
            "031-7011234",
        ] {
            let line = format!("ring {text} ikväll");
            assert_eq!(found_texts(&line), [text], "{line}");
        }
        assert_eq!(found_classes("det var noll sju noll ett två tre fyra fem sex sju"), ["phone"]);
        assert_eq!(found_classes("noll sjuttio, ett två tre, fyrtiofem, sextiosju"), ["phone"]);
        assert_eq!(found_classes("noll sex noll nio noll sju streck två tre nio två"), ["phone"]);
        assert_eq!(found_classes("bankgirot är femtiotvå noll sju fjorton"), ["number"]);
        assert_eq!(found_classes("skrev tre nio två trettiosju Kalmar på kuvertet"), ["number"]);
        assert_eq!(found_classes("vi var tre, sen fyra och fem"), Vec::<&str>::new());
    }

    #[test]
    fn public_numbers_and_amounts_are_quiet() {
        for text in [
            "ring 112",
            "114 14",
            "1177",
            "08-527 44 290",
            "020-100 200",
            "1 200 000 kr",
            "kl 08.00-17.00",
            "2024/2025",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
