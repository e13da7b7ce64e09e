//! The binary: nothing but a door to the library.

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Wipes memory as it is freed: what was typed and then taken back does not linger where a crash could spill it.
#[global_allocator]
static ALLOC: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    stegvis::cli::main()
}
