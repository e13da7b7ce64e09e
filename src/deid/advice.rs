//! Notes about a text as a whole: details that meet, and special categories of data. They never stop anything.
//!
//! What each piece of the text tells is read from its words by itself; what meets is judged of all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::deid::finding::{Advice, Category, Detail, MetDetail};
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::pattern::{Pattern, inner_pattern, word_pattern};

/// How many kinds of detail may meet before the note is given.
const DETAILS_THAT_POINT: usize = 3;

static PATTERNS: LazyLock<AdvicePatterns> = LazyLock::new(AdvicePatterns::new);

struct AdvicePatterns {
    details: Vec<(Detail, Pattern)>,
    /// What few have, and where few are: together they are enough.
    rare_trait: Pattern,
    works: Pattern,
    small_place: Pattern,
    categories: Vec<(Category, Pattern)>,
    person: Pattern,
}

/// Words that tell a detail: `^` is a word's beginning, `$` its end, `_` a blank.
const DETAILS: &[(Detail, &str)] = &[
    (
        Detail::Place,
        "torget$ ^torg$ centrum$ ^tunnelban ^tunnel$ tunneln$ skolan$ skolgård fritidsgård ungdomsgård bibliotek ^moské ^kyrka \
         gymmet$ lokalen$ parken$ ^parklek bostadsområde ^station$ stationen$ galleria simhall idrottsplats ^källar ^butik$ butiken$ \
         ^kiosk ^restaurang",
    ),
    (
        Detail::Time,
        "^januari$ ^februari$ ^mars$ ^april$ ^maj$ ^juni$ ^juli$ ^augusti$ ^september$ ^oktober$ ^november$ ^december$ ^måndag \
         ^tisdag ^onsdag ^torsdag ^fredag ^lördag ^söndag ^i_måndags$ ^i_tisdags$ ^i_onsdags$ ^i_torsdags$ ^i_fredags$ ^i_lördags$ \
         ^i_söndags$ ^vecka_[0-9]{1,2}$ ^igår$ ^i_går$ ^ikväll$ ^i_kväll$ ^inatt$ ^i_natt$ ^klockan_[0-9]{1,2} ^kl\\.?_?[0-9]{1,2} \
         ^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?$ ^[0-9]{1,2}/[0-9]{1,2}$",
    ),
    (
        Detail::Role,
        "^mamma ^mamman$ ^pappa ^bror ^brodern$ ^syster ^förälder ^son$ ^sonen$ ^sons$ ^dotter ^dottern$ ^rektor ^imam$ ^imamen$ \
         ^präst ^tränare ^ordförande ^kassör ^vaktmästare ^butiksägare ^ägare$ ^ägaren$ ^kusin ^flickvän ^pojkvän",
    ),
    (
        Detail::RareEvent,
        "^gripen$ ^gripna$ ^greps$ ^häktad ^dömd$ ^dömdes$ ^avhopp ^hoppat_av$ ^återvän[dt] konfliktområde ^knivhugg ^knivhögg \
         ^sköts$ ^skjuten$ ^skottskad ^självmord ^suicid mordbrand ^misshandla ^utvisa ^konverter ^reste$ ^rest_till$ ^anslöt$ \
         ^rekryterad ^gisslan$ ^inlagd$ ^lvu ^omhändertag ^tvångsgift ^bortgift",
    ),
    (
        Detail::Age,
        "^[0-9]{1,2}_?-?åring ^[0-9]{1,2}_?-?årig ^[0-9]{1,2}_år$ ^[a-zåäö]+tonåring ^åk_?[1-9]$ ^årskurs ^tonår ^född_[0-9]{4}$",
    ),
    (
        Detail::Description,
        "^ärr$ ^ärret$ ^tatuer ^rullstol ^rullator ^rött_hår$ ^röda_hår ^slöja ^niqab ^hijab ^dialekt ^bryter_på$ ^flykting \
         ^nyanländ ^adopter ^hörapparat ^haltar$ ^haltade$ ^protes ^tvilling ^stammar$",
    ),
];

