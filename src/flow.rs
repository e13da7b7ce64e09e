//! The flow language: text in, a typed [`Flow`](model::Flow) or faults out.
//!
//! `yaml` reads text into a tree with places, `lower` turns the tree into the model, `guard`, `graph` and `law` are
//! what the model can be asked. Nothing here walks, and nothing here knows a file system.

pub mod guard;
pub mod id;
pub mod law;
pub mod model;
