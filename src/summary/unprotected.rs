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
    let persons = population_tables("Om personer. ", &counts.tally.persons, &columns);
    let things = population_tables("Fynd utan person. ", &counts.tally.things, &columns);
    for table in side_by_side(persons, things) {
        write_table(&mut pieces, &table, &columns);
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

/// The tables with what they count: those of finds right after those of persons that count the same.
fn side_by_side(
    persons: Vec<(String, CountTable)>,
    mut things: Vec<(String, CountTable)>,
) -> Vec<CountTable> {
    let mut tables = Vec::new();
    for (label, table) in persons {
        let same = things.iter().position(|(other, _)| *other == label).map(|at| things.remove(at).1);
        tables.extend([Some(table), same].into_iter().flatten());
    }
    tables.into_iter().chain(things.into_iter().map(|(_, table)| table)).collect()
}

/// Every table of a population with what it counts, without the rows that no form says.
fn population_tables(heading: &str, of: &Population, columns: &[TimeSpan]) -> Vec<(String, CountTable)> {
    let cells = |series: &MonthCounts| {
        columns.iter().map(|span| Cell::Count(series.sum_over(*span))).collect::<Vec<_>>()
    };
    let all = CountTable {
        caption: format!("{heading}Blanketter"),
        rows: vec![("Alla".to_owned(), cells(&of.forms))],
    };
    let mut sheets = vec![(String::new(), all)];
    for (_, variable) in of.in_order() {
        let said =
            variable.in_order().into_iter().filter(|(_, heard)| heard.series.sum_over(TimeSpan::All) > 0);
        let rows = said.map(|(_, heard)| (heard.text.clone(), cells(&heard.series))).collect();
        let table = CountTable { caption: format!("{heading}{}", variable.label), rows };
        sheets.push((variable.label.clone(), table));
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
    fn finds_stand_beside_what_is_counted_of_persons_in_the_same_way() {
        let table = |label: &str, caption: &str| {
            (label.to_owned(), CountTable { caption: caption.to_owned(), rows: Vec::new() })
        };
        let persons = vec![table("", "a1"), table("Vad", "a2"), table("Ålder", "a3")];
        let things = vec![table("", "b1"), table("Vad", "b2"), table("Sanerat", "b3")];
        let order: Vec<String> =
            side_by_side(persons, things).into_iter().map(|table| table.caption).collect();
        assert_eq!(order, ["a1", "b1", "a2", "b2", "a3", "b3"]);
    }

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
