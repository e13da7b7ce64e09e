//! Free text being typed, and the gate it must pass: it is scanned at every key, and taken only when every finding is
//! decided.

use zeroize::Zeroizing;

use super::typing::{type_key, type_line};
use crate::corrections::CorrectionSubject;
use crate::deid::screened::{Clearings, Pending, Screened, screen_changes};
use crate::deid::stack_residue::wipe_stack;
use crate::deid::{Finding, FindingDecision, ScanCache, Scanner, apply_decisions};
use crate::present::NEVER_KEPT;
use crate::spelling::Speller;
use crate::tui::editor::{Editor, MatchStart, PasteResult};
use crate::tui::key::KeyPress;
use crate::tui::keymap::KeyCommand;
use crate::tui::model::{
    CorrectionPage, CorrectionStage, Edit, FieldPage, InboxPage, InboxStage, Model, Overlay, Page, PlanPage,
    PlanStage, TextEdit, TextMode, WalkPage, WalkStage,
};

/// What a command does to the text of the page. The text itself, where it is to be taken and the gate lets it through.
pub(super) fn handle_command(model: &mut Model, command: KeyCommand) -> Option<Screened> {
    let mut page = text_page(model)?;
    match (page.text.mode, command) {
        (_, KeyCommand::Undo) => page.undo_decision(),
        (_, KeyCommand::Redo) => page.redo_edit(),
        (TextMode::Typing, command) if page.text.wanted.is_some() => {
            model.notice = page.handle_search(command);
            return None;
        }
        (TextMode::Typing, KeyCommand::Search) => page.text.wanted = Some(Editor::default()),
        (TextMode::Typing, command) if is_about_marked(command) => {
            let said = page.handle_marked(command);
            page.rescan();
            model.notice = said.map(str::to_owned);
            return None;
        }
        (_, KeyCommand::MaskAll) => page.decide_all(),
        (TextMode::Typing, KeyCommand::Decide) => page.open_findings(),
        (TextMode::Deciding(_), KeyCommand::Decide) => page.text.mode = TextMode::Typing,
        (TextMode::Deciding(at), KeyCommand::Mask) => page.decide_finding(at, FindingDecision::Mask),
        (TextMode::Deciding(at), KeyCommand::Coarsen) if !page.has_coarser(at) => {
            model.notice = Some("Det finns inget grövre att skriva här. 1 maskerar, 3 behåller.".to_owned());
            return None;
        }
        (TextMode::Deciding(at), KeyCommand::Coarsen) => page.decide_finding(at, FindingDecision::Coarsen),
        (TextMode::Deciding(at), KeyCommand::Keep) if page.is_never_kept(at) => {
            model.notice = Some(NEVER_KEPT.to_owned());
            return None;
        }
        (TextMode::Deciding(at), KeyCommand::Keep) if page.text.findings.get(at).is_some() => {
            model.overlay = Some(Overlay::Keep);
            return None;
        }
        (TextMode::Deciding(at), KeyCommand::Up) => page.text.mode = TextMode::Deciding(at.saturating_sub(1)),
        (TextMode::Deciding(at), KeyCommand::Down) => page.text.mode = TextMode::Deciding(at + 1),
        (_, KeyCommand::Save | KeyCommand::Confirm) => {
            return accept_text(model);
        }
        _ => return None,
    }
    page.rescan();
    None
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
        type_line(wanted, key);
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

/// Text that was pasted, of any length. It is not kept anywhere until the gate has let it through.
pub(super) fn paste_text(model: &mut Model, text: &str) {
    let Some(mut page) = text_page(model) else { return };
    page.text.wanted = None;
    page.text.editor.take_marked();
    let pasted = page.text.editor.insert_text(text);
    page.text.kept = 0;
    page.text.mode = TextMode::Typing;
    page.rescan();
    if pasted == PasteResult::Cut {
        model.notice = Some("Texten var för lång att klistra in. Bara början kom med.".to_owned());
    }
}

/// Free text as the user finds it when a field is opened.
pub(super) fn open_text(text: &str) -> Edit {
    let editor = Editor::new(text);
    Edit::Text(Box::new(TextEdit {
        editor,
        found: text.to_owned(),
        findings: Vec::new(),
        pending: Pending::default(),
        cache: ScanCache::default(),
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

/// The text if the gate lets it through; else what is still to be decided is shown.
fn accept_text(model: &mut Model) -> Option<Screened> {
    let mut page = text_page(model)?;
    let text = page.raw_text();
    if let Ok(screened) = page.screen(&text) {
        return Some(screened);
    }
    page.rescan();
    page.open_findings();
    model.notice = page.describe_left();
    None
}

/// The text of the page with what it takes to judge it.
struct TextPage<'m> {
    scanner: &'m Scanner,
    clearings: &'m mut Clearings,
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
    clearings.enter_place(walk.flow().form.field(*field).id.as_str());
    Some(TextPage { scanner, clearings, text, tools })
}

fn inbox_text<'m>(page: &'m mut InboxPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let InboxPage { scanner, clearings, stage, chosen, .. } = page;
    let InboxStage::Note(text) = stage else { return None };
    clearings.enter_place(chosen.as_ref()?.as_str());
    Some(TextPage { scanner, clearings, text, tools })
}

fn correction_text<'m>(page: &'m mut CorrectionPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let place = match page.chosen_row()?.of {
        CorrectionSubject::Field(field) => field,
        CorrectionSubject::Act(act) => act,
    };
    let CorrectionPage { scanner, clearings, stage, .. } = page;
    let CorrectionStage::Text(text) = stage else { return None };
    clearings.enter_place(&place);
    Some(TextPage { scanner, clearings, text, tools })
}

fn plan_text<'m>(page: &'m mut PlanPage, tools: TextTools<'m>) -> Option<TextPage<'m>> {
    let PlanPage { open, scanner, clearings, stage, .. } = page;
    let PlanStage::Text(choice, text) = stage else { return None };
    clearings.enter_place(&open.plan.activities().nth(choice.activity)?.id);
    Some(TextPage { scanner, clearings, text, tools })
}

impl TextPage<'_> {
    fn raw_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.text.editor.text())
    }

    fn screen(&mut self, text: &str) -> Result<Screened, Vec<Finding>> {
        let TextEdit { cache, pending, .. } = &mut *self.text;
        screen_changes(self.scanner, text, cache, self.clearings, pending)
    }

    fn rescan(&mut self) {
        let text = self.raw_text();
        self.text.findings = self.screen(&text).err().unwrap_or_default();
        self.text.advice = self.scanner.advise_on_changes(&text, &mut self.text.cache);
        self.text.unknown = self.tools.speller.find_unknown(&text);
        wipe_stack();
        if let TextMode::Deciding(at) = &mut self.text.mode {
            *at = (*at).min(self.text.findings.len().saturating_sub(1));
        }
    }

    /// Opens the findings. Where none is left to decide, those that were kept are decided again.
    fn open_findings(&mut self) {
        self.reopen_kept();
        if self.text.mode == TextMode::Typing && !self.text.findings.is_empty() {
            self.text.mode = TextMode::Deciding(0);
        }
    }

    /// Lets what was kept be decided again, where nothing else is left to decide.
    fn reopen_kept(&mut self) {
        if self.text.findings.is_empty() {
            self.clearings.take_back_all();
            self.text.kept = 0;
            self.rescan();
        }
    }

    fn is_never_kept(&self, at: usize) -> bool {
        let finding = self.text.findings.get(at);
        finding.is_some_and(|finding| finding.is_never_kept(&self.text.editor.text()))
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
        self.reopen_kept();
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
