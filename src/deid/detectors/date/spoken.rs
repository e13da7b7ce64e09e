//! Which figures written "15.2" or "1/2" are days, after the words in front of them.

use std::ops::Range;

use crate::deid::page::TokenizedText;

/// Words before "15.2" or "1/2" that make a day of it; `~` is a blank inside one.
const DATED: &str = "den dag dagen dan datum datum: datumet från fr till t~o~m tom t.o.m. t.o.m fr.o.m. fr.o.m fr~o~m \
     from sen sedan senast innan före efter inför natten kvällen morgonen mellan d d. on ons tis tors tor \
     fre lör sön mån född möte mötet inflytt inflyttning flyttar flyttade utskriven inskriven placerad \
     deadline stängde stänger öppnar öppnade startar startade började börjar slutar slutade hände \
     händelsen händelse anmäld anmälan anmäldes skedde avled dog häktad häktades greps gripen friges muck \
     muckar rättegång rättegången förhandling förhandlingen besök tid bokad bokat tiden träff träffades \
     sågs gäller fyller fyllde fest samtal återbesök uppföljning betalas löper~ut går~ut gick~ut ny~tid \
     torsd fred upphör upphörde avslutas avslutades avslutad inleds inleddes inskrevs utskrevs placerades reser reste flyttar~in flyttade~in flyttar~ut flyttade~ut";

/// True where the words in front speak of a day.
pub(super) fn is_dated(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let spoken = |word: &str| {
        let word = word.replace('~', " ");
        before.strip_suffix(&word).is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    before.ends_with("dagen") || before.ends_with("dag") || DATED.split(' ').any(spoken)
}

/// "15.2" after a word for a time: no clock, and no measure.
pub(super) fn is_dotted(page: &TokenizedText<'_>, whole: &Range<usize>, month: &str) -> bool {
    let after = page.text_after(whole.end, 8);
    let unit = after.trim_start();
    let measured = [
        "m ", "km", "mil", "kg", "kr", "%", "l ", "liter", "°", "grader", "cm", "poäng", "gånger", "procent",
        "tim", "mkr", "meter", "år", "h ",
    ];
    let before = page.text_before(whole.start, 8);
    let day = before == "den " || [" den ", "senast "].iter().any(|word| before.ends_with(word));
    let hour = page.lower().get(whole.clone()).and_then(|text| text.split('.').next()?.parse::<u8>().ok());
    let clock = month.len() == 2 && !day && hour.is_none_or(|hour| hour < 25);
    !clock && !measured.iter().any(|word| unit.starts_with(word)) && !before.ends_with("kl ")
}

/// "1/3 av gruppen": a part, no day.
pub(super) fn is_part(after: &str) -> bool {
    ["av ", "del", "tim", "dygn", "år", "liter", "kopp"]
        .iter()
        .any(|word| after.trim_start().starts_with(word))
}
