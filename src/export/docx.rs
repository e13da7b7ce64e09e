//! The form as a Word document (Office Open XML): real headings, a table with a header row, Swedish, and content controls
//! for what the samordnare goes on to fill in. Put together by hand; the parts that never change lie beside this file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::escaped;
use super::sheet::{self, Answer, DIARY, EMPTY, EXERCISE, EXERCISE_TOLD, FOOT};
use super::{Purpose, RenderFault};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, Form, Row, Section, Tick, TickState};

/// What the names in every part of the document mean.
const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The document as a package.
///
/// # Errors
/// Where the package cannot be put together.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Result<Vec<u8>, RenderFault> {
    let form = form.content();
    let parts = [
        ("[Content_Types].xml", include_str!("docx/content_types.xml").to_owned()),
        ("_rels/.rels", include_str!("docx/rels.xml").to_owned()),
        ("docProps/core.xml", core(form, purpose)),
        ("word/document.xml", document(form)),
        ("word/_rels/document.xml.rels", include_str!("docx/document_rels.xml").to_owned()),
        ("word/styles.xml", include_str!("docx/styles.xml").to_owned()),
        ("word/settings.xml", include_str!("docx/settings.xml").to_owned()),
        ("word/header1.xml", header(purpose)),
        ("word/footer1.xml", footer(form)),
    ];
    package(&parts).map_err(|_| RenderFault::Package)
}

/// A zip whose bytes depend on the parts alone: no time, no names of programs.
fn package(parts: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(*name, plain)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn core(form: &Form, purpose: Purpose) -> String {
    let before = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    format!(
        "{XML}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{before}{}</dc:title><dc:language>sv-SE</dc:language>\
         </cp:coreProperties>",
        escaped(&form.title)
    )
}

fn document(form: &Form) -> String {
    let diary = control(1, DIARY, "diarienummer", Control::Line);
    let mut body = paragraph("Heading1", &run(&form.title));
    body.push_str(&paragraph("Normal", &format!("{}{diary}", run(&format!("{DIARY}: ")))));
    body.extend(form.sections.iter().map(section));
    body.push_str(&receiver());
    body.push_str(&foot(form));
    format!(
        "{XML}<w:document {WORDS}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn section(section: &Section) -> String {
    let rows: String = section.rows.iter().map(row).collect();
    format!("{}{rows}", paragraph("Heading2", &run(&section.title)))
}

fn row(row: &Row) -> String {
    let label = paragraph("Etikett", &run(&row.label));
    let value = match sheet::answer(&row.entry) {
        Answer::Ticks(ticks) => {
            let ticks: Vec<String> = ticks.into_iter().map(tick).collect();
            paragraph("Normal", &ticks.join(&run("   ")))
        }
        Answer::Acts(acts) => {
            let note = row.entry.note().map(|note| paragraph("Normal", &run(note)));
            table(&row.label, acts) + &note.unwrap_or_default()
        }
        Answer::Lines(lines) => lines.iter().map(|line| paragraph("Normal", &run(line))).collect(),
        Answer::Empty => paragraph("Normal", &run(EMPTY)),
    };
    label + &value
}

/// A box and its text, which never part at the end of a line.
fn tick(tick: &Tick) -> String {
    match tick.state {
        TickState::On => bold(&format!("☒\u{a0}{}", tick.text)),
        TickState::Off => run(&format!("☐\u{a0}{}", tick.text)),
    }
}

fn table(label: &str, acts: &[ActRow]) -> String {
    let row = |act: &ActRow| {
        let text = cell(5900, &run(&act.text));
        format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{text}{}</w:tr>", cell(3738, &run(act.state.label())))
    };
    let rows: String = acts.iter().map(row).collect();
    let (act, state) = (cell(5900, &bold("Åtgärd")), cell(3738, &bold("Läge")));
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"9638\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"5900\"/><w:gridCol w:w=\"3738\"/></w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{act}{state}</w:tr>{rows}</w:tbl>{}",
        escaped(label),
        paragraph("Normal", "")
    )
}

fn cell(width: u32, runs: &str) -> String {
    let text = paragraph("Normal", runs);
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{text}</w:tc>")
}

/// What the samordnare fills in.
fn receiver() -> String {
    let received = control(2, "Mottagen", "mottagen", Control::Day);
    let comment = control(3, "Kommentar", "kommentar", Control::Lines);
    let heading = paragraph("Heading2", &run("För samordnaren"));
    let labelled =
        |label: &str, control: &str| paragraph("Etikett", &run(label)) + &paragraph("Normal", control);
    heading + &labelled("Mottagen", &received) + &labelled("Kommentar", &comment)
}

/// What a content control takes.
#[derive(Clone, Copy)]
enum Control {
    Line,
    Lines,
    Day,
}

fn control(id: u32, name: &str, tag: &str, takes: Control) -> String {
    let (kind, asks) = match takes {
        Control::Line => ("<w:text/>", "fyll i"),
        Control::Lines => ("<w:text w:multiLine=\"1\"/>", "skriv här"),
        Control::Day => (
            "<w:date><w:dateFormat w:val=\"yyyy-MM-dd\"/><w:lid w:val=\"sv-SE\"/>\
             <w:storeMappedDataAs w:val=\"dateTime\"/><w:calendar w:val=\"gregorian\"/></w:date>",
            "välj datum",
        ),
    };
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{name}\"/><w:tag w:val=\"{tag}\"/><w:id w:val=\"{id}\"/><w:showingPlcHdr/>{kind}\
         </w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>[{asks}]</w:t></w:r>\
         </w:sdtContent></w:sdt>"
    )
}

fn foot(form: &Form) -> String {
    let fact = |fact: &sheet::Fact| paragraph("Normal", &run(&format!("{}: {}", fact.label, fact.value)));
    let facts: String = sheet::facts(form).iter().map(fact).collect();
    paragraph("Heading2", &run(FOOT)) + &facts
}

fn header(purpose: Purpose) -> String {
    let runs = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => run(EXERCISE_TOLD),
    };
    format!("{XML}<w:hdr {WORDS}>{}</w:hdr>", paragraph("Header", &runs))
}

fn footer(form: &Form) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \">{}</w:fldSimple>", run("1"));
    let runs = [
        run(&form.title),
        "<w:r><w:tab/></w:r>".to_owned(),
        run("sida "),
        field("PAGE"),
        run(" av "),
        field("NUMPAGES"),
    ];
    format!("{XML}<w:ftr {WORDS}>{}</w:ftr>", paragraph("Footer", &runs.concat()))
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_is_headings_paragraphs_and_a_table() {
        let text = document(sample::form().content());
        insta::assert_snapshot!(text.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>"));
    }

    #[test]
    fn every_page_of_an_exercise_says_so() {
        assert!(header(Purpose::Exercise).contains("ÖVNING"));
        assert!(!header(Purpose::Case).contains("ÖVNING"));
        assert!(core(sample::form().content(), Purpose::Exercise).contains("<dc:title>ÖVNING: "));
    }

    #[test]
    fn the_same_form_gives_the_same_bytes() {
        let bytes = write(&sample::form(), Purpose::Case).unwrap();
        assert_eq!(write(&sample::form(), Purpose::Case).unwrap(), bytes);
        assert!(bytes.starts_with(b"PK"));
    }
}
