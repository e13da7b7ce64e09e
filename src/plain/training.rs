//! A training over lines: the same pages and questions, for screen readers and terminals without a screen. Given no
//! store, so nothing of it can be written.

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::LinePage;
use super::quiz::QuizConversation;
use super::talk::{Conversation, StopReason};
use super::training_line::{EXERCISE, ask_training_line, ask_training_number};
use super::{numbers, words};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind};
use crate::form::model::Form;
use crate::map::{Map, text};
use crate::present::lesson::{LessonBody, LessonOutcome, LessonQuestion};
use crate::prose::{self, Markdown};
use crate::quiz::bank::QuestionBank;
use crate::quiz::round::{AnsweredBy, QuizRound};
use crate::quiz::selection::{QuestionFilter, QuizSelection};
use crate::quiz::{LENGTH, QuestionId};
use crate::training::meeting::HeldMeeting;
use crate::training::missed::{find_topics, missed_lines};
use crate::training::otherwise::{Chance, Counterfactual};
use crate::training::{Lesson, LessonLength, LessonStage, Material, TrainingStart};

/// The rows of the first page, from 0, that show nothing of a training: which questions, what was missed, and how long.
const NOT_SHOWING: [usize; 3] = [4, 5, 6];

/// Shows what there is to show, over lines, until the user leaves or the input ends. Returns what was held, and nothing where
/// nothing was shown.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_training(
    material: Material,
    start: TrainingStart,
    (today, spent): (NaiveDate, &dyn Fn() -> Duration),
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    page: LinePage,
) -> io::Result<Option<HeldMeeting>> {
    let talk = Conversation::new(input, output).on_page(page);
    let TrainingStart { lesson, length, selection } = start;
    let bank = QuestionBank::from_flow(material.flow.flow());
    let held = None;
    let mut room = TrainingSession { talk, material, today, spent, length, bank, selection, held };
    match room.run_menu(lesson) {
        Ok(()) | Err(StopReason::Left) => {
            room.say_farewell()?;
            Ok(room.held)
        }
        // Nobody is there to be asked anything more.
        Err(StopReason::InputEnded) => {
            room.say_farewell()?;
            Ok(None)
        }
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct TrainingSession<'t> {
    talk: Conversation<'t>,
    material: Material,
    today: NaiveDate,
    /// How long it has been since the training was opened.
    spent: &'t dyn Fn() -> Duration,
    length: LessonLength,
    bank: QuestionBank,
    selection: QuizSelection,
    /// What was held: the scenarios in which a question was answered, each once, and what the rounds came to; `None` before anything
    /// is shown.
    held: Option<HeldMeeting>,
}

/// What was heard between two pages.
enum PageInput {
    On,
    Back,
    /// To the step that was chosen.
    Jump(StepIx),
    /// The answer with this number, from 0.
    Answer(usize),
}

impl TrainingSession<'_> {
    fn run_menu(&mut self, chosen: Option<usize>) -> Result<(), StopReason> {
        self.talk.write_paragraph(&format!(
            "{EXERCISE}. Påhittade händelser. Ingenting sparas. Skriv ? för hjälp, q för att sluta."
        ))?;
        if let Some(nth) = chosen {
            return self.run_lesson(nth);
        }
        loop {
            self.show_menu()?;
        }
    }

    fn say_farewell(&mut self) -> io::Result<()> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph("Övningen är slut. Ingenting har sparats.")
    }

    fn show_menu(&mut self) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}: vad vill ni göra?"))?;
        let questions = self.describe_questions();
        let first = [
            "Punkterna för mötet",
            "Kartan över rutinen",
            "Frågor till rummet, med handuppräckning",
            "Frågor för en person",
            &questions,
            "Det vi borde ta upp igen",
            self.length.label(),
        ];
        for (n, row) in first.iter().enumerate() {
            self.talk.write_numbered(n + 1, row)?;
        }
        let (first, all) = (first.len(), self.material.lessons.len());
        self.list_lessons(&self.material.find_lessons(""), first)?;
        self.talk.write_question("Skriv en siffra, eller ord att söka händelser med: roll, plats, ämne.")?;
        let line = self.read_line()?;
        let row = numbers::parse_number(&line, first + all);
        if row.as_ref().is_ok_and(|row| !NOT_SHOWING.contains(row)) {
            self.held.get_or_insert_default();
        }
        match row {
            Ok(0) => self.show_points()?,
            Ok(1) => self.show_map()?,
            Ok(2) => self.run_quiz(AnsweredBy::Room)?,
            Ok(3) => self.run_quiz(AnsweredBy::One)?,
            Ok(4) => self.choose_questions()?,
            Ok(5) => self.show_missed()?,
            Ok(6) => self.length = self.length.next(),
            Ok(nth) => self.run_lesson(nth - first)?,
            Err(why) if line.chars().any(char::is_alphabetic) => self.search_lessons(&line, first, &why)?,
            Err(why) => self.talk.write_paragraph(&why)?,
        }
        Ok(())
    }

    /// The scenarios at these places, each with its number in the menu.
    fn list_lessons(&mut self, places: &[usize], first: usize) -> Result<(), StopReason> {
        let before = std::iter::once(None).chain(places.iter().copied().map(Some));
        for (nth, before) in places.iter().copied().zip(before) {
            if let Some(heading) = self.material.heading(nth, before) {
                self.talk.write_paragraph(&format!("{heading}:"))?;
            }
            let lesson = self.material.lessons.get(nth).cloned().map(|lesson| lesson.in_length(self.length));
            let says = lesson.map(|lesson| {
                let about = [lesson.describe_size(), lesson.topics().join(", ")];
                let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
                format!("{} ({})", lesson.scenario().title.text(), about.join("; "))
            });
            self.talk.write_numbered(first + nth + 1, &says.unwrap_or_default())?;
        }
        Ok(())
    }

    /// The scenarios that have the words, to be opened by their numbers.
    fn search_lessons(&mut self, wanted: &str, first: usize, why: &str) -> Result<(), StopReason> {
        let found = self.material.find_lessons(wanted);
        if found.is_empty() {
            return Ok(self.talk.write_paragraph(&format!("Ingen händelse passar det. {why}"))?);
        }
        self.talk.write_paragraph(&format!("Händelser som passar: {}.", found.len()))?;
        self.list_lessons(&found, first)?;
        self.talk
            .write_paragraph("Skriv siffran för den ni vill gå igenom, eller tryck Enter för hela listan.")?;
        let line = self.read_line()?;
        match numbers::parse_number(&line, first + self.material.lessons.len()) {
            Ok(nth) if nth >= first => self.run_lesson(nth - first),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn show_points(&mut self) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}: punkter att ta upp på mötet"))?;
        for (n, (point, says)) in self.material.points.iter().enumerate() {
            self.talk.write_numbered(n + 1, &format!("{point}. {says}"))?;
        }
        Ok(())
    }

    fn show_map(&mut self) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}: kartan över rutinen"))?;
        let map = Map::from_flow(&self.material.flow, None);
        Ok(self.talk.write_lines(&text::map_lines(&map, self.material.flow.flow(), self.talk.width()))?)
    }

    fn run_lesson(&mut self, nth: usize) -> Result<(), StopReason> {
        let Some(lesson) = self.material.lessons.get(nth).cloned() else { return Ok(()) };
        let mut lesson = lesson.in_length(self.length);
        self.held.get_or_insert_default();
        let mut answered = None;
        loop {
            self.show_page(&lesson, answered.take())?;
            match self.read_page_input(&lesson)? {
                PageInput::Back => {
                    let _moved = lesson.go_back();
                }
                PageInput::Jump(step) => lesson.go_to_step(step),
                PageInput::Answer(nth) => {
                    answered = Some(nth);
                    self.count_scenario(&lesson);
                    lesson.go_on();
                }
                PageInput::On => {
                    self.count_scenario(&lesson);
                    if !lesson.go_on() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Counts a scenario that goes on from a question: one that was only opened is not counted.
    fn count_scenario(&mut self, lesson: &Lesson) {
        let shown = &mut self.held.get_or_insert_default().scenarios;
        if lesson.is_at_question() && !shown.contains(&lesson.card()) {
            shown.push(lesson.card());
        }
    }

    /// How many whole minutes it has been since the first thing was shown.
    fn count_minutes(&mut self) -> u64 {
        let meeting = &mut self.held.get_or_insert_default().meeting;
        meeting.set_clock((self.spent)());
        meeting.begin();
        meeting.spent_minutes()
    }

    fn show_page(&mut self, lesson: &Lesson, answered: Option<usize>) -> Result<(), StopReason> {
        let (page, pages) = lesson.page_number();
        let (spent, planned) = (self.count_minutes(), self.length.minutes());
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!(
            "{EXERCISE}, sida {page} av {pages}, {spent} av {planned} min: {}",
            lesson.scenario().title.text()
        ))?;
        let view = lesson.page_view(self.today);
        for part in &view.told {
            self.talk.write_markdown(part.source())?;
        }
        match &view.body {
            LessonBody::Story => Ok(()),
            LessonBody::Asked(asked) => Ok(self.show_question(asked)?),
            LessonBody::Shown(shown) => self.show_outcome(lesson, shown, answered),
            LessonBody::Form(form) => Ok(self.show_form(form)?),
            LessonBody::Talk { discuss, aim } => Ok(self.show_discussion(discuss, *aim)?),
        }
    }

    fn show_question(&mut self, asked: &LessonQuestion<'_>) -> io::Result<()> {
        self.talk.write_paragraph(&prose::with_full_stop(asked.question))?;
        asked.answers.iter().enumerate().try_for_each(|(n, answer)| self.talk.write_numbered(n + 1, answer))
    }

    fn show_outcome(
        &mut self,
        lesson: &Lesson,
        shown: &LessonOutcome<'_>,
        answered: Option<usize>,
    ) -> Result<(), StopReason> {
        let view = &shown.step;
        self.talk.write_paragraph(&prose::with_full_stop(view.title))?;
        if let Some(came) = &shown.came_to {
            self.talk.write_paragraph(&format!(
                "I berättelsen: {}",
                prose::with_full_stop(&words::capitalize(came))
            ))?;
        }
        if let (Some(nth), Some(at)) = (answered, lesson.step()) {
            self.show_counterfactual(lesson, at, &Outcome::One(AnswerIx::nth(nth)))?;
        }
        if let Some(text) = view.text {
            self.talk.write_markdown(text.source())?;
        }
        self.talk.write_contacts(view)?;
        if let Some(why) = view.why {
            self.talk.write_paragraph("Varför:")?;
            self.talk.write_markdown(why.source())?;
        }
        self.talk.write_grounds(view)?;
        Ok(())
    }

    /// What is only for whoever leads, when it is asked for.
    fn show_notes(&mut self, lesson: &Lesson) -> Result<(), StopReason> {
        let notes = lesson.page_view(self.today).notes();
        if notes.is_empty() {
            return Ok(self.talk.write_paragraph("Sidan har inga anteckningar för den som leder.")?);
        }
        self.talk.write_paragraph("För dig som leder:")?;
        Ok(notes.iter().try_for_each(|note| self.talk.write_item(note))?)
    }

    /// What another answer than the story's would have changed.
    fn show_counterfactual(
        &mut self,
        lesson: &Lesson,
        at: StepIx,
        outcome: &Outcome,
    ) -> Result<(), StopReason> {
        let step = lesson.flow().step(at);
        let yours = prose::with_full_stop(&words::describe_outcome(step, outcome));
        if lesson.outcome() == Some(outcome) {
            return Ok(self.talk.write_paragraph(&format!("Ni svarade detsamma: {yours}"))?);
        }
        self.talk.write_paragraph(&format!("Ni svarade: {yours}"))?;
        let other = lesson.scenario().what_if_at(at).find(|other| other.outcome == *outcome);
        if let Some(other) = other {
            self.talk.write_markdown(other.says.text())?;
        }
        match Counterfactual::from_outcome(lesson.walk(), at, outcome) {
            Ok(otherwise) => self.show_difference(lesson.flow(), &otherwise),
            Err(refusal) => Ok(self.talk.write_paragraph(&refusal.to_string())?),
        }
    }

    fn show_difference(&mut self, flow: &Flow, otherwise: &Counterfactual) -> Result<(), StopReason> {
        let title = |at: StepIx| prose::with_full_stop(&flow.step(at).title);
        self.talk.write_paragraph(&format!("Nästa steg hade blivit: {}", title(otherwise.next)))?;
        if otherwise.is_nothing() {
            return Ok(self.talk.write_paragraph("Resten av vägen hade blivit densamma.")?);
        }
        for (at, chance) in &otherwise.gained {
            let word = match chance {
                Chance::Sure => "Tillkommer",
                Chance::Open => "Kan tillkomma",
            };
            self.talk.write_item(&format!("{word}: {}", title(*at)))?;
        }
        for at in &otherwise.lost {
            self.talk.write_item(&format!("Faller bort: {}", title(*at)))?;
        }
        Ok(())
    }

    fn show_form(&mut self, form: &Form) -> io::Result<()> {
        self.talk.write_paragraph("Blanketten blir:")?;
        for section in &form.sections {
            self.talk.write_paragraph(&prose::with_full_stop(&section.title))?;
            for row in &section.rows {
                self.talk.write_item(&format!(
                    "{}: {}",
                    row.label,
                    prose::with_full_stop(&row.entry.words())
                ))?;
            }
        }
        Ok(())
    }

    fn show_discussion(&mut self, discuss: &[Markdown<'_>], aim: Markdown<'_>) -> io::Result<()> {
        self.talk.write_paragraph("Att prata om:")?;
        for question in discuss {
            self.talk.write_item(&question.to_plain())?;
        }
        self.talk.write_paragraph(&format!("Ta med er: {}", aim.to_plain()))
    }

    /// Waits between two pages.
    fn read_page_input(&mut self, lesson: &Lesson) -> Result<PageInput, StopReason> {
        let answers = match lesson.page() {
            LessonStage::Asked(at) => match &lesson.flow().step(at).kind {
                StepKind::Ask { answers } => answers.len(),
                StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => 0,
            },
            LessonStage::Story | LessonStage::Shown(_) | LessonStage::Form | LessonStage::Talk => 0,
        };
        self.talk.write_question(match answers {
            0 => "Tryck Enter för att gå vidare, ? för hjälp.",
            _ => "Vad skulle ni svara? Skriv en siffra, eller tryck Enter för att höra svaret.",
        })?;
        loop {
            let line = self.read_line()?;
            let question = self.talk.question();
            match line.as_str() {
                "" => return Ok(PageInput::On),
                "t" | "tillbaka" => return Ok(PageInput::Back),
                "l" | "läget" | "gå" => return Ok(PageInput::Jump(self.choose_step(lesson)?)),
                "k" | "karta" => {
                    self.show_story_map(lesson)?;
                    self.talk.restore_question(question)?;
                }
                "d" | "dina" | "anteckningar" => {
                    self.show_notes(lesson)?;
                    self.talk.restore_question(question)?;
                }
                _ => match numbers::parse_number(&line, answers) {
                    Ok(nth) => return Ok(PageInput::Answer(nth)),
                    Err(_) if answers == 0 => {
                        self.talk.refuse_line("Tryck Enter, eller skriv ? för hjälp.")?;
                    }
                    Err(why) => self.talk.refuse_line(&why)?,
                },
            }
        }
    }

    fn choose_step(&mut self, lesson: &Lesson) -> Result<StepIx, StopReason> {
        let steps = lesson.steps();
        self.talk.write_question("Vilket steg vill ni gå till?")?;
        for (n, at) in steps.iter().enumerate() {
            self.talk.write_numbered(n + 1, &lesson.flow().step(*at).title)?;
        }
        loop {
            let chosen = ask_training_number(&mut self.talk, steps.len())?;
            if let Some(step) = steps.get(chosen) {
                return Ok(*step);
            }
        }
    }

    /// The map, with where the story stands.
    fn show_story_map(&mut self, lesson: &Lesson) -> Result<(), StopReason> {
        let map = Map::from_flow(lesson.walk().verified(), Some(&lesson.position()));
        self.talk.write_paragraph(&format!("{EXERCISE}: kartan över rutinen"))?;
        Ok(self.talk.write_lines(&text::map_lines(&map, lesson.flow(), self.talk.width()))?)
    }

    /// Asks a round of questions, and takes what it comes to, also where it is left before its end.
    fn run_quiz(&mut self, by: AnsweredBy) -> Result<(), StopReason> {
        self.material.seed = self.material.seed.wrapping_add(1);
        let quiz = self.bank.draw_quiz(&self.material.flow, self.material.seed, LENGTH, &self.selection);
        let flow = Arc::clone(&self.material.flow);
        let mut asking = QuizConversation { talk: &mut self.talk, flow: flow.flow() };
        let meeting = &mut self.held.get_or_insert_default().meeting;
        let mut round = QuizRound::new(quiz, by);
        if by == AnsweredBy::Room {
            let present = match meeting.present {
                Some(present) => present,
                None => asking.ask_present()?,
            };
            meeting.present = Some(present);
            round = round.with_present(present);
        }
        let asked = asking.run_round(&mut round);
        meeting.take_round(flow.flow().id.as_str(), &round);
        asked
    }

    /// What meetings have missed, to be taken up again.
    fn show_missed(&mut self) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.talk.write_paragraph(&format!("{EXERCISE}: det vi borde ta upp igen"))?;
        let lines = missed_lines(&find_topics(&self.material.flow, &self.bank, &self.material.missed));
        Ok(lines.iter().try_for_each(|line| self.talk.write_paragraph(line))?)
    }

    /// Which questions to ask: one row is chosen, and told again until a line is empty.
    fn choose_questions(&mut self) -> Result<(), StopReason> {
        let flow = Arc::clone(&self.material.flow);
        let topics = find_topics(&flow, &self.bank, &self.material.missed);
        let missed: Vec<QuestionId> = topics.into_iter().map(|topic| topic.id).collect();
        let filters = QuestionFilter::list_filters(flow.flow(), &missed);
        loop {
            self.talk.write_blank_line()?;
            self.talk.write_paragraph(&format!("{EXERCISE}: {}", self.describe_questions()))?;
            for (n, (filter, label)) in filters.iter().enumerate() {
                let count = self.bank.count_fitting(&filter.apply_to(self.selection.clone()));
                self.talk.write_numbered(n + 1, &format!("{label} ({count})"))?;
            }
            self.talk.write_question("Skriv en siffra för att välja, eller tryck Enter när du är klar.")?;
            let line = self.read_line()?;
            if line.is_empty() {
                return Ok(());
            }
            match numbers::parse_number(&line, filters.len()) {
                Ok(nth) => {
                    let chosen = filters.get(nth).map(|(filter, _)| filter.apply_to(self.selection.clone()));
                    self.selection = chosen.unwrap_or_default();
                }
                Err(why) => self.talk.write_paragraph(&why)?,
            }
        }
    }

    fn describe_questions(&self) -> String {
        let (count, flow) = (self.bank.count_fitting(&self.selection), self.material.flow.flow());
        format!("Frågorna gäller: {} ({count} skrivna)", self.selection.describe(flow))
    }

    /// The next line. Help is given wherever it is asked for, and leaving is heeded.
    fn read_line(&mut self) -> Result<String, StopReason> {
        ask_training_line(&mut self.talk)
    }
}
