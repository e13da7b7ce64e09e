//! E-mail addresses, also with the at sign and full stops written in words.

use super::row::{IdentifierRow, identifier, whole};
use crate::deid::finding::Class::Email;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;

macro_rules! at {
    () => {
        r"(?:@| @ | ?[(\[{<] ?(?:at|a|@|snabel[- ]?a|snabel) ?[)\]}>] ?| snabel-? ?a | snabel | alfakrull | at )"
    };
}

macro_rules! dot {
    () => {
        r"(?: ?\. ?| ?[(\[{] ?(?:punkt|dot|\.) ?[)\]}] ?| punkt | dot )"
    };
}

const REASON: &str = "Ser ut som en e-postadress.";

pub(super) static ROWS: [IdentifierRow; 3] = [
    identifier(
        Email,
        REASON,
        may_be_address,
        concat!(
            r"[a-zåäö0-9_+%-]+(?:(?:\.| \. | punkt |\(punkt\)|[\[(]dot[\])]| under ?streck | bindestreck )[a-zåäö0-9_+%-]+)*",
            at!(),
            r"[a-zåäö0-9-]+(?:(?:\.[a-zåäö0-9-]+)*(?:\.[a-z]{2,10}|,(?:se|com|nu|net|org|no|dk|fi))|(?:",
            dot!(),
            r"[a-zåäö0-9-]+)*?",
            dot!(),
            r"[a-z]{2,10})"
        ),
        whole,
    ),
    // Provider named in words, with the end of the domain left out: "sara.k snabel-a hotmail".
    identifier(
        Email,
        REASON,
        may_be_address,
        concat!(
            r"[a-zåäö0-9._+%-]+",
            at!(),
            r"(?:gmail|hotmail|outlook|live|icloud|yahoo|protonmail|proton|telia|spray|bredband|tutanota|mail|msn)"
        ),
        whole,
    ),
    // A domain whose end is left out: "nils@kommun".
    identifier(Email, REASON, may_be_address, r"[a-zåäö0-9][a-zåäö0-9._+%-]+@[a-zåäö][a-zåäö-]{2,}", whole),
];

fn may_be_address(page: &TokenizedText<'_>) -> bool {
    page.marks.holds(b'@') || page.has(WordPart::At)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn plain_and_disguised() {
        for text in [
            "mejla amina.h@gmail.com",
            "amina.h snabel-a gmail punkt com",
            "amina(at)gmail.com",
            "amina [at] gmail [dot] com",
            "amina_h @ hotmail . se",
            "sara punkt k snabela hotmail punkt com",
            "amina.h@gmail",
            "nils@kommun",
        ] {
            assert_eq!(found_classes(text), ["email"], "{text}");
        }
    }
}
