//! One word judged alone: a name, perhaps one, unknown, or none. Context is judged elsewhere.

use crate::deid::lexicon::WordForm;
use crate::deid::list::split_list;
use crate::deid::page::{Token, TokenGap, TokenShape, TokenizedText};
use crate::deid::word::NameVerdict;

/// Names of three letters that are found in lower case too; other short ones need company.
const SHORT_NAMES: [&str; 126] = split_list(
    "ali|eva|ida|leo|mia|ann|ulf|jan|tim|siv|åsa|åse|noa|ian|zoe|amy|nur|isa|pia|kim|lea|eli|edo|tea|kaj|ove|åke|ivo|elo|aki|\
     esa|gry|joe|jon|lia|lii|meg|nea|ted|tom|uno|ylva|abe|ada|adi|bea|ben|bob|eda|ema|fia|gun|guy|ira|iva|ivy|jim|joy|kai|kia|\
     lou|luc|lus|max|mai|may|moa|nia|nik|oda|pål|ray|rio|roj|ron|roy|sam|sue|ugo|una|ute|val|vlad|wes|zak|zed|zia|zin|ari|ayo|\
     efe|ege|naz|nil|oya|wei|mei|jun|jie|xin|yun|hui|yue|thu|huy|duy|thi|bao|awa|awo|ebo|iza|ola|lin|rim|ece|ela|cem|can|abu|\
     amr|anh|ary|aya|dia|eid",
);

/// Judges the word by its spelling and the lexicon.
pub(super) fn judge_word(page: &TokenizedText<'_>, index: usize) -> NameVerdict {
    let Some(word) = page.words.get(index) else { return NameVerdict::Not };
    let plain = (word.known.is_word() || word.known.is_quiet()) && !word.known.is_name();
    if plain && matches!(word.shape, TokenShape::Lower | TokenShape::Upper) {
        // Most words are: nothing more needs to be seen of them.
        return NameVerdict::Not;
    }
    if word.gap == TokenGap::Colon && word.shape == TokenShape::Lower && word.range.len() < 6 {
        // The ending of an abbreviation: "sms:ade".
        return NameVerdict::Not;
    }
    if matches!(page.word_key(index + 1), "kommun" | "kommuns") {
        // "Marks kommun", "Nora kommun": a municipality of any name.
        return NameVerdict::Not;
    }
    if word.shape == TokenShape::Lower && matches!(page.word_key(index), "ville" | "inga" | "bror") {
        // Two of the commonest words there are, and a relative.
        return NameVerdict::Not;
    }
    if word.shape == TokenShape::Capital && is_foreign(page, word) && (word.known.is_given() || !word.opens) {
        // "Gül" is no "gul", "Portén" no "porten".
        return NameVerdict::Name;
    }
    if word.shape == TokenShape::Lower {
        return word.facts.lower_verdict(|| WordEvidence::from_word(page, index, word).without_case());
    }
    let sight = WordEvidence::from_word(page, index, word);
    match word.shape {
        TokenShape::Digits => judge_leetspeak(page, index),
        TokenShape::Letter => NameVerdict::Unknown,
        TokenShape::Upper if page.shouted => sight.without_case(),
        TokenShape::Lower => sight.without_case(),
        TokenShape::Upper => sight.in_capitals(),
        TokenShape::Capital | TokenShape::Camel => sight.judge_capitalized(page, word),
    }
}

/// Written with a letter that no Swedish word has, or ending as only names do.
fn is_foreign(page: &TokenizedText<'_>, word: &Token) -> bool {
    const WORDS: [&str; 8] = ["moskén", "allén", "idén", "armén", "entrén", "kommittén", "turnén", "kafén"];
    let written = page.normalized.original_range(&word.range).and_then(|range| page.original.get(range));
    let written = written.unwrap_or_default();
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && !"åäöéÅÄÖÉ".contains(c);
    let stem = written.strip_suffix('s').unwrap_or(written);
    let ends = stem.ends_with("én") && !WORDS.iter().any(|end| stem.to_lowercase().ends_with(end));
    ends || written.chars().any(foreign)
}

/// What there is to see of a word.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing seen, and any of them may hold together"
)]
struct WordEvidence<'p> {
    key: &'p str,
    name: bool,
    given: bool,
    word: bool,
    quiet: bool,
    listed: bool,
    swedish: bool,
    vocabulary: bool,
    wordlike: bool,
    surname_like: bool,
    plainly_surname: bool,
    loosely: bool,
}

