//! Filling: what the walk already says is put into the form, and what was set by hand goes before it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{
    ActRow, ActState, Certainty, Form, FormEntry, FormRow, FormSection, Persons, Required, RoutineReference,
    Tick, TickState,
};
use crate::calendar;
use crate::check::verified::VerifiedFlow;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerId, AnswerIx, FieldIx, StepIx};
use crate::flow::model::{
    DayPrefill, Field, FieldCondition, FieldKind, FieldNeed, FieldOption, Flow, InForm, Mark, Prefill,
    PrefillSource, StepKind,
};
use crate::session::event::FieldValue;
use crate::session::period::Period;
use crate::session::spoken_time::TimePrecision;
use crate::session::ticks;
use crate::session::walk::Walk;

/// The form of a walk, as it stands on the day `today`. Answers that do not lie on the path never reach it.
pub fn fill_form(walk: &Walk, today: NaiveDate) -> Form {
    let flow = walk.flow();
    let sections: Vec<FormSection> = flow
        .form
        .sections
        .iter()
        .map(|section| FormSection {
            title: section.title.clone(),
            rows: visible_fields(walk, &section.fields).map(|at| fill_row(walk, at, today)).collect(),
        })
        .filter(|section| !section.rows.is_empty())
        .collect();
    let kind = sections.iter().flat_map(|section| &section.rows).find_map(first_choice).unwrap_or_default();
    Form {
        identity: None,
        title: flow.form.title.clone(),
        routine: routine_reference(walk.verified()),
        tool: format!("stegvis {}", env!("CARGO_PKG_VERSION")),
        filled: filled_day(walk)
            .or(plausible_day(today))
            .unwrap_or(walk.verified().current_date().effective_day()),
        kind,
        proved: walk.verified().proved_guarantees().iter().map(ToString::to_string).collect(),
        steps: questions_passed(walk),
        cleared: count_cleared(walk),
        persons: concerned_persons(walk),
        sections,
    }
}

/// How exact a time may be given in a field, with the answers of the walk.
pub fn time_precision(walk: &Walk, at: FieldIx) -> TimePrecision {
    let earlier = |step: StepIx| walk.position().outcome(step);
    match &walk.flow().form.field(at).kind {
        FieldKind::Period { exact, .. } | FieldKind::Planned { exact } if exact.holds(&earlier) => {
            TimePrecision::Any
        }
        FieldKind::Period { .. } | FieldKind::Planned { .. } => TimePrecision::Coarse,
        FieldKind::Date { .. }
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Text { .. }
        | FieldKind::Acts => TimePrecision::Day,
    }
}

/// What stands in one field of the walk's form, as it stands on the day `today`.
pub fn fill_entry(walk: &Walk, at: FieldIx, today: NaiveDate) -> FormEntry {
    let field = walk.flow().form.field(at);
    let by_hand = set_by_hand(walk, at);
    match &field.kind {
        FieldKind::Choice { .. } => FormEntry::One(build_ticks(walk, at)),
        FieldKind::Choices { .. } => FormEntry::Any(build_ticks(walk, at)),
        FieldKind::Date { prefill } => {
            let guess = || prefilled_day(*prefill, today);
            FormEntry::Day(day_of(by_hand).or_else(guess))
        }
        FieldKind::Period { prefill, .. } => {
            let guess = || prefilled_day(*prefill, walk.start_day(today)).map(Period::week_of);
            FormEntry::Period(period_of(by_hand).or_else(guess))
        }
        FieldKind::Planned { .. } => FormEntry::Planned(period_of(by_hand)),
        FieldKind::Text { .. } => match by_hand {
            Some(FieldValue::Text(text)) => FormEntry::Text(Some(text.clone())),
            _ => FormEntry::Text(None),
        },
        FieldKind::Acts => FormEntry::Acts(build_act_rows(walk)),
    }
}

/// The options of a field that are there to choose on this walk.
pub fn offered_options(walk: &Walk, at: FieldIx) -> impl Iterator<Item = &FieldOption> {
    let options = walk.flow().form.field(at).kind.options().iter();
    options.filter(|option| option.when.holds(&|step| walk.position().outcome(step)))
}

