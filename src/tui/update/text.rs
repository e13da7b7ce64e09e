//! Free text being typed, and the gate it must pass: it is scanned at every key, and taken only when every finding is
//! decided.

use ratatui::crossterm::event::KeyCode;
use zeroize::Zeroizing;

use super::{correction, field, inbox, plan};
use crate::corrections::CorrectionSubject;
use crate::deid::residue::wipe_stack;
use crate::deid::screened::{Clearings, Pending, screen_again};
use crate::deid::{Finding, FindingDecision, Scanner, apply_decisions};
use crate::flow::id::FieldId;
use crate::session::event::{Event, FieldValue};
use crate::spelling::Speller;
use crate::tui::editor::{CursorTarget, Editor, MatchStart, PasteResult};
use crate::tui::effect::Effect;
use crate::tui::keymap::KeyCommand;
use crate::tui::message::{HeldKey, KeyPress};
use crate::tui::model::{
    CorrectionPage, CorrectionStage, Edit, FieldPage, InboxPage, InboxStage, Model, Overlay, Page, PlanPage,
    PlanStage, TextEdit, TextMode, WalkPage, WalkStage,
};

pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Vec<Effect> {
    let Some(mut page) = text_page(model) else { return Vec::new() };
    match (page.text.mode, command) {
        (_, KeyCommand::Undo) => page.undo_decision(),
        (_, KeyCommand::Redo) => page.redo_edit(),
        (TextMode::Typing, command) if page.text.wanted.is_some() => {
            model.notice = page.handle_search(command);
            return Vec::new();
        }
        (TextMode::Typing, KeyCommand::Search) => page.text.wanted = Some(Editor::default()),
        (TextMode::Typing, command) if is_about_marked(command) => {
            let said = page.handle_marked(command);
            page.rescan();
            model.notice = said.map(str::to_owned);
            return Vec::new();
        }
        (_, KeyCommand::MaskAll) => page.decide_all(),
        (TextMode::Typing, KeyCommand::Decide) => page.open_findings(),
        (TextMode::Deciding(_), KeyCommand::Decide) => page.text.mode = TextMode::Typing,
        (TextMode::Deciding(at), KeyCommand::Mask) => page.decide_finding(at, FindingDecision::Mask),
        (TextMode::Deciding(at), KeyCommand::Coarsen) if !page.has_coarser(at) => {
            model.notice = Some("Det finns inget grövre att skriva här. 1 maskerar, 3 behåller.".to_owned());
            return Vec::new();
        }
        (TextMode::Deciding(at), KeyCommand::Coarsen) => page.decide_finding(at, FindingDecision::Coarsen),
        (TextMode::Deciding(at), KeyCommand::Keep) if page.text.findings.get(at).is_some() => {
            model.overlay = Some(Overlay::Keep);
            return Vec::new();
        }
        (TextMode::Deciding(at), KeyCommand::Up) => page.text.mode = TextMode::Deciding(at.saturating_sub(1)),
        (TextMode::Deciding(at), KeyCommand::Down) => page.text.mode = TextMode::Deciding(at + 1),
        (_, KeyCommand::Save | KeyCommand::Confirm) => {
            return accept_text(model);
        }
        _ => return Vec::new(),
    }
    page.rescan();
    Vec::new()
}

/// Keeps the finding under the cursor, after the question.
pub(super) fn keep_finding(model: &mut Model) {
    let Some(mut page) = text_page(model) else { return };
    if let TextMode::Deciding(at) = page.text.mode {
        page.decide_finding(at, FindingDecision::Keep);
        page.rescan();
    }
}

/// A key that is no command.
pub(super) fn handle_key(model: &mut Model, key: KeyPress, width: u16) {
    let Some(mut page) = text_page(model) else { return };
    if let Some(wanted) = &mut page.text.wanted {
        field::type_line(wanted, key);
        model.notice = page.seek(MatchStart::Here);
    } else if page.text.mode == TextMode::Typing {
        type_key(&mut page.text.editor, key, width);
        page.text.kept = 0;
        page.rescan();
    }
}

