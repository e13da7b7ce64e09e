//! How fast the scanner is: throughput on 10 kB, a key in the middle of a 4 kB field with what is advised, one line.

use divan::counter::BytesCount;
use stegvis::deid::{ScanCache, Scanner};

fn main() {
    divan::main();
}

/// Field notes, `bytes` long or a little less.
fn notes(bytes: usize) -> String {
    const LINES: &[&str] = &[
        "Klotter vid tunnelbanan i Rågsved, troligen samma grupp som tidigare, anmält i IA. ",
        "En kille som heter Abdirahman Warsame, 070-174 06 35, stod kvar med två kompisar. ",
        "Personalen på fritidsgården har pratat med gruppen och samordnaren är informerad. ",
        "Enligt 19 kap. 1 § SoL (2025:400) ska anmälan göras genast, rutinen är följd. ",
        "mkt prat om kriget, vissa arga men inget hot, şükriye o anna-lena gick hem tidigt. ",
    ];
    let mut text = String::new();
    for line in LINES.iter().cycle() {
        if text.len() + line.len() > bytes {
            return text;
        }
        text.push_str(line);
    }
    text
}

#[divan::bench]
fn ten_kilobytes(bencher: divan::Bencher) {
    let (scanner, text) = (Scanner::builtin(), notes(10_240));
    bencher.counter(BytesCount::of_str(&text)).bench(|| scanner.scan(divan::black_box(&text)));
}

#[divan::bench]
fn ten_kilobytes_with_nothing_to_find(bencher: divan::Bencher) {
    let line = "Klotter vid tunnelbanan i Rågsved, troligen samma grupp som tidigare, anmält i IA. ";
    let (scanner, text) = (Scanner::builtin(), line.repeat(10_240 / line.len()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| scanner.scan(divan::black_box(&text)));
}

#[divan::bench]
fn a_key_in_a_field_of_four_kilobytes(bencher: divan::Bencher) {
    let (scanner, mut text, mut cache) = (Scanner::builtin(), notes(4_096), ScanCache::default());
    let middle = text.floor_char_boundary(text.len() / 2);
    let after = text.get(middle..).unwrap_or_default().to_owned();
    scanner.prepare_thread();
    scanner.scan_changes(&text, &mut cache);
    let mut keys = (0..100).zip(" han gick hem igen".chars().cycle()).cycle();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let Some((typed, key)) = keys.next() else { return Default::default() };
        if typed == 0 {
            text.truncate(middle);
            text.push_str(&after);
        }
        text.insert(middle + typed, key);
        (scanner.scan_changes(&text, &mut cache), scanner.advise_on_changes(&text, &mut cache))
    });
}

#[divan::bench]
fn one_line(bencher: divan::Bencher) {
    let (scanner, text) = (Scanner::builtin(), notes(100));
    bencher.counter(BytesCount::of_str(&text)).bench(|| scanner.scan(divan::black_box(&text)));
}
