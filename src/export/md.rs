//! A document as Markdown: headings, task lists, tables.

use super::sheet::{EMPTY, EXERCISE_TOLD};
use crate::document::{
    ACT_HEADS, ActLine, ActTable, Block, BoxState, CheckBox, Document, FieldBlock, FieldContent, NumberTable,
    OriginFact, Purpose,
};
use crate::prose;

/// The document as UTF-8 text.
pub(super) fn render_document(document: &Document) -> Vec<u8> {
    let exercise = (document.purpose == Purpose::Exercise).then(|| format!("> **{EXERCISE_TOLD}**"));
    let mut blocks = vec![format!("# {}", escape_markdown(&document.title))];
    blocks.extend(exercise.clone());
    blocks.extend(document.lead.iter().map(render_block));
    for part in &document.parts {
        blocks.push(format!("## {}", escape_markdown(&part.title)));
        blocks.extend(part.blocks.iter().map(render_block));
    }
    blocks.push("---".to_owned());
    blocks.push(format!("**{}**", document.origin.heading));
    let fact = |fact: &OriginFact| format!("- {}: {}", fact.label, escape_markdown(&fact.value));
    blocks.push(join_lines(document.origin.facts.iter().map(fact)));
    blocks.extend(exercise);
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

fn render_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("### {}", escape_markdown(text)),
        Block::Text(text) => escape_lines(text).join("\\\n"),
        Block::Quote(text) => format!("> {}", escape_lines(text).join("\\\n> ")),
        Block::Note(text) => escape_markdown(text),
        Block::Points(points) => {
            join_lines(points.iter().map(|point| format!("- {}", escape_markdown(point))))
        }
        Block::Rows(rows) => join_lines(
            rows.iter()
                .map(|(name, told)| format!("- **{}**: {}", escape_markdown(name), escape_markdown(told))),
        ),
        Block::ByHand(label) => format!("{label}: ........................"),
        Block::Room(lines) => vec!["........................................"; *lines].join("\n\n"),
        Block::Field(field) => render_field(field),
        Block::Acts(table) => render_acts(table),
        Block::Numbers(table) => render_numbers(table),
    }
}

fn render_field(FieldBlock { label, content }: &FieldBlock) -> String {
    let content = match content {
        FieldContent::Boxes(boxes) => join_lines(boxes.iter().map(render_box)),
        FieldContent::Options(options) => {
            join_lines(options.iter().map(|text| render_box(&CheckBox::new_blank(text))))
        }
        // A backslash at the end keeps the break where it was written.
        FieldContent::Lines(lines) => {
            lines.iter().map(|line| escape_markdown(line)).collect::<Vec<_>>().join("\\\n")
        }
        FieldContent::Empty => EMPTY.to_owned(),
    };
    format!("**{}**\n\n{content}", escape_markdown(label))
}

fn render_box(check: &CheckBox) -> String {
    let mark = match check.state {
        BoxState::Ticked => 'x',
        BoxState::Blank => ' ',
    };
    format!("- [{mark}] {}", escape_markdown(&check.text))
}

fn render_acts(table: &ActTable) -> String {
    let row = |act: &ActLine| format!("\n| {} | {} |", escape_markdown(&act.text), act.state);
    let rows: String = table.rows.iter().map(row).collect();
    let [act, state] = ACT_HEADS;
    format!("**{}**\n\n| {act} | {state} |\n| --- | --- |{rows}", escape_markdown(&table.caption))
}

fn render_numbers(table: &NumberTable) -> String {
    let cells = |first: &str, rest: &[String]| {
        let cell = |text: &String| format!(" {} |", escape_markdown(text));
        let rest: String = rest.iter().map(cell).collect();
        format!("| {} |{rest}", escape_markdown(first))
    };
    let ruler = format!("| --- |{}", " ---: |".repeat(table.heads.len()));
    let rows = table.rows.iter().map(|(label, numbers)| cells(label, numbers));
    let lines = join_lines([cells("", &table.heads), ruler].into_iter().chain(rows));
    format!("**{}**\n\n{lines}", escape_markdown(&table.caption))
}

fn escape_lines(text: &str) -> Vec<String> {
    text.lines().map(escape_markdown).collect()
}

fn join_lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// The text on one line, with nothing in it that Markdown or HTML would read as a mark.
fn escape_markdown(text: &str) -> String {
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

    fn render(purpose: Purpose) -> String {
        String::from_utf8(render_document(&sample::sample_document(purpose))).unwrap()
    }

    #[test]
    fn a_form_is_headings_lists_and_a_table() {
        insta::assert_snapshot!(render(Purpose::Case));
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
        assert_eq!(render(Purpose::Exercise).matches("ÖVNING").count(), 2);
    }
}
