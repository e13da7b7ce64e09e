//! `max_questions`: how many questions a walk may ask.

use super::Break;
use crate::check::follow::Follow;
use crate::check::states::Bounded;

pub(super) fn check(follow: &Follow<'_>, most: usize) -> Result<Option<Break>, Bounded> {
    if longest(follow)?.is_none_or(|longest| longest <= most) {
        return Ok(None);
    }
    let over = most + 1;
    let asks = |at| usize::from(follow.flow.step(at).is_question());
    let enter = |asked: usize, at| Some((asked + asks(at)).min(over));
    let way = follow.shortest(follow.start(), over + 1, enter, |asked, _| asked == over)?;
    Ok(way.map(|way| {
        let asked = way.iter().map(|(step, _)| asks(*step)).sum::<usize>();
        Break { way, words: format!("vägen ställer {asked} frågor, fler än {most}") }
    }))
}

/// The most questions of any walk that is asked about; `None` where there is none. One pass from the start onwards.
fn longest(follow: &Follow<'_>) -> Result<Option<usize>, Bounded> {
    let sets = follow.given.sets();
    let room = follow.space.len().saturating_mul(sets);
    if room > crate::check::follow::MOST {
        return Err(Bounded::Followed(crate::check::follow::MOST));
    }
    let mut asked: Vec<Option<usize>> = vec![None; room];
    let start = follow.start();
    asked[start.state * sets + start.held as usize] = Some(0);
    let mut longest = None;
    for state in follow.space.backwards().into_iter().rev() {
        let is_step = follow.space.between(state).is_none();
        let own = usize::from(is_step && follow.flow.step(follow.space.step(state)).is_question());
        for held in (0..).take(sets) {
            let at = crate::check::follow::At { state, held };
            let Some(before) = asked[state * sets + held as usize] else { continue };
            if follow.ends(at) {
                longest = longest.max(Some(before + own));
            }
            for edge in follow.space.edges(state) {
                let to = follow.after(at, *edge);
                let place = &mut asked[to.state * sets + to.held as usize];
                *place = (*place).max(Some(before + own));
            }
        }
    }
    Ok(longest)
}
