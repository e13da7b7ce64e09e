//! The form on the paper: head, sections, acts, facts, and the foot of every page.

use krilla::tagging::{TableHeaderScope, Tag};

use super::face::{Faces, FontWeight, GlyphLine};
use super::frame::{self, GAP, INSET, TINY, heading_level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, PageBreak, WIDTH, text_style};
use super::tree::TagNode;
use super::value;
use crate::export::Purpose;
use crate::export::sheet::{self, DIARY, FOOT, LaidOutAnswer};
use crate::form::model::{ActRow, ActState, Form, FormRow, FormSection};

const TITLE: Style = text_style(FontWeight::Bold, 15.0, 19.0, Ink::Text);
const LABEL: Style = text_style(FontWeight::Bold, 8.5, 11.5, Ink::Text);
const PLAIN: Style = text_style(FontWeight::Regular, 9.0, 11.5, Ink::Text);
const SMALL: Style = text_style(FontWeight::Regular, 7.5, 9.6, Ink::Text);

/// How wide a label is.
const LABEL_WIDTH: f32 = 124.0;

/// Where the answers begin.
const VALUE: f32 = LEFT + INSET + LABEL_WIDTH + 10.0;

/// How wide the answers are.
const VALUE_WIDTH: f32 = LEFT + WIDTH - INSET - VALUE;

/// How wide the column of states is, its box included.
const STATE_WIDTH: f32 = 168.0;

/// The pages of a form.
pub(super) fn lay_out_form<'f>(form: &Form, purpose: Purpose, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    draw_head(&mut sheet, form, purpose);
    form.sections.iter().for_each(|part| draw_section(&mut sheet, part));
    draw_facts(&mut sheet, form);
    frame::draw_feet(&mut sheet, &foot_lines(form));
    frame::every_page(&mut sheet, purpose);
    sheet
}

/// The title, and beside it the field that is filled in by hand.
fn draw_head(sheet: &mut Layout, form: &Form, purpose: Purpose) {
    frame::draw_banner(sheet, purpose);
    let top = sheet.y;
    let title = sheet.tree.add_root(Tag::Hn(heading_level(1), Some(form.title.clone())));
    let (received, diary) = (78.0, 118.0);
    for line in sheet.wrap_lines(&form.title, WIDTH - received - diary - 14.0, TITLE) {
        let y = sheet.y;
        sheet.draw_content(title, LEFT, y, line, TITLE);
        sheet.y += TITLE.leading;
    }
    let x = LEFT + WIDTH - received - diary;
    for (x, width, label) in [(x, diary, DIARY), (x + diary, received, "Mottagen")] {
        let field = sheet.tree.add_root(Tag::P);
        let line = sheet.set_line(label, TINY);
        sheet.draw_frame(x, top, width, 34.0);
        sheet.draw_content(field, x + 4.0, top + 2.0, line, TINY);
    }
    sheet.y = sheet.y.max(top + 34.0) + 7.0;
    sheet.draw_rule(Ink::Accent);
    sheet.y += 5.0;
}

fn draw_section(sheet: &mut Layout, section: &FormSection) {
    let part = frame::draw_heading(sheet, &section.title);
    let mut list = None;
    for row in &section.rows {
        match sheet::lay_out_answer(&row.entry) {
            LaidOutAnswer::Acts(acts) => {
                list = None;
                draw_table(sheet, part, &row.label, acts);
                if let Some(note) = row.entry.note() {
                    draw_small_print(sheet, part, note);
                }
            }
            answer @ (LaidOutAnswer::Ticks(_) | LaidOutAnswer::Lines(_) | LaidOutAnswer::Empty) => {
                let list = *list.get_or_insert_with(|| sheet.tree.add_child(part, value::list_tag()));
                draw_field(sheet, list, row, answer);
            }
        }
    }
    sheet.y += 3.0;
}

