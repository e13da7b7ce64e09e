//! A step of the routine: answering, marking, looking back, and changing an earlier answer.

use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Mark, StepKind};
use crate::session::answer::Refusal;
use crate::session::event::Event;
use crate::session::ticks;
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::model::{Model, Overlay, Stage, WalkPage};
use crate::tui::scroll::scroll;

pub(super) fn update(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    match command {
        Command::Pick(item) if item < walking.offered().len() => {
            move_cursor(walking, |cursor, _| *cursor = item);
            match walking.step().kind {
                StepKind::Choose { .. } => toggle(walking),
                StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
                    confirm(model);
                }
            }
        }
        Command::Toggle => toggle(walking),
        Command::Confirm => confirm(model),
        Command::Back => back(model),
        Command::Forward => forward(walking),
        _ => move_cursor(walking, |cursor, last| scroll(cursor, command, last)),
    }
    Vec::new()
}

/// Takes a decision, after showing what it would make fall away where it would.
pub(super) fn decide(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.preview(&event) {
        Ok(change) if change.is_nothing() => {
            let changes = walking.walk.position().outcome(walking.shown()).is_some();
            take(model, event);
            if changes {
                model.notice = Some("Ändrat. Inget annat svar faller bort. u ångrar.".to_owned());
            }
        }
        Ok(change) => model.overlay = Some(Overlay::Change { event, change }),
        Err(refusal) => model.notice = Some(why_not(&refusal)),
    }
}

/// Takes a decision and shows where the walk then stands.
pub(super) fn take(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.take(event) {
        Ok(_) => walking.settle(),
        Err(refusal) => model.notice = Some(why_not(&refusal)),
    }
}

/// A refusal in words that fit a page where ids are not shown.
pub(super) fn why_not(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooFew { at_least: 1, .. } => "Välj minst ett alternativ först.".to_owned(),
        Refusal::TooFew { at_least, .. } => format!("Välj minst {at_least} alternativ först."),
        Refusal::UnknownStep(_)
        | Refusal::UnknownAnswer { .. }
        | Refusal::NotOnPath(_)
        | Refusal::WrongKind(_)
        | Refusal::NotOffered { .. }
        | Refusal::NotAlone { .. }
        | Refusal::NeedsReason { .. }
        | Refusal::UnknownReason { .. }
        | Refusal::LeadsBack { .. }
        | Refusal::UnknownField(_)
        | Refusal::FieldNotInForm(_)
        | Refusal::WrongValue { .. } => refusal.to_string(),
    }
}

fn move_cursor(walking: &mut WalkPage, to: impl Fn(&mut usize, usize)) {
    let last = walking.offered().len().saturating_sub(1);
    if let Stage::Step(page) = &mut walking.stage {
        to(&mut page.cursor, last);
    }
}

fn toggle(walking: &mut WalkPage) {
    let offered = walking.offered();
    let alone = walking.step().alone();
    let Stage::Step(page) = &mut walking.stage else { return };
    let Some(option) = offered.get(page.cursor) else { return };
    page.chosen = ticks::ticked(&page.chosen, option, |option| alone.contains(option));
    page.chosen.sort_unstable();
}

fn confirm(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    let Some((event, outcome)) = decision(walking) else { return };
    if walking.walk.position().outcome(walking.shown()) == Some(&outcome) {
        forward(walking);
    } else {
        decide(model, event);
    }
}

/// The decision the page stands at.
fn decision(walking: &WalkPage) -> Option<(Event, Outcome)> {
    let Stage::Step(page) = &walking.stage else { return None };
    let step = walking.step();
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => {
            let answer = answers.get(page.cursor)?.id.clone();
            Some((Event::Answered { step: id, answer }, Outcome::One(AnswerIx::nth(page.cursor))))
        }
        StepKind::Choose { options, .. } => {
            let chosen = page.chosen.iter().filter_map(|at| options.get(at.index()));
            let chosen = chosen.map(|option| option.id.clone()).collect();
            Some((Event::Chose { step: id, options: chosen }, Outcome::Many(page.chosen.clone())))
        }
        StepKind::Act { .. } => {
            let mark = *Mark::ALL.get(page.cursor)?;
            Some((Event::Marked { step: id, mark }, mark.outcome()))
        }
        StepKind::Tell { .. } => Some((Event::Read { step: id }, Outcome::Passed)),
        StepKind::End => None,
    }
}

/// To the step passed after the one on the screen.
fn forward(walking: &mut WalkPage) {
    let next = passed_from(walking, 1);
    match next {
        Some(step) => walking.look_at(Some(step)),
        None => walking.settle(),
    }
}

fn back(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    match passed_from(walking, -1) {
        Some(step) => walking.look_at(Some(step)),
        None => model.notice = Some("Det här är rutinens första steg.".to_owned()),
    }
}

/// The passed step this far from the one on the screen; the step the walk stands at comes after all passed ones.
fn passed_from(walking: &WalkPage, offset: isize) -> Option<StepIx> {
    let path = &walking.walk.position().path;
    let here = path.iter().position(|visit| visit.step == walking.shown()).unwrap_or(path.len());
    path.get(here.checked_add_signed(offset)?).map(|visit| visit.step)
}