/// The options that stand chosen in a field: by hand, else by the walk. None in a field without options.
pub fn chosen_options(walk: &Walk, at: FieldIx) -> Vec<AnswerId> {
    let by_hand = walk.position().fields.get(&at);
    match (&walk.flow().form.field(at).kind, by_hand) {
        (FieldKind::Choice { .. }, Some(FieldValue::Option(id))) => vec![id.clone()],
        (FieldKind::Choices { .. }, Some(FieldValue::Options(ids))) => ids.clone(),
        (FieldKind::Choice { options, prefill }, _) => {
            set_by_walk(walk, options, prefill).into_iter().take(1).collect()
        }
        (FieldKind::Choices { options, prefill }, _) => {
            compatible_options(options, &set_by_walk(walk, options, prefill))
        }
        (
            FieldKind::Date { .. }
            | FieldKind::Period { .. }
            | FieldKind::Planned { .. }
            | FieldKind::Text { .. }
            | FieldKind::Acts,
            _,
        ) => Vec::new(),
    }
}

/// What the walk's answers say of a field: none where they say nothing. A default is no answer.
pub fn said_by_walk(walk: &Walk, at: FieldIx) -> Vec<&FieldOption> {
    let (FieldKind::Choice { options, prefill } | FieldKind::Choices { options, prefill }) =
        &walk.flow().form.field(at).kind
    else {
        return Vec::new();
    };
    let answered: Vec<Prefill> = prefill.iter().filter(|row| !row.is_default()).cloned().collect();
    let said = compatible_options(options, &set_by_walk(walk, options, &answered));
    options.iter().filter(|option| said.contains(&option.id)).collect()
}

/// The answer of a question that the form begins with in the field of the same name, whatever was answered: what the profile says.
pub fn begun_answer(walk: &Walk, question: StepIx) -> Option<usize> {
    let step = walk.flow().step(question);
    let StepKind::Ask { answers } = &step.kind else { return None };
    let field = walk.flow().form.field(walk.flow().form.find_field(step.id.as_str())?);
    let begun = field.kind.prefill_rows().iter().find(|row| row.is_default())?;
    let option = field.kind.options().get(begun.set.index())?;
    answers.iter().position(|answer| answer.id.as_str() == option.id.as_str())
}

/// Whether something stands in a field with options when nothing is set by hand.
pub fn is_prefilled(walk: &Walk, at: FieldIx) -> bool {
    let kind = &walk.flow().form.field(at).kind;
    !set_by_walk(walk, kind.options(), kind.prefill_rows()).is_empty()
}

/// What of that is not in the field, since something else was set there by hand; in words.
pub fn against_walk(walk: &Walk, at: FieldIx) -> Option<String> {
    let by_hand = match walk.position().fields.get(&at)? {
        FieldValue::Option(id) => std::slice::from_ref(id),
        FieldValue::Options(ids) => ids,
        FieldValue::Day(_) | FieldValue::Period(_) | FieldValue::Text(_) => return None,
    };
    let left_out = said_by_walk(walk, at).into_iter().filter(|option| !by_hand.contains(&option.id));
    let left_out: Vec<&str> = left_out.map(|option| option.text.as_str()).collect();
    (!left_out.is_empty()).then(|| left_out.join(", "))
}

/// What stands in a field only because of what day it is, or since the routine begins with it whatever was answered, and nobody has
/// confirmed.
pub fn guess_value(walk: &Walk, at: FieldIx, today: NaiveDate) -> Option<FieldValue> {
    let guessed = match fill_entry(walk, at, today) {
        FormEntry::Period(period) => period.map(FieldValue::Period),
        FormEntry::One(_) => assumed_option(walk, at).map(FieldValue::Option),
        // The day that the form is filled in is no guess.
        FormEntry::Day(_)
        | FormEntry::Any(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => None,
    };
    guessed.filter(|_| set_by_hand(walk, at).is_none())
}

/// The option that the routine begins a field with where neither an answer of the walk nor the workplace has said anything of it.
fn assumed_option(walk: &Walk, at: FieldIx) -> Option<AnswerId> {
    let kind = &walk.flow().form.field(at).kind;
    let by_default = kind.prefill_rows().iter().find(|row| row.is_default())?;
    let is_assumed = by_default.source == PrefillSource::Routine && said_by_walk(walk, at).is_empty();
    chosen_options(walk, at).pop().filter(|_| is_assumed)
}

/// Whether somebody has said that what stands in a field is so.
pub fn find_certainty(walk: &Walk, at: FieldIx, today: NaiveDate) -> Certainty {
    guess_value(walk, at, today).map_or(Certainty::Known, |_| Certainty::Guessed)
}

/// The fields that belong to the form on this walk.
pub fn visible_fields<'w>(walk: &'w Walk, fields: &'w [FieldIx]) -> impl Iterator<Item = FieldIx> + 'w {
    let earlier = |step| walk.position().outcome(step);
    fields
        .iter()
        .copied()
        .filter(move |at| belongs_to_walk(walk, *at, &earlier) && is_worth_asking(walk, *at))
}

fn belongs_to_walk<'a>(walk: &Walk, at: FieldIx, earlier: &impl Fn(StepIx) -> Option<&'a Outcome>) -> bool {
    let field = walk.flow().form.field(at);
    field.when.holds(earlier) && field.when_field.as_ref().is_none_or(|other| is_chosen(walk, other))
}

