//! A document for Word (Office Open XML): real headings and lists, tables with header rows, Swedish, and in a form content
//! controls for what whoever receives it goes on to fill in. Put together by hand; the parts that never change lie beside this file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::RenderFault;
use super::markup::escape_markup;
use super::sheet::{EMPTY, EXERCISE, EXERCISE_TOLD};
use crate::document::{
    ACT_HEADS, ActLine, ActTable, Block, BoxState, CheckBox, Document, DocumentKind, FieldBlock,
    FieldContent, NumberTable, Origin, OriginFact, Part, PartStart, Purpose, TablePiece, last_count,
};

/// What the names in every part of the document mean.
const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// How wide the text is, in twentieths of a point.
const WIDTH: usize = 9638;

/// How wide the names of acts are.
const ACTS: usize = 5900;

/// How many numbers stand beside each other, and how wide each is.
const ACROSS: usize = 6;
const NUMBER: usize = 1000;

/// How wide the cell of a bar is, and how far its text stands from each side of it.
const BAR: usize = 5000;
const MARGIN: usize = 108;

/// The document as a package.
///
/// # Errors
/// Where the package cannot be put together.
pub(super) fn render_document(document: &Document) -> Result<Vec<u8>, RenderFault> {
    let parts = [
        ("[Content_Types].xml", include_str!("docx/content_types.xml").to_owned()),
        ("_rels/.rels", include_str!("docx/rels.xml").to_owned()),
        ("docProps/core.xml", core_properties(document)),
        ("word/document.xml", document_body(document)),
        ("word/_rels/document.xml.rels", include_str!("docx/document_rels.xml").to_owned()),
        ("word/styles.xml", include_str!("docx/styles.xml").to_owned()),
        ("word/numbering.xml", include_str!("docx/numbering.xml").to_owned()),
        ("word/settings.xml", include_str!("docx/settings.xml").to_owned()),
        ("word/header1.xml", render_header(document.purpose)),
        ("word/footer1.xml", render_footer(&document.title)),
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

fn core_properties(document: &Document) -> String {
    let before = match document.purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    format!(
        "{XML}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{before}{}</dc:title><dc:language>sv-SE</dc:language>\
         </cp:coreProperties>",
        escape_markup(&document.title)
    )
}

fn document_body(document: &Document) -> String {
    let mut body = render_paragraph("Heading1", &text_run(&document.title));
    body.extend(document.lead.iter().map(render_block));
    body.extend(document.parts.iter().map(render_part));
    match document.kind {
        DocumentKind::Form => body.push_str(&receiver_section()),
        DocumentKind::Sheet | DocumentKind::Slides { .. } => {}
    }
    body.push_str(&render_origin(&document.origin));
    format!(
        "{XML}<w:document {WORDS}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn render_part(part: &Part) -> String {
    let style = match part.starts {
        PartStart::Here => "Heading2",
        PartStart::OnNewPage => "Nysida",
    };
    let blocks: String = part.blocks.iter().map(render_block).collect();
    render_paragraph(style, &text_run(&part.title)) + &blocks
}

fn render_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => render_paragraph("Heading3", &text_run(text)),
        Block::Text(text) => render_lines("Normal", text.lines()),
        Block::Quote(text) => render_lines("Quote", text.lines()),
        Block::Note(text) => render_paragraph("Normal", &text_run(text)),
        Block::Points(points) => {
            points.iter().map(|point| render_paragraph("ListBullet", &text_run(point))).collect()
        }
        Block::Rows(rows) => {
            let row = |(name, told): &(String, String)| {
                render_paragraph("Rad", &(bold_run(name) + &text_run(&format!(" {told}"))))
            };
            rows.iter().map(row).collect()
        }
        Block::ByHand(label) => {
            let control = render_control(1, label, &label.to_lowercase(), ContentControl::Line);
            render_paragraph("Normal", &(text_run(&format!("{label}: ")) + &control))
        }
        Block::Room(lines) => render_paragraph("Skrivrad", "").repeat(*lines),
        Block::Field(field) => render_field(field),
        Block::Acts(table) => render_paragraph("Etikett", &text_run(&table.caption)) + &render_acts(table),
        Block::Numbers(table) => {
            render_paragraph("Etikett", &text_run(&table.caption)) + &render_numbers(table)
        }
    }
}

fn render_lines<'t>(style: &str, lines: impl Iterator<Item = &'t str>) -> String {
    lines.map(|line| render_paragraph(style, &text_run(line))).collect()
}

fn render_field(FieldBlock { label, content }: &FieldBlock) -> String {
    let content = match content {
        FieldContent::Boxes(boxes) => {
            let boxes: Vec<String> = boxes.iter().map(render_box).collect();
            render_paragraph("Normal", &boxes.join(&text_run("   ")))
        }
        // By hand one is looked for and ticked: each has a line of its own.
        FieldContent::Options(options) => {
            let blank = options.iter().map(|text| render_box(&CheckBox::new_blank(text)));
            blank.map(|check| render_paragraph("Normal", &check)).collect()
        }
        FieldContent::Lines(lines) => render_lines("Normal", lines.iter().map(String::as_str)),
        FieldContent::Empty => render_paragraph("Normal", &text_run(EMPTY)),
    };
    render_paragraph("Etikett", &text_run(label)) + &content
}

/// A box and its text, which never part at the end of a line.
fn render_box(check: &CheckBox) -> String {
    match check.state {
        BoxState::Ticked => bold_run(&format!("☒\u{a0}{}", check.text)),
        BoxState::Blank => text_run(&format!("☐\u{a0}{}", check.text)),
    }
}

