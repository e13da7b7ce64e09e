//! `stegvis plan`: a local action plan opened, checked, shown, noted and followed up.

use std::io::Write;

use chrono::NaiveDate;

use super::args::plan::{NewPlan, PlanArguments, PlanCommand, PlanReport, PlanStatus};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::{TuiOptions, document_target, faults, list_paths, open_tui};
use crate::deid::screened::{Clearings, Screened, screen_text};
use crate::deid::{Class, Scanner};
use crate::library;
use crate::plain::plan::{PlanSetup, run_plan_session};
use crate::plan::progress::{ActivityProgress, LONGEST_TEXT, PlanEntry, PlanNote};
use crate::plan::{Activity, FollowUpPoint, Plan, PlanText};
use crate::plans::{self, FollowUpBasis, OpenPlan, PlanLoadFault};
use crate::present::plan::{PlanView, activity_facts};
use crate::profile::WalkStyle;
use crate::store::error::StoreError;
use crate::store::{display_path, folder, names, save};
use crate::{clock, tui, wiping};

/// How much of an activity stands in the list of states, in columns.
const LONGEST_TITLE: usize = 74;

pub(super) fn run_plan(arguments: &PlanArguments, console: &mut Console) -> Result<Exit, Failure> {
    let scanner = names::load_scanner().map_err(Failure::Input)?;
    let today = clock::read_today().map_err(Failure::Day)?;
    match &arguments.command {
        Some(PlanCommand::New(new)) => write_new_plan(new, &scanner, today, console),
        Some(PlanCommand::Show { plan }) => show_plan(&load_plan(plan.as_deref(), &scanner, today)?, console),
        Some(PlanCommand::Check { plan }) => check_plan(plan.as_deref(), &scanner, today, console),
        Some(PlanCommand::Status(status)) => run_status(status, &scanner, today, console),
        Some(PlanCommand::Report(report)) => write_report(report, &scanner, today, console),
        None => open_page(arguments, scanner, today, console),
    }
}

/// A plan of one's own, begun as a copy of another. Never over a file.
fn write_new_plan(
    new: &NewPlan,
    scanner: &Scanner,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let (file, _) = plans::load_source(Some(&new.from), scanner, today).map_err(describe_load_fault)?;
    let text = PlanText::copy_plan(&file, &new.id, scanner)
        .map_err(|faults| Failure::Plan(Box::new(file), faults))?;
    let (path, name) = match &new.output {
        Some(path) => (path.clone(), display_path(path)),
        None => {
            (folder::flows_folder().map_err(Failure::Input)?.join(format!("{}.yaml", new.id)), new.id.clone())
        }
    };
    save::save_plan(&path, &text).map_err(|fault| not_written(&fault))?;
    let steps = [
        "Nu återstår:".to_owned(),
        "  1. Skriv planens egna aktiviteter i filen.".to_owned(),
        format!("  2. Kontrollera den: stegvis plan check {name}"),
        format!("  3. Öppna den: stegvis plan {name}"),
    ];
    console.write_result(format!("{}\n{}\n", display_path(&path), steps.join("\n")))?;
    Ok(Exit::Done)
}

fn not_written(fault: &StoreError) -> Failure {
    let taken = matches!(fault, StoreError::NameTaken(_));
    let other = "Välj ett annat id med --id, eller en annan fil med -o.";
    let help = if taken { other } else { fault.help() };
    Failure::from_refusal(format!("Planen är inte skriven. {fault}"), help)
}

/// Without a command: the plan on a page of its own, or line by line.
fn open_page(
    arguments: &PlanArguments,
    scanner: Scanner,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let settings = Settings::read_settings();
    let open = open_plan(arguments.plan.as_deref(), &scanner, today)?;
    if !arguments.plain && settings.profile.walk_style() != WalkStyle::Lines && console.is_interactive() {
        let (store, formats) = (settings.store(), settings.formats());
        let opens = tui::OpeningPage::Plan(arguments.plan.clone());
        let closing = open_tui(TuiOptions { flow: None, opens, today, store, formats, settings }, console)?;
        console.write_result(list_paths(&closing.map(|closing| closing.files).unwrap_or_default()))?;
        return Ok(Exit::Done);
    }
    settings.write_notice(console);
    let setup = PlanSetup { open, scanner, today, store: settings.store() };
    let (mut input, mut output) = (wiping::open_stdin(), wiping::open_stdout());
    let ended = run_plan_session(setup, &mut input, &mut output);
    match ended.and_then(|()| output.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => Err(Failure::from_output_error(&error)),
    }
}

