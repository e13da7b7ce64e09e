//! `stegvis graph`: the routine as a picture, from the same graph that walks follow.

mod dot;
mod json;
mod mermaid;
#[cfg(feature = "svg")]
mod svg;
mod text;
mod words;

use super::args::{Graph, Picture};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::flow::model::Flow;
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
        Picture::Svg => laid_out(&flow)?,
        Picture::Json => json::draw(&flow),
    })?;
    Ok(Exit::Done)
}

#[cfg(feature = "svg")]
fn laid_out(flow: &Flow) -> Result<String, Failure> {
    if flow.steps.len() > svg::MOST_STEPS {
        return Err(Failure::TooWide(flow.steps.len(), svg::MOST_STEPS));
    }
    Ok(svg::draw(flow))
}

#[cfg(not(feature = "svg"))]
fn laid_out(_: &Flow) -> Result<String, Failure> {
    Err(Failure::Unavailable(
        "Det här bygget av Stegvis kan inte rita SVG.",
        "Välj --format dot, mermaid eller text; eller bygg Stegvis med `--features svg`.",
    ))
}

#[cfg(not(feature = "svg"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    #[test]
    fn without_dagre_there_is_no_svg_and_it_says_what_there_is() {
        let refused = laid_out(&library::read(routines::DEFAULT).unwrap().unwrap());
        assert!(matches!(refused, Err(Failure::Unavailable(_, help)) if help.contains("mermaid")));
    }
}
