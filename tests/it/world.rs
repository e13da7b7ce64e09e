//! A world for one test: an empty home, a fixed day, and the binary run in it.

use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The small routine that the tests walk.
pub(crate) const ROUTINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walkable.yaml");

/// The day of every test.
pub(crate) const TODAY: &str = "2026-11-21";

/// A folder that is home and workplace, removed afterwards.
pub(crate) struct TestEnvironment {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl TestEnvironment {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A path in this world, as an argument.
    pub(crate) fn arg(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        make(path.parent().unwrap());
        write(&path, text);
        self.arg(name)
    }

    /// The command, with nothing of the tester's own environment.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
        command
            .args(words)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("STEGVIS_TODAY", TODAY)
            .env("STEGVIS_SYSTEM_PROFILE", self.path("etc/profil.yaml"))
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// What a shell in this world says of a line.
    #[cfg(unix)]
    pub(crate) fn shell(&self, line: &str) -> Run {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]).env_clear().env("HOME", self.folder.path()).env("STEGVIS_TODAY", TODAY);
        collect_run(&command.current_dir(self.folder.path()).stdin(Stdio::null()).output().unwrap())
    }

    pub(crate) fn run(&self, words: &[&str]) -> Run {
        collect_run(&self.command(words).output().unwrap())
    }

    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> Run {
        feed(self.command(words), input)
    }

    /// The start page line by line, with these lines said to it.
    pub(crate) fn run_start_page(&self, input: &str) -> Run {
        let mut command = self.command(&[]);
        command.env("ACCESSIBLE", "1");
        feed(command, input)
    }

    /// Says these lines to the program over a pipe, and kills it outright where it asks for the next. A line that ends
    /// the program is said to nobody. What is temporary lies in this world too.
    pub(crate) fn kill_after(&self, words: &[&str], lines: &[&str]) {
        let temporary = self.path("tmp");
        make(&temporary);
        let mut command = self.command(words);
        command.env("TMPDIR", &temporary).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        wait_for_prompt(&mut output);
        for line in lines {
            drop(writeln!(input, "{line}"));
            wait_for_prompt(&mut output);
        }
        drop(child.kill());
        child.wait().unwrap();
    }

    /// Walks the small routine with these answers, saving in `out`.
    pub(crate) fn walk(&self, answers: &str) -> Run {
        let file = self.write("svar.yaml", answers);
        self.run(&["walk", ROUTINE, "--answers", &file, "--out", &self.arg("out")])
    }

    /// The text of the one file with this ending in `out`.
    pub(crate) fn saved_text(&self, ending: &str) -> String {
        text(&self.saved_file(ending))
    }

    /// The one file with this ending in `out`.
    pub(crate) fn saved_file(&self, ending: &str) -> PathBuf {
        let mut found = list(&self.path("out"));
        found.retain(|path| path.extension().unwrap() == ending);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }
}

/// What stands in a saved form, JSON or PDF, apart from its id, which is drawn when it is saved.
pub(crate) fn form_in(path: &Path) -> serde_json::Value {
    let bytes = bytes(path);
    let json = if path.extension().is_some_and(|ending| ending == "pdf") {
        stegvis::export::carried::read_attached_data(&bytes).unwrap()
    } else {
        String::from_utf8(bytes).unwrap()
    };
    let mut form: serde_json::Value = serde_json::from_str(&json).unwrap();
    form["form"]["id"].take();
    form["form"].take()
}

/// Reads until the program asks for a line, or has ended.
pub(crate) fn wait_for_prompt(output: &mut impl Read) {
    let mut before = b'\n';
    let mut byte = [0];
    while output.read(&mut byte).unwrap() == 1 && !(before == b'\n' && byte[0] == b'>') {
        before = byte[0];
    }
}

pub(crate) fn collect_run(output: &std::process::Output) -> Run {
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// The files of a folder by name; none where there is no folder.
#[expect(clippy::disallowed_methods, reason = "a test looks at what was saved")]
pub(crate) fn list(folder: &Path) -> Vec<PathBuf> {
    let rows = std::fs::read_dir(folder).map(|rows| rows.map(|row| row.unwrap().path()).collect());
    let mut rows: Vec<PathBuf> = rows.unwrap_or_default();
    rows.sort();
    rows
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was saved")]
pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was saved")]
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
pub(crate) fn make(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
}

fn feed(mut command: Command, input: &str) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that stops early closes its end first; what it said is what the test looks at.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    collect_run(&child.wait_with_output().unwrap())
}
