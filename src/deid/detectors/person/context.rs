//! Words around a name that say it is one: "heter", "killen", "abu", a human verb, a list of names.

use super::cues::{
    BEFORE_SHORT, BETWEEN, CLAUSE, HUMAN_VERBS, MEETING, NAMING, OWNED, PERSON_NOUNS, SPEECH, TALKING,
};
use super::verdict::{Verdict, is_swedish};
use crate::deid::page::{Gap, Page, Shape, Word};

/// Raises judgements where the words around a name say that it is one.
pub(super) fn raise(page: &Page<'_>, verdicts: &mut [Verdict]) {
    for index in 0..verdicts.len() {
        let key = page.key(index);
        if NAMING.contains(key) {
            raise_named(page, verdicts, index);
        } else if PERSON_NOUNS.contains(key) {
            raise_after_noun(page, verdicts, index);
        } else if is_kunya(page, index) {
            raise_kunya(page, verdicts, index);
        }
        raise_after_article(page, verdicts, index);
        raise_by_verb(page, verdicts, index);
        raise_spoken_to(page, verdicts, index);
        raise_unknown(page, verdicts, index);
        raise_owner(page, verdicts, index);
    }
    raise_listed(page, verdicts);
}

fn is_near(page: &Page<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        !word.opens && !matches!(word.gap, Gap::Stop | Gap::Colon) || word.gap == Gap::Colon
    })
}

/// "heter X", "kallas för X", "namn: X", and "X kallas han".
fn raise_named(page: &Page<'_>, verdicts: &mut [Verdict], naming: usize) {
    let inverted =
        matches!(page.key(naming + 1), "han" | "hon" | "hen") && page.key(naming).starts_with("kalla");
    if let Some(name) = naming.checked_sub(1).filter(|_| inverted) {
        let capital = page.words.get(name).is_some_and(|word| word.shape == Shape::Capital);
        if let Some(verdict) = verdicts.get_mut(name).filter(|_| capital) {
            *verdict = Verdict::Name;
            return;
        }
    }
    let candidates = naming + 1..verdicts.len().min(naming + 5);
    let Some(name) =
        candidates.clone().find(|index| !BETWEEN.contains(page.key(*index)) || !is_near(page, *index))
    else {
        return;
    };
    if page.words.get(name).is_none_or(|word| word.opens) {
        return;
    }
    let word = page.words.get(name);
    let capital = word.is_some_and(|word| matches!(word.shape, Shape::Capital | Shape::Camel | Shape::Upper));
    let colon = page.words.get(name).is_some_and(|word| page.before(word.range.start, 2).contains(':'));
    let calls = page.key(naming).starts_with("kalla");
    let quiet = word.is_some_and(|word| word.known.is_quiet() && !word.known.is_name());
    let nickname = calls && is_nickname(page, naming, name);
    let Some(verdict) = verdicts.get_mut(name) else { return };
    let raised = match verdict {
        Verdict::Name => true,
        Verdict::MaybeName => !calls || capital || name_like(page, name),
        Verdict::Unknown => word.is_some_and(|word| word.shape != Shape::Letter),
        Verdict::Not => (capital && !page.shouted && !quiet && !colon) || nickname,
    };
    if raised {
        *verdict = Verdict::Name;
    }
}

fn name_like(page: &Page<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| word.known.is_given())
}

/// "han kallas lillen": a definite noun as a nickname.
fn is_nickname(page: &Page<'_>, naming: usize, name: usize) -> bool {
    let person = |index: usize| {
        matches!(
            page.key(index),
            "han"
                | "hon"
                | "hen"
                | "som"
                | "killen"
                | "tjejen"
                | "honom"
                | "henne"
                | "ledaren"
                | "snubben"
                | "pojken"
                | "flickan"
        )
    };
    let near = (naming.saturating_sub(3)..name).any(person);
    let key = page.key(name);
    let sized = key.chars().count() > 3
        && ["en", "an", "is", "ish", "ern", "eln", "et"].iter().any(|ending| key.ends_with(ending));
    near && sized
        && !matches!(
            key,
            "sedan"
                | "utan"
                | "annan"
                | "innan"
                | "medan"
                | "någon"
                | "ingen"
                | "igen"
                | "även"
                | "också"
                | "inget"
                | "mycket"
                | "annat"
                | "inte"
        )
}

