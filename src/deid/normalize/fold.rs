//! Which characters are dropped, folded or foreign. No text is walked here.

/// A letter of a script other than Latin, look-alikes included.
pub(in crate::deid) fn is_foreign_letter(c: char) -> bool {
    c >= '\u{0370}'
        && c.is_alphabetic()
        && !matches!(c,
            '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2071}'..='\u{209C}'
            | '\u{2100}'..='\u{218F}' | '\u{24B6}'..='\u{24E9}' | '\u{2C60}'..='\u{2C7F}'
            | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}' | '\u{FB00}'..='\u{FB06}'
            | '\u{FF21}'..='\u{FF5A}' | '\u{1D400}'..='\u{1D7FF}' | '\u{1F130}'..='\u{1F189}')
}

/// Latin letters and digits in a costume: full width, mathematical, circled, squared.
pub(in crate::deid) fn is_styled(c: char) -> bool {
    matches!(c,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}'
        | '\u{1D400}'..='\u{1D7FF}' | '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}

/// What a character becomes where compatibility decomposition alone would not make it plain.
pub(super) fn fold_char(c: char) -> Option<&'static str> {
    fold_latin(c).or_else(|| fold_cyrillic(c)).or_else(|| greek_and_others(c)).or_else(|| fold_digit(c))
}

fn fold_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' | 'ɔ' => "o",
        'Ø' | 'Ɔ' => "O",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'ł' | 'ǀ' => "l",
        'Ł' => "L",
        'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'Đ' | 'Ð' | 'Ɗ' => "D",
        'ı' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ŧ' => "t",
        'Ŧ' => "T",
        'þ' => "th",
        'Þ' => "Th",
        'ß' => "ss",
        '½' => ",5",
        'ə' | 'ɛ' | 'ǝ' => "e",
        'Ə' | 'Ɛ' => "E",
        'ɓ' => "b",
        'Ɓ' => "B",
        'ƙ' => "k",
        'Ƙ' => "K",
        'ɑ' => "a",
        'ɡ' => "g",
        'ʒ' => "z",
        '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' | '′' | 'ʿ' | 'ʾ' => "'",
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => "-",
        '∕' | '⁄' => "/",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{1680}' => " ",
        _ => return None,
    })
}

fn fold_cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ӑ' => "a",
        'е' | 'ё' | 'є' => "e",
        'о' => "o",
        'р' => "p",
        'с' => "c",
        'у' | 'ү' => "y",
        'х' | 'ҳ' => "x",
        'і' | 'ї' => "i",
        'ј' => "j",
        'ѕ' => "s",
        'һ' => "h",
        'ԁ' => "d",
        'ԛ' => "q",
        'ԝ' => "w",
        'ӏ' => "l",
        'к' => "k",
        'м' => "m",
        'т' => "t",
        'п' => "n",
        'ԍ' => "g",
        'ν' => "v",
        'А' => "A",
        'В' => "B",
        'Е' | 'Ё' => "E",
        'К' => "K",
        'М' => "M",
        'Н' => "H",
        'О' => "O",
        'Р' => "P",
        'С' => "C",
        'Т' => "T",
        'Х' => "X",
        'У' | 'Ү' => "Y",
        'І' | 'Ӏ' | 'Ї' => "I",
        'Ј' => "J",
        'Ѕ' => "S",
        'Ԛ' => "Q",
        'Ԝ' => "W",
        _ => return None,
    })
}

fn greek_and_others(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'ε' => "e",
        'ι' => "i",
        'κ' => "k",
        'ο' | 'օ' | 'ഠ' => "o",
        'ρ' => "p",
        'τ' => "t",
        'υ' | 'ս' => "u",
        'χ' => "x",
        'η' | 'ո' => "n",
        'հ' => "h",
        'Α' => "A",
        'Β' => "B",
        'Ε' => "E",
        'Ζ' => "Z",
        'Η' => "H",
        'Ι' => "I",
        'Κ' => "K",
        'Μ' => "M",
        'Ν' => "N",
        'Ο' => "O",
        'Ρ' => "P",
        'Τ' => "T",
        'Υ' => "Y",
        'Χ' => "X",
        'Ϲ' => "C",
        'ϲ' => "c",
        'ϳ' => "j",
        _ => return None,
    })
}

/// Decimal digits of the scripts a Swedish worker may meet.
fn fold_digit(c: char) -> Option<&'static str> {
    const ZEROS: [u32; 8] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0E50, 0x1040, 0x17E0];
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    DIGITS.get(usize::try_from(code - zero).ok()?).copied()
}
