//! Steps with their answers and options.

use super::Lowering;
use super::fields::{Fields, Slot};
use super::names::is_kind;
use super::scalar::MOST;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{AnswerId, ReasonId, StepId, StepIx};
use crate::flow::model::{Answer, Choice, InForm, Reason, Step, StepKind, Target, Urgency};
use crate::flow::shape::{self, STEPS, ValueKind};
use crate::flow::tree::{YamlEntry, YamlValue};
use crate::source::Span;

impl<'t> Lowering<'t> {
    /// `steps`.
    pub(super) fn lower_steps(&mut self, slot: Option<Slot<'t>>) -> Vec<Step> {
        let entries = self.read_register(slot);
        if let (Some(slot), true) = (slot, entries.is_empty()) {
            let message = "Flödet har inga steg.";
            if let YamlValue::Map(_) = slot.node.value {
                self.push_fault(Diagnostic::error(fault::EMPTY_LIST, slot.owner, message));
            }
        }
        entries.iter().filter_map(|entry| self.lower_step(entry)).collect()
    }

    fn lower_step(&mut self, entry: &'t YamlEntry) -> Option<Step> {
        self.not_a_guard_word(entry);
        let (kind, fields) = self.step_fields(entry)?;
        let title = match kind {
            "end" => fields
                .get_slot("end")
                .and_then(|slot| self.one_of(slot, &["blankett"]))
                .map(|_| "Blankett".to_owned()),
            kind => fields.get_slot(kind).map(|slot| self.read_line(slot)),
        };
        Some(Step {
            id: StepId::new(&entry.key),
            title: title.unwrap_or_default(),
            text: self.text_of(&fields, "text"),
            why: self.text_of(&fields, "why"),
            quote: self.text_of(&fields, "quote"),
            laws: self.read_references(fields.get_slot("laws"), Self::law_ref),
            sources: match fields.get_slot("source") {
                Some(slot) => self.read_references_in(slot, Self::one_or_list, Self::source_ref),
                None => Vec::new(),
            },
            contacts: self.read_references(fields.get_slot("contacts"), Self::contact_ref),
            ask_again: fields.get_slot("ask_again").map(|slot| self.lower_guard(slot)),
            kind: self.step_kind(kind, &fields),
            span: entry.key_span,
        })
    }

    /// The step's kind and its keys. A step without a kind, or with several, is told and read as far as it goes.
    fn step_fields(&mut self, entry: &'t YamlEntry) -> Option<(&'t str, Fields<'t>)> {
        let slot = Slot::from_entry(entry);
        let kinds: Vec<&YamlEntry> = entry.value.entries().iter().filter(|part| is_kind(&part.key)).collect();
        if let [only] = kinds.as_slice() {
            let shape = STEPS.iter().find(|shape| shape.name == only.key)?;
            return Some((&only.key, self.read_fields_among(slot, shape, STEPS)?));
        }
        let (fields, meant) = self.read_fields_of_any(slot, STEPS)?;
        let kind = match kinds.as_slice() {
            [first, second, ..] => {
                // The same kind twice is a doubled key, which has been told.
                if first.key != second.key {
                    self.two_kinds(entry, first, second);
                }
                first.key.as_str()
            }
            [only] => only.key.as_str(),
            // A misspelt kind has been told as an unknown key.
            [] => meant.into_iter().find(|key| is_kind(key)).unwrap_or_else(|| {
                self.no_kind(entry);
                guessed_kind(&fields)
            }),
        };
        Some((kind, fields))
    }

    fn two_kinds(&mut self, entry: &YamlEntry, first: &YamlEntry, second: &YamlEntry) {
        let message = format!("`{}` är både `{}` och `{}`.", entry.key, first.key, second.key);
        let fault = Diagnostic::error(fault::STEP_KIND, second.key_span, message);
        self.push_fault(
            fault.with_place(first.key_span, "det första slaget").with_help("Dela upp det i två steg."),
        );
    }

    fn no_kind(&mut self, entry: &YamlEntry) {
        let message = format!("`{}` har inget slag.", entry.key);
        let fault = Diagnostic::error(fault::STEP_KIND, entry.key_span, message);
        self.push_fault(
            fault.with_help("Lägg till en av `ask`, `choose`, `act`, `tell` eller `end` med stegets rubrik."),
        );
    }

