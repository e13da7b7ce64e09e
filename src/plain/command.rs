//! The commands that work wherever a line is waited for.

/// What hides everything, wherever a line is waited for.
pub(super) const HIDE: [&str; 3] = ["göm", "gom", "."];

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainCommand {
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
const TABLE: [(PlainCommand, &[&str], &str); 9] = [
    (PlainCommand::Back, &["t", "tillbaka"], "ändra ett tidigare svar"),
    (PlainCommand::Acts, &["a", "åtgärder", "atgarder"], "markera en åtgärd på nytt, som en som nu är gjord"),
    (PlainCommand::Undo, &["å", "u", "ångra", "angra"], "ångra det senaste"),
    (PlainCommand::Redo, &["y", "gör om", "gor om"], "gör om det du ångrade"),
    (PlainCommand::Why, &["v", "varför", "varfor"], "varför steget finns, med lagrum och källa"),
    (PlainCommand::Where, &["l", "läget", "laget"], "dina svar, åtgärderna och vad som återstår"),
    (PlainCommand::Map, &["k", "karta"], "hela rutinen, din väg och vad som är stängt"),
    (PlainCommand::Help, &["?", "hjälp", "hjalp"], "den här hjälpen"),
    (PlainCommand::Quit, &["q", "avsluta"], "avsluta, för att fortsätta en annan gång eller inte alls"),
];

impl PlainCommand {
    /// The command a line is, if it is one.
    pub(super) fn parse_line(line: &str) -> Option<Self> {
        let line = line.to_lowercase();
        TABLE.iter().find(|(_, words, _)| words.contains(&line.as_str())).map(|(command, _, _)| *command)
    }

    /// Whether a line asks for help.
    pub(super) fn is_help(line: &str) -> bool {
        Self::parse_line(line) == Some(Self::Help)
    }

    /// What can be written, in groups, for the help: a heading, and a line a command.
    pub(super) fn help_groups() -> [(&'static str, Vec<String>); 3] {
        let hide = format!("{} eller {}: gömma allt genast; Enter visar det igen", HIDE[0], HIDE[2]);
        let lines = |commands: &[Self]| -> Vec<String> {
            TABLE.iter().filter(|row| commands.contains(&row.0)).map(help_line).collect()
        };
        [
            ("Ändra", lines(&[Self::Back, Self::Acts, Self::Undo, Self::Redo])),
            ("Se efter", lines(&[Self::Why, Self::Where, Self::Map])),
            ("Alltid", std::iter::once(hide).chain(lines(&[Self::Help, Self::Quit])).collect()),
        ]
    }
}

fn help_line((_, words, does): &(PlainCommand, &[&str], &str)) -> String {
    match words {
        [letter, word, ..] => format!("{letter} eller {word}: {does}"),
        rest => format!("{}: {does}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group_of_the_help() {
        let lines: Vec<String> = PlainCommand::help_groups().into_iter().flat_map(|group| group.1).collect();
        assert_eq!(lines.len(), TABLE.len() + 1);
        for row in &TABLE {
            assert_eq!(lines.iter().filter(|line| **line == help_line(row)).count(), 1, "{row:?}");
        }
    }
}
