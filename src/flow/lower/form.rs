//! The form: sections, fields, options and prefilling.

use std::collections::HashMap;

use super::Lowering;
use super::fields::{Fields, Slot};
use super::names::Index;
use super::scalar::{MOST, clipped};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::guard::{Guard, Test};
use crate::flow::id::{AnswerId, AnswerIx, FieldId, FieldIx, StepIx};
use crate::flow::model::{
    Counting, Field, FieldIs, FieldKind, FieldOption, FormSpec, Need, Points, PointsTo, Prefill, Section,
};
use crate::flow::shape::{self, FIELDS, Kind, Shape};
use crate::flow::tree::{Entry, Value};
use crate::source::Span;

/// How many characters a text may have where the author says nothing.
const DEFAULT_MAX: usize = 1000;

impl<'t> Lowering<'t> {
    /// `form`.
    pub(super) fn form(&mut self, slot: Slot<'t>) -> FormSpec {
        let mut form = FormSpec::default();
        let Some(fields) = self.fields(slot, &shape::FORM) else { return form };
        form.title = self.line_of(&fields, "title");
        form.after = self.text_of(&fields, "after").unwrap_or_default();
        let Some(sections) = fields.get("sections") else { return form };
        let mut seen = HashMap::new();
        for item in self.items(sections, 1) {
            self.section(sections.item(item), sections, &mut form, &mut seen);
        }
        form.review = self.review(fields.get("review"), &form, sections);
        form
    }

    fn section(
        &mut self,
        slot: Slot<'t>,
        sections: Slot<'t>,
        form: &mut FormSpec,
        seen: &mut HashMap<&'t str, Span>,
    ) {
        let Some(fields) = self.fields(slot, &shape::SECTION) else { return };
        let title = self.line_of(&fields, "title");
        let entries = self.register(fields.get("fields"));
        self.not_empty(fields.get("fields"));
        let mut places = Vec::new();
        // A field that stands twice in the same section has been told as a doubled key.
        for entry in entries {
            match seen.get(entry.key.as_str()) {
                Some(first) if !entries.iter().any(|other| other.key_span == *first) => {
                    self.duplicate_field(entry, *first);
                }
                Some(_) => {}
                None => {
                    seen.insert(&entry.key, entry.key_span);
                }
            }
            if let Some(field) = self.field(entry, form, sections) {
                places.push(FieldIx::nth(form.fields.len()));
                form.fields.push(field);
            }
        }
        form.sections.push(Section { title, fields: places });
    }

    fn duplicate_field(&mut self, entry: &Entry, first: Span) {
        let message = format!("Fältet `{}` finns redan i ett annat avsnitt.", entry.key);
        let fault = Diagnostic::error(fault::DUPLICATE_FIELD, entry.key_span, message);
        self.fault(fault.and_at(first, "första gången").help("Ge det ena fältet ett annat id."));
    }

    fn field(&mut self, entry: &'t Entry, form: &FormSpec, sections: Slot<'t>) -> Option<Field> {
        let slot = Slot::of(entry);
        let shape = self.field_shape(entry);
        let fields = match shape {
            Some(shape) => self.fields_among(slot, shape, FIELDS)?,
            None => self.fields_of_any(slot, FIELDS)?.0,
        };
        let kind = self.field_kind(shape.map_or("", |shape| shape.name), &fields);
        Some(Field {
            id: FieldId::new(&entry.key),
            label: self.line_of(&fields, "label"),
            help: self.text_of(&fields, "help"),
            when: self.guard_or_always(fields.get("when")),
            when_field: fields.get("when_field").and_then(|slot| self.when_field(slot, form, sections)),
            need: self.need(fields.get("required")),
            counting: self.counting(fields.get("count")),
            nobody: self.nobody(&fields),
            points: self.points(&fields),
            bound: self.bound(&fields, &kind),
            kind,
            span: entry.key_span,
        })
    }

    /// What must stand in one of the fields before this one.
    fn when_field(&mut self, slot: Slot<'t>, form: &FormSpec, sections: Slot<'t>) -> Option<FieldIs> {
        let fields = self.fields(slot, &shape::WHEN_FIELD)?;
        self.chosen(&fields, form, sections)
    }

    fn need(&mut self, slot: Option<Slot<'t>>) -> Need {
        if slot.is_some_and(|slot| self.truth(slot)) { Need::Required } else { Need::Optional }
    }

