//! A flow that has been proved walkable. The only way to get one is to have it checked.

use chrono::NaiveDate;

use super::bound::{BoundExceeded, UNDECIDED, WIDEST_CHOICE};
use super::figures::Figures;
use super::guarantee::{self, GuaranteeVerdict};
use super::live::LiveAnalysis;
use super::rule::RuleContext;
use super::states::StateGraph;
use super::{cited_laws, rules};
use crate::calendar::CurrentDate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::guard::{Guard, GuardTest};
use crate::flow::id::{AnswerIx, GuaranteeId};
use crate::flow::law::ReadDays;
use crate::flow::local::Localization;
use crate::flow::model::{Claim, Field, Flow, Guarantee, Mark};

/// A flow every walk of which goes forward to an end, and whose every guarantee holds.
///
/// Because it is made only by [`verify_flow`], whoever walks one need not handle steps that do not exist, guards over
/// questions that were never asked, or walks that never end.
#[derive(Debug)]
pub struct VerifiedFlow {
    flow: Flow,
    live: LiveAnalysis,
    proved: Vec<GuaranteeId>,
    warnings: Vec<Diagnostic>,
    now: CurrentDate,
}

/// What checking a flow found.
#[derive(Debug)]
pub struct CheckReport {
    /// Every finding, those of guarantees first.
    pub findings: Vec<Diagnostic>,
    /// What was found of each guarantee, in the order of the flow; none where the states could not be explored or
    /// walks may go round, so that there is nothing to hold guarantees against.
    pub verdicts: Vec<GuaranteeVerdict>,
    /// What states remember, and the states.
    explored: Option<(LiveAnalysis, StateGraph)>,
}

/// Checks `flow` as it stands on the day `on`, and hands it back as walkable.
///
/// # Errors
/// Every finding, where at least one is an error.
pub fn verify_flow(flow: Flow, on: NaiveDate) -> Result<VerifiedFlow, Vec<Diagnostic>> {
    let CheckReport { findings, verdicts, explored } = examine_flow(&flow, on);
    match explored {
        Some((live, _)) if findings.iter().all(|finding| finding.severity != Severity::Error) => {
            // A verdict that is not a proof is an error.
            let proved = flow.guarantees.iter().zip(verdicts).map(|(guarantee, _)| guarantee.id.clone());
            let proved = proved.collect();
            Ok(VerifiedFlow {
                flow,
                live,
                proved,
                warnings: findings,
                now: CurrentDate::from_clock(on, None),
            })
        }
        Some(_) | None => Err(findings),
    }
}

/// Checks of `flow`, as it stands on the day `on`, only what walking itself needs, and leaves its guarantees out: for
/// trying scenarios on a routine that is being worked on. Nothing is proved of it.
///
/// # Errors
/// Every finding, where walks may go round, stop half-way or look at a question that was never asked.
pub fn without_promises(mut flow: Flow, on: NaiveDate) -> Result<VerifiedFlow, Vec<Diagnostic>> {
    flow.guarantees.clear();
    let CheckReport { findings, verdicts: _, explored } = examine_flow(&flow, on);
    let needed = [rules::loops::RULE.code, rules::dead_end::RULE.code, rules::unasked_guard::RULE.code];
    match explored {
        Some((live, _)) if findings.iter().all(|finding| !needed.contains(&finding.code)) => {
            Ok(VerifiedFlow {
                flow,
                live,
                proved: Vec::new(),
                warnings: findings,
                now: CurrentDate::from_clock(on, None),
            })
        }
        Some(_) | None => Err(findings),
    }
}

/// Checks `flow` as it stands on the day `on`.
pub fn examine_flow(flow: &Flow, on: NaiveDate) -> CheckReport {
    examine_late(flow, on, WIDEST_CHOICE)
}

/// As [`examine_flow`], with the options of choices decided late where more than `widest` are told apart.
pub fn examine_late(flow: &Flow, on: NaiveDate, widest: usize) -> CheckReport {
    let compared = compared_options(flow);
    let mut told = distinguished_guards(flow);
    told.extend(&compared);
    let explored = LiveAnalysis::analyze(flow, &told)
        .and_then(|live| Ok((StateGraph::explore_late(flow, &live, widest)?, live)));
    match explored {
        Ok((space, live)) => examine_states(flow, on, live, space),
        Err(bounded) => {
            let findings = vec![undecided_warning(flow, bounded)];
            CheckReport { findings, verdicts: Vec::new(), explored: None }
        }
    }
}

