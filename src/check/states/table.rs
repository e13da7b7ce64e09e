//! Finding a state again by what it is known by, without keeping a second copy of it.

/// Places of states, by the hash of what they are known by.
#[derive(Debug)]
pub(super) struct StateTable {
    /// A state's place plus one, or zero; the length is a power of two.
    slots: Vec<u32>,
    used: usize,
}

impl StateTable {
    pub(super) fn new() -> Self {
        Self { slots: vec![0; 1024], used: 0 }
    }

    /// The state that `is` says is the one, among those of this hash; else `next` is put there and given back.
    pub(super) fn find_or_insert(
        &mut self,
        hash: u64,
        next: u32,
        is: impl Fn(u32) -> bool,
        hash_of: impl Fn(u32) -> u64,
    ) -> u32 {
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow_slots(hash_of);
        }
        let mut at = self.start_slot(hash);
        loop {
            match self.slots[at].checked_sub(1) {
                None => break,
                Some(state) if is(state) => return state,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
        self.slots[at] = next + 1;
        self.used += 1;
        next
    }

    fn start_slot(&self, hash: u64) -> usize {
        usize::try_from(hash & (self.slots.len() as u64 - 1)).unwrap_or(0)
    }

    fn grow_slots(&mut self, hash_of: impl Fn(u32) -> u64) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; old.len() * 2];
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let mut at = self.start_slot(hash_of(slot - 1));
            while self.slots[at] != 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// A hash of a step and its bits: a multiplication and a shift a word (the mixer of SplitMix64, Steele et al. 2014).
pub(super) fn hash_state(step: u32, bits: &[u64]) -> u64 {
    bits.iter().fold(mix_word(u64::from(step) + 1), |hash, word| mix_word(hash ^ word))
}

fn mix_word(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
