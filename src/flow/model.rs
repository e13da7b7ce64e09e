//! The flow as the rest of the program knows it: typed, with every reference resolved. No text format here.

mod act;
mod form;
mod guarantee;
mod law;
mod workplace;

use super::guard::{Guard, Outcome};
use super::id::{
    AnswerId, AnswerIx, ContactIx, FlowId, LawIx, MunicipalityId, SharedId, SourceId, SourceIx, StepId,
    StepIx, TermId,
};
use crate::source::{FileId, Span, Spanned};

pub use self::act::{Duty, InForm, Mark, Reason, TimeLimit, Urgency};
pub use self::form::{
    Counting, CrossCheck, CrossCheckTrigger, DayPrefill, Field, FieldCondition, FieldKind, FieldNeed,
    FieldOption, FormSpec, IdentifyingDetail, IdentifyingKind, Prefill, PrefillSource, SectionSpec, Telling,
    Telltale,
};
pub use self::guarantee::{Claim, Guarantee};
pub use self::law::{Law, ReadingExtent};
pub use self::workplace::{Contact, FillIn, MeetingPoint, PointSubject, WorkplaceFact};

/// A routine: a decision graph with its laws, contacts, form and guarantees.
#[derive(Debug, Clone)]
pub struct Flow {
    /// The id people type: `ekeby-hot`.
    pub id: FlowId,
    /// The routine's title, as on its own first page.
    pub title: String,
    /// Who answers for the routine.
    pub publisher: String,
    /// The routine's own version.
    pub version: String,
    /// Something to know of it before it is used, on the start page.
    pub notice: Option<String>,
    /// SHA-256 of the text the flow was read from, and of the shared files it takes in.
    pub fingerprint: Fingerprint,
    /// The shared files it takes in, in the order it names them.
    pub includes: Vec<Include>,
    /// Documents the steps rest on.
    pub sources: Vec<Source>,
    /// Laws the steps cite.
    pub laws: Vec<Law>,
    /// Functions to turn to; never named persons.
    pub contacts: Vec<Contact>,
    /// Words that are explained.
    pub glossary: Vec<Term>,
    /// The abbreviations in the texts, each where it first stands.
    pub abbreviations: Vec<Spanned<String>>,
    /// What was noted of its texts as they were read.
    pub remarks: Vec<TextRemark>,
    /// Where every walk starts.
    pub start: StepIx,
    /// The steps, in the order of the file.
    pub steps: Vec<Step>,
    /// The form every walk ends in.
    pub form: FormSpec,
    /// What the author promises of every walk.
    pub guarantees: Vec<Guarantee>,
    /// The kommun it is for.
    pub municipality: Option<MunicipalityId>,
    /// The question whose answers are the roles.
    pub roles: Option<StepIx>,
    /// The questions whose answers say what an event is about.
    pub topics: Vec<StepIx>,
    /// The points that a workplace meeting takes up.
    pub meeting: Vec<MeetingPoint>,
}

/// Something of a text that its reader does not see as its author does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextRemark {
    /// A comment follows an unquoted text, and may have cut it. Where the comment stands.
    Cut(Span),
    /// A character that is not seen.
    Hidden(Spanned<char>),
}

/// SHA-256 of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; 32]);

/// A shared file that the routine takes in.
#[derive(Debug, Clone)]
pub struct Include {
    /// Its id: the name of the file without its ending.
    pub id: SharedId,
    /// What it holds, in its own words.
    pub says: String,
    /// Which of the routine's files it is.
    pub file: FileId,
    /// Where the routine names it.
    pub span: Span,
}

/// A word that is explained.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its id in the file.
    pub id: TermId,
    /// The word as it stands in the texts.
    pub term: String,
    /// What it means.
    pub says: String,
    /// Other forms of the word.
    pub also: Vec<String>,
    /// Documents the explanation rests on.
    pub sources: Vec<SourceIx>,
    /// Where it stands in the file.
    pub span: Span,
}

/// A document the routine rests on.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id in the file.
    pub id: SourceId,
    /// How it is cited to a reader.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// One step of the routine.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its id: what logs, drafts and answers files are keyed by.
    pub id: StepId,
    /// Its heading: the question, the thing to do, the thing to know. Plain text.
    pub title: String,
    /// More to read under the heading; small Markdown.
    pub text: Option<String>,
    /// Why the step is there; small Markdown.
    pub why: Option<String>,
    /// The routine's own words for this step.
    pub quote: Option<String>,
    /// Laws the step rests on, as cited; what is in force on a day is for [`law`](super::law) to say.
    pub laws: Vec<LawIx>,
    /// Documents the step rests on.
    pub sources: Vec<SourceIx>,
    /// Functions to turn to in this step.
    pub contacts: Vec<ContactIx>,
    /// What an answer was given under: where a changed answer makes it hold no longer, or hold at last, the step is asked
    /// again. `None`: what was answered stands.
    pub ask_again: Option<Guard>,
    /// What kind of step it is, with what only that kind has.
    pub kind: StepKind,
    /// Where its id stands in the file.
    pub span: Span,
}

