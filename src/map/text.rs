//! The map as lines of text, which say in words what the terminal shows by place and shape.

use super::{Map, Place, Row, Standing, words};
use crate::flow::model::Flow;
use crate::prose;

/// The map as lines, each step with its number and where its ways on lead.
pub fn lines(map: &Map, flow: &Flow) -> Vec<String> {
    map.rows.iter().flat_map(|row| row_lines(map, flow, row)).collect()
}

fn row_lines(map: &Map, flow: &Flow, row: &Row) -> Vec<String> {
    match row.place {
        Place::Step(at) => {
            let step = flow.step(at);
            let about = match row.standing {
                Standing::Ahead => words::kind(step).to_owned(),
                Standing::Passed | Standing::Here | Standing::Closed => {
                    format!("{}; {}", words::kind(step), step_words(row.standing))
                }
            };
            prose::lines(&format!("{} ({about})", row.text), &format!("{}. ", map.number(at)), "   ")
        }
        Place::Way { to, .. } => {
            let when = if row.text.is_empty() { String::new() } else { format!("{}: ", row.text) };
            let closed = way_words(row.standing);
            let to = format!("{when}till {}, {}{closed}", map.number(to), flow.step(to).title);
            prose::lines(&to, "   - ", "     ")
        }
    }
}

/// How a walk stands to a step, in words.
pub fn step_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Passed => "passerat",
        Standing::Here => "du är här",
        Standing::Ahead => "kan komma",
        Standing::Closed => "stängt",
    }
}

fn way_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Passed => " (din väg)",
        Standing::Here | Standing::Ahead => "",
        Standing::Closed => " (stängt)",
    }
}
