//! The form: sections, fields, options and prefilling.

use std::collections::HashMap;

use super::Lowering;
use super::fields::{Fields, Slot};
use super::names::WordIndex;
use super::scalar::MOST;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::guard::{Guard, GuardTest};
use crate::flow::id::{AnswerId, AnswerIx, FieldId, FieldIx, StepIx};
use crate::flow::model::{
    Counting, DayPrefill, Field, FieldCondition, FieldKind, FieldNeed, FieldOption, FormSpec,
    IdentifyingDetail, IdentifyingKind, Prefill, PrefillSource, SectionSpec,
};
use crate::flow::shape::{self, FIELDS, FieldWord, ValueKind};
use crate::flow::tree::{YamlEntry, YamlValue};
use crate::flow::word::clip_word;
use crate::source::Span;

/// How many characters a text may have where the author says nothing.
const DEFAULT_MAX: usize = 1000;

impl<'t> Lowering<'t> {
    /// `form`.
    pub(super) fn lower_form(&mut self, slot: Slot<'t>) -> FormSpec {
        let mut form = FormSpec::default();
        let Some(fields) = self.read_fields(slot, &shape::FORM) else { return form };
        form.title = self.line_of(&fields, "title");
        form.after = self.text_of(&fields, "after").unwrap_or_default();
        let Some(sections) = fields.get_slot("sections") else { return form };
        let mut seen = HashMap::new();
        for item in self.read_items(sections, 1) {
            self.lower_section(sections.with_item(item), sections, &mut form, &mut seen);
        }
        form.review = self.lower_review(fields.get_slot("review"), &form, sections);
        form
    }

    fn lower_section(
        &mut self,
        slot: Slot<'t>,
        sections: Slot<'t>,
        form: &mut FormSpec,
        seen: &mut HashMap<&'t str, Span>,
    ) {
        let Some(fields) = self.read_fields(slot, &shape::SECTION) else { return };
        let title = self.line_of(&fields, "title");
        let entries = self.read_register(fields.get_slot("fields"));
        self.not_empty(fields.get_slot("fields"));
        let mut places = Vec::new();
        // A field that stands twice in the same section has been told as a doubled key.
        for entry in entries {
            match seen.get(entry.key.as_str()) {
                Some(first) if !entries.iter().any(|other| other.key_span == *first) => {
                    self.report_duplicate_field(entry, *first);
                }
                Some(_) => {}
                None => {
                    seen.insert(&entry.key, entry.key_span);
                }
            }
            if let Some(field) = self.lower_field(entry, form, sections) {
                places.push(FieldIx::nth(form.fields.len()));
                form.fields.push(field);
            }
        }
        form.sections.push(SectionSpec { title, fields: places });
    }

    fn report_duplicate_field(&mut self, entry: &YamlEntry, first: Span) {
        let message = format!("Fältet `{}` finns redan i ett annat avsnitt.", entry.key);
        let fault = Diagnostic::error(fault::DUPLICATE_FIELD, entry.key_span, message);
        self.push_fault(
            fault.with_place(first, "första gången").with_help("Ge det ena fältet ett annat id."),
        );
    }

    fn lower_field(&mut self, entry: &'t YamlEntry, form: &FormSpec, sections: Slot<'t>) -> Option<Field> {
        let slot = Slot::from_entry(entry);
        let word = self.field_word(entry);
        let fields = match word {
            Some(word) => self.read_fields_among(slot, word.shape(), FIELDS)?,
            None => self.read_fields_of_any(slot, FIELDS)?.0,
        };
        let mut kind = word.map_or(FieldKind::Acts, |word| self.field_kind(word, &fields));
        self.lower_offer(&fields, kind.options_mut());
        Some(Field {
            id: FieldId::new(&entry.key),
            label: self.line_of(&fields, "label"),
            help: self.text_of(&fields, "help"),
            when: self.lower_guard_or_always(fields.get_slot("when")),
            when_field: fields.get_slot("when_field").and_then(|slot| self.when_field(slot, form, sections)),
            need: self.lower_need(fields.get_slot("required")),
            counting: self.lower_counting(fields.get_slot("count")),
            nobody: self.lower_named_option(&fields, "nobody"),
            attests: self.lower_named_option(&fields, "attests"),
            profile: self.lower_workplace_fact(&fields),
            tells: self.lower_telling(&fields),
            points: self.lower_identifying_detail(&fields),
            bound: self.lower_bound(&fields, &kind),
            kind,
            span: entry.key_span,
        })
    }