/// The five kinds of step.
#[derive(Debug, Clone)]
pub enum StepKind {
    /// A question with one answer.
    Ask {
        /// The answers, in the order shown; at least two.
        answers: Vec<Answer>,
    },
    /// A question with several answers.
    Choose {
        /// The options, in the order shown.
        options: Vec<Choice>,
        /// How few may be chosen.
        at_least: usize,
        /// Where the walk goes on.
        to: Target,
    },
    /// Something to do, marked done, to do or not relevant.
    Act {
        /// Whether it must be done before anything else.
        urgency: Urgency,
        /// Who answers for it, and how soon it is to be done.
        duty: Duty,
        /// How the act is told in the form.
        in_form: InForm,
        /// Milder acts that this one makes unnecessary: a report made by duty covers one made by choice.
        covers: Vec<StepIx>,
        /// The reasons for which it may be declined.
        decline: Vec<Reason>,
        /// Where the walk goes on.
        to: Target,
    },
    /// Something to know.
    Tell {
        /// Where the walk goes on.
        to: Target,
    },
    /// The end of the walk: the form comes next.
    End,
}

/// An answer to an `ask` step.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its id within the step.
    pub id: AnswerId,
    /// What the user sees.
    pub text: String,
    /// Whether this is the "don't know" answer.
    pub unsure: bool,
    /// Where the walk goes on.
    pub to: Target,
    /// Where its id stands in the file.
    pub span: Span,
}

/// An option of a `choose` step.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its id within the step.
    pub id: AnswerId,
    /// What the user sees.
    pub text: String,
    /// More to read beside it.
    pub note: Option<String>,
    /// When it is offered.
    pub when: Guard,
    /// Laws the option rests on.
    pub laws: Vec<LawIx>,
    /// Whether it is chosen alone: it excludes every other option, and they it.
    pub alone: bool,
    /// Whether this is the "don't know" option.
    pub unsure: bool,
    /// Where its id stands in the file.
    pub span: Span,
}

/// Where a walk goes on: the first branch whose guard holds, else `otherwise`.
#[derive(Debug, Clone)]
pub struct Target {
    /// Guarded branches, in order.
    pub branches: Vec<Branch>,
    /// Where the walk goes when no branch holds.
    pub otherwise: StepIx,
    /// Where `otherwise` stands in the file.
    pub span: Span,
}

/// A guarded branch of a [`Target`].
#[derive(Debug, Clone)]
pub struct Branch {
    /// The condition.
    pub when: Guard,
    /// The step it leads to.
    pub go: StepIx,
    /// Where `go` stands in the file.
    pub span: Span,
}

impl Flow {
    /// The step at a place.
    ///
    /// # Panics
    /// Never for places made by lowering this flow.
    pub fn step(&self, at: StepIx) -> &Step {
        &self.steps[at.index()]
    }

    /// The step with this id.
    pub fn find_step(&self, id: &str) -> Option<StepIx> {
        self.steps.iter().position(|step| step.id.as_str() == id).map(StepIx::nth)
    }

    /// Every step's place, in file order.
    pub fn step_indices(&self) -> impl Iterator<Item = StepIx> + use<> {
        (0..self.steps.len()).map(StepIx::nth)
    }
}

impl Flow {
    /// Who answers for an act, and how soon it is to be done, in a few words: `Chefen, inom 24 timmar`; `None` where nothing is
    /// said of it.
    pub fn describe_duty(&self, step: &Step) -> Option<String> {
        let duty = step.duty();
        let who = duty.who.map(|at| self.contacts[at.index()].short_label().to_owned());
        let parts: Vec<String> =
            who.into_iter().chain(duty.within.map(|within| within.to_string())).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The heading of a step, with who answers for it and how soon it is to be done.
    pub fn title_with_duty(&self, step: &Step) -> String {
        let duty = self.describe_duty(step).map(|duty| format!(" ({duty})")).unwrap_or_default();
        format!("{}{duty}", step.title)
    }
}

impl Guarantee {
    /// Whether what it says holds only of the law as its text was read.
    pub fn is_of_law(&self) -> bool {
        matches!(self.then, Claim::LawsInForce)
    }
}

impl Fingerprint {
    /// The first twelve hexadecimal digits: short enough to read aloud, long enough to tell versions apart.
    pub fn short_hex(&self) -> String {
        self.hex().chars().take(12).collect()
    }

    /// All 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

impl StepKind {
    /// The key that a file writes it under.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Ask { .. } => "ask",
            Self::Choose { .. } => "choose",
            Self::Act { .. } => "act",
            Self::Tell { .. } => "tell",
            Self::End => "end",
        }
    }
}

impl Step {
    /// Who answers for it, and how soon it is to be done; nothing of what is no act.
    pub fn duty(&self) -> Duty {
        match self.kind {
            StepKind::Act { duty, .. } => duty,
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => {
                Duty::default()
            }
        }
    }

    /// Whether it is a question with several answers.
    pub fn is_checklist(&self) -> bool {
        matches!(self.kind, StepKind::Choose { .. })
    }

