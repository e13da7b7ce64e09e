//! A generated walk, told three ways: as a walk, as lines for plain mode, and as a file of answers.

use std::iter::Cycle;
use std::slice::Iter;
use std::sync::Arc;

use stegvis::check::verified::VerifiedFlow;
use stegvis::flow::id::AnswerId;
use stegvis::flow::model::{Field, FieldKind, FieldNeed, Step, StepKind};
use stegvis::form::fill;
use stegvis::present::{act_confirmation, calls_for_coarser};
use stegvis::session::answer::offered_options;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::marks::find_act_options;
use stegvis::session::ticks::toggle_tick;
use stegvis::session::walk::Walk;

/// One walk, told three ways.
pub(crate) struct GeneratedWalk {
    /// The walk itself, at its end; no field is filled in.
    pub(crate) walk: Walk,
    /// What to write in plain mode, through the form to where it is saved.
    pub(crate) lines: String,
    /// The file of answers.
    pub(crate) file: String,
}

/// The telling under way.
struct WalkGenerator<'d> {
    dice: Cycle<Iter<'d, u8>>,
    lines: Vec<String>,
    questions: Vec<String>,
    acts: Vec<String>,
    form: Vec<String>,
}

impl GeneratedWalk {
    /// Walks to the end and through the form, letting `dice` decide. Required fields are always filled in.
    pub(crate) fn generate(flow: &Arc<VerifiedFlow>, dice: &[u8]) -> Self {
        let (lines, questions, acts, form) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut teller = WalkGenerator { dice: dice.iter().cycle(), lines, questions, acts, form };
        let mut walk = Walk::new(Arc::clone(flow));
        while let Some(event) = teller.step(&walk) {
            walk.apply(event).unwrap();
        }
        let mut filled = walk.clone();
        for at in flow.flow().form.sections.iter().flat_map(|section| &section.fields) {
            // What was chosen in an earlier field decides whether a later one is part of the form.
            if fill::visible_fields(&filled, &[*at]).next().is_some() {
                let field = flow.flow().form.field(*at);
                if let Some(value) = teller.field(&walk, field) {
                    filled.apply(Event::Filled { field: field.id.clone(), value }).unwrap();
                    if fill::against_walk(&filled, *at).is_some() {
                        teller.lines.push("ja\n".to_owned());
                    }
                    if calls_for_coarser(&filled, *at) {
                        // It is coarse enough.
                        teller.lines.push("\n".to_owned());
                    }
                }
            }
        }
        // Should it say next to nothing, it is saved all the same.
        teller.lines.push("s\nja\n".to_owned());
        let WalkGenerator { lines, questions, acts, form, .. } = teller;
        let (questions, acts, form) = (questions.concat(), acts.concat(), form.concat());
        let file = format!("flow: {}\nanswers:\n{questions}acts:\n{acts}form:\n{form}", flow.flow().id);
        Self { walk, lines: lines.concat(), file }
    }
}

