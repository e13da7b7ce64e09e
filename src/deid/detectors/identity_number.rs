//! Personnummer, samordningsnummer, interimsnummer, organisationsnummer and last fours.
//!
//! A wrong or missing check digit is still an identity number that somebody typed wrong: it names the class
//! and never decides whether to flag (SKV 704; SFS 2022:1697 for samordningsnummer).

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::check_digit::is_luhn;
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// Date of birth, then a birth number of three, with or without its check digit, or its place held by x or *.
static BIRTH: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"((?:1[89]|20)[ ./_-]?)?([0-9]{2})[ ./_-]?([0-9]{2})[ ./_-]?([0-9]{2})",
        r" ?[-+./:,_~=]? ?([0-9](?:[ .]?[0-9]){2,3}|[a-z]{1,2}[ .]?[0-9][ .]?[0-9](?:[ .]?[0-9a-z])?|[0-9]{0,3}[x*?#_]{1,4})"
    ))
});

/// A letter o for a nought: "O2O129-238O".
static LETTERED: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"(?:19|20|2o)?[0-9o]{6} ?[-+] ?[0-9o]{4}"));

/// Ten or twelve digits with anything thin between them, as in letter-spaced text.
static SPACED: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"[0-9](?:[ .,_/:*|+-]{1,3}[0-9]){8,11}"));

/// Six digits, a separator, four digits.
static SIX_FOUR: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"([0-9]{2})?([0-9]{6}) ?[-+] ?([0-9]{4})"));

static LAST_FOUR: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:(?:fyra|4) sista|sista (?:fyra|4)|sista siffrorna|(?:pnr|personnumret|personnummer|persnr|nummer|numret) (?:som )?slutar",
        r"|slut(?:ar|ade|at) (?:(?:det|pnr|personnumret|numret|persnr) )?(?:på|med)|(?:personnumrets?|pnr|numrets) slut|slutsiffror(?:na)?|fyra siffrorna|kontrollsiffrorna|födelsenummer|födelsenumret)",
        r"[^0-9\n.;]{0,40}?([0-9](?:[ -]?[0-9]){3})"
    ))
});

const DIGIT_WORD: &str = "(?:noll|nolla|ett|en|etta|två|tvåa|tre|trea|fyra|fem|sex|sexa|sju|åtta|nio|nia)";

static LAST_FOUR_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"([0-9]{4})(?: (?:är|var|som|stod|kan vara|hens|hans|hennes|de|dom))* (?:sista (?:fyra|4)|(?:fyra|4) sista|sist|på slutet|i slutet(?: på| av) (?:pnr|personn))",
    )
});

/// The rest left out: "XXXXXX-2384", "...-2384".
static LAST_FOUR_ALONE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(r"(?:(?:[0-9]{2})?(?:x{6}|\*{6}|_{6}|[åy]{2,4}mmdd)[- ]?|\.{2,}-)([0-9]{4})")
});

static LAST_FOUR_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:fyra|4) sista|sista (?:fyra|4)|sista siffrorna)[^0-9\n.;]{{0,30}}?({DIGIT_WORD}(?:[ ,-]+{DIGIT_WORD}){{3}})"
    ))
});

static ORGANISATION: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:org\.? ?(?:nr|nummer)|organisationsn(?:umme)?r(?:et)?|vat|moms(?:reg)?(?:nr|nummer)?)[^0-9\n]{0,12}([0-9]{6} ?-? ?[0-9]{4}(?: ?01)?)",
    )
});

/// A personnummer with a label in front is flagged however it is written.
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:pnr|persnr|p-nr|personnr|personn(?:umme)?r(?:et)?|samordningsn(?:umme)?r(?:et)?|födelsen(?:umme)?r)[^0-9\n]{0,12}([0-9][0-9 ./-]{4,16}[0-9])",
    )
});

const NUMBER_WORD: &str = concat!(
    "(?:noll)?(?:noll|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton",
    "|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio) ?(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio)?)"
);

/// A personnummer said in words, after a label: "pnr åttiosex nollnio tjugo tjugotre nittioåtta".
static LABELLED_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:pnr|persnr|personnr|personn(?:umme)?r(?:et)?)(?: är)?:? ({NUMBER_WORD}(?:[ ,-]{{1,3}}{NUMBER_WORD}){{3,11}})"
    ))
});

