//! The head of a saved form: what a long list tells of each, read of how its file begins and ends and of nothing between.

use chrono::NaiveDate;

use super::{FORMAT, VERSION, WITHOUT_ID};
use crate::calendar;
use crate::form::model::Form;
use crate::prose;

/// What a list tells of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormHead {
    /// The day it was filled in.
    pub filled: NaiveDate,
    /// What kind of case it is, as an id.
    pub kind: String,
    /// The same, in words.
    pub kind_words: String,
    /// The form's title.
    pub title: String,
    /// The id of the routine that was walked.
    pub routine: String,
    /// Who answers for the routine; its title in a form of format 1, which does not say.
    pub publisher: String,
    /// Its version.
    pub version: String,
    /// The fingerprint of its text.
    pub fingerprint: String,
}

impl FormHead {
    /// Returns the head of a form that has been read whole.
    pub fn from_form(form: &Form) -> Self {
        Self {
            filled: form.filled,
            kind: form.kind.clone(),
            kind_words: form.describe_kind(),
            title: form.title.clone(),
            routine: form.routine.id.clone(),
            publisher: match form.routine.publisher.as_str() {
                "" => form.routine.title.clone(),
                publisher => publisher.to_owned(),
            },
            version: form.routine.version.clone(),
            fingerprint: form.routine.fingerprint.clone(),
        }
    }

    /// Returns the head of a form from the lines its file begins with and those it ends with; `None` where they are not as this
    /// program writes them: then the whole of it says why.
    pub fn from_ends(beginning: &str, end: &str) -> Option<Self> {
        let ends = |version: u64| {
            end.ends_with(&format!("\n  \"format\": \"{FORMAT}\",\n  \"version\": {version}\n}}\n"))
        };
        if !ends(VERSION) && !ends(WITHOUT_ID) {
            return None;
        }
        let (before, routine) = beginning.split_once("\n    \"routine\": {\n")?;
        let (routine, sections) = routine.split_once("\n    \"sections\": [\n")?;
        let kind = text_after(before, "    \"kind\": ")?;
        Some(Self {
            filled: calendar::parse_day(&text_after(before, "    \"filled\": ")?)?,
            kind_words: kind_words(sections, &kind)?,
            kind,
            title: text_after(end, "    \"title\": ")?,
            routine: text_after(routine, "      \"id\": ")?,
            publisher: text_after(routine, "      \"publisher\": ")
                .filter(|publisher| !publisher.is_empty())
                .or_else(|| text_after(routine, "      \"title\": "))?,
            version: text_after(routine, "      \"version\": ")?,
            fingerprint: text_after(routine, "      \"fingerprint\": ")?,
        })
    }
}

/// What the first choice says that is answered with this id; nothing where the form is about nothing.
fn kind_words(sections: &str, kind: &str) -> Option<String> {
    if kind.is_empty() {
        return Some(String::new());
    }
    let (_, first) = sections.split_once("\"choice\": [\n")?;
    let lines: Vec<&str> = first.lines().map(str::trim_start).collect();
    let id = format!("\"id\": {},", serde_json::to_string(kind).ok()?);
    let ticked = lines.windows(3).find(|option| option[0] == id && option[2] == "\"ticked\": true")?;
    text_after(ticked[1], "\"text\": ")
}

/// The text on the line that begins with this key, if there is nothing in it that steers a screen.
fn text_after(lines: &str, key: &str) -> Option<String> {
    let written = lines.lines().find_map(|line| line.strip_prefix(key))?;
    let text: String = serde_json::from_str(written.strip_suffix(',').unwrap_or(written)).ok()?;
    (!prose::has_control(&text)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Purpose;
    use crate::export::json::write;
    use crate::export::sample;

    fn written() -> String {
        String::from_utf8(write(&sample::sample_form(), Purpose::Case)).unwrap()
    }

    #[test]
    fn the_head_is_that_of_the_whole_form_in_both_formats() {
        let old = include_str!("../../../tests/fixtures/form-format-1.json");
        for text in [written().as_str(), old] {
            let whole = crate::export::json::read_form(text).unwrap();
            assert_eq!(FormHead::from_ends(text, text), Some(FormHead::from_form(whole.content())));
        }
    }

    #[test]
    fn a_file_that_is_cut_foreign_or_steers_has_none() {
        let whole = written();
        let cut: String = whole.chars().take(whole.chars().count() - 9).collect();
        assert_eq!(FormHead::from_ends(&cut, &cut), None);
        assert_eq!(FormHead::from_ends("{}", "{}"), None);
        let steers = whole.replacen("\"kind\": \"", "\"kind\": \"\\u202e", 1);
        assert_eq!(FormHead::from_ends(&steers, &steers), None);
    }
}
