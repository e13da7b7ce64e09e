//! Numbers of passports, permits, cases and devices: passport, LMA, dossier, court, police, diarienummer, IMEI.

use std::ops::Range;

use super::row::{IdentifierRow, group, identifier, labelled, whole};
use crate::deid::finding::Class::{CaseNumber, Imei, Number, Passport};
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::MatchGroups;

pub(super) static ROWS: [IdentifierRow; 5] = [
    identifier(
        Passport,
        "Ser ut som ett pass- eller id-nummer.",
        |page| page.marks.digits >= 6 && (page.has(WordPart::Passport) || page.marks.numbered),
        concat!(
            r"(?:pass|passet|passnr|passnummer|passnumret|passport|id-?kort(?:et|snr|snummer)?|idnr|id-?nr|id-?nummer|körkort(?:et|snr|snummer)?|legitimation(?:en)?|legnr|leg|uppehållstillstånd(?:et|skort|skortet)?|resedokument(?:et)?|främlingspass(?:et)?|resehandling(?:en)?|ut-?kort(?:et)?|nationellt id)",
            r"(?:[ .-]?nr\.)?[^0-9\n.!?]{0,24}?((?:[a-z]{1,3} ?)?[0-9](?:[ -]?[0-9]){5,9}[a-z]?)|([a-z]{2}[0-9]{7})"
        ),
        labelled,
    ),
    identifier(
        CaseNumber,
        "Ser ut som numret på ett ärende.",
        |page| page.marks.digits >= 4 && page.has(WordPart::Case),
        concat!(
            r"(?:lma(?:-?kort(?:et)?)?(?:-?nr|-?nummer|-?numret)?|dossie(?:r)?(?:n|nr|nummer|numret|-nr)?|beteckningsn(?:umme)?r(?:et)?|ärende(?:t|nr|nummer|numret|id)?|ärendenr|diarien(?:umme)?r(?:et)?|dnr|d\.nr|diarie|målnr|målnummer|målnumret|mål(?:et)?(?: nr)?|k-?nummer|k-?nr|anmälningsn(?:umme)?r|aktn(?:umme)?r|akt|akten|journaln(?:umme)?r|klientn(?:umme)?r|utredning(?:en)?(?: nr)?|utredningsn(?:umme)?r(?:et)?|kundn(?:umme)?r|medlemsn(?:umme)?r|elevn(?:umme)?r|patientn(?:umme)?r|reservn(?:umme)?r|bokningsn(?:umme)?r|signalement nr)",
            r"(?: ?\.)?(?: (?:är|har|hos|på|nr|nummer|med|i|heter|migrationsverket|polisen|soc|socialtjänsten|tingsrätten|förvaltningsrätten))*[ .:#=(,]{1,3}((?:[a-zåäö]{1,4}[ ./-]?)?[0-9][0-9a-z./:-]*(?:(?: ?- ?| )[0-9][0-9./:-]+)*)"
        ),
        |page, groups| number_of_case(page, groups).map(|number| with_label(page, groups, number)),
    ),
    // Any other word for a number: "serienr 4471-22", "lånekortsnumret: 88120".
    identifier(
        Number,
        "Ett nummer som texten ger ett namn.",
        |page| page.marks.digits >= 4 && page.has(WordPart::Numbered),
        concat!(
            r"[a-zåäö]{3,}-?(?:nr|nummer|numret)(?: (?:är|på|har|nr|med))*[ .:#=(]{1,3}",
            r"((?:[a-zåäö]{1,4}[ ./-]?)?[0-9][0-9a-z./:-]*(?:(?: ?- ?| )[0-9][0-9./:-]+)*)"
        ),
        |page, groups| number_of_case(page, groups).map(|number| trim_marks(page, &number)),
    ),
    // Forms that need no label: police, courts, social services' files, case numbers of a person.
    identifier(
        CaseNumber,
        "Skrivet som numret på ett ärende.",
        |page| page.marks.digits >= 5 && page.marks.holds_any(b"-/:."),
        concat!(
            r"(?:[0-9]{4}-)?k ?[0-9]{4,8}-[0-9]{2,4}",
            r"|(?:b|t|ö|um|fk|å|m|am) ?-?[0-9]{3,6}-[0-9]{2,4}",
            r"|(?:sn|soc|ifo|sof|sdn|soa|ind|ba|bou|individ|bun|ubn|gvn|son|fsn|vof|von|ivo|asn|utbn|sbn|barn|bif|uvn|arn|scn)[ /-]?(?:[0-9.]+-)?(?:20)?[0-9]{2} ?[.:/-] ?[0-9]{2,6}(?:-[0-9]+)?",
            r"|[a-zåäö]{2,5}[ /-]?(?:20)[0-9]{2}[.:/-][0-9]{2,6}(?:-[0-9]+)?|(?:20)[0-9]{2}[/-][0-9]{1,6}(?:-[0-9]+)? (?:som|är) (?:diarie|dnr|ärende)[a-zåäö]*",
            r"|(?:[a-zåäö]{2,5} )?[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?-[0-9]{2,6}/(?:20)?[0-9]{2}|[0-9]{2}-[0-9]{6}"
        ),
        |page, groups| whole(page, groups).filter(|range| is_form(page, range)),
    ),
    identifier(
        Imei,
        "Ser ut som en telefons IMEI-nummer.",
        |page| page.marks.digits >= 14,
        r"(?:imei(?:-?nr|-?nummer|-?numret)?[^0-9\n]{0,12}[0-9][0-9 /-]{10,20}[0-9]|[0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{6}[ -]?[0-9])",
        whole,
    ),
];

