//! Initials: "A.K.", "A K", "initialerna AK", "A:s". Abbreviations stay quiet.

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::{Token, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// A.K., A. K., A.K; lower case is judged below.
static STOPPED: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"[a-zåäö]-[a-zåäö]|[a-zåäö]\. ?[a-zåäö](?:\. ?[a-zåäö])?\.?(?::?s)?"));

/// A word for a person, then one to three capitals or letters with stops.
static AFTER_PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:enligt|enl|killen|tjejen|pojken|flickan|mannen|kvinnan|eleven|ungdomen|kompisen|grabben|snubben|brodern|systern|brorsan|syrran|polaren|personen|ledaren|kollegan|initialer|initialerna|initialen|heter|kallas|kallad|signaturen|signerat|sign|vännen|kusinen|med|av|och|såg|mamman till|pappan till|till|hos|mötte|träffade)",
        r"(?: (?:är|var|heter|kallad|med|som|sig|på|börjar))* ([a-zåäö](?:[.]? ?[a-zåäö]){0,2}\.?(?::?s)?)"
    ))
});

static OWNER: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"([a-zåäö](?:\.?[a-zåäö]\.?)?):s"));

/// "SL och KB": two who are called by their initials.
static PAIR: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"([a-zåäö]{2}) (?:och|o|&|samt) ([a-zåäö]{2})"));

/// "AW (16)", "AW, 16 år": initials with an age.
static AGED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(r"([a-zåäö]{2,3})(?: ?\([0-9]{1,2}(?: år)?|, [0-9]{1,2} år|, [0-9]{1,2},)")
});

/// Letters with stops that are no initials.
const ABBREVIATIONS: [&str; 59] = split_list(
    "t.ex|t.e.x|m.m|m.fl|d.v.s|e.d|o.s.v|p.g.a|bl.a|f.d|o.d|s.k|fr.o.m|t.o.m|i.o.m|p.s|e.m|f.m|a.k.a|m.a.o|e.kr|f.kr|u.s|\
     u.s.a|n.n|k.k|o.k|i.a|e.g|i.e|m.a.p|i.f|p.m|a.m|g.m|m.h.a|f.n|f.f|f.ö|m.t.p|n.b|v.g|p.p|a.a|o.s.a|u.p|s.a|a-ö|a-z|a-b|\
     a-c|u-t|x-y|d.y|d.ä|r.i.p|o.t|ö.h|u.a",
);

/// Capitals in pairs that are no initials.
const ACRONYMS: [&str; 77] = split_list(
    "ia|it|tv|eu|fn|vd|sd|kd|ok|os|vm|em|uf|hr|pc|id|is|uk|us|dr|dj|mc|bb|sl|sj|ks|sn|kf|nu|ns|pm|ps|kl|tg|ig|fb|sm|nmr|srf|\
     vbe|cve|lvu|sig|apt|osl|sol|bup|hvb|ssp|oss|fk|af|jo|jk|hd|ad|kv|tf|vo|hs|bt|ju|kk|usa|rf|qr|ss|nr|ca|a1|tt|svt|tbc|bk|\
     if|fc|ik",
);

pub(super) fn find_initials(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.marks.holds_any(b".-") && page.count_letters() > 1, &STOPPED)
        .filter(|groups| groups.first().and_then(Option::as_ref).is_some_and(|range| is_stopped(page, range)))
        .filter_map(|groups| initials_candidate(page, groups.first()?.as_ref()?))
        .collect();
    found.extend(page.matches_if(may_be_initials(page), &AFTER_PERSON).filter_map(|groups| {
        let range = groups.get(1)?.as_ref()?;
        is_after_person(page, &groups, range).then(|| initials_candidate(page, range))?
    }));
    found.extend(find_pairs(page));
    found.extend(page.matches_if(page.marks.holds(b':') && page.has_any(&[":s"]), &OWNER).filter_map(
        |groups| {
            let letters = groups.get(1)?.as_ref()?;
            let written = page.normalized.text.get(letters.clone())?;
            let upper = written.chars().all(|c| c.is_uppercase() || c == '.');
            let known = ACRONYMS.contains(&page.lower().get(letters.clone())?);
            (upper && !known).then(|| initials_candidate(page, groups.first()?.as_ref()?))?
        },
    ));
    found
}

/// True for capitals that are no initials.
pub(in crate::deid::detectors) fn is_acronym(key: &str) -> bool {
    ACRONYMS.contains(&key)
}