    /// What must stand in one of the fields before this one.
    fn when_field(&mut self, slot: Slot<'t>, form: &FormSpec, sections: Slot<'t>) -> Option<FieldCondition> {
        let fields = self.read_fields(slot, &shape::WHEN_FIELD)?;
        self.lower_field_condition(&fields, form, sections)
    }

    fn lower_need(&mut self, slot: Option<Slot<'t>>) -> FieldNeed {
        if slot.is_some_and(|slot| self.read_bool(slot)) { FieldNeed::Required } else { FieldNeed::Optional }
    }

    fn lower_counting(&mut self, slot: Option<Slot<'t>>) -> Counting {
        if slot.is_some_and(|slot| self.read_bool(slot)) { Counting::Counted } else { Counting::NotCounted }
    }

    /// The option that a key of the field names.
    fn lower_named_option(&mut self, fields: &Fields<'t>, key: &str) -> Option<AnswerIx> {
        let slot = fields.get_slot(key)?;
        let options = WordIndex::from_keys(fields.get_slot("options").map(|slot| slot.node));
        Some(self.option_ref(slot, &options))
    }

    fn lower_identifying_detail(&mut self, fields: &Fields<'t>) -> Option<IdentifyingDetail> {
        let options = WordIndex::from_keys(fields.get_slot("options").map(|slot| slot.node));
        let mut by = Vec::new();
        if let Some(slot) = fields.get_slot("points_by") {
            for item in self.read_items(slot, 1) {
                by.push(self.option_ref(slot.with_item(item), &options));
            }
        }
        let to = match self.one_of(fields.get_slot("points")?, &["place", "time", "role", "event", "age"])? {
            "place" => IdentifyingKind::Place,
            "time" => IdentifyingKind::Time,
            "role" => IdentifyingKind::Role,
            "event" => IdentifyingKind::Event,
            _ => IdentifyingKind::Age,
        };
        Some(IdentifyingDetail { to, by })
    }

    /// The word of the field's kind; told and `None` where it has none.
    fn field_word(&mut self, entry: &'t YamlEntry) -> Option<FieldWord> {
        let YamlValue::Map(parts) = &entry.value.value else { return None };
        let names: Vec<_> = FIELDS.iter().map(|shape| shape.name).collect();
        let Some(kind) = parts.iter().find(|part| part.key == "kind") else {
            let message = format!("`kind` saknas i `{}`.", entry.key);
            let fault = Diagnostic::error(fault::MISSING_KEY, entry.key_span, message);
            self.push_fault(fault.with_help(format!("Lägg till `kind`, en av {}.", names.join(", "))));
            return None;
        };
        let word = self.read_word(Slot::from_entry(kind), &ValueKind::Word(&[]))?;
        let found = FieldWord::ALL.into_iter().find(|known| known.shape().name == word);
        if found.is_none() {
            let message = format!("Det finns inget slag av fält som heter `{}`.", clip_word(word));
            let help = self.suggest_word(word, &names);
            self.push_fault(
                Diagnostic::error(fault::WRONG_VALUE, kind.value.span, message).with_optional_help(help),
            );
        }
        found
    }

    fn field_kind(&mut self, word: FieldWord, fields: &Fields<'t>) -> FieldKind {
        match word {
            FieldWord::Choice => {
                let options = self.field_options(fields.get_slot("options"));
                let prefill = self.lower_prefills(fields);
                self.only_of_several(fields.get_slot("options"));
                FieldKind::Choice { options, prefill }
            }
            FieldWord::Choices => FieldKind::Choices {
                options: self.field_options(fields.get_slot("options")),
                prefill: self.lower_prefills(fields),
            },
            FieldWord::Date => FieldKind::Date { prefill: self.lower_day_prefill(fields) },
            FieldWord::Period => {
                FieldKind::Period { exact: self.lower_exact(fields), prefill: self.lower_day_prefill(fields) }
            }
            FieldWord::Planned => FieldKind::Planned { exact: self.lower_exact(fields) },
            FieldWord::Text => FieldKind::Text {
                max: fields.get_slot("max").map_or(DEFAULT_MAX, |slot| self.read_count(slot, 1, MOST)),
            },
            FieldWord::Acts => FieldKind::Acts,
        }
    }

