//! Notes about a text as a whole: details that meet, and special categories of data. They never stop anything.

use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::inner_pattern;
use crate::deid::finding::{Advice, Category, Detail};
use crate::deid::page::TokenizedText;

/// How many kinds of detail may meet before the note is given.
const DETAILS_THAT_POINT: usize = 3;

static PATTERNS: LazyLock<AdvicePatterns> = LazyLock::new(AdvicePatterns::new);

struct AdvicePatterns {
    details: Vec<(Detail, Regex)>,
    /// What few have, and where few are: together they are enough.
    rare_trait: Regex,
    works: Regex,
    small_place: Regex,
    categories: Vec<(Category, Regex)>,
    person: Regex,
}

impl AdvicePatterns {
    fn new() -> Self {
        Self {
            details: detail_patterns(),
            categories: category_patterns(),
            rare_trait: word_start_pattern(
                r"rullstol|rullator|ärr\b|tatuer|hörapparat|haltar|protes|tvilling|blind\b|döv\b|stammar",
            ),
            works: word_start_pattern(r"som (?:jobbar|arbetar|extrajobbar|äger|driver) "),
            small_place: inner_pattern(
                r"fritidsgård|ungdomsgård|parklek|pizzeri|kiosk|butik|gymmet|skolan|bibliotek|moské|kyrka|förening|klubb|restaurang|salong|lokalen|simhall|grillen|verkstad",
            ),
            person: inner_pattern(
                r"(?-u:\b)(?:han|hon|hen|honom|henne|hans|hennes|hens|killen|tjejen|pojken|flickan|mannen|kvinnan|personen|eleven|individen|ungdomen|sonen|dottern|mamman|pappan|brodern|systern|en kille|en tjej|en man|en kvinna|en pojke|en flicka|en person|en elev|en ungdom)(?-u:\b)",
            ),
        }
    }
}

fn detail_patterns() -> Vec<(Detail, Regex)> {
    let details = [
        (
            Detail::Place,
            r"torg|centrum|tunnelban|tunneln|skolan|skolgård|fritidsgård|bibliotek|moské|kyrka|gymmet|lokalen|parken|bostadsområde|station|galleria|simhall|idrottsplats|källar|butik|kiosk|restaurang",
        ),
        (
            Detail::Time,
            r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|vecka [0-9]|igår|i går|i kväll|ikväll|i natt|klockan|kl\.? ?[0-9]|[0-9]{4}-[0-9]{2}|[0-9]/[0-9]",
        ),
        (
            Detail::Role,
            r"mamma|pappa|bror|syster|förälder|son |sonen|dotter|rektor|lärare|imam|präst|tränare|ledare|ordförande|elev|kassör|vaktmästare|väktare|butiksägare|ägare|kusin|flickvän|pojkvän|anställd",
        ),
        (
            Detail::RareEvent,
            r"gripen|greps|häktad|dömd|avhopp|återvän|syrien|irak|konfliktområde|knivhög|skjut|spräng|bomb|självmord|suicid|anlagd|brand|misshand|överfall|vapen|utvis|konvert|rese|reste|anslöt|rekryter|gisslan|inlagd|lvu|omhändertag|hedersrelat|tvångsgift|bortgift",
        ),
        (Detail::Age, r"[0-9]{1,2} ?-?år|åring|åk ?[1-9]|årskurs|tonår|född [0-9]|gymnasi|[1-9][a-e]\b"),
        (
            Detail::Description,
            r"ärr|tatuer|rullstol|glasögon|rött hår|röda hår|blond|mörkhårig|skägg|slöja|niqab|hijab|dialekt|bryter|talar [a-zåäö]+ska|flykting|nyanländ|adopter|hörapparat|haltar|jacka|kepa|hudfärg|längd|lång och|kort och|tvilling",
        ),
    ];
    details.into_iter().map(|(detail, source)| (detail, inner_pattern(source))).collect()
}

