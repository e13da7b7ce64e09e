//! The form as Markdown: headings, task lists, the acts as a table.

use super::Purpose;
use super::sheet::{self, Answer, DIARY, EMPTY, EXERCISE_TOLD, FOOT};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, Form, Row, Section, Tick, TickState};
use crate::prose;

/// The form as UTF-8 text.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let mut blocks = vec![format!("# {}", escaped(&form.title))];
    match purpose {
        Purpose::Case => {}
        Purpose::Exercise => blocks.push(format!("> **{EXERCISE_TOLD}**")),
    }
    blocks.push(format!("{DIARY}: ........................"));
    form.sections.iter().for_each(|part| section(&mut blocks, part));
    blocks.push("---".to_owned());
    foot(&mut blocks, form);
    match purpose {
        Purpose::Case => {}
        Purpose::Exercise => blocks.push(format!("> **{EXERCISE_TOLD}**")),
    }
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

fn section(blocks: &mut Vec<String>, section: &Section) {
    blocks.push(format!("## {}", escaped(&section.title)));
    section.rows.iter().for_each(|field| row(blocks, field));
}

fn row(blocks: &mut Vec<String>, row: &Row) {
    blocks.push(format!("**{}**", escaped(&row.label)));
    blocks.push(match sheet::answer(&row.entry) {
        Answer::Ticks(ticks) => ticks.into_iter().map(tick).collect::<Vec<_>>().join("\n"),
        Answer::Acts(acts) => table(acts),
        // A backslash at the end keeps the break where it was written.
        Answer::Lines(lines) => lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\\n"),
        Answer::Empty => EMPTY.to_owned(),
    });
    blocks.extend(row.entry.note().map(escaped));
}

fn tick(tick: &Tick) -> String {
    let mark = match tick.state {
        TickState::On => 'x',
        TickState::Off => ' ',
    };
    format!("- [{mark}] {}", escaped(&tick.text))
}

fn table(acts: &[ActRow]) -> String {
    let row = |act: &ActRow| format!("\n| {} | {} |", escaped(&act.text), act.state.label());
    let rows: String = acts.iter().map(row).collect();
    format!("| Åtgärd | Läge |\n| --- | --- |{rows}")
}

fn foot(blocks: &mut Vec<String>, form: &Form) {
    blocks.push(format!("**{FOOT}**"));
    let fact = |fact: &sheet::Fact| format!("- {}: {}", fact.label, escaped(&fact.value));
    blocks.push(sheet::facts(form).iter().map(fact).collect::<Vec<_>>().join("\n"));
}

/// The text on one line, with nothing in it that Markdown or HTML would read as a mark.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let one_line = prose::visible(text.trim());
    let digits = one_line.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in one_line.chars().enumerate() {
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#');
        let first = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let numbered = digits > 0 && at == digits && matches!(c, '.' | ')');
        if anywhere || first || numbered {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_is_headings_lists_and_a_table() {
        insta::assert_snapshot!(String::from_utf8(write(&sample::form(), Purpose::Case)).unwrap());
    }

    #[test]
    fn text_is_never_a_mark() {
        assert_eq!(escaped("# *Hot* | <b>"), r"\# \*Hot\* \| \<b\>");
        assert_eq!(escaped("1. ett"), r"1\. ett");
        assert_eq!(escaped("- ett 1.5"), r"\- ett 1.5");
        assert_eq!(escaped("![x](y)"), r"!\[x\](y)");
    }

    #[test]
    fn an_exercise_says_so_first_and_last() {
        let text = String::from_utf8(write(&sample::form(), Purpose::Exercise)).unwrap();
        assert_eq!(text.matches("ÖVNING").count(), 2);
    }
}
