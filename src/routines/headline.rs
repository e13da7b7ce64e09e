//! What a routine says of itself, read from the head of its text: a list needs no more, and reading all of it costs
//! milliseconds before the first screen. Only for the routines that are built in, whose text the tests have read.

/// What a routine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineInfo {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub publisher: String,
    /// Its version.
    pub version: String,
    /// Something to know of it before it is used.
    pub notice: Option<String>,
    /// The kommun it is for.
    pub municipality: Option<String>,
}

/// The routine's own words; `None` where one of them is not written on one line in plain words or plain quotes. The
/// whole text then has to be read.
pub(super) fn parse_headline(text: &str) -> Option<RoutineInfo> {
    let find_optional = |key: &str| {
        let is_said = text.contains(&format!("\n{key}:"));
        if is_said { find_value(text, key).map(Some) } else { Some(None) }
    };
    Some(RoutineInfo {
        id: find_value(text, "id")?,
        title: find_value(text, "title")?,
        publisher: find_value(text, "publisher")?,
        version: find_value(text, "version")?,
        notice: find_optional("notice")?,
        municipality: find_optional("municipality")?,
    })
}

fn find_value(text: &str, key: &str) -> Option<String> {
    let mut lines = text.lines();
    let written = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))?.trim();
    let goes_on = lines.next().is_some_and(|next| next.starts_with([' ', '\t']));
    let words = match written.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"')?,
        None => written,
    };
    let plain = |c: char| c.is_alphanumeric() || " /-.,()".contains(c);
    (!goes_on && !words.is_empty() && words.chars().all(plain)).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "format: 1\nid: prov\ntitle: En rutin, kort\npublisher: Kommunen\nversion: \"2019\"\n\nsteps:\n";

    #[test]
    fn plain_and_quoted_words_are_read() {
        let about = parse_headline(HEAD).unwrap();
        let read = [about.id, about.title, about.publisher, about.version];
        assert_eq!(read, ["prov", "En rutin, kort", "Kommunen", "2019"]);
        assert_eq!(about.notice, None);
    }

    #[test]
    fn a_notice_is_read_or_left_to_a_parser() {
        let told = HEAD.replace("version:", "notice: Fråga först.\nversion:");
        assert_eq!(parse_headline(&told).unwrap().notice.as_deref(), Some("Fråga först."));
        assert_eq!(parse_headline(&told.replace("Fråga först.", ">-")), None);
    }

    #[test]
    fn what_needs_a_parser_is_left_to_one() {
        for title in ["'En rutin'", "En # rutin", ">-", "\"En \\u0041\"", "|", "En\n  rutin", "*namn"] {
            assert_eq!(parse_headline(&HEAD.replace("En rutin, kort", title)), None, "{title}");
        }
    }
}
