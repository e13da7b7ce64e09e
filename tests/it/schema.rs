//! The JSON Schema and the lowering say the same of every key.

#![expect(clippy::wildcard_enum_match_arm, reason = "JSON has no more kinds of value to come")]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use stegvis::export::json as saved_form;
use stegvis::flow::fault;
use stegvis::flow::schema::flow_schema;
use stegvis::flow::shape::{CLAIM, ClaimWord};
use stegvis::flow::tree::{self, YamlNode};
use stegvis::flow::yaml;
use stegvis::source::{FileId, SourceFile};
use stegvis::{answers, scenario, scenarios};

use crate::world::TestEnvironment;

use crate::language::read;

const FULL: &str = include_str!("../fixtures/full.yaml");
const MINIMAL: &str = include_str!("../fixtures/minimal.yaml");
const SHARED: &str = include_str!("../fixtures/gemensamt.yaml");

/// A shared file with the one thing that the full flow's shared file cannot have, since the flow has its own.
const SHARED_FORM: &str = "{format: 1, shared: En blankett, form: {title: Blankett, after: Tack., sections: [{title: Ärendet, fields: {dag: {label: Dag, kind: date}}}]}}";

/// Keys of maps with fixed keys, each with its map's description.
type SeenPlaces = BTreeSet<(String, String)>;

/// Faults of the shape alone: what has one of these, the schema refuses too.
const OF_SHAPE: [&str; 6] = [
    fault::UNKNOWN_KEY,
    fault::FOREIGN_KEY,
    fault::MISSING_KEY,
    fault::WRONG_TYPE,
    fault::STEP_KIND,
    fault::CLAIM_KIND,
];

#[test]
fn good_flows_are_good_by_both() {
    for source in [MINIMAL, FULL] {
        let value = parsed(source);
        assert_eq!(faults(&value), Vec::<&str>::new());
        assert!(valid(&value));
    }
}

