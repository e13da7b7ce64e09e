//! The arguments of `stegvis correct`.

use clap::Args;

use crate::store::save::EarlierVersion;

#[derive(Debug, Args)]
pub(in crate::cli) struct CorrectArguments {
    /// Blankettens fil, namn eller sista ord i namnet; se `stegvis forms`
    #[arg(value_name = "BLANKETT")]
    pub(in crate::cli) form: String,
    /// Fältet och vad det ska säga, till exempel plats=skola, vad=hot,annat eller "nar=2026-v47 kväll"
    #[arg(long, value_name = "FÄLT=VÄRDE", value_parser = parse_assignment)]
    pub(in crate::cli) set: Vec<(String, String)>,
    /// Åtgärden som skulle göras och nu är gjord
    #[arg(long, value_name = "ÅTGÄRD")]
    pub(in crate::cli) done: Vec<String>,
    /// Åtgärden som skulle göras och inte längre är aktuell
    #[arg(long, value_name = "ÅTGÄRD")]
    pub(in crate::cli) not_relevant: Vec<String>,
    /// Rad för rad, för skärmläsare och enkla terminaler
    #[arg(long, conflicts_with_all = ["set", "done", "not_relevant", "keep"])]
    pub(in crate::cli) plain: bool,
    /// Behåll den tidigare versionen; annars tas den bort
    #[arg(long)]
    pub(in crate::cli) keep: bool,
}

impl CorrectArguments {
    /// Whether it is said what to correct; else it is asked.
    pub(in crate::cli) fn says_what(&self) -> bool {
        !(self.set.is_empty() && self.done.is_empty() && self.not_relevant.is_empty())
    }

    /// What becomes of the version that is corrected.
    pub(in crate::cli) fn earlier_version(&self) -> EarlierVersion {
        if self.keep { EarlierVersion::Kept } else { EarlierVersion::Removed }
    }
}

fn parse_assignment(text: &str) -> Result<(String, String), String> {
    let both = text.split_once('=').map(|(field, value)| (field.trim().to_owned(), value.to_owned()));
    both.ok_or_else(|| "Skriv fältets id, ett likhetstecken och värdet, till exempel plats=torg.".to_owned())
}
