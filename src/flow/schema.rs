//! The JSON Schema of the flow format, made from the same table of keys that lowering reads by.

use serde_json::{Map, Value, json};

use super::shape::{self, KeyNeed, Shape, ValueKind};

/// The form of an id; lowering holds ids to the same, on text in form NFC.
const ID: &str = "^[a-zåäö0-9]+(-[a-zåäö0-9]+)*$";

static TARGET_ROW: ValueKind = ValueKind::Map(&shape::BRANCH);

/// The schema of a flow, or of what flows share; draft 2020-12.
pub fn flow_schema() -> Value {
    let either_of = |defs: &mut Map<String, Value>| {
        let files = [define_shape(&shape::FLOW, defs), define_shape(&shape::SHARED, defs)];
        either_schema(&files)
    };
    root_schema("Stegvis flöde eller gemensam fil, format 1", either_of)
}

/// The schema of a file with these keys.
pub fn file_schema(shape: &'static Shape, title: &str) -> Value {
    root_schema(title, |defs| map_schema(shape, defs))
}

fn root_schema(title: &str, of_root: impl FnOnce(&mut Map<String, Value>) -> Value) -> Value {
    let mut defs = Map::new();
    defs.insert(
        "id".into(),
        json!({"type": ["string", "number", "boolean"], "pattern": ID, "maxLength": 100}),
    );
    defs.insert(
        "line".into(),
        json!({"type": ["string", "number", "boolean"], "minLength": 1, "pattern": "\\S"}),
    );
    defs.insert("day".into(), json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}));
    let guard = guard_schema(&mut defs);
    define_schema("guard", guard, &mut defs);
    let targets = kind_schema(&ValueKind::List(&TARGET_ROW, 1), &mut defs);
    define_schema("target", either_schema(&[reference_to("id"), targets]), &mut defs);
    let mut schema = of_root(&mut defs);
    if let Value::Object(fields) = &mut schema {
        fields.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        fields.insert("title".into(), title.into());
        fields.insert("$defs".into(), Value::Object(defs));
    }
    schema
}

/// The schema of a value. Shapes it meets are put among the definitions.
fn kind_schema(kind: &ValueKind, defs: &mut Map<String, Value>) -> Value {
    match kind {
        ValueKind::Format => json!({"enum": [1, "1"]}),
        ValueKind::Line | ValueKind::Text => reference_to("line"),
        ValueKind::Id => reference_to("id"),
        ValueKind::Date => reference_to("day"),
        ValueKind::Count(least) => json!({"type": "integer", "minimum": least, "maximum": 999_999_999}),
        ValueKind::Truth => json!({"type": "boolean"}),
        ValueKind::Word(["true"]) => json!({"const": true}),
        ValueKind::Word(words) => json!({"enum": words}),
        ValueKind::List(item, least) => {
            json!({"type": "array", "items": kind_schema(item, defs), "minItems": least})
        }
        ValueKind::OneOrList(item) => {
            either_schema(&[kind_schema(item, defs), kind_schema(&ValueKind::List(item, 1), defs)])
        }
        ValueKind::IdMap(item, least) => json!({
            "type": "object",
            "propertyNames": {"pattern": ID, "maxLength": 100},
            "additionalProperties": kind_schema(item, defs),
            "minProperties": least,
        }),
        ValueKind::Map(shape) => define_shape(shape, defs),
        ValueKind::OneKey(shape) => {
            let mut one = map_schema(shape, defs);
            if let Value::Object(fields) = &mut one {
                fields.insert("minProperties".into(), 1.into());
                fields.insert("maxProperties".into(), 1.into());
            }
            define_schema(shape.name, one, defs)
        }
        ValueKind::OneOf(name, shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|shape| define_shape(shape, defs)).collect();
            define_schema(name, either_schema(&shapes), defs)
        }
        ValueKind::Either(first, second) => {
            either_schema(&[kind_schema(first, defs), kind_schema(second, defs)])
        }
        ValueKind::FieldValue => {
            let word = json!({"type": ["string", "number", "boolean"]});
            either_schema(&[word.clone(), json!({"type": "array", "items": word})])
        }
        ValueKind::Guard => reference_to("guard"),
        ValueKind::Target => reference_to("target"),
    }
}

fn define_shape(shape: &'static Shape, defs: &mut Map<String, Value>) -> Value {
    if defs.contains_key(shape.name) {
        return reference_to(shape.name);
    }
    let shaped = map_schema(shape, defs);
    define_schema(shape.name, shaped, defs)
}

fn define_schema(name: &str, schema: Value, defs: &mut Map<String, Value>) -> Value {
    defs.insert(name.to_owned(), schema);
    reference_to(name)
}

/// A map with fixed keys.
fn map_schema(shape: &'static Shape, defs: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in shape.all_keys() {
        let mut value = kind_schema(&key.value, defs);
        if let Value::Object(fields) = &mut value {
            fields.insert("description".into(), key.doc.into());
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> =
        shape.all_keys().filter(|key| key.need == KeyNeed::Required).map(|key| key.name).collect();
    let mut map = json!({
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    for key in shape.all_keys() {
        if let KeyNeed::Unless(bringer) = key.need {
            map["anyOf"] = json!([{"required": [key.name]}, {"required": [bringer]}]);
        }
        if let Some(inherited) = find_inherited(&key.value) {
            let each = json!({"additionalProperties": {"required": [inherited]}});
            map["anyOf"] = json!([{"required": [inherited]}, {"properties": {key.name: each}}]);
        }
    }
    map
}

/// The key that each entry of such a map has, unless it stands once beside the map.
fn find_inherited(value: &ValueKind) -> Option<&'static str> {
    let ValueKind::IdMap(ValueKind::Map(entry), _) = value else { return None };
    entry.all_keys().find(|key| key.need == KeyNeed::Inherited).map(|key| key.name)
}

/// A guard: its own three words, else steps with what they must have come to.
fn guard_schema(defs: &mut Map<String, Value>) -> Value {
    let guards = json!({"type": "array", "items": reference_to("guard"), "minItems": 1});
    let test = either_schema(&[
        kind_schema(&ValueKind::OneOrList(&ValueKind::Id), defs),
        define_shape(&shape::TEST, defs),
    ]);
    json!({
        "type": "object",
        "description": "Ett villkor: steg och svar, där alla rader ska hålla.",
        "properties": {
            "any": with_doc(&guards, "Minst ett av villkoren håller."),
            "all": with_doc(&guards, "Alla villkoren håller."),
            "not": with_doc(&reference_to("guard"), "Villkoret håller inte."),
        },
        "propertyNames": {"pattern": ID, "maxLength": 100},
        "additionalProperties": test,
        "minProperties": 1,
    })
}

fn with_doc(schema: &Value, doc: &str) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(fields) = &mut schema {
        fields.insert("description".into(), doc.into());
    }
    schema
}

fn either_schema(schemas: &[Value]) -> Value {
    json!({"anyOf": schemas})
}

fn reference_to(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}
