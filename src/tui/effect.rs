//! What the interface asks of the outside world. Asked for by `update`, done by `perform`.

use std::path::PathBuf;

use crate::form::deidentified::DeidentifiedForm;

/// One thing to do.
#[derive(Debug)]
pub enum Effect {
    /// Read and prove the routine with this id or path.
    Open(String),
    /// Read and prove the routine with this id or path, and show its map.
    Map(String),
    /// Save the form.
    Save(Box<DeidentifiedForm>, Folder),
    /// Leave the program.
    Quit,
}

/// Where a form is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// In the usual place.
    Usual,
    /// In the folder the user named.
    Named(PathBuf),
}
