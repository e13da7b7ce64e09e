//! Every law in the routine's own file is cited by a step or an option, or has replaced one that is. What is taken in is for others too.

use crate::check::cited_laws::used_laws;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-oanvand",
    doc: "Varje lag åberopas någonstans.",
    why: "En lag som inget steg åberopar läses av ingen. Ofta fattas hänvisningen i ett steg.",
    after: &[],
    find: find_unused_laws,
};

fn find_unused_laws(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let laws = facts.flow.laws.iter().zip(used_laws(facts.flow));
    let unused = laws.filter(|(law, used)| !used && law.span.file == FileId::MAIN);
    unused
        .map(|(law, _)| {
            Diagnostic::warning(RULE.code, law.span, format!("Inget steg åberopar lagen `{}`.", law.id))
                .with_help("Åberopa den i ett stegs `laws`, eller ta bort den.")
        })
        .collect()
}
