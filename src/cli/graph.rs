//! `stegvis graph`: the routine as a picture, from the same graph that walks follow.

mod dot;
mod json;
mod mermaid;
mod svg;
mod text;
mod words;

use super::args::{Graph, Picture};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::routines::{self, LoadFault, Routine, Unwalkable};

/// Draws a flow. One with faults about walks is drawn too: that is when a picture helps.
pub(super) fn run(arguments: &Graph, console: &mut Console) -> Result<Exit, Failure> {
    let name = arguments.flow.as_deref().unwrap_or(routines::DEFAULT);
    let Routine { files, flow, .. } = routines::read(name).map_err(Failure::Load)?;
    let unreadable =
        |findings| Failure::Load(LoadFault::Unwalkable(Box::new(Unwalkable { files, findings })));
    let flow = flow.map_err(unreadable)?;
    console.result(match arguments.format {
        Picture::Text => text::draw(&flow),
        Picture::Mermaid => mermaid::draw(&flow),
        Picture::Dot => dot::draw(&flow),
        Picture::Svg => svg::draw(&flow),
        Picture::Json => json::draw(&flow),
    })?;
    Ok(Exit::Done)
}
