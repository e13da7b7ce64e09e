//! Every word that the routine's own file explains stands in some step. What is taken in is for others too.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule {
    code: "ord-oanvant",
    doc: "Varje ord som rutinen själv förklarar står i något steg.",
    why: "En förklaring av ett ord som ingen läser håller ingen uppdaterad.",
    after: &[],
    find: find_unused_terms,
};

fn find_unused_terms(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let own = |term: &&crate::flow::model::Term| term.span.file == FileId::MAIN;
    let unused = facts.flow.glossary.iter().filter(own).filter(|term| !facts.wording().has_term(term));
    unused
        .map(|term| {
            let message = format!("Inget steg har ordet ”{}”.", term.term);
            Diagnostic::warning(RULE.code, term.span, message)
                .with_help("Skriv de former som står i texterna i `also`, eller ta bort ordet.")
        })
        .collect()
}
