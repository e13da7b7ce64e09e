//! Text made safe to stand in HTML and XML.

use crate::prose;

/// `text` with every character that markup reads as its own written as a reference, and what steers a screen shown.
/// Safe as content and inside double quotes.
pub(crate) fn escape_markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in prose::sanitize(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // No characters at all in XML 1.0.
            '\u{fffe}' | '\u{ffff}' => safe.push(char::REPLACEMENT_CHARACTER),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_is_markup() {
        assert_eq!(
            escape_markup("<b a=\"1\">&'\u{1b}\u{ffff}å"),
            "&lt;b a=&quot;1&quot;&gt;&amp;&#39;␛\u{fffd}å"
        );
    }
}
