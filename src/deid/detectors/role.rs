//! A role at a named workplace: "rektorn på X", "imamen i Y-moskén", "kassörskan på Ica".
//!
//! Which workplaces are one of a kind is judged in `workplace`.

mod workplace;

use std::ops::Range;
use std::sync::LazyLock;

use self::workplace::{is_unique, located_end, workplace_end};
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

/// Roles in definite form, and the endings of such roles: "mattevikarien" is a "vikarien".
pub(super) const ROLES: &str = "rektorn kuratorn läraren lärarn mentorn tränaren imamen prästen pastorn diakonen ordföranden \
     kassören kassörskan vaktmästaren vaktisen mästaren chefen föreståndaren ägaren innehavaren \
     sköterskan skötaren syster ledaren pedagogen läkaren doktorn psykologen terapeuten handläggaren \
     sekreteraren samordnaren koordinatorn värden värdinnan väktaren vakten vaktaren kocken bagaren \
     frisören frisörskan barberaren bibliotekarien lokalvårdaren städaren städerskan chauffören föraren \
     kaptenen coachen assistenten resurspersonen resursen biträdet receptionisten apotekaren farmaceuten \
     killen tjejen mannen kvinnan tanten gubben snubben expediten polisen kassöran elevhälsan krögaren \
     servitrisen servitören bartendern baristan mäklaren brandmannen diskaren telefonisten lärarinnan \
     fröken magistern målvakten predikanten muezzinen rabbinen kantorn organisten komministern \
     kyrkoherden klockaren vikarien volontären praktikanten jouren aspiranten vägledaren handledaren syon \
     syven syo:n syv:n syv:en syvn sya:n instruktören direktören vd:n vd:en kanslisten administratören \
     intendenten tandhygienisten hygienisten barnmorskan logopeden dietisten gymnasten fysioterapeuten \
     optikern mekanikern montören säljaren teknikern tatueraren domaren materialaren grundaren dirigenten \
     stödjaren kontaktpersonen fältaren socionomen kommunikatören inspektören revisorn styrelseledamoten \
     ledamoten talespersonen ansvarige ansvariga personalen rådgivaren strategen utvecklaren mattanten \
     konsulenten kommunalrådet kommundirektören polischefen socialchefen husmodern husmor kokerskan städhjälpen floristen juveleraren slaktaren fiskhandlaren handlaren \
     skräddaren skomakaren låssmeden veterinären bonden tolken advokaten notarien banvakten badvakten \
     gymmästaren ungdomsprästen bovärden vicevärden hyresvärden portvakten piloten lokföraren spärrvakten \
     konduktören snickaren målaren elektrikern rörmokaren målarn snickarn portiern nattportiern";

/// Roles there is one of at a workplace, in indefinite form: "biträdande rektor på".
pub(super) const SINGLE_ROLES: &str = "rektor mentor klassföreståndare elevcoach kurator skolkurator skolsköterska föreståndare ordförande imam präst vaktmästare enhetschef \
     verksamhetschef skolchef butikschef platschef restaurangchef kökschef studievägledare syv syo \
     badmästare bibliotekarie specialpedagog skolpsykolog skolläkare skolvärd skolbibliotekarie \
     förskolechef diakon pastor rabbin kyrkvaktmästare kantor sportchef huvudtränare klubbchef lagledare \
     kassör kassörska receptionist nattportier portier butiksbiträde servitris servitör kock vakt väktare ordningsvakt \
     snickare målare elektriker rörmokare mekaniker lokalvårdare städare undersköterska sjuksköterska vårdbiträde \
     barnskötare fritidsledare lärare tandläkare apotekare frisör frisörska bagare läkare tandsköterska tandhygienist barnmorska psykolog fysioterapeut distriktssköterska chef kommunalråd kommundirektör kyrkoherde polischef socialchef elevassistent lärarassistent tränare bartender mattant";

