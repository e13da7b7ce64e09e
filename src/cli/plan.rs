//! `stegvis plan`: a local action plan checked, shown, noted and followed up.

use std::path::{Path, PathBuf};

use super::args::plan::{PlanArguments, PlanCommand, PlanReport, PlanStatus};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::sheet;
use crate::deid::screened::{Clearings, screen_text};
use crate::deid::{Class, Scanner};
use crate::paper::follow_up::{self, FollowUpSources};
use crate::plan::progress::{
    ActivityProgress, ActivityState, CourseCount, PlanEntry, PlanNote, PlanProgress,
};
use crate::plan::{self, Activity, FollowUpPoint, Plan};
use crate::source::SourceFile;
use crate::store::plans::PlanLog;
use crate::store::trainings::TrainingLog;
use crate::store::{display_path, folder, look, names, picture, read};
use crate::summary::picture::Cell;
use crate::summary::sheet::count_tables;
use crate::summary::{self, Report};
use crate::{clock, library, routines};

/// How much of an activity stands in the list of states, in columns.
const LONGEST_TITLE: usize = 74;

/// The most that is read of a plan file.
const LIMIT: u64 = 1 << 20;

pub(super) fn run_plan(arguments: &PlanArguments, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    match &arguments.command {
        PlanCommand::Show { plan } => show_plan(&find_plan(plan.as_deref(), &scanner)?, console),
        PlanCommand::Check { plan } => check_plan(plan.as_deref(), &scanner, console),
        PlanCommand::Status(status) => run_status(status, &scanner, console),
        PlanCommand::Report(report) => write_report(report, &scanner, console),
    }
}

fn check_plan(name: Option<&str>, scanner: &Scanner, console: &mut Console) -> Result<Exit, Failure> {
    let plan = find_plan(name, scanner)?;
    let count = plan.activities().count();
    let words = if count == 1 { "aktivitet" } else { "aktiviteter" };
    console.write_result(format!(
        "{}: inga fel, {count} {words} i {} områden\n",
        plan.id,
        plan.areas.len()
    ))?;
    Ok(Exit::Done)
}

fn show_plan(plan: &Plan, console: &mut Console) -> Result<Exit, Failure> {
    let mut lines =
        vec![format!("{} {}", plan.title, plan.year), format!("{}, {}", plan.board, plan.publisher)];
    let notes = [&plan.notice, &plan.principle].into_iter().flatten();
    lines.extend(notes.flat_map(|note| [String::new(), note.clone()]));
    for area in &plan.areas {
        lines.extend([String::new(), area.title.to_uppercase()]);
        for activity in &area.activities {
            lines.extend([String::new(), format!("{}. {}", activity.id, activity.text)]);
            let facts = facts_of(plan, activity).into_iter();
            lines.extend(facts.map(|(label, value)| format!("   {label}: {value}")));
        }
    }
    console.write_result(format!("{}\n", lines.join("\n")))?;
    Ok(Exit::Done)
}

