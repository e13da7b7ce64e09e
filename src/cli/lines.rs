//! The start page line by line: everything that the screen's start page opens, with what can be done on each of its pages.

mod drafts;
mod picture;
mod profile;
mod talk;

use std::ffi::OsString;
use std::io;

use chrono::NaiveDate;

use self::drafts::WaitingWalks;
use self::talk::{LineChoice, LineTalk, PageEnd};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use super::{make_card, run_command};
use crate::map::Map;
use crate::map::text::map_lines;
use crate::plain::todo::ToDoSetup;
use crate::present::ACUTE;
use crate::profile::Retention;
use crate::store::todo::ToDoFile;
use crate::tui::model::RoutineCard;
use crate::tui::start::{ENTRIES, EntryInLines, OTHERS, describe_others};
use crate::{clock, plain, plans, routines, todo, wiping};

/// A row of the page: what it says, and what it opens.
struct LineRow {
    says: String,
    opens: LineTarget,
}

/// What a row opens.
enum LineTarget {
    /// A routine, to be walked.
    Walk(String),
    /// The other routines, to choose one of.
    Others(Vec<RoutineCard>),
    /// A walk that is not done, or several of a routine to choose among.
    Waiting(WaitingWalks),
    /// What is left to do after saved forms.
    ToDo,
    /// The follow-up of the action plan.
    Plan,
    /// A row that is always there.
    Entry(EntryInLines),
}

const HELP_START: &str = "Skriv siffran framför en rad och tryck Enter: 1 börjar en genomgång av rutinen. Enter visar sidan igen, och q \
                          avslutar. göm gömmer allt genast; Enter visar det igen.";

const GOODBYE: &str = "Stegvis är avslutat. Det du har sparat finns kvar på den här datorn.";

/// Shows the page and does what is chosen on it, until the user leaves or the input ends.
pub(super) fn run_start_page(console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let (mut input, mut output) = (wiping::open_stdin_by_byte(), io::stdout());
    let mut talk = LineTalk::new(&mut input, &mut output, console.line_page());
    let ended = walk_start_page(&mut talk, today, console);
    match ended {
        Ok(()) | Err(PageEnd::Left) => Ok(Exit::Done),
        Err(PageEnd::Broken(error)) => Err(Failure::from_output_error(&error)),
    }
}

fn walk_start_page(talk: &mut LineTalk<'_>, today: NaiveDate, console: &mut Console) -> Result<(), PageEnd> {
    loop {
        let settings = Settings::read_settings();
        let rows = list_rows(today, &settings);
        talk.say("")?;
        talk.say("Stegvis. Allt stannar på den här datorn. Inget skickas.")?;
        talk.say(ACUTE)?;
        tell_waiting(talk, &rows)?;
        let says: Vec<&str> = rows.iter().map(|row| row.says.as_str()).collect();
        let is_first = profile::is_first_run();
        if is_first {
            talk.say(profile::FIRST_RUN)?;
        }
        let words: &[&str] = if is_first { &["ja", "nej"] } else { &[] };
        let asks = "Skriv siffran för det du vill öppna, göm för att gömma allt, eller q för att avsluta.";
        let row = match talk.choose_or_say(&says, asks, words, HELP_START)? {
            LineChoice::Row(nth) => rows.get(nth),
            LineChoice::Word(0) => {
                profile::ask_questions(talk)?;
                continue;
            }
            LineChoice::Word(_) => {
                profile::skip_questions(talk)?;
                continue;
            }
            LineChoice::Nothing => continue,
            LineChoice::Leave => return Ok(talk.say(GOODBYE)?),
        };
        let Some(row) = row else { continue };
        match &row.opens {
            LineTarget::Walk(routine) => run_words(&["walk", routine, "--plain"]),
            LineTarget::Others(cards) => choose_other(talk, cards)?,
            LineTarget::Waiting(walks) if walks.count == 1 => {
                run_words(&["walk", &walks.routine, "--plain", "--resume"]);
            }
            LineTarget::Waiting(walks) => run_words(&["walk", &walks.routine, "--plain"]),
            LineTarget::ToDo => show_to_do(talk, today, &settings, console)?,
            LineTarget::Plan => run_words(&["plan", "--plain"]),
            LineTarget::Entry(EntryInLines::Command(words)) => run_words(words),
            LineTarget::Entry(EntryInLines::Map) => show_map(talk, today, &settings)?,
            LineTarget::Entry(EntryInLines::Picture) => picture::walk_picture(talk)?,
            LineTarget::Entry(EntryInLines::Profile) => profile::walk_profile(talk)?,
        }
    }
}

