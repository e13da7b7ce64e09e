//! The JSON Schema of a saved form: what [`read_form`](super::read_form) takes, for other programs to hold their own reading to.

use serde_json::{Value, json};

use super::{FORMAT, VERSION};
use crate::form::model::ActState;

/// What a reader of the file is to know of an act that is told discreetly.
const DISCREET: &str = "`hanteras` (i äldre blanketter också `hanterat`) står där vad som än är gjort. Mer står med flit inte \
                        här: det kunde peka ut någon.";

/// The schema, draft 2020-12. It says nothing of the seal, which no schema can hold a file to.
pub fn build_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Stegvis sparad blankett, format 2",
        "$defs": {
            "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "ids": {"type": "array", "items": {"type": "string"}},
            "option": closed_object("Ett alternativ i ett fält.", &json!({
                "id": {"type": "string"},
                "text": {"type": "string"},
                "ticked": {"type": "boolean", "description": "Om alternativet är valt."},
            })),
            "options": {"type": "array", "items": {"$ref": "#/$defs/option"}},
            "act": closed_object("En åtgärd med hur långt den har kommit.", &json!({
                "id": {"type": "string"},
                "text": {"type": "string"},
                "state": {"enum": ActState::ALL.map(ActState::id), "description": DISCREET},
            })),
            "value": {"anyOf": [
                single_key_object("choice", "Ett val.", &json!({"$ref": "#/$defs/options"})),
                single_key_object("choices", "Flera val.", &json!({"$ref": "#/$defs/options"})),
                single_key_object("date", "En dag.", &json!({"$ref": "#/$defs/day"})),
                single_key_object("period", "En vecka, månad eller dag, och del av dygnet.", &or_nothing()),
                single_key_object("planned", "När något väntas hända, skrivet som en tid.", &or_nothing()),
                single_key_object("text", "Fri text som har granskats.", &or_nothing()),
                single_key_object("acts", "Vägens åtgärder.", &json!({"type": "array", "items": {"$ref": "#/$defs/act"}})),
            ]},
            "field": with_optional_key(with_optional_key(with_optional_key(closed_object("Ett fält i blanketten.", &json!({
                "id": {"type": "string"},
                "label": {"type": "string"},
                "required": {"type": "boolean"},
                "count": {"type": "boolean", "description": "Om fältet räknas i lägesbilden."},
                "value": {"$ref": "#/$defs/value"},
            })), "guessed", json!({"const": true, "description": "Fältet är gissat ur dagen, och ingen har bekräftat det."})), "tells", json!({"enum": ["what", "where"], "description": "Att fältet står i listor över blanketter: vad det gäller, eller var."})), "note", json!({"type": "string", "description": "Vad en läsare ska veta om det som står i fältet."})),
            "section": closed_object("Ett avsnitt i blanketten.", &json!({
                "title": {"type": "string"},
                "fields": {"type": "array", "items": {"$ref": "#/$defs/field"}},
            })),
            "routine": with_optional_key(closed_object("Rutinen som blanketten kommer ur.", &json!({
                "id": {"type": "string"},
                "publisher": {"type": "string", "description": "Vem som svarar för rutinen."},
                "title": {"type": "string"},
                "version": {"type": "string"},
                "fingerprint": {"type": "string", "description": "SHA-256 av rutinens text."},
            })), "laws_read", json!({"type": "string", "description": "När lagtexten lästes."})),
            "form": form_schema(),
        },
        "type": "object",
        "description": "En sparad, avidentifierad blankett.",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "content_sha256": {"type": "string", "description": "SHA-256 av `form` i kompakt form, nycklarna i ordning."},
            "form": {"$ref": "#/$defs/form"},
        },
        "required": ["content_sha256", "form", "format", "version"],
        "additionalProperties": false,
    })
}

fn form_schema() -> Value {
    closed_object(
        "Innehållet.",
        &json!({
            "id": {"type": "string", "pattern": "^[a-z0-9]{16}$", "description": "Slumpad: skiljer blanketten från alla andra."},
            "version": {"type": "integer", "minimum": 1, "description": "Högre för varje rättelse."},
            "period": or_nothing(),
            "persons": {"enum": ["nobody", "perhaps"], "description": "Om någon person berörs."},
            "title": {"type": "string"},
            "routine": {"$ref": "#/$defs/routine"},
            "tool": {"type": "string", "description": "Programmet och dess version."},
            "filled": {"$ref": "#/$defs/day"},
            "kind": {"type": "string", "description": "Vad blanketten gäller: det första valets id."},
            "proved": {"$ref": "#/$defs/ids"},
            "steps": {"$ref": "#/$defs/ids"},
            "kept": {
                "type": "object",
                "description": "Hur många fynd av varje slag som prövats och fått stå kvar.",
                "additionalProperties": {"type": "integer", "minimum": 0},
            },
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
        }),
    )
}

/// A map with exactly these keys.
fn closed_object(doc: &str, properties: &Value) -> Value {
    let required: Vec<&String> = properties.as_object().map(|keys| keys.keys().collect()).unwrap_or_default();
    json!({
        "type": "object",
        "description": doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A map that may have one more key.
fn with_optional_key(mut object: Value, key: &str, value: Value) -> Value {
    object["properties"][key] = value;
    object
}

/// A map with exactly this key.
fn single_key_object(key: &str, doc: &str, value: &Value) -> Value {
    closed_object(doc, &json!({ key: value }))
}

fn or_nothing() -> Value {
    json!({"anyOf": [{"type": "string"}, {"const": null}]})
}
