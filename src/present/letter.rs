//! What each letter means, on the screen and over lines: one letter, one meaning, wherever it can be pressed or written.

/// Every letter that asks for something, with its meaning. What is typed as text, and the letters that go to an option in a
/// list, are no commands.
pub const LETTERS: [(char, &str); 23] = [
    ('a', "åtgärder"),
    ('b', "blanketter"),
    ('c', "kopiera sökvägen"),
    ('d', "dina anteckningar som leder"),
    ('e', "rätta"),
    ('f', "till en fil"),
    ('g', "granska och spara"),
    ('h', "hela tal"),
    ('i', "i mappen"),
    ('j', "ja"),
    ('k', "karta"),
    ('l', "läget: stegen och svaren"),
    ('m', "märk"),
    ('n', "nej"),
    ('o', "öppna filen"),
    ('p', "skriv ut på papper"),
    ('q', "avsluta"),
    ('s', "spara"),
    ('t', "tillbaka till ett tidigare svar"),
    ('v', "varför"),
    ('x', "ta bort"),
    ('z', "stor text"),
    ('ä', "ändrat svar: tänk om"),
];

/// Letters that take back and take again. Over lines `å` does what `u` does; on the screen it does nothing.
pub const UNDOING: [(char, &str); 3] = [('u', "ångra"), ('å', "ångra"), ('y', "gör om")];

/// The meaning of a letter, small or capital; `None` of one that asks for nothing.
pub fn letter_meaning(letter: char) -> Option<&'static str> {
    let small = letter.to_lowercase().next()?;
    LETTERS.iter().chain(&UNDOING).find(|(known, _)| *known == small).map(|(_, meaning)| *meaning)
}
