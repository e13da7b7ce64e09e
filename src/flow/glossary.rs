//! Words that need explaining: the abbreviations of a text, and which entries of the glossary a step's words call for.

use std::collections::HashSet;

use super::model::{Flow, Source, Step, StepKind, Term};
use crate::source::{SourceFile, Span, Spanned};

/// The abbreviations met in texts, each where it first stood.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// In the order met.
    pub(super) found: Vec<Spanned<String>>,
    known: HashSet<String>,
}

impl Abbreviations {
    /// Notes the abbreviations of a text that stands at `span` in `file`.
    pub(super) fn note(&mut self, text: &str, span: Span, file: Option<&SourceFile>) {
        for word in abbreviations(text) {
            if !self.known.contains(word) {
                self.known.insert(word.to_owned());
                let at = file.and_then(|file| place(word, span, file)).unwrap_or(span);
                self.found.push(Spanned::new(word.to_owned(), at));
            }
        }
    }
}

/// The entries of the glossary that a reader of the step may need, in the order of the glossary: those whose word, in
/// some form, stands in its texts, its answers, its contacts or the laws it cites.
pub fn of_step<'f>(flow: &'f Flow, step: &Step) -> Vec<&'f Term> {
    if flow.glossary.is_empty() {
        return Vec::new();
    }
    let texts = step_texts(flow, step);
    flow.glossary.iter().filter(|term| texts.iter().any(|text| term.stands_in(text))).collect()
}

/// The documents that explanations rest on, each once, in the order of the routine.
pub fn sources<'f>(flow: &'f Flow, terms: &[&Term]) -> Vec<&'f Source> {
    let used = |at: usize| terms.iter().any(|term| term.sources.iter().any(|source| source.index() == at));
    flow.sources.iter().enumerate().filter(|(at, _)| used(*at)).map(|(_, source)| source).collect()
}

/// Whether the word stands in some step, so that it can be shown there.
pub fn is_used(flow: &Flow, term: &Term) -> bool {
    flow.steps.iter().any(|step| step_texts(flow, step).iter().any(|text| term.stands_in(text)))
}

impl Term {
    /// The word and its other forms.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.also).map(String::as_str)
    }

    /// Whether the word stands in the text as a word of its own. Capitals count only where the word has some.
    pub fn stands_in(&self, text: &str) -> bool {
        self.forms().any(|form| {
            if form.chars().any(char::is_uppercase) {
                among_words(form, text).is_some()
            } else {
                among_words(form, &text.to_lowercase()).is_some()
            }
        })
    }
}

/// The words with two capitals or more: `IA`, `SoL`, `VBE`.
fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| {
        word.chars().all(char::is_alphabetic)
            && word.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
    })
}

/// Where a word of a text stands in the file, which may have broken and indented the text's lines.
fn place(word: &str, span: Span, file: &SourceFile) -> Option<Span> {
    let start = span.start + among_words(word, file.slice(span))?;
    Some(Span::new(span.file, start, start + word.len()))
}

/// Where the form first stands as a word, or words, of its own: the byte in the text.
fn among_words(form: &str, text: &str) -> Option<usize> {
    let open = |character: Option<char>| character.is_none_or(|character| !character.is_alphanumeric());
    let stands = |(at, found): &(usize, &str)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        open(before) && open(after)
    };
    text.match_indices(form).find(stands).map(|(at, _)| at)
}

fn step_texts<'f>(flow: &'f Flow, step: &'f Step) -> Vec<&'f str> {
    let mut texts = vec![step.title.as_str()];
    texts.extend([&step.text, &step.why, &step.quote].into_iter().flatten().map(String::as_str));
    let mut laws = step.laws.clone();
    match &step.kind {
        StepKind::Ask { answers } => texts.extend(answers.iter().map(|answer| answer.text.as_str())),
        StepKind::Choose { options, .. } => {
            laws.extend(options.iter().flat_map(|option| &option.laws));
            texts.extend(
                options
                    .iter()
                    .flat_map(|option| [Some(&option.text), option.note.as_ref()])
                    .flatten()
                    .map(String::as_str),
            );
        }
        StepKind::Act { .. } | StepKind::Tell { .. } | StepKind::End => {}
    }
    for contact in step.contacts.iter().map(|at| &flow.contacts[at.index()]) {
        texts.extend([contact.label.as_str(), contact.reach.as_str()]);
    }
    for law in laws.iter().map(|at| &flow.laws[at.index()]) {
        texts.extend([law.cite.as_str(), law.act.as_str(), law.says.as_str()]);
    }
    texts
}
