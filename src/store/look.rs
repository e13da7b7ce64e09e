//! What there is at a path, without opening it.

use std::path::Path;

/// Whether there is anything at a path.
pub fn is_name_taken(path: &Path) -> bool {
    path.exists()
}

/// Whether there is a folder at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}
