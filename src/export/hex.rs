//! Bytes as a seal is written: in hexadecimal.

/// Bytes in hexadecimal.
pub(crate) fn encode_hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}
