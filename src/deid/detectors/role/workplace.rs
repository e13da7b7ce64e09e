//! Which workplaces are one of a kind, and where their names end. What somebody does there is judged in `role`.

use super::super::school::is_kind;
use super::SINGLE_ROLES;
use crate::deid::list::split_list;
use crate::deid::page::{TokenGap, TokenShape, TokenizedText};

/// Workplaces there are one or a few of in a district, also in lower case.
const WORKPLACES: &str = "hemtjänsten folktandvården tandvården socialkontoret medborgarkontoret ungdomshuset akutmottagningen ica coop lidl willys hemköp pressbyrån 7-eleven mcdonalds max burger sibylla apoteket systembolaget \
     mosken kyrkan synagogan pizzerian kiosken tobaksaffären gymmet frisören salongen barbershopen \
     tandvården vårdcentralen biblioteket ungdomsgården fritidsgården parkleken tobaken lokalen simhallen \
     ishallen idrottshallen bibblan videobutiken macken okq8 preem circle st1 däckfirman bilverkstaden \
     verkstaden tvätteriet kebaben falafelkiosken livs matbutiken bageriet ungdomsmottagningen \
     barnavårdscentralen bvc församlingen föreningen boxningsklubben fotbollsklubben klubben källarmosken \
     hvb-hemmet boendet stödboendet familjehemmet servicehuset äldreboendet hvb spelbutiken grillen \
     bensinmacken kebabstället pizzastället restaurangen krogen caféet cafeet kafeet stallet ridskolan \
     badhuset bowlinghallen biografen hotellet konsum bagarstugan skoaffären cykelaffären guldsmeden \
     guldaffären klädaffären sjukhuset akuten tandläkaren veterinären barnhemmet behandlingshemmet \
     utredningshemmet jourhemmet gruppboendet träningsboendet korttids dagcentret församlingshemmet \
     församlingsgården kulturhuset medborgarhuset allaktivitetshuset aktivitetshuset kyrkogården kolonin \
     koloniområdet båtklubben hundklubben schackklubben ridklubben budoklubben brottarklubben \
     tennisklubben simklubben bordtennisklubben";

/// What follows a place's name where the two name a workplace: "Farsta kyrka".
const SITES: &str = "byalag station torg lasarett polisstation brandstation ambulansstation medborgarkontor socialkontor kyrka moské församling simhall bibliotek fritidsgård ungdomsgård gym skola if ik bk sk ff fk ip \
     boxningsklubb idrottsplats vårdcentral apotek pizzeria krog grill livs kiosk gymnasium förskola \
     bollklubb ishall folkets bageri tobak taxi servicehus synagoga kebab bvc moske parklek hall \
     idrottshall sporthall badhus simhallen ridskola kulturhus medborgarhus bibblan galleria restaurang \
     cafe kafe bar pub salong klinik mottagning tandvård folktandvård barbershop bilverkstad verkstad \
     bowling biograf teater butik konditori hotell camping koloni båtklubb bua klubb stall ridklubb \
     judoklubb aik bois fotboll hockey basket handboll innebandy golf tennis ungdomsmottagning sjukhus \
     närakut församlingshem församlingsgård kapell missionskyrka frikyrka tempel kulturförening \
     idrottsförening centrum stödboende gruppboende behandlingshem hvb hem boende träffpunkt mötesplats \
     fritids dagis bollhall fotbollsklubb ridhus badet bad sim byskola gymn gy kyrkogård hemtjänst äldreboende vårdboende hälsocentral vårdhem hantverk \
     närbutik matmarknad torghandel bilservice däck optik frisör hårstudio naglar cykel bokhandel";

/// Roles of anybody at all: these need a named workplace.
const ANYBODY: &str = "killen tjejen mannen kvinnan tanten gubben snubben polisen resursen läraren föraren samordnaren \
     handläggaren assistenten ledaren fritidsledaren sekreteraren syster personalen kontaktpersonen \
     socionomen tolken advokaten kommunikatören chauffören rådgivaren strategen utvecklaren fältaren \
     handlaren teknikern";

/// Where many people are, besides those who work there.
fn is_square(key: &str) -> bool {
    matches!(key, "torg" | "station" | "centrum")
}

/// Offices there is one or a few of in a whole municipality: "kommunalråd i Ockelbo".
const OFFICES: &str = "kommunalråd kommunalrådet kommundirektör kommundirektören borgmästare borgmästaren kyrkoherde \
     kyrkoherden polischef polischefen landshövding landshövdingen socialchef socialchefen";

/// The last word of the workplace that begins at word `index`, where it is one of a kind.
pub(super) fn workplace_end(page: &TokenizedText<'_>, role: &str, index: usize) -> Option<usize> {
    let first = page.words.get(index)?;
    let named = first.shape != TokenShape::Lower
        && !page.shouted
        && page.word_key(index).contains(char::is_alphabetic);
    let anybody = has_word(ANYBODY, role);
    let single = SINGLE_ROLES.split(' ').any(|single| role.ends_with(single));
    let office = OFFICES.split(' ').any(|office| role.ends_with(office));
    let business = has_word(WORKPLACES, page.word_key(index));
    let district = first.known.is_quiet() && !first.known.is_name() && !business;
    let known = first.known.is_word() && !first.known.is_name() && !is_capital_beside(page, index + 1);
    let tail = page.word_key(index + 1);
    let line = page.word_key(index) == "linje" && tail.bytes().all(|b| b.is_ascii_digit());
    if is_site_kind(page.word_key(index)) && is_capital_beside(page, index + 1) {
        Some(named_end(page, index + 1))
    } else if is_site_kind(page.word_key(index)) && located_end(page, index) > index {
        Some(index)
    } else if let Some(site) =
        site_end(page, index).filter(|site| !(anybody && is_square(page.word_key(*site))))
    {
        Some(named_end(page, site))
    } else if line {
        Some(index + 1)
    } else if is_unique(page.word_key(index)) || (business && !anybody && !single) {
        Some(named_end(page, index))
    } else {
        let place_only = !office && (district && (anybody || single) || known && !district && !business);
        (named && !place_only).then(|| named_end(page, index))
    }
}