fn check_plan(
    name: Option<&str>,
    scanner: &Scanner,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let (file, plan) = plans::load_source(name, scanner, today).map_err(describe_load_fault)?;
    if !plan.remarks.is_empty() {
        console.write_fault(&faults::faults_to_text(&file, &plan.remarks, console.colour()));
    }
    let activities = count_noun(plan.activities().count(), "aktivitet", "aktiviteter");
    let areas = count_noun(plan.areas.len(), "område", "områden");
    console.write_result(format!("{}: inga fel, {activities} i {areas}\n", plan.id))?;
    Ok(Exit::Done)
}

fn count_noun(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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
            let facts = activity_facts(plan, activity).into_iter();
            lines.extend(facts.map(|(label, value)| format!("   {label}: {value}")));
        }
    }
    console.write_result(format!("{}\n", lines.join("\n")))?;
    Ok(Exit::Done)
}

fn run_status(
    status: &PlanStatus,
    scanner: &Scanner,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let plan = load_plan(status.plan.as_deref(), scanner, today)?;
    if let Some(note) = read_note(status, &plan, scanner)? {
        let entry = PlanEntry { plan: plan.id.clone(), year: plan.year, day: today, note };
        plans::append_note(&entry)
            .map_err(|fault| Failure::from_refusal(format!("Inget är noterat. {fault}"), fault.help()))?;
    }
    let open = plans::read_notes(plan, today).map_err(Failure::Input)?;
    write_warnings(&open, console);
    let view = PlanView::from_plan(&open.plan, &open.progress, today);
    let mut lines = vec![format!("{}, {}", view.title, open.plan.board)];
    lines.extend(
        view.activities()
            .map(|line| format!("{:>3}. {}\n     {}", line.id, line.first_words(LONGEST_TITLE), line.says)),
    );
    lines.extend(view.course.map(|course| format!("Webbutbildningen: {course}")));
    console.write_result(format!("{}\n", lines.join("\n")))?;
    Ok(Exit::Done)
}

/// What the arguments ask to be noted; nothing where they only look.
fn read_note(status: &PlanStatus, plan: &Plan, scanner: &Scanner) -> Result<Option<PlanNote>, Failure> {
    if let Some(count) = status.course {
        return Ok(Some(PlanNote::Course(count)));
    }
    let (Some(id), Some(state)) = (&status.activity, status.state) else { return Ok(None) };
    let Some(activity) = plan.find_activity(id) else {
        let known: Vec<&str> = plan.activities().map(|activity| activity.id.as_str()).collect();
        return Err(unknown_word("aktivitet", id, &known));
    };
    let point = match &status.point {
        Some(word) => find_point(plan, word)?,
        None => find_only_point(plan, activity)?,
    };
    Ok(Some(PlanNote::Progress(ActivityProgress {
        activity: activity.id.clone(),
        point: point.id.clone(),
        state,
        text: read_text(status.text.as_deref().unwrap_or_default(), scanner)?,
    })))
}

/// The text, where there is one, through the gate.
fn read_text(text: &str, scanner: &Scanner) -> Result<Option<Screened>, Failure> {
    if text.chars().count() > LONGEST_TEXT {
        let what = format!("Texten är längre än {LONGEST_TEXT} tecken. Inget är noterat.");
        return Err(Failure::Refusal(what, "Korta den.", Exit::Refused));
    }
    let screened = screen_text(scanner, text.trim(), &Clearings::default()).map_err(|found| {
        Failure::Refusal(
            format!("Texten kan peka ut någon: {}. Inget är noterat.", Class::describe_counts(&found)),
            "Skriv om den utan namn, datum och annat som rör en person. Är det inget som pekar ut någon? `stegvis plan` \
             frågar om varje fynd.",
            Exit::Refused,
        )
    })?;
    Ok(Some(screened).filter(|text| !text.text().is_empty()))
}