impl WalkGenerator<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        usize::from(self.dice.next().copied().unwrap_or(0)) % sides.max(1)
    }

    /// Some of `sides` things, ascending.
    fn pick_some(&mut self, sides: usize) -> Vec<usize> {
        (0..sides).filter(|_| self.roll(2) == 1).collect()
    }

    fn step(&mut self, walk: &Walk) -> Option<Event> {
        let step: &Step = walk.flow().step(walk.position().at);
        let id = step.id.clone();
        Some(match &step.kind {
            StepKind::Ask { answers } => {
                let answer = answers[self.number(answers.len())].id.clone();
                self.questions.push(format!("  {id}: {answer}\n"));
                Event::Answered { step: id, answer }
            }
            StepKind::Choose { options, at_least, .. } => {
                let offered = offered_options(options, &|step| walk.position().outcome(step));
                let mut chosen = self.pick_some(offered.len());
                if chosen.len() < *at_least {
                    chosen = (0..offered.len()).collect();
                }
                let chosen = tick_all(&chosen, &|n| offered[n].1.alone);
                let options: Vec<_> = chosen.iter().map(|n| offered[*n].1.id.clone()).collect();
                self.lines.push(numbers(&chosen));
                self.questions
                    .push(format!("  {id}: [{}]\n", join_ids(options.iter().map(AnswerId::as_str))));
                Event::Chose { step: id, options }
            }
            StepKind::Act { .. } => {
                let all = find_act_options(walk, walk.position().at);
                let said: Vec<(usize, Event)> = all
                    .iter()
                    .enumerate()
                    .filter_map(|(n, saying)| Some((n, saying.to_event(step)?)))
                    .collect();
                let (n, event) = said[self.roll(said.len())].clone();
                self.lines.push(format!("{}\n", n + 1));
                if let Event::Marked { mark, .. } = &event
                    && act_confirmation(step, *mark).is_some()
                {
                    self.lines.push("nej\n".to_owned());
                }
                self.acts.push(match &event {
                    Event::Declined { reason, .. } => format!("  {id}: {{inte-aktuellt: {reason}}}\n"),
                    Event::Marked { mark, .. } => format!("  {id}: {}\n", mark.id()),
                    Event::Answered { .. }
                    | Event::Chose { .. }
                    | Event::Read { .. }
                    | Event::Filled { .. }
                    | Event::Cleared { .. } => panic!("no mark: {event:?}"),
                });
                event
            }
            StepKind::Tell { .. } => {
                self.lines.push("\n".to_owned());
                Event::Read { step: id }
            }
            StepKind::End => return None,
        })
    }

    /// Fills in a field, or keeps it as it stands; the options that were chosen in it.
    fn field(&mut self, walk: &Walk, field: &Field) -> Option<FieldValue> {
        let id = &field.id;
        let at = walk.flow().form.find_field(id.as_str()).unwrap();
        let options: Vec<_> = fill::offered_options(walk, at).collect();
        let bound = field.bound.is_some_and(|step| walk.position().outcome(step).is_some());
        let keep = bound || self.roll(3) == 0 && field.need == FieldNeed::Optional;
        match &field.kind {
            FieldKind::Choice { .. } if !keep => {
                let n = self.number(options.len());
                self.form.push(format!("  {id}: {}\n", options[n].id));
                return Some(FieldValue::Option(options[n].id.clone()));
            }
            FieldKind::Choices { .. } if !keep => {
                let chosen = tick_all(&self.pick_some(options.len()), &|n| options[n].alone);
                self.lines.push(numbers(&chosen));
                let ids = chosen.iter().map(|n| options[*n].id.as_str());
                self.form.push(format!("  {id}: [{}]\n", join_ids(ids)));
                return Some(FieldValue::Options(chosen.iter().map(|n| options[*n].id.clone()).collect()));
            }
            FieldKind::Date if !keep => {
                let day = format!("2026-11-{:02}", self.roll(22) + 1);
                self.write_field(field, &day);
            }
            FieldKind::Period { .. } | FieldKind::Planned { .. } if !keep => {
                let period = ["2026-v47 kväll", "2026-10", "2026-v01 natt"][self.roll(3)];
                self.write_field(field, period);
            }
            FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Date
            | FieldKind::Period { .. }
            | FieldKind::Planned { .. }
            | FieldKind::Text { .. }
            | FieldKind::Acts => self.lines.push("\n".to_owned()),
        }
        None
    }

    /// One of `sides` numbered things, written as a line.
    fn number(&mut self, sides: usize) -> usize {
        let n = self.roll(sides);
        self.lines.push(format!("{}\n", n + 1));
        n
    }

    fn write_field(&mut self, field: &Field, value: &str) {
        self.lines.push(format!("{value}\n"));
        self.form.push(format!("  {}: {value}\n", field.id));
    }
}

/// What stands ticked when these are ticked one by one.
fn tick_all(ticks: &[usize], is_alone: &dyn Fn(usize) -> bool) -> Vec<usize> {
    ticks.iter().fold(Vec::new(), |chosen, tick| toggle_tick(&chosen, tick, |n| is_alone(*n)))
}

fn numbers(chosen: &[usize]) -> String {
    let numbers: Vec<String> = chosen.iter().map(|n| (n + 1).to_string()).collect();
    if numbers.is_empty() { "0\n".to_owned() } else { format!("{}\n", numbers.join(" ")) }
}

fn join_ids<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    ids.collect::<Vec<_>>().join(", ")
}