/// Whether a field has anything to ask: one that attests that nobody can be worked out has not where nobody is concerned. What
/// was given all the same, as in an answers file, stands.
fn is_worth_asking(walk: &Walk, at: FieldIx) -> bool {
    walk.flow().form.field(at).attests.is_none()
        || walk.position().fields.contains_key(&at)
        || concerned_persons(walk) == Persons::Perhaps
}

/// Whether one of the options is chosen in the field, by hand or by the walk.
fn is_chosen(walk: &Walk, is: &FieldCondition) -> bool {
    let options = walk.flow().form.field(is.field).kind.options();
    let chosen = chosen_options(walk, is.field);
    is.any_of.iter().filter_map(|at| options.get(at.index())).any(|option| chosen.contains(&option.id))
}

fn fill_row(walk: &Walk, at: FieldIx, today: NaiveDate) -> FormRow {
    let field: &Field = walk.flow().form.field(at);
    FormRow {
        id: field.id.to_string(),
        label: field.label.clone(),
        required: match (field.need, &field.kind) {
            // The day is always there; where the computer's cannot be right, it is asked for.
            (FieldNeed::Optional, FieldKind::Date { prefill: DayPrefill::Today })
                if plausible_day(today).is_none() =>
            {
                Required::Yes
            }
            (FieldNeed::Required, _) => Required::Yes,
            (FieldNeed::Optional, _) => Required::No,
        },
        counting: field.counting,
        tells: field.tells,
        certainty: find_certainty(walk, at, today),
        entry: fill_entry(walk, at, today),
    }
}

/// The options the walk sets, in the order of the rows. A row without a condition is a default: it counts only where
/// no row before it held.
fn set_by_walk(walk: &Walk, options: &[FieldOption], prefill: &[Prefill]) -> Vec<AnswerId> {
    let earlier = |step| walk.position().outcome(step);
    let mut set: Vec<AnswerIx> = Vec::new();
    for row in prefill {
        let counts = set.is_empty() || !row.is_default();
        let is_offered = || options.get(row.set.index()).is_some_and(|option| option.when.holds(&earlier));
        if counts && row.when.holds(&earlier) && is_offered() && !set.contains(&row.set) {
            set.push(row.set);
        }
    }
    set.iter().filter_map(|at| options.get(at.index())).map(|option| option.id.clone()).collect()
}

/// What can stand ticked together of what several rows set.
fn compatible_options(options: &[FieldOption], set: &[AnswerId]) -> Vec<AnswerId> {
    let is_alone = |id: &AnswerId| options.iter().any(|option| option.alone && option.id == *id);
    ticks::resolve_ticks(set, is_alone)
}

fn build_ticks(walk: &Walk, at: FieldIx) -> Vec<Tick> {
    let chosen = chosen_options(walk, at);
    let tick = |option: &FieldOption| Tick {
        id: option.id.to_string(),
        text: option.text.clone(),
        state: if chosen.contains(&option.id) { TickState::On } else { TickState::Off },
    };
    offered_options(walk, at).map(tick).collect()
}

fn build_act_rows(walk: &Walk) -> Vec<ActRow> {
    walk.acts()
        .into_iter()
        .filter_map(|(at, mark)| build_act_row(walk.flow(), at, mark.unwrap_or(Mark::Todo)))
        .collect()
}

