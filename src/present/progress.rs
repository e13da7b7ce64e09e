//! How much of a walk is left, as every face says it: its questions and acts, and then the form.

use crate::session::walk::{Remaining, StepRange};

/// What is left of a walk before its form: `2–4 frågor, 3 åtgärder, sedan blanketten`.
pub fn describe_remaining(left: Remaining) -> String {
    let steps =
        [describe_range(left.questions, "fråga", "frågor"), describe_range(left.acts, "åtgärd", "åtgärder")];
    let steps: Vec<String> = steps.into_iter().flatten().collect();
    if steps.is_empty() {
        "blanketten är kvar".to_owned()
    } else {
        format!("{}, sedan blanketten", steps.join(", "))
    }
}

/// Which field of how many is filled in, and how many have nothing in them yet.
pub fn describe_place(field: usize, fields: usize, open: usize) -> String {
    match open {
        0 => format!("fält {field} av {fields}"),
        open => format!("fält {field} av {fields}, {open} tomma"),
    }
}

/// How many, at the fewest and the most; nothing where there are none.
fn describe_range(range: StepRange, one: &str, many: &str) -> Option<String> {
    let noun = if range.most == 1 { one } else { many };
    match (range.fewest, range.most) {
        (_, 0) => None,
        (fewest, most) if fewest == most => Some(format!("{most} {noun}")),
        (fewest, most) => Some(format!("{fewest}–{most} {noun}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_in_as_few_words_as_can_be() {
        let range = |fewest, most| StepRange { fewest, most };
        let says = |questions, acts| describe_remaining(Remaining { questions, acts });
        assert_eq!(says(range(2, 4), range(1, 1)), "2–4 frågor, 1 åtgärd, sedan blanketten");
        assert_eq!(says(range(0, 1), range(0, 0)), "0–1 fråga, sedan blanketten");
        assert_eq!(says(range(0, 0), range(0, 0)), "blanketten är kvar");
        assert_eq!(
            (describe_place(9, 21, 0), describe_place(9, 21, 3)),
            ("fält 9 av 21".to_owned(), "fält 9 av 21, 3 tomma".to_owned())
        );
    }
}
