//! What figures and signs a text holds and how they stand, counted in one pass, so that a pattern is tried only where it can
//! match.

/// The figures and signs of a text in lower case.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing seen, and any of them may hold together"
)]
pub(super) struct Marks {
    /// How many digits.
    pub(super) digits: usize,
    /// How often a full stop or comma stands between digits.
    pub(super) decimals: usize,
    /// How many characters have a blank, or the text's end, on both sides.
    pub(super) set_apart: usize,
    pub(super) stops: usize,
    pub(super) colons: usize,
    pub(super) hyphens: usize,
    /// Two numbers with a sign between them, with or without blanks.
    pub(super) paired: bool,
    /// An hour and minutes, or what is written so.
    pub(super) timed: bool,
    /// A letter right after a digit.
    pub(super) lettered: bool,
    /// A digit right after a letter, a full stop or a hyphen.
    pub(super) numbered: bool,
    /// A colon between a digit and a letter.
    pub(super) ordinal: bool,
    /// A full stop with something else than a blank after it.
    pub(super) dotted: bool,
    /// A full stop between two letters or digits.
    pub(super) joined: bool,
    /// Every character of ASCII that is there, a bit each.
    signs: u128,
}

impl Marks {
    /// Of a text in lower case.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Self::default();
        let mut since_blank = 0_usize;
        for (at, byte) in bytes.iter().enumerate() {
            if byte.is_ascii() {
                marks.signs |= 1 << byte;
            }
            match byte {
                b' ' => {
                    marks.set_apart += usize::from(since_blank == 1);
                    since_blank = 0;
                    continue;
                }
                b'0'..=b'9' => marks.digits += 1,
                b'.' => marks.stops += 1,
                b':' => marks.colons += 1,
                b'-' => marks.hyphens += 1,
                _ => {}
            }
            // The bytes after the first of a character count for nothing.
            since_blank += usize::from(byte & 0xc0 != 0x80);
            if !byte.is_ascii_lowercase() {
                marks.look_around(bytes, at, *byte);
            }
        }
        marks.set_apart += usize::from(since_blank == 1);
        marks
    }

    /// Whether the sign, one of ASCII, is there.
    pub(super) fn holds(self, sign: u8) -> bool {
        self.signs >> (sign & 0x7f) & 1 == 1
    }

    /// Whether any of the signs, each one of ASCII, is there.
    pub(super) fn holds_any(self, signs: &[u8]) -> bool {
        signs.iter().any(|sign| self.holds(*sign))
    }

    /// What stands around a byte that is no small letter of ASCII, nor a blank.
    fn look_around(&mut self, bytes: &[u8], at: usize, byte: u8) {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let last = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        match byte {
            b'0'..=b'9' => {
                self.lettered |= letter(next);
                self.numbered |= letter(last) || matches!(last, b'.' | b'-');
            }
            b'.' | b',' | b'/' | b'*' | b'_' | b'|' | b'-' | b':' => {
                let tight = last.is_ascii_digit() && next.is_ascii_digit();
                self.decimals += usize::from(tight && matches!(byte, b'.' | b','));
                self.timed |= tight && matches!(byte, b'.' | b':');
                self.ordinal |= byte == b':' && last.is_ascii_digit() && letter(next);
                self.dotted |= byte == b'.' && next != b' ' && at + 1 < bytes.len();
                self.joined |= byte == b'.' && last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
                self.paired |= !matches!(byte, b',' | b':') && is_between_numbers(bytes, at);
            }
            _ => {}
        }
    }
}

/// Digits on both sides, perhaps behind a blank.
fn is_between_numbers(bytes: &[u8], at: usize) -> bool {
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let blank = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b' ');
    let (left, right) = (at.checked_sub(1), Some(at + 1));
    (digit(left) || blank(left) && digit(at.checked_sub(2)))
        && (digit(right) || blank(right) && digit(Some(at + 2)))
}
