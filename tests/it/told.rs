//! A generated walk, told three ways: as a walk, as lines for plain mode, and as a file of answers.

use std::iter::Cycle;
use std::slice::Iter;
use std::sync::Arc;

use chrono::NaiveDate;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::flow::id::{AnswerId, FieldIx};
use stegvis::flow::model::{Field, FieldKind, FieldNeed, Step, StepKind};
use stegvis::form::fill;
use stegvis::present::form_order::list_fields;
use stegvis::present::{FormOrder, FormPrompt, act_confirmation, calls_for_coarser};
use stegvis::session::answer::offered_options;
use stegvis::session::event::{Event, FieldValue};
use stegvis::session::marks::find_act_options;
use stegvis::session::ticks::toggle_tick;
use stegvis::session::walk::Walk;

use crate::world::TODAY;

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
        let through = lines_through_form(&mut walk.clone(), |filled, at| teller.field(filled, at));
        // Should it say next to nothing, it is saved all the same.
        teller.lines.extend([through, "s\nja\n".to_owned()]);
        let WalkGenerator { lines, questions, acts, form, .. } = teller;
        let (questions, acts, form) = (questions.concat(), acts.concat(), form.concat());
        let file = format!("flow: {}\nanswers:\n{questions}acts:\n{acts}form:\n{form}", flow.flow().id);
        Self { walk, lines: lines.concat(), file }
    }
}

/// The lines that lead through the form of a walk over lines, in the order it is asked for. `fill` says what is written in a
/// field, and what comes to stand there; nothing where it is left as it is.
pub(crate) fn lines_through_form(
    walk: &mut Walk,
    mut fill: impl FnMut(&Walk, FieldIx) -> Option<(String, Option<FieldValue>)>,
) -> String {
    let today = clock::parse_day(TODAY).unwrap();
    let (mut order, mut lines) = (FormOrder::default(), String::new());
    loop {
        match order.next_prompt(walk, today) {
            FormPrompt::Standing(fields) => {
                for at in fields {
                    // What was chosen before decides what stands now, and in which place.
                    let FormPrompt::Standing(now) = order.next_prompt(walk, today) else { break };
                    if let (Some(place), Some(written)) =
                        (now.iter().position(|one| *one == at), fill(walk, at))
                    {
                        lines.extend([format!("{}\n", place + 1), take_field(walk, at, written)]);
                    }
                }
                lines.push('\n');
                confirm_guesses(walk, today);
                order.pass_standing();
            }
            FormPrompt::Field(at) => {
                let written = fill(walk, at).unwrap_or_default();
                let written = if written.0.is_empty() { ("\n".to_owned(), written.1) } else { written };
                lines.push_str(&take_field(walk, at, written));
                order.pass_fields(&[at]);
            }
            FormPrompt::More(fields) => {
                let mut after = walk.clone();
                let mut chosen = Vec::new();
                let mut written = String::new();
                for (n, at) in fields.iter().enumerate() {
                    if let Some(told) = fill(&after, *at) {
                        chosen.push((n + 1).to_string());
                        written.push_str(&take_field(&mut after, *at, told));
                    }
                }
                *walk = after;
                lines.extend([chosen.join(" "), "\n".to_owned(), written]);
                order.pass_fields(&fields);
            }
            FormPrompt::Over => return lines,
        }
    }
}

/// What is guessed from the day is right.
fn confirm_guesses(walk: &mut Walk, today: NaiveDate) {
    for at in list_fields(walk).collect::<Vec<_>>() {
        if let Some(value) = fill::guess_value(walk, at, today) {
            let field = walk.flow().form.field(at).id.clone();
            walk.apply(Event::Filled { field, value }).unwrap();
        }
    }
}

/// Sets what is written in a field; the lines that take it there, with what is asked of it answered.
fn take_field(walk: &mut Walk, at: FieldIx, (mut lines, value): (String, Option<FieldValue>)) -> String {
    let Some(value) = value else { return lines };
    let field = walk.flow().form.field(at).id.clone();
    walk.apply(Event::Filled { field, value }).unwrap();
    if fill::against_walk(walk, at).is_some() {
        lines.push_str("ja\n");
    }
    if calls_for_coarser(walk, at) {
        // It is coarse enough.
        lines.push('\n');
    }
    lines
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

    /// Fills in a field, or keeps it as it stands; what is written, and what then stands in it.
    fn field(&mut self, walk: &Walk, at: FieldIx) -> Option<(String, Option<FieldValue>)> {
        let field = walk.flow().form.field(at).clone();
        let id = &field.id;
        let options: Vec<_> = fill::offered_options(walk, at).collect();
        let bound = field.bound.is_some_and(|step| walk.position().outcome(step).is_some());
        if bound || self.roll(3) == 0 && field.need == FieldNeed::Optional {
            return None;
        }
        match &field.kind {
            FieldKind::Choice { .. } => {
                let n = self.roll(options.len());
                self.form.push(format!("  {id}: {}\n", options[n].id));
                Some((format!("{}\n", n + 1), Some(FieldValue::Option(options[n].id.clone()))))
            }
            FieldKind::Choices { .. } => {
                let chosen = tick_all(&self.pick_some(options.len()), &|n| options[n].alone);
                let ids = chosen.iter().map(|n| options[*n].id.as_str());
                self.form.push(format!("  {id}: [{}]\n", join_ids(ids)));
                let value = FieldValue::Options(chosen.iter().map(|n| options[*n].id.clone()).collect());
                Some((numbers(&chosen), Some(value)))
            }
            FieldKind::Date { .. } => {
                let day = format!("2026-11-{:02}", self.roll(22) + 1);
                let value = FieldValue::Day(clock::parse_day(&day).unwrap());
                Some((self.write_field(&field, &day), Some(value)))
            }
            FieldKind::Period { .. } | FieldKind::Planned { .. } => {
                let period = ["2026-v47 kväll", "2026-10", "2026-v01 natt"][self.roll(3)];
                let value = FieldValue::Period(period.parse().unwrap());
                Some((self.write_field(&field, period), Some(value)))
            }
            FieldKind::Text { .. } | FieldKind::Acts => None,
        }
    }

    /// One of `sides` numbered things, written as a line.
    fn number(&mut self, sides: usize) -> usize {
        let n = self.roll(sides);
        self.lines.push(format!("{}\n", n + 1));
        n
    }

    fn write_field(&mut self, field: &Field, value: &str) -> String {
        self.form.push(format!("  {}: {value}\n", field.id));
        format!("{value}\n")
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
