//! Walks that are kept as they go: taking one up, and leaving one.

use super::talk::Stop;
use super::{Answer, Interrupted, Session};
use crate::drafts::{self, News};
use crate::flow::id::FieldIx;
use crate::store::drafts::Found;
use crate::store::journal::Wrote;

/// Whether what is decided is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// It is.
    Kept,
    /// It cannot be, and the user knows.
    NotKept,
}

impl Session<'_> {
    /// Tells of walks that were interrupted, and takes one up where that is wanted.
    pub(super) fn look_for_drafts(&mut self) -> Result<(), Stop> {
        let swept = drafts::swept(self.store.sweep());
        for sentence in swept.into_iter().chain(self.keeper.tidy(self.today)) {
            self.talk.say(&sentence)?;
        }
        let Some(latest) = self.keeper.found_of(self.walk.flow()).into_iter().next() else {
            return self.nothing_to_take_up();
        };
        let reached = self.keeper.reached(&latest.id, self.walk.verified());
        let summary = drafts::summary(&latest, reached.as_ref());
        let what = format!("Det finns en genomgång som inte är klar, {summary}.");
        self.talk.say(&what)?;
        match self.interrupted {
            Interrupted::TakeUp => self.take_up(&latest),
            Interrupted::Ask => self.ask_about(&latest),
            Interrupted::Mention => {
                Ok(self.talk.say("Lägg till --resume för att fortsätta den. Nu börjar en ny.")?)
            }
        }
    }

    /// Says why nothing is taken up, where that was asked for.
    fn nothing_to_take_up(&mut self) -> Result<(), Stop> {
        match self.interrupted {
            Interrupted::TakeUp if self.keeper.is_open_elsewhere() => Ok(self.talk.say(drafts::ELSEWHERE)?),
            Interrupted::TakeUp | Interrupted::Ask | Interrupted::Mention => Ok(()),
        }
    }

    /// Keeps what was decided since last, on the disk.
    pub(super) fn keep(&mut self) -> Result<(), Stop> {
        let Some(news) = News::of(&mut self.walk, self.today) else { return Ok(()) };
        match (self.keeper.keep(news), self.keeping) {
            (Ok(Wrote::Appended), Keeping::Kept) | (Err(_), Keeping::NotKept) => {}
            (Ok(Wrote::Anew), Keeping::Kept) => self.talk.say(drafts::ANEW)?,
            (Ok(_), Keeping::NotKept) => {
                self.keeping = Keeping::Kept;
                self.talk.say("Dina svar sparas på vägen igen.")?;
            }
            (Err(fault), Keeping::Kept) => {
                self.keeping = Keeping::NotKept;
                self.talk.say(&format!("Dina svar sparas inte på vägen. {fault} {}", fault.help()))?;
                self.talk.say(
                    "Du kan gå vidare och spara blanketten som vanligt. Men vid ett avbrott innan dess går det inte \
                     att fortsätta där du var.",
                )?;
            }
        }
        Ok(())
    }

    /// Asks whether to leave, and whether what was decided is to be there afterwards.
    pub(super) fn leave(&mut self) -> Result<(), Stop> {
        if !self.is_kept() {
            return match self.confirm("Vill du avsluta? Ingenting sparas. Skriv ja eller nej.")? {
                Answer::Yes => Err(Stop::Left),
                Answer::No => Ok(self.talk.say("Då fortsätter vi.")?),
            };
        }
        self.talk.say(
            "Vill du avsluta? Det du har svarat finns kvar på den här datorn, och du kan fortsätta nästa gång. Skriv \
             ja, nej eller ta bort.",
        )?;
        loop {
            match self.listen()?.to_lowercase().as_str() {
                "ja" | "j" => return Err(Stop::Left),
                "nej" | "n" => return Ok(self.talk.say("Då fortsätter vi.")?),
                "ta bort" | "b" => {
                    self.discard()?;
                    return Err(Stop::Left);
                }
                _ => self.talk.say("Skriv ja, nej eller ta bort.")?,
            }
        }
    }

    /// Removes the draft: the form is saved, or nothing is to be kept.
    pub(super) fn discard(&mut self) -> Result<(), Stop> {
        match self.keeper.discard() {
            Ok(()) => Ok(()),
            Err(fault) => {
                Ok(self.talk.say(&format!("Det påbörjade är inte borttaget. {fault} {}", fault.help()))?)
            }
        }
    }

    /// The last words where the user left.
    pub(super) fn farewell_unsaved(&mut self) -> std::io::Result<()> {
        let kept = "Du avslutade. Blanketten är inte sparad, men du kan fortsätta där du var.";
        self.talk.say(if self.is_kept() { kept } else { "Du avslutade. Ingenting är sparat." })
    }

    /// The last words where the input ended.
    pub(super) fn input_ended(&mut self) -> std::io::Result<()> {
        let left = if self.is_kept() {
            "Det du har svarat finns kvar: fortsätt med --resume."
        } else {
            "Ingenting är sparat."
        };
        self.talk.say(&format!("Inmatningen tog slut innan blanketten var sparad. {left}"))
    }

    fn is_kept(&self) -> bool {
        self.keeping == Keeping::Kept && self.keeper.is_keeping()
    }

    fn ask_about(&mut self, latest: &Found) -> Result<(), Stop> {
        self.talk.say("Vill du fortsätta den? Skriv ja, nej för att börja en ny, eller ta bort.")?;
        loop {
            match self.listen()?.to_lowercase().as_str() {
                "ja" | "j" => return self.take_up(latest),
                "nej" | "n" => return Ok(self.talk.say("Då börjar en ny. Den andra finns kvar.")?),
                "ta bort" | "b" => {
                    let done = match self.keeper.remove(&latest.id) {
                        Ok(()) => "Den är borttagen, och en ny börjar.".to_owned(),
                        Err(fault) => format!("Den är inte borttagen. {fault} {}", fault.help()),
                    };
                    return Ok(self.talk.say(&done)?);
                }
                _ => self.talk.say("Skriv ja, nej eller ta bort.")?,
            }
        }
    }

    fn take_up(&mut self, draft: &Found) -> Result<(), Stop> {
        let flow = self.walk.verified().clone();
        match self.keeper.take_up(&draft.id, &flow, self.today) {
            Ok(taken) => {
                self.walk = taken.walk;
                self.seen = self.gone_through();
                self.talk.say("Du fortsätter där du var. Skriv l för dina svar.")?;
                taken.told.iter().try_for_each(|sentence| self.talk.say(sentence))?;
            }
            Err(fault) => {
                self.talk.say(&format!("{fault} {} En ny genomgång börjar.", fault.help()))?;
            }
        }
        Ok(())
    }

    /// The fields gone through before the interruption: those up to the last that was set by hand.
    fn gone_through(&self) -> Vec<FieldIx> {
        let fields = self.fields();
        let set = &self.walk.position().fields;
        let last = fields.iter().rposition(|at| set.contains_key(at));
        last.and_then(|last| fields.get(..=last)).unwrap_or_default().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use chrono::NaiveDate;

    use crate::check::verified;
    use crate::deid::Scanner;
    use crate::drafts::Keeper;
    use crate::export::Format;
    use crate::flow;
    use crate::plain::{Ended, Interrupted, Setup, run};
    use crate::source::{FileId, SourceFile};
    use crate::store::Store;
    use crate::store::drafts::Drafts;
    use crate::store::faults::failing_at;

    const ROUTINE: &str = include_str!("../../tests/fixtures/walkable.yaml");

    /// A walk to a saved form; the last lines are for where saving is tried again.
    const LINES: &str = "1\n1\n1\n1\n1 3\n\n2\n\n\n2026-v47\n\n1 2\n\n\ns\n\n\n\n";

    /// What a session in this folder says, and how it ends.
    fn session(folder: &Path) -> (String, Ended) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let routine = flow::read(&SourceFile::new("prov.yaml", ROUTINE), FileId(0)).unwrap();
        let setup = Setup {
            flow: Arc::new(verified::verify(routine, today).unwrap()),
            today,
            store: Store::at(folder.join("ut")),
            formats: vec![Format::Json, Format::Txt],
            scanner: Arc::new(Scanner::builtin()),
            keeper: Keeper::new(Drafts::at(folder.join("utkast"))),
            interrupted: Interrupted::Mention,
        };
        let mut said = Vec::new();
        let ended = run(setup, &mut LINES.as_bytes(), &mut said).unwrap();
        (String::from_utf8(said).unwrap().replace('\n', " "), ended)
    }

    #[expect(clippy::disallowed_methods, reason = "a test looks at what is on the disk")]
    fn files(folder: &Path) -> Vec<PathBuf> {
        std::fs::read_dir(folder)
            .map(|rows| rows.map(|row| row.unwrap().path()).collect())
            .unwrap_or_default()
    }

    /// The sentence that tells of the fault.
    fn told(said: &str) -> Option<String> {
        let opening =
            ["Dina svar sparas inte", "Blanketten är inte sparad", "Det påbörjade är inte borttaget"];
        let from = opening.iter().find_map(|words| said.find(words))?;
        let rest = said.get(from..)?;
        let end = rest.match_indices(". ").nth(2).map_or(rest.len(), |(at, _)| at + 1);
        rest.get(..end).map(str::to_owned)
    }

    #[test]
    fn whatever_fails_it_is_told_and_the_form_is_saved_in_the_end() {
        println!("| Fault | What the user saw | On the disk afterwards |\n|---|---|---|");
        for at in 0..200 {
            let folder = tempfile::tempdir().unwrap();
            let ((said, ended), steps) = failing_at(at, || session(folder.path()));
            assert!(matches!(ended, Ended::Saved { .. }), "{said}");
            let (forms, drafts) = (files(&folder.path().join("ut")), files(&folder.path().join("utkast")));
            assert_eq!(forms.len(), 2, "{forms:?}");
            let Some(step) = steps.get(at) else {
                assert!(at > 30 && drafts.is_empty(), "{at}");
                return;
            };
            let told = told(&said).unwrap_or_else(|| panic!("{at} {step:?} was not told: {said}"));
            let told = told.replace(&*folder.path().to_string_lossy(), "…");
            assert!(
                drafts.len() <= 1 && drafts.is_empty() != told.starts_with("Det påbörjade"),
                "{drafts:?}"
            );
            let left = if drafts.is_empty() { "no draft" } else { "the draft, offered at the next start" };
            println!("| {at}: {step:?} | {told} | the form whole in two files, nothing half, {left} |");
        }
        unreachable!("the session never went through without a fault");
    }
}
