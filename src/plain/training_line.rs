//! A line of a training: help is given wherever it is asked for, and leaving is heeded.

use super::command::PlainCommand;
use super::numbers;
use super::talk::{Conversation, StopReason};

/// What stands first on every page.
pub(super) const EXERCISE: &str = "ÖVNING";

/// What can be written between two pages.
const HELP: [&str; 6] = [
    "göm eller .: göm allt genast; Enter visar det igen",
    "t eller tillbaka: sidan före",
    "l eller läget: stegen, att gå till ett av",
    "k eller karta: hela rutinen, och var berättelsen är",
    "d eller dina: dina anteckningar som leder",
    "q eller sluta: sluta öva",
];

/// The next line that is neither for help nor for leaving.
pub(super) fn ask_training_line(talk: &mut Conversation<'_>) -> Result<String, StopReason> {
    loop {
        let line = talk.ask_bare_line()?;
        let question = talk.question();
        match line.to_lowercase().as_str() {
            "q" | "avsluta" | "sluta" => return Err(StopReason::Left),
            _ if PlainCommand::is_help(&line) => {
                show_help(talk)?;
                talk.restore_question(question)?;
            }
            _ => return Ok(line),
        }
    }
}

/// The number, from 0, of one of so many rows.
pub(super) fn ask_training_number(talk: &mut Conversation<'_>, most: usize) -> Result<usize, StopReason> {
    loop {
        let line = ask_training_line(talk)?;
        match numbers::parse_number(&line, most) {
            Ok(nth) => return Ok(nth),
            Err(why) => talk.refuse_line(&why)?,
        }
    }
}

fn show_help(talk: &mut Conversation<'_>) -> Result<(), StopReason> {
    talk.write_paragraph("Svara med siffror. I en berättelse går Enter vidare, och du kan också skriva:")?;
    Ok(HELP.iter().try_for_each(|line| talk.write_item(line))?)
}
