//! What passes between the program and whoever types: lines read and text written through buffers of our own that are wiped as
//! they are used. Those of the standard library keep the latest of it for as long as the program runs.

use std::io::{self, BufRead, Read, Write};

use zeroize::{Zeroize, Zeroizing};

/// How much is read or written at a time.
const SIZE: usize = 8 << 10;

/// What is typed on stdin, read line by line.
pub fn open_stdin() -> Box<dyn BufRead> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if let Ok(own) = io::stdin().as_fd().try_clone_to_owned() {
            return Box::new(WipingReader::new(std::fs::File::from(own)));
        }
    }
    Box::new(WipingReader::new(io::stdin()))
}

/// What is typed on stdin, read no further than to the end of a line: what comes after is for whoever reads next.
pub fn open_stdin_by_byte() -> Box<dyn BufRead> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if let Ok(own) = io::stdin().as_fd().try_clone_to_owned() {
            return Box::new(WipingReader::with_size(std::fs::File::from(own), 1));
        }
    }
    Box::new(WipingReader::with_size(io::stdin(), 1))
}

/// What is shown on stdout, written when it is flushed.
pub fn open_stdout() -> WipingWriter {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if let Ok(own) = io::stdout().as_fd().try_clone_to_owned() {
            return WipingWriter::new(std::fs::File::from(own));
        }
    }
    WipingWriter::new(io::stdout())
}

/// A reader whose buffer holds only what has not been taken.
struct WipingReader<R> {
    inner: R,
    buffer: Zeroizing<Vec<u8>>,
    taken: usize,
    filled: usize,
}

impl<R: Read> WipingReader<R> {
    fn new(inner: R) -> Self {
        Self::with_size(inner, SIZE)
    }

    fn with_size(inner: R, size: usize) -> Self {
        Self { inner, buffer: Zeroizing::new(vec![0; size]), taken: 0, filled: 0 }
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

/// A writer whose buffer holds only what has not been written.
pub struct WipingWriter {
    inner: Box<dyn Write>,
    buffer: Zeroizing<Vec<u8>>,
}

impl WipingWriter {
    fn new(inner: impl Write + 'static) -> Self {
        Self { inner: Box::new(inner), buffer: Zeroizing::new(Vec::with_capacity(SIZE)) }
    }

    /// Writes what is held, and wipes it whether it could be written or not.
    fn write_buffer(&mut self) -> io::Result<()> {
        let done = self.inner.write_all(&self.buffer);
        // The rest of the buffer has held nothing since it was wiped last: a short line costs no whole buffer.
        self.buffer.as_mut_slice().zeroize();
        self.buffer.clear();
        done
    }
}

impl std::fmt::Debug for WipingWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WipingWriter").finish_non_exhaustive()
    }
}

impl Write for WipingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len().saturating_add(bytes.len()) > SIZE {
            self.write_buffer()?;
        }
        if bytes.len() > SIZE {
            return self.inner.write(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_buffer()?;
        self.inner.flush()
    }
}

impl Drop for WipingWriter {
    fn drop(&mut self) {
        // Whoever wants to know flushes.
        let _unheard = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

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

    /// What was written, for the test to look at.
    #[derive(Clone, Default)]
    struct Paper(Rc<RefCell<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_has_been_written_is_wiped_and_nothing_is_lost() {
        let paper = Paper::default();
        let mut output = WipingWriter::new(paper.clone());
        let long = "x".repeat(3 * SIZE);
        for text in ["Kalle ", "Karlsson\n", &long, "slut"] {
            output.write_all(text.as_bytes()).unwrap();
        }
        assert!(!paper.0.borrow().ends_with(b"slut"), "it waits to be flushed");
        output.flush().unwrap();
        assert!(output.buffer.is_empty());
        output.write_all(b".").unwrap();
        drop(output);
        assert_eq!(*paper.0.borrow(), format!("Kalle Karlsson\n{long}slut.").into_bytes());
    }
}
