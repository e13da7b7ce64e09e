//! The counts as they are, for whoever has the forms anyway: working material for the screen. There is no format to write it in
//! and no door to a file.

use super::Counts;
use super::period::{Granularity, TimeSpan, months_between};
use super::picture::Cell;
use super::sheet::CountTable;
use super::tally::{MonthCounts, Population};
use super::text::{TextPiece, write_table};
use crate::prose;

/// What stands first and last.
pub const WARNING: &str = "ARBETSMATERIAL. Hela tal: visas bara på skärmen, för dig som har blanketterna. Lägg det inte i en fil, ett mejl \
                           eller en bild. Till andra: `stegvis summary` utan --internal.";

/// The counts as lines that end in a line feed.
pub fn write(counts: &Counts, by: Granularity) -> String {
    let lines = list_pieces(counts, by).into_iter().flat_map(|piece| match piece {
        TextPiece::Heading(text) | TextPiece::Line(text) => [text, "\n".to_owned()],
    });
    lines.collect()
}

/// The counts as lines to be shown.
pub fn list_pieces(counts: &Counts, by: Granularity) -> Vec<TextPiece> {
    let columns = span_columns(counts, by);
    let warning = || prose::wrap_lines(WARNING, "", "").into_iter().map(TextPiece::Heading);
    let mut pieces: Vec<TextPiece> = warning().chain([TextPiece::Line(String::new())]).collect();
    for (heading, population) in
        [("Om personer. ", &counts.tally.persons), ("Fynd utan person. ", &counts.tally.things)]
    {
        for table in population_tables(heading, population, &columns) {
            write_table(&mut pieces, &table, &columns);
        }
    }
    pieces.extend(warning());
    pieces
}

fn span_columns(counts: &Counts, by: Granularity) -> Vec<TimeSpan> {
    let months =
        counts.tally.month_range().map(|(first, last)| months_between(first, last)).unwrap_or_default();
    let all = (!months.is_empty()).then_some(TimeSpan::All);
    TimeSpan::all_spans(by, &months).into_iter().chain(all).collect()
}

/// Every table of a population, without the rows that no form says.
fn population_tables(heading: &str, of: &Population, columns: &[TimeSpan]) -> Vec<CountTable> {
    let cells = |series: &MonthCounts| {
        columns.iter().map(|span| Cell::Count(series.sum_over(*span))).collect::<Vec<_>>()
    };
    let mut sheets = vec![CountTable {
        caption: format!("{heading}Blanketter"),
        rows: vec![("Alla".to_owned(), cells(&of.forms))],
    }];
    for (_, variable) in of.in_order() {
        let said =
            variable.in_order().into_iter().filter(|(_, heard)| heard.series.sum_over(TimeSpan::All) > 0);
        let rows = said.map(|(_, heard)| (heard.text.clone(), cells(&heard.series))).collect();
        sheets.push(CountTable { caption: format!("{heading}{}", variable.label), rows });
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{self, PastDays};
    use crate::summary::read::{CountingBasis, read_form};
    use crate::summary::tally::Tally;

    #[test]
    fn whole_numbers_are_marked_as_working_material_first_and_last() {
        let mut tally = Tally::default();
        tally.add_form(
            read_form(
                include_str!("../../tests/fixtures/form-format-1.json"),
                PastDays::until_tomorrow(calendar::parse_day("2026-11-21").unwrap()),
            )
            .unwrap(),
            CountingBasis::Filled,
        );
        let text = write(&Counts { tally, ..Counts::default() }, Granularity::Year);
        assert_eq!(text.matches("ARBETSMATERIAL").count(), 2);
        assert!(text.contains("Hot                                 1        1"), "{text}");
    }
}
