//! The oracle: every walk of a small flow, made one by one in the real engine, and every claim decided by looking at
//! them all. Slow and plain, so that it can be trusted where the verifier is clever.

#![expect(clippy::wildcard_enum_match_arm, reason = "only some kinds of step matter here")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use stegvis::diagnostic::{TraceKind, TraceStep};
use stegvis::flow::guard::{Guard, Outcome};
use stegvis::flow::id::{AnswerId, AnswerIx, LawIx, ReasonId, StepId, StepIx};
use stegvis::flow::law;
use stegvis::flow::model::{Claim, Flow, Mark, Reason, StepKind};
use stegvis::session::answer;
use stegvis::session::event::Event;
use stegvis::session::replay::{Position, Visit};

/// A finished walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) path: Vec<Visit>,
    pub(crate) end: StepIx,
}

impl Finished {
    /// The steps passed, the end last.
    pub(crate) fn steps(&self) -> Vec<StepIx> {
        self.path.iter().map(|visit| visit.step).chain([self.end]).collect()
    }

    fn of(position: &Position) -> Self {
        Self { path: position.path.clone(), end: position.at }
    }

    fn holds(&self, guard: &Guard) -> bool {
        let came = |step| self.path.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome);
        guard.holds(&came)
    }
}

/// Every walk, or `None` where there are more than `most`.
pub(crate) fn walks(flow: &Flow, most: usize) -> Option<Vec<Finished>> {
    let marks_matter = tested_acts(flow);
    let mut found = Vec::new();
    let mut open = vec![Position::start(flow)];
    while let Some(position) = open.pop() {
        if position.in_form(flow) {
            found.push(Finished::of(&position));
        }
        for event in events(flow, &position, &marks_matter) {
            open.push(position.apply_event(flow, &event).unwrap());
        }
        if found.len() + open.len() > most {
            return None;
        }
    }
    Some(found)
}

/// Everything that can be decided where a walk stands.
fn events(flow: &Flow, position: &Position, marks_matter: &BTreeSet<StepIx>) -> Vec<Event> {
    let at = flow.step(position.at);
    let step = at.id.clone();
    match &at.kind {
        StepKind::Ask { answers } => answers
            .iter()
            .map(|answer| Event::Answered { step: step.clone(), answer: answer.id.clone() })
            .collect(),
        StepKind::Choose { options, .. } => {
            let sets = subsets(options.len()).into_iter().map(Outcome::Many);
            let events = sets.filter_map(|set| answer::make_event(at, &set));
            events.filter(|event| position.apply_event(flow, event).is_ok()).collect()
        }
        StepKind::Act { .. } => {
            let marks =
                if marks_matter.contains(&position.at) { at.possible_marks() } else { vec![Mark::Todo] };
            marks.into_iter().map(|mark| answer::make_event(at, &mark.outcome()).unwrap()).collect()
        }
        StepKind::Tell { .. } => vec![Event::Read { step }],
        StepKind::End => Vec::new(),
    }
}

/// Every set of so many options, each ascending.
fn subsets(options: usize) -> Vec<Vec<AnswerIx>> {
    let set = |mask: usize| (0..options).filter(|bit| mask >> bit & 1 == 1).map(AnswerIx::nth).collect();
    (0..1_usize << options).map(set).collect()
}

fn tested_acts(flow: &Flow) -> BTreeSet<StepIx> {
    let mut guards: Vec<&Guard> = flow.guarantees.iter().map(|guarantee| &guarantee.given).collect();
    for step in &flow.steps {
        guards.extend(
            step.all_targets().into_iter().flat_map(|target| &target.branches).map(|branch| &branch.when),
        );
        if let StepKind::Choose { options, .. } = &step.kind {
            guards.extend(options.iter().map(|option| &option.when));
        }
    }
    let declined = flow.guarantees.iter().filter_map(|guarantee| match guarantee.then {
        Claim::DeclinedOnly { step, .. } => Some(step),
        _ => None,
    });
    guards.into_iter().flat_map(Guard::collect_tests).map(|test| test.step).chain(declined).collect()
}

