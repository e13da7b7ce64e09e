//! A training over lines: the same pages and questions, for screen readers and terminals without a screen. Given no
//! store, so nothing of it can be written.

use std::io::{self, BufRead, Write};

use chrono::NaiveDate;

use super::talk::{Stop, Talk};
use super::{step, words};
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Flow, StepKind};
use crate::form::model::Form;
use crate::map::{Map, text};
use crate::present::lesson::{Asked, LessonBody, Shown};
use crate::prose::{self, Markdown};
use crate::quiz::round::{By, Round, Stage};
use crate::quiz::{LENGTH, Quiz};
use crate::training::otherwise::{Chance, Otherwise};
use crate::training::{Lesson, Material, Page};

/// What stands first on every page.
const EXERCISE: &str = "ÖVNING";

/// What can be written between two pages.
const HELP: [&str; 4] = [
    "t eller tillbaka: sidan före",
    "g eller gå: till ett annat steg",
    "k eller karta: hela rutinen, och var berättelsen är",
    "q eller sluta: sluta öva",
];

/// Shows what there is to show, over lines, until the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run(
    material: Material,
    chosen: Option<usize>,
    today: NaiveDate,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut room = Room { talk: Talk::new(input, output), material, today };
    match room.run(chosen) {
        Ok(()) | Err(Stop::Left | Stop::InputEnded) => {
            room.talk.gap()?;
            room.talk.say("Övningen är slut. Ingenting har sparats.")
        }
        Err(Stop::Broken(error)) => Err(error),
    }
}

struct Room<'t> {
    talk: Talk<'t>,
    material: Material,
    today: NaiveDate,
}

/// What was heard between two pages.
enum Heard {
    On,
    Back,
    /// To the step that was chosen.
    Jump(StepIx),
    /// The answer with this number, from 0.
    Answer(usize),
}