pub(in crate::deid) fn find_identity_numbers(page: &TokenizedText<'_>) -> Vec<Candidate> {
    if !page.has_digit() {
        let mut said = labeled_numbers(page, &LAST_FOUR_WORDS);
        said.extend(named_numbers(page, &LABELLED_WORDS));
        return said;
    }
    let mut found: Vec<Candidate> = page
        .matches_if(page.marks.digits >= 6, &BIRTH)
        .filter_map(|groups| birth_number(page, &groups))
        .collect();
    found.extend(
        page.matches_if(page.marks.digits >= 9, &SPACED)
            .filter_map(|groups| spaced_number(page, groups.first()?.as_ref()?)),
    );
    found.extend(
        page.matches_if(page.marks.digits >= 10, &SIX_FOUR)
            .filter_map(|groups| six_four(page, groups.first()?.as_ref()?)),
    );
    found.extend(
        page.matches_if(
            page.marks.digits >= 5 && page.marks.holds(b'o') && page.marks.holds_any(b"-+"),
            &LETTERED,
        )
        .filter_map(|groups| {
            let range = groups.first()?.as_ref()?;
            let reason = "Ser ut som ett personnummer med o för noll.";
            let lettered = page.lower().get(range.clone())?.contains('o');
            lettered.then(|| page.make_candidate(range, Class::Personnummer, reason))?
        }),
    );
    found.extend(
        page.matches_if(page.marks.digits >= 10 && page.has(WordPart::Organisation), &ORGANISATION)
            .filter_map(|groups| {
                page.make_candidate(
                    groups.get(1)?.as_ref()?,
                    Class::Organisationsnummer,
                    "Ser ut som ett organisationsnummer.",
                )
            }),
    );
    found.extend(named_numbers(page, &LABELLED));
    found.extend(named_numbers(page, &LABELLED_WORDS));
    found.extend(labeled_numbers(page, &LAST_FOUR));
    found.extend(labeled_numbers(page, &LAST_FOUR_FIRST));
    found.extend(labeled_numbers(page, &LAST_FOUR_WORDS));
    found.extend(last_fours(
        page,
        page.marks.digits >= 4 && page.has_any(&["xxx", "***", "___", "mmdd", "..-"]),
        &LAST_FOUR_ALONE,
    ));
    found
}

/// What the text itself calls a personnummer.
fn named_numbers(page: &TokenizedText<'_>, pattern: &'static LazyLock<Pattern>) -> Vec<Candidate> {
    let reason = "Ett nummer som texten kallar personnummer.";
    page.matches_if(page.has(WordPart::PersonalNumber), pattern)
        .filter_map(|groups| page.make_candidate(groups.get(1)?.as_ref()?, Class::Personnummer, reason))
        .collect()
}

fn labeled_numbers(page: &TokenizedText<'_>, pattern: &'static LazyLock<Pattern>) -> Vec<Candidate> {
    last_fours(page, page.has(WordPart::LastFour), pattern)
}

fn last_fours(page: &TokenizedText<'_>, needed: bool, pattern: &'static LazyLock<Pattern>) -> Vec<Candidate> {
    let reason = "De fyra sista siffrorna i ett personnummer.";
    page.matches_if(needed, pattern)
        .filter_map(|groups| page.make_candidate(groups.get(1)?.as_ref()?, Class::LastFour, reason))
        .collect()
}

fn birth_number(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let text = |group: usize| page.lower().get(groups.get(group)?.clone()?);
    let (month, day) = (text(3)?.parse::<u8>().ok()?, text(4)?.parse::<u8>().ok()?);
    let tail: String = text(5)?.chars().filter(|c| c.is_alphanumeric() || "*?#_".contains(*c)).collect();
    let whole = groups.first()?.as_ref()?;
    if !is_date(month, day) || is_mobile(page, whole) {
        return None;
    }
    let letter = tail.starts_with(|c: char| c.is_ascii_alphabetic() && c != 'x');
    let usual = tail.starts_with(|c: char| "trsuwxjklmn".contains(c));
    let letters = tail.chars().take_while(char::is_ascii_alphabetic).count();
    let hyphened = page.text_before(groups.get(5)?.as_ref()?.start, 1).ends_with(['-', '+']);
    // "080514 kl 14" is an hour, "080514 nr 12" something else.
    let two = letters > 1 && !tail.starts_with(['x', 't']);
    if letter && (!usual || two) && !hyphened {
        return None;
    }
    let (class, reason) = if (letter || usual) && tail.ends_with(|c: char| c.is_ascii_digit()) {
        (Class::Interimsnummer, "Ser ut som ett interimsnummer.")
    } else if day > 60 {
        (Class::Samordningsnummer, "Ser ut som ett samordningsnummer.")
    } else {
        (Class::Personnummer, "Ser ut som ett personnummer.")
    };
    page.make_candidate(whole, class, reason)
}

