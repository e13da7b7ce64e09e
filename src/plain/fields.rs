//! The form, field by field: what the walk already says is shown, Enter keeps it.

use chrono::NaiveDate;

use super::talk::StopReason;
use super::typing::is_prose;
use super::{FormInput, Session, WalkInput, YesNo, numbers, words};
use crate::flow::id::{AnswerId, FieldIx};
use crate::flow::model::{Field, FieldKind, FieldNeed, FieldOption};
use crate::form::fill;
use crate::form::model::{FormEntry, Tick, TickState};
use crate::present::form_order::list_fields;
use crate::present::{self, CoarserView, FieldView, FormPrompt};
use crate::prose::with_colon;
use crate::session::answer;
use crate::session::event::{Event, FieldValue};
use crate::session::period::NotAPeriod;
use crate::session::spoken_time::{TimePrecision, UNREAD};

/// What goes on to the review from any field, and lets the others be as they are.
const REVIEW: [&str; 2] = ["g", "granska"];

const HELP_STANDING: &str = "Enter säger att allt stämmer. En siffra öppnar ett fält, där - tar bort det som står. g går till \
                             granskningen, där s sparar. göm gömmer allt genast och q avslutar.";

const HELP_MORE: &str = "Skriv en eller flera siffror, som 1 3, för det du vill fylla i. Enter går vidare utan. g går till \
                         granskningen, där s sparar. göm gömmer allt genast och q avslutar.";

/// What a line does to a field.
enum FieldInput {
    /// Nothing: what stands there stays.
    Keep,
    /// It says something.
    Take(Event),
}

/// Whether something more was asked of the form before its review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormStage {
    /// It was.
    Asked,
    /// All of it was gone through.
    Over,
}

