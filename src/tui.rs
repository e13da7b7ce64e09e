//! The terminal user interface: a model, messages that change it, effects it asks for, and views that draw it.
//!
//! `update` never draws, `view` never changes the model, and neither waits. Only `perform` and `terminal` touch the
//! outside world.

pub mod model;
pub mod message;
pub mod effect;
pub mod keymap;
pub mod editor;
pub mod update;
pub mod view;
pub mod theme;
pub mod words;
