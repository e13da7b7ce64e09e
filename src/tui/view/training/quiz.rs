//! The quiz: a question with its options, the right answer with the reasons, and what to read again.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::large;
use super::super::sheet::{PageSheet, SheetItem, number_label};
use super::render_heading;
use crate::flow::law;
use crate::quiz::round::{AnsweredBy, QuestionStage, QuizRound};
use crate::quiz::{Question, QuestionChoice, QuestionKind};
use crate::tui::theme::Theme;
use crate::tui::training::{Letters, QuizPage, TrainingModel};
use crate::tui::words;

pub(super) fn render_page(training: &TrainingModel, page: &QuizPage, body: Rect, theme: &Theme) -> PageSheet {
    match (page.round.stage(), page.round.question()) {
        (QuestionStage::Asked, Some(question)) => render_question(training, page, question, body, theme),
        (QuestionStage::Shown, Some(question)) => render_answer(training, page, question, body, theme),
        (QuestionStage::Over | QuestionStage::Asked | QuestionStage::Shown, _) => {
            render_result(training, page, body, theme)
        }
    }
}

/// How many are in the room, as it is typed.
pub(super) fn render_present(training: &TrainingModel, number: u32, body: Rect, theme: &Theme) -> PageSheet {
    let mut top = render_heading(training, "Hur många är ni?", body, 4, theme);
    top.push(Line::default());
    top.extend(match number {
        0 => vec![Line::styled("_", theme.heading)],
        number => render_heading(training, &format!("{number}_"), body, 4, theme),
    });
    top.push(Line::default());
    let why = "Ingen fråga kan få fler händer än ni är. Tryck Enter för att gå till frågorna.";
    top.extend(words::wrap_plain(why, body.width, theme.quiet));
    PageSheet { top, ..PageSheet::default() }
}

/// What is in large letters on a question.
#[derive(Clone, Copy)]
struct QuestionSize {
    question: Letters,
    options: OptionLetters,
}

/// Which options are in large letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OptionLetters {
    All,
    /// The one under the cursor.
    Chosen,
    None,
}

/// From the largest, of which the first is taken that shows every option.
const SIZES: [QuestionSize; 6] = [
    QuestionSize { question: Letters::Large, options: OptionLetters::All },
    QuestionSize { question: Letters::Usual, options: OptionLetters::All },
    QuestionSize { question: Letters::Large, options: OptionLetters::Chosen },
    QuestionSize { question: Letters::Usual, options: OptionLetters::Chosen },
    QuestionSize { question: Letters::Large, options: OptionLetters::None },
    QuestionSize { question: Letters::Usual, options: OptionLetters::None },
];

/// The question, as large as it can be with every option on the page.
fn render_question(
    training: &TrainingModel,
    page: &QuizPage,
    question: &Question,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let sizes: &[QuestionSize] = match training.letters {
        Letters::Usual => &SIZES[SIZES.len() - 1..],
        Letters::Large => &SIZES,
    };
    let sheets = || sizes.iter().filter_map(|size| render_sized(page, question, *size, body, theme));
    let fitting = sheets().find(|sheet| sheet.fits(body));
    fitting.or_else(|| sheets().next_back().map(|sheet| cut_top(sheet, body, theme))).unwrap_or_default()
}

/// The page with as much of its top as leaves room for every option, from the end.
fn cut_top(mut sheet: PageSheet, body: Rect, theme: &Theme) -> PageSheet {
    let rows: usize = sheet.items.iter().map(|item| item.lines.len()).sum();
    let room = usize::from(body.height).saturating_sub(rows).max(FEW_ROWS);
    if sheet.top.len() > room {
        sheet.top.drain(..=sheet.top.len() - room);
        sheet.top.insert(0, Line::styled("… och svaren dessförinnan", theme.quiet));
    }
    sheet
}

/// The fewest rows that are kept of what stands over the options.
const FEW_ROWS: usize = 3;

/// The question in a size; `None` where what is to be large has no room.
fn render_sized(
    page: &QuizPage,
    question: &Question,
    size: QuestionSize,
    body: Rect,
    theme: &Theme,
) -> Option<PageSheet> {
    let asks = match size.question {
        Letters::Large => large::render_text(&question.asks, body.width, body.height, theme.heading)?,
        Letters::Usual => words::wrap_plain(&question.asks, body.width, theme.heading),
    };
    let options = question.options.iter().zip(page.round.hand_counts()).enumerate();
    let item = |(n, (option, hands)): (usize, (&QuestionChoice, &u32))| {
        let is_large = match size.options {
            OptionLetters::All => true,
            OptionLetters::Chosen => page.cursor == n,
            OptionLetters::None => false,
        };
        let width = body.width.saturating_sub(6);
        let mut lines = if is_large {
            large::render_text(&option.text, width, body.height, theme.text)?
        } else {
            words::wrap_plain(&option.text, width, theme.text)
        };
        if page.round.by == AnsweredBy::Room {
            lines.push(Line::styled(describe_hands(*hands), theme.key));
        }
        Some(SheetItem { mark: number_label(n), lines, heading: None })
    };
    let items = options.map(item).collect::<Option<Vec<SheetItem>>>()?;
    let rows: usize = items.iter().map(|item| item.lines.len()).sum();
    let room = usize::from(body.height).saturating_sub(rows + asks.len());
    let mut top = render_walk(question, room, body.width, theme);
    top.extend(asks);
    if top.len() + rows < usize::from(body.height) {
        top.push(Line::default());
    }
    Some(PageSheet { top, items, cursor: Some(page.cursor), ..PageSheet::default() })
}

