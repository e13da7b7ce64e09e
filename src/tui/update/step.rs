//! A step of the routine: answering, marking, looking back, and changing an earlier answer.

use super::undo_key;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Mark, StepKind};
use crate::present::{Choices, act_confirmation, describe_refusal, describe_return, describe_urgent_mark};
use crate::session::event::Event;
use crate::session::marks::ActOption;
use crate::session::ticks;
use crate::tui::effect::Effect;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{EnterInTicks, Model, Overlay, Page, WalkPage, WalkStage};
use crate::tui::scroll::scroll_choice;

/// What is said where a question is to be gone on from, and nothing is chosen.
const CHOOSE_ANSWER: &str = "Välj ett svar med siffra eller ↓.";

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    match command {
        KeyCommand::Pick(item) if item < walking.choices().len() => match walking.current_step().kind {
            StepKind::Choose { .. } => toggle_option(walking, item),
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
                move_cursor(walking, |cursor, _| *cursor = Some(item));
                confirm_choice(model);
            }
        },
        KeyCommand::Toggle => {
            if let Some(item) = cursor_of(walking) {
                toggle_option(walking, item);
            }
        }
        KeyCommand::Confirm => match row_to_tick(walking) {
            Some(item) => toggle_option(walking, item),
            None => confirm_choice(model),
        },
        KeyCommand::Forward if walking.current_step().is_checklist() => confirm_choice(model),
        KeyCommand::Back => {
            if settle_ticks(model) == Settled::Yes {
                return go_back(model);
            }
        }
        KeyCommand::Forward => go_forward(walking),
        KeyCommand::Close => walking.show_current(),
        _ => move_cursor(walking, |cursor, last| scroll_choice(cursor, command, last)),
    }
    Vec::new()
}

/// Takes a decision, after showing what it would make fall away where it would.
pub(super) fn decide_or_ask(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    match walking.walk.preview(&event) {
        Ok(change) if change.is_nothing() => {
            let changes = walking.walk.position().outcome(walking.shown_step()).is_some();
            apply_decision(model, event);
            if changes {
                let undo = undo_key(model);
                let returned = model.notice.take().map(|said| format!(" {said}")).unwrap_or_default();
                model.notice =
                    Some(format!("Ändrat. Inget annat svar faller bort. {undo} ångrar.{returned}"));
            }
        }
        Ok(change) => model.overlay = Some(Overlay::Change { event, change }),
        Err(refusal) => model.notice = Some(describe_refusal(walking.flow(), &refusal)),
    }
}

/// Takes a decision and shows where the walk then stands.
pub(super) fn apply_decision(model: &mut Model, event: Event) {
    let Some(walking) = model.walking_mut() else { return };
    let marked = describe_urgent_mark(walking.flow(), &event);
    let (before, on_step) = (walking.walk.position().at, matches!(walking.stage, WalkStage::Step(_)));
    match walking.walk.apply(event) {
        Ok(change) => {
            // A mark given over the form or its review leaves them on the screen.
            if on_step || walking.walk.position().at != before {
                walking.show_current();
            }
            let returned = describe_return(walking.flow(), &change);
            let undo = undo_key(model);
            model.notice = marked.map(|says| format!("{says} {undo} ångrar.")).or(returned);
        }
        Err(refusal) => model.notice = Some(describe_refusal(walking.flow(), &refusal)),
    }
}

/// Whether what was ticked in a checklist is part of the walk, so that the page can be left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Yes,
    No,
}

/// Takes what was ticked otherwise in a checklist that was answered before, so that no tick is lost when the page is left. Where
/// something would fall away it is asked first. What is ticked where the walk stands is kept as it is.
pub(super) fn settle_ticks(model: &mut Model) -> Settled {
    let Some(walking) = model.walking() else { return Settled::Yes };
    let step = walking.shown_step();
    match (current_decision(walking), walking.walk.position().outcome(step)) {
        (Some((event @ Event::Chose { .. }, outcome)), Some(before)) if outcome != *before => {
            decide_or_ask(model, event);
            let Some(walking) = model.walking_mut() else { return Settled::Yes };
            if walking.walk.position().outcome(step) != Some(&outcome) {
                return Settled::No;
            }
            walking.show_step(Some(step));
            Settled::Yes
        }
        _ => Settled::Yes,
    }
}

fn move_cursor(walking: &mut WalkPage, to: impl Fn(&mut Option<usize>, usize)) {
    let last = walking.choices().len().saturating_sub(1);
    if let WalkStage::Step(page) = &mut walking.stage {
        let before = page.cursor;
        to(&mut page.cursor, last);
        if page.cursor != before {
            page.enter = EnterInTicks::TickRow;
        }
    }
}

fn cursor_of(walking: &WalkPage) -> Option<usize> {
    match &walking.stage {
        WalkStage::Step(page) => page.cursor,
        WalkStage::Form { .. }
        | WalkStage::Field(_)
        | WalkStage::Review { .. }
        | WalkStage::Folder { .. } => None,
    }
}

/// The option of a checklist that the cursor was moved to since the last tick: Enter ticks it or takes its tick away, and else goes on.
fn row_to_tick(walking: &WalkPage) -> Option<usize> {
    let WalkStage::Step(page) = &walking.stage else { return None };
    let is_moved = page.enter == EnterInTicks::TickRow && walking.current_step().is_checklist();
    page.cursor.filter(|_| is_moved)
}

