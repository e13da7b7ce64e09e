//! Written questions: read from a file, and held against the routine. What comes next is walked, not believed.

use std::collections::BTreeSet;

use super::selection::{QuestionAudience, QuestionLevel, list_roles};
use super::shape::WRITTEN;
use super::{Question, QuestionChoice, QuestionId, QuestionKind};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{AnswerId, StepIx};
use crate::flow::lower::fields::FileNoun;
use crate::flow::lower::shape_check::{self, ShapedFile};
use crate::flow::model::{Flow, Mark, StepKind};
use crate::flow::tree::{YamlEntry, YamlNode};
use crate::flow::word::{clip_word, suggest_nearest};
use crate::map::words;
use crate::session::event::Event;
use crate::session::replay::Position;
use crate::source::{FileId, SourceFile, Span};

/// What a file of questions is called in messages.
const WHOLE: FileNoun = FileNoun { the: "frågefilen", any: "En frågefil" };

/// The code of a question that does not agree with its routine, or gives its answer away.
const UNFIT: &str = "quiz-fel";

/// The most that the longest answer may be longer than the shortest.
const LONGEST_SHARE: usize = 3;

/// Reads the questions and holds each against the routine. The right answer comes first among the options.
///
/// # Errors
/// Every fault of the file's shape, else everything in it that does not agree with the routine.
pub fn read_questions(file: &SourceFile, flow: &Flow) -> Result<Vec<Question>, Vec<Diagnostic>> {
    let ShapedFile { tree, .. } = shape_check::parse_shape(file, FileId::MAIN, &WRITTEN, WHOLE)?;
    let mut reader = QuestionReader { flow, faults: Vec::new() };
    let entries = tree.get("questions").map_or(&[][..], YamlNode::entries);
    let questions = entries.iter().filter_map(|entry| reader.read_question(entry)).collect();
    if reader.faults.is_empty() { Ok(questions) } else { Err(reader.faults) }
}

struct QuestionReader<'f> {
    flow: &'f Flow,
    faults: Vec<Diagnostic>,
}

