//! Foreign scripts, mixed scripts, costumed letters and invisible characters: flagged whatever they hold.

use std::borrow::Cow;
use std::ops::Range;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::normalize::{is_foreign_letter, is_invisible, is_styled};
use crate::deid::page::TokenizedText;

pub(in crate::deid) fn find_foreign_script(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let plain = |c: char| c.is_ascii() || matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | 'é' | '–' | '”');
    if page.original.chars().all(plain) {
        return Vec::new();
    }
    let mut found: Vec<Candidate> = Vec::new();
    for token in split_tokens(page.original) {
        let Some(text) = page.original.get(token.clone()) else { continue };
        if let Some(candidate) = judge_token(text, &token) {
            match found.last_mut() {
                Some(last) if can_join(page.original, last, &candidate) => {
                    last.range.end = candidate.range.end;
                }
                Some(_) | None => found.push(candidate),
            }
        }
    }
    found
}

fn judge_token(text: &str, token: &Range<usize>) -> Option<Candidate> {
    let candidate = |class, reason| {
        Some(Candidate { range: token.clone(), class, reason: Cow::Borrowed(reason), coarser: None })
    };
    if text.chars().any(|c| is_foreign_letter(c) || is_styled(c)) {
        return candidate(
            Class::ForeignScript,
            "Skrivtecken från ett annat alfabet eller utklädda bokstäver.",
        );
    }
    hides_characters(text).then(|| candidate(Class::Invisible, "Osynliga tecken inne i ett ord."))?
}

/// An invisible character between two letters or figures. Emoji are joined by such characters, and are let be.
fn hides_characters(text: &str) -> bool {
    let mut last = None;
    let mut hidden = false;
    for c in text.chars() {
        if is_invisible(c) {
            hidden = true;
            continue;
        }
        if hidden && c.is_alphanumeric() && last.is_some_and(char::is_alphanumeric) {
            return true;
        }
        hidden = false;
        last = Some(c);
    }
    false
}

/// Foreign words in a row are one finding.
fn can_join(original: &str, last: &Candidate, next: &Candidate) -> bool {
    let between = original.get(last.range.end..next.range.start).unwrap_or("\n");
    last.class == Class::ForeignScript
        && next.class == last.class
        && !between.contains('\n')
        && between.chars().count() <= 2
}

/// Runs without blanks and brackets, trimmed of punctuation.
fn split_tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let outer = |c: char| {
        c.is_whitespace()
            || matches!(c, '[' | ']' | '(' | ')' | ',' | ';' | '"' | '“' | '”' | '/' | '!' | '?' | ':')
    };
    let base = text.as_ptr() as usize;
    text.split(outer).filter_map(move |part| {
        let trimmed = part.trim_matches(|c: char| matches!(c, '.' | '…' | '\'' | '’' | '-' | '–'));
        let start = trimmed.as_ptr() as usize - base;
        (!trimmed.is_empty()).then(|| start..start + trimmed.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn whatever_is_disguised_is_flagged() {
        assert_eq!(found_texts("såg Аня Иванова där"), ["Аня Иванова"]);
        assert_eq!(found_classes("möte vid to\u{200b}rget"), ["invisible"]);
        assert_eq!(found_classes("ｔｏｒｇｅｔ"), ["foreign-script"]);
        assert_eq!(found_classes("glad 👨\u{200d}👩\u{200d}👧 där"), Vec::<&str>::new());
    }
}
