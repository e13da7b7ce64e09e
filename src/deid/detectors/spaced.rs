//! Letter-spaced words: "A n n a", "a.l.i", "S ä t r a s k o l a n", "R i n g v ä g e n 1 2".

use std::ops::Range;

use super::address::is_spelled_street;
use super::person::is_swedish;
use super::relation::is_spelled_kin;
use super::school::is_spelled_school;
use crate::deid::detector::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::Page;

pub(in crate::deid) fn detect(page: &Page<'_>) -> Vec<Candidate> {
    runs(page).into_iter().filter_map(|run| spelled(page, &run)).collect()
}

/// What the letters of a run spell.
fn spelled(page: &Page<'_>, run: &Range<usize>) -> Option<Candidate> {
    let written = page.lower().get(run.clone())?;
    if ABBREVIATIONS.contains(&written) {
        return None;
    }
    let letters = written.chars().filter(|c| c.is_alphabetic());
    let word: String = letters.collect();
    if is_spelled_street(&word) {
        let reason = "Glest skrivna bokstäver, som bildar namnet på en gata.";
        page.candidate(&(run.start..with_number(page, run.end)), Class::Address, reason)
    } else if is_spelled_school(&word) {
        page.candidate(run, Class::School, "Glest skrivna bokstäver, som bildar namnet på en skola.")
    } else if is_spelled_kin(&word) {
        page.candidate(run, Class::Relation, "Glest skrivna bokstäver, som bildar ett släktord.")
    } else if is_name(page, &word) {
        page.candidate(run, Class::Person, "Glest skrivna bokstäver, som kan dölja ett namn.")
    } else {
        None
    }
}

/// Three letters with stops that stand for words.
const ABBREVIATIONS: &[&str] =
    &["t.o.m", "o.s.v", "d.v.s", "p.g.a", "a.k.a", "f.ö.m", "m.a.o", "e.d.m", "o.s.a", "f.v.b"];

/// "1 2 B" after a street: where its number ends.
fn with_number(page: &Page<'_>, end: usize) -> usize {
    let single = |text: &str| text.chars().count() == 1;
    let from = page.word_from(end).unwrap_or(page.words.len());
    let mut end = end;
    for (at, word) in page.words.iter().skip(from).enumerate() {
        let key = page.lower().get(word.range.clone()).unwrap_or_default();
        let gap = page.lower().get(end..word.range.start).unwrap_or_default();
        let digits = key.bytes().all(|b| b.is_ascii_digit());
        if gap.trim().is_empty()
            && gap.len() < 4
            && (digits || at > 0 && single(key) && key != "i" && key != "o")
        {
            end = word.range.end;
        } else {
            break;
        }
    }
    end
}

/// Three single letters or more with the same thin separator between them.
fn runs(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut letters = 0;
    let mut run: Option<Range<usize>> = None;
    let mut separator = "";
    let text = page.lower();
    for word in &page.words {
        let single = text
            .get(word.range.clone())
            .is_some_and(|w| w.chars().count() == 1 && w.chars().all(char::is_alphabetic));
        let between = run.as_ref().and_then(|run| text.get(run.end..word.range.start)).unwrap_or_default();
        let thin = matches!(between.trim(), "" | "." | "-" | "_" | "*" | "/" | "|" | "·" | "+" | "~")
            && between.len() <= 3
            && !between.contains('\n');
        match run.as_mut() {
            Some(open) if single && thin && (letters == 1 || between.trim() == separator) => {
                separator = between.trim();
                open.end = word.range.end;
                letters += 1;
            }
            Some(_) | None => {
                runs.extend(run.take().filter(|_| letters > 2));
                run = single.then(|| word.range.clone());
                letters = 1;
            }
        }
    }
    runs.extend(run.filter(|_| letters > 2));
    runs
}

/// A name, or four letters or more that are no everyday word.
fn is_name(page: &Page<'_>, word: &str) -> bool {
    let known = page.lexicon.look_up(word);
    let everyday = known.is_word() || known.is_quiet() || is_swedish(page, word);
    known.is_name() || (word.chars().count() > 3 && !everyday)
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::{classes, stretches};

    #[test]
    fn letter_spaced_streets_and_schools() {
        assert_eq!(stretches("från L i l j a s k o l a n nu"), ["L i l j a s k o l a n"]);
        assert_eq!(stretches("på B y v ä g e n  1 2 igen"), ["B y v ä g e n  1 2"]);
    }

    #[test]
    fn letter_spaced_names() {
        assert_eq!(stretches("såg A n n a där"), ["A n n a"]);
        assert_eq!(stretches("och a b d i r a h m a n igen"), ["a b d i r a h m a n"]);
        assert_eq!(classes("det är v i k t i g t"), Vec::<&str>::new());
    }
}
