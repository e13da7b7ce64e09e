//! A text file as a tree with places, whatever the text format was: words, lists and maps, nothing decided yet.

use crate::source::Span;

/// One value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlNode {
    /// What it is.
    pub value: YamlValue,
    /// Where it stands: a map or list from its first to its last part.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlValue {
    /// Nothing written, or `null`.
    Null,
    /// A word or a text, exactly as written (`no`, `2019` and `1_000` too), in Unicode form NFC.
    Text(String),
    /// A list.
    Seq(Vec<YamlNode>),
    /// A map in the order of the file. A key that was written twice is here twice.
    Map(Vec<YamlEntry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlEntry {
    /// The key as written, in Unicode form NFC.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: YamlNode,
}

impl YamlNode {
    /// The entries, where the value is a map.
    pub fn entries(&self) -> &[YamlEntry] {
        match &self.value {
            YamlValue::Map(entries) => entries,
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Seq(_) => &[],
        }
    }

    /// The value of the first entry under `key`.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The items, where the value is a list.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            YamlValue::Seq(items) => items,
            YamlValue::Null | YamlValue::Text(_) | YamlValue::Map(_) => &[],
        }
    }

    /// The text, where the value is one; else nothing.
    pub fn text(&self) -> &str {
        match &self.value {
            YamlValue::Text(text) => text,
            YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => "",
        }
    }

    /// The words of a list under a key, with where they stand.
    pub fn list_words(&self, key: &str) -> impl Iterator<Item = (&str, Span)> {
        let items = self.get(key).map(Self::items).unwrap_or_default();
        items.iter().filter_map(|item| match &item.value {
            YamlValue::Text(word) => Some((word.trim(), item.span)),
            YamlValue::Null | YamlValue::Seq(_) | YamlValue::Map(_) => None,
        })
    }

    /// Whether the value is the word `true`.
    pub fn is_true(&self) -> bool {
        matches!(&self.value, YamlValue::Text(word) if word == "true")
    }

    /// What kind of value it is, as a Swedish noun with its article.
    pub fn kind_noun(&self) -> &'static str {
        match self.value {
            YamlValue::Null => "inget",
            YamlValue::Text(_) => "en text",
            YamlValue::Seq(_) => "en lista",
            YamlValue::Map(_) => "en karta (nycklar med värden)",
        }
    }
}
