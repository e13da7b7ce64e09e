//! Cold start to the first full frame, and key to redraw, in a real pty of 80×24: Stegvis beside `dialog`, `whiptail`
//! and a bare `echo`, in the same run and taking turns. Run it with `cargo bench --bench pty`.
//!
//! A frame is full when the last thing drawn on it has arrived: the last word of the key bar, the last button. Times
//! are taken as bytes come out of the pty, in milliseconds. A program that is not installed is left out.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How many times each program is started.
const ROUNDS: usize = 80;

/// How many keys it is sent each time.
const KEYS: usize = 6;

/// A program that has not drawn what is waited for by now never will.
const PATIENCE: Duration = Duration::from_secs(5);

/// A program that has been silent this long has drawn all it had to.
const SILENCE: Duration = Duration::from_millis(15);

const DOWN: &[u8] = b"\x1bOB";
const UP: &[u8] = b"\x1bOA";

/// A program, and the words by which its frames are known to be whole.
struct Program {
    name: &'static str,
    command: &'static [&'static str],
    /// The last thing on the first frame.
    last: &'static str,
    /// What is pressed before any key is timed: a fresh question has no row under the cursor.
    before: &'static [u8],
    /// The last thing drawn anew when the cursor moves between the first answer and the second; `None` where no key
    /// is sent.
    moved: Option<&'static str>,
}

const STEGVIS: &str = env!("CARGO_BIN_EXE_stegvis");

/// The same three answers in every menu.
const PROGRAMS: [Program; 5] = [
    Program { name: "stegvis", command: &[STEGVIS], last: "avsluta", before: b"", moved: None },
    Program {
        name: "stegvis walk",
        command: &[STEGVIS, "walk"],
        last: "göm",
        before: DOWN,
        moved: Some("Nej"),
    },
    Program {
        name: "dialog --menu",
        command: &[
            "/usr/bin/dialog",
            "--menu",
            "Hotar fara?",
            "15",
            "60",
            "3",
            "1",
            "Ja",
            "2",
            "Nej",
            "3",
            "Osaker",
        ],
        last: "ancel",
        before: b"",
        moved: Some("Nej"),
    },
    Program {
        name: "whiptail --menu",
        command: &[
            "/usr/bin/whiptail",
            "--menu",
            "Hotar fara?",
            "15",
            "60",
            "3",
            "1",
            "Ja",
            "2",
            "Nej",
            "3",
            "Osaker",
        ],
        last: "Cancel",
        before: b"",
        moved: Some("Nej"),
    },
    Program {
        name: "/bin/echo",
        command: &["/bin/echo", "avsluta"],
        last: "avsluta",
        before: b"",
        moved: None,
    },
];

