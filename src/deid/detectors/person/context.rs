//! Words around a name that say it is one: "heter", "killen", "abu", a human verb, a list of names.

use super::acting::raise_acting;
use super::cues::{
    BEFORE_SHORT, BETWEEN, CLAUSE, HUMAN_VERBS, MEETING, NAMING, OWNED, PERSON_NOUNS, SPEECH, TALKING,
};
use crate::deid::list::is_one_of;
use crate::deid::page::{Token, TokenGap, TokenShape, TokenizedText};
use crate::deid::word::{NameCue, NameVerdict};

/// Raises judgements where the words around a name say that it is one.
pub(super) fn raise_verdicts(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict]) {
    for index in 0..verdicts.len() {
        match cue_at(page, index) {
            NameCue::Naming => raise_named(page, verdicts, index),
            NameCue::Person => raise_after_noun(page, verdicts, index),
            NameCue::None if is_kunya(page, index) => raise_kunya(page, verdicts, index),
            NameCue::None => {}
        }
        raise_after_article(page, verdicts, index);
        raise_by_verb(page, verdicts, index);
        raise_spoken_to(page, verdicts, index);
        raise_unknown(page, verdicts, index);
        raise_owner(page, verdicts, index);
        raise_acting(page, verdicts, index);
    }
    raise_listed(page, verdicts);
}

/// What the word says of a name that comes after it.
fn cue_at(page: &TokenizedText<'_>, index: usize) -> NameCue {
    let Some(word) = page.words.get(index) else { return NameCue::None };
    word.facts.name_cue(|| {
        let key = page.word_key(index);
        match (NAMING.contains(key), PERSON_NOUNS.contains(key)) {
            (true, _) => NameCue::Naming,
            (false, true) => NameCue::Person,
            (false, false) => NameCue::None,
        }
    })
}

fn is_swedish(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| word.facts.is_swedish(page.word_key(index)))
}

fn is_near(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        !word.opens && !matches!(word.gap, TokenGap::Stop | TokenGap::Colon) || word.gap == TokenGap::Colon
    })
}

/// "heter X", "kallas för X", "namn: X", and "X kallas han".
fn raise_named(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], naming: usize) {
    let inverted = matches!(page.word_key(naming + 1), "han" | "hon" | "hen")
        && page.word_key(naming).starts_with("kalla");
    if let Some(name) = naming.checked_sub(1).filter(|_| inverted) {
        let capital = page.has_shape(name, TokenShape::Capital);
        if let Some(verdict) = verdicts.get_mut(name).filter(|_| capital) {
            *verdict = NameVerdict::Name;
            return;
        }
    }
    let candidates = naming + 1..verdicts.len().min(naming + 5);
    let Some(name) =
        candidates.clone().find(|index| !BETWEEN.contains(page.word_key(*index)) || !is_near(page, *index))
    else {
        return;
    };
    if page.words.get(name).is_none_or(|word| word.opens) {
        return;
    }
    let word = page.words.get(name);
    let capital = word.is_some_and(|word| {
        matches!(word.shape, TokenShape::Capital | TokenShape::Camel | TokenShape::Upper)
    });
    let colon = page.words.get(name).is_some_and(|word| page.text_before(word.range.start, 2).contains(':'));
    let calls = page.word_key(naming).starts_with("kalla");
    let quiet = word.is_some_and(|word| word.known.is_quiet() && !word.known.is_name());
    let nickname = calls && is_nickname(page, naming, name);
    let Some(verdict) = verdicts.get_mut(name) else { return };
    let raised = match verdict {
        NameVerdict::Name => true,
        NameVerdict::MaybeName => !calls || capital || name_like(page, name),
        NameVerdict::Unknown => word.is_some_and(|word| word.shape != TokenShape::Letter),
        NameVerdict::Not => (capital && !page.shouted && !quiet && !colon) || nickname,
    };
    if raised {
        *verdict = NameVerdict::Name;
    }
}

