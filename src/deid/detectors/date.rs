//! Exact dates. Months, weekdays, weeks and years stay quiet, as do the dates of laws.
//!
//! Stretches of days stand in `stretch`; what words make days of bare figures in `spoken`.

mod coarser;
mod spoken;
mod stretch;

use std::ops::Range;
use std::sync::LazyLock;

use self::spoken::{is_dated, is_dotted, is_part};
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::list::split_list;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

const MONTH: &str = "(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)";
const ORDINAL: &str = "(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|tjugo ?(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde)|trettionde|trettio ?första)";

/// 2026-11-14, 2026/11/14, 2026.11.14, 20261114.
static ISO: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"((?:19|20)[0-9]{2})(?:( ?[-/. ] ?)(1[0-2]|0?[1-9])(?: ?[-/. ] ?)(3[01]|[12][0-9]|0?[1-9])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))",
    )
});

/// 14/11, 14/11-26, 14.11.2026, 14-11-2026.
static DAY_MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(3[01]|[12][0-9]|0?[1-9])( ?[/.*_|-] ?)(1[0-2]|0?[1-9])((?: ?[/.*_| -]'? ?(?:(?:19|20)[0-9]{2}|[0-9]{2}))?)",
    )
});

/// 261114, as a date of six figures.
static SIX: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"([0-9]{2})[-.]?(0[1-9]|1[0-2])[-.]?(3[01]|[12][0-9]|0[1-9])"));

/// 14 november, den 14:e nov 2026, november 14.
static WORDED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:den |d\.? ?)?(3[01]|[12][0-9]|0?[1-9])(?::?[ae]|:de|:nde)?\.?(?: ?(?:-|och|till) ?(?:3[01]|[12][0-9]|[1-9])(?::?[ae])?)? ?-?(?:i )?{MONTH}\.?(?:(?: |,|-| -)+(?:(?:19|20)[0-9]{{2}}|'[0-9]{{2}}|[0-9]{{2}}))?|(?:den )?{ORDINAL}(?: i)? {MONTH}(?: [0-9]{{4}}| (?:tjugo|nitton)hundra[a-zåäö]*)?"
    ))
});

static MONTH_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"{MONTH} (?:den )?(3[01]|[12][0-9]|[1-9])(?::?[ae]|th|st|nd|rd)?(?:,? (?:19|20)[0-9]{{2}})?"
    ))
});

/// den 14:e, den fjortonde.
static DAY_ONLY: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:den|till|mellan|natten|fredagen|lördagen|söndagen|måndagen|tisdagen|onsdagen|torsdagen) (?:den )?((?:3[01]|[12][0-9]|[1-9])(?::[ae]|:de|:nde|e)|(?:3[01]|1[0-9]|2[0-9]|[1-9])(?: ?/ ?(?:1[0-2]|[1-9]))|{ORDINAL})"
    ))
});

const DATED_DAYS: &str = r"(?:nyårsafton|nyårsaftonen|julafton|julaftonen|juldagen|annandag jul|annandagen|midsommarafton|midsommaraftonen|midsommardagen|valborgsmässoafton|valborg|påskafton|påskdagen|långfredagen|annandag påsk|nationaldagen|luciadagen|alla helgons dag|halloween|kristi himmelsfärdsdag|trettondagen|skolavslutningen)(?: (?:19|20)[0-9]{2}| i år| förra året| i ?fjol)";
static FEAST: LazyLock<Pattern> = LazyLock::new(|| word_pattern(DATED_DAYS));

const CLOCK: &str = r"(?:kl\.? ?|klockan |vid )?(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]|(?:kl\.? ?|klockan )(?:[01]?[0-9]|2[0-4])|(?:vid |runt |omkring )?(?:[01]?[0-9]|2[0-4])-tiden|(?:runt |omkring |ungefär )(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]";

/// A day with a clock: "i torsdags kl 22.15", "igår vid 21-tiden".
static WEEKDAY_CLOCK: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:i|på|nu|om|förra) )?(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|s)?|mån|tis|on|ons|tor|tors|fre|lör|sön|i ?dag|i ?går|i ?förrgår|i ?kväll|i ?natt|i ?morse)(?:(?: |-)?(?:kväll|natt|morgon|morse|förmiddag|eftermiddag|fm|em)(?:en|s)?)?,? (?:{CLOCK})"
    ))
});

/// A clock right after a date.
static CLOCK_AFTER: LazyLock<Pattern> = LazyLock::new(|| word_pattern(&format!(r",? ?(?:{CLOCK})")));

/// What is said of a law's time, and governs a day that follows within four words: "i kraft den 1 juli".
const IN_FORCE: &[&str] = &["kraft", "gäller", "gällde", "lydelse"];

