//! Keys, pastes, the mouse and changes of size, as the terminal tells them. On Unix they are read through buffers of our own that
//! are wiped as they are used: those of the library that reads keys keep the latest of what was typed or pasted.

#[cfg(not(unix))]
pub use self::other::{Keyboard, drop_unread_input, input_comes_within};
#[cfg(unix)]
pub use self::unix::{Keyboard, drop_unread_input, input_comes_within};

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, Read};
    use std::os::fd::{AsFd, BorrowedFd};
    use std::time::Duration;

    use ratatui::crossterm::event::Event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::termios::{QueueSelector, tcflush};
    use zeroize::{Zeroize, Zeroizing};

    use crate::tui::backend;

    /// How much is read at a time.
    const SIZE: usize = 1 << 10;

    /// What a key that leaves begins with, and every key that has no letter.
    const ESCAPE: [u8; 1] = [0x1b];

    /// What comes from the terminal on stdin.
    #[derive(Debug)]
    pub struct Keyboard {
        terminal: File,
        size: (u16, u16),
        pending: PendingInput,
    }

    impl Keyboard {
        /// Listens to the terminal on stdin.
        ///
        /// # Errors
        /// What the system said.
        pub fn open() -> io::Result<Self> {
            let terminal = File::from(io::stdin().as_fd().try_clone_to_owned()?);
            Ok(Self { terminal, size: backend::read_size()?, pending: PendingInput::default() })
        }

        /// The next event, if one comes in this time.
        ///
        /// # Errors
        /// Where the terminal is gone.
        pub fn read_event(&mut self, patience: Duration) -> io::Result<Option<Event>> {
            if let Some(event) = self.pending.next_event() {
                return Ok(Some(event));
            }
            let came = wait_until_ready(self.terminal.as_fd(), patience)?;
            if let Some(event) = self.read_resize()? {
                return Ok(Some(event));
            }
            if !came {
                return Ok(self.pending.take_escape());
            }
            self.pending.read_bytes(&mut self.terminal)?;
            Ok(self.pending.next_event())
        }

        fn read_resize(&mut self) -> io::Result<Option<Event>> {
            let size = backend::read_size()?;
            let changed = size != self.size;
            self.size = size;
            Ok(changed.then_some(Event::Resize(size.0, size.1)))
        }
    }

    /// Whether something can be read on stdin within this time.
    pub fn input_comes_within(patience: Duration) -> bool {
        wait_until_ready(io::stdin().as_fd(), patience).unwrap_or(false)
    }

    /// Lets go of what was typed on stdin and has not been read, the beginning of a line too.
    pub fn drop_unread_input() {
        // Where there is no terminal there is nothing to let go of.
        let _nothing = tcflush(io::stdin().as_fd(), QueueSelector::IFlush);
    }

    /// Whether something can be read, or the terminal is gone; a signal ends the wait.
    fn wait_until_ready(terminal: BorrowedFd<'_>, patience: Duration) -> io::Result<bool> {
        let wait = Timespec::try_from(patience).map_err(io::Error::other)?;
        match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], Some(&wait)) {
            Ok(ready) => Ok(ready > 0),
            Err(Errno::INTR) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// What has been read and is not yet a key.
    #[derive(Debug)]
    struct PendingInput {
        read: Zeroizing<[u8; SIZE]>,
        taken: usize,
        filled: usize,
        /// What has come of one key or paste.
        sequence: Zeroizing<Vec<u8>>,
    }

    impl Default for PendingInput {
        fn default() -> Self {
            Self { read: Zeroizing::new([0; SIZE]), taken: 0, filled: 0, sequence: Zeroizing::default() }
        }
    }

    impl PendingInput {
        /// Reads what there is.
        fn read_bytes(&mut self, input: &mut impl Read) -> io::Result<()> {
            self.taken = 0;
            self.filled = 0;
            match input.read(&mut *self.read) {
                Ok(0) => Err(io::ErrorKind::NotConnected.into()),
                Ok(filled) => {
                    self.filled = filled;
                    Ok(())
                }
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => Ok(()),
                Err(fault) => Err(fault),
            }
        }

        /// The next event in what has been read.
        fn next_event(&mut self) -> Option<Event> {
            while self.taken < self.filled {
                let byte = self.read.get_mut(self.taken)?;
                self.sequence.push(*byte);
                byte.zeroize();
                self.taken += 1;
                let more = self.taken < self.filled || self.filled == SIZE;
                if more && *self.sequence == ESCAPE {
                    continue;
                }
                if let Some(event) = self.parse_sequence() {
                    return Some(event);
                }
            }
            None
        }

        /// The key that leaves, where it stood alone: nothing that it could have been the beginning of has followed.
        fn take_escape(&mut self) -> Option<Event> {
            if *self.sequence == ESCAPE { self.parse_sequence() } else { None }
        }

        /// The event that has come, if it has come whole.
        fn parse_sequence(&mut self) -> Option<Event> {
            let event = match terminput::Event::parse_from(&self.sequence) {
                Ok(None) => return None,
                Ok(Some(event)) => terminput_crossterm::to_crossterm(event).ok(),
                Err(_) => None,
            };
            self.sequence.zeroize();
            event
        }
    }

    #[cfg(test)]
    mod tests {
        use proptest::prelude::*;
        use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

        use super::*;

        /// The events of these bytes, read as many at a time as there is room for.
        fn events(bytes: &[u8]) -> Vec<Event> {
            let (mut pending, mut events, mut input) = (PendingInput::default(), Vec::new(), bytes);
            while pending.read_bytes(&mut input).is_ok() {
                while let Some(event) = pending.next_event() {
                    assert!(pending.sequence.is_empty());
                    events.push(event);
                }
                assert!(pending.read.iter().all(|byte| *byte == 0), "what has been taken is wiped");
            }
            events.extend(pending.take_escape());
            events
        }

        fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
            Event::Key(KeyEvent::new(code, modifiers))
        }

        #[test]
        fn keys_pastes_and_the_mouse_are_told_apart() {
            let none = KeyModifiers::NONE;
            let told = events("aÅ\r\t\u{1b}[D\u{1b}OP\u{1b}[Z\u{7f}\u{7}\u{1b}[3~\u{1b}".as_bytes());
            assert_eq!(
                told,
                [
                    key(KeyCode::Char('a'), none),
                    key(KeyCode::Char('Å'), KeyModifiers::SHIFT),
                    key(KeyCode::Enter, none),
                    key(KeyCode::Tab, none),
                    key(KeyCode::Left, none),
                    key(KeyCode::F(1), none),
                    key(KeyCode::BackTab, KeyModifiers::SHIFT),
                    key(KeyCode::Backspace, none),
                    key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                    key(KeyCode::Delete, none),
                    key(KeyCode::Esc, none),
                ]
            );
            assert!(matches!(events(b"\x1b[<0;5;6M")[..], [Event::Mouse(_)]));
        }

        #[test]
        fn a_paste_longer_than_what_is_read_at_a_time_comes_whole() {
            let text = "Fatima Haddad ".repeat(500);
            let pasted = events(format!("\u{1b}[200~{text}\u{1b}[201~x").as_bytes());
            assert_eq!(pasted, [Event::Paste(text), key(KeyCode::Char('x'), KeyModifiers::NONE)]);
        }

        proptest! {
            #[test]
            fn whatever_bytes_come_nothing_falls(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
                events(&[b"\x1b[", &bytes[..]].concat());
                events(&bytes);
            }
        }
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;
    use std::time::Duration;

    use ratatui::crossterm::event::{self, Event};

    /// Whether a line can be read on stdin within this time: not known here.
    pub fn input_comes_within(_: Duration) -> bool {
        false
    }

    /// Lets go of what was typed on stdin and has not been read: nothing here.
    pub fn drop_unread_input() {}

    /// What comes from the console.
    #[derive(Debug)]
    pub struct Keyboard;

    impl Keyboard {
        /// Listens to the console.
        ///
        /// # Errors
        /// Never.
        pub fn open() -> io::Result<Self> {
            Ok(Self)
        }

        /// The next event, if one comes in this time.
        ///
        /// # Errors
        /// What the console said.
        pub fn read_event(&mut self, patience: Duration) -> io::Result<Option<Event>> {
            if event::poll(patience)? { event::read().map(Some) } else { Ok(None) }
        }
    }
}
