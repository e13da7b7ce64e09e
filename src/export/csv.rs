//! The form as a table for a spreadsheet: a row for each field and each act.
//!
//! Columns `avsnitt`, `fält`, `etikett` and `värde`, with semicolons between and a byte order mark first, which is what
//! a Swedish spreadsheet opens without questions. Lines end as RFC 4180 has it. The last rows are the facts of the form,
//! under the section `Om blanketten`; an exercise says so in every row's first column.

use super::Purpose;
use super::sheet::{self, EXERCISE};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{FormEntry, FormRow};

const COLUMNS: [&str; 4] = ["avsnitt", "fält", "etikett", "värde"];

/// The form as UTF-8 with a byte order mark.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let before = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    let mut text = String::from('\u{feff}');
    write_line(&mut text, COLUMNS);
    for section in &form.sections {
        let title = format!("{before}{}", section.title);
        section.rows.iter().for_each(|row| write_rows(&mut text, &title, row));
    }
    let about = format!("{before}Om blanketten");
    write_line(&mut text, [&about, "", "Blankett", &form.title]);
    for fact in sheet::origin_facts(form) {
        write_line(&mut text, [&about, "", fact.label, &fact.value]);
    }
    text.into_bytes()
}

fn write_rows(text: &mut String, section: &str, row: &FormRow) {
    let FormRow { id, label, required: _, counting: _, tells: _, certainty: _, entry } = row;
    match entry {
        FormEntry::Acts(acts) if !acts.is_empty() => {
            for act in acts {
                let (id, label) = (format!("{id}.{}", act.id), format!("{label}: {}", act.text));
                write_line(text, [section, &id, &label, act.state.label()]);
            }
            entry.note().into_iter().for_each(|note| write_line(text, [section, id, label, note]));
        }
        entry @ (FormEntry::One(_)
        | FormEntry::Any(_)
        | FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_)) => write_line(text, [section, id, label, &entry.words()]),
    }
}

fn write_line(text: &mut String, cells: [&str; 4]) {
    let cells = cells.map(quote_cell);
    text.push_str(&cells.join(";"));
    text.push_str("\r\n");
}

/// A cell in quotes. What a spreadsheet would run as a formula begins with an apostrophe, so that it is text.
pub(crate) fn quote_cell(value: &str) -> String {
    let runs = value.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || value.starts_with(['\t', '\r', '\n']);
    let guard = if runs { "'" } else { "" };
    format!("\"{guard}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_is_a_table() {
        let text = String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap();
        insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace('\r', ""));
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(quote_cell("=1+1"), "\"'=1+1\"");
        assert_eq!(quote_cell("  @SUM(A1)"), "\"'  @SUM(A1)\"");
        assert_eq!(quote_cell("\t=1"), "\"'\t=1\"");
        assert_eq!(quote_cell("a \"b\"; c"), "\"a \"\"b\"\"; c\"");
    }

    #[test]
    fn every_row_of_an_exercise_says_so() {
        let text = String::from_utf8(write(&sample::sample_form(), Purpose::Exercise)).unwrap();
        assert!(text.lines().skip(1).all(|row| row.starts_with("\"ÖVNING: ")), "{text}");
    }
}
