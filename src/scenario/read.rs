//! From a tree of the right shape to a scenario: every name resolved in the routine, every text past the gate.

use std::sync::Arc;

use super::{Expect, Note, Part, Scenario, WhatIf};
use crate::answers::Answers;
use crate::check::verified::VerifiedFlow;
use crate::deid::screened::{Clearings, Screened, screen};
use crate::deid::{Class, Finding, Scanner};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::guard::Outcome;
use crate::flow::held::{clipped, is_id, suggestion};
use crate::flow::id::{AnswerIx, FieldIx, LawIx, StepIx};
use crate::flow::model::{FieldKind, Flow, Step, StepKind};
use crate::flow::tree::{Entry, Node, Value};
use crate::source::Span;

/// The code of a text that may point someone out.
const UNSCREENED: &str = "fri-text";

/// A word of the file; empty where there is none.
pub(super) fn word<'t>(node: &'t Node, key: &str) -> &'t str {
    node.get(key).map_or("", text)
}

pub(super) fn scenario(
    tree: &Node,
    flow: &Arc<VerifiedFlow>,
    scanner: &Scanner,
) -> Result<Scenario, Vec<Diagnostic>> {
    let mut reading = Reading { flow: flow.flow(), scanner, faults: Vec::new() };
    let answers = reading.answers(tree);
    let parts = (
        reading.id(tree),
        reading.text(tree, "title"),
        reading.text(tree, "aim"),
        reading.story(tree),
        reading.expect(tree),
        reading.what_if(tree),
        reading.notes(tree),
        reading.texts(tree, "discuss"),
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
struct Reading<'f> {
    flow: &'f Flow,
    scanner: &'f Scanner,
    faults: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn id(&mut self, tree: &Node) -> String {
        let id = word(tree, "id").trim();
        if let Some(node) = tree.get("id").filter(|_| !is_id(id)) {
            let message = format!("`{}` är inte ett id.", clipped(id));
            let fault = Diagnostic::error(fault::BAD_ID, node.span, message);
            self.faults.push(fault.help("Ett id är små bokstäver och siffror med bindestreck emellan."));
        }
        id.to_owned()
    }

    fn answers(&mut self, tree: &Node) -> Answers {
        let whole = Span { end: tree.span.start, ..tree.span };
        let answers = Answers::among(tree.entries(), whole, &mut self.faults);
        self.faults.extend(answers.unknown(self.flow));
        answers
    }

    fn story(&mut self, tree: &Node) -> Vec<Part> {
        let part = |me: &mut Self, node: &Node| {
            let at = node.get("at").map(|at| me.step(at));
            let text = me.text(node, "text")?;
            Some(Part { at: at.flatten(), text })
        };
        items(tree, "story").iter().filter_map(|node| part(self, node)).collect()
    }

    fn notes(&mut self, tree: &Node) -> Vec<Note> {
        let note = |me: &mut Self, entry: &Entry| {
            let at = me.step_named(&entry.key, entry.key_span);
            let (say, ask) = (me.text(&entry.value, "say"), me.texts(&entry.value, "ask"));
            Some(Note { at: at?, say, ask })
        };
        entries(tree, "notes").iter().filter_map(|entry| note(self, entry)).collect()
    }

    fn what_if(&mut self, tree: &Node) -> Vec<WhatIf> {
        items(tree, "what_if").iter().filter_map(|node| self.other_answer(node)).collect()
    }

    fn other_answer(&mut self, node: &Node) -> Option<WhatIf> {
        let loses = self.steps(node, "loses");
        let meets = node.get("meets").and_then(|at| self.step(at));
        let says = self.text(node, "says");
        let at = self.step(node.get("at")?)?;
        let written = node.get("answer")?;
        let answers = self.answers_of(at, written);
        let outcome = match (&self.flow.step(at).kind, answers.as_slice()) {
            (StepKind::Ask { .. }, [one]) => Outcome::One(*one),
            (StepKind::Choose { .. }, _) => Outcome::Many(answers),
            (StepKind::Ask { .. }, []) => return None,
            (StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End, _) => {
                self.no_question(at, written.span);
                return None;
            }
        };
        Some(WhatIf { at, outcome, says: says?, loses, meets })
    }

    fn expect(&mut self, tree: &Node) -> Option<Expect> {
        let node = tree.get("expect")?;
        let form = entries(node, "form").iter().filter_map(|entry| {
            let field = self.field_named(&entry.key, entry.key_span)?;
            self.expected(field, &entry.value);
            Some((field, words(&entry.value)))
        });
        let form = form.collect();
        let offers = entries(node, "offers").iter().filter_map(|entry| {
            let at = self.step_named(&entry.key, entry.key_span)?;
            Some((at, self.answers_of(at, &entry.value)))
        });
        let offers = offers.collect();
        Some(Expect {
            steps: self.steps(node, "steps"),
            never: self.steps(node, "never"),
            acts: node.get("acts").map(|_| self.steps(node, "acts")),
            laws: items(node, "laws").iter().filter_map(|law| self.law(law)).collect(),
            offers,
            form,
            without: items(node, "without").iter().filter_map(|field| self.field(field)).collect(),
            end: self.step(node.get("end")?)?,
        })
    }

    /// Whether a field can hold what is expected of it.
    fn expected(&mut self, at: FieldIx, node: &Node) {
        let field = self.flow.form.field(at);
        let known: Vec<&str> = field.kind.options().iter().map(|option| option.id.as_str()).collect();
        match field.kind {
            FieldKind::Choice { .. } | FieldKind::Choices { .. } => {
                for (word, span) in placed(node) {
                    if !known.contains(&word) {
                        let message =
                            format!("Fältet `{}` har inget alternativ `{}`.", field.id, clipped(word));
                        self.unknown(fault::UNKNOWN_OPTION, span, message, word, &known);
                    }
                }
            }
            FieldKind::Acts => {
                let message = format!("Åtgärderna väntas under `acts`, inte i fältet `{}`.", field.id);
                self.faults.push(Diagnostic::error(fault::WRONG_VALUE, node.span, message));
            }
            FieldKind::Date | FieldKind::Period { .. } | FieldKind::Text { .. } => {}
        }
    }

    fn steps(&mut self, node: &Node, key: &str) -> Vec<StepIx> {
        items(node, key).iter().filter_map(|step| self.step(step)).collect()
    }

    fn step(&mut self, node: &Node) -> Option<StepIx> {
        self.step_named(text(node).trim(), node.span)
    }

    fn step_named(&mut self, word: &str, span: Span) -> Option<StepIx> {
        let found = self.flow.find(word);
        if found.is_none() {
            let known: Vec<&str> = self.flow.steps.iter().map(|step| step.id.as_str()).collect();
            let message = format!("Rutinen har inget steg `{}`.", clipped(word));
            self.unknown(fault::UNKNOWN_STEP, span, message, word, &known);
        }
        found
    }

    fn answers_of(&mut self, at: StepIx, node: &Node) -> Vec<AnswerIx> {
        let step: &Step = self.flow.step(at);
        let one = |me: &mut Self, word: &str, span: Span| {
            let found = step.find_answer(word);
            if found.is_none() {
                let message = format!("Steget `{}` har inget svar `{}`.", step.id, clipped(word));
                me.unknown(fault::UNKNOWN_ANSWER, span, message, word, &step.answer_ids());
            }
            found
        };
        let mut found: Vec<AnswerIx> =
            placed(node).into_iter().filter_map(|(word, span)| one(self, word, span)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn law(&mut self, node: &Node) -> Option<LawIx> {
        let word = text(node).trim();
        let found = self.flow.laws.iter().position(|law| law.id.as_str() == word).map(LawIx::nth);
        if found.is_none() {
            let known: Vec<&str> = self.flow.laws.iter().map(|law| law.id.as_str()).collect();
            let message = format!("Rutinen har inget lagrum `{}`.", clipped(word));
            self.unknown(fault::UNKNOWN_LAW, node.span, message, word, &known);
        }
        found
    }

    fn field(&mut self, node: &Node) -> Option<FieldIx> {
        self.field_named(text(node).trim(), node.span)
    }

    fn field_named(&mut self, word: &str, span: Span) -> Option<FieldIx> {
        let found = self.flow.form.find(word);
        if found.is_none() {
            let known: Vec<&str> = self.flow.form.fields.iter().map(|field| field.id.as_str()).collect();
            let message = format!("Blanketten har inget fält `{}`.", clipped(word));
            self.unknown("okant-falt", span, message, word, &known);
        }
        found
    }

    fn unknown(&mut self, code: &'static str, span: Span, message: String, word: &str, known: &[&str]) {
        self.faults.push(Diagnostic::error(code, span, message).maybe_help(suggestion(word, known)));
    }

    fn no_question(&mut self, at: StepIx, span: Span) {
        let message = format!("`{}` är ingen fråga, så inget annat svar kan prövas.", self.flow.step(at).id);
        self.faults.push(Diagnostic::error(fault::WRONG_VALUE, span, message));
    }

    fn text(&mut self, node: &Node, key: &str) -> Option<Screened> {
        node.get(key).and_then(|node| self.screened(key, node))
    }

    fn texts(&mut self, node: &Node, key: &str) -> Vec<Screened> {
        items(node, key).iter().filter_map(|item| self.screened(key, item)).collect()
    }

    fn screened(&mut self, key: &str, node: &Node) -> Option<Screened> {
        match screen(self.scanner, text(node).trim(), &Clearings::default()) {
            Ok(screened) => Some(screened),
            Err(found) => {
                self.faults.push(told(key, node, &found));
                None
            }
        }
    }
}

/// Which classes were found in a text, and how many of each. Never the text.
fn told(key: &str, node: &Node, found: &[Finding]) -> Diagnostic {
    let message = format!("`{key}` kan peka ut någon: {}.", Class::counted(found));
    Diagnostic::error(UNSCREENED, node.span, message)
        .help("Skriv om texten så att den inte kan handla om någon som finns.")
}

fn text(node: &Node) -> &str {
    match &node.value {
        Value::Text(text) => text,
        Value::Null | Value::Seq(_) | Value::Map(_) => "",
    }
}

fn items<'t>(node: &'t Node, key: &str) -> &'t [Node] {
    match node.get(key).map(|node| &node.value) {
        Some(Value::Seq(items)) => items,
        Some(Value::Null | Value::Text(_) | Value::Map(_)) | None => &[],
    }
}

fn entries<'t>(node: &'t Node, key: &str) -> &'t [Entry] {
    node.get(key).map_or(&[], Node::entries)
}

/// The words of a value that is one or a list of them, with their places.
fn placed(node: &Node) -> Vec<(&str, Span)> {
    match &node.value {
        Value::Seq(items) => items.iter().map(|item| (text(item).trim(), item.span)).collect(),
        Value::Text(text) => vec![(text.trim(), node.span)],
        Value::Null | Value::Map(_) => Vec::new(),
    }
}

fn words(node: &Node) -> Vec<String> {
    placed(node).into_iter().map(|(word, _)| word.to_owned()).collect()
}
