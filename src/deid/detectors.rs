//! One file per kind of identifier. Each exposes a `find_…`: a page in, candidates out.

pub(super) mod address;
pub(super) mod age;
pub(super) mod bank_account;
pub(super) mod coordinates;
pub(super) mod date;
pub(super) mod document_number;
pub(super) mod email;
pub(super) mod handle;
pub(super) mod institution;
pub(super) mod identity_number;
pub(super) mod network_address;
pub(super) mod person;
pub(super) mod phone;
pub(super) mod plate;
pub(super) mod property;
pub(super) mod relation;
pub(super) mod role;
pub(super) mod school;
pub(super) mod school_class;
pub(super) mod script;
pub(super) mod spaced;
pub(super) mod url;

/// What words begin or end with that a list of some detector holds, by the list's name.
pub(super) fn listed_needles(list: &str) -> Vec<String> {
    match list {
        "WHO" => first_words(age::WHO),
        "PEOPLE" => first_words(age::PEOPLE),
        "STREETS" => address::street_needles(address::StreetNumber::Given),
        "BARESTREETS" => address::street_needles(address::StreetNumber::Absent),
        "ROLES" => role::role_needles(),
        "DEFINITE" => relation::definite_needles(),
        "PLATFORMS" => handle::platform_needles(handle::Shortened::No),
        "SHORTPLATFORMS" => handle::platform_needles(handle::Shortened::Perhaps),
        _ => Vec::new(),
    }
}

/// The first words of the alternatives of a pattern.
fn first_words(alternatives: &str) -> Vec<String> {
    let first = |way: &str| {
        let way = way.trim_start_matches("(?:");
        let end = way.find(|c: char| !c.is_alphabetic()).unwrap_or(way.len());
        let (word, rest) = way.split_at(end);
        let whole = rest.is_empty() || rest.starts_with([' ', ')']);
        (!word.is_empty()).then(|| format!("^{word}{}", if whole { "$" } else { "" }))
    };
    alternatives.split('|').filter_map(first).collect()
}
