//! The form as text to read: 72 columns, headings, what is ticked, the acts with how far they have come.

use unicode_width::UnicodeWidthStr;

use super::Purpose;
use super::sheet::{self, DIARY, EMPTY, EXERCISE_TOLD, FOOT};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, ActState, Entry, Form, Row, Section, Tick, TickState};
use crate::prose::{self, WIDTH};

/// The form as UTF-8 text with one line break a line.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let mut page = Page::default();
    page.banner(purpose);
    page.heading(&form.title, '=');
    page.line("");
    page.line(&format!("{DIARY}: ........................"));
    form.sections.iter().for_each(|section| page.section(section));
    page.foot(form);
    page.banner(purpose);
    page.text.into_bytes()
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn heading(&mut self, title: &str, under: char) {
        let rows = prose::lines(title, "", "");
        let width = rows.iter().map(|row| row.width()).max().unwrap_or(0).min(WIDTH);
        self.lines(&rows);
        self.line(&under.to_string().repeat(width));
    }

    fn section(&mut self, section: &Section) {
        self.line("");
        self.heading(&section.title, '-');
        for row in &section.rows {
            self.line("");
            self.row(row);
        }
    }

    fn row(&mut self, row: &Row) {
        self.lines(&prose::lines(&row.label, "", ""));
        match &row.entry {
            entry if entry.is_empty() => self.line(&format!("  {EMPTY}")),
            Entry::One(ticks) | Entry::Any(ticks) => self.ticks(ticks),
            Entry::Acts(acts) => {
                for act in acts {
                    self.act(act);
                }
                if let Some(note) = row.entry.note() {
                    self.lines(&prose::lines(note, "  ", "  "));
                }
            }
            Entry::Day(_) | Entry::Period(_) | Entry::Text(_) => {
                self.lines(&prose::lines(&row.entry.words(), "  ", "  "));
            }
        }
    }

    fn ticks(&mut self, ticks: &[Tick]) {
        for tick in ticks.iter().filter(|tick| tick.state == TickState::On) {
            self.lines(&prose::lines(&tick.text, "  [x] ", "      "));
        }
    }

    fn act(&mut self, act: &ActRow) {
        self.lines(&prose::lines(&act.text, &format!("  {} ", tick_box(act.state)), "      "));
        self.lines(&prose::lines(act.state.label(), "      – ", "        "));
    }

    fn foot(&mut self, form: &Form) {
        self.line("");
        self.line(&"-".repeat(WIDTH));
        self.line(FOOT);
        for fact in sheet::facts(form) {
            self.note(&format!("{}: {}", fact.label, fact.value));
        }
    }

    fn banner(&mut self, purpose: Purpose) {
        match purpose {
            Purpose::Case => {}
            Purpose::Exercise => self.line(&format!("*** {EXERCISE_TOLD} ***")),
        }
    }

    fn note(&mut self, text: &str) {
        self.lines(&prose::lines(text, "", "  "));
    }

    fn lines(&mut self, rows: &[String]) {
        for row in rows {
            self.line(row);
        }
    }

    fn line(&mut self, row: &str) {
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
        insta::assert_snapshot!(String::from_utf8(write(&sample::form(), Purpose::Case)).unwrap(), @r#"
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
        Besvarade frågor: 2
        "#);
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = String::from_utf8(write(&sample::form(), Purpose::Case)).unwrap();
        assert!(text.lines().all(|line| line.width() <= WIDTH));
        let exercise = String::from_utf8(write(&sample::form(), Purpose::Exercise)).unwrap();
        assert!(exercise.lines().all(|line| line.width() <= WIDTH));
        assert_eq!(exercise.matches("ÖVNING").count(), 2);
    }
}