fn find_point<'p>(plan: &'p Plan, word: &str) -> Result<&'p FollowUpPoint, Failure> {
    let known: Vec<&str> = plan.points.iter().map(|point| point.id.as_str()).collect();
    let found = plan.find_point(word).and_then(|at| plan.points.get(at));
    found.ok_or_else(|| unknown_word("tillfälle", word, &known))
}

/// The one point an activity is followed up at.
fn find_only_point<'p>(plan: &'p Plan, activity: &Activity) -> Result<&'p FollowUpPoint, Failure> {
    let only = match activity.follow_up.as_slice() {
        [one] => plan.points.get(*one),
        _ => None,
    };
    only.ok_or_else(|| {
        let known: Vec<&str> = plan.points.iter().map(|point| point.id.as_str()).collect();
        Failure::Refusal(
            format!("Vid vilket tillfälle? Planen har {}.", known.join(", ")),
            "Lägg till --point TILLFÄLLE.",
            Exit::Usage,
        )
    })
}

fn unknown_word(what: &str, word: &str, known: &[&str]) -> Failure {
    let word = crate::prose::sanitize(word);
    let there = format!("Planen har: {}.", known.join(", "));
    Failure::Refusal(
        format!("Planen har inget {what} `{word}`. {there}").replace("inget aktivitet", "ingen aktivitet"),
        "`stegvis plan show` visar planen.",
        Exit::Usage,
    )
}

fn write_report(
    report: &PlanReport,
    scanner: &Scanner,
    today: NaiveDate,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let open = open_plan(report.plan.as_deref(), scanner, today)?;
    write_warnings(&open, console);
    let point = report.point.as_deref().map(|word| find_point(&open.plan, word)).transpose()?;
    let store = Settings::read_settings().store();
    let routine = report.routine.as_deref();
    let basis = FollowUpBasis { store: &store, forms: &report.forms, routine, today };
    let made = plans::make_follow_up(&open, point, &basis).map_err(|fault| match fault {
        plans::FollowUpFault::Read(fault) => Failure::Input(fault),
        plans::FollowUpFault::Routine(fault) => Failure::Load(fault),
    })?;
    console.write_fault(&made.left_out);
    document_target::write_sheet(&made.paper, &made.stem, &report.sheet, console)
}

fn write_warnings(open: &OpenPlan, console: &mut Console) {
    for warning in &open.warnings {
        console.write_fault(&format!("obs: {warning}\n"));
    }
}

fn load_plan(name: Option<&str>, scanner: &Scanner, today: NaiveDate) -> Result<Plan, Failure> {
    plans::load_source(name, scanner, today).map(|(_, plan)| plan).map_err(describe_load_fault)
}

fn open_plan(name: Option<&str>, scanner: &Scanner, today: NaiveDate) -> Result<OpenPlan, Failure> {
    plans::read_notes(load_plan(name, scanner, today)?, today).map_err(Failure::Input)
}

fn describe_load_fault(fault: PlanLoadFault) -> Failure {
    match fault {
        PlanLoadFault::Unknown(name) => {
            let known: Vec<&str> = library::PLANS.iter().map(|(id, _)| *id).collect();
            Failure::Refusal(
                format!("Det finns ingen handlingsplan `{name}`. Inbyggda är {}.", known.join(" och ")),
                "En egen plan anges med sin fil, eller med sitt id när den ligger i mappen för egna rutiner.",
                Exit::Usage,
            )
        }
        PlanLoadFault::NoneOwn => Failure::Refusal(
            "Du har ingen egen handlingsplan.".to_owned(),
            "Skriv planens id eller fil efter kommandot, eller gör en egen: `stegvis plan new --id plan-2027`.",
            Exit::Usage,
        ),
        PlanLoadFault::SeveralOwn(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| display_path(path)).collect();
            let what = format!("Vilken handlingsplan? Du har {}.", paths.join(", "));
            Failure::Refusal(what, "Skriv planens id eller fil efter kommandot.", Exit::Usage)
        }
        PlanLoadFault::File(fault) => Failure::Input(fault),
        PlanLoadFault::Faulty(file, faults) => Failure::Plan(file, faults),
    }
}
