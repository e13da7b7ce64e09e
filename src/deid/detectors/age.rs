//! Exact ages and years of birth. Age bands and spans of time stay quiet.
//!
//! What makes a number of years a span instead stands in `span`; lists of ages, infants and names in `listed`.

mod coarser;
mod listed;
mod span;

use std::ops::Range;
use std::sync::LazyLock;

pub(super) use self::listed::PEOPLE;
use super::person::is_action_verb;
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// An age in figures or words.
const NUMBER: &str = concat!(
    "(?:10[0-9]|[0-9]{1,2}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton",
    "|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?: ?(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio))?)"
);
pub(super) const WHO: &str = "(?:jag|du|han|hon|hen|dom|killen|tjejen|pojken|flickan|mannen|kvinnan|personen|eleven|ungdomen|sonen|dottern|brodern|brorsan|systern|syrran|barnet|kompisen|grabben|kille|tjej|pojke|flicka|man|kvinna|bror|syster|son|dotter|elev|lillebrorsan|lillebror|lillasyster|ledaren|nån|någon|ngn|ngt|grabb|yngling|ynglingen|individen|vederbörande|offret|gärningsmannen|föraren|storebror|storasyster|storebrorsan|kusinen|kusin|vännen|barnet|lillkillen|lilltjejen|snubben|snubbe|bruden|kompisen|polaren|målsäganden|gossen|gosse|flickvännen|pojkvännen|mamman|pappan|modern|fadern|mormodern|farmodern|mormor|farmor|morfar|farfar|morfadern|farfadern|mostern|fastern|morbrodern|farbrodern|frun|sambon|styvpappan|plastpappan|bonuspappan|styvmamman|bonusmamman|maken|makan|storebrodern|lillebrodern|storasystern|lillasystern|lillebrorsan|storebrorsan|morsan|farsan|äldsta|äldste|yngsta|yngste|mellersta|lillan|lillen|bebisen|den andra|den andre|systersonen|brorsonen|brolle|tonåringen|grannen|damen|herren|herrn|tanten|gubben|gumman|farbrorn|pensionären|patienten|brukaren|kunden|låntagaren|hyresgästen|gästen|besökaren|änkan|änklingen|hustrun|kvinnan i fråga|ägaren|chauffören|hyrestagaren|vårdtagaren|klienten|sökanden|anmälaren|kontaktpersonen|ensamkommande|bråkmakaren|cyklisten|dottern|tvillingarna|båda två|gubbe|dam|herre|tant|pensionär|ungdom|granne|kompis|polare|sambo|pojkvän|flickvän|mamma|pappa)";

/// 14 år, 14-årig, 14åring, fjorton år.
static YEARS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"({NUMBER}|ett|1 [0-9])(?:,5| 1/2| och (?:ett|en) halvt?)?(?: ?-?(?:årsåldern|års? ålder|årsdag(?:en)?|årig[aet]?|åring(?:en|ens|s|ar|arna)?)| ?år(?: gammal| gamla| gammalt| fyllda| ung| unga)?(?: (?:och|o|å) [0-9]{{1,2}} mån(?:ader)?)?|å| ?bast| ?jordsnurr| ?vårar| ?y\.?o\.?| years old| ?yr)"
    ))
});

/// What may follow the number of an age: "16 år gammal", "fjorton och ett halvt".
const YEARS_OLD: &str = "(?: och ett halvt?)?(?: ?år(?: gammal| gamla| ung)?)?";
const ABOUT: &str = "(?:nog|nu|bara|typ|väl|ju|precis|snart|redan|visst|ca|cirka|kanske|just|ungefär|runt|strax|ca\\.|på|om|ens|inte|knappt|båda|bägge|nästan|egentligen|faktiskt|nyss|verkligen|fortfarande|endast)";

