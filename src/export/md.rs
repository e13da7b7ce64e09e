//! The form as Markdown: headings, task lists, the acts as a table.

use super::Purpose;
use super::sheet::{self, DIARY, EMPTY, EXERCISE_TOLD, FOOT, LaidOutAnswer};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, Form, FormRow, FormSection, Tick, TickState};
use crate::prose;

/// The form as UTF-8 text.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let mut blocks = vec![format!("# {}", escape_markdown(&form.title))];
    match purpose {
        Purpose::Case => {}
        Purpose::Exercise => blocks.push(format!("> **{EXERCISE_TOLD}**")),
    }
    blocks.push(format!("{DIARY}: ........................"));
    form.sections.iter().for_each(|part| write_section(&mut blocks, part));
    blocks.push("---".to_owned());
    write_origin(&mut blocks, form);
    match purpose {
        Purpose::Case => {}
        Purpose::Exercise => blocks.push(format!("> **{EXERCISE_TOLD}**")),
    }
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

fn write_section(blocks: &mut Vec<String>, section: &FormSection) {
    blocks.push(format!("## {}", escape_markdown(&section.title)));
    section.rows.iter().for_each(|field| write_row(blocks, field));
}

fn write_row(blocks: &mut Vec<String>, row: &FormRow) {
    blocks.push(format!("**{}**", escape_markdown(&row.label)));
    blocks.push(match sheet::lay_out_answer(&row.entry) {
        LaidOutAnswer::Ticks(ticks) => ticks.into_iter().map(render_tick).collect::<Vec<_>>().join("\n"),
        LaidOutAnswer::Acts(acts) => render_table(acts),
        // A backslash at the end keeps the break where it was written.
        LaidOutAnswer::Lines(lines) => {
            lines.iter().map(|line| escape_markdown(line)).collect::<Vec<_>>().join("\\\n")
        }
        LaidOutAnswer::Empty => EMPTY.to_owned(),
    });
    blocks.extend(row.entry.note().map(escape_markdown));
}

fn render_tick(tick: &Tick) -> String {
    let mark = match tick.state {
        TickState::On => 'x',
        TickState::Off => ' ',
    };
    format!("- [{mark}] {}", escape_markdown(&tick.text))
}

fn render_table(acts: &[ActRow]) -> String {
    let row = |act: &ActRow| format!("\n| {} | {} |", escape_markdown(&act.text), act.state.label());
    let rows: String = acts.iter().map(row).collect();
    format!("| Åtgärd | Läge |\n| --- | --- |{rows}")
}

fn write_origin(blocks: &mut Vec<String>, form: &Form) {
    blocks.push(format!("**{FOOT}**"));
    let fact = |fact: &sheet::OriginFact| format!("- {}: {}", fact.label, escape_markdown(&fact.value));
    blocks.push(sheet::origin_facts(form).iter().map(fact).collect::<Vec<_>>().join("\n"));
}

/// The text on one line, with nothing in it that Markdown or HTML would read as a mark.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let one_line = prose::sanitize(text.trim());
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
        insta::assert_snapshot!(String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap());
    }

    #[test]
    fn text_is_never_a_mark() {
        assert_eq!(escape_markdown("# *Hot* | <b>"), r"\# \*Hot\* \| \<b\>");
        assert_eq!(escape_markdown("1. ett"), r"1\. ett");
        assert_eq!(escape_markdown("- ett 1.5"), r"\- ett 1.5");
        assert_eq!(escape_markdown("![x](y)"), r"!\[x\](y)");
    }

    #[test]
    fn an_exercise_says_so_first_and_last() {
        let text = String::from_utf8(write(&sample::sample_form(), Purpose::Exercise)).unwrap();
        assert_eq!(text.matches("ÖVNING").count(), 2);
    }
}
