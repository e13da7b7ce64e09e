//! School classes and years: "9B", "åk 8", "NA22b".

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// 9:an på skolan.
static NINTH: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"([1-9]:ans?) (?:på|i) (?:[a-zåäö]*skolan|plugget)"));

const ORDINAL: &str = "(?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian|förskoleklass)";

/// åk 8, årskurs 9, klass 7:2, åk 9B.
/// "en 8:a", "några 9:or", "nian", "två nior".
static NICKED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:(?:en|ett|två|tre|fyra|fem|några|ngra|flera|många|alla|våra|dessa|de|i|från|med|bland|till) )?",
        r"((?:[4-9]:(?:ans|an|a|orna|ornas|or)|(?:fyror|femmor|sexor|sjuor|åttor|nior)(?:na|nas)?|niondeklassar[a-z]*|åttondeklassar[a-z]*|sjundeklassar[a-z]*|sjätteklassar[a-z]*))"
    ))
});

/// "i trean", "pojken från nian".
static IN_YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:i|från|till) ((?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian)s?)|((?:fyran|femman|sexan|sjuan|åttan|nian)) (?:på|i) [a-zåäö]*(?:skolan|gymnasiet)",
    )
});

/// "åttan D".
static LETTERED: LazyLock<Pattern> = LazyLock::new(|| word_pattern(&format!("{ORDINAL} ([a-f])")));

static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:åk\.?|åk:|årskurs|årskursen|klass|klassen|årskull|årsk\.?|ak)(?:[ :]?[1-9](?:[ .:/-]?[1-9]|[ -]?[a-hx])?(?::?an|an|orna)?(?: ?[a-h])?|[ :](?:na|sa|ek|te|es|hu|bf|ba|ee|ft|fs|fx|ha|hv|ht|in|nb|rl|vf|vo|im|ib|sam|nat)[ -]?[0-9]{0,2}[a-z]?[0-9]?|[ :](?:ett|två|tre|fyra|fem|sex|sju|åtta|nio))",
        r"(?: (?:på|i) gymnasiet)?|förskoleklass(?:en)? [a-h]{1,2}"
    ))
});

/// 9B, 9:2, 8 c, 9b:s.
static BARE: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"([1-9])( ?[:.]?-?)(?:an )?([a-f](?::s)?|[1-6])"));

/// The codes of programmes.
const PROGRAMMES: [&str; 34] = split_list(
    "na|sa|ek|te|es|hu|bf|ba|ee|ft|fs|fx|ha|hv|ht|in|nb|rl|vf|vo|ima|ims|imv|imy|imr|spr|im|ib|sam|nat|est|bfs|vvs|naek",
);

static PROGRAMME: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:na|sa|ek|te|es|hu|bf|ba|ee|ft|fs|fx|ha|hv|ht|in|nb|rl|vf|vo|ima|ims|imv|imy|imr|spr|im|ib|sam|nat|est|bfs|vvs|naek)[ -]?(?:[0-9]{2}-?[a-z]{0,3}|[1-3][a-z]?|[0-9]{2}[a-z]?[0-9]?)",
    )
});

static GOES_IN: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:går|gick|gått|börjar|börjat|började|elev|eleven|elever|killen|tjejen|kille|tjej|pojke|flicka|läser|slutat)(?: (?:nu|typ|ut|om))? i ({ORDINAL}(?: på [a-zåäö]+)?|[1-9]:?an|[1-9](?:[a-f])?)"
    ))
});

/// What before a figure and a letter makes it no class.
const NOT_A_CLASS: [&str; 46] = split_list(
    "fråga |frågan |rum |bilaga |plan |§ |steg |punkt |alternativ |kap. |kap |nivå |port |uppgång |sal |spår |hiss |kl |kl. |\
     linje |buss |figur |tabell |avsnitt |ruta |fält |stycke |version |gate |nr |våning |zon |art. |artikel |klockan |sida |\
     del |paragraf |lag |kapitel |bil |-|/|.|,|:",
);