    fn counting(&mut self, slot: Option<Slot<'t>>) -> Counting {
        if slot.is_some_and(|slot| self.truth(slot)) { Counting::Counted } else { Counting::NotCounted }
    }

    fn nobody(&mut self, fields: &Fields<'t>) -> Option<AnswerIx> {
        let slot = fields.get("nobody")?;
        let options = Index::keys(fields.get("options").map(|slot| slot.node));
        Some(self.option_ref(slot, &options))
    }

    fn points(&mut self, fields: &Fields<'t>) -> Option<Points> {
        let options = Index::keys(fields.get("options").map(|slot| slot.node));
        let mut by = Vec::new();
        if let Some(slot) = fields.get("points_by") {
            for item in self.items(slot, 1) {
                by.push(self.option_ref(slot.item(item), &options));
            }
        }
        let to = match self.one_of(fields.get("points")?, &["place", "time", "role", "event", "age"])? {
            "place" => PointsTo::Place,
            "time" => PointsTo::Time,
            "role" => PointsTo::Role,
            "event" => PointsTo::Event,
            _ => PointsTo::Age,
        };
        Some(Points { to, by })
    }

    /// The shape of the field's kind; told and `None` where it has none.
    fn field_shape(&mut self, entry: &'t Entry) -> Option<&'static Shape> {
        let Value::Map(parts) = &entry.value.value else { return None };
        let Some(kind) = parts.iter().find(|part| part.key == "kind") else {
            let message = format!("`kind` saknas i `{}`.", entry.key);
            let fault = Diagnostic::error(fault::MISSING_KEY, entry.key_span, message);
            self.fault(fault.help("Lägg till `kind`: choice, choices, date, period, text eller acts."));
            return None;
        };
        let word = self.word(Slot::of(kind), &Kind::Word(&[]))?;
        let found = FIELDS.iter().find(|shape| shape.name == word).copied();
        if found.is_none() {
            let message = format!("Det finns inget slag av fält som heter `{}`.", clipped(word));
            let names: Vec<_> = FIELDS.iter().map(|shape| shape.name).collect();
            let help = self.suggest(word, &names);
            self.fault(Diagnostic::error(fault::WRONG_VALUE, kind.value.span, message).maybe_help(help));
        }
        found
    }

    fn field_kind(&mut self, kind: &str, fields: &Fields<'t>) -> FieldKind {
        match kind {
            "choice" | "choices" => {
                let options = self.field_options(fields.get("options"));
                let prefill = self.prefills(fields);
                if kind == "choice" {
                    self.only_of_several(fields.get("options"));
                    FieldKind::Choice { options, prefill }
                } else {
                    FieldKind::Choices { options, prefill }
                }
            }
            "period" => {
                let never = || Guard::Any(Vec::new());
                FieldKind::Period { exact: fields.get("exact").map_or_else(never, |slot| self.guard(slot)) }
            }
            "text" => FieldKind::Text {
                max: fields.get("max").map_or(DEFAULT_MAX, |slot| self.count(slot, 1, MOST)),
            },
            "acts" => FieldKind::Acts,
            _ => FieldKind::Date,
        }
    }

    fn field_options(&mut self, slot: Option<Slot<'t>>) -> Vec<FieldOption> {
        let entries = self.register(slot);
        self.not_empty(slot);
        let options: Vec<FieldOption> = entries.iter().map(|entry| self.field_option(entry)).collect();
        self.one_unsure(
            options.iter().filter(|option| option.unsure).map(|option| (&option.id, option.span)),
        );
        options
    }

    fn field_option(&mut self, entry: &'t Entry) -> FieldOption {
        let slot = Slot::of(entry);
        let fields = match slot.node.value {
            Value::Map(_) => self.fields(slot, &shape::FIELD_OPTION),
            Value::Null | Value::Text(_) | Value::Seq(_) => None,
        };
        let (id, span) = (AnswerId::new(&entry.key), entry.key_span);
        match (fields, &slot.node.value) {
            (Some(fields), _) => FieldOption {
                id,
                text: self.line_of(&fields, "text"),
                note: self.text_of(&fields, "note"),
                alone: fields.get("alone").is_some_and(|slot| self.truth(slot)),
                unsure: fields.get("unsure").is_some_and(|slot| self.truth(slot)),
                span,
            },
            (None, Value::Map(_)) => {
                FieldOption { id, text: String::new(), note: None, alone: false, unsure: false, span }
            }
            (None, Value::Null | Value::Text(_) | Value::Seq(_)) => {
                FieldOption { id, text: self.line(slot), note: None, alone: false, unsure: false, span }
            }
        }
    }

    /// Told where an option of a field that takes one of them says what only matters among several.
    fn only_of_several(&mut self, slot: Option<Slot<'t>>) {
        let options = slot.map_or(&[][..], |slot| slot.node.entries());
        let said = options.iter().flat_map(|option| option.value.entries());
        for entry in said.filter(|entry| matches!(entry.key.as_str(), "alone" | "unsure")) {
            let message = format!("`{}` hör till `choices`, men det här är `choice`.", entry.key);
            let fault = Diagnostic::error(fault::FOREIGN_KEY, entry.key_span, message);
            self.fault(fault.help(format!("Ta bort `{}`, eller byt slag.", entry.key)));
        }
    }

    fn prefills(&mut self, fields: &Fields<'t>) -> Vec<Prefill> {
        let options = Index::keys(fields.get("options").map(|slot| slot.node));
        let Some(slot) = fields.get("prefill") else { return Vec::new() };
        if let Value::Map(_) = slot.node.value {
            return self.prefill_from(slot, &options);
        }
        let items = self.items(slot, 1);
        let last = items.len().saturating_sub(1);
        items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| self.prefill(slot.item(item), at == last, &options))
            .collect()
    }