    fn lower_day_prefill(&mut self, fields: &Fields<'t>) -> DayPrefill {
        let said = fields.get_slot("prefill").and_then(|slot| self.one_of(slot, &[shape::TODAY]));
        said.map_or(DayPrefill::Nothing, |_| DayPrefill::Today)
    }

    /// When an exact day may be given: never, where nothing is said of it.
    fn lower_exact(&mut self, fields: &Fields<'t>) -> Guard {
        fields.get_slot("exact").map_or_else(|| Guard::Any(Vec::new()), |slot| self.lower_guard(slot))
    }

    fn field_options(&mut self, slot: Option<Slot<'t>>) -> Vec<FieldOption> {
        let entries = self.read_register(slot);
        self.not_empty(slot);
        let options: Vec<FieldOption> = entries.iter().map(|entry| self.field_option(entry)).collect();
        self.one_unsure(
            options.iter().filter(|option| option.unsure).map(|option| (&option.id, option.span)),
        );
        options
    }

    /// `offer`: when each of the options named is there to choose.
    fn lower_offer(&mut self, fields: &Fields<'t>, options: &mut [FieldOption]) {
        let Some(slot) = fields.get_slot("offer") else { return };
        self.not_empty(Some(slot));
        let known = WordIndex::from_keys(fields.get_slot("options").map(|slot| slot.node));
        for entry in self.read_entries(slot).unwrap_or_default() {
            let at = self.find_option(&entry.key, entry.key_span, &known);
            let when = self.lower_guard(Slot::from_entry(entry));
            if let Some(option) = at.and_then(|at| options.get_mut(at.index())) {
                option.when = when;
            }
        }
    }

