//! A document as text to read: 72 columns, headings, what is ticked, the acts with how far they have come.

use unicode_width::UnicodeWidthStr;

use super::sheet::{EMPTY, EXERCISE_TOLD, document_of_form};
use crate::document::{
    ActLine, ActMark, Block, BoxState, CheckBox, Document, FieldBlock, FieldContent, NumberTable, Origin,
    Purpose, last_count,
};
use crate::form::deidentified::DeidentifiedForm;
use crate::prose::{self, WIDTH};

/// How wide a row's label is in a table of numbers. A longer one has a line of its own.
const LABEL: usize = 28;

/// How wide a number is.
const COUNT: usize = 9;

/// How many numbers stand beside each other.
const ACROSS: usize = 4;

/// The longest bar.
const BAR: usize = 10;

/// A form as UTF-8 text.
pub(crate) fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    render_document(&document_of_form(form, purpose))
}

/// The document as UTF-8 text with one line break a line.
pub(super) fn render_document(document: &Document) -> Vec<u8> {
    let mut page = PlainTextPage::default();
    page.write_banner(document.purpose);
    page.write_heading(&document.title, '=');
    for block in &document.lead {
        page.write_line("");
        page.write_block(block);
    }
    for part in &document.parts {
        page.write_line("");
        page.write_heading(&part.title, '-');
        part.blocks.iter().for_each(|block| page.write_spaced(block));
    }
    page.write_origin(&document.origin);
    page.write_banner(document.purpose);
    page.text.into_bytes()
}

/// A table of numbers in lines, without its caption: in as many pieces as its columns take.
pub(crate) fn table_lines(table: &NumberTable) -> Vec<String> {
    let mut lines = Vec::new();
    for piece in table.pieces(ACROSS) {
        let heads: Vec<String> = piece.heads.iter().map(|head| format!("{head:>COUNT$}")).collect();
        lines.push(format!("{:LABEL$}{}", "", heads.concat()));
        for (label, numbers) in &table.rows {
            let bar = piece.most.map(|most| draw_bar(last_count(numbers), most, BAR)).unwrap_or_default();
            push_row(&mut lines, label, piece.numbers_of(numbers), &bar);
        }
    }
    lines
}

fn push_row(lines: &mut Vec<String>, label: &str, numbers: &[String], bar: &str) {
    let label = prose::sanitize(label);
    let mut before: &str = &label;
    if label.chars().count() >= LABEL {
        lines.extend(prose::wrap_lines(&label, "", ""));
        before = "";
    }
    let counts: Vec<String> = numbers.iter().map(|number| format!("{number:>COUNT$}")).collect();
    lines.push(format!("{before:LABEL$}{}  {bar}", counts.concat()).trim_end().to_owned());
}

/// A bar in proportion to the largest count; whatever is there at all is seen.
pub(crate) fn draw_bar(count: u64, most: u64, longest: usize) -> String {
    let longest = u64::try_from(longest).unwrap_or(u64::MAX);
    let length = (count * longest).div_ceil(most.max(1)).min(longest);
    "█".repeat(usize::try_from(length).unwrap_or(0))
}

#[derive(Default)]
struct PlainTextPage {
    text: String,
}

impl PlainTextPage {
    fn write_heading(&mut self, title: &str, under: char) {
        let rows = prose::wrap_lines(title, "", "");
        let width = rows.iter().map(|row| row.width()).max().unwrap_or(0).min(WIDTH);
        self.write_lines(&rows);
        self.write_line(&under.to_string().repeat(width));
    }

    /// A block after an empty line, but for what belongs to the one before it.
    fn write_spaced(&mut self, block: &Block) {
        if !matches!(block, Block::Note(_)) {
            self.write_line("");
        }
        self.write_block(block);
    }

