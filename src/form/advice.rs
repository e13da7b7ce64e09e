//! Advice on the form as a whole: details that are harmless one by one can point a person out together. Never a block.

use std::collections::BTreeMap;

use crate::deid::{Advice, Detail, MetDetail, Scanner};
use crate::flow::id::FieldIx;
use crate::flow::model::{Field, FieldKind, FieldNeed, IdentifyingKind};
use crate::form::model::{FormEntry, Tick, TickState};
use crate::form::{coarsen, fill, review};
use crate::session::walk::Walk;

use chrono::NaiveDate;

/// So many kinds of detail together can be enough to pick one person out of a district (Sweeney 2000 found place, day
/// of birth and sex to single out most people; the sources ask for a warning at three).
const ENOUGH: usize = 3;

/// What to think of before the form of a walk is saved, as it stands on the day `today`. What the walk itself has ticked and filled
/// in is no detail that the user can make coarser, and is not counted.
pub fn advise_on_form(walk: &Walk, today: NaiveDate, scanner: &Scanner) -> Vec<Advice> {
    let mut details: BTreeMap<Detail, String> = BTreeMap::new();
    let mut advice = Vec::new();
    for section in &walk.flow().form.sections {
        for at in fill::visible_fields(walk, &section.fields) {
            let entry = fill::fill_entry(walk, at, today);
            let own =
                is_by_hand(walk, at).then(|| detail_of_entry(walk.flow().form.field(at), &entry)).flatten();
            let mut met: Vec<MetDetail> = own.into_iter().collect();
            if let FormEntry::Text(Some(text)) = &entry {
                met.extend(scanner.find_details(text.text()));
                advice.extend(scanner.advise(text.text()).into_iter().filter(is_about_categories));
            }
            for MetDetail { detail, words } in met {
                details.entry(detail).or_insert(words);
            }
        }
    }
    if details.len() >= ENOUGH {
        let details = details.into_iter().map(|(detail, words)| MetDetail { detail, words });
        advice.insert(0, Advice::Combination { details: details.collect() });
    }
    advice
}

/// What there is to say of the form beside what may point someone out: where it says otherwise than the walk, and what the form itself says of the answers to what it must ask.
pub fn form_notes(walk: &Walk, today: NaiveDate) -> Vec<String> {
    against_walk(walk, today).into_iter().chain(notes_of_form(walk, today)).collect()
}

/// What is asked before a form is saved that says neither what, nor where, nor anything in free text; nothing of a form that
/// says any of it, or has no such fields.
pub fn question_blank(walk: &Walk, today: NaiveDate) -> Option<String> {
    let form = &walk.flow().form;
    let blank = find_blank_fields(walk, today);
    let labels: Vec<String> = blank.iter().map(|at| format!("”{}”", form.field(*at).label)).collect();
    (!labels.is_empty()).then(|| {
        format!(
            "Det står inget i {}. Då säger blanketten nästan ingenting. Vill du spara den ändå?",
            labels.join(", ")
        )
    })
}

/// The fields that would say what or where, or anything in free text, where nothing stands in any of them; none of a form that says
/// some of it, or has no such fields.
pub fn find_blank_fields(walk: &Walk, today: NaiveDate) -> Vec<FieldIx> {
    let form = &walk.flow().form;
    let shown = form.sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields));
    let telling: Vec<FieldIx> = shown.filter(|at| tells_what_or_where(form.field(*at))).collect();
    let is_blank = telling.iter().all(|at| fill::fill_entry(walk, *at, today).is_empty());
    let asks_what = telling.iter().any(|at| !matches!(form.field(*at).kind, FieldKind::Text { .. }));
    if is_blank && asks_what { telling } else { Vec::new() }
}

fn tells_what_or_where(field: &Field) -> bool {
    let kind = field.points.as_ref().map(|points| points.to);
    matches!(kind, Some(IdentifyingKind::Event | IdentifyingKind::Place))
        || matches!(field.kind, FieldKind::Text { .. })
}

