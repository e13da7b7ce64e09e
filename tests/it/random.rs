//! Small flows at random: every kind of step, guard and claim, all walks forward.

use stegvis::flow::guard::{Guard, GuardTest};
use stegvis::flow::id::{AnswerId, AnswerIx, FlowId, GuaranteeId, LawId, LawIx, ReasonId, StepId, StepIx};
use stegvis::flow::model::{
    Answer, Branch, Choice, Claim, Fingerprint, Flow, FormSpec, Guarantee, InForm, Law, ReadingExtent,
    Reason, Step, StepKind, Target, Urgency,
};
use stegvis::source::{FileId, Span};

/// A source of numbers that the same seed always gives alike (SplitMix64).
pub(crate) struct RandomSource(pub(crate) u64);

impl RandomSource {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((word ^ (word >> 31)) % u64::try_from(most).unwrap()).unwrap()
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Every place in a file its own, so that findings about different things can be told apart.
pub(crate) struct SpanSource(usize);

impl SpanSource {
    fn next(&mut self) -> Span {
        self.0 += 1;
        Span::new(FileId(0), self.0, self.0 + 1)
    }
}

pub(crate) fn flow(seed: u64) -> Flow {
    let mut chance = RandomSource(seed);
    let mut places = SpanSource(0);
    let count = 3 + chance.below(6);
    let ends = 1 + chance.below(2);
    let kinds: Vec<usize> = (0..count).map(|_| chance.below(7)).collect();
    let mut steps: Vec<Step> = Vec::new();
    for n in 0..count + ends {
        let kind = match kinds.get(n) {
            Some(sort) => kind(&mut chance, &mut places, &steps, n, count + ends, *sort),
            None => StepKind::End,
        };
        let laws = if chance.one_in(3) { vec![LawIx::nth(chance.below(3))] } else { Vec::new() };
        steps.push(Step {
            id: StepId::new(&format!("s{n}")),
            title: format!("Steg {n}"),
            text: None,
            why: None,
            quote: None,
            laws,
            sources: Vec::new(),
            contacts: Vec::new(),
            ask_again: None,
            kind,
            span: places.next(),
        });
    }
    let acts: Vec<StepIx> = (0..count).map(StepIx::nth).filter(|at| steps[at.index()].is_act()).collect();
    for (n, step) in steps.iter_mut().enumerate() {
        if let StepKind::Act { covers, .. } = &mut step.kind
            && chance.one_in(3)
        {
            covers.extend(acts.get(chance.below(acts.len())).filter(|at| at.index() != n));
        }
    }
    let guarantees = (0..6).filter_map(|n| guarantee(&mut chance, &mut places, &steps, &acts, n)).collect();
    Flow {
        municipality: None,
        roles: None,
        topics: Vec::new(),
        meeting: Vec::new(),
        id: FlowId::new("slump"),
        title: "Slump".into(),
        publisher: "Ingen".into(),
        version: "1".into(),
        notice: None,
        fingerprint: Fingerprint([0; 32]),
        includes: Vec::new(),
        sources: Vec::new(),
        laws: laws(&mut places),
        contacts: Vec::new(),
        glossary: Vec::new(),
        abbreviations: Vec::new(),
        remarks: Vec::new(),
        start: StepIx::nth(0),
        steps,
        form: FormSpec { title: "B".into(), after: "T".into(), ..FormSpec::default() },
        guarantees,
    }
}

fn laws(places: &mut SpanSource) -> Vec<Law> {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1);
    let mut law = |n: usize, from, until, replaced_by: Option<usize>| Law {
        id: LawId::new(&format!("l{n}")),
        cite: format!("{n} §"),
        act: "lagen".into(),
        says: "Gör.".into(),
        from,
        until,
        replaced_by: replaced_by.map(LawIx::nth),
        checked: None,
        read: ReadingExtent::Whole,
        review: None,
        span: places.next(),
    };
    vec![law(0, None, day(2020), None), law(1, None, day(2020), Some(2)), law(2, day(2020), None, None)]
}

fn kind(
    chance: &mut RandomSource,
    places: &mut SpanSource,
    before: &[Step],
    n: usize,
    all: usize,
    kind: usize,
) -> StepKind {
    match kind {
        0..=2 => {
            let unsure = chance.below(4);
            let answers = (0..2 + chance.below(2)).map(|m| Answer {
                id: AnswerId::new(&format!("a{m}")),
                text: "Svar".into(),
                unsure: m == unsure,
                to: target(chance, places, before, n, all),
                span: places.next(),
            });
            StepKind::Ask { answers: answers.collect() }
        }
        3 => {
            let unsure = chance.below(4);
            let options: Vec<Choice> = (0..=chance.below(3))
                .map(|m| Choice {
                    id: AnswerId::new(&format!("o{m}")),
                    text: "Val".into(),
                    note: None,
                    when: if chance.one_in(3) { guard(chance, before, 1) } else { Guard::always_true() },
                    laws: Vec::new(),
                    alone: chance.one_in(4),
                    unsure: m == unsure,
                    span: places.next(),
                })
                .collect();
            let at_least = chance.below(2);
            StepKind::Choose { options, at_least, to: target(chance, places, before, n, all) }
        }
        4 | 5 => StepKind::Act {
            duty: stegvis::flow::model::Duty::default(),
            urgency: [Urgency::Normal, Urgency::Promptly][chance.below(2)],
            in_form: InForm::Named,
            covers: Vec::new(),
            decline: reasons(chance, places, before),
            to: target(chance, places, before, n, all),
        },
        _ => StepKind::Tell { to: target(chance, places, before, n, all) },
    }
}

