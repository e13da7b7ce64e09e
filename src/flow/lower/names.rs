//! What the file names, gathered before anything is lowered, so that every reference can be told right or wrong.

use std::collections::HashMap;

use super::Lowering;
use super::fields::Slot;
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::id::{AnswerIx, ContactIx, LawIx, SourceIx, StepIx};
use crate::flow::model::Mark;
use crate::flow::shape::ValueKind;
use crate::flow::tree::{YamlEntry, YamlNode};
use crate::flow::word::{clip_word, explain_hidden, find_nearest_word, format_suggestion};

/// Words with their places, in the order of the file.
#[derive(Default)]
pub(crate) struct WordIndex<'t> {
    words: Vec<&'t str>,
    places: HashMap<&'t str, usize>,
}

/// Everything a reference can name.
pub(crate) struct DeclaredNames<'t> {
    sources: WordIndex<'t>,
    laws: WordIndex<'t>,
    contacts: WordIndex<'t>,
    steps: WordIndex<'t>,
    outlines: Vec<StepOutline<'t>>,
}

/// What can be known of a step before it is lowered.
pub(crate) struct StepOutline<'t> {
    /// Its id.
    pub(crate) id: &'t str,
    /// Its kind's key; `None` where it has none or several, which is told elsewhere.
    pub(crate) kind: Option<&'t str>,
    /// What it can be answered with.
    pub(crate) answers: WordIndex<'t>,
    /// Whether an answer or an option says `unsure: true`.
    pub(crate) has_unsure: bool,
    /// The reasons it may be declined for.
    pub(crate) reasons: WordIndex<'t>,
}

impl<'t> WordIndex<'t> {
    /// The words in order. A word that comes twice keeps its first place.
    pub(crate) fn from_words(words: impl IntoIterator<Item = &'t str>) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        let mut places = HashMap::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            places.entry(*word).or_insert(at);
        }
        Self { words, places }
    }

    /// The keys of a map; nothing where there is none.
    pub(crate) fn from_keys(node: Option<&'t YamlNode>) -> Self {
        Self::from_words(
            node.map(YamlNode::entries).unwrap_or_default().iter().map(|entry| entry.key.as_str()),
        )
    }

    /// The place of a word.
    pub(crate) fn find_word(&self, word: &str) -> Option<usize> {
        self.places.get(word).copied()
    }

    /// The words.
    pub(crate) fn words(&self) -> &[&'t str] {
        &self.words
    }
}

impl<'t> DeclaredNames<'t> {
    /// Gathers the names of a file.
    pub(crate) fn from_root(root: &'t YamlNode) -> Self {
        let steps = root.get("steps");
        Self {
            sources: WordIndex::from_keys(root.get("sources")),
            laws: WordIndex::from_keys(root.get("laws")),
            contacts: WordIndex::from_keys(root.get("contacts")),
            steps: WordIndex::from_keys(steps),
            outlines: steps
                .map(YamlNode::entries)
                .unwrap_or_default()
                .iter()
                .map(StepOutline::from_entry)
                .collect(),
        }
    }
}

impl<'t> StepOutline<'t> {
    fn from_entry(entry: &'t YamlEntry) -> Self {
        let mut kinds = entry.value.entries().iter().map(|part| part.key.as_str()).filter(|key| is_kind(key));
        let kind = kinds.next().filter(|_| kinds.next().is_none());
        let answers = match kind {
            Some("ask") => WordIndex::from_keys(entry.value.get("answers")),
            Some("choose") => WordIndex::from_keys(entry.value.get("options")),
            Some("act") => WordIndex::from_words(Mark::ALL.iter().map(|mark| mark.id())),
            Some(_) | None => WordIndex::default(),
        };
        let unsure = |answer: &YamlEntry| answer.value.get("unsure").is_some_and(YamlNode::is_true);
        let of_kind = match kind {
            Some("choose") => entry.value.get("options"),
            Some(_) | None => entry.value.get("answers"),
        };
        let has_unsure = of_kind.is_some_and(|answers| answers.entries().iter().any(unsure));
        let reasons = WordIndex::from_keys(entry.value.get("decline"));
        Self { id: &entry.key, kind, answers, has_unsure, reasons }
    }
}

/// Whether a key is one of the five that say what kind a step is.
pub(crate) fn is_kind(key: &str) -> bool {
    matches!(key, "ask" | "choose" | "act" | "tell" | "end")
}

