//! What looks identifying and is not: laws called after somebody, the long dead of slogans, hours of the day.

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::lexicon;

/// Whether the candidate points at nobody, by what it says itself or by the word that governs it.
pub(super) fn is_exempt(text: &str, candidate: &Candidate) -> bool {
    let written = text.get(candidate.range.clone()).unwrap_or_default().to_lowercase();
    match candidate.class {
        Class::Person => is_law(text, candidate, &written) || is_long_dead(&written),
        Class::Phone => are_hours(&written),
        Class::Email
        | Class::Url
        | Class::NetworkAddress
        | Class::BankAccount
        | Class::Imei
        | Class::Coordinates
        | Class::CaseNumber
        | Class::Passport
        | Class::Samordningsnummer
        | Class::Interimsnummer
        | Class::Personnummer
        | Class::Organisationsnummer
        | Class::LastFour
        | Class::Plate
        | Class::Handle
        | Class::Address
        | Class::Apartment
        | Class::PoBox
        | Class::Property
        | Class::Postcode
        | Class::School
        | Class::SchoolClass
        | Class::Date
        | Class::Age
        | Class::Role
        | Class::Relation
        | Class::Number
        | Class::ForeignScript
        | Class::Invisible => false,
    }
}

/// "lex Maria": a law, whoever it was once called after.
fn is_law(text: &str, candidate: &Candidate, written: &str) -> bool {
    let before = text.get(..candidate.range.start).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.eq_ignore_ascii_case("lex") || written.starts_with("lex ")
}

/// The full name of somebody in history whom slogans name.
fn is_long_dead(written: &str) -> bool {
    lexicon::historical_names().any(|name| written == name || written.strip_suffix('s') == Some(name))
}

/// "08.15 09.30".
fn are_hours(written: &str) -> bool {
    let mut hours = written.split([' ', '-', '–']).filter(|part| !part.is_empty());
    let clock = |part: &str| {
        let parted = part.split_once('.').or_else(|| part.split_once(':'));
        parted.is_some_and(|(hour, minute)| {
            let below = |text: &str, most: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|n| n < most);
            below(hour, 25) && below(minute, 60)
        })
    };
    hours.clone().count() == 2 && hours.all(clock)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_texts;

    #[test]
    fn laws_hours_and_history_are_quiet() {
        for text in [
            "lex Maria tidsfrist",
            "en anmälan enligt Lex Sarah",
            "kl 08.15 09.30",
            "Adolf Hitler på en affisch",
            "Nordiska motståndsrörelsen och Combat 18 på väggen",
        ] {
            assert_eq!(found_texts(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(found_texts("en bild av Vladimir Putin"), ["Vladimir Putin"]);
    }
}
