//! What is for whoever leads a scenario, on a terminal of its own beside the room's screen: paged by hand, and nothing joins
//! the two.

use std::io::{self, BufRead, Write};
use std::time::Duration;

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use crate::present::lesson::LessonBody;
use crate::prose;
use crate::training::Lesson;

/// Shows the notes of a scenario page by page, with how long it has been, until the last is passed, the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_notes(
    lesson: Option<Lesson>,
    (today, spent): (NaiveDate, &dyn Fn() -> Duration),
    page: LinePage,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let Some(lesson) = lesson else { return Ok(()) };
    let talk = Conversation::new(input, output).on_page(page);
    let mut session = LeaderSession { talk, lesson, today, spent };
    match session.run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => Ok(()),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct LeaderSession<'t> {
    talk: Conversation<'t>,
    lesson: Lesson,
    today: NaiveDate,
    /// How long it has been.
    spent: &'t dyn Fn() -> Duration,
}

impl LeaderSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        loop {
            self.show_page()?;
            self.talk.write_question("Enter: nästa sida. t: sidan före. q: sluta.")?;
            match self.talk.ask_line()?.as_str() {
                "q" | "sluta" => return Ok(()),
                "t" | "tillbaka" => {
                    let _moved = self.lesson.go_back();
                }
                _ if !self.lesson.go_on() => return Ok(()),
                _ => {}
            }
        }
    }

    fn show_page(&mut self) -> Result<(), StopReason> {
        let (page, pages) = self.lesson.page_number();
        let title = self.lesson.scenario().title.text().to_owned();
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("ÖVNING, för dig som leder, sida {page} av {pages}: {title}"))?;
        let wall = describe_wall(&self.lesson, self.today);
        self.talk.write_paragraph(&format!("På väggen: {wall}"))?;
        for note in self.lesson.page_view(self.today).notes() {
            self.talk.write_item(&note)?;
        }
        let (spent, planned) = ((self.spent)().as_secs() / 60, self.lesson.length().minutes());
        self.talk.write_paragraph(&format!("Tid: {spent} av {planned} minuter."))?;
        let mut next = self.lesson.clone();
        if next.go_on() {
            let wall = describe_wall(&next, self.today);
            self.talk.write_paragraph(&format!("Nästa sida: {wall}"))?;
        }
        Ok(())
    }
}

/// What the page of the room says, in a sentence.
fn describe_wall(lesson: &Lesson, today: NaiveDate) -> String {
    match lesson.page_view(today).body {
        LessonBody::Story => "berättelsen.".to_owned(),
        LessonBody::Asked(asked) => format!("{} {}", prose::with_full_stop(asked.question), asked.call),
        LessonBody::Shown(shown) => {
            let came = shown.came_to.map(|came| format!(" I berättelsen: {}", prose::with_full_stop(&came)));
            format!("{}{}", prose::with_full_stop(shown.step.title), came.unwrap_or_default())
        }
        LessonBody::Form(_) => "blanketten som den blev.".to_owned(),
        LessonBody::Talk { .. } => "att prata om, och ta med sig.".to_owned(),
    }
}