impl<'p> WordEvidence<'p> {
    fn from_word(page: &'p TokenizedText<'_>, index: usize, word: &Token) -> Self {
        let (known, stem) = (word.known, word.known_stem);
        let key = page.word_key(index);
        let by_stem = !known.is_name() && !known.is_word() && !known.is_quiet();
        let unknown = !known.is_name() && !known.is_word() && !known.is_quiet() && !stem.is_word();
        Self {
            key,
            loosely: unknown && word.facts.is_loosely_name(key),
            name: known.is_name() || (by_stem && stem.is_name()),
            given: known.is_given() || (by_stem && stem.is_given()),
            word: known.is_word() || (by_stem && stem.is_word()),
            quiet: known.is_quiet() || (by_stem && stem.is_quiet()),
            listed: known.is_listed() || (by_stem && stem.is_listed()),
            swedish: !known.is_name() && !known.is_word() && word.facts.is_swedish(key),
            vocabulary: !known.is_name() && !stem.is_name() && word.facts.is_vocabulary(key),
            wordlike: (known.is_listed() || stem.is_listed())
                && matches!(word.facts.form(key), WordForm::Base | WordForm::Inflected),
            surname_like: word.facts.is_surname_like(key),
            plainly_surname: word.facts.is_plainly_surname(key),
        }
    }

    /// Lower case, or capitals in a text of capitals: the lists decide.
    fn without_case(&self) -> NameVerdict {
        let letters = self.key.chars().count();
        let short = letters < 3 || (letters == 3 && !SHORT_NAMES.contains(&self.key));
        match (self.name, self.word || self.quiet) {
            (true, false) if short => NameVerdict::MaybeName,
            (true, false) => NameVerdict::Name,
            (true, true) => NameVerdict::MaybeName,
            (false, true) => NameVerdict::Not,
            (false, false) if self.loosely || self.listed && !self.wordlike => NameVerdict::Name,
            (false, false) if letters < 3 || (self.swedish || self.vocabulary) && !self.plainly_surname => {
                NameVerdict::Not
            }
            (false, false) => NameVerdict::Unknown,
        }
    }

    /// Capitals in a text of lower case: a shout or an acronym.
    fn in_capitals(&self) -> NameVerdict {
        let letters = self.key.chars().count();
        match (self.name, self.word || self.quiet) {
            (true, false) if letters > 2 => NameVerdict::Name,
            (true, _) => NameVerdict::MaybeName,
            (false, true) => NameVerdict::Not,
            (false, false) if letters > 5 && !self.swedish => NameVerdict::Name,
            (false, false) if letters > 2 && self.listed && !self.wordlike => NameVerdict::Name,
            (false, false) => NameVerdict::Unknown,
        }
    }

    fn judge_capitalized(&self, page: &TokenizedText<'_>, word: &Token) -> NameVerdict {
        let opens = word.opens || opens_softly(page, word);
        if self.quiet {
            return if self.name { NameVerdict::MaybeName } else { NameVerdict::Not };
        }
        if self.name {
            return if opens && self.word { NameVerdict::MaybeName } else { NameVerdict::Name };
        }
        if self.word {
            return NameVerdict::Not;
        }
        if opens {
            // Whether another word that opens a sentence is a name, the tagger knows better.
            let name = self.listed && !self.wordlike || self.plainly_surname;
            return match (name, self.vocabulary) {
                (true, _) => NameVerdict::Name,
                (false, true) => NameVerdict::Not,
                (false, false) => NameVerdict::Unknown,
            };
        }
        let name = self.surname_like || self.listed || self.given || !self.swedish;
        if name && self.key.chars().count() > 1 { NameVerdict::Name } else { NameVerdict::Unknown }
    }
}

/// After a colon, a quotation mark or a parenthesis a capital says less.
fn opens_softly(page: &TokenizedText<'_>, word: &Token) -> bool {
    let before = page.text_before(word.range.start, 3);
    before.trim_end_matches(' ').ends_with([':', '"', '(', '*', '>', '|', '•', '/']) || before.ends_with("- ")
}

/// Figures in the place of letters: "4nna", "m0hammed".
fn judge_leetspeak(page: &TokenizedText<'_>, index: usize) -> NameVerdict {
    let key = page.word_key(index);
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || key.chars().count() < 4 {
        return NameVerdict::Not;
    }
    let plain = |one: char| -> String {
        key.chars()
            .map(|c| match c {
                '0' => 'o',
                '1' => one,
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                '8' => 'b',
                other => other,
            })
            .collect()
    };
    let named = ['i', 'l'].into_iter().map(plain).any(|plain| {
        let known = page.lexicon.look_up(&plain);
        known.is_name() && !known.is_word()
    });
    if named { NameVerdict::Name } else { NameVerdict::Not }
}
