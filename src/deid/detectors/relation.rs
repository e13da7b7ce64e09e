//! Kinship that points at one person: definite forms ("mamman") and owned ones ("hans bror").

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::normalize::MASKED;
use crate::deid::page::{TokenGap, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

const STEP: &str = "(?:stor|store|lille|lilla|lill|stora|styv|bonus|halv|svär|adoptiv|tvilling|plast|ex-?|foster|extra|bio|låtsas|små|fosterhems|familjehems|jour|gammel|kompis|barndoms|mellan|jourhems|tonårs|ex)?-?";
const KIN: &str = concat!(
    "(?:mamma|mor|morsa|moder|pappa|far|farsa|fader|bror|broder|brorsa|syster|syrra|sys|brolle|son|dotter|kusin|farbror|morbror|moster|faster|farmor|mormor|farfar|morfar|systerson|brorson|brorsdotter|systerdotter|barnbarn",
    "|flickvän|pojkvän|tjej|kille|fru|hustru|make|maka|sambo|fästman|fästmö|fästmän|särbo|ex|svåger|svägerska|svärmor|svärfar|förälder|föräldrar|föräldrarna|syskon|svärföräldrar|morföräldrar|farföräldrar|tvilling|man|brud|änka|änkling|dotterson|sonson|sondotter|dotterdotter|gudfar|gudmor|gudson|guddotter|gudbarn|ingifta|exmake|exfru|exman|syssling|partner|brylling|måg|älskare|brorsbarn|syskonbarn|barn|bröder|systrar|söner|döttrar|päron|släkting|släktingar)"
);
pub(super) const DEFINITE: &str = concat!(
    "(?:(?:mor|far|bror|syster|moster|faster|kusin|pappa|mamma|mormor|farmor)'n|mamman|modern|morsan|mamsen|pappan|fadern|farsan|papsen|brodern|brorsan|brollan|systern|syrran|sonen|dottern|kusinen|farbrodern|farbrorn|morbrodern|morbrorn|mostern|fastern|farmodern|mormodern|farfadern|morfadern|farmorn|mormorn",
    "|farfarn|morfarn|brorsonen|systersonen|brorsdottern|systerdottern|barnbarnet|flickvännen|pojkvännen|frun|hustrun|maken|makan|sambon|fästmannen|fästmön|exet|svågern|svägerskan|svärmodern|svärfadern|svärmorn|svärfarn|svärsonen|svärdottern",
    "|föräldern|föräldrarna|syskonet|syskonen|bröderna|systrarna|tvillingen|tvillingarna|tvillingbrodern|kusinerna|sönerna|döttrarna|änkan|änklingen|exmannen|exfrun|exmaken|exflickvännen|expojkvännen|särbon|sonsonen|dottersonen|gudfadern|gudmodern|mammorna|papporna|brorsorna|syrrorna|päronen|mormodern|bonden|brorn|brorsbarnet|brorsbarnen|syskonbarnet|syskonbarnen|sysslingen|sysslingarna|bryllingen|pysslingen|gudmorn|gudfarn|gudsonen|guddottern|gudbarnet|partnern|mågen|svärsan|svärisen|svärmorsan|svärfarsan|farsgubben|älskaren|älskarinnan|morföräldrarna|farföräldrarna|svärföräldrarna|mostrarna|fastrarna|farbröderna|morbröderna|barnbarnen|brorsonen|sonhustrun|sondottern|dotterdottern|trillingen|trillingarna|brollorna|sysslingarnas|farmorsan|mormorsan|kusinbarnet|systersönerna|brorsönerna|mommon|nenen|halvsyskonen|brudgummen|minstingen|bruden|trolovade|fosterföräldrarna)"
);

static DEFINITE_FORM: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:(?:äldste|yngste|mellersta|äldsta|yngsta|äldre|yngre|ena|nya|biologiska|stora|lilla|andra|båda) )?{STEP}{DEFINITE}s?(?: till (?:killen|tjejen|pojken|flickan|eleven|honom|henne|hen))?"
    ))
});

