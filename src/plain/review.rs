//! The review before saving, the saving itself, and the last words.

use std::path::PathBuf;

use super::talk::StopReason;
use super::{FormInput, Session, WalkInput, YesNo, numbers};
use crate::flow::id::{FieldIx, StepIx};
use crate::form::deidentified::{self, DeidentifiedForm};
use crate::form::fill;
use crate::form::review::RemarkSeverity;
use crate::present::{
    ACUTE, RemarkView, ReviewField, ReviewView, contacts_after, describe_open_acts, left_to_do,
};
use crate::prose::with_colon;
use crate::saved_forms;
use crate::store::{self, Store};

const HELP_REVIEW: &str = "s sparar blanketten. En siffra öppnar ett fält, där - tar bort det som står. t ändrar ett svar på vägen. göm \
                           gömmer allt genast och q avslutar.";

impl Session<'_> {
    /// Shows the form whole; saves it, or lets a field be changed. The files, once saved.
    pub(super) fn review_form(&mut self) -> Result<Option<Vec<PathBuf>>, StopReason> {
        let walk = self.walk.clone();
        let review = ReviewView::from_walk(&walk, &self.clearings, &self.scanner, self.today);
        self.talk.write_blank_line()?;
        // Once more before it is saved, whatever was said on the way.
        self.left_told.clear();
        self.show_left_to_do()?;
        self.show_filled_form(&review)?;
        self.talk.write_question(ACUTE)?;
        self.talk.write_question("Skriv s för att spara, eller siffran för det fält du vill ändra.")?;
        let fields: Vec<FieldIx> =
            review.sections.iter().flat_map(|section| &section.fields).map(|field| field.view.at).collect();
        loop {
            let input = self.read_form_input(FormInput::Line, HELP_REVIEW)?;
            let WalkInput::Line(line) = input else { return Ok(None) };
            if matches!(line.to_lowercase().as_str(), "s" | "spara") {
                match review.blocking().next() {
                    None => return self.save_or_ask(&review),
                    Some(says) => self.talk.refuse_line(&format!("Kan inte sparas än. {says}"))?,
                }
                continue;
            }
            if let Some(step) = parse_jump(&line, &review) {
                self.ask_again(step)?;
                return Ok(None);
            }
            match numbers::parse_number(&line, fields.len()) {
                Ok(place) => {
                    if let Some(at) = fields.get(place) {
                        self.talk.write_blank_line()?;
                        self.fill_in(*at)?;
                    }
                    return Ok(None);
                }
                Err(_) => self.talk.refuse_line(&format!(
                    "Skriv s för att spara, eller en siffra från 1 till {}.",
                    fields.len()
                ))?,
            }
        }
    }

    /// The form with what there is to say of it: the fields first, so that what stops it is heard last.
    fn show_filled_form(&mut self, review: &ReviewView<'_>) -> Result<(), StopReason> {
        self.talk.write_paragraph("Granska blanketten:")?;
        let mut number = 0;
        for section in &review.sections {
            self.talk.write_paragraph(&format!("{}:", section.title))?;
            for field in &section.fields {
                number += 1;
                self.show_filled_field(number, field)?;
            }
        }
        self.talk.write_paragraph(&review.origin)?;
        for advice in &review.advice {
            self.talk.write_paragraph(&format!("Tänk på: {advice}"))?;
        }
        self.show_remarks(&review.remarks)?;
        Ok(review.missing.iter().try_for_each(|missing| self.talk.write_paragraph(missing))?)
    }

    fn show_filled_field(&mut self, number: usize, field: &ReviewField<'_>) -> Result<(), StopReason> {
        let words = field.view.words().replace('\n', "; ");
        let words = if words.is_empty() { "inte ifyllt".to_owned() } else { words };
        self.talk.write_numbered(number, &format!("{} {words}", with_colon(field.view.label)))?;
        field.kept.iter().try_for_each(|kept| self.talk.write_item(kept))?;
        Ok(field.view.note.iter().try_for_each(|note| self.talk.write_paragraph(note))?)
    }

    /// What does not agree with the walk, each with the way back to its question.
    fn show_remarks(&mut self, remarks: &[RemarkView<'_>]) -> Result<(), StopReason> {
        for (n, remark) in remarks.iter().enumerate() {
            let lead = match remark.weight {
                RemarkSeverity::Stops => "Stämmer inte",
                RemarkSeverity::Tells => "Tänk på",
            };
            self.talk.write_paragraph(&format!("{lead}: {}", remark.says))?;
            if let Some(back) = remark.back {
                self.talk.write_item(&format!("t{}: tillbaka till frågan ”{}”", n + 1, back.title))?;
            }
        }
        Ok(())
    }

    /// Saves the form, after a question where it says next to nothing.
    fn save_or_ask(&mut self, review: &ReviewView<'_>) -> Result<Option<Vec<PathBuf>>, StopReason> {
        if let Some(asks) = &review.blank
            && self.ask_yes_no(&format!("{asks} Skriv ja eller nej."))? == YesNo::No
        {
            return Ok(None);
        }
        self.pass_gate()
    }

    fn pass_gate(&mut self) -> Result<Option<Vec<PathBuf>>, StopReason> {
        match deidentified::pass_gate(fill::fill_form(&self.walk, self.today)) {
            Ok(form) => self.save_form(&form).map(Some),
            Err(objections) => {
                for objection in objections {
                    self.talk.write_paragraph(&objection.to_string())?;
                }
                Ok(None)
            }
        }
    }

    /// Saves, in another folder where the first one does not take it. The form is never lost on the way.
    fn save_form(&mut self, form: &DeidentifiedForm) -> Result<Vec<PathBuf>, StopReason> {
        loop {
            match self.store.save_form(form, &self.formats) {
                Ok(paths) => {
                    self.discard_draft()?;
                    self.say_farewell(&paths)?;
                    return Ok(paths);
                }
                Err(fault) => {
                    self.talk
                        .write_paragraph(&format!("Blanketten är inte sparad. {fault} {}", fault.help()))?;
                    self.talk.write_question(
                        "Blanketten finns kvar här. Skriv en annan mapp att spara i, eller tryck Enter för att \
                         försöka igen i samma.",
                    )?;
                    let line = self.read_choice()?;
                    if !line.is_empty() {
                        self.store = Store::in_folder(line);
                    }
                }
            }
        }
    }

    fn say_farewell(&mut self, paths: &[PathBuf]) -> Result<(), StopReason> {
        let flow = self.walk.verified().clone();
        self.talk.write_blank_line()?;
        let left = left_to_do(&self.walk);
        // Heard first, and once more last, where it stands above the prompt.
        let titles: Vec<&str> = left.iter().map(|act| act.title).collect();
        let open = describe_open_acts(&titles).map(|open| format!("{open}."));
        open.iter().try_for_each(|open| self.talk.write_paragraph(open))?;
        self.talk.write_paragraph("Blanketten är sparad:")?;
        for path in paths {
            self.talk.write_item(&store::display_path(path))?;
        }
        if let Some(send) = saved_forms::describe_file_to_send(paths) {
            self.talk.write_paragraph(&send)?;
        }
        for contact in contacts_after(&self.walk) {
            self.talk.write_paragraph(&format!("{}: {}", contact.label, contact.reach))?;
        }
        self.talk.write_markdown(&flow.flow().form.after)?;
        if !left.is_empty() {
            self.talk.write_paragraph("KVAR ATT GÖRA:")?;
            left.iter().try_for_each(|act| self.talk.write_item(act.title))?;
        }
        Ok(())
    }
}

/// The question that a line such as `t2` jumps back to; `t` alone is the command everywhere, and `t1` the first that is told.
fn parse_jump(line: &str, review: &ReviewView<'_>) -> Option<StepIx> {
    let back = match line.to_lowercase().strip_prefix('t')?.trim() {
        "" => review.first_way_back(),
        number => review.remarks.get(number.parse::<usize>().ok()?.checked_sub(1)?)?.back,
    };
    back.map(|back| back.at)
}
