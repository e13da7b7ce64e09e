//! The hash of a word, made a part at a time, so that a word that is put together is never written out.

/// FNV-1a under way. Words are kept as their 64-bit hash: with 10^6 words the chance that a given one falls on one of them
/// by accident is 10^6 / 2^64.
#[derive(Debug, Clone, Copy)]
pub(in crate::deid) struct WordHash(u64);

impl WordHash {
    /// Of no letters.
    pub(in crate::deid) const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// Of a whole word.
    pub(in crate::deid) fn of(word: &str) -> Self {
        Self::START.with(word)
    }

    /// With more letters after it.
    pub(in crate::deid) fn with(self, more: &str) -> Self {
        more.bytes().fold(self, Self::with_byte)
    }

    /// With one more byte after it.
    pub(in crate::deid) fn with_byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// The hash, well spread.
    pub(in crate::deid) fn finish(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}