static OWNED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:hans|hennes|hens|deras|dennes|dennas|vars|sina?|mina?|mammas|pappas|(?:mamm|papp|mors|fars|brors|syrr)ans|systerns|broderns|mormors|farmors|barnens|parets|familjens|vännens|ledarens|grannens|klientens|brukarens|killens|tjejens|pojkens|flickans|elevens|mannens|kvinnans|personens|ungdomens|grabbens|kompisens|barnets|individens)(?: (?:äldre|yngre|äldsta|yngsta|mellersta|ena|båda|bägge|egen|egna|biologiska|f\.?d\.?|före detta|förra|nya|frånskilda|så kallade|två|tre|fyra|fem|alla|lilla|stora|avlidna|fd|vuxna|minsta|små|nyfödda|sjuka|enda|närmaste)){{0,3}} ({STEP}{KIN}(?:s|n|er|ar)?)(?: (?:och|o|&) {STEP}{KIN}s?)?"
    ))
});

/// Mamma till, bror till; min grannes son.
static OF: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"({STEP}{KIN}) till (?:en |den )?(?:av )?(?:killen|tjejen|pojken|flickan|eleven|honom|henne|hen|mannen|kvinnan|ledaren|någon|nån|han|hon|kille|tjej|elev|pojke|flicka|person|ungdom|en)"
    ))
});

/// "mammas nya kille".
static OWNER: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"((?:mammas|pappas|morsans|farsans|brorsans|syrrans|mormors|farmors|morfars|farfars|mosters|fasters)) [a-zåäö]+",
    )
});

/// Kinship used as a name at the start of a sentence: "Mamma ringde", "Farsan dök upp".
static AS_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(mamma|pappa|morsan|farsan|brorsan|syrran|mormor|farmor|morfar|farfar|storebror|storasyster|lillebror|lillasyster|brorsan|moster|faster|farbror|morbror)s?(?: (?:ringde|ringer|kommer|svarar|lämnar|åker|går|kom|säger|sa|berättar|berättade|är|har|var|hade|bor|jobbar|uppger|hämtade|mejlade|vill|ville|orolig|vet|blev|hörde|hittade|följde|sökte|hämtar|[a-zåäö]{2,}(?:ade|rade))|(?:,| orolig| med | till ))",
    )
});

/// "bor hos mormor", "pratade med pappa", "storebror slog honom": somebody's own.
static OWN: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(mamma|pappa|mormor|farmor|morfar|farfar|storebror|storasyster|lillebror|lillasyster|moster|faster|farbror|morbror)s?",
    )
});

/// What a relative stands right after who is somebody's own.
const BEFORE_OWN: &str =
    "hos med till från för åt mot och men när om ring ringa ringt ringde träffade enligt berättade sa";

/// Words that own nobody in particular, and forms that mean something else.
const LOOSE: &[&str] =
    &["tjej", "kille", "man", "brud", "ex", "tjejer", "killar", "killer", "mans", "exer", "barn"];

/// Whether letters set apart spell a word for a relative in definite form.
pub(super) fn is_spelled_kin(word: &str) -> bool {
    DEFINITE_FORM.find_from(word, 0) == Some(0..word.len())
}

/// How words end that are a relative in definite form.
pub(super) fn definite_needles() -> Vec<String> {
    let words = DEFINITE.split_once("'n|").map_or("", |(_, words)| words).trim_end_matches(')');
    words.split('|').flat_map(|word| [format!("{word}$"), format!("{word}s$")]).collect()
}

