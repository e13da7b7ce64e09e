//! From a tree of the right shape to a scenario: every name resolved in the routine, every text past the gate.

use std::sync::Arc;

use super::{Expectations, Scenario, StoryPart, TrainerNote, WhatIf};
use crate::answers::Answers;
use crate::check::verified::VerifiedFlow;
use crate::deid::screened::{Clearings, Screened, screen_text};
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, FieldIx, LawIx, StepIx};
use crate::flow::model::{FieldKind, Flow, Step, StepKind};
use crate::flow::tree::{YamlEntry, YamlNode, YamlValue};
use crate::flow::word::{clip_word, suggest_nearest};
use crate::source::Span;

/// The code of a text that may point someone out.
const UNSCREENED: &str = "fri-text";

/// A word of the file; empty where there is none.
pub(super) fn read_word<'t>(node: &'t YamlNode, key: &str) -> &'t str {
    node.get(key).map_or("", YamlNode::text)
}

pub(super) fn read_scenario(
    tree: &YamlNode,
    flow: &Arc<VerifiedFlow>,
    scanner: &Scanner,
) -> Result<Scenario, Vec<Diagnostic>> {
    let mut reading = ScenarioReader { flow: flow.flow(), scanner, faults: Vec::new() };
    let answers = reading.read_answers(tree);
    let parts = (
        read_word(tree, "id").trim().to_owned(),
        reading.read_text(tree, "title"),
        reading.read_text(tree, "aim"),
        reading.read_story(tree),
        reading.read_expectations(tree),
        reading.read_what_if(tree),
        reading.read_notes(tree),
        reading.read_texts(tree, "discuss"),
    );
    let mut faults = reading.faults;
    faults.sort_by_key(Diagnostic::span);
    match parts {
        (id, Some(title), Some(aim), story, Some(expect), what_if, notes, discuss) if faults.is_empty() => {
            let flow = Arc::clone(flow);
            Ok(Scenario { id, title, aim, story, expect, what_if, notes, discuss, flow, answers })
        }
        _ => Err(faults),
    }
}

/// Reading under way.
struct ScenarioReader<'f> {
    flow: &'f Flow,
    scanner: &'f Scanner,
    faults: Vec<Diagnostic>,
}

