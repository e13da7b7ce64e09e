//! The form on the paper: head, sections, acts, facts, and the foot of every page.

use krilla::tagging::{TableHeaderScope, Tag};
use std::num::NonZeroU16;

use super::face::{Line, Weight};
use super::item::{Extent, Ink, Item, Part, Spot, Style};
use super::layout::{LEFT, Layout, PAGE, Paged, WIDTH, baseline, style};
use super::tree::Branch;
use super::{face::Faces, value};
use crate::export::Purpose;
use crate::export::sheet::{self, Answer, DIARY, EXERCISE, EXERCISE_TOLD, FOOT};
use crate::form::model::{ActRow, ActState, Form, Row, Section};

const TITLE: Style = style(Weight::Bold, 15.0, 19.0, Ink::Text);
const HEADING: Style = style(Weight::Bold, 9.5, 15.0, Ink::Text);
const LABEL: Style = style(Weight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = style(Weight::Regular, 9.0, 11.5, Ink::Text);
const SMALL: Style = style(Weight::Regular, 7.5, 9.6, Ink::Text);
const TINY: Style = style(Weight::Regular, 7.0, 8.6, Ink::Quiet);
const BANNER: Style = style(Weight::Bold, 9.0, 18.0, Ink::Paper);

/// How far in from the left of the text everything stands.
const INSET: f32 = 5.0;

/// How wide a label is.
const LABEL_WIDTH: f32 = 124.0;

/// Where the answers begin.
const VALUE: f32 = LEFT + INSET + LABEL_WIDTH + 10.0;

/// How wide the answers are.
const VALUE_WIDTH: f32 = LEFT + WIDTH - INSET - VALUE;

/// How wide the column of states is, its box included.
const STATE_WIDTH: f32 = 168.0;

/// The space between rows.
const GAP: f32 = 2.2;

/// The pages of a form.
pub(super) fn set<'f>(form: &Form, purpose: Purpose, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    head(&mut sheet, form, purpose);
    form.sections.iter().for_each(|part| section(&mut sheet, part));
    facts(&mut sheet, form);
    feet(&mut sheet, form);
    every_page(&mut sheet, purpose);
    sheet
}

