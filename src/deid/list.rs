//! Lists of words, written as one text and divided when the program is built.

/// The `N` items of a list that are parted by `|`.
pub(super) const fn split_list<const N: usize>(list: &'static str) -> [&'static str; N] {
    let mut items = [""; N];
    let (mut rest, mut at) = (list, 0);
    while at < N {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b'|' {
            end += 1;
        }
        let (item, more) = rest.split_at(end);
        items[at] = item;
        rest = if more.is_empty() { more } else { more.split_at(1).1 };
        at += 1;
    }
    assert!(rest.is_empty(), "as many items as are said");
    items
}

/// Whether the word is one of a list that is parted by `|`.
pub(super) fn is_one_of(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_divided_at_its_bars_alone() {
        const LIST: [&str; 3] = split_list("på |ett och annat| sedan");
        assert_eq!(LIST, ["på ", "ett och annat", " sedan"]);
        assert!(is_one_of("ett|två", "två") && !is_one_of("ett|två", "tv"));
    }
}
