//! Walks that are kept as they go: taking one up, and leaving one.

use super::talk::Stop;
use super::{Answer, Interrupted, Session};
use crate::drafts::{self, News};
use crate::flow::id::FieldIx;
use crate::store::drafts::{Found, KEPT_DAYS};

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
        for sentence in self.keeper.tidy(self.today, KEPT_DAYS) {
            self.talk.say(&sentence)?;
        }
        let Some(latest) = self.keeper.found_of(self.walk.flow()).into_iter().next() else { return Ok(()) };
        let what = format!("Det finns en genomgång som inte är klar, {}.", drafts::summary(&latest));
        self.talk.say(&what)?;
        match self.interrupted {
            Interrupted::TakeUp => self.take_up(&latest),
            Interrupted::Ask => self.ask_about(&latest),
            Interrupted::Mention => {
                Ok(self.talk.say("Lägg till --resume för att fortsätta den. Nu börjar en ny.")?)
            }
        }
    }

    /// Keeps what was decided since last, on the disk.
    pub(super) fn keep(&mut self) -> Result<(), Stop> {
        let Some(news) = News::of(&mut self.walk, self.today) else { return Ok(()) };
        match (self.keeper.keep(news), self.keeping) {
            (Ok(()), Keeping::Kept) | (Err(_), Keeping::NotKept) => {}
            (Ok(()), Keeping::NotKept) => {
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
        match self.keeper.take_up(&draft.id, &flow) {
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
