//! No law a flow rests on is said to have been read on a day that has not come.

use crate::check::cited_laws::rests_on;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-framtida",
    doc: "Ingen lagtext sägs vara läst en dag som inte har kommit.",
    why: "Dagen i `checked` säger hur lagen var känd. Är den fel tror Stegvis dessutom att datorns klocka går efter, och tar emot \
          dagar som inte har varit.",
    after: &[],
    find: find_laws_read_ahead,
};

fn find_laws_read_ahead(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let read = rests_on(facts.flow).filter_map(|law| Some((law, law.checked?)));
    let ahead = read.filter(|(_, read)| *read > facts.on);
    ahead
        .map(|(law, read)| {
            let message = format!(
                "Lagtexten till `{}` ({}) sägs vara läst {read}, efter {}.",
                law.id, law.cite, facts.on
            );
            let help = "Skriv dagen då någon senast läste lagtexten i konsoliderad form.";
            Diagnostic::warning(RULE.code, law.span, message).with_remark("har inte varit").with_help(help)
        })
        .collect()
}