/// The walk that is asked about, in the fullest way that has room: the answers in rows, one after another, or without what was
/// asked.
fn render_walk(question: &Question, room: usize, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    if question.kind == QuestionKind::Next && question.told.is_empty() {
        return vec![Line::styled("Rutinen har just börjat.", theme.quiet), Line::default()];
    }
    let whole: Vec<String> =
        question.told.iter().map(|(asked, answer)| format!("{asked} **{answer}**")).collect();
    let short: Vec<String> = question.told.iter().map(|(_, answer)| format!("**{answer}**")).collect();
    let wrap = |text: &str| words::wrap_markdown(text, width, theme.quiet);
    let rows: Vec<Line<'static>> = whole.iter().flat_map(|row| wrap(row)).collect();
    let shown = [rows, wrap(&whole.join(" · ")), wrap(&short.join(" · "))];
    let last = shown.len() - 1;
    let fits = |(nth, lines): &(usize, Vec<Line<'static>>)| *nth == last || lines.len() < room;
    let (_, mut lines) = shown.into_iter().enumerate().find(fits).unwrap_or_default();
    lines.push(Line::default());
    lines
}

fn describe_hands(hands: u32) -> String {
    match hands {
        1 => "1 hand".to_owned(),
        hands => format!("{hands} händer"),
    }
}

/// The right answer first, then the others, each explained from the routine's own texts.
fn render_answer(
    training: &TrainingModel,
    page: &QuizPage,
    question: &Question,
    body: Rect,
    theme: &Theme,
) -> PageSheet {
    let mut top = words::wrap_plain(&question.asks, body.width, theme.text);
    let right = question.options.get(question.right).into_iter();
    top.push(Line::default());
    for option in right {
        top.push(Line::styled(
            format!("RÄTT SVAR{}", describe_choosers(&page.round, question.right)),
            theme.attention,
        ));
        let rows = body.height.saturating_sub(u16::try_from(top.len()).unwrap_or(u16::MAX));
        top.extend(render_heading(training, &option.text, body, rows.max(8), theme));
        top.extend(words::wrap_plain(&option.explains, body.width, theme.text));
    }
    for (n, option) in question.options.iter().enumerate().filter(|(n, _)| *n != question.right) {
        top.push(Line::default());
        top.extend(render_wrong_option(&page.round, n, option, body.width, theme));
    }
    if !question.told.is_empty() {
        let told: Vec<String> =
            question.told.iter().map(|(asked, answer)| format!("{asked} **{answer}**")).collect();
        top.push(Line::default());
        top.extend(words::wrap_markdown(
            &format!("Vägen dit: {}", told.join(" · ")),
            body.width,
            theme.quiet,
        ));
    }
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}

fn render_wrong_option(
    round: &QuizRound,
    nth: usize,
    option: &QuestionChoice,
    width: u16,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let text = format!("× {}{}", option.text, describe_choosers(round, nth));
    let mut lines = words::wrap_plain(&text, width, theme.heading);
    lines.extend(words::wrap_plain(&option.explains, width, theme.text));
    lines
}

/// Who chose an option, in words; nothing where nobody did.
fn describe_choosers(round: &QuizRound, nth: usize) -> String {
    match (round.by, round.hand_counts().get(nth).copied().unwrap_or(0)) {
        (_, 0) => String::new(),
        (AnsweredBy::One, _) => " – ditt svar".to_owned(),
        (AnsweredBy::Room, hands) => format!(" – {}", describe_hands(hands)),
    }
}

/// What the room answered in all.
fn describe_total(round: &QuizRound) -> String {
    let (hands, asked) = (round.total_hands(), round.answered_questions().count());
    format!("I allt: {} på {asked} frågor, {} för rätt svar.", describe_hands(hands.total()), hands.right)
}

fn render_result(training: &TrainingModel, page: &QuizPage, body: Rect, theme: &Theme) -> PageSheet {
    let flow = training.material.flow.flow();
    let mut top = Vec::new();
    if page.round.by == AnsweredBy::Room {
        top.extend(words::wrap_plain(&describe_total(&page.round), body.width, theme.text));
        top.push(Line::default());
    }
    top.extend(render_heading(training, "Att läsa igen", body, 4, theme));
    top.push(Line::default());
    let again = page.round.read_again();
    if page.round.quiz.questions.is_empty() {
        top.extend(words::wrap_plain("Den här rutinen ger inga frågor.", body.width, theme.text));
    } else if again.is_empty() {
        top.extend(words::wrap_plain("Alla svar stämde med rutinen.", body.width, theme.text));
    }
    for at in again {
        let step = flow.step(at);
        top.extend(words::wrap_markdown(&format!("- **{}**", step.title), body.width, theme.text));
        let laws = law::resolve_cited_laws(flow, &step.laws, training.today);
        let told = laws.iter().map(law::CitedLaw::format_citation).chain(law::describe_read_days(&laws));
        top.extend(told.flat_map(|told| words::wrap_plain(&format!("  {told}"), body.width, theme.quiet)));
    }
    top.push(Line::default());
    let kept = match page.round.by {
        AnsweredBy::One => "Inget av svaren sparas.",
        AnsweredBy::Room => "Vem som svarade vad sparas aldrig.",
    };
    top.extend(words::wrap_plain(kept, body.width, theme.quiet));
    PageSheet { top, scroll: page.scroll, ..PageSheet::default() }
}
