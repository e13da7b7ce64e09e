//! The paper: A4 pages that are filled from the top, and what is known of them when they are full.

use super::face::{Faces, FontWeight, GlyphLine};
use super::item::{Extent, Ink, ItemRole, PageItem, Spot, Style};
use super::tree::{TagNode, TagTreeBuilder};

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.276, 841.89);

/// Where the text begins from the left.
pub(super) const LEFT: f32 = 48.0;

/// How wide the text is.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;

/// Where the text begins from above.
const TOP: f32 = 42.0;

/// Where the text ends.
const BOTTOM: f32 = PAGE.1 - 52.0;

pub(super) const fn text_style(weight: FontWeight, size: f32, leading: f32, ink: Ink) -> Style {
    Style { weight, size, leading, ink }
}

/// Pages, their tags and bookmarks.
pub(super) struct Layout<'f> {
    faces: &'f Faces,
    pub(super) tree: TagTreeBuilder,
    pub(super) pages: Vec<Vec<PageItem>>,
    pub(super) bookmarks: Vec<Bookmark>,
    /// Where the next thing goes on the last page.
    pub(super) y: f32,
    /// The headings that nothing stands under yet.
    waiting: Option<WaitingHeading>,
    /// Characters without a picture.
    pub(super) missing: usize,
}

/// A bookmark: a heading, and where it stands.
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) page: usize,
    pub(super) at: Spot,
}

impl<'f> Layout<'f> {
    pub(super) fn new(faces: &'f Faces) -> Self {
        Self {
            faces,
            tree: TagTreeBuilder::default(),
            pages: vec![Vec::new()],
            bookmarks: Vec::new(),
            y: TOP,
            waiting: None,
            missing: 0,
        }
    }

    /// The text in lines of this width and style.
    pub(super) fn wrap_lines(&self, text: &str, width: f32, style: Style) -> Vec<GlyphLine> {
        self.faces.face_of_weight(style.weight).wrap_lines(text, width / style.size)
    }

    /// The text on one line.
    pub(super) fn set_line(&self, text: &str, style: Style) -> GlyphLine {
        self.faces.face_of_weight(style.weight).set_line(text)
    }

    /// A mark in a box, read as `text`.
    pub(super) fn set_mark(&self, shown: char, text: &str, style: Style) -> GlyphLine {
        self.faces.face_of_weight(style.weight).set_mark(shown, text)
    }

    /// Whether so much more has room on the page.
    pub(super) fn has_room(&self, height: f32) -> bool {
        self.y + height <= BOTTOM
    }

    /// How much of the last page is filled, from its top.
    pub(super) fn height_used(&self) -> f32 {
        self.y - TOP
    }

    /// How many lines of this height have room on the page.
    pub(super) fn lines_left(&self, leading: f32) -> usize {
        let lines = std::iter::successors(Some(leading), |filled| Some(filled + leading));
        lines.take_while(|filled| self.has_room(*filled)).count()
    }

    /// Begins a new page where so much has no room on this one, but would on an empty one.
    pub(super) fn make_room(&mut self, height: f32) -> PageBreak {
        if self.has_room(height) || self.y <= TOP || TOP + height > BOTTOM {
            return PageBreak::Same;
        }
        self.next_page();
        PageBreak::New
    }

    /// Begins a new page. A heading that nothing stands under yet comes with it, unless the page began with it.
    pub(super) fn next_page(&mut self) {
        let page = self.pages.len() - 1;
        self.pages.push(Vec::new());
        let left = std::mem::replace(&mut self.y, TOP);
        let Some(waiting) = self.waiting.take().filter(|waiting| waiting.top > TOP) else { return };
        let down = TOP - waiting.top;
        self.y = left + down;
        let moved = self.pages.get_mut(page).map(|items| items.split_off(waiting.items)).unwrap_or_default();
        if let Some(items) = self.pages.last_mut() {
            items.extend(moved.into_iter().map(|item| item.moved_down(down)));
        }
        for bookmark in self.bookmarks.iter_mut().skip(waiting.bookmarks) {
            bookmark.page += 1;
            bookmark.at.y += down;
        }
    }

    /// What is drawn from here on is a heading, which never stands alone at the end of a page.
    pub(super) fn begin_heading(&mut self) {
        let (items, bookmarks) = (self.pages.last().map_or(0, Vec::len), self.bookmarks.len());
        let new = WaitingHeading { items, bookmarks, top: self.y, state: HeadingState::Drawn };
        let waiting = self.waiting.get_or_insert(new);
        waiting.state = HeadingState::Drawn;
    }

    /// What is drawn from here on stands under the heading.
    pub(super) fn end_heading(&mut self) {
        if let Some(waiting) = &mut self.waiting {
            waiting.state = HeadingState::Bare;
        }
    }

    /// A line as content of the document, its top at `y`.
    pub(super) fn draw_content(&mut self, above: TagNode, x: f32, y: f32, line: GlyphLine, style: Style) {
        if line.glyphs.is_empty() {
            return;
        }
        self.missing += line.missing;
        let part = ItemRole::Content(self.tree.add_slot(above));
        self.add_item(PageItem::Text { at: baseline(x, y, style), line, style, part });
    }

    /// A line that only repeats what is already said.
    pub(super) fn draw_repeated(&mut self, x: f32, y: f32, line: GlyphLine, style: Style) {
        self.add_item(PageItem::Text { at: baseline(x, y, style), line, style, part: ItemRole::Head });
    }

    pub(super) fn draw_band(&mut self, height: f32, ink: Ink) {
        let extent = Extent { x: LEFT, y: self.y, width: WIDTH, height };
        self.add_item(PageItem::Band(extent, ink));
    }

    /// A bar of a diagram: what it says stands beside it as a number.
    pub(super) fn draw_bar(&mut self, x: f32, y: f32, width: f32, height: f32) {
        if width > 0.0 {
            self.add_item(PageItem::Band(Extent { x, y, width, height }, Ink::Accent));
        }
    }

    pub(super) fn draw_frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.add_item(PageItem::Frame(Extent { x, y, width, height }));
    }

    /// A box with a cross in it.
    pub(super) fn draw_crossed_box(&mut self, x: f32, y: f32, side: f32) {
        self.draw_frame(x, y, side, side);
        self.add_item(PageItem::Cross(Extent { x, y, width: side, height: side }));
    }

    pub(super) fn draw_rule(&mut self, ink: Ink) {
        self.add_item(PageItem::Rule { at: Spot { x: LEFT, y: self.y }, length: WIDTH, ink });
    }

    pub(super) fn add_bookmark(&mut self, title: &str) {
        let at = Spot { x: 0.0, y: (self.y - 6.0).max(0.0) };
        self.bookmarks.push(Bookmark { title: title.to_owned(), page: self.pages.len() - 1, at });
    }

    fn add_item(&mut self, item: PageItem) {
        self.waiting.take_if(|waiting| waiting.state == HeadingState::Bare);
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }
}

/// One heading or several on each other that nothing stands under yet.
struct WaitingHeading {
    /// How many things stood on the page before it.
    items: usize,
    /// How many bookmarks there were before it.
    bookmarks: usize,
    /// Where it begins.
    top: f32,
    state: HeadingState,
}

/// How far a heading has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadingState {
    /// It is being drawn.
    Drawn,
    /// It is drawn, and nothing under it.
    Bare,
}

/// Whether a new page was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageBreak {
    Same,
    New,
}

/// The spot of a baseline for a line whose top is at `y`.
pub(super) fn baseline(x: f32, y: f32, style: Style) -> Spot {
    Spot { x, y: y + style.leading * 0.5 + style.size * 0.36 }
}
