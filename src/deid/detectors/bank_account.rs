//! IBAN (ISO 13616), bankgiro, plusgiro, account and Swish numbers.

use std::ops::Range;

use super::row::{IdentifierRow, digits_of, group, identifier, labelled, whole};
use crate::deid::finding::Class::BankAccount;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::MatchGroups;

const REASON: &str = "Ser ut som ett konto- eller betalnummer.";

pub(super) static ROWS: [IdentifierRow; 4] = [
    identifier(
        BankAccount,
        REASON,
        |page| page.marks.digits >= 10,
        r"[a-z]{2}[0-9]{2}(?:[ .-]?[0-9a-z]{4}){2,7}(?:[ .-]?[0-9a-z]{1,4})?",
        |page, groups| whole(page, groups).filter(|_| digits_of(page, groups, 0) >= 10),
    ),
    identifier(
        BankAccount,
        REASON,
        |page| page.marks.digits >= 4 && page.has(WordPart::Account),
        concat!(
            r"(?:p?bg|bankgiro(?:t|nr|nummer)?|pg|plusgiro(?:t|nr|nummer)?|postgiro(?:t)?|swish(?:a|ade|ar|as|at|nr|nummer|numret|en|konto)?|konto(?:t|nr|nummer|numret)?|bankkonto(?:t|nr)?|clearing(?:nr|nummer|numret)?|personkonto(?:t)?|sparkonto(?:t)?|kort(?:nr|nummer|numret)|bankkort(?:et)?|kontokort(?:et)?|ocr(?:-?nr|-?nummer)?)",
            r"[^0-9\n.!?]{0,28}?([0-9][0-9 ,.*_~/-]{2,24}[0-9])"
        ),
        labelled_account,
    ),
    // Clearing number and account: 8327-9,123 456 789-0.
    identifier(
        BankAccount,
        REASON,
        |page| page.marks.digits >= 11,
        r"[0-9]{4}(?:-[0-9])?(?:[ ,-]{1,2}(?:kto|konto(?:nr)?):? ?|[ ,-]{1,2})[0-9]{2,3}[ .-]?[0-9]{3}[ .-]?[0-9]{2,3}(?:-[0-9])?",
        whole,
    ),
    // Four and four, or three and four, as a bankgiro number is printed.
    identifier(BankAccount, REASON, |page| page.marks.digits >= 8, r"([0-9]{4})-([0-9]{4})", giro),
];

/// A number of enough figures, and no amount.
fn labelled_account(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let range = labelled(page, groups)?;
    let amount = page.text_after(range.end, 8).trim_start().starts_with("kr");
    let clearing = page.text_before(range.start, 12).contains("clearing");
    (digits_of(page, groups, 1) >= if clearing { 4 } else { 5 } && !amount).then_some(range)
}

/// Neither two years nor two hours.
fn giro(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let number = |at: usize| group(page, groups, at)?.parse::<u16>().ok();
    let (left, right) = (number(1)?, number(2)?);
    let years = (1800..2100).contains(&left) && (1800..2100).contains(&right);
    let hours = left <= 2400 && right <= 2400 && left % 100 < 60 && right % 100 < 60 && left < right;
    whole(page, groups).filter(|_| !years && !hours)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

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
