//! What to take up again: the questions that meetings have missed, with what the routine says. Never who missed them, and never
//! how many.

use crate::check::verified::VerifiedFlow;
use crate::prose;
use crate::quiz::bank::QuestionBank;
use crate::quiz::{Question, QuestionId, QuestionKind};
use crate::summary::missed::{MeetingBand, MissedQuestion, rank_missed};

/// What is said where nothing is to be taken up again.
pub const NOTHING_MISSED: &str = "Inga frågor har missats av minst fem på ett möte.";

/// What a reader is told of what is counted.
pub const MISSED_RULE: &str = "Här står bara frågor som minst fem missade på ett möte, och minst fem klarade. Aldrig vilka, och \
aldrig hur många.";

/// Something to take up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedTopic {
    /// The question.
    pub id: QuestionId,
    /// What it asks.
    pub asks: String,
    /// Its right answer.
    pub right: String,
    /// Why that is right, from the routine's own texts.
    pub why: String,
    /// The heading of the step to read again.
    pub step: String,
    /// At how many meetings it was missed.
    pub meetings: MeetingBand,
}

impl MissedTopic {
    /// Where to read again, and how often it was missed, in a sentence.
    pub fn describe(&self) -> String {
        format!(
            "Läs igen: {}. Missades {}.",
            self.step.trim_end_matches(['?', '.']),
            self.meetings.describe()
        )
    }
}

/// What to take up again as lines: each question with its right answer, where to read again, and how often it was missed.
pub fn missed_lines(topics: &[MissedTopic]) -> Vec<String> {
    let topic = |(topic, nth): (&MissedTopic, usize)| {
        let MissedTopic { asks, right, why, .. } = topic;
        format!("{nth}. {asks} Rätt svar: {} {why} {}", prose::with_full_stop(right), topic.describe())
    };
    let nothing = topics.is_empty().then(|| NOTHING_MISSED.to_owned());
    let each = topics.iter().zip(1..).map(topic);
    nothing.into_iter().chain(each).chain([MISSED_RULE.to_owned()]).collect()
}

/// What to take up again of a routine, the most missed first. Questions that it no longer has are left out.
pub fn find_topics(
    flow: &VerifiedFlow,
    bank: &QuestionBank,
    meetings: &[Vec<MissedQuestion>],
) -> Vec<MissedTopic> {
    let ranked = rank_missed(meetings).into_iter();
    let own = ranked.filter(|(missed, _)| missed.routine() == flow.flow().id.as_str());
    let topic = |(missed, meetings): (&MissedQuestion, MeetingBand)| {
        let question = bank.find_question(flow, missed.question())?;
        let step = flow.flow().step(question.about).title.clone();
        let Question { id, asks, told, options, right, kind, .. } = question;
        let asks = match (kind, told.last()) {
            (QuestionKind::Next, Some((asked, answer))) => format!("{asked} {answer}. {asks}"),
            (QuestionKind::Next | QuestionKind::Written, _) => asks,
        };
        let right = options.into_iter().nth(right)?;
        Some(MissedTopic { id, asks, right: right.text, why: right.explains, step, meetings })
    };
    own.filter_map(topic).collect()
}
