//! Local action plans where they lie: found by id, by file or as the user's own, read with what is noted of them, and followed up
//! with what stands beside their activities.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::deid::Scanner;
use crate::diagnostic::Diagnostic;
use crate::document::NumberTable;
use crate::export::paper::PaperFormat;
use crate::library;
use crate::paper::Paper;
use crate::paper::follow_up::{self, FollowUpSources};
use crate::plan::progress::{PlanEntry, PlanProgress};
use crate::plan::{self, FollowUpPoint, Plan};
use crate::present::plan::describe_due;
use crate::routines::{self, RoutineLoadFault};
use crate::source::SourceFile;
use crate::store::error::StoreError;
use crate::store::plans::PlanLog;
use crate::store::save::FOLLOW_UP;
use crate::store::trainings::TrainingLog;
use crate::store::{Store, folder, look, names, picture, read};
use crate::summary::period::TimeSpan;
use crate::summary::picture::Cell;
use crate::summary::read::CountingBasis;
use crate::summary::sheet::{CountTable, TRAININGS, count_tables};
use crate::summary::{self, Report};

/// The most that is read of a plan file.
const LIMIT: u64 = 1 << 20;

/// What the follow-up of a whole plan is called among those of its points.
pub const WHOLE: &str = "Hela planen, läget i dag";

/// What a follow-up is written in where nobody says otherwise.
const FORMATS: &[PaperFormat] = &[
    #[cfg(feature = "pdf")]
    PaperFormat::Pdf,
    PaperFormat::Docx,
];

/// A plan with what is noted of it.
#[derive(Debug, Clone)]
pub struct OpenPlan {
    /// The plan.
    pub plan: Plan,
    /// What is noted of it.
    pub progress: PlanProgress,
    /// What there is to tell of the notes, a sentence each.
    pub warnings: Vec<String>,
}

/// Why there is no plan to open.
#[derive(Debug)]
pub enum PlanLoadFault {
    /// There is none with this id.
    Unknown(String),
    /// The user has none, and named none.
    NoneOwn,
    /// The user has several that it could be, and named none.
    SeveralOwn(Vec<PathBuf>),
    /// A file cannot be read.
    File(StoreError),
    /// It has faults.
    Faulty(Box<SourceFile>, Vec<Diagnostic>),
}

impl fmt::Display for PlanLoadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "Det finns ingen handlingsplan `{name}`."),
            Self::NoneOwn => f.write_str("Du har ingen egen handlingsplan."),
            Self::SeveralOwn(_) => {
                f.write_str("Du har flera handlingsplaner. Skriv `stegvis plan` och planens id.")
            }
            Self::File(fault) => write!(f, "{fault} {}", fault.help()),
            Self::Faulty(..) => f.write_str("Handlingsplanen har fel. Se `stegvis plan check`."),
        }
    }
}

/// What a follow-up is made with, besides the plan and its notes.
#[derive(Debug)]
pub struct FollowUpBasis<'b> {
    /// Where forms are saved when the user says nothing else.
    pub store: &'b Store,
    /// The files and folders of forms that the local picture is made of; those that are saved where none is named.
    pub forms: &'b [PathBuf],
    /// The routine that the work follows; that of the plan's municipality, or the usual one, where none is named.
    pub routine: Option<&'b str>,
    /// The day.
    pub today: NaiveDate,
}

/// Why a follow-up could not be made.
#[derive(Debug)]
pub enum FollowUpFault {
    /// Something cannot be read.
    Read(StoreError),
    /// The routine cannot be loaded.
    Routine(RoutineLoadFault),
}

impl fmt::Display for FollowUpFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(fault) => write!(f, "{fault} {}", fault.help()),
            Self::Routine(_) => f.write_str("Rutinen går inte att läsa. Se `stegvis flows`."),
        }
    }
}

/// A follow-up, and what was left out of its picture, in lines.
#[derive(Debug)]
pub struct FollowUp {
    /// The paper.
    pub paper: Paper,
    /// Which files were left out.
    pub left_out: String,
    /// What a file of it is called, without its ending.
    pub stem: String,
}

/// The plan of that id or path with its text; where none is named, the user's own of this year, or the latest before it.
///
/// # Errors
/// Why there is none, or every fault of the one there is.
pub fn load_source(
    name: Option<&str>,
    scanner: &Scanner,
    today: NaiveDate,
) -> Result<(SourceFile, Plan), PlanLoadFault> {
    let file = match name {
        Some(name) => find_source(name)?,
        None => choose_own(own_plans(), today)?,
    };
    match plan::read_plan(&file, scanner) {
        Ok(plan) => Ok((file, plan)),
        Err(faults) => Err(PlanLoadFault::Faulty(Box::new(file), faults)),
    }
}