fn build_act_row(flow: &Flow, at: StepIx, mark: Mark) -> Option<ActRow> {
    let step = flow.step(at);
    let StepKind::Act { in_form, .. } = &step.kind else { return None };
    let (text, state) = match (in_form, mark) {
        (InForm::Hidden, _) => return None,
        (InForm::Named, Mark::Done) => (flow.title_with_duty(step), ActState::Done),
        (InForm::Named, Mark::Todo) => (flow.title_with_duty(step), ActState::Todo),
        (InForm::Named, Mark::NotRelevant) => (flow.title_with_duty(step), ActState::NotRelevant),
        // The same whatever was marked: a tick would tell of a report, and its absence of none.
        (InForm::Discreet(text), Mark::Done | Mark::Todo | Mark::NotRelevant) => {
            (text.clone(), ActState::BeingHandled)
        }
    };
    Some(ActRow { id: step.id.to_string(), text, state })
}

fn first_choice(row: &FormRow) -> Option<String> {
    let FormEntry::One(ticks) = &row.entry else { return None };
    ticks.iter().find(|tick| tick.state == TickState::On).map(|tick| tick.id.clone())
}

fn routine_reference(verified: &VerifiedFlow) -> RoutineReference {
    let flow = verified.flow();
    RoutineReference {
        id: flow.id.to_string(),
        publisher: flow.publisher.clone(),
        title: flow.title.clone(),
        version: flow.version.clone(),
        fingerprint: flow.fingerprint.hex(),
        laws_read: verified.laws_read_text(),
    }
}

fn questions_passed(walk: &Walk) -> Vec<String> {
    let passed = walk.position().path.iter().map(|visit| walk.flow().step(visit.step));
    passed.filter(|step| step.is_question()).map(|step| step.id.to_string()).collect()
}

/// Whether the form is about any person: a field that can say that it is about nobody does. One that is not part of this
/// walk's form says nothing.
pub fn concerned_persons(walk: &Walk) -> Persons {
    let form = &walk.flow().form;
    let earlier = |step| walk.position().outcome(step);
    let says_nobody = |at: FieldIx| {
        let nobody =
            form.field(at).nobody.and_then(|option| form.field(at).kind.options().get(option.index()));
        nobody.is_some_and(|option| {
            belongs_to_walk(walk, at, &earlier) && chosen_options(walk, at).contains(&option.id)
        })
    };
    let fields = form.sections.iter().flat_map(|section| section.fields.iter().copied());
    if fields.into_iter().any(says_nobody) { Persons::Nobody } else { Persons::Perhaps }
}

/// How many findings were cleared in the form's free text, by class.
fn count_cleared(walk: &Walk) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for value in walk.position().fields.values() {
        if let FieldValue::Text(text) = value {
            for (class, count) in text.cleared() {
                *counts.entry(class.id().to_owned()).or_insert(0) += count;
            }
        }
    }
    counts
}

/// The day set by hand in the form's date field.
fn filled_day(walk: &Walk) -> Option<NaiveDate> {
    walk.position().fields.keys().find_map(|at| day_of(set_by_hand(walk, *at)))
}

/// What was set by hand in a field, as far as it can be true: a walk can come from a day when the clock was wrong.
fn set_by_hand(walk: &Walk, at: FieldIx) -> Option<&FieldValue> {
    let past = walk.verified().current_date().past_days();
    let kind = &walk.flow().form.field(at).kind;
    walk.position().fields.get(&at).filter(|value| kind.is_planned() || value.can_have_been(past))
}

/// The day that a field begins with.
fn prefilled_day(prefill: DayPrefill, day: NaiveDate) -> Option<NaiveDate> {
    plausible_day(day).filter(|_| prefill == DayPrefill::Today)
}

/// The day the computer says, where it can be right.
fn plausible_day(today: NaiveDate) -> Option<NaiveDate> {
    Some(today).filter(|today| calendar::is_in_reach(*today))
}

fn day_of(value: Option<&FieldValue>) -> Option<NaiveDate> {
    match value {
        Some(FieldValue::Day(day)) => Some(*day),
        Some(
            FieldValue::Option(_) | FieldValue::Options(_) | FieldValue::Period(_) | FieldValue::Text(_),
        )
        | None => None,
    }
}

fn period_of(value: Option<&FieldValue>) -> Option<Period> {
    match value {
        Some(FieldValue::Period(period)) => Some(*period),
        Some(FieldValue::Option(_) | FieldValue::Options(_) | FieldValue::Day(_) | FieldValue::Text(_))
        | None => None,
    }
}