/// "killen X", "familjen X".
fn raise_after_noun(page: &Page<'_>, verdicts: &mut [Verdict], noun: usize) {
    let name = noun + 1;
    let Some(word) = page.words.get(name) else { return };
    if word.opens || word.gap != Gap::Blank {
        return;
    }
    let capital = matches!(word.shape, Shape::Capital | Shape::Camel);
    let given = word.known.is_given() || word.known_stem.is_given();
    let family = matches!(
        page.key(noun),
        "familjen"
            | "bröderna"
            | "syskonen"
            | "släkten"
            | "klanen"
            | "imam"
            | "shejk"
            | "sheikh"
            | "mulla"
            | "herr"
            | "fru"
            | "tant"
            | "farbror"
    );
    let plain = !looks_like_verb(page.key(name));
    let Some(verdict) = verdicts.get_mut(name) else { return };
    let raised = match verdict {
        Verdict::Name => true,
        Verdict::MaybeName => capital || (given && !is_function_word(page.key(name))) || family,
        Verdict::Unknown => capital || (word.shape == Shape::Lower && (plain || family)),
        Verdict::Not => false,
    };
    if raised {
        *verdict = Verdict::Name;
    }
}

/// Names that are also the little words of Swedish, or verbs after a noun.
fn is_function_word(key: &str) -> bool {
    matches!(key, "bo" | "per" | "my" | "max" | "dan" | "lo" | "kim" | "hans" | "sin" | "dom" | "le")
}

/// Swedish verbs end so; names seldom do in lower case.
fn looks_like_verb(key: &str) -> bool {
    ["ade", "ar", "er", "te", "de", "t", "s", "nde", "as", "ats", "at", "it"]
        .iter()
        .any(|ending| key.ends_with(ending))
        || key.chars().count() < 3
}

/// Abu, Umm and their spellings.
fn is_kunya(page: &Page<'_>, index: usize) -> bool {
    let capital =
        page.words.get(index).is_some_and(|word| matches!(word.shape, Shape::Capital | Shape::Upper));
    match page.key(index) {
        "abu" | "abo" | "abou" | "umm" | "oum" | "umme" | "ebu" | "ibn" | "bint" | "abul" | "aboo" => true,
        "um" | "om" | "bu" => capital && page.words.get(index).is_some_and(|word| !word.opens),
        _ => false,
    }
}

fn raise_kunya(page: &Page<'_>, verdicts: &mut [Verdict], kunya: usize) {
    let mut name = kunya + 1;
    while page.words.get(name).is_some_and(|word| word.gap != Gap::Other && !word.opens)
        && super::is_particle(page.key(name))
    {
        name += 1;
    }
    let Some(word) = page
        .words
        .get(name)
        .filter(|word| !word.opens && matches!(word.gap, Gap::Blank | Gap::Hyphen | Gap::Apostrophe))
    else {
        return;
    };
    let everyday = word.known.is_word() && !word.known.is_name() && word.shape == Shape::Lower;
    if everyday {
        return;
    }
    for index in kunya..=name {
        if let Some(verdict) = verdicts.get_mut(index) {
            *verdict = Verdict::Name;
        }
    }
}

/// "al-bayati": no Swedish word has the article.
fn raise_after_article(page: &Page<'_>, verdicts: &mut [Verdict], article: usize) {
    let hyphened = page.words.get(article + 1).is_some_and(|word| word.gap == Gap::Hyphen);
    if let ("al" | "el", true, Some(verdict @ Verdict::Unknown)) =
        (page.key(article), hyphened, verdicts.get_mut(article + 1))
    {
        *verdict = Verdict::Name;
    }
}

