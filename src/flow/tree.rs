//! A text file as a tree with places, whatever the text format was: words, lists and maps, nothing decided yet.

use crate::source::Span;

/// One value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands: a map or list from its first to its last part.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing written, or `null`.
    Null,
    /// A word or a text, exactly as written (`no`, `2019` and `1_000` too), in Unicode form NFC.
    Text(String),
    /// A list.
    Seq(Vec<Node>),
    /// A map in the order of the file. A key that was written twice is here twice.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key as written, in Unicode form NFC.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The entries, where the value is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Null | Value::Text(_) | Value::Seq(_) => &[],
        }
    }

    /// The value of the first entry under `key`.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Whether the value is the word `true`.
    pub fn is_true(&self) -> bool {
        matches!(&self.value, Value::Text(word) if word == "true")
    }

    /// What kind of value it is, as a Swedish noun with its article.
    pub fn noun(&self) -> &'static str {
        match self.value {
            Value::Null => "inget",
            Value::Text(_) => "en text",
            Value::Seq(_) => "en lista",
            Value::Map(_) => "en karta (nycklar med värden)",
        }
    }
}