/// A law itself, which governs a day that follows within two: "lagen den 5 juni".
const LAWS: &[&str] =
    &["lag", "lagen", "förordning", "förordningen", "författning", "författningen", "sfs", "prop"];

pub(in crate::deid) fn find_dates(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.marks.digits >= 5, &ISO)
        .filter(|groups| is_iso(page, groups))
        .filter_map(|groups| date_candidate(page, &groups, 0))
        .collect();
    found.extend(
        page.matches_if(page.marks.paired, &DAY_MONTH)
            .filter(|groups| is_day_month(page, groups).unwrap_or_default())
            .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(page.marks.digits >= 6, &SIX)
            .filter(|groups| is_six(page, groups))
            .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(
            page.has(WordPart::Month) && (page.has_digit() || page.has(WordPart::Ordinal)),
            &WORDED,
        )
        .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(page.has_digit() && page.has(WordPart::MonthFirst), &MONTH_FIRST)
            .filter(|groups| !is_followed_by_unit(page, groups))
            .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(may_be_day(page), &DAY_ONLY)
            .filter(|groups| is_day(page, groups))
            .filter_map(|groups| date_candidate(page, &[with_article(page, &groups)], 0)),
    );
    found.extend(
        page.matches_if(
            page.has(WordPart::Weekday)
                && (page.marks.timed || page.has_digit() && page.has(WordPart::Clock)),
            &WEEKDAY_CLOCK,
        )
        .filter(|groups| groups.first().is_some_and(|whole| !is_recurring(page, whole.as_ref())))
        .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(
        page.matches_if(
            page.has(WordPart::Feast) && (page.has_digit() || page.has(WordPart::FeastYear)),
            &FEAST,
        )
        .filter_map(|groups| date_candidate(page, &groups, 0)),
    );
    found.extend(stretch::find_date_ranges(page));
    found
}

/// A day after a word for one: in figures with an ending or a month, or in words.
fn may_be_day(page: &TokenizedText<'_>) -> bool {
    let figures = page.marks.ordinal || page.marks.lettered || page.marks.paired;
    page.has(WordPart::DayWord) && (figures || page.has(WordPart::Ordinal))
}

fn date_candidate(
    page: &TokenizedText<'_>,
    groups: &[Option<Range<usize>>],
    group: usize,
) -> Option<Candidate> {
    let day = groups.get(group)?.as_ref()?;
    let range = &without_stop(page, with_clock(page, with_weekday(page, day)));
    if is_of_law(page, range) {
        return None;
    }
    let mut candidate = page.make_candidate(range, Class::Date, "Ser ut som ett exakt datum.")?;
    // The week somebody was born in points out nearly as well as the day.
    let born = ["född ", "födda ", "föddes ", "f. "]
        .iter()
        .any(|word| page.text_before(range.start, 8).ends_with(word));
    let coarse = coarser::coarsen_date(page.lower().get(day.clone())?).filter(|_| !born);
    candidate.coarser = coarse.map(|coarse| fit_to_context(page, range, coarse));
    Some(candidate)
}

/// Months that a full stop belongs to.
const SHORT_MONTHS: [&str; 13] =
    ["jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"];

/// The full stop of a sentence is no part of the day; that of a shortened month is.
fn without_stop(page: &TokenizedText<'_>, range: Range<usize>) -> Range<usize> {
    let ends = page.text_after(range.end, 2).trim_start().is_empty()
        || page.word_from(range.end).and_then(|index| page.words.get(index)).is_some_and(|next| next.opens);
    let text = page.lower().get(range.clone()).unwrap_or_default();
    let whole = |text: &str| !SHORT_MONTHS.iter().any(|month| text.ends_with(month));
    match text.strip_suffix('.').filter(|text| ends && whole(text)) {
        Some(_) => range.start..range.end - 1,
        None => range,
    }
}

/// The coarser text as the words in front ask for it: "till mitten av maj", and a capital where the day had one.
fn fit_to_context(page: &TokenizedText<'_>, range: &Range<usize>, coarse: String) -> String {
    const PREPOSITIONS: [&str; 14] =
        split_list("till|från|efter|före|sedan|innan|inför|av|under|mellan|och|vid|kring|omkring");
    let before = page.text_before(range.start, 12);
    let governed = before.ends_with(' ')
        && before.trim_end().rsplit(' ').next().is_some_and(|word| PREPOSITIONS.contains(&word));
    let weekday = page
        .lower()
        .get(range.clone())
        .and_then(|text| text.split(' ').next())
        .filter(|word| word.ends_with("dag"));
    // "på tisdag den 3 juni" is a Tuesday then, whatever else is made coarser.
    if let Some(weekday) = weekday.filter(|_| before.ends_with("på ")) {
        return format!("en {weekday} {coarse}");
    }
    let coarse =
        if governed { coarse.strip_prefix("i ").map(str::to_owned).unwrap_or(coarse) } else { coarse };
    let capital =
        page.normalized.text.get(range.clone()).is_some_and(|text| text.starts_with(char::is_uppercase));
    let mut letters = coarse.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        Some(_) | None => coarse,
    }
}

