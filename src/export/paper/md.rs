//! A paper as Markdown: headings, paragraphs, lists, quotes.

use crate::export::Purpose;
use crate::export::md::escape_markdown;
use crate::export::sheet::{self, EXERCISE_TOLD};
use crate::paper::{Paper, PaperBlock};

/// The paper as UTF-8 text.
pub(super) fn write(paper: &Paper, purpose: Purpose) -> Vec<u8> {
    let exercise = (purpose == Purpose::Exercise).then(|| format!("> **{EXERCISE_TOLD}**"));
    let mut blocks = vec![format!("# {}", escape_markdown(paper.title()))];
    blocks.extend(exercise.clone());
    blocks.push(escape_markdown(paper.lead()));
    for part in paper.parts() {
        blocks.push(format!("## {}", escape_markdown(&part.title)));
        blocks.extend(part.blocks.iter().map(render_block));
    }
    blocks.push("---".to_owned());
    let fact = |fact: &sheet::OriginFact| format!("- {}: {}", fact.label, escape_markdown(&fact.value));
    blocks.push(sheet::of_paper(paper).iter().map(fact).collect::<Vec<_>>().join("\n"));
    blocks.extend(exercise);
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

fn render_block(block: &PaperBlock) -> String {
    match block {
        PaperBlock::Heading(text) => format!("### {}", escape_markdown(text)),
        PaperBlock::Text(text) => escape_lines(text).join("\\\n"),
        PaperBlock::Quote(text) => format!("> {}", escape_lines(text).join("\\\n> ")),
        PaperBlock::Points(points) => {
            points.iter().map(|point| format!("- {}", escape_markdown(point))).collect::<Vec<_>>().join("\n")
        }
        PaperBlock::Rows(rows) => {
            let row = |(name, told): &(String, String)| {
                format!("- **{}**: {}", escape_markdown(name), escape_markdown(told))
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        PaperBlock::Room(lines) => vec!["........................................"; *lines].join("\n\n"),
    }
}

fn escape_lines(text: &str) -> Vec<String> {
    text.lines().map(escape_markdown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::tests as sample;

    #[test]
    fn a_handout_reads_as_a_page() {
        let text =
            String::from_utf8(write(&sample::sample_handout("klistermarken-pendeltag"), Purpose::Exercise))
                .unwrap();
        assert_eq!(text.matches("ÖVNING").count(), 2);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_proof_sheet_reads_as_a_page() {
        let proof = sample::sample_proof();
        let rows = |block: &PaperBlock| if let PaperBlock::Rows(rows) = block { rows.len() } else { 0 };
        let rows: usize = proof.parts().iter().flat_map(|part| &part.blocks).map(rows).sum();
        let text = String::from_utf8(write(&proof, Purpose::Case)).unwrap();
        assert!(!text.contains("ÖVNING"));
        assert_eq!(text.lines().filter(|line| line.starts_with("- **")).count(), rows);
    }
}
