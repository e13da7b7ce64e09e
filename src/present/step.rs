//! What a step says: its heading, text and choices, whom to turn to, and why, with the laws of the step and of the
//! options that are offered.

use chrono::NaiveDate;

use crate::flow::glossary;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, LawIx, StepIx};
use crate::flow::law;
use crate::flow::model::{Answer, Choice, Contact, Flow, Mark, Step, StepKind, Term, Urgency};
use crate::prose::Markdown;
use crate::session::answer;
use crate::session::marks::{self, ActOption};
use crate::session::replay::Visit;
use crate::session::walk::Walk;

/// The note under a quote in which some words are not the source's own.
const RECONSTRUCTED: &str = "Ord inom [hakparentes] är rekonstruerade ur figuren.";

/// Everything a step says on a day.
#[derive(Debug, Clone)]
pub struct StepView<'f> {
    /// What the step asks of the reader.
    pub call: Call,
    /// Its heading.
    pub title: &'f str,
    /// More to read under the heading.
    pub text: Option<Markdown<'f>>,
    /// What can be chosen.
    pub choices: Choices<'f>,
    /// Who answers for it and how soon it is to be done, as a sentence.
    pub duty: Option<String>,
    /// Functions to turn to: whoever answers for it first.
    pub contacts: Vec<&'f Contact>,
    /// Why the step is there.
    pub why: Option<Markdown<'f>>,
    /// The laws the step rests on, then those of the options offered; each once.
    pub laws: Vec<LawView<'f>>,
    /// When the texts of those laws were read, as a sentence.
    pub laws_read: Option<String>,
    /// The routine's own words.
    pub quote: Option<Quote<'f>>,
    /// The documents the step rests on, as cited to a reader.
    pub sources: Vec<&'f str>,
    flow: &'f Flow,
    step: &'f Step,
}

/// The words in what a step says that are explained.
#[derive(Debug, Clone)]
pub struct TermsView<'f> {
    /// The words, in the order of the glossary.
    pub terms: Vec<&'f Term>,
    /// The documents the explanations rest on, as cited to a reader.
    pub sources: Vec<&'f str>,
}

/// What a step asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// To answer.
    Answer,
    /// To do something, as pressing as this.
    Act(Urgency),
    /// To know something.
    Know,
    /// To go on to the form.
    Form,
}

/// What can be chosen at a step.
#[derive(Debug, Clone)]
pub enum Choices<'f> {
    /// One answer.
    One(Vec<OptionView<'f>>),
    /// Any of the options offered, but not fewer than this.
    Any {
        /// The options offered.
        options: Vec<OptionView<'f>>,
        /// How few may be chosen.
        at_least: usize,
    },
    /// How far an act has come.
    Mark {
        /// The marks that need no reason.
        bare: Vec<Mark>,
        /// The reasons for which it is not relevant, or for which an earlier question is answered again.
        reasons: Vec<ActOption<'f>>,
    },
    /// Nothing: it is only to be read.
    Nothing,
}

/// An answer, or an option that is offered.
#[derive(Debug, Clone, Copy)]
pub struct OptionView<'f> {
    /// Its place among all of the step's.
    pub at: AnswerIx,
    /// What it says.
    pub text: &'f str,
    /// More to read beside it.
    pub note: Option<Markdown<'f>>,
}

/// A law as it stands on the day.
#[derive(Debug, Clone)]
pub struct LawView<'f> {
    /// How it is cited: the routine's own citation first where the law now stands elsewhere.
    pub cite: String,
    /// What it says, in one line.
    pub says: Markdown<'f>,
}

/// The routine's own words.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'f> {
    /// The words.
    pub words: Markdown<'f>,
    /// What is to be known of them, where some are not the source's own.
    pub note: Option<&'static str>,
}

impl<'f> StepView<'f> {
    /// What a step says on the day, to whoever has walked this way. A step that was passed offers what it offered then.
    pub fn from_walk(walk: &'f Walk, at: StepIx, day: NaiveDate) -> Self {
        let (flow, step) = (walk.flow(), walk.flow().step(at));
        let choices = Choices::from_walk(walk, at);
        // A clock that is behind the law is not believed: the newest law that is known is shown.
        let cited = law::resolve_cited_laws(
            flow,
            &cited_laws(step, &choices),
            day.max(walk.verified().current_date().effective_day()),
        );
        Self {
            call: Call::from_step(step),
            title: &step.title,
            text: step.text.as_deref().map(Markdown::new),
            choices,
            duty: describe_duty(flow, step),
            contacts: list_contacts(flow, step),
            why: step.why.as_deref().map(Markdown::new),
            laws: cited.iter().map(LawView::from_law).collect(),
            laws_read: law::describe_read_days(&cited),
            quote: step.quote.as_deref().map(Quote::from_words),
            sources: step.sources.iter().map(|at| flow.sources[at.index()].text.as_str()).collect(),
            flow,
            step,
        }
    }

    /// Looks through all of this for words that are explained: for the faces that show them, as it takes a while.
    pub fn find_terms(&self) -> TermsView<'f> {
        let terms = glossary::terms_of_step(self.flow, self.step);
        let sources = glossary::collect_sources(self.flow, &terms);
        TermsView { terms, sources: sources.into_iter().map(|source| source.text.as_str()).collect() }
    }
}

