//! The rest after a page has changed: a key or a click that was meant for the page before answers nothing on the new one.

use std::mem::{Discriminant, discriminant};
use std::time::{Duration, Instant};

use super::keymap::{self, Context, KeyCommand};
use super::message::Message;
use super::model::{
    CorrectionPage, CorrectionStage, Edit, FieldPage, InboxPage, InboxStage, Model, Overlay, Page, PlanPage,
    PlanStage, ProfileOrder, TextEdit, TextMode, ToDoStage, WalkPage, WalkStage,
};
use super::training::{TrainingModel, TrainingOverlay, TrainingPage};
use crate::flow::id::{FieldIx, StepIx};
use crate::quiz::round::QuestionStage;
use crate::session::event::{Event, FieldValue};

/// How long the rest is, where nobody has said anything else.
pub const USUAL: Duration = Duration::from_millis(250);

/// What is on the screen to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenQuestion {
    page: Discriminant<Page>,
    overlay: Option<Discriminant<Overlay>>,
    stage: Option<Discriminant<WalkStage>>,
    step: Option<StepIx>,
    field: Option<FieldIx>,
    chosen: Option<usize>,
    plan: Option<Discriminant<PlanStage>>,
    inbox: Option<Discriminant<InboxStage>>,
    correction: Option<Discriminant<CorrectionStage>>,
    to_do: Option<Discriminant<ToDoStage>>,
    /// The question of the profile that is asked by itself.
    profile: Option<usize>,
    deciding: bool,
}

/// What is on the screen to be answered in a training, and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrainingQuestion {
    /// A page of the training.
    Page {
        /// Which of them.
        page: Discriminant<TrainingPage>,
        /// What lies over it.
        overlay: Option<Discriminant<TrainingOverlay>>,
        /// How far the scenario or the quiz has come.
        place: (usize, usize),
        /// Whether the question of the quiz is answered.
        stage: Option<QuestionStage>,
    },
    /// The page where a count of it can be noted, before and after.
    Record(Option<String>),
}

/// The rest after a change of what is shown, `Q`, and what it is counted from.
#[derive(Debug)]
pub struct InputDelay<Q> {
    length: Duration,
    shown: Option<Q>,
    since: Option<Instant>,
    /// The digit that was pressed last, where it was the last thing pressed.
    digit: Option<char>,
}

/// How many times as long the rest is for the digit that was pressed last: pressed twice it is meant for one page.
const SAME_DIGIT: u32 = 3;

impl<Q: PartialEq> InputDelay<Q> {
    /// A rest of this length after every change.
    pub fn new(length: Duration) -> Self {
        Self { length, shown: None, since: None, digit: None }
    }

    /// Begins a rest now: another page was shown before, by somebody else.
    pub fn begin_rest(&mut self, now: Instant) {
        self.since = Some(now);
    }

    /// Notes what was drawn, and when.
    pub fn note_drawn(&mut self, shown: Q, now: Instant) {
        self.since = match &self.shown {
            Some(before) if *before != shown => Some(now),
            Some(_) | None => self.since,
        };
        self.shown = Some(shown);
    }

    /// Notes which digit was pressed, or that something else was.
    pub fn note_digit(&mut self, digit: Option<char>) {
        self.digit = digit;
    }

    /// Whether an answer, by a digit or without, would come too early to be meant for what is on the screen.
    pub fn is_resting(&self, now: Instant, digit: Option<char>) -> bool {
        let is_same = digit.is_some() && digit == self.digit;
        let length = if is_same { self.length * SAME_DIGIT } else { self.length };
        self.since.is_some_and(|since| now.saturating_duration_since(since) < length)
    }
}

impl ScreenQuestion {
    /// What this interface shows.
    pub fn from_model(model: &Model) -> Self {
        let walking = model.walking();
        let field = walking.and_then(|walking| match &walking.stage {
            WalkStage::Field(page) => Some(page),
            WalkStage::Step(_)
            | WalkStage::Form { .. }
            | WalkStage::Review { .. }
            | WalkStage::Folder { .. } => None,
        });
        let (plan, inbox, correction, to_do) = match &model.page {
            Page::Plan(page) => (Some(page.as_ref()), None, None, None),
            Page::Inbox(page) => (None, Some(page.as_ref()), None, None),
            Page::Correction(page) => (None, None, Some(page.as_ref()), None),
            Page::ToDo(page) => (None, None, None, Some(page.as_ref())),
            Page::Start { .. }
            | Page::Walk(_)
            | Page::Saved(_)
            | Page::Forms(_)
            | Page::Profile(_)
            | Page::Picture(_) => (None, None, None, None),
        };
        Self {
            page: discriminant(&model.page),
            overlay: model.overlay.as_ref().map(discriminant),
            stage: walking.map(|walking| discriminant(&walking.stage)),
            step: walking.map(WalkPage::shown_step),
            field: field.map(|page| page.field),
            chosen: walking.and_then(|walking| walking.walk.log().iter().rposition(leads_on)),
            plan: plan.map(|page| discriminant(&page.stage)),
            inbox: inbox.map(|page| discriminant(&page.stage)),
            correction: correction.map(|page| discriminant(&page.stage)),
            to_do: to_do.map(|page| discriminant(&page.stage)),
            profile: asked_of_profile(model),
            deciding: field.is_some_and(is_deciding_field)
                || plan.and_then(PlanPage::text).is_some_and(is_deciding)
                || inbox.and_then(InboxPage::text).is_some_and(is_deciding)
                || correction.and_then(CorrectionPage::text).is_some_and(is_deciding),
        }
    }
}

