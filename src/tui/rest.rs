//! The rest after a page has changed: a key or a click that was meant for the page before answers nothing on the new one.

use std::mem::{Discriminant, discriminant};
use std::time::{Duration, Instant};

use super::keymap::{self, Context, KeyCommand};
use super::message::Message;
use super::model::{Edit, FieldPage, Model, Overlay, Page, TextMode, WalkPage, WalkStage};
use crate::flow::id::{FieldIx, StepIx};

/// How long the rest is, where nobody has said anything else.
pub const USUAL: Duration = Duration::from_millis(250);

/// What is on the screen to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ScreenQuestion {
    page: Discriminant<Page>,
    overlay: Option<Discriminant<Overlay>>,
    stage: Option<Discriminant<WalkStage>>,
    step: Option<StepIx>,
    field: Option<FieldIx>,
    deciding: bool,
}

/// The rest, and what it is counted from.
#[derive(Debug)]
pub struct InputDelay {
    length: Duration,
    shown: Option<ScreenQuestion>,
    since: Option<Instant>,
}

impl InputDelay {
    /// A rest of this length after every change.
    pub fn new(length: Duration) -> Self {
        Self { length, shown: None, since: None }
    }

    /// Notes what was drawn, and when.
    pub fn note_drawn(&mut self, model: &Model, now: Instant) {
        let shown = ScreenQuestion::from_model(model);
        // Nobody has pressed anything for a page before the first.
        self.since = match &self.shown {
            Some(before) if *before != shown => Some(now),
            Some(_) => self.since,
            None => None,
        };
        self.shown = Some(shown);
    }

    /// Whether what happened came too early to be meant for what is on the screen.
    pub fn is_too_early(&self, model: &Model, message: &Message, now: Instant) -> bool {
        let resting = self.since.is_some_and(|since| now.saturating_duration_since(since) < self.length);
        resting && is_answer(model, message)
    }
}

impl ScreenQuestion {
    fn from_model(model: &Model) -> Self {
        let walking = model.walking();
        let field = walking.and_then(|walking| match &walking.stage {
            WalkStage::Field(page) => Some(page),
            WalkStage::Step(_)
            | WalkStage::Form { .. }
            | WalkStage::Review { .. }
            | WalkStage::Folder { .. } => None,
        });
        Self {
            page: discriminant(&model.page),
            overlay: model.overlay.as_ref().map(discriminant),
            stage: walking.map(|walking| discriminant(&walking.stage)),
            step: walking.map(WalkPage::shown_step),
            field: field.map(|page| page.field),
            deciding: field.is_some_and(is_deciding),
        }
    }
}

fn is_deciding(page: &FieldPage) -> bool {
    matches!(&page.edit, Edit::Text(text) if matches!(text.mode, TextMode::Deciding(_)))
}

/// Whether a message would answer, choose, decide or save something.
fn is_answer(model: &Model, message: &Message) -> bool {
    match message {
        Message::Clicked(..) => true,
        Message::Key(key) => {
            keymap::find_command(Context::from_model(model), *key).is_some_and(is_deciding_command)
        }
        Message::Pasted(_)
        | Message::Scrolled(_)
        | Message::Resized(..)
        | Message::Opened(..)
        | Message::Mapped(_)
        | Message::NotOpened(_)
        | Message::TakenUp(..)
        | Message::NotKept(_)
        | Message::KeptAgain
        | Message::Drafts(_)
        | Message::Saved(_)
        | Message::NotSaved(_)
        | Message::Listed(..)
        | Message::Profile(..)
        | Message::Counted(..)
        | Message::Reported(_)
        | Message::NotListed(_)
        | Message::Said(_) => false,
    }
}

fn is_deciding_command(command: KeyCommand) -> bool {
    use KeyCommand::{Coarsen, Confirm, Delete, Discard, Keep, Mask, MaskAll, Pick, Save, Toggle};
    matches!(command, Pick(_) | Toggle | Confirm | Mask | MaskAll | Coarsen | Keep | Save | Delete | Discard)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test needs a moment to count from")]

    use chrono::NaiveDate;
    use ratatui::crossterm::event::KeyCode;

    use super::*;
    use crate::tui::message::KeyPress;

    #[test]
    fn a_second_press_or_click_answers_nothing_on_the_page_that_the_first_brought() {
        let mut model = Model::new(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), (80, 24), Vec::new());
        let (mut rest, start) = (InputDelay::new(USUAL), Instant::now());
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let (enter, click) = (Message::Key(KeyPress::plain(KeyCode::Enter)), Message::Clicked(3, 3));
        rest.note_drawn(&model, start);
        assert!(!rest.is_too_early(&model, &enter, start));
        model.overlay = Some(Overlay::Quit);
        rest.note_drawn(&model, start);
        let yes = Message::Key(KeyPress::char('j'));
        for (message, early) in [(&yes, true), (&click, true), (&Message::Key(KeyPress::char('n')), false)] {
            assert_eq!(rest.is_too_early(&model, message, after(249)), early, "{message:?}");
            assert!(!rest.is_too_early(&model, message, after(250)));
        }
        rest.note_drawn(&model, after(100));
        assert!(!rest.is_too_early(&model, &yes, after(250)), "the same page drawn anew is no change");
    }
}