impl Session<'_> {
    /// Asks the next thing of the form.
    pub(super) fn ask_form(&mut self) -> Result<FormStage, StopReason> {
        match self.order.next_prompt(&self.walk, self.today) {
            FormPrompt::Standing(fields) => self.confirm_standing(&fields)?,
            FormPrompt::Field(at) => self.show_and_fill(at).map(drop)?,
            FormPrompt::More(fields) => self.offer_more(&fields)?,
            FormPrompt::Over => return Ok(FormStage::Over),
        }
        Ok(FormStage::Asked)
    }

    /// Shows what stands in the form already, and asks once whether all of it is right.
    fn confirm_standing(&mut self, fields: &[FieldIx]) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.show_left_to_do()?;
        self.talk.write_paragraph(&present::form_advice(&self.walk, self.today))?;
        self.talk.write_paragraph(present::ACUTE)?;
        self.talk.write_paragraph("Det här står i blanketten redan:")?;
        for (n, at) in fields.iter().enumerate() {
            let says = self.describe_standing(*at);
            self.talk.write_numbered(n + 1, &says)?;
        }
        self.talk.write_question(
            "Stämmer det? Tryck Enter, eller skriv siffran för det du vill ändra. Skriv g för att gå till granskningen \
             direkt, var du än är i blanketten.",
        )?;
        loop {
            let input = self.read_form_input(FormInput::Line, HELP_STANDING)?;
            let WalkInput::Line(line) = input else { return Ok(()) };
            if is_review(&line) {
                self.go_to_review();
                return Ok(());
            }
            if line.is_empty() {
                self.confirm_guesses(fields);
                return Ok(());
            }
            match numbers::parse_number(&line, fields.len()).map(|place| fields.get(place)) {
                Ok(Some(at)) => return self.fill_in(*at).map(drop),
                Ok(None) => {}
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }

    fn describe_standing(&self, at: FieldIx) -> String {
        let view = FieldView::from_walk(&self.walk, at, self.today);
        let guess = fill::guess_value(&self.walk, at, self.today);
        let sign = if guess.is_some() { " (gissat)" } else { "" };
        format!("{} {}{sign}", with_colon(view.label), view.entry.words().replace('\n', "; "))
    }

    /// What stands is right, what is guessed among it.
    fn confirm_guesses(&mut self, fields: &[FieldIx]) {
        for at in fields {
            if let Some(value) = fill::guess_value(&self.walk, *at, self.today) {
                let field = self.walk.flow().form.field(*at).id.clone();
                // A guess can always be true on its day.
                let _stands = self.walk.apply(Event::Filled { field, value });
            }
        }
        self.order.pass_standing();
    }

    fn go_to_review(&mut self) {
        self.order.pass_all(&self.walk);
    }

    /// Offers the fields that nothing has to be said in, all at once.
    fn offer_more(&mut self, fields: &[FieldIx]) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        self.show_left_to_do()?;
        self.talk.write_paragraph("Vill du fylla i mer?")?;
        for (n, at) in fields.iter().enumerate() {
            let label = self.walk.flow().form.field(*at).label.clone();
            self.talk.write_numbered(n + 1, &label)?;
        }
        self.talk.write_question("Skriv siffrorna för det du vill fylla i, som 1 3. Enter går vidare.")?;
        loop {
            let input = self.read_form_input(FormInput::Line, HELP_MORE)?;
            let WalkInput::Line(line) = input else { return Ok(()) };
            if is_review(&line) {
                self.go_to_review();
                return Ok(());
            }
            let places =
                if line.is_empty() { Ok(Vec::new()) } else { numbers::parse_numbers(&line, fields.len()) };
            match places {
                Ok(places) => {
                    let chosen: Vec<FieldIx> =
                        places.into_iter().filter_map(|place| fields.get(place)).copied().collect();
                    let others: Vec<FieldIx> =
                        fields.iter().filter(|at| !chosen.contains(at)).copied().collect();
                    self.order.pass_fields(&others);
                    return self.fill_chosen(&chosen);
                }
                Err(why) => self.talk.refuse_line(&why)?,
            }
        }
    }

    /// Asks for the fields that were chosen, one by one, unless the walk has moved: then they are offered again.
    fn fill_chosen(&mut self, chosen: &[FieldIx]) -> Result<(), StopReason> {
        for at in chosen {
            if !self.show_and_fill(*at)? {
                break;
            }
        }
        Ok(())
    }

    /// Shows a field in its place among the others, and takes what is written there; whether it was dealt with.
    fn show_and_fill(&mut self, at: FieldIx) -> Result<bool, StopReason> {
        let fields: Vec<FieldIx> = list_fields(&self.walk).collect();
        let place = fields.iter().position(|other| *other == at).unwrap_or(0);
        self.talk.write_blank_line()?;
        self.show_left_to_do()?;
        self.talk.write_paragraph(&format!("Blanketten, fält {} av {}", place + 1, fields.len()))?;
        let is_dealt_with = self.fill_in(at)?;
        if is_dealt_with {
            self.order.pass_fields(&[at]);
        }
        Ok(is_dealt_with)
    }

    /// Shows a field and takes what is written there; whether it was dealt with, and the walk has not moved.
    pub(super) fn fill_in(&mut self, at: FieldIx) -> Result<bool, StopReason> {
        let flow = self.walk.verified().clone();
        let field = flow.flow().form.field(at);
        self.show_field(at, field)?;
        loop {
            let takes = if is_text(field) { FormInput::Text } else { FormInput::Line };
            let line = match self
                .read_form_input(takes, &describe_field_help(field, fill::time_precision(&self.walk, at)))?
            {
                WalkInput::Line(line) => line,
                WalkInput::Looked => {
                    self.talk.write_blank_line()?;
                    self.show_field(at, field)?;
                    continue;
                }
                WalkInput::Command => return Ok(false),
            };
            if is_review(&line) {
                self.go_to_review();
                return Ok(true);
            }
            let Some(given) = self.read_screened_input(at, &line)? else {
                self.show_field(at, field)?;
                continue;
            };
            if !self.is_meant(at, given.as_ref().ok())? {
                self.show_field(at, field)?;
                continue;
            }
            let given = given.and_then(|given| self.apply_input(at, given));
            match given {
                Ok(event) => {
                    self.show_option_notes(field, event.as_ref())?;
                    if event.is_some() && present::calls_for_coarser(&self.walk, at) {
                        self.offer_coarser()?;
                    }
                    return Ok(true);
                }
                Err(why) => {
                    let question = self.talk.question();
                    self.talk.write_aside(&why)?;
                    self.offer_text_field(at, &line)?;
                    self.talk.restore_question(question)?;
                }
            }
        }
    }

    /// Offers to put prose that was written on a field which takes none where text goes, so that it is not lost.
    fn offer_text_field(&mut self, at: FieldIx, line: &str) -> Result<(), StopReason> {
        let walk = self.walk.clone();
        let text_field = list_fields(&walk).find(|other| is_text(walk.flow().form.field(*other)));
        let Some(to) = text_field.filter(|to| is_prose(line) && *to != at) else { return Ok(()) };
        let label = &walk.flow().form.field(to).label;
        if !fill::fill_entry(&walk, to, self.today).is_empty() {
            let says = format!("Det här fältet tar ingen text. I ”{label}” står redan något: skriv det där.");
            return Ok(self.talk.write_paragraph(&says)?);
        }
        let asks =
            format!("Det här fältet tar ingen text. Ska det du skrev stå i ”{label}”? Skriv ja eller nej.");
        if self.ask_yes_no(&asks)? == YesNo::Yes
            && let Some(Ok(given)) = self.read_screened_input(to, line)?
        {
            let says = match self.apply_input(to, given) {
                Ok(_) => format!("Nu står det i ”{label}”."),
                Err(why) => why,
            };
            self.talk.write_paragraph(&says)?;
        }
        Ok(())
    }

    /// Asks once more where the form would say another thing than the answers on the way.
    fn is_meant(&mut self, at: FieldIx, given: Option<&FieldInput>) -> Result<bool, StopReason> {
        let Some(FieldInput::Take(event)) = given else { return Ok(true) };
        let mut after = self.walk.clone();
        let Some(left_out) = after.apply(event.clone()).ok().and_then(|_| fill::against_walk(&after, at))
        else {
            return Ok(true);
        };
        let asks = format!(
            "Dina svar på vägen ger: {left_out}. Ska blanketten säga något annat än vägen? Skriv ja eller nej."
        );
        Ok(self.ask_yes_no(&asks)? == YesNo::Yes)
    }

    /// Takes what was written into the form; the event, where it was one. To let a guess stand is to confirm it.
    fn apply_input(&mut self, at: FieldIx, given: FieldInput) -> Result<Option<Event>, String> {
        let event = match given {
            FieldInput::Take(event) => Some(event),
            FieldInput::Keep => fill::guess_value(&self.walk, at, self.today)
                .map(|value| Event::Filled { field: self.walk.flow().form.field(at).id.clone(), value }),
        };
        if let Some(event) = event.clone() {
            let applied = self.walk.apply(event);
            applied.map_err(|refusal| present::describe_refusal(self.walk.flow(), &refusal))?;
        }
        Ok(event)
    }

    /// What a line does to a field; `None` where its text is to be written again.
    fn read_screened_input(
        &mut self,
        at: FieldIx,
        line: &str,
    ) -> Result<Option<Result<FieldInput, String>>, StopReason> {
        let walk = self.walk.clone();
        let field = walk.flow().form.field(at);
        if !is_text(field) || line.is_empty() || line == "-" {
            let options: Vec<_> = fill::offered_options(&walk, at).collect();
            let precision = fill::time_precision(&walk, at);
            return Ok(Some(parse_input(field, &options, line, (precision, self.today))));
        }
        self.clearings.enter_place(field.id.as_str());
        let text = self.screen_text(line)?.map(FieldValue::Text);
        Ok(text.map(|value| Ok(FieldInput::Take(Event::Filled { field: field.id.clone(), value }))))
    }

    fn show_field(&mut self, at: FieldIx, field: &Field) -> Result<(), StopReason> {
        let walk = self.walk.clone();
        let view = FieldView::from_walk(&walk, at, self.today);
        let must = match view.need {
            FieldNeed::Required => " (måste fyllas i)",
            FieldNeed::Optional => "",
        };
        if let FieldKind::Text { .. } = field.kind {
            self.scanner.prepare_thread();
        }
        self.talk.write_question(&format!("{}{must}", view.label))?;
        if let Some(help) = view.help {
            self.talk.write_markdown(help.source())?;
        }
        if let Some(said) = &view.said {
            self.talk.write_paragraph(&format!(
                "{said} Svarade du fel på vägen? Skriv t, så kan svaret ändras."
            ))?;
        }
        match &view.entry {
            FormEntry::One(ticks) | FormEntry::Any(ticks) => self.show_options(ticks)?,
            FormEntry::Acts(acts) => {
                for act in acts {
                    self.talk.write_item(&format!("{}: {}.", act.text, act.state.label()))?;
                }
                view.note.iter().try_for_each(|note| self.talk.write_paragraph(note))?;
                if acts.is_empty() {
                    self.talk.write_paragraph("Inga åtgärder.")?;
                }
            }
            entry @ (FormEntry::Day(_)
            | FormEntry::Period(_)
            | FormEntry::Planned(_)
            | FormEntry::Text(_)) => {
                let words = entry.words();
                match fill::guess_value(&self.walk, at, self.today) {
                    Some(_) => self.talk.write_paragraph(&format!("Gissat: {words}. Stämmer det?"))?,
                    None if words.is_empty() => self.talk.write_paragraph("Nu står: inte ifyllt.")?,
                    None => self.talk.write_paragraph(&format!("Nu står: {words}."))?,
                }
            }
        }
        let precision = fill::time_precision(&self.walk, at);
        Ok(self.talk.write_question(&input_instructions(field, precision))?)
    }

    /// Offers what can be said more coarsely, until the user is content or nothing more can be.
    fn offer_coarser(&mut self) -> Result<(), StopReason> {
        loop {
            let details = present::coarser_details(&self.walk, self.today);
            self.talk.write_blank_line()?;
            self.talk.write_paragraph(present::coarsen::COARSEN_HEADING)?;
            if details.is_empty() {
                let nothing = present::coarsen::describe_nothing_coarser(&self.walk);
                return Ok(self.talk.write_paragraph(nothing)?);
            }
            self.talk.write_paragraph(present::coarsen::COARSEN_ADVICE)?;
            for (n, detail) in details.iter().enumerate() {
                self.talk.write_numbered(n + 1, &detail.says)?;
            }
            self.talk.write_question(
                "Skriv siffran för det du vill göra grövre, eller tryck Enter när det räcker.",
            )?;
            match self.place_or_nothing(details.len())?.and_then(|place| details.into_iter().nth(place)) {
                Some(detail) => self.make_coarser(detail)?,
                None => return Ok(()),
            }
        }
    }

    fn make_coarser(&mut self, detail: CoarserView) -> Result<(), StopReason> {
        let Some(event) = detail.event else { return self.fill_in(detail.field).map(drop) };
        let says = match self.walk.apply(event) {
            Ok(_) => "Grövre nu.".to_owned(),
            Err(refusal) => present::describe_refusal(self.walk.flow(), &refusal),
        };
        Ok(self.talk.write_paragraph(&says)?)
    }

    fn show_options(&mut self, ticks: &[Tick]) -> Result<(), StopReason> {
        for (n, tick) in ticks.iter().enumerate() {
            let chosen = match tick.state {
                TickState::On => " (valt)",
                TickState::Off => "",
            };
            self.talk.write_numbered(n + 1, &format!("{}{chosen}", tick.text))?;
        }
        Ok(())
    }

    /// The notes of the options that were chosen.
    fn show_option_notes(&mut self, field: &Field, event: Option<&Event>) -> Result<(), StopReason> {
        let chosen: Vec<&AnswerId> = match event {
            Some(Event::Filled { value: FieldValue::Option(id), .. }) => vec![id],
            Some(Event::Filled { value: FieldValue::Options(ids), .. }) => ids.iter().collect(),
            _ => Vec::new(),
        };
        let options = field.kind.options().iter().filter(|option| chosen.contains(&&option.id));
        for note in options.filter_map(|option| option.note.as_deref()) {
            self.talk.write_markdown(note)?;
        }
        Ok(())
    }
}

