//! How somebody types what is read: lines that come before their question has been read, or several at once, as pasted text does.

use std::time::Duration;

/// What is known of lines that somebody types. Of lines from a pipe nothing is: each of them is an answer, as a script means it.
#[derive(Debug, Clone, Copy)]
pub struct TypedInput {
    /// Whether a line comes within this time.
    pub comes_within: fn(Duration) -> bool,
    /// Lets go of what was typed and has not been read.
    pub drop_unread: fn(),
    /// How long a question stands before it can be answered.
    pub rest: Duration,
}

/// Lines that come within this time of each other were not typed one by one.
pub(super) const BURST: Duration = Duration::from_millis(30);

/// Asks the terminal to mark what is pasted.
pub(super) const MARK_PASTES: &str = "\u{1b}[?2004h";

/// Asks it no longer.
pub(super) const LEAVE_PASTES: &str = "\u{1b}[?2004l";

/// What a paste begins with, where the terminal marks it.
const BEGINS: &str = "\u{1b}[200~";

/// What it ends with.
const ENDS: &str = "\u{1b}[201~";

/// Whether a paste has begun in what was read, and has not ended.
pub(super) fn is_inside_paste(lines: &[String]) -> bool {
    let marked = |mark: &str| lines.iter().map(|line| line.matches(mark).count()).sum::<usize>();
    marked(BEGINS) > marked(ENDS)
}

/// Whether the last of several lines may have no line break yet: of a paste that is marked the end is known.
pub(super) fn may_go_on(lines: &[String]) -> bool {
    lines.len() > 1 && lines.iter().all(|line| !line.contains(BEGINS))
}

/// Whether a line is a text, and not an answer: more than one word of it has letters.
pub(super) fn is_prose(line: &str) -> bool {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1
}

/// The lines without the marks of a paste, and without those that are then empty; one stays.
pub(super) fn remove_marks(lines: &[String]) -> Vec<String> {
    let bare = lines.iter().map(|line| line.replace(BEGINS, "").replace(ENDS, "").trim().to_owned());
    let mut bare: Vec<String> = bare.filter(|line| !line.is_empty()).collect();
    if bare.is_empty() {
        bare.push(String::new());
    }
    bare
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::VecDeque;
    use std::io::{self, BufRead, Read};

    use super::super::talk::{Conversation, Hiding, LinePage};
    use super::*;
    use crate::present::{EARLY_LINE, LINES_AT_ONCE, MORE_TEXT};

    thread_local! {
        /// What is typed: pieces that come at once, after a while.
        static TYPED: RefCell<VecDeque<VecDeque<&'static str>>> = RefCell::default();
    }

    /// A keyboard that types what lies there: each of the pieces at once, and the next when somebody waits for it.
    struct Keys(Vec<u8>);

    impl Read for Keys {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("lines are read")
        }
    }

    impl BufRead for Keys {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            if self.0.is_empty() {
                TYPED.with_borrow_mut(|pieces| {
                    if pieces.front().is_some_and(VecDeque::is_empty) {
                        pieces.pop_front();
                    }
                    let line = pieces.front_mut().and_then(VecDeque::pop_front);
                    self.0 = line.map(|line| format!("{line}\n").into_bytes()).unwrap_or_default();
                });
            }
            Ok(&self.0)
        }

        fn consume(&mut self, amount: usize) {
            self.0.drain(..amount);
        }
    }

    fn on_keyboard(pieces: &[&[&'static str]]) -> LinePage {
        TYPED.set(pieces.iter().map(|piece| piece.iter().copied().collect()).collect());
        let comes_within =
            |_| TYPED.with_borrow(|pieces| pieces.front().is_some_and(|piece| !piece.is_empty()));
        let typed = TypedInput { comes_within, drop_unread: || {}, rest: Duration::ZERO };
        LinePage { hiding: Hiding::Wipe, typed: Some(typed), ..LinePage::default() }
    }

    /// What is taken of what is typed, line by line or as a text, and what is said.
    fn take(pieces: &[&[&'static str]], of: fn(&mut Conversation<'_>) -> String) -> (String, String) {
        let (page, mut said) = (on_keyboard(pieces), Vec::new());
        let (mut keys, mut taken) = (Keys(Vec::new()), String::new());
        {
            let mut talk = Conversation::new(&mut keys, &mut said).on_page(page);
            taken.push_str(&of(&mut talk));
        }
        let said = String::from_utf8(said).unwrap();
        (taken, said.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn an_answer_too_many_answers_nothing() {
        let (taken, said) = take(&[&[], &["1"], &["2"]], |talk| talk.ask_line().unwrap());
        assert_eq!((taken.as_str(), said.contains(EARLY_LINE)), ("1", false));
        let (taken, said) = take(&[&["1", "1"], &["3"]], |talk| talk.ask_line().unwrap());
        assert_eq!(taken, "3", "what is there before the question is not its answer");
        assert_eq!(said.matches(EARLY_LINE).count(), 1, "{said}");
    }

    #[test]
    fn lines_that_are_pasted_answer_no_question_and_are_one_text() {
        let (taken, said) = take(&[&[], &["1", "2", "1"], &["3"]], |talk| talk.ask_line().unwrap());
        assert_eq!((taken.as_str(), said.matches(LINES_AT_ONCE).count()), ("3", 1));
        let text = |talk: &mut Conversation<'_>| talk.ask_text().unwrap();
        let (taken, said) = take(&[&[], &["rad ett", "", "rad två", "1"], &[""]], text);
        assert_eq!((taken.as_str(), said.matches(MORE_TEXT).count()), ("rad ett rad två 1", 1));
    }

    #[test]
    fn the_last_line_of_a_paste_comes_with_the_next_enter() {
        let text = |talk: &mut Conversation<'_>| talk.ask_text().unwrap();
        let (taken, said) = take(&[&[], &["rad ett", "rad två"], &["rad tre utan radbrytning"]], text);
        assert_eq!(
            (taken.as_str(), said.matches(MORE_TEXT).count()),
            ("rad ett rad två rad tre utan radbrytning", 1)
        );
        let (taken, _) = take(&[&[], &["rad ett", "rad två"], &["göm"], &[""], &["rad tre"]], text);
        assert_eq!(taken, "rad ett rad två rad tre");
    }

    #[test]
    fn a_marked_paste_goes_on_until_it_ends() {
        let text = |talk: &mut Conversation<'_>| talk.ask_text().unwrap();
        let (taken, _) = take(&[&[], &["\u{1b}[200~rad ett"], &["rad två\u{1b}[201~"]], text);
        assert_eq!(taken, "rad ett rad två", "the last line came with the Enter of whoever pasted");
        let (taken, _) = take(&[&[], &["\u{1b}[200~1\u{1b}[201~"]], |talk| talk.ask_line().unwrap());
        assert_eq!(taken, "1");
    }

    #[test]
    fn the_word_that_hides_is_heard_however_early_it_comes() {
        let (taken, said) = take(&[&["göm"], &[""], &["2"]], |talk| talk.ask_line().unwrap());
        assert!(said.contains("Paus."), "{said}");
        assert_eq!(taken, "2");
    }
}
