//! `stegvis docs`: the tutorial and the reference of the format, in Swedish, as Markdown; and what the rules hold.

use super::args::{DocsArguments, DocsPage};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use super::reference;
use crate::check::rules;
use crate::flow::fault::CODES;
use crate::flow::shape::{KeyNeed, Shape, ShapeKey};

/// From nothing to a routine that is checked, walked and tried.
const TUTORIAL: &str = include_str!("../../docs/handledning.md");

/// What stands before the keys.
const ABOUT_FORMAT: &str = include_str!("../../assets/docs/format.md");

pub(super) fn show_docs(docs: &DocsArguments, console: &mut Console) -> Result<Exit, Failure> {
    let text = match docs.page {
        None => list_pages(),
        Some(DocsPage::Handledning) => TUTORIAL.to_owned(),
        Some(DocsPage::Format) => format_page(),
    };
    console.write_result(text)?;
    Ok(Exit::Done)
}

fn list_pages() -> String {
    "handledning\n    Skriv en egen rutin: från ingenting till en som är kontrollerad, gången och provad\n\
     format\n    Rutinernas format: varje nyckel med ett exempel, och varje fel\n\n\
     Läs en av dem: stegvis docs handledning\n"
        .to_owned()
}

/// The reference of the format in Swedish, as it stands in `docs/format.md`.
fn format_page() -> String {
    let shapes = reference::collect_shapes();
    let mut told: Vec<&'static [ShapeKey]> = Vec::new();
    let keys: String = shapes.into_iter().map(|shape| shape_section(shape, &mut told)).collect();
    format!("{ABOUT_FORMAT}{keys}{}", fault_section())
}

/// A part of the file with its keys. Those that it shares with a part before are named alone.
fn shape_section(shape: &'static Shape, told: &mut Vec<&'static [ShapeKey]>) -> String {
    let mut section = format!("## `{}`\n\n{}\n\n", shape.name, shape.doc);
    for keys in shape.keys {
        if told.iter().any(|known| std::ptr::eq(*known, *keys)) {
            let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
            section.push_str("Dessutom, som ovan: ");
            section.push_str(&names.join(", "));
            section.push_str(".\n\n");
        } else {
            section.extend(keys.iter().map(|key| key_section(shape, key)));
            told.push(keys);
        }
    }
    section
}

fn key_section(shape: &Shape, key: &ShapeKey) -> String {
    let example = reference::find_example(shape, key).unwrap_or_default();
    let need = match key.need {
        KeyNeed::Optional => String::new(),
        need @ (KeyNeed::Required | KeyNeed::Unless(_) | KeyNeed::Inherited) => {
            format!(" ({})", reference::describe_need(need))
        }
    };
    format!("### {}.{}{need}\n\n{}\n\n```yaml\n{example}```\n\n", shape.name, key.name, key.doc)
}

/// Every fault that a file can have, of its text, its shape and its walks.
fn fault_section() -> String {
    let of_text = CODES.iter().map(|fault| (fault.code, fault.doc));
    let of_walks = rules::all_codes().map(|code| (code.code, code.doc));
    let rows =
        of_text.chain(of_walks).map(|(code, says)| format!("| `{code}` | {} |\n", says.replace('|', "\\|")));
    let rows: String = rows.collect();
    format!(
        "## Fel\n\nDe första är om texten och formen, de sista om vägarna: vad de håller en rutin till.\n\n\
         | Kod | Vad det betyder |\n|---|---|\n{rows}"
    )
}