/// "östbergaskolan", "Fittjamoskén": a kind of workplace with a name of its own in front.
pub(super) fn is_unique(key: &str) -> bool {
    let stem = [
        "mosken",
        "skolan",
        "kyrkan",
        "gymnasiet",
        "gården",
        "hallen",
        "klubben",
        "badet",
        "leken",
        "hemmet",
    ]
    .iter()
    .find_map(|end| key.strip_suffix(end));
    stem.is_some_and(|stem| stem.chars().count() > 2 && !is_kind(stem) && !has_word(COMMON_SITES, stem))
}

/// What stands before "gården", "hallen" and the like without naming one.
const COMMON_SITES: &str = "fritids ungdoms skol sim is idrotts sport bowling tennis käll källar fotbolls boxnings bak inner \
     lekplats kund bond herr villa park utom inom ute äventyrs familje jour grupp barn ålderdoms sjuk \
     vård behandlings utrednings församlings stads matte golf natt ridhus rid för fören båt schack vänt \
     avgångs gallerian mat saluhallen salu tunnelbane kom folkets äldre hvb fosterhems kyrko kyrk \
     förskole";

/// "restaurang", "stödboendet": a kind of workplace, whose name comes after.
fn is_site_kind(key: &str) -> bool {
    const KINDS: [&str; 14] = split_list(
        "klubb|brf|föreningen|förbundet|klubben|kåren|boendet|hemmet|butiken|verkstaden|restaurangen|hotellet|salongen|gården",
    );
    has_word(SITES, key) || has_word(WORKPLACES, key) || KINDS.iter().any(|kind| key.ends_with(kind))
}

/// The word after a place's name that makes a workplace of it: "Farsta sim- och idrottshall".
fn site_end(page: &TokenizedText<'_>, first: usize) -> Option<usize> {
    let word = page.words.get(first)?;
    let place = word.shape != TokenShape::Lower || word.known_stem.is_quiet() || word.known.is_quiet();
    let is_site = |index: &usize| {
        let key = page.word_key(*index);
        let society = SOCIETIES.split(' ').any(|end| key.ends_with(end)) || has_word(SITES, key);
        society && key != "gård" && page.words.get(*index).is_some_and(|word| !word.opens)
    };
    let joined = (first + 1..first + 5).take_while(|index| {
        page.words.get(*index).is_some_and(|word| {
            matches!(word.gap, TokenGap::Blank | TokenGap::Colon) && !word.opens
                || page.text_before(word.range.start, 2) == "- "
        })
    });
    let near: Vec<usize> = joined.collect();
    let and = near.iter().any(|index| matches!(page.word_key(*index), "och" | "o" | "&"));
    let saint = matches!(page.word_key(first), "s" | "sankt" | "st");
    let reach = if and { 4 } else { 2 + usize::from(saint) };
    place.then(|| near.into_iter().take(reach).rev().find(is_site))?
}

/// Endings of words for societies and houses of many.
const SOCIETIES: &str = "förening förbund klubb skola församling kyrka gård gymnasium hall bibliotek mottagning boende butik \
     apotek verkstad restaurang föreningen klubben församlingen mottagningen sjukhuset lasarettet kyrkan \
         biblioteket hallen hemmet";

/// The last word of a name of several words: "Nordic Wellness Vällingby".
fn named_end(page: &TokenizedText<'_>, first: usize) -> usize {
    let team = |index: usize| {
        page.words
            .get(index)
            .is_some_and(|word| word.gap == TokenGap::Blank && word.shape == TokenShape::Digits)
            && page.word_key(index).starts_with(['p', 'f', 'u'])
    };
    let joined = |index: usize| {
        page.words.get(index).is_some_and(|word| {
            word.gap == TokenGap::Hyphen || word.gap == TokenGap::Colon && page.word_key(index) == "s"
        })
    };
    (first + 1..page.words.len())
        .take_while(|index| is_capital_beside(page, *index) || team(*index) || joined(*index))
        .last()
        .unwrap_or(first)
}

/// With the place it lies in: "Lidl i Farsta".
pub(super) fn located_end(page: &TokenizedText<'_>, last: usize) -> usize {
    let located = matches!(page.word_key(last + 1), "i" | "på" | "vid")
        && page.has_gap(last + 1, TokenGap::Blank)
        && is_capital_beside(page, last + 2);
    if !located {
        return last;
    }
    let place = named_end(page, last + 2);
    place + usize::from(matches!(page.word_key(place + 1), "centrum" | "torg" | "station" | "c"))
}

fn is_capital_beside(page: &TokenizedText<'_>, index: usize) -> bool {
    page.words.get(index).is_some_and(|word| {
        word.gap == TokenGap::Blank
            && !word.opens
            && matches!(word.shape, TokenShape::Capital | TokenShape::Upper)
    })
}

/// True where the list of words holds the word.
fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}
