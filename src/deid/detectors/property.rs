//! Property designations: "Tensta 1:23", "kvarteret Björken 3" (fastighetsregistret).

use std::ops::Range;

use super::row::{IdentifierRow, group, identifier, whole};
use crate::deid::finding::Class::Property;
use crate::deid::page::{TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::MatchGroups;

const REASON: &str = "Ser ut som en fastighetsbeteckning.";

pub(super) static ROWS: [IdentifierRow; 2] = [
    identifier(
        Property,
        REASON,
        |page| page.has_digit() && page.marks.holds(b':'),
        r"([a-zåäö]{3,}(?:[ -][a-zåäö]{3,})?) (?:[0-9]{1,4}:[0-9]{1,4}|(?:s|ga|fs):[0-9]{1,4}(?::[0-9]{1,4})?)",
        property_unit,
    ),
    identifier(
        Property,
        REASON,
        |page| page.has_digit() && page.has(WordPart::Property),
        r"(?:fastighet(?:en)?|fastighetsbet\.|fastighetsbeteckning(?:en)?|kvarteret|kv\.?|tomten|tomt)[ :]{1,2}(?:är )?((?:[a-zåäö]+ ){1,3}[0-9]{1,4}(?::[0-9]{1,4})?)",
        whole,
    ),
];

/// Works with chapters and verses, laws with chapters: no properties.
const CHAPTERS: &str = "sura suran koranen matt matteus markus lukas johannes mosebok psalm psaltaren osl sol brb hsl lvu kap klockan \
     kapitel lag lagen sfs prop sou romarbrevet jesaja kl tid vers domarboken resultat slutade ledde vann med till \
     uppenbarelseboken klass årskurs skala mellan ca runt vid efter före";

/// A name and a unit of it, and neither a law nor a verse.
fn property_unit(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let whole = whole(page, groups)?;
    let named = groups.get(1)?.as_ref().is_some_and(|name| is_named(page, name.end));
    let last = group(page, groups, 1)?.split([' ', '-']).next_back().unwrap_or_default();
    let law = ["lag", "lagen", "balken", "ordning", "ordningen"].iter().any(|end| last.ends_with(end));
    let chapter = CHAPTERS.split_whitespace().any(|word| word == last);
    (named && !law && !chapter).then(|| name_start(page, whole.start)..whole.end)
}

/// The word that ends at `end` is a name: capitalised, or no everyday word.
fn is_named(page: &TokenizedText<'_>, end: usize) -> bool {
    let Some(index) = page.words.iter().position(|word| word.range.end == end) else { return false };
    let before = page.word_before(index);
    let village =
        ["gård", "by", "gärde", "torp", "prästgård", "säteri", "kyrkby"].contains(&page.word_key(index));
    if village && before.is_some_and(|word| word.shape == TokenShape::Capital) {
        return true;
    }
    page.words.get(index).is_some_and(|word| {
        let long = word.range.len() > 5;
        word.shape == TokenShape::Capital
            || !word.known.is_word() && (word.shape != TokenShape::Upper || long)
    })
}

/// Skips a first word that is everyday Swedish in lower case.
fn name_start(page: &TokenizedText<'_>, start: usize) -> usize {
    let Some(index) = page.word_from(start) else { return start };
    let first = page.words.get(index);
    match page.words.get(index + 1) {
        Some(second)
            if first.is_some_and(|word| word.shape == TokenShape::Lower)
                && matches!(second.shape, TokenShape::Capital | TokenShape::Upper) =>
        {
            second.range.start
        }
        Some(_) | None => start,
    }
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn properties_and_not_laws() {
        assert_eq!(found_texts("bor på Tensta 1:23 nu"), ["Tensta 1:23"]);
        assert_eq!(found_texts("kvarteret Björken 3"), ["kvarteret Björken 3"]);
        assert_eq!(found_texts("på Skarpnäcks gård 1:1 där"), ["Skarpnäcks gård 1:1"]);
        assert_eq!(found_texts("gäller HAMMARBY S:3"), ["HAMMARBY S:3"]);
        for text in ["lag (2025:400)", "Skollagen 2010:800", "OSL 26:1", "sura 9:5"] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
