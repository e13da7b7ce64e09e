//! The local profile on the screen, and what of it is being filled in.

use std::sync::Arc;

use crate::deid::Scanner;
use crate::profile::choice::ProfileChoice;
use crate::profile::key::ProfileKey;
use crate::tui::editor::Editor;
use crate::workplace::OpenProfile;

/// The local profile on the screen.
#[derive(Debug)]
pub struct ProfilePage {
    /// What is filled in, and what it can be filled in with.
    pub open: OpenProfile,
    /// The keys, in the order shown.
    pub keys: Vec<ProfileKey>,
    /// The keys whose value seems to point a person out.
    pub personal: Vec<ProfileKey>,
    /// The key under the cursor.
    pub cursor: usize,
    /// Whether the keys are asked for one by one.
    pub order: ProfileOrder,
    /// What is being filled in.
    pub filling: ProfileEdit,
    /// What finds the names of persons.
    pub scanner: Arc<Scanner>,
}

/// How the keys of the profile come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileOrder {
    /// As a list to choose from.
    List,
    /// One by one, as questions.
    OneByOne,
}

/// What of the profile is being filled in: the key under the cursor, if anything.
#[derive(Debug)]
pub enum ProfileEdit {
    /// Nothing.
    Nothing,
    /// One of the key's choices.
    Choosing {
        /// The choice under the cursor; none before anything is chosen, so that a hurried Enter says nothing.
        cursor: Option<usize>,
    },
    /// A line.
    Typing {
        /// What was typed.
        input: Editor,
        /// Why it cannot stand, and what to do.
        problem: Option<String>,
    },
}

impl ProfilePage {
    /// Which question of how many, where they are asked one by one.
    pub fn describe_place(&self) -> String {
        match self.order {
            ProfileOrder::List => String::new(),
            ProfileOrder::OneByOne => format!("fråga {} av {}", self.cursor + 1, self.keys.len()),
        }
    }

    /// The key under the cursor.
    pub fn key(&self) -> Option<&ProfileKey> {
        self.keys.get(self.cursor)
    }

    /// What can be chosen under it.
    pub fn choices(&self) -> &[ProfileChoice] {
        self.key().map(|key| self.open.offer.choices(key)).unwrap_or_default()
    }
}
