//! E-mail addresses, also with the at sign and full stops written in words.

use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::{Candidate, word_pattern};
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;

const AT: &str =
    r"(?:@| @ | ?[(\[{<] ?(?:at|a|@|snabel[- ]?a|snabel) ?[)\]}>] ?| snabel-? ?a | snabel | alfakrull | at )";
const DOT: &str = r"(?: ?\. ?| ?[(\[{] ?(?:punkt|dot|\.) ?[)\]}] ?| punkt | dot )";

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    word_pattern(&format!(
        r"[a-zåäö0-9_+%-]+(?:(?:\.| \. | punkt |\(punkt\)|[\[(]dot[\])]| under ?streck | bindestreck )[a-zåäö0-9_+%-]+)*{AT}[a-zåäö0-9-]+(?:(?:\.[a-zåäö0-9-]+)*(?:\.[a-z]{{2,10}}|,(?:se|com|nu|net|org|no|dk|fi))|(?:{DOT}[a-zåäö0-9-]+)*?{DOT}[a-z]{{2,10}})"
    ))
});

/// Provider named in words, with the end of the domain left out: "sara.k snabel-a hotmail".
static PROVIDER: LazyLock<Regex> = LazyLock::new(|| {
    word_pattern(&format!(
        r"[a-zåäö0-9._+%-]+{AT}(?:gmail|hotmail|outlook|live|icloud|yahoo|protonmail|proton|telia|spray|bredband|tutanota|mail|msn)"
    ))
});

/// A domain whose end is left out: "nils@kommun".
static LOCAL: LazyLock<Regex> =
    LazyLock::new(|| word_pattern(r"[a-zåäö0-9][a-zåäö0-9._+%-]+@[a-zåäö][a-zåäö-]{2,}"));

pub(in crate::deid) fn find_emails(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let found = |pattern: &'static LazyLock<Regex>| {
        page.matches_if(page.marks.holds(b'@') || page.has(WordPart::At), pattern).filter_map(|groups| {
            page.make_candidate(groups.first()?.as_ref()?, Class::Email, "Ser ut som en e-postadress.")
        })
    };
    found(&ADDRESS).chain(found(&PROVIDER)).chain(found(&LOCAL)).collect()
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::found_classes;

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