fn category_patterns() -> Vec<(Category, Regex)> {
    let categories = [
        (
            Category::Religion,
            r"muslim|islam|kristen|kristn|jud(?:e|en|isk)|koran|moské|kyrk|konverter|salafis|shia|sunni|hindu|buddhis|ortodox|katolik|pingst|bönemöte|ber fem|bad(?:s)? i|tro(?:n|ende)|ateist|hijab|niqab|slöja",
        ),
        (
            Category::Ethnicity,
            r"somali|kurd|arab|syrisk|syrier|irak|iran|afghan|eritre|etiop|turk|bosni|serb|kroat|alban|rom(?:sk|er|en)\b|samisk|same\b|finsk|polsk|rysk|ukrain|chil|vietnam|thailänd|kines|etnisk|hudfärg|mörkhy|svart kille|vit kille|invandrar|utländsk|ursprung",
        ),
        (
            Category::Politics,
            r"vänsterextrem|högerextrem|nazis|fascis|kommunis|socialdemokrat|moderat|sverigedemokrat|vänsterparti|röstar|rösta på|partimedlem|medlem i ett parti|politisk|anarkist|antifa|afa\b|nmr\b|nordisk styrka|kurdiska pkk|pkk\b|åskådning|ideolog",
        ),
        (
            Category::Health,
            r"deprim|depression|diagnos|adhd|autis|psyk(?:isk|os|iat|mott)|ångest|suicid|självmord|självskad|medicin|missbruk|beroende|gravid|hiv|cancer|epileps|bup\b|schizo|bipolär|funktionsned|intellektuell|utvecklingsstör|ptsd|inlagd|sjukskriv|ätstör",
        ),
        (
            Category::Sexuality,
            r"homosexuell|bisexuell|pansexuell|lesbisk|hbtq|bög(?:en)?\b|flata(?:n)?\b|transperson|transsexuell|sexuell läggning",
        ),
        (
            Category::Care,
            r"lvu(?:-|:|\b)|lvm(?:-|:|\b)|lpt\b|tvångsvård|tvångsomhänderta|omhändertag(?:en|na)\b|omhändertogs\b",
        ),
        (
            Category::Protection,
            r"skyddad(?:e)? (?:personuppgift|identitet|adress|folkbokför)|skyddat boende|sekretessmark|fingerad(?:e)? personuppgift",
        ),
    ];
    categories.into_iter().map(|(category, source)| (category, word_start_pattern(source))).collect()
}

/// Compiles a pattern whose matches begin where words do.
fn word_start_pattern(source: &str) -> Regex {
    inner_pattern(&format!(r"(?-u:\b{{start-half}})(?:{source})"))
}

pub(super) fn find_details(page: &TokenizedText<'_>) -> Vec<Detail> {
    let text = page.lower();
    let districts = page.words.iter().any(|word| word.known.is_quiet() && !word.opens);
    PATTERNS
        .details
        .iter()
        .filter(|(detail, pattern)| {
            pattern.is_match(text) || (*detail == Detail::Place && districts && has_district(page))
        })
        .map(|(detail, _)| *detail)
        .collect()
}

pub(super) fn advise_on_text(page: &TokenizedText<'_>) -> Vec<Advice> {
    let text = page.lower();
    let patterns = &*PATTERNS;
    let details = find_details(page);
    let described = patterns.person.is_match(text);
    let categories: Vec<Category> = patterns
        .categories
        .iter()
        .filter(|(_, pattern)| described && pattern.is_match(text))
        .map(|(category, _)| *category)
        .collect();
    let mut advice = Vec::new();
    let paired = described.then(|| find_pair(text)).flatten();
    if details.len() >= DETAILS_THAT_POINT {
        advice.push(Advice::Combination { details });
    } else if let Some(pair) = paired {
        advice.push(Advice::Combination { details: pair.to_vec() });
    }
    if !categories.is_empty() {
        advice.push(Advice::SpecialCategory { categories });
    }
    advice
}

