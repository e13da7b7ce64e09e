//! A scenario tried out: walked, and everything that came otherwise than expected, the most telling first.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Expectations, Scenario, WhatIf};
use crate::check::states::StateGraph;
use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, FieldIx, LawIx, StepIx};
use crate::flow::law;
use crate::flow::model::{Flow, StepKind};
use crate::form::deidentified::{Objection, find_objections};
use crate::form::fill;
use crate::form::model::{Form, FormEntry, Tick, TickState};
use crate::session::answer;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::session::replay::Position;
use crate::session::walk::Walk;

/// A scenario that was tried out.
#[derive(Debug)]
pub struct Trial {
    /// The walk, as far as the answers reach.
    pub walk: Walk,
    /// The form at its end; filled as far as it goes where the walk stopped before it.
    pub form: Form,
    /// What came otherwise than expected; nothing where all came as it should.
    pub differences: Vec<Mismatch>,
}

/// Something that came otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// The walk passes other steps, or the same in another order.
    Way {
        /// The steps expected, with the end.
        expected: Vec<StepIx>,
        /// The steps passed, with the one where the walk stands.
        came: Vec<StepIx>,
    },
    /// The answers do not carry the walk to its end, or a value does not fit the form.
    Stopped(Diagnostic),
    /// A step is passed that should not be.
    Passed(StepIx),
    /// The walk has other acts.
    Acts {
        /// The acts expected.
        expected: Vec<StepIx>,
        /// The acts met.
        came: Vec<StepIx>,
    },
    /// A law is not shown as in force.
    Law(LawIx),
    /// A question offers other options.
    Offers {
        /// The `choose` step.
        at: StepIx,
        /// The options expected.
        expected: Vec<AnswerIx>,
        /// The options offered; `None` where the walk does not pass the step.
        came: Option<Vec<AnswerIx>>,
    },
    /// Something else stands in a field.
    Field {
        /// The field.
        at: FieldIx,
        /// What was expected.
        expected: Vec<String>,
        /// What stands there; `None` where the field is not in the form.
        came: Option<Vec<String>>,
    },
    /// A field is in the form that should not be.
    Present(FieldIx),
    /// The form cannot be saved.
    Gate(Objection),
    /// A part of the story, a note or another answer belongs to a step that the walk does not pass.
    Untold(StepIx),
    /// Another answer changes something else.
    WhatIf {
        /// The question.
        at: StepIx,
        /// What is otherwise.
        why: CounterfactualMismatch,
    },
}

/// What another answer changes otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CounterfactualMismatch {
    /// The answer is not taken there. Says why.
    Refused(String),
    /// It is the answer that was given.
    Same,
    /// Other steps fall away.
    Loses {
        /// The steps expected.
        expected: Vec<StepIx>,
        /// The steps that do.
        came: Vec<StepIx>,
    },
    /// Another step comes next. Holds the step expected, and the one that comes.
    Meets(StepIx, StepIx),
}

/// Tries the scenario out as on the day `today`.
pub fn try_out(scenario: &Scenario, scanner: &Scanner, today: NaiveDate) -> Trial {
    let (walk, stopped) = scenario.answers.try_walk(&scenario.flow, scanner);
    let form = fill::fill_form(&walk, today);
    let seen = TriedWalk { walk: &walk, form: &form, today };
    let mut differences = seen.compare_path(&scenario.expect);
    differences.extend(stopped.into_iter().map(Mismatch::Stopped));
    if walk.position().in_form(walk.flow()) {
        differences.extend(seen.compare_results(scenario));
    }
    Trial { walk, form, differences }
}

/// What a walk came to.
struct TriedWalk<'w> {
    walk: &'w Walk,
    form: &'w Form,
    today: NaiveDate,
}

