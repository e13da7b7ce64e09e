//! An action plan drawn: its activities by area, one of them with how far it has come, and the follow-ups to write.

use chrono::NaiveDate;
use ratatui::text::Line;

use super::field;
use super::sheet::{PageSheet, SheetItem, number_label};
use crate::plan::progress::{ActivityState, LONGEST_TEXT};
use crate::plans;
use crate::present::plan::{ActivityLine, ActivityView, PlanView, describe_course};
use crate::prose::sanitize;
use crate::tui::editor::Editor;
use crate::tui::model::{PlanPage, PlanStage, StateChoice, TextEdit};
use crate::tui::theme::Theme;
use crate::tui::words;

pub(super) fn render_plan(page: &PlanPage, today: NaiveDate, width: u16, theme: &Theme) -> PageSheet {
    match &page.stage {
        PlanStage::Activities => render_activities(page, today, width, theme),
        PlanStage::State(choice) => render_state(page, *choice, today, width, theme),
        PlanStage::Text(choice, edit) => render_text(page, *choice, edit, width, theme),
        PlanStage::Course { input, problem } => render_course(page, input, problem.as_deref(), width, theme),
        PlanStage::Report { cursor } => render_reports(page, *cursor, width, theme),
    }
}

fn render_activities(page: &PlanPage, today: NaiveDate, width: u16, theme: &Theme) -> PageSheet {
    let view = PlanView::from_plan(&page.open.plan, &page.open.progress, today);
    let mut top = words::wrap_plain(&view.title, width, theme.heading);
    top.extend(words::wrap_plain(&view.board, width, theme.quiet));
    top.extend(words::wrap_plain(&view.summary, width, theme.text));
    top.extend(view.notice.iter().flat_map(|notice| words::wrap_plain(notice, width, theme.quiet)));
    for warning in &page.open.warnings {
        top.extend(words::wrap_plain(&sanitize(warning), width, theme.attention));
    }
    top.push(Line::default());
    let mut items = Vec::new();
    for area in &view.areas {
        for (n, line) in area.activities.iter().enumerate() {
            let heading = (n == 0).then(|| Line::styled(area.title.to_owned(), theme.heading));
            items.push(activity_item(line, heading, width, theme));
        }
    }
    items.extend(plan_items(&view, width, theme));
    PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() }
}

fn activity_item(
    line: &ActivityLine<'_>,
    heading: Option<Line<'static>>,
    width: u16,
    theme: &Theme,
) -> SheetItem {
    let room = width.saturating_sub(8);
    let style = if line.is_late { theme.attention } else { theme.quiet };
    let mut lines = vec![Line::styled(line.first_words(usize::from(room)), theme.text)];
    lines.extend(words::wrap_plain(&line.says, room, style));
    SheetItem { mark: format!("{:>2}", line.id), lines, heading }
}

/// What is about the plan as a whole.
fn plan_items(view: &PlanView<'_>, width: u16, theme: &Theme) -> [SheetItem; 2] {
    let item = |title: &str, says: &str, heading: Option<Line<'static>>| {
        let mut lines = vec![Line::styled(title.to_owned(), theme.text)];
        lines.extend(words::wrap_plain(says, width.saturating_sub(8), theme.quiet));
        SheetItem { mark: "  ".to_owned(), lines, heading }
    };
    let course = view.course.as_deref().unwrap_or("inget noterat");
    let heading = Line::styled("Hela planen", theme.heading);
    [
        item("Webbutbildningen", course, Some(heading)),
        item("Rapporten till nämnden", "skriv uppföljningen till en fil", None),
    ]
}

fn render_state(
    page: &PlanPage,
    choice: StateChoice,
    today: NaiveDate,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let Some((activity, point)) = page.chosen(choice) else { return PageSheet::default() };
    let open = &page.open;
    let view = ActivityView::from_activity(&open.plan, &open.progress, activity, today);
    let mut top = words::wrap_plain(&view.heading, width, theme.heading);
    for (label, fact) in &view.facts {
        top.extend(words::wrap_plain(&format!("{label}: {fact}"), width, theme.text));
    }
    if !view.history.is_empty() {
        top.extend([Line::default(), Line::styled("Noterat, det senaste först", theme.heading)]);
    }
    top.extend(view.history.iter().flat_map(|noted| words::wrap_hanging("• ", noted, width, theme.text)));
    top.push(Line::default());
    let question = format!("Hur långt har den kommit vid {}?", point.label);
    let items = ActivityState::ALL.iter().enumerate().map(|(n, state)| SheetItem {
        mark: number_label(n),
        lines: vec![Line::styled(state.label(), theme.text)],
        heading: (n == 0).then(|| Line::styled(words::cut_to_width(&question, width.into()), theme.heading)),
    });
    let more = view.points.len() > 1;
    let note = if more { "Tab byter till ett annat tillfälle." } else { "" };
    PageSheet {
        top,
        scroll: choice.scroll,
        items: items.collect(),
        cursor: Some(choice.cursor),
        bottom: vec![Line::default(), Line::styled(note, theme.quiet)],
        ..PageSheet::default()
    }
}

fn render_text(
    page: &PlanPage,
    choice: StateChoice,
    edit: &TextEdit,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let (Some((activity, point)), Some(state)) = (page.chosen(choice), choice.state()) else {
        return PageSheet::default();
    };
    let heading = format!("Aktivitet {}: {}. {}", activity.id, state.label(), point.label);
    let mut top = vec![Line::default()];
    top.extend(words::wrap_plain(&heading, width, theme.heading));
    let advice = "En kort text, utan uppgifter om någon. Den får vara tom. Ctrl+S noterar.";
    top.extend(words::wrap_plain(advice, width, theme.quiet));
    top.push(Line::default());
    let mut sheet = PageSheet { top, ..PageSheet::default() };
    field::add_text(&mut sheet, LONGEST_TEXT, edit, width, theme);
    sheet
}

fn render_course(
    page: &PlanPage,
    input: &Editor,
    problem: Option<&str>,
    width: u16,
    theme: &Theme,
) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Webbutbildningen", theme.heading)];
    let asks =
        "Hur många personer har påbörjat eller genomfört den, av hur många anställda? Skriv som 242/1000.";
    top.extend(words::wrap_plain(asks, width, theme.text));
    if let Some(noted) = page.open.progress.course() {
        top.extend(words::wrap_plain(&format!("Nu står: {}", describe_course(noted)), width, theme.quiet));
    }
    top.push(Line::default());
    let bottom = problem.map(|why| words::wrap_plain(why, width, theme.attention)).unwrap_or_default();
    PageSheet { top, typed: Some(field::line_box(input, width, theme)), bottom, ..PageSheet::default() }
}

fn render_reports(page: &PlanPage, cursor: usize, width: u16, theme: &Theme) -> PageSheet {
    let mut top = vec![Line::default(), Line::styled("Rapporten till nämnden", theme.heading)];
    let says = "Uppföljningen skrivs till filer bredvid de sparade blanketterna: att skriva ut, och att arbeta vidare med. \
                Ingen fil skrivs över.";
    top.extend(words::wrap_plain(says, width, theme.text));
    top.push(Line::default());
    let labels = page.open.plan.points.iter().map(|point| point.label.as_str()).chain([plans::WHOLE]);
    let item = |(n, label): (usize, &str)| SheetItem {
        mark: number_label(n),
        lines: words::wrap_plain(label, width.saturating_sub(8), theme.text),
        heading: None,
    };
    let items = labels.enumerate().map(item).collect();
    PageSheet { top, items, cursor: Some(cursor), ..PageSheet::default() }
}
