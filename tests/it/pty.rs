//! The whole program in a real terminal: bytes in, a screen out. Every test waits for what it expects to see, and none
//! sleeps.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::tui::Screen;
use crate::world::{TODAY, TestEnvironment, list};

/// What has not come by now never will.
const PATIENCE: Duration = Duration::from_mins(1);

/// From the start page to the form of an acute case, and what each key brings up.
pub(crate) const ACUTE: [(&str, &str); 11] = [
    ("\r", "Hotar fara"),
    ("1", "Säg vad som händer och var"),
    ("1\r", "Vad gäller det?"),
    ("2", "Finns det en person"),
    ("2", "Misstänker du ett brott"),
    ("1", "Informera din närmsta chef"),
    ("1", "Pröva sekretessen"),
    ("1", "Överväg polisanmälan"),
    ("1", "Överväg en anmälan i IA"),
    ("1", "Kontakta samordnaren"),
    ("1", "Ändra det som behövs"),
];

/// From the form to the press of a key that saves it. Nobody is concerned, so the last question is not asked.
pub(crate) const SAVE: [(&str, &str); 1] = [("\u{13}", "Enter sparar")];

/// The program in a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    pieces: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Everything that came, as it came.
    raw: Vec<u8>,
    /// How the terminal read keys before the program began.
    found: String,
}

impl Terminal {
    /// Opens the start page, in a terminal of 80×24.
    pub(crate) fn start(world: &TestEnvironment, variables: &[(&str, &Path)]) -> Self {
        Self::of(command(world, &[], variables))
    }

