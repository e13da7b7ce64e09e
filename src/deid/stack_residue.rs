//! What looking through a text leaves behind: pieces of it, as long as a register, below on the stack. There they lie until something
//! else is written over them, and may be copied along with the unused part of a value.

use std::hint;

/// How much is written over: more than looking through a text takes.
const DEPTH: usize = 128 << 10;

/// Writes zeros over what the calls before this one have left on the stack.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "the stack is what it is to reach")]
pub fn wipe_stack() {
    let below = [0_u8; DEPTH];
    // What may be looked at has to be written, and that as a whole: byte by byte it would take longer than to draw the screen.
    hint::black_box(&below);
}
