//! Every source in the routine's own file is what some step rests on. What is taken in is for others too.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule {
    code: "kalla-oanvand",
    doc: "Varje källa är källa till något steg.",
    why: "En källa som inget steg stöder sig på går inte att kontrollera mot rutinen.",
    after: &[],
    find: find_unused_sources,
};

fn find_unused_sources(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut used = vec![false; facts.flow.sources.len()];
    for at in facts.flow.steps.iter().flat_map(|step| &step.sources) {
        used[at.index()] = true;
    }
    let unused = facts
        .flow
        .sources
        .iter()
        .zip(used)
        .filter(|(source, used)| !used && source.span.file == FileId::MAIN);
    unused
        .map(|(source, _)| {
            let message = format!("Inget steg har källan `{}`.", source.id);
            Diagnostic::warning(RULE.code, source.span, message)
                .with_help("Ange den i ett stegs `source`, eller ta bort den.")
        })
        .collect()
}
