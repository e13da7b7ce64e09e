//! Numbers that are typed to choose by: read, and what could have been written told.

/// One number from 1 to `most`, as a place from 0.
pub(super) fn parse_number(line: &str, most: usize) -> Result<usize, String> {
    match line.trim_end_matches('.').parse::<usize>() {
        Ok(number) if (1..=most).contains(&number) => Ok(number - 1),
        Ok(_) | Err(_) => Err(describe_range(most)),
    }
}

/// Numbers from 1 to `most` with blanks or commas between, as places from 0 in order; `0` alone is none.
pub(super) fn parse_numbers(line: &str, most: usize) -> Result<Vec<usize>, String> {
    if line == "0" {
        return Ok(Vec::new());
    }
    let parts = line.split([' ', ',', ';']).filter(|part| !part.is_empty());
    let mut places = parts.map(|part| parse_number(part, most)).collect::<Result<Vec<_>, _>>()?;
    if places.is_empty() {
        return Err(describe_range(most));
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// What to write where one to `most` can be chosen.
pub(super) fn describe_range(most: usize) -> String {
    match most {
        0 => "Här finns inget att välja. Skriv 0.".to_owned(),
        1 => "Skriv siffran 1, eller ? för hjälp.".to_owned(),
        _ => format!("Skriv en siffra från 1 till {most}, eller ? för hjälp."),
    }
}
