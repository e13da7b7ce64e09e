//! IP addresses (RFC 791, RFC 4291) and MAC addresses (IEEE 802).

use std::ops::Range;

use super::row::{IdentifierRow, group, identifier, whole};
use crate::deid::finding::Class::NetworkAddress;
use crate::deid::page::TokenizedText;
use crate::deid::parts::WordPart;
use crate::deid::pattern::MatchGroups;

pub(super) static ROWS: [IdentifierRow; 1] = [identifier(
    NetworkAddress,
    "Ser ut som en IP- eller MAC-adress.",
    |page| {
        let marks = page.marks;
        let signs = marks.stops > 1 || marks.colons > 1 || marks.hyphens > 4;
        signs || page.has_digit() && page.has(WordPart::Stop)
    },
    concat!(
        r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/][0-9]{1,5})?|[0-9]{1,3}(?: ?(?:[\[(]\.[\])]|[\[(]?(?:punkt|dot)[\])]?) ?[0-9]{1,3}){3}",
        r"|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}",
        r"|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}"
    ),
    real_address,
)];

/// Numbers that an address can have.
fn real_address(page: &TokenizedText<'_>, groups: &MatchGroups) -> Option<Range<usize>> {
    let text = group(page, groups, 0)?;
    let dotted = text.contains('.') && !text.contains(':');
    let octets = text.split(['.', ':', '/']).take(4).all(|part| part.parse::<u16>().is_ok_and(|n| n < 256));
    let spoken = text.contains(['[', '(', 'p', 't']);
    let real = !dotted || octets || spoken || text.len() == 14;
    whole(page, groups).filter(|_| real && text.len() > 6)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

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