fn facts_of(plan: &Plan, activity: &Activity) -> Vec<(&'static str, String)> {
    let points: Vec<&str> = activity
        .follow_up
        .iter()
        .filter_map(|at| plan.points.get(*at))
        .map(|point| point.label.as_str())
        .collect();
    let facts = [
        ("Ansvarig", activity.responsible.clone()),
        ("Tidplan", activity.time.clone()),
        ("Påbörjas", activity.starts.map(|day| day.to_string())),
        ("Klar", activity.due.map(|day| day.to_string())),
        ("Uppföljning", (!points.is_empty()).then(|| points.join(", "))),
        ("Mått", activity.measure.clone()),
        ("Mål", activity.goal.clone()),
        ("Planen säger också", plan.principle.clone().filter(|_| activity.shows_principle)),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}

fn run_status(status: &PlanStatus, scanner: &Scanner, console: &mut Console) -> Result<Exit, Failure> {
    let plan = find_plan(status.plan.as_deref(), scanner)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let log = PlanLog::in_local_folder();
    if let Some(note) = noted(status, &plan, scanner)? {
        let entry = PlanEntry { plan: plan.id.clone(), year: plan.year, day: today, note };
        log.append_entry(&entry).map_err(Failure::Input)?;
    }
    let progress = PlanProgress::of_plan(&plan, log.read_all().map_err(Failure::Input)?);
    let mut lines = vec![format!("{} {}, {}", plan.title, plan.year, plan.board)];
    lines.extend(plan.activities().map(|activity| status_row(&plan, &progress, activity, today)));
    if let Some((day, CourseCount { persons, employees })) = progress.course() {
        lines.push(format!("Webbutbildningen: {persons} personer av {employees} anställda, noterat {day}"));
    }
    console.write_result(format!("{}\n", lines.join("\n")))?;
    Ok(Exit::Done)
}

fn status_row(plan: &Plan, progress: &PlanProgress, activity: &Activity, today: chrono::NaiveDate) -> String {
    let states: Vec<String> = plan
        .points
        .iter()
        .filter_map(|point| {
            let (_, noted) = progress.at_point(activity, point)?;
            Some(format!("{}: {}", point.label, noted.state.label()))
        })
        .collect();
    let left: Vec<&str> =
        progress.unnoted_points(plan, activity).into_iter().map(|point| point.label.as_str()).collect();
    let said = [
        (!states.is_empty()).then(|| states.join(" · ")),
        (!left.is_empty()).then(|| format!("att följa upp: {}", left.join(", "))),
        progress.describe_delay(activity, today),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let said = if said.is_empty() { "inget att följa upp".to_owned() } else { said.join("; ") };
    format!("{:>3}. {}\n     {said}", activity.id, first_words(&activity.text))
}

/// As many whole words of a text as there is room for.
fn first_words(text: &str) -> String {
    if text.chars().count() <= LONGEST_TITLE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST_TITLE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

/// What the arguments ask to be noted; nothing where they only look.
fn noted(status: &PlanStatus, plan: &Plan, scanner: &Scanner) -> Result<Option<PlanNote>, Failure> {
    if let Some((persons, employees)) = status.course {
        return Ok(Some(PlanNote::Course(CourseCount { persons, employees })));
    }
    let (Some(id), Some(state)) = (&status.activity, status.state) else { return Ok(None) };
    let Some(activity) = plan.find_activity(id) else {
        let known: Vec<&str> = plan.activities().map(|activity| activity.id.as_str()).collect();
        return Err(unknown("aktivitet", id, &known));
    };
    let point = match &status.point {
        Some(word) => find_point(plan, word)?,
        None => only_point(plan, activity)?,
    };
    let text = status.text.as_deref().map(|text| {
        screen_text(scanner, text.trim(), &Clearings::default()).map_err(|found| {
            Failure::Refusal(
                format!("Texten kan peka ut någon: {}. Inget är noterat.", Class::describe_counts(&found)),
                "Skriv om den utan namn, datum och annat som rör en person.",
                Exit::Refused,
            )
        })
    });
    Ok(Some(PlanNote::Progress(ActivityProgress {
        activity: activity.id.clone(),
        point: point.id.clone(),
        state,
        text: text.transpose()?.filter(|text| !text.text().is_empty()),
    })))
}

fn find_point<'p>(plan: &'p Plan, word: &str) -> Result<&'p FollowUpPoint, Failure> {
    let known: Vec<&str> = plan.points.iter().map(|point| point.id.as_str()).collect();
    let found = plan.find_point(word).and_then(|at| plan.points.get(at));
    found.ok_or_else(|| unknown("tillfälle", word, &known))
}

/// The one point an activity is followed up at.
fn only_point<'p>(plan: &'p Plan, activity: &Activity) -> Result<&'p FollowUpPoint, Failure> {
    match activity.follow_up.as_slice() {
        [one] => Ok(plan.points.get(*one)),
        _ => Ok(None),
    }
    .and_then(|found| {
        found.ok_or_else(|| {
            let known: Vec<&str> = plan.points.iter().map(|point| point.id.as_str()).collect();
            Failure::Refusal(
                format!("Vid vilket tillfälle? Planen har {}.", known.join(", ")),
                "Lägg till --point TILLFÄLLE.",
                Exit::Usage,
            )
        })
    })
}

fn unknown(what: &str, word: &str, known: &[&str]) -> Failure {
    let word = crate::prose::sanitize(word);
    let there = format!("Planen har: {}.", known.join(", "));
    Failure::Refusal(
        format!("Planen har inget {what} `{word}`. {there}").replace("inget aktivitet", "ingen aktivitet"),
        "`stegvis plan show` visar planen.",
        Exit::Usage,
    )
}

