//! A document on the paper: its head, its parts, and where it comes from.

use krilla::tagging::Tag;

use super::block::{self, LineExtent};
use super::face::{Faces, FontWeight};
use super::frame::{self, GAP, TINY, heading_level};
use super::item::{Ink, Style};
use super::layout::{LEFT, Layout, WIDTH, text_style};
use crate::document::{Document, DocumentKind, Origin, Part, PartStart};
use crate::export::sheet::DIARY;

const TITLE: Style = text_style(FontWeight::Bold, 15.0, 19.0, Ink::Text);

/// The pages of a document.
pub(super) fn lay_out_document<'f>(document: &Document, faces: &'f Faces) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    frame::draw_banner(&mut sheet, document.purpose);
    match document.kind {
        DocumentKind::Form => draw_form_head(&mut sheet, &document.title),
        DocumentKind::Sheet => draw_head(&mut sheet, document),
    }
    for part in &document.parts {
        draw_part(&mut sheet, part);
        sheet.y += match document.kind {
            DocumentKind::Form => 3.0,
            DocumentKind::Sheet => GAP,
        };
    }
    match document.kind {
        DocumentKind::Form => draw_facts(&mut sheet, &document.origin),
        // What is only read says it in short at its feet.
        DocumentKind::Sheet => {}
    }
    frame::draw_feet(&mut sheet, &document.origin.short);
    frame::every_page(&mut sheet, document.purpose);
    sheet
}

/// The title, and beside it the field that is filled in by hand.
fn draw_form_head(sheet: &mut Layout, title: &str) {
    let top = sheet.y;
    let heading = sheet.tree.add_root(Tag::Hn(heading_level(1), Some(title.to_owned())));
    let (received, diary) = (78.0, 118.0);
    for line in sheet.wrap_lines(title, WIDTH - received - diary - 14.0, TITLE) {
        let y = sheet.y;
        sheet.draw_content(heading, LEFT, y, line, TITLE);
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

/// The title, and under it what stands first.
fn draw_head(sheet: &mut Layout, document: &Document) {
    let whole = LineExtent { x: LEFT, width: WIDTH };
    let title = sheet.tree.add_root(Tag::Hn(heading_level(1), Some(document.title.clone())));
    block::draw_text(sheet, title, &document.title, whole, TITLE);
    let lead = sheet.tree.add_root(Tag::Div);
    block::draw_blocks(sheet, lead, whole, &document.lead);
    sheet.draw_rule(Ink::Accent);
    sheet.y += 5.0;
}

fn draw_part(sheet: &mut Layout, part: &Part) {
    match part.starts {
        PartStart::OnNewPage => sheet.next_page(),
        PartStart::Here => {}
    }
    let above = frame::draw_heading(sheet, &part.title);
    block::draw_blocks(sheet, above, LineExtent::WITHIN, &part.blocks);
}

/// Where the form comes from.
fn draw_facts(sheet: &mut Layout, origin: &Origin) {
    let part = frame::draw_heading(sheet, origin.heading);
    let mut notes: Vec<String> =
        origin.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    match sheet.missing {
        0 => {}
        1 => notes.push("Ett tecken saknas i dokumentets typsnitt och visas som \u{fffd}.".to_owned()),
        n => notes.push(format!("{n} tecken saknas i dokumentets typsnitt och visas som \u{fffd}.")),
    }
    for note in notes {
        block::draw_small_print(sheet, part, &note);
    }
}
