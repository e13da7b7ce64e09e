//! What lies over a page, as sheets: reasons, answers given, acts, what a change discards, keys, and leaving.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{Item, Sheet};
use crate::flow::glossary;
use crate::flow::guard::Outcome;
use crate::flow::law;
use crate::flow::model::{Flow, Mark, Step};
pub(super) use crate::map::words::outcome as answer_words;
use crate::session::change::Change;
use crate::session::event::Event;
use crate::tui::keymap::{self, Context};
use crate::tui::model::{Model, Stage, WalkPage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// The keys that work everywhere.
const HIDE: &str = "Ctrl+G eller F9 gömmer allt genast. Mellanslag visar det igen.";

/// A step and what it came to, in one line of small Markdown.
fn answered(step: &Step, outcome: &Outcome) -> String {
    let colon = if step.title.ends_with('?') { "" } else { ":" };
    format!("{}{colon} **{}**", step.title, answer_words(step, outcome))
}

/// The sign and the words of a mark.
pub(super) fn mark_words(mark: Option<Mark>) -> (&'static str, &'static str) {
    match mark {
        Some(Mark::Done) => ("[x]", "gjort"),
        Some(Mark::Todo) => ("[ ]", "ska göras"),
        Some(Mark::NotRelevant) => ("[–]", "inte aktuellt"),
        None => ("[?]", "inte markerad än"),
    }
}

pub(super) fn why(walking: &WalkPage, today: NaiveDate, scroll: usize, width: u16, theme: &Theme) -> Sheet {
    let step = walking.step();
    let mut top = vec![Line::default()];
    top.extend(words::plain(&step.title, width, theme.heading));
    top.push(Line::default());
    top.extend(reasons(walking.flow(), step, today, width, theme));
    if let Some(quote) = &step.quote {
        top.extend([Line::default(), Line::styled("Rutinens egna ord", theme.heading)]);
        top.extend(words::markdown(quote, width, theme.text));
        top.push(Line::styled("Ord inom [hakparentes] är rekonstruerade ur figuren.", theme.quiet));
    }
    top.extend(terms(walking, width, theme));
    Sheet { top, scroll, ..Sheet::default() }
}

/// Why the step is there, the law in force, the source.
pub(super) fn reasons(
    flow: &Flow,
    step: &Step,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(why) = &step.why {
        lines.extend(words::markdown(why, width, theme.text));
    }
    let laws = law::shown(flow, &step.laws, today);
    for law in &laws {
        let told = format!("- **{}**: {}", law.cite(), law.law().says);
        lines.extend(words::markdown(&told, width, theme.text));
    }
    lines.extend(law::read(&laws).iter().flat_map(|read| words::plain(read, width, theme.quiet)));
    let sources: Vec<&str> = step.sources.iter().map(|at| flow.sources[at.index()].text.as_str()).collect();
    if !sources.is_empty() {
        lines.extend(words::plain(&format!("Källa: {}", sources.join("; ")), width, theme.quiet));
    }
    lines
}

/// The words of the step that the glossary explains.
fn terms(walking: &WalkPage, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let terms = glossary::of_step(walking.flow(), walking.step());
    if terms.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::default(), Line::styled("Ord och förkortningar", theme.heading)];
    for term in &terms {
        lines.extend(words::markdown(&format!("- **{}**: {}", term.term, term.says), width, theme.text));
    }
    let sources = glossary::sources(walking.flow(), &terms);
    if !sources.is_empty() {
        let sources: Vec<&str> = sources.iter().map(|source| source.text.as_str()).collect();
        lines.extend(words::plain(&format!("Källa: {}", sources.join("; ")), width, theme.quiet));
    }
    lines
}