impl TriedWalk<'_> {
    fn flow(&self) -> &Flow {
        self.walk.flow()
    }

    fn position(&self) -> &Position {
        self.walk.position()
    }

    fn passes_step(&self, step: StepIx) -> bool {
        self.position().at == step || self.position().outcome(step).is_some()
    }

    fn compare_path(&self, expect: &Expectations) -> Vec<Mismatch> {
        let passed = self.position().path.iter().map(|visit| visit.step);
        let came: Vec<StepIx> = passed.chain([self.position().at]).collect();
        let expected: Vec<StepIx> = expect.steps.iter().copied().chain([expect.end]).collect();
        let way = (came != expected).then_some(Mismatch::Way { expected, came });
        let passed =
            expect.never.iter().copied().filter(|step| self.passes_step(*step)).map(Mismatch::Passed);
        way.into_iter().chain(passed).collect()
    }

    /// Everything but the way, of a walk that came to its end.
    fn compare_results(&self, scenario: &Scenario) -> Vec<Mismatch> {
        let expect = &scenario.expect;
        let mut found = Vec::new();
        found.extend(expect.acts.as_ref().and_then(|acts| self.compare_acts(acts)));
        found.extend(self.compare_laws(&expect.laws));
        found.extend(expect.offers.iter().filter_map(|(at, options)| self.compare_offers(*at, options)));
        found.extend(expect.form.iter().filter_map(|(at, words)| self.compare_field(*at, words)));
        let present = expect.without.iter().filter(|at| self.find_entry(**at).is_some());
        found.extend(present.map(|at| Mismatch::Present(*at)));
        found.extend(find_objections(self.form).into_iter().map(Mismatch::Gate));
        found.extend(self.find_untold_parts(scenario));
        found.extend(scenario.what_if.iter().filter_map(|other| self.compare_what_if(other)));
        found
    }

    fn compare_acts(&self, expected: &[StepIx]) -> Option<Mismatch> {
        let came: Vec<StepIx> = self.walk.acts().into_iter().map(|(step, _)| step).collect();
        (came != expected).then(|| Mismatch::Acts { expected: expected.to_vec(), came })
    }

    fn compare_laws(&self, expected: &[LawIx]) -> Vec<Mismatch> {
        let flow = self.flow();
        let cited: Vec<LawIx> =
            self.position().path.iter().flat_map(|visit| self.laws_cited_at(visit.step)).collect();
        let shown = law::resolve_cited_laws(flow, &cited, self.today);
        let in_force = |at: &&LawIx| {
            let id = &flow.laws[at.index()].id;
            shown.iter().filter_map(|shown| shown.in_force).any(|law| law.id == *id)
        };
        expected.iter().filter(|at| !in_force(at)).map(|at| Mismatch::Law(*at)).collect()
    }

    /// The laws a step cites, with those of the options it offers on this walk.
    fn laws_cited_at(&self, at: StepIx) -> Vec<LawIx> {
        let step = self.flow().step(at);
        let offered = match &step.kind {
            StepKind::Choose { options, .. } => {
                answer::offered_options(options, &|step| self.position().outcome(step))
            }
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
        };
        let of_options = offered.into_iter().flat_map(|(_, option)| option.laws.iter());
        step.laws.iter().chain(of_options).copied().collect()
    }

    fn compare_offers(&self, at: StepIx, expected: &[AnswerIx]) -> Option<Mismatch> {
        let came = match &self.flow().step(at).kind {
            StepKind::Choose { options, .. } if self.passes_step(at) => {
                let offered = answer::offered_options(options, &|step| self.position().outcome(step));
                Some(offered.into_iter().map(|(at, _)| at).collect::<Vec<_>>())
            }
            StepKind::Choose { .. }
            | StepKind::Ask { .. }
            | StepKind::Act { .. }
            | StepKind::Tell { .. }
            | StepKind::End => None,
        };
        let as_expected = came.as_deref() == Some(expected);
        (!as_expected).then(|| Mismatch::Offers { at, expected: expected.to_vec(), came })
    }

    fn find_entry(&self, at: FieldIx) -> Option<&FormEntry> {
        let id = self.flow().form.field(at).id.as_str();
        self.form.rows().find(|row| row.id == id).map(|row| &row.entry)
    }

    fn compare_field(&self, at: FieldIx, expected: &[String]) -> Option<Mismatch> {
        let came = self.find_entry(at).map(entry_words);
        let as_expected = came.as_deref() == Some(expected);
        (!as_expected).then(|| Mismatch::Field { at, expected: expected.to_vec(), came })
    }

    fn find_untold_parts(&self, scenario: &Scenario) -> Vec<Mismatch> {
        let story = scenario.story.iter().filter_map(|part| part.at);
        let notes = scenario.notes.iter().map(|note| note.at);
        let others = scenario.what_if.iter().map(|other| other.at);
        let all = story.chain(notes).chain(others);
        all.filter(|step| !self.passes_step(*step)).map(Mismatch::Untold).collect()
    }

    fn compare_what_if(&self, other: &WhatIf) -> Option<Mismatch> {
        let given = self.position().outcome(other.at)?;
        let otherwise = |why| Some(Mismatch::WhatIf { at: other.at, why });
        if *given == other.outcome {
            return otherwise(CounterfactualMismatch::Same);
        }
        let after = match try_change(self.walk, other) {
            Ok(after) => after,
            Err(why) => return otherwise(CounterfactualMismatch::Refused(why)),
        };
        let lost = find_lost_steps(self.walk, &after);
        if !other.loses.is_empty() && lost != other.loses {
            return otherwise(CounterfactualMismatch::Loses { expected: other.loses.clone(), came: lost });
        }
        let place = after.path.iter().position(|visit| visit.step == other.at);
        let next = place.map(|at| after.path.get(at + 1).map_or(after.at, |visit| visit.step));
        let met = other.meets.filter(|expected| Some(*expected) != next).zip(next);
        met.and_then(|(expected, came)| otherwise(CounterfactualMismatch::Meets(expected, came)))
    }
}