/// Two details that are enough by themselves: what few have, or where somebody works, at a place where few are.
fn find_pair(text: &str) -> Option<[Detail; 2]> {
    let patterns = &*PATTERNS;
    let told = match (patterns.rare_trait.is_match(text), patterns.works.is_match(text)) {
        (true, _) => Detail::Description,
        (false, true) => Detail::Role,
        (false, false) => return None,
    };
    patterns.small_place.is_match(text).then_some([Detail::Place, told])
}

/// A capitalised quiet word after a preposition of place.
fn has_district(page: &TokenizedText<'_>) -> bool {
    page.words.iter().enumerate().any(|(index, word)| {
        let after = index.checked_sub(1).is_some_and(|left| {
            matches!(page.word_key(left), "i" | "på" | "vid" | "från" | "till" | "kring")
        });
        word.known.is_quiet()
            && after
            && page
                .normalized
                .text
                .get(word.range.clone())
                .is_some_and(|text| text.starts_with(char::is_uppercase))
    })
}

#[cfg(test)]
mod tests {
    use crate::deid::{Advice, Category, Detail, Scanner};

    #[test]
    fn three_kinds_of_detail_meet() {
        let advice = Scanner::builtin()
            .advise("På torget i Farsta i fredags sa rektorns son att han reste till Syrien.");
        let Some(Advice::Combination { details }) = advice.first() else {
            panic!("no combination: {advice:?}")
        };
        assert!(
            details.contains(&Detail::Place)
                && details.contains(&Detail::Time)
                && details.contains(&Detail::RareEvent)
        );
        assert_eq!(Scanner::builtin().advise("Klotter på torget."), []);
    }

    #[test]
    fn what_few_have_and_where_few_are_is_enough() {
        for (text, detail) in [
            ("Flickan i rullstol på Mälarhöjdens fritidsgård.", Detail::Description),
            ("Det var han som jobbar på pizzerian.", Detail::Role),
        ] {
            let details = vec![Detail::Place, detail];
            assert_eq!(Scanner::builtin().advise(text), [Advice::Combination { details }], "{text}");
        }
        for text in
            ["Rullstol står kvar på biblioteket.", "Han var på fritidsgården.", "Killen med tatuering gick."]
        {
            assert_eq!(Scanner::builtin().advise(text), [], "{text}");
        }
    }

    #[test]
    fn special_categories_are_noted_beside_a_person() {
        let advice = Scanner::builtin().advise("Killen har adhd.");
        assert_eq!(advice, [Advice::SpecialCategory { categories: vec![Category::Health] }]);
        assert_eq!(Scanner::builtin().advise("Ett möte om adhd hölls."), []);
        let advice = Scanner::builtin().advise("Hon är lesbisk.");
        assert_eq!(advice, [Advice::SpecialCategory { categories: vec![Category::Sexuality] }]);
    }

    #[test]
    fn care_without_consent_and_protected_data_are_noted_beside_a_person() {
        for (text, category) in [
            ("Killen är LVU-placerad sedan i våras.", Category::Care),
            ("Hon är omhändertagen enligt lvu.", Category::Care),
            ("Eleven har skyddade personuppgifter.", Category::Protection),
            ("Tjejen bor i skyddat boende.", Category::Protection),
        ] {
            let advice = Scanner::builtin().advise(text);
            assert!(
                advice.contains(&Advice::SpecialCategory { categories: vec![category] }),
                "{text}: {advice:?}"
            );
        }
        for text in ["En utbildning om LVU hölls.", "Rutinen för skyddade personuppgifter lästes upp."] {
            assert_eq!(Scanner::builtin().advise(text), [], "{text}");
        }
    }

    #[test]
    fn a_word_inside_another_is_no_category() {
        for text in [
            "Hon sprang från perrongen i Romme.",
            "Han är från Kontroenheten.",
            "Killen såg en kärnkraftsmoderator.",
        ] {
            assert_eq!(Scanner::builtin().advise(text), [], "{text}");
        }
    }
}
