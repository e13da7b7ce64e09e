//! What pictures say of steps, ways and conditions, by the ids of the file: a picture is for those who edit it.

use crate::flow::graph::{BranchCondition, Link};
use crate::flow::model::Flow;
use crate::map::words;

pub(super) use crate::map::words::step_kind;

/// What leads along a link; empty where everything does.
pub(super) fn describe_edges(flow: &Flow, link: &Link<'_>) -> Vec<String> {
    let told = words::group_by_condition(flow, link, words::by_id).into_iter();
    told.map(|told| told.text).filter(|text| !text.is_empty()).collect()
}

/// A condition in words; empty where there is none.
pub(super) fn describe_condition(flow: &Flow, when: &BranchCondition<'_>) -> String {
    words::describe_condition(flow, when, words::by_id)
}
