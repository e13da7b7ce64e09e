//! A profile as a file: the keys that are filled in, each under a line that says what it is.

use std::fmt::Write;

use super::Profile;
use super::key::{KeyKind, ProfileKey};
use super::shape::{CONTACT, PROFILE};

/// The file of the example, with every key filled in.
pub const EXAMPLE: &str = include_str!("../../assets/profil-exempel.yaml");

/// The example with every value commented out: a file to fill in that says nothing yet. No made-up telephone number
/// ever reaches a worker.
pub fn profile_template() -> String {
    let line = |line: &str| match line {
        "" | "format: 1" => format!("{line}\n"),
        comment if comment.starts_with('#') => format!("{comment}\n"),
        value => format!("#{value}\n"),
    };
    EXAMPLE.lines().map(line).collect()
}

/// The profile as YAML that reads back as the same profile.
pub fn profile_to_yaml(profile: &Profile) -> String {
    let mut text = String::from(
        "# Lokal profil för Stegvis. `stegvis profile check` säger om något är fel.\nformat: 1\n",
    );
    let mut contact = None;
    for (key, value) in profile.rows() {
        let ProfileKey::Contact(id, part) = key else {
            let doc = PROFILE.find_key(key.id()).map_or("", |row| row.doc);
            push_format(&mut text, format_args!("\n# {doc}\n{}: {}\n", key.id(), format_value(key, value)));
            continue;
        };
        if contact.is_none() {
            push_format(&mut text, format_args!("\n# {}\ncontacts:\n", CONTACT.doc));
        }
        if contact != Some(id) {
            push_format(&mut text, format_args!("  {id}:\n"));
        }
        contact = Some(id);
        push_format(&mut text, format_args!("    {}: {}\n", part.id(), format_value(key, value)));
    }
    text
}

fn push_format(text: &mut String, more: std::fmt::Arguments<'_>) {
    // A string always takes more.
    let _ = text.write_fmt(more);
}

/// A value as YAML: text between quotes, where `"` and `\` are the only signs with a meaning.
fn format_value(key: &ProfileKey, value: &str) -> String {
    match key.kind() {
        KeyKind::Formats => format!("[{value}]"),
        KeyKind::Id | KeyKind::One(_) | KeyKind::Days => value.to_owned(),
        KeyKind::Line | KeyKind::Phone | KeyKind::Mailbox | KeyKind::Folder => {
            format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::read::parse_profile;
    use crate::source::{FileId, SourceFile};

    fn parse_again(text: &str) -> Profile {
        parse_profile(&SourceFile::new("p", text), FileId::default())
            .map_err(|faults| format!("{faults:?}"))
            .unwrap()
            .profile
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let profile = parse_again(EXAMPLE);
        assert_eq!(parse_again(&profile_to_yaml(&profile)), profile);
        let mut odd = Profile::default();
        odd.set(ProfileKey::Unit, r#"En "enhet" med \ och: # 'tecken' {x}"#).unwrap();
        assert_eq!(parse_again(&profile_to_yaml(&odd)), odd);
    }

    #[test]
    fn the_template_says_nothing_until_its_lines_are_uncommented() {
        assert!(parse_again(&profile_template()).is_empty());
        let uncommented: String = profile_template()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(value) if !value.starts_with(' ') || value.starts_with("  ") => format!("{value}\n"),
                Some(_) | None => format!("{line}\n"),
            })
            .collect();
        assert_eq!(parse_again(&uncommented), parse_again(EXAMPLE));
    }
}