/// Han är 15, en kille 16, eftersom hon bara är 13.
static IS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"{WHO}(?: som)?,?(?: {ABOUT}){{0,2}}(?: (?:är|va|var|e|ä|blev|blir|fyller|fyllde|ska bli|ska fylla|har fyllt|påstår sig vara|säger sig vara|verkar vara|ser ut att vara|ser ut som|såg ut att vara|såg ut som|ska ha varit|har varit|måste va|sa|sade|säger|angav|uppger|uppgav|påstod|påstår|sa sig vara|ska vara|måste vara|uppger sig vara|uppges vara|sägs vara|borde vara|ska va|inte mer än|inte äldre än))?(?: {ABOUT})*[ ,(:]{{1,2}}(({NUMBER}){YEARS_OLD})"
    ))
});

/// Ihop med en som är 21, alla är 13, kompisen är äldre, 19.
static SOMEBODY_IS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:en|n|ena|andra|nån|någon|ngn) som|alla|(?:de|dom) andra|de[nt] (?:andra|andre|ena|ene|tredje)|(?:de|dom) flesta|är (?:mycket |lite |nog )?(?:äldre|yngre),)(?: (?:är|e|va|var|blir|fyller|fyllde))?(?: {ABOUT})* (({NUMBER}){YEARS_OLD})"
    ))
});

/// Ser ut som 12 men är 15: who is meant stands before.
static UNSAID_IS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:^|[.,;:!?\n] ?|(?:men|fast|och|då|när) )(?:är|e|va|var|säger|uppger|påstår)(?: {ABOUT})* (({NUMBER}){YEARS_OLD})"
    ))
});

/// Ca 35: who is meant is not said, and nothing is counted.
static ABOUT_ALONE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:^|[.,;:(\n] ?)(?:ca|cirka|ungefär|runt|omkring|uppskattningsvis)\.? (({NUMBER})(?: ?år)?)"
    ))
});

/// Fyller 15, har fyllt 18, ålder 14.
static TURNS: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:snart|nyss|precis|just|strax|ska) )?(?:fyller|fyllde|fyllda|fyllt|fylla|uppger|uppgav|påstår|påstod|ser ut som|ser ut att vara|såg ut som|såg ut att vara|för att vara|uppges till|uppskattas till|bli|blir|blev|snart|nyss|runt|typ|ålder(?:n)?(?: är|:)?|åldern är|gammal:) (?:snart |precis |nyss |just |ca |cirka |typ |runt |ungefär )?({NUMBER})(?: år)?"
    ))
});

/// Född 2010, f. 09, född -09, f 2010, årgång 2009, 09:a, nollnia.
static BORN: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:född(?:es|a|t)?|födda|född år|födelseår(?:et)?|f\.|f|årgång|årsmodell|fd\.?|årskull|årsbarn|fött?)(?: (?:i|år|omkring|någon gång|är|sent|tidigt|ca|runt|vintern|hösten|våren|sommaren|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))*:? ?(?:[-']?(?:(?:19|20)[0-9]{2}|[0-9]{2}))",
        r"|(?:född(?:es|a|t)?|födda|födelseår(?:et)?)(?: (?:i|år|ca|runt))*:? (?:(?:nittonhundra|tvåtusen|tjugohundra)[a-zåäö]*|(?:nitton|tjugo)? ?(?:noll|fem|sex|sju|åtti|nitti|femti|sexti|sjutti)[a-zåäö]{2,})|[-']?[0-9]{2}:(?:a|an|or|orna)|(?:19|20)[0-9]{2}:(?:a|an|or|orna)|noll(?:ett|två|tre|fyra|fem|sex|sju|åtta|nia|nian|åttan|sjuan|sexan|femman)"
    ))
});