impl Room<'_> {
    fn run(&mut self, chosen: Option<usize>) -> Result<(), Stop> {
        self.talk.say(&format!(
            "{EXERCISE}. Påhittade händelser. Ingenting sparas. Skriv ? för hjälp, q för att sluta."
        ))?;
        if let Some(nth) = chosen {
            return self.lesson(nth);
        }
        loop {
            self.menu()?;
        }
    }

    fn menu(&mut self) -> Result<(), Stop> {
        self.talk.gap()?;
        self.talk.say(&format!("{EXERCISE}: vad vill ni göra?"))?;
        let first = ["De fem punkterna för mötet", "Kartan över rutinen", "Frågor på rutinen"];
        for (n, row) in first.iter().enumerate() {
            self.talk.number(n + 1, row)?;
        }
        let lessons = self.material.lessons.len();
        for nth in 0..lessons {
            if let Some(heading) = self.material.heading(nth) {
                self.talk.say(&format!("{heading}:"))?;
            }
            let title = self.material.lessons.get(nth).map(|lesson| lesson.scenario().title.text());
            self.talk.number(first.len() + nth + 1, title.unwrap_or_default())?;
        }
        let line = self.hear()?;
        match step::one_number(&line, first.len() + lessons) {
            Ok(0) => self.points()?,
            Ok(1) => self.map()?,
            Ok(2) => self.quiz()?,
            Ok(nth) => self.lesson(nth - first.len())?,
            Err(why) => self.talk.say(&why)?,
        }
        Ok(())
    }

    fn points(&mut self) -> Result<(), Stop> {
        self.talk.gap()?;
        self.talk.say(&format!("{EXERCISE}: fem punkter att ta upp på mötet"))?;
        for (n, (point, says)) in self.material.points.iter().enumerate() {
            self.talk.number(n + 1, &format!("{point}. {says}"))?;
        }
        Ok(())
    }

    fn map(&mut self) -> Result<(), Stop> {
        self.talk.gap()?;
        self.talk.say(&format!("{EXERCISE}: kartan över rutinen"))?;
        let map = Map::of(&self.material.flow, None);
        Ok(self.talk.lines(&text::lines(&map, self.material.flow.flow()))?)
    }

    fn lesson(&mut self, nth: usize) -> Result<(), Stop> {
        let Some(mut lesson) = self.material.lessons.get(nth).cloned() else { return Ok(()) };
        let mut answered = None;
        loop {
            self.page(&lesson, answered.take())?;
            match self.between(&lesson)? {
                Heard::Back => {
                    let _moved = lesson.go_back();
                }
                Heard::Jump(step) => lesson.jump(step),
                Heard::Answer(nth) => {
                    answered = Some(nth);
                    lesson.go_on();
                }
                Heard::On => {
                    if !lesson.go_on() {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn page(&mut self, lesson: &Lesson, answered: Option<usize>) -> Result<(), Stop> {
        let (page, pages) = lesson.place();
        self.talk.gap()?;
        self.talk.say(&format!("{EXERCISE}, sida {page} av {pages}: {}", lesson.scenario().title.text()))?;
        let view = lesson.view(self.today);
        for part in &view.told {
            self.talk.markdown(part.source())?;
        }
        match &view.body {
            LessonBody::Story => Ok(()),
            LessonBody::Asked(asked) => Ok(self.asked(asked)?),
            LessonBody::Shown(shown) => self.shown(lesson, shown, answered),
            LessonBody::Form(form) => Ok(self.form(form)?),
            LessonBody::Talk { discuss, aim } => Ok(self.talk_about(discuss, *aim)?),
        }
    }

    fn asked(&mut self, asked: &Asked<'_>) -> io::Result<()> {
        self.talk.say(&prose::ended(asked.question))?;
        for (n, answer) in asked.answers.iter().enumerate() {
            self.talk.number(n + 1, answer)?;
        }
        asked.asks.iter().try_for_each(|ask| self.talk.item(&ask.plain()))
    }

    fn shown(&mut self, lesson: &Lesson, shown: &Shown<'_>, answered: Option<usize>) -> Result<(), Stop> {
        let view = &shown.step;
        self.talk.say(&prose::ended(view.title))?;
        if let Some(came) = &shown.came_to {
            self.talk.say(&format!("I berättelsen: {}", prose::ended(&words::capital(came))))?;
        }
        if let (Some(nth), Some(at)) = (answered, lesson.step()) {
            self.otherwise(lesson, at, &Outcome::One(AnswerIx::nth(nth)))?;
        }
        if let Some(text) = view.text {
            self.talk.markdown(text.source())?;
        }
        self.talk.contacts(view)?;
        if let Some(why) = view.why {
            self.talk.say("Varför:")?;
            self.talk.markdown(why.source())?;
        }
        self.talk.grounds(view)?;
        if let Some(say) = shown.leader {
            self.talk.say(&format!("För dig som leder: {}", say.plain()))?;
        }
        Ok(())
    }

    /// What another answer than the story's would have changed.
    fn otherwise(&mut self, lesson: &Lesson, at: StepIx, outcome: &Outcome) -> Result<(), Stop> {
        let step = lesson.flow().step(at);
        let yours = prose::ended(&words::outcome(step, outcome));
        if lesson.outcome() == Some(outcome) {
            return Ok(self.talk.say(&format!("Ni svarade detsamma: {yours}"))?);
        }
        self.talk.say(&format!("Ni svarade: {yours}"))?;
        let other = lesson.scenario().what_if_at(at).find(|other| other.outcome == *outcome);
        if let Some(other) = other {
            self.talk.markdown(other.says.text())?;
        }
        match Otherwise::of(lesson.walk(), at, outcome) {
            Ok(otherwise) => self.difference(lesson.flow(), &otherwise),
            Err(refusal) => Ok(self.talk.say(&refusal.to_string())?),
        }
    }

    fn difference(&mut self, flow: &Flow, otherwise: &Otherwise) -> Result<(), Stop> {
        let title = |at: StepIx| prose::ended(&flow.step(at).title);
        self.talk.say(&format!("Nästa steg hade blivit: {}", title(otherwise.next)))?;
        if otherwise.is_nothing() {
            return Ok(self.talk.say("Resten av vägen hade blivit densamma.")?);
        }
        for (at, chance) in &otherwise.gained {
            let word = match chance {
                Chance::Sure => "Tillkommer",
                Chance::Open => "Kan tillkomma",
            };
            self.talk.item(&format!("{word}: {}", title(*at)))?;
        }
        for at in &otherwise.lost {
            self.talk.item(&format!("Faller bort: {}", title(*at)))?;
        }
        Ok(())
    }

    fn form(&mut self, form: &Form) -> io::Result<()> {
        self.talk.say("Blanketten blir:")?;
        for section in &form.sections {
            self.talk.say(&prose::ended(&section.title))?;
            for row in &section.rows {
                self.talk.item(&format!("{}: {}", row.label, prose::ended(&row.entry.words())))?;
            }
        }
        Ok(())
    }

    fn talk_about(&mut self, discuss: &[Markdown<'_>], aim: Markdown<'_>) -> io::Result<()> {
        self.talk.say("Att prata om:")?;
        for question in discuss {
            self.talk.item(&question.plain())?;
        }
        self.talk.say(&format!("Ta med er: {}", aim.plain()))
    }

    /// Waits between two pages.
    fn between(&mut self, lesson: &Lesson) -> Result<Heard, Stop> {
        let answers = match lesson.page() {
            Page::Asked(at) => match &lesson.flow().step(at).kind {
                StepKind::Ask { answers } => answers.len(),
                StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => 0,
            },
            Page::Story | Page::Shown(_) | Page::Form | Page::Talk => 0,
        };
        self.talk.say(match answers {
            0 => "Tryck Enter för att gå vidare, ? för hjälp.",
            _ => "Vad skulle ni svara? Skriv en siffra, eller tryck Enter för att höra svaret.",
        })?;
        loop {
            let line = self.hear()?;
            match line.as_str() {
                "" => return Ok(Heard::On),
                "t" | "tillbaka" => return Ok(Heard::Back),
                "g" | "gå" => return Ok(Heard::Jump(self.chosen_step(lesson)?)),
                "k" | "karta" => self.map_of(lesson)?,
                _ => match step::one_number(&line, answers) {
                    Ok(nth) => return Ok(Heard::Answer(nth)),
                    Err(_) if answers == 0 => self.talk.say("Tryck Enter, eller skriv ? för hjälp.")?,
                    Err(why) => self.talk.say(&why)?,
                },
            }
        }
    }

    fn help(&mut self) -> Result<(), Stop> {
        self.talk.say("Svara med siffror. I en berättelse går Enter vidare, och du kan också skriva:")?;
        for line in HELP {
            self.talk.item(line)?;
        }
        Ok(())
    }

    fn chosen_step(&mut self, lesson: &Lesson) -> Result<StepIx, Stop> {
        let steps = lesson.steps();
        self.talk.say("Vilket steg vill ni gå till?")?;
        for (n, at) in steps.iter().enumerate() {
            self.talk.number(n + 1, &lesson.flow().step(*at).title)?;
        }
        loop {
            let chosen = self.number(steps.len())?;
            if let Some(step) = steps.get(chosen) {
                return Ok(*step);
            }
        }
    }

    /// The map, with where the story stands.
    fn map_of(&mut self, lesson: &Lesson) -> Result<(), Stop> {
        let map = Map::of(lesson.walk().verified(), Some(&lesson.position()));
        self.talk.say(&format!("{EXERCISE}: kartan över rutinen"))?;
        Ok(self.talk.lines(&text::lines(&map, lesson.flow()))?)
    }

    fn quiz(&mut self) -> Result<(), Stop> {
        self.material.seed = self.material.seed.wrapping_add(1);
        let quiz = Quiz::new(&self.material.flow, self.today, self.material.seed, LENGTH);
        let mut round = Round::new(quiz, By::One);
        while round.stage() != Stage::Over {
            self.question(&mut round)?;
            round.go_on();
        }
        self.read_again(&round)
    }

    fn question(&mut self, round: &mut Round) -> Result<(), Stop> {
        let Some(question) = round.question().cloned() else { return Ok(()) };
        let (number, questions) = round.place();
        self.talk.gap()?;
        self.talk.say(&format!("{EXERCISE}, fråga {number} av {questions}"))?;
        for (asked, answer) in &question.told {
            self.talk.say(&format!("{} {}", prose::ended(asked), prose::ended(answer)))?;
        }
        self.talk.say(&question.asks)?;
        for (n, option) in question.options.iter().enumerate() {
            self.talk.number(n + 1, &option.text)?;
        }
        let chosen = self.number(question.options.len())?;
        round.choose(chosen);
        if chosen == question.right {
            self.talk.say("Rätt.")?;
        } else if let Some(option) = question.options.get(chosen) {
            self.talk.say(&format!("Inte det. {}", option.explains))?;
        }
        match question.options.get(question.right) {
            Some(right) => {
                Ok(self.talk.say(&format!("Rätt svar: {} {}", prose::ended(&right.text), right.explains))?)
            }
            None => Ok(()),
        }
    }

    fn read_again(&mut self, round: &Round) -> Result<(), Stop> {
        self.talk.gap()?;
        let again = round.read_again();
        self.talk.say(&match (round.quiz.questions.is_empty(), again.is_empty()) {
            (true, _) => format!("{EXERCISE}: den här rutinen ger inga frågor."),
            (false, true) => format!("{EXERCISE}: alla svar stämde med rutinen."),
            (false, false) => format!("{EXERCISE}: läs igen de här stegen."),
        })?;
        let flow = self.material.flow.clone();
        for at in again {
            self.talk.item(&flow.flow().step(at).title)?;
        }
        Ok(())
    }

    fn number(&mut self, most: usize) -> Result<usize, Stop> {
        loop {
            let line = self.hear()?;
            match step::one_number(&line, most) {
                Ok(nth) => return Ok(nth),
                Err(why) => self.talk.say(&why)?,
            }
        }
    }

    /// The next line. Help is given wherever it is asked for, and leaving is heeded.
    fn hear(&mut self) -> Result<String, Stop> {
        loop {
            let line = self.talk.ask()?;
            match line.to_lowercase().as_str() {
                "q" | "avsluta" | "sluta" => return Err(Stop::Left),
                "?" | "hjälp" => self.help()?,
                _ => return Ok(line),
            }
        }
    }
}
