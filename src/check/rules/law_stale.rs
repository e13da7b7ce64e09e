//! The laws a flow rests on were read within the last half year. Told in one line, since they are read together.

use chrono::Months;

use crate::check::cited_laws::rests_on;
use crate::check::rule::{Rule, RuleContext};
use crate::diagnostic::Diagnostic;
use crate::flow::law::ReadDays;
use crate::flow::model::Law;

/// How many months a reading is good for.
const MONTHS: u32 = 6;

/// How many laws are named.
const NAMED: usize = 5;

/// The rule.
pub const RULE: Rule = Rule {
    code: "lag-gammal",
    doc: "Lagtexten har lästs det senaste halvåret.",
    why: "Lagar ändras. Om en lag som ingen har läst på länge kan ingen säga att texten i rutinen är den som gäller.",
    after: &[],
    find: find_stale_laws,
};

fn find_stale_laws(facts: &RuleContext<'_>) -> Vec<Diagnostic> {
    let is_stale = |law: &&Law| {
        let good_until = law.checked.and_then(|read| read.checked_add_months(Months::new(MONTHS)));
        good_until.is_some_and(|limit| limit < facts.on)
    };
    let stale: Vec<&Law> = rests_on(facts.flow).filter(is_stale).collect();
    let (Some(first), Some(days)) = (stale.first(), ReadDays::from_laws(stale.iter().copied())) else {
        return Vec::new();
    };
    let message = match stale.len() {
        1 => format!(
            "Lagtexten till {} är {}, för mer än ett halvår sedan.",
            join_laws(&stale),
            days.to_words()
        ),
        n => format!(
            "Lagtexten till {n} lagrum är {}, för mer än ett halvår sedan: {}.",
            days.to_words(),
            join_laws(&stale)
        ),
    };
    let help = "Läs lagtexten i konsoliderad form, och skriv dagen i `checked`.";
    vec![Diagnostic::warning(RULE.code, first.span, message).with_help(help)]
}

fn join_laws(laws: &[&Law]) -> String {
    let named: Vec<String> = laws.iter().take(NAMED).map(|law| format!("`{}`", law.id)).collect();
    match laws.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} och {more} till", named.join(", ")),
    }
}
