//! A profile as a file: the keys that are filled in, each under a line that says what it is.

use std::fmt::Write;

use super::Profile;
use super::key::{Key, Takes};
use super::shape::{CONTACT, PROFILE};

/// The file of the example, with every key filled in.
pub const EXAMPLE: &str = include_str!("../../assets/profil-exempel.yaml");

/// The example with every value commented out: a file to fill in that says nothing yet. No made-up telephone number
/// ever reaches a worker.
pub fn template() -> String {
    let line = |line: &str| match line {
        "" | "format: 1" => format!("{line}\n"),
        comment if comment.starts_with('#') => format!("{comment}\n"),
        value => format!("#{value}\n"),
    };
    EXAMPLE.lines().map(line).collect()
}

/// The profile as YAML that reads back as the same profile.
pub fn text(profile: &Profile) -> String {
    let mut text = String::from(
        "# Lokal profil för Stegvis. `stegvis profile check` säger om något är fel.\nformat: 1\n",
    );
    let mut contact = None;
    for (key, value) in profile.rows() {
        let Key::Contact(id, part) = key else {
            let doc = PROFILE.find(key.id()).map_or("", |row| row.doc);
            push(&mut text, format_args!("\n# {doc}\n{}: {}\n", key.id(), written(key, value)));
            continue;
        };
        if contact.is_none() {
            push(&mut text, format_args!("\n# {}\ncontacts:\n", CONTACT.doc));
        }
        if contact != Some(id) {
            push(&mut text, format_args!("  {id}:\n"));
        }
        contact = Some(id);
        push(&mut text, format_args!("    {}: {}\n", part.id(), written(key, value)));
    }
    text
}

fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    // A string always takes more.
    let _ = text.write_fmt(more);
}

/// A value as YAML: text between quotes, where `"` and `\` are the only signs with a meaning.
fn written(key: &Key, value: &str) -> String {
    match key.takes() {
        Takes::Formats => format!("[{value}]"),
        Takes::Id(_) | Takes::One(_) | Takes::Days => value.to_owned(),
        Takes::Line | Takes::Phone | Takes::Mailbox | Takes::Folder => {
            format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::read::read;
    use crate::source::{FileId, SourceFile};

    fn again(text: &str) -> Profile {
        read(&SourceFile::new("p", text), FileId::default())
            .map_err(|faults| format!("{faults:?}"))
            .unwrap()
            .profile
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let profile = again(EXAMPLE);
        assert_eq!(again(&text(&profile)), profile);
        let mut odd = Profile::default();
        odd.set(Key::Unit, r#"En "enhet" med \ och: # 'tecken' {x}"#).unwrap();
        assert_eq!(again(&text(&odd)), odd);
    }

    #[test]
    fn the_template_says_nothing_until_its_lines_are_uncommented() {
        assert!(again(&template()).is_empty());
        let uncommented: String = template()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(value) if !value.starts_with(' ') || value.starts_with("  ") => format!("{value}\n"),
                Some(_) | None => format!("{line}\n"),
            })
            .collect();
        assert_eq!(again(&uncommented), again(EXAMPLE));
    }
}
