//! A law that a step cites is in force on the day, or one that took its place is.

use chrono::NaiveDate;

use crate::check::cited_laws::list_cited_laws;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::law;
use crate::flow::model::{Flow, Law};

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-upphord",
    doc: "En lag som åberopas gäller den dagen, eller så gör den som har ersatt den det.",
    why: "Den som hänvisar till en lag som inte längre gäller kan handla utan stöd i lag.",
    after: &[],
    find: find_expired_laws,
};

fn find_expired_laws(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, step) in list_cited_laws(facts.flow) {
        let law = &facts.flow.laws[at.index()];
        let Some(until) = law.until.filter(|until| *until < facts.on) else { continue };
        if law::find_in_force(facts.flow, at, facts.on).is_some() {
            continue;
        }
        found
            .push(describe_expired(facts, law, until).with_place(facts.flow.step(step).span, "åberopas här"));
    }
    found
}

fn describe_expired(facts: &RuleContext<'_>, law: &Law, until: NaiveDate) -> Diagnostic {
    let message = format!(
        "`{}` ({}) gällde till och med {until}, och ingen lag som gäller {} har ersatt den.",
        law.id, law.cite, facts.on
    );
    let fault = Diagnostic::error(RULE.code, law.span, message).with_remark("gäller inte");
    fault.with_help(suggest_successor(facts, law))
}

fn suggest_successor(facts: &RuleContext<'_>, law: &Law) -> String {
    if let Some(next) = law.replaced_by {
        let next = &facts.flow.laws[next.index()];
        return format!("`{}` ersatte den, men gäller inte heller: skriv vilken som gäller nu.", next.id);
    }
    match find_successor(facts.flow, law, facts) {
        Some(next) => format!("Har `{}` ersatt den? Skriv i så fall `replaced_by: {}`.", next.id, next.id),
        None => "Lägg till lagen som gäller, och peka på den med `replaced_by`.".to_owned(),
    }
}

/// A law in force whose act is called the same.
fn find_successor<'f>(flow: &'f Flow, law: &Law, facts: &RuleContext<'_>) -> Option<&'f Law> {
    let name = |law: &Law| law.act.split_whitespace().next().map(str::to_lowercase);
    flow.laws
        .iter()
        .find(|other| other.id != law.id && other.is_in_force_on(facts.on) && name(other) == name(law))
}