#[test]
fn the_full_flow_has_every_key_of_the_schema() {
    let schema = flow_schema();
    let mut seen = BTreeSet::new();
    for file in [FULL, SHARED, SHARED_FORM] {
        assert!(check(&parsed(file), &schema, &schema, &mut seen));
    }
    let mut all = BTreeSet::new();
    every_key(&schema, &mut all);
    let never: Vec<_> = all.difference(&seen).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn every_claim_can_be_written_and_the_full_flow_has_them_all() {
    let words: Vec<&str> = ClaimWord::ALL.iter().map(|word| word.key()).collect();
    let keys: Vec<&str> = CLAIM.all_keys().map(|key| key.name).collect();
    assert_eq!(words, keys);
    let flow = read(&SourceFile::new("x", FULL)).unwrap();
    let made: BTreeSet<&str> = flow.guarantees.iter().map(|promise| promise.then.word().key()).collect();
    assert_eq!(made, words.into_iter().collect());
}

#[test]
fn the_schema_and_the_lowering_refuse_the_same_changes() {
    let full = parsed(FULL);
    let mut places = Vec::new();
    every_place(&full, &mut Vec::new(), &mut places);
    // Whether a shared file brings a form is not to be seen in the flow.
    places.retain(|place| place != &["form"]);
    for place in &places {
        for change in
            [Change::Remove, Change::Rename, Change::Put(json!(null)), Change::Put(json!({"x": [{}]}))]
        {
            let mut changed = full.clone();
            if !apply(&mut changed, place, &change) {
                continue;
            }
            let (told, valid) = (faults(&changed), valid(&changed));
            assert!(valid || !told.is_empty(), "only the schema refuses {change:?} at {place:?}");
            let of_shape = told.iter().any(|code| OF_SHAPE.contains(code));
            assert!(!(valid && of_shape), "only the lowering refuses {change:?} at {place:?}: {told:?}");
            let put = matches!(change, Change::Put(_));
            assert!(!put || !told.is_empty(), "nobody reads {place:?}");
        }
    }
}

#[test]
fn the_schema_and_the_reading_of_scenarios_refuse_the_same_changes() {
    let full = parsed(include_str!("../../flows/scenarios/vanta-med-112.yaml"));
    let schema = scenario::shape::scenario_schema();
    let valid = |value: &Value| check(value, &schema, &schema, &mut BTreeSet::new());
    let opens = |value: &Value| {
        let file = SourceFile::new("x", &serde_json::to_string_pretty(value).unwrap());
        scenario::open_scenario(&file, FileId(0)).is_ok()
    };
    assert!(valid(&full) && opens(&full));
    for (changed, what) in changes(&full) {
        assert_eq!(valid(&changed), opens(&changed), "{what}");
    }
}

#[test]
fn the_schema_and_the_reading_of_answers_files_refuse_the_same_changes() {
    let full = json!({
        "flow": "stockholm-vbe",
        "answers": {"akut": "nej", "galler": ["person", "plats"]},
        "acts": {"chef": "gjort", "orosanmalan": {"inte-aktuellt": "redan-anmalt"}},
        "form": {"vad": ["hot"], "nar": "2026-v47", "beskrivning": ""},
    });
    let schema = answers::shape::answers_schema();
    let valid = |value: &Value| check(value, &schema, &schema, &mut BTreeSet::new());
    let opens = |value: &Value| {
        let file = SourceFile::new("x", &serde_json::to_string_pretty(value).unwrap());
        answers::read_answers(&file, FileId::MAIN).is_ok()
    };
    assert!(valid(&full) && opens(&full));
    for (changed, what) in changes(&full) {
        // A key without a value says nothing, which a schema need not know.
        let says_nothing = changed.as_object().is_some_and(|keys| keys.values().any(Value::is_null));
        assert!(valid(&changed) == opens(&changed) || says_nothing, "{what}");
    }
}

#[test]
fn the_scenarios_shipped_have_every_key_of_the_schema() {
    let schema = scenario::shape::scenario_schema();
    let (mut seen, mut all) = (BTreeSet::new(), BTreeSet::new());
    for id in scenarios::built_in_names() {
        let value = parsed(scenarios::find_scenario(&id).unwrap().file.text());
        assert!(check(&value, &schema, &schema, &mut seen), "{id}");
    }
    every_key(&schema["properties"], &mut all);
    let never: Vec<_> = all.difference(&seen).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn the_schema_and_the_reading_of_saved_forms_refuse_the_same_changes() {
    let world = TestEnvironment::new();
    let run = world
        .walk("flow: prov\nanswers: {akut: nej, alder: under-18, grund: [anmalan]}\nform: {vad: [hot]}\n");
    assert_eq!(run.code, 0, "{run:?}");
    let saved: Value = serde_json::from_str(&world.saved_text("json")).unwrap();
    let schema = saved_form::build_schema();
    let valid = |value: &Value| check(value, &schema, &schema, &mut BTreeSet::new());
    let reads = |value: &Value| match saved_form::read_form(&sealed(value).to_string()) {
        // What is missing in a form of the right shape is not for its shape to say.
        Ok(_) | Err(saved_form::ReadFault::Incomplete(_)) => true,
        Err(_) => false,
    };
    assert!(valid(&saved) && reads(&saved));
    for (changed, what) in changes(&saved) {
        assert_eq!(valid(&changed), reads(&changed), "{what}");
    }
}

/// A saved form with the seal that its content should have.
fn sealed(file: &Value) -> Value {
    let mut sealed = file.clone();
    if let (Some(seal), Some(form)) = (file["content_sha256"].as_str(), file.get("form")) {
        let digest = Sha256::digest(form.to_string());
        let hex = digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(seal.len(), hex.len());
        sealed["content_sha256"] = hex.into();
    }
    sealed
}

/// A value with every change made at every place of it, each with what it is.
fn changes(value: &Value) -> Vec<(Value, String)> {
    let mut places = Vec::new();
    every_place(value, &mut Vec::new(), &mut places);
    let mut made = Vec::new();
    for place in &places {
        for change in
            [Change::Remove, Change::Rename, Change::Put(json!(null)), Change::Put(json!({"x": [{}]}))]
        {
            let mut changed = value.clone();
            if apply(&mut changed, place, &change) {
                made.push((changed, format!("{change:?} at {place:?}")));
            }
        }
    }
    made
}

#[derive(Debug)]
enum Change {
    Remove,
    Rename,
    Put(Value),
}

/// Changes the entry at a place; items of lists are only replaced.
fn apply(value: &mut Value, place: &[String], change: &Change) -> bool {
    let Some((last, way)) = place.split_last() else { return false };
    let parent = way.iter().fold(value, |at, step| match at {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    });
    match (parent, change) {
        (Value::Object(fields), Change::Remove) => fields.remove(last).is_some(),
        (Value::Object(fields), Change::Rename) => {
            let moved = fields.remove(last).unwrap();
            fields.insert(format!("{last}x"), moved).is_none()
        }
        (Value::Object(fields), Change::Put(other)) => fields.insert(last.clone(), other.clone()).is_some(),
        (Value::Array(items), Change::Put(other)) => {
            items[last.parse::<usize>().unwrap()] = other.clone();
            true
        }
        (_, _) => false,
    }
}

fn every_place(value: &Value, way: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, part)| (key.clone(), part)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, part)| (at.to_string(), part)).collect(),
        _ => Vec::new(),
    };
    for (step, part) in parts {
        way.push(step);
        places.push(way.clone());
        every_place(part, way, places);
        way.pop();
    }
}

/// The codes of the faults of a flow given as JSON, which is YAML too.
fn faults(value: &Value) -> Vec<&'static str> {
    let file = SourceFile::new("x", &serde_json::to_string_pretty(value).unwrap());
    read(&file).err().unwrap_or_default().iter().map(|fault| fault.code).collect()
}

