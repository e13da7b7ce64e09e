//! Web addresses, bare domains, and addresses said in words. Those of public authorities stay.

use std::ops::Range;

use super::row::{IdentifierRow, group, identifier, whole};
use crate::deid::finding::Class::Url;
use crate::deid::list::split_list;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::MatchGroups;

const REASON: &str = "Ser ut som en webbadress.";

pub(super) static ROWS: [IdentifierRow; 4] = [
    identifier(
        Url,
        REASON,
        may_be_full,
        r"(?:(?:https?|hxxps?|ftp|tg)(?:://|:\\\\)|www\.|[a-z0-9-]{3,}\.[a-z]{3,10}/)[^ \n<>]*[^ \n<>.,;:!?)\]']",
        whole,
    ),
    // "hemsida punkt nu", "evas hemsida punkt nu".
    identifier(
        Url,
        REASON,
        |page| page.has(WordPart::Stop),
        r"(?:[a-zåäö]{2,}s )?[a-z0-9åäö-]+(?:(?: ?\((?:punkt|dot)\) ?| ?\[(?:punkt|dot)\] ?| punkt )[a-z0-9åäö-]+){0,2}(?: ?\((?:punkt|dot)\) ?| ?\[(?:punkt|dot)\] ?| punkt )(?:se|com|nu|org|net|io|gg|ru|info|eu|tv)(?: (?:slash|snedstreck) [a-z0-9_-]+)*",
        whole,
    ),
    // "w w w . x y z . nu": letters set apart.
    identifier(
        Url,
        REASON,
        |page| page.has(WordPart::SpelledWeb) && page.has_any(&["w w", "w ."]),
        r"w ?w ?w ?\. ?(?:[a-z0-9åäö-] ){2,}[a-z0-9åäö-]? ?\. ?(?:[a-z] ?){2,4}",
        whole,
    ),
    // Endings that are no Swedish word: a missing blank after a full stop never makes them.
    identifier(
        Url,
        REASON,
        |page| page.marks.dotted,
        concat!(
            r"[a-z0-9åäö][a-z0-9åäö-]*(?:\.[a-z0-9åäö-]+)*\.",
            r"(com|net|org|io|gg|tv|info|eu|uk|app|link|ly|xyz|online|site|club|biz|dev|page|social|chat|onion|ru|se|nu|de|dk|no|fi|me|cc|be|to|is|co|us|ai|la|gl|pm|st|ws|ua|pl|fr|es|it|nl|ch|at|in|tk|su|live|store|shop|news|blog|video|games|life|world|one|top|fun)",
            r"((?:/[^ \n<>]*[^ \n<>.,;:!?)\]'])?)/?"
        ),
        bare_domain,
    ),
];

/// Endings that are Swedish words, or end abbreviations.
const WORDLIKE: [&str; 21] =
    split_list("nu|de|se|no|fi|me|be|to|is|co|us|la|at|in|it|es|st|one|top|life|live");

/// Public authorities' own addresses.
const PUBLIC: [&str; 13] = split_list(
    "stockholm.se|polisen.se|1177.se|umo.se|bris.se|sakerhetspolisen.se|krisinformation.se|socialstyrelsen.se|cve.se|\
     start.stockholm|lidingo.se|skolverket.se|bra.se",
);

/// The signs of an address are there.
fn may_be_full(page: &TokenizedText<'_>) -> bool {
    page.marks.holds(b'/') && (page.marks.dotted || page.has_any(&["://"]))
        || page.has_any(&["www."])
        || page.marks.holds(b'\\') && page.has_any(&[":\\"])
}

/// A domain, and no end of a sentence whose blank is missing.
fn bare_domain(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let (text, ending) = (group(page, groups, 0)?, group(page, groups, 1)?);
    let has_path = group(page, groups, 2).is_some_and(|path| !path.is_empty());
    let name = text.split('.').next().unwrap_or_default();
    let known = page.lexicon.look_up(name);
    let sentence_end = WORDLIKE.contains(&ending)
        && !has_path
        && (name.len() < 3 || (known.is_word() && !matches!(ending, "se" | "nu")));
    let public = PUBLIC.iter().any(|domain| text.trim_start_matches("www.") == *domain);
    whole(page, groups).filter(|_| !sentence_end && !public && (name.len() > 1 || has_path))
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn addresses_with_and_without_scheme() {
        for text in [
            "se https://ex.org/a?b=1.",
            "www.nordfront.se",
            "flashback.org/t123",
            "t.me/grupp88",
            "discord.gg/abc12",
            "lankar (punkt) nu",
        ] {
            assert_eq!(found_classes(text), ["url"], "{text}");
        }
    }

    #[test]
    fn abbreviations_and_missing_blanks_are_quiet() {
        for text in ["Org.nr saknas", "t.ex. så", "de gick hem.de sa inget", "m.fl. var där", "kl.21"] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
