//! Every shared file that is taken in brings something that the routine uses.

use crate::check::cited_laws::list_cited_laws;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::model::Flow;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule {
    code: "gemensam-oanvand",
    doc: "Varje inläst fil har något som rutinen använder.",
    why: "En inläst fil som inget används ur ser ut att betyda något för rutinen, men gör det inte.",
    after: &[],
    find: find_unused_includes,
};

fn find_unused_includes(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let unused = facts.flow.includes.iter().filter(|include| {
        let mut terms = facts.flow.glossary.iter().filter(|term| term.span.file == include.file);
        !is_cited(facts.flow, include.file) && !terms.any(|term| facts.wording().has_term(term))
    });
    unused
        .map(|include| {
            let message = format!("Rutinen använder inget ur den gemensamma filen `{}`.", include.id);
            Diagnostic::warning(RULE.code, include.span, message)
                .with_help("Ta bort den ur `include`, eller använd något av det den har.")
        })
        .collect()
}

/// Whether something of the file is named by its id.
fn is_cited(flow: &Flow, file: FileId) -> bool {
    let sources = flow.steps.iter().flat_map(|step| &step.sources);
    let of_terms = flow.glossary.iter().flat_map(|term| &term.sources);
    let contacts = flow.steps.iter().flat_map(|step| step.contacts.iter().copied().chain(step.duty().who));
    list_cited_laws(flow).iter().any(|(at, _)| flow.laws[at.index()].span.file == file)
        || sources.chain(of_terms).any(|at| flow.sources[at.index()].span.file == file)
        || contacts.into_iter().any(|at| flow.contacts[at.index()].span.file == file)
        || flow.form.fields.iter().any(|field| field.span.file == file)
}
