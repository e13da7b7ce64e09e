//! The arguments, as clap reads them; every word a person sees is Swedish.

pub(super) mod correct;
mod examples;
mod flows;
pub(super) mod inbox;
mod papers;
pub(super) mod plan;

pub(super) use self::flows::{FlowsArguments, FlowsCommand, NewFlowArguments, ShowFlowArguments};
pub(super) use self::papers::{
    HandoutArguments, MeetingArguments, PageArguments, ProofArguments, QuestionArguments, SheetArguments,
    TrainArguments,
};

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::console::ColorWhen;
use crate::calendar;
use crate::export::Format;
use crate::summary::{self, period::Granularity, read::CountingBasis};

const ROOT: &str =
    "{about}\n\nAnvändning: {usage}\n\nKommandon:\n{subcommands}\n\nFlaggor:\n{options}{after-help}";
const LEAF: &str =
    "{about}\n\nAnvändning: {usage}\n\nArgument:\n{positionals}\n\nFlaggor:\n{options}{after-help}";
const BOTH: &str = "{about}\n\nAnvändning: {usage}\n\nKommandon:\n{subcommands}\n\nArgument:\n{positionals}\n\nFlaggor:\n{options}{after-help}";
const LEAF_WITHOUT: &str = "{about}\n\nAnvändning: {usage}\n\nFlaggor:\n{options}{after-help}";

