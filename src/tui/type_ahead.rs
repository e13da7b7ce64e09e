//! Letters typed in a list: they go to the row that they begin. Prose that was meant for a text chooses nothing and is not lost.

use zeroize::Zeroizing;

/// So many letters that go on from no row are prose: one can be a slip, or another row's first.
const STRAY: usize = 2;

/// What was typed in a list since any other key.
#[derive(Debug, Default)]
pub struct TypeAhead {
    /// All of it.
    typed: Zeroizing<String>,
    /// The end of it that a row is looked for by.
    wanted: Zeroizing<String>,
    /// Where the cursor stood before it.
    from: Option<usize>,
    /// How many of its letters went on from no row.
    strays: usize,
    /// Whether any of its letters began a row.
    has_found: bool,
}

impl TypeAhead {
    /// Whether anything was typed: then a blank, a digit or a sign goes on with it, and asks for nothing.
    pub fn has_begun(&self) -> bool {
        !self.typed.is_empty()
    }

    /// Whether it is prose, and no search: then nothing is chosen by it.
    pub fn is_prose(&self) -> bool {
        self.strays >= STRAY
    }

    /// Whether its latest letters begin no row.
    pub fn is_astray(&self) -> bool {
        self.strays > 0
    }

    /// All that was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Takes a letter, and says where the cursor stands after it: on the row that the letters begin, or begin a word of. A letter
    /// that no row goes on with begins anew, so that one letter again and again goes through all that begin with it, and one slip is
    /// no end to it. Prose leaves the cursor where it stood before.
    pub fn type_letter<T: AsRef<str>>(
        &mut self,
        rows: &[T],
        cursor: Option<usize>,
        letter: char,
    ) -> Option<usize> {
        if !self.has_begun() {
            if letter == ' ' {
                return cursor;
            }
            self.from = cursor;
        }
        let is_lost = self.strays > 0 && !self.has_found;
        self.typed.push(letter);
        let small = letter.to_lowercase().collect::<String>();
        let is_repeated = *self.wanted == small;
        self.wanted.push_str(&small);
        let found = find_row(rows, &self.wanted, cursor.unwrap_or_default()).or_else(|| {
            let is_first = *self.wanted == small;
            let found = find_row(rows, &small, cursor.map_or(0, |at| at + 1));
            self.strays += usize::from(found.is_none() || !(is_first || is_repeated || is_lost));
            *self.wanted = small;
            found
        });
        self.has_found |= found.is_some();
        if self.is_prose() { self.from } else { found.or(cursor) }
    }

    /// Forgets what was typed.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// The first row from `from` on, and round, that begins with the letters; else the first with a word that does.
fn find_row<T: AsRef<str>>(rows: &[T], letters: &str, from: usize) -> Option<usize> {
    let places = || (from..rows.len()).chain(0..from.min(rows.len()));
    let text = |at: usize| rows.get(at).map(|row| row.as_ref().to_lowercase()).unwrap_or_default();
    let has_word = |at: &usize| text(*at).split([' ', '-', '/']).any(|word| word.starts_with(letters));
    places().find(|at| text(*at).starts_with(letters)).or_else(|| places().find(has_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 5] = ["Torg", "Tunnel", "Skola", "Annan plats", "Vet inte"];

    fn type_from(typed: &mut TypeAhead, mut at: Option<usize>, text: &str) -> Option<usize> {
        for letter in text.chars() {
            at = typed.type_letter(&ROWS, at, letter);
        }
        at
    }

    /// Where the cursor stands after these letters, and whether they are prose.
    fn type_all(text: &str) -> (Option<usize>, bool) {
        let mut typed = TypeAhead::default();
        let at = type_from(&mut typed, None, text);
        (at, typed.is_prose())
    }

    #[test]
    fn letters_go_to_the_row_that_they_begin() {
        for (typed, found) in [
            ("tu", 1),
            ("T", 0),
            ("tt", 1),
            ("ttt", 0),
            ("plats", 3),
            ("annan p", 3),
            ("ts", 2),
            ("xtu", 1),
            (" tu", 1),
        ] {
            assert_eq!(type_all(typed), (Some(found), false), "{typed}");
        }
    }

    #[test]
    fn prose_leaves_the_cursor_where_it_stood() {
        for typed in ["Två ungdomar pratade", "vi såg en man", "q x j", "12 pers"] {
            assert_eq!(type_all(typed), (None, true), "{typed}");
        }
        let mut typed = TypeAhead::default();
        let at = type_from(&mut typed, Some(4), "sagt");
        assert_eq!((at, typed.typed()), (Some(4), "sagt"));
    }
}
