//! `max_questions`: how many questions a walk may ask.

use super::Counterexample;
use crate::check::bound::BoundExceeded;
use crate::check::follow::WalkSearch;

pub(super) fn check_max_questions(
    follow: &WalkSearch<'_>,
    most: usize,
) -> Result<Option<Counterexample>, BoundExceeded> {
    if count_most_questions(follow)?.is_none_or(|longest| longest <= most) {
        return Ok(None);
    }
    let over = most + 1;
    let asks = |at| usize::from(follow.flow.step(at).is_question());
    let enter = |asked: usize, at| Some((asked + asks(at)).min(over));
    let way = follow.find_shortest(follow.start_situation(), over + 1, enter, |asked, _| asked == over)?;
    Ok(way.map(|way| {
        let asked = way.iter().map(|(step, _)| asks(*step)).sum::<usize>();
        Counterexample { way, words: format!("vägen ställer {asked} frågor, fler än {most}") }
    }))
}

/// The most questions of any walk that is asked about; `None` where there is none. One pass from the start onwards.
fn count_most_questions(follow: &WalkSearch<'_>) -> Result<Option<usize>, BoundExceeded> {
    let sets = follow.given.count_test_sets();
    let room = follow.space.len().saturating_mul(sets);
    if room > crate::check::follow::MOST {
        return Err(BoundExceeded::Followed(crate::check::follow::MOST));
    }
    let mut asked: Vec<Option<usize>> = vec![None; room];
    let start = follow.start_situation();
    asked[start.state * sets + start.held as usize] = Some(0);
    let mut longest = None;
    for state in follow.space.backward_order().into_iter().rev() {
        let is_step = follow.space.pending_decision(state).is_none();
        let own = usize::from(is_step && follow.flow.step(follow.space.step_of(state)).is_question());
        for held in (0..).take(sets) {
            let at = crate::check::follow::Situation { state, held };
            let Some(before) = asked[state * sets + held as usize] else { continue };
            if follow.is_end(at) {
                longest = longest.max(Some(before + own));
            }
            for edge in follow.space.edges(state) {
                let to = follow.follow_edge(at, *edge);
                let place = &mut asked[to.state * sets + to.held as usize];
                *place = (*place).max(Some(before + own));
            }
        }
    }
    Ok(longest)
}
