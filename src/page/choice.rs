//! The ways on from a choice: what has to be chosen for each, in an order where the first that fits is right.

use std::cmp::Reverse;

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
    let offered: Vec<AnswerIx> = choices.options().iter().map(|option| option.at).collect();
    let (alone, several): (Vec<AnswerIx>, Vec<AnswerIx>) =
        offered.iter().partition(|option| options[option.index()].alone);
    let groups = group_options(live, at, several);
    if groups.len() > MOST_GROUPS {
        return Err(BoundExceeded::Choice(at));
    }
    let mask_of = |chosen: &[AnswerIx]| {
        let hit = groups.iter().enumerate().filter(|(_, group)| group.iter().any(|one| chosen.contains(one)));
        hit.fold(0, |mask, (bit, _)| mask | 1 << bit)
    };
    let (mut rules, mut links) = (Vec::new(), Vec::new());
    for (outcome, to) in ways {
        let Outcome::Many(chosen) = outcome else { continue };
        match chosen.as_slice() {
            [one] if alone.contains(one) => links.push(alone_link(live, (at, &alone), *one, *to)),
            chosen => rules.push(ChoiceRule { mask: mask_of(chosen), to: *to }),
        }
    }
    links.splice(0..0, shorten_rules(rules).into_iter().map(|rule| rule_link(rule, &groups)));
    Ok(order_links(links, &offered))
}

/// The options that conditions name, in groups that no condition tells apart.
fn group_options(live: &LiveAnalysis, at: StepIx, options: Vec<AnswerIx>) -> Vec<Vec<AnswerIx>> {
    let sign_of = |option: &AnswerIx| -> Vec<bool> {
        live.distinguished_answers(at).map(|answers| answers.contains(option)).collect()
    };
    let mut groups: Vec<(Vec<bool>, Vec<AnswerIx>)> = Vec::new();
    for option in options {
        let sign = sign_of(&option);
        if !sign.contains(&true) {
            continue;
        }
        if let Some((_, group)) = groups.iter_mut().find(|(known, _)| *known == sign) {
            group.push(option);
        } else {
            groups.push((sign, vec![option]));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The link of an option that is chosen alone, with those that nothing tells apart from it.
fn alone_link(live: &LiveAnalysis, (at, alone): (StepIx, &[AnswerIx]), one: AnswerIx, to: usize) -> PageLink {
    let is_alike = |other: &AnswerIx| {
        live.distinguished_answers(at).all(|answers| answers.contains(&one) == answers.contains(other))
    };
    let group = alone.iter().copied().filter(is_alike).collect();
    PageLink { when: LinkTrigger::Chosen(ChosenOptions(vec![group])), to }
}

/// The fewest of the rules that lead every choice where all of them do. Those that ask for most come first, and of those that
/// ask for as much, the one that more is led by besides.
fn shorten_rules(mut rules: Vec<ChoiceRule>) -> Vec<ChoiceRule> {
    let reach = |rule: &ChoiceRule, all: &[ChoiceRule]| {
        all.iter().filter(|other| other.mask & rule.mask == rule.mask && other.to == rule.to).count()
    };
    let known = rules.clone();
    rules.sort_by_key(|rule| (Reverse(rule.mask.count_ones()), Reverse(reach(rule, &known)), rule.mask));
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

/// Neighbours that lead to the same place as one, and last what nothing above names.
fn order_links(links: Vec<PageLink>, offered: &[AnswerIx]) -> Vec<PageLink> {
    let (rest, named): (Vec<PageLink>, Vec<PageLink>) =
        links.into_iter().partition(|link| matches!(link.when, LinkTrigger::Otherwise(_)));
    let mut joined: Vec<PageLink> = Vec::new();
    for link in named {
        if joined.last_mut().is_none_or(|before| !join_links(before, &link)) {
            joined.push(link);
        }
    }
    if let Some(PageLink { to, .. }) = rest.first() {
        joined.pop_if(|last| last.to == *to && single_group(last).is_some());
        let is_named =
            |option: &&AnswerIx| joined.iter().filter_map(single_group).any(|group| group.contains(option));
        let others = offered.iter().filter(|option| !is_named(option)).copied().collect();
        joined.push(PageLink { when: LinkTrigger::Otherwise(others), to: *to });
    }
    joined
}

/// Takes the options of one link into another that leads to the same place; whether it could.
fn join_links(before: &mut PageLink, link: &PageLink) -> bool {
    let Some(more) = single_group(link).filter(|_| before.to == link.to) else { return false };
    match &mut before.when {
        LinkTrigger::Chosen(ChosenOptions(groups)) if groups.len() == 1 => {
            for group in groups {
                group.extend(more);
            }
            true
        }
        LinkTrigger::Chosen(_)
        | LinkTrigger::Answer(_)
        | LinkTrigger::Otherwise(_)
        | LinkTrigger::Marked(_)
        | LinkTrigger::Always => false,
    }
}

/// The options of a link that asks for one of them, and for nothing besides.
fn single_group(link: &PageLink) -> Option<&Vec<AnswerIx>> {
    match &link.when {
        LinkTrigger::Chosen(ChosenOptions(groups)) if groups.len() == 1 => groups.first(),
        LinkTrigger::Chosen(_)
        | LinkTrigger::Answer(_)
        | LinkTrigger::Otherwise(_)
        | LinkTrigger::Marked(_)
        | LinkTrigger::Always => None,
    }
}
