//! The tree as if everything had been written out where it holds: the one target of a question in each of its answers, and what a
//! routine changes in the form it takes in.

use std::collections::VecDeque;

use super::shape::FIELD_CHANGE;
use super::tree::{YamlEntry, YamlNode, YamlValue};

/// Puts the target of a question in those of its answers that have none of their own.
pub(super) fn spread_targets(root: &mut YamlNode) {
    for step in find_value_mut(root, "steps").into_iter().flat_map(entries_mut) {
        let Some(to) = step.value.entries().iter().find(|entry| entry.key == "to").cloned() else { continue };
        for answer in find_value_mut(&mut step.value, "answers").into_iter().flat_map(entries_mut) {
            if let YamlValue::Map(keys) = &mut answer.value.value
                && !keys.iter().any(|key| key.key == "to")
            {
                keys.push(to.clone());
            }
        }
    }
}

/// The ids of the fields that a routine adds to its form, in order.
pub(super) fn list_added_fields(changes: &YamlNode) -> Vec<&str> {
    let fields = list_items(changes, "add").iter().filter_map(|item| item.get("fields"));
    fields.flat_map(YamlNode::entries).map(|field| field.key.as_str()).collect()
}

/// Changes the form as the routine says: first what is added, then what goes, then what is said otherwise, then the order.
pub(super) fn apply_form_changes(root: &mut YamlNode, changes: &YamlNode) {
    let Some(YamlValue::Map(form)) = find_value_mut(root, "form").map(|form| &mut form.value) else { return };
    let of_all = |change: &&YamlEntry| ["title", "after", "review"].contains(&change.key.as_str());
    for change in changes.entries().iter().filter(of_all) {
        replace_entry(form, change);
    }
    let Some(sections) = form.iter_mut().find(|entry| entry.key == "sections") else { return };
    let YamlValue::Seq(sections) = &mut sections.value.value else { return };
    for addition in list_items(changes, "add") {
        add_fields(sections, addition);
    }
    remove_fields(sections, changes);
    for field in sections.iter_mut().filter_map(fields_mut).flatten() {
        apply_field_changes(field, changes.get("fields").and_then(|fields| fields.get(&field.key)));
    }
    order_fields(sections, &changes.list_words("order").map(|(id, _)| id).collect::<Vec<_>>());
}

/// Adds fields after the one that is named, or last; with a title as a section of their own.
fn add_fields(sections: &mut Vec<YamlNode>, addition: &YamlNode) {
    let Some(fields) = addition.get("fields") else { return };
    let after = addition.get("after").map(YamlNode::text);
    let has_field = |section: &YamlNode| {
        let fields = section.get("fields").map(YamlNode::entries).unwrap_or_default();
        fields.iter().any(|field| Some(field.key.as_str()) == after)
    };
    let last = sections.len().saturating_sub(1);
    let at = sections.iter().position(has_field).unwrap_or(last);
    if addition.get("title").is_some() {
        let keys = addition.entries().iter().filter(|entry| entry.key != "after").cloned().collect();
        let section = YamlNode { value: YamlValue::Map(keys), span: addition.span };
        sections.insert((at + 1).min(sections.len()), section);
    } else if let Some(own) = sections.get_mut(at).and_then(fields_mut) {
        let place = own.iter().position(|field| Some(field.key.as_str()) == after);
        let place = place.map_or(own.len(), |place| place + 1);
        own.splice(place..place, fields.entries().iter().cloned());
    }
}

/// Takes away the fields that the routine's form does not have; a section that had only such fields goes with them.
fn remove_fields(sections: &mut Vec<YamlNode>, changes: &YamlNode) {
    let without: Vec<&str> = changes.list_words("without").map(|(id, _)| id).collect();
    for fields in sections.iter_mut().filter_map(fields_mut) {
        fields.retain(|field| !without.contains(&field.key.as_str()));
    }
    let emptied =
        |section: &YamlNode| section.get("fields").is_some_and(|fields| fields.entries().is_empty());
    if !without.is_empty() {
        sections.retain(|section| !emptied(section));
    }
}

/// Puts these fields in this order in the places that they have together.
fn order_fields(sections: &mut [YamlNode], order: &[&str]) {
    let is_moved = |field: &YamlEntry| order.contains(&field.key.as_str());
    let mut moved: Vec<YamlEntry> = sections
        .iter_mut()
        .filter_map(fields_mut)
        .flatten()
        .filter(|field| is_moved(field))
        .map(|field| field.clone())
        .collect();
    moved.sort_by_key(|field| order.iter().position(|id| *id == field.key));
    let mut moved = VecDeque::from(moved);
    for place in sections.iter_mut().filter_map(fields_mut).flatten().filter(|field| is_moved(field)) {
        if let Some(field) = moved.pop_front() {
            *place = field;
        }
    }
}

fn apply_field_changes(field: &mut YamlEntry, changes: Option<&YamlNode>) {
    let YamlValue::Map(keys) = &mut field.value.value else { return };
    for change in changes.map(YamlNode::entries).unwrap_or_default() {
        if FIELD_CHANGE.find_key(&change.key).is_some() {
            replace_entry(keys, change);
        }
    }
}

/// Puts an entry in the place of the one with its key; last where there is none and there need not be one.
fn replace_entry(entries: &mut Vec<YamlEntry>, new: &YamlEntry) {
    match entries.iter_mut().find(|entry| entry.key == new.key) {
        Some(entry) => *entry = new.clone(),
        None if ["title", "after", "label", "options"].contains(&new.key.as_str()) => {}
        None => entries.push(new.clone()),
    }
}

fn list_items<'n>(node: &'n YamlNode, key: &str) -> &'n [YamlNode] {
    node.get(key).map(YamlNode::items).unwrap_or_default()
}

fn fields_mut(section: &mut YamlNode) -> Option<&mut Vec<YamlEntry>> {
    match find_value_mut(section, "fields").map(|fields| &mut fields.value) {
        Some(YamlValue::Map(fields)) => Some(fields),
        Some(YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_)) | None => None,
    }
}

fn entries_mut(node: &mut YamlNode) -> &mut [YamlEntry] {
    match &mut node.value {
        YamlValue::Map(entries) => entries,
        YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => &mut [],
    }
}

fn find_value_mut<'n>(node: &'n mut YamlNode, key: &str) -> Option<&'n mut YamlNode> {
    let YamlValue::Map(entries) = &mut node.value else { return None };
    entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
}
