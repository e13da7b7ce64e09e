//! The local picture line by line: by which stretch of time, and to a file.

use super::run_words;
use super::talk::{LineTalk, PageEnd};

/// The stretches of time, as the command has them and as they are told.
const BY: [(&str, &str); 3] =
    [("month", "Månad för månad"), ("tertial", "Tertial för tertial"), ("year", "År för år")];

pub(super) fn walk_picture(talk: &mut LineTalk<'_>) -> Result<(), PageEnd> {
    loop {
        let rows = BY.map(|(_, says)| says);
        let asks = "Skriv siffran för hur tiden ska delas. Enter går tillbaka.";
        let Some((by, _)) = talk.choose(&rows, asks)?.and_then(|nth| BY.get(nth)) else { return Ok(()) };
        run_words(&["summary", "--by", by]);
        let file = talk.ask(
            "Skriv ett filnamn som slutar på .pdf, .docx, .html, .csv eller .txt för att spara det. Enter låter bli.",
        )?;
        if !file.is_empty() {
            run_words(&["summary", "--by", by, "-o", &file]);
        }
    }
}
