//! The counts as they are, for whoever has the forms anyway: working material for the screen. There is no format to write it in
//! and no door to a file.

use super::Counts;
use super::period::{By, Span, months};
use super::picture::Cell;
use super::sheet::Sheet;
use super::tally::{Population, Series};
use super::text::{Piece, table};
use crate::prose::visible;

/// What stands first and last.
pub const WARNING: &str = "ARBETSMATERIAL. Hela tal: visas bara på skärmen, för dig som har blanketterna. Lägg det inte i en fil, ett mejl \
                           eller en bild. Till andra: `stegvis summary` utan --internal.";

/// The counts as lines that end in a line feed.
pub fn write(counts: &Counts, by: By) -> String {
    let columns = columns(counts, by);
    let mut pieces = vec![Piece::Line(WARNING.to_owned()), Piece::Line(String::new())];
    for (heading, population) in [("", &counts.tally.persons), ("Fynd utan person. ", &counts.tally.things)] {
        for Sheet { caption, rows } in sheets(heading, population, &columns) {
            table(&mut pieces, &visible(&caption), &columns, &rows);
        }
    }
    pieces.push(Piece::Line(WARNING.to_owned()));
    let lines = pieces.into_iter().flat_map(|piece| match piece {
        Piece::Heading(text) | Piece::Line(text) => [text, "\n".to_owned()],
    });
    lines.collect()
}

fn columns(counts: &Counts, by: By) -> Vec<Span> {
    let months = counts.tally.ends().map(|(first, last)| months(first, last)).unwrap_or_default();
    let all = (!months.is_empty()).then_some(Span::All);
    Span::all(by, &months).into_iter().chain(all).collect()
}

/// Every table of a population, without the rows that no form says.
fn sheets(heading: &str, of: &Population, columns: &[Span]) -> Vec<Sheet> {
    let cells =
        |series: &Series| columns.iter().map(|span| Cell::Count(series.sum(*span))).collect::<Vec<_>>();
    let mut sheets = vec![Sheet {
        caption: format!("{heading}Blanketter"),
        rows: vec![("Alla".to_owned(), cells(&of.forms))],
    }];
    for (_, variable) in of.in_order() {
        let said = variable.in_order().into_iter().filter(|(_, heard)| heard.series.sum(Span::All) > 0);
        let rows = said.map(|(_, heard)| (heard.text.clone(), cells(&heard.series))).collect();
        sheets.push(Sheet { caption: format!("{heading}{}", variable.label), rows });
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{self, Past};
    use crate::summary::read::{Basis, read};
    use crate::summary::tally::Tally;

    #[test]
    fn whole_numbers_are_marked_as_working_material_first_and_last() {
        let mut tally = Tally::default();
        tally.add(
            read(
                include_str!("../../tests/fixtures/form-format-1.json"),
                Past::of(calendar::day("2026-11-21").unwrap()),
            )
            .unwrap(),
            Basis::Filled,
        );
        let text = write(&Counts { tally, ..Counts::default() }, By::Year);
        assert_eq!(text.matches("ARBETSMATERIAL").count(), 2);
        assert!(text.contains("Hot                                 1        1"), "{text}");
    }
}
