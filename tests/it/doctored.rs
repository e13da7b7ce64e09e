//! PDFs that are not as they were written: cut off, changed in a byte, added to, spliced, saved by another program, or made to fill
//! the memory. Each is named for what it is; none is taken for a form, and none upsets the reader.
#![cfg(feature = "pdf")]

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use stegvis::export::read_form;

use crate::random::RandomSource;
use crate::skip::skip;
use crate::world::{TestEnvironment, bytes, list};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

/// Two forms as they were written.
static WRITTEN: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    ["under-18", "klotter"].map(|case| {
        let world = TestEnvironment::new();
        let answers = format!("{CASES}/{case}.yaml");
        let run = world.run(&["walk", "--answers", &answers, "--save", "pdf", "--out", &world.arg("ut")]);
        assert_eq!(run.code, 0, "{run:?}");
        bytes(&list(&world.path("ut"))[0])
    })
});

/// A form with something done to it: always other bytes than it was.
fn spoil(chance: &mut RandomSource) -> Vec<u8> {
    let [one, other] = &*WRITTEN;
    let mut bytes = one.clone();
    let at = chance.below(bytes.len());
    match chance.below(8) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..(at + 1 + chance.below(64)).min(one.len()))),
        2 => bytes.splice(at..at, one[..chance.below(256)].iter().copied().chain([b' '])).for_each(drop),
        3 => bytes.truncate(at.max(1)),
        4 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[at.min(other.len())..]);
        }
        5 => bytes
            .extend_from_slice(b"\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"),
        6 => bytes.extend_from_slice(other),
        _ => {
            for _ in 0..=chance.below(6) {
                let at = chance.below(bytes.len());
                bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(chance.below(255)).unwrap());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn nothing_that_is_done_to_a_pdf_makes_another_form_of_it(seed in any::<u64>()) {
        let bytes = spoil(&mut RandomSource(seed));
        let [one, other] = &*WRITTEN;
        if bytes != *one && bytes != *other {
            let fault = read_form(&bytes);
            prop_assert!(fault.is_err(), "seed {seed} was taken");
            prop_assert!(!fault.unwrap_err().to_string().is_empty());
        }
    }
}

#[test]
fn each_is_named_for_what_it_is() {
    let [one, _] = &*WRITTEN;
    assert!(read_form(one).is_ok());
    let says = |bytes: &[u8]| read_form(bytes).unwrap_err().to_string();
    assert!(says(&one[..one.len() - 200]).contains("skadad eller avkortad"));
    let mut touched = one.clone();
    let at = touched.windows(7).position(|part| part == b"stream\n").unwrap() + 9;
    touched[at] ^= 1;
    assert!(says(&touched).contains("har ändrats sedan Stegvis skrev den"), "{}", says(&touched));
    let added = [one.as_slice(), b"% stamp\n%%EOF\n"].concat();
    assert!(says(&added).contains("har ändrats sedan Stegvis skrev den"), "{}", says(&added));
    assert!(
        says(b"%PDF-1.7\n%%EOF\n").contains("skadad")
            || says(b"%PDF-1.7\n%%EOF\n").contains("ingen blankett")
    );
}

#[test]
fn a_pdf_that_another_program_saved_is_named() {
    let world = TestEnvironment::new();
    let [one, _] = &*WRITTEN;
    let path = world.path("blankett.pdf");
    #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
    std::fs::write(&path, one).unwrap();
    let saved = world.arg("om.pdf");
    match Command::new("qpdf").args(["--linearize", &world.arg("blankett.pdf"), &saved]).output() {
        Ok(run) if run.status.success() => {
            let fault = read_form(&bytes(Path::new(&saved))).unwrap_err().to_string();
            assert!(fault.contains("har ändrats") || fault.contains("sparad om"), "{fault}");
        }
        Ok(_) | Err(_) => skip("qpdf is not installed"),
    }
}

/// A document whose table of objects, or a stream of objects, unpacks to gigabytes.
fn packed(kind: &str) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..3000 {
        packer.write_all(&zeros).unwrap();
    }
    let stream = packer.finish().unwrap();
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let at = bytes.len();
    let (about, size) = match kind {
        "xref" => ("/Type/XRef/W[1 4 2]/Size 400000000/Root 1 0 R", stream.len()),
        _ => ("/Type/ObjStm/N 100000000/First 10", stream.len()),
    };
    bytes.extend_from_slice(
        format!("1 0 obj\n<<{about}/Filter/FlateDecode/Length {size}>>\nstream\n").as_bytes(),
    );
    bytes.extend_from_slice(&stream);
    bytes.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    bytes
}

#[cfg(target_os = "linux")]
#[test]
fn a_pdf_that_unpacks_to_gigabytes_is_refused_in_little_memory() {
    let world = TestEnvironment::new();
    for kind in ["xref", "objects"] {
        let packed = packed(kind);
        assert!(packed.len() < 4 << 20, "{}", packed.len());
        #[expect(clippy::disallowed_methods, reason = "a test lays out its world")]
        std::fs::write(world.path("post.pdf"), packed).unwrap();
        let line =
            format!("ulimit -v 1000000; {} inbox {}", env!("CARGO_BIN_EXE_stegvis"), world.arg("post.pdf"));
        let run = world.shell(&line);
        assert!(run.code == 0 && run.err.contains("utelämnad"), "{kind}: {run:?}");
    }
}
