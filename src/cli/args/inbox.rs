//! The arguments of `stegvis inbox`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{OutputArguments, parse_days};
use crate::inbox::DIARY_ADVICE;
use crate::store::inbox::diary::DiaryNumber;
use crate::store::inbox::register::InboxState;
use crate::summary::period::TimeSpan;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct InboxArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<InboxCommand>,
    /// Mappar (med undermappar) och filer att ta emot; annars visas inkorgen
    #[arg(value_name = "MAPP|FIL")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Visa bara de som är ny, läst, åtgärdad eller avslutad
    #[arg(long, value_name = "LÄGE", value_parser = parse_state)]
    pub(in crate::cli) state: Option<InboxState>,
    /// Visa bara de som gäller detta: svarets id i blankettens första fråga
    #[arg(long, value_name = "SLAG")]
    pub(in crate::cli) kind: Option<String>,
    /// Visa bara de från den här platsen: platsens eller områdets id eller text
    #[arg(long, value_name = "PLATS")]
    pub(in crate::cli) place: Option<String>,
    /// Visa bara de som hände då: 2026, 2026-T1 eller 2026-11
    #[arg(long, value_name = "TID", value_parser = parse_span)]
    pub(in crate::cli) period: Option<TimeSpan>,
    /// Visa bara de där det här står: i svaren, anteckningen eller diarienumret
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) search: Option<String>,
    /// Visa bara de som togs emot för mer än så många dagar sedan, för gallring; inget tas bort
    #[arg(long, value_name = "DAGAR", value_parser = parse_days)]
    pub(in crate::cli) older_than: Option<chrono::Days>,
    /// Behåll den version som en rättelse ersätter, i mappen inbox-tidigare bredvid; annars tas den bort
    #[arg(long)]
    pub(in crate::cli) keep: bool,
    /// Rad för rad, för skärmläsare och enkla terminaler: läs, märk, diarieför och anteckna
    #[arg(long, conflicts_with_all = ["state", "kind", "place", "period", "search", "older_than", "format"])]
    pub(in crate::cli) plain: bool,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArguments,
}

/// What is done with a received form.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum InboxCommand {
    /// Läs en mottagen blankett, med det som antecknats om den
    #[command(override_usage = "stegvis inbox show BLANKETT")]
    Show(OneFormArguments),
    /// Säg hur långt blanketten har kommit
    #[command(override_usage = "stegvis inbox state BLANKETT ny|läst|åtgärdad|avslutad")]
    State {
        #[command(flatten)]
        form: OneFormArguments,
        /// ny, läst, åtgärdad eller avslutad
        #[arg(value_name = "LÄGE", value_parser = parse_state)]
        state: InboxState,
    },
    /// Ge blanketten ett diarienummer; ett tomt tar bort det
    #[command(override_usage = "stegvis inbox diary BLANKETT NUMMER")]
    Diary {
        #[command(flatten)]
        form: OneFormArguments,
        /// Till exempel "KS 2026/17"
        #[arg(value_name = "NUMMER", value_parser = parse_diary_number)]
        number: DiaryNumber,
    },
    /// Skriv en kort anteckning om blanketten; den granskas först, och en tom tar bort den
    #[command(override_usage = "stegvis inbox note BLANKETT TEXT")]
    Note {
        #[command(flatten)]
        form: OneFormArguments,
        /// Utan något som pekar ut någon
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// Säg att två blanketter gäller samma händelse, eller att de inte gör det
    #[command(override_usage = "stegvis inbox link BLANKETT ANNAN")]
    Link {
        #[command(flatten)]
        form: OneFormArguments,
        /// Den andra blankettens id, eller början av det
        #[arg(value_name = "ANNAN")]
        other: String,
    },
    /// Skriv ut ett kvitto att svara avsändaren med
    #[command(override_usage = "stegvis inbox receipt BLANKETT")]
    Receipt(OneFormArguments),
    /// Ta bort en mottagen blankett för gott, med det som antecknats om den
    #[command(override_usage = "stegvis inbox delete [--yes] BLANKETT")]
    Delete {
        #[command(flatten)]
        form: OneFormArguments,
        /// Ta bort utan att fråga
        #[arg(long)]
        yes: bool,
    },
    /// En rad JSON för varje blankett, utan fri text, för era egna verktyg
    #[command(override_usage = "stegvis inbox export [--format jsonl]")]
    Export {
        /// jsonl är det enda
        #[arg(long, value_name = "FORMAT", default_value = "jsonl", value_parser = ["jsonl"])]
        format: String,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OneFormArguments {
    /// Blankettens id, början av det, eller dess diarienummer; se `stegvis inbox`
    #[arg(value_name = "BLANKETT")]
    pub(in crate::cli) form: String,
}

fn parse_state(word: &str) -> Result<InboxState, String> {
    InboxState::find_state(word).ok_or_else(|| "Läget är ny, läst, åtgärdad eller avslutad.".to_owned())
}

fn parse_diary_number(text: &str) -> Result<DiaryNumber, String> {
    DiaryNumber::parse_number(text).ok_or_else(|| match DiaryNumber::find_number(text) {
        Some(number) => format!("{DIARY_ADVICE} Menade du ”{}”?", number.as_str()),
        None => DIARY_ADVICE.to_owned(),
    })
}

fn parse_span(text: &str) -> Result<TimeSpan, String> {
    TimeSpan::parse_span(text).ok_or_else(|| "Skriv tiden som 2026, 2026-T1 eller 2026-11.".to_owned())
}
