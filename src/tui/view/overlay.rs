//! What lies over a page, as sheets: reasons, answers given, acts, what a change discards, keys, and leaving.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::sheet::{PageSheet, SheetItem, number_label};
use crate::flow::guard::Outcome;
use crate::flow::model::{Contact, Mark, Step, Term};
pub(super) use crate::map::words::describe_outcome as answer_words;
use crate::present::{self, Call, StepView, TermsView};
use crate::session::change::Change;
use crate::session::event::Event;
use crate::tui::keymap::groups::KeyGroup;
use crate::tui::keymap::{self, Binding, Context, DigitAction};
use crate::tui::model::{Model, Page, WalkPage, WalkStage};
use crate::tui::theme::Theme;
use crate::tui::words;

/// What is said under the keys that work everywhere.
const HIDDEN: &str = "Mellanslag visar allt igen när det är gömt. F9 gömmer också.";

/// What can be clicked.
/// What a digit does, on every page alike.
const DIGITS_RULE: &str = "En siffra väljer den rad som den står framför. Där ingen siffra står väljer pilarna och Enter. Är svaren \
                           själva tal går siffran till svaret som börjar så, och på det som går före allt annat bara \
                           till raden: Enter väljer.";

const CLICK: &str = "Du kan klicka på rader, svar och på tangenterna längst ned.";

/// A step and what it came to, in one line of small Markdown.
fn answer_line(step: &Step, outcome: &Outcome) -> String {
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

pub(super) fn render_why(
    walking: &WalkPage,
    today: NaiveDate,
    scroll: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let view = StepView::from_walk(&walking.walk, walking.shown_step(), today);
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(view.title, width, theme.heading));
    top.push(Line::default());
    top.extend(render_reasons(&view, width, theme));
    top.extend(render_section("Kontakter", render_contacts(&view, width, theme), theme));
    top.extend(render_section("Rutinens egna ord", render_quote(&view, width, theme), theme));
    top.extend(render_section("Ord och förkortningar", render_terms(&view, width, theme), theme));
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// Why the step is there, the law in force, the source.
pub(super) fn render_reasons(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(why) = view.why {
        lines.extend(words::wrap_markdown(why.source(), width, theme.text));
    }
    for law in &view.laws {
        let row = format!("- **{}**: {}", law.cite, law.says.source());
        lines.extend(words::wrap_markdown(&row, width, theme.text));
    }
    lines.extend(view.laws_read.iter().flat_map(|read| words::wrap_plain(read, width, theme.quiet)));
    lines.extend(render_sources(&view.sources, width, theme));
    lines
}

/// Whom to turn to.
pub(super) fn render_contacts(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let row = |contact: &&Contact| format!("→ {}: {}", contact.label, contact.reach);
    view.contacts.iter().flat_map(|contact| words::wrap_plain(&row(contact), width, theme.text)).collect()
}

/// The routine's own words, and what is to be known of them.
pub(super) fn render_quote(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let Some(quote) = &view.quote else { return Vec::new() };
    let mut lines = words::wrap_markdown(quote.words.source(), width, theme.text);
    lines.extend(quote.note.iter().flat_map(|note| words::wrap_plain(note, width, theme.quiet)));
    lines
}

/// The words of the step that the glossary explains.
pub(super) fn render_terms(view: &StepView<'_>, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let row = |term: &&Term| format!("- **{}**: {}", term.term, term.says);
    let TermsView { terms, sources } = view.find_terms();
    let mut lines: Vec<Line<'static>> =
        terms.iter().flat_map(|term| words::wrap_markdown(&row(term), width, theme.text)).collect();
    lines.extend(render_sources(&sources, width, theme));
    lines
}

/// Lines under a heading of their own; nothing where there are none.
pub(super) fn render_section(
    heading: &'static str,
    lines: Vec<Line<'static>>,
    theme: &Theme,
) -> Vec<Line<'static>> {
    if lines.is_empty() {
        return lines;
    }
    [Line::default(), Line::styled(heading, theme.heading)].into_iter().chain(lines).collect()
}

fn render_sources(sources: &[&str], width: u16, theme: &Theme) -> Vec<Line<'static>> {
    if sources.is_empty() {
        return Vec::new();
    }
    words::wrap_plain(&format!("Källa: {}", sources.join("; ")), width, theme.quiet)
}