static AT_WORK: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"((?:(?:biträdande|bitr\.?|vik\.?|vikarierande|tillförordnade|tillförordnad|t\.?f\.?|förre|förra|nya|nye|gamla|ena|yngre|äldre|unga) )?(?:[a-zåäö-]*(?:{})|{}))(?: som (?:jobbar|arbetar|står|sitter|är|finns))? (på|i|vid|för|hos|från|fr|bakom|till|inom|av) ([a-zåäö0-9&'-]+)",
        ROLES.replace(' ', "|"),
        SINGLE_ROLES.replace(' ', "|")
    ))
});

/// "Sätraskolans kurator": the workplace owns the role.
static OWNED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"((?:[a-zåäö]+s )?[a-zåäö]+(?:skolans|gymnasiets|skolas|gymnasiums|moskens|kyrkans|kyrkas|gårdens|gårds|klubbens|hallens|skolas)|[a-zåäö]+s (?:skolas|gymnasiums|kyrkas|moskes|fritidsgårds|parkleks|bibliotek)) (?:(?:biträdande|nya|nye|förre|tidigare) )?(?:{})",
        SINGLE_ROLES.replace(' ', "|")
    ))
});

/// How words end that say what somebody is at work, and those that do so whole.
pub(super) fn role_needles() -> Vec<String> {
    let ending = |role: &str| format!("{}$", role.split(':').next().unwrap_or(role));
    let single = |role: &str| format!("^{role}$");
    ROLES.split_whitespace().map(ending).chain(SINGLE_ROLES.split_whitespace().map(single)).collect()
}

pub(in crate::deid) fn find_roles(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = page
        .matches_if(page.has(WordPart::Role), &AT_WORK)
        .filter_map(|groups| at_work(page, &groups))
        .collect();
    found.extend(
        page.matches_if(page.has(WordPart::Workplace) && page.has(WordPart::Role), &OWNED)
            .filter_map(|groups| role_with_owner(page, &groups)),
    );
    found
}

fn at_work(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let role = page.lower().get(groups.get(1)?.clone()?)?;
    let index = page.word_from(groups.get(3)?.as_ref()?.start)?;
    let end = page.words.get(located_end(page, workplace_end(page, role, index)?))?.range.end;
    role_at(page, &(whole.start..end))
}

fn role_at(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    page.make_candidate(range, Class::Role, "En roll på en bestämd arbetsplats pekar ut en person.")
}

/// "Sätraskolans kurator", not "grundskolans rektor".
fn role_with_owner(page: &TokenizedText<'_>, groups: &[Option<Range<usize>>]) -> Option<Candidate> {
    let whole = groups.first()?.as_ref()?;
    let first = page.words.get(page.word_from(whole.start)?)?;
    let named = matches!(first.shape, TokenShape::Capital | TokenShape::Upper) && !first.known.is_word()
        || first.known_stem.is_quiet();
    let owner = page.lower().get(groups.get(1)?.clone()?)?.trim_end_matches('s');
    (named && (owner.contains(' ') || is_unique(owner))).then(|| role_at(page, whole))?
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn a_role_at_a_named_workplace() {
        for text in [
            "imamen i Fittjamoskén",
            "kassörskan på ICA Nära",
            "rektorn på Vårbyskolan",
            "mentorn på vårbyskolan",
            "syo:n på Kärrtorps gymnasium",
        ] {
            assert!(found_classes(text).iter().any(|class| matches!(*class, "role" | "school")), "{text}");
        }
        for text in [
            "vaktmästaren på Lidl i Farsta",
            "receptionisten på Nordic Wellness Vällingby",
            "badmästaren på Farsta sim- och idrottshall",
            "imamen i Skärholmens moské",
            "biträdande rektor på Vårbyskolan",
            "Vårbyskolans kurator",
            "kocken på restaurang Dalens Krog",
            "tränaren i Råby BK:s P14-lag",
            "läkare på vårdcentralen Kronan",
            "föreståndaren på HVB-hemmet Tallgläntan",
        ] {
            assert_eq!(found_texts(&format!("{text} ringde")), [text]);
        }
        for text in ["fritidsledaren på gården", "polisen i Farsta", "läraren i skolan"] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