/// A label and beside it what stands in the field.
fn draw_field(sheet: &mut Layout, list: TagNode, row: &FormRow, answer: LaidOutAnswer) {
    let item = sheet.tree.add_child(list, Tag::LI);
    let (label, body) = (sheet.tree.add_child(item, Tag::Lbl), sheet.tree.add_child(item, Tag::LBody));
    let mut labels = sheet.wrap_lines(&row.label, LABEL_WIDTH, LABEL).into_iter();
    let mut values = value::set_rows(sheet, body, answer, VALUE_WIDTH).into_iter();
    let rows = labels.len().max(values.len());
    let height = (0..rows).map(|_| PLAIN.leading).sum::<f32>() + GAP;
    sheet.make_room(height);
    for _ in 0..rows {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        if let Some(line) = labels.next() {
            sheet.draw_content(label, LEFT + INSET, y, line, LABEL);
        }
        if let Some(pieces) = values.next() {
            value::place_pieces(sheet, VALUE, pieces);
        }
        sheet.y += PLAIN.leading;
    }
    sheet.y += GAP / 2.0;
    sheet.draw_rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

fn draw_table(sheet: &mut Layout, part: TagNode, label: &str, acts: &[ActRow]) {
    sheet.make_room(4.0 * PLAIN.leading);
    let table = sheet.tree.add_child(part, Tag::Table);
    let caption = sheet.tree.add_child(table, Tag::Caption);
    for line in sheet.wrap_lines(label, WIDTH - 2.0 * INSET, LABEL) {
        let y = sheet.y;
        sheet.draw_content(caption, LEFT + INSET, y, line, LABEL);
        sheet.y += LABEL.leading;
    }
    let head = sheet.tree.add_child(table, Tag::THead);
    let head = sheet.tree.add_child(head, Tag::TR);
    let cells = [(); 2].map(|()| sheet.tree.add_child(head, Tag::TH(TableHeaderScope::Column)));
    sheet.y += GAP;
    draw_column_heads(sheet, Some(cells));
    let body = sheet.tree.add_child(table, Tag::TBody);
    for act in acts {
        let lines = sheet.wrap_lines(&act.text, WIDTH - STATE_WIDTH - 4.0 * INSET, PLAIN);
        let height = lines.iter().map(|_| PLAIN.leading).sum::<f32>() + GAP;
        if sheet.make_room(height) == PageBreak::New {
            draw_column_heads(sheet, None);
        }
        draw_act(sheet, body, act, lines);
    }
}

/// The row that says what the columns are. It is content the first time, and repeated on the pages after.
fn draw_column_heads(sheet: &mut Layout, cells: Option<[TagNode; 2]>) {
    let y = sheet.y;
    let places = [LEFT + INSET, LEFT + WIDTH - STATE_WIDTH];
    let lines = ["Åtgärd", "Läge"].map(|text| sheet.set_line(text, LABEL));
    match cells {
        Some(cells) => {
            for ((x, line), cell) in places.into_iter().zip(lines).zip(cells) {
                sheet.draw_content(cell, x, y, line, LABEL);
            }
        }
        None => places.into_iter().zip(lines).for_each(|(x, line)| sheet.draw_repeated(x, y, line, LABEL)),
    }
    sheet.y += LABEL.leading + GAP / 2.0;
    sheet.draw_rule(Ink::Quiet);
    sheet.y += GAP / 2.0;
}

fn draw_act(sheet: &mut Layout, body: TagNode, act: &ActRow, lines: Vec<GlyphLine>) {
    let row = sheet.tree.add_child(body, Tag::TR);
    let (name, state) =
        (sheet.tree.add_child(row, Tag::TH(TableHeaderScope::Row)), sheet.tree.add_child(row, Tag::TD));
    let (x, y) = (LEFT + WIDTH - STATE_WIDTH, sheet.y);
    for line in lines {
        if !sheet.has_room(PLAIN.leading) {
            sheet.next_page();
        }
        let y = sheet.y;
        sheet.draw_content(name, LEFT + INSET, y, line, PLAIN);
        sheet.y += PLAIN.leading;
    }
    let y = y.min(sheet.y - PLAIN.leading);
    let line = sheet.set_line(act.state.label(), PLAIN);
    match act.state {
        ActState::Done => sheet.draw_crossed_box(x, y + 2.1, value::BOX),
        ActState::Todo => sheet.draw_frame(x, y + 2.1, value::BOX, value::BOX),
        ActState::NotRelevant | ActState::Handled | ActState::BeingHandled => {}
    }
    sheet.draw_content(state, x + value::BOX + 5.0, y, line, PLAIN);
    sheet.y += GAP / 2.0;
    sheet.draw_rule(Ink::Hair);
    sheet.y += GAP / 2.0;
}

/// Where the form comes from.
fn draw_facts(sheet: &mut Layout, form: &Form) {
    let part = frame::draw_heading(sheet, FOOT);
    let mut notes: Vec<String> =
        sheet::origin_facts(form).iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    match sheet.missing {
        0 => {}
        1 => notes.push("Ett tecken saknas i dokumentets typsnitt och visas som \u{fffd}.".to_owned()),
        n => notes.push(format!("{n} tecken saknas i dokumentets typsnitt och visas som \u{fffd}.")),
    }
    for note in notes {
        draw_small_print(sheet, part, &note);
    }
}

/// A paragraph in small letters.
fn draw_small_print(sheet: &mut Layout, part: TagNode, text: &str) {
    let paragraph = sheet.tree.add_child(part, Tag::P);
    for line in sheet.wrap_lines(text, WIDTH - 2.0 * INSET, SMALL) {
        sheet.make_room(SMALL.leading);
        let y = sheet.y;
        sheet.draw_content(paragraph, LEFT + INSET, y, line, SMALL);
        sheet.y += SMALL.leading;
    }
}

/// What the foot of every page says: where the form comes from, in short.
fn foot_lines(form: &Form) -> [String; 2] {
    let (routine, short) = (&form.routine, sheet::short_fingerprint(form));
    [
        format!("{}, version {}", routine.title, routine.version),
        format!("fingeravtryck {short} · {}", form.tool),
    ]
}
