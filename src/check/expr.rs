//! Guards made ready for evaluation over bits: every test of a guard is one bit of what a walk remembers.

use crate::flow::guard::{Guard, GuardTest, Outcome};
use crate::flow::id::AnswerIx;

/// A guard whose tests are bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// The bit is set.
    Bit(u32),
    /// Decided already.
    Known(bool),
    /// Every part holds.
    All(Vec<Expr>),
    /// Some part holds.
    Any(Vec<Expr>),
    /// The part does not hold.
    Not(Box<Expr>),
}

impl Expr {
    /// The guard with each test replaced by what `bit` says of it.
    pub fn from_guard(guard: &Guard, bit: &mut impl FnMut(&GuardTest) -> Self) -> Self {
        match guard {
            Guard::Is(test) => bit(test),
            Guard::All(parts) => Self::All(parts.iter().map(|part| Self::from_guard(part, bit)).collect()),
            Guard::Any(parts) => Self::Any(parts.iter().map(|part| Self::from_guard(part, bit)).collect()),
            Guard::Not(part) => Self::Not(Box::new(Self::from_guard(part, bit))),
        }
    }

    /// Whether it holds of these bits.
    pub fn holds(&self, bits: &[u64]) -> bool {
        match self {
            Self::Bit(bit) => get_bit(bits, *bit),
            Self::Known(known) => *known,
            Self::All(parts) => parts.iter().all(|part| part.holds(bits)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(bits)),
            Self::Not(part) => !part.holds(bits),
        }
    }

    /// Whether it holds of these bits, some of which may be undecided: then what `undecided` says of one it depends on.
    ///
    /// # Errors
    /// What is said of the first bit that must be decided.
    pub fn try_holds<T>(&self, bits: &[u64], undecided: &impl Fn(u32) -> Option<T>) -> Result<bool, T> {
        match self {
            Self::Bit(bit) => undecided(*bit).map_or_else(|| Ok(get_bit(bits, *bit)), Err),
            Self::Known(known) => Ok(*known),
            Self::All(parts) => Self::fold_parts(parts, false, bits, undecided),
            Self::Any(parts) => Self::fold_parts(parts, true, bits, undecided),
            Self::Not(part) => part.try_holds(bits, undecided).map(|holds| !holds),
        }
    }

    /// `ends` where some part comes to it, else its opposite.
    fn fold_parts<T>(
        parts: &[Self],
        ends: bool,
        bits: &[u64],
        undecided: &impl Fn(u32) -> Option<T>,
    ) -> Result<bool, T> {
        let mut open = None;
        for part in parts {
            match part.try_holds(bits, undecided) {
                Ok(holds) if holds == ends => return Ok(ends),
                Ok(_) => {}
                Err(bit) => open = open.or(Some(bit)),
            }
        }
        open.map_or(Ok(!ends), Err)
    }

    /// Whether it looks at a bit.
    pub fn reads_bit(&self, bit: u32) -> bool {
        match self {
            Self::Bit(own) => *own == bit,
            Self::Known(_) => false,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.reads_bit(bit)),
            Self::Not(part) => part.reads_bit(bit),
        }
    }
}

/// Whether an outcome makes a test hold; with no answers named, any outcome does.
pub fn satisfies_test(answers: Option<&[AnswerIx]>, outcome: &Outcome) -> bool {
    answers.is_none_or(|answers| answers.iter().any(|answer| outcome.includes(*answer)))
}

/// A bit of a row of words.
pub fn get_bit(bits: &[u64], bit: u32) -> bool {
    bits.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// Sets a bit of a row of words.
pub fn set_bit(bits: &mut [u64], bit: u32, on: Switch) {
    if let Some(word) = bits.get_mut(bit as usize / 64) {
        match on {
            Switch::On => *word |= 1 << (bit % 64),
            Switch::Off => *word &= !(1 << (bit % 64)),
        }
    }
}

/// What a bit is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// One.
    On,
    /// Zero.
    Off,
}

impl From<bool> for Switch {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}
