//! The ways on from a choice: what has to be chosen for each, in an order where the first that fits is right.

use super::{LinkTrigger, PageLink};
use crate::check::bound::BoundExceeded;
use crate::check::live::LiveAnalysis;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, StepIx};
use crate::flow::model::StepKind;
use crate::present::Choices;
use crate::session::walk::Walk;

/// How many groups of options may be told apart at one choice.
const MOST_GROUPS: usize = 6;

/// What has to be chosen: something of each of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenOptions(Vec<Vec<AnswerIx>>);

impl ChosenOptions {
    /// The groups, of each of which something has to be chosen.
    pub fn groups(&self) -> &[Vec<AnswerIx>] {
        &self.0
    }

    /// Whether something of each group is among those chosen.
    pub fn is_met(&self, chosen: &[AnswerIx]) -> bool {
        self.0.iter().all(|group| group.iter().any(|option| chosen.contains(option)))
    }
}

/// A rule of a choice: where something of each group in `mask` is chosen, it leads there.
#[derive(Debug, Clone, Copy)]
struct ChoiceRule {
    mask: usize,
    to: usize,
}

/// The ways on from a choice on this walk.
///
/// # Errors
/// [`BoundExceeded::Choice`] where too many options are told apart.
pub(super) fn list_choice_links(
    walk: &Walk,
    live: &LiveAnalysis,
    at: StepIx,
    ways: &[(Outcome, usize)],
) -> Result<Vec<PageLink>, BoundExceeded> {
    let StepKind::Choose { options, .. } = &walk.flow().step(at).kind else { return Ok(Vec::new()) };
    let choices = Choices::from_walk(walk, at);
    let offered = choices.options().iter().map(|option| option.at);
    let (alone, several): (Vec<AnswerIx>, Vec<AnswerIx>) =
        offered.partition(|option| options[option.index()].alone);
    let (groups, mut alike) = group_options(live, at, several);
    if groups.len() > MOST_GROUPS {
        return Err(BoundExceeded::Choice(at));
    }
    let mask_of = |chosen: &[AnswerIx]| {
        let hit = groups.iter().enumerate().filter(|(_, group)| group.iter().any(|one| chosen.contains(one)));
        hit.fold(0, |mask, (bit, _)| mask | 1 << bit)
    };
    let mut rules = Vec::new();
    let mut links = Vec::new();
    for (outcome, to) in ways {
        let Outcome::Many(chosen) = outcome else { continue };
        match chosen.as_slice() {
            [one] if alone.contains(one) => links.push(alone_link(live, (at, &alone), *one, *to)),
            chosen => rules.push(ChoiceRule { mask: mask_of(chosen), to: *to }),
        }
    }
    let named = |option: &AnswerIx| {
        !links.iter().any(|link: &PageLink| link.when.is_met(&Outcome::Many(vec![*option])))
    };
    alike.extend(alone.iter().copied().filter(named));
    links.splice(0..0, shorten_rules(rules).into_iter().map(|rule| rule_link(rule, &groups)));
    Ok(order_links(links, alike))
}

/// The options in groups that no condition tells apart, and those that no condition names.
fn group_options(
    live: &LiveAnalysis,
    at: StepIx,
    options: Vec<AnswerIx>,
) -> (Vec<Vec<AnswerIx>>, Vec<AnswerIx>) {
    let sign_of = |option: &AnswerIx| -> Vec<bool> {
        live.distinguished_answers(at).map(|answers| answers.contains(option)).collect()
    };
    let mut groups: Vec<(Vec<bool>, Vec<AnswerIx>)> = Vec::new();
    let mut alike = Vec::new();
    for option in options {
        let sign = sign_of(&option);
        if !sign.contains(&true) {
            alike.push(option);
        } else if let Some((_, group)) = groups.iter_mut().find(|(known, _)| *known == sign) {
            group.push(option);
        } else {
            groups.push((sign, vec![option]));
        }
    }
    (groups.into_iter().map(|(_, group)| group).collect(), alike)
}

/// The link of an option that is chosen alone, with those that nothing tells apart from it.
fn alone_link(live: &LiveAnalysis, (at, alone): (StepIx, &[AnswerIx]), one: AnswerIx, to: usize) -> PageLink {
    let is_alike = |other: &AnswerIx| {
        live.distinguished_answers(at).all(|answers| answers.contains(&one) == answers.contains(other))
    };
    let group = alone.iter().copied().filter(is_alike).collect();
    PageLink { when: LinkTrigger::Chosen(ChosenOptions(vec![group])), to }
}

/// The fewest of the rules that lead every choice where all of them do. Those that ask for most come first.
fn shorten_rules(mut rules: Vec<ChoiceRule>) -> Vec<ChoiceRule> {
    rules.sort_by_key(|rule| (std::cmp::Reverse(rule.mask.count_ones()), rule.mask));
    let all = rules.clone();
    let mut n = 0;
    while n < rules.len() {
        let mut fewer = rules.clone();
        fewer.remove(n);
        if all.iter().all(|rule| find_rule(&fewer, rule.mask) == Some(rule.to)) {
            rules = fewer;
        } else {
            n += 1;
        }
    }
    rules
}

fn find_rule(rules: &[ChoiceRule], mask: usize) -> Option<usize> {
    rules.iter().find(|rule| rule.mask & mask == rule.mask).map(|rule| rule.to)
}

fn rule_link(rule: ChoiceRule, groups: &[Vec<AnswerIx>]) -> PageLink {
    let asked = groups.iter().enumerate().filter(|(bit, _)| rule.mask >> bit & 1 == 1);
    let asked: Vec<Vec<AnswerIx>> = asked.map(|(_, group)| group.clone()).collect();
    let when = if asked.is_empty() {
        LinkTrigger::Otherwise(Vec::new())
    } else {
        LinkTrigger::Chosen(ChosenOptions(asked))
    };
    PageLink { when, to: rule.to }
}

/// Neighbours that lead to the same place as one, and what nothing above names last.
fn order_links(links: Vec<PageLink>, alike: Vec<AnswerIx>) -> Vec<PageLink> {
    let (rest, named): (Vec<PageLink>, Vec<PageLink>) =
        links.into_iter().partition(|link| matches!(link.when, LinkTrigger::Otherwise(_)));
    let mut joined: Vec<PageLink> = Vec::new();
    for link in named {
        match (joined.last_mut(), &link.when) {
            (
                Some(PageLink { when: LinkTrigger::Chosen(ChosenOptions(before)), to }),
                LinkTrigger::Chosen(ChosenOptions(groups)),
            ) if *to == link.to && before.len() == 1 && groups.len() == 1 => {
                before[0].extend(groups.iter().flatten());
            }
            _ => joined.push(link),
        }
    }
    let last = rest.into_iter().next();
    let others = |to: usize| {
        let PageLink { when: LinkTrigger::Chosen(ChosenOptions(groups)), .. } = joined.last()? else {
            return None;
        };
        (joined.last()?.to == to && groups.len() == 1).then(|| groups[0].clone())
    };
    if let Some(PageLink { to, .. }) = last {
        let same = others(to);
        if same.is_some() {
            joined.pop();
        }
        let mut options: Vec<AnswerIx> = same.into_iter().flatten().chain(alike).collect();
        options.sort_unstable();
        joined.push(PageLink { when: LinkTrigger::Otherwise(options), to });
    }
    joined
}
