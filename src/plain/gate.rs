//! The gate for free text, over lines: each finding is shown with its reason, and decided before the text is taken.

use zeroize::Zeroizing;

use super::talk::{Conversation, StopReason};
use super::{Session, YesNo};
use crate::deid::screened::{Clearings, Pending, Screened, screen_again};
use crate::deid::{Finding, FindingDecision, Scanner, apply_decisions};
use crate::present::{NEVER_KEPT, ask_to_keep, explain_keeping};

/// What the user wants with a finding.
enum FindingChoice {
    Mask,
    MaskAll,
    Coarsen,
    Keep,
    WriteAgain,
    Leave,
}

const HELP_FINDING: &str = "Skriv siffran för vad som ska stå i texten i stället. Är du osäker, välj 1. q avslutar, och göm gömmer allt \
                            genast.";

/// What is said before whoever leaves in the middle of a text leaves.
const UNFINISHED: &str =
    "Texten är inte klar, och sparas inte om du avslutar nu: du skriver den på nytt nästa gång.";

/// What came of deciding one finding.
enum GateStep {
    /// Every finding is decided, and the text is let through.
    Passed(Screened),
    /// There are more to decide.
    Open,
    /// The user would rather write the text again.
    Again,
    /// The user wants to leave.
    Leave,
}

/// A text on its way through the gate.
struct GatedText {
    text: Zeroizing<String>,
    pending: Pending,
}

impl Session<'_> {
    /// The text with every finding decided; `None` where the user would rather write it again.
    pub(super) fn screen_text(&mut self, line: &str) -> Result<Option<Screened>, StopReason> {
        self.save_draft()?;
        let mut gated = GatedText::new(line);
        loop {
            match gated.decide_next(&mut self.talk, &self.scanner, &mut self.clearings)? {
                GateStep::Passed(screened) => {
                    let told = self.speller.describe_unknown(screened.text());
                    told.iter().try_for_each(|told| self.talk.write_paragraph(told))?;
                    return Ok(Some(screened));
                }
                GateStep::Again => return Ok(None),
                GateStep::Leave => {
                    self.talk.write_paragraph(UNFINISHED)?;
                    self.confirm_leaving()?;
                }
                GateStep::Open => {}
            }
        }
    }
}

/// A text on one line, of at most `longest` characters, that has passed the gate; `None` where the line is empty. `asks` says what is
/// to be written.
pub(super) fn ask_text(
    talk: &mut Conversation<'_>,
    scanner: &Scanner,
    clearings: &mut Clearings,
    longest: usize,
    asks: &str,
) -> Result<Option<Screened>, StopReason> {
    scanner.prepare_thread();
    loop {
        talk.write_question(asks)?;
        let Some(line) = talk.ask_text_or_leave()? else { return Ok(None) };
        if line.chars().count() > longest {
            talk.write_paragraph(&format!("Texten är längre än {longest} tecken. Korta den."))?;
        } else if let Some(text) = screen_line(talk, scanner, clearings, &line)? {
            return Ok(Some(text));
        }
    }
}

/// The line with every finding decided; `None` where it is to be written again.
fn screen_line(
    talk: &mut Conversation<'_>,
    scanner: &Scanner,
    clearings: &mut Clearings,
    line: &str,
) -> Result<Option<Screened>, StopReason> {
    let mut gated = GatedText::new(line);
    loop {
        match gated.decide_next(talk, scanner, clearings)? {
            GateStep::Passed(text) => return Ok(Some(text)),
            GateStep::Again => return Ok(None),
            GateStep::Leave => return Err(StopReason::Left),
            GateStep::Open => {}
        }
    }
}

impl GatedText {
    fn new(line: &str) -> Self {
        Self { text: Zeroizing::new(line.to_owned()), pending: Pending::default() }
    }