pub(in crate::deid) fn find_school_classes(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let reason = "Ser ut som en skolklass eller årskurs.";
    let mut found: Vec<Candidate> = page
        .matches_if(page.has(WordPart::Class), &LABELLED)
        .chain(
            page.matches_if(page.has_digit() && names_programme(page), &PROGRAMME)
                .filter(|groups| is_programme(page, groups)),
        )
        .filter_map(|groups| page.make_candidate(groups.first()?.as_ref()?, Class::SchoolClass, reason))
        .collect();
    found.extend(
        page.matches_if(page.marks.ordinal, &NINTH)
            .filter_map(|groups| page.make_candidate(groups.get(1)?.as_ref()?, Class::SchoolClass, reason)),
    );
    found.extend(
        page.matches_if(page.marks.ordinal || page.has(WordPart::NickedClass), &NICKED)
            .chain(page.matches_if(page.has(WordPart::YearOfSchool), &IN_YEAR))
            .filter_map(|groups| {
                page.make_candidate(groups.iter().skip(1).flatten().next()?, Class::SchoolClass, reason)
            }),
    );
    found.extend(
        page.matches_if(
            page.has(WordPart::Attends) && (page.has_digit() || page.has(WordPart::YearOfSchool)),
            &GOES_IN,
        )
        .filter_map(|groups| page.make_candidate(groups.get(1)?.as_ref()?, Class::SchoolClass, reason)),
    );
    found.extend(page.matches_if(page.has(WordPart::YearOfSchool), &LETTERED).filter_map(|groups| {
        let (whole, letter) = (groups.first()?.as_ref()?, groups.get(1)?.clone()?);
        let upper = page.normalized.text.get(letter)?.starts_with(char::is_uppercase);
        upper.then(|| page.make_candidate(whole, Class::SchoolClass, reason))?
    }));
    found.extend(
        page.matches_if(page.has_digit() && may_be_class(page.lower().as_bytes()), &BARE).filter_map(
            |groups| {
                let whole = groups.first()?.as_ref()?;
                is_class(page, &groups)?.then(|| page.make_candidate(whole, Class::SchoolClass, reason))?
            },
        ),
    );
    found
}

/// A code of a programme with figures right after it.
fn names_programme(page: &TokenizedText<'_>) -> bool {
    (0..page.words.len()).any(|index| {
        let key = page.word_key(index);
        let letters = key.find(|c: char| c.is_ascii_digit()).unwrap_or(key.len());
        let figures =
            letters < key.len() || page.word_key(index + 1).starts_with(|c: char| c.is_ascii_digit());
        figures && key.get(..letters).is_some_and(|code| PROGRAMMES.contains(&code))
    })
}

/// A figure with a letter, a colon or a full stop after it, as a class has.
fn may_be_class(text: &[u8]) -> bool {
    let from = |at: usize| text.get(at..).unwrap_or_default();
    (0..text.len()).any(|at| {
        let opens =
            at.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let [b'1'..=b'9', rest @ ..] = from(at) else { return false };
        let parted = rest.strip_prefix(b" ").unwrap_or(rest);
        let [mark @ (b':' | b'.'), ..] = parted else {
            let joined = parted.strip_prefix(b"-").unwrap_or(parted);
            return opens && is_parallel(joined.strip_prefix(b"an ").unwrap_or(joined));
        };
        let joined = parted.strip_prefix(&[*mark]).unwrap_or(parted);
        let joined = joined.strip_prefix(b"-").unwrap_or(joined);
        let joined = joined.strip_prefix(b"an ").unwrap_or(joined);
        opens && (is_parallel(joined) || joined.first().is_some_and(|byte| matches!(byte, b'1'..=b'6')))
    })
}

