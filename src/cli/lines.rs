//! The start page line by line: everything that the screen's start page opens, each by its number and as the command that does
//! it in lines.

use std::ffi::OsString;

use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::{make_card, run_command};
use crate::present::ACUTE;
use crate::tui::start::ENTRIES;
use crate::{clock, plans, prose, routines, wiping};

/// A row of the page: what it says, and the command it is.
struct LineRow {
    says: String,
    words: Vec<String>,
}

/// Shows the page and does what is chosen on it, until the user leaves or the input ends.
pub(super) fn run_start_page(console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    loop {
        let rows = list_rows(today);
        show_page(&rows, console)?;
        let Some(line) = wiping::read_line().map_err(|error| Failure::from_output_error(&error))? else {
            return Ok(Exit::Done);
        };
        match line.trim().to_lowercase().as_str() {
            "q" | "avsluta" => return Ok(Exit::Done),
            number => {
                match number.parse::<usize>().ok().and_then(|number| rows.get(number.checked_sub(1)?)) {
                    Some(row) => {
                        let words = ["stegvis"].into_iter().chain(row.words.iter().map(String::as_str));
                        run_command(words.map(OsString::from));
                    }
                    None => write_lines(
                        &format!("Skriv en siffra från 1 till {}, eller q.", rows.len()),
                        console,
                    )?,
                }
            }
        }
    }
}

fn list_rows(today: chrono::NaiveDate) -> Vec<LineRow> {
    let walks = routines::list_routines(today).into_iter().map(make_card).map(|card| LineRow {
        says: format!("{}. {}", card.title, card.origin),
        words: vec!["walk".to_owned(), card.id, "--plain".to_owned()],
    });
    let entries = ENTRIES.iter().map(|entry| LineRow {
        says: format!("{}: {}", entry.title, entry.says),
        words: entry.words.iter().map(|word| (*word).to_owned()).collect(),
    });
    let plan = plans::find_reminder(today).into_iter().map(|reminder| LineRow {
        says: format!("Planen: {}", reminder.purpose()),
        words: vec!["plan".to_owned(), "--plain".to_owned()],
    });
    walks.chain(entries).chain(plan).collect()
}

fn show_page(rows: &[LineRow], console: &mut Console) -> Result<(), Failure> {
    write_lines("\nStegvis. Allt stannar på den här datorn. Inget skickas.", console)?;
    write_lines(ACUTE, console)?;
    for (n, row) in rows.iter().enumerate() {
        let lead = format!("{}. ", n + 1);
        let wrapped = prose::wrap_lines_to(&row.says, &lead, &" ".repeat(lead.len()), console.line_width());
        console.write_result(wrapped.join("\n") + "\n")?;
    }
    write_lines("Skriv siffran för det du vill öppna, eller q för att avsluta.", console)?;
    console.write_result("> ")
}

fn write_lines(text: &str, console: &mut Console) -> Result<(), Failure> {
    let rows: Vec<String> = text
        .lines()
        .flat_map(|line| match line {
            "" => vec![String::new()],
            line => prose::wrap_lines_to(line, "", "", console.line_width()),
        })
        .collect();
    console.write_result(rows.join("\n") + "\n")
}