fn toggle_option(walking: &mut WalkPage, item: usize) {
    let offered = walking.offered_answers();
    let alone = walking.current_step().exclusive_options();
    let WalkStage::Step(page) = &mut walking.stage else { return };
    let Some(option) = offered.get(item) else { return };
    page.chosen = ticks::toggle_tick(&page.chosen, option, |option| alone.contains(option));
    page.chosen.sort_unstable();
    (page.cursor, page.enter) = (Some(item), EnterInTicks::GoOn);
    keep_ticks(walking);
}

/// Keeps what stands ticked where the walk stands, on the disk too: whoever leaves finds it as it was.
fn keep_ticks(walking: &mut WalkPage) {
    let step = walking.shown_step();
    if let (Some((Event::Chose { step, options }, _)), None) =
        (current_decision(walking), walking.walk.position().outcome(step))
    {
        walking.walk.keep_ticks(step, options);
    }
}

fn confirm_choice(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    let Some((event, outcome)) = current_decision(walking) else {
        let (act, step) = (walking.shown_step(), walking.current_step());
        if step.is_single_choice() {
            model.notice = Some(CHOOSE_ANSWER.to_owned());
        } else if step.is_act() {
            model.overlay = Some(Overlay::Reasons { act, cursor: None });
        }
        return;
    };
    if walking.walk.position().outcome(walking.shown_step()) != Some(&outcome)
        && let Some(asks) =
            Mark::from_outcome(&outcome).and_then(|mark| act_confirmation(walking.current_step(), mark))
    {
        model.overlay = Some(Overlay::AskedAgain { act: walking.shown_step(), asks });
        return;
    }
    if walking.walk.position().outcome(walking.shown_step()) == Some(&outcome) {
        go_forward(walking);
    } else {
        decide_or_ask(model, event);
    }
}

/// The decision the page stands at.
fn current_decision(walking: &WalkPage) -> Option<(Event, Outcome)> {
    let WalkStage::Step(page) = &walking.stage else { return None };
    let step = walking.current_step();
    let id = step.id.clone();
    match &step.kind {
        StepKind::Ask { answers } => {
            let answer = answers.get(page.cursor?)?.id.clone();
            Some((Event::Answered { step: id, answer }, Outcome::One(AnswerIx::nth(page.cursor?))))
        }
        StepKind::Choose { options, .. } => {
            let chosen = page.chosen.iter().filter_map(|at| options.get(at.index()));
            let chosen = chosen.map(|option| option.id.clone()).collect();
            Some((Event::Chose { step: id, options: chosen }, Outcome::Many(page.chosen.clone())))
        }
        StepKind::Act { .. } => {
            let Choices::Mark { bare, .. } = walking.choices() else { return None };
            let mark = *bare.get(page.cursor?)?;
            Some((Event::Marked { step: id, mark }, mark.outcome()))
        }
        StepKind::Tell { .. } => Some((Event::Read { step: id }, Outcome::Passed)),
        StepKind::End => None,
    }
}

/// Marks an act, once it is known how far it has come.
pub(super) fn mark_act(model: &mut Model, act: StepIx, mark: Mark) {
    let Some(walking) = model.walking() else { return };
    let step = walking.flow().step(act).id.clone();
    decide_or_ask(model, Event::Marked { step, mark });
}

/// Declines an act for the reason that was chosen, or goes back to the question that was answered wrong.
pub(super) fn decline_act(model: &mut Model, act: StepIx, nth: usize) {
    let Some(walking) = model.walking_mut() else { return };
    let Choices::Mark { reasons, .. } = Choices::from_walk(&walking.walk, act) else { return };
    let Some(saying) = reasons.get(nth).copied() else { return };
    let event = saying.to_event(walking.flow().step(act));
    match (saying, event) {
        (ActOption::Back(_, question), _) => {
            walking.show_step(Some(question));
            model.overlay = None;
            model.notice = Some("Ändra svaret här. Inget är markerat.".to_owned());
        }
        (ActOption::Mark(_) | ActOption::Declined(_), Some(event)) => {
            model.overlay = None;
            decide_or_ask(model, event);
        }
        (ActOption::Mark(_) | ActOption::Declined(_), None) => {}
    }
}

/// To the step passed after the one on the screen.
fn go_forward(walking: &mut WalkPage) {
    let next = passed_from(walking, 1);
    match next {
        Some(step) => walking.show_step(Some(step)),
        None => walking.show_current(),
    }
}

/// To the step before; from the first one to the start page, where nothing is decided.
fn go_back(model: &mut Model) -> Vec<Effect> {
    let Some(walking) = model.walking_mut() else { return Vec::new() };
    match passed_from(walking, -1) {
        Some(step) => walking.show_step(Some(step)),
        None if walking.walk.log().is_empty() => {
            model.page = Page::Start { cursor: 0 };
            return vec![Effect::Discard, Effect::FindDrafts];
        }
        None => model.notice = Some("Det här är rutinens första steg.".to_owned()),
    }
    Vec::new()
}

/// The passed step this far from the one on the screen; the step the walk stands at comes after all passed ones.
fn passed_from(walking: &WalkPage, offset: isize) -> Option<StepIx> {
    let path = &walking.walk.position().path;
    let here = path.iter().position(|visit| visit.step == walking.shown_step()).unwrap_or(path.len());
    path.get(here.checked_add_signed(offset)?).map(|visit| visit.step)
}
