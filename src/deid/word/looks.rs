//! What a word looks like by its letters alone: Swedish, or a surname.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::deid::lexicon::KnownWord;
use crate::deid::list::split_list;

/// Endings by their last letter, since a word has but one.
type EndingsByLetter = BTreeMap<char, Vec<&'static str>>;

/// Endings of two letters end too much.
fn by_last(endings: &'static str) -> EndingsByLetter {
    let mut by_last = EndingsByLetter::new();
    for ending in endings.split_whitespace().filter(|ending| ending.len() > 2) {
        by_last.entry(ending.chars().next_back().unwrap_or(' ')).or_default().push(ending);
    }
    by_last
}

/// Endings of surnames from many countries; the part before must have two letters or more.
static SURNAME_ENDINGS: LazyLock<EndingsByLetter> = LazyLock::new(|| {
    by_last(
        "sson sdotter ström gren kvist quist qvist lund berg dahl stedt sted strand holm blad blom vall wall \
         fors ljung stam ovic evic ic oglu zadeh zade yan ian dze shvili poulos idis nen enko chuk czyk wicz \
         ski ska sky skaya skij ov ev ova eva escu eanu pour nejad nezhad nia kar wala singh ullah uddin \
         abadi ani iani manesh selassie mariam giorgis nathan swamy wardene sena porn chai sak wong thong aho \
         maki niemi la ez malm mark hammar lind bäck löf löv fjäll björk sköld stjärna stjerna stolpe hjelm \
         tjärn skog",
    )
});

/// Endings of surnames that are not those of everyday words.
static PLAIN_SURNAME_ENDINGS: LazyLock<EndingsByLetter> = LazyLock::new(|| {
    by_last(
        "sson ström gren kvist quist qvist lund berg dahl stedt holm ovic evic oglu zadeh czyk wicz shvili \
         poulos enko selassie hammar löf sköld stjerna hjelm lind",
    )
});

/// Endings that make a surname of any word, also in lower case.
static LOWER_SURNAME_ENDINGS: LazyLock<EndingsByLetter> = LazyLock::new(|| {
    by_last(
        "sson quist qvist ovic evic sevic oglu zadeh zada czyk wicz wski wska owski owska shvili poulos enko \
         selassie zai yev yeva skiöld dottir sakul pong",
    )
});

/// Endings of Swedish words that are seldom those of names.
const SWEDISH_ENDINGS: [&str; 112] = split_list(
    "ningen|ningar|ningarna|heten|heter|heterna|skapen|skapet|arna|erna|orna|ande|ende|andet|endet|else|elser|elsen|isk|iskt|\
     iska|lig|ligt|liga|ligen|aren|aden|ades|ade|ats|ning|het|skap|eringen|ering|eringar|eras|erade|erat|erar|tion|tionen|\
     tioner|tionerna|itet|iteten|ism|ismen|ist|isten|ister|isterna|ligare|ast|aste|ingen|ingar|ingarna|aktigt|aktig|samt|\
     samma|bart|bara|fullt|fulla|lösa|löst|andes|vis|gruppen|teamet|nämnden|förvaltningen|myndigheten|verket|partiet|\
     förbundet|föreningen|bladet|tidningen|rörelsen|mannen|huset|gården|skolan|stan|staden|området|länet|kommun|kommunen|\
     tunneln|hallen|torget|centrum|radion|tinget|rätten|banken|bolaget|koncernen|kyrkan|moskén|universitet|högskola|sjukhus|\
     sjukhuset|arenan|stadion|rådet|styrelsen",
);

/// An ending of Swedish, or a compound whose last part is an everyday word.
pub(in crate::deid) fn is_swedish(key: &str) -> bool {
    let letters = key.chars().count();
    if letters < 4 {
        return false;
    }
    SWEDISH_ENDINGS.iter().any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending))
        || is_compound(key)
}

fn is_compound(key: &str) -> bool {
    let genitive = key.strip_suffix('s').unwrap_or(key);
    [key, genitive].iter().any(|key| {
        (3..key.len().saturating_sub(3)).filter_map(|at| Some((key.get(..at)?, key.get(at..)?))).any(
            |(head, tail)| {
                let linked = head.strip_suffix('s').unwrap_or(head);
                let is_word = |part: &str| KnownWord::of(part).is_word();
                let long = head.len() > 3 || tail.len() > 5;
                long && is_word(tail)
                    && (is_word(head) || is_word(linked) || (tail.len() > 5 && head.len() > 3))
            },
        )
    })
}

/// A name in another spelling: long vowels written single ("bashiir"), the article joined ("alkhalaf"),
/// or an ending that only surnames have.
pub(super) fn is_loosely_name(key: &str) -> bool {
    if key.len() < 5 {
        return false;
    }
    let mut single = String::with_capacity(key.len());
    for c in key.chars() {
        if !(single.ends_with(c) && "aeiou".contains(c)) {
            single.push(c);
        }
    }
    let named = |part: &str| {
        let known = KnownWord::of(part);
        part.len() > 3 && known.is_name() && !known.is_word()
    };
    let stem = single.strip_suffix('s').unwrap_or(&single);
    let respelled = single.len() < key.len() && (named(&single) || named(stem));
    let article = ["al", "el"].iter().any(|article| key.strip_prefix(article).is_some_and(named));
    respelled || article || ends_as(key, &LOWER_SURNAME_ENDINGS)
}

/// An ending that surnames have.
pub(super) fn is_surname_like(key: &str) -> bool {
    ends_as(key, &SURNAME_ENDINGS)
}

/// An ending that surnames have, and everyday words have not.
pub(super) fn is_plainly_surname(key: &str) -> bool {
    ends_as(key, &PLAIN_SURNAME_ENDINGS)
}

fn ends_as(key: &str, endings: &LazyLock<EndingsByLetter>) -> bool {
    let stem = key.strip_suffix('s').unwrap_or(key);
    [key, stem].iter().any(|key| {
        let alike = key.chars().next_back().and_then(|last| endings.get(&last));
        alike.is_some_and(|alike| alike.iter().any(|end| key.len() > end.len() + 1 && key.ends_with(end)))
    })
}
