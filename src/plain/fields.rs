//! The form, field by field: what the walk already says is shown, Enter keeps it.

use super::talk::Stop;
use super::{Heard, Session, step, words};
use crate::calendar;
use crate::flow::id::{AnswerId, FieldIx};
use crate::flow::model::{Field, FieldKind, FieldOption, Need};
use crate::form::fill;
use crate::form::model::{Entry, Tick, TickState};
use crate::present::FieldView;
use crate::session::answer;
use crate::session::event::{Event, Value};

/// What a line does to a field.
enum Given {
    /// Nothing: what stands there stays.
    Keep,
    /// It says something.
    Take(Event),
}

impl Session<'_> {
    /// The next field of the form that was not gone through; `None` when all were.
    pub(super) fn next_field(&self) -> Option<FieldIx> {
        self.fields().into_iter().find(|at| !self.seen.contains(at))
    }

    /// The fields of the form on this walk.
    pub(super) fn fields(&self) -> Vec<FieldIx> {
        let sections = &self.walk.flow().form.sections;
        sections.iter().flat_map(|section| fill::visible(&self.walk, &section.fields)).collect()
    }

    /// Shows a field in its place among the others, and takes what is written there.
    pub(super) fn go_through(&mut self, at: FieldIx) -> Result<(), Stop> {
        let fields = self.fields();
        let place = fields.iter().position(|other| *other == at).unwrap_or(0);
        self.talk.gap()?;
        self.left()?;
        self.talk.say(&format!("Blanketten, fält {} av {}", place + 1, fields.len()))?;
        if self.fill_in(at)? {
            self.seen.push(at);
        }
        Ok(())
    }

    /// Shows a field and takes what is written there; whether it was dealt with, and the walk has not moved.
    pub(super) fn fill_in(&mut self, at: FieldIx) -> Result<bool, Stop> {
        let flow = self.walk.verified().clone();
        let field = flow.flow().form.field(at);
        self.show_field(at, field)?;
        loop {
            let Heard::Line(line) = self.hear()? else { return Ok(false) };
            let Some(given) = self.given(field, &line)? else {
                self.show_field(at, field)?;
                continue;
            };
            let given = given.and_then(|given| match given {
                Given::Keep => Ok(None),
                Given::Take(event) => {
                    self.walk.take(event.clone()).map_err(|refusal| refusal.to_string())?;
                    Ok(Some(event))
                }
            });
            match given {
                Ok(event) => {
                    self.remind(field, event.as_ref())?;
                    return Ok(true);
                }
                Err(why) => self.talk.say(&why)?,
            }
        }
    }

    /// What a line does to a field; `None` where its text is to be written again.
    fn given(&mut self, field: &Field, line: &str) -> Result<Option<Result<Given, String>>, Stop> {
        let FieldKind::Text { .. } = field.kind else { return Ok(Some(given(field, line))) };
        if line.is_empty() || line == "-" {
            return Ok(Some(given(field, line)));
        }
        self.clearings.enter(field.id.as_str());
        let text = self.screened(line)?.map(Value::Text);
        Ok(text.map(|value| Ok(Given::Take(Event::Filled { field: field.id.clone(), value }))))
    }

    fn show_field(&mut self, at: FieldIx, field: &Field) -> Result<(), Stop> {
        let walk = self.walk.clone();
        let view = FieldView::of(&walk, at, self.today);
        let must = match view.need {
            Need::Required => " (måste fyllas i)",
            Need::Optional => "",
        };
        self.talk.say(&format!("{}{must}", view.label))?;
        if let Some(help) = view.help {
            self.talk.markdown(help.source())?;
        }
        if let Some(said) = &view.said {
            self.talk.say(&format!("{said} Svarade du fel på vägen? Skriv t, så kan svaret ändras."))?;
        }
        match &view.entry {
            Entry::One(ticks) | Entry::Any(ticks) => self.options(field, ticks)?,
            Entry::Acts(acts) => {
                for act in acts {
                    self.talk.item(&format!("{}: {}.", act.text, act.state.label()))?;
                }
                view.note.iter().try_for_each(|note| self.talk.say(note))?;
                if acts.is_empty() {
                    self.talk.say("Inga åtgärder.")?;
                }
            }
            entry @ (Entry::Day(_) | Entry::Period(_) | Entry::Text(_)) => {
                let words = entry.words();
                match fill::guess(&self.walk, at, self.today) {
                    Some(_) => self.talk.say(&format!("Gissat: {words}. Stämmer det?"))?,
                    None if words.is_empty() => self.talk.say("Nu står: inte ifyllt.")?,
                    None => self.talk.say(&format!("Nu står: {words}."))?,
                }
            }
        }
        Ok(self.talk.say(how(field))?)
    }

    fn options(&mut self, field: &Field, ticks: &[Tick]) -> Result<(), Stop> {
        for (n, (option, tick)) in field.kind.options().iter().zip(ticks).enumerate() {
            let chosen = match tick.state {
                TickState::On => " (valt)",
                TickState::Off => "",
            };
            self.talk.number(n + 1, &format!("{}{chosen}", option.text))?;
        }
        Ok(())
    }

    /// The notes of the options that were chosen.
    fn remind(&mut self, field: &Field, event: Option<&Event>) -> Result<(), Stop> {
        let chosen: Vec<&AnswerId> = match event {
            Some(Event::Filled { value: Value::Option(id), .. }) => vec![id],
            Some(Event::Filled { value: Value::Options(ids), .. }) => ids.iter().collect(),
            _ => Vec::new(),
        };
        let options = field.kind.options().iter().filter(|option| chosen.contains(&&option.id));
        for note in options.filter_map(|option| option.note.as_deref()) {
            self.talk.markdown(note)?;
        }
        Ok(())
    }
}

