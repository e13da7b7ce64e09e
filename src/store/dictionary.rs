//! A Swedish dictionary in Hunspell's format, where the computer has one: beside LibreOffice, or installed for all programs.

#![expect(clippy::disallowed_methods, reason = "this is the edge that finds dictionaries")]

use std::path::{Path, PathBuf};

use super::read;
use crate::spelling::DictionaryFiles;

/// The most that is read of either file.
const LIMIT: u64 = 32 << 20;

/// What the files are called, before `.aff` and `.dic`.
const NAMES: [&str; 3] = ["sv_SE", "sv-SE", "sv"];

/// The folders where dictionaries lie, as the platforms and the office programs have them.
const FOLDERS: [&str; 12] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "/usr/lib/libreoffice/share/extensions/dict-sv",
    "/usr/lib64/libreoffice/share/extensions/dict-sv",
    "/opt/libreoffice/share/extensions/dict-sv",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-sv",
    r"C:\Program Files\LibreOffice\share\extensions\dict-sv",
    r"C:\Program Files (x86)\LibreOffice\share\extensions\dict-sv",
];

/// Folders under the user's own.
const OWN_FOLDERS: [&str; 2] = [".local/share/hunspell", "Library/Spelling"];

/// The variable that other programs look for dictionaries by.
const VARIABLE: &str = "DICPATH";

/// The first Swedish dictionary found; `None` where the computer has none that can be read.
pub fn find_swedish() -> Option<DictionaryFiles> {
    let candidates = folders().into_iter().flat_map(|folder| NAMES.map(|name| folder.join(name)));
    candidates.into_iter().find_map(|stem| read_pair(&stem))
}

fn folders() -> Vec<PathBuf> {
    let named = std::env::var_os(VARIABLE).unwrap_or_default();
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let own = home.iter().flat_map(|home| OWN_FOLDERS.map(|folder| home.join(folder)));
    let usual = FOLDERS.into_iter().map(PathBuf::from);
    std::env::split_paths(&named).filter(|path| path.is_absolute()).chain(own).chain(usual).collect()
}

fn read_pair(stem: &Path) -> Option<DictionaryFiles> {
    let file = |ending: &str| {
        let bytes = read::read_bytes(&stem.with_extension(ending), LIMIT).ok()?;
        Some(decode_text(bytes))
    };
    Some(DictionaryFiles { rules: file("aff")?, words: file("dic")? })
}

/// The text of a file in UTF-8, or in Latin 1 as older dictionaries are: there every byte is a letter of its own.
fn decode_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::Speller;

    #[test]
    fn a_dictionary_in_either_encoding_is_read_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let stem = folder.path().join("sv_SE");
        assert!(read_pair(&stem).is_none());
        std::fs::write(stem.with_extension("aff"), "SET ISO8859-1\n").unwrap();
        assert!(read_pair(&stem).is_none());
        for bytes in ["1\nåka\n".as_bytes(), b"1\n\xe5ka\n"] {
            std::fs::write(stem.with_extension("dic"), bytes).unwrap();
            let speller = Speller::from_files(&read_pair(&stem).unwrap());
            assert_eq!(speller.find_unknown("åka åkka"), vec![5..10]);
        }
    }
}
