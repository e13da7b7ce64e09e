//! Guarantees: what the author promises of every walk.

use std::collections::HashMap;

use super::Lowering;
use super::fields::Slot;
use super::scalar::MOST;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{GuaranteeId, ReasonId, StepIx};
use crate::flow::model::{Claim, Guarantee};
use crate::flow::shape::{self, ClaimWord};
use crate::flow::tree::YamlEntry;
use crate::flow::word::clip_word;
use crate::source::Span;

impl<'t> Lowering<'t> {
    /// `guarantees`.
    pub(super) fn lower_guarantees(&mut self, slot: Option<Slot<'t>>) -> Vec<Guarantee> {
        let Some(slot) = slot else { return Vec::new() };
        let mut seen: HashMap<&'t str, Span> = HashMap::new();
        let items = self.read_items(slot, 0);
        items.iter().filter_map(|item| self.lower_guarantee(slot.with_item(item), &mut seen)).collect()
    }

    fn lower_guarantee(&mut self, slot: Slot<'t>, seen: &mut HashMap<&'t str, Span>) -> Option<Guarantee> {
        let fields = self.read_fields(slot, &shape::GUARANTEE)?;
        let id = fields.get_slot("id").map(|slot| self.read_id(slot)).unwrap_or_default();
        if let Some(slot) = fields.get_slot("id")
            && let Some(word) = self.read_word(slot, &shape::ValueKind::Id)
            && let Some(first) = seen.insert(word, slot.node.span)
        {
            let message = format!("Två garantier heter `{id}`.");
            let fault = Diagnostic::error(fault::DUPLICATE_KEY, slot.node.span, message);
            self.push_fault(fault.with_place(first, "första gången").with_help("Ge det ena ett annat id."));
        }
        let says = self.text_of(&fields, "says").unwrap_or_default();
        let given = self.lower_guard_or_always(fields.get_slot("given"));
        let then = fields.get_slot("then").and_then(|slot| self.lower_claim(slot));
        let span = fields.get_slot("id").map_or(slot.owner, |slot| slot.node.span);
        Some(Guarantee { id: GuaranteeId::new(&id), says, given, then: then?, span })
    }

    fn lower_claim(&mut self, slot: Slot<'t>) -> Option<Claim> {
        let fields = self.read_fields(slot, &shape::CLAIM)?;
        let claims: Vec<&YamlEntry> =
            shape::CLAIM.all_keys().filter_map(|key| fields.find_entry(key.name)).collect();
        if let [only] = claims.as_slice() {
            return self.one_claim(Slot::from_entry(only));
        }
        let message = match claims.len() {
            0 => "Garantin har inget påstående.".to_owned(),
            several => format!("Garantin har {several} påståenden, men en garanti har ett."),
        };
        let at = claims.get(1).map_or(slot.owner, |entry| entry.key_span);
        let fault = Diagnostic::error(fault::CLAIM_KIND, at, message);
        self.push_fault(fault.with_help("Skriv en garanti för varje påstående."));
        for claim in claims {
            self.one_claim(Slot::from_entry(claim));
        }
        None
    }

    fn one_claim(&mut self, slot: Slot<'t>) -> Option<Claim> {
        let word = ClaimWord::ALL.into_iter().find(|word| word.key() == slot.key)?;
        Some(match word {
            ClaimWord::Visits => Claim::Visits(self.step_ref(slot)),
            ClaimWord::Never => Claim::Never(self.some_of(slot, Self::step_ref)),
            ClaimWord::Before => self.lower_before(slot)?,
            ClaimWord::FirstAct => Claim::FirstAct(self.act_ref(slot)),
            ClaimWord::Ends => Claim::Ends(self.some_of(slot, Self::end_ref)),
            ClaimWord::IncludesAct => Claim::IncludesAct(self.some_of(slot, Self::act_ref)),
            ClaimWord::UnsureIsSafe => {
                let items = |me: &mut Self, slot| me.read_items(slot, 1);
                Claim::UnsureIsSafe(self.read_references_in(slot, items, Self::unsure_ref))
            }
            ClaimWord::Monotone => self.lower_monotone(slot)?,
            ClaimWord::LawsInForce => self.one_of(slot, &["true"]).map(|_| Claim::LawsInForce)?,
            ClaimWord::MaxQuestions => Claim::MaxQuestions(self.read_count(slot, 1, MOST)),
            ClaimWord::Reachable => Claim::Reachable(self.some_of(slot, Self::step_ref)),
            ClaimWord::DeclinedOnly => self.lower_declined_only(slot)?,
        })
    }