    fn step_kind(&mut self, kind: &str, fields: &Fields<'t>) -> StepKind {
        match kind {
            "ask" => {
                self.check_common_target(fields);
                StepKind::Ask { answers: self.lower_answers(fields.get_slot("answers")) }
            }
            "choose" => {
                let options = self.lower_options(fields.get_slot("options"));
                let most = if options.is_empty() { MOST } else { options.len() };
                let at_least = fields.get_slot("at_least").map_or(0, |slot| self.read_count(slot, 0, most));
                StepKind::Choose { options, at_least, to: self.target_of(fields) }
            }
            "act" => {
                let urgency = self.lower_urgency(fields.get_slot("urgency"));
                let duty = self.lower_duty(fields);
                let in_form = fields.get_slot("form").map_or(InForm::Named, |slot| self.lower_in_form(slot));
                let covers = self.read_references(fields.get_slot("covers"), Self::act_ref);
                let decline = self.lower_reasons(fields.get_slot("decline"));
                StepKind::Act { urgency, duty, in_form, covers, decline, to: self.target_of(fields) }
            }
            "tell" => StepKind::Tell { to: self.target_of(fields) },
            _ => StepKind::End,
        }
    }

    /// `to` of a question, which has been put in the answers without one of their own.
    fn check_common_target(&mut self, fields: &Fields<'t>) {
        let Some(slot) = fields.get_slot("to") else { return };
        let goes_there =
            |answer: &YamlEntry| answer.value.get("to").is_some_and(|to| to.span == slot.node.span);
        let answers = fields.get_slot("answers").map(|slot| slot.node.entries()).unwrap_or_default();
        if self.read_word(slot, &ValueKind::Id).is_some() && !answers.iter().any(goes_there) {
            let message = "Frågans `to` används aldrig: alla svar har ett eget.";
            let fault = Diagnostic::error(fault::UNUSED_TARGET, slot.owner, message);
            self.push_fault(fault.with_help("Ta bort det, eller ta bort `to` i svaren som ska dit."));
        }
    }

    fn target_of(&mut self, fields: &Fields<'t>) -> Target {
        match fields.get_slot("to") {
            Some(slot) => self.lower_target(slot),
            None => no_target(fields.owner),
        }
    }

    fn lower_answers(&mut self, slot: Option<Slot<'t>>) -> Vec<Answer> {
        let entries = self.read_register(slot);
        if let (Some(slot), YamlValue::Map(_)) =
            (slot, slot.map_or(&YamlValue::Null, |slot| &slot.node.value))
            && entries.len() < 2
        {
            let message = "En fråga ska ha minst två svar.";
            let fault = Diagnostic::error(fault::FEW_ANSWERS, slot.owner, message);
            self.push_fault(fault.with_help("Lägg till ett svar, eller gör steget till `tell` eller `act`."));
        }
        let answers: Vec<Answer> = entries.iter().filter_map(|entry| self.lower_answer(entry)).collect();
        self.one_unsure(
            answers.iter().filter(|answer| answer.unsure).map(|answer| (&answer.id, answer.span)),
        );
        answers
    }

