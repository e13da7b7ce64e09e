//! The inbox over lines: what became of each file, the received forms by their numbers, and what is noted of one through the gate.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::talk::{Conversation, LinePage, StopReason};
use super::{YesNo, gate, numbers};
use crate::deid::Scanner;
use crate::deid::screened::Clearings;
use crate::form::model::FormId;
use crate::inbox::{
    DIARY_ADVICE, FormAction, LONGEST_NOTE, NO_OTHER, OpenInbox, ReceivedRow, describe_notes,
    describe_routine, form_text, write_receipt,
};
use crate::present::ACUTE;
use crate::prose::sanitize;
use crate::store::display_path;
use crate::store::error::StoreError;
use crate::store::inbox::diary::DiaryNumber;
use crate::store::inbox::register::{InboxChange, InboxEvent, InboxState};
use crate::store::inbox::{Inbox, ReceivedForm};

/// What can be written at the list, besides the number of a form.
const HELP: &str = "Skriv siffran för en blankett för att läsa den. Eller skriv hämta för att ta emot från en fil eller mapp, sök, \
                    läge, lista eller sluta.";

const HELP_PATH: &str = "Skriv var filen eller mappen ligger, som /hem/blanketter. Enter eller q går tillbaka. göm gömmer allt genast.";

const HELP_SEARCH: &str = "Skriv ett eller flera ord, eller en månad som 2026-11. Enter eller q visar alla. göm gömmer allt genast.";

const BACK: &str = "Skriv en siffra. Enter går tillbaka.";

/// What a session needs.
#[derive(Debug)]
pub struct InboxSetup {
    /// The inbox.
    pub inbox: Inbox,
    /// The files and folders to receive first.
    pub named: Vec<PathBuf>,
    /// The day.
    pub today: NaiveDate,
    /// What finds identifying text.
    pub scanner: Scanner,
    /// What the lines are written on.
    pub page: LinePage,
}

/// Shows the inbox and does what is said with it, until the user leaves or the input ends.
///
/// # Errors
/// Where the lines can no longer be read or written.
pub fn run_inbox_session(
    setup: InboxSetup,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut talk = Conversation::new(input, output).on_page(setup.page);
    let open = match OpenInbox::receive_files(&setup.inbox, &setup.named, setup.today) {
        Ok(open) => open,
        Err(fault) => return talk.write_paragraph(&describe_fault(&fault)),
    };
    let mut session = InboxSession {
        talk,
        setup,
        open,
        clearings: Clearings::default(),
        state: None,
        words: String::new(),
    };
    match session.run_to_end() {
        Ok(()) | Err(StopReason::Left | StopReason::InputEnded) => Ok(()),
        Err(StopReason::Broken(error)) => Err(error),
    }
}

struct InboxSession<'t> {
    talk: Conversation<'t>,
    setup: InboxSetup,
    open: OpenInbox,
    clearings: Clearings,
    state: Option<InboxState>,
    words: String,
}

