//! Our own bugs: told in Swedish, with the place in the code and never what anyone typed.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use super::exit::Exit;

/// Where the first panic was. What it said may hold typed text, and is not kept.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`. A panic becomes [`Exit::Bug`], told after everything has been wound up, so that a terminal interface
/// has given the screen back first.
pub(super) fn catch_panic(work: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        if let Ok(mut first) = PLACE.lock() {
            first.get_or_insert(place.unwrap_or_default());
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let _unheard = std::io::stderr().write_all(crash_message().as_bytes());
        Exit::Bug
    })
}

fn crash_message() -> String {
    let place = PLACE.lock().ok().and_then(|place| place.clone()).unwrap_or_default();
    format!(
        "fel: Stegvis gjorde fel och måste stanna. Det som inte var sparat är borta; det du skrev visas inte här.\n\
         hjälp: Berätta gärna för den som ansvarar för Stegvis: version {}, plats {place}.\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_our_bug_and_what_it_said_is_not_repeated() {
        assert_eq!(catch_panic(|| Exit::Done), Exit::Done);
        assert_eq!(catch_panic(|| panic!("Kalle Karlsson")), Exit::Bug);
        let _ours = panic::take_hook();
        let told = crash_message();
        assert!(told.contains("src/cli/crash.rs:") && !told.contains("Kalle"), "{told}");
    }
}
