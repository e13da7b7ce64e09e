//! A number from the system's own randomness, for what is drawn by lot: which questions a quiz asks. Nothing secret.

/// A number; always the same where the system gives none, which only makes the lot predictable.
pub fn draw_seed() -> u64 {
    getrandom::u64().unwrap_or(0)
}