pub(in crate::deid) fn find_ages(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.has(WordPart::Year) && (page.has_digit() || page.has_number_word()), &YEARS)
        .filter(|groups| span::is_age(page, groups).unwrap_or_default())
        .filter_map(|groups| age_candidate(page, &groups, 0))
        .collect();
    for (part, pattern, from) in
        [(WordPart::Who, &IS, 3), (WordPart::OneOf, &SOMEBODY_IS, 5), (WordPart::Is, &UNSAID_IS, 10)]
    {
        found.extend(
            page.matches_if(page.has_number() && page.has(part), pattern)
                .filter(|groups| is_aged(page, groups, from))
                .filter_map(|groups| age_candidate(page, &groups, 1)),
        );
    }
    found.extend(
        page.matches_if(page.has_digit() && page.has(WordPart::About), &ABOUT_ALONE)
            .filter(|groups| is_aged(page, groups, 10) && ends_there(page, groups))
            .filter_map(|groups| age_candidate(page, &groups, 1)),
    );
    found.extend(
        page.matches_if(page.has(WordPart::Turns) && page.has_number(), &TURNS)
            .filter(|groups| is_alone(page, group_range(groups, 1)) && is_turned(page, groups))
            .filter_map(|groups| age_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(page.marks.ordinal || page.has(WordPart::Born), &BORN)
            .filter(|groups| is_birth(page, groups))
            .filter_map(|groups| age_candidate(page, &groups, 0)),
    );
    found.extend(listed::find_listed_ages(page));
    found
}

/// The range of a group.
fn group_range(groups: &[Option<Range<usize>>], at: usize) -> Option<&Range<usize>> {
    groups.get(at).and_then(Option::as_ref)
}

fn age_candidate(
    page: &TokenizedText<'_>,
    groups: &[Option<Range<usize>>],
    group: usize,
) -> Option<Candidate> {
    let range = groups.get(group)?.as_ref()?;
    let mut candidate = page.make_candidate(range, Class::Age, "En exakt ålder eller ett födelseår.")?;
    candidate.coarser =
        coarser::coarsen_age(page.lower().get(range.clone())?, page.text_before(range.start, 16).trim_end());
    Some(candidate)
}

/// Group 2 is a number of years, of `from` or more where less is hardly ever meant, and of nothing else.
fn is_aged(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>], from: u8) -> bool {
    let number =
        group_range(groups, 2).and_then(|range| page.lower().get(range.clone())).and_then(parse_years);
    number.is_some_and(|number| number >= from) && is_alone(page, group_range(groups, 2))
}

/// Nothing follows but the end of what is said, and what is before speaks of no hour.
fn ends_there(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(range) = group_range(groups, 0) else { return false };
    let after = page.text_after(range.end, 2);
    let hour = ["kl", "tid", "klocka"].iter().any(|word| page.text_before(range.start, 12).contains(word));
    !hour && (after.is_empty() || after.starts_with(['.', ',', ';', ')', '\n', '!', '?']))
}

/// Nothing that is counted follows the number.
fn is_alone(page: &TokenizedText<'_>, number: Option<&Range<usize>>) -> bool {
    let Some(number) = number else { return false };
    let value = page.lower().get(number.clone()).and_then(parse_years);
    let after = page.text_after(number.end, 12);
    let next = after.trim_start();
    let ends = next.is_empty()
        || next.starts_with(['.', ',', ';', '!', '?', ')', '\n'])
            && !after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let joins = JOINS.iter().any(|word| next.starts_with(word));
    // "den som har fyllt 18 kommer": a limit.
    let limit = page.text_before(number.start, 7).ends_with("fyllt ");
    let labelled = page.text_before(number.start, 8).trim_end().ends_with("ålder:");
    let verb = labelled
        || !limit && page.word_from(number.end).is_some_and(|index| is_action_verb(page.word_key(index)));
    value.is_some_and(|value| (3..=109).contains(&value)) && (ends || joins || verb)
}

/// What may follow an age that stands alone.
const JOINS: [&str; 51] = split_list(
    "och |men|år|nu|el |eller |i |när |som |typ|o |å |ist|igår|idag|ikväll|imorgon|imorrn|nyligen|snart|förra|nästa|\
     häromdagen|går|bor|kanske|fast|så|då|på |till |nyss|om |den |vid |medan|sen |utan |enl|redan|fyllda|trots|samt |+|- |\
     med |m.m|iaf|båda|bägge|allihop",
);

