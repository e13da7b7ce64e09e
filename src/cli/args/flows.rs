//! What is written after `stegvis flows`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::flow::word::is_id;
use crate::routines;

#[derive(Debug, Args)]
pub(in crate::cli) struct FlowsArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<FlowsCommand>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum FlowsCommand {
    /// Gör en egen rutin: tom med kommentarer, eller efter en som finns, med dess scenarier; den skrivs i din mapp för rutiner
    #[command(override_usage = "stegvis flows new [--from RUTIN] [--id ID] [-o FIL] [--no-scenarios]")]
    New(NewFlowArguments),
    /// Visa en inbyggd fil så som den är skriven, eller namnen på dem alla
    #[command(override_usage = "stegvis flows show [NAMN]")]
    Show(ShowFlowArguments),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowFlowArguments {
    /// Filens namn: en rutins, en gemensam fils, ett scenarios eller en plans id, eller quiz/ och en rutins id
    #[arg(value_name = "NAMN")]
    pub(in crate::cli) name: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NewFlowArguments {
    /// Rutinen den görs efter: id eller fil; en tom rutin att fylla i om ingen anges
    #[arg(long, value_name = "RUTIN")]
    pub(in crate::cli) from: Option<String>,
    /// Den nya rutinens id; egen- och den gamlas id, eller ny-rutin, om inget anges
    #[arg(long, value_name = "ID", value_parser = parse_routine_id)]
    pub(in crate::cli) id: Option<String>,
    /// Skriv till den här filen i stället, och scenarierna i mappen scenarios bredvid
    #[arg(short, long, value_name = "FIL")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Ta inte med den gamlas scenarier
    #[arg(long)]
    pub(in crate::cli) no_scenarios: bool,
}

fn parse_routine_id(id: &str) -> Result<String, String> {
    if !is_id(id) {
        return Err(
            "Ett id är små bokstäver och siffror med bindestreck emellan, till exempel ekeby-hot.".to_owned()
        );
    }
    if routines::is_built_in(id) {
        return Err("En inbyggd rutin heter redan så. Välj ett annat id.".to_owned());
    }
    Ok(id.to_owned())
}