/// Whether a command is about the text that is marked, or about what was taken of it.
fn is_about_marked(command: KeyCommand) -> bool {
    use KeyCommand::{CopyText, CutText, MarkText, PasteText};
    matches!(command, MarkText | CopyText | CutText | PasteText)
}

/// Text that was pasted. It is not kept anywhere until the gate has let it through.
pub(super) fn paste_text(model: &mut Model, text: &str) -> PasteResult {
    let Some(mut page) = text_page(model) else { return PasteResult::Whole };
    page.text.wanted = None;
    page.text.editor.take_marked();
    let pasted = page.text.editor.insert_text(text);
    page.text.kept = 0;
    page.text.mode = TextMode::Typing;
    page.rescan();
    pasted
}

/// Free text as the user finds it when a field is opened.
pub(super) fn open_text(text: &str) -> Edit {
    let editor = Editor::new(text);
    Edit::Text(Box::new(TextEdit {
        editor,
        found: text.to_owned(),
        findings: Vec::new(),
        pending: Pending::default(),
        kept: 0,
        advice: Vec::new(),
        unknown: Vec::new(),
        wanted: None,
        mode: TextMode::Typing,
    }))
}

/// Scans the text of the page once more, as after it was opened.
pub(super) fn rescan_page(model: &mut Model) {
    if let Some(mut page) = text_page(model) {
        page.scanner.prepare_thread();
        page.rescan();
    }
}

/// Takes the text if the gate lets it through; else shows what is still to be decided.
fn accept_text(model: &mut Model) -> Vec<Effect> {
    let Some(mut page) = text_page(model) else { return Vec::new() };
    let text = page.raw_text();
    let Ok(screened) = screen_again(page.scanner, &text, page.clearings, &page.text.pending) else {
        page.rescan();
        page.open_findings();
        model.notice = page.describe_left();
        return Vec::new();
    };
    match page.purpose {
        TextPurpose::Field(field) if screened.text().trim().is_empty() => {
            field::accept_event(model, Event::Cleared { field });
        }
        TextPurpose::Field(field) => {
            field::accept_event(model, Event::Filled { field, value: FieldValue::Text(screened) });
        }
        TextPurpose::PlanNote => return plan::note_state(model, screened),
        TextPurpose::InboxNote => return inbox::note_text(model, screened),
        TextPurpose::Correction => correction::take_text(model, screened),
    }
    Vec::new()
}

/// What a text is typed for.
enum TextPurpose {
    /// A field of the form.
    Field(FieldId),
    /// How far an activity of an action plan has come.
    PlanNote,
    /// A note of a received form.
    InboxNote,
    /// A field of a saved form that is corrected.
    Correction,
}

/// The text of the page with what it takes to judge it.
struct TextPage<'m> {
    scanner: &'m Scanner,
    clearings: &'m mut Clearings,
    purpose: TextPurpose,
    text: &'m mut TextEdit,
    tools: TextTools<'m>,
}

/// What helps with writing, whatever the text is for.
struct TextTools<'m> {
    speller: &'m Speller,
    clipboard: &'m mut Zeroizing<String>,
}

fn text_page(model: &mut Model) -> Option<TextPage<'_>> {
    let Model { page, speller, clipboard, .. } = model;
    let tools = TextTools { speller, clipboard };
    let walking = match page {
        Page::Walk(walking) => walking,
        Page::Plan(page) => return plan_text(page, tools),
        Page::Inbox(page) => return inbox_text(page, tools),
        Page::Correction(page) => return correction_text(page, tools),
        _ => return None,
    };
    let WalkPage { walk, stage, scanner, clearings, .. } = walking.as_mut();
    let WalkStage::Field(FieldPage { edit: Edit::Text(text), field, .. }) = stage else {
        return None;
    };
    let field = walk.flow().form.field(*field).id.clone();
    clearings.enter_place(field.as_str());
    Some(TextPage { scanner, clearings, purpose: TextPurpose::Field(field), text, tools })
}