/// The same plan with what is noted of it.
///
/// # Errors
/// As [`load_source`]; or why the notes cannot be read.
pub fn open_plan(name: Option<&str>, scanner: &Scanner, today: NaiveDate) -> Result<OpenPlan, PlanLoadFault> {
    let (_, plan) = load_source(name, scanner, today)?;
    read_notes(plan, today).map_err(PlanLoadFault::File)
}

/// Reads what is noted of a plan.
///
/// # Errors
/// Why the notes cannot be read.
pub fn read_notes(plan: Plan, today: NaiveDate) -> Result<OpenPlan, StoreError> {
    let notes = PlanLog::in_local_folder().read_all()?;
    let progress = PlanProgress::of_plan(&plan, notes.entries);
    let mut warnings = Vec::new();
    if notes.unreadable > 0 {
        let path = folder::plans_path().map(|path| crate::store::display_path(&path)).unwrap_or_default();
        let lines = if notes.unreadable == 1 { "1 rad" } else { "Flera rader" };
        warnings.push(format!("{lines} i {path} går inte att läsa och är inte med."));
    }
    if progress.count_after(today) > 0 {
        warnings.push(
            "Något är noterat på en dag som inte har kommit än. Kontrollera datorns klocka.".to_owned(),
        );
    }
    Ok(OpenPlan { plan, progress, warnings })
}

/// Adds a note of a plan. An earlier text in its place that points somebody out is then gone.
///
/// # Errors
/// What happened.
pub fn append_note(entry: &PlanEntry) -> Result<(), StoreError> {
    let log = PlanLog::in_local_folder();
    log.append_entry(entry)?;
    let scanner = names::load_scanner()?;
    log.withdraw_texts(entry, |text| !scanner.scan(text).is_empty())
}

/// What the start page tells of the user's own plan: its year, and what is due by its own days; `None` for whoever has none.
pub fn find_reminder(today: NaiveDate) -> Option<PlanReminder> {
    let own = own_plans();
    if own.is_empty() {
        return None;
    }
    let chosen = choose_own(own, today).ok().and_then(|file| plan::read_schedule(&file).ok());
    let Some(plan) = chosen else { return Some(PlanReminder { year: None, due: None }) };
    let entries = PlanLog::in_local_folder().read_all().map(|notes| notes.entries).unwrap_or_default();
    let progress = PlanProgress::of_plan(&plan, entries);
    Some(PlanReminder { year: Some(plan.year), due: describe_due(&plan, &progress, today) })
}

/// What the start page tells of the user's own plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReminder {
    /// The year of the plan that is opened; `None` where that cannot be told before it is.
    pub year: Option<u16>,
    /// What is due, in a line.
    pub due: Option<String>,
}

impl PlanReminder {
    /// What the plan is opened for, on its own row.
    pub fn purpose(&self) -> String {
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        format!("handlingsplanen{year}: följ upp, och skriv rapporten")
    }
}

/// The follow-up of a plan at one of its points, or as a whole.
///
/// # Errors
/// Why what stands beside the activities cannot be read.
pub fn make_follow_up(
    open: &OpenPlan,
    point: Option<&FollowUpPoint>,
    basis: &FollowUpBasis<'_>,
) -> Result<FollowUp, FollowUpFault> {
    let OpenPlan { plan, progress, .. } = open;
    let name = basis.routine.map_or_else(|| find_routine(plan, basis.today), str::to_owned);
    let routine = routines::load_routine(&name, basis.today).map_err(FollowUpFault::Routine)?;
    let (sources, left_out) = gather_sources(plan, basis).map_err(FollowUpFault::Read)?;
    let paper = follow_up::make_follow_up(plan, progress, point, &sources, &routine, basis.today);
    let of = point.map_or_else(String::new, |point| format!("-{}", point.id));
    Ok(FollowUp { paper, left_out, stem: format!("{FOLLOW_UP}{}{of}", plan.id) })
}

/// The routine of the plan's own municipality, or else the usual one.
fn find_routine(plan: &Plan, today: NaiveDate) -> String {
    routines::choose_routine(None, Some(&plan.publisher), today)
}

/// Writes the follow-up beside the saved forms, as it is printed and as it is worked on further. Says where, and what was left out.
///
/// # Errors
/// Why it could not be made, or not written.
pub fn save_follow_up(
    open: &OpenPlan,
    point: Option<&FollowUpPoint>,
    basis: &FollowUpBasis<'_>,
) -> Result<(Vec<PathBuf>, String), FollowUpFault> {
    let made = make_follow_up(open, point, basis)?;
    let stem = format!("{}-{}", made.stem, basis.today);
    let files = basis.store.save_paper_beside(&made.paper, FORMATS, &stem).map_err(FollowUpFault::Read)?;
    Ok((files, made.left_out))
}

