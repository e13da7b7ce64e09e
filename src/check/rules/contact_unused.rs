//! Every contact in the routine's own file is shown in some step, or at a meeting. What is taken in is for others too.

use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::id::ContactIx;
use crate::source::FileId;

/// The rule.
pub const RULE: Rule = Rule {
    code: "kontakt-oanvand",
    doc: "Varje kontakt visas i något steg eller på mötet.",
    why: "En kontakt som aldrig visas håller ingen uppdaterad. Ofta fattas den i ett steg som skulle ha visat den.",
    after: &[],
    find: find_unused_contacts,
};

fn find_unused_contacts(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut used = vec![false; facts.flow.contacts.len()];
    let points = facts.flow.meeting.iter().filter_map(|point| point.contact.as_ref());
    let duties: Vec<ContactIx> = facts.flow.steps.iter().filter_map(|step| step.duty().who).collect();
    for at in facts.flow.steps.iter().flat_map(|step| &step.contacts).chain(points).chain(&duties) {
        used[at.index()] = true;
    }
    let unused = facts
        .flow
        .contacts
        .iter()
        .zip(used)
        .filter(|(contact, used)| !used && contact.span.file == FileId::MAIN);
    unused
        .map(|(contact, _)| {
            let message = format!("Inget steg visar kontakten `{}`.", contact.id);
            Diagnostic::warning(RULE.code, contact.span, message)
                .with_help("Visa den i ett stegs `contacts`, eller ta bort den.")
        })
        .collect()
}
