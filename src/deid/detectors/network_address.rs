//! IP addresses (RFC 791, RFC 4291) and MAC addresses (IEEE 802).

use std::sync::LazyLock;

use regex::Regex;

use crate::deid::detector::{Candidate, word_pattern};
use crate::deid::finding::Class;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    word_pattern(concat!(
        r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/][0-9]{1,5})?|[0-9]{1,3}(?: ?(?:[\[(]\.[\])]|[\[(]?(?:punkt|dot)[\])]?) ?[0-9]{1,3}){3}",
        r"|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}",
        r"|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}"
    ))
});

pub(in crate::deid) fn find_network_addresses(page: &TokenizedText<'_>) -> Vec<Candidate> {
    page.matches_if(
        page.marks.stops > 1
            || page.marks.colons > 1
            || page.marks.hyphens > 4
            || page.has_digit() && page.has(WordPart::Stop),
        &ADDRESS,
    )
    .filter_map(|groups| {
        let whole = groups.first()?.as_ref()?;
        let text = page.lower().get(whole.clone())?;
        let dotted = text.contains('.') && !text.contains(':');
        let octets =
            text.split(['.', ':', '/']).take(4).all(|part| part.parse::<u16>().is_ok_and(|n| n < 256));
        let spoken = text.contains(['[', '(', 'p', 't']);
        let real = !dotted || octets || spoken || text.len() == 14;
        (real && text.len() > 6).then(|| {
            page.make_candidate(whole, Class::NetworkAddress, "Ser ut som en IP- eller MAC-adress.")
        })?
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::deid::detector::testing::found_classes;

    #[test]
    fn addresses_of_machines() {
        for text in [
            "från 192.168.1.14",
            "ip 81.230.12.9:8080",
            "mac 00:1B:44:11:3A:B7",
            "2001:db8:85a3::8a2e:370:7334",
        ] {
            assert_eq!(found_classes(text), ["network-address"], "{text}");
        }
    }
}
