//! The map as lines of text, which say in words what the terminal shows by place and shape.

use super::{Map, MapRow, MapTarget, WalkStanding, words};
use crate::flow::model::Flow;
use crate::prose;

/// The map as lines of at most so many columns, each step with its number and where its ways on lead.
pub fn map_lines(map: &Map, flow: &Flow, width: usize) -> Vec<String> {
    map.rows.iter().flat_map(|row| row_lines(map, flow, row, width)).collect()
}

fn row_lines(map: &Map, flow: &Flow, row: &MapRow, width: usize) -> Vec<String> {
    match row.place {
        MapTarget::Step(at) => {
            let step = flow.step(at);
            let about = match row.standing {
                WalkStanding::Ahead => words::step_kind(step).to_owned(),
                WalkStanding::Passed | WalkStanding::Here | WalkStanding::Closed => {
                    format!("{}; {}", words::step_kind(step), step_words(row.standing))
                }
            };
            prose::wrap_lines_to(
                &format!("{} ({about})", row.text),
                &format!("{}. ", map.step_number(at)),
                "   ",
                width,
            )
        }
        MapTarget::Way { to, .. } => {
            let when = if row.text.is_empty() { String::new() } else { format!("{}: ", row.text) };
            let closed = way_words(row.standing);
            let to = format!("{when}till {}, {}{closed}", map.step_number(to), flow.step(to).title);
            prose::wrap_lines_to(&to, "   - ", "     ", width)
        }
    }
}

/// How a walk stands to a step, in words.
pub fn step_words(standing: WalkStanding) -> &'static str {
    match standing {
        WalkStanding::Passed => "passerat",
        WalkStanding::Here => "du är här",
        WalkStanding::Ahead => "kan komma",
        WalkStanding::Closed => "stängt",
    }
}

fn way_words(standing: WalkStanding) -> &'static str {
    match standing {
        WalkStanding::Passed => " (din väg)",
        WalkStanding::Here | WalkStanding::Ahead => "",
        WalkStanding::Closed => " (stängt)",
    }
}
