//! What pictures say of steps, ways and conditions, by the ids of the file: a picture is for those who edit it.

use crate::flow::graph::{Link, When};
use crate::flow::model::Flow;
use crate::map::words;

pub(super) use crate::map::words::kind;

/// What leads along a link; empty where everything does.
pub(super) fn ways(flow: &Flow, link: &Link<'_>) -> Vec<String> {
    let told = words::told(flow, link, words::by_id).into_iter();
    told.map(|told| told.text).filter(|text| !text.is_empty()).collect()
}

/// A condition in words; empty where there is none.
pub(super) fn condition(flow: &Flow, when: &When<'_>) -> String {
    words::condition(flow, when, words::by_id)
}
