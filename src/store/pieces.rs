//! Reading text of any size piece by piece, so that memory does not grow with the file.
#![expect(clippy::disallowed_methods, reason = "this is the edge that reads files")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::display_path;
use super::error::StoreError;
use crate::source::SourceFile;

/// The longest piece, in bytes; a longer line is handed over in several.
pub const LONGEST: usize = 1 << 16;

/// Opens a file for reading piece by piece.
///
/// # Errors
/// Why it cannot be read.
pub fn open_input(path: &Path) -> Result<impl BufRead + use<>, StoreError> {
    let file = File::open(path).map_err(|error| StoreError::from_io(&error, path))?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

/// The next line with its line end, or the next piece of a very long one; `None` at the end.
///
/// # Errors
/// Why it cannot be read, or that it is not UTF-8.
pub fn next_piece(input: &mut dyn BufRead, name: &Path) -> Result<Option<String>, StoreError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    (&mut *input)
        .take(limit)
        .read_until(b'\n', &mut bytes)
        .map_err(|error| StoreError::from_io(&error, name))?;
    if bytes.len() == LONGEST && bytes.last() != Some(&b'\n') {
        finish_character(input, &mut bytes).map_err(|error| StoreError::from_io(&error, name))?;
    }
    if bytes.is_empty() {
        return Ok(None);
    }
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let found = SourceFile::from_bytes(display_path(name), error.as_bytes()).err();
        found.map_or(StoreError::BadName(name.to_owned()), |found| StoreError::NotText(Box::new(found)))
    })
}

/// Takes the rest of a character that the limit cut in two.
fn finish_character(input: &mut dyn BufRead, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    while std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none()) {
        let Some(byte) = input.fill_buf()?.first().copied() else { return Ok(()) };
        bytes.push(byte);
        input.consume(1);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_lines_and_long_ones_are_cut_between_characters() {
        let text = format!("kort\n{}ö\nslut", "å".repeat(LONGEST));
        let mut input = text.as_bytes();
        let mut pieces = Vec::new();
        while let Some(piece) = next_piece(&mut input, Path::new("x")).unwrap() {
            assert!(piece.len() <= LONGEST + 3);
            pieces.push(piece);
        }
        assert_eq!(pieces.concat(), text);
        assert_eq!((pieces[0].as_str(), pieces.last().unwrap().as_str()), ("kort\n", "slut"));
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be() {
        let fault = next_piece(&mut [0xff, 0xfe, b'x'].as_slice(), Path::new("x")).unwrap_err();
        assert!(matches!(fault, StoreError::NotText(_)));
    }
}
