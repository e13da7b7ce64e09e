//! The arguments of what is trained with and printed: `stegvis train`, `stegvis handout`, `stegvis apt`, `stegvis proof` and
//! `stegvis export-page`, and how a paper is written.

use std::path::PathBuf;

use clap::Args;

use crate::export::paper;
use crate::quiz::selection::QuestionLevel;
use crate::training::LessonLength;

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
    /// Hur långt mötet får vara i minuter: 10 eller 20 med händelsens viktigaste frågor, 40 med alla; 20 om inget anges
    #[arg(long, value_name = "MINUTER", default_value = "20", value_parser = parse_length)]
    pub(in crate::cli) length: LessonLength,
    /// Så många frågor på rutinen, med svaren för sig; 5 om inget anges (0 på 10 minuter), 0 för inga
    #[arg(long, value_name = "ANTAL", value_parser = parse_count)]
    pub(in crate::cli) questions: Option<usize>,
    #[command(flatten)]
    pub(in crate::cli) chosen: QuestionArguments,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

/// Which questions are asked.
#[derive(Debug, Args)]
pub(in crate::cli) struct QuestionArguments {
    /// Bara frågor för den här rollen, och de som gäller alla; rollens id i rutinen
    #[arg(long, value_name = "ROLL")]
    pub(in crate::cli) role: Option<String>,
    /// Bara frågor som är så svåra: grund eller mer
    #[arg(long, value_name = "NIVÅ", value_parser = parse_level)]
    pub(in crate::cli) level: Option<QuestionLevel>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TrainArguments {
    /// Visa det som är för den som leder, i en egen terminal bredvid; bläddra för hand
    #[arg(long, requires = "scenario", conflicts_with = "plain")]
    pub(in crate::cli) notes: bool,
    /// Visa vad vi borde ta upp igen: frågor som minst fem missat på ett möte, aldrig vem
    #[arg(long, conflicts_with_all = ["notes", "plain", "scenario"])]
    pub(in crate::cli) missed: bool,
    /// Scenariots id eller en fil; utan visas alla att välja bland
    #[arg(value_name = "SCENARIO")]
    pub(in crate::cli) scenario: Option<String>,
    /// Rad för rad, för skärmläsare och enkla terminaler
    #[arg(long)]
    pub(in crate::cli) plain: bool,
    /// Hur lång en händelse får vara i minuter: 10, 20 eller 40; 40 om inget anges
    #[arg(long, value_name = "MINUTER", default_value = "40", value_parser = parse_length)]
    pub(in crate::cli) length: LessonLength,
    #[command(flatten)]
    pub(in crate::cli) questions: QuestionArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ProofArguments {
    /// Rutinens id eller en fil; profilens om inget anges, annars den första i `stegvis flows`
    #[arg(value_name = "RUTIN")]
    pub(in crate::cli) flow: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PageArguments {
    /// Rutinens id eller en fil; profilens om inget anges, annars den första i `stegvis flows`
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

fn parse_level(id: &str) -> Result<QuestionLevel, String> {
    QuestionLevel::from_id(id).ok_or_else(|| "Svårigheten är grund eller mer.".to_owned())
}

fn parse_length(minutes: &str) -> Result<LessonLength, String> {
    let length = minutes.parse().ok().and_then(LessonLength::from_minutes);
    length.ok_or_else(|| "Längden är 10, 20 eller 40 minuter.".to_owned())
}

fn parse_count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "Skriv antalet frågor som ett heltal, till exempel 5.".to_owned())
}

fn parse_paper_format(id: &str) -> Result<paper::PaperFormat, String> {
    let known = paper::PaperFormat::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    paper::PaperFormat::from_id(id).ok_or_else(|| format!("Formaten är {known}."))
}
