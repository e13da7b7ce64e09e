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

use super::face::{Faces, FontWeight, GlyphLine};
use super::item::{Extent, Ink, ItemRole, PageItem, Spot, Style};
use super::layout::{Layout, PAGE};

/// The size of the word behind a page, in points.
const WATERMARK: f32 = 120.0;

/// Paints all pages, and sets the bookmarks and the tags.
pub(super) fn paint_pages(document: &mut Document, layout: &Layout, faces: &Faces) {
    let mut slots: Vec<Option<Identifier>> = vec![None; layout.tree.slot_count()];
    for items in &layout.pages {
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { return };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in items {
            paint_item(&mut surface, item, faces, &mut slots);
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for bookmark in &layout.bookmarks {
        let at = XyzDestination::new(bookmark.page, spot_to_point(bookmark.at));
        outline.push_child(OutlineNode::new(bookmark.title.clone(), at));
    }
    document.set_outline(outline);
    document.set_tag_tree(layout.tree.fill_slots(&slots));
}

fn paint_item(surface: &mut Surface, item: &PageItem, faces: &Faces, slots: &mut [Option<Identifier>]) {
    match item {
        PageItem::Text { at, line, style, part } => {
            let tagged = surface.start_tagged(match part {
                ItemRole::Content(_) => ContentTag::Span(SpanTag::empty()),
                ItemRole::Head => artifact_tag(ArtifactType::Header),
                ItemRole::Foot => artifact_tag(ArtifactType::Footer),
            });
            paint_text(surface, *at, line, *style, faces);
            surface.end_tagged();
            if let ItemRole::Content(slot) = part
                && let Some(slot) = slots.get_mut(*slot)
            {
                *slot = Some(tagged);
            }
        }
        PageItem::Band(extent, ink) => paint_decoration(surface, |surface| {
            surface.set_stroke(None);
            surface.set_fill(Some(ink_fill(*ink)));
            paint_outline(surface, *extent);
        }),
        PageItem::Frame(extent) => paint_decoration(surface, |surface| {
            surface.set_fill(None);
            surface.set_stroke(Some(ink_stroke(Ink::Quiet, 0.7)));
            paint_outline(surface, *extent);
        }),
        PageItem::Rule { at, length, ink } => paint_decoration(surface, |surface| {
            let end = Spot { x: at.x + length, y: at.y };
            paint_line(surface, *at, end, ink_stroke(*ink, 0.6));
        }),
        PageItem::Cross(Extent { x, y, width, height }) => paint_decoration(surface, |surface| {
            let (left, right, top, bottom) = (x + 1.6, x + width - 1.6, y + 1.6, y + height - 1.6);
            let line = || ink_stroke(Ink::Text, 1.2);
            paint_line(surface, Spot { x: left, y: top }, Spot { x: right, y: bottom }, line());
            paint_line(surface, Spot { x: left, y: bottom }, Spot { x: right, y: top }, line());
        }),
        PageItem::Watermark(line) => paint_watermark(surface, line, faces),
    }
}

/// The word behind everything, from one corner towards the other.
fn paint_watermark(surface: &mut Surface, line: &GlyphLine, faces: &Faces) {
    surface.start_tagged(artifact_tag(ArtifactType::Watermark));
    let (x, y) = (PAGE.0 / 2.0, PAGE.1 / 2.0);
    surface.push_transform(&Transform::from_rotate_at(-52.0, x, y));
    let at = Spot { x: x - line.width * WATERMARK / 2.0, y: y + WATERMARK * 0.36 };
    let style = Style { weight: FontWeight::Bold, size: WATERMARK, leading: WATERMARK, ink: Ink::Faint };
    paint_text(surface, at, line, style, faces);
    surface.pop();
    surface.end_tagged();
}

fn paint_line(surface: &mut Surface, from: Spot, to: Spot, stroke: Stroke) {
    surface.set_fill(None);
    surface.set_stroke(Some(stroke));
    let mut path = PathBuilder::new();
    path.move_to(from.x, from.y);
    path.line_to(to.x, to.y);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn paint_text(surface: &mut Surface, at: Spot, line: &GlyphLine, style: Style, faces: &Faces) {
    surface.set_stroke(None);
    surface.set_fill(Some(ink_fill(style.ink)));
    let font = faces.face_of_weight(style.weight).font();
    surface.draw_glyphs(spot_to_point(at), &line.glyphs, font, &line.text, style.size, false);
}

fn paint_decoration(surface: &mut Surface, draw: impl FnOnce(&mut Surface)) {
    surface.start_tagged(artifact_tag(ArtifactType::Layout));
    draw(surface);
    surface.end_tagged();
}

fn paint_outline(surface: &mut Surface, extent: Extent) {
    let Extent { x, y, width, height } = extent;
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn artifact_tag(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn ink_fill(ink: Ink) -> Fill {
    Fill { paint: ink_color(ink).into(), ..Fill::default() }
}

fn ink_stroke(ink: Ink, width: f32) -> Stroke {
    Stroke { paint: ink_color(ink).into(), width, ..Stroke::default() }
}

fn ink_color(ink: Ink) -> rgb::Color {
    let (red, green, blue) = ink.rgb();
    rgb::Color::new(red, green, blue)
}

fn spot_to_point(spot: Spot) -> Point {
    Point::from_xy(spot.x, spot.y)
}