    fn field_option(&mut self, entry: &'t YamlEntry) -> FieldOption {
        let slot = Slot::from_entry(entry);
        let fields = match slot.node.value {
            YamlValue::Map(_) => self.read_fields(slot, &shape::FIELD_OPTION),
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => None,
        };
        let (id, span) = (AnswerId::new(&entry.key), entry.key_span);
        let plain = |text| FieldOption {
            id,
            text,
            when: Guard::always_true(),
            note: None,
            alone: false,
            unsure: false,
            span,
        };
        match (fields, &slot.node.value) {
            (Some(fields), _) => FieldOption {
                note: self.text_of(&fields, "note"),
                alone: fields.get_slot("alone").is_some_and(|slot| self.read_bool(slot)),
                unsure: fields.get_slot("unsure").is_some_and(|slot| self.read_bool(slot)),
                ..plain(self.line_of(&fields, "text"))
            },
            (None, YamlValue::Map(_)) => plain(String::new()),
            (None, YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_)) => plain(self.read_line(slot)),
        }
    }

    /// Told where an option of a field that takes one of them says what only matters among several.
    fn only_of_several(&mut self, slot: Option<Slot<'t>>) {
        let options = slot.map_or(&[][..], |slot| slot.node.entries());
        let said = options.iter().flat_map(|option| option.value.entries());
        for entry in said.filter(|entry| matches!(entry.key.as_str(), "alone" | "unsure")) {
            let message = format!("`{}` hör till `choices`, men det här är `choice`.", entry.key);
            let fault = Diagnostic::error(fault::FOREIGN_KEY, entry.key_span, message);
            self.push_fault(fault.with_help(format!("Ta bort `{}`, eller byt slag.", entry.key)));
        }
    }

    fn lower_prefills(&mut self, fields: &Fields<'t>) -> Vec<Prefill> {
        let options = WordIndex::from_keys(fields.get_slot("options").map(|slot| slot.node));
        let Some(slot) = fields.get_slot("prefill") else { return Vec::new() };
        if let YamlValue::Map(_) = slot.node.value {
            return self.prefill_from(slot, &options);
        }
        let items = self.read_items(slot, 1);
        let last = items.len().saturating_sub(1);
        items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| self.lower_prefill(slot.with_item(item), at == last, &options))
            .collect()
    }

    fn lower_prefill(&mut self, slot: Slot<'t>, last: bool, options: &WordIndex<'t>) -> Vec<Prefill> {
        if slot.node.get("from").is_some() {
            return self.prefill_from(slot, options);
        }
        let Some(fields) = self.read_fields(slot, &shape::PREFILL_SET) else { return Vec::new() };
        if fields.get_slot("when").is_none() && !last {
            let message = "Förvalet saknar villkor men står inte sist, så förvalen efter det nås aldrig.";
            let fault = Diagnostic::error(fault::DEFAULT_LAST, slot.node.span, message);
            self.push_fault(fault.with_help("Flytta raden sist, eller ge den ett `when`."));
        }
        let when = self.lower_guard_or_always(fields.get_slot("when"));
        let set = fields.get_slot("set").map(|slot| self.option_ref(slot, options));
        set.map(|set| Prefill { when, set, source: PrefillSource::Routine }).into_iter().collect()
    }

    fn prefill_from(&mut self, slot: Slot<'t>, options: &WordIndex<'t>) -> Vec<Prefill> {
        let Some(fields) = self.read_fields_among(slot, &shape::PREFILL_FROM, shape::PREFILLS) else {
            return Vec::new();
        };
        let Some(from) = fields.get_slot("from") else { return Vec::new() };
        let Some(word) = self.read_word(from, &ValueKind::Id) else { return Vec::new() };
        let Some(step) = self.step_named(word, from.node.span) else { return Vec::new() };
        let (rows, checkable) = match self.outline_of(step) {
            Some(outline) => (rows_from(step, outline.answers.words(), options), outline.kind.is_some()),
            None => (Vec::new(), false),
        };
        if rows.is_empty() && checkable && !options.words().is_empty() {
            self.report_empty_prefill(word, from.node.span);
        }
        rows
    }

    fn report_empty_prefill(&mut self, step: &str, at: Span) {
        let message = format!("Inget svar i `{step}` har samma id som ett alternativ här.");
        let fault = Diagnostic::error(fault::PREFILL_EMPTY, at, message);
        let help = "Ge alternativen samma id som svaren, eller skriv rader med `when` och `set`.";
        self.push_fault(fault.with_help(help));
    }

    pub(super) fn option_ref(&mut self, slot: Slot<'t>, options: &WordIndex<'t>) -> AnswerIx {
        let Some(word) = self.read_word(slot, &ValueKind::Id) else { return AnswerIx::nth(0) };
        self.find_option(word, slot.node.span, options).unwrap_or(AnswerIx::nth(0))
    }

    /// The option of this id; told and `None` where the field has none.
    fn find_option(&mut self, word: &str, span: Span, options: &WordIndex<'t>) -> Option<AnswerIx> {
        let found = options.find_word(word);
        if found.is_none() {
            let message = format!("Fältet har inget alternativ `{}`.", clip_word(word));
            let help = self.suggest_word(word, options.words());
            self.push_fault(Diagnostic::error(fault::UNKNOWN_OPTION, span, message).with_optional_help(help));
        }
        found.map(AnswerIx::nth)
    }
}

/// One row for each answer that has an option of the same id.
fn rows_from(step: StepIx, answers: &[&str], options: &WordIndex<'_>) -> Vec<Prefill> {
    let row = |(at, answer): (usize, &&str)| {
        let any_of = vec![AnswerIx::nth(at)];
        let set = AnswerIx::nth(options.find_word(answer)?);
        let when = Guard::Is(GuardTest { step, any_of, if_unasked: None });
        Some(Prefill { when, set, source: PrefillSource::Routine })
    };
    answers.iter().enumerate().filter_map(row).collect()
}
