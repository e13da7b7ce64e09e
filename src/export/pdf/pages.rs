//! The form on the paper: head, sections, acts, facts, and the foot of every page.

use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{Faces, Line, Weight};
use super::frame::{self, GAP, INSET, TINY, level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, Paged, WIDTH, style};
use super::tree::Branch;
use super::value;
use crate::export::Purpose;
use crate::export::sheet::{self, Answer, DIARY, FOOT};
use crate::form::model::{ActRow, ActState, Form, Row, Section};

const TITLE: Style = style(Weight::Bold, 15.0, 19.0, Ink::Text);
const LABEL: Style = style(Weight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = style(Weight::Regular, 9.0, 11.5, Ink::Text);
const SMALL: Style = style(Weight::Regular, 7.5, 9.6, Ink::Text);

/// How wide a label is.
const LABEL_WIDTH: f32 = 124.0;

/// Where the answers begin.
const VALUE: f32 = LEFT + INSET + LABEL_WIDTH + 10.0;

/// How wide the answers are.
const VALUE_WIDTH: f32 = LEFT + WIDTH - INSET - VALUE;

/// How wide the column of states is, its box included.
const STATE_WIDTH: f32 = 168.0;

/// The pages of a form.
pub(super) fn set<'f>(form: &Form, purpose: Purpose, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    head(&mut sheet, form, purpose);
    form.sections.iter().for_each(|part| section(&mut sheet, part));
    facts(&mut sheet, form);
    frame::feet(&mut sheet, &foot(form));
    frame::every_page(&mut sheet, purpose);
    sheet
}

/// The title, and beside it the field that is filled in by hand.
fn head(sheet: &mut Layout, form: &Form, purpose: Purpose) {
    frame::banner(sheet, purpose);
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
    let part = frame::heading(sheet, &section.title);
    let mut list = None;
    for row in &section.rows {
        match sheet::answer(&row.entry) {
            Answer::Acts(acts) => {
                list = None;
                table(sheet, part, &row.label, acts);
                if let Some(note) = row.entry.note() {
                    small(sheet, part, note);
                }
            }
            answer @ (Answer::Ticks(_) | Answer::Lines(_) | Answer::Empty) => {
                let list = *list.get_or_insert_with(|| sheet.tree.under(part, value::list()));
                field(sheet, list, row, answer);
            }
        }
    }
    sheet.y += 3.0;
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
        ActState::Done => sheet.crossed(x, y + 2.1, value::BOX),
        ActState::Todo => sheet.frame(x, y + 2.1, value::BOX, value::BOX),
        ActState::NotRelevant | ActState::Handled | ActState::BeingHandled => {}
    }
    sheet.content(state, x + value::BOX + 5.0, y, line, PLAIN);
    sheet.y += GAP / 2.0;
    sheet.rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

/// Where the form comes from.
fn facts(sheet: &mut Layout, form: &Form) {
    let part = frame::heading(sheet, FOOT);
    let mut notes: Vec<String> =
        sheet::facts(form).iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    match sheet.missing {
        0 => {}
        1 => notes.push("Ett tecken saknas i dokumentets typsnitt och visas som \u{fffd}.".to_owned()),
        n => notes.push(format!("{n} tecken saknas i dokumentets typsnitt och visas som \u{fffd}.")),
    }
    for note in notes {
        small(sheet, part, &note);
    }
}

/// A paragraph in small letters.
fn small(sheet: &mut Layout, part: Branch, text: &str) {
    let paragraph = sheet.tree.under(part, Tag::P);
    for line in sheet.lines(text, WIDTH - 2.0 * INSET, SMALL) {
        sheet.make_room(SMALL.leading);
        let y = sheet.y;
        sheet.content(paragraph, LEFT + INSET, y, line, SMALL);
        sheet.y += SMALL.leading;
    }
}

/// What the foot of every page says: where the form comes from, in short.
fn foot(form: &Form) -> [String; 2] {
    let (routine, short) = (&form.routine, sheet::fingerprint(form));
    [
        format!("{}, version {}", routine.title, routine.version),
        format!("fingeravtryck {short} · {}", form.tool),
    ]
}