fn name_like(page: &TokenizedText<'_>, index: usize) -> bool {
    page.known(index).is_given()
}

/// "han kallas lillen": a definite noun as a nickname.
fn is_nickname(page: &TokenizedText<'_>, naming: usize, name: usize) -> bool {
    let person = |index: usize| {
        is_one_of(
            "han|hon|hen|som|killen|tjejen|honom|henne|ledaren|snubben|pojken|flickan",
            page.word_key(index),
        )
    };
    let near = (naming.saturating_sub(3)..name).any(person);
    let key = page.word_key(name);
    let sized = key.chars().count() > 3
        && ["en", "an", "is", "ish", "ern", "eln", "et"].iter().any(|ending| key.ends_with(ending));
    near && sized
        && !is_one_of("sedan|utan|annan|innan|medan|någon|ingen|igen|även|också|inget|mycket|annat|inte", key)
}

/// "killen X", "familjen X".
fn raise_after_noun(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], noun: usize) {
    let name = noun + 1;
    let Some(word) = page.words.get(name) else { return };
    if word.opens || word.gap != TokenGap::Blank {
        return;
    }
    let capital = matches!(word.shape, TokenShape::Capital | TokenShape::Camel);
    let given = word.known.is_given() || word.known_stem.is_given();
    let family = is_one_of(
        "familjen|bröderna|syskonen|släkten|klanen|imam|shejk|sheikh|mulla|herr|fru|tant|farbror",
        page.word_key(noun),
    );
    let plain = !looks_like_verb(page.word_key(name));
    let Some(verdict) = verdicts.get_mut(name) else { return };
    let raised = match verdict {
        NameVerdict::Name => true,
        NameVerdict::MaybeName => capital || (given && !is_function_word(page.word_key(name))) || family,
        NameVerdict::Unknown => capital || (word.shape == TokenShape::Lower && (plain || family)),
        NameVerdict::Not => false,
    };
    if raised {
        *verdict = NameVerdict::Name;
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
fn is_kunya(page: &TokenizedText<'_>, index: usize) -> bool {
    let capital = page.has_shape(index, TokenShape::Capital);
    match page.word_key(index) {
        "abu" | "abo" | "abou" | "umm" | "oum" | "umme" | "ebu" | "ibn" | "bint" | "abul" | "aboo" => true,
        "um" | "om" | "bu" => capital && page.words.get(index).is_some_and(|word| !word.opens),
        _ => false,
    }
}

fn raise_kunya(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], kunya: usize) {
    let mut name = kunya + 1;
    while page.words.get(name).is_some_and(|word| word.gap != TokenGap::Other && !word.opens)
        && super::is_particle(page.word_key(name))
    {
        name += 1;
    }
    let Some(word) = page.words.get(name).filter(|word| {
        !word.opens && matches!(word.gap, TokenGap::Blank | TokenGap::Hyphen | TokenGap::Apostrophe)
    }) else {
        return;
    };
    let everyday = word.known.is_word() && !word.known.is_name() && word.shape == TokenShape::Lower;
    if everyday {
        return;
    }
    for index in kunya..=name {
        if let Some(verdict) = verdicts.get_mut(index) {
            *verdict = NameVerdict::Name;
        }
    }
}

/// "al-bayati", "o'doherrane": no Swedish word begins so.
fn raise_after_article(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], article: usize) {
    let joins = match page.word_key(article) {
        "al" | "el" => TokenGap::Hyphen,
        "o" | "d" | "n" | "m" => TokenGap::Apostrophe,
        _ => return,
    };
    let joined = page.words.get(article + 1).is_some_and(|word| word.gap == joins && word.range.len() > 3);
    if let (true, Some(verdict @ NameVerdict::Unknown)) = (joined, verdicts.get_mut(article + 1)) {
        *verdict = NameVerdict::Name;
    }
}