impl AdvicePatterns {
    fn new() -> Self {
        let detail = |(detail, words): &(Detail, &str)| (*detail, words_pattern(words));
        Self {
            details: DETAILS.iter().map(detail).collect(),
            categories: category_patterns(),
            rare_trait: words_pattern(
                "^rullstol ^rullator ^ärr$ ^ärret$ ^tatuer ^hörapparat ^haltar$ ^haltade$ ^protes ^tvilling ^blind$ ^döv$ ^stammar$",
            ),
            works: words_pattern("^som_(?:jobbar|arbetar|extrajobbar)_på$ ^som_(?:äger|driver)$"),
            small_place: words_pattern(
                "fritidsgård ungdomsgård ^parklek pizzeri ^kiosk butik gymmet$ skolan$ bibliotek ^moské kyrkan$ ^kyrka föreningen$ \
                 ^förening$ klubben$ ^klubb$ restaurang salong ^lokalen$ simhall grillen$ verkstad",
            ),
            person: inner_pattern(
                r"(?-u:\b)(?:han|hon|hen|honom|henne|hans|hennes|hens|killen|tjejen|pojken|flickan|mannen|kvinnan|personen|eleven|individen|ungdomen|sonen|dottern|mamman|pappan|brodern|systern|en kille|en tjej|en man|en kvinna|en pojke|en flicka|en person|en elev|en ungdom)(?-u:\b)|åring(?:en)?(?-u:\b)",
            ),
        }
    }
}

/// Compiles words to look for; what is found ends where the words do that hold them.
fn words_pattern(words: &str) -> Pattern {
    const LETTERS: &str = "[a-zåäö0-9]*";
    let word = |word: &str| {
        let (opens, closes) = (word.starts_with('^'), word.ends_with('$'));
        let inner = word.trim_start_matches('^').trim_end_matches('$').replace('_', " ");
        format!("{}{inner}{}", if opens { "" } else { LETTERS }, if closes { "" } else { LETTERS })
    };
    word_pattern(&words.split_whitespace().map(word).collect::<Vec<_>>().join("|"))
}