fn inbox_text<'m>(page: &'m mut InboxPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let InboxPage { scanner, clearings, stage, chosen, .. } = page;
    let InboxStage::Note(text) = stage else { return None };
    clearings.enter_place(chosen.as_ref()?.as_str());
    Some(TextPage { scanner, clearings, purpose: TextPurpose::InboxNote, text, tools })
}

fn correction_text<'m>(page: &'m mut CorrectionPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let place = match page.chosen_row()?.of {
        CorrectionSubject::Field(field) => field,
        CorrectionSubject::Act(act) => act,
    };
    let CorrectionPage { scanner, clearings, stage, .. } = page;
    let CorrectionStage::Text(text) = stage else { return None };
    clearings.enter_place(&place);
    Some(TextPage { scanner, clearings, purpose: TextPurpose::Correction, text, tools })
}

fn plan_text<'m>(page: &'m mut PlanPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let PlanPage { open, scanner, clearings, stage, .. } = page;
    let PlanStage::Text(choice, text) = stage else { return None };
    clearings.enter_place(&open.plan.activities().nth(choice.activity)?.id);
    Some(TextPage { scanner, clearings, purpose: TextPurpose::PlanNote, text, tools })
}

impl TextPage<'_> {
    fn raw_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.text.editor.text())
    }

    fn rescan(&mut self) {
        let text = self.raw_text();
        let screened = screen_again(self.scanner, &text, self.clearings, &self.text.pending);
        self.text.findings = screened.err().unwrap_or_default();
        self.text.advice = self.scanner.advise(&text);
        self.text.unknown = self.tools.speller.find_unknown(&text);
        wipe_stack();
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
    fn describe_left(&self) -> Option<String> {
        let TextMode::Deciding(at) = self.text.mode else { return None };
        let left = match self.text.findings.len() {
            1 => "Ett fynd är kvar.".to_owned(),
            left => format!("{left} fynd är kvar."),
        };
        let coarser = if self.has_coarser(at) { " 2 gör grövre," } else { "" };
        Some(format!("{left} Det markerade: 1 maskerar,{coarser} 3 behåller. F3 maskerar alla."))
    }

    fn decide_finding(&mut self, at: usize, decision: FindingDecision) {
        let Some(finding) = self.text.findings.get(at).cloned() else { return };
        self.clearings.record_classes(&self.raw_text(), std::slice::from_ref(&finding));
        match decision {
            FindingDecision::Keep => {
                let text = self.raw_text();
                self.clearings.clear_finding(&text, &finding);
                self.text.kept += 1;
            }
            FindingDecision::Mask | FindingDecision::Coarsen => {
                self.text.pending.mark_decided(&self.raw_text(), &self.text.findings, at);
                self.replace_findings(&[(finding, decision)]);
            }
        }
    }

    fn decide_all(&mut self) {
        // Masking can bring more to light; every round leaves fewer words than the one before.
        while !self.text.findings.is_empty() {
            self.clearings.record_classes(&self.raw_text(), &self.text.findings);
            let all = self.text.findings.drain(..).map(|finding| (finding, FindingDecision::Mask));
            let all: Vec<(Finding, FindingDecision)> = all.collect();
            self.replace_findings(&all);
            self.rescan();
        }
    }

    fn replace_findings(&mut self, decided: &[(Finding, FindingDecision)]) {
        let text = self.raw_text();
        self.text.editor.replace_all(&apply_decisions(&text, decided));
        self.text.kept = 0;
    }

    /// Takes the latest decision to keep a finding back, or else the latest edit.
    fn undo_decision(&mut self) {
        match self.text.kept.checked_sub(1) {
            Some(kept) => {
                self.clearings.take_back();
                self.text.kept = kept;
            }
            None => {
                self.text.editor.end_mark();
                self.text.editor.undo();
            }
        }
    }

    fn redo_edit(&mut self) {
        self.text.editor.end_mark();
        self.text.editor.redo();
    }

    /// Goes to the next match, or stops searching. Says what there is to say of it.
    fn handle_search(&mut self, command: KeyCommand) -> Option<String> {
        match command {
            KeyCommand::Next => self.seek(MatchStart::After),
            KeyCommand::Confirm | KeyCommand::Back => {
                self.text.wanted = None;
                None
            }
            _ => None,
        }
    }

    fn seek(&mut self, from: MatchStart) -> Option<String> {
        let wanted = Zeroizing::new(self.text.wanted.as_ref()?.text());
        let found = wanted.trim().is_empty() || self.text.editor.mark_next(wanted.trim(), from);
        (!found).then(|| "Det finns inte i texten.".to_owned())
    }

    /// Marks, copies, cuts or puts in text, within the program only. Says what there is to say of it.
    fn handle_marked(&mut self, command: KeyCommand) -> Option<&'static str> {
        let editor = &mut self.text.editor;
        match command {
            KeyCommand::MarkText if editor.is_marking() => editor.end_mark(),
            KeyCommand::MarkText => {
                editor.begin_mark();
                return Some("Flytta med pilarna. Ctrl+C kopierar, Ctrl+X klipper ut, F5 slutar markera.");
            }
            KeyCommand::PasteText => {
                let text = self.tools.clipboard.clone();
                if text.is_empty() {
                    return Some("Inget är kopierat här. Det som är kopierat utanför Stegvis: Ctrl+Skift+V.");
                }
                editor.take_marked();
                let _whole = editor.insert_text(&text);
                self.text.kept = 0;
            }
            _ if editor.marked().is_none() => {
                return Some("Markera först: Skift och pilarna, eller F5 och pilarna.");
            }
            KeyCommand::CutText => {
                *self.tools.clipboard = editor.take_marked();
                self.text.kept = 0;
                return Some("Utklippt. Ctrl+V klistrar in här i Stegvis, ingen annanstans.");
            }
            _ => {
                *self.tools.clipboard = editor.marked_text();
                return Some("Kopierat. Ctrl+V klistrar in här i Stegvis, ingen annanstans.");
            }
        }
        None
    }
}