/// What the rules and the guarantees come to over every state.
fn examine_states(flow: &Flow, on: NaiveDate, live: LiveAnalysis, space: StateGraph) -> CheckReport {
    let facts = RuleContext::from_states(flow, &live, &space, on);
    let of_rules = rules::run_rules(&facts);
    let goes_round = of_rules.iter().any(|finding| finding.code == rules::loops::RULE.code);
    let verdicts = if goes_round { Vec::new() } else { guarantee::check_guarantees(flow, &live, &space, on) };
    let mut findings = rules::promises::report_verdicts(flow, &verdicts);
    findings.extend(of_rules);
    CheckReport { findings, verdicts, explored: Some((live, space)) }
}

/// What guarantees and the form look at: ways on keep it apart, though no state remembers it.
fn distinguished_guards(flow: &Flow) -> Vec<&Guard> {
    let mut guards: Vec<&Guard> = flow.guarantees.iter().map(|guarantee| &guarantee.given).collect();
    guards.extend(flow.form.fields.iter().flat_map(Field::guards));
    guards.extend(flow.form.review.iter().map(|check| &check.when));
    guards
}

/// The options that guarantees compare, each on its own: ways on keep them apart too.
fn compared_options(flow: &Flow) -> Vec<Guard> {
    let options = |guarantee: &Guarantee| match &guarantee.then {
        Claim::UnsureIsSafe(steps) => {
            steps.iter().filter_map(|step| Some((*step, flow.step(*step).unsure_answer()?))).collect()
        }
        Claim::Monotone { step, order } => order.iter().map(|option| (*step, *option)).collect(),
        Claim::DeclinedOnly { step, .. } => {
            vec![(*step, AnswerIx::nth(Mark::NotRelevant as usize))]
        }
        Claim::Visits(_)
        | Claim::Never(_)
        | Claim::Before { .. }
        | Claim::FirstAct(_)
        | Claim::Ends(_)
        | Claim::IncludesAct(_)
        | Claim::LawsInForce
        | Claim::MaxQuestions(_)
        | Claim::Reachable(_) => Vec::new(),
    };
    let test = |(step, option)| Guard::Is(GuardTest { step, any_of: vec![option], if_unasked: Some(false) });
    flow.guarantees.iter().flat_map(options).map(test).collect()
}

fn undecided_warning(flow: &Flow, bounded: BoundExceeded) -> Diagnostic {
    let at = match bounded {
        BoundExceeded::Choice(at) => at,
        BoundExceeded::States(_)
        | BoundExceeded::Transitions(_)
        | BoundExceeded::Tests(_)
        | BoundExceeded::Followed(_) => flow.start,
    };
    Diagnostic::error(UNDECIDED, flow.step(at).span, format!("Inte avgjort: {bounded}."))
        .with_help("Låt färre svar styra vägen, eller dela flödet i två.")
}

impl CheckReport {
    /// The flow's figures, where its states could be explored.
    pub fn flow_figures(&self, flow: &Flow) -> Option<Figures> {
        self.explored.as_ref().map(|(_, space)| Figures::from_states(flow, space))
    }

    /// Whether the flow can be walked.
    pub fn is_walkable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

impl VerifiedFlow {
    /// The same routine with what the workplace fills in, none of which a proof rests on.
    #[must_use]
    pub fn localize(self, local: &Localization) -> Self {
        Self { flow: self.flow.localize(local), ..self }
    }

    /// The same routine, walked on a day that the computer says and that may be wrong.
    #[must_use]
    pub fn with_date(self, now: CurrentDate) -> Self {
        Self { now, ..self }
    }

    /// The day as it is known: what its laws are shown by, and what can have happened.
    pub fn current_date(&self) -> CurrentDate {
        self.now
    }

    /// The flow.
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// What its states remember.
    pub fn live(&self) -> &LiveAnalysis {
        &self.live
    }

    /// When the laws it rests on were read, in words that follow `Lagtexten`: `läst 2026-02-12`.
    pub fn laws_read_text(&self) -> String {
        ReadDays::from_laws(cited_laws::rests_on(&self.flow))
            .map_or_else(|| "utan uppgift om när den lästes".to_owned(), ReadDays::to_words)
    }

    /// The guarantees, all of which were proved.
    pub fn proved_guarantees(&self) -> &[GuaranteeId] {
        &self.proved
    }

    /// What was found that does not hinder walking.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}
