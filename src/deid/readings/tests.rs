//! Every kind of identifier broken at every place, in every way that lines are broken, and written against signs.

use crate::deid::Scanner;
use crate::deid::testing::found_texts;

/// One identifier of each kind and form, in a sentence at `@`.
const KINDS: &[(&str, &str)] = &[
    ("hens nummer @ enligt lappen", "900101-2384"),
    ("hens nummer @ enligt lappen", "19900101-2384"),
    ("hens nummer @ enligt lappen", "20080514-2384"),
    ("hens nummer @ enligt lappen", "9001012384"),
    ("hens nummer @ enligt lappen", "701063-2391"),
    ("hens nummer @ enligt lappen", "000101-T220"),
    ("föreningens orgnr @ stod där", "556036-0793"),
    ("ring @ ikväll", "070-174 06 05"),
    ("ring @ ikväll", "0701740605"),
    ("ring @ ikväll", "+46 70 174 06 05"),
    ("ring @ ikväll", "08-12 34 56"),
    ("det var @ som gällde", "noll sju noll ett två tre fyra fem sex sju"),
    ("mejla @ om du kan", "amina.h@gmail.com"),
    ("mejla @ om du kan", "sara.k@skola.example.se"),
    ("läs på @ ikväll", "www.exempelsida.net/tavlan"),
    ("läs på @ ikväll", "https://exempelsida.net/tavlan"),
    ("kom från @ igår", "192.168.14.114"),
    ("kom från @ igår", "00:1B:44:11:3A:B7"),
    ("satt in på @ igår", "SE45 5000 0000 0583 9825 7466"),
    ("satt in på bankgiro @ igår", "5050-1055"),
    ("swishade till @ igår", "123 456 78 90"),
    ("telefonens imei @ lästes av", "35-209900-176148-1"),
    ("låg vid @ någonstans", "59.2741, 18.0330"),
    ("passnr @ lästes av", "AB1234567"),
    ("LMA-nummer @ stod där", "50-123456"),
    ("målnr @ stod där", "B 4471-26"),
    ("en bil med @ stod där", "ABC 123"),
    ("en bil med @ stod där", "ABC12D"),
    ("hen är @ där", "@lil.wolf"),
    ("skrev som @ igår", "wolf_1488"),
    ("på discord @ igår", "varg#4412"),
    ("bor på @ sedan dess", "Rinkebystråket 12"),
    ("bor på @ sedan dess", "skärholmsgången 45b"),
    ("bor på @ sedan dess", "Stora Nygatan 3 B"),
    ("bor på @ sedan dess", "Per Albins väg 5"),
    ("bor i @ sedan dess", "lgh 1203"),
    ("post till @ kom fram", "Box 6023"),
    ("post till @ kom fram", "163 73 Spånga"),
    ("fastigheten @ såldes", "Tensta 5:12"),
    ("eleven går i @ nu", "Rinkebyskolan"),
    ("eleven går i @ nu", "klass 9B"),
    ("det hände @ på kvällen", "2026-11-14"),
    ("det hände @ på kvällen", "14 november"),
    ("det hände @ på kvällen", "14/11-26"),
    ("det hände @ på kvällen", "fjortonde november"),
    ("killen är @ och arg", "14 år"),
    ("det var en @ som kom", "14-åring"),
    ("hen är @ tror de", "född 2010"),
    ("igår kom @ hit", "Abdirahman"),
    ("igår kom @ hit", "Fatima Haddad"),
    ("igår kom @ hit", "fatima haddad"),
    ("sedan ringde @ igen", "hans lillebror"),
    ("sedan ringde @ igen", "storebrorsan"),
    ("sedan ringde @ igen", "rektorn på Rinkebyskolan"),
    ("pratade med @ igen", "imamen i Fittjamoskén"),
    ("koden @ stod där", "123456789012345678"),
];

/// What stands at a line's end and the next one's beginning.
const BREAKS: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{b}",
    "\n> ",
    "\n>> ",
    " \n",
    "\n  ",
    "\u{ad}",
    "\u{ad}\n",
    "-\n",
    "-\r\n> ",
    "\u{2010}\n",
    "\u{a0}",
];

/// Whether every letter and figure of `written` is found where it stands in `text`.
fn is_found(text: &str, start: usize, written: &str) -> bool {
    let found = Scanner::builtin().scan(text);
    written
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .all(|(at, _)| found.iter().any(|f| f.range.contains(&(start + at))))
}

