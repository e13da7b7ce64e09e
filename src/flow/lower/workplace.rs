//! What a routine says of the workplaces that use it.

use super::Lowering;
use super::fields::{Fields, Slot};
use super::scalar::MOST;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{ContactId, MunicipalityId, StepIx};
use crate::flow::model::{
    Contact, Duty, FillIn, MeetingPoint, PointSubject, Telling, TimeLimit, WorkplaceFact,
};
use crate::flow::shape;
use crate::flow::tree::{YamlEntry, YamlValue};

impl<'t> Lowering<'t> {
    /// `municipality`.
    pub(super) fn lower_municipality(&mut self, slot: Option<Slot<'t>>) -> Option<MunicipalityId> {
        slot.map(|slot| MunicipalityId::new(&self.read_id(slot)))
    }

    /// `roles`: a question with one answer.
    pub(super) fn lower_roles(&mut self, slot: Option<Slot<'t>>) -> Option<StepIx> {
        slot.map(|slot| self.question_of_kind(slot, &["ask"]))
    }

    /// `topics`: questions.
    pub(super) fn lower_topics(&mut self, slot: Option<Slot<'t>>) -> Vec<StepIx> {
        let question = |me: &mut Self, slot| me.question_of_kind(slot, &["ask", "choose"]);
        slot.map(|slot| self.read_references_in(slot, |me, slot| me.read_items(slot, 1), question))
            .unwrap_or_default()
    }

    /// `meeting`.
    pub(super) fn lower_meeting(&mut self, slot: Option<Slot<'t>>) -> Vec<MeetingPoint> {
        let Some(slot) = slot else { return Vec::new() };
        let items = self.read_items(slot, 1);
        items.iter().filter_map(|item| self.lower_meeting_point(slot.with_item(item))).collect()
    }

    /// An entry of `contacts`.
    pub(super) fn lower_contact(&mut self, entry: &'t YamlEntry) -> Option<Contact> {
        let fields = self.read_fields(Slot::from_entry(entry), &shape::CONTACT)?;
        Some(Contact {
            id: ContactId::new(&entry.key),
            label: self.line_of(&fields, "label"),
            short: fields.get_slot("short").map(|slot| self.read_line(slot)),
            reach: self.text_of(&fields, "fallback").unwrap_or_default(),
            fill_in: match fields
                .get_slot("fill_in")
                .and_then(|slot| self.one_of(slot, &["first", "offered"]))
            {
                Some("first") => Some(FillIn::First),
                Some(_) => Some(FillIn::Offered),
                None => None,
            },
            span: entry.key_span,
        })
    }

    /// `profile` of a field.
    pub(super) fn lower_workplace_fact(&mut self, fields: &Fields<'t>) -> Option<WorkplaceFact> {
        let slot = fields.get_slot("profile")?;
        Some(match self.one_of(slot, &["administration", "activity", "role"])? {
            "administration" => WorkplaceFact::Administration,
            "activity" => WorkplaceFact::Activity,
            _ => WorkplaceFact::Role,
        })
    }

    /// `tells` of a field.
    pub(super) fn lower_telling(&mut self, fields: &Fields<'t>) -> Option<Telling> {
        let word = self.one_of(fields.get_slot("tells")?, &["what", "where"])?;
        Some(if word == "what" { Telling::What } else { Telling::Where })
    }

    /// `who` and `within` of an act.
    pub(super) fn lower_duty(&mut self, fields: &Fields<'t>) -> Duty {
        Duty {
            who: fields.get_slot("who").map(|slot| self.contact_ref(slot)),
            within: fields.get_slot("within").and_then(|slot| self.lower_time_limit(slot)),
        }
    }

    fn lower_time_limit(&mut self, slot: Slot<'t>) -> Option<TimeLimit> {
        if !matches!(slot.node.value, YamlValue::Map(_)) {
            return self.one_of(slot, &["same-day"]).map(|_| TimeLimit::SameDay);
        }
        let fields = self.read_fields(slot, &shape::TIME_LIMIT)?;
        let said = ["hours", "days", "weeks", "months"].map(|key| Some((key, fields.get_slot(key)?)));
        let said = said.into_iter().flatten();
        let limits: Vec<TimeLimit> =
            said.map(|(key, slot)| make_limit(key, self.read_count(slot, 1, MOST))).collect();
        if limits.len() != 1 {
            let message = "`within` ska ha en av `hours`, `days`, `weeks` och `months`.";
            self.push_fault(Diagnostic::error(fault::WRONG_VALUE, slot.node.span, message));
        }
        limits.first().copied()
    }

    fn lower_meeting_point(&mut self, slot: Slot<'t>) -> Option<MeetingPoint> {
        let fields = self.read_fields(slot, &shape::MEETING_POINT)?;
        Some(MeetingPoint {
            title: self.line_of(&fields, "title"),
            search: fields.get_slot("search").map(|slot| self.read_line(slot)),
            contact: fields.get_slot("contact").map(|slot| self.contact_ref(slot)),
            about: match fields.get_slot("about").and_then(|slot| self.one_of(slot, &["routine", "form"])) {
                Some("routine") => Some(PointSubject::Routine),
                Some(_) => Some(PointSubject::Form),
                None => None,
            },
            says: self.text_of(&fields, "says"),
        })
    }

    /// A reference to a question of one of these kinds.
    fn question_of_kind(&mut self, slot: Slot<'t>, kinds: &[&str]) -> StepIx {
        let told = self.faults.len();
        let step = self.step_ref(slot);
        let outline = if self.faults.len() == told { self.outline_of(step) } else { None };
        if let Some((id, kind)) = outline.and_then(|outline| Some((outline.id, outline.kind?)))
            && !kinds.contains(&kind)
        {
            let message = format!("`{id}` är en `{kind}`, så `{}` kan inte nämna den.", slot.key);
            let fault = Diagnostic::error(fault::QUESTION_STEP, slot.node.span, message);
            self.push_fault(fault.with_help(format!("Nämn en fråga: {}.", kinds.join(" eller "))));
        }
        step
    }
}

fn make_limit(unit: &str, count: usize) -> TimeLimit {
    match unit {
        "hours" => TimeLimit::Hours(count),
        "days" => TimeLimit::Days(count),
        "weeks" => TimeLimit::Weeks(count),
        _ => TimeLimit::Months(count),
    }
}
