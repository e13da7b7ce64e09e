//! Words that need explaining: the abbreviations of a text, and which entries of the glossary a step's words call for.

use std::collections::{BTreeSet, HashSet};

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
    pub(super) fn record_abbreviations(&mut self, text: &str, span: Span, file: Option<&SourceFile>) {
        for word in find_abbreviations(text) {
            if !self.known.contains(word) {
                self.known.insert(word.to_owned());
                let at = file.and_then(|file| find_word_span(word, span, file)).unwrap_or(span);
                self.found.push(Spanned::new(word.to_owned(), at));
            }
        }
    }
}

/// The entries of the glossary that a reader of the step may need, in the order of the glossary: those whose word, in
/// some form, stands in its texts, its answers, its contacts or the laws it cites.
pub fn terms_of_step<'f>(flow: &'f Flow, step: &Step) -> Vec<&'f Term> {
    if flow.glossary.is_empty() {
        return Vec::new();
    }
    let wording = Wording::new(step_texts(flow, step));
    flow.glossary.iter().filter(|term| wording.has_term(term)).collect()
}

/// The documents that explanations rest on, each once, in the order of the routine.
pub fn collect_sources<'f>(flow: &'f Flow, terms: &[&Term]) -> Vec<&'f Source> {
    let used = |at: usize| terms.iter().any(|term| term.sources.iter().any(|source| source.index() == at));
    flow.sources.iter().enumerate().filter(|(at, _)| used(*at)).map(|(_, source)| source).collect()
}

/// Texts to look for words in, as written and in lower case.
#[derive(Debug)]
pub struct Wording<'f>(Vec<(&'f str, String)>);

impl<'f> Wording<'f> {
    /// The texts of every step, each once.
    pub fn from_flow(flow: &'f Flow) -> Self {
        let texts: BTreeSet<&str> = flow.steps.iter().flat_map(|step| step_texts(flow, step)).collect();
        Self::new(texts)
    }

    fn new(texts: impl IntoIterator<Item = &'f str>) -> Self {
        Self(texts.into_iter().map(|text| (text, text.to_lowercase())).collect())
    }

    /// Whether the entry's word, in some form, stands in one of them.
    pub fn has_term(&self, term: &Term) -> bool {
        self.0.iter().any(|(text, lower)| term.forms().any(|form| contains_form(form, text, lower)))
    }
}

impl Term {
    /// The word and its other forms.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.also).map(String::as_str)
    }

    /// Whether the word stands in the text as a word of its own. Capitals count only where the word has some.
    pub fn stands_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.forms().any(|form| contains_form(form, text, &lower))
    }
}

/// Whether a form stands in a text, which is given in lower case too.
fn contains_form(form: &str, text: &str, lower: &str) -> bool {
    let text = if form.chars().any(char::is_uppercase) { text } else { lower };
    among_words(form, text).is_some()
}

/// The words with two capitals or more: `IA`, `SoL`, `APT`.
fn find_abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| {
        word.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
            && word.chars().all(char::is_alphabetic)
    })
}

/// Where a word of a text stands in the file, which may have broken and indented the text's lines.
fn find_word_span(word: &str, span: Span, file: &SourceFile) -> Option<Span> {
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
