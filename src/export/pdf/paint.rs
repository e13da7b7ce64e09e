//! Painting: pages of items become krilla's pages, every item in its place in the tag tree or outside it.

use krilla::Document;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::face::{Faces, Line, Weight};
use super::item::{Extent, Ink, Item, Part, Spot, Style};
use super::layout::{Layout, PAGE};

/// The size of the word behind a page, in points.
const WATERMARK: f32 = 120.0;

/// Paints all pages, and sets the bookmarks and the tags.
pub(super) fn paint(document: &mut Document, layout: &Layout, faces: &Faces) {
    let mut slots: Vec<Option<Identifier>> = vec![None; layout.tree.slots()];
    for items in &layout.pages {
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { return };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in items {
            one(&mut surface, item, faces, &mut slots);
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for bookmark in &layout.bookmarks {
        let at = XyzDestination::new(bookmark.page, point(bookmark.at));
        outline.push_child(OutlineNode::new(bookmark.title.clone(), at));
    }
    document.set_outline(outline);
    document.set_tag_tree(layout.tree.filled(&slots));
}

fn one(surface: &mut Surface, item: &Item, faces: &Faces, slots: &mut [Option<Identifier>]) {
    match item {
        Item::Text { at, line, style, part } => {
            let tagged = surface.start_tagged(match part {
                Part::Content(_) => ContentTag::Span(SpanTag::empty()),
                Part::Head => artifact(ArtifactType::Header),
                Part::Foot => artifact(ArtifactType::Footer),
            });
            text(surface, *at, line, *style, faces);
            surface.end_tagged();
            if let Part::Content(slot) = part
                && let Some(slot) = slots.get_mut(*slot)
            {
                *slot = Some(tagged);
            }
        }
        Item::Band(extent, ink) => decoration(surface, |surface| {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            outlined(surface, *extent);
        }),
        Item::Frame(extent) => decoration(surface, |surface| {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(Ink::Quiet, 0.7)));
            outlined(surface, *extent);
        }),
        Item::Rule { at, length, ink } => decoration(surface, |surface| {
            let end = Spot { x: at.x + length, y: at.y };
            drawn(surface, *at, end, stroke(*ink, 0.6));
        }),
        Item::Cross(Extent { x, y, width, height }) => decoration(surface, |surface| {
            let (left, right, top, bottom) = (x + 1.6, x + width - 1.6, y + 1.6, y + height - 1.6);
            let line = || stroke(Ink::Text, 1.2);
            drawn(surface, Spot { x: left, y: top }, Spot { x: right, y: bottom }, line());
            drawn(surface, Spot { x: left, y: bottom }, Spot { x: right, y: top }, line());
        }),
        Item::Watermark(line) => watermark(surface, line, faces),
    }
}

/// The word behind everything, from one corner towards the other.
fn watermark(surface: &mut Surface, line: &Line, faces: &Faces) {
    surface.start_tagged(artifact(ArtifactType::Watermark));
    let (x, y) = (PAGE.0 / 2.0, PAGE.1 / 2.0);
    surface.push_transform(&Transform::from_rotate_at(-52.0, x, y));
    let at = Spot { x: x - line.width * WATERMARK / 2.0, y: y + WATERMARK * 0.36 };
    let style = Style { weight: Weight::Bold, size: WATERMARK, leading: WATERMARK, ink: Ink::Faint };
    text(surface, at, line, style, faces);
    surface.pop();
    surface.end_tagged();
}

fn drawn(surface: &mut Surface, from: Spot, to: Spot, stroke: Stroke) {
    surface.set_fill(None);
    surface.set_stroke(Some(stroke));
    let mut path = PathBuilder::new();
    path.move_to(from.x, from.y);
    path.line_to(to.x, to.y);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn text(surface: &mut Surface, at: Spot, line: &Line, style: Style, faces: &Faces) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(style.ink)));
    let font = faces.of(style.weight).font();
    surface.draw_glyphs(point(at), &line.glyphs, font, &line.text, style.size, false);
}

fn decoration(surface: &mut Surface, draw: impl FnOnce(&mut Surface)) {
    surface.start_tagged(artifact(ArtifactType::Layout));
    draw(surface);
    surface.end_tagged();
}

fn outlined(surface: &mut Surface, extent: Extent) {
    let Extent { x, y, width, height } = extent;
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), ..Fill::default() }
}

fn stroke(ink: Ink, width: f32) -> Stroke {
    Stroke { paint: colour(ink).into(), width, ..Stroke::default() }
}

fn colour(ink: Ink) -> rgb::Color {
    let (red, green, blue) = ink.rgb();
    rgb::Color::new(red, green, blue)
}

fn point(spot: Spot) -> Point {
    Point::from_xy(spot.x, spot.y)
}
