//! `stegvis graph`: the routine as a picture, from the same graph that walks follow.

mod dot;
mod json;
mod mermaid;
#[cfg(feature = "svg")]
mod svg;
mod text;
mod words;

use super::args::{GraphArguments, GraphFormat};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::clock;
use crate::flow::model::Flow;
use crate::routines::{self, Routine, RoutineLoadFault, Unwalkable};

/// Draws a flow. One with faults about walks is drawn too: that is when a picture helps.
pub(super) fn run_graph(arguments: &GraphArguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let settings = Settings::read_settings();
    settings.write_notice(console);
    let name = settings.choose_routine(arguments.flow.as_deref(), today);
    let Routine { files, flow, .. } = routines::read_routine(name).map_err(Failure::Load)?;
    let unreadable =
        |findings| Failure::Load(RoutineLoadFault::Unwalkable(Box::new(Unwalkable { files, findings })));
    let flow = flow.map_err(unreadable)?;
    console.write_result(match arguments.format {
        GraphFormat::Text => text::draw_text(&flow),
        GraphFormat::Mermaid => mermaid::draw_mermaid(&flow),
        GraphFormat::Dot => dot::draw_dot(&flow),
        GraphFormat::Svg => draw_svg(&flow)?,
        GraphFormat::Json => json::draw_json(&flow),
    })?;
    Ok(Exit::Done)
}

#[cfg(feature = "svg")]
fn draw_svg(flow: &Flow) -> Result<String, Failure> {
    if flow.steps.len() > svg::MOST_STEPS {
        return Err(Failure::TooWide(flow.steps.len(), svg::MOST_STEPS));
    }
    Ok(svg::draw_svg(flow))
}

#[cfg(not(feature = "svg"))]
fn draw_svg(_: &Flow) -> Result<String, Failure> {
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
        let refused = draw_svg(&library::read_flow(routines::DEFAULT).unwrap().unwrap());
        assert!(matches!(refused, Err(Failure::Unavailable(_, help)) if help.contains("mermaid")));
    }
}