/// A counter-example, taken step by step in the real engine to its end.
pub(crate) fn replay(flow: &Flow, walk: &[TraceStep]) -> Finished {
    let mut position = Position::start(flow);
    let mut turns = walk.iter();
    loop {
        let at = flow.step(position.at);
        let step = at.id.clone();
        let event = match &at.kind {
            StepKind::End => break,
            StepKind::Tell { .. } => Event::Read { step },
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Act { .. } => {
                event(step, turns.next().expect("a turn for every step that is decided"))
            }
        };
        position = position.apply_event(flow, &event).unwrap_or_else(|why| panic!("{why}: {walk:?}"));
    }
    assert_eq!(turns.next(), None, "more turns than steps");
    Finished::of(&position)
}

/// What a turn says, as the engine takes it.
pub(crate) fn event(step: StepId, turn: &TraceStep) -> Event {
    assert_eq!(turn.step, step.as_str());
    let mut ids = turn.answers.iter().map(|id| AnswerId::new(id));
    match turn.told {
        TraceKind::Answer => Event::Answered { step, answer: ids.next().unwrap() },
        TraceKind::Options => Event::Chose { step, options: ids.collect() },
        TraceKind::Mark => {
            let mark = Mark::ALL.into_iter().find(|mark| mark.id() == turn.answers[0]).unwrap();
            match turn.answers.get(1) {
                Some(reason) => Event::Declined { step, reason: ReasonId::new(reason) },
                None => Event::Marked { step, mark },
            }
        }
    }
}

/// What the oracle says of a guarantee.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum OracleVerdict {
    Holds,
    Nothing,
    /// The shortest walk that breaks it has so many steps; `None` where it takes several walks to see that.
    Breaks(Option<usize>),
}

/// Decides a guarantee by looking at every walk.
pub(crate) fn judge(flow: &Flow, walks: &[Finished], nth: usize, on: NaiveDate) -> OracleVerdict {
    let guarantee = &flow.guarantees[nth];
    let about: Vec<&Finished> = walks.iter().filter(|walk| walk.holds(&guarantee.given)).collect();
    let breaks = |broken: &dyn Fn(&Finished) -> bool| {
        let shortest = about.iter().filter(|walk| broken(walk)).map(|walk| walk.path.len()).min();
        shortest.map(|shortest| OracleVerdict::Breaks(Some(shortest)))
    };
    let pairs = |pairs: Vec<Pair>| {
        let unsafe_pair = pairs.iter().any(|pair| !losses(flow, &about, pair).is_empty());
        unsafe_pair.then_some(OracleVerdict::Breaks(None))
    };
    let found = match &guarantee.then {
        Claim::UnsureIsSafe(_) | Claim::Monotone { .. } => pairs(pairs_of(flow, &guarantee.then)),
        Claim::Reachable(steps) => {
            let passed = |step: &StepIx| about.iter().any(|walk| walk.steps().contains(step));
            (!steps.iter().all(passed)).then_some(OracleVerdict::Breaks(None))
        }
        claim => breaks(&|walk| is_broken(flow, walk, claim, on)),
    };
    match found {
        Some(found) => found,
        None if about.is_empty() => OracleVerdict::Nothing,
        None => OracleVerdict::Holds,
    }
}

/// Whether one walk breaks a claim, for the claims that one walk can break.
pub(crate) fn is_broken(flow: &Flow, walk: &Finished, claim: &Claim, on: NaiveDate) -> bool {
    let steps = walk.steps();
    let passes = |step: &StepIx| steps.contains(step);
    let place = |step: StepIx| steps.iter().position(|at| *at == step);
    match claim {
        Claim::Visits(step) => !passes(step),
        Claim::Never(never) => never.iter().any(passes),
        Claim::Before { first, second } => {
            place(*second).is_some_and(|at| place(*first).is_none_or(|first| first >= at))
        }
        Claim::FirstAct(act) => steps.iter().find(|at| flow.step(**at).is_act()) != Some(act),
        Claim::Ends(ends) => !ends.contains(&walk.end),
        Claim::IncludesAct(acts) => !acts.iter().any(passes),
        Claim::MaxQuestions(most) => steps.iter().filter(|at| flow.step(**at).is_question()).count() > *most,
        Claim::LawsInForce => {
            steps.iter().any(|at| flow.step(*at).is_act() && rests_badly(flow, &flow.step(*at).laws, on))
        }
        Claim::DeclinedOnly { step, reasons } => {
            let declined = Some(Mark::NotRelevant.outcome());
            let came = walk.path.iter().find(|visit| visit.step == *step).map(|visit| visit.outcome.clone());
            let act = flow.step(*step);
            let other = |reason: &Reason| reason.is_mark() && !reasons.contains(&reason.id);
            came == declined && (act.is_declined_bare() || act.decline_reasons().iter().any(other))
        }
        Claim::UnsureIsSafe(_) | Claim::Monotone { .. } | Claim::Reachable(_) => {
            panic!("takes several walks")
        }
    }
}

