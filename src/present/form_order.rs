//! In which order the form is asked for where one thing is asked at a time: first whether what stands in it is right, then what it
//! cannot do without, then whether to say more, and last what attests all of it.

use chrono::NaiveDate;

use crate::flow::id::FieldIx;
use crate::flow::model::{Counting, FieldKind, FieldNeed};
use crate::form::fill;
use crate::session::walk::Walk;

/// How far the form has been gone through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormOrder {
    standing: StandingFields,
    passed: Vec<FieldIx>,
}

/// What is asked of the form next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormPrompt {
    /// Whether what stands in these is right.
    Standing(Vec<FieldIx>),
    /// This field.
    Field(FieldIx),
    /// Whether anything is to be said in any of these.
    More(Vec<FieldIx>),
    /// Nothing: all of it was gone through.
    Over,
}

/// Whether it is known that what stands in the form is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum StandingFields {
    #[default]
    Unread,
    Read,
}

impl FormOrder {
    /// What is asked next of the form of a walk, as it stands on the day `today`.
    pub fn next_prompt(&self, walk: &Walk, today: NaiveDate) -> FormPrompt {
        if self.standing == StandingFields::Unread {
            let standing: Vec<FieldIx> = list_fields(walk).filter(|at| stands(walk, *at, today)).collect();
            if !standing.is_empty() {
                return FormPrompt::Standing(standing);
            }
        }
        let open: Vec<FieldIx> = list_fields(walk)
            .filter(|at| {
                !self.passed.contains(at) && !stands(walk, *at, today) && is_filled_by_hand(walk, *at)
            })
            .collect();
        let attests = |at: &&FieldIx| walk.flow().form.field(**at).attests.is_some();
        let asked = open.iter().find(|at| !attests(at) && is_asked_by_itself(walk, **at));
        if let Some(at) = asked {
            return FormPrompt::Field(*at);
        }
        let more: Vec<FieldIx> = open.iter().filter(|at| !attests(at)).copied().collect();
        match (more.is_empty(), open.iter().find(attests)) {
            (false, _) => FormPrompt::More(more),
            (true, Some(at)) => FormPrompt::Field(*at),
            (true, None) => FormPrompt::Over,
        }
    }

    /// What stands in the form is right.
    pub fn pass_standing(&mut self) {
        self.standing = StandingFields::Read;
    }

    /// These have been asked for.
    pub fn pass_fields(&mut self, fields: &[FieldIx]) {
        self.passed.extend_from_slice(fields);
    }

    /// All of the form of a walk has been gone through.
    pub fn pass_all(&mut self, walk: &Walk) {
        self.pass_standing();
        self.passed = list_fields(walk).collect();
    }

    /// How far a walk that is taken up had come: to the last field that was set by hand. While something is guessed, nobody has said that
    /// what stands is right.
    pub fn resume_form(walk: &Walk, today: NaiveDate) -> Self {
        let fields: Vec<FieldIx> = list_fields(walk).collect();
        let last = fields.iter().rposition(|at| walk.position().fields.contains_key(at));
        let Some(before) = last.and_then(|last| fields.get(..=last)) else { return Self::default() };
        let is_passed =
            |at: &&FieldIx| walk.position().fields.contains_key(at) || is_asked_by_itself(walk, **at);
        let passed = before.iter().filter(is_passed).copied().collect();
        let is_guessed = fields.iter().any(|at| fill::guess_value(walk, *at, today).is_some());
        Self { standing: if is_guessed { StandingFields::Unread } else { StandingFields::Read }, passed }
    }
}

/// The fields of the form of a walk, in its order.
pub fn list_fields(walk: &Walk) -> impl Iterator<Item = FieldIx> + '_ {
    let sections = &walk.flow().form.sections;
    sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields))
}

/// What to say of text to whoever takes up a walk: none that was being written was kept. Nothing where no text field of the form is
/// empty, and before the form.
pub fn describe_lost_text(walk: &Walk) -> Option<String> {
    let is_empty_text = |at: &FieldIx| {
        matches!(walk.flow().form.field(*at).kind, FieldKind::Text { .. })
            && !walk.position().fields.contains_key(at)
    };
    let in_form = walk.position().in_form(walk.flow());
    let empty = list_fields(walk).find(is_empty_text).filter(|_| in_form)?;
    let label = &walk.flow().form.field(empty).label;
    Some(format!("Har du skrivit text som inte hann tas med är den inte kvar: ”{label}” är tom."))
}

/// Whether something stands in a field, whoever put it there.
fn stands(walk: &Walk, at: FieldIx, today: NaiveDate) -> bool {
    walk.position().fields.contains_key(&at) || !fill::fill_entry(walk, at, today).is_empty()
}

fn is_filled_by_hand(walk: &Walk, at: FieldIx) -> bool {
    !matches!(walk.flow().form.field(at).kind, FieldKind::Acts)
}

/// Whether a field is asked for on its own: what must be said, what is counted, what says whom it is about, and the first text.
fn is_asked_by_itself(walk: &Walk, at: FieldIx) -> bool {
    let is_text = |at: &FieldIx| matches!(walk.flow().form.field(*at).kind, FieldKind::Text { .. });
    let field = walk.flow().form.field(at);
    field.need == FieldNeed::Required
        || field.counting == Counting::Counted
        || field.nobody.is_some()
        || list_fields(walk).find(is_text) == Some(at)
}