/// The day of a law, not of something that happened to somebody: a word of law, or a section, governs it.
fn is_of_law(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let end = page.words.partition_point(|word| word.range.end <= range.start);
    let opens = |index: &usize| page.words.get(*index).is_some_and(|word| word.opens);
    let start = (0..end).rev().take(4).find(opens).unwrap_or(end.saturating_sub(4));
    let says = |index: usize| {
        IN_FORCE.contains(&page.word_key(index)) || index + 2 >= end && LAWS.contains(&page.word_key(index))
    };
    let governed = (start..end).any(says);
    governed || page.text_before(range.start, 12).contains('§')
}

/// "varje tisdag kl 9", "har tid tis 10": hours, not a day.
fn is_recurring(page: &TokenizedText<'_>, range: Option<&Range<usize>>) -> bool {
    let before = range.map_or("", |range| page.text_before(range.start, 10));
    ["varje ", "har tid ", "öppet ", "öppnar ", "stänger "].iter().any(|words| before.ends_with(words))
}

fn is_iso(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let text = |group: usize| {
        groups
            .get(group)
            .and_then(Option::as_ref)
            .and_then(|range| page.lower().get(range.clone()))
            .unwrap_or_default()
    };
    let blank = text(2) == " ";
    let full = text(3).len() == 2 && text(4).len() == 2;
    !blank || full
}

fn is_day_month(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<bool> {
    let text = |group: usize| page.lower().get(groups.get(group)?.clone()?);
    let whole = groups.first()?.as_ref()?;
    let (day, separator, month) = (text(1)?, text(2)?.trim(), text(3)?);
    let year = !text(4)?.is_empty();
    let before = page.text_before(whole.start, 14);
    let after = page.text_after(whole.end, 3);
    if is_within_number(before, after) || after.trim_start().starts_with('§') {
        return Some(false);
    }
    let dated = is_dated(before) || begins_note(page, whole);
    Some(match separator {
        "/" => year || (dated && !is_part(page.text_after(whole.end, 12))) || !is_fraction(day, month),
        "." if year => dated || text(4)?.len() > 3,
        "." => dated && is_dotted(page, whole, month),
        _ => text(4)?.len() > 3 && text(4)?.trim_start_matches([' ', '-', '*', '_', '|']).len() == 4,
    })
}

/// Whether digits with these signs around them are a part of something longer.
fn is_within_number(before: &str, after: &str) -> bool {
    before.ends_with(['/', '.', ',', '-', ':'])
        || after.starts_with(['/', '§', '%'])
        || (after.starts_with(['-', '.', ',', ':'])
            && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()))
}

/// "2/5 hämtad av …": what a note begins with is a day.
fn begins_note(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let before = page.text_before(range.start, 2);
    before.is_empty() || before.ends_with('\n') || before.ends_with(". ")
}

/// 24/7 and 1/2, 1/3, 2/3, 1/4, 3/4 are no dates.
fn is_fraction(day: &str, month: &str) -> bool {
    matches!((day, month), ("24", "7") | ("1" | "2" | "3", "2" | "3" | "4" | "5"))
}

fn is_six(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(Some(range)) = groups.first() else { return false };
    let text = page.lower().get(range.clone()).unwrap_or_default();
    let before = page.text_before(range.start, 1);
    let after = page.text_after(range.end, 2);
    let alone = !before.ends_with(['-', '/', '.', ',', ':', '+', '#']) && !runs_on(after);
    alone && (text.len() == 6 || text.matches(['-', '.']).count() == 2)
}