impl InboxSession<'_> {
    fn run_to_end(&mut self) -> Result<(), StopReason> {
        self.show_arrivals()?;
        self.show_forms()?;
        loop {
            self.talk.write_blank_line()?;
            self.talk.write_question(ACUTE)?;
            self.talk.write_question(HELP)?;
            let line = self.talk.ask_line()?;
            let shown: Vec<FormId> = self.shown_forms().map(|form| form.note.id.clone()).collect();
            match numbers::parse_number(&line, shown.len()) {
                Ok(at) => shown.get(at).map_or(Ok(()), |id| self.open_form(id))?,
                Err(_) => self.obey_word(&line)?,
            }
        }
    }

    fn obey_word(&mut self, line: &str) -> Result<(), StopReason> {
        match line.to_lowercase().as_str() {
            "hämta" | "h" => self.receive(),
            "sök" => self.search(),
            "läge" => self.choose_state(),
            "lista" | "l" => self.show_forms(),
            "sluta" | "q" => Err(StopReason::Left),
            "" => Ok(()),
            _ => Ok(self.talk.write_paragraph("Det finns ingen sådan blankett i listan.")?),
        }
    }

    fn shown_forms(&self) -> impl Iterator<Item = &ReceivedForm> {
        self.open.find_forms(self.state, &self.words)
    }

    fn show_arrivals(&mut self) -> Result<(), StopReason> {
        for says in self.open.describe_arrivals() {
            says.lines().try_for_each(|line| self.talk.write_paragraph(line))?;
        }
        Ok(())
    }

    fn show_forms(&mut self) -> Result<(), StopReason> {
        let shown: Vec<(String, ReceivedRow)> =
            self.shown_forms().map(|form| (describe_routine(form), ReceivedRow::from_form(form))).collect();
        self.talk.write_blank_line()?;
        let (all, several) = (self.open.forms.len(), self.open.count_routines() > 1);
        self.talk.write_paragraph(&match (all, shown.len()) {
            (0, _) => format!(
                "Inga blanketter är mottagna än. Filer som läggs i {} tas emot nästa gång.",
                display_path(&self.open.folder)
            ),
            (all, some) if all == some => format!("Mottagna blanketter: {all}."),
            (all, some) => format!("Mottagna blanketter: {all}. {some} visas."),
        })?;
        for (n, (routine, row)) in shown.iter().enumerate() {
            self.talk.write_numbered(n + 1, &format!("{}. {}", row.head, row.about))?;
            row.note.iter().try_for_each(|note| self.talk.write_paragraph(note))?;
            if several {
                self.talk.write_paragraph(routine)?;
            }
        }
        if several {
            let says = "Blanketterna kommer ur olika rutiner. De läggs aldrig ihop i lägesbilden.";
            self.talk.write_paragraph(says)?;
        }
        Ok(())
    }

    fn receive(&mut self) -> Result<(), StopReason> {
        let asks = "Skriv sökvägen till en fil eller en mapp. Undermappar tas med. Inget i dem ändras. Enter går tillbaka.";
        self.talk.write_question(asks)?;
        let Some(line) = self.talk.ask_words(HELP_PATH)? else { return Ok(()) };
        match OpenInbox::receive_files(&self.setup.inbox, &[PathBuf::from(line)], self.setup.today) {
            Ok(open) => {
                self.open = open;
                self.show_arrivals()?;
                self.show_forms()
            }
            Err(fault) => Ok(self.talk.write_paragraph(&describe_fault(&fault))?),
        }
    }

    fn search(&mut self) -> Result<(), StopReason> {
        let asks = "Skriv ord som ska stå i blanketten eller anteckningen, eller en månad som 2026-11. Enter visar alla.";
        self.talk.write_question(asks)?;
        self.words = self.talk.ask_words(HELP_SEARCH)?.unwrap_or_default();
        self.show_forms()
    }

    fn choose_state(&mut self) -> Result<(), StopReason> {
        let labels = InboxState::ALL.map(InboxState::label);
        let at = self
            .talk
            .ask_number(&labels, "Skriv en siffra för att visa dem med det läget. Enter visar alla.")?;
        self.state = at.and_then(|at| InboxState::ALL.get(at).copied());
        self.show_forms()
    }

    /// Shows a form, and what can be done with it until the user goes back.
    fn open_form(&mut self, id: &FormId) -> Result<(), StopReason> {
        while let Some(form) = self.open.forms.iter().find(|form| form.note.id == *id).cloned() {
            self.show_form(&form)?;
            let labels = FormAction::ALL.map(FormAction::label);
            let at = self.talk.ask_number(&labels, BACK)?;
            let Some(action) = at.and_then(|at| FormAction::ALL.get(at).copied()) else { break };
            self.take_action(&form, action)?;
        }
        self.show_forms()
    }

    fn show_form(&mut self, form: &ReceivedForm) -> Result<(), StopReason> {
        self.talk.write_blank_line()?;
        for line in describe_notes(form) {
            self.talk.write_paragraph(&line)?;
        }
        self.talk.write_paragraph(&describe_routine(form))?;
        self.talk.write_blank_line()?;
        let text = form_text(form).unwrap_or_else(|| "Blanketten går inte att läsa längre.".to_owned());
        self.talk.write_lines(&text.lines().map(sanitize).collect::<Vec<_>>())?;
        Ok(self.talk.write_blank_line()?)
    }

    fn take_action(&mut self, form: &ReceivedForm, action: FormAction) -> Result<(), StopReason> {
        match action {
            FormAction::State => {
                let at = self.talk.ask_number(&InboxState::ALL.map(InboxState::label), BACK)?;
                let state = at.and_then(|at| InboxState::ALL.get(at).copied());
                state.map_or(Ok(()), |state| self.note(form, InboxChange::State(state)))
            }
            FormAction::Diary => self.ask_diary(form),
            FormAction::Note => self.ask_note(form),
            FormAction::Link => self.ask_link(form),
            FormAction::Receipt => {
                let rows: Vec<String> = write_receipt(form).lines().map(str::to_owned).collect();
                Ok(self.talk.write_lines(&rows)?)
            }
            FormAction::Remove => self.remove(form),
        }
    }

    fn ask_diary(&mut self, form: &ReceivedForm) -> Result<(), StopReason> {
        self.talk.write_question("Skriv diarienumret, eller - för inget. Enter går tillbaka.")?;
        loop {
            let Some(line) = self.talk.ask_words(DIARY_ADVICE)? else { return Ok(()) };
            let number = if line == "-" { "" } else { line.as_str() };
            match DiaryNumber::parse_number(number) {
                Some(number) => return self.note(form, InboxChange::Diary(number)),
                None => {
                    let question = self.talk.question();
                    self.talk.write_aside(DIARY_ADVICE)?;
                    if let Some(number) = self.offer_number(&line)? {
                        return self.note(form, InboxChange::Diary(number));
                    }
                    self.talk.restore_question(question)?;
                }
            }
        }
    }

    /// Offers the number that was found among what was written.
    fn offer_number(&mut self, line: &str) -> Result<Option<DiaryNumber>, StopReason> {
        let Some(number) = DiaryNumber::find_number(line) else { return Ok(None) };
        let asks = format!("Ska bara ”{}” stå där? Skriv ja eller nej.", number.as_str());
        match self.talk.ask_yes_no(&asks)? {
            YesNo::Yes => Ok(Some(number)),
            YesNo::No => Ok(None),
        }
    }

    fn ask_note(&mut self, form: &ReceivedForm) -> Result<(), StopReason> {
        self.clearings.enter_place(form.note.id.as_str());
        let asks = "Skriv en kort text på en rad, utan uppgifter om någon. Enter går tillbaka.";
        let text =
            gate::ask_text(&mut self.talk, &self.setup.scanner, &mut self.clearings, LONGEST_NOTE, asks)?;
        text.map_or(Ok(()), |text| self.note(form, InboxChange::Note(text)))
    }

    fn ask_link(&mut self, form: &ReceivedForm) -> Result<(), StopReason> {
        let asks = "Skriv den andra blankettens ord eller diarienummer. En gång till tar bort kopplingen. Enter går tillbaka.";
        self.talk.write_question(asks)?;
        loop {
            let Some(line) = self.talk.ask_words(asks)? else { return Ok(()) };
            match self.open.find_other(&form.note.id, &line) {
                Some(other) => return self.note(form, InboxChange::Link(other)),
                None => self.talk.refuse_line(NO_OTHER)?,
            }
        }
    }

    fn note(&mut self, form: &ReceivedForm, what: InboxChange) -> Result<(), StopReason> {
        let event = InboxEvent { id: form.note.id.clone(), day: self.setup.today, what };
        self.take_result(OpenInbox::note_event(&self.setup.inbox, &event), "Noterat.")
    }

    fn remove(&mut self, form: &ReceivedForm) -> Result<(), StopReason> {
        let asks = "Ska blanketten tas bort ur inkorgen, med allt som är noterat om den? Det går inte att ångra. Skriv ja eller nej.";
        match self.talk.ask_yes_no(asks)? {
            YesNo::Yes => self.take_result(
                OpenInbox::remove_form(&self.setup.inbox, form),
                "Blanketten är borttagen ur inkorgen.",
            ),
            YesNo::No => Ok(()),
        }
    }

    fn take_result(&mut self, done: Result<OpenInbox, StoreError>, says: &str) -> Result<(), StopReason> {
        match done {
            Ok(open) => {
                self.open = open;
                Ok(self.talk.write_paragraph(says)?)
            }
            Err(fault) => Ok(self.talk.write_paragraph(&describe_fault(&fault))?),
        }
    }
}

fn describe_fault(fault: &StoreError) -> String {
    format!("Inget är ändrat. {fault} {}", fault.help())
}