/// Up to three reasons, some of which lead back to a question.
fn reasons(chance: &mut RandomSource, places: &mut SpanSource, before: &[Step]) -> Vec<Reason> {
    let asked: Vec<StepIx> =
        (0..before.len()).filter(|n| before[*n].is_question()).map(StepIx::nth).collect();
    let count = [0, 0, 1, 3][chance.below(4)];
    let mut back = || {
        let leads = !asked.is_empty() && chance.one_in(3);
        if leads { vec![asked[chance.below(asked.len())]] } else { Vec::new() }
    };
    let reason = |n| Reason {
        id: ReasonId::new(&format!("r{n}")),
        text: "Skäl".into(),
        back: back(),
        span: places.next(),
    };
    (0..count).map(reason).collect()
}

fn target(
    chance: &mut RandomSource,
    places: &mut SpanSource,
    before: &[Step],
    n: usize,
    all: usize,
) -> Target {
    let later = |chance: &mut RandomSource| StepIx::nth(n + 1 + chance.below((all - n - 1).min(3)));
    let branches = if before.is_empty() || !chance.one_in(3) { 0 } else { 1 + chance.below(2) };
    let branches = (0..branches).map(|_| Branch {
        when: guard(chance, before, 2),
        go: later(chance),
        span: places.next(),
    });
    let branches = branches.collect();
    Target { branches, otherwise: later(chance), span: places.next() }
}

/// A guard over earlier steps; the one that always holds where none of them can be asked about.
fn guard(chance: &mut RandomSource, before: &[Step], depth: usize) -> Guard {
    if depth > 0 && chance.one_in(3) {
        let mut parts = || (0..=chance.below(2)).map(|_| guard(chance, before, depth - 1)).collect();
        return match parts() {
            parts if chance.one_in(3) => Guard::Not(Box::new(Guard::All(parts))),
            parts if chance.one_in(2) => Guard::Any(parts),
            parts => Guard::All(parts),
        };
    }
    let asked: Vec<usize> = (0..before.len()).filter(|n| !before[*n].answer_ids().is_empty()).collect();
    let Some(step) = (!asked.is_empty()).then(|| asked[chance.below(asked.len())]) else {
        return Guard::always_true();
    };
    let answers = before[step].answer_ids().len();
    let mut any_of: Vec<AnswerIx> =
        (0..=chance.below(2)).map(|_| AnswerIx::nth(chance.below(answers))).collect();
    any_of.dedup();
    Guard::Is(GuardTest {
        step: StepIx::nth(step),
        any_of,
        if_unasked: [None, Some(false), Some(true)][chance.below(3)],
    })
}

fn guarantee(
    chance: &mut RandomSource,
    places: &mut SpanSource,
    steps: &[Step],
    acts: &[StepIx],
    n: usize,
) -> Option<Guarantee> {
    let any = |chance: &mut RandomSource| StepIx::nth(chance.below(steps.len()));
    let act = |chance: &mut RandomSource| (!acts.is_empty()).then(|| acts[chance.below(acts.len())]);
    let asks = |unsure: bool| {
        let fits = move |step: &Step| {
            step.is_question() && step.answer_ids().len() > 1 && (!unsure || step.unsure_answer().is_some())
        };
        (0..steps.len()).filter(|n| fits(&steps[*n])).map(StepIx::nth).collect::<Vec<_>>()
    };
    let then = match chance.below(12) {
        0 => Claim::Visits(any(chance)),
        1 => Claim::Never(vec![any(chance), any(chance)]),
        2 => Claim::Before { first: any(chance), second: any(chance) },
        3 => Claim::FirstAct(act(chance)?),
        4 => Claim::Ends(vec![StepIx::nth(steps.len() - 1)]),
        5 => Claim::IncludesAct(vec![act(chance)?, act(chance)?]),
        6 => Claim::LawsInForce,
        7 => Claim::MaxQuestions(1 + chance.below(3)),
        8 => Claim::UnsureIsSafe(asks(true)),
        9 => Claim::Reachable(vec![any(chance), any(chance)]),
        10 => {
            let step = act(chance)?;
            let marks = steps[step.index()].decline_reasons().iter().filter(|reason| reason.is_mark());
            let reasons = marks.filter(|_| chance.below(3) > 0).map(|reason| reason.id.clone()).collect();
            Claim::DeclinedOnly { step, reasons }
        }
        _ => {
            let asks = asks(false);
            let step = (!asks.is_empty()).then(|| asks[chance.below(asks.len())])?;
            let answers = steps[step.index()].answer_ids().len();
            let first = chance.below(answers);
            let order =
                (0..2 + chance.below(answers - 1)).map(|n| AnswerIx::nth((first + n) % answers)).collect();
            Claim::Monotone { step, order }
        }
    };
    let given = if chance.one_in(2) { guard(chance, steps, 1) } else { Guard::always_true() };
    let id = GuaranteeId::new(&format!("g{n}"));
    Some(Guarantee { id, says: "En garanti.".into(), given, then, span: places.next() })
}