/// Gå en rutin steg för steg, till en avidentifierad blankett
#[derive(Debug, Parser)]
#[command(
    name = "stegvis",
    version,
    override_usage = "stegvis [FLAGGOR] [KOMMANDO]",
    after_help = "Utan kommando öppnas startsidan. `stegvis KOMMANDO --help` säger mer om ett kommando.\nMiljövariabeln STEGVIS_TODAY=ÅÅÅÅ-MM-DD sätter dagens datum."
)]
pub(super) struct Arguments {
    /// Färger: auto, always eller never; NO_COLOR stänger av dem
    #[arg(long, global = true, value_name = "NÄR", default_value = "auto")]
    pub(super) color: ColorWhen,
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Gå en rutin: i terminalen, rad för rad, eller med färdiga svar
    #[command(override_usage = "stegvis walk [FLAGGOR] [RUTIN]")]
    Walk(WalkArguments),
    /// Öva på påhittade händelser, ensam eller på ett möte; ingenting sparas
    #[command(override_usage = "stegvis train [FLAGGOR] [SCENARIO]")]
    Train(TrainArguments),
    /// Kontrollera rutiner: fel med plats, vad som är bevisat, och hur stora de är
    #[command(override_usage = "stegvis check [FLAGGOR] [RUTIN|MAPP]…")]
    Check(CheckArguments),
    /// Prova scenarier mot rutinen, och se om de fortfarande går som väntat
    #[command(override_usage = "stegvis test [FLAGGOR] [SCENARIO|MAPP|RUTIN]…")]
    Test(TestArguments),
    /// Jämför två versioner av en rutin: vilka vägar som blir annorlunda
    #[command(override_usage = "stegvis diff [FLAGGOR] GAMMAL NY")]
    Diff(DiffArguments),
    /// Rita en rutin: som text eller bild
    #[command(override_usage = "stegvis graph [FLAGGOR] [RUTIN]")]
    Graph(GraphArguments),
    /// Visa de rutiner som finns, eller gör en egen
    #[command(override_usage = "stegvis flows [KOMMANDO]")]
    Flows(FlowsArguments),
    /// Visa sparade blanketter, de nyaste först; märk dem som skickade, eller ta bort dem
    #[command(override_usage = "stegvis forms [FLAGGOR]")]
    Forms(FormsArguments),
    /// Skriv en sparad blankett i ett annat format
    #[command(override_usage = "stegvis export [FLAGGOR] BLANKETT")]
    Export(ExportArguments),
    /// Rätta en sparad blankett, eller säg att något nu är gjort: en ny version av den
    #[command(override_usage = "stegvis correct [FLAGGOR] BLANKETT")]
    Correct(correct::CorrectArguments),
    /// Räkna sparade blanketter till en lokal lägesbild, utan små tal
    #[command(override_usage = "stegvis summary [FLAGGOR] [MAPP|BLANKETT]…")]
    Summary(SummaryArguments),
    /// Ta emot blanketter: kontrollera dem, räkna var och en en gång, och följ dem tills de är avslutade
    #[command(override_usage = "stegvis inbox [FLAGGOR] [MAPP|FIL]…\n       stegvis inbox KOMMANDO")]
    Inbox(inbox::InboxArguments),
    /// Den lokala profilen: vem man vänder sig till här, och varifrån blanketterna kommer
    #[command(override_usage = "stegvis profile [FLAGGOR] [init|show|check] [FIL]")]
    Profile(ProfileArguments),
    /// Skriv ut ett scenario: berättelsen, frågorna, och vägen med varför och lagrum
    #[command(override_usage = "stegvis handout [FLAGGOR] SCENARIO")]
    Handout(HandoutArguments),
    /// Gör underlaget till ett möte: dagordning, händelse, svarsblad och rutinen på en sida; som html bilder att visa
    #[command(override_usage = "stegvis apt [FLAGGOR] [SCENARIO]…")]
    Apt(MeetingArguments),
    /// Handlingsplanen: öppna den, visa och kontrollera den, notera hur långt den kommit, och skriv uppföljningen
    #[command(override_usage = "stegvis plan [FLAGGOR] [PLAN]\n       stegvis plan KOMMANDO")]
    Plan(plan::PlanArguments),
    /// Skriv ut ett bevisblad om en rutin: garantierna som är bevisade, kartan och lagrummen
    #[command(override_usage = "stegvis proof [FLAGGOR] [RUTIN]")]
    Proof(ProofArguments),
    /// Gör en webbsida av en rutin, att gå steg för steg i en telefon eller på intranätet
    #[command(override_usage = "stegvis export-page [FLAGGOR] [RUTIN]")]
    ExportPage(PageArguments),
    /// Leta efter text som kan peka ut någon
    #[command(override_usage = "stegvis scan [FLAGGOR] [FIL]")]
    Scan(ScanArguments),
    /// Säg hur terminalen, mapparna, profilen, klockan och rutinerna är, och vad som behöver rättas
    #[command(override_usage = "stegvis doctor")]
    Doctor,
    /// Visa hjälp om ett kommando, eller om en nyckel i rutinernas format
    #[command(override_usage = "stegvis help [KOMMANDO]\n       stegvis help format [NYCKEL]")]
    Help(HelpArguments),
    /// Läs handledningen om att skriva en rutin, eller hela formatet, utan nät
    #[command(override_usage = "stegvis docs [SIDA]")]
    Docs(DocsArguments),
    /// Skriv ut ett JSON Schema, för redigeringsprogram
    #[command(override_usage = "stegvis schema VAD")]
    Schema(SchemaArguments),
    /// Skriv ut kompletteringar för ett skal
    #[command(override_usage = "stegvis completions SKAL")]
    Completions(CompletionsArguments),
    /// Skriv ut manualsidan, eller den om ett kommando
    #[command(override_usage = "stegvis man [KOMMANDO]…")]
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(super) struct WalkArguments {
    /// Rutinens id eller en fil; profilens om inget anges, annars den första i `stegvis flows`
    #[arg(value_name = "RUTIN")]
    pub(super) flow: Option<String>,
    /// Rad för rad, för skärmläsare och enkla terminaler
    #[arg(long, conflicts_with = "answers")]
    pub(super) plain: bool,
    /// Fortsätt den senaste genomgången som inte blev klar
    #[arg(long, conflicts_with = "answers")]
    pub(super) resume: bool,
    /// Svara med en fil, eller - för stdin
    #[arg(long, value_name = "FIL")]
    pub(super) answers: Option<PathBuf>,
    /// Spara i den här mappen
    #[arg(long, value_name = "MAPP")]
    pub(super) out: Option<PathBuf>,
    /// Spara i de här formaten, med komma emellan: json, txt, pdf, docx, html, md, csv (om inget anges: pdf, och med --answers json, txt och pdf)
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = parse_format)]
    pub(super) save: Vec<Format>,
    /// Skriv ut de steg som passerades, som JSON
    #[arg(long)]
    pub(super) trace: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Rutiners id, filer eller mappar; alla rutiner om inget anges
    #[arg(value_name = "RUTIN")]
    pub(super) flows: Vec<OsString>,
    /// Kontrollera mot lagrummen den här dagen, ÅÅÅÅ-MM-DD
    #[arg(long, value_name = "DATUM", value_parser = parse_day)]
    pub(super) on: Option<NaiveDate>,
    /// Kontrollera igen varje gång en fil sparas
    #[arg(long, conflicts_with = "format")]
    pub(super) watch: bool,
    /// Räkna upp också de bevisade garantierna vid varje sparning
    #[arg(long, requires = "watch")]
    pub(super) proved: bool,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    /// Scenariers id, filer eller mappar, eller en rutin vars scenarier provas; alla om inget anges
    #[arg(value_name = "SCENARIO")]
    pub(super) scenarios: Vec<OsString>,
    /// Prova mot den här rutinen i stället för den som scenariot anger: ett id eller en fil
    #[arg(long, value_name = "RUTIN")]
    pub(super) flow: Option<String>,
    /// Visa vilka svar och vägar som inget scenario tar
    #[arg(long)]
    pub(super) coverage: bool,
    /// Visa i stället de skrivna frågorna, med rätt svar och hur det är bevisat
    #[arg(long, conflicts_with_all = ["scenarios", "coverage", "format"])]
    pub(super) questions: bool,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Den gamla rutinens id eller fil
    #[arg(value_name = "GAMMAL")]
    pub(super) old: String,
    /// Den nya rutinens id eller fil
    #[arg(value_name = "NY")]
    pub(super) new: String,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(super) struct GraphArguments {
    /// Rutinens id eller en fil; profilens om inget anges, annars den första i `stegvis flows`
    #[arg(value_name = "RUTIN")]
    pub(super) flow: Option<String>,
    /// text, mermaid, dot, svg eller json
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: GraphFormat,
}