/// Two that stand together, one of whom at least is nobody's acronym, and those with an age.
fn find_pairs(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let capitals = |range: &Range<usize>| {
        page.normalized.text.get(range.clone()).is_some_and(|text| text.chars().all(char::is_uppercase))
    };
    let known = |range: &Range<usize>| page.lower().get(range.clone()).is_some_and(is_acronym);
    let needed = !page.shouted && page.words.iter().any(|word| word.shape == TokenShape::Upper);
    let pairs = page.matches_if(needed, &PAIR).filter(|groups| {
        let both: Vec<&Range<usize>> = groups.iter().skip(1).flatten().collect();
        both.iter().all(|range| capitals(range)) && !both.iter().all(|range| known(range))
    });
    let aged = page
        .matches_if(needed && page.has_digit(), &AGED)
        .filter(|groups| groups.iter().skip(1).flatten().all(|range| capitals(range) && !known(range)));
    let ranges: Vec<Range<usize>> =
        pairs.chain(aged).flat_map(|groups| groups.into_iter().skip(1).flatten()).collect();
    ranges.iter().filter_map(|range| initials_candidate(page, range)).collect()
}

/// Letters that may be somebody's: capitals, or with a full stop, or said to be initials.
fn may_be_initials(page: &TokenizedText<'_>) -> bool {
    let short = |word: &Token| match word.shape {
        TokenShape::Letter | TokenShape::Upper => word.range.len() < 7,
        TokenShape::Lower => word.range.len() < 3 && page.text_after(word.range.end, 1) == ".",
        TokenShape::Capital | TokenShape::Camel | TokenShape::Digits => false,
    };
    page.has(WordPart::Initials) || page.words.iter().any(short)
}

fn initials_candidate(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    page.make_candidate(range, Class::Person, "Ser ut som initialer.")
}

/// Capitals with stops, or lower case with a stop after each and no known abbreviation.
fn is_stopped(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let written = page.normalized.text.get(range.clone()).unwrap_or_default().trim_end_matches([':', 's']);
    let key =
        page.lower().get(range.clone()).unwrap_or_default().trim_end_matches(['.', ' ']).replace(". ", ".");
    let upper = written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    !ABBREVIATIONS.contains(&key.as_str()) && upper && !page.text_before(range.start, 2).ends_with(['.', '§'])
}

fn is_after_person(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>], range: &Range<usize>) -> bool {
    let label = groups
        .first()
        .and_then(Option::as_ref)
        .map(|whole| page.lower().get(whole.start..range.start).unwrap_or_default())
        .unwrap_or_default();
    let written = page.normalized.text.get(range.clone()).unwrap_or_default();
    let letters: Vec<char> = written.trim_end_matches(":s").chars().filter(|c| c.is_alphabetic()).collect();
    let key: String = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let upper = letters.iter().all(|c| c.is_uppercase());
    let weak = ["enl", "med", "av", "och", "såg", "till", "hos", "mötte", "träffade"]
        .iter()
        .any(|word| label.starts_with(word));
    let initials = label.starts_with("initial");
    let stops = written.trim_end_matches('.').contains('.') && letters.len() > 1;
    let known =
        ACRONYMS.contains(&key.as_str()) || ABBREVIATIONS.iter().any(|short| short.replace('.', "") == key);
    if initials {
        return letters.len() > 1 || upper;
    }
    let digits = page.text_after(range.end, 1).starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let names = label.contains("heter") || label.contains("kalla");
    let shouted = page.shouted && (letters.len() == 1 || page.lexicon.look_up(&key).is_word());
    if known || digits || shouted {
        return false;
    }
    if upper { !weak || letters.len() == 2 } else { stops && (names || !weak) }
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn initials_in_many_forms() {
        for (text, found) in [
            ("vi pratade med A.K. igår", "A.K."),
            ("killen AK sprang", "AK"),
            ("A.K:s mamma ringde", "A.K:s mamma"),
            ("initialerna m.a på", "m.a"),
        ] {
            assert!(
                found_texts(text).iter().any(|stretch| found.starts_with(stretch)),
                "{text}: {:?}",
                found_texts(text)
            );
        }
    }

    #[test]
    fn abbreviations_are_quiet() {
        for text in [
            "t.ex. så",
            "m.m. och d.v.s.",
            "IA:s system",
            "rapport till IA",
            "p.g.a. oro",
            "med vbe",
            "killen ak. kom",
            "VI PRATADE OM SKOLAN",
            "KILLEN I DEN GRÖNA JACKAN",
            "vi ses kl 12.15",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