pub(super) fn type_key(editor: &mut Editor, key: KeyPress, width: u16) {
    if key.held == HeldKey::Shift {
        editor.begin_mark_with_shift();
    } else if replaces_marked(editor, key) {
        editor.take_marked();
        if matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
            return;
        }
    } else {
        editor.release_shift();
    }
    match (key.held, key.code) {
        (HeldKey::Neither, KeyCode::Char(c)) => editor.type_char(c),
        (HeldKey::Neither, KeyCode::Enter) => editor.insert_newline(),
        (HeldKey::Neither, KeyCode::Backspace) => editor.delete_before(),
        (HeldKey::Control, KeyCode::Char('w') | KeyCode::Backspace) => editor.delete_word(),
        (HeldKey::Control, KeyCode::Char('u')) => editor.delete_to_start(),
        (_, KeyCode::Delete) => editor.delete_after(),
        (_, KeyCode::Left) => editor.move_cursor(CursorTarget::Left, width),
        (_, KeyCode::Right) => editor.move_cursor(CursorTarget::Right, width),
        (_, KeyCode::Up) => editor.move_cursor(CursorTarget::Up, width),
        (_, KeyCode::Down) => editor.move_cursor(CursorTarget::Down, width),
        (_, KeyCode::Home) | (HeldKey::Control, KeyCode::Char('a')) => {
            editor.move_cursor(CursorTarget::Home, width);
        }
        (_, KeyCode::End) | (HeldKey::Control, KeyCode::Char('e')) => {
            editor.move_cursor(CursorTarget::End, width);
        }
        _ => {}
    }
}

/// Whether a key puts something in the place of the text that is marked, or takes it out.
fn replaces_marked(editor: &Editor, key: KeyPress) -> bool {
    let writes = matches!(
        (key.held, key.code),
        (HeldKey::Neither, KeyCode::Char(_) | KeyCode::Enter) | (_, KeyCode::Backspace | KeyCode::Delete)
    );
    writes && editor.marked().is_some()
}
