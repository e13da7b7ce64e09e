//! Free text being typed, and the gate it must pass: it is scanned at every key, and taken only when every finding is
//! decided.

use ratatui::crossterm::event::KeyCode;
use zeroize::Zeroizing;

use super::field;
use crate::deid::screened::{Clearings, Pending, screen_again};
use crate::deid::{Decision, Finding, Scanner, apply};
use crate::flow::id::FieldId;
use crate::session::event::{Event, Value};
use crate::tui::editor::{Editor, Move, Pasted};
use crate::tui::keymap::Command;
use crate::tui::message::{Control, Key};
use crate::tui::model::{Edit, FieldPage, Model, Overlay, Page, Stage, TextEdit, TextMode, WalkPage};

pub(super) fn update(model: &mut Model, command: Command) {
    let Some(mut page) = text_page(model) else { return };
    match (page.text.mode, command) {
        (_, Command::Undo) => page.take_back(),
        (_, Command::Redo) => page.text.editor.redo(),
        (_, Command::MaskAll) => page.decide_all(),
        (TextMode::Typing, Command::Decide) => page.open_findings(),
        (TextMode::Deciding(_), Command::Decide) => page.text.mode = TextMode::Typing,
        (TextMode::Deciding(at), Command::Mask) => page.decide(at, Decision::Mask),
        (TextMode::Deciding(at), Command::Coarsen) if !page.has_coarser(at) => {
            model.notice = Some("Det finns inget grövre att skriva här. m maskerar, b behåller.".to_owned());
            return;
        }
        (TextMode::Deciding(at), Command::Coarsen) => page.decide(at, Decision::Coarsen),
        (TextMode::Deciding(at), Command::Keep) if page.text.findings.get(at).is_some() => {
            model.overlay = Some(Overlay::Keep);
            return;
        }
        (TextMode::Deciding(at), Command::Up) => page.text.mode = TextMode::Deciding(at.saturating_sub(1)),
        (TextMode::Deciding(at), Command::Down) => page.text.mode = TextMode::Deciding(at + 1),
        (_, Command::Save | Command::Confirm) => {
            take(model);
            return;
        }
        _ => return,
    }
    page.rescan();
}

/// Keeps the finding under the cursor, after the question.
pub(super) fn keep(model: &mut Model) {
    let Some(mut page) = text_page(model) else { return };
    if let TextMode::Deciding(at) = page.text.mode {
        page.decide(at, Decision::Keep);
        page.rescan();
    }
}

/// A key that is no command.
pub(super) fn key(model: &mut Model, key: Key, width: u16) {
    let Some(mut page) = text_page(model) else { return };
    if page.text.mode == TextMode::Typing {
        type_key(&mut page.text.editor, key, width);
        page.text.kept = 0;
        page.rescan();
    }
}

/// Text that was pasted. It is not kept anywhere until the gate has let it through.
pub(super) fn paste(model: &mut Model, text: &str) -> Pasted {
    let Some(mut page) = text_page(model) else { return Pasted::Whole };
    let pasted = page.text.editor.paste(text);
    page.text.kept = 0;
    page.text.mode = TextMode::Typing;
    page.rescan();
    pasted
}

/// Free text as the user finds it when a field is opened.
pub(super) fn open(text: &str) -> Edit {
    let editor = Editor::new(text);
    Edit::Text(Box::new(TextEdit {
        editor,
        found: text.to_owned(),
        findings: Vec::new(),
        pending: Pending::default(),
        kept: 0,
        advice: Vec::new(),
        mode: TextMode::Typing,
    }))
}

/// Scans the text of the page once more, as after it was opened.
pub(super) fn rescan(model: &mut Model) {
    if let Some(mut page) = text_page(model) {
        page.rescan();
    }
}

/// Takes the text if the gate lets it through; else shows what is still to be decided.
fn take(model: &mut Model) {
    let Some(mut page) = text_page(model) else { return };
    let text = page.raw();
    let event = match screen_again(page.scanner, &text, page.clearings, &page.text.pending) {
        Ok(screened) if screened.text().trim().is_empty() => Event::Cleared { field: page.field },
        Ok(screened) => Event::Filled { field: page.field, value: Value::Text(screened) },
        Err(_) => {
            page.rescan();
            page.open_findings();
            model.notice = page.left();
            return;
        }
    };
    field::accept(model, event);
}

/// The text of the page with what it takes to judge it.
struct TextPage<'m> {
    scanner: &'m Scanner,
    clearings: &'m mut Clearings,
    field: FieldId,
    text: &'m mut TextEdit,
}

