//! Characters that are not seen as what they are: one definition for every door, in and out.

use unicode_normalization::UnicodeNormalization;

/// A character that is not seen as what it is, and where it stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// The byte it starts at.
    pub at: usize,
    /// The character.
    pub character: char,
}

/// Whether the character shows nothing: format controls, joiners, fillers, variation selectors, tags and the controls that
/// no text needs.
pub fn shows_nothing(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' | '\0'..='\u{8}' | '\u{7f}')
}

/// Whether the character steers a screen, breaks its lines, or turns the direction of reading: it is never sent to one.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether the character is a blank that is not the ordinary one, such as the hard space of a word processor.
pub fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether the character is a quotation mark that only a word processor writes.
pub fn is_word_processor_quote(c: char) -> bool {
    matches!(c, '\u{2018}' | '\u{201A}'..='\u{201F}' | '«' | '»')
}

/// The first character of a text that is not seen as what it is. Line ends are seen, and so is what joins an emoji, or parts
/// the letters of a script that is written together.
pub fn first_hidden(text: &str) -> Option<HiddenCharacter> {
    let mut before = None;
    for (at, character) in text.char_indices() {
        let hides = (shows_nothing(character) || is_control(character)) && character != '\n';
        let is_seen = before.is_some_and(|before| {
            is_joiner(character) && is_picture(before)
                || is_letter_joiner(character) && is_written_together(before)
        });
        if hides && !is_seen {
            return Some(HiddenCharacter { at, character });
        }
        before = Some(character).filter(|c| !is_joiner(*c)).or(before);
    }
    None
}

/// What the character is called, in Swedish, with its number in Unicode.
pub fn describe_character(c: char) -> String {
    let name = match c {
        '\u{AD}' => "mjukt bindestreck",
        '\u{200B}' => "blanksteg utan bredd",
        '\u{200C}' | '\u{200D}' => "osynligt fogtecken",
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "tecken som vänder läsriktningen"
        }
        '\u{2060}' | '\u{FEFF}' => "osynligt tecken som håller ihop ord",
        '\u{2028}' | '\u{2029}' => "osynligt radslut",
        '\t' => "tabb",
        '\u{A0}' | '\u{202F}' => "hårt blanksteg",
        c if is_hard_space(c) => "ovanligt blanksteg",
        c if c.is_control() => "styrtecken",
        _ => "osynligt tecken",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}

/// What a reader tells a text by: case, spelling of one letter in several ways, letters that look like Latin ones, blanks and
/// punctuation make no difference.
pub fn as_seen(text: &str) -> String {
    let letters = text.nfkc().filter(|c| !shows_nothing(*c)).map(to_latin).flat_map(char::to_lowercase);
    let plain: String =
        letters.map(|c| if is_punctuation(c) || c.is_whitespace() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What joins the parts of an emoji, or picks its look.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}')
}

/// What joins or parts two letters.
fn is_letter_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// A letter of a script whose letters are written together, such as the Arabic and the Indian ones.
fn is_written_together(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{0DFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && c.is_alphanumeric()
}

/// A picture: neither letter, figure nor blank, and beyond what is typed.
fn is_picture(c: char) -> bool {
    c >= '\u{2190}' && !c.is_alphanumeric() && !c.is_whitespace()
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        && !matches!(c, '+' | '<' | '>' | '=' | '%' | '&' | '#' | '$' | '@' | '*' | '~' | '^')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '«' | '»' | '¿' | '¡' | '·' | '´' | '¨')
}

/// The Latin letter that a Greek or Cyrillic one is taken for (after UTS #39); any other as it is.
fn to_latin(c: char) -> char {
    match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'у' | 'γ' => 'y',
        'х' | 'χ' => 'x',
        'ν' | 'ѵ' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_found_at_its_place_and_what_joins_an_emoji_is_let_be() {
        let found = |text: &str| first_hidden(text).map(|hidden| (hidden.at, hidden.character));
        assert_eq!(found("rad ett\nrad två: å, ”nej” – 5 %"), None);
        assert_eq!(found("👨\u{200d}👩\u{200d}👧 och ⚠\u{fe0f}"), None);
        assert_eq!(found("خیلی\u{200c}خوب"), None);
        for c in
            ['\u{ad}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2067}', '\u{feff}', '\u{1b}', '\t', '\u{85}']
        {
            assert_eq!(found(&format!("sam{c}ordnare")), Some((3, c)), "{c:?}");
        }
    }

    #[test]
    fn every_character_that_steers_or_shows_nothing_is_hidden_and_none_that_is_seen() {
        for c in ('\0'..=char::MAX).filter(|c| *c != '\n') {
            let is_hidden = first_hidden(&format!("a{c}")).is_some();
            assert_eq!(is_hidden, is_control(c) || shows_nothing(c), "{c:?}");
        }
        assert!(!is_control('å') && !shows_nothing('å') && !is_hard_space(' ') && is_hard_space('\u{a0}'));
    }

    #[test]
    fn texts_that_a_reader_cannot_tell_apart_are_seen_alike() {
        for (one, other) in [
            ("Vet inte", "vet  inte."),
            ("Ja, kanske", "Ja kanske"),
            ("Samordnaren", "Sam\u{ad}ordnaren"),
            ("Polis", "Ро\u{200b}lis"),
            ("Åsikt", "A\u{30a}sikt"),
            ("2–4", "2-4"),
            ("fil", "ﬁl"),
        ] {
            assert_eq!(as_seen(one), as_seen(other), "{one}");
        }
        for (one, other) in
            [("5", "5+"), ("2–4", "24"), ("Ja", "Nej"), ("Under 18", "Under 21"), ("resa", "resår")]
        {
            assert_ne!(as_seen(one), as_seen(other), "{one}");
        }
    }

    #[test]
    fn a_character_is_called_by_its_name() {
        assert_eq!(describe_character('\u{ad}'), "mjukt bindestreck (U+00AD)");
        assert_eq!(describe_character('\u{a0}'), "hårt blanksteg (U+00A0)");
        assert_eq!(describe_character('\u{202e}'), "tecken som vänder läsriktningen (U+202E)");
        assert_eq!(describe_character('\u{1b}'), "styrtecken (U+001B)");
    }
}
