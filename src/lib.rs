//! Stegvis: a routine as a graph, proved, walked, and ended in a de-identified form.
//!
//! The modules stand in reading order, the order in which data flows, and each stage's output can be made by that stage alone:
//!
//! ```text
//! text ─ source ─ flow ─ check ─► VerifiedFlow ─ session ─► Form ─ gate ─► DeidentifiedForm ─ export ─► bytes ─ store ─► file
//! ```
//!
//! The whole way, but for the disk:
//!
//! ```
//! use std::sync::Arc;
//!
//! use chrono::NaiveDate;
//! use stegvis::answers;
//! use stegvis::check::verified::verify_flow;
//! use stegvis::deid::Scanner;
//! use stegvis::export::{Format, Purpose, render_form};
//! use stegvis::flow;
//! use stegvis::form::{deidentified::pass_gate, fill::fill_form};
//! use stegvis::source::{FileId, SourceFile};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let today = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
//!
//! // Text becomes a flow, and a flow is verified: only then can it be walked.
//! let routine = SourceFile::new("prov.yaml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walkable.yaml")));
//! let flow = flow::read_flow(&routine, FileId::MAIN).map_err(|faults| format!("{faults:?}"))?;
//! let flow = Arc::new(verify_flow(flow, today).map_err(|faults| format!("{faults:?}"))?);
//!
//! // A walk of answers. Free text is let through by the scanner, or not at all.
//! let text = "answers: {akut: nej, alder: vuxen, grund: [samtycke]}\nacts: {samordnare: gjort}\n";
//! let file = SourceFile::new("svar.yaml", text);
//! let answers = answers::read_answers(&file, FileId::MAIN).map_err(|faults| format!("{faults:?}"))?;
//! let walk = answers.walk_to_end(&flow, &Scanner::builtin()).map_err(|faults| format!("{faults:?}"))?;
//!
//! // The form passes the gate, and becomes bytes.
//! let form = pass_gate(fill_form(&walk, today)).map_err(|objections| format!("{objections:?}"))?;
//! let bytes = render_form(&form, Format::Txt, Purpose::Exercise)?;
//! assert!(String::from_utf8(bytes)?.contains("Oro"));
//! # Ok(())
//! # }
//! ```
//!
//! What the types rule out is shown in `src/claims.rs`, by examples that do not compile.

pub mod calendar;
pub mod source;
pub mod diagnostic;
pub mod characters;
pub mod prose;
pub mod document;
pub mod flow;
pub mod check;
pub mod library;
pub mod deid;
pub mod session;
pub mod map;
pub mod quiz;
pub mod form;
pub mod plan;
pub mod present;
pub mod answers;
pub mod scenario;
pub mod paper;
pub mod export;
pub mod page;
pub mod profile;
pub mod training;
pub mod summary;
#[cfg(feature = "cli")]
pub mod clock;
#[cfg(feature = "cli")]
pub mod wiping;
#[cfg(feature = "cli")]
pub mod spelling;
#[cfg(feature = "cli")]
pub mod store;
#[cfg(feature = "cli")]
pub mod draft;
#[cfg(feature = "cli")]
pub mod routines;
#[cfg(feature = "cli")]
pub mod scenarios;
#[cfg(feature = "cli")]
pub mod plans;
#[cfg(feature = "cli")]
pub mod inbox;
#[cfg(feature = "cli")]
pub mod saved_forms;
#[cfg(feature = "cli")]
pub mod corrections;
#[cfg(feature = "cli")]
pub mod todo;
#[cfg(feature = "cli")]
pub mod workplace;
#[cfg(feature = "cli")]
pub mod tui;
#[cfg(feature = "cli")]
pub mod plain;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(all(doctest, feature = "cli"))]
mod claims;