impl QuestionReader<'_> {
    fn read_question(&mut self, entry: &YamlEntry) -> Option<Question> {
        let node = &entry.value;
        let about = self.find_step(node.get("about")?)?;
        let audience = self.read_audience(node);
        let position = self.walk_answers(node)?;
        self.check_next(node, entry.key_span, &position);
        let right = QuestionChoice { text: line(node, "right"), explains: line(node, "why") };
        let wrong = node.get("wrong").map_or(&[][..], YamlNode::items).iter();
        let wrong =
            wrong.map(|wrong| QuestionChoice { text: line(wrong, "text"), explains: line(wrong, "why") });
        let options: Vec<QuestionChoice> = std::iter::once(right).chain(wrong).collect();
        self.check_texts(&line(node, "asks"), &options, entry.key_span);
        let told = position.path.iter().filter(|visit| self.flow.step(visit.step).is_question());
        let told = told.map(|visit| {
            let step = self.flow.step(visit.step);
            (step.title.clone(), words::describe_outcome(step, &visit.outcome))
        });
        let told = told.collect();
        Some(Question {
            id: QuestionId::from_key(&entry.key),
            audience,
            level: QuestionLevel::from_id(&line(node, "level"))?,
            kind: QuestionKind::Written,
            about,
            told,
            asks: line(node, "asks"),
            options,
            right: 0,
        })
    }

    fn find_step(&mut self, node: &YamlNode) -> Option<StepIx> {
        let word = node.text().trim();
        let found = self.flow.find_step(word);
        if found.is_none() {
            let known: Vec<&str> = self.flow.steps.iter().map(|step| step.id.as_str()).collect();
            let message = format!("Rutinen har inget steg `{}`.", clip_word(word));
            let help =
                suggest_nearest(word, &known).unwrap_or_else(|| "Stegen står i rutinens fil.".to_owned());
            self.faults.push(Diagnostic::error(fault::WRONG_VALUE, node.span, message).with_help(help));
        }
        found
    }

    /// For whom: everybody, or roles that the routine asks about.
    fn read_audience(&mut self, node: &YamlNode) -> QuestionAudience {
        let Some(at) = node.get("for") else { return QuestionAudience::Everybody };
        let named = if at.items().is_empty() { std::slice::from_ref(at) } else { at.items() };
        let known = list_roles(self.flow);
        let (mut roles, mut everybody) = (Vec::new(), false);
        for word in named {
            let text = word.text().trim();
            match known.iter().find(|(id, _)| id.as_str() == text) {
                Some((role, _)) => roles.push((*role).clone()),
                None if text == "alla" => everybody = true,
                None => {
                    let message = format!("Rutinen har ingen roll `{}`.", clip_word(text));
                    let fault = Diagnostic::error(fault::WRONG_VALUE, word.span, message);
                    self.faults.push(fault.with_help("Skriv `alla`, eller ett svar på frågan `roll`."));
                }
            }
        }
        if everybody { QuestionAudience::Everybody } else { QuestionAudience::Roles(roles) }
    }

    /// Walks the answers from the start; what is no question is passed.
    fn walk_answers(&mut self, node: &YamlNode) -> Option<Position> {
        let entries = node.get("walk").map_or(&[][..], YamlNode::entries);
        let mut position = Position::start(self.flow);
        for entry in entries {
            while !self.flow.step(position.at).is_question() {
                position = self.pass_step(&position)?;
            }
            let at = self.flow.step(position.at);
            if at.id.as_str() != entry.key {
                let message = format!("Här frågar rutinen `{}` och inte `{}`.", at.id, clip_word(&entry.key));
                let fault = Diagnostic::error(UNFIT, entry.key_span, message);
                self.faults.push(fault.with_help("Skriv svaren i den ordning som rutinen frågar."));
                return None;
            }
            match position.apply_event(self.flow, &self.answer_event(position.at, &entry.value)) {
                Ok(next) => position = next,
                Err(refusal) => {
                    self.faults.push(Diagnostic::error(UNFIT, entry.value.span, refusal.to_string()));
                    return None;
                }
            }
        }
        Some(position)
    }

    fn answer_event(&self, at: StepIx, node: &YamlNode) -> Event {
        let step = self.flow.step(at);
        let answer = |node: &YamlNode| AnswerId::new(node.text().trim());
        match step.kind {
            StepKind::Choose { .. } => {
                let items = if node.items().is_empty() { std::slice::from_ref(node) } else { node.items() };
                Event::Chose { step: step.id.clone(), options: items.iter().map(answer).collect() }
            }
            StepKind::Ask { .. } | StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {
                Event::Answered { step: step.id.clone(), answer: answer(node) }
            }
        }
    }

    /// The position after a step that is no question; `None` at the end.
    fn pass_step(&self, position: &Position) -> Option<Position> {
        let step = self.flow.step(position.at);
        let id = step.id.clone();
        let event = match step.kind {
            StepKind::Act { .. } => Event::Marked { step: id, mark: Mark::Done },
            StepKind::Tell { .. } => Event::Read { step: id },
            StepKind::Ask { .. } | StepKind::Choose { .. } | StepKind::End => return None,
        };
        position.apply_event(self.flow, &event).ok()
    }

    /// The steps that come now, before the next question.
    fn steps_ahead(&self, position: &Position) -> Vec<StepIx> {
        let mut ahead = vec![position.at];
        let mut position = position.clone();
        while let Some(next) = self.pass_step(&position) {
            ahead.push(next.at);
            position = next;
        }
        ahead
    }

    /// Sees that the right answer comes on the walk, and none of the others.
    fn check_next(&mut self, node: &YamlNode, at: Span, position: &Position) {
        let ahead = self.steps_ahead(position);
        let (next, comes) = (node.get("next"), node.get("comes"));
        if node.get("walk").is_some() && next.is_none() && comes.is_none() {
            let message = "Frågan har en väg, men inget steg som det rätta svaret är.";
            self.faults.push(Diagnostic::error(UNFIT, at, message).with_help("Skriv `next` eller `comes`."));
        }
        for (named, is_right) in [(next, Expected::Now), (comes, Expected::Ahead)] {
            let Some((node, step)) = named.and_then(|node| Some((node, self.find_step(node)?))) else {
                continue;
            };
            let holds = match is_right {
                Expected::Now => ahead.first() == Some(&step),
                Expected::Ahead => ahead.contains(&step),
            };
            if !holds {
                let comes = ahead.first().map(|at| self.flow.step(*at).id.to_string()).unwrap_or_default();
                let message = format!("Steget kommer inte då. Nu kommer `{comes}`.");
                self.faults.push(Diagnostic::error(UNFIT, node.span, message));
            }
        }
        for wrong in node.get("wrong").map_or(&[][..], YamlNode::items) {
            let Some(named) = wrong.get("step") else { continue };
            if self.find_step(named).is_some_and(|step| ahead.contains(&step)) {
                let message = "Steget kommer visst då: svaret är inte fel.";
                self.faults.push(Diagnostic::error(UNFIT, named.span, message));
            }
        }
    }

    /// Sees that no text gives the answer away, and that none asks for a section number.
    fn check_texts(&mut self, asks: &str, options: &[QuestionChoice], at: Span) {
        let lengths = options.iter().map(|option| option.text.chars().count());
        let (least, most) = (lengths.clone().min().unwrap_or(0), lengths.max().unwrap_or(0));
        let texts: BTreeSet<&str> = options.iter().map(|option| option.text.as_str()).collect();
        let faults = [
            (!asks.ends_with('?'), "Frågan slutar inte med ett frågetecken."),
            (most > LONGEST_SHARE * least, "Svaren är så olika långa att längden kan avslöja det rätta."),
            (texts.len() < options.len(), "Två svar är likadana."),
            (
                asks.contains('§') || options.iter().any(|option| option.text.contains('§')),
                "Frågan gäller en paragraf. Fråga om vad man ska göra.",
            ),
        ];
        let found = faults.into_iter().filter(|(is_fault, _)| *is_fault);
        self.faults.extend(found.map(|(_, message)| Diagnostic::error(UNFIT, at, message)));
    }
}

/// When a step is to come.
#[derive(Clone, Copy)]
enum Expected {
    Now,
    Ahead,
}

/// The text under a key.
fn line(node: &YamlNode, key: &str) -> String {
    node.get(key).map(|node| node.text().trim().to_owned()).unwrap_or_default()
}