/// "Sten berättade": an everyday word at the start of a sentence does what people do.
fn raise_by_verb(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], index: usize) {
    let Some(word) = page.words.get(index) else { return };
    let unknown = verdicts.get(index) == Some(&NameVerdict::Unknown) && word.shape == TokenShape::Capital;
    if unknown
        && HUMAN_VERBS.contains(page.word_key(index + 1))
        && !is_swedish(page, index)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = NameVerdict::Name;
    }
    if verdicts.get(index) != Some(&NameVerdict::MaybeName) {
        return;
    }
    let next = page.word_key(index + 1);
    let month = matches!(page.word_key(index), "maj" | "april" | "juni" | "juli" | "augusti" | "mars");
    let definite = ["en", "et", "an", "na"].iter().any(|ending| page.word_key(index).ends_with(ending));
    let capital = matches!(word.shape, TokenShape::Capital)
        && (word.known.is_given() || word.known_stem.is_given() || word.known.is_name() && !definite)
        && !matches!(
            page.word_key(index),
            "sen" | "ramadan" | "valborg" | "lucia" | "man" | "hans" | "dom" | "uno"
        )
        && (!word.known.is_quiet()
            || word.known.is_given()
                && (SPEECH.contains(next) || next.ends_with("ade") || page.word_key(index) == "jan"))
        && (!month || SPEECH.contains(next));
    let follows = is_aged(page, word)
        || page.words.get(index + 1).is_some_and(|next| next.gap == TokenGap::Blank && !next.opens);
    let human =
        HUMAN_VERBS.contains(next) || word.known.is_given() && next.len() > 5 && next.ends_with("ade");
    let and_name = matches!(next, "och" | "o" | "&")
        && page
            .words
            .get(index + 2)
            .is_some_and(|word| word.known.is_given() && word.shape == TokenShape::Capital);
    let placed = word.known.is_given()
        && matches!(next, "i")
        && !page.text_after(word.range.end, 40).trim_start().is_empty()
        && page.has_shape(index + 2, TokenShape::Digits);
    let human = human || placed || is_aged(page, word);
    if capital
        && follows
        && (human || and_name)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = NameVerdict::Name;
    }
}

/// "Björn, 15, stod" and "Love (16)": an age right after the word.
fn is_aged(page: &TokenizedText<'_>, word: &Token) -> bool {
    let after = page.text_after(word.range.end, 5);
    let age = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ("));
    let digits = |age: &str| age.chars().take_while(char::is_ascii_digit).count();
    age.is_some_and(|age| {
        digits(age) > 0 && age.get(digits(age)..).is_some_and(|end| end.starts_with([',', ')', '.']))
    })
}

/// "snacka med saga", "skrev till vuk", "att li sa".
fn raise_spoken_to(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], index: usize) {
    let Some(word) = page.words.get(index) else { return };
    if verdicts.get(index) != Some(&NameVerdict::MaybeName)
        || word.shape == TokenShape::Digits
        || word.opens
        || word.range.len() < 2
    {
        return;
    }
    let given = word.known.is_given() || word.known_stem.is_given();
    let before = page.key_before(index, 1);
    let verb = index
        .checked_sub(if matches!(before, "med" | "m" | "till" | "på" | "o") { 2 } else { 1 })
        .map(|left| page.word_key(left))
        .unwrap_or_default();
    let spoken =
        given && TALKING.iter().any(|talk| verb.starts_with(talk)) && !is_function_word(page.word_key(index));
    let unmistaken = !word.known.is_word() && !word.known.is_quiet();
    let short = unmistaken && given && word.range.len() > 2;
    let placed = short && (BEFORE_SHORT.contains(before) || HUMAN_VERBS.contains(page.word_key(index + 1)));
    let adverb = index
        .checked_sub(2)
        .is_some_and(|left| matches!(page.word_key(left), "sen" | "sedan" | "då" | "igår"));
    let inverted = unmistaken && adverb && HUMAN_VERBS.contains(before);
    if (spoken || placed || inverted)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = NameVerdict::Name;
    }
}