    /// Shows the first finding that is to be decided, and does what is said of it.
    fn decide_next(
        &mut self,
        talk: &mut Conversation<'_>,
        scanner: &Scanner,
        clearings: &mut Clearings,
    ) -> Result<GateStep, StopReason> {
        let found = match screen_again(scanner, &self.text, clearings, &self.pending) {
            Ok(screened) => {
                show_advice(talk, scanner, &screened)?;
                return Ok(GateStep::Passed(screened));
            }
            Err(found) => found,
        };
        let Some(first) = found.first() else { return Ok(GateStep::Again) };
        clearings.record_classes(&self.text, &found);
        show_finding(talk, &self.text, first, found.len())?;
        let choice = ask_finding_choice(talk, first)?;
        if matches!(choice, FindingChoice::Keep) && first.is_never_kept(&self.text) {
            talk.write_paragraph(NEVER_KEPT)?;
            return Ok(GateStep::Open);
        }
        if matches!(choice, FindingChoice::Keep) && !is_kept_on_purpose(talk, &self.text, first)? {
            return Ok(GateStep::Open);
        }
        if matches!(choice, FindingChoice::Mask | FindingChoice::Coarsen | FindingChoice::Keep) {
            self.pending.mark_decided(&self.text, &found, 0);
        }
        let decided: Vec<(Finding, FindingDecision)> = match choice {
            FindingChoice::Mask => vec![(first.clone(), FindingDecision::Mask)],
            FindingChoice::Coarsen => vec![(first.clone(), FindingDecision::Coarsen)],
            FindingChoice::MaskAll => {
                found.iter().cloned().map(|finding| (finding, FindingDecision::Mask)).collect()
            }
            FindingChoice::Keep => {
                clearings.clear_finding(&self.text, first);
                Vec::new()
            }
            FindingChoice::WriteAgain => return Ok(GateStep::Again),
            FindingChoice::Leave => return Ok(GateStep::Leave),
        };
        self.text = Zeroizing::new(apply_decisions(&self.text, &decided));
        Ok(GateStep::Open)
    }
}

fn show_finding(
    talk: &mut Conversation<'_>,
    text: &str,
    finding: &Finding,
    left: usize,
) -> Result<(), StopReason> {
    let words = text.get(finding.range.clone()).unwrap_or_default();
    talk.write_blank_line()?;
    let left = if left == 1 { "Ett fynd att avgöra".to_owned() } else { format!("{left} fynd att avgöra") };
    talk.write_paragraph(&format!(
        "{left}. ”{words}” kan peka ut någon: {}. {}",
        finding.class.label(1),
        finding.reason
    ))?;
    show_finding_choices(talk, words, finding)
}

/// What can be done with a finding, each with what it would leave.
fn show_finding_choices(
    talk: &mut Conversation<'_>,
    words: &str,
    finding: &Finding,
) -> Result<(), StopReason> {
    talk.write_choice(&format!("1: maskera, så att det står {}", finding.mask))?;
    if let Some(coarser) = &finding.coarser {
        talk.write_choice(&format!("2: gör grövre, så att det står {coarser}"))?;
    }
    if !finding.points_out(words) {
        talk.write_choice(&format!("3: behåll ”{words}”, det pekar inte ut någon"))?;
    }
    talk.write_choice("4: maskera alla fynd")?;
    talk.write_choice("5: skriv texten på nytt")?;
    Ok(())
}

/// Asks once more before a finding is kept: it is the one choice that leaves something of a person.
fn is_kept_on_purpose(
    talk: &mut Conversation<'_>,
    text: &str,
    finding: &Finding,
) -> Result<bool, StopReason> {
    let asks = ask_to_keep(text.get(finding.range.clone()).unwrap_or_default(), "");
    let question = format!("{asks} {} Skriv ja eller nej.", explain_keeping(finding));
    Ok(talk.ask_yes_no(&question)? == YesNo::Yes)
}

fn ask_finding_choice(talk: &mut Conversation<'_>, finding: &Finding) -> Result<FindingChoice, StopReason> {
    loop {
        match talk.ask_helped_line(HELP_FINDING)?.as_str() {
            "1" | "m" => return Ok(FindingChoice::Mask),
            "2" | "g" if finding.coarser.is_some() => return Ok(FindingChoice::Coarsen),
            "3" | "b" => return Ok(FindingChoice::Keep),
            "4" | "a" => return Ok(FindingChoice::MaskAll),
            "5" | "n" => return Ok(FindingChoice::WriteAgain),
            "q" => return Ok(FindingChoice::Leave),
            _ => talk.refuse_line("Skriv en av siffrorna. q avslutar.")?,
        }
    }
}

/// What is taken, and what to think of. Never stops anything.
fn show_advice(
    talk: &mut Conversation<'_>,
    scanner: &Scanner,
    screened: &Screened,
) -> Result<(), StopReason> {
    talk.write_paragraph(&format!("Texten tas med så här: {}", screened.text()))?;
    for advice in scanner.advise(screened.text()) {
        talk.write_paragraph(&advice.text())?;
    }
    Ok(talk.write_paragraph("Granskningen är ett hjälpmedel. Du avgör om någon kan pekas ut.")?)
}