/// What is guessed from the day and nobody has confirmed, in words.
pub fn describe_guesses(walk: &Walk, today: NaiveDate) -> Option<String> {
    let form = &walk.flow().form;
    let fields = form.sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields));
    let guessed = fields.filter(|at| fill::guess_value(walk, *at, today).is_some());
    let guessed: Vec<String> = guessed
        .map(|at| format!("{} ({})", form.field(at).label, fill::fill_entry(walk, at, today).words()))
        .collect();
    (!guessed.is_empty()).then(|| format!("Gissat, och inte bekräftat: {}.", guessed.join(", ")))
}

/// The fields that were set by hand to something else than the walk's answers say.
fn against_walk(walk: &Walk, today: NaiveDate) -> Vec<String> {
    let form = &walk.flow().form;
    let fields = form.sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields));
    let told = |at: FieldIx| {
        // What stops the review is told there.
        if review::find_disagreement(walk, at).is_some() {
            return None;
        }
        let (label, said) = (&form.field(at).label, fill::against_walk(walk, at)?);
        let set = fill::fill_entry(walk, at, today).words();
        Some(format!(
            "”{label}” är ändrat till ”{set}”, men dina svar på vägen ger ”{said}”. Det som står här sparas."
        ))
    };
    fields.filter_map(told).collect()
}

/// What the form itself says of the answers to what it must ask, such as what to make coarser where few can be meant.
fn notes_of_form(walk: &Walk, today: NaiveDate) -> Vec<String> {
    let form = &walk.flow().form;
    let asked = form.sections.iter().flat_map(|section| fill::visible_fields(walk, &section.fields));
    let asked = asked.filter(|at| form.field(*at).need == FieldNeed::Required);
    let noted = |at: FieldIx| match fill::fill_entry(walk, at, today) {
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            let options = fill::offered_options(walk, at).zip(ticks);
            options
                .filter(|(_, tick)| tick.state == TickState::On)
                .filter_map(|(option, _)| option.note.clone())
                .collect()
        }
        FormEntry::Day(_)
        | FormEntry::Period(_)
        | FormEntry::Planned(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => Vec::new(),
    };
    asked.flat_map(noted).collect()
}

/// What the entry tells that can point someone out together with others.
fn detail_of_entry(field: &Field, entry: &FormEntry) -> Option<MetDetail> {
    match entry {
        FormEntry::One(ticks) | FormEntry::Any(ticks) => {
            let points = field.points.as_ref()?;
            let on = |tick: &&Tick| tick.state == TickState::On && coarsen::points_out(field, &tick.id);
            let words = ticks.iter().find(on)?.text.clone();
            Some(MetDetail { detail: detail_kind(points.to), words })
        }
        FormEntry::Period(Some(period)) | FormEntry::Planned(Some(period)) => {
            let told = || MetDetail { detail: Detail::Time, words: period.words() };
            period.when.is_day().then(told)
        }
        FormEntry::Period(None)
        | FormEntry::Planned(None)
        | FormEntry::Day(_)
        | FormEntry::Text(_)
        | FormEntry::Acts(_) => None,
    }
}

/// Whether the user set the field.
fn is_by_hand(walk: &Walk, at: FieldIx) -> bool {
    walk.position().fields.contains_key(&at)
}

fn detail_kind(points: IdentifyingKind) -> Detail {
    match points {
        IdentifyingKind::Place => Detail::Place,
        IdentifyingKind::Time => Detail::Time,
        IdentifyingKind::Role => Detail::Role,
        IdentifyingKind::Event => Detail::RareEvent,
        IdentifyingKind::Age => Detail::Age,
    }
}

fn is_about_categories(advice: &Advice) -> bool {
    match advice {
        Advice::SpecialCategory { .. } => true,
        Advice::Combination { .. } => false,
    }
}
