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

/// The least that stands on the last page of several, in points: more than a few lines, so that a sheet is worth its paper.
const LAST_PAGE: f32 = 72.0;

/// How the facts of a form are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FactsSetting {
    /// One a row.
    Rows,
    /// One after the other: where that saves a page.
    Running,
}

/// The pages of a document. Where facts in rows would take a page more they run on, and where the last of several pages would hold
/// but a few lines, a part before goes with them.
pub(super) fn lay_out_document<'f>(document: &Document, faces: &'f Faces) -> Layout<'f> {
    let usual = lay_out_broken(document, faces, None, FactsSetting::Rows);
    if document.kind == DocumentKind::Form && usual.pages.len() > 1 {
        let running = lay_out_broken(document, faces, None, FactsSetting::Running);
        if running.pages.len() < usual.pages.len() && !has_thin_end(&running) {
            return running;
        }
    }
    if !has_thin_end(&usual) {
        return usual;
    }
    let broken = |at| lay_out_broken(document, faces, Some(at), FactsSetting::Rows);
    let breaks = (1..document.parts.len()).rev().map(broken);
    let fits = |sheet: &Layout<'_>| sheet.pages.len() == usual.pages.len() && !has_thin_end(sheet);
    breaks.into_iter().find(fits).unwrap_or(usual)
}

/// Whether the last of several pages holds but a few lines.
fn has_thin_end(sheet: &Layout<'_>) -> bool {
    sheet.pages.len() > 1 && sheet.height_used() < LAST_PAGE
}