/// The heading level `n`.
pub(super) fn level(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

/// The title, and beside it the field that is filled in by hand.
fn head(sheet: &mut Layout, form: &Form, purpose: Purpose) {
    if purpose == Purpose::Exercise {
        let banner = sheet.tree.root(Tag::P);
        let line = sheet.line(EXERCISE_TOLD, BANNER);
        sheet.content(banner, LEFT + INSET, 14.0, line, BANNER);
    }
    let top = sheet.y;
    let title = sheet.tree.root(Tag::Hn(level(1), Some(form.title.clone())));
    let (received, diary) = (78.0, 118.0);
    for line in sheet.lines(&form.title, WIDTH - received - diary - 14.0, TITLE) {
        let y = sheet.y;
        sheet.content(title, LEFT, y, line, TITLE);
        sheet.y += TITLE.leading;
    }
    let x = LEFT + WIDTH - received - diary;
    for (x, width, label) in [(x, diary, DIARY), (x + diary, received, "Mottagen")] {
        let field = sheet.tree.root(Tag::P);
        let line = sheet.line(label, TINY);
        sheet.frame(x, top, width, 34.0);
        sheet.content(field, x + 4.0, top + 2.0, line, TINY);
    }
    sheet.y = sheet.y.max(top + 34.0) + 7.0;
    sheet.rule(Ink::Accent);
    sheet.y += 5.0;
}

fn section(sheet: &mut Layout, section: &Section) {
    let part = heading(sheet, &section.title);
    let mut list = None;
    for row in &section.rows {
        match sheet::answer(&row.entry) {
            Answer::Acts(acts) => {
                list = None;
                table(sheet, part, &row.label, acts);
            }
            answer @ (Answer::Ticks(_) | Answer::Lines(_) | Answer::Empty) => {
                let list = *list.get_or_insert_with(|| sheet.tree.under(part, value::list()));
                field(sheet, list, row, answer);
            }
        }
    }
    sheet.y += 3.0;
}

/// A heading, kept together with what comes first under it.
fn heading(sheet: &mut Layout, title: &str) -> Branch {
    sheet.make_room(HEADING.leading + 3.0 * PLAIN.leading);
    let part = sheet.tree.root(Tag::Section);
    let heading = sheet.tree.under(part, Tag::Hn(level(2), Some(title.to_owned())));
    let lines = sheet.lines(title, WIDTH - 2.0 * INSET, HEADING);
    sheet.bookmark(title);
    for line in lines {
        sheet.band(HEADING.leading, Ink::Band);
        let y = sheet.y;
        sheet.content(heading, LEFT + INSET, y, line, HEADING);
        sheet.y += HEADING.leading;
    }
    sheet.y += GAP;
    part
}

/// A label and beside it what stands in the field.
fn field(sheet: &mut Layout, list: Branch, row: &Row, answer: Answer) {
    let item = sheet.tree.under(list, Tag::LI);
    let (label, body) = (sheet.tree.under(item, Tag::Lbl), sheet.tree.under(item, Tag::LBody));
    let mut labels = sheet.lines(&row.label, LABEL_WIDTH, LABEL).into_iter();
    let mut values = value::rows(sheet, body, answer, VALUE_WIDTH).into_iter();
    let rows = labels.len().max(values.len());
    let height = (0..rows).map(|_| PLAIN.leading).sum::<f32>() + GAP;
    sheet.make_room(height);
    for _ in 0..rows {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        if let Some(line) = labels.next() {
            sheet.content(label, LEFT + INSET, y, line, LABEL);
        }
        if let Some(pieces) = values.next() {
            value::place(sheet, VALUE, pieces);
        }
        sheet.y += PLAIN.leading;
    }
    sheet.y += GAP / 2.0;
    sheet.rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

fn table(sheet: &mut Layout, part: Branch, label: &str, acts: &[ActRow]) {
    sheet.make_room(4.0 * PLAIN.leading);
    let table = sheet.tree.under(part, Tag::Table);
    let caption = sheet.tree.under(table, Tag::Caption);
    for line in sheet.lines(label, WIDTH - 2.0 * INSET, LABEL) {
        let y = sheet.y;
        sheet.content(caption, LEFT + INSET, y, line, LABEL);
        sheet.y += LABEL.leading;
    }
    let head = sheet.tree.under(table, Tag::THead);
    let head = sheet.tree.under(head, Tag::TR);
    let cells = [(); 2].map(|()| sheet.tree.under(head, Tag::TH(TableHeaderScope::Column)));
    sheet.y += GAP;
    columns(sheet, Some(cells));
    let body = sheet.tree.under(table, Tag::TBody);
    for act in acts {
        let lines = sheet.lines(&act.text, WIDTH - STATE_WIDTH - 4.0 * INSET, PLAIN);
        let height = lines.iter().map(|_| PLAIN.leading).sum::<f32>() + GAP;
        if sheet.make_room(height) == Paged::New {
            columns(sheet, None);
        }
        self::act(sheet, body, act, lines);
    }
}

/// The row that says what the columns are. It is content the first time, and repeated on the pages after.
fn columns(sheet: &mut Layout, cells: Option<[Branch; 2]>) {
    let y = sheet.y;
    let places = [LEFT + INSET, LEFT + WIDTH - STATE_WIDTH];
    let lines = ["Åtgärd", "Läge"].map(|text| sheet.line(text, LABEL));
    match cells {
        Some(cells) => {
            for ((x, line), cell) in places.into_iter().zip(lines).zip(cells) {
                sheet.content(cell, x, y, line, LABEL);
            }
        }
        None => places.into_iter().zip(lines).for_each(|(x, line)| sheet.repeated(x, y, line, LABEL)),
    }
    sheet.y += LABEL.leading + GAP / 2.0;
    sheet.rule(Ink::Quiet);
    sheet.y += GAP / 2.0;
}

fn act(sheet: &mut Layout, body: Branch, act: &ActRow, lines: Vec<Line>) {
    let row = sheet.tree.under(body, Tag::TR);
    let (name, state) =
        (sheet.tree.under(row, Tag::TH(TableHeaderScope::Row)), sheet.tree.under(row, Tag::TD));
    let (x, y) = (LEFT + WIDTH - STATE_WIDTH, sheet.y);
    for line in lines {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        sheet.content(name, LEFT + INSET, y, line, PLAIN);
        sheet.y += PLAIN.leading;
    }
    let y = y.min(sheet.y - PLAIN.leading);
    let line = sheet.line(act.state.label(), PLAIN);
    match act.state {
        ActState::Done | ActState::Handled => sheet.crossed(x, y + 2.1, value::BOX),
        ActState::Todo | ActState::BeingHandled => sheet.frame(x, y + 2.1, value::BOX, value::BOX),
        ActState::NotRelevant => {}
    }
    sheet.content(state, x + value::BOX + 5.0, y, line, PLAIN);
    sheet.y += GAP / 2.0;
    sheet.rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

/// Where the form comes from.
fn facts(sheet: &mut Layout, form: &Form) {
    let part = heading(sheet, FOOT);
    let mut notes: Vec<String> =
        sheet::facts(form).iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    match sheet.missing {
        0 => {}
        1 => notes.push("Ett tecken saknas i dokumentets typsnitt och visas som \u{fffd}.".to_owned()),
        n => notes.push(format!("{n} tecken saknas i dokumentets typsnitt och visas som \u{fffd}.")),
    }
    for note in notes {
        let paragraph = sheet.tree.under(part, Tag::P);
        for line in sheet.lines(&note, WIDTH - 2.0 * INSET, SMALL) {
            sheet.make_room(SMALL.leading);
            let y = sheet.y;
            sheet.content(paragraph, LEFT + INSET, y, line, SMALL);
            sheet.y += SMALL.leading;
        }
    }
}

/// The foot of every page: where the form comes from, in short, and which page it is.
fn feet(sheet: &mut Layout, form: &Form) {
    let proved = match form.proved.len() {
        1 => "1 bevisad garanti".to_owned(),
        n => format!("{n} bevisade garantier"),
    };
    let (routine, short) = (&form.routine, sheet::fingerprint(form));
    let text = [
        format!("{}, version {}", routine.title, routine.version),
        format!("fingeravtryck {short} · {} · {proved}", form.tool),
    ];
    footed_pages(sheet, &text);
}

/// The foot of every page: these lines, and which page it is.
pub(super) fn footed_pages(sheet: &mut Layout, text: &[String; 2]) {
    // Two lines have room: of a longer title the beginning.
    let left = text.each_ref().map(|text| sheet.lines(text, WIDTH - 70.0, TINY).into_iter().next());
    let top = PAGE.1 - 42.0;
    let pages = sheet.pages.len();
    for page in 1..=pages {
        let number = sheet.line(&format!("sida {page} av {pages}"), TINY);
        let right = LEFT + WIDTH - number.width * TINY.size;
        let mut foot = vec![Item::Rule { at: Spot { x: LEFT, y: top }, length: WIDTH, ink: Ink::Hair }];
        let mut y = top + 3.0;
        foot.push(footed(right, y, number));
        for line in left.iter().flatten() {
            foot.push(footed(LEFT, y, line.clone()));
            y += TINY.leading;
        }
        if let Some(items) = sheet.pages.get_mut(page - 1) {
            items.extend(foot);
        }
    }
}

fn footed(x: f32, y: f32, line: Line) -> Item {
    Item::Text { at: baseline(x, y, TINY), line, style: TINY, part: Part::Foot }
}

/// What every page of an exercise bears: a band above and the word behind. On the first page the band's words are
/// content, and there already.
fn every_page(sheet: &mut Layout, purpose: Purpose) {
    if purpose == Purpose::Case {
        return;
    }
    let told = sheet.line(EXERCISE_TOLD, BANNER);
    let mark = sheet.line(EXERCISE, BANNER);
    let band = Extent { x: LEFT, y: 14.0, width: WIDTH, height: 18.0 };
    for (at, items) in sheet.pages.iter_mut().enumerate() {
        let mut under = vec![Item::Watermark(mark.clone()), Item::Band(band, Ink::Alarm)];
        if at > 0 {
            let at = baseline(LEFT + INSET, 14.0, BANNER);
            under.push(Item::Text { at, line: told.clone(), style: BANNER, part: Part::Head });
        }
        items.splice(0..0, under);
    }
}
