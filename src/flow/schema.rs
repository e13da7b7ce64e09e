//! The JSON Schema of the flow format, made from the same table of keys that lowering reads by.

use serde_json::{Map, Value, json};

use super::shape::{self, Kind, Need, Shape};

/// The form of an id; lowering holds ids to the same, on text in form NFC.
const ID: &str = "^[a-zåäö0-9]+(-[a-zåäö0-9]+)*$";

static TARGET_ROW: Kind = Kind::Map(&shape::BRANCH);

/// The schema of a flow, or of what flows share; draft 2020-12.
pub fn schema() -> Value {
    let either_of = |defs: &mut Map<String, Value>| {
        let files = [defined(&shape::FLOW, defs), defined(&shape::SHARED, defs)];
        either(&files)
    };
    whole("Stegvis flöde eller gemensam fil, format 1", either_of)
}

/// The schema of a file with these keys.
pub fn of_file(shape: &'static Shape, title: &str) -> Value {
    whole(title, |defs| map(shape, defs))
}

fn whole(title: &str, of_root: impl FnOnce(&mut Map<String, Value>) -> Value) -> Value {
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
    let guard = guard(&mut defs);
    define("guard", guard, &mut defs);
    let targets = of(&Kind::List(&TARGET_ROW, 1), &mut defs);
    define("target", either(&[reference("id"), targets]), &mut defs);
    let mut schema = of_root(&mut defs);
    if let Value::Object(fields) = &mut schema {
        fields.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        fields.insert("title".into(), title.into());
        fields.insert("$defs".into(), Value::Object(defs));
    }
    schema
}

/// The schema of a value. Shapes it meets are put among the definitions.
fn of(kind: &Kind, defs: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Format => json!({"enum": [1, "1"]}),
        Kind::Line | Kind::Text => reference("line"),
        Kind::Id => reference("id"),
        Kind::Date => reference("day"),
        Kind::Count(least) => json!({"type": "integer", "minimum": least, "maximum": 999_999_999}),
        Kind::Truth => json!({"type": "boolean"}),
        Kind::Word(["true"]) => json!({"const": true}),
        Kind::Word(words) => json!({"enum": words}),
        Kind::List(item, least) => json!({"type": "array", "items": of(item, defs), "minItems": least}),
        Kind::OneOrList(item) => either(&[of(item, defs), of(&Kind::List(item, 1), defs)]),
        Kind::IdMap(item, least) => json!({
            "type": "object",
            "propertyNames": {"pattern": ID, "maxLength": 100},
            "additionalProperties": of(item, defs),
            "minProperties": least,
        }),
        Kind::Map(shape) => defined(shape, defs),
        Kind::OneKey(shape) => {
            let mut one = map(shape, defs);
            if let Value::Object(fields) = &mut one {
                fields.insert("minProperties".into(), 1.into());
                fields.insert("maxProperties".into(), 1.into());
            }
            define(shape.name, one, defs)
        }
        Kind::OneOf(name, shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|shape| defined(shape, defs)).collect();
            define(name, either(&shapes), defs)
        }
        Kind::Either(first, second) => either(&[of(first, defs), of(second, defs)]),
        Kind::Guard => reference("guard"),
        Kind::Target => reference("target"),
    }
}

fn defined(shape: &'static Shape, defs: &mut Map<String, Value>) -> Value {
    if defs.contains_key(shape.name) {
        return reference(shape.name);
    }
    let shaped = map(shape, defs);
    define(shape.name, shaped, defs)
}

fn define(name: &str, schema: Value, defs: &mut Map<String, Value>) -> Value {
    defs.insert(name.to_owned(), schema);
    reference(name)
}

/// A map with fixed keys.
fn map(shape: &'static Shape, defs: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for key in shape.all() {
        let mut value = of(&key.value, defs);
        if let Value::Object(fields) = &mut value {
            fields.insert("description".into(), key.doc.into());
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> =
        shape.all().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    let mut map = json!({
        "type": "object",
        "description": shape.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    for key in shape.all() {
        if let Need::Unless(bringer) = key.need {
            map["anyOf"] = json!([{"required": [key.name]}, {"required": [bringer]}]);
        }
    }
    map
}

/// A guard: its own three words, else steps with what they must have come to.
fn guard(defs: &mut Map<String, Value>) -> Value {
    let guards = json!({"type": "array", "items": reference("guard"), "minItems": 1});
    let test = either(&[of(&Kind::OneOrList(&Kind::Id), defs), defined(&shape::TEST, defs)]);
    json!({
        "type": "object",
        "description": "Ett villkor: steg och svar, där alla rader ska hålla.",
        "properties": {
            "any": with(&guards, "Minst ett av villkoren håller."),
            "all": with(&guards, "Alla villkoren håller."),
            "not": with(&reference("guard"), "Villkoret håller inte."),
        },
        "propertyNames": {"pattern": ID, "maxLength": 100},
        "additionalProperties": test,
        "minProperties": 1,
    })
}

fn with(schema: &Value, doc: &str) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(fields) = &mut schema {
        fields.insert("description".into(), doc.into());
    }
    schema
}

fn either(schemas: &[Value]) -> Value {
    json!({"anyOf": schemas})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}
