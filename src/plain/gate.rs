//! The gate for free text, over lines: each finding is shown with its reason, and decided before the text is taken.

use zeroize::Zeroizing;

use super::Session;
use super::talk::StopReason;
use crate::deid::screened::{Pending, Screened, screen_again};
use crate::deid::{Finding, FindingDecision, apply_decisions};

/// What the user wants with a finding.
enum FindingChoice {
    Mask,
    MaskAll,
    Coarsen,
    Keep,
    WriteAgain,
}

impl Session<'_> {
    /// The text with every finding decided; `None` where the user would rather write it again.
    pub(super) fn screen_text(&mut self, line: &str) -> Result<Option<Screened>, StopReason> {
        let mut text = Zeroizing::new(line.to_owned());
        let mut pending = Pending::default();
        loop {
            let found = match screen_again(&self.scanner, &text, &self.clearings, &pending) {
                Ok(screened) => {
                    self.show_advice(&screened)?;
                    return Ok(Some(screened));
                }
                Err(found) => found,
            };
            let Some(first) = found.first() else { return Ok(None) };
            self.clearings.record_classes(&text, &found);
            self.show_finding(&text, first, found.len())?;
            let verdict = self.ask_finding_choice(first)?;
            if !matches!(verdict, FindingChoice::MaskAll) {
                pending.mark_decided(&text, &found, 0);
            }
            let decided: Vec<(Finding, FindingDecision)> = match verdict {
                FindingChoice::Mask => vec![(first.clone(), FindingDecision::Mask)],
                FindingChoice::Coarsen => vec![(first.clone(), FindingDecision::Coarsen)],
                FindingChoice::MaskAll => {
                    found.iter().cloned().map(|finding| (finding, FindingDecision::Mask)).collect()
                }
                FindingChoice::Keep => {
                    self.clearings.clear_finding(&text, first);
                    Vec::new()
                }
                FindingChoice::WriteAgain => return Ok(None),
            };
            text = Zeroizing::new(apply_decisions(&text, &decided));
        }
    }

    fn show_finding(&mut self, text: &str, finding: &Finding, left: usize) -> Result<(), StopReason> {
        let words = text.get(finding.range.clone()).unwrap_or_default();
        self.talk.write_blank_line()?;
        let left =
            if left == 1 { "Ett fynd att avgöra".to_owned() } else { format!("{left} fynd att avgöra") };
        self.talk.write_paragraph(&format!(
            "{left}. ”{words}” kan peka ut någon: {}. {}",
            finding.class.label(1),
            finding.reason
        ))?;
        self.talk.write_item(&format!("m: maskera, så att det står {}", finding.mask))?;
        if let Some(coarser) = &finding.coarser {
            self.talk.write_item(&format!("g: gör grövre, så att det står {coarser}"))?;
        }
        self.talk.write_item("b: behåll, det pekar inte ut någon")?;
        self.talk.write_item("a: maskera alla fynd")?;
        self.talk.write_item("n: skriv texten på nytt")?;
        Ok(())
    }

    fn ask_finding_choice(&mut self, finding: &Finding) -> Result<FindingChoice, StopReason> {
        loop {
            match self.wait_for_line()?.as_str() {
                "m" => return Ok(FindingChoice::Mask),
                "g" if finding.coarser.is_some() => return Ok(FindingChoice::Coarsen),
                "b" => return Ok(FindingChoice::Keep),
                "a" => return Ok(FindingChoice::MaskAll),
                "n" => return Ok(FindingChoice::WriteAgain),
                "q" => self.confirm_leaving()?,
                _ => self.talk.write_paragraph("Skriv en av bokstäverna ovan. q avslutar.")?,
            }
        }
    }

    /// What is taken, and what to think of. Never stops anything.
    fn show_advice(&mut self, screened: &Screened) -> Result<(), StopReason> {
        self.talk.write_paragraph(&format!("Texten tas med så här: {}", screened.text()))?;
        for advice in self.scanner.advise(screened.text()) {
            self.talk.write_paragraph(&advice.text())?;
        }
        Ok(self.talk.write_paragraph("Granskningen är ett hjälpmedel. Du avgör om någon kan pekas ut.")?)
    }
}
