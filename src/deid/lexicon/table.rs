//! The built-in lists as one table of hashed words, read where it lies in the program: nothing is made at start.
//!
//! `STEGVIS_WRITE=1 cargo test --lib deid::lexicon` writes it anew from the lists.

use super::KnownWord;

/// Where each bucket's entries begin, a number more than there are buckets; then a print of each entry's hash; then
/// what is known of it, a byte each.
static TABLE: &[u8] = include_bytes!("../../../assets/deid/words.bin");

/// How many bits of a hash tell its bucket.
const BUCKET_BITS: u32 = 15;

/// How many bytes a number of the table takes.
const NUMBER: usize = 4;

/// Where the prints begin.
const PRINTS: usize = ((1 << BUCKET_BITS) + 1) * NUMBER;

/// What the built-in lists know of the word with this hash.
pub(super) fn find_word(hash: u64) -> KnownWord {
    let (bucket, print) = place_of(hash);
    let (start, end) = (number(TABLE, bucket * NUMBER), number(TABLE, (bucket + 1) * NUMBER));
    let prints = TABLE.get(PRINTS + start * NUMBER..PRINTS + end * NUMBER).unwrap_or_default();
    let at = prints.chunks_exact(NUMBER).position(|known| known == print);
    let known = |at: usize| {
        let count = number(TABLE, PRINTS - NUMBER);
        TABLE.get(PRINTS + count * NUMBER + start + at).copied()
    };
    at.and_then(known).map_or(KnownWord::NOTHING, KnownWord)
}

/// The bucket of a hash, and what tells it from the others there.
fn place_of(hash: u64) -> (usize, [u8; NUMBER]) {
    let [a, b, c, d, ..] = hash.to_le_bytes();
    (usize::try_from(hash >> (u64::BITS - BUCKET_BITS)).unwrap_or_default(), [a, b, c, d])
}

fn number(table: &[u8], at: usize) -> usize {
    let bytes = table.get(at..).and_then(|rest| rest.first_chunk::<NUMBER>());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
}

#[cfg(test)]
pub(super) mod testing {
    use std::collections::BTreeMap;

    use super::*;

    /// The table of these words, by their hashes.
    pub(in crate::deid::lexicon) fn pack_table(words: &BTreeMap<u64, KnownWord>) -> Vec<u8> {
        let mut buckets = vec![Vec::new(); 1 << BUCKET_BITS];
        for (hash, known) in words {
            let (bucket, print) = place_of(*hash);
            buckets[bucket].push((print, known.0));
        }
        let mut starts = vec![0_u32];
        for bucket in &buckets {
            starts.push(starts.last().unwrap() + u32::try_from(bucket.len()).unwrap());
        }
        let entries = || buckets.iter().flatten();
        let mut table: Vec<u8> = starts.into_iter().flat_map(u32::to_le_bytes).collect();
        table.extend(entries().flat_map(|(print, _)| print));
        table.extend(entries().map(|(_, known)| known));
        table
    }

    /// The table that the program holds.
    pub(in crate::deid::lexicon) fn held_table() -> &'static [u8] {
        TABLE
    }
}
