//! Walks that are kept as they go: taking one up, and leaving one.

use super::talk::StopReason;
use super::words::capitalize;
use super::{InterruptedWalk, Session, YesNo, numbers};
use crate::draft::file::AppendOutcome;
use crate::draft::list::FoundDraft;
use crate::draft::words;
use crate::draft::writer::Append;
use crate::present::{FormOrder, describe_lost_text, describe_open_acts, open_act_titles};

/// Whether what is decided is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DraftSaving {
    /// It is.
    Kept,
    /// It cannot be, and the user knows.
    NotKept,
}

/// What is asked before an interrupted walk is removed.
const REMOVES: &str = "Den går inte att få tillbaka här. Vill du ta bort den? Skriv ja eller nej.";

const HELP_DRAFTS: &str = "Siffran tar dig till en genomgång som inte är klar. nej börjar en ny, och de andra finns kvar. göm gömmer \
                           allt genast.";

const HELP_RESUMING: &str = "ja fortsätter där du var. nej börjar en ny, och den här finns kvar. ta bort tar bort den, efter en fråga \
                             till. göm gömmer allt genast.";

const HELP_LEAVING: &str = "ja avslutar, och du kan fortsätta en annan gång. nej går tillbaka. ta bort tar bort det du har svarat, \
                            efter en fråga till. göm gömmer allt genast.";