/// A number of enough figures, not a year or an amount, nor one of the council's.
fn number_of_case(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let (whole, number) = (whole(page, groups)?, labelled(page, groups)?);
    let text = group(page, groups, 1)?;
    let between = page.lower().get(whole.start..number.start)?;
    let label = between.trim_end_matches([' ', '.', ':', '#', '=', '(', ',']);
    let asylum = ["lma", "doss"].iter().any(|start| label.starts_with(start));
    let numbered = asylum || ["nr", "nummer", "numret"].iter().any(|end| label.ends_with(end));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let year =
        digits == 4 && text.len() == 4 && (!numbered || text.starts_with("19") || text.starts_with("20"));
    let aside = between.contains(['(', ',']) && !numbered;
    let routine = text.starts_with("ks") || digits < 4 || page.text_after(number.end, 4).starts_with(" kr");
    (!(routine || year || aside)).then_some(number)
}

/// The letters of a committee are capitals; those of the council, laws and bills name no person.
fn is_form(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    const PUBLIC: [&str; 11] = ["ks", "kf", "ksn", "sou", "prop", "dir", "ds", "sfs", "iso", "bet", "lag"];
    let text = page.lower().get(range.clone()).unwrap_or_default();
    let capitals = page.word_from(range.start).and_then(|index| page.words.get(index));
    let capitals = capitals.is_some_and(|word| {
        matches!(word.shape, TokenShape::Upper | TokenShape::Digits | TokenShape::Letter)
    });
    let worded = text.starts_with(|c: char| c.is_alphabetic()) && text.contains(" 20");
    !PUBLIC.contains(&text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
        && (!worded || capitals || page.has_any(&["dnr", "diarie", "ärende", "beslut"]))
}

/// "LMA 50-123456": the letters belong to the number.
fn with_label(page: &TokenizedText<'_>, groups: &MatchGroups, number: Range<usize>) -> Range<usize> {
    let asylum = group(page, groups, 0).is_some_and(|text| text.starts_with("lma"));
    let all = if asylum { whole(page, groups) } else { None };
    trim_marks(page, &all.unwrap_or(number))
}

/// Without the marks that end the sentence.
fn trim_marks(page: &TokenizedText<'_>, number: &Range<usize>) -> Range<usize> {
    let text = page.lower().get(number.clone()).unwrap_or_default();
    number.start..number.start + text.trim_end_matches(['.', ':', '/', '-']).len()
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn numbers_of_documents_and_cases() {
        assert_eq!(found_classes("pass nr AB1234567"), ["passport"]);
        assert_eq!(found_classes("LMA-nr 50-123456"), ["case-number"]);
        assert_eq!(found_classes("lma-kortet (11039284)"), ["case-number"]);
        assert_eq!(found_classes("aktnr 7781"), ["case-number"]);
        assert_eq!(found_classes("lånekortsnumret: 88120"), ["number"]);
        assert_eq!(found_classes("akten 2024"), Vec::<&str>::new());
        assert_eq!(found_classes("dossiernummer 11-034567"), ["case-number"]);
        assert_eq!(found_classes("polisens 5000-K123456-26"), ["case-number"]);
        assert_eq!(found_classes("mål B 1234-26"), ["case-number"]);
        assert_eq!(found_classes("dnr SN 2026/123"), ["case-number"]);
        assert_eq!(found_classes("beslut i BUN 2025/0452-6"), ["case-number"]);
        assert_eq!(found_classes("IFO 2024.0917"), ["case-number"]);
        assert_eq!(found_classes("pass nr. P0213556"), ["passport"]);
        assert_eq!(found_classes("IMEI 35-209900-176148-1"), ["imei"]);
        assert_eq!(found_classes("dnr KS 2024/76"), Vec::<&str>::new());
    }
}