    /// One step, or a list of them.
    fn some_of(&mut self, slot: Slot<'t>, one: impl Fn(&mut Self, Slot<'t>) -> StepIx) -> Vec<StepIx> {
        self.read_references_in(slot, Self::one_or_list, one)
    }

    fn lower_before(&mut self, slot: Slot<'t>) -> Option<Claim> {
        let steps = self.read_references_in(slot, |me, slot| me.read_items(slot, 2), Self::step_ref);
        match steps.as_slice() {
            [first, second] => return Some(Claim::Before { first: *first, second: *second }),
            [_, _, _, ..] => {
                let message = format!("`before` ska ha två steg, men här står {}.", steps.len());
                let fault = Diagnostic::error(fault::WRONG_VALUE, slot.node.span, message);
                self.push_fault(fault.with_help("Skriv en garanti för varje par: `before: [först, sedan]`."));
            }
            [] | [_] => {}
        }
        None
    }

    fn lower_monotone(&mut self, slot: Slot<'t>) -> Option<Claim> {
        let fields = self.read_fields(slot, &shape::MONOTONE)?;
        let step = fields.get_slot("step").map(|slot| self.question_ref(slot))?;
        let order = fields.get_slot("order")?;
        self.read_items(order, 2);
        let order = self.answers_of(step, order);
        Some(Claim::Monotone { step, order })
    }

    fn lower_declined_only(&mut self, slot: Slot<'t>) -> Option<Claim> {
        let fields = self.read_fields(slot, &shape::DECLINED_ONLY)?;
        let step = fields.get_slot("step").map(|slot| self.act_ref(slot))?;
        let slot = fields.get_slot("reasons")?;
        let reasons =
            self.read_items(slot, 0).iter().filter_map(|item| self.reason_ref(step, slot.with_item(item)));
        Some(Claim::DeclinedOnly { step, reasons: reasons.collect() })
    }

    /// A reason of an act; told where it has none of this name.
    fn reason_ref(&mut self, step: StepIx, slot: Slot<'t>) -> Option<ReasonId> {
        let word = self.read_word(slot, &shape::ValueKind::Id)?;
        let outline = self.outline_of(step)?;
        if outline.reasons.find_word(word).is_none() {
            let message = format!("`{}` kan inte avböjas av skälet `{}`.", outline.id, clip_word(word));
            let known = outline.reasons.words().to_vec();
            let help = self.suggest_word(word, &known);
            self.push_fault(
                Diagnostic::error(fault::UNKNOWN_ANSWER, slot.node.span, message).with_optional_help(help),
            );
        }
        Some(ReasonId::new(word))
    }

    pub(super) fn act_ref(&mut self, slot: Slot<'t>) -> StepIx {
        self.kind_ref(slot, &["act"], "något att göra (act)")
    }

    fn end_ref(&mut self, slot: Slot<'t>) -> StepIx {
        self.kind_ref(slot, &["end"], "ett slut (end)")
    }

    fn unsure_ref(&mut self, slot: Slot<'t>) -> StepIx {
        let step = self.question_ref(slot);
        if let Some(outline) = self.outline_of(step)
            && matches!(outline.kind, Some("ask" | "choose"))
            && !outline.has_unsure
        {
            let message = format!("`{}` har inget svar med `unsure: true`.", outline.id);
            self.push_fault(Diagnostic::error(fault::CLAIM_STEP, slot.node.span, message));
        }
        step
    }

    fn question_ref(&mut self, slot: Slot<'t>) -> StepIx {
        self.kind_ref(slot, &["ask", "choose"], "en fråga (ask eller choose)")
    }

    /// A reference to a step that must be of one of these kinds.
    fn kind_ref(&mut self, slot: Slot<'t>, kinds: &[&str], noun: &str) -> StepIx {
        let told = self.faults.len();
        let step = self.step_ref(slot);
        if self.faults.len() == told
            && let Some(outline) = self.outline_of(step)
            && outline.kind.is_some_and(|found| !kinds.contains(&found))
        {
            let message = format!("`{}` gäller {noun}, och det är inte `{}`.", slot.key, outline.id);
            self.push_fault(Diagnostic::error(fault::CLAIM_STEP, slot.node.span, message));
        }
        step
    }
}
