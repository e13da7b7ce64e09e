//! How soon an act is to be done agrees with how pressing it is, and with the acts that it makes unnecessary.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::StepIx;
use crate::flow::model::{Flow, Step, StepKind, TimeLimit, Urgency};

/// The rule.
pub const RULE: Rule = Rule {
    code: "frist-motsager",
    doc: "En åtgärds frist stämmer med hur brådskande den är, och med de åtgärder som den gör onödiga.",
    why: "Står det både att något ska göras genast och att det får vänta i veckor, vet den som läser inte vad som gäller.",
    after: &[],
    find: find_contradicting_limits,
};

/// The longest limit, in hours, of what goes before everything and of what is to be done without delay.
const DAY: usize = 24;
const WEEK: usize = 7 * DAY;

fn find_contradicting_limits(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    facts.flow.steps.iter().flat_map(|step| check_act(facts.flow, step)).collect()
}

fn check_act(flow: &Flow, step: &Step) -> Vec<Diagnostic> {
    let StepKind::Act { urgency, duty, covers, .. } = &step.kind else { return Vec::new() };
    let pressing = duty.within.and_then(|within| check_urgency(step, *urgency, within));
    let covered = covers.iter().filter_map(|at| check_covered(flow, step, *at));
    pressing.into_iter().chain(covered).collect()
}

/// That an act may take longer than it is pressing.
fn check_urgency(step: &Step, urgency: Urgency, within: TimeLimit) -> Option<Diagnostic> {
    let (most, word) = match urgency {
        Urgency::Now => (DAY, "now"),
        Urgency::Promptly => (WEEK, "promptly"),
        Urgency::Normal => return None,
    };
    (within.hours() > most).then(|| {
        let message = format!("`{}` är `{word}` men ska vara gjord {within}.", step.id);
        Diagnostic::error(RULE.code, step.span, message).with_help("Ändra `urgency` eller `within`.")
    })
}

/// That an act may take longer than a milder one that it makes unnecessary.
fn check_covered(flow: &Flow, step: &Step, milder: StepIx) -> Option<Diagnostic> {
    let (own, milder) = (step.duty().within, flow.step(milder));
    let limit = milder.duty().within?;
    if own.is_some_and(|own| own.hours() <= limit.hours()) {
        return None;
    }
    let own = own.map_or_else(|| "ingen frist".to_owned(), |own| own.to_string());
    let message = format!("`{}` gör `{}` onödig, men har {own} där den har {limit}.", step.id, milder.id);
    let fault = Diagnostic::error(RULE.code, step.span, message).with_place(milder.span, "den mildare");
    Some(fault.with_help("Ge den en lika kort frist, eller ändra `covers`."))
}