    /// Runs a command in a terminal of 80×24.
    pub(crate) fn of(command: CommandBuilder) -> Self {
        let pty = native_pty_system().openpty(size(24, 80)).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (send, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pty.master.take_writer().unwrap();
        let found = reading(&*pty.master);
        let child = pty.slave.spawn_command(command).unwrap();
        let screen = vt100::Parser::new(cells(24), cells(80), 0);
        Self { child, keys, master: pty.master, pieces, screen, raw: Vec::new(), found }
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Presses each key and waits for what it brings up.
    pub(crate) fn walk(&mut self, way: &[(&str, &str)]) -> &mut Self {
        for (key, brings) in way {
            self.press(key).until(brings);
        }
        self
    }

    /// Shows what comes within a time; whether anything did.
    fn listen(&mut self, patience: Duration) -> bool {
        let piece = self.pieces.recv_timeout(patience);
        if let Ok(piece) = &piece {
            self.show(piece);
        }
        piece.is_ok()
    }

    /// Waits until the words stand on the screen.
    pub(crate) fn until(&mut self, words: &str) -> &mut Self {
        while !self.text().contains(words) {
            let Ok(piece) = self.pieces.recv_timeout(PATIENCE) else {
                panic!("»{words}« kom aldrig. Skärmen:\n{}", self.text())
            };
            self.show(&piece);
        }
        self
    }

    /// Waits until the words no longer stand on the screen.
    fn until_gone(&mut self, words: &str) -> &mut Self {
        while self.text().contains(words) {
            let Ok(piece) = self.pieces.recv_timeout(PATIENCE) else {
                panic!("»{words}« gick aldrig bort. Skärmen:\n{}", self.text())
            };
            self.show(&piece);
        }
        self
    }

    fn resize(&mut self, rows: u16, columns: u16) -> &mut Self {
        self.screen.set_size(cells(rows), cells(columns));
        self.master.resize(size(rows, columns)).unwrap();
        self
    }

    /// Waits until the program has ended, and says with what.
    pub(crate) fn end(&mut self) -> u32 {
        while let Ok(piece) = self.pieces.recv_timeout(PATIENCE) {
            self.show(&piece);
        }
        self.child.wait().unwrap().exit_code()
    }

    /// The program's number.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Ends the program at once, as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn show(&mut self, piece: &[u8]) {
        self.screen.process(piece);
        self.raw.extend(piece);
    }

    /// The digit that opens a row.
    pub(crate) fn digit_of(&self, name: &str) -> String {
        let row = self.text().lines().find(|row| row.contains(name)).unwrap().to_owned();
        row.split_whitespace().find(|word| word.chars().all(|c| c.is_ascii_digit())).unwrap().to_owned()
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

/// How the terminal reads keys: whole lines, or one by one; shown as they are typed, or not.
fn reading(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().map(|settings| settings.local_flags))
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The program with these words, in a world of its own.
pub(crate) fn command(
    world: &TestEnvironment,
    words: &[&str],
    variables: &[(&str, &Path)],
) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(words);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("HOME", world.path("."));
    command.env("XDG_DATA_HOME", world.path("data"));
    command.env("STEGVIS_TODAY", TODAY);
    // Faster than any finger: what a page rests is tried for itself.
    command.env("STEGVIS_REST_MS", "0");
    for (name, value) in variables {
        command.env(name, value);
    }
    command.cwd(world.path("."));
    command
}

fn forms(folder: &Path) -> Vec<PathBuf> {
    list(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect()
}

#[test]
fn leaving_gives_the_terminal_back_as_it_was() {
    let mut terminal = Terminal::start(&TestEnvironment::new(), &[]);
    terminal.until("q avsluta");
    let screen = terminal.screen.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    assert_ne!(reading(&*terminal.master), terminal.found);
    assert_eq!(terminal.press("q").end(), 0);
    let screen = terminal.screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert_eq!(screen.contents(), "");
    assert_eq!(reading(&*terminal.master), terminal.found);
}

#[test]
fn an_acute_case_is_walked_to_a_saved_form_by_keys_alone() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal
        .until("q avsluta")
        .walk(&ACUTE)
        .walk(&SAVE)
        .press("\r")
        .until("nästan tom")
        .press("j")
        .until("Blanketten är sparad");
    let saved = forms(&world.path("data/stegvis/forms"));
    assert_eq!(saved.len(), 1, "{saved:?}");
    terminal.press("\r").until("Rutinen, ett steg i taget");
    assert_eq!(terminal.press("q").end(), 0);
    // The path stands in the shell afterwards, where it can be copied.
    assert!(terminal.text().contains("2026-v47-handelse-"), "{}", terminal.text());
}

#[test]
fn a_resized_window_keeps_the_place_and_one_too_small_says_so() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal.until("q avsluta").walk(&ACUTE[..3]);
    terminal.resize(40, 120).until("Åtgärder");
    assert!(terminal.text().contains("Vad gäller det?"), "{}", terminal.text());
    terminal.resize(19, 59).until("Fönstret är för litet (59×19)");
    // What cannot be seen cannot be answered.
    terminal.press("2\r").resize(24, 80).until("Vad gäller det?").press("2").until("Finns det en person");
}

#[test]
fn no_color_means_no_colours() {
    let coloured = |variables: &[(&str, &Path)]| {
        let world = TestEnvironment::new();
        let mut terminal = Terminal::start(&world, variables);
        terminal.until("q avsluta").walk(&ACUTE[..3]).press("q").until("j avsluta").press("j").end();
        String::from_utf8_lossy(&terminal.raw).split("\u{1b}[").any(sets_colour)
    };
    assert!(coloured(&[]));
    assert!(!coloured(&[("NO_COLOR", Path::new("1"))]));
}

/// Whether what follows `ESC [` sets another colour than the terminal's own.
fn sets_colour(sequence: &str) -> bool {
    let numbers = sequence.split_once(|c: char| !c.is_ascii_digit() && c != ';');
    let Some((numbers, _)) = numbers.filter(|(numbers, _)| sequence.starts_with(&format!("{numbers}m")))
    else {
        return false;
    };
    numbers.split(';').any(|number| matches!(number.parse::<u16>(), Ok(30..=38 | 40..=48 | 90..=107)))
}

#[test]
fn a_form_that_cannot_be_saved_stays_and_is_saved_elsewhere() {
    let world = TestEnvironment::new();
    // Files stand where the folders of forms and of routines should be.
    world.write("data/stegvis/forms", "inte en mapp");
    world.write("data/stegvis/flows", "inte en mapp");
    let mut terminal = Terminal::start(&world, &[]);
    terminal.until("q avsluta").walk(&ACUTE).walk(&SAVE).press("\r").until("nästan tom");
    terminal.press("j").until("Blanketten kunde inte sparas");
    assert!(terminal.text().contains("är inte en mapp"), "{}", terminal.text());
    terminal.press(&format!("{}\r", world.arg("usb"))).until("Blanketten är sparad");
    assert_eq!(forms(&world.path("usb")).len(), 1);
}

/// Nothing of the walk is left: not on the screen, and not above it.
fn assert_given_back(terminal: &Terminal) {
    let screen = terminal.screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert_eq!(reading(&*terminal.master), terminal.found);
    for planted in ["Vad gäller det?", "Kontakta polisen", "Fatima"] {
        assert!(!screen.contents().contains(planted), "{}", screen.contents());
    }
}

/// Sends the program a signal.
fn signal(terminal: &Terminal, name: &str) {
    let number = terminal.process().to_string();
    let sent = std::process::Command::new("/bin/sh").args(["-c", &format!("kill -{name} {number}")]).status();
    assert!(sent.unwrap().success());
}

/// Every byte of every file of the world.
fn everything(folder: &Path) -> Vec<u8> {
    let whole = |path: PathBuf| if path.is_dir() { everything(&path) } else { crate::world::bytes(&path) };
    list(folder).into_iter().flat_map(whole).collect()
}

#[test]
fn a_signal_to_end_gives_the_terminal_back_and_the_walk_can_be_taken_up() {
    for name in ["TERM", "HUP", "INT"] {
        let world = TestEnvironment::new();
        let mut terminal = Terminal::start(&world, &[]);
        terminal.until("q avsluta").walk(&ACUTE[..3]);
        signal(&terminal, name);
        assert_ne!(terminal.end(), 0, "{name}");
        assert_given_back(&terminal);
        let mut terminal = Terminal::start(&world, &[]);
        terminal.until("Fortsätt:").press("\r").until("Du är där du var.");
        assert!(terminal.text().contains("Vad gäller det?"), "{name}: {}", terminal.text());
    }
}

#[test]
fn stopped_and_told_to_go_on_it_stands_where_it_was() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal.until("q avsluta").walk(&ACUTE[..3]);
    signal(&terminal, "TSTP");
    terminal.until_gone("Vad gäller det?");
    assert_eq!(reading(&*terminal.master), terminal.found, "the shell gets its own keys back");
    // It may not have stopped yet, and would then stop after being told to go on: it is told again where nothing has come of it, and
    // not while it draws, since what is pressed while the terminal changes hands is not a key of ours.
    let is_back = |terminal: &Terminal| terminal.text().contains("Vad gäller det?");
    while !is_back(&terminal) {
        signal(&terminal, "CONT");
        while !is_back(&terminal) && terminal.listen(Duration::from_secs(1)) {}
    }
    // It takes the terminal once for going on and once for being told so; what it draws for the other may still come.
    while terminal.listen(Duration::from_secs(1)) {}
    terminal.press("2").until("Finns det en person");
}