    fn prefill(&mut self, slot: Slot<'t>, last: bool, options: &Index<'t>) -> Vec<Prefill> {
        if slot.node.get("from").is_some() {
            return self.prefill_from(slot, options);
        }
        let Some(fields) = self.fields(slot, &shape::PREFILL_SET) else { return Vec::new() };
        if fields.get("when").is_none() && !last {
            let message = "Förvalet saknar villkor men står inte sist, så förvalen efter det nås aldrig.";
            let fault = Diagnostic::error(fault::DEFAULT_LAST, slot.node.span, message);
            self.fault(fault.help("Flytta raden sist, eller ge den ett `when`."));
        }
        let when = self.guard_or_always(fields.get("when"));
        let set = fields.get("set").map(|slot| self.option_ref(slot, options));
        set.map(|set| Prefill { when, set }).into_iter().collect()
    }

    fn prefill_from(&mut self, slot: Slot<'t>, options: &Index<'t>) -> Vec<Prefill> {
        let Some(fields) = self.fields_among(slot, &shape::PREFILL_FROM, shape::PREFILLS) else {
            return Vec::new();
        };
        let Some(from) = fields.get("from") else { return Vec::new() };
        let Some(word) = self.word(from, &Kind::Id) else { return Vec::new() };
        let Some(step) = self.step_named(word, from.node.span) else { return Vec::new() };
        let (rows, checkable) = match self.outline(step) {
            Some(outline) => (rows_from(step, outline.answers.words(), options), outline.kind.is_some()),
            None => (Vec::new(), false),
        };
        if rows.is_empty() && checkable && !options.words().is_empty() {
            let message = format!("Inget svar i `{word}` har samma id som ett alternativ här.");
            let fault = Diagnostic::error(fault::PREFILL_EMPTY, from.node.span, message);
            self.fault(
                fault.help("Ge alternativen samma id som svaren, eller skriv rader med `when` och `set`."),
            );
        }
        rows
    }

    pub(super) fn option_ref(&mut self, slot: Slot<'t>, options: &Index<'t>) -> AnswerIx {
        let Some(word) = self.word(slot, &Kind::Id) else { return AnswerIx::nth(0) };
        let found = options.find(word);
        if found.is_none() {
            let message = format!("Fältet har inget alternativ `{}`.", clipped(word));
            let help = self.suggest(word, options.words());
            self.fault(Diagnostic::error(fault::UNKNOWN_OPTION, slot.node.span, message).maybe_help(help));
        }
        AnswerIx::nth(found.unwrap_or(0))
    }
}

/// One row for each answer that has an option of the same id.
fn rows_from(step: StepIx, answers: &[&str], options: &Index<'_>) -> Vec<Prefill> {
    let row = |(at, answer): (usize, &&str)| {
        let any_of = vec![AnswerIx::nth(at)];
        let set = AnswerIx::nth(options.find(answer)?);
        Some(Prefill { when: Guard::Is(Test { step, any_of, if_unasked: None }), set })
    };
    answers.iter().enumerate().filter_map(row).collect()
}
