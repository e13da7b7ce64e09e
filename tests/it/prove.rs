//! The verifier held against the oracle, and its counter-examples against the real engine.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use stegvis::check::guarantee::GuaranteeVerdict;
use stegvis::check::verified::{CheckReport, examine_flow, examine_late, verify_flow};
use stegvis::flow::model::{Claim, Flow};
use stegvis::session::event::Event;
use stegvis::session::walk::Walk;

use crate::oracle::{self, Finished, OracleVerdict};
use crate::random;

/// More walks than this are not gone through one by one.
const MOST: usize = 20_000;

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// Holds one flow's verdicts against the oracle; `false` where it has too many walks.
fn agrees(flow: &Flow) -> bool {
    let Some(walks) = oracle::walks(flow, MOST) else { return false };
    let examined = examine_flow(flow, day());
    let figures = examined.flow_figures(flow).expect("small flows are explored");
    let asked =
        walks.iter().map(|walk| walk.steps().iter().filter(|at| flow.step(**at).is_question()).count());
    if let (Some(fewest), Some(most)) = (asked.clone().min(), asked.max())
        && !examined.findings.iter().any(|finding| finding.code == "atervandsgrand")
    {
        assert_eq!((figures.questions.fewest, figures.questions.most), (fewest, most));
    }
    assert_eq!(examined.verdicts.len(), flow.guarantees.len());
    for (nth, verdict) in examined.verdicts.iter().enumerate() {
        let says = oracle::judge(flow, &walks, nth, day());
        match (verdict, &says) {
            (GuaranteeVerdict::Proved, OracleVerdict::Holds)
            | (GuaranteeVerdict::Vacuous, OracleVerdict::Nothing) => {}
            // What no walk does is shown by none.
            (GuaranteeVerdict::Broken { walk, .. }, OracleVerdict::Breaks(None))
                if matches!(flow.guarantees[nth].then, Claim::Reachable(_)) =>
            {
                assert!(walk.is_empty());
            }
            (GuaranteeVerdict::Broken { walk, .. }, OracleVerdict::Breaks(shortest)) => {
                let shown = oracle::replay(flow, walk);
                assert!(shows(flow, &walks, nth, &shown), "{:?}\n{shown:?}", flow.guarantees[nth]);
                if let Some(shortest) = shortest {
                    assert_eq!(shown.path.len(), *shortest, "not a shortest walk");
                }
            }
            (_, _) => {
                panic!("{:?}\nverifier: {verdict:?}\noracle: {says:?}\n{flow:#?}", flow.guarantees[nth])
            }
        }
    }
    walked_whole(flow, &examined.verdicts);
    true
}

/// Whether a walk shows that the guarantee does not hold.
fn shows(flow: &Flow, walks: &[Finished], nth: usize, shown: &Finished) -> bool {
    let guarantee = &flow.guarantees[nth];
    let came = |walk: &Finished, step| {
        walk.path.iter().find(|visit| visit.step == step).map(|visit| visit.outcome.clone())
    };
    let about = |walk: &Finished| {
        let path = walk.path.clone();
        guarantee
            .given
            .holds(&|step| path.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome))
    };
    if !about(shown) {
        return false;
    }
    if !matches!(guarantee.then, Claim::UnsureIsSafe(_) | Claim::Monotone { .. }) {
        return oracle::is_broken(flow, shown, &guarantee.then, day());
    }
    let about: Vec<&Finished> = walks.iter().filter(|walk| about(walk)).collect();
    let brought = oracle::find_brought(flow, shown);
    oracle::pairs_of(flow, &guarantee.then).iter().any(|pair| {
        came(shown, pair.step).as_ref() == Some(&pair.matching)
            && oracle::losses(flow, &about, pair)
                .iter()
                .any(|(prefix, act)| shown.path.starts_with(prefix) && !brought.contains(act))
    })
}

/// Where the flow can be walked but for its guarantees, its counter-examples are walked as a person would.
fn walked_whole(flow: &Flow, verdicts: &[GuaranteeVerdict]) {
    let mut bare = flow.clone();
    bare.guarantees.clear();
    let Ok(verified) = verify_flow(bare, day()) else { return };
    let verified = Arc::new(verified);
    for verdict in verdicts {
        let GuaranteeVerdict::Broken { walk, .. } = verdict else { continue };
        if walk.is_empty() {
            continue;
        }
        let mut walking = Walk::new(Arc::clone(&verified));
        let mut turns = walk.iter();
        while !walking.position().in_form(flow) {
            let step = flow.step(walking.position().at);
            let event = if step.answer_ids().is_empty() {
                Event::Read { step: step.id.clone() }
            } else {
                oracle::event(step.id.clone(), turns.next().unwrap())
            };
            walking.apply(event).unwrap();
        }
        assert_eq!(turns.next(), None);
    }
}

