//! Exact positions: decimal degrees, degrees and minutes, SWEREF 99 TM, three words.

use super::row::{IdentifierRow, identifier, whole};
use crate::deid::finding::Class::Coordinates;
use crate::deid::page::TokenizedText;

pub(super) static ROWS: [IdentifierRow; 1] = [identifier(
    Coordinates,
    "Ser ut som en exakt position.",
    may_be_position,
    concat!(
        r"(?:[ns] ?)?[0-9]{1,2}[.,][0-9]{3,} ?°? ?[ns]?[ ,;/]{1,3}(?:lon(?:g)?:? ?)?(?:[eöow] ?)?[0-9]{1,3}[.,][0-9]{3,}(?: ?°? ?[eöow])?",
        r#"|(?:[ns] ?)?[0-9]{1,3} ?° ?[0-9]{1,2}(?:[.,][0-9]+)? ?'? ?(?:[0-9]{1,2}(?:[.,][0-9]+)? ?(?:"|'')?)? ?[ns]?[ ,;]{0,3}(?:[eöow] ?)?(?:[0-9]{1,3} ?° ?[0-9]{1,2}(?:[.,][0-9]+)? ?'? ?(?:[0-9]{1,2}(?:[.,][0-9]+)? ?(?:"|'')?)? ?[eöow]?)?"#,
        r"|n ?[0-9]{1,2} [0-9]{1,2}[.,][0-9]+ ?,? ?[eöo] ?[0-9]{1,3} [0-9]{1,2}[.,][0-9]+|[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}",
        r"|[0-9]{1,2}[.,][0-9]{2,} ?°? ?n[ ,;/]{1,3}[0-9]{1,3}[.,][0-9]{2,} ?°? ?[eöo]|[67][0-9]{6}[ ,;]{1,3}[1-9][0-9]{5}|///[a-zåäö]+\.[a-zåäö]+\.[a-zåäö]+"
    ),
    whole,
)];

/// Degrees, two fractions, two long numbers, or the signs of three words.
fn may_be_position(page: &TokenizedText<'_>) -> bool {
    page.marks.decimals > 1
        || page.marks.digits >= 13
        || page.marks.holds(b'+')
        || page.marks.holds(b'/') && page.has_any(&["///"])
        || page.has_digit() && page.has_any(&["°"])
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::found_classes;

    #[test]
    fn positions() {
        for text in [
            "59.2741, 18.0330",
            "59,27412 18,03301",
            "N 59°16'26\" E 18°1'58\"",
            "6573210, 674100",
            "///bord.lampa.stol",
        ] {
            assert_eq!(found_classes(&format!("vid {text} ungefär")), ["coordinates"], "{text}");
        }
    }
}
