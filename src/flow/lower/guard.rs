//! Guards and targets: where a walk goes on, and when.

use super::Lowering;
use super::fields::Slot;
use super::scalar::GUARD_WORDS;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::guard::{Guard, GuardTest};
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::{Branch, Target};
use crate::flow::shape;
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};

impl<'t> Lowering<'t> {
    /// `to`.
    pub(super) fn lower_target(&mut self, slot: Slot<'t>) -> Target {
        let YamlValue::Seq(_) = slot.node.value else {
            return Target {
                branches: Vec::new(),
                otherwise: self.lower_only_target(slot),
                span: slot.node.span,
            };
        };
        let items = self.read_items(slot, 1);
        let (mut branches, mut otherwise) = (Vec::new(), (StepIx::nth(0), slot.node.span));
        for (at, item) in items.iter().enumerate() {
            let (when, go, span) = self.lower_branch(slot.with_item(item), at + 1 == items.len());
            match when {
                Some(when) => branches.push(Branch { when, go, span }),
                None => otherwise = (go, span),
            }
        }
        Target { branches, otherwise: otherwise.0, span: otherwise.1 }
    }

    fn lower_only_target(&mut self, slot: Slot<'t>) -> StepIx {
        if let YamlValue::Text(_) = slot.node.value {
            return self.step_ref(slot);
        }
        self.report_wrong_type(slot, "ett steg eller en lista av mål");
        StepIx::nth(0)
    }

    fn lower_branch(&mut self, slot: Slot<'t>, last: bool) -> (Option<Guard>, StepIx, crate::source::Span) {
        let Some(fields) = self.read_fields(slot, &shape::BRANCH) else {
            return (None, StepIx::nth(0), slot.node.span);
        };
        let when = fields.get_slot("when");
        if let (Some(entry), true) = (fields.find_entry("when"), last) {
            let message =
                "Det sista målet har ett villkor; håller inget villkor finns inget steg att gå till.";
            let fault = Diagnostic::error(fault::TARGET_LAST, entry.key_span, message);
            self.push_fault(fault.with_help("Lägg till ett sista mål med bara `go`."));
        }
        if when.is_none() && !last {
            let message = "Målet saknar villkor, så målen efter det nås aldrig.";
            let fault = Diagnostic::error(fault::TARGET_GUARD, slot.node.span, message);
            self.push_fault(fault.with_help("Lägg till `when`, eller flytta målet sist."));
        }
        let guard = when.map(|slot| self.lower_guard(slot));
        let go = fields.get_slot("go");
        let step = go.map_or(StepIx::nth(0), |slot| self.step_ref(slot));
        (guard, step, go.map_or(slot.node.span, |slot| slot.node.span))
    }

    /// The guard under `key`, or the one that always holds.
    pub(super) fn lower_guard_or_always(&mut self, slot: Option<Slot<'t>>) -> Guard {
        slot.map_or_else(Guard::always_true, |slot| self.lower_guard(slot))
    }