/// A mark and then more: the figures go on.
fn runs_on(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next().is_some_and(|c| matches!(c, '-' | '/' | '+' | ':' | '.' | ','))
        && chars.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

fn is_day(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let [Some(whole), Some(day), ..] = groups else { return false };
    let text = page.lower().get(day.clone()).unwrap_or_default();
    let whole = page.lower().get(whole.clone()).unwrap_or_default();
    let dated = ["natten", "dagen"].iter().any(|word| whole.contains(word));
    if text.contains('/') {
        return true;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return !["till ", "mellan "].iter().any(|word| whole.starts_with(word)) || text.contains(':');
    }
    // "den första", "den andra" are seldom dates; "den fjortonde" nearly always.
    let follows = page.text_after(day.end, 3);
    let ends = follows.is_empty() || follows.starts_with(['.', ',', ';', ')', '\n']);
    let small = matches!(text, "första" | "andra" | "tredje" | "fjärde" | "femte");
    dated || (!small && (ends || follows.starts_with(' ')))
}

/// The date with its weekday in front, where it stands there.
fn with_weekday(page: &TokenizedText<'_>, range: &Range<usize>) -> Range<usize> {
    const WEEKDAYS: [&str; 15] = split_list(
        "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån |tis |ons |on |tors |fre |lör |sön ",
    );
    let before = page.text_before(range.start, 18);
    let start = WEEKDAYS.iter().find_map(|day| before.rfind(day)).filter(|at| {
        before.get(*at..).is_some_and(|tail| {
            tail.ends_with(' ') && tail.trim_end_matches(" den ").trim_end().split(' ').count() == 1
        })
    });
    start.map_or(range.clone(), |at| range.start - before.len() + at..range.end)
}

/// The day with "den" in front, where it stands there.
/// "3/11 kl 18": the clock belongs to the date.
fn with_clock(page: &TokenizedText<'_>, range: Range<usize>) -> Range<usize> {
    let tail = page.text_after(range.end, 14);
    let digit = tail.bytes().any(|b| b.is_ascii_digit());
    let clock = (digit && tail.starts_with([' ', ','])).then(|| CLOCK_AFTER.find_from(tail, 0)).flatten();
    match clock {
        Some(found) if found.start == 0 && page.is_whole(&(range.start..range.end + found.end)) => {
            range.start..range.end + found.end
        }
        Some(_) | None => range,
    }
}

fn with_article(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Range<usize>> {
    let day = groups.get(1)?.clone()?;
    let article = page.text_before(day.start, 4) == "den ";
    Some(if article { day.start - 4..day.end } else { day })
}

fn is_followed_by_unit(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(Some(range)) = groups.first() else { return true };
    let after = page.text_after(range.end, 12);
    ["-", ":", ".0", ".1", ".3"].iter().any(|mark| after.starts_with(mark))
        || [
            " ungdom", " person", " st ", " st.", " st,", " gånger", " killar", " nya", " %", " procent",
            " kap", " av",
        ]
        .iter()
        .any(|unit| after.starts_with(unit))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn dates_in_many_forms() {
        for text in [
            "2026-11-14",
            "14/11",
            "14/11-26",
            "14 november",
            "14 nov 2026",
            "20261114",
            "261114",
            "14.11.2026",
            "fjortonde november",
            "14:e november",
            "2026/11/14",
        ] {
            let line = format!("det hände {text} på kvällen");
            assert_eq!(found_texts(&line), [text], "{text}");
        }
        assert_eq!(found_classes("natten till den 14:e"), ["date"]);
    }

    #[test]
    fn a_day_told_from_today_with_a_clock_is_exact() {
        for text in [
            "idag kl 15",
            "igår klockan 14.30",
            "i onsdags vid 21-tiden",
            "ikväll 21.30",
            "i förrgår kl. 9",
            "igår runt 14.30",
        ] {
            assert_eq!(found_texts(&format!("de kom {text} och satt där")), [text]);
        }
        for text in ["de kom idag", "i går kväll", "varje kväll kl 21", "på natten"] {
            assert_eq!(found_texts(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn stretches_of_days_and_days_spoken_of() {
        for (text, found) in [
            ("placerad 15 jan–20 feb där", "15 jan–20 feb"),
            ("läger 3-5/6 för alla", "3-5/6"),
            ("kön stängde 15.2, inget mer", "15.2"),
            ("lägenhet från 1/2", "1/2"),
        ] {
            assert_eq!(found_texts(text), [found], "{text}");
        }
    }

    #[test]
    fn a_law_elsewhere_in_the_line_hides_no_day() {
        for text in [
            "i Oslo den 12 oktober",
            "enligt lagen om Oslo den 12 oktober",
            "en lag sprang iväg men laget kom tillbaka den 12 oktober",
        ] {
            assert_eq!(found_texts(text), ["den 12 oktober"], "{text}");
        }
    }

    #[test]
    fn months_weeks_laws_and_fractions_are_quiet() {
        for text in [
            "i november",
            "vecka 47 2026",
            "hösten 2026",
            "dygnet runt, 24/7",
            "lagen gäller från 1 juli 2025",
            "kl 21.30",
            "1/3 av gruppen",
            "maj 2026",
            "2015-2019",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