/// "blir 15" is said of things too: the number must be an age of the young.
fn is_turned(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let text = |group: usize| {
        groups.get(group).and_then(Option::as_ref).and_then(|range| page.lower().get(range.clone()))
    };
    let whole = text(0).unwrap_or_default();
    let loose = ["bli", "blev", "snart", "nyss", "runt", "typ", "upp", "påst", "ser", "såg"]
        .iter()
        .any(|word| whole.starts_with(word))
        && !whole.contains("fyll");
    let young = text(1).and_then(parse_years).is_some_and(|value| (10..=25).contains(&value));
    !is_of_thing(page, groups)
        && (!loose || young && !["runt", "typ"].iter().any(|word| whole.starts_with(word)))
}

/// "Verksamheten fyller 10 år": what has the birthday is nobody.
fn is_of_thing(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    const THINGS: [&str; 14] = split_list(
        "heten|gården|ningen|klubben|skolan|projektet|lokalen|huset|staden|parken|biblioteket|gruppen|appen|kommunen",
    );
    let before = group_range(groups, 0).map_or("", |whole| page.text_before(whole.start, 30).trim_end());
    THINGS.iter().any(|thing| before.ends_with(thing))
}

fn is_birth(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(Some(range)) = groups.first() else { return false };
    let text = page.lower().get(range.clone()).unwrap_or_default();
    let short = text.starts_with("f ") && text.len() < 5;
    let clock = text.contains(':') && page.text_before(range.start, 4).ends_with("kl ");
    let inside = page.text_after(range.end, 2).chars().next().is_some_and(|c| matches!(c, '-' | '/' | ':'))
        && page.text_after(range.end, 2).chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    !short && !clock && !inside
}

/// The number in figures or words.
pub(super) fn parse_years(text: &str) -> Option<u8> {
    const WORDS: [&str; 20] = split_list(
        "noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton",
    );
    const TENS: [&str; 8] = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"];
    if let Ok(number) = text.replace(' ', "").parse() {
        return Some(number);
    }
    let unit = |word: &str| {
        WORDS
            .iter()
            .position(|w| *w == word)
            .or_else(|| (word == "en").then_some(1))
            .or_else(|| word.is_empty().then_some(0))
    };
    let ten = TENS
        .iter()
        .enumerate()
        .find_map(|(index, ten)| Some((index + 2, text.strip_prefix(ten)?.trim_start())));
    let value = match ten {
        Some((ten, rest)) => ten * 10 + unit(rest)?,
        None => unit(text)?,
    };
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn ages_in_many_forms() {
        for (text, found) in [
            ("killen är 14 år", "14 år"),
            ("en 14-årig pojke", "14-årig"),
            ("en 15åring", "15åring"),
            ("fjorton år gammal", "fjorton år gammal"),
            ("hon är 15 och bor", "15"),
            ("född 2010", "född 2010"),
            ("född nittonhundranittiosju", "född nittonhundranittiosju"),
            ("en pojke på 14 år", "14 år"),
            ("16 bast", "16 bast"),
            ("en man i 35-årsåldern", "35-årsåldern"),
            ("en man, ca 35", "35"),
            ("han är 16 1/2 år", "16 1/2 år"),
            ("han fyller 18.", "fyller 18"),
            ("ihop med en som är 21", "21"),
            ("eftersom hon bara är 13", "13"),
            ("\"jag är tretton\" sa hen", "tretton"),
            ("ser lugn ut men är fjorton och ett halvt", "fjorton och ett halvt"),
            ("syskon i åldrarna 4, 7 och 12", "4, 7 och 12"),
            ("när hen var 11 år", "11 år"),
            ("[person] (16) och dom", "16"),
            ("såg [person], 15, igen", "15"),
            ("[person] är 17 nu", "17"),
        ] {
            assert_eq!(found_texts(text), [found], "{text}");
        }
    }

    #[test]
    fn bands_limits_and_spans_are_quiet() {
        for text in [
            "13–15 år",
            "under 18 år",
            "över 18 år",
            "ungdomar 16-19 år",
            "för fem år sedan",
            "i tre år",
            "på 5 år",
            "mellan 16 och 20 år",
            "5 års fängelse",
            "18–20",
            "+18",
            "de senaste 10 åren",
            "över 65 år",
            "den som har fyllt 18 kommer in",
            "vi var 14 på mötet",
            "det var 5 år sedan",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
