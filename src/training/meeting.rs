//! What a meeting comes to while it is held: how many are there, what was asked, which questions were missed, and how long it has
//! been. Hands, never whose.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::quiz::QuestionId;
use crate::quiz::round::{AnsweredBy, QuizRound};
use crate::summary::missed::MissedQuestion;
use crate::training::ScenarioCard;

/// A minute.
const MINUTE: Duration = Duration::from_mins(1);

/// What was held, as it can be noted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeldMeeting {
    /// The scenarios in which a question was answered, in order, each once.
    pub scenarios: Vec<ScenarioCard>,
    /// What the meeting came to.
    pub meeting: MeetingState,
}

/// What a meeting has come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingState {
    /// How many are in the room, where somebody has said.
    pub present: Option<u32>,
    /// The most hands that were raised for a question.
    pub most_hands: u32,
    /// The questions that were missed, protected.
    pub missed: Vec<MissedQuestion>,
    /// The questions that hands were raised for: each counts as it was answered first.
    asked: BTreeSet<QuestionId>,
    /// How long it has been since the training was opened, and when the first thing was shown.
    clock: Duration,
    begun: Option<Duration>,
}

impl MeetingState {
    /// Takes in a round by raised hands that is over, or is left.
    pub fn take_round(&mut self, routine: &str, round: &QuizRound) {
        if round.by == AnsweredBy::One {
            return;
        }
        for (question, hands) in round.answered_questions().filter(|(_, hands)| hands.total() > 0) {
            self.most_hands = self.most_hands.max(hands.total());
            if self.asked.insert(question.id.clone()) {
                let id = question.id.as_str();
                self.missed.extend(MissedQuestion::from_hands(routine, id, hands.missed, hands.right));
            }
        }
    }

    /// How many questions hands were raised for.
    pub fn asked_count(&self) -> usize {
        self.asked.len()
    }

    /// How long it was, and what was asked of the room.
    pub fn describe_totals(&self) -> String {
        let minutes = match self.spent_minutes() {
            1 => "1 minut".to_owned(),
            minutes => format!("{minutes} minuter"),
        };
        match (self.asked_count(), self.missed.len()) {
            (0, _) => format!("Det tog {minutes}."),
            (asked, missed) => {
                let asked = if asked == 1 { "1 fråga".to_owned() } else { format!("{asked} frågor") };
                format!(
                    "Det tog {minutes}. {asked} till rummet; {missed} sparas: minst fem missade, och minst fem klarade."
                )
            }
        }
    }

    /// Notes that something is shown: from then on the time counts.
    pub fn begin(&mut self) {
        self.begun.get_or_insert(self.clock);
    }

    /// Sets how long it has been since the training was opened; gives the time until what is shown of it changes.
    pub fn set_clock(&mut self, clock: Duration) -> Duration {
        self.clock = clock;
        let spent = self.begun.map_or(Duration::ZERO, |begun| clock.saturating_sub(begun));
        MINUTE.saturating_sub(Duration::from_secs(spent.as_secs() % MINUTE.as_secs()))
    }

    /// How many whole minutes it has been since the first thing was shown.
    pub fn spent_minutes(&self) -> u64 {
        let spent = self.begun.map_or(Duration::ZERO, |begun| self.clock.saturating_sub(begun));
        spent.as_secs() / MINUTE.as_secs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_counts_from_what_is_shown_first() {
        let mut meeting = MeetingState::default();
        assert_eq!(meeting.set_clock(Duration::from_secs(50)), MINUTE);
        meeting.begin();
        assert_eq!(meeting.set_clock(Duration::from_secs(109)), Duration::from_secs(1));
        assert_eq!(meeting.spent_minutes(), 0);
        assert_eq!(meeting.set_clock(Duration::from_secs(110)), MINUTE);
        meeting.begin();
        assert_eq!(meeting.spent_minutes(), 1);
    }
}