#[test]
fn our_own_fault_gives_the_terminal_back_and_repeats_nothing() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[("STEGVIS_FALL", Path::new("1"))]);
    terminal.until("q avsluta").press("1");
    assert_eq!(terminal.end(), 70);
    assert_given_back(&terminal);
    assert!(terminal.text().contains("Stegvis gjorde fel") && !terminal.text().contains("asked to fall"));
}

#[test]
fn one_key_hides_everything_also_while_typing_and_another_shows_it() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal
        .until("q avsluta")
        .walk(&ACUTE[..3])
        .press("\u{7}")
        .until("Paus.")
        .until_gone("ring 112")
        .until_gone("göm");
    assert_eq!(terminal.text().trim(), "Paus. Mellanslag fortsätter.");
    terminal.press("21\r\u{3}").press(" ").until("Vad gäller det?");
}

#[test]
fn what_is_being_typed_when_the_program_dies_was_never_written() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    let row = Screen::walking().keys("1 1 Enter 2 2 1 1 1 1 1 1").row("beskrivning");
    let down = format!("\u{1b}[H{}", "\u{1b}[B".repeat(row));
    terminal.until("q avsluta").walk(&ACUTE).press(&format!("{down}\r")).until("tecken.");
    terminal.press("\u{1b}[200~Fatima Haddad 070-123 45 67\u{1b}[201~").until("Fatima");
    signal(&terminal, "KILL");
    terminal.end();
    let written = everything(&world.path("."));
    let written = String::from_utf8_lossy(&written);
    assert!(!written.contains("Fatima") && !written.contains("123 45"));
    assert!(written.contains("answered"), "what was decided is kept");
}

#[cfg(target_os = "linux")]
#[test]
fn no_core_is_dumped() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal.until("q avsluta");
    let number = terminal.process();
    let limits = crate::world::text(Path::new(&format!("/proc/{number}/limits")));
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    terminal.press("q").end();
}

#[test]
fn a_moved_cursor_redraws_no_more_than_the_rows_it_left_and_came_to() {
    let world = TestEnvironment::new();
    let mut terminal = Terminal::start(&world, &[]);
    terminal.until("▸ 1").press("\u{1b}[B").until("▸ 2");
    let whole = terminal.raw.len();
    terminal.press("\u{1b}[A").until("▸ 1");
    let moved = terminal.raw.len() - whole;
    assert!(moved < 400 && moved * 5 < whole, "{moved} bytes of {whole}");
    terminal.press("q").end();
}

#[test]
fn over_lines_what_is_pasted_before_a_question_has_been_read_answers_nothing() {
    let world = TestEnvironment::new();
    let mut resting = command(&world, &["walk", "--plain"], &[]);
    resting.env("STEGVIS_REST_MS", "60000");
    let mut terminal = Terminal::of(resting);
    terminal.until("Skriv siffran för ditt svar.").until(">").press("1\n2\n1\n").until("räknas inte.");
    assert!(!terminal.text().contains("Ring 112"), "{}", terminal.text());
}