pub(super) fn render_trail(walking: &WalkPage, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let top = vec![
        Line::default(),
        Line::styled("Dina svar", theme.heading),
        Line::styled("Välj ett svar för att se det igen eller ändra det.", theme.quiet),
        Line::default(),
    ];
    let items = walking.walk.position().path.iter().enumerate().map(|(n, visit)| {
        let step = walking.flow().step(visit.step);
        let room = width.saturating_sub(8);
        let text = answer_line(step, &visit.outcome);
        SheetItem {
            mark: number_label(n),
            lines: words::wrap_markdown(&text, room, theme.text),
            heading: None,
        }
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

pub(super) fn render_acts(walking: &WalkPage, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let top = vec![
        Line::default(),
        Line::styled("Åtgärder hittills", theme.heading),
        Line::styled("1 gjort   2 ska göras   3 inte aktuellt", theme.quiet),
        Line::default(),
    ];
    let items = walking.walk.acts().into_iter().map(|(step, mark)| {
        let (sign, words) = mark_words(mark);
        let text = format!("{} – **{words}**", walking.flow().step(step).title);
        let lines = words::wrap_markdown(&text, width.saturating_sub(8), theme.text);
        SheetItem { mark: sign.to_owned(), lines, heading: None }
    });
    PageSheet { top, items: items.collect(), cursor: Some(cursor), ..PageSheet::default() }
}

pub(super) fn render_change(
    walking: &WalkPage,
    event: &Event,
    change: &Change,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let flow = walking.flow();
    let mut top =
        vec![Line::default(), Line::styled("Vill du ändra svaret?", theme.heading), Line::default()];
    top.extend(words::wrap_plain(&describe_changed(walking, event), width, theme.text));
    for part in present::describe_change(change) {
        top.push(Line::default());
        top.extend(words::wrap_plain(&part.says, width, theme.text));
        let steps = part.steps.iter().map(|visit| answer_line(flow.step(visit.step), &visit.outcome));
        let fields = part.fields.iter().map(|field| format!("Fältet {}", flow.form.field(*field).label));
        let rows = steps.chain(fields);
        top.extend(rows.flat_map(|row| words::wrap_markdown(&format!("- {row}"), width, theme.text)));
    }
    top.extend([
        Line::default(),
        Line::styled("Allt annat står kvar. Du kan ångra efteråt med Ctrl+Z.", theme.quiet),
        Line::default(),
    ]);
    PageSheet { top, foot: vec![yes_no_line("ändra", "behåll som det var", theme)], ..PageSheet::default() }
}

fn describe_changed(walking: &WalkPage, event: &Event) -> String {
    let (Event::Answered { step, .. }
    | Event::Chose { step, .. }
    | Event::Marked { step, .. }
    | Event::Declined { step, .. }
    | Event::Read { step }) = event
    else {
        return String::new();
    };
    let Some(at) = walking.flow().find_step(step.as_str()) else { return String::new() };
    let step = walking.flow().step(at);
    let before =
        walking.walk.position().outcome(at).map(|outcome| answer_words(step, outcome)).unwrap_or_default();
    format!("{} Du svarade: {before}. Nytt svar: {}.", step.title, describe_new_answer(step, event))
}

fn describe_new_answer(step: &Step, event: &Event) -> String {
    let word = |id: &crate::flow::id::AnswerId| step.find_answer(id.as_str());
    match event {
        Event::Answered { answer, .. } => {
            word(answer).map(|at| answer_words(step, &Outcome::One(at))).unwrap_or_default()
        }
        Event::Chose { options, .. } => {
            answer_words(step, &Outcome::Many(options.iter().filter_map(word).collect()))
        }
        Event::Marked { mark, .. } => mark.label().to_owned(),
        Event::Declined { .. } => Mark::NotRelevant.label().to_owned(),
        Event::Read { .. } | Event::Filled { .. } | Event::Cleared { .. } => String::new(),
    }
}

pub(super) fn render_help(model: &Model, scroll: usize, width: u16, theme: &Theme) -> PageSheet {
    let purpose = match (&model.page, model.walking()) {
        (_, Some(walking)) => stage_purpose(walking),
        (Page::Forms(_), None) => {
            "Här ligger blanketterna som är sparade på den här datorn. Läs, skriv ut, märk som skickad eller ta bort."
        }
        (Page::ToDo(_), None) => {
            "Här står det du märkte ”ska göras” när du sparade en blankett. Märk det gjort, eller inte aktuellt med ett skäl."
        }
        (Page::Profile(_), None) => {
            "Här fyller du i det som är detsamma varje gång: var du arbetar och hur ni når dem rutinen nämner. \
             Aldrig namn på någon."
        }
        (Page::Picture(_), None) => {
            "Här räknas sparade blanketter ihop. Små tal döljs, så att ingen kan räknas ut."
        }
        (Page::Plan(_), None) => {
            "Här står handlingsplanens aktiviteter. Notera hur långt var och en har kommit, och skriv uppföljningen till \
             nämnden. Det som är noterat står kvar. Bara en text som kan peka ut någon försvinner, när du noterar något \
             annat på samma plats."
        }
        (Page::Inbox(_), None) => {
            "Här ligger blanketterna som du har tagit emot. Läs dem, säg hur långt de har kommit och ge dem diarienummer. \
             Inget av det ändrar en blankett."
        }
        (Page::Correction(_), None) => {
            "Här rättar du en sparad blankett, eller märker något som gjort. Inget ändras förrän du sparar. Då ersätts den förra \
             versionen."
        }
        (Page::Saved(_), None) => "Här står var blanketten ligger och vad du gör nu.",
        (Page::Start { .. } | Page::Walk(_), None) => {
            "Här börjar du, eller fortsätter det du har påbörjat. Allt stannar på den här datorn. Inget skickas."
        }
    };
    render_keys(Context::under_overlay(model), purpose, scroll, width, theme)
}

/// What a page of a walk is for.
fn stage_purpose(walking: &WalkPage) -> &'static str {
    match &walking.stage {
        WalkStage::Step(_) => match Call::from_step(walking.current_step()) {
            Call::Answer => {
                "Här svarar du på en fråga i rutinen. Du kan alltid gå tillbaka och ändra: innan ett ändrat svar gäller \
                 ser du precis vad som faller bort."
            }
            Call::Act(_) => {
                "Här står något att göra. Märk hur långt det har kommit. Det som är kvar står överst på varje sida tills \
                 du märker det gjort."
            }
            Call::Know | Call::Form => "Här står något att veta. Läs det och gå vidare.",
        },
        WalkStage::Form { .. } => {
            "Här är blanketten. Fält som dina svar redan ger är ifyllda och kan rättas. Du kan lämna varje fält utan \
             att ändra det."
        }
        WalkStage::Field(_) => "Här fyller du i ett fält. Du kan lämna det utan att ändra det.",
        WalkStage::Review { .. } => {
            "Här läser du blanketten som den blir, innan den sparas på den här datorn."
        }
        WalkStage::Folder { .. } => {
            "Blanketten kunde inte sparas. Här väljer du en annan mapp. Inget är förlorat."
        }
    }
}

/// What a page is for, and the keys of its context.
pub(super) fn render_keys(
    context: Context,
    purpose: &str,
    scroll: usize,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Den här sidan", theme.heading)];
    top.extend(words::wrap_plain(purpose, width, theme.text));
    top.extend(KeyGroup::ALL.into_iter().flat_map(|group| render_key_group(context, group, theme)));
    if keymap::bindings(context).any(|binding| binding.command.is_none()) {
        top.extend(words::wrap_plain(DIGITS_RULE, width, theme.text));
    }
    top.extend(words::wrap_plain(HIDDEN, width, theme.text));
    if context.is_typing() {
        let typing = "Ctrl+U tar bort det som står före på raden och Ctrl+W ordet före. Ctrl+A och Ctrl+E går till radens \
                      början och slut, som Home och End.";
        top.extend(words::wrap_plain(typing, width, theme.text));
    } else {
        top.extend(words::wrap_plain(CLICK, width, theme.text));
    }
    PageSheet { top, scroll, ..PageSheet::default() }
}

/// The keys of a group under its heading; nothing where the page has none of them.
fn render_key_group(context: Context, group: KeyGroup, theme: &Theme) -> Vec<Line<'static>> {
    let row = |binding: &Binding| {
        let keys = keymap::describe_keys(binding, DigitAction::Choose(0));
        let key = Span::styled(format!("  {keys:<12}"), theme.key);
        Line::from(vec![key, Span::styled(binding.says, theme.text)])
    };
    let rows: Vec<Line<'static>> = group.bindings(context).map(row).collect();
    if rows.is_empty() {
        return rows;
    }
    [Line::default(), Line::styled(group.heading(), theme.heading)].into_iter().chain(rows).collect()
}

pub(super) fn yes_no_line(yes: &str, no: &str, theme: &Theme) -> Line<'static> {
    Line::from(vec![
        Span::styled("j", theme.key),
        Span::styled(format!(" {yes}      "), theme.text),
        Span::styled("n", theme.key),
        Span::styled(format!(" {no}"), theme.text),
    ])
}
