//! A new file that has no name until it is whole: where the platform can, nothing of it is left whatever happens before.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How the names of the files begin and end that stand in where a platform has none without a name.
pub(super) const HIDDEN: (&str, &str) = (".stegvis-", ".tmp");

/// A new file for the user alone (0600). It is gone where it gets no name.
#[derive(Debug)]
pub(super) enum UnnamedFile {
    /// A file without a name.
    Nameless(File),
    /// A file with a name of its own, locked so that nobody sweeps it away meanwhile.
    Hidden(NamedTempFile),
}

impl UnnamedFile {
    /// One in this folder.
    pub(super) fn create_in(folder: &Path) -> io::Result<Self> {
        create_nameless(folder).map(Self::Nameless).or_else(|_| create_hidden(folder).map(Self::Hidden))
    }

    /// The file, to write in.
    pub(super) fn file(&mut self) -> &mut File {
        match self {
            Self::Nameless(file) => file,
            Self::Hidden(file) => file.as_file_mut(),
        }
    }

    /// Gives it its name, if that is free.
    pub(super) fn give_name(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Nameless(file) => link_file(file, path),
            Self::Hidden(file) => file.persist_noclobber(path).map(drop).map_err(|fault| fault.error),
        }
    }
}

/// A file with a name of its own, for what is to take another's place.
pub(super) fn create_hidden(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN.0).suffix(HIDDEN.1);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let file = builder.tempfile_in(folder)?;
    // A file system without locks is used without them.
    let _unlocked = file.as_file().try_lock();
    Ok(file)
}

#[cfg(target_os = "linux")]
fn create_nameless(folder: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
    Ok(File::from(open(folder, flags, Mode::RUSR | Mode::WUSR)?))
}

#[cfg(not(target_os = "linux"))]
fn create_nameless(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn link_file(file: File, path: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, linkat};
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    match linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from) {
        Err(fault) if fault.kind() != io::ErrorKind::AlreadyExists => copy_file(file, path),
        done => done,
    }
}

#[cfg(not(target_os = "linux"))]
fn link_file(file: File, path: &Path) -> io::Result<()> {
    copy_file(file, path)
}

/// Where a file without a name can be given none, it is copied to one that can.
fn copy_file(mut file: File, path: &Path) -> io::Result<()> {
    use std::io::Seek;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut other = create_hidden(folder)?;
    file.rewind()?;
    io::copy(&mut file, other.as_file_mut())?;
    other.as_file().sync_all()?;
    other.persist_noclobber(path).map(drop).map_err(|fault| fault.error)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test lays out its folder and looks into it")]

    use std::io::Write;

    use super::*;

    #[test]
    fn either_kind_gets_a_free_name_and_leaves_nothing_without_one() {
        let folder = tempfile::tempdir().unwrap();
        let there = || std::fs::read_dir(folder.path()).unwrap().count();
        let kinds = [UnnamedFile::create_in, |folder: &Path| create_hidden(folder).map(UnnamedFile::Hidden)];
        for (n, make) in kinds.into_iter().enumerate() {
            let path = folder.path().join(n.to_string());
            let mut file = make(folder.path()).unwrap();
            file.file().write_all(b"helt").unwrap();
            file.give_name(&path).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), b"helt");
            assert!(make(folder.path()).unwrap().give_name(&path).is_err(), "never over another");
            drop(make(folder.path()).unwrap());
            assert_eq!(there(), n + 1);
        }
        let mut file = UnnamedFile::create_in(folder.path()).unwrap();
        file.file().write_all(b"kopia").unwrap();
        if let UnnamedFile::Nameless(file) = file {
            assert_eq!(there(), 2, "it has no name, so a power cut leaves nothing");
            copy_file(file, &folder.path().join("kopia")).unwrap();
            assert_eq!(std::fs::read(folder.path().join("kopia")).unwrap(), b"kopia");
        }
    }
}
