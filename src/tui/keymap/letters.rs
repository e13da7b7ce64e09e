//! One letter, one meaning: what every command is asked for by, held over all pages.

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "most commands and keys are asked for by no letter")]
mod tests {
    use std::collections::BTreeMap;

    use ratatui::crossterm::event::KeyCode;

    use crate::present::letter_meaning;
    use crate::tui::key::HeldKey;
    use crate::tui::keymap::{Context, KeyCommand, bindings};

    /// The meanings that more than one command has: what is left, removed, agreed to and done again differs from page to page.
    fn meaning(command: KeyCommand) -> &'static str {
        use KeyCommand as K;
        match command {
            K::Acts => "åtgärder",
            K::Forms => "blanketter",
            K::CopyPath => "kopiera sökvägen",
            K::Notes => "dina anteckningar som leder",
            K::Otherwise => "ändrat svar: tänk om",
            K::Correct => "rätta",
            K::Write => "till en fil",
            K::WholeNumbers => "hela tal",
            K::OpenFolder => "i mappen",
            K::Confirm | K::FillIn => "ja",
            K::Map => "karta",
            K::Steps => "läget: stegen och svaren",
            K::Sent => "märk",
            K::Skip | K::Forward => "nej",
            K::OpenFile => "öppna filen",
            K::Print => "skriv ut på papper",
            K::Quit => "avsluta",
            K::Save => "spara",
            K::Trail | K::Jump => "tillbaka till ett tidigare svar",
            K::Why => "varför",
            K::Delete | K::Discard => "ta bort",
            K::Large => "stor text",
            K::Undo => "ångra",
            K::Redo | K::Again => "gör om",
            other => unreachable!("no letter asks for {other:?}"),
        }
    }

    #[test]
    fn a_letter_means_the_same_on_every_page() {
        let mut seen: BTreeMap<char, &str> = BTreeMap::new();
        for context in Context::every() {
            for binding in bindings(context) {
                let Some(command) = binding.command else { continue };
                let letters = binding.keys.iter().filter(|key| key.held == HeldKey::Neither);
                for letter in letters.filter_map(|key| match key.code {
                    KeyCode::Char(c) if c.is_alphabetic() => Some(c.to_ascii_lowercase()),
                    _ => None,
                }) {
                    let known = letter_meaning(letter).unwrap_or_else(|| panic!("{letter} has no meaning"));
                    // What lies over a page is closed by the letter that opened it, by the one that leaves, and by a no.
                    if command != KeyCommand::Close {
                        assert_eq!(meaning(command), known, "{context:?}: {letter}");
                    }
                    seen.insert(letter, known);
                }
            }
        }
        assert!(seen.len() > 20, "{seen:?}");
    }
}
