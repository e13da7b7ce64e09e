//! A flow that has been proved walkable. The only way to get one is to have it checked.

use chrono::NaiveDate;

use super::live::Live;
use super::rule::{self, Facts};
use super::states::{Bounded, Space};
use crate::diagnostic::{Diagnostic, Severity};
use crate::flow::id::GuaranteeId;
use crate::flow::model::Flow;

/// A flow every walk of which goes forward to an end.
///
/// Because it is made only by [`verify`], whoever walks one need not handle steps that do not exist, guards over
/// questions that were never asked, or walks that never end.
#[derive(Debug)]
pub struct VerifiedFlow {
    flow: Flow,
    live: Live,
    proved: Vec<GuaranteeId>,
    warnings: Vec<Diagnostic>,
}

/// Checks `flow` as it stands on the day `on`, and hands it back as walkable.
///
/// # Errors
/// Every finding, where at least one is an error.
pub fn verify(flow: Flow, on: NaiveDate) -> Result<VerifiedFlow, Vec<Diagnostic>> {
    let live = Live::of(&flow, &[]);
    let findings = findings(&flow, &live, on);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(findings);
    }
    Ok(VerifiedFlow { flow, live, proved: Vec::new(), warnings: findings })
}

/// Every finding of every rule.
pub fn findings(flow: &Flow, live: &Live, on: NaiveDate) -> Vec<Diagnostic> {
    match Space::explore(flow, &[]) {
        Ok(space) => {
            let facts = Facts { flow, live, space: &space, on };
            rule::ALL.iter().flat_map(|rule| (rule.find)(&facts)).collect()
        }
        Err(bounded) => vec![undecided(flow, bounded)],
    }
}

fn undecided(flow: &Flow, bounded: Bounded) -> Diagnostic {
    let (at, message) = match bounded {
        Bounded::States(most) => (flow.start, format!("Inte avgjort: flödet har fler än {most} lägen.")),
        Bounded::Choice(at) => (at, "Inte avgjort: för många av alternativen styr vägen vidare.".to_owned()),
    };
    Diagnostic::error("inte-avgjort", flow.step(at).span, message)
        .help("Låt färre svar styra vägen, eller dela flödet i två.")
}

impl VerifiedFlow {
    /// The flow.
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// What its states remember.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The guarantees that were proved.
    pub fn proved(&self) -> &[GuaranteeId] {
        &self.proved
    }

    /// What was found that does not hinder walking.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}
