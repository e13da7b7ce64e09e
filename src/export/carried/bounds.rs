//! How much a document unpacks to, seen before any of it is unpacked to be kept: a few megabytes can be packed gigabytes.

use std::io::Read;

use flate2::read::DeflateDecoder;
use memchr::memmem;

/// The most that all streams of a document may unpack to, in bytes.
const MOST: u64 = 256 << 20;

/// The most bytes that one packed byte can come to.
const RATIO: u64 = 1032;

/// How much is unpacked at a time.
const PIECE: usize = 64 << 10;

/// How long the head of a stream is at most, in bytes.
const LONGEST_HEAD: usize = 4096;

/// Ways to pack that this program does not use.
const OTHER_WAYS: [&[u8]; 8] =
    [b"LZW", b"RunLength", b"ASCII85", b"ASCIIHex", b"/RL", b"/A85", b"/AHx", b"/Crypt"];

/// The one name with a character in hexadecimal in the head of a stream of ours, however it is written: in others it could hide how
/// they are packed.
const JSON: [&[u8]; 2] = [b"#2Fjson", b"#2fjson"];

/// What a document's streams unpack to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpacked {
    /// Little enough to be read.
    Bounded,
    /// More than is read.
    TooMuch,
    /// It cannot be told: they are packed in other ways than this program's.
    Unknown,
}

/// Looks through the streams of a document, without keeping anything of them.
pub(super) fn measure_streams(bytes: &[u8]) -> Unpacked {
    // What is so small cannot come to more, as a form of ours never does: nothing of it need be unpacked to know.
    let is_small = u64::try_from(bytes.len()).is_ok_and(|size| size <= MOST / RATIO);
    let mut left = MOST;
    for at in memmem::find_iter(bytes, b"stream") {
        let before = bytes.get(at.saturating_sub(LONGEST_HEAD)..at).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let head = before.get(memmem::rfind(before, b" obj").unwrap_or(0)..).unwrap_or_default();
        let packed = memmem::find_iter(head, b"/Fl").count();
        let hides = memchr::memchr_iter(b'#', head).count()
            > JSON.iter().map(|name| memmem::find_iter(head, name).count()).sum();
        let refers = memmem::find_iter(head, b"/Filter").any(|filter| is_reference(head, filter));
        if packed > 1 || hides || refers || OTHER_WAYS.iter().any(|way| memmem::find(head, way).is_some()) {
            return Unpacked::Unknown;
        }
        if packed == 1 && !is_small {
            let data = bytes.get(at + b"stream".len()..).unwrap_or_default().trim_ascii_start();
            left = left.saturating_sub(unpacked_size(data, left));
        }
        if left == 0 {
            return Unpacked::TooMuch;
        }
    }
    Unpacked::Bounded
}

/// Whether what packs a stream is written elsewhere in the document.
fn is_reference(head: &[u8], filter: usize) -> bool {
    let value = head.get(filter + b"/Filter".len()..).unwrap_or_default().trim_ascii_start();
    value.first().is_some_and(u8::is_ascii_digit)
}

/// How many bytes packed data comes to, as far as it can be unpacked, and at most so many.
fn unpacked_size(data: &[u8], most: u64) -> u64 {
    let (mut size, mut piece) = (0, vec![0; PIECE]);
    let mut unpacking = DeflateDecoder::new(data.get(2..).unwrap_or_default()).take(most);
    while let Ok(read @ 1..) = unpacking.read(&mut piece) {
        size += u64::try_from(read).unwrap_or(u64::MAX);
    }
    size
}
