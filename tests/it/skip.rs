//! Tests that cannot be tried on this computer say which and why, and `.ci/run` lists them at its end.

use std::io::Write;

/// Says that the running test is skipped, and why; in the file that `STEGVIS_SKIPPED` names as well, a line each.
#[expect(clippy::disallowed_methods, reason = "a test tells whoever runs the tests")]
pub(crate) fn skip(why: &str) {
    let thread = std::thread::current();
    let line = format!("skipped: {}: {why}\n", thread.name().unwrap_or("?"));
    print!("{line}");
    if let Some(list) = std::env::var_os("STEGVIS_SKIPPED") {
        let mut list = std::fs::OpenOptions::new().create(true).append(true).open(list).unwrap();
        list.write_all(line.as_bytes()).unwrap();
    }
}
