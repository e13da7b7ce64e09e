//! The gate for free text, over lines: each finding is shown with its reason, and decided before the text is taken.

use zeroize::Zeroizing;

use super::Session;
use super::talk::Stop;
use crate::deid::screened::{Pending, Screened, screen_again};
use crate::deid::{Decision, Finding, apply};

/// What the user wants with a finding.
enum Verdict {
    Mask,
    MaskAll,
    Coarsen,
    Keep,
    WriteAgain,
}

impl Session<'_> {
    /// The text with every finding decided; `None` where the user would rather write it again.
    pub(super) fn screened(&mut self, line: &str) -> Result<Option<Screened>, Stop> {
        let mut text = Zeroizing::new(line.to_owned());
        let mut pending = Pending::default();
        loop {
            let found = match screen_again(&self.scanner, &text, &self.clearings, &pending) {
                Ok(screened) => {
                    self.advise(&screened)?;
                    return Ok(Some(screened));
                }
                Err(found) => found,
            };
            let Some(first) = found.first() else { return Ok(None) };
            self.clearings.meet(&text, &found);
            self.show_finding(&text, first, found.len())?;
            let verdict = self.verdict(first)?;
            if !matches!(verdict, Verdict::MaskAll) {
                pending.decide(&text, &found, 0);
            }
            let decided: Vec<(Finding, Decision)> = match verdict {
                Verdict::Mask => vec![(first.clone(), Decision::Mask)],
                Verdict::Coarsen => vec![(first.clone(), Decision::Coarsen)],
                Verdict::MaskAll => found.iter().cloned().map(|finding| (finding, Decision::Mask)).collect(),
                Verdict::Keep => {
                    self.clearings.add(&text, first);
                    Vec::new()
                }
                Verdict::WriteAgain => return Ok(None),
            };
            text = Zeroizing::new(apply(&text, &decided));
        }
    }

    fn show_finding(&mut self, text: &str, finding: &Finding, left: usize) -> Result<(), Stop> {
        let words = text.get(finding.range.clone()).unwrap_or_default();
        self.talk.gap()?;
        let left =
            if left == 1 { "Ett fynd att avgöra".to_owned() } else { format!("{left} fynd att avgöra") };
        self.talk.say(&format!(
            "{left}. ”{words}” kan peka ut någon: {}. {}",
            finding.class.label(1),
            finding.reason
        ))?;
        self.talk.item(&format!("m: maskera, så att det står {}", finding.mask))?;
        if let Some(coarser) = &finding.coarser {
            self.talk.item(&format!("g: gör grövre, så att det står {coarser}"))?;
        }
        self.talk.item("b: behåll, det pekar inte ut någon")?;
        self.talk.item("a: maskera alla fynd")?;
        self.talk.item("n: skriv texten på nytt")?;
        Ok(())
    }

    fn verdict(&mut self, finding: &Finding) -> Result<Verdict, Stop> {
        loop {
            match self.listen()?.as_str() {
                "m" => return Ok(Verdict::Mask),
                "g" if finding.coarser.is_some() => return Ok(Verdict::Coarsen),
                "b" => return Ok(Verdict::Keep),
                "a" => return Ok(Verdict::MaskAll),
                "n" => return Ok(Verdict::WriteAgain),
                "q" => self.leave()?,
                _ => self.talk.say("Skriv en av bokstäverna ovan. q avslutar.")?,
            }
        }
    }

    /// What is taken, and what to think of. Never stops anything.
    fn advise(&mut self, screened: &Screened) -> Result<(), Stop> {
        self.talk.say(&format!("Texten tas med så här: {}", screened.text()))?;
        for advice in self.scanner.advise(screened.text()) {
            self.talk.say(&advice.text())?;
        }
        Ok(self.talk.say("Granskningen är ett hjälpmedel. Du avgör om någon kan pekas ut.")?)
    }
}