/// A letter from a to f and no more.
fn is_parallel(text: &[u8]) -> bool {
    text.first().is_some_and(|byte| matches!(byte, b'a'..=b'f'))
        && text.get(1).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// A figure and a letter are a class where school is spoken of, or where nothing else is written so.
fn is_class(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let whole = groups.first()?.as_ref()?;
    let before = page.text_before(whole.start, 24);
    let separator = page.lower().get(groups.get(2)?.clone()?)?;
    let parallel = page.normalized.text.get(groups.get(3)?.clone()?)?;
    if NOT_A_CLASS.iter().any(|words| before.ends_with(words)) || is_within(page, whole) {
        return Some(false);
    }
    let school =
        SCHOOL.iter().any(|words| before.ends_with(words) || (words.len() > 4 && before.contains(words)));
    let taught =
        || TAUGHT.iter().any(|word| before.contains(word) || page.text_after(whole.end, 40).contains(word));
    let digit = parallel.starts_with(|c: char| c.is_ascii_digit());
    let upper = parallel.starts_with(char::is_uppercase);
    Some(match (digit, separator) {
        (true, ":" | ".") if page.text_after(whole.end, 24).contains("skol") => true,
        (true, ":" | ".") => {
            // "alla i 8:2": a parallel, where no ratio or verse is spoken of.
            separator == ":" && (before.ends_with(" i ") || before == "i ")
                || ["klass", "går i ", "gick i ", "elev", "åk "].iter().any(|words| before.contains(words))
        }
        (true, _) => false,
        (false, "") => upper || school || !before.ends_with(|c: char| c.is_ascii_digit()),
        (false, " ") => {
            upper && (school || before.trim().is_empty() || taught())
                || IN_CLASS.iter().any(|words| before.ends_with(words))
        }
        (false, _) => school || taught(),
    })
}

/// "9.5", "§": the match is a part of something longer.
fn is_within(page: &TokenizedText<'_>, whole: &Range<usize>) -> bool {
    page.text_after(whole.end, 6).trim_start().starts_with(['§', '%', '/', ':', '.', ','])
        && page.text_after(whole.end, 2).chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Words in front of a class.
const SCHOOL: [&str; 13] = split_list(
    "klass|åk |årskurs|går i |gick i |eleven|elev|killen i |tjejen i |killar i |tjejer i |från | i ",
);

/// Words that school is near.
const TAUGHT: &[&str] = &["elev", "lärare", "mentor", "lektion", "rasten", "kurator", "studiebesök", "klass"];

/// Words right in front of a class whose letter stands apart.
const IN_CLASS: [&str; 13] = split_list(
    "klass |går i |åk |killen i |tjejen i |killarna i |tjejerna i |eleven i |elever i |elev i |eleverna i |kille i |tjej i ",
);

/// Programme codes are classes in capitals, or where school is near.
fn is_programme(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(Some(whole)) = groups.first() else { return false };
    let written = page.normalized.text.get(whole.clone()).unwrap_or_default();
    let capitals = written.starts_with(|c: char| c.is_ascii_uppercase())
        && written.chars().nth(1).is_some_and(char::is_uppercase);
    let sentence = page.text_before(whole.start, 40);
    let school = ["klass", "går ", "gick ", "elev", "gymnasi", "program", "läser"]
        .iter()
        .any(|word| sentence.contains(word));
    let spaced = written.contains(' ');
    let whole_year =
        written.bytes().filter(u8::is_ascii_digit).count() == 1 && !written.ends_with(char::is_alphabetic);
    capitals && !spaced || school && !whole_year
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn classes_and_years() {
        for text in ["9B", "9b", "åk 8", "årskurs 9", "SA22B", "klass 7:2", "åk 9B"] {
            let line = format!("en kille i {text} sa det");
            assert_eq!(found_texts(&line), [text], "{text}");
        }
        assert_eq!(found_classes("hen går i åttan"), ["school-class"]);
    }

    #[test]
    fn questions_rooms_and_paragraphs_are_quiet() {
        for text in
            ["fråga 7a", "rum 3B", "bilaga 2b", "A-lag", "B1-nivå", "plan 3", "§ 4 a", "10 kap. 18 a § OSL"]
        {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