/// How a routine is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    Text,
    Mermaid,
    Dot,
    Svg,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct FormsArguments {
    /// Märk blanketten som skickad
    #[arg(long, value_name = "BLANKETT", conflicts_with_all = ["not_sent", "delete", "older_than"])]
    pub(super) sent: Option<String>,
    /// Ta bort märket att blanketten är skickad
    #[arg(long, value_name = "BLANKETT", conflicts_with_all = ["delete", "older_than"])]
    pub(super) not_sent: Option<String>,
    /// Ta bort blanketten för gott, i alla format den sparats i
    #[arg(long, value_name = "BLANKETT", conflicts_with = "older_than")]
    pub(super) delete: Option<String>,
    /// Ta bort utan att fråga
    #[arg(long, requires = "delete")]
    pub(super) yes: bool,
    /// Visa bara blanketter äldre än så många dagar, för gallring; inget tas bort
    #[arg(long, value_name = "DAGAR", value_parser = parse_days)]
    pub(super) older_than: Option<chrono::Days>,
    /// Rad för rad, för skärmläsare och enkla terminaler: läs, rätta, märk, skriv ut och ta bort
    #[arg(long, conflicts_with_all = ["sent", "not_sent", "delete", "older_than", "format"])]
    pub(super) plain: bool,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// Blankettens fil, namn eller sista ord i namnet; se `stegvis forms`
    #[arg(value_name = "BLANKETT")]
    pub(super) form: String,
    /// Formatet: json, txt, pdf, docx, html, md eller csv; pdf om inget anges
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    pub(super) format: Option<Format>,
    /// Skriv till den här filen, eller - för stdout; annars till en fil med blankettens namn
    #[arg(short, long, value_name = "FIL")]
    pub(super) output: Option<PathBuf>,
    /// Märk varje sida ÖVNING
    #[arg(long)]
    pub(super) exercise: bool,
    /// PDF utan uppgifterna inuti, för att lämnas ut
    #[arg(long)]
    pub(super) no_data: bool,
}

#[derive(Debug, Args)]
pub(super) struct SummaryArguments {
    /// Mappar med blanketter, eller blanketters filer eller namn; de egna om inget anges
    #[arg(value_name = "MAPP|BLANKETT")]
    pub(super) forms: Vec<String>,
    /// Räkna de mottagna blanketterna i inkorgen
    #[arg(long, conflicts_with = "forms")]
    pub(super) inbox: bool,
    /// Hur tiden delas: month, tertial eller year; den finaste som säger något om inget anges
    #[arg(long, value_name = "TID", value_parser = parse_grouping)]
    pub(super) by: Option<Granularity>,
    /// ARBETSMATERIAL: hela tal, bara på skärmen och aldrig till en fil
    #[arg(long, conflicts_with_all = ["format", "output"])]
    pub(super) internal: bool,
    /// Räkna efter när blanketten fylldes i (filled) eller när det hände (happened)
    #[arg(long, value_name = "VAD", default_value = "filled", value_parser = parse_basis)]
    pub(super) counted_by: CountingBasis,
    /// Räkna den här rutinens blanketter; den med flest om ingen anges. Olika rutiner läggs aldrig ihop
    #[arg(long, value_name = "RUTIN")]
    pub(super) routine: Option<String>,
    /// Utskrift som text, csv, json, svg, html, pdf, docx eller md; som filens namn slutar om inget anges, annars text
    #[arg(long, value_name = "FORMAT", value_parser = parse_report_format)]
    pub(super) format: Option<summary::ReportFormat>,
    /// Skriv till den här filen, eller - för stdout
    #[arg(short, long, value_name = "FIL")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ProfileArguments {
    /// init: fyll i en ny; show: visa vad som gäller och varifrån; check: leta efter fel. show om inget anges
    #[arg(value_name = "VAD", default_value = "show")]
    pub(super) what: ProfileCommand,
    /// Profilen som fylls i eller kontrolleras; din egen om ingen anges
    #[arg(value_name = "FIL")]
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

/// What is done with the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileCommand {
    Init,
    Show,
    Check,
}

