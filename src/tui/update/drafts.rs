//! Walks that are kept and taken up again: what is said of it, and what is asked.

use std::sync::Arc;

use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::draft::writer::Resumed;
use crate::flow::model::{StepKind, Urgency};
use crate::present::describe_lost_text;
use crate::session::walk::Walk;
use crate::tui::effect::Effect;
use crate::tui::model::{DraftStatus, Model, Overlay, Page, WalkPage};

/// Shows a walk at its beginning; with what there is to say where the computer's day cannot be right.
pub(super) fn begin_walk(model: &mut Model, flow: Arc<VerifiedFlow>, scanner: Arc<Scanner>) {
    let warning = flow.current_date().clock_warning();
    model.page = Page::Walk(Box::new(WalkPage::new(Walk::new(flow), scanner)));
    model.overlay = warning.map(|text| Overlay::Told { heading: "Datorns dag ser fel ut", text: vec![text] });
}

/// Shows a walk where it was left, and what there is to say about it.
pub(super) fn show_resumed(model: &mut Model, taken: Resumed, scanner: Arc<Scanner>) {
    let Resumed { walk, mut told } = taken;
    told.extend(walk.verified().current_date().clock_warning());
    let lost = describe_lost_text(&walk);
    model.page = Page::Walk(Box::new(WalkPage::new(walk, scanner)));
    model.overlay = None;
    if told.is_empty() {
        let stands = "Du är där du var. Det du hade svarat står kvar.".to_owned();
        model.notice = Some([stands].into_iter().chain(lost).collect::<Vec<_>>().join(" "));
    } else {
        told.extend(lost);
        model.overlay =
            Some(Overlay::Told { heading: "Du fortsätter en påbörjad genomgång", text: told });
    }
}

/// Says, once, that the walk goes on without being kept.
pub(super) fn warn_not_kept(model: &mut Model, why: String) {
    let Some(walking) = model.walking_mut() else { return };
    walking.keeping = DraftStatus::NotKept;
    if matches!(walking.current_step().kind, StepKind::Act { urgency: Urgency::Now, .. }) {
        // Nothing may stand between a person and 112.
        model.notice = Some("Dina svar sparas inte på vägen. Gå vidare och spara som vanligt.".to_owned());
        return;
    }
    let text = vec![
        why,
        "Du kan gå vidare och spara blanketten som vanligt. Men om datorn stannar eller fönstret stängs innan \
         dess går det inte att fortsätta där du var."
            .to_owned(),
    ];
    model.overlay = Some(Overlay::Told { heading: "Dina svar sparas inte på vägen", text });
}

pub(super) fn note_kept_again(model: &mut Model) {
    let Some(walking) = model.walking_mut() else { return };
    walking.keeping = DraftStatus::Kept;
    model.notice = Some("Dina svar sparas på vägen igen.".to_owned());
}

/// Takes up one of the walks in the list.
pub(super) fn resume_listed(model: &Model, row: usize) -> Vec<Effect> {
    let card = model.drafts.get(row).cloned();
    card.map(|card| Effect::TakeUp(Box::new(card))).into_iter().collect()
}
