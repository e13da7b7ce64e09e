//! The review before saving, the saving itself, and the last words.

use std::path::PathBuf;

use super::talk::Stop;
use super::{Heard, Session, step};
use crate::deid::Advice;
use crate::flow::id::StepIx;
use crate::form::deidentified::{self, DeidentifiedForm};
use crate::form::review::{self, Remark, Weight};
use crate::form::{advice, fill};
use crate::present::{contacts_after, left_to_do};
use crate::store::{self, Store};

impl Session<'_> {
    /// Shows the form whole; saves it, or lets a field be changed. The files, once saved.
    pub(super) fn review(&mut self) -> Result<Option<Vec<PathBuf>>, Stop> {
        let fields = self.fields();
        self.talk.gap()?;
        self.left()?;
        self.talk.say("Granska blanketten:")?;
        for (n, at) in fields.iter().enumerate() {
            let label = self.walk.flow().form.field(*at).label.clone();
            let words = fill::entry(&self.walk, *at, self.today).words().replace('\n', "; ");
            let words = if words.is_empty() { "inte ifyllt".to_owned() } else { words };
            self.talk.number(n + 1, &format!("{label}: {words}"))?;
        }
        let advice = advice::advice(&self.walk, self.today, &self.scanner);
        for text in advice.iter().map(Advice::text).chain(advice::notes(&self.walk, self.today)) {
            self.talk.say(&format!("Tänk på: {text}"))?;
        }
        let remarks = review::remarks(&self.walk, &self.clearings);
        self.tell_remarks(&remarks)?;
        self.talk.say("Skriv s för att spara, eller siffran för det fält du vill ändra.")?;
        loop {
            let Heard::Line(line) = self.hear()? else { return Ok(None) };
            if matches!(line.to_lowercase().as_str(), "s" | "spara") {
                match review::stopping(&remarks) {
                    None => return self.pass_gate(),
                    Some(remark) => self.talk.say(&format!("Kan inte sparas än. {}", remark.says))?,
                }
                continue;
            }
            if let Some(step) = jump(&line, &remarks) {
                self.ask_again(step)?;
                return Ok(None);
            }
            match step::one_number(&line, fields.len()) {
                Ok(place) => {
                    if let Some(at) = fields.get(place) {
                        self.talk.gap()?;
                        self.fill_in(*at)?;
                    }
                    return Ok(None);
                }
                Err(_) => self
                    .talk
                    .say(&format!("Skriv s för att spara, eller en siffra från 1 till {}.", fields.len()))?,
            }
        }
    }

    /// What does not agree with the walk, each with the way back to its question.
    fn tell_remarks(&mut self, remarks: &[Remark]) -> Result<(), Stop> {
        for (n, remark) in remarks.iter().enumerate() {
            let lead = match remark.weight {
                Weight::Stops => "Stämmer inte",
                Weight::Tells => "Tänk på",
            };
            self.talk.say(&format!("{lead}: {}", remark.says))?;
            if let Some(step) = remark.back {
                let title = self.walk.flow().step(step).title.clone();
                self.talk.item(&format!("g{}: gå till frågan ”{title}”", n + 1))?;
            }
        }
        Ok(())
    }

    fn pass_gate(&mut self) -> Result<Option<Vec<PathBuf>>, Stop> {
        match deidentified::gate(fill::fill(&self.walk, self.today)) {
            Ok(form) => self.save(&form).map(Some),
            Err(objections) => {
                for objection in objections {
                    self.talk.say(&objection.to_string())?;
                }
                Ok(None)
            }
        }
    }

    /// Saves, in another folder where the first one does not take it. The form is never lost on the way.
    fn save(&mut self, form: &DeidentifiedForm) -> Result<Vec<PathBuf>, Stop> {
        loop {
            match self.store.save(form, &self.formats) {
                Ok(paths) => {
                    self.discard()?;
                    self.farewell(&paths)?;
                    return Ok(paths);
                }
                Err(fault) => {
                    self.talk.say(&format!("Blanketten är inte sparad. {fault} {}", fault.help()))?;
                    self.talk.say(
                        "Blanketten finns kvar här. Skriv en annan mapp att spara i, eller tryck Enter för att \
                         försöka igen i samma.",
                    )?;
                    let line = self.hear_only()?;
                    if !line.is_empty() {
                        self.store = Store::at(line);
                    }
                }
            }
        }
    }

    fn farewell(&mut self, paths: &[PathBuf]) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        self.talk.gap()?;
        let left = left_to_do(&self.walk);
        if !left.is_empty() {
            self.talk.say("KVAR ATT GÖRA:")?;
            left.iter().try_for_each(|act| self.talk.item(act.title))?;
        }
        self.talk.say("Blanketten är sparad:")?;
        for path in paths {
            self.talk.item(&store::shown(path))?;
        }
        let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
        match paths {
            [_] => self.talk.say("Det är filen att skicka.")?,
            several if several.iter().any(is_pdf) => self.talk.say("Filen att skicka är PDF:en.")?,
            _ => {}
        }
        for contact in contacts_after(&self.walk) {
            self.talk.say(&format!("{}: {}", contact.label, contact.reach))?;
        }
        self.talk.markdown(&flow.flow().form.after)?;
        Ok(())
    }
}

/// The question that a line such as `g2` jumps back to; `g` is the first that is told.
fn jump(line: &str, remarks: &[Remark]) -> Option<StepIx> {
    match line.to_lowercase().strip_prefix('g')?.trim() {
        "" => remarks.iter().find_map(|remark| remark.back),
        number => remarks.get(number.parse::<usize>().ok()?.checked_sub(1)?)?.back,
    }
}
