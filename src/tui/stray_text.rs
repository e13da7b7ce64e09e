//! Text that is typed on a page which takes none, where letters ask for things: a sentence asks for nothing, and what its first letters
//! did is taken back.

use zeroize::Zeroizing;

/// So many characters in a row that ask for nothing are text: one can be a slip.
const STRAY: usize = 2;

/// What a typed character is on such a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedCharacter {
    /// It looks at something or takes something back, which can be taken back in turn.
    Looks,
    /// It decides, leaves or sends something.
    Decides,
    /// It asks for nothing.
    Stray,
}

/// What was typed in a row on pages that take no text.
#[derive(Debug, Default)]
pub struct StrayText {
    typed: Zeroizing<String>,
    strays: usize,
}

impl StrayText {
    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Whether it is a digit and no more.
    pub fn is_lone_digit(&self) -> bool {
        self.typed.len() == 1 && self.typed.starts_with(|typed: char| typed.is_ascii_digit())
    }

    /// Whether it is text: then no character asks for anything.
    pub fn is_text(&self) -> bool {
        self.strays >= STRAY
    }

    /// All of it.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Begins anew with a digit, which chooses what it stands before.
    pub fn begin_with_digit(&mut self, digit: char) {
        self.clear();
        self.typed.push(digit);
    }

    /// Takes a character, and says whether it asks for what it does on its own: after one that asks for nothing none decides, and none
    /// of a text asks for anything.
    pub fn push_character(&mut self, character: char, alone: TypedCharacter) -> bool {
        self.typed.push(character);
        let asks = match alone {
            TypedCharacter::Looks => !self.is_text(),
            TypedCharacter::Decides => self.strays == 0,
            TypedCharacter::Stray => false,
        };
        self.strays += usize::from(!asks);
        asks
    }

    /// Forgets what was typed.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which characters of a text ask for something, where `u` and `v` look and `q` leaves, and whether it is text.
    fn type_all(text: &str) -> (String, bool) {
        let mut stray = StrayText::default();
        let asks = text.chars().filter(|c| {
            let alone = match c {
                'u' | 'v' => TypedCharacter::Looks,
                'q' => TypedCharacter::Decides,
                _ => TypedCharacter::Stray,
            };
            stray.push_character(*c, alone)
        });
        (asks.collect(), stray.is_text())
    }

    #[test]
    fn letters_ask_until_it_is_text_and_none_leaves_after_a_slip() {
        for (text, asked, is_text) in [
            ("u", "u", false),
            ("uvq", "uvq", false),
            ("ung", "u", true),
            ("nu", "u", false),
            ("nuvar", "uv", true),
            ("xq", "", true),
            ("såu", "", true),
        ] {
            assert_eq!(type_all(text), (asked.to_owned(), is_text), "{text}");
        }
    }
}