impl Session<'_> {
    /// Tells of walks that were interrupted, and takes one up where that is wanted.
    pub(super) fn offer_drafts(&mut self) -> Result<(), StopReason> {
        let swept = words::describe_swept(self.store.sweep_folder());
        for sentence in swept.into_iter().chain(self.keeper.remove_forgotten(self.today)) {
            self.talk.write_paragraph(&sentence)?;
        }
        let found = self.keeper.find_drafts_of(self.walk.flow());
        let Some(latest) = found.first() else { return self.explain_no_resume() };
        self.show_drafts(&found)?;
        match (self.interrupted, found.len()) {
            (InterruptedWalk::TakeUp, _) => self.resume_draft(latest),
            (InterruptedWalk::Ask, 1) => self.ask_whether_to_resume(latest),
            (InterruptedWalk::Ask, _) => self.choose_draft(&found),
            (InterruptedWalk::Mention, 1) => {
                Ok(self.talk.write_paragraph("Lägg till --resume för att fortsätta den. Nu börjar en ny.")?)
            }
            (InterruptedWalk::Mention, _) => Ok(self.talk.write_paragraph(
                "Lägg till --resume för att fortsätta den första av dem. Nu börjar en ny.",
            )?),
        }
    }

    /// The walks that were interrupted, the latest first, each with what was left to do in it.
    fn show_drafts(&mut self, found: &[FoundDraft]) -> Result<(), StopReason> {
        if let several @ 2.. = found.len() {
            self.talk.write_paragraph(&format!("Det finns {several} genomgångar som inte är klara:"))?;
        }
        for (n, draft) in found.iter().enumerate() {
            let reached = self.keeper.read_progress(&draft.id, self.walk.verified());
            let summary = words::describe_draft(draft, reached.as_ref());
            match found.len() {
                1 => self
                    .talk
                    .write_question(&format!("Det finns en genomgång som inte är klar, {summary}."))?,
                _ => self.talk.write_numbered(n + 1, &format!("{}.", capitalize(&summary)))?,
            }
            let left = reached.map(|reached| reached.left).unwrap_or_default();
            let left = describe_open_acts(&left);
            left.iter().try_for_each(|left| self.talk.write_question(&format!("{left}.")))?;
        }
        Ok(())
    }

    /// Lets the user choose which of several interrupted walks it is about.
    fn choose_draft(&mut self, found: &[FoundDraft]) -> Result<(), StopReason> {
        self.talk.write_question("Skriv siffran för en av dem, eller nej för att börja en ny.")?;
        loop {
            let line = self.wait_for_helped_line(HELP_DRAFTS)?;
            if matches!(line.to_lowercase().as_str(), "nej" | "n") {
                return Ok(self.talk.write_paragraph("Då börjar en ny. De andra finns kvar.")?);
            }
            match numbers::parse_number(&line, found.len()).map(|nth| found.get(nth)) {
                Ok(Some(draft)) => return self.ask_whether_to_resume(draft),
                Ok(None) | Err(_) => {
                    self.talk.refuse_line(&format!(
                        "Skriv en siffra från 1 till {}, eller nej för att börja en ny.",
                        found.len()
                    ))?;
                }
            }
        }
    }

    /// Says why nothing is taken up, where that was asked for.
    fn explain_no_resume(&mut self) -> Result<(), StopReason> {
        match self.interrupted {
            InterruptedWalk::TakeUp if self.keeper.is_open_elsewhere() => {
                Ok(self.talk.write_paragraph(words::ELSEWHERE)?)
            }
            InterruptedWalk::TakeUp | InterruptedWalk::Ask | InterruptedWalk::Mention => Ok(()),
        }
    }

    /// Keeps what was decided since last, on the disk.
    pub(super) fn save_draft(&mut self) -> Result<(), StopReason> {
        let Some(news) = Append::from_walk(&mut self.walk, self.today) else { return Ok(()) };
        match (self.keeper.append(news), self.keeping) {
            (Ok(AppendOutcome::Appended), DraftSaving::Kept) | (Err(_), DraftSaving::NotKept) => {}
            (Ok(AppendOutcome::Anew), DraftSaving::Kept) => self.talk.write_paragraph(words::ANEW)?,
            (Ok(_), DraftSaving::NotKept) => {
                self.keeping = DraftSaving::Kept;
                self.talk.write_paragraph("Dina svar sparas på vägen igen.")?;
            }
            (Err(fault), DraftSaving::Kept) => {
                self.keeping = DraftSaving::NotKept;
                self.talk
                    .write_paragraph(&format!("Dina svar sparas inte på vägen. {fault} {}", fault.help()))?;
                self.talk.write_paragraph(
                    "Du kan gå vidare och spara blanketten som vanligt. Men vid ett avbrott innan dess går det inte \
                     att fortsätta där du var.",
                )?;
            }
        }
        Ok(())
    }

    /// Asks whether to leave, and whether what was decided is to be there afterwards.
    pub(super) fn confirm_leaving(&mut self) -> Result<(), StopReason> {
        self.show_open_acts()?;
        if !self.is_kept() {
            return match self.ask_yes_no("Vill du avsluta? Ingenting sparas. Skriv ja eller nej.")? {
                YesNo::Yes => Err(StopReason::Left),
                YesNo::No => Ok(self.talk.write_paragraph("Då fortsätter vi.")?),
            };
        }
        self.talk.write_question(
            "Vill du avsluta? Det du har svarat finns kvar på den här datorn, och du kan fortsätta nästa gång. Skriv \
             ja, nej eller ta bort.",
        )?;
        loop {
            match self.wait_for_helped_line(HELP_LEAVING)?.to_lowercase().as_str() {
                "ja" | "j" => return Err(StopReason::Left),
                "nej" | "n" => return Ok(self.talk.write_paragraph("Då fortsätter vi.")?),
                "ta bort" | "x" => return self.confirm_discarding(),
                _ => self.talk.refuse_line("Skriv ja, nej eller ta bort.")?,
            }
        }
    }

    /// Asks once more before the walk in progress is removed.
    fn confirm_discarding(&mut self) -> Result<(), StopReason> {
        let asks = "Allt du har svarat i den här genomgången tas bort, och går inte att få tillbaka här. Vill du ta bort det? \
                    Skriv ja eller nej.";
        match self.ask_yes_no(asks)? {
            YesNo::Yes => {
                self.discard_draft()?;
                Err(StopReason::Left)
            }
            YesNo::No => Ok(self.talk.write_paragraph("Inget är borttaget. Då fortsätter vi.")?),
        }
    }

    /// What is left to do where the walk stands; nothing is said where nothing is.
    fn show_open_acts(&mut self) -> std::io::Result<()> {
        let left = describe_open_acts(&open_act_titles(&self.walk));
        left.iter().try_for_each(|left| self.talk.write_paragraph(&format!("{left}.")))
    }

    /// Removes the draft: the form is saved, or nothing is to be kept.
    pub(super) fn discard_draft(&mut self) -> Result<(), StopReason> {
        match self.keeper.discard_draft() {
            Ok(()) => Ok(()),
            Err(fault) => Ok(self
                .talk
                .write_paragraph(&format!("Det påbörjade är inte borttaget. {fault} {}", fault.help()))?),
        }
    }

    /// The last words where the user left.
    pub(super) fn say_unsaved_farewell(&mut self) -> std::io::Result<()> {
        let kept = "Du avslutade. Blanketten är inte sparad, men du kan fortsätta där du var.";
        self.talk.write_paragraph(if self.is_kept() {
            kept
        } else {
            "Du avslutade. Ingenting är sparat."
        })?;
        self.show_open_acts()
    }

    /// The last words where the input ended.
    pub(super) fn say_input_ended(&mut self) -> std::io::Result<()> {
        let left = if self.is_kept() {
            "Det du har svarat finns kvar: fortsätt med --resume."
        } else {
            "Ingenting är sparat."
        };
        self.talk.write_paragraph(&format!("Inmatningen tog slut innan blanketten var sparad. {left}"))
    }

    fn is_kept(&self) -> bool {
        self.keeping == DraftSaving::Kept && self.keeper.is_writing()
    }

    fn ask_whether_to_resume(&mut self, latest: &FoundDraft) -> Result<(), StopReason> {
        self.talk
            .write_question("Vill du fortsätta den? Skriv ja, nej för att börja en ny, eller ta bort.")?;
        loop {
            match self.wait_for_helped_line(HELP_RESUMING)?.to_lowercase().as_str() {
                "ja" | "j" => return self.resume_draft(latest),
                "nej" | "n" => {
                    return Ok(self.talk.write_paragraph("Då börjar en ny. Den andra finns kvar.")?);
                }
                "ta bort" | "x" => {
                    if self.ask_yes_no(REMOVES)? == YesNo::No {
                        return Ok(self.talk.write_paragraph("Den finns kvar, och en ny börjar.")?);
                    }
                    let done = match self.keeper.remove_draft(&latest.id) {
                        Ok(()) => "Den är borttagen, och en ny börjar.".to_owned(),
                        Err(fault) => format!("Den är inte borttagen. {fault} {}", fault.help()),
                    };
                    return Ok(self.talk.write_paragraph(&done)?);
                }
                _ => self.talk.refuse_line("Skriv ja, nej eller ta bort.")?,
            }
        }
    }

    fn resume_draft(&mut self, draft: &FoundDraft) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        match self.keeper.resume(&draft.id, &flow, self.today) {
            Ok(taken) => {
                self.walk = taken.walk;
                self.order = FormOrder::resume_form(&self.walk, self.today);
                self.talk.write_paragraph("Du fortsätter där du var. Skriv l för dina svar.")?;
                let lost = describe_lost_text(&self.walk);
                taken
                    .told
                    .iter()
                    .chain(&lost)
                    .try_for_each(|sentence| self.talk.write_paragraph(sentence))?;
            }
            Err(fault) => {
                self.talk.write_paragraph(&format!("{fault} {} En ny genomgång börjar.", fault.help()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use chrono::NaiveDate;

    use crate::check::verified;
    use crate::deid::Scanner;
    use crate::draft::list::Drafts;
    use crate::draft::writer::DraftWriter;
    use crate::export::Format;
    use crate::flow;
    use crate::plain::{InterruptedWalk, LinePage, SessionEnd, Setup, run_session};
    use crate::source::{FileId, SourceFile};
    use crate::store::Store;
    use crate::store::faults::failing_at;

    const ROUTINE: &str = include_str!("../../tests/fixtures/walkable.yaml");

    /// A walk to a saved form; the last lines are for where saving is tried again.
    const LINES: &str = "1\n1\n1\n1\n1 3\n\n2\n3\n2026-v47\n5\n1 2\n\n\ns\n\n\n\n";

    /// What a session in this folder says, and how it ends.
    fn run_test_session(folder: &Path) -> (String, SessionEnd) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let routine = flow::read_flow(&SourceFile::new("prov.yaml", ROUTINE), FileId(0)).unwrap();
        let setup = Setup {
            flow: Arc::new(verified::verify_flow(routine, today).unwrap()),
            today,
            store: Store::in_folder(folder.join("ut")),
            formats: vec![Format::Json, Format::Txt],
            scanner: Arc::new(Scanner::builtin()),
            speller: crate::spelling::Speller::default(),
            keeper: DraftWriter::new(Drafts::in_folder(folder.join("utkast"))),
            interrupted: InterruptedWalk::Mention,
            page: LinePage::default(),
        };
        let mut said = Vec::new();
        let ended = run_session(setup, &mut LINES.as_bytes(), &mut said).unwrap();
        (String::from_utf8(said).unwrap().replace('\n', " "), ended)
    }

    #[expect(clippy::disallowed_methods, reason = "a test looks at what is on the disk")]
    fn list_files(folder: &Path) -> Vec<PathBuf> {
        std::fs::read_dir(folder)
            .map(|rows| rows.map(|row| row.unwrap().path()).collect())
            .unwrap_or_default()
    }

    /// The sentence that tells of the fault.
    fn fault_sentence(said: &str) -> Option<String> {
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
            let ((said, ended), steps) = failing_at(at, || run_test_session(folder.path()));
            assert!(matches!(ended, SessionEnd::Saved { .. }), "{said}");
            let (forms, drafts) =
                (list_files(&folder.path().join("ut")), list_files(&folder.path().join("utkast")));
            assert_eq!(forms.len(), 2, "{forms:?}");
            let Some(step) = steps.get(at) else {
                assert!(at > 30 && drafts.is_empty(), "{at}");
                return;
            };
            let told = fault_sentence(&said).unwrap_or_else(|| panic!("{at} {step:?} was not told: {said}"));
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
