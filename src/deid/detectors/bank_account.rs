//! IBAN (ISO 13616), bankgiro, plusgiro, account and Swish numbers.

use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::{Candidate, word_pattern};
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;

static IBAN: LazyLock<Regex> =
    LazyLock::new(|| word_pattern(r"[a-z]{2}[0-9]{2}(?:[ .-]?[0-9a-z]{4}){2,7}(?:[ .-]?[0-9a-z]{1,4})?"));

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    word_pattern(concat!(
        r"(?:p?bg|bankgiro(?:t|nr|nummer)?|pg|plusgiro(?:t|nr|nummer)?|postgiro(?:t)?|swish(?:a|ade|ar|as|at|nr|nummer|numret|en|konto)?|konto(?:t|nr|nummer|numret)?|bankkonto(?:t|nr)?|clearing(?:nr|nummer|numret)?|personkonto(?:t)?|sparkonto(?:t)?|kort(?:nr|nummer|numret)|bankkort(?:et)?|kontokort(?:et)?|ocr(?:-?nr|-?nummer)?)",
        r"[^0-9\n.!?]{0,28}?([0-9][0-9 ,.*_~/-]{2,24}[0-9])"
    ))
});

/// Four and four, or three and four, as a bankgiro number is printed.
static GIRO: LazyLock<Regex> = LazyLock::new(|| word_pattern(r"([0-9]{4})-([0-9]{4})"));

/// Clearing number and account: 8327-9,123 456 789-0.
static CLEARING: LazyLock<Regex> = LazyLock::new(|| {
    word_pattern(
        r"[0-9]{4}(?:-[0-9])?(?:[ ,-]{1,2}(?:kto|konto(?:nr)?):? ?|[ ,-]{1,2})[0-9]{2,3}[ .-]?[0-9]{3}[ .-]?[0-9]{2,3}(?:-[0-9])?",
    )
});

pub(in crate::deid) fn find_bank_accounts(page: &TokenizedText<'_>) -> Vec<Candidate> {
    if !page.has_digit() {
        return Vec::new();
    }
    let reason = "Ser ut som ett konto- eller betalnummer.";
    let mut found: Vec<Candidate> = page
        .matches_if(page.marks.digits >= 10, &IBAN)
        .filter_map(|groups| {
            let range = groups.first()?.as_ref()?;
            let digits = page.lower().get(range.clone())?.bytes().filter(u8::is_ascii_digit).count();
            (digits >= 10).then(|| page.make_candidate(range, Class::BankAccount, reason))?
        })
        .collect();
    found.extend(
        page.matches_if(page.marks.digits >= 4 && page.has(WordPart::Account), &LABELLED).filter_map(
            |groups| {
                let range = groups.get(1)?.as_ref()?;
                let text = page.lower().get(range.clone())?;
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let amount = page.text_after(range.end, 8).trim_start().starts_with("kr");
                let clearing = page.text_before(range.start, 12).contains("clearing");
                (digits >= if clearing { 4 } else { 5 } && !amount)
                    .then(|| page.make_candidate(range, Class::BankAccount, reason))?
            },
        ),
    );
    found.extend(
        page.matches_if(page.marks.digits >= 11, &CLEARING)
            .filter_map(|groups| page.make_candidate(groups.first()?.as_ref()?, Class::BankAccount, reason)),
    );
    found.extend(page.matches_if(page.marks.digits >= 8, &GIRO).filter_map(|groups| {
        let number = |group: usize| page.lower().get(groups.get(group)?.clone()?)?.parse::<u16>().ok();
        let (left, right) = (number(1)?, number(2)?);
        let years = (1800..2100).contains(&left) && (1800..2100).contains(&right);
        let hours = left <= 2400 && right <= 2400 && left % 100 < 60 && right % 100 < 60 && left < right;
        (!years && !hours)
            .then(|| page.make_candidate(groups.first()?.as_ref()?, Class::BankAccount, reason))?
    }));
    found
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::found_classes;

    #[test]
    fn accounts() {
        for text in [
            "SE45 5000 0000 0583 9825 7466",
            "se4550000000058398257466",
            "bankgiro 5050-1055",
            "bg 123-4567",
            "pg 12 34 56-7",
            "konto 8327-9 123 456 789",
            "kontot är 3300 900101-2384",
            "DE89370400440532013000",
        ] {
            assert_eq!(found_classes(text), ["bank-account"], "{text}");
        }
        assert_eq!(found_classes("swishade 20 000 kr"), Vec::<&str>::new());
    }
}
