//! An age made coarser: the band it lies in, in a form that the words around it still read with.

use super::parse_years;

/// The band of an age as it is written: "16-årig" gives "16–17-årig", "sexton år" "16–17 år".
///
/// `before` are the words in front: "nästan 18" is no age of 18.
pub(super) fn coarsen_age(written: &str, before: &str) -> Option<String> {
    const NOT_YET: [&str; 11] =
        ["nästan", "snart", "knappt", "inte", "strax", "över", "under", "närmare", "minst", "högst", "ännu"];
    if before.split(' ').rev().take(2).any(|word| NOT_YET.contains(&word)) {
        return None;
    }
    let (number, rest) = split_number(written)?;
    let band = age_band(number)?;
    let ending = rest.trim_start_matches([' ', '-']);
    let about = ending == "årsåldern" || before.rsplit(' ').next().is_some_and(|word| ABOUT.contains(&word));
    // "about 16" may be 15: no band is sure near its ends.
    let sure = |age: Option<u8>| age.is_some_and(|age| age_band(age) == Some(band));
    if about && !(sure(number.checked_sub(SPREAD)) && sure(number.checked_add(SPREAD))) {
        return None;
    }
    Some(match ending {
        "" | "å" | "bast" | "jordsnurr" | "vårar" | "yo" | "y.o" | "y.o." | "yr" | "years old" | "år"
        | "år fyllda" => format!("{band} år"),
        "år gammal" | "år gamla" | "år gammalt" | "år ung" | "år unga" | "års ålder" => {
            format!("{band} {ending}")
        }
        "årig" | "åriga" | "årigt" | "åring" | "åringen" | "åringens" | "årings" | "åringar"
        | "åringarna" => {
            format!("{band}-{ending}")
        }
        "årsåldern" => format!("åldern {band} år"),
        _ if ending.starts_with("år och")
            || ending.starts_with("och ett halvt")
            || ending.starts_with("och en halv") =>
        {
            format!("{band} år")
        }
        _ => return None,
    })
}

/// What makes a number of years about right.
const ABOUT: [&str; 7] = ["ca", "ca.", "cirka", "ungefär", "runt", "omkring", "uppskattningsvis"];

/// How many years more or less "about" may mean.
const SPREAD: u8 = 2;

/// The number that begins the text, and what follows it.
fn split_number(written: &str) -> Option<(u8, &str)> {
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return split_digits(written);
    }
    let ends = (1..=written.len()).rev().filter(|end| written.is_char_boundary(*end));
    ends.filter_map(|end| written.split_at_checked(end))
        .find_map(|(number, rest)| Some((parse_years(number.trim_end_matches([' ', '-']))?, rest)))
}

/// As [`split_number`], in digits: "1 5 år" is one number, "15,5 år" one and a half.
fn split_digits(written: &str) -> Option<(u8, &str)> {
    let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, rest) = written.split_at_checked(end)?;
    let spaced = rest
        .strip_prefix(' ')
        .filter(|_| number.len() == 1)
        .and_then(|rest| Some((rest.get(..1)?.parse::<u8>().ok()?, rest.get(1..)?)));
    match spaced {
        Some((unit, rest)) => Some((number.parse::<u8>().ok()? * 10 + unit, rest)),
        None => Some((
            number.parse().ok()?,
            rest.strip_prefix(",5").or(rest.strip_prefix(" 1/2")).unwrap_or(rest),
        )),
    }
}

/// The bands of the blankett's field 11, finer below 18, without the word for years.
fn age_band(age: u8) -> Option<&'static str> {
    Some(match age {
        0..=2 | 65.. => return None,
        3..=6 => "3–6",
        7..=9 => "7–9",
        10..=12 => "10–12",
        13..=15 => "13–15",
        16..=17 => "16–17",
        18..=20 => "18–20",
        21..=29 => "21–29",
        30..=49 => "30–49",
        50..=64 => "50–64",
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deid::{FindingDecision, Scanner, apply_decisions};

    #[test]
    fn the_words_around_still_read() {
        for (text, coarse) in [
            ("En 16-årig pojke kom.", "En 16–17-årig pojke kom."),
            ("En fjortonåring kom.", "En 13–15-åring kom."),
            ("Killen är 14 år.", "Killen är 13–15 år."),
            ("Hon är 15 och arg.", "Hon är 13–15 år och arg."),
            ("En man på 35 år stod där.", "En man på 30–49 år stod där."),
            ("Killen är 17 år gammal.", "Killen är 16–17 år gammal."),
        ] {
            let found = Scanner::builtin().scan(text);
            let decided: Vec<_> =
                found.into_iter().map(|finding| (finding, FindingDecision::Coarsen)).collect();
            assert_eq!(apply_decisions(text, &decided), coarse);
            assert_eq!(Scanner::builtin().scan(coarse), [], "{coarse}");
        }
        assert_eq!(coarsen_age("18", "är nästan"), None);
        assert_eq!(coarsen_age("fyller 18", "han"), None);
        assert_eq!(coarsen_age("14-årsdag", "hans"), None);
    }

    proptest! {
        #[test]
        fn an_age_lies_in_its_band(age in 3..65_u8, ending in prop::sample::select(vec!["", " år", "-årig", "-åring", " bast"])) {
            let coarse = coarsen_age(&format!("{age}{ending}"), "killen är").unwrap();
            let bounds: Vec<u8> = coarse.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
            prop_assert!(bounds.len() == 2 && bounds[0] <= age && age <= bounds[1], "{} to {}", age, coarse);
        }
    }
}
