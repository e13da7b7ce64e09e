//! `stegvis scan` on a large file, beside ripgrep running the patterns that need no knowledge of names, in turns in one run.
//! `cargo bench --bench scan`; ripgrep is left out where it is not installed.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock and writes its own input")]
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::error::Error;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Field notes: two lines in five have somebody in them.
const LINES: &str = "\
Klotter vid tunnelbanan i Rågsved, troligen samma grupp som tidigare, anmält i IA.
En kille som heter Abdirahman Warsame, 070-174 06 35, stod kvar med två kompisar.
Personalen på fritidsgården har pratat med gruppen och samordnaren är informerad.
Enligt 19 kap. 1 § SoL (2025:400) ska anmälan göras genast, rutinen är följd.
mkt prat om kriget, vissa arga men inget hot, şükriye o anna-lena gick hem tidigt.
";

/// What can be told by its shape alone: identity numbers, phones, addresses of mail and web, machines, accounts, plates,
/// postcodes, days, streets.
const SHAPES: &str = r"(?-u:\b)(19|20)?[0-9]{6}[-+ ]?[0-9TRSUWXJKLMN][0-9]{3}(?-u:\b)
(?-u:\b)0[0-9]{1,3}[- ]?[0-9]{2,3}[ ]?[0-9]{2}[ ]?[0-9]{2}(?-u:\b)
\+46[ -]?[0-9]{1,3}([ -]?[0-9]{2,3}){2,4}(?-u:\b)
[0-9A-Za-z_.+-]+@[0-9A-Za-z_-]+\.[0-9A-Za-z_.]+
(?-u:\b)(https?://|www\.)\S+
(?-u:\b)([0-9]{1,3}\.){3}[0-9]{1,3}(?-u:\b)
(?-u:\b)([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?-u:\b)
(?-u:\b)[A-Z]{2}[0-9]{2}( ?[0-9A-Z]{4}){3,7}(?-u:\b)
(?-u:\b)[0-9]{3,4}-[0-9]{4}(?-u:\b)
(?-u:\b)[A-Z]{3} ?[0-9]{2}[0-9A-Z](?-u:\b)
(?-u:\b)[0-9]{3} ?[0-9]{2} [A-ZÅÄÖ][a-zåäö]+
(?-u:\b)(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?-u:\b)
(?-u:\b)[0-9]{1,2}/[0-9]{1,2}(?-u:\b)
[A-ZÅÄÖ][a-zåäö]+(gatan|vägen|gränd|torget|stigen) [0-9]+
";

const MEGABYTES: usize = 4;
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (notes, shapes) = (folder.path().join("notes.txt"), folder.path().join("shapes.txt"));
    let text = LINES.repeat(MEGABYTES * 1_000_000 / LINES.len());
    std::fs::write(&notes, &text)?;
    std::fs::write(&shapes, SHAPES)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(timed(&mut scan(&notes))?.ok_or("stegvis is not built")?);
        theirs.extend(timed(&mut ripgrep(&shapes, &notes))?);
    }
    told("stegvis scan", text.len(), ours);
    if theirs.is_empty() {
        println!("ripgrep is not installed");
    } else {
        told("rg, the shapes alone", text.len(), theirs);
    }
    Ok(())
}

fn scan(notes: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.arg("scan").arg(notes).args(["--format", "json"]);
    command
}

fn ripgrep(shapes: &Path, notes: &Path) -> Command {
    let mut command = Command::new("rg");
    command
        .args(["--no-config", "--threads", "1", "--only-matching", "--byte-offset", "-f"])
        .arg(shapes)
        .arg(notes);
    command
}

/// How long the command took; `None` where it is not installed. Both end in 0 or 1, by whether something was found.
fn timed(command: &mut Command) -> Result<Option<Duration>, Box<dyn Error>> {
    let start = Instant::now();
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.code().is_some_and(|code| code <= 1) => Ok(Some(start.elapsed())),
        Ok(status) => Err(format!("{command:?}: {status}").into()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn told(name: &str, bytes: usize, mut times: Vec<Duration>) {
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64();
    let rate = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6 / median;
    println!("{name:22} {rate:8.1} MB/s, median {:.0} ms of {} rounds", median * 1e3, times.len());
}
