//! Which questions a meeting missed, protected as forms about persons are: the only maker of what a count of trainings can keep of it.
//!
//! **What is kept** of a meeting is the ids of some questions, and never a number: those that at least five missed while at least
//! five answered right. A question that is not kept was missed by nobody, by few, by nearly all, or never asked; which of these is
//! not told. There is one band alone, five or more, since with two of them whoever knows that one person more was at the next
//! meeting could tell that person's answer by which band it fell in. A question that is asked twice at a meeting is kept as it
//! was answered first. Over time it is told at how many meetings a question was kept, in bands too.

use std::collections::BTreeMap;

use super::picture::ProtectionRule;

/// A question that at least five at a meeting missed while at least five did not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissedQuestion {
    routine: String,
    question: String,
}

/// At how many meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingBand {
    /// At one.
    One,
    /// At two to four.
    Some,
    /// At five or more.
    Many,
}

impl MissedQuestion {
    /// The question, where the hands for it may be told apart from the others; `None` otherwise.
    pub fn from_hands(routine: &str, question: &str, missed: u32, right: u32) -> Option<Self> {
        let told = ProtectionRule::PERSONS.may_tell_apart(missed.into(), right.into());
        told.then(|| Self { routine: routine.to_owned(), question: question.to_owned() })
    }

    /// The question that a saved text is; `None` where it is none. It is made of ids, so no text about anybody can be one.
    pub fn from_saved(text: &str) -> Option<Self> {
        let (routine, question) = text.split_once('/')?;
        let fits = |part: &str| !part.is_empty() && part.len() <= LONGEST && part.chars().all(is_id_letter);
        let named = question.strip_prefix("steg:").unwrap_or(question);
        (fits(routine) && fits(named))
            .then(|| Self { routine: routine.to_owned(), question: question.to_owned() })
    }

    /// The text it is saved as.
    pub fn to_saved(&self) -> String {
        format!("{}/{}", self.routine, self.question)
    }

    /// The id of the routine.
    pub fn routine(&self) -> &str {
        &self.routine
    }

    /// The id of the question.
    pub fn question(&self) -> &str {
        &self.question
    }
}

impl MeetingBand {
    /// The band of so many meetings; `None` of none.
    pub fn from_count(meetings: usize) -> Option<Self> {
        match meetings {
            0 => None,
            1 => Some(Self::One),
            2..=4 => Some(Self::Some),
            _ => Some(Self::Many),
        }
    }

    /// It in words: `på två till fyra möten`.
    pub fn describe(self) -> &'static str {
        match self {
            Self::One => "på ett möte",
            Self::Some => "på två till fyra möten",
            Self::Many => "på fem möten eller fler",
        }
    }
}

/// The longest that an id of a saved question is.
const LONGEST: usize = 80;

fn is_id_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
}

/// The questions that meetings missed, those of the most meetings first, and of as many those of the latest first.
pub fn rank_missed(meetings: &[Vec<MissedQuestion>]) -> Vec<(&MissedQuestion, MeetingBand)> {
    let mut counted: BTreeMap<&MissedQuestion, (usize, usize)> = BTreeMap::new();
    for (nth, missed) in meetings.iter().enumerate() {
        for question in missed {
            let (count, latest) = counted.entry(question).or_default();
            // What stands twice in a line is still one meeting.
            if *count == 0 || *latest != nth {
                (*count, *latest) = (*count + 1, nth);
            }
        }
    }
    let banded = counted.into_iter();
    let mut ranked: Vec<_> = banded
        .filter_map(|(question, (count, latest))| Some((question, MeetingBand::from_count(count)?, latest)))
        .collect();
    ranked.sort_by_key(|(_, band, latest)| std::cmp::Reverse((*band, *latest)));
    ranked.into_iter().map(|(question, band, _)| (question, band)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn is_kept(missed: u32, right: u32) -> bool {
        MissedQuestion::from_hands("stockholm-vbe", "akut", missed, right).is_some()
    }

    #[test]
    fn nothing_is_kept_of_fewer_than_five_nor_where_all_missed() {
        assert!(is_kept(5, 5) && is_kept(9, 30));
        for (missed, right) in [(0, 20), (4, 20), (20, 4), (20, 0), (5, 4), (0, 0)] {
            assert!(!is_kept(missed, right), "{missed} {right}");
        }
    }

    /// What stands in the count of one meeting: how many were there, and whether the question is kept.
    type Line = (u32, bool);

    /// Every way two meetings can have been, where those at the first were all at the second with some more and answered alike: the
    /// two lines, how many more there were, and how many of these missed.
    fn two_meetings() -> Vec<([Line; 2], u32, u32)> {
        let mut ways = Vec::new();
        for (there, more) in (1..26).flat_map(|there| (1..5).map(move |more| (there, more))) {
            for (missed, silent) in (0..=there).flat_map(|m| (0..=there - m).map(move |s| (m, s))) {
                for (missed_more, asked) in (0..=more).flat_map(|m| (0..4).map(move |asked| (m, asked))) {
                    let right = there - missed - silent;
                    let first = asked & 1 == 1 && is_kept(missed, right);
                    let second = asked & 2 == 2 && is_kept(missed + missed_more, right + more - missed_more);
                    ways.push(([(there, first), (there + more, second)], more, missed_more));
                }
            }
        }
        ways
    }

    #[test]
    fn from_two_meetings_nobody_can_tell_how_many_of_those_who_came_to_the_second_missed() {
        let mut seen: BTreeMap<[Line; 2], (u32, BTreeSet<u32>)> = BTreeMap::new();
        for (lines, more, missed) in two_meetings() {
            seen.entry(lines).or_insert_with(|| (more, BTreeSet::new())).1.insert(missed);
        }
        let both = seen.keys().filter(|[(_, first), (_, second)]| *first && *second).count();
        assert!(both > 40, "{both}");
        for (lines, (more, could_be)) in seen {
            assert_eq!(could_be, (0..=more).collect(), "{lines:?}");
        }
    }

    #[test]
    fn those_of_the_most_meetings_come_first_and_a_meeting_counts_once() {
        let kept = |id: &str| MissedQuestion::from_saved(&format!("stockholm-vbe/{id}")).unwrap();
        let meetings =
            [vec![kept("a"), kept("a")], vec![kept("b"), kept("steg:ring-112")], vec![kept("b"), kept("c")]];
        let ranked = rank_missed(&meetings);
        let told: Vec<(&str, MeetingBand)> =
            ranked.iter().map(|(question, band)| (question.question(), *band)).collect();
        let (one, some) = (MeetingBand::One, MeetingBand::Some);
        assert_eq!(told, [("b", some), ("c", one), ("steg:ring-112", one), ("a", one)]);
    }

    #[test]
    fn no_text_about_anybody_is_a_saved_question() {
        for text in ["Anna Svensson", "stockholm-vbe/Anna", "stockholm-vbe/", "akut", "a/b c", "a/ö"] {
            assert_eq!(MissedQuestion::from_saved(text), None, "{text}");
        }
        let kept = MissedQuestion::from_saved("stockholm-vbe/steg:ring-112").unwrap();
        assert_eq!(kept.to_saved(), "stockholm-vbe/steg:ring-112");
    }
}
