//! What the system may keep of this program's memory: nothing, as far as the platform lets a program say so.

/// Asks that no core be dumped if the program crashes, and on Linux that no other program of the same user may read its
/// memory. What cannot be asked for is left as it is: nobody could do anything about it.
#[cfg(unix)]
pub(super) fn keep_private() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Windows keeps crash dumps by its own settings, which a program cannot change for itself without unsafe code.
#[cfg(not(unix))]
pub(super) fn keep_private() {}