/// "Sten berättade": an everyday word at the start of a sentence does what people do.
fn raise_by_verb(page: &Page<'_>, verdicts: &mut [Verdict], index: usize) {
    let Some(word) = page.words.get(index) else { return };
    let unknown = verdicts.get(index) == Some(&Verdict::Unknown)
        && word.shape == Shape::Capital
        && !is_swedish(page, page.key(index));
    if unknown
        && HUMAN_VERBS.contains(page.key(index + 1))
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = Verdict::Name;
    }
    if verdicts.get(index) != Some(&Verdict::MaybeName) {
        return;
    }
    let next = page.key(index + 1);
    let month = matches!(page.key(index), "maj" | "april" | "juni" | "juli" | "augusti" | "mars");
    let definite = ["en", "et", "an", "na"].iter().any(|ending| page.key(index).ends_with(ending));
    let capital = matches!(word.shape, Shape::Capital)
        && (word.known.is_given() || word.known_stem.is_given() || word.known.is_name() && !definite)
        && !matches!(
            page.key(index),
            "sen" | "ramadan" | "valborg" | "lucia" | "man" | "hans" | "dom" | "uno"
        )
        && (!word.known.is_quiet()
            || word.known.is_given()
                && (SPEECH.contains(next) || next.ends_with("ade") || page.key(index) == "jan"))
        && (!month || SPEECH.contains(next));
    let follows = is_aged(page, word)
        || page.words.get(index + 1).is_some_and(|next| next.gap == Gap::Blank && !next.opens);
    let human =
        HUMAN_VERBS.contains(next) || word.known.is_given() && next.len() > 5 && next.ends_with("ade");
    let and_name = matches!(next, "och" | "o" | "&")
        && page
            .words
            .get(index + 2)
            .is_some_and(|word| word.known.is_given() && word.shape == Shape::Capital);
    let placed = word.known.is_given()
        && matches!(next, "i")
        && !page.after(word.range.end, 40).trim_start().is_empty()
        && page.words.get(index + 2).is_some_and(|word| word.shape == Shape::Digits);
    let human = human || placed || is_aged(page, word);
    if capital
        && follows
        && (human || and_name)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = Verdict::Name;
    }
}

/// "Björn, 15, stod" and "Love (16)": an age right after the word.
fn is_aged(page: &Page<'_>, word: &Word) -> bool {
    let after = page.after(word.range.end, 5);
    let age = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ("));
    let digits = |age: &str| age.chars().take_while(char::is_ascii_digit).count();
    age.is_some_and(|age| {
        digits(age) > 0 && age.get(digits(age)..).is_some_and(|end| end.starts_with([',', ')', '.']))
    })
}

/// "snacka med saga", "skrev till vuk", "att li sa".
fn raise_spoken_to(page: &Page<'_>, verdicts: &mut [Verdict], index: usize) {
    let Some(word) = page.words.get(index) else { return };
    if verdicts.get(index) != Some(&Verdict::MaybeName)
        || word.shape == Shape::Digits
        || word.opens
        || word.range.len() < 2
    {
        return;
    }
    let given = word.known.is_given() || word.known_stem.is_given();
    let before = index.checked_sub(1).map(|left| page.key(left)).unwrap_or_default();
    let verb = index
        .checked_sub(if matches!(before, "med" | "m" | "till" | "på" | "o") { 2 } else { 1 })
        .map(|left| page.key(left))
        .unwrap_or_default();
    let spoken =
        given && TALKING.iter().any(|talk| verb.starts_with(talk)) && !is_function_word(page.key(index));
    let unmistaken = !word.known.is_word() && !word.known.is_quiet();
    let short = unmistaken && given && word.range.len() > 2;
    let placed = short && (BEFORE_SHORT.contains(before) || HUMAN_VERBS.contains(page.key(index + 1)));
    let adverb =
        index.checked_sub(2).is_some_and(|left| matches!(page.key(left), "sen" | "sedan" | "då" | "igår"));
    let inverted = unmistaken && adverb && HUMAN_VERBS.contains(before);
    if (spoken || placed || inverted)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = Verdict::Name;
    }
}

