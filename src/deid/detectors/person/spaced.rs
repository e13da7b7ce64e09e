//! Letter-spaced words: "A n n a", "a.l.i", "F-a-t-i-m-a".

use std::ops::Range;

use super::verdict::is_swedish;
use crate::deid::detector::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::Page;

pub(super) fn detect(page: &Page<'_>) -> Vec<Candidate> {
    runs(page)
        .into_iter()
        .filter(|run| is_name(page, run))
        .filter_map(|run| {
            page.candidate(&run, Class::Person, "Glest skrivna bokstäver, som kan dölja ett namn.")
        })
        .collect()
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
fn is_name(page: &Page<'_>, run: &Range<usize>) -> bool {
    let word: String =
        page.lower().get(run.clone()).unwrap_or_default().chars().filter(|c| c.is_alphabetic()).collect();
    let known = page.lexicon.look_up(&word);
    let everyday = known.is_word() || known.is_quiet() || is_swedish(page, &word);
    known.is_name() || (word.chars().count() > 3 && !everyday)
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::{classes, stretches};

    #[test]
    fn letter_spaced_names() {
        assert_eq!(stretches("såg A n n a där"), ["A n n a"]);
        assert_eq!(stretches("och a b d i r a h m a n igen"), ["a b d i r a h m a n"]);
        assert_eq!(classes("det är v i k t i g t"), Vec::<&str>::new());
    }
}
