//! What ARCHITECTURE.md says cannot be written, tried: each example is refused by the compiler. Built with the
//! documentation's tests alone.
//!
//! The same names are used rightly first, so that an example fails for its own reason and not for a name that is gone:
//!
//! ```
//! use stegvis::check::verified::{VerifiedFlow, verify_flow};
//! use stegvis::deid::Scanner;
//! use stegvis::deid::screened::{Clearings, Screened, screen_text};
//! use stegvis::export::{Format, Purpose, render_form};
//! use stegvis::form::deidentified::{DeidentifiedForm, pass_gate};
//! use stegvis::form::{fill::fill_form, model::Form};
//! use stegvis::paper::Paper;
//! use stegvis::session::{event::FieldValue, walk::Walk};
//! use stegvis::store::Store;
//! use stegvis::summary::picture::Picture;
//!
//! fn session(flow: VerifiedFlow) -> Walk { Walk::new(std::sync::Arc::new(flow)) }
//! fn written(form: &DeidentifiedForm) { let _ = render_form(form, Format::Txt, Purpose::Case); }
//! fn saved(store: &Store, form: &DeidentifiedForm) { let _ = store.save_form(form, Format::USUAL); }
//! fn value(text: Screened) -> FieldValue { FieldValue::Text(text) }
//! assert!(screen_text(&Scanner::builtin(), "Ett fönster är krossat.", &Clearings::default()).is_ok());
//! ```

/// No session over an unverified flow.
///
/// ```compile_fail,E0308
/// use stegvis::flow::model::Flow;
/// use stegvis::session::walk::Walk;
/// fn session(flow: Flow) -> Walk { Walk::new(std::sync::Arc::new(flow)) }
/// ```
///
/// And no verified flow but by verifying: its fields are its own.
///
/// ```compile_fail,E0451
/// use stegvis::check::verified::VerifiedFlow;
/// fn unproved(known: VerifiedFlow) -> VerifiedFlow { VerifiedFlow { proved: Vec::new(), ..known } }
/// ```
///
/// ```compile_fail,E0616
/// use stegvis::check::verified::VerifiedFlow;
/// use stegvis::flow::model::Flow;
/// fn exchange(verified: &mut VerifiedFlow, other: Flow) { verified.flow = other; }
/// ```
struct NoSessionOverAnUnverifiedFlow;

/// No `Form` is ever written, only a `DeidentifiedForm`.
///
/// ```compile_fail,E0308
/// use stegvis::export::{Format, Purpose, render_form};
/// use stegvis::form::model::Form;
/// fn written(form: &Form) { let _ = render_form(form, Format::Txt, Purpose::Case); }
/// ```
///
/// ```compile_fail,E0308
/// use stegvis::export::Format;
/// use stegvis::form::model::Form;
/// use stegvis::store::Store;
/// fn saved(store: &Store, form: &Form) { let _ = store.save_form(form, Format::USUAL); }
/// ```
///
/// And no `DeidentifiedForm` but by the gate, nor one that is changed behind it.
///
/// ```compile_fail,E0451
/// use stegvis::form::deidentified::DeidentifiedForm;
/// use stegvis::form::model::Form;
/// fn slipped(form: Form) -> DeidentifiedForm { DeidentifiedForm { form } }
/// ```
///
/// ```compile_fail,E0594
/// use stegvis::form::deidentified::DeidentifiedForm;
/// fn renamed(form: &mut DeidentifiedForm) { form.content().title = String::new(); }
/// ```
struct NoFormWritten;

/// No free text but `Screened` in a log or a form.
///
/// ```compile_fail,E0308
/// use stegvis::session::event::FieldValue;
/// let value = FieldValue::Text("Ett fönster är krossat.".to_owned());
/// ```
///
/// ```compile_fail,E0308
/// use stegvis::form::model::FormEntry;
/// let entry = FormEntry::Text(Some("Ett fönster är krossat.".to_owned()));
/// ```
///
/// And no `Screened` but by the scanner; what is read back is the library's own to judge.
///
/// ```compile_fail,E0451
/// use stegvis::deid::screened::Screened;
/// fn other(text: String) -> Screened { Screened { text, cleared: Default::default() } }
/// ```
///
/// ```compile_fail,E0624
/// let text = stegvis::deid::screened::Screened::from_saved("Ett fönster är krossat.".to_owned());
/// ```
///
/// ```compile_fail,E0624
/// use stegvis::deid::screened::Screened;
/// let text = Screened::from_draft("Ett fönster är krossat.".to_owned(), Default::default());
/// ```
struct NoRawText;

/// No routine is written but one that reads as a routine.
///
/// ```compile_fail,E0308
/// use std::path::Path;
/// let written = stegvis::store::save::save_routine(Path::new("x.yaml"), "format: 1");
/// ```
///
/// ```compile_fail,E0423
/// use stegvis::flow::RoutineText;
/// let text = RoutineText("format: 1".to_owned());
/// ```
struct NoRoutineOfOtherText;

/// No plan is written but one that reads as a plan.
///
/// ```compile_fail,E0308
/// use std::path::Path;
/// let written = stegvis::store::save::save_plan(Path::new("x.yaml"), "format: 1");
/// ```
struct NoPlanOfOtherText;

/// A `Paper` is made only from a routine, a scenario, or a plan with its notes and the rows of the picture that its caller gives.
///
/// ```compile_fail,E0451
/// use stegvis::paper::Paper;
/// fn other(title: String, known: Paper) -> Paper { Paper { title, ..known } }
/// ```
struct NoPaperOfFreeText;

/// A local picture is made only by protecting its counts.
///
/// ```compile_fail,E0451
/// use stegvis::summary::picture::Picture;
/// fn unprotected(known: Picture) -> Picture { Picture { tables: Vec::new(), ..known } }
/// ```
struct NoUnprotectedPicture;

/// A training is given no store: what its update asks for is no effect that could be performed.
///
/// ```compile_fail,E0308
/// use stegvis::tui::effect::Effect;
/// use stegvis::tui::{message::Message, training::TrainingModel, update::training::update};
/// fn effects(training: &mut TrainingModel, message: &Message) -> Vec<Effect> { update(training, message) }
/// ```
struct NoStoreInATraining;

/// `view` never changes the model.
///
/// ```compile_fail,E0308
/// use ratatui::Frame;
/// use stegvis::tui::{layout::ScreenLayout, model::Model, theme::Theme, view};
/// let draw: fn(&mut Frame<'_>, &mut Model, &Theme) -> ScreenLayout = view::draw_screen;
/// ```
///
/// ```
/// use ratatui::Frame;
/// use stegvis::tui::{layout::ScreenLayout, model::Model, theme::Theme, view};
/// let draw: fn(&mut Frame<'_>, &Model, &Theme) -> ScreenLayout = view::draw_screen;
/// ```
struct NoChangeByDrawing;