/// "träffade torvald", "att eevi sa", "sen kom bujar", "det var lisen som": an unknown word where a name stands.
fn raise_unknown(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], index: usize) {
    let written = |word: &&Token| {
        (word.shape == TokenShape::Lower || page.shouted && word.shape == TokenShape::Upper)
            && word.range.len() > 3
    };
    let Some(word) = page.words.get(index).filter(written) else {
        return;
    };
    if verdicts.get(index) != Some(&NameVerdict::Unknown) {
        return;
    }
    let key = |back: usize| page.key_before(index, back);
    let next = page.word_key(index + 1);
    let after_clause = word.opens || index == 0 || CLAUSE.contains(key(1));
    let definite = ["en", "et", "na", "ska", "iga", "or", "ad", "ns"]
        .iter()
        .any(|ending| page.word_key(index).ends_with(ending));
    let plain = !definite && !looks_like_verb(page.word_key(index));
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
    let acts = (!definite || page.word_key(index + 1) == "heter")
        && (first || (after_clause && SPEECH.contains(next)));
    let owner = page.word_key(index).ends_with('s') && OWNED.contains(next) && !word.opens;
    if (inverted || met || cleft || acts || owner)
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = NameVerdict::Name;
    }
}

/// "björns mamma".
fn raise_owner(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict], index: usize) {
    if verdicts.get(index) != Some(&NameVerdict::MaybeName) || !OWNED.contains(page.word_key(index + 1)) {
        return;
    }
    let Some(word) = page.words.get(index) else { return };
    let owner = word.known_stem.is_given() || (word.known.is_given() && page.word_key(index).ends_with('s'));
    if owner
        && !matches!(page.word_key(index), "mans" | "mors" | "sens" | "hans" | "dans")
        && let Some(verdict) = verdicts.get_mut(index)
    {
        *verdict = NameVerdict::Name;
    }
}

/// "ali, hodan och gebru": what is listed with names, and is no word, is a name.
fn raise_listed(page: &TokenizedText<'_>, verdicts: &mut [NameVerdict]) {
    for index in 0..verdicts.len() {
        if matches!(verdicts.get(index), Some(NameVerdict::Name | NameVerdict::Not)) {
            continue;
        }
        let joined = |index: usize| {
            page.word_key(index) == "och" || page.word_key(index) == "o" || page.word_key(index) == "samt"
        };
        let before = index
            .checked_sub(2)
            .filter(|_| joined(index - 1))
            .or_else(|| index.checked_sub(1).filter(|_| after_comma(page, index)));
        let after = (joined(index + 1))
            .then_some(index + 2)
            .or_else(|| after_comma(page, index + 1).then_some(index + 1));
        let named = [before, after]
            .into_iter()
            .flatten()
            .any(|other| verdicts.get(other) == Some(&NameVerdict::Name));
        let word = page.words.get(index).filter(|word| {
            let caseless = word.shape == TokenShape::Lower || page.shouted && word.shape == TokenShape::Upper;
            (caseless && (!word.opens || verdicts.get(index) == Some(&NameVerdict::MaybeName)))
                || (word.shape == TokenShape::Capital
                    && verdicts.get(index) == Some(&NameVerdict::MaybeName)
                    && !word.known.is_quiet())
        });
        let Some(verdict) = verdicts.get_mut(index) else { continue };
        let raised = match verdict {
            NameVerdict::Unknown => word.is_some_and(|word| word.range.len() > 3) && !is_swedish(page, index),
            NameVerdict::MaybeName => {
                word.is_some_and(|word| word.known.is_given()) && !is_function_word(page.word_key(index))
            }
            NameVerdict::Name | NameVerdict::Not => false,
        };
        if named && raised {
            *verdict = NameVerdict::Name;
        }
    }
}

fn after_comma(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| page.text_before(word.range.start, 2) == ", ")
}
