//! Which short runs of bytes a text holds, so that what every match of a pattern needs is looked for once.
//!
//! A run that the sieve lets through may be missing; one that it stops is never there.

/// A bit for each run of two and of three bytes, several runs to a bit.
#[derive(Debug)]
pub(super) struct Sieve {
    twos: [u64; WORDS],
    threes: [u64; WORDS],
}

const WORDS: usize = 64;

impl Sieve {
    /// A sieve of the text.
    pub(super) fn new(text: &str) -> Self {
        let mut sieve = Self { twos: [0; WORDS], threes: [0; WORDS] };
        for pair in text.as_bytes().windows(2) {
            set(&mut sieve.twos, place(pair));
        }
        for three in text.as_bytes().windows(3) {
            set(&mut sieve.threes, place(three));
        }
        sieve
    }

    /// False where the text holds no such part for certain.
    pub(super) fn may_hold(&self, part: &str) -> bool {
        match part.as_bytes() {
            [] | [_] => true,
            two @ [_, _] => is_set(&self.twos, place(two)),
            more => {
                more.first_chunk::<3>().is_some_and(|three| is_set(&self.threes, place(three)))
                    && more.last_chunk::<3>().is_some_and(|three| is_set(&self.threes, place(three)))
            }
        }
    }
}

fn place(run: &[u8]) -> usize {
    let mixed = run.iter().fold(0_u32, |mixed, byte| (mixed << 5) ^ (mixed >> 7) ^ u32::from(*byte));
    (mixed.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

fn set(bits: &mut [u64; WORDS], place: usize) {
    if let Some(word) = bits.get_mut(place >> 6) {
        *word |= 1 << (place & 63);
    }
}

fn is_set(bits: &[u64; WORDS], place: usize) -> bool {
    bits.get(place >> 6).is_some_and(|word| word >> (place & 63) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_a_text_holds_is_let_through(before in "\\PC{0,40}", part in "\\PC{0,8}", after in "\\PC{0,40}") {
            prop_assert!(Sieve::new(&[before, part.clone(), after].concat()).may_hold(&part));
        }
    }

    #[test]
    fn most_of_what_it_does_not_hold_is_stopped() {
        let sieve = Sieve::new("klotter vid tunnelbanan i rågsved igen");
        let stopped = ["gränd", "allé", "esplanad", "giro", "konto", "swish", "@", "telefon", "född"];
        assert!(stopped.iter().filter(|part| !sieve.may_hold(part)).count() >= 7);
    }
}