/// "träffade torvald", "att eevi sa", "sen kom bujar", "det var lisen som": an unknown word where a name stands.
fn raise_unknown(page: &Page<'_>, verdicts: &mut [Verdict], index: usize) {
    let written = |word: &&Word| {
        (word.shape == Shape::Lower || page.shouted && word.shape == Shape::Upper) && word.range.len() > 3
    };
    let Some(word) = page.words.get(index).filter(written) else {
        return;
    };
    if verdicts.get(index) != Some(&Verdict::Unknown) {
        return;
    }
    let key = |back: usize| index.checked_sub(back).map(|left| page.key(left)).unwrap_or_default();
    let next = page.key(index + 1);
    let after_clause = word.opens || index == 0 || CLAUSE.contains(key(1));
    let definite = ["en", "et", "na", "ska", "iga", "or", "ad", "ns"]
        .iter()
        .any(|ending| page.key(index).ends_with(ending));
    let plain = !definite && !looks_like_verb(page.key(index));
    let adverb =
        matches!(key(2), "sen" | "sedan" | "då" | "igår" | "ikväll" | "idag" | "därefter" | "plötsligt");
    let inverted = adverb && HUMAN_VERBS.contains(key(1)) && plain;
    let met = MEETING.contains(key(1)) && plain;
    let is = |key: &str| matches!(key, "är" | "var");
    let cleft = next == "som"
        && !definite
        && ((key(2) == "det" && is(key(1)))
            || (key(1) == "det" && is(key(2)))
            || (key(3) == "det" && is(key(2))));
    let first = word.opens && HUMAN_VERBS.contains(next);
    let acts =
        (!definite || page.key(index + 1) == "heter") && (first || (after_clause && SPEECH.contains(next)));
    let owner = page.key(index).ends_with('s') && OWNED.contains(next) && !word.opens;
    if (inverted || met || cleft || acts || owner)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = Verdict::Name;
    }
}

/// "björns mamma".
fn raise_owner(page: &Page<'_>, verdicts: &mut [Verdict], index: usize) {
    if verdicts.get(index) != Some(&Verdict::MaybeName) || !OWNED.contains(page.key(index + 1)) {
        return;
    }
    let Some(word) = page.words.get(index) else { return };
    let owner = word.known_stem.is_given() || (word.known.is_given() && page.key(index).ends_with('s'));
    if owner
        && !matches!(page.key(index), "mans" | "mors" | "sens" | "hans" | "dans")
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = Verdict::Name;
    }
}

/// "ali, hodan och gebru": what is listed with names, and is no word, is a name.
fn raise_listed(page: &Page<'_>, verdicts: &mut [Verdict]) {
    for index in 0..verdicts.len() {
        let joined =
            |index: usize| page.key(index) == "och" || page.key(index) == "o" || page.key(index) == "samt";
        let before = index
            .checked_sub(2)
            .filter(|_| joined(index - 1))
            .or_else(|| index.checked_sub(1).filter(|_| after_comma(page, index)));
        let after = (joined(index + 1))
            .then_some(index + 2)
            .or_else(|| after_comma(page, index + 1).then_some(index + 1));
        let named =
            [before, after].into_iter().flatten().any(|other| verdicts.get(other) == Some(&Verdict::Name));
        let word = page.words.get(index).filter(|word| {
            (word.shape == Shape::Lower && !word.opens)
                || (word.shape == Shape::Capital
                    && verdicts.get(index) == Some(&Verdict::MaybeName)
                    && !word.known.is_quiet())
        });
        let Some(verdict) = verdicts.get_mut(index) else { continue };
        let raised = match verdict {
            Verdict::Unknown => {
                word.is_some_and(|word| word.range.len() > 3) && !is_swedish(page, page.key(index))
            }
            Verdict::MaybeName => {
                word.is_some_and(|word| word.known.is_given()) && !is_function_word(page.key(index))
            }
            Verdict::Name | Verdict::Not => false,
        };
        if named && raised {
            *verdict = Verdict::Name;
        }
    }
}

fn after_comma(page: &Page<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| page.before(word.range.start, 2) == ", ")
}
