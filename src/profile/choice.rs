//! A choice: an id with what a reader sees.

use std::borrow::Cow;

/// An id with what a reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChoice {
    /// The id.
    pub id: Cow<'static, str>,
    /// Its name.
    pub label: Cow<'static, str>,
}

impl ProfileChoice {
    /// A choice that is the program's own.
    pub const fn new_static(id: &'static str, label: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), label: Cow::Borrowed(label) }
    }

    /// A choice that is read from somewhere.
    pub fn new(id: &str, label: &str) -> Self {
        Self { id: Cow::Owned(id.to_owned()), label: Cow::Owned(label.to_owned()) }
    }
}