fn render_acts(table: &ActTable) -> String {
    let widths = [ACTS, WIDTH - ACTS];
    let row = |act: &ActLine| render_cells(&widths, &[text_run(&act.text), text_run(act.state)]);
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    render_table(&table.caption, &widths, &ACT_HEADS.map(bold_run), &rows)
}

/// A table of numbers, in as many pieces as its columns take.
fn render_numbers(table: &NumberTable) -> String {
    if table.heads.len() == 1 {
        return render_chart(table);
    }
    let render = |piece: TablePiece<'_>| {
        let label = WIDTH - NUMBER * piece.heads.len();
        let widths: Vec<usize> = [label].into_iter().chain(piece.heads.iter().map(|_| NUMBER)).collect();
        let heads: Vec<String> =
            [String::new()].into_iter().chain(piece.heads.iter().map(|head| bold_run(head))).collect();
        let row = |(label, numbers): &(String, Vec<String>)| {
            let numbers = piece.numbers_of(numbers).iter().map(|number| text_run(number));
            render_cells(&widths, &[text_run(label)].into_iter().chain(numbers).collect::<Vec<_>>())
        };
        let rows: Vec<String> = table.rows.iter().map(row).collect();
        render_table(&table.caption, &widths, &heads, &rows)
    };
    table.pieces(ACROSS).map(render).collect()
}

/// A table with one number in each row, and a bar beside it.
fn render_chart(table: &NumberTable) -> String {
    let widths = [WIDTH - NUMBER - BAR, NUMBER, BAR];
    let most = table.rows.iter().map(|(_, numbers)| last_count(numbers)).max().unwrap_or(0);
    let heads: Vec<String> =
        [String::new()].into_iter().chain(table.heads.iter().map(|head| bold_run(head))).collect();
    let row = |(label, numbers): &(String, Vec<String>)| {
        let number = numbers.last().map(|number| text_run(number)).unwrap_or_default();
        let cells = render_cells(&widths, &[text_run(label), number]);
        cells.replacen("</w:tr>", &format!("{}</w:tr>", render_bar(last_count(numbers), most)), 1)
    };
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    render_table(&table.caption, &widths, &[heads, vec![String::new()]].concat(), &rows)
}

/// A cell with a bar in proportion to the largest count: the ground of an empty paragraph, which no reader reads out.
fn render_bar(count: u64, most: u64) -> String {
    let room = u64::try_from(BAR - 2 * MARGIN).unwrap_or(0);
    let short = room - count * room / most.max(1);
    let ground = if count == 0 {
        String::new()
    } else {
        format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"005B9F\"/><w:ind w:right=\"{short}\"/>")
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{BAR}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Normal\"/>{ground}</w:pPr>\
         </w:p></w:tc>"
    )
}

/// A table whose head comes again on every page that it goes over.
fn render_table(caption: &str, widths: &[usize], heads: &[String], rows: &[String]) -> String {
    let column = |width: &usize| format!("<w:gridCol w:w=\"{width}\"/>");
    let grid: String = widths.iter().map(column).collect();
    let heads = render_cells(widths, heads).replacen("<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>", 1);
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{}</w:tbl>{}",
        escape_markup(caption),
        rows.concat(),
        render_paragraph("Normal", "")
    )
}

fn render_cells(widths: &[usize], runs: &[String]) -> String {
    let cell = |(width, runs): (&usize, &String)| {
        let text = render_paragraph("Normal", runs);
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{text}</w:tc>")
    };
    let cells: String = widths.iter().zip(runs).map(cell).collect();
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

/// What whoever receives it fills in.
fn receiver_section() -> String {
    let received = render_control(2, "Mottagen", "mottagen", ContentControl::Day);
    let comment = render_control(3, "Kommentar", "kommentar", ContentControl::Lines);
    let heading = render_paragraph("Heading2", &text_run("För den som tar emot"));
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

fn render_origin(origin: &Origin) -> String {
    let fact =
        |fact: &OriginFact| render_paragraph("Normal", &text_run(&format!("{}: {}", fact.label, fact.value)));
    let facts: String = origin.facts.iter().map(fact).collect();
    render_paragraph("Heading2", &text_run(origin.heading)) + &facts
}

fn render_header(purpose: Purpose) -> String {
    let runs = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => text_run(EXERCISE_TOLD),
    };
    format!("{XML}<w:hdr {WORDS}>{}</w:hdr>", render_paragraph("Header", &runs))
}

fn render_footer(title: &str) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \">{}</w:fldSimple>", text_run("1"));
    let runs = [
        text_run(title),
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
        let text = document_body(&sample::sample_document(Purpose::Case));
        insta::assert_snapshot!(text.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>"));
    }

    #[test]
    fn every_page_of_an_exercise_says_so() {
        assert!(render_header(Purpose::Exercise).contains("ÖVNING"));
        assert!(!render_header(Purpose::Case).contains("ÖVNING"));
        assert!(core_properties(&sample::sample_document(Purpose::Exercise)).contains("<dc:title>ÖVNING: "));
    }

    #[test]
    fn the_same_form_gives_the_same_bytes() {
        let render = || render_document(&sample::sample_document(Purpose::Case)).unwrap();
        let bytes = render();
        assert_eq!(render(), bytes);
        assert!(bytes.starts_with(b"PK"));
    }
}
