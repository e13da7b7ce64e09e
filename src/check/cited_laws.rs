//! The laws that a routine cites: by which steps, and which of them it rests on.

use crate::flow::id::{LawIx, StepIx};
use crate::flow::model::{Flow, Law, Step, StepKind};

/// The laws that are cited, each once, with the first step that cites it.
pub fn list_cited_laws(flow: &Flow) -> Vec<(LawIx, StepIx)> {
    let mut first: Vec<Option<StepIx>> = vec![None; flow.laws.len()];
    for (step, laws) in list_citing_steps(flow) {
        for law in laws {
            first[law.index()].get_or_insert(step);
        }
    }
    let places = first.into_iter().enumerate();
    places.filter_map(|(n, step)| step.map(|step| (LawIx::nth(n), step))).collect()
}

/// Of each law, whether it is cited or has taken the place of one that is.
pub fn used_laws(flow: &Flow) -> Vec<bool> {
    let mut used = vec![false; flow.laws.len()];
    for (at, _) in list_cited_laws(flow) {
        let mut next = Some(at);
        while let Some(law) = next.filter(|law| !used[law.index()]) {
            used[law.index()] = true;
            next = flow.laws[law.index()].replaced_by;
        }
    }
    used
}

/// The laws the flow rests on: those that are used, and not only taken in.
pub fn rests_on(flow: &Flow) -> impl Iterator<Item = &Law> {
    flow.laws.iter().zip(used_laws(flow)).filter(|(_, used)| *used).map(|(law, _)| law)
}

/// The steps that cite laws, each with the laws it and its options cite.
pub fn list_citing_steps(flow: &Flow) -> impl Iterator<Item = (StepIx, Vec<LawIx>)> {
    let laws = |at| {
        let step: &Step = flow.step(at);
        let offers = match &step.kind {
            StepKind::Choose { options, .. } => options.as_slice(),
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => &[],
        };
        step.laws.iter().chain(offers.iter().flat_map(|option| &option.laws)).copied().collect()
    };
    flow.step_indices()
        .map(move |at| (at, laws(at)))
        .filter(|(_, laws): &(StepIx, Vec<LawIx>)| !laws.is_empty())
}
