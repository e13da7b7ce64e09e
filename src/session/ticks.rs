//! Options that are chosen together, and those that are chosen alone: what stands ticked after one more tick.

use super::refusal::Refusal;

/// What stands chosen after `option` was ticked, or taken back where it stood already. An option that is chosen alone
/// clears the others, and another clears it.
pub fn toggle_tick<T: Clone + PartialEq>(chosen: &[T], option: &T, is_alone: impl Fn(&T) -> bool) -> Vec<T> {
    if chosen.contains(option) {
        return chosen.iter().filter(|other| *other != option).cloned().collect();
    }
    let stay = |other: &&T| !is_alone(option) && !is_alone(other);
    chosen.iter().filter(stay).chain([option]).cloned().collect()
}

/// What can stand chosen together of what was set by several hands: an option that is chosen alone gives way to the
/// others, which say more.
pub fn resolve_ticks<T: Clone>(set: &[T], is_alone: impl Fn(&T) -> bool) -> Vec<T> {
    let others: Vec<T> = set.iter().filter(|option| !is_alone(option)).cloned().collect();
    if others.is_empty() { set.iter().take(1).cloned().collect() } else { others }
}

/// Holds a choice against its options that are chosen alone. `words` are those of an option, `of` what it belongs to.
///
/// # Errors
/// [`Refusal::NotAlone`] where one of them stands beside another.
pub(super) fn check_alone<T>(
    chosen: &[T],
    of: &str,
    is_alone: impl Fn(&T) -> bool,
    words: impl Fn(&T) -> String,
) -> Result<(), Refusal> {
    match chosen.iter().find(|option| is_alone(option)) {
        Some(option) if chosen.len() > 1 => {
            Err(Refusal::NotAlone { of: of.to_owned(), option: words(option) })
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_chosen_alone_clears_the_rest_and_the_rest_clear_it() {
        let is_alone = |option: &char| option.is_uppercase();
        let after = |ticks: &str| {
            ticks.chars().fold(Vec::new(), |chosen, option| toggle_tick(&chosen, &option, is_alone))
        };
        for (ticks, stands) in
            [("ab", "ab"), ("aba", "b"), ("abI", "I"), ("Ia", "a"), ("IV", "V"), ("II", ""), ("abIb", "b")]
        {
            assert_eq!(after(ticks), stands.chars().collect::<Vec<_>>(), "{ticks}");
        }
    }

    #[test]
    fn of_what_was_set_by_several_hands_the_lonely_one_gives_way() {
        let is_alone = |option: &char| option.is_uppercase();
        for (set, stands) in [("", ""), ("ab", "ab"), ("Ia", "a"), ("I", "I"), ("IV", "I")] {
            let set: Vec<char> = set.chars().collect();
            assert_eq!(resolve_ticks(&set, is_alone), stands.chars().collect::<Vec<_>>());
        }
    }
}
