//! Whether a text tells of somebody under 18 in words that point nobody out, and so are no finding: `minderårig`, `13–15 år`.

use unicode_normalization::UnicodeNormalization;

/// What words for somebody under 18 begin with.
const STEMS: [&str; 3] = ["minderårig", "underårig", "omyndig"];

/// Fewer years than these are mostly a time that something went on.
const YOUNGEST: u8 = 7;

/// The first year that is not under 18.
const OF_AGE: u8 = 18;

/// Whether the text tells of somebody under 18, by a word or by a band of years.
pub fn tells_of_minor(text: &str) -> bool {
    let text: String = text.nfc().collect::<String>().to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_named = |word: &&str| STEMS.iter().any(|stem| word.starts_with(stem));
    words.iter().any(is_named) || words.windows(3).any(is_band_under)
}

/// `13–15 år`, `16–17-åring`, `under 15 år`.
fn is_band_under(words: &[&str]) -> bool {
    let [from, to, unit] = words else { return false };
    let Ok(years) = to.parse::<u8>() else { return false };
    let is_limit = *from == "under" && years <= OF_AGE;
    let is_band = from.parse::<u8>().is_ok_and(|from| from < years) && (YOUNGEST..OF_AGE).contains(&years);
    unit.starts_with("år") && (is_limit || is_band)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_bands_under_18_are_heard_and_nothing_else() {
        for text in [
            "Två minderåriga var med.",
            "Han är omyndig.",
            "pojke 16–17 år",
            "en 13–15-åring",
            "Barn under 15 år.",
            "under 18 år",
            "MINDERÅRIG",
            "mindera\u{30a}rig",
        ] {
            assert!(tells_of_minor(text), "{text}");
        }
        for text in [
            "En man 18–20 år.",
            "Det har pågått 2–3 år och kostat.",
            "i 16–17 veckor",
            "Han är myndig.",
            "under 20 år",
            "",
        ] {
            assert!(!tells_of_minor(text), "{text}");
        }
    }
}
