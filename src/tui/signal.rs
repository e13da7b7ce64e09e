//! Signals from the system, heard between keys: to end, to stop for a while, and to go on. Where there are none, as on
//! Windows, nothing is ever heard.

#[cfg(not(unix))]
pub use self::silent::Signals;
#[cfg(unix)]
pub use self::unix::Signals;

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalAction {
    /// To end: the window was closed, or the system is shutting down.
    End(Signal),
    /// To stop until told to go on, as by Ctrl-Z from outside.
    Stop,
    /// To go on after having been stopped: the terminal may have been used by another meanwhile.
    GoOn,
}

/// A signal's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal(i32);

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::{flag, low_level};

    use super::{Signal, SignalAction};

    /// The signals that ask for the end.
    const ENDING: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

    /// The signals that came since they were last asked for.
    #[derive(Debug)]
    pub struct Signals {
        end: Arc<AtomicUsize>,
        stop: Arc<AtomicBool>,
        go_on: Arc<AtomicBool>,
    }

    impl Signals {
        /// Begins to listen.
        ///
        /// # Errors
        /// What the system said.
        pub fn install() -> io::Result<Self> {
            let signals = Self { end: Arc::default(), stop: Arc::default(), go_on: Arc::default() };
            for signal in ENDING {
                let number = usize::try_from(signal).unwrap_or_default();
                flag::register_usize(signal, Arc::clone(&signals.end), number)?;
            }
            flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
            flag::register(SIGCONT, Arc::clone(&signals.go_on))?;
            Ok(signals)
        }

        /// The next signal, the pressing ones first.
        pub fn next(&self) -> Option<SignalAction> {
            match self.end.swap(0, Ordering::SeqCst) {
                0 => {}
                number => return Some(SignalAction::End(Signal(i32::try_from(number).unwrap_or(SIGTERM)))),
            }
            if self.stop.swap(false, Ordering::SeqCst) {
                return Some(SignalAction::Stop);
            }
            self.go_on.swap(false, Ordering::SeqCst).then_some(SignalAction::GoOn)
        }

        /// Forgets that it was told to go on, where it has come back from a stop already: it takes the terminal once.
        pub fn forget_going_on(&self) {
            self.go_on.store(false, Ordering::SeqCst);
        }
    }

    impl Signal {
        /// Does what the signal does to a program that does not listen, so that whoever sent it sees that it worked.
        ///
        /// # Errors
        /// Where the system does not go along; the program then still runs.
        pub fn raise_default(self) -> io::Result<()> {
            low_level::emulate_default_handler(self.0)
        }
    }

    impl SignalAction {
        /// Stops, and comes back when told to go on.
        ///
        /// # Errors
        /// Where the system does not go along.
        pub fn suspend() -> io::Result<()> {
            low_level::emulate_default_handler(SIGTSTP)
        }
    }
}

#[cfg(not(unix))]
mod silent {
    use std::io;

    use super::{Signal, SignalAction};

    /// No signals.
    #[derive(Debug)]
    pub struct Signals;

    impl Signals {
        /// Begins to listen.
        ///
        /// # Errors
        /// Never.
        pub fn install() -> io::Result<Self> {
            Ok(Self)
        }

        /// Nothing.
        pub fn next(&self) -> Option<SignalAction> {
            None
        }

        /// Nothing: nobody tells it to.
        pub fn forget_going_on(&self) {}
    }

    impl Signal {
        /// Nothing: there is nothing to obey.
        ///
        /// # Errors
        /// Never.
        pub fn raise_default(self) -> io::Result<()> {
            Ok(())
        }
    }

    impl SignalAction {
        /// Nothing: nobody asks for it.
        ///
        /// # Errors
        /// Never.
        pub fn suspend() -> io::Result<()> {
            Ok(())
        }
    }
}