fn text_page(model: &mut Model) -> Option<TextPage<'_>> {
    let Page::Walk(walking) = &mut model.page else { return None };
    let WalkPage { walk, stage, scanner, clearings, .. } = walking.as_mut();
    let Stage::Field(FieldPage { edit: Edit::Text(text), field, .. }) = stage else {
        return None;
    };
    let field = walk.flow().form.field(*field).id.clone();
    clearings.enter(field.as_str());
    Some(TextPage { scanner, clearings, field, text })
}

impl TextPage<'_> {
    fn raw(&self) -> Zeroizing<String> {
        Zeroizing::new(self.text.editor.text())
    }

    fn rescan(&mut self) {
        let text = self.raw();
        let screened = screen_again(self.scanner, &text, self.clearings, &self.text.pending);
        self.text.findings = screened.err().unwrap_or_default();
        self.text.advice = self.scanner.advise(&text);
        if let TextMode::Deciding(at) = &mut self.text.mode {
            *at = (*at).min(self.text.findings.len().saturating_sub(1));
        }
    }

    fn open_findings(&mut self) {
        if self.text.mode == TextMode::Typing && !self.text.findings.is_empty() {
            self.text.mode = TextMode::Deciding(0);
        }
    }

    fn has_coarser(&self, at: usize) -> bool {
        self.text.findings.get(at).is_some_and(|finding| finding.coarser.is_some())
    }

    /// How many findings are left to decide, and what can be done with the one under the cursor.
    fn left(&self) -> Option<String> {
        let TextMode::Deciding(at) = self.text.mode else { return None };
        let left = match self.text.findings.len() {
            1 => "Ett fynd är kvar.".to_owned(),
            left => format!("{left} fynd är kvar."),
        };
        let coarser = if self.has_coarser(at) { " g gör grövre," } else { "" };
        Some(format!("{left} Det markerade: m maskerar,{coarser} b behåller."))
    }

    fn decide(&mut self, at: usize, decision: Decision) {
        let Some(finding) = self.text.findings.get(at).cloned() else { return };
        self.clearings.meet(&self.raw(), std::slice::from_ref(&finding));
        match decision {
            Decision::Keep => {
                let text = self.raw();
                self.clearings.add(&text, &finding);
                self.text.kept += 1;
            }
            Decision::Mask | Decision::Coarsen => {
                self.text.pending.decide(&self.raw(), &self.text.findings, at);
                self.replace(&[(finding, decision)]);
            }
        }
    }

    fn decide_all(&mut self) {
        // Masking can bring more to light; every round leaves fewer words than the one before.
        while !self.text.findings.is_empty() {
            self.clearings.meet(&self.raw(), &self.text.findings);
            let all = self.text.findings.drain(..).map(|finding| (finding, Decision::Mask));
            let all: Vec<(Finding, Decision)> = all.collect();
            self.replace(&all);
            self.rescan();
        }
    }

    fn replace(&mut self, decided: &[(Finding, Decision)]) {
        let text = self.raw();
        self.text.editor.replace_all(&apply(&text, decided));
        self.text.kept = 0;
    }

    /// Takes the latest decision to keep a finding back, or else the latest edit.
    fn take_back(&mut self) {
        match self.text.kept.checked_sub(1) {
            Some(kept) => {
                self.clearings.take_back();
                self.text.kept = kept;
            }
            None => self.text.editor.undo(),
        }
    }
}

pub(super) fn type_key(editor: &mut Editor, key: Key, width: u16) {
    match (key.control, key.code) {
        (Control::Free, KeyCode::Char(c)) => editor.type_char(c),
        (Control::Free, KeyCode::Enter) => editor.newline(),
        (Control::Free, KeyCode::Backspace) => editor.backspace(),
        (Control::Held, KeyCode::Char('w') | KeyCode::Backspace) => editor.delete_word(),
        (Control::Held, KeyCode::Char('u')) => editor.delete_to_start(),
        (_, KeyCode::Delete) => editor.delete(),
        (_, KeyCode::Left) => editor.go(Move::Left, width),
        (_, KeyCode::Right) => editor.go(Move::Right, width),
        (_, KeyCode::Up) => editor.go(Move::Up, width),
        (_, KeyCode::Down) => editor.go(Move::Down, width),
        (_, KeyCode::Home) | (Control::Held, KeyCode::Char('a')) => editor.go(Move::Home, width),
        (_, KeyCode::End) | (Control::Held, KeyCode::Char('e')) => editor.go(Move::End, width),
        _ => {}
    }
}