/// What stands beside the activities: the trainings of the plan's year, and the protected picture of the forms there are.
fn gather_sources(plan: &Plan, basis: &FollowUpBasis<'_>) -> Result<(FollowUpSources, String), StoreError> {
    let by = CountingBasis::default();
    let counted = match basis.forms {
        [] => picture::count_own_forms(basis.store, by, basis.today),
        forms => picture::count_forms(forms, by, basis.today),
    }?;
    let counted = counted.with_trainings(&TrainingLog::in_local_folder(), basis.today)?;
    let left_out = counted.left_out(basis.routine).words();
    let local = counted.report(None, basis.routine);
    let year = TimeSpan::Year(i32::from(plan.year));
    let rows = local.held.labeled_rows();
    let sum = |label: &str| {
        let row = rows.iter().find(|(known, _)| *known == label);
        row.map(|(_, months)| months.sum_over(year))
    };
    let notes = [summary::PROTECTION, summary::FINDS].into_iter().chain(local.span_explanation());
    let sources = FollowUpSources {
        trainings: sum("Genomförda").zip(sum("Deltagare")),
        picture: picture_tables(&local, i32::from(plan.year)),
        picture_notes: notes.into_iter().map(str::to_owned).collect(),
    };
    Ok((sources, left_out))
}

/// The picture's tables with the columns of the year; with every column there is, where none is of the year. Trainings stand
/// elsewhere.
fn picture_tables(report: &Report, year: i32) -> Vec<NumberTable> {
    let columns = report.columns();
    let is_alone = columns.iter().all(|span| *span == TimeSpan::All || span.is_in_year(year));
    let has_year = columns.iter().any(|span| span.is_in_year(year));
    let shown: Vec<usize> =
        (0..columns.len()).filter(|at| !has_year || is_alone || columns[*at].is_in_year(year)).collect();
    let heads: Vec<String> = shown.iter().map(|at| columns[*at].label()).collect();
    let row = |(label, cells): (String, Vec<Cell>)| {
        let cells = shown.iter().filter_map(|at| cells.get(*at));
        (label, cells.map(|cell| summary::cell_text(*cell)).collect())
    };
    let tables = count_tables(report).into_iter().filter(|table| table.caption != TRAININGS);
    let table = |table: CountTable| NumberTable {
        caption: table.caption,
        heads: heads.clone(),
        rows: table.rows.into_iter().map(row).collect(),
    };
    tables.map(table).collect()
}

fn find_source(name: &str) -> Result<SourceFile, PlanLoadFault> {
    if !routines::is_id(name) {
        return read_file(Path::new(name));
    }
    let own = own_plans().into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == name));
    match own {
        Some(path) => read_file(&path),
        None => library::find_plan(name).ok_or_else(|| PlanLoadFault::Unknown(name.to_owned())),
    }
}

fn read_file(path: &Path) -> Result<SourceFile, PlanLoadFault> {
    read::read_text(path, LIMIT).map_err(PlanLoadFault::File)
}

/// The one plan there is, or the one of this year, or the latest before it. One that cannot be read could be any of them.
fn choose_own(own: Vec<PathBuf>, today: NaiveDate) -> Result<SourceFile, PlanLoadFault> {
    let mut files = own.iter().map(|path| read_file(path)).collect::<Result<Vec<_>, _>>()?;
    if files.len() < 2 {
        return files.pop().ok_or(PlanLoadFault::NoneOwn);
    }
    let years: Vec<Option<i32>> =
        files.iter().map(|file| plan::read_schedule(file).ok().map(|plan| i32::from(plan.year))).collect();
    let latest = years.iter().flatten().filter(|year| **year <= today.year()).max();
    let of_year: Vec<usize> = (0..years.len()).filter(|at| years[*at].as_ref() == latest).collect();
    match (of_year.as_slice(), years.contains(&None)) {
        ([one], false) => Ok(files.swap_remove(*one)),
        _ => Err(PlanLoadFault::SeveralOwn(own)),
    }
}

/// The plans in the folder of the user's own routines; none where it cannot be read.
fn own_plans() -> Vec<PathBuf> {
    let Ok(folder) = folder::flows_folder() else { return Vec::new() };
    if !look::is_folder(&folder) {
        return Vec::new();
    }
    let files = read::list_files(&folder, &["yaml", "yml"]).unwrap_or_default();
    let is_plan = |path: &PathBuf| read::read_text(path, LIMIT).is_ok_and(|file| plan::is_plan(file.text()));
    files.into_iter().filter(is_plan).collect()
}
