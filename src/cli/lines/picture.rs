//! The local picture line by line: by which stretch of time, and to a file.

use std::path::Path;

use super::run_words;
use super::talk::{LineTalk, PageEnd};
use crate::store::{display_path, look};
use crate::summary::ReportFormat;

/// The stretches of time, as the command has them and as they are told.
const BY: [(&str, &str); 3] =
    [("month", "Månad för månad"), ("tertial", "Tertial för tertial"), ("year", "År för år")];

pub(super) fn walk_picture(talk: &mut LineTalk<'_>) -> Result<(), PageEnd> {
    loop {
        let rows = BY.map(|(_, says)| says);
        let asks = "Skriv siffran för hur tiden ska delas. Enter går tillbaka.";
        let Some((by, _)) = talk.choose(&rows, asks)?.and_then(|nth| BY.get(nth)) else { return Ok(()) };
        run_words(&["summary", "--by", by]);
        offer_file(talk, by)?;
    }
}

/// Asks where the picture is to be saved, until the name says in which format or nothing is to be.
fn offer_file(talk: &mut LineTalk<'_>, by: &str) -> Result<(), PageEnd> {
    let endings = list_endings();
    let asks =
        format!("Vill du spara det? Skriv ett filnamn som slutar på {endings}. Enter eller q låter bli.");
    let help = format!(
        "Skriv ett namn som lägesbild.pdf. Filen hamnar i mappen du står i, om du inte skriver en hel sökväg. Slutet säger \
         formatet: {endings}. göm gömmer allt genast."
    );
    let mut file = talk.ask_words(&asks, &help)?;
    while let Some(name) = file {
        let path = Path::new(&name);
        let is_whole =
            path.file_stem().is_some_and(|stem| stem.to_string_lossy().chars().any(char::is_alphanumeric));
        if is_whole && find_format(path).is_some() {
            return save_picture(talk, by, &name);
        }
        talk.refuse(&format!("Inget är sparat. Namnet ska sluta på {endings}."))?;
        file = talk.ask_words_again(&help)?;
    }
    Ok(())
}

fn save_picture(talk: &mut LineTalk<'_>, by: &str, name: &str) -> Result<(), PageEnd> {
    let path = Path::new(name);
    let was_there = look::is_name_taken(path);
    run_words(&["summary", "--by", by, "-o", name]);
    if !was_there && look::is_name_taken(path) {
        talk.say(&format!("Sparad: {}", display_path(path)))?;
    }
    Ok(())
}

/// The format that the file's name ends in.
fn find_format(path: &Path) -> Option<ReportFormat> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    ReportFormat::ALL.iter().copied().find(|format| format.file_suffix() == ending)
}

/// The endings that can be written, with "eller" before the last.
fn list_endings() -> String {
    let endings: Vec<String> =
        ReportFormat::ALL.iter().map(|format| format!(".{}", format.file_suffix())).collect();
    match endings.split_last() {
        Some((last, others)) => format!("{} eller {last}", others.join(", ")),
        None => String::new(),
    }
}
