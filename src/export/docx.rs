//! The form as a Word document (Office Open XML): real headings, a table with a header row, Swedish, and content controls
//! for what the samordnare goes on to fill in. Put together by hand; the parts that never change lie beside this file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::escape_markup;
use super::sheet::{self, DIARY, EMPTY, EXERCISE, EXERCISE_TOLD, FOOT, LaidOutAnswer};
use super::{Purpose, RenderFault};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, Form, FormRow, FormSection, Tick, TickState};

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
        ("docProps/core.xml", core_properties(form, purpose)),
        ("word/document.xml", document_body(form)),
        ("word/_rels/document.xml.rels", include_str!("docx/document_rels.xml").to_owned()),
        ("word/styles.xml", include_str!("docx/styles.xml").to_owned()),
        ("word/settings.xml", include_str!("docx/settings.xml").to_owned()),
        ("word/header1.xml", render_header(purpose)),
        ("word/footer1.xml", render_footer(form)),
    ];
    build_package(&parts).map_err(|_| RenderFault::Package)
}

/// A zip whose bytes depend on the parts alone: no time, no names of programs.
fn build_package(parts: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
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

fn core_properties(form: &Form, purpose: Purpose) -> String {
    let before = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    format!(
        "{XML}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{before}{}</dc:title><dc:language>sv-SE</dc:language>\
         </cp:coreProperties>",
        escape_markup(&form.title)
    )
}

fn document_body(form: &Form) -> String {
    let diary = render_control(1, DIARY, "diarienummer", ContentControl::Line);
    let mut body = render_paragraph("Heading1", &text_run(&form.title));
    body.push_str(&render_paragraph("Normal", &format!("{}{diary}", text_run(&format!("{DIARY}: ")))));
    body.extend(form.sections.iter().map(render_section));
    body.push_str(&receiver_section());
    body.push_str(&render_origin(form));
    format!(
        "{XML}<w:document {WORDS}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn render_section(section: &FormSection) -> String {
    let rows: String = section.rows.iter().map(render_row).collect();
    format!("{}{rows}", render_paragraph("Heading2", &text_run(&section.title)))
}

fn render_row(row: &FormRow) -> String {
    let label = render_paragraph("Etikett", &text_run(&row.label));
    let value = match sheet::lay_out_answer(&row.entry) {
        LaidOutAnswer::Ticks(ticks) => {
            let ticks: Vec<String> = ticks.into_iter().map(render_tick).collect();
            render_paragraph("Normal", &ticks.join(&text_run("   ")))
        }
        LaidOutAnswer::Acts(acts) => {
            let note = row.entry.note().map(|note| render_paragraph("Normal", &text_run(note)));
            render_table(&row.label, acts) + &note.unwrap_or_default()
        }
        LaidOutAnswer::Lines(lines) => {
            lines.iter().map(|line| render_paragraph("Normal", &text_run(line))).collect()
        }
        LaidOutAnswer::Empty => render_paragraph("Normal", &text_run(EMPTY)),
    };
    label + &value
}

/// A box and its text, which never part at the end of a line.
fn render_tick(tick: &Tick) -> String {
    match tick.state {
        TickState::On => bold_run(&format!("☒\u{a0}{}", tick.text)),
        TickState::Off => text_run(&format!("☐\u{a0}{}", tick.text)),
    }
}

fn render_table(label: &str, acts: &[ActRow]) -> String {
    let row = |act: &ActRow| {
        let text = render_cell(5900, &text_run(&act.text));
        format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>{text}{}</w:tr>",
            render_cell(3738, &text_run(act.state.label()))
        )
    };
    let rows: String = acts.iter().map(row).collect();
    let (act, state) = (render_cell(5900, &bold_run("Åtgärd")), render_cell(3738, &bold_run("Läge")));
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"9638\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"5900\"/><w:gridCol w:w=\"3738\"/></w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{act}{state}</w:tr>{rows}</w:tbl>{}",
        escape_markup(label),
        render_paragraph("Normal", "")
    )
}

fn render_cell(width: u32, runs: &str) -> String {
    let text = render_paragraph("Normal", runs);
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{text}</w:tc>")
}

/// What the samordnare fills in.
fn receiver_section() -> String {
    let received = render_control(2, "Mottagen", "mottagen", ContentControl::Day);
    let comment = render_control(3, "Kommentar", "kommentar", ContentControl::Lines);
    let heading = render_paragraph("Heading2", &text_run("För samordnaren"));
    let labelled = |label: &str, control: &str| {
        render_paragraph("Etikett", &text_run(label)) + &render_paragraph("Normal", control)
    };
    heading + &labelled("Mottagen", &received) + &labelled("Kommentar", &comment)
}

/// What a content control takes.
#[derive(Clone, Copy)]
enum ContentControl {
    Line,
    Lines,
    Day,
}

fn render_control(id: u32, name: &str, tag: &str, takes: ContentControl) -> String {
    let (kind, asks) = match takes {
        ContentControl::Line => ("<w:text/>", "fyll i"),
        ContentControl::Lines => ("<w:text w:multiLine=\"1\"/>", "skriv här"),
        ContentControl::Day => (
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

fn render_origin(form: &Form) -> String {
    let fact = |fact: &sheet::OriginFact| {
        render_paragraph("Normal", &text_run(&format!("{}: {}", fact.label, fact.value)))
    };
    let facts: String = sheet::origin_facts(form).iter().map(fact).collect();
    render_paragraph("Heading2", &text_run(FOOT)) + &facts
}

fn render_header(purpose: Purpose) -> String {
    let runs = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => text_run(EXERCISE_TOLD),
    };
    format!("{XML}<w:hdr {WORDS}>{}</w:hdr>", render_paragraph("Header", &runs))
}

fn render_footer(form: &Form) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \">{}</w:fldSimple>", text_run("1"));
    let runs = [
        text_run(&form.title),
        "<w:r><w:tab/></w:r>".to_owned(),
        text_run("sida "),
        field("PAGE"),
        text_run(" av "),
        field("NUMPAGES"),
    ];
    format!("{XML}<w:ftr {WORDS}>{}</w:ftr>", render_paragraph("Footer", &runs.concat()))
}

fn render_paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn text_run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_markup(text))
}

fn bold_run(text: &str) -> String {
    format!(
        "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escape_markup(text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_form_is_headings_paragraphs_and_a_table() {
        let text = document_body(sample::sample_form().content());
        insta::assert_snapshot!(text.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>"));
    }

    #[test]
    fn every_page_of_an_exercise_says_so() {
        assert!(render_header(Purpose::Exercise).contains("ÖVNING"));
        assert!(!render_header(Purpose::Case).contains("ÖVNING"));
        assert!(
            core_properties(sample::sample_form().content(), Purpose::Exercise)
                .contains("<dc:title>ÖVNING: ")
        );
    }

    #[test]
    fn the_same_form_gives_the_same_bytes() {
        let bytes = write(&sample::sample_form(), Purpose::Case).unwrap();
        assert_eq!(write(&sample::sample_form(), Purpose::Case).unwrap(), bytes);
        assert!(bytes.starts_with(b"PK"));
    }
}