/// Who answers for an act and how soon it is to be done: `Ansvarar: Din närmsta chef. Frist: inom 24 timmar.`
fn describe_duty(flow: &Flow, step: &Step) -> Option<String> {
    let duty = step.duty();
    let who = duty.who.map(|at| format!("Ansvarar: {}.", flow.contacts[at.index()].label));
    let within = duty.within.map(|within| format!("Frist: {within}."));
    let parts: Vec<String> = who.into_iter().chain(within).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn list_contacts<'f>(flow: &'f Flow, step: &Step) -> Vec<&'f Contact> {
    let who = step.duty().who.filter(|who| !step.contacts.contains(who));
    who.iter().chain(&step.contacts).map(|at| &flow.contacts[at.index()]).collect()
}

impl Call {
    /// What a step asks of the reader.
    pub fn from_step(step: &Step) -> Self {
        match step.kind {
            StepKind::Ask { .. } | StepKind::Choose { .. } => Self::Answer,
            StepKind::Act { urgency, .. } => Self::Act(urgency),
            StepKind::Tell { .. } => Self::Know,
            StepKind::End => Self::Form,
        }
    }

    /// What stands over the heading; nothing over a question.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Act(Urgency::Now) => Some("Att göra nu"),
            Self::Act(Urgency::Promptly) => Some("Att göra genast"),
            Self::Act(Urgency::Normal) => Some("Att göra"),
            Self::Know => Some("Att veta"),
            Self::Answer | Self::Form => None,
        }
    }
}

impl<'f> Choices<'f> {
    /// What can be chosen at a step, by whoever has walked this way.
    pub fn from_walk(walk: &'f Walk, at: StepIx) -> Self {
        match &walk.flow().step(at).kind {
            StepKind::Ask { answers } => {
                let view = |(n, answer): (usize, &'f Answer)| OptionView {
                    at: AnswerIx::nth(n),
                    text: &answer.text,
                    note: None,
                };
                Self::One(answers.iter().enumerate().map(view).collect())
            }
            StepKind::Choose { options, at_least, .. } => {
                Self::Any { options: option_views(options, visits_before(walk, at)), at_least: *at_least }
            }
            StepKind::Act { .. } => {
                let (mut bare, mut reasons) = (Vec::new(), Vec::new());
                for saying in marks::find_act_options(walk, at) {
                    match saying {
                        ActOption::Mark(mark) => bare.push(mark),
                        ActOption::Declined(_) | ActOption::Back(..) => reasons.push(saying),
                    }
                }
                Self::Mark { bare, reasons }
            }
            StepKind::Tell { .. } | StepKind::End => Self::Nothing,
        }
    }

    /// The answers, or the options that are offered.
    pub fn options(&self) -> &[OptionView<'f>] {
        match self {
            Self::One(options) | Self::Any { options, .. } => options,
            Self::Mark { .. } | Self::Nothing => &[],
        }
    }

    /// How many there are to choose among; the reasons stand together behind one.
    pub fn len(&self) -> usize {
        match self {
            Self::One(options) | Self::Any { options, .. } => options.len(),
            Self::Mark { bare, reasons } => bare.len() + usize::from(!reasons.is_empty()),
            Self::Nothing => 0,
        }
    }

    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'f> LawView<'f> {
    fn from_law(shown: &law::CitedLaw<'f>) -> Self {
        Self { cite: shown.format_citation(), says: Markdown::new(&shown.effective_law().says) }
    }
}

impl<'f> Quote<'f> {
    fn from_words(words: &'f str) -> Self {
        let note = words.contains('[').then_some(RECONSTRUCTED);
        Self { words: Markdown::new(words), note }
    }
}

/// What was decided before the walk came to the step; all of it where it has not passed there.
fn visits_before(walk: &Walk, at: StepIx) -> &[Visit] {
    let path = &walk.position().path;
    let end = path.iter().position(|visit| visit.step == at).unwrap_or(path.len());
    path.get(..end).unwrap_or(path)
}

fn option_views<'f>(options: &'f [Choice], before: &[Visit]) -> Vec<OptionView<'f>> {
    let earlier = |step: StepIx| -> Option<&Outcome> {
        before.iter().find(|visit| visit.step == step).map(|visit| &visit.outcome)
    };
    let view = |(at, option): (AnswerIx, &'f Choice)| OptionView {
        at,
        text: &option.text,
        note: option.note.as_deref().map(Markdown::new),
    };
    answer::offered_options(options, &earlier).into_iter().map(view).collect()
}

/// The laws of the step, then those of the options offered.
fn cited_laws(step: &Step, choices: &Choices<'_>) -> Vec<LawIx> {
    let mut cited: Vec<LawIx> = step.laws.clone();
    if let StepKind::Choose { options, .. } = &step.kind {
        let offered = choices.options().iter().filter_map(|offered| options.get(offered.at.index()));
        cited.extend(offered.flat_map(|option| &option.laws));
    }
    cited
}