/// The identifier with the break at the place, where lines are broken there: a hyphen and a soft hyphen only inside words and
/// numbers, a bare line's end beside a blank or a sign or inside a number, a hard blank for a blank.
fn break_at(written: &str, at: usize, mark: &str) -> Option<String> {
    let (left, right) = written.split_at_checked(at)?;
    let (last, first) = (left.chars().next_back()?, right.chars().next()?);
    let inside = last.is_alphanumeric() && first.is_alphanumeric();
    let letters = last.is_alphabetic() && first.is_alphabetic();
    if mark == "\u{a0}" {
        return right.strip_prefix(' ').map(|right| [left, mark, right].concat());
    }
    if mark.starts_with(['-', '\u{ad}', '\u{2010}']) {
        return inside.then(|| [left, mark, right].concat());
    }
    (!letters).then(|| [left, mark, right.strip_prefix(' ').unwrap_or(right)].concat())
}

#[test]
fn what_is_found_on_one_line_is_found_broken_at_every_place() {
    let (mut found, mut sought, mut lost) = (0_usize, 0_usize, Vec::new());
    for (frame, written) in KINDS {
        let start = frame.find('@').unwrap();
        assert!(is_found(&frame.replacen('@', written, 1), start, written), "on one line: {written}");
        for mark in BREAKS {
            for (at, _) in written.char_indices().skip(1) {
                let Some(broken) = break_at(written, at, mark) else { continue };
                sought += 1;
                if is_found(&frame.replacen('@', &broken, 1), start, &broken) {
                    found += 1;
                } else {
                    lost.push(broken);
                }
            }
        }
    }
    assert!(found * 100 >= sought * 95, "{found} of {sought}: {lost:#?}");
}

#[test]
fn what_is_broken_and_masked_leaves_nothing() {
    for (frame, written) in KINDS {
        let middle = (written.len() / 2..written.len()).find_map(|at| break_at(written, at, "-\n"));
        let text = frame.replacen('@', &middle.unwrap_or_else(|| (*written).to_owned()), 1);
        let scanner = Scanner::builtin();
        let decided: Vec<_> = scanner
            .scan(&text)
            .into_iter()
            .map(|finding| (finding, crate::deid::FindingDecision::Mask))
            .collect();
        let masked = crate::deid::apply_decisions(&text, &decided);
        assert_eq!(scanner.scan(&masked), [], "{masked}");
    }
}

#[test]
fn lines_that_only_follow_each_other_stay_apart() {
    for text in [
        "Klotter i tunneln\nSamtal hölls 3 gånger",
        "en grupp stod där\noch samtal hölls",
        "möte med polisen\nskolan är informerad",
        "klotter på väggen-\nsanering beställd",
        "Vi satt i skolan\nDet var lugnt",
        "Vi ses på gården\nI dag är det stängt",
        "klotter vid gården.\nnu är det borta",
        "godkänt utan ändringar.\nföregående protokoll las till",
        "Enligt 19 kap.\n1 § SoL",
        "Ärende\n2026/341",
    ] {
        assert_eq!(found_texts(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(found_texts("det var Erik\nSkolan har 3 ingångar"), ["Erik"]);
    assert_eq!(found_texts("Hen väntar på Migrationsverket\n850303-2388"), ["850303-2388"]);
    assert_eq!(found_texts("mejla amina.\nh@gmail.com nu"), ["amina.\nh@gmail.com"]);
}

#[test]
fn numbers_against_letters_and_signs_are_found_whole() {
    for (text, number) in [
        ("tel0701740605 ringde", "0701740605"),
        ("ring tel070-174 06 05 ikväll", "070-174 06 05"),
        ("mobil:070-1740605hemma nu", "070-1740605"),
        ("det var 20080514-2384kl14", "20080514-2384"),
        ("den 20080514-2384 kl14 igår", "20080514-2384"),
        ("hennes 0701740605kl14 igår", "0701740605"),
        ("ring 0701740605och0731740606 nu", "0701740605"),
        ("ring 0701740605och0731740606 nu", "0731740606"),
        ("stod 070174060520080514-2384 där", "070174060520080514-2384"),
        ("stod 9001012384199001012384 där", "9001012384199001012384"),
        ("koden 123456789012345678 lästes", "123456789012345678"),
        ("koden 1234567890123456789012345 lästes", "1234567890123456789012345"),
        ("kortet 4571 1234 5678 9012 345 drogs", "4571 1234 5678 9012 345"),
        ("bor Rinkebystråket12 nu", "Rinkebystråket12"),
        ("(070-174 06 05)", "070-174 06 05"),
        ("tel=070-174 06 05;", "070-174 06 05"),
        ("*070-174 06 05*", "070-174 06 05"),
        ("_0701740605_", "0701740605"),
        ("→0701740605←", "0701740605"),
        ("nr:900101-2384/", "900101-2384"),
        ("\"900101-2384\"", "900101-2384"),
        ("pnr900101-2384", "900101-2384"),
        ("född900101-2384", "900101-2384"),
        ("900101-2384!", "900101-2384"),
    ] {
        let start = text.find(number).unwrap();
        assert!(is_found(text, start, number), "{text}: {:?}", found_texts(text));
    }
}
