//! The form as text to read: 72 columns, headings, what is ticked, the acts with how far they have come.

use unicode_width::UnicodeWidthStr;

use super::Purpose;
use super::sheet::{self, DIARY, EMPTY, EXERCISE_TOLD, FOOT};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, ActState, Form, FormEntry, FormRow, FormSection, Tick, TickState};
use crate::prose::{self, WIDTH};

/// The form as UTF-8 text with one line break a line.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let mut page = PlainTextPage::default();
    page.write_banner(purpose);
    page.write_heading(&form.title, '=');
    page.write_line("");
    page.write_line(&format!("{DIARY}: ........................"));
    form.sections.iter().for_each(|section| page.write_section(section));
    page.write_foot(form);
    page.write_banner(purpose);
    page.text.into_bytes()
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

    fn write_section(&mut self, section: &FormSection) {
        self.write_line("");
        self.write_heading(&section.title, '-');
        for row in &section.rows {
            self.write_line("");
            self.write_row(row);
        }
    }

    fn write_row(&mut self, row: &FormRow) {
        self.write_lines(&prose::wrap_lines(&row.label, "", ""));
        match &row.entry {
            entry if entry.is_empty() => self.write_line(&format!("  {EMPTY}")),
            FormEntry::One(ticks) | FormEntry::Any(ticks) => self.write_ticks(ticks),
            FormEntry::Acts(acts) => {
                for act in acts {
                    self.write_act(act);
                }
                if let Some(note) = row.entry.note() {
                    self.write_lines(&prose::wrap_lines(note, "  ", "  "));
                }
            }
            FormEntry::Day(_) | FormEntry::Period(_) | FormEntry::Text(_) => {
                self.write_lines(&prose::wrap_lines(&row.entry.words(), "  ", "  "));
            }
        }
    }

    fn write_ticks(&mut self, ticks: &[Tick]) {
        for tick in ticks.iter().filter(|tick| tick.state == TickState::On) {
            self.write_lines(&prose::wrap_lines(&tick.text, "  [x] ", "      "));
        }
    }

    fn write_act(&mut self, act: &ActRow) {
        self.write_lines(&prose::wrap_lines(&act.text, &format!("  {} ", tick_box(act.state)), "      "));
        self.write_lines(&prose::wrap_lines(act.state.label(), "      – ", "        "));
    }

    fn write_foot(&mut self, form: &Form) {
        self.write_line("");
        self.write_line(&"-".repeat(WIDTH));
        self.write_line(FOOT);
        for fact in sheet::origin_facts(form) {
            self.write_note(&format!("{}: {}", fact.label, fact.value));
        }
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

fn tick_box(state: ActState) -> &'static str {
    match state {
        ActState::Done => "[x]",
        ActState::Todo => "[ ]",
        ActState::NotRelevant => "[–]",
        // No box: neither ticked nor waiting to be.
        ActState::Handled | ActState::BeingHandled => "   ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_reads_as_a_page() {
        insta::assert_snapshot!(String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap(), @r#"
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
        let text = String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap();
        assert!(text.lines().all(|line| line.width() <= WIDTH));
        let exercise = String::from_utf8(write(&sample::sample_form(), Purpose::Exercise)).unwrap();
        assert!(exercise.lines().all(|line| line.width() <= WIDTH));
        assert_eq!(exercise.matches("ÖVNING").count(), 2);
    }
}