/// The pages of a document, with a new one begun before a part where one is named.
fn lay_out_broken<'f>(
    document: &Document,
    faces: &'f Faces,
    before: Option<usize>,
    setting: FactsSetting,
) -> Layout<'f> {
    let mut sheet = Layout::new(faces);
    frame::draw_banner(&mut sheet, document.purpose);
    match document.kind {
        DocumentKind::Form => draw_form_head(&mut sheet, &document.title),
        DocumentKind::Sheet | DocumentKind::Slides { .. } => draw_head(&mut sheet, document),
    }
    for (n, part) in document.parts.iter().enumerate() {
        if before == Some(n) {
            sheet.next_page();
        }
        draw_part(&mut sheet, part);
        sheet.y += match document.kind {
            DocumentKind::Form => 3.0,
            DocumentKind::Sheet | DocumentKind::Slides { .. } => GAP,
        };
    }
    match document.kind {
        DocumentKind::Form => draw_facts(&mut sheet, &document.origin, setting),
        // What is only read says where it comes from in short at its feet.
        DocumentKind::Sheet | DocumentKind::Slides { .. } => draw_missing(&mut sheet),
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
fn draw_facts(sheet: &mut Layout, origin: &Origin, setting: FactsSetting) {
    let part = frame::draw_heading(sheet, origin.heading);
    let mut notes: Vec<String> =
        origin.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect();
    notes.extend(describe_missing(sheet.missing));
    if setting == FactsSetting::Running {
        notes = vec![notes.join(" · ")];
    }
    for note in notes {
        block::draw_small_print(sheet, part, &note);
    }
}

/// That something could not be drawn, last of all.
fn draw_missing(sheet: &mut Layout) {
    if let Some(note) = describe_missing(sheet.missing) {
        let part = sheet.tree.add_root(Tag::Div);
        block::draw_small_print(sheet, part, &note);
    }
}

/// How many characters the letters of the document do not have.
fn describe_missing(missing: usize) -> Option<String> {
    match missing {
        0 => None,
        1 => Some("Ett tecken saknas i dokumentets typsnitt och visas som \u{fffd}.".to_owned()),
        n => Some(format!("{n} tecken saknas i dokumentets typsnitt och visas som \u{fffd}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, NumberTable};
    use crate::export::pdf::item::PageItem;
    use crate::export::pdf::layout::PAGE;
    use crate::export::{Purpose, sample};

    /// Whether what stands last on a page, above its foot, is a line of a heading.
    fn ends_in_heading(page: &[PageItem]) -> bool {
        let foot = PAGE.1 - 46.0;
        let last = page.iter().rfind(|item| match item {
            PageItem::Text { at, .. } | PageItem::Rule { at, .. } => at.y < foot,
            PageItem::Band(extent, _) | PageItem::Frame(extent) | PageItem::Cross(extent) => extent.y < foot,
            PageItem::Watermark(_) => false,
        });
        let is_heading = |style: &Style| matches!(style.weight, FontWeight::Bold) && style.leading > 13.0;
        matches!(last, Some(PageItem::Text { style, .. }) if is_heading(style))
    }

    fn sheet_of(parts: Vec<Part>) -> Document {
        Document { kind: DocumentKind::Sheet, parts, ..sample::sample_document(Purpose::Case) }
    }

    fn part(title: &str, blocks: Vec<Block>) -> Part {
        Part { title: title.to_owned(), starts: PartStart::Here, blocks }
    }

    #[test]
    fn no_heading_stands_last_on_a_page_whatever_comes_under_it() {
        let faces = Faces::load().unwrap();
        let long = "ord ".repeat(60);
        let numbers = NumberTable {
            caption: "Tal".to_owned(),
            heads: vec!["2026".to_owned()],
            rows: vec![("rad".to_owned(), vec!["7".to_owned()]); 9],
        };
        let under = [
            Block::Text("ett\ntvå\ntre".to_owned()),
            Block::Points(vec![long.clone(); 3]),
            Block::Rows(vec![("Namnet på raden".to_owned(), long.clone()); 9]),
            Block::Rows(vec![(long, "7".to_owned()); 4]),
            Block::Room(5),
            Block::Numbers(numbers),
        ];
        for (under, lines) in under.iter().flat_map(|under| (0..64).map(move |lines| (under, lines))) {
            let heading = Block::Heading("Rubrik ".repeat(lines * 7 % 50 + 1));
            let before = part("Före", vec![Block::Text("rad\n".repeat(lines))]);
            let document = sheet_of(vec![before, part("Delen", vec![heading, under.clone()])]);
            let sheet = lay_out_document(&document, &faces);
            assert!(!sheet.pages.iter().any(|page| ends_in_heading(page)), "{lines} rader, {under:?}");
            let marked = sheet.bookmarks.iter().all(|mark| mark.page < sheet.pages.len());
            assert!(marked && sheet.pages.len() <= 3, "{lines} rader");
        }
    }

    #[test]
    fn the_last_of_several_pages_never_holds_but_a_few_lines() {
        let faces = Faces::load().unwrap();
        for lines in 20..110 {
            let texts = [lines / 2, lines / 4, lines / 4, 3, 5].map(|lines| "rad\n".repeat(lines.max(1)));
            let parts: Vec<Part> =
                texts.into_iter().map(|text| part("Delen", vec![Block::Text(text)])).collect();
            for kind in [DocumentKind::Form, DocumentKind::Sheet] {
                let document =
                    Document { kind, parts: parts.clone(), ..sample::sample_document(Purpose::Case) };
                let sheet = lay_out_document(&document, &faces);
                assert!(!has_thin_end(&sheet), "{lines} rader, {:?} sidor", sheet.pages.len());
            }
        }
    }

    #[test]
    fn a_form_takes_no_page_more_for_its_facts_than_they_need() {
        let faces = Faces::load().unwrap();
        let mut saved = 0;
        for lines in 20..70 {
            let texts = ["rad\n".repeat(lines), "rad".to_owned()];
            let parts = texts.map(|text| part("Delen", vec![Block::Text(text)])).to_vec();
            let document = Document { parts, ..sample::sample_document(Purpose::Case) };
            let pages = |facts| lay_out_broken(&document, &faces, None, facts).pages.len();
            let (rows, running) = (pages(FactsSetting::Rows), pages(FactsSetting::Running));
            assert!(lay_out_document(&document, &faces).pages.len() <= running.max(rows), "{lines} rader");
            saved += usize::from(lay_out_document(&document, &faces).pages.len() < rows);
        }
        assert!(saved > 1, "no form is a page shorter");
    }

    #[test]
    fn a_sheet_tells_what_its_letters_do_not_have() {
        let faces = Faces::load().unwrap();
        let drawn = |text: &str| {
            let document = sheet_of(vec![part("Del", vec![Block::Text(text.to_owned())])]);
            let sheet = lay_out_document(&document, &faces);
            let lines = sheet.pages.iter().flatten().filter_map(|item| {
                let PageItem::Text { line, .. } = item else { return None };
                Some(line.text.clone())
            });
            lines.collect::<Vec<_>>().join("\n")
        };
        assert!(!drawn("rad").contains("typsnitt"));
        assert!(drawn("漢 och 字").contains("2 tecken saknas i dokumentets typsnitt"));
    }
}