    /// A guard: every entry must hold.
    pub(super) fn lower_guard(&mut self, slot: Slot<'t>) -> Guard {
        let Some(entries) = self.read_entries(slot) else { return Guard::always_true() };
        if entries.is_empty() {
            let message = format!("Villkoret `{}` är tomt.", slot.key);
            let fault = Diagnostic::error(fault::EMPTY_LIST, slot.owner, message);
            self.push_fault(fault.with_help("Skriv `steg: svar`, eller ta bort villkoret."));
        }
        let mut parts: Vec<Guard> = entries.iter().map(|entry| self.lower_guard_part(entry)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                Guard::All(parts)
            }
            None => Guard::always_true(),
        }
    }

    fn lower_guard_part(&mut self, entry: &'t YamlEntry) -> Guard {
        let slot = Slot::from_entry(entry);
        match entry.key.as_str() {
            "any" => Guard::Any(self.lower_guards(slot)),
            "all" => Guard::All(self.lower_guards(slot)),
            "not" => Guard::Not(Box::new(self.lower_guard(slot))),
            _ => self.lower_test(entry),
        }
    }

    fn lower_guards(&mut self, slot: Slot<'t>) -> Vec<Guard> {
        self.read_items(slot, 1).iter().map(|item| self.lower_guard(slot.with_item(item))).collect()
    }

    fn lower_test(&mut self, entry: &'t YamlEntry) -> Guard {
        let slot = Slot::from_entry(entry);
        let Some(step) = self.guard_step(entry) else {
            self.unresolved_test(slot);
            return Guard::always_true();
        };
        let (answers, if_unasked) = match &entry.value.value {
            YamlValue::Map(_) => {
                let Some(fields) = self.read_fields(slot, &shape::TEST) else { return Guard::always_true() };
                (fields.get_slot("is"), fields.get_slot("if_unasked").map(|slot| self.read_bool(slot)))
            }
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => (Some(slot), None),
        };
        let any_of = answers.map(|slot| self.answers_of(step, slot)).unwrap_or_default();
        Guard::Is(GuardTest { step, any_of, if_unasked })
    }

    /// The step a test looks at, where it is there and can be answered.
    fn guard_step(&mut self, entry: &'t YamlEntry) -> Option<StepIx> {
        let step = self.step_named(&entry.key, entry.key_span)?;
        let kind = self.outline_of(step).and_then(|outline| outline.kind);
        if matches!(kind, Some("tell" | "end")) {
            let message = format!("`{}` har inga svar att villkora på.", entry.key);
            let fault = Diagnostic::error(fault::GUARD_STEP, entry.key_span, message);
            self.push_fault(fault.with_help("Villkor kan bara gälla steg av slagen ask, choose och act."));
            return None;
        }
        Some(step)
    }

    /// A test over a step that is not there can still be of the wrong type.
    fn unresolved_test(&mut self, slot: Slot<'t>) {
        match slot.node.value {
            YamlValue::Map(_) => {
                self.read_fields(slot, &shape::TEST);
            }
            YamlValue::Null => self.report_wrong_type(slot, "ett svar eller en lista av svar"),
            YamlValue::Text(_) | YamlValue::Seq(_) => {}
        }
    }

    /// One answer of the step or a list of them.
    pub(super) fn answers_of(&mut self, step: StepIx, slot: Slot<'t>) -> Vec<AnswerIx> {
        let mut found: Vec<AnswerIx> = Vec::new();
        for item in self.one_or_list(slot) {
            let Some(answer) = self.answer_ref(step, slot.with_item(item)) else { continue };
            if found.contains(&answer) {
                self.report_repeated(slot.with_item(item));
            } else {
                found.push(answer);
            }
        }
        found
    }

    /// The items of a list, or the one value that stands there instead.
    pub(super) fn one_or_list(&mut self, slot: Slot<'t>) -> &'t [YamlNode] {
        match slot.node.value {
            YamlValue::Seq(_) => self.read_items(slot, 1),
            YamlValue::Text(_) => std::slice::from_ref(slot.node),
            YamlValue::Null | YamlValue::Map(_) => {
                self.report_wrong_type(slot, "ett id eller en lista av id");
                &[]
            }
        }
    }

    /// The same thing twice in a list.
    pub(super) fn report_repeated(&mut self, slot: Slot<'t>) {
        let message = format!("Samma sak står två gånger i `{}`.", slot.key);
        self.push_fault(
            Diagnostic::error(fault::REPEATED, slot.node.span, message).with_help("Ta bort den ena."),
        );
    }

    /// A step may not be called what guards call their parts.
    pub(super) fn not_a_guard_word(&mut self, entry: &YamlEntry) {
        if GUARD_WORDS.contains(&entry.key.as_str()) {
            let message = format!("Ett steg kan inte heta `{}`; ordet används i villkor.", entry.key);
            self.push_fault(
                Diagnostic::error(fault::BAD_ID, entry.key_span, message)
                    .with_help("Ge steget ett annat id."),
            );
        }
    }
}