    /// Whether it is a question with one answer.
    pub fn is_single_choice(&self) -> bool {
        matches!(self.kind, StepKind::Ask { .. })
    }

    /// The ids a guard or an answers file may name for this step, in order; empty where there is nothing to answer.
    pub fn answer_ids(&self) -> Vec<&str> {
        match &self.kind {
            StepKind::Ask { answers } => answers.iter().map(|answer| answer.id.as_str()).collect(),
            StepKind::Choose { options, .. } => options.iter().map(|option| option.id.as_str()).collect(),
            StepKind::Act { .. } => Mark::ALL.iter().map(|mark| mark.id()).collect(),
            StepKind::Tell { .. } | StepKind::End => Vec::new(),
        }
    }

    /// The place of an answer id.
    pub fn find_answer(&self, id: &str) -> Option<AnswerIx> {
        self.answer_ids().iter().position(|known| *known == id).map(AnswerIx::nth)
    }

    /// The options that are chosen alone.
    pub fn exclusive_options(&self) -> Vec<AnswerIx> {
        let StepKind::Choose { options, .. } = &self.kind else { return Vec::new() };
        (0..options.len()).filter(|n| options[*n].alone).map(AnswerIx::nth).collect()
    }

    /// The answer, or the option, for the one who does not know.
    pub fn unsure_answer(&self) -> Option<AnswerIx> {
        match &self.kind {
            StepKind::Ask { answers } => answers.iter().position(|answer| answer.unsure),
            StepKind::Choose { options, .. } => options.iter().position(|option| option.unsure),
            StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => None,
        }
        .map(AnswerIx::nth)
    }

    /// Whether the user must decide something here that counts as a question.
    pub fn is_question(&self) -> bool {
        match self.kind {
            StepKind::Ask { .. } | StepKind::Choose { .. } => true,
            StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => false,
        }
    }

    /// The reasons for which an act may be declined, those that lead back to a question among them.
    pub fn decline_reasons(&self) -> &[Reason] {
        match &self.kind {
            StepKind::Act { decline, .. } => decline,
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => &[],
        }
    }

    /// Whether an act may be marked not relevant without a reason: only where it is in no hurry and asks for none.
    pub fn is_declined_bare(&self) -> bool {
        matches!(&self.kind, StepKind::Act { urgency: Urgency::Normal, decline, .. } if decline.is_empty())
    }

    /// The marks an act can have.
    pub fn possible_marks(&self) -> Vec<Mark> {
        let declined = self.is_declined_bare() || self.decline_reasons().iter().any(Reason::is_mark);
        let can = |mark: &Mark| match mark {
            Mark::Done | Mark::Todo => true,
            Mark::NotRelevant => declined,
        };
        if self.is_act() { Mark::ALL.into_iter().filter(can).collect() } else { Vec::new() }
    }

    /// Whether the step is something to do.
    pub fn is_act(&self) -> bool {
        matches!(self.kind, StepKind::Act { .. })
    }

    /// How pressing an act is; `None` of any other step.
    pub fn urgency(&self) -> Option<Urgency> {
        match self.kind {
            StepKind::Act { urgency, .. } => Some(urgency),
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::Tell { .. } | StepKind::End => None,
        }
    }

    /// Where a walk goes on from here with this outcome; `None` at an end, or for an outcome the step cannot have.
    pub fn target_for(&self, outcome: &Outcome) -> Option<&Target> {
        match (&self.kind, outcome) {
            (StepKind::Ask { answers }, Outcome::One(at)) => answers.get(at.index()).map(|answer| &answer.to),
            (StepKind::Choose { to, .. }, Outcome::Many(_))
            | (StepKind::Act { to, .. }, Outcome::One(_))
            | (StepKind::Tell { to }, Outcome::Passed) => Some(to),
            (
                StepKind::Ask { .. }
                | StepKind::Choose { .. }
                | StepKind::Act { .. }
                | StepKind::Tell { .. }
                | StepKind::End,
                _,
            ) => None,
        }
    }

    /// Every target of the step, in file order.
    pub fn all_targets(&self) -> Vec<&Target> {
        match &self.kind {
            StepKind::Ask { answers } => answers.iter().map(|answer| &answer.to).collect(),
            StepKind::Choose { to, .. } | StepKind::Act { to, .. } | StepKind::Tell { to } => vec![to],
            StepKind::End => Vec::new(),
        }
    }
}

impl Target {
    /// Where the walk goes, given what each step came to.
    pub fn resolve_step<'a>(&self, outcome: &impl Fn(StepIx) -> Option<&'a Outcome>) -> StepIx {
        self.branches
            .iter()
            .find(|branch| branch.when.holds(outcome))
            .map_or(self.otherwise, |branch| branch.go)
    }

    /// Every step the target may lead to, in order.
    pub fn possible_steps(&self) -> impl Iterator<Item = StepIx> + '_ {
        self.branches.iter().map(|branch| branch.go).chain(std::iter::once(self.otherwise))
    }
}