fn rests_badly(flow: &Flow, laws: &[LawIx], on: NaiveDate) -> bool {
    let in_force = |at: &LawIx| law::find_in_force(flow, *at, on).is_some();
    let gone = |at: &LawIx| flow.laws[at.index()].until.is_some_and(|until| until < on) && !in_force(at);
    !laws.is_empty() && (laws.iter().any(gone) || !laws.iter().any(in_force))
}

/// Two outcomes of a question: what the first brings, the second must bring.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) step: StepIx,
    pub(crate) bringing: Outcome,
    pub(crate) matching: Outcome,
}

pub(crate) fn pairs_of(flow: &Flow, claim: &Claim) -> Vec<Pair> {
    match claim {
        Claim::UnsureIsSafe(steps) => steps
            .iter()
            .flat_map(|step| {
                let unsure = flow.step(*step).unsure_answer().unwrap();
                pairs(flow, *step, &|one, other| !one.includes(unsure) && other.includes(unsure))
            })
            .collect(),
        Claim::Monotone { step, order } => {
            let rank = |outcome: &Outcome| order.iter().rposition(|row| outcome.includes(*row));
            let beside = |outcome: &Outcome| match outcome {
                Outcome::Many(chosen) => chosen.iter().filter(|at| !order.contains(at)).copied().collect(),
                _ => Vec::new(),
            };
            let compared = |one: &Outcome, other: &Outcome| {
                rank(one).is_some() && rank(one) < rank(other) && beside(one) == beside(other)
            };
            pairs(flow, *step, &compared)
        }
        _ => Vec::new(),
    }
}

fn pairs(flow: &Flow, step: StepIx, compared: &dyn Fn(&Outcome, &Outcome) -> bool) -> Vec<Pair> {
    let answers = flow.step(step).answer_ids().len();
    let outcomes: Vec<Outcome> = match &flow.step(step).kind {
        StepKind::Choose { .. } => subsets(answers).into_iter().map(Outcome::Many).collect(),
        _ => (0..answers).map(|n| Outcome::One(AnswerIx::nth(n))).collect(),
    };
    let both = outcomes.iter().flat_map(|one| outcomes.iter().map(move |other| (one, other)));
    both.filter(|(one, other)| compared(one, other))
        .map(|(one, other)| Pair { step, bringing: one.clone(), matching: other.clone() })
        .collect()
}

/// For a pair: the ways to the question after which an act is lost, with the act.
pub(crate) fn losses(flow: &Flow, about: &[&Finished], pair: &Pair) -> Vec<(Vec<Visit>, StepIx)> {
    let place = |walk: &Finished| walk.path.iter().position(|visit| visit.step == pair.step);
    let mut prefixes: Vec<Vec<Visit>> =
        about.iter().filter_map(|walk| Some(walk.path[..place(walk)?].to_vec())).collect();
    prefixes.dedup();
    let mut lost = Vec::new();
    for prefix in prefixes {
        let guaranteed = |outcome: &Outcome| {
            let through = about.iter().filter(|walk| {
                walk.path.starts_with(&prefix)
                    && walk
                        .path
                        .get(prefix.len())
                        .is_some_and(|visit| visit.step == pair.step && visit.outcome == *outcome)
            });
            through.map(|walk| find_brought(flow, walk)).reduce(|all, one| &all & &one)
        };
        if let (Some(more), Some(less)) = (guaranteed(&pair.bringing), guaranteed(&pair.matching)) {
            lost.extend((&more - &less).into_iter().map(|act| (prefix.clone(), act)));
        }
    }
    lost
}

/// The acts a walk brings: those it passes, and those they cover.
pub(crate) fn find_brought(flow: &Flow, walk: &Finished) -> BTreeSet<StepIx> {
    let mut all = BTreeSet::new();
    let mut open: Vec<StepIx> = walk.steps();
    while let Some(at) = open.pop() {
        if let StepKind::Act { covers, .. } = &flow.step(at).kind
            && all.insert(at)
        {
            open.extend(covers);
        }
    }
    all
}