    fn write_block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) | Block::Text(text) => self.write_lines(&prose::wrap_lines(text, "", "")),
            Block::Quote(text) | Block::Note(text) => self.write_lines(&prose::wrap_lines(text, "  ", "  ")),
            Block::Points(points) => {
                for point in points {
                    self.write_lines(&prose::wrap_lines(point, "- ", "  "));
                }
            }
            Block::Rows(rows) => {
                for (name, told) in rows {
                    self.write_note(&format!("{name}: {told}"));
                }
            }
            Block::ByHand(label) => self.write_line(&format!("{label}: ........................")),
            Block::Room(lines) => self.write_line(&vec![".".repeat(WIDTH); *lines].join("\n\n")),
            Block::Field(field) => self.write_field(field),
            Block::Acts(table) => {
                self.write_lines(&prose::wrap_lines(&table.caption, "", ""));
                table.rows.iter().for_each(|act| self.write_act(act));
            }
            Block::Numbers(table) => {
                self.write_lines(&prose::wrap_lines(&table.caption, "", ""));
                self.write_lines(&table_lines(table));
            }
        }
    }

    fn write_field(&mut self, FieldBlock { label, content }: &FieldBlock) {
        self.write_lines(&prose::wrap_lines(label, "", ""));
        match content {
            FieldContent::Boxes(boxes) if boxes.iter().any(is_ticked) => {
                let ticked = boxes.iter().filter(|check| is_ticked(check));
                ticked
                    .for_each(|check| self.write_lines(&prose::wrap_lines(&check.text, "  [x] ", "      ")));
            }
            FieldContent::Boxes(_) | FieldContent::Empty => self.write_line(&format!("  {EMPTY}")),
            FieldContent::Options(options) => {
                for text in options {
                    self.write_lines(&prose::wrap_lines(text, "  [ ] ", "      "));
                }
            }
            FieldContent::Lines(lines) => self.write_lines(&prose::wrap_lines(&lines.join("\n"), "  ", "  ")),
        }
    }

    fn write_act(&mut self, act: &ActLine) {
        self.write_lines(&prose::wrap_lines(&act.text, &format!("  {} ", act_box(act.mark)), "      "));
        self.write_lines(&prose::wrap_lines(act.state, "      – ", "        "));
    }

    fn write_origin(&mut self, origin: &Origin) {
        self.write_line("");
        self.write_line(&"-".repeat(WIDTH));
        self.write_line(origin.heading);
        origin.facts.iter().for_each(|fact| self.write_note(&format!("{}: {}", fact.label, fact.value)));
    }

    fn write_banner(&mut self, purpose: Purpose) {
        match purpose {
            Purpose::Case => {}
            Purpose::Exercise => self.write_line(&format!("*** {EXERCISE_TOLD} ***")),
        }
    }

    fn write_note(&mut self, text: &str) {
        self.write_lines(&prose::wrap_lines(text, "", "  "));
    }

    fn write_lines(&mut self, rows: &[String]) {
        for row in rows {
            self.write_line(row);
        }
    }

    fn write_line(&mut self, row: &str) {
        self.text.push_str(row);
        self.text.push('\n');
    }
}

fn is_ticked(check: &CheckBox) -> bool {
    match check.state {
        BoxState::Ticked => true,
        BoxState::Blank => false,
    }
}

fn act_box(mark: ActMark) -> &'static str {
    match mark {
        ActMark::Ticked => "[x]",
        ActMark::Open => "[ ]",
        ActMark::Dashed => "[–]",
        ActMark::Bare => "   ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn render(purpose: Purpose) -> String {
        String::from_utf8(render_document(&sample::sample_document(purpose))).unwrap()
    }

    #[test]
    fn a_form_reads_as_a_page() {
        insta::assert_snapshot!(render(Purpose::Case), @r#"
        Händelse/oro gällande våldsbejakande extremism
        ==============================================

        Diarienummer: ........................

        Om blanketten
        -------------

        Gäller
          [x] Oro

        Ifylld
          2026-11-21

        När
          vecka 47, 2026, kväll

        Vad
          [x] Klotter
          [x] Hot

        Beskrivning
          (inte ifyllt)

        Åtgärder
        --------

        Åtgärder enligt rutinen
          [x] Informera din chef
              – gjort
          [ ] Kontakta samordnaren och berätta vad som har hänt, utan att säga
              vem det gäller
              – ska göras
          [–] Gör en polisanmälan
              – inte aktuellt
              Anmälan till socialtjänsten
              – steget hanteras enligt rutinen
          ”Steget hanteras enligt rutinen” står där vad som än är gjort. Mer
          står med flit inte i blanketten: det kunde peka ut någon.

        ------------------------------------------------------------------------
        Avidentifierad blankett
        Blankettens id: 7f3k2qhx5w2mzt4b, version 1
        Rutin: Rutin vid oro för våldsbejakande extremism, version 2019,
          Stockholms stad, stockholm-vbe
        Rutinens fingeravtryck: 0123456789ab
        Verktyg: stegvis 0.1.0
        Bevisade garantier: akut-forst
        Bevisat betyder: filen gör vad den säger; det är ingen juridisk
          granskning
        Lagtexten: läst 2026-02-12
        Besvarade frågor: 2
        "#);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = render(Purpose::Case);
        assert!(text.lines().all(|line| line.width() <= WIDTH));
        let exercise = render(Purpose::Exercise);
        assert!(exercise.lines().all(|line| line.width() <= WIDTH));
        assert_eq!(exercise.matches("ÖVNING").count(), 2);
    }
}
