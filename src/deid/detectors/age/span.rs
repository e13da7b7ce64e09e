//! Which numbers of years are bands, limits and spans of time instead of somebody's age.

use std::ops::Range;

use super::parse_years;
use crate::deid::list::split_list;
use crate::deid::page::TokenizedText;

/// Words before a number of years that make it a limit, a band or a span of time.
const SPAN_BEFORE: [&str; 74] = split_list(
    "under |över |för |i |sedan |senaste |efter |minst |upp till |högst |inom |varje |vart |till |mellan |från |kommande |\
     närmaste |förra |det var |drygt |nästan |omkring |ca |cirka |åt |på |fyllda |fyllt |yngre än |äldre än |max |om |\
     fängelse |fängelse i |totalt |första |sista |gånger per |och |eller |-|+|<|>|ungefär |runt |hela |alla |knappt |än |\
     ålder |straff |tog |dröjt |varat |pågått |de |dessa |ytterligare |blott |bara |mindre än |mer än |gränsen |åldersgräns |\
     åldersgränsen |gått |tar |följande |tidsperiod |period |per |ung ",
);

/// Words after a number of years that make it a span of time.
const SPAN_AFTER: [&str; 31] = split_list(
    " sedan| sen| framåt| fängelse| i fängelse| tillbaka| i rad| efter| innan| har gått| i sverige| och uppåt| och äldre| och yngre| eller äldre| eller yngre| och över| i följd|\
     s | i taget| av | kvar| ska | på sig|-| eller mer| eller mindre| framöver| gammal konflikt| före| sen ",
);

/// Who may be "på 14 år".
const PEOPLE: [&str; 41] = split_list(
    "gubbe|gumma|dam|herre|pensionär|patient|kund|besökare|hyresgäst|pojke|flicka|kille|tjej|man|kvinna|ungdom|elev|son|\
     dotter|barn|person|bror|syster|grabb|yngling|tonåring|kusin|granne|gosse|brorsa|syrra|snubbe|kompis|han|hon|hen|individ|\
     vän|förare|ledare|tränare",
);

/// Words that make a number of years about right: an age only of somebody just named.
const ABOUT: [&str; 12] =
    split_list("på |om |ca |cirka |typ |runt |bara |max |ungefär |knappt |fyllt |drygt ");

/// What may stand between somebody and the age.
const IS: &[&str] = &[" är", " e", " va", " var", " på", " bara", " är bara", " är ca", " är nu"];

/// True where the number of years is somebody's age. Group 0 is the whole, group 1 the number.
pub(super) fn is_age(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let whole = groups.first()?.as_ref()?;
    let text = page.lower().get(whole.clone())?;
    let number = parse_years(page.lower().get(groups.get(1)?.clone()?)?)?;
    let before = page.text_before(whole.start, 40);
    let after = page.text_after(whole.end, 20);
    let group_noun = text.contains("åri") || text.contains("år") && text.len() > 9 && text.contains("gammal");
    if text.ends_with("årsåldern") {
        let figures = text.starts_with(|c: char| c.is_ascii_digit()) && number > 9;
        return Some(!is_band(before) && (figures || is_after_person(before, 4)));
    }
    let compound = after.starts_with("ålder")
        || after.starts_with("-ålder")
        || (text.ends_with("år") && after.starts_with('s'));
    let subject = before.trim_end_matches([' ', ',', '(']);
    let subject = IS.iter().find_map(|verb| subject.strip_suffix(verb)).unwrap_or(subject);
    let small = matches!(number, 1 | 2) && (text.contains("åring") || is_after_person(subject, 1));
    let fraction = before.strip_suffix(',').is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    if !(small || (3..=109).contains(&number)) || is_band(before) || compound || fraction {
        return Some(false);
    }
    if group_noun || text.ends_with("bast") {
        return Some(!text.contains("åringar") || !before.trim_end().ends_with(['-', '–']));
    }
    if text.contains("ålder") && before.ends_with("sedan ") || after.starts_with(" gissar") {
        return Some(true);
    }
    let guessed = ["gissar på ", "gissade på ", "tippar på ", "är bara ", "var bara ", "va bara "];
    if guessed.iter().any(|words| before.ends_with(words)) {
        return Some(!SPAN_AFTER.iter().any(|words| after.starts_with(words)));
    }
    if ABOUT.iter().any(|about| before.ends_with(about)) {
        let closed = before.ends_with("bara ") && after.trim_start().starts_with(['.', ',']);
        return Some(closed || is_after_person(before, 4));
    }
    Some(is_after_person(before, 1) || !is_span(before, after))
}

/// True where the words around a number of years make it a limit or a span of time.
pub(super) fn is_span(before: &str, after: &str) -> bool {
    SPAN_BEFORE.iter().any(|words| before.ends_with(words))
        || SPAN_AFTER.iter().any(|words| after.starts_with(words))
}

/// True where one of the last `words` words is a person: "killen", "pojke på".
fn is_after_person(before: &str, words: usize) -> bool {
    let person = |word: &str| {
        PEOPLE.iter().any(|who| {
            word == *who || ["en", "n", "t", "et"].iter().any(|end| word.strip_suffix(end) == Some(who))
        })
    };
    before.trim_end().split([' ', ',']).rev().take(words).any(person)
}

/// "16-", "mellan 16 och", "16 till".
pub(super) fn is_band(before: &str) -> bool {
    let trimmed = before
        .trim_end_matches([' ', '-'])
        .trim_end_matches(" till")
        .trim_end_matches(" och")
        .trim_end_matches(" o")
        .trim_end_matches(" å")
        .trim_end_matches(" eller");
    let dashed = before.ends_with('-') || before.ends_with("- ");
    let joined = trimmed.len() < before.trim_end_matches([' ', '-']).len() || dashed;
    joined && trimmed.ends_with(|c: char| c.is_ascii_digit()) || dashed
}
