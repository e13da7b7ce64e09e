//! Which questions are drawn: for which role, how hard, and among which.

use super::{Question, QuestionId};
use crate::check::trace;
use crate::flow::id::AnswerId;
use crate::flow::model::{Flow, StepKind};
use crate::session::walk::Walk;

/// For whom a question is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionAudience {
    /// For everybody.
    Everybody,
    /// For these roles: answers to the routine's question of who one is.
    Roles(Vec<AnswerId>),
}

/// How hard a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionLevel {
    /// What everybody needs to know.
    Basic,
    /// What one looks up.
    Further,
}

/// What is asked for of the questions. Empty it asks for nothing, and every question fits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuizSelection {
    /// A role: what is for it, and for everybody.
    pub role: Option<AnswerId>,
    /// How hard.
    pub level: Option<QuestionLevel>,
    /// Among these alone.
    pub among: Option<Vec<QuestionId>>,
}

impl QuestionLevel {
    /// Every one, the easiest first.
    pub const ALL: [Self; 2] = [Self::Basic, Self::Further];

    /// What it is called in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Basic => "grund",
            Self::Further => "mer",
        }
    }

    /// What it is called where it is chosen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Basic => "grunden",
            Self::Further => "lite mer",
        }
    }

    /// The one with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }
}

impl QuizSelection {
    /// Whether a question is what is asked for.
    pub fn fits(&self, question: &Question) -> bool {
        let for_role = |role: &AnswerId| match &question.audience {
            QuestionAudience::Everybody => true,
            QuestionAudience::Roles(roles) => roles.contains(role),
        };
        self.role.as_ref().is_none_or(for_role)
            && self.level.is_none_or(|level| level == question.level)
            && self.among.as_ref().is_none_or(|among| among.contains(&question.id))
    }

    /// What is asked for, in words that follow `Frågorna gäller:`.
    pub fn describe(&self, flow: &Flow) -> String {
        let roles = list_roles(flow);
        let role = self.role.as_ref().and_then(|role| roles.iter().find(|(id, _)| *id == role));
        let role = role.map_or("alla roller", |(_, text)| *text);
        let level = self.level.map_or("grunden och lite mer", QuestionLevel::label);
        let among = if self.among.is_some() { ", bara det ni missat" } else { "" };
        format!("{role}, {level}{among}")
    }
}

/// Something to choose the questions by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionFilter {
    /// Those for a role, or for every one.
    Role(Option<AnswerId>),
    /// Those that are so hard, or all.
    Level(Option<QuestionLevel>),
    /// Those that meetings have missed alone, or all.
    Missed(Vec<QuestionId>),
}

impl QuestionFilter {
    /// What the questions of a routine can be chosen by, with what each is called.
    pub fn list_filters(flow: &Flow, missed: &[QuestionId]) -> Vec<(Self, String)> {
        let role = |(id, text): (&AnswerId, &str)| (Self::Role(Some(id.clone())), text.to_owned());
        let roles = list_roles(flow).into_iter().map(role);
        let level = |level: QuestionLevel| (Self::Level(Some(level)), format!("Bara {}", level.label()));
        let every = [(Self::Role(None), "Alla roller".to_owned())];
        let levels = [(Self::Level(None), "Grunden och lite mer".to_owned())];
        let again = (!missed.is_empty())
            .then(|| (Self::Missed(missed.to_vec()), "Bara det som missats på möten".to_owned()));
        let levels = levels.into_iter().chain(QuestionLevel::ALL.map(level));
        every.into_iter().chain(roles).chain(levels).chain(again).collect()
    }

    /// The selection with this chosen; what is missed is chosen and taken back by turns.
    #[must_use]
    pub fn apply_to(&self, selection: QuizSelection) -> QuizSelection {
        match self {
            Self::Role(role) => QuizSelection { role: role.clone(), ..selection },
            Self::Level(level) => QuizSelection { level: *level, ..selection },
            Self::Missed(missed) => {
                let among = if selection.among.is_some() { None } else { Some(missed.clone()) };
                QuizSelection { among, ..selection }
            }
        }
    }

    /// Whether a selection is by this.
    pub fn is_chosen(&self, selection: &QuizSelection) -> bool {
        match self {
            Self::Role(role) => *role == selection.role,
            Self::Level(level) => *level == selection.level,
            Self::Missed(_) => selection.among.is_some(),
        }
    }
}

/// The role that a walk has answered with; `None` where it was not asked.
pub fn find_told_role(walk: &Walk) -> Option<AnswerId> {
    let step = walk.flow().roles?;
    let said = trace::build_trace_step(walk.flow(), step, walk.position().outcome(step)?)?;
    let roles = list_roles(walk.flow()).into_iter();
    roles.map(|(id, _)| id).find(|id| said.answers.iter().any(|answer| *answer == id.as_str())).cloned()
}

/// The roles that a routine asks about, with what each is called; none where it asks about none.
pub fn list_roles(flow: &Flow) -> Vec<(&AnswerId, &str)> {
    let Some(step) = flow.roles else { return Vec::new() };
    match &flow.step(step).kind {
        StepKind::Ask { answers } => {
            answers.iter().map(|answer| (&answer.id, answer.text.as_str())).collect()
        }
        StepKind::Choose { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => Vec::new(),
    }
}
