//! Lines that are typed, read through a buffer that is wiped as they are taken out of it: the one of the standard library
//! keeps the latest of them for as long as the program runs.

use std::io::{self, BufRead, Read};

use zeroize::{Zeroize, Zeroizing};

/// How much is read at a time.
const SIZE: usize = 8 << 10;

/// A reader whose buffer holds only what has not been taken.
pub(super) struct WipingReader<R> {
    inner: R,
    buffer: Zeroizing<Vec<u8>>,
    taken: usize,
    filled: usize,
}

/// What is typed on stdin.
pub(super) fn input_lines() -> Box<dyn BufRead> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if let Ok(own) = io::stdin().as_fd().try_clone_to_owned() {
            return Box::new(WipingReader::new(std::fs::File::from(own)));
        }
    }
    Box::new(WipingReader::new(io::stdin()))
}

impl<R: Read> WipingReader<R> {
    fn new(inner: R) -> Self {
        Self { inner, buffer: Zeroizing::new(vec![0; SIZE]), taken: 0, filled: 0 }
    }
}

impl<R: Read> Read for WipingReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for WipingReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.filled {
            self.taken = 0;
            self.filled = 0;
            self.filled = self.inner.read(&mut self.buffer)?;
        }
        Ok(self.buffer.get(self.taken..self.filled).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = self.taken.saturating_add(amount).min(self.filled);
        if let Some(taken) = self.buffer.get_mut(self.taken..end) {
            taken.zeroize();
        }
        self.taken = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_been_taken_is_wiped() {
        let mut reader = WipingReader::new("Kalle Karlsson\nnästa\n".as_bytes());
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        assert_eq!(line, "Kalle Karlsson\n");
        assert!(!String::from_utf8_lossy(&reader.buffer).contains("Kalle"));
        assert!(String::from_utf8_lossy(&reader.buffer).contains("nästa"));
        line.clear();
        reader.read_line(&mut line).unwrap();
        assert_eq!(line, "nästa\n");
        assert!(reader.buffer.iter().all(|byte| *byte == 0));
        assert_eq!(reader.read_line(&mut line).unwrap(), 0);
    }
}
