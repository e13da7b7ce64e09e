//! One form to PDF: warm in this process, and cold as a process of its own, beside LibreOffice converting the same form's
//! DOCX where it is installed. Run it with `cargo bench --bench export`.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use stegvis::export::{Format, Purpose, json, render_form};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");

/// How many times each is done.
const ROUNDS: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().to_str().ok_or("no path")?;
    run(Command::new(env!("CARGO_BIN_EXE_stegvis")).args([
        "walk",
        "--answers",
        CASE,
        "--save",
        "json",
        "--out",
        out,
    ]))?;
    let saved = std::fs::read_dir(out)?.next().ok_or("no form")??.path();
    let form = json::read_form(&std::fs::read_to_string(&saved)?)?;
    let document = folder.path().join("blankett.docx");
    std::fs::write(&document, render_form(&form, Format::Docx, Purpose::Case)?)?;
    let warm =
        times(ROUNDS, || render_form(&form, Format::Pdf, Purpose::Case).map(drop).map_err(Into::into))?;
    let cold = times(ROUNDS, || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
        run(command.arg("export").arg(&saved).args(["--format", "pdf", "-o", "-"]))
    })?;
    told("PDF, warm", &warm);
    told("PDF, cold process", &cold);
    let mut office = Command::new("soffice");
    office.args(["--headless", "--convert-to", "pdf", "--outdir", out]).arg(&document);
    match times(5, || run(&mut office)) {
        Ok(times) => told("LibreOffice, DOCX to PDF", &times),
        Err(_) => println!("LibreOffice is not installed"),
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if done.success() { Ok(()) } else { Err("the command failed".into()) }
}

fn times(
    rounds: usize,
    mut one: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Vec<Duration>, Box<dyn Error>> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = Instant::now();
        one()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn told(name: &str, times: &[Duration]) {
    let at =
        |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    println!("{name}: median {:.1} ms, 95th percentile {:.1} ms, {} rounds", at(50), at(95), times.len());
}