#[derive(Debug, Args)]
pub(super) struct ScanArguments {
    /// Filen; stdin om ingen anges
    #[arg(value_name = "FIL")]
    pub(super) file: Option<PathBuf>,
    /// Ett svar för varje rad, alltid som JSON
    #[arg(long)]
    pub(super) lines: bool,
    #[command(flatten)]
    pub(super) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(super) struct OutputArguments {
    /// Utskrift som text eller json
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: OutputFormat,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct HelpArguments {
    /// Ett kommando, som walk; eller format, för rutinernas nycklar
    #[arg(value_name = "KOMMANDO")]
    pub(super) about: Option<String>,
    /// Nyckeln, som act.within eller bara within; alla om ingen anges
    #[arg(value_name = "NYCKEL")]
    pub(super) key: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct DocsArguments {
    /// handledning: skriv en egen rutin; format: varje nyckel; vilka som finns om ingen anges
    #[arg(value_name = "SIDA")]
    pub(super) page: Option<DocsPage>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DocsPage {
    Handledning,
    Format,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// flow: rutinernas format; answers: svarsfilernas; scenario: scenariernas; form: den sparade blankettens; plan: handlingsplanens; profile: den lokala profilens
    #[arg(value_name = "VAD")]
    pub(super) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    Flow,
    Answers,
    Scenario,
    Form,
    Plan,
    Profile,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Kommandot, som walk eller flows new; hela programmet om inget anges
    #[arg(value_name = "KOMMANDO")]
    pub(super) command: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// bash, elvish, fish, powershell eller zsh
    #[arg(value_name = "SKAL")]
    pub(super) shell: clap_complete::Shell,
}

/// Reads the arguments.
pub(super) fn parse_arguments(words: impl Iterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let matches = build_command().try_get_matches_from(words)?;
    Arguments::from_arg_matches(&matches)
}

/// How wide help is, in columns: what every window shows without breaking words.
const WIDTH: usize = 80;

/// The command with all of clap's own words in Swedish.
pub(super) fn build_command() -> clap::Command {
    let version = clap::Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help("Visa version");
    let root = translate_to_swedish(Arguments::command(), ROOT).disable_version_flag(true).arg(version);
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.iter().fold(root, |root, name| {
        root.mut_subcommand(name, |sub| {
            let shown = help_template(&sub);
            let deeds: Vec<String> = sub.get_subcommands().map(|deed| deed.get_name().to_owned()).collect();
            let deed = |sub: clap::Command, name: &String| {
                sub.mut_subcommand(name, |deed| {
                    let shown = help_template(&deed);
                    translate_to_swedish(deed, shown)
                })
            };
            let example = format!("Exempel:\n  {}", examples::find_example(name));
            deeds.iter().fold(translate_to_swedish(sub, shown), deed).after_help(example)
        })
    })
}

fn help_template(command: &clap::Command) -> &'static str {
    let positionals = command.get_positionals().next().is_some();
    if command.has_subcommands() && positionals {
        BOTH
    } else if command.has_subcommands() {
        ROOT
    } else if positionals {
        LEAF
    } else {
        LEAF_WITHOUT
    }
}

fn translate_to_swedish(command: clap::Command, template: &'static str) -> clap::Command {
    let help =
        clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help("Visa hjälp");
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(template)
        .term_width(WIDTH)
        .mut_args(|arg| {
            let takes_value = arg.get_action().takes_values();
            arg.hide_possible_values(takes_value).hide_default_value(takes_value)
        })
        .arg(help)
}

fn parse_format(id: &str) -> Result<Format, String> {
    let known = Format::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    Format::from_id(id).ok_or_else(|| format!("Formaten är {known}."))
}

fn parse_report_format(id: &str) -> Result<summary::ReportFormat, String> {
    let known = summary::ReportFormat::ALL.iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    summary::ReportFormat::from_id(id).ok_or_else(|| format!("Formaten är {known}."))
}

fn parse_grouping(id: &str) -> Result<Granularity, String> {
    let found = Granularity::ALL.into_iter().find(|by| by.id() == id);
    found.ok_or_else(|| "Tiden delas med month, tertial eller year.".to_owned())
}

fn parse_basis(id: &str) -> Result<CountingBasis, String> {
    let found = CountingBasis::ALL.into_iter().find(|basis| basis.id() == id);
    found.ok_or_else(|| "Räkna efter filled eller happened.".to_owned())
}

fn parse_days(text: &str) -> Result<chrono::Days, String> {
    let days = text.parse().map(chrono::Days::new);
    days.map_err(|_| "Skriv antalet dagar som ett heltal, till exempel 365.".to_owned())
}

fn parse_day(text: &str) -> Result<NaiveDate, String> {
    calendar::parse_day(text).ok_or_else(|| "Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2026-11-21.".to_owned())
}
