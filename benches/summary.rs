//! A hundred thousand forms counted, each unlike the others: how long it takes and how much memory. Run it with
//! `cargo bench --bench summary [HOW MANY] [pdf]`; making the forms takes longer than counting them. With `pdf` the same forms are
//! counted as PDFs too, in turns with the JSON.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock and makes files")]
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");

/// How many forms are made where nothing else is said.
const MANY: usize = 100_000;

/// How many times they are counted.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let many = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(MANY);
    let folder = tempfile::tempdir()?;
    let (first, forms) = (folder.path().join("first"), folder.path().join("forms"));
    let walk = ["walk", "--answers", CASE, "--save", "json", "--out"];
    run(Command::new(env!("CARGO_BIN_EXE_stegvis")).args(walk).arg(&first))?;
    let saved = std::fs::read_dir(&first)?.next().ok_or("no form")??.path();
    let form: Value = serde_json::from_str(&std::fs::read_to_string(saved)?)?;
    std::fs::create_dir(&forms)?;
    for n in 0..many {
        make(&form["form"], n, &forms)?;
    }
    let mut folders = vec![forms.clone()];
    if std::env::args().any(|word| word == "pdf") {
        let pdfs = folder.path().join("pdfs");
        write_as_pdf(&forms, &pdfs)?;
        folders.push(pdfs);
    }
    for _ in 0..ROUNDS {
        folders.iter().try_for_each(|folder| count(folder))?;
    }
    Ok(())
}

/// Counts a folder, and tells how long it took and the most memory it held.
fn count(folder: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let run = Command::new("/usr/bin/env")
        .args(["time", "-f", "%M", env!("CARGO_BIN_EXE_stegvis"), "summary", "--format", "json"])
        .arg(folder)
        .output()?;
    let picture: Value = serde_json::from_slice(&run.stdout)?;
    let kilobytes = String::from_utf8_lossy(&run.stderr).trim().to_owned();
    let all = picture["forms"].as_array().and_then(|cells| cells.last()).cloned().unwrap_or_default();
    let kind = folder.file_name().unwrap_or_default().display();
    println!("{kind}: {all} forms: {:.2} s, {kilobytes} kB", start.elapsed().as_secs_f64());
    Ok(())
}

/// Writes every form of a folder as the PDF that it is sent as.
#[cfg(feature = "pdf")]
fn write_as_pdf(forms: &Path, pdfs: &Path) -> Result<(), Box<dyn Error>> {
    use stegvis::export::{Format, Purpose, read_form, render_form};
    std::fs::create_dir(pdfs)?;
    for form in std::fs::read_dir(forms)? {
        let form = form?;
        let read = read_form(&std::fs::read(form.path())?).map_err(|fault| fault.to_string())?;
        let bytes = render_form(&read, Format::Pdf, Purpose::Case).map_err(|fault| format!("{fault:?}"))?;
        std::fs::write(pdfs.join(form.file_name()).with_extension("pdf"), bytes)?;
    }
    Ok(())
}

#[cfg(not(feature = "pdf"))]
fn write_as_pdf(_: &Path, _: &Path) -> Result<(), Box<dyn Error>> {
    Err("built without PDF".into())
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if done.success() { Ok(()) } else { Err("the command failed".into()) }
}

/// The `n`th form: another month, another place, other answers.
fn make(like: &Value, n: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut form = like.clone();
    form["filled"] = format!("{}-{:02}-{:02}", 2022 + n % 5, n / 5 % 12 + 1, n / 60 % 28 + 1).into();
    form["id"] = format!("{n:016}").into();
    let parts = form["sections"].as_array_mut().ok_or("no sections")?;
    for row in parts.iter_mut().filter_map(|part| part["fields"].as_array_mut()).flatten() {
        if let Some(marks) = row["value"].get_mut("choice").and_then(Value::as_array_mut) {
            let said = n / 7 % marks.len().max(1);
            marks.iter_mut().enumerate().for_each(|(at, mark)| mark["ticked"] = (at == said).into());
        }
    }
    let digest = Sha256::digest(form.to_string().as_bytes());
    let seal: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let file =
        json!({ "format": "stegvis-form", "version": 2, "content_sha256": seal.concat(), "form": form });
    Ok(std::fs::write(folder.join(format!("2026-v01-oro-{n:06}.json")), format!("{file:#}\n"))?)
}
