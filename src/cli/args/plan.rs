//! The arguments of `stegvis plan`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::SheetArguments;
use crate::cli::plan::parse_state;
use crate::plan::progress::ActivityState;

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: PlanCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlanCommand {
    /// Visa en handlingsplan
    #[command(override_usage = "stegvis plan show [PLAN]")]
    Show {
        /// Planens id eller en fil; din egen plan om inget anges
        #[arg(value_name = "PLAN")]
        plan: Option<String>,
    },
    /// Kontrollera en handlingsplan: fel med plats
    #[command(override_usage = "stegvis plan check [PLAN]")]
    Check {
        /// Planens id eller en fil; din egen plan om inget anges
        #[arg(value_name = "PLAN")]
        plan: Option<String>,
    },
    /// Visa hur långt aktiviteterna har kommit, eller notera det
    #[command(override_usage = "stegvis plan status [FLAGGOR] [PLAN]")]
    Status(PlanStatus),
    /// Skriv uppföljningen till nämnden
    #[command(override_usage = "stegvis plan report [FLAGGOR] [PLAN]")]
    Report(PlanReport),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanStatus {
    /// Planens id eller en fil; din egen plan om inget anges
    #[arg(value_name = "PLAN")]
    pub(in crate::cli) plan: Option<String>,
    /// Notera hur långt den här aktiviteten har kommit
    #[arg(long, value_name = "AKTIVITET", requires = "state")]
    pub(in crate::cli) activity: Option<String>,
    /// Hur långt: inte-paborjad, pagar, klar eller utgar
    #[arg(long, value_name = "LÄGE", requires = "activity", value_parser = parse_state)]
    pub(in crate::cli) state: Option<ActivityState>,
    /// Vid vilket tillfälle; aktivitetens eget om den har ett enda
    #[arg(long, value_name = "TILLFÄLLE", requires = "activity")]
    pub(in crate::cli) point: Option<String>,
    /// En kort text, utan uppgifter om någon
    #[arg(long, value_name = "TEXT", requires = "activity")]
    pub(in crate::cli) text: Option<String>,
    /// Notera webbutbildningen: personer som påbörjat eller genomfört den, och antalet anställda, som 242/1000
    #[arg(long, value_name = "PERSONER/ANSTÄLLDA", conflicts_with = "activity", value_parser = parse_course)]
    pub(in crate::cli) course: Option<(u32, u32)>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanReport {
    /// Planens id eller en fil; din egen plan om inget anges
    #[arg(value_name = "PLAN")]
    pub(in crate::cli) plan: Option<String>,
    /// Uppföljningens tillfälle, till exempel t2; hela planen om inget anges
    #[arg(long, value_name = "TILLFÄLLE")]
    pub(in crate::cli) point: Option<String>,
    /// Blanketter till lägesbilden: filer eller mappar; mappen för sparade blanketter om inget anges
    #[arg(long, value_name = "MAPP|BLANKETT")]
    pub(in crate::cli) forms: Vec<PathBuf>,
    /// Rutinen som arbetet följer; stockholm-vbe om inget anges
    #[arg(long, value_name = "RUTIN")]
    pub(in crate::cli) routine: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

/// Persons of employees, written `242/1000`.
fn parse_course(text: &str) -> Result<(u32, u32), String> {
    let read = text.split_once('/').and_then(|(persons, employees)| {
        Some((persons.trim().parse::<u32>().ok()?, employees.trim().parse::<u32>().ok()?))
    });
    match read {
        Some((persons, employees)) if employees > 0 && persons <= employees => Ok((persons, employees)),
        Some(_) | None => Err("skriv två hela tal som 242/1000, personerna först".to_owned()),
    }
}