pub(super) fn trail(walking: &WalkPage, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let top = vec![
        Line::default(),
        Line::styled("Dina svar", theme.heading),
        Line::styled("Välj ett svar för att se det igen eller ändra det.", theme.quiet),
        Line::default(),
    ];
    let items = walking.walk.position().path.iter().enumerate().map(|(n, visit)| {
        let step = walking.flow().step(visit.step);
        let room = width.saturating_sub(8);
        let text = answered(step, &visit.outcome);
        Item { mark: format!("{:>2}", n + 1), lines: words::markdown(&text, room, theme.text), heading: None }
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

pub(super) fn acts(walking: &WalkPage, cursor: usize, width: u16, theme: &Theme) -> Sheet {
    let top = vec![
        Line::default(),
        Line::styled("Åtgärder hittills", theme.heading),
        Line::styled("1 gjort   2 ska göras   3 inte aktuellt", theme.quiet),
        Line::default(),
    ];
    let items = walking.walk.acts().into_iter().map(|(step, mark)| {
        let (sign, words) = mark_words(mark);
        let text = format!("{} – **{words}**", walking.flow().step(step).title);
        let lines = words::markdown(&text, width.saturating_sub(8), theme.text);
        Item { mark: sign.to_owned(), lines, heading: None }
    });
    Sheet { top, items: items.collect(), cursor: Some(cursor), ..Sheet::default() }
}

pub(super) fn change(walking: &WalkPage, event: &Event, change: &Change, width: u16, theme: &Theme) -> Sheet {
    let flow = walking.flow();
    let mut top =
        vec![Line::default(), Line::styled("Vill du ändra svaret?", theme.heading), Line::default()];
    top.extend(words::plain(&changed(walking, event), width, theme.text));
    if !change.steps.is_empty() {
        top.extend([Line::default(), Line::styled("Då faller de här svaren bort:", theme.text)]);
        for visit in &change.steps {
            let step = flow.step(visit.step);
            top.extend(words::markdown(&format!("- {}", answered(step, &visit.outcome)), width, theme.text));
        }
    }
    if !change.fields.is_empty() {
        top.extend([Line::default(), Line::styled("Och de här fälten i blanketten:", theme.text)]);
        for field in &change.fields {
            top.extend(words::markdown(&format!("- {}", flow.form.field(*field).label), width, theme.text));
        }
    }
    top.extend([
        Line::default(),
        Line::styled("Övriga svar behålls. Du kan ångra med u.", theme.quiet),
        Line::default(),
    ]);
    top.push(yes_no("ändra", "behåll som det var", theme));
    Sheet { top, ..Sheet::default() }
}

fn changed(walking: &WalkPage, event: &Event) -> String {
    let (Event::Answered { step, .. }
    | Event::Chose { step, .. }
    | Event::Marked { step, .. }
    | Event::Read { step }) = event
    else {
        return String::new();
    };
    let Some(at) = walking.flow().find(step.as_str()) else { return String::new() };
    let step = walking.flow().step(at);
    let before =
        walking.walk.position().outcome(at).map(|outcome| answer_words(step, outcome)).unwrap_or_default();
    format!("{} Du svarade: {before}. Nytt svar: {}.", step.title, after(step, event))
}

fn after(step: &Step, event: &Event) -> String {
    let word = |id: &crate::flow::id::AnswerId| step.find_answer(id.as_str());
    match event {
        Event::Answered { answer, .. } => {
            word(answer).map(|at| answer_words(step, &Outcome::One(at))).unwrap_or_default()
        }
        Event::Chose { options, .. } => {
            answer_words(step, &Outcome::Many(options.iter().filter_map(word).collect()))
        }
        Event::Marked { mark, .. } => mark.label().to_owned(),
        Event::Read { .. } | Event::Filled { .. } | Event::Cleared { .. } => String::new(),
    }
}

pub(super) fn help(model: &Model, scroll: usize, width: u16, theme: &Theme) -> Sheet {
    let advice = match model.walking().map(|walking| &walking.stage) {
        Some(Stage::Step(_)) => {
            "Du kan alltid gå tillbaka och ändra. Innan ett ändrat svar gäller ser du precis vad som faller bort. \
             Du kan också klicka på svaren."
        }
        Some(Stage::Form { .. } | Stage::Field(_) | Stage::Review { .. } | Stage::Folder { .. }) => {
            "Fält som dina svar redan ger är ifyllda och kan rättas. Du kan lämna varje fält utan att ändra det."
        }
        None => "Allt stannar på den här datorn. Inget skickas.",
    };
    keys(Context::under_overlay(model), advice, scroll, width, theme)
}

/// The keys of a context, and a word of advice.
pub(super) fn keys(context: Context, advice: &str, scroll: usize, width: u16, theme: &Theme) -> Sheet {
    let mut top =
        vec![Line::default(), Line::styled("Tangenter på den här sidan", theme.heading), Line::default()];
    top.extend(words::plain(HIDE, width, theme.text));
    for binding in keymap::listed(context) {
        let key = Span::styled(format!("  {:<12}", keymap::shown(binding, 9)), theme.key);
        top.push(Line::from(vec![key, Span::styled(binding.says, theme.text)]));
    }
    if context.types() {
        let typing = "Ctrl+U tar bort det som står före på raden och Ctrl+W ordet före. Ctrl+A och Ctrl+E går till radens \
                      början och slut, som Home och End.";
        top.push(Line::default());
        top.extend(words::plain(typing, width, theme.text));
    }
    top.push(Line::default());
    top.extend(words::plain(advice, width, theme.text));
    Sheet { top, scroll, ..Sheet::default() }
}

pub(super) fn yes_no(yes: &str, no: &str, theme: &Theme) -> Line<'static> {
    Line::from(vec![
        Span::styled("j", theme.key),
        Span::styled(format!(" {yes}      "), theme.text),
        Span::styled("n", theme.key),
        Span::styled(format!(" {no}"), theme.text),
    ])
}