/// What was measured of one program, in milliseconds.
#[derive(Default)]
struct Times {
    first_frame: Vec<f64>,
    redraw: Vec<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` runs this too: once through is then enough.
    let rounds = if std::env::args().any(|word| word == "--bench") { ROUNDS } else { 1 };
    let home = tempfile::tempdir()?;
    let present: Vec<&Program> = PROGRAMS.iter().filter(|program| is_installed(program)).collect();
    let mut measured: Vec<Times> = present.iter().map(|_| Times::default()).collect();
    for round in 0..=rounds {
        for (program, times) in present.iter().zip(&mut measured) {
            let seen = one_start(program, home.path())?;
            // The first round brings the programs in from the disk, and is not counted.
            if round > 0 {
                times.first_frame.extend(seen.first_frame);
                times.redraw.extend(seen.redraw);
            }
        }
    }
    let table = table(&present, &measured, rounds);
    std::io::stdout().lock().write_all(table.as_bytes())?;
    Ok(())
}

fn is_installed(program: &Program) -> bool {
    program.command.first().is_some_and(|path| Path::new(path).exists())
}

/// Starts the program, waits for its first frame, moves its cursor up and down, and ends it.
fn one_start(program: &Program, home: &Path) -> Result<Times, Box<dyn Error>> {
    let mut times = Times::default();
    let began = Instant::now();
    let mut screen = Screen::start(program.command, home)?;
    let drawn = screen.wait_for(program.last, began)?;
    times.first_frame.push(drawn);
    if let Some(moved) = program.moved {
        screen.settle();
        screen.keys.write_all(program.before)?;
        for key in [DOWN, UP].into_iter().cycle().take(KEYS) {
            screen.settle();
            let pressed = Instant::now();
            screen.keys.write_all(key)?;
            screen.keys.flush()?;
            times.redraw.push(screen.wait_for(moved, pressed)?);
        }
    }
    screen.end()?;
    Ok(times)
}

/// A program in a pty, and what comes out of it with the time each piece came.
struct Screen {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pieces: Receiver<(Instant, Vec<u8>)>,
    /// Kept open: the program is hung up on when this goes.
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    fn start(command: &[&str], home: &Path) -> Result<Self, Box<dyn Error>> {
        let pty =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })?;
        let mut reader = pty.master.try_clone_reader()?;
        let keys = pty.master.take_writer()?;
        let (send, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                let piece = (Instant::now(), bytes.iter().take(read).copied().collect());
                if send.send(piece).is_err() {
                    return;
                }
            }
        });
        let child = pty.slave.spawn_command(builder(command, home))?;
        Ok(Self { child, keys, pieces, _master: pty.master })
    }

    /// Milliseconds from `since` until `words` have come.
    fn wait_for(&mut self, words: &str, since: Instant) -> Result<f64, Box<dyn Error>> {
        let mut seen = Vec::new();
        loop {
            let (at, piece) = self.pieces.recv_timeout(PATIENCE).map_err(|_| {
                format!("»{words}« kom aldrig; det som kom: {:?}", String::from_utf8_lossy(&seen))
            })?;
            seen.extend(piece);
            if seen.windows(words.len()).any(|window| window == words.as_bytes()) {
                return Ok(at.duration_since(since).as_secs_f64() * 1000.0);
            }
        }
    }

    /// Waits until the program is silent.
    fn settle(&self) {
        while !matches!(self.pieces.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout)) {}
    }

    fn end(mut self) -> Result<(), Box<dyn Error>> {
        // One that has ended by itself cannot be killed, and need not be.
        drop(self.child.kill());
        self.child.wait()?;
        Ok(())
    }
}

/// The command with an environment of its own: nothing of the user's is read, nothing is written to the home folder.
fn builder(command: &[&str], home: &Path) -> CommandBuilder {
    let mut builder = CommandBuilder::from_argv(command.iter().map(Into::into).collect());
    builder.env_clear();
    builder.env("PATH", "/usr/bin:/bin");
    builder.env("TERM", "xterm-256color");
    builder.env("LANG", "C.UTF-8");
    builder.env("HOME", home);
    builder.env("STEGVIS_REST_MS", "0");
    builder.env("XDG_DATA_HOME", home);
    builder.cwd(home);
    builder
}

fn table(programs: &[&Program], measured: &[Times], rounds: usize) -> String {
    let head = format!(
        "{rounds} rounds, ms    first frame:   p10  median     p90    key to redraw:   p10  median     p90\n"
    );
    let rows = programs.iter().zip(measured).map(|(program, times)| {
        let [quick, median, slow] = [10, 50, 90].map(|percent| percentile(&times.first_frame, percent));
        let first = format!("{quick:>6}  {median:>6}  {slow:>6}");
        let [quick, median, slow] = [10, 50, 90].map(|percent| percentile(&times.redraw, percent));
        format!("{:<28} {first} {quick:>21}  {median:>6}  {slow:>6}\n", program.name)
    });
    std::iter::once(head).chain(rows).collect()
}

fn percentile(times: &[f64], percent: usize) -> String {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or_else(|| "–".to_owned(), |time| format!("{time:.2}"))
}