fn spaced_number(page: &TokenizedText<'_>, whole: &Range<usize>) -> Option<Candidate> {
    let digits: String = page.lower().get(whole.clone())?.chars().filter(char::is_ascii_digit).collect();
    let birth = match digits.len() {
        9 | 10 => digits.get(..6)?,
        11 | 12 => digits.get(2..8)?,
        _ => return None,
    };
    let (month, day) = (birth.get(2..4)?.parse::<u8>().ok()?, birth.get(4..6)?.parse::<u8>().ok()?);
    is_date(month, day).then(|| {
        page.make_candidate(whole, Class::Personnummer, "Ser ut som ett personnummer med glesa siffror.")
    })?
}

fn six_four(page: &TokenizedText<'_>, whole: &Range<usize>) -> Option<Candidate> {
    let digits: String = page.lower().get(whole.clone())?.chars().filter(char::is_ascii_digit).collect();
    let ten = digits.get(digits.len().checked_sub(10)?..)?;
    let called = page.text_before(whole.start, 30).contains("org");
    let organisation = ten.get(2..4)?.parse::<u8>().ok()? >= 20 && (called || is_luhn(ten));
    let (class, reason) = if organisation {
        (Class::Organisationsnummer, "Ser ut som ett organisationsnummer.")
    } else {
        (Class::Personnummer, "Sex och fyra siffror, skrivna som ett personnummer.")
    };
    page.make_candidate(whole, class, reason)
}

fn is_date(month: u8, day: u8) -> bool {
    (1..=12).contains(&month) && (matches!(day, 1..=31) || matches!(day, 61..=91))
}

/// Ten digits written as a mobile number are one, unless the check digit says otherwise.
fn is_mobile(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let text = page.lower().get(range.clone()).unwrap_or_default();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let mobile = digits.len() == 10
        && ["070", "072", "073", "076", "079", "010", "020"].iter().any(|area| digits.starts_with(area));
    let grouped = text.get(3..4).is_some_and(|c| !c.starts_with(|c: char| c.is_ascii_digit()));
    mobile && (grouped || !is_luhn(&digits))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn every_way_of_writing_a_personnummer() {
        for text in [
            "900101-2384",
            "9001012384",
            "19900101-2384",
            "199001012384",
            "900101+2384",
            "900101 2384",
            "19900101 2384",
            "90.01.01-2384",
            "1990-01-01-2384",
            "900101.2384",
            "900101–2384",
            "900101\u{a0}2384",
            "９００１０１－２３８４",
            "900101-238",
            "900101238",
            "9 0 0 1 0 1 2 3 8 4",
            "90\u{200b}0101-2384",
            "900101-XXXX",
            "900101-2385",
            "900101 - 2384",
        ] {
            assert!(
                found_classes(&format!("hens nr {text} då")).iter().any(|id| id.ends_with("nummer")),
                "{text}"
            );
        }
    }

    #[test]
    fn the_other_identity_numbers() {
        assert_eq!(found_classes("nr 701063-2391"), ["samordningsnummer"]);
        assert_eq!(found_classes("nr 000101-T220"), ["interimsnummer"]);
        assert_eq!(found_classes("nr 090314-A118"), ["interimsnummer"]);
        assert_eq!(found_classes("orgnr 556036-0793"), ["organisationsnummer"]);
        for text in [
            "sista fyra är 2384",
            "den med 2384 på slutet",
            "XXXXXX-2384",
            "pnr slutade personnumret på 2384",
        ] {
            assert_eq!(found_classes(text), ["last-four"], "{text}");
        }
        assert_eq!(found_classes("föreningens orgnr 802481-3327"), ["organisationsnummer"]);
    }

    #[test]
    fn laws_and_years_are_quiet() {
        for text in [
            "lag (2025:400)",
            "KS 2024/76",
            "åren 2015-2019",
            "ring 112 eller 114 14",
            "kostade 1 000 000 kronor",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
