//! The arguments of what is printed: `stegvis handout`, `stegvis apt`, `stegvis proof` and `stegvis export-page`, and how a paper is written.

use std::path::PathBuf;

use clap::Args;

use crate::export::paper;

#[derive(Debug, Args)]
pub(in crate::cli) struct HandoutArguments {
    /// Scenariots id eller en fil; utan något sägs vilka som finns
    #[arg(value_name = "SCENARIO")]
    pub(in crate::cli) scenario: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MeetingArguments {
    /// Scenariers id eller filer; rutinens kortaste om inget anges
    #[arg(value_name = "SCENARIO")]
    pub(in crate::cli) scenarios: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ProofArguments {
    /// Rutinens id eller en fil; din kommuns om inget anges, annars stockholm-vbe
    #[arg(value_name = "RUTIN")]
    pub(in crate::cli) flow: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PageArguments {
    /// Rutinens id eller en fil; din kommuns om inget anges, annars stockholm-vbe
    #[arg(value_name = "RUTIN")]
    pub(in crate::cli) flow: Option<String>,
    /// Fyll i kontakterna från din profil
    #[arg(long)]
    pub(in crate::cli) local: bool,
    /// Skriv till den här filen, eller - för stdout; annars till en ny fil där du står
    #[arg(short, long, value_name = "FIL")]
    pub(in crate::cli) output: Option<PathBuf>,
}

/// How a paper is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct SheetArguments {
    /// Formatet: pdf, html, docx, md eller txt; som filens namn slutar om inget anges, annars pdf
    #[arg(long, value_name = "FORMAT", value_parser = parse_paper_format)]
    pub(in crate::cli) format: Option<paper::PaperFormat>,
    /// Skriv till den här filen, eller - för stdout; annars till en ny fil där du står
    #[arg(short, long, value_name = "FIL")]
    pub(in crate::cli) output: Option<PathBuf>,
}

fn parse_paper_format(id: &str) -> Result<paper::PaperFormat, String> {
    let known = paper::PaperFormat::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    paper::PaperFormat::from_id(id).ok_or_else(|| format!("Formaten är {known}."))
}
