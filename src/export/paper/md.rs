//! A paper as Markdown: headings, paragraphs, lists, quotes.

use crate::export::Purpose;
use crate::export::md::escaped;
use crate::export::sheet::{self, EXERCISE_TOLD};
use crate::paper::{Block, Paper};

/// The paper as UTF-8 text.
pub(super) fn write(paper: &Paper, purpose: Purpose) -> Vec<u8> {
    let exercise = (purpose == Purpose::Exercise).then(|| format!("> **{EXERCISE_TOLD}**"));
    let mut blocks = vec![format!("# {}", escaped(paper.title()))];
    blocks.extend(exercise.clone());
    blocks.push(escaped(paper.lead()));
    for part in paper.parts() {
        blocks.push(format!("## {}", escaped(&part.title)));
        blocks.extend(part.blocks.iter().map(block));
    }
    blocks.push("---".to_owned());
    let fact = |fact: &sheet::Fact| format!("- {}: {}", fact.label, escaped(&fact.value));
    blocks.push(sheet::of_paper(paper).iter().map(fact).collect::<Vec<_>>().join("\n"));
    blocks.extend(exercise);
    format!("{}\n", blocks.join("\n\n")).into_bytes()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("### {}", escaped(text)),
        Block::Text(text) => lines(text).join("\\\n"),
        Block::Quote(text) => format!("> {}", lines(text).join("\\\n> ")),
        Block::Points(points) => {
            points.iter().map(|point| format!("- {}", escaped(point))).collect::<Vec<_>>().join("\n")
        }
        Block::Rows(rows) => {
            let row = |(name, told): &(String, String)| format!("- **{}**: {}", escaped(name), escaped(told));
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Block::Room(lines) => vec!["........................................"; *lines].join("\n\n"),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::tests as sample;

    #[test]
    fn a_handout_reads_as_a_page() {
        let text =
            String::from_utf8(write(&sample::handout("klistermarken-pendeltag"), Purpose::Exercise)).unwrap();
        assert_eq!(text.matches("ÖVNING").count(), 2);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_proof_sheet_reads_as_a_page() {
        let proof = sample::proof();
        let rows = |block: &Block| if let Block::Rows(rows) = block { rows.len() } else { 0 };
        let rows: usize = proof.parts().iter().flat_map(|part| &part.blocks).map(rows).sum();
        let text = String::from_utf8(write(&proof, Purpose::Case)).unwrap();
        assert!(!text.contains("ÖVNING"));
        assert_eq!(text.lines().filter(|line| line.starts_with("- **")).count(), rows);
    }
}