fn valid(value: &Value) -> bool {
    let schema = flow_schema();
    check(value, &schema, &schema, &mut BTreeSet::new())
}

fn parsed(source: &str) -> Value {
    let file = SourceFile::new("x", source);
    as_json(&yaml::parse_yaml(&file, FileId(0)).unwrap())
}

/// A tree as JSON, with the words that YAML's core schema gives a type.
fn as_json(node: &YamlNode) -> Value {
    match &node.value {
        tree::YamlValue::Null => Value::Null,
        tree::YamlValue::Text(text) if text == "true" || text == "false" => json!(text == "true"),
        tree::YamlValue::Text(text) => {
            text.parse::<u64>().map_or_else(|_| json!(text), |number| json!(number))
        }
        tree::YamlValue::Seq(items) => items.iter().map(as_json).collect(),
        tree::YamlValue::Map(entries) => {
            let fields: Map<String, Value> =
                entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.value))).collect();
            Value::Object(fields)
        }
    }
}

/// Every key of every map with fixed keys, with the map's description.
fn every_key(schema: &Value, keys: &mut SeenPlaces) {
    if let (Some(fields), Some(Value::String(doc))) =
        (schema["properties"].as_object(), schema.get("description"))
    {
        keys.extend(fields.keys().map(|key| (doc.clone(), key.clone())));
    }
    match schema {
        Value::Object(fields) => fields.values().for_each(|part| every_key(part, keys)),
        Value::Array(items) => items.iter().for_each(|part| every_key(part, keys)),
        _ => {}
    }
}

/// The part of JSON Schema that ours uses, with the keys that were met noted in `seen`.
fn check(value: &Value, schema: &Value, root: &Value, seen: &mut SeenPlaces) -> bool {
    let Value::Object(rules) = schema else { panic!("not a schema: {schema}") };
    rules.iter().all(|(rule, wanted)| match rule.as_str() {
        "$ref" => {
            let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
            let definition = root["$defs"].get(name).unwrap_or_else(|| panic!("no definition {name}"));
            check(value, definition, root, seen)
        }
        "type" => match wanted {
            Value::Array(types) => types.iter().any(|one| is_type(value, one)),
            one => is_type(value, one),
        },
        "enum" => wanted.as_array().unwrap().contains(value),
        "const" => wanted == value,
        "anyOf" => check_any(value, wanted, root, seen),
        "items" => list(value).iter().all(|item| check(item, wanted, root, seen)),
        "properties" | "additionalProperties" => check_fields(value, rule, rules, root, seen),
        "required" => value
            .as_object()
            .is_none_or(|fields| list(wanted).iter().all(|key| fields.contains_key(key.as_str().unwrap()))),
        "minimum" => value.as_u64().is_none_or(|number| Some(number) >= wanted.as_u64()),
        "maximum" => value.as_u64().is_none_or(|number| Some(number) <= wanted.as_u64()),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() >= size(wanted)),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() <= size(wanted)),
        "minItems" => value.as_array().is_none_or(|items| items.len() >= size(wanted)),
        "minProperties" => value.as_object().is_none_or(|fields| fields.len() >= size(wanted)),
        "maxProperties" => value.as_object().is_none_or(|fields| fields.len() <= size(wanted)),
        // Patterns only narrow what ids may look like; the lowering's own tests hold those.
        "pattern" | "propertyNames" | "description" | "title" | "$schema" | "$defs" => true,
        other => panic!("the schema uses {other}, which this test does not know"),
    })
}

fn check_any(value: &Value, schemas: &Value, root: &Value, seen: &mut SeenPlaces) -> bool {
    let fitting = |one| {
        let mut met = SeenPlaces::new();
        check(value, one, root, &mut met).then_some(met)
    };
    let fits: Vec<_> = list(schemas).iter().filter_map(fitting).collect();
    let fit = !fits.is_empty();
    seen.extend(fits.into_iter().flatten());
    fit
}

fn check_fields(
    value: &Value,
    rule: &str,
    rules: &Map<String, Value>,
    root: &Value,
    seen: &mut SeenPlaces,
) -> bool {
    let Value::Object(fields) = value else { return true };
    let known = |key: &str| rules.get("properties").and_then(|properties| properties.get(key));
    let doc = rules.get("description").and_then(Value::as_str).unwrap_or("");
    fields.iter().all(|(key, part)| match (rule, known(key)) {
        ("properties", Some(schema)) => {
            seen.insert((doc.to_owned(), key.clone()));
            check(part, schema, root, seen)
        }
        ("additionalProperties", None) => match &rules[rule] {
            Value::Bool(allowed) => *allowed,
            schema => check(part, schema, root, seen),
        },
        (_, _) => true,
    })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is_type(value: &Value, wanted: &Value) -> bool {
    match wanted.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("type {other}"),
    }
}

fn size(wanted: &Value) -> usize {
    usize::try_from(wanted.as_u64().unwrap()).unwrap()
}