impl<'t> Lowering<'t> {
    /// A reference to a step.
    pub(crate) fn step_ref(&mut self, slot: Slot<'t>) -> StepIx {
        let Some(word) = self.read_word(slot, &ValueKind::Id) else { return StepIx::nth(0) };
        self.step_named(word, slot.node.span).unwrap_or(StepIx::nth(0))
    }

    /// The step of this name; told where there is none.
    pub(crate) fn step_named(&mut self, word: &str, at: crate::source::Span) -> Option<StepIx> {
        let found = self.names.steps.find_word(word);
        if found.is_none() {
            let message = format!("Steget `{}` finns inte.", clip_word(word));
            let help = self.suggest_from(word, |names| &names.steps);
            self.push_fault(Diagnostic::error(fault::UNKNOWN_STEP, at, message).with_optional_help(help));
        }
        found.map(StepIx::nth)
    }

    /// What is known of a step.
    pub(crate) fn outline_of(&self, step: StepIx) -> Option<&StepOutline<'t>> {
        self.names.outlines.get(step.index())
    }

    /// A reference to an answer of a step. Where the step's own kind is at fault nothing more is told.
    pub(crate) fn answer_ref(&mut self, step: StepIx, slot: Slot<'t>) -> Option<AnswerIx> {
        let word = self.read_word(slot, &ValueKind::Id)?;
        let outline = self.names.outlines.get(step.index())?;
        outline.kind?;
        let found = outline.answers.find_word(word);
        if found.is_none() {
            let message = format!("`{}` har inget svar `{}`.", outline.id, clip_word(word));
            let known = outline.answers.words().to_vec();
            let help = self.suggest_word(word, &known);
            self.push_fault(
                Diagnostic::error(fault::UNKNOWN_ANSWER, slot.node.span, message).with_optional_help(help),
            );
        }
        found.map(AnswerIx::nth)
    }

    /// A reference to a law.
    pub(crate) fn law_ref(&mut self, slot: Slot<'t>) -> LawIx {
        LawIx::nth(self.resolve_reference(slot, |names| &names.laws, ("Lagen", "laws"), fault::UNKNOWN_LAW))
    }

    /// A reference to a source.
    pub(crate) fn source_ref(&mut self, slot: Slot<'t>) -> SourceIx {
        SourceIx::nth(self.resolve_reference(
            slot,
            |names| &names.sources,
            ("Källan", "sources"),
            fault::UNKNOWN_SOURCE,
        ))
    }

    /// A reference to a contact.
    pub(crate) fn contact_ref(&mut self, slot: Slot<'t>) -> ContactIx {
        ContactIx::nth(self.resolve_reference(
            slot,
            |names| &names.contacts,
            ("Kontakten", "contacts"),
            fault::UNKNOWN_CONTACT,
        ))
    }

    fn resolve_reference(
        &mut self,
        slot: Slot<'t>,
        index: for<'n> fn(&'n DeclaredNames<'t>) -> &'n WordIndex<'t>,
        (noun, register): (&str, &str),
        code: &'static str,
    ) -> usize {
        let Some(word) = self.read_word(slot, &ValueKind::Id) else { return 0 };
        let found = index(&self.names).find_word(word);
        if found.is_none() {
            let message = format!("{noun} `{}` finns inte.", clip_word(word));
            let add = || format!("Lägg till den under `{register}`, eller ändra till en som finns där.");
            let help = self.suggest_from(word, index).or_else(|| Some(add()));
            self.push_fault(Diagnostic::error(code, slot.node.span, message).with_optional_help(help));
        }
        found.unwrap_or(0)
    }

    fn suggest_from(
        &mut self,
        word: &str,
        index: for<'n> fn(&'n DeclaredNames<'t>) -> &'n WordIndex<'t>,
    ) -> Option<String> {
        let known = index(&self.names).words();
        let meant = find_nearest_word(word, known, &mut self.comparisons_left);
        explain_hidden(word).or_else(|| format_suggestion(meant, known))
    }

    /// What may have been meant, or, where the choice is small, what there is.
    pub(crate) fn suggest_word(&mut self, word: &str, known: &[&str]) -> Option<String> {
        let meant = find_nearest_word(word, known, &mut self.comparisons_left);
        explain_hidden(word).or_else(|| format_suggestion(meant, known))
    }

    /// The known word that was probably meant.
    pub(crate) fn find_nearest<'w>(&mut self, word: &str, known: &[&'w str]) -> Option<&'w str> {
        find_nearest_word(word, known, &mut self.comparisons_left)
    }
}
