//! Prose that was typed or pasted where something is chosen: nothing is chosen by it, it is kept to be pasted in a text, and it is
//! said where.

use zeroize::Zeroizing;

use crate::flow::model::FieldKind;
use crate::tui::keymap::{Context, KeyCommand};
use crate::tui::model::Model;

/// Keeps what was typed in a list, where it is prose, and says what a list takes.
pub(super) fn keep_prose(model: &mut Model) {
    if model.type_ahead.is_prose() {
        let typed = Zeroizing::new(model.type_ahead.typed().to_owned());
        keep(model, typed);
    } else if model.type_ahead.is_astray() {
        model.notice = Some("Inget val börjar så. Börja om, eller välj med pilarna och Enter.".to_owned());
    }
}

/// Keeps what was pasted in a list, and says what a list takes.
pub(super) fn keep_pasted(model: &mut Model, pasted: &str) {
    keep(model, Zeroizing::new(pasted.to_owned()));
}

/// Whether a key that would choose comes straight after prose: then nothing is chosen, and it is said once more.
pub(super) fn holds_back(model: &mut Model, context: Context, command: KeyCommand) -> bool {
    let chooses = matches!(
        command,
        KeyCommand::Confirm | KeyCommand::Forward | KeyCommand::NextGroup | KeyCommand::Toggle
    );
    let holds = chooses && context.is_list() && model.type_ahead.is_prose();
    if holds {
        keep_prose(model);
    }
    holds
}

/// Keeps prose in the program's own buffer. What was cut or copied there is never lost for it.
fn keep(model: &mut Model, prose: Zeroizing<String>) {
    let is_free = model.clipboard.is_empty() || prose.starts_with(model.clipboard.as_str());
    model.notice = Some(match text_label(model).filter(|_| is_free) {
        Some(label) => {
            model.clipboard = prose;
            format!("Här väljer du ur en lista. Ctrl+V i ”{label}” klistrar in det du skrev.")
        }
        None => "Här väljer du ur en lista, med pilarna och Enter. Esc ändrar inget.".to_owned(),
    });
}

/// The first field of free text in the form.
fn text_label(model: &Model) -> Option<String> {
    let walking = model.walking()?;
    let form = &walking.flow().form;
    let mut fields = walking.fields().into_iter().map(|at| form.field(at));
    fields.find(|field| matches!(field.kind, FieldKind::Text { .. })).map(|field| field.label.clone())
}
