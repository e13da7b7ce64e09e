//! The commands that work wherever a line is waited for.

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// Change an earlier answer.
    Back,
    /// Take the latest decision back.
    Undo,
    /// Take it again.
    Redo,
    /// Why this step.
    Why,
    /// Mark an act again, such as one that is now done.
    Acts,
    /// Where the walk is.
    Where,
    /// The whole routine, and where the walk is in it.
    Map,
    /// The commands.
    Help,
    /// Leave before the form is saved.
    Quit,
}

/// Every command with its words, the first of which help shows, and what it does.
const TABLE: [(Command, &[&str], &str); 9] = [
    (Command::Back, &["t", "tillbaka"], "ändra ett tidigare svar"),
    (Command::Acts, &["a", "åtgärder", "atgarder"], "markera en åtgärd på nytt, som en som nu är gjord"),
    (Command::Undo, &["å", "ångra", "angra"], "ångra det senaste"),
    (Command::Redo, &["g", "gör om", "gor om"], "gör om det du ångrade"),
    (Command::Why, &["v", "varför", "varfor"], "varför steget finns, med lagrum och källa"),
    (Command::Where, &["l", "läget", "laget"], "dina svar, åtgärderna och vad som återstår"),
    (Command::Map, &["k", "karta"], "hela rutinen, din väg och vad som är stängt"),
    (Command::Help, &["?", "hjälp", "hjalp", "h"], "den här hjälpen"),
    (Command::Quit, &["q", "avsluta"], "avsluta, för att fortsätta en annan gång eller inte alls"),
];

impl Command {
    /// The command a line is, if it is one.
    pub(super) fn of(line: &str) -> Option<Self> {
        let line = line.to_lowercase();
        TABLE.iter().find(|(_, words, _)| words.contains(&line.as_str())).map(|(command, _, _)| *command)
    }

    /// One line a command, for the help.
    pub(super) fn table() -> impl Iterator<Item = String> {
        TABLE.iter().map(|(_, words, does)| match words {
            [letter, word, ..] => format!("{letter} eller {word}: {does}"),
            rest => format!("{}: {does}", rest.join(", ")),
        })
    }
}