fn show_to_do(
    talk: &mut LineTalk<'_>,
    today: NaiveDate,
    settings: &Settings,
    console: &Console,
) -> Result<(), PageEnd> {
    let (input, output) = talk.ends();
    let most_days = settings.profile.retention().map(Retention::count);
    let (file, store) = (ToDoFile::in_local_folder(), settings.store());
    let setup = ToDoSetup { file: &file, store: &store, today, most_days };
    Ok(plain::todo::run_to_do(setup, console.line_page(), input, output)?)
}

/// Walks one of the routines that are not the workplace's own.
fn choose_other(talk: &mut LineTalk<'_>, cards: &[RoutineCard]) -> Result<(), PageEnd> {
    let rows: Vec<String> = cards.iter().map(|card| format!("{}. {}", card.title, card.origin)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    talk.say("")?;
    talk.say(OTHERS)?;
    let asks = "Skriv siffran för den rutin du vill gå. Enter går tillbaka.";
    if let Some(card) = talk.choose(&rows, asks)?.and_then(|nth| cards.get(nth)) {
        run_words(&["walk", &card.id, "--plain"]);
    }
    Ok(())
}

/// The whole routine in words, as it is read: its ids are for whoever edits its file.
fn show_map(talk: &mut LineTalk<'_>, today: NaiveDate, settings: &Settings) -> Result<(), PageEnd> {
    let name = settings.choose_routine(None, today);
    match routines::load_local(name, today, &settings.profile.local_values()) {
        Ok(flow) => {
            Ok(talk.say_lines(&map_lines(&Map::from_flow(&flow, None), flow.flow(), talk.width()))?)
        }
        Err(_) => Ok(talk.say("Rutinen går inte att läsa. Se `stegvis check`.")?),
    }
}

/// Runs a command of the program by its words.
fn run_words(words: &[&str]) {
    let words = ["stegvis"].into_iter().chain(words.iter().copied());
    run_command(words.map(OsString::from));
}

fn list_rows(today: NaiveDate, settings: &Settings) -> Vec<LineRow> {
    let most = settings.profile.retention().map(Retention::count);
    let left = todo::list_open(&ToDoFile::in_local_folder(), today, most).unwrap_or_default();
    let to_do = (!left.is_empty()).then(|| LineRow { says: describe_left(&left), opens: LineTarget::ToDo });
    let usual = settings.choose_routine(None, today);
    let mut cards = routines::list_routines_from(&usual, today).into_iter().map(make_card);
    let first = cards.next().map(|card| LineRow {
        says: format!("{}. {}", card.title, card.origin),
        opens: LineTarget::Walk(card.id),
    });
    let others: Vec<RoutineCard> = cards.collect();
    let others = (!others.is_empty()).then(|| LineRow {
        says: format!("{OTHERS}: {}", describe_others(&others)),
        opens: LineTarget::Others(others),
    });
    let walks = first.into_iter().chain(others);
    let entries = ENTRIES.iter().map(|entry| LineRow {
        says: format!("{}: {}", entry.title, entry.says),
        opens: LineTarget::Entry(entry.lines),
    });
    let plan = plans::find_reminder(today)
        .into_iter()
        .map(|reminder| LineRow { says: format!("Planen: {}", reminder.purpose()), opens: LineTarget::Plan });
    // What comes and goes stands last, so that a digit always means the same.
    let waiting = drafts::find_waiting(today, settings).into_iter().map(|walks| LineRow {
        says: format!("Fortsätt: {}", walks.title),
        opens: LineTarget::Waiting(walks),
    });
    walks.chain(entries).chain(plan).chain(to_do).chain(waiting).collect()
}

/// Tells first of walks that are not done: what is left to do in one can be what presses most.
fn tell_waiting(talk: &mut LineTalk<'_>, rows: &[LineRow]) -> Result<(), PageEnd> {
    for (n, row) in rows.iter().enumerate() {
        if let LineTarget::Waiting(walks) = &row.opens {
            let says = format!("Fortsätt: {},{} Skriv {}.", walks.title, walks.says, n + 1);
            talk.say(&says)?;
        }
    }
    Ok(())
}

/// How many things are left to do, and those that the page names.
fn describe_left(left: &[todo::ToDoItem]) -> String {
    let named: Vec<String> = todo::list_named(left).map(|says| format!(" {says}.")).collect();
    format!("Kvar att göra: {}.{}", todo::count_things(left.len()), named.concat())
}