fn write_report(report: &PlanReport, scanner: &Scanner, console: &mut Console) -> Result<Exit, Failure> {
    let plan = find_plan(report.plan.as_deref(), scanner)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    let point = report.point.as_deref().map(|word| find_point(&plan, word)).transpose()?;
    let log = PlanLog::in_local_folder().read_all().map_err(Failure::Input)?;
    let progress = PlanProgress::of_plan(&plan, log);
    let name = report.routine.as_deref().unwrap_or(routines::DEFAULT);
    let routine = routines::load_routine(name, today).map_err(Failure::Load)?;
    let sources = gather_sources(report, today, console)?;
    let paper = follow_up::make_follow_up(&plan, &progress, point, &sources, &routine, today);
    let stem = point.map_or_else(|| plan.id.clone(), |point| format!("{}-{}", plan.id, point.id));
    sheet::write_sheet(&paper, &format!("uppfoljning-{stem}"), &report.sheet, console)
}

/// What stands beside the activities: the trainings noted, and the protected picture of the forms there are.
fn gather_sources(
    report: &PlanReport,
    today: chrono::NaiveDate,
    console: &mut Console,
) -> Result<FollowUpSources, Failure> {
    let settings = Settings::read_settings();
    let basis = summary::read::CountingBasis::default();
    let counted = match report.forms.as_slice() {
        [] => picture::count_own_forms(&settings.store(), basis, today),
        forms => picture::count_forms(forms, basis, today),
    };
    let counted = counted.and_then(|count| count.with_trainings(&TrainingLog::in_local_folder(), today));
    let counted = counted.map_err(Failure::Input)?;
    console.write_fault(&counted.left_out(report.routine.as_deref()).words());
    let local = counted.report(None, report.routine.as_deref());
    let sum = |label: &str| {
        let rows = local.held.labeled_rows();
        let row = rows.into_iter().find(|(known, _)| *known == label);
        row.map(|(_, months)| months.sum_over(summary::period::TimeSpan::All))
    };
    Ok(FollowUpSources {
        trainings: sum("Genomförda").zip(sum("Deltagare")),
        picture: picture_rows(&local),
        picture_notes: vec![summary::PROTECTION.to_owned(), summary::FINDS.to_owned()],
    })
}

/// The picture's tables as rows: what each row is called, and every column with what is shown in it.
fn picture_rows(report: &Report) -> Vec<(String, Vec<(String, String)>)> {
    let columns = report.columns();
    let row = |(label, cells): (String, Vec<Cell>)| {
        let cells = columns.iter().zip(cells);
        let shown: Vec<String> =
            cells.map(|(span, cell)| format!("{} {}", span.label(), summary::cell_text(cell))).collect();
        (label, shown.join(" · "))
    };
    let tables = count_tables(report).into_iter();
    tables.map(|table| (table.caption, table.rows.into_iter().map(row).collect())).collect()
}

/// The plan of that id or path; the only one of the user's own where none is named.
fn find_plan(name: Option<&str>, scanner: &Scanner) -> Result<Plan, Failure> {
    let file = match name {
        Some(name) => find_source(name)?,
        None => only_own()?,
    };
    plan::read_plan(&file, scanner).map_err(|faults| Failure::Plan(file, faults))
}

fn find_source(name: &str) -> Result<SourceFile, Failure> {
    if !routines::is_id(name) {
        return read::read_text(Path::new(name), LIMIT).map_err(Failure::Input);
    }
    if let Some(path) = own_plans().into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == name))
    {
        return read::read_text(&path, LIMIT).map_err(Failure::Input);
    }
    library::find_plan(name).ok_or_else(|| {
        let known: Vec<&str> = library::PLANS.iter().map(|(id, _)| *id).collect();
        Failure::Refusal(
            format!("Det finns ingen handlingsplan `{name}`. Inbyggda är {}.", known.join(" och ")),
            "En egen plan anges med sin fil, eller med sitt id när den ligger i mappen för egna rutiner.",
            Exit::Usage,
        )
    })
}

fn only_own() -> Result<SourceFile, Failure> {
    match own_plans().as_slice() {
        [one] => read::read_text(one, LIMIT).map_err(Failure::Input),
        own => {
            let what = if own.is_empty() {
                "Du har ingen egen handlingsplan.".to_owned()
            } else {
                let paths: Vec<String> = own.iter().map(|path| display_path(path)).collect();
                format!("Vilken handlingsplan? Du har {}.", paths.join(", "))
            };
            Err(Failure::Refusal(
                what,
                "Skriv planens id eller fil efter kommandot. `stegvis plan show plan-tom` visar en tom att börja från.",
                Exit::Usage,
            ))
        }
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

/// The state that a word of the command line means.
pub(super) fn parse_state(word: &str) -> Result<ActivityState, String> {
    ActivityState::find_state(word).ok_or_else(|| {
        let known = ActivityState::ALL.map(ActivityState::id);
        format!("skriv {} eller {}", known[..3].join(", "), known[3])
    })
}