/// Whether the verdicts are the same when every choice is decided late; a claim about whole choices is then not decided.
fn agrees_late(flow: &Flow) {
    let (at_once, late) = (examine_flow(flow, day()), examine_late(flow, day(), 0));
    // Late, a condition that always or never holds of options decided further on may go untold; the target after one that
    // always holds is then told as hidden instead.
    let subtle = ["villkor-aldrig", "villkor-alltid"];
    let hidden = "skymt-mal";
    let codes = |examined: &CheckReport, wanted: &dyn Fn(&str) -> bool| {
        let findings = examined.findings.iter().filter(|finding| wanted(finding.code));
        findings.map(|finding| (finding.code, finding.span().start)).collect::<BTreeSet<_>>()
    };
    let of_walks = |code: &str| {
        !code.starts_with("garanti") && !["inte-avgjort", hidden].contains(&code) && !subtle.contains(&code)
    };
    assert_eq!(codes(&at_once, &of_walks), codes(&late, &of_walks), "{flow:#?}");
    let of_guards = |code: &str| subtle.contains(&code);
    assert!(codes(&late, &of_guards).is_subset(&codes(&at_once, &of_guards)), "{flow:#?}");
    let of_hidden = |code: &str| code == hidden;
    assert!(codes(&at_once, &of_hidden).is_subset(&codes(&late, &of_hidden)), "{flow:#?}");
    if let (Some(one), Some(other)) = (at_once.flow_figures(flow), late.flow_figures(flow)) {
        assert_eq!(one.questions, other.questions);
    }
    assert_eq!(at_once.verdicts.len(), late.verdicts.len());
    for (nth, (one, other)) in at_once.verdicts.iter().zip(&late.verdicts).enumerate() {
        let guarantee = &flow.guarantees[nth];
        match (one, other) {
            (_, GuaranteeVerdict::Undecided(_)) => {
                assert!(matches!(guarantee.then, Claim::UnsureIsSafe(_) | Claim::Monotone { .. }));
            }
            (GuaranteeVerdict::Broken { .. }, GuaranteeVerdict::Broken { walk, .. }) if walk.is_empty() => {}
            (GuaranteeVerdict::Broken { .. }, GuaranteeVerdict::Broken { walk, .. }) => {
                let shown = oracle::replay(flow, walk);
                let alone = !matches!(guarantee.then, Claim::UnsureIsSafe(_) | Claim::Monotone { .. });
                assert!(!alone || oracle::is_broken(flow, &shown, &guarantee.then, day()), "{guarantee:?}");
            }
            (one, other) => assert_eq!(one, other, "{guarantee:?}\n{flow:#?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn the_verifier_agrees_with_looking_at_every_walk(seed in any::<u64>()) {
        agrees(&random::flow(seed));
    }

    #[test]
    fn deciding_the_options_of_choices_late_changes_no_verdict(seed in any::<u64>()) {
        agrees_late(&random::flow(seed));
    }
}

#[test]
fn every_kind_of_claim_and_verdict_was_held_against_the_oracle() {
    let mut met = std::collections::BTreeMap::new();
    for seed in 0..1500 {
        let flow = random::flow(seed);
        if !agrees(&flow) {
            continue;
        }
        for (guarantee, verdict) in flow.guarantees.iter().zip(examine_flow(&flow, day()).verdicts) {
            let claim = format!("{:?}", guarantee.then);
            let claim = claim.split(['(', ' ']).next().unwrap().to_owned();
            let verdict = format!("{verdict:?}");
            let verdict = verdict.split([' ', '(']).next().unwrap().to_owned();
            *met.entry((claim, verdict)).or_insert(0) += 1;
        }
    }
    for claim in [
        "Visits",
        "Never",
        "Before",
        "FirstAct",
        "Ends",
        "IncludesAct",
        "UnsureIsSafe",
        "Monotone",
        "LawsInForce",
        "MaxQuestions",
        "Reachable",
        "DeclinedOnly",
    ] {
        for verdict in ["Proved", "Broken"] {
            let times = met.get(&(claim.to_owned(), verdict.to_owned())).copied().unwrap_or(0);
            assert!(times >= 10, "{claim} {verdict} only {times} times: {met:?}");
        }
    }
}