/// Which question of the profile is asked, where they are asked one by one.
fn asked_of_profile(model: &Model) -> Option<usize> {
    let Page::Profile(page) = &model.page else { return None };
    (page.order == ProfileOrder::OneByOne).then_some(page.cursor)
}

/// Whether a decision leads on to the next field of the form, on the same page: that is a new thing to read.
fn leads_on(event: &Event) -> bool {
    matches!(event, Event::Filled { value: FieldValue::Option(_), .. })
}

fn is_deciding_field(page: &FieldPage) -> bool {
    matches!(&page.edit, Edit::Text(text) if is_deciding(text))
}

fn is_deciding(text: &TextEdit) -> bool {
    matches!(text.mode, TextMode::Deciding(_))
}

impl TrainingQuestion {
    /// What this training shows.
    pub fn from_training(training: &TrainingModel) -> Self {
        let (place, stage) = match &training.page {
            TrainingPage::Lobby { .. }
            | TrainingPage::Points { .. }
            | TrainingPage::Missed { .. }
            | TrainingPage::Present { .. } => ((0, 0), None),
            TrainingPage::Lesson(state) => (state.lesson.page_number(), None),
            TrainingPage::Quiz(page) => (page.round.place(), Some(page.round.stage())),
        };
        let overlay = training.overlay.as_ref().map(discriminant);
        Self::Page { page: discriminant(&training.page), overlay, place, stage }
    }
}

/// Whether a message would answer, choose, decide or save something where keys mean this.
pub fn is_answer(context: Context, message: &Message) -> bool {
    match message {
        Message::Clicked(..) => true,
        Message::Key(key) => keymap::find_command(context, *key).is_some_and(is_deciding_command),
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
        | Message::PlanOpened(..)
        | Message::PlanNoted(_)
        | Message::PlanNotNoted(_)
        | Message::InboxOpened(..)
        | Message::InboxNoted(_)
        | Message::InboxNotNoted(_)
        | Message::CorrectionOpened(..)
        | Message::Corrected(..)
        | Message::NotCorrected(_)
        | Message::FollowUpWritten(..)
        | Message::Reminded(_)
        | Message::ToDo(..)
        | Message::NotListed(_)
        | Message::Said(_) => false,
    }
}

fn is_deciding_command(command: KeyCommand) -> bool {
    use KeyCommand::{
        Again, Coarsen, Confirm, Delete, Discard, FillIn, Keep, Mask, MaskAll, Pick, Save, Sent, Skip, Toggle,
    };
    matches!(
        command,
        Pick(_)
            | Toggle
            | Confirm
            | FillIn
            | Skip
            | Sent
            | Mask
            | MaskAll
            | Coarsen
            | Keep
            | Save
            | Delete
            | Discard
            | Again
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test needs a moment to count from")]

    use super::*;
    use crate::tui::key::KeyPress;
    use crate::tui::keymap::training::TrainingContext;
    use chrono::NaiveDate;

    #[test]
    fn a_second_press_or_click_answers_nothing_on_the_page_that_the_first_brought() {
        let mut model = Model::new(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), (80, 24), Vec::new());
        let (mut rest, start) = (InputDelay::new(USUAL), Instant::now());
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        rest.note_drawn(ScreenQuestion::from_model(&model), start);
        assert!(!rest.is_resting(start, None), "nobody has pressed anything for a page before the first");
        model.overlay = Some(Overlay::Quit);
        rest.note_drawn(ScreenQuestion::from_model(&model), start);
        assert_eq!((rest.is_resting(after(249), None), rest.is_resting(after(250), None)), (true, false));
        rest.note_drawn(ScreenQuestion::from_model(&model), after(100));
        assert!(!rest.is_resting(after(250), None), "the same page drawn anew is no change");
        let context = Context::from_model(&model);
        let answers = |message| is_answer(context, &message);
        assert!(answers(Message::Clicked(3, 3)) && answers(Message::Key(KeyPress::char('j'))));
        assert!(!answers(Message::Key(KeyPress::char('n'))) && !answers(Message::Resized(80, 24)));
    }

    #[test]
    fn the_digit_that_turned_the_page_rests_longer_than_another() {
        let (mut rest, start) = (InputDelay::new(USUAL), Instant::now());
        let after = |millis| start + Duration::from_millis(millis);
        rest.note_drawn(1, start);
        rest.note_digit(Some('2'));
        rest.note_drawn(2, start);
        for (millis, digit, rests) in [
            (249, Some('1'), true),
            (250, Some('1'), false),
            (250, None, false),
            (749, Some('2'), true),
            (750, Some('2'), false),
        ] {
            assert_eq!(rest.is_resting(after(millis), digit), rests, "{millis} {digit:?}");
        }
        rest.note_digit(None);
        assert!(!rest.is_resting(after(250), Some('2')), "something else was pressed between");
    }

    #[test]
    fn a_training_rests_as_a_walk_does_and_from_the_key_that_opened_it() {
        let (mut rest, start) = (InputDelay::new(USUAL), Instant::now());
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let record = |noted: Option<&str>| TrainingQuestion::Record(noted.map(str::to_owned));
        rest.begin_rest(start);
        rest.note_drawn(record(None), after(10));
        assert_eq!((rest.is_resting(after(249), None), rest.is_resting(after(250), None)), (true, false));
        rest.note_drawn(record(Some("trainings.jsonl")), after(300));
        assert_eq!((rest.is_resting(after(549), None), rest.is_resting(after(550), None)), (true, false));
        let context = Context::Training(TrainingContext::Asked);
        assert!(is_answer(context, &Message::Key(KeyPress::char('1'))));
    }
}