pub(in crate::deid) fn find_relations(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let reason = "En anhörig som pekar tillbaka på en bestämd person.";
    let mut found: Vec<Candidate> = page
        .matches_if(page.has(WordPart::DefiniteKin), &DEFINITE_FORM)
        .filter_map(|groups| page.make_candidate(groups.first()?.as_ref()?, Class::Relation, reason))
        .collect();
    found.extend(
        page.matches_if(page.has(WordPart::Kin) && page.has(WordPart::KinOwner), &OWNED).filter_map(
            |groups| {
                let kin = groups.get(1)?.as_ref()?;
                (!is_loose(page, kin))
                    .then(|| page.make_candidate(groups.first()?.as_ref()?, Class::Relation, reason))?
            },
        ),
    );
    found.extend(
        page.matches_if(page.has(WordPart::Kin) && page.has(WordPart::To), &OF)
            .chain(
                page.matches_if(page.has(WordPart::NamedKin), &AS_NAME)
                    .filter(|groups| !is_somebody(page, groups)),
            )
            .chain(page.matches_if(page.has(WordPart::NamedKin), &OWN).filter(|groups| is_own(page, groups)))
            .chain(page.matches_if(page.has(WordPart::KinCalled), &OWNER))
            .filter_map(|groups| page.make_candidate(groups.get(1)?.as_ref()?, Class::Relation, reason)),
    );
    found
}

/// "sin tjej", "föräldrar och deras barn": somebody's, whoever it is.
fn is_loose(page: &TokenizedText<'_>, kin: &Range<usize>) -> bool {
    const MANY: [&str; 6] = ["föräldrar", "vårdnadshavare", "vuxna", "många", "alla ", "familjer"];
    let text = page.lower().get(kin.clone()).unwrap_or_default();
    let own = page.text_before(kin.start, 14);
    let theirs = own.ends_with("sin ") || own.ends_with("sina ") || text == "barn" && own.ends_with("deras ");
    let many = || MANY.iter().any(|word| page.sentence_around(kin).contains(word));
    theirs && LOOSE.contains(&text) && (text != "barn" || many())
}

/// Nothing says that another relative than somebody's own is meant: no article, number or adjective.
fn is_own(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let Some(kin) = groups.first().and_then(Option::as_ref) else { return false };
    let Some(index) = page.word_from(kin.start) else { return false };
    let before = page.key_before(index, 1);
    let opens = page.words.get(index).is_some_and(|word| word.opens);
    let owned = BEFORE_OWN.split(' ').any(|word| word == before);
    let compound = page.text_after(kin.end, 1) == "-";
    let masked = page.text_after(kin.end, 4).trim_start().starts_with(MASKED);
    let apposed = masked
        || page
            .words
            .get(index + 1)
            .is_some_and(|word| word.gap == TokenGap::Blank && word.shape == TokenShape::Capital);
    (opens || owned) && !compound && !apposed
}

/// "en mamma ringde": somebody's, whose it is is not said.
fn is_somebody(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> bool {
    let start = groups.first().and_then(Option::as_ref).map_or(0, |whole| whole.start);
    let before = page.text_before(start, 10);
    ["en ", "någon ", "nån ", "ngn ", "varje ", "annan "]
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|head| !head.ends_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn definite_and_owned_kin() {
        for (text, found) in [
            ("mamman ringde", "mamman"),
            ("pratade med storebrorsan", "storebrorsan"),
            ("lillebrorn följer med", "lillebrorn"),
            ("ringde styvfarsan", "styvfarsan"),
            ("hans lillebror", "hans lillebror"),
            ("mamma får inte veta", "mamma"),
            ("bor hos mormor", "mormor"),
            ("storebror slog honom", "storebror"),
            ("flickvännens väska", "flickvännens"),
            ("sina småsyskon", "sina småsyskon"),
            ("hens två äldre bröder", "hens två äldre bröder"),
            ("mammans nya sambo", "mammans nya sambo"),
            ("bor hos mormor nu", "mormor"),
        ] {
            assert_eq!(found_texts(text), [found], "{text}");
        }
    }

    #[test]
    fn kin_in_general_is_quiet() {
        for text in [
            "stöd till anhöriga",
            "en mamma på torget",
            "anhörigas oro",
            "föräldrar i området",
            "vårdnadshavare",
            "råd till föräldrar om sina barn",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
