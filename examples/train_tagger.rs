//! Trains the scanner's tagger from the development set and writes its model with a report beside it.
//! `cargo run --release --features train --example train_tagger`

#![expect(clippy::disallowed_methods, reason = "a tool for developers writes the files it makes")]
#![expect(clippy::print_stdout, reason = "a tool tells what it made")]

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use stegvis::deid::train::train_tagger;

const SEED: u64 = 20_261_129;
const SETS: [&str; 2] = ["tests/fixtures/deid/dev.jsonl", "tests/fixtures/deid/names.jsonl"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets: Vec<String> =
        SETS.iter().map(|set| std::fs::read_to_string(root.join(set))).collect::<Result<_, _>>()?;
    let trained = train_tagger(&sets.iter().map(String::as_str).collect::<Vec<_>>(), SEED);
    let mut report = String::from("# Written by examples/train_tagger.rs; the figures stand in README.md.\n");
    for (set, text) in SETS.iter().zip(&sets) {
        writeln!(report, "{} {set}", sum(text.as_bytes()))?;
    }
    writeln!(report, "{} assets/deid/tagger.bin", sum(&trained.bytes))?;
    writeln!(report, "seed {SEED}")?;
    writeln!(report, "sentences {} given, {} made of them", trained.sentences.0, trained.sentences.1)?;
    writeln!(report, "weights {} in {} bytes", trained.weights, trained.bytes.len())?;
    std::fs::write(root.join("assets/deid/tagger.bin"), &trained.bytes)?;
    std::fs::write(root.join("assets/deid/tagger.report.txt"), &report)?;
    println!("{report}");
    Ok(())
}

/// SHA-256 in hexadecimal.
fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"))
}
