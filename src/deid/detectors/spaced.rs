//! Letter-spaced words: "A n n a", "a.l.i", "S ä t r a s k o l a n", "R i n g v ä g e n 1 2", "m i n i _ 0 7".

use std::ops::Range;
use std::sync::LazyLock;

use super::address::is_spelled_street;
use super::relation::is_spelled_kin;
use super::school::is_spelled_school;
use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::pattern::{Pattern, word_pattern};
use crate::deid::word::is_swedish;

/// Signs with a blank between each: user names, addresses and dates.
static SIGNS: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"[a-zåäö0-9](?: [a-zåäö0-9_@.-]){4,}"));

pub(in crate::deid) fn find_spaced_text(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let signs = page.matches_if(
        page.marks.set_apart > 2 && (page.has_digit() || page.has_any(&[" _ ", " @ ", " . ", " - "])),
        &SIGNS,
    );
    let signs = signs.filter_map(|groups| join_signs(page, groups.first()?.as_ref()?));
    find_runs(page).into_iter().filter_map(|run| join_letters(page, &run)).chain(signs).collect()
}

/// What signs set apart make together.
fn join_signs(page: &TokenizedText<'_>, run: &Range<usize>) -> Option<Candidate> {
    let joined = page.lower().get(run.clone())?.replace(' ', "");
    if joined.contains('@') {
        page.make_candidate(run, Class::Email, "Glest skrivna tecken, som bildar en e-postadress.")
    } else if joined.contains('_')
        || joined.trim_end_matches('.').contains('.') && joined.contains(char::is_alphabetic)
    {
        page.make_candidate(run, Class::Handle, "Glest skrivna tecken, som bildar ett användarnamn.")
    } else {
        let digits = joined.bytes().filter(u8::is_ascii_digit).count();
        let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
        if digits > 2 && letters > 0 || digits > 0 && letters > 3 {
            return page.make_candidate(run, Class::Number, "Glest skrivna tecken, som bildar ett nummer.");
        }
        let dated =
            joined.len() == 10 && joined.matches('-').count() == 2 && !joined.contains(char::is_alphabetic);
        dated
            .then(|| page.make_candidate(run, Class::Date, "Glest skrivna siffror, som bildar ett datum."))?
    }
}

/// What the letters of a run spell.
fn join_letters(page: &TokenizedText<'_>, run: &Range<usize>) -> Option<Candidate> {
    let written = page.lower().get(run.clone())?;
    if ABBREVIATIONS.contains(&written.replace(' ', ".").as_str()) {
        return None;
    }
    let letters = written.chars().filter(|c| c.is_alphabetic());
    let word: String = letters.collect();
    if is_spelled_street(&word) {
        let reason = "Glest skrivna bokstäver, som bildar namnet på en gata.";
        page.make_candidate(&(run.start..with_number(page, run.end)), Class::Address, reason)
    } else if is_spelled_school(&word) {
        page.make_candidate(run, Class::School, "Glest skrivna bokstäver, som bildar namnet på en skola.")
    } else if is_spelled_kin(&word) {
        page.make_candidate(run, Class::Relation, "Glest skrivna bokstäver, som bildar ett släktord.")
    } else if is_name(page, &word) {
        page.make_candidate(run, Class::Person, "Glest skrivna bokstäver, som kan dölja ett namn.")
    } else {
        None
    }
}

/// Three letters with stops or blanks between that stand for words.
const ABBREVIATIONS: &[&str] =
    &["t.o.m", "o.s.v", "d.v.s", "p.g.a", "a.k.a", "f.ö.m", "m.a.o", "e.d.m", "o.s.a", "f.v.b"];

/// "1 2 B" after a street: where its number ends.
fn with_number(page: &TokenizedText<'_>, end: usize) -> usize {
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
fn find_runs(page: &TokenizedText<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    if page.count_letters() < 3 {
        return runs;
    }
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
fn is_name(page: &TokenizedText<'_>, word: &str) -> bool {
    let known = page.lexicon.look_up(word);
    let everyday = known.is_word() || known.is_quiet() || is_swedish(word);
    known.is_name() || (word.chars().count() > 3 && !everyday)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn letter_spaced_streets_and_schools() {
        assert_eq!(found_texts("från L i l j a s k o l a n nu"), ["L i l j a s k o l a n"]);
        assert_eq!(found_texts("på B y v ä g e n  1 2 igen"), ["B y v ä g e n  1 2"]);
    }

    #[test]
    fn letter_spaced_names() {
        assert_eq!(found_texts("såg A n n a där"), ["A n n a"]);
        assert_eq!(found_texts("och a b d i r a h m a n igen"), ["a b d i r a h m a n"]);
        for text in ["det är v i k t i g t", "öppet t o m fredag"] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn letter_spaced_user_names_addresses_and_dates() {
        assert_eq!(found_classes("heter l i l l _ m o x 0 7 där"), ["handle"]);
        assert_eq!(found_classes("skriv till m o l n @ g m a i l . c o m då"), ["email"]);
        assert_eq!(found_classes("2 0 2 6 - 0 1 - 0 7 försvann nyckeln"), ["date"]);
    }
}
