//! Decisions carried out: masks and coarser words put in the place of findings. Nothing is found here.

use crate::deid::finding::{Finding, FindingDecision};

/// The text with every decision carried out.
///
/// `decided` are findings in `text` with what the worker decided, in any order. A finding that overlaps an
/// earlier one or does not fall on character boundaries of `text` is passed over, as is one decided to be
/// kept. [`FindingDecision::Coarsen`] masks where there is nothing coarser. A masked text scanned and masked again
/// stays as it is.
pub fn apply_decisions(text: &str, decided: &[(Finding, FindingDecision)]) -> String {
    let mut decided: Vec<&(Finding, FindingDecision)> = decided.iter().collect();
    decided.sort_by_key(|(finding, _)| (finding.range.start, finding.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (finding, decision) in decided {
        let Some(kept) = text.get(at..finding.range.start) else { continue };
        if !text.is_char_boundary(finding.range.end) {
            continue;
        }
        let replacement = match decision {
            FindingDecision::Mask => &finding.mask,
            FindingDecision::Coarsen => finding.coarser.as_ref().unwrap_or(&finding.mask),
            FindingDecision::Keep => continue,
        };
        out.push_str(kept);
        out.push_str(replacement);
        at = finding.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use crate::deid::{Finding, FindingDecision, Scanner, apply_decisions};

    fn decide_all(text: &str, decision: FindingDecision) -> String {
        let decided: Vec<(Finding, FindingDecision)> =
            Scanner::builtin().scan(text).into_iter().map(|finding| (finding, decision)).collect();
        apply_decisions(text, &decided)
    }

    #[test]
    fn each_decision_does_what_it_says() {
        let text = "Fatima är 14 år.";
        assert_eq!(decide_all(text, FindingDecision::Mask), "[person] är [ålder].");
        assert_eq!(decide_all(text, FindingDecision::Coarsen), "[person] är 13–15 år.");
        assert_eq!(decide_all(text, FindingDecision::Keep), text);
    }

    /// Every case with what was judged right for it, by hand: a text, a tab, and what it becomes.
    fn check_cases(cases: &str, decision: FindingDecision) {
        for line in cases.lines().filter(|line| !line.starts_with('#')) {
            let (text, right) = line.split_once('\t').unwrap();
            assert_eq!(decide_all(text, decision), right, "{text}");
        }
    }

    #[test]
    fn coarser_texts_say_nothing_that_was_not_said() {
        check_cases(include_str!("../../tests/fixtures/deid/coarser.tsv"), FindingDecision::Coarsen);
    }

    #[test]
    fn masked_texts_still_read() {
        check_cases(include_str!("../../tests/fixtures/deid/masked.tsv"), FindingDecision::Mask);
    }

    #[test]
    fn a_masked_text_is_quiet() {
        let once = decide_all(
            "Ring Fatima Haddad på 070-123 45 67, hon bor på Rinkebystråket 12.",
            FindingDecision::Mask,
        );
        assert_eq!(once, "Ring [person] på [telefon], hon bor på [adress].");
        assert_eq!(decide_all(&once, FindingDecision::Mask), once);
    }
}