/// What a field takes, and the commands that are at hand in it.
fn describe_field_help(field: &Field, precision: TimePrecision) -> String {
    format!(
        "{} g går till granskningen, där s sparar. t ändrar ett svar på vägen, göm gömmer allt genast och q avslutar.",
        input_instructions(field, precision)
    )
}

fn is_review(line: &str) -> bool {
    REVIEW.contains(&line.to_lowercase().as_str())
}

fn is_text(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text { .. })
}

/// What a line does to a field.
fn parse_input(
    field: &Field,
    options: &[&FieldOption],
    line: &str,
    (precision, today): (TimePrecision, NaiveDate),
) -> Result<FieldInput, String> {
    if line.is_empty() {
        return Ok(FieldInput::Keep);
    }
    if line == "-" {
        return Ok(FieldInput::Take(Event::Cleared { field: field.id.clone() }));
    }
    let wrong = || words::capitalize(&answer::describe_accepted(field));
    let value = match &field.kind {
        FieldKind::Choice { .. } => {
            FieldValue::Option(option_at(options, numbers::parse_number(line, options.len())?)?)
        }
        FieldKind::Choices { .. } => {
            let places = numbers::parse_numbers(line, options.len())?;
            FieldValue::Options(
                places.into_iter().map(|place| option_at(options, place)).collect::<Result<_, _>>()?,
            )
        }
        FieldKind::Date { .. } | FieldKind::Period { .. } | FieldKind::Planned { .. } => {
            precision.parse_value(line, today).map_err(|NotAPeriod| UNREAD.to_owned())?
        }
        // Text has gone through the gate before it comes here.
        FieldKind::Text { .. } => return Err(wrong()),
        FieldKind::Acts => return Err("Åtgärderna ändras med t. Tryck Enter för att gå vidare.".to_owned()),
    };
    Ok(FieldInput::Take(Event::Filled { field: field.id.clone(), value }))
}

fn option_at(options: &[&FieldOption], place: usize) -> Result<AnswerId, String> {
    options.get(place).map(|option| option.id.clone()).ok_or_else(|| "Välj bland alternativen.".to_owned())
}

/// How the field is filled in.
fn input_instructions(field: &Field, precision: TimePrecision) -> String {
    let says = match field.kind {
        FieldKind::Choice { .. } => "Skriv en siffra. Enter låter det stå, - återställer.",
        FieldKind::Choices { .. } => {
            "Skriv en eller flera siffror, som 1 3, eller 0 för inget. Enter låter det stå, - återställer."
        }
        FieldKind::Date { .. } | FieldKind::Period { .. } | FieldKind::Planned { .. } => {
            return format!("Skriv {}. Enter låter det stå, - återställer.", precision.examples());
        }
        FieldKind::Text { .. } => {
            "Skriv texten på en rad, eller klistra in den. Enter låter det stå, - tar bort texten."
        }
        FieldKind::Acts => "Tryck Enter om det stämmer, eller t för att ändra.",
    };
    says.to_owned()
}