/// Where the walk stands with another answer.
fn try_change(walk: &Walk, other: &WhatIf) -> Result<Position, String> {
    let event = answer_event(walk.flow(), other.at, &other.outcome);
    walk.position().apply_event(walk.flow(), &event).map_err(|refusal| refusal.to_string())
}

/// The steps that fall away and that no way on from `after` comes to.
fn find_lost_steps(walk: &Walk, after: &Position) -> Vec<StepIx> {
    let change = Change::compare_positions(walk.verified(), walk.position(), after);
    let known = |step| after.outcome(step);
    let ahead = StateGraph::explore_from(walk.flow(), walk.verified().live(), after.at, &known);
    let ahead: BTreeSet<StepIx> =
        ahead.map(|space| (0..space.len()).map(|at| space.step_of(at)).collect()).unwrap_or_default();
    change
        .steps
        .into_iter()
        .chain(change.waiting)
        .map(|visit| visit.step)
        .filter(|step| !ahead.contains(step))
        .collect()
}

/// The event by which a question comes to an outcome.
pub fn answer_event(flow: &Flow, at: StepIx, outcome: &Outcome) -> Event {
    let step = flow.step(at);
    let ids = step.answer_ids();
    let id = |answer: &AnswerIx| ids.get(answer.index()).map(|id| AnswerId::new(id));
    match outcome {
        Outcome::One(answer) => match id(answer) {
            Some(answer) => Event::Answered { step: step.id.clone(), answer },
            None => Event::Read { step: step.id.clone() },
        },
        Outcome::Many(answers) => {
            Event::Chose { step: step.id.clone(), options: answers.iter().filter_map(id).collect() }
        }
        Outcome::Passed => Event::Read { step: step.id.clone() },
    }
}

/// What stands in a field, as an answers file would say it.
fn entry_words(entry: &FormEntry) -> Vec<String> {
    let on = |tick: &&Tick| tick.state == TickState::On;
    match entry {
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            ticks.iter().filter(on).map(|tick| tick.id.clone()).collect()
        }
        FormEntry::Day(day) => day.iter().map(ToString::to_string).collect(),
        FormEntry::Period(period) | FormEntry::Planned(period) => {
            period.iter().map(ToString::to_string).collect()
        }
        FormEntry::Text(text) => text.iter().map(|text| text.text().to_owned()).collect(),
        FormEntry::Acts(acts) => acts.iter().map(|act| act.id.clone()).collect(),
    }
}