/// What a line does to a field.
fn given(field: &Field, line: &str) -> Result<Given, String> {
    if line.is_empty() {
        return Ok(Given::Keep);
    }
    if line == "-" {
        return Ok(Given::Take(Event::Cleared { field: field.id.clone() }));
    }
    let wrong = || words::capital(&answer::takes(field));
    let options = field.kind.options();
    let value = match &field.kind {
        FieldKind::Choice { .. } => Value::Option(nth(options, step::one_number(line, options.len())?)?),
        FieldKind::Choices { .. } => {
            let places = step::numbers(line, options.len())?;
            Value::Options(places.into_iter().map(|place| nth(options, place)).collect::<Result<_, _>>()?)
        }
        FieldKind::Date => Value::Day(calendar::day(line).ok_or_else(wrong)?),
        FieldKind::Period { .. } => Value::Period(line.parse().map_err(|_| wrong())?),
        // Text has gone through the gate before it comes here.
        FieldKind::Text { .. } => return Err(wrong()),
        FieldKind::Acts => return Err("Åtgärderna ändras med t. Tryck Enter för att gå vidare.".to_owned()),
    };
    Ok(Given::Take(Event::Filled { field: field.id.clone(), value }))
}

fn nth(options: &[FieldOption], place: usize) -> Result<AnswerId, String> {
    options.get(place).map(|option| option.id.clone()).ok_or_else(|| "Välj bland alternativen.".to_owned())
}

/// How the field is filled in.
fn how(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Choice { .. } => "Skriv en siffra. Enter låter det stå, - återställer.",
        FieldKind::Choices { .. } => {
            "Skriv en eller flera siffror, som 1 3, eller 0 för inget. Enter låter det stå, - återställer."
        }
        FieldKind::Date => "Skriv ett datum, som 2026-11-21. Enter låter det stå, - återställer.",
        FieldKind::Period { .. } => {
            "Skriv en vecka, som 2026-v47, eller en månad, som 2026-11, och gärna del av dygnet, som kväll. \
             Enter låter det stå, - återställer."
        }
        FieldKind::Text { .. } => "Skriv en rad. Enter låter det stå, - tar bort texten.",
        FieldKind::Acts => "Tryck Enter om det stämmer, eller t för att ändra.",
    }
}