impl ScenarioReader<'_> {
    fn read_answers(&mut self, tree: &YamlNode) -> Answers {
        let answers = Answers::from_tree(tree);
        self.faults.extend(answers.find_unknown_names(self.flow));
        answers
    }

    fn read_story(&mut self, tree: &YamlNode) -> Vec<StoryPart> {
        let part = |me: &mut Self, node: &YamlNode| {
            let at = node.get("at").map(|at| me.read_step(at));
            let text = me.read_text(node, "text")?;
            Some(StoryPart { at: at.flatten(), text })
        };
        items_under(tree, "story").iter().filter_map(|node| part(self, node)).collect()
    }

    fn read_notes(&mut self, tree: &YamlNode) -> Vec<TrainerNote> {
        let note = |me: &mut Self, entry: &YamlEntry| {
            let at = me.find_step(&entry.key, entry.key_span);
            let (say, ask) = (me.read_text(&entry.value, "say"), me.read_texts(&entry.value, "ask"));
            Some(TrainerNote { at: at?, say, ask })
        };
        entries_under(tree, "notes").iter().filter_map(|entry| note(self, entry)).collect()
    }

    fn read_what_if(&mut self, tree: &YamlNode) -> Vec<WhatIf> {
        items_under(tree, "what_if").iter().filter_map(|node| self.read_other_answer(node)).collect()
    }

    fn read_other_answer(&mut self, node: &YamlNode) -> Option<WhatIf> {
        let loses = self.read_steps(node, "loses");
        let meets = node.get("meets").and_then(|at| self.read_step(at));
        let says = self.read_text(node, "says");
        let at = self.read_step(node.get("at")?)?;
        let written = node.get("answer")?;
        let answers = self.read_answer_ids(at, written);
        let outcome = match (&self.flow.step(at).kind, answers.as_slice()) {
            (StepKind::Ask { .. }, [one]) => Outcome::One(*one),
            (StepKind::Choose { .. }, _) => Outcome::Many(answers),
            (StepKind::Ask { .. }, []) => return None,
            (StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End, _) => {
                self.report_no_question(at, written.span);
                return None;
            }
        };
        Some(WhatIf { at, outcome, says: says?, loses, meets })
    }

    fn read_expectations(&mut self, tree: &YamlNode) -> Option<Expectations> {
        let node = tree.get("expect")?;
        let form = entries_under(node, "form").iter().filter_map(|entry| {
            let field = self.find_field(&entry.key, entry.key_span)?;
            self.check_expected_value(field, &entry.value);
            Some((field, list_words(&entry.value)))
        });
        let form = form.collect();
        let offers = entries_under(node, "offers").iter().filter_map(|entry| {
            let at = self.find_step(&entry.key, entry.key_span)?;
            Some((at, self.read_answer_ids(at, &entry.value)))
        });
        let offers = offers.collect();
        Some(Expectations {
            steps: self.read_steps(node, "steps"),
            never: self.read_steps(node, "never"),
            acts: node.get("acts").map(|_| self.read_steps(node, "acts")),
            laws: items_under(node, "laws").iter().filter_map(|law| self.read_law(law)).collect(),
            offers,
            form,
            without: items_under(node, "without").iter().filter_map(|field| self.read_field(field)).collect(),
            end: self.read_step(node.get("end")?)?,
        })
    }

    /// Whether a field can hold what is expected of it.
    fn check_expected_value(&mut self, at: FieldIx, node: &YamlNode) {
        let field = self.flow.form.field(at);
        let known: Vec<&str> = field.kind.options().iter().map(|option| option.id.as_str()).collect();
        match field.kind {
            FieldKind::Choice { .. } | FieldKind::Choices { .. } => {
                for (word, span) in words_with_spans(node) {
                    if !known.contains(&word) {
                        let message =
                            format!("Fältet `{}` har inget alternativ `{}`.", field.id, clip_word(word));
                        self.report_unknown(fault::UNKNOWN_OPTION, span, message, word, &known);
                    }
                }
            }
            FieldKind::Acts => {
                let message = format!("Åtgärderna väntas under `acts`, inte i fältet `{}`.", field.id);
                self.faults.push(Diagnostic::error(fault::WRONG_VALUE, node.span, message));
            }
            FieldKind::Date { .. }
            | FieldKind::Period { .. }
            | FieldKind::Planned { .. }
            | FieldKind::Text { .. } => {}
        }
    }

    fn read_steps(&mut self, node: &YamlNode, key: &str) -> Vec<StepIx> {
        items_under(node, key).iter().filter_map(|step| self.read_step(step)).collect()
    }

    fn read_step(&mut self, node: &YamlNode) -> Option<StepIx> {
        self.find_step(node.text().trim(), node.span)
    }

    fn find_step(&mut self, word: &str, span: Span) -> Option<StepIx> {
        let found = self.flow.find_step(word);
        if found.is_none() {
            let known: Vec<&str> = self.flow.steps.iter().map(|step| step.id.as_str()).collect();
            let message = format!("Rutinen har inget steg `{}`.", clip_word(word));
            self.report_unknown(fault::UNKNOWN_STEP, span, message, word, &known);
        }
        found
    }

    fn read_answer_ids(&mut self, at: StepIx, node: &YamlNode) -> Vec<AnswerIx> {
        let step: &Step = self.flow.step(at);
        let one = |me: &mut Self, word: &str, span: Span| {
            let found = step.find_answer(word);
            if found.is_none() {
                let message = format!("Steget `{}` har inget svar `{}`.", step.id, clip_word(word));
                me.report_unknown(fault::UNKNOWN_ANSWER, span, message, word, &step.answer_ids());
            }
            found
        };
        let mut found: Vec<AnswerIx> =
            words_with_spans(node).into_iter().filter_map(|(word, span)| one(self, word, span)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn read_law(&mut self, node: &YamlNode) -> Option<LawIx> {
        let word = node.text().trim();
        let found = self.flow.laws.iter().position(|law| law.id.as_str() == word).map(LawIx::nth);
        if found.is_none() {
            let known: Vec<&str> = self.flow.laws.iter().map(|law| law.id.as_str()).collect();
            let message = format!("Rutinen har inget lagrum `{}`.", clip_word(word));
            self.report_unknown(fault::UNKNOWN_LAW, node.span, message, word, &known);
        }
        found
    }

    fn read_field(&mut self, node: &YamlNode) -> Option<FieldIx> {
        self.find_field(node.text().trim(), node.span)
    }

    fn find_field(&mut self, word: &str, span: Span) -> Option<FieldIx> {
        let found = self.flow.form.find_field(word);
        if found.is_none() {
            let known: Vec<&str> = self.flow.form.fields.iter().map(|field| field.id.as_str()).collect();
            let message = format!("Blanketten har inget fält `{}`.", clip_word(word));
            self.report_unknown("okant-falt", span, message, word, &known);
        }
        found
    }

    fn report_unknown(
        &mut self,
        code: &'static str,
        span: Span,
        message: String,
        word: &str,
        known: &[&str],
    ) {
        self.faults
            .push(Diagnostic::error(code, span, message).with_optional_help(suggest_nearest(word, known)));
    }

    fn report_no_question(&mut self, at: StepIx, span: Span) {
        let message = format!("`{}` är ingen fråga, så inget annat svar kan prövas.", self.flow.step(at).id);
        self.faults.push(Diagnostic::error(fault::WRONG_VALUE, span, message));
    }

    fn read_text(&mut self, node: &YamlNode, key: &str) -> Option<Screened> {
        node.get(key).and_then(|node| self.screen_text(key, node))
    }

    fn read_texts(&mut self, node: &YamlNode, key: &str) -> Vec<Screened> {
        items_under(node, key).iter().filter_map(|item| self.screen_text(key, item)).collect()
    }

    fn screen_text(&mut self, key: &str, node: &YamlNode) -> Option<Screened> {
        match screen_text(self.scanner, node.text().trim(), &Clearings::default()) {
            Ok(screened) => Some(screened),
            Err(found) => {
                self.faults.push(identifying_text_fault(key, node, &found));
                None
            }
        }
    }
}

/// Which classes were found in a text, and how many of each. Never the text.
fn identifying_text_fault(key: &str, node: &YamlNode, found: &[Finding]) -> Diagnostic {
    let message = format!("`{key}` kan peka ut någon: {}.", Class::describe_counts(found));
    Diagnostic::error(UNSCREENED, node.span, message)
        .with_help("Skriv om texten så att den inte kan handla om någon som finns.")
}

fn items_under<'t>(node: &'t YamlNode, key: &str) -> &'t [YamlNode] {
    node.get(key).map_or(&[], YamlNode::items)
}

fn entries_under<'t>(node: &'t YamlNode, key: &str) -> &'t [YamlEntry] {
    node.get(key).map_or(&[], YamlNode::entries)
}

/// The words of a value that is one or a list of them, with their places.
fn words_with_spans(node: &YamlNode) -> Vec<(&str, Span)> {
    match &node.value {
        YamlValue::Seq(items) => items.iter().map(|item| (item.text().trim(), item.span)).collect(),
        YamlValue::Text(text) => vec![(text.trim(), node.span)],
        YamlValue::Null | YamlValue::Map(_) => Vec::new(),
    }
}

fn list_words(node: &YamlNode) -> Vec<String> {
    words_with_spans(node).into_iter().map(|(word, _)| word.to_owned()).collect()
}