    /// Told where more than one answer, or option, is for the one who does not know.
    pub(super) fn one_unsure<'a>(&mut self, mut unsure: impl Iterator<Item = (&'a AnswerId, Span)>) {
        if let (Some((first, at)), Some((second, again))) = (unsure.next(), unsure.next()) {
            let message = format!("Både `{first}` och `{second}` har `unsure: true`.");
            let fault = Diagnostic::error(fault::TWO_UNSURE, again, message).with_place(at, "det första");
            self.push_fault(fault.with_help("En fråga har högst ett svar för den som inte vet."));
        }
    }

    fn lower_answer(&mut self, entry: &'t YamlEntry) -> Option<Answer> {
        let fields = self.read_fields(Slot::from_entry(entry), &shape::ANSWER)?;
        Some(Answer {
            id: AnswerId::new(&entry.key),
            text: self.line_of(&fields, "text"),
            unsure: fields.get_slot("unsure").is_some_and(|slot| self.read_bool(slot)),
            to: self.target_of(&fields),
            span: entry.key_span,
        })
    }

    fn lower_options(&mut self, slot: Option<Slot<'t>>) -> Vec<Choice> {
        let entries = self.read_register(slot);
        self.not_empty(slot);
        let options: Vec<Choice> = entries.iter().filter_map(|entry| self.lower_option(entry)).collect();
        self.one_unsure(
            options.iter().filter(|option| option.unsure).map(|option| (&option.id, option.span)),
        );
        options
    }

    fn lower_option(&mut self, entry: &'t YamlEntry) -> Option<Choice> {
        let fields = self.read_fields(Slot::from_entry(entry), &shape::OPTION)?;
        Some(Choice {
            id: AnswerId::new(&entry.key),
            text: self.line_of(&fields, "text"),
            note: self.text_of(&fields, "note"),
            when: self.lower_guard_or_always(fields.get_slot("when")),
            laws: self.read_references(fields.get_slot("laws"), Self::law_ref),
            alone: fields.get_slot("alone").is_some_and(|slot| self.read_bool(slot)),
            unsure: fields.get_slot("unsure").is_some_and(|slot| self.read_bool(slot)),
            span: entry.key_span,
        })
    }

    fn lower_reasons(&mut self, slot: Option<Slot<'t>>) -> Vec<Reason> {
        let entries = self.read_register(slot);
        self.not_empty(slot);
        entries.iter().map(|entry| self.lower_reason(entry)).collect()
    }

    fn lower_reason(&mut self, entry: &'t YamlEntry) -> Reason {
        let slot = Slot::from_entry(entry);
        let (text, back) = match slot.node.value {
            YamlValue::Map(_) => match self.read_fields(slot, &shape::REASON) {
                Some(fields) => {
                    let text = self.line_of(&fields, "text");
                    let back = fields.get_slot("back");
                    (text, back.map(|slot| self.read_references_in(slot, Self::one_or_list, Self::asked_ref)))
                }
                None => (String::new(), None),
            },
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => (self.read_line(slot), None),
        };
        let (id, back) = (ReasonId::new(&entry.key), back.unwrap_or_default());
        Reason { id, text, back, span: entry.key_span }
    }

    /// A reference to a question that a reason leads back to.
    fn asked_ref(&mut self, slot: Slot<'t>) -> StepIx {
        let told = self.faults.len();
        let step = self.step_ref(slot);
        if self.faults.len() == told
            && let Some(outline) = self.outline_of(step)
            && matches!(outline.kind, Some("act" | "tell" | "end"))
        {
            let message = format!("`{}` är ingen fråga, så dit kan skälet inte leda.", outline.id);
            let fault = Diagnostic::error(fault::BACK_STEP, slot.node.span, message);
            self.push_fault(fault.with_help("Skriv frågan vars svar leder till åtgärden."));
        }
        step
    }

    fn lower_urgency(&mut self, slot: Option<Slot<'t>>) -> Urgency {
        match slot.and_then(|slot| self.one_of(slot, &["now", "promptly", "normal"])) {
            Some("now") => Urgency::Now,
            Some("promptly") => Urgency::Promptly,
            Some(_) | None => Urgency::Normal,
        }
    }

    fn lower_in_form(&mut self, slot: Slot<'t>) -> InForm {
        match slot.node.value {
            YamlValue::Map(_) => {
                let fields = self.read_fields(slot, &shape::DISCREET);
                InForm::Discreet(fields.map(|fields| self.line_of(&fields, "discreet")).unwrap_or_default())
            }
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => {
                self.one_of(slot, &["hidden"]);
                InForm::Hidden
            }
        }
    }

    /// Told where the map in the slot has no entries.
    pub(super) fn not_empty(&mut self, slot: Option<Slot<'t>>) {
        if let Some(slot) = slot
            && matches!(&slot.node.value, YamlValue::Map(entries) if entries.is_empty())
        {
            let message = format!("`{}` är tom.", slot.key);
            self.push_fault(Diagnostic::error(fault::EMPTY_LIST, slot.owner, message));
        }
    }

    fn read_references<T: PartialEq>(
        &mut self,
        slot: Option<Slot<'t>>,
        one: impl Fn(&mut Self, Slot<'t>) -> T,
    ) -> Vec<T> {
        slot.map(|slot| self.read_references_in(slot, |me, slot| me.read_items(slot, 1), one))
            .unwrap_or_default()
    }

    /// References in a list, each told where it stands there twice.
    pub(super) fn read_references_in<T: PartialEq>(
        &mut self,
        slot: Slot<'t>,
        items: fn(&mut Self, Slot<'t>) -> &'t [crate::flow::tree::YamlNode],
        one: impl Fn(&mut Self, Slot<'t>) -> T,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for item in items(self, slot) {
            let told = self.faults.len();
            let reference = one(self, slot.with_item(item));
            if self.faults.len() > told {
                continue;
            }
            if found.contains(&reference) {
                self.report_repeated(slot.with_item(item));
            } else {
                found.push(reference);
            }
        }
        found
    }
}

/// The kind a step without one would most likely have, so that what is inside it is still read.
fn guessed_kind(fields: &Fields<'_>) -> &'static str {
    if fields.get_slot("answers").is_some() {
        "ask"
    } else if fields.get_slot("options").is_some() {
        "choose"
    } else if fields.get_slot("to").is_some() {
        "act"
    } else {
        "end"
    }
}

/// A stand-in where a target is missing, which has been told.
fn no_target(span: Span) -> Target {
    Target { branches: Vec::new(), otherwise: StepIx::nth(0), span }
}
