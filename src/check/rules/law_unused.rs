//! Every law in the routine's own file is cited by a step or an option, or has replaced one that is. What is taken in is for others too.

use crate::check::rule::{Facts, Rule, cited};
use crate::diagnostic::Diagnostic;
use crate::flow::id::LawIx;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule { code: "lag-oanvand", doc: "Varje lag åberopas någonstans.", find };

fn find(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let mut used = vec![false; facts.flow.laws.len()];
    for (at, _) in cited(facts.flow) {
        let mut next: Option<LawIx> = Some(at);
        while let Some(law) = next.filter(|law| !used[law.index()]) {
            used[law.index()] = true;
            next = facts.flow.laws[law.index()].replaced_by;
        }
    }
    let unused =
        facts.flow.laws.iter().zip(used).filter(|(law, used)| !used && law.span.file == FileId::MAIN);
    unused
        .map(|(law, _)| {
            Diagnostic::warning(RULE.code, law.span, format!("Inget steg åberopar lagen `{}`.", law.id))
                .help("Åberopa den i ett stegs `laws`, eller ta bort den.")
        })
        .collect()
}
