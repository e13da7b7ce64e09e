//! What every document has in common on the paper: headings, the foot of every page, the marks of an exercise.

use std::num::NonZeroU16;

use krilla::tagging::Tag;

use super::face::{FontWeight, GlyphLine};
use super::item::{Extent, Ink, ItemRole, PageItem, Spot, Style};
use super::layout::{LEFT, Layout, PAGE, WIDTH, baseline, text_style};
use super::tree::TagNode;
use crate::export::Purpose;
use crate::export::sheet::{EXERCISE, EXERCISE_TOLD};

/// How far in from the left of the text everything stands.
pub(super) const INSET: f32 = 5.0;

/// The space between rows.
pub(super) const GAP: f32 = 2.2;

/// How small print is set.
pub(super) const TINY: Style = text_style(FontWeight::Regular, 7.0, 8.6, Ink::Quiet);

const HEADING: Style = text_style(FontWeight::Bold, 9.5, 15.0, Ink::Text);
const BANNER: Style = text_style(FontWeight::Bold, 9.0, 18.0, Ink::Paper);

/// What has room under a heading on the same page, at the least.
const UNDER: f32 = 35.0;

/// The heading level `n`.
pub(super) fn heading_level(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

/// A heading, kept together with what comes first under it.
pub(super) fn draw_heading(sheet: &mut Layout, title: &str) -> TagNode {
    sheet.make_room(HEADING.leading + UNDER);
    sheet.begin_heading();
    let part = sheet.tree.add_root(Tag::Section);
    let heading = sheet.tree.add_child(part, Tag::Hn(heading_level(2), Some(title.to_owned())));
    let lines = sheet.wrap_lines(title, WIDTH - 2.0 * INSET, HEADING);
    sheet.add_bookmark(title);
    for line in lines {
        sheet.draw_band(HEADING.leading, Ink::Band);
        let y = sheet.y;
        sheet.draw_content(heading, LEFT + INSET, y, line, HEADING);
        sheet.y += HEADING.leading;
    }
    sheet.y += GAP;
    sheet.end_heading();
    part
}

/// What the first page of an exercise says, as content; the band behind it comes with those of the other pages.
pub(super) fn draw_banner(sheet: &mut Layout, purpose: Purpose) {
    if purpose == Purpose::Exercise {
        let banner = sheet.tree.add_root(Tag::P);
        let line = sheet.set_line(EXERCISE_TOLD, BANNER);
        sheet.draw_content(banner, LEFT + INSET, 14.0, line, BANNER);
    }
}

/// The foot of every page: where the document comes from, in short, and which page it is.
pub(super) fn draw_feet(sheet: &mut Layout, text: &[String; 2]) {
    // Two lines have room: of a longer title the beginning.
    let left = text.each_ref().map(|text| sheet.wrap_lines(text, WIDTH - 70.0, TINY).into_iter().next());
    let top = PAGE.1 - 42.0;
    let pages = sheet.pages.len();
    for page in 1..=pages {
        let number = sheet.set_line(&format!("sida {page} av {pages}"), TINY);
        let right = LEFT + WIDTH - number.width * TINY.size;
        let mut foot = vec![PageItem::Rule { at: Spot { x: LEFT, y: top }, length: WIDTH, ink: Ink::Hair }];
        let mut y = top + 3.0;
        foot.push(foot_item(right, y, number));
        for line in left.iter().flatten() {
            foot.push(foot_item(LEFT, y, line.clone()));
            y += TINY.leading;
        }
        if let Some(items) = sheet.pages.get_mut(page - 1) {
            items.extend(foot);
        }
    }
}

/// A space in both faces at the foot of the first page, which nobody sees.
pub(super) fn draw_invisible_space(sheet: &mut Layout, space: char) {
    let y = PAGE.1 - 42.0;
    let items = [TINY, text_style(FontWeight::Bold, TINY.size, TINY.leading, Ink::Quiet)].map(|style| {
        let line = sheet.set_line(&space.to_string(), style);
        PageItem::Text { at: baseline(LEFT, y, style), line, style, part: ItemRole::Foot }
    });
    if let Some(page) = sheet.pages.first_mut() {
        page.extend(items);
    }
}

fn foot_item(x: f32, y: f32, line: GlyphLine) -> PageItem {
    PageItem::Text { at: baseline(x, y, TINY), line, style: TINY, part: ItemRole::Foot }
}

/// What every page of an exercise bears: a band above and the word behind. On the first page the band's words are
/// content, and there already.
pub(super) fn every_page(sheet: &mut Layout, purpose: Purpose) {
    if purpose == Purpose::Case {
        return;
    }
    let told = sheet.set_line(EXERCISE_TOLD, BANNER);
    let mark = sheet.set_line(EXERCISE, BANNER);
    let band = Extent { x: LEFT, y: 14.0, width: WIDTH, height: 18.0 };
    for (at, items) in sheet.pages.iter_mut().enumerate() {
        let mut under = vec![PageItem::Watermark(mark.clone()), PageItem::Band(band, Ink::Alarm)];
        if at > 0 {
            let at = baseline(LEFT + INSET, 14.0, BANNER);
            under.push(PageItem::Text { at, line: told.clone(), style: BANNER, part: ItemRole::Head });
        }
        items.splice(0..0, under);
    }
}
