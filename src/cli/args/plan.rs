//! The arguments of `stegvis plan`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::SheetArguments;
use crate::plan::progress::{ActivityState, CourseCount};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct PlanArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<PlanCommand>,
    /// Planens id eller en fil; din egen plan om inget anges
    #[arg(value_name = "PLAN")]
    pub(in crate::cli) plan: Option<String>,
    /// Rad för rad, för skärmläsare och terminaler utan skärm
    #[arg(long)]
    pub(in crate::cli) plain: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlanCommand {
    /// Gör en egen handlingsplan efter en som finns; den skrivs i din mapp för rutiner
    #[command(override_usage = "stegvis plan new --id ID [--from PLAN] [-o FIL]")]
    New(NewPlan),
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
pub(in crate::cli) struct NewPlan {
    /// Den nya planens id, till exempel plan-2027
    #[arg(long, value_name = "ID", value_parser = parse_id)]
    pub(in crate::cli) id: String,
    /// Planen den görs efter: id eller fil; en tom om inget anges
    #[arg(long, value_name = "PLAN", default_value = "plan-tom", hide_default_value = true)]
    pub(in crate::cli) from: String,
    /// Skriv till den här filen i stället
    #[arg(short, long, value_name = "FIL")]
    pub(in crate::cli) output: Option<PathBuf>,
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
    pub(in crate::cli) course: Option<CourseCount>,
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
    /// Rutinen som arbetet följer; kommunens egen om inget anges, annars den första i `stegvis flows`
    #[arg(long, value_name = "RUTIN")]
    pub(in crate::cli) routine: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) sheet: SheetArguments,
}

fn parse_id(text: &str) -> Result<String, String> {
    let is_own = crate::routines::is_id(text) && crate::library::find_plan(text).is_none();
    if is_own {
        return Ok(text.to_owned());
    }
    Err("skriv ett eget id av små bokstäver och siffror med bindestreck emellan, till exempel plan-2027"
        .to_owned())
}

/// Persons of employees, written `242/1000`.
fn parse_course(text: &str) -> Result<CourseCount, String> {
    CourseCount::parse_count(text)
        .ok_or_else(|| "skriv två hela tal som 242/1000, personerna först".to_owned())
}

/// The state that a word of the command line means.
fn parse_state(word: &str) -> Result<ActivityState, String> {
    ActivityState::find_state(word).ok_or_else(|| {
        let known = ActivityState::ALL.map(ActivityState::id);
        format!("skriv {} eller {}", known[..3].join(", "), known[3])
    })
}
