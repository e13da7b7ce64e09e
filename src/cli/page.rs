//! `stegvis export-page`: a routine as one page to step through by links, for a phone or an intranet.

use std::path::PathBuf;

use super::args::PageArguments;
use super::console::Console;
use super::document_target::DocumentTarget;
use super::exit::Exit;
use super::failure::Failure;
use super::settings::Settings;
use crate::flow::local::Localization;
use crate::page::RoutinePage;
use crate::store::Store;
use crate::{clock, routines};

/// Writes the page to a file of its own, never over another, or to stdout.
pub(super) fn run_export_page(arguments: &PageArguments, console: &mut Console) -> Result<Exit, Failure> {
    let today = clock::read_today().map_err(Failure::Day)?;
    let settings = Settings::read_settings();
    let local = if arguments.local {
        settings.write_notice(console);
        settings.profile.local_values()
    } else {
        Localization::default()
    };
    let name = settings.choose_routine(arguments.flow.as_deref(), today);
    let flow = routines::load_local(name, today, &local).map_err(Failure::Load)?;
    let page = RoutinePage::from_flow(&flow, flow.current_date().effective_day()).map_err(|bounded| {
        let what = format!("Sidan är inte skriven: {bounded}.");
        Failure::from_refusal(what, "Dela steget i flera frågor, eller visa rutinen med `stegvis walk`.")
    })?;
    let target = DocumentTarget {
        output: arguments.output.as_deref(),
        beside: PathBuf::from(format!("rutin-{}.html", flow.flow().id)),
    };
    let render = || Ok(page.to_html().into_bytes());
    target.write_document(render, |path| Store::save_page(&page, path), console)
}
