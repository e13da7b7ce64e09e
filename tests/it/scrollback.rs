//! Where there is no screen of our own, as in tmux with `alternate-screen off`, nothing that was typed and nothing of the walk is left
//! to scroll back to, however the program ends. Needs tmux.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::pty::ACUTE;
use crate::skip::skip;
use crate::tui::Screen;
use crate::world::{TODAY, TestEnvironment, make};

/// What is typed.
const TYPED: &str = "qzxvykwj hemlighet";

/// What the shell says when the program has ended.
const PROMPT: &str = "klart9";

/// How often the terminal is looked at before what is awaited never comes.
const LOOKS: usize = 10_000;

/// A terminal in tmux that has no other screen than the one that is scrolled back in.
struct Tmux {
    socket: String,
}

impl Tmux {
    fn start(world: &TestEnvironment) -> Self {
        make(&world.path("data"));
        let tmux = Self { socket: world.arg("tmux") };
        let variables = format!(
            "env HOME={} XDG_DATA_HOME={} STEGVIS_TODAY={TODAY} STEGVIS_REST_MS=0 LC_ALL=C.UTF-8 PS1='{PROMPT} ' /bin/sh",
            world.arg("."),
            world.arg("data")
        );
        tmux.run(&["new-session", "-d", "-x", "80", "-y", "24", &variables]);
        tmux.run(&["set", "-g", "alternate-screen", "off"]);
        tmux
    }

    fn run(&self, words: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.env("LC_ALL", "C.UTF-8").args(["-S", &self.socket, "-f", "/dev/null"]).args(words);
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    }

    fn press(&self, key: &str) -> &Self {
        self.run(&["send-keys", key]);
        self
    }

    fn write(&self, text: &str) -> &Self {
        self.run(&["send-keys", "-l", text]);
        self
    }

    /// The screen, and everything that can be scrolled back to.
    fn everything(&self) -> String {
        self.run(&["capture-pane", "-p", "-S", "-"])
    }

    fn until(&self, words: &str) -> &Self {
        let came = (0..LOOKS).any(|_| self.run(&["capture-pane", "-p"]).contains(words));
        assert!(came, "»{words}« kom aldrig:\n{}", self.everything());
        self
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// What ends the program.
#[derive(Debug, Clone, Copy)]
enum End {
    Quit,
    Signal(&'static str),
}

#[test]
fn nothing_is_left_to_scroll_back_to_where_there_is_one_screen_only() {
    if Command::new("tmux").arg("-V").output().is_err() {
        return skip("tmux is not installed");
    }
    let row = Screen::walking().keys("1 1 Enter 2 2 1 1 1 1 1 1").row("beskrivning");
    for end in [End::Quit, End::Signal("TERM"), End::Signal("HUP"), End::Signal("INT")] {
        let world = TestEnvironment::new();
        let tmux = Tmux::start(&world);
        let program = Path::new(env!("CARGO_BIN_EXE_stegvis"));
        let pid = world.arg("pid");
        tmux.write(&format!("echo $$ >{pid}; {}", program.display())).press("Enter");
        tmux.until("q avsluta");
        for (key, brings) in ACUTE {
            match key.strip_suffix('\r') {
                Some(digit) => tmux.write(digit).press("Enter"),
                None => tmux.write(key),
            };
            tmux.until(brings);
        }
        tmux.press("Home");
        for _ in 0..row {
            tmux.press("Down");
        }
        tmux.press("Enter").until("tecken.").write(TYPED).until(TYPED);
        match end {
            End::Quit => {
                // Ctrl+C copies while text is typed: leaving is asked for from the form.
                tmux.press("Escape").until("släppa").write("j").until("skriv direkt");
                tmux.press("C-c").until("j avsluta").write("j");
            }
            End::Signal(name) => {
                let line = format!("kill -{name} $(pgrep -P $(cat {pid}))");
                assert_eq!(world.shell(&line).code, 0, "{name}");
            }
        }
        tmux.until(PROMPT);
        let left = tmux.everything();
        for planted in [TYPED, "hemlighet", "Vad gäller det?", "Beskrivning", "Hotar fara"] {
            assert!(!left.contains(planted), "{end:?}: »{planted}« finns kvar:\n{left}");
        }
    }
}