fn category_patterns() -> Vec<(Category, Pattern)> {
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
fn word_start_pattern(source: &str) -> Pattern {
    inner_pattern(&format!(r"(?-u:\b{{start-half}})(?:{source})"))
}

/// What a text tells that may be noted.
#[derive(Debug, Clone, Default)]
pub(super) struct AdviceSigns {
    /// The first words of each kind of detail.
    details: BTreeMap<Detail, String>,
    categories: BTreeSet<Category>,
    /// What few have, where somebody works, and where few are.
    rare_trait: Option<String>,
    works: Option<String>,
    small_place: Option<String>,
    somebody: bool,
}

impl AdviceSigns {
    /// What a page tells.
    pub(super) fn of_page(page: &TokenizedText<'_>) -> Self {
        let patterns = &*PATTERNS;
        let text = page.lower();
        let first = |pattern: &Pattern| first_words(page, pattern);
        let told = |(detail, pattern): &(Detail, Pattern)| Some((*detail, first(pattern)?));
        let mut details: BTreeMap<Detail, String> = patterns.details.iter().filter_map(told).collect();
        if let Some(district) = find_district(page) {
            details.entry(Detail::Place).or_insert(district);
        }
        let categories = patterns.categories.iter().filter(|(_, pattern)| pattern.is_match(text));
        Self {
            details,
            categories: categories.map(|(category, _)| *category).collect(),
            rare_trait: first(&patterns.rare_trait),
            works: first(&patterns.works),
            small_place: first(&patterns.small_place),
            somebody: patterns.person.is_match(text) || names_somebody(page),
        }
    }

    /// Both together; what stands first is told.
    pub(super) fn union(mut self, after: Self) -> Self {
        for (detail, words) in after.details {
            self.details.entry(detail).or_insert(words);
        }
        self.categories.extend(after.categories);
        Self {
            rare_trait: self.rare_trait.or(after.rare_trait),
            works: self.works.or(after.works),
            small_place: self.small_place.or(after.small_place),
            somebody: self.somebody || after.somebody,
            ..self
        }
    }

    /// The details, one of each kind.
    pub(super) fn details(&self) -> Vec<MetDetail> {
        let met = |(detail, words): (&Detail, &String)| MetDetail { detail: *detail, words: words.clone() };
        self.details.iter().map(met).collect()
    }

    /// Notes: only where somebody is spoken of.
    pub(super) fn advise(&self) -> Vec<Advice> {
        if !self.somebody {
            return Vec::new();
        }
        let details = self.details();
        let met = if details.len() >= DETAILS_THAT_POINT { Some(details) } else { self.find_pair() };
        let categories: Vec<Category> = self.categories.iter().copied().collect();
        let special = (!categories.is_empty()).then_some(Advice::SpecialCategory { categories });
        met.map(|details| Advice::Combination { details }).into_iter().chain(special).collect()
    }

    /// Two details that are enough by themselves: what few have, or where somebody works, at a place where few are.
    fn find_pair(&self) -> Option<Vec<MetDetail>> {
        let (detail, words) = match (&self.rare_trait, &self.works) {
            (Some(words), _) => (Detail::Description, words),
            (None, Some(words)) => (Detail::Role, words),
            (None, None) => return None,
        };
        let place = MetDetail { detail: Detail::Place, words: self.small_place.clone()? };
        Some(vec![place, MetDetail { detail, words: words.clone() }])
    }
}

/// The first words that the pattern finds, as they are written.
fn first_words(page: &TokenizedText<'_>, pattern: &Pattern) -> Option<String> {
    let found = page.find_matches(pattern).next()?.first()?.clone()?;
    let written = page.normalized.original_range(&found)?;
    page.original.get(written).map(str::to_owned)
}

/// A capitalised quiet word after a preposition of place.
fn find_district(page: &TokenizedText<'_>) -> Option<String> {
    let districts = page.words.iter().enumerate().find(|(index, word)| {
        let after = index.checked_sub(1).is_some_and(|left| {
            matches!(page.word_key(left), "i" | "på" | "vid" | "från" | "till" | "kring")
        });
        let capital = word.shape == TokenShape::Capital || word.shape == TokenShape::Upper;
        word.known.is_quiet() && !word.opens && after && capital
    })?;
    page.normalized.text.get(districts.1.range.clone()).map(str::to_owned)
}

/// Somebody by name, or where a name stood.
fn names_somebody(page: &TokenizedText<'_>) -> bool {
    let named = page
        .words
        .iter()
        .any(|word| word.known.is_given() && !word.known.is_word() && !word.known.is_quiet());
    named || page.original.contains("[person")
}

#[cfg(test)]
mod tests {
    use crate::deid::{Advice, Category, Detail, Scanner};

    /// The details that meet in the text, with their words.
    fn met_details(text: &str) -> Vec<(Detail, String)> {
        let advice = Scanner::builtin().advise(text);
        let details = advice.into_iter().find_map(|advice| match advice {
            Advice::Combination { details } => Some(details),
            Advice::SpecialCategory { .. } => None,
        });
        details.unwrap_or_default().into_iter().map(|met| (met.detail, met.words)).collect()
    }

    #[test]
    fn three_kinds_of_detail_meet_and_their_words_are_told() {
        let text = "På torget i Farsta i fredags sa rektorns son att han reste till Syrien.";
        let met = met_details(text);
        let expected = [
            (Detail::Place, "torget"),
            (Detail::Time, "i fredags"),
            (Detail::Role, "rektorns"),
            (Detail::RareEvent, "reste"),
        ];
        assert_eq!(met, expected.map(|(detail, words)| (detail, words.to_owned())));
        let masked = "[person A] stod på torget.\nDet var i går kväll.\nHens bror blev gripen.";
        assert_eq!(met_details(masked).len(), 4, "over sentences and lines");
    }

    #[test]
    fn an_ordinary_case_is_quiet() {
        for text in [
            "Klotter på torget.",
            "En person vid tunnelbanan presenterade sig i tisdags.",
            "Klotter vid tunnelbanan i Rågsved i tisdags. Personalen på fritidsgården pratade med eleverna om en brandman.",
            "En elev på skolan ritade ett hakkors i går. Läraren pratade med hen.",
            "Han värre än de andra, sa ledaren på biblioteket i torsdags.",
            "Dekaler på stationen i mars, en artikel om Syrien, en förälder hade beskrivit dem.",
            "Killen i svart jacka gick mot centrum klockan 12.",
        ] {
            assert_eq!(met_details(text), [], "{text}");
        }
    }

    #[test]
    fn what_few_have_and_where_few_are_is_enough() {
        for (text, place, detail, words) in [
            (
                "Flickan i rullstol på Mälarhöjdens fritidsgård.",
                "fritidsgård",
                Detail::Description,
                "rullstol",
            ),
            ("Det var han som jobbar på pizzerian.", "pizzerian", Detail::Role, "som jobbar på"),
        ] {
            let expected = [(Detail::Place, place.to_owned()), (detail, words.to_owned())];
            assert_eq!(met_details(text), expected, "{text}");
        }
        for text in
            ["Rullstol står kvar på biblioteket.", "Han var på fritidsgården.", "Killen med tatuering gick."]
        {
            assert_eq!(met_details(text), [], "{text}");
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
